// Where everything stands, in pixels of the picture: neurons, edges, gauges, sliders, and the hairpin under them.

import { LAST, TURN } from "./backward_stepper_time.js";
import { ACTIVATIONS } from "./shared/engine.js";

/** @typedef {readonly [number, number]} Point */
/** @typedef {import("./backward_stepper_networks.js").Run} Run */
/** @typedef {import("./backward_stepper_networks.js").State} State */
/** @typedef {ReturnType<typeof placeOf>} Place */
/** @typedef {ReturnType<typeof plotOf>} Plot */

/** Pixels to a hundredth. */
export const n = (/** @type {number} */ value) => Math.round(value * 100) / 100;
export const mix = (/** @type {number} */ a, /** @type {number} */ b, /** @type {number} */ t) => a + (b - a) * t;

// Three sizes: a phone, the column of a chapter, the entrance.
const SMALL = { name: "small", r: 21, ri: 15, top: 24, bottom: 45, step: 90, font: 12, pill: 12, gauge: 62, track: 62 };
const MIDDLE = {
  name: "middle",
  r: 31,
  ri: 22,
  top: 27,
  bottom: 54,
  step: 100,
  font: 13,
  pill: 13,
  gauge: 104,
  track: 84,
};
const WIDE = { name: "wide", r: 34, ri: 24, top: 26, bottom: 32, step: 100, font: 14, pill: 13, gauge: 120, track: 92 };

/** Where the layers stand. @param {typeof SMALL} look @param {number} width */
function columns({ name, ri }, width) {
  if (name === "small") return [0, ri + 5, width * 0.5, width - 41];
  if (name === "middle") return [0, 64, width * 0.48, width - 78];
  return [0, 190, width * 0.475, width - 262];
}

/** @param {typeof SMALL} look @param {number} size of a layer */
const rowsOf = ({ step }, size) => (size === 3 ? step : (step * 4) / 3);

/** The part of a curve between two of its places: by de Casteljau, once from each side. @param {Point[]} curve @param {number} from @param {number} to */
function cut(curve, from, to) {
  const half = (/** @type {Point[]} */ points, /** @type {number} */ t) => {
    const kept = [points[0]];
    let rest = points;
    while (rest.length > 1) {
      rest = rest.slice(1).map((p, i) => /** @type {Point} */ ([mix(rest[i][0], p[0], t), mix(rest[i][1], p[1], t)]));
      kept.push(rest[0]);
    }
    return kept;
  };
  const end = half(curve, to);
  const start = half([...end].reverse(), 1 - (to ? from / to : 0));
  return start.reverse();
}

const drawn = (/** @type {Point[]} */ points) => {
  const [start, ...rest] = points.map(([x, y]) => `${n(x)} ${n(y)}`);
  return `M${start}C${rest.join(" ")}`;
};

/** An edge: from the right side of a neuron to the left side of the next. @param {Point} from @param {Point} to @param {number} bend */
function edgeBetween(from, to, bend) {
  const reach = (to[0] - from[0]) * bend;
  const curve = /** @type {Point[]} */ ([from, [from[0] + reach, from[1]], [to[0] - reach, to[1]], to]);
  const whole = drawn(curve);
  const at = (/** @type {number} */ t) => {
    const u = 1 - t;
    const weights = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
    const along = (/** @type {0 | 1} */ side) => curve.reduce((sum, point, i) => sum + weights[i] * point[side], 0);
    return /** @type {Point} */ ([along(0), along(1)]);
  };
  const path = (/** @type {number} */ a, /** @type {number} */ b) =>
    a <= 0 && b >= 1 ? whole : drawn(cut(curve, Math.min(a, b), Math.max(a, b)));
  return { at, path };
}

/** Where on its edge a weight sits: so far that the weights beside the hidden layer stand one under the other, evenly. */
function pillsOf(/** @type {number[]} */ sizes, /** @type {typeof SMALL} */ look) {
  const [first, second, third] = sizes.map((size) => rowsOf(look, size));
  const into = (sizes[0] * first) / (second + sizes[0] * first);
  const out = sizes[2] === 1 ? 0.27 : second / (second + sizes[2] * third);
  const inverse = (/** @type {number} */ height) => 0.5 - Math.sin(Math.asin(1 - 2 * height) / 3);
  return [0, 0, inverse(into), inverse(out)];
}

/** The hairpin: where its stops stand, and how it runs. @param {typeof SMALL} look @param {number[]} x @param {number} width @param {number} top */
function hairpinOf({ name }, x, width, top) {
  const small = name === "small";
  const side = small ? 20 : name === "middle" ? 27 : 34;
  const start = name === "wide" ? x[1] : small ? 66 : 84;
  const end = small ? width - 6 : name === "middle" ? width - 12 : x[3] + 96;
  const rows = small ? [top + 20, top + 49] : [top + 24, top + 56];
  const R = (rows[1] - rows[0]) / 2;
  const third = Math.min(x[3] + side, end - R - 4);
  const across = [start, x[2] - side, x[2] + side, x[3] - side, third, end, x[3], x[2], mix(start, x[2], 0.5), start];
  const middle = (rows[0] + rows[1]) / 2;
  /** @param {number} u @returns {Point} */
  function at(u) {
    const i = Math.min(LAST - 1, Math.floor(u));
    const f = u - i;
    if (i !== TURN - 1 && i !== TURN) return [mix(across[i], across[i + 1], f), rows[i < TURN ? 0 : 1]];
    const straight = Math.abs(across[i + 1] - across[i]) - R;
    const far = (i === TURN ? 1 - f : f) * (straight + (R * Math.PI) / 2); // from the straight end of either side
    const from = i === TURN ? across[i + 1] : across[i];
    const way = i === TURN ? 1 : -1;
    if (far <= straight) return [from + far, rows[i === TURN ? 1 : 0]];
    const angle = (far - straight) / R;
    return [end - R + R * Math.sin(angle), middle + way * R * Math.cos(angle)];
  }
  const samples = Array.from({ length: LAST * 20 + 1 }, (_, i) => i / 20);
  const corners = samples.filter((u, i) => Number.isInteger(u) || (Math.abs(u - TURN) < 1 && i % 2 === 0));
  const line = (/** @type {number} */ a, /** @type {number} */ b) => {
    const along = [a, ...corners.filter((u) => u > a && u < b), b];
    return `M${along.map((u) => at(u).map(n).join(" ")).join("L")}`;
  };
  /** The place nearest to a point; `near` is where the hand was. @param {Point} point @param {number} [near] */
  function nearest([px, py], near) {
    let best = { far: Number.POSITIVE_INFINITY, u: 0 };
    for (const u of samples) {
      const [qx, qy] = at(u);
      const jump = near === undefined ? 0 : Math.min(900, 300 * Math.abs(u - near));
      const far = (qx - px) ** 2 + (qy - py) ** 2 + jump;
      if (far < best.far) best = { far, u };
    }
    const whole = Math.round(best.u);
    return Math.abs(best.u - whole) < 0.12 ? whole : best.u;
  }
  return { at, line, nearest, rows, start, end, top, height: rows[1] - top + 28 };
}

/**
 * @param {number} width
 * @param {number[]} sizes
 */
export function placeOf(width, sizes) {
  const look = width < 560 ? SMALL : width < 900 ? MIDDLE : WIDE;
  const { name, r, ri, top, bottom, step, gauge, track } = look;
  const x = columns(look, width);
  const middle = top + r + step;
  const y = (/** @type {number} */ l, /** @type {number} */ j) =>
    middle + (j - (sizes[l - 1] + 1) / 2) * rowsOf(look, sizes[l - 1]);
  const edges = new Map();
  const edge = (/** @type {number} */ l, /** @type {number} */ j, /** @type {number} */ k) => {
    const key = `${l}${j}${k}`;
    if (!edges.has(key)) {
      const from = /** @type {Point} */ ([x[l - 1] + (l === 2 ? ri : r), y(l - 1, k)]);
      edges.set(key, edgeBetween(from, [x[l] - r, y(l, j)], name === "small" ? 0.36 : 0.42));
    }
    return /** @type {ReturnType<typeof edgeBetween>} */ (edges.get(key));
  };
  const pills = pillsOf(sizes, look);
  const small = name !== "wide"; // sliders and gauges stand under their neurons
  const net = middle + step + r + bottom;
  const hairpin = hairpinOf(look, x, width, net);
  return {
    ...look,
    width,
    small,
    sizes,
    x,
    y,
    edge,
    pillAt: (/** @type {number} */ l) => pills[l],
    gaugeAt: (/** @type {number} */ j) =>
      /** @type {Point} */ (small ? [x[3] - gauge / 2, y(3, j) + r + 27] : [x[3] + r + 62, y(3, j)]),
    trackAt: (/** @type {number} */ k) =>
      /** @type {Point} */ (
        small ? [Math.max(10, x[1] - track / 2), y(1, k) + ri + 19] : [x[1] - ri - 30 - track, y(1, k)]
      ),
    beadAt: (/** @type {number} */ l, /** @type {number} */ j) => /** @type {Point} */ ([x[l], y(l, j) + r + 3]),
    hairpin,
    height: net + hairpin.height,
    net,
  };
}

/** The smallest of 1, 2, 4, 8 … that holds a value. */
const holding = (/** @type {number} */ value) => 2 ** Math.ceil(Math.log2(Math.max(1, value)));

/**
 * The axes of the plots in the neurons, and of the gauges: from 0 to 1 where outputs are, wider where they can be more.
 *
 * @param {Run} run
 * @param {string} activation
 */
export function plotOf({ z, a, sizes }, activation) {
  const neurons = [2, 3].flatMap((l) => Array.from({ length: sizes[l - 1] }, (_, j) => [l, j + 1]));
  const { f } = ACTIVATIONS[activation];
  const bounded = activation === "sigmoid" || activation === "tanh";
  const far = bounded
    ? { sigmoid: 6, tanh: 3 }[activation]
    : holding(Math.max(2, ...neurons.map(([l, j]) => Math.abs(z(l, j)))));
  const reach = far ?? 6;
  const low = activation === "tanh" ? -1 : activation === "linear" ? -reach : 0;
  const high = bounded ? 1 : f(reach);
  const outputs = neurons.filter(([l]) => l === 3).map(([, j]) => a(3, j));
  const wide = bounded ? 1 : holding(Math.max(...outputs));
  const down = activation === "tanh" ? -1 : Math.min(...outputs) < 0 ? -holding(-Math.min(...outputs)) : 0;
  return { f, reach, low, high, gauge: /** @type {Point} */ ([down, wide]) };
}

/** The plot inside a neuron. @param {Place} place @param {Plot} plot @param {number} l @param {number} j */
export function insideOf(place, plot, l, j) {
  const [cx, cy, half, rise] = [place.x[l], place.y(l, j), 0.8 * place.r, 1.12 * place.r];
  const across = (/** @type {number} */ z) => cx + (Math.max(-plot.reach, Math.min(plot.reach, z)) / plot.reach) * half;
  const up = (/** @type {number} */ a) =>
    cy + rise / 2 - ((Math.max(plot.low, Math.min(plot.high, a)) - plot.low) / (plot.high - plot.low)) * rise;
  /** A slope of 1, as steep as it is drawn. */
  const steep = rise / (plot.high - plot.low) / (half / plot.reach);
  return { cx, cy, half, across, up, steep, zero: up(0) };
}

/** A value's place on a gauge. @param {Place} place @param {Plot} plot @param {number} j @param {number} value */
export function onGauge(place, plot, j, value) {
  const [low, high] = plot.gauge;
  return place.gaugeAt(j)[0] + (place.gauge * (value - low)) / (high - low);
}
