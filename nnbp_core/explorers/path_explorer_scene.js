// The whole picture of PathExplorer at a moment: the line of the product, the network, the bars, and the numbers where
// the walker stands or the reader points. A function of the numbers and the moment.

import { columnsOf, falling, signed, waterfallOf } from "./path_explorer_bars.js";
import { factorOn, isFused, sumOf } from "./path_explorer_model.js";
import { fusingAt, litPaths, netOf, sign, walkerOf } from "./path_explorer_net.js";
import { weightNameAt } from "./path_explorer_place.js";
import { curveOf } from "./shared/edges.js";
import { edgeOf, fixed, symbol } from "./shared/notation.js";
import { n } from "./shared/paint.js";

/** @typedef {import("./path_explorer_model.js").Run} Run */
/** @typedef {import("./path_explorer_model.js").Path} Path */
/** @typedef {import("./path_explorer_walk.js").Moment} Moment */
/** @typedef {import("./path_explorer_place.js").Place} Place */
/** @typedef {import("./path_explorer_net.js").Pointed} Pointed */
/** @typedef {import("./path_explorer_net.js").Scene} Scene */
/** @typedef {import("./shared/paint.js").Shape} Shape */

const LETTER = 7.1; // px of a digit, about

/** @param {string} text */
export const guarded = (text) => (text.startsWith("−") ? `(${text})` : text);

/** How wide a text with marks is, in letters. @param {string} text */
const lettersOf = (text) =>
  text.replace(/\^\{([^}]*)\}(?:_\{([^}]*)\})?/g, (_, up, down = "") =>
    "x".repeat(Math.ceil(0.7 * Math.max(up.length, down.length))),
  ).length;

// The line of the product --------------------------------------------------------------------------------------------

/** @param {string} text @param {string} [kind] @returns {Shape} */
const words = (text, kind) => ({ tag: "tspan", class: kind, text });
/** @param {string} quantity @param {number} value @param {string} kind @returns {Shape} */
const number = (quantity, value, kind) => ({
  tag: "tspan",
  class: `nnbp-path-strong nnbp-path-${kind}`,
  "data-quantity": quantity,
  "data-value": String(value),
  text: fixed(value),
});

/** Factors and their product; where there are many, the first of them in one number. @param {number[]} factors @param {number} room in letters @returns {Shape[]} */
function productOf(factors, room) {
  const product = factors.reduce((p, f) => p * f, 1);
  const most = Math.max(2, Math.floor((room - 9) / 9.5));
  const cut = Math.max(0, factors.length - most);
  const head = factors.slice(0, cut ? cut + 1 : 0).reduce((p, f) => p * f, 1);
  const shown = cut ? [head, ...factors.slice(cut + 1)] : factors;
  const text = shown.map((f, i) => (i ? guarded(fixed(f)) : fixed(f))).join(" × ");
  return [words(`${text} ≈ `), number("walking", product, sign(product))];
}

/** What a fused neuron has added up. @param {Run} run @param {number} layer @param {number} j @param {number} room @returns {Shape[]} */
function fusedLine(run, layer, j, room) {
  const { last, slopesOfC, factors } = run;
  const name = symbol("∂C/∂a", layer, j);
  const value = number("nabla_a", slopesOfC[layer][j - 1], "back");
  if (layer === last) return [words(`${name} = `), value];
  const terms = slopesOfC[layer + 1].map(
    (slope, q) => `${guarded(fixed(factors[layer - 1][q][j - 1]))} × ${guarded(fixed(slope))}`,
  );
  const text = `${name} = ${terms.join(" + ")} ≈ `;
  if (lettersOf(text) + 8 < room) return [words(text), value];
  return [words(`${name} = ${terms[0]} + … ≈ `), value];
}

/** The line above the picture. @param {Scene} scene @param {Pointed | null} pointed @returns {Shape[]} */
function lineOf({ run, moment, place }, pointed) {
  const room = place.width / (place.phone ? 6.7 : LETTER);
  const { part, slopesOfC, first, slope, fusing } = run;
  const w = symbol("w", part.layer, part.j, part.k);
  if (moment.choosing) return [words("Which weight do you nudge? Click its edge.")];
  if (moment.fused) {
    const { whole, known } = fusingAt(moment.fused);
    if (whole === fusing.length)
      return [
        words(
          `${symbol("∂C/∂w", part.layer, `${part.j}${part.k}`)} = ${fixed(first)} × ${guarded(fixed(slopesOfC[part.layer][part.j - 1]))} ≈ `,
        ),
        number("sum", slope, "back"),
      ];
    const at = fusing[known - 1];
    return at ? fusedLine(run, at.layer, at.j, room) : [words("Back from C …")];
  }
  if (pointed?.path !== undefined) return productOf(run.paths[pointed.path].factors, room);
  const walker = walkerOf(run, moment, place);
  if (walker && walker.collected > 1) return productOf(walker.path.factors.slice(0, walker.collected), room);
  if (moment.walked.length)
    return [
      words(`sum of ${moment.walked.length} of ${run.paths.length} path${run.paths.length === 1 ? "" : "s"} = `),
      number("sum", sumOf(run, moment.walked), sign(sumOf(run, moment.walked))),
    ];
  if (walker?.collected) return [words("first factor σ′(z) a = "), number("first", first, sign(first))];
  return [words(`nudge ${w} …`)];
}

// Numbers in the picture ----------------------------------------------------------------------------------------------

/** How wide a number on paper is. @param {Place} place @param {string} text */
const widthOf = (place, text) => lettersOf(text) * (place.phone ? 6.6 : LETTER) + 14;

/** A number on paper, within the picture. @param {Place} place @param {number} x @param {number} y @param {string} text @param {string} kind @returns {Shape} */
function pill(place, x, y, text, kind) {
  const wide = widthOf(place, text);
  const at = n(Math.max(wide / 2 + 1, Math.min(place.width - wide / 2 - 1, x)));
  const up = n(Math.max(12, y));
  return {
    tag: "g",
    class: `nnbp-path-pill nnbp-path-${kind}`,
    children: [
      { tag: "rect", x: n(at - wide / 2), y: n(up - 11), width: n(wide), height: 22, rx: 11 },
      { tag: "text", x: at, y: n(up + 4.5), text },
    ],
  };
}

/** The walker, with what it has collected. @param {Scene} scene @returns {Shape[]} */
function walkerShapes({ run, moment, place, lit }) {
  const walker = walkerOf(run, moment, place);
  if (!walker || walker.dropping || lit.size) return [];
  const { x, y, product, collected } = walker;
  const kind = sign(collected ? product : 1);
  const dot = { tag: "circle", class: `nnbp-path-walker nnbp-path-${kind}`, cx: n(x), cy: n(y), r: 9 };
  if (!collected) return [dot];
  return [dot, pill(place, x, y - place.r - 15, fixed(product), kind)];
}

/** A number near a point, where it lies on no neuron and not on the name of the weight; above it, if there is no such place. @param {Scene} scene @param {readonly [number, number]} at @param {number} near px between the two @param {string} text @param {string} kind @returns {Shape} */
function pillNear({ run, place }, [x, y], near, text, kind) {
  const wide = widthOf(place, text);
  const tries = [-near, near, -near - 20, near + 20, -near - 40, near + 40].flatMap((dy) =>
    [0, -34, 34].map((dx) => /** @type {const} */ ([x + dx, y + dy])),
  );
  const { r } = place;
  const taken = [...place.neurons.map(edgeOf), { layer: run.last + 1, j: 1 }].map(({ layer, j }) => {
    const [nx, ny] = place.neuron(layer, j);
    return [nx, ny, r, r];
  });
  const [wx, wy] = weightNameAt(run, place);
  taken.push([wx, wy - 5, 15, 9]);
  const within = (/** @type {number} */ px) => Math.max(wide / 2 + 1, Math.min(place.width - wide / 2 - 1, px));
  const free = (/** @type {readonly [number, number]} */ [px, py]) =>
    taken.every(([nx, ny, w, h]) => Math.abs(nx - within(px)) > wide / 2 + w || Math.abs(ny - py) > 12 + h);
  return pill(place, ...(tries.find(free) ?? tries[0]), text, kind);
}

/** @param {Scene} scene @param {string} edge @returns {Shape} */
function edgePill(scene, edge) {
  const { run, moment, place, lit } = scene;
  const value = factorOn(run, edge);
  const name = edge === run.paths[0].edges[0] ? "first factor" : edgeOf(edge).layer > run.last ? "∂C/∂a" : "rate";
  const sum = sumOf(run, [...lit]);
  const known = !moment.fused && [...lit].every((i) => moment.walked.includes(i));
  const brought = known ? ` · ${lit.size} path${lit.size === 1 ? "" : "s"} ${signed(sum)}` : "";
  const text = `${name} ${fixed(value)}${brought}`;
  return pillNear(scene, curveOf(place, edge, 0.5).end, 26, text, "plain");
}

/** @param {Scene} scene @param {number} layer @param {number} j @returns {Shape} */
function slopePill(scene, layer, j) {
  const { run, place } = scene;
  const text = `∂C/∂a = ${fixed(run.slopesOfC[layer][j - 1])}`;
  return pillNear(scene, place.neuron(layer, j), place.r + 15, text, "back");
}

/** The numbers where the reader points, or of the neuron that was fused last. @param {Scene} scene @returns {Shape[]} */
function numbers(scene) {
  const { run, moment, place, pointed, lit } = scene;
  const { known } = fusingAt(moment.fused);
  if (pointed?.edge && lit.size) return [edgePill(scene, pointed.edge)];
  if (pointed?.neuron && moment.fused) {
    const { layer, j } = edgeOf(pointed.neuron);
    return isFused(run, known, layer, j) ? [slopePill(scene, layer, j)] : [];
  }
  if (pointed?.path !== undefined && !moment.fused && place.step - 2 * place.r > 40) {
    const { edges, factors } = run.paths[pointed.path];
    return edges.map((edge, i) => {
      const [x, y] = curveOf(place, edge, 0.5).end;
      return pill(place, x, y, fixed(factors[i], place.phone ? 2 : 3), sign(factors[i]));
    });
  }
  const last = run.fusing[known - 1];
  return last ? [slopePill(scene, last.layer, last.j)] : [];
}

/** The slider over the bars: each path in its turn. @param {Scene} scene @param {number} at @returns {Shape} */
function slider({ run, moment, place }, at) {
  const columns = columnsOf(run, moment.walked);
  const { left, right, top } = place.bars;
  const column = Math.max(0, Math.min(columns.length - 1, at));
  const { rows, factors, product, i } = run.paths[columns[column]];
  const walked = moment.walked.includes(i);
  const told = `${factors.map((f) => fixed(f)).join(" times ")} is ${fixed(product)}`;
  return {
    tag: "g",
    id: "path",
    class: "nnbp-handle nnbp-path-slider",
    "data-handle": "path",
    role: "slider",
    tabindex: 0,
    "aria-label": "path to look at",
    "aria-valuemin": 1,
    "aria-valuemax": columns.length,
    "aria-valuenow": column + 1,
    "aria-valuetext": `${column + 1} of ${columns.length}, through rows ${rows.join(", ")}: ${walked ? told : "not walked yet"}`,
    children: [
      {
        tag: "rect",
        class: "nnbp-path-reach",
        x: left - 12,
        y: n(top - 8),
        width: n(right - left + 16),
        height: n(place.height - top + 8),
        rx: 6,
      },
      {
        tag: "rect",
        class: "nnbp-path-focus",
        x: n(place.x(column) - place.slot / 2),
        y: n(top - 4),
        width: n(place.slot),
        height: n(place.height - top),
        rx: 6,
      },
    ],
  };
}

/**
 * @param {Run} run
 * @param {Moment} moment
 * @param {Place} place
 * @param {{ pointed: Pointed | null, stop: string, column: number }} hands what is pointed at; where the keyboard stops
 * @returns {Shape[]}
 */
export function sceneOf(run, moment, place, { pointed, stop, column }) {
  const shown = moment.busy || moment.choosing ? null : pointed;
  const scene = { run, moment, place, pointed: moment.choosing ? pointed : shown, lit: litPaths(run, shown) };
  const net = netOf(scene, stop);
  return [
    { tag: "rect", class: "nnbp-ground", x: -40, y: -40, width: place.width + 80, height: place.height + 80 },
    { tag: "text", id: "line", class: "nnbp-path-line", x: 2, y: 16, children: lineOf(scene, shown) },
    ...net.under,
    ...waterfallOf(scene),
    slider(scene, column),
    ...net.over,
    {
      tag: "g",
      id: "walker",
      class: "nnbp-path-over",
      children: [...falling(scene), ...walkerShapes(scene), ...numbers(scene)],
    },
  ];
}
