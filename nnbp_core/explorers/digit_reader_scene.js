// What is drawn of the network, as shapes: edges as wide as what flows along them, neurons as full as they are active,
// halos as large as the error that reaches them.

import { largest } from "./digit_reader_network.js";
import { fullness } from "./digit_reader_place.js";
import { fixed, significant, symbol } from "./shared/notation.js";

/** @typedef {import("./shared/paint.js").Shape} Shape */
/** @typedef {import("./digit_reader_place.js").Place} Place */
/** @typedef {import("./digit_reader_place.js").Point} Point */
/** @typedef {import("./digit_reader_network.js").Network} Network */
/** @typedef {import("./digit_reader_learner.js").Measured} Measured */
/** @typedef {{ from: number, to: number, value: number }} Flow along one edge */

const LEVELS = 4; // of strength, that edges are drawn in
const HALO = 110; // px² of a halo, over π, for the largest error of the output
const SEEN = 0.01; // of the largest: an error that is smaller is dark
const READ = 0.2; // an output below it is no answer
const round = (/** @type {number} */ value) => Math.round(10 * value) / 10;

/** The largest of n by size, at most k: [place, value]. */
export function strongest(
  /** @type {number} */ n,
  /** @type {number} */ k,
  /** @type {(i: number) => number} */ sizeOf,
) {
  const found = /** @type {[number, number][]} */ ([]);
  for (let i = 0; i < n; i += 1) {
    const value = sizeOf(i);
    if (!value || (found.length === k && Math.abs(value) <= Math.abs(found[k - 1][1]))) continue;
    let at = Math.min(found.length, k - 1);
    while (at > 0 && Math.abs(found[at - 1][1]) < Math.abs(value)) at -= 1;
    found.splice(at, 0, [i, value]);
    if (found.length > k) found.pop();
  }
  return found;
}

function bend(/** @type {Point} */ [x0, y0], /** @type {Point} */ [x1, y1], /** @type {boolean} */ wide) {
  const [a, b, c, d] = [x0, y0, x1, y1].map(round);
  const [across, down] = [round((x0 + x1) / 2), round((y0 + y1) / 2)];
  return wide ? `M${a} ${b}C${across} ${b} ${across} ${d} ${c} ${d}` : `M${a} ${b}C${a} ${down} ${c} ${down} ${c} ${d}`;
}

/** Edges of one layer in a few strengths: what is below zero is dashed. */
function strands(
  /** @type {Place} */ place,
  /** @type {number} */ l,
  /** @type {Flow[]} */ flows,
  /** @type {number} */ full,
  /** @type {(share: number) => number} */ strengthOf,
) {
  const paths = /** @type {Map<string, { level: number, minus: boolean, parts: string[] }>} */ (new Map());
  for (const { from, to, value } of flows) {
    const level = Math.min(LEVELS - 1, Math.floor(LEVELS * strengthOf(Math.abs(value) / full)));
    const minus = value < 0;
    const key = `${level}${minus ? "m" : ""}`;
    if (!paths.has(key)) paths.set(key, { level, minus, parts: [] });
    paths.get(key)?.parts.push(bend(place.points[l - 1][from], place.points[l][to], place.wide));
  }
  return [...paths].map(([key, { level, minus, parts }]) => ({
    tag: "path",
    id: `edges${l}-${key}`,
    class: minus ? "nnbp-digit-minus" : null,
    "data-layer": l,
    "data-strength": (level + 0.5) / LEVELS,
    "stroke-width": 0.6 + 0.45 * level,
    d: parts.join(""),
  }));
}

/**
 * What flows forward into every neuron: its largest w·a, with their signs.
 *
 * @param {Place} place
 * @param {Network} network
 * @param {Float64Array[]} activations
 * @returns {Shape[]}
 */
export function forwardOf(place, { weights, sizes }, activations) {
  return weights.flatMap((w, i) => {
    const nIn = sizes[i];
    const k = i === 0 ? 4 : i === weights.length - 1 ? 5 : 3;
    const flows = Array.from({ length: sizes[i + 1] }, (_, to) =>
      strongest(nIn, k, (from) => w[to * nIn + from] * activations[i][from]).map(([from, value]) => ({
        from,
        to,
        value,
      })),
    ).flat();
    const full = Math.max(1e-9, ...flows.map(({ value }) => Math.abs(value)));
    return strands(place, i + 1, flows, full, (share) => 0.1 + 0.8 * share ** 1.3);
  });
}

/**
 * What comes back along the edges: w times the error behind it, beside the largest error of the output. To the pixels it
 * is δ·a, the slope of the cost along that weight.
 *
 * @param {Place} place
 * @param {Network} network
 * @param {Float64Array[]} activations
 * @param {Measured} measured
 * @returns {Shape[]}
 */
export function backOf(place, { weights, sizes }, activations, measured) {
  const full = Math.max(1e-12, ...measured.sizes[measured.sizes.length - 1]);
  return weights.flatMap((w, i) => {
    const nIn = sizes[i];
    const flows = Array.from({ length: sizes[i + 1] }, (_, to) => {
      const error = measured.sizes[i][to];
      const along = (/** @type {number} */ from) =>
        i === 0 ? 0.2 * error * activations[0][from] : Math.abs(w[to * nIn + from]) * error;
      return strongest(nIn, i ? 3 : 2, along).map(([from, value]) => ({ from, to, value }));
    }).flat();
    const seen = flows.filter(({ value }) => value > SEEN * full);
    return strands(place, i + 1, seen, full, (share) => Math.min(0.99, 0.9 * Math.sqrt(share)));
  });
}

/** Rings: one for each neuron. @param {Place} place @returns {Shape[]} */
export const ringsOf = ({ points, radius, layers }) =>
  points.slice(1).flatMap((layer, i) =>
    layer.map(([x, y]) => ({
      tag: "circle",
      cx: round(x),
      cy: round(y),
      r: radius[i === layers ? 1 : 0],
    })),
  );

/** A halo around each neuron: its area is the mean size of the error there. @param {Place} place @param {Measured} measured @returns {Shape[]} */
export function halosOf({ points, radius, layers }, { sizes }) {
  const full = Math.max(1e-12, ...sizes[sizes.length - 1]);
  return points.slice(1).map((layer, i) => {
    const own = radius[i === layers ? 1 : 0];
    const halo = (/** @type {Point} */ [x, y], /** @type {number} */ j) => {
      const r = Math.sqrt(own ** 2 + HALO * Math.min(1.5, sizes[i][j] / full));
      return { tag: "circle", cx: round(x), cy: round(y), r: Math.round(100 * r) / 100 };
    };
    return { tag: "g", "data-layer": i + 1, children: layer.map(halo) };
  });
}

/** How full each neuron is drawn: its area is its activation, hollow and dashed below zero. */
export function fillsOf(/** @type {Place} */ { points, radius, layers }, /** @type {Float64Array[]} */ activations) {
  return points.slice(1).flatMap((layer, i) => {
    const values = activations[i + 1];
    const full = values.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
    const own = radius[i === layers ? 1 : 0];
    return layer.map(([x, y], j) => ({
      x: round(x),
      y: round(y),
      r: Math.round(100 * own * Math.sqrt(Math.abs(values[j]) / full)) / 100,
      minus: values[j] < 0,
    }));
  });
}

/** The grid of pixels: their ink is their grey. @param {Place} place @param {ArrayLike<number>} greys @returns {Shape[]} */
export function gridOf({ side }, greys) {
  const cell = side / 8;
  const places = Array.from(greys, (grey, i) => ({ grey, x: (i % 8) * cell + 1, y: Math.floor(i / 8) * cell + 1 }));
  const size = { width: cell - 2, height: cell - 2 };
  const empty = places.map(({ x, y }) => `M${x} ${y}h${cell - 2}v${cell - 2}h${2 - cell}z`).join("");
  const inked = places.filter(({ grey }) => grey > 0);
  return [
    { tag: "path", class: "nnbp-digit-cells", d: empty },
    ...inked.map(({ grey, x, y }) => ({
      tag: "rect",
      class: "nnbp-digit-ink",
      x,
      y,
      ...size,
      "fill-opacity": grey === 1 ? null : grey,
    })),
    ...(inked.length
      ? []
      : [
          {
            tag: "text",
            class: "nnbp-digit-soft",
            x: side / 2,
            y: side / 2 + 5,
            "text-anchor": "middle",
            text: "draw a digit",
          },
        ]),
  ];
}

/** Whether the answer is worth saying. @param {ArrayLike<number>} outputs */
export const answered = (outputs) => outputs[largest(outputs)] > READ;

/**
 * The ten outputs. `shown` is how far they have come, `outputs` what they are.
 *
 * @param {Place} place
 * @param {ArrayLike<number>} shown
 * @param {ArrayLike<number>} outputs
 * @param {{ wanted?: number, reached: boolean }} about
 * @returns {Shape[]}
 */
export function outputsOf({ wide, bars, points, radius, layers }, shown, outputs, { wanted, reached }) {
  const best = answered(shown) ? largest(shown) : -1;
  const [cx, cy] = points[layers + 1][Math.max(best, 0)];
  const ring = { tag: "circle", id: "goal", class: "nnbp-digit-reached", cx, cy: round(cy), r: radius[1] + 4 };
  const parts = bars.flatMap(({ x, y, width, height }, digit) => {
    const share = Math.max(0, Math.min(1, shown[digit]));
    const length = round((wide ? width : height) * share);
    const bar = wide ? { x, y, width: length, height } : { x, y: round(y + height - length), width, height: length };
    const goal = wide
      ? { x: x + width - 1.5, y: y - 3, width: 3, height: height + 6 }
      : { x: x - 3, y: y - 1.5, width: width + 6, height: 3 };
    const on = digit === best;
    const name = wide ? { x: x + width + 16, y: y + height / 2 + 5 } : { x: x + width / 2, y: y + height + 17 };
    return [
      { tag: "rect", id: `room${digit}`, class: "nnbp-digit-room", x, y, width, height },
      {
        tag: "rect",
        id: `bar${digit}`,
        class: on ? "nnbp-digit-bar nnbp-digit-best" : "nnbp-digit-bar",
        ...bar,
        "data-quantity": "a",
        "data-digit": digit,
        "data-value": outputs[digit],
      },
      ...(wanted === digit ? [{ tag: "rect", id: "wanted", class: "nnbp-digit-wanted", ...goal }] : []),
      {
        tag: "text",
        id: `name${digit}`,
        class: on ? `nnbp-digit-name nnbp-digit-best${reached ? " nnbp-digit-good" : ""}` : "nnbp-digit-name",
        ...name,
        "text-anchor": "middle",
        text: String(digit),
      },
    ];
  });
  return reached && best >= 0 ? [...parts, ring] : parts;
}

/** The number of the answer, in its bar's room; the word of what is wanted. */
export function answerOf(
  /** @type {Place} */ { wide, bars, width, meters },
  /** @type {ArrayLike<number>} */ shown,
  /** @type {number | undefined} */ wanted,
) {
  const best = largest(shown);
  const { x, y, height } = bars[best];
  const place = wide ? { x: x + 6, y: y + height / 2 + 4.5 } : { x: width, y: bars[0].y + 30 };
  const inside = wide && shown[best] > 0.5;
  const said = {
    tag: "text",
    id: "answer",
    class: inside ? "nnbp-digit-inside" : "nnbp-digit-forward",
    ...(wide && !inside ? { ...place, x: x + 84 * shown[best] + 6 } : place),
    "text-anchor": wide ? "start" : "end",
    text: fixed(shown[best], 2),
  };
  const last = meters[meters.length - 1];
  const word = wide
    ? { x: width - 4, y: last.y + 14, "text-anchor": "end" }
    : { x: width, y: bars[0].y + 48, "text-anchor": "end" };
  return [
    ...(answered(shown) ? [said] : []),
    ...(wanted === undefined ? [] : [{ tag: "text", id: "word", class: "nnbp-digit-back", ...word, text: "wanted" }]),
  ];
}

/** ‖δ‖ in numbers: three digits, never longer than a column. @param {number} norm */
const normText = (norm) => (norm >= 0.0995 ? fixed(norm, 2) : norm >= 1e-4 ? significant(norm, 2, 1e-5) : "< 0.0001");

/**
 * A meter of ‖δ‖ for each layer, logarithmic; empty as long as nothing has come back.
 *
 * @param {Place} place
 * @param {number[] | undefined} norms
 * @returns {Shape[]}
 */
export function metersOf({ wide, meters, layers }, norms) {
  return meters.flatMap(({ x, y, width, height }, i) => {
    const full = norms ? fullness(norms[i]) : 0;
    const bar = wide
      ? { x, y: round(y + height * (1 - full)), width, height: round(height * full) }
      : { x, y, width: round(width * full), height };
    const name = norms ? `‖${symbol("δ", i + 2)}‖` : i === layers ? "output" : `layer ${i + 2}`;
    const look = { class: norms ? "nnbp-digit-back" : "nnbp-digit-soft" };
    const at = wide ? { x: x + width / 2, y: y + height + 15, "text-anchor": "middle" } : { x, y: y - 4 };
    const below = wide ? { ...at, y: at.y + 15 } : { x: x + width, y: at.y, "text-anchor": "end" };
    return [
      { tag: "rect", class: "nnbp-digit-room", x, y, width, height },
      { tag: "rect", class: "nnbp-digit-error", "data-layer": i + 1, ...bar },
      { tag: "text", ...look, ...at, text: name },
      ...(norms
        ? [
            {
              tag: "text",
              ...look,
              ...below,
              "data-quantity": "delta_norm",
              "data-value": norms[i],
              "data-of": i + 2,
              text: normText(norms[i]),
            },
          ]
        : []),
    ];
  });
}
