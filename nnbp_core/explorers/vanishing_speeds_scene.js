// The column of layers: each glows by the length of its error. Blue goes up when a digit is read, orange comes down when
// the network learns. A state and a time become shapes.

import { plain, significant, symbol } from "./shared/notation.js";
import { inkOf } from "./vanishing_speeds_gallery.js";
import { TAIL } from "./vanishing_speeds_motion.js";
import { glowOf, isOver, rowOf } from "./vanishing_speeds_place.js";
import { labelOf, MOST_HIDDEN } from "./vanishing_speeds_runs.js";
import { placeName } from "./vanishing_speeds_words.js";

/** @typedef {import("./shared/paint.js").Shape} Shape */
/** @typedef {import("./vanishing_speeds_place.js").Place} Place */
/** @typedef {import("./vanishing_speeds_place.js").Point} Point */
/**
 * @typedef {{ kind: "up" | "down", at: number }} Wave `at` is its front: 0 at the output, 1 at the last hidden layer, ...
 * @typedef {{ depth: number, norms: number[], layers: number[][], before: number[][], digit: number, answer: number,
 *   wave: Wave | null, lit: number | null, stop: number, coming: number }} Seen
 *   norms, layers  of layers 2, 3, ...: the length of the error, the activations for the digit that is read
 *   before  the activations that stand where the wave has not been yet
 *   lit     the layer that somebody points at; stop: the layer that the Tab key comes to
 *   coming  how far the last layer has come into the picture, 0 to 1
 */

const REST = 0.5; // what is left of a glow until the wave comes by again
const HALO = [1, 0.62, 0.28];

const digits = (/** @type {number} */ value) => value.toFixed(1);

/** Circles as one path: each an arc that ends a tenth of a pixel from where it begins. @param {{ x: number, y: number, r: number }[]} circles */
const discs = (circles) =>
  circles
    .filter(({ r }) => r > 0.3)
    .map(({ x, y, r }) => `M${digits(x)} ${(y - r).toFixed(2)}a${r.toFixed(2)} ${r.toFixed(2)} 0 1 0 .1 0z`)
    .join("");

/**
 * The part of the connections between two rows from one share of the way to another, both counted from above.
 *
 * @param {Point[]} upper
 * @param {Point[]} lower
 * @param {number} from
 * @param {number} to
 */
function strands(upper, lower, from, to) {
  const between = (/** @type {number} */ a, /** @type {number} */ b, /** @type {number} */ t) =>
    digits(a + (b - a) * t);
  return upper
    .flatMap((p) =>
      lower.map(
        (q) =>
          `M${between(p.x, q.x, from)} ${between(p.y, q.y, from)}L${between(p.x, q.x, to)} ${between(p.y, q.y, to)}`,
      ),
    )
    .join("");
}

/** All connections between two rows: two neurons above and all below are one line that goes up and down. @param {Point[]} upper @param {Point[]} lower */
const web = (upper, lower) =>
  upper
    .flatMap((p, i) => {
      if (i % 2) return [];
      const pair = [upper[i + 1], p];
      const corners = lower.flatMap((q, k) => [q, pair[k % 2]]);
      return `M${[p, ...corners].map(({ x, y }) => `${Math.round(x)} ${Math.round(y)}`).join(" ")}`;
    })
    .join("");

/** How bright a row is while a wave comes by. @param {Wave | null} wave @param {number} row */
function share(wave, row) {
  if (!wave) return 1;
  if (wave.kind === "up") return REST;
  return REST + (1 - REST) * Math.min(1, Math.max(0, (wave.at - row) * 4));
}

/** The connections of every gap, and what runs along them. @param {Seen} seen @param {Point[][]} rows @returns {Shape[]} */
function gaps({ norms, wave, coming }, rows) {
  const glows = [...norms].reverse().map(glowOf);
  return rows.slice(1).flatMap((lower, k) => {
    const upper = rows[k];
    const last = k === rows.length - 2;
    const still = { tag: "path", class: "nnbp-vanishing-strand", d: web(upper, lower), opacity: last ? coming : 1 };
    if (!wave) return [still];
    const front = wave.kind === "up" ? [wave.at, wave.at + TAIL] : [wave.at - TAIL, wave.at];
    const [from, to] = front.map((at) => Math.min(1, Math.max(0, at - k)));
    if (from >= to) return [still];
    const [above, below] = [glows[k], glows[k + 1] ?? glows[k]]; // the last gap is that of the first weights
    const glow = above + (below - above) * to;
    const moving = {
      tag: "path",
      class: `nnbp-vanishing-${wave.kind}`,
      d: strands(upper, lower, from, to),
      opacity: wave.kind === "up" ? 0.55 : (Math.min(1, 1.5 * glow) * (last ? 0.5 : 1)).toFixed(2),
    };
    return [still, moving];
  });
}

/** What a row of neurons answers: blue discs as large as the activation; hollow where it is below zero. @param {number[]} values @param {Point[]} points @param {number} radius @returns {Shape[]} */
function neurons(values, points, radius) {
  const most = Math.max(1, ...values.map(Math.abs));
  const circles = points.map(({ x, y }, j) => ({ x, y, r: (radius - 1) * Math.sqrt(Math.abs(values[j]) / most) }));
  return [
    { tag: "path", class: "nnbp-vanishing-ring", d: discs(points.map(({ x, y }) => ({ x, y, r: radius }))) },
    { tag: "path", class: "nnbp-vanishing-on", d: discs(circles.filter((_, j) => values[j] > 0)) },
    { tag: "path", class: "nnbp-vanishing-below", d: discs(circles.filter((_, j) => values[j] < 0)) },
  ];
}

/** The glow of a row. @param {Place} place @param {number} norm @param {number} y @param {number} strength @returns {Shape[]} */
function halo({ left, right, neuron, reach }, norm, y, strength) {
  const glow = glowOf(norm);
  return HALO.map((part, i) => {
    const out = neuron + 2 + part * reach * glow;
    return {
      tag: "rect",
      class: `nnbp-vanishing-halo${i === 0 && isOver(norm) ? " nnbp-vanishing-over" : ""}`,
      x: digits(left - out),
      y: digits(y - out),
      width: digits(right - left + 2 * out),
      height: digits(2 * out),
      rx: digits(out),
      "fill-opacity": (0.75 * glow * strength).toFixed(3),
      "data-glow": i === 0 ? glow : null,
    };
  });
}

/** One layer. @param {Place} place @param {Seen} seen @param {Point[]} points @param {number} row @returns {Shape} */
function layer(place, seen, points, row) {
  const { depth, norms, wave, layers, before, lit, stop, coming } = seen;
  const l = depth + 2 - row;
  const y = place.y(row);
  const passed = !wave || wave.kind === "down" || wave.at <= row;
  const values = (passed ? layers : before)[l - 2] ?? layers[l - 2];
  const half = Math.max(12, Math.min(18, place.gap / 2));
  return {
    tag: "g",
    id: `layer ${l}`,
    class: `nnbp-vanishing-layer${lit === l ? " nnbp-lit" : ""}`,
    role: "button",
    tabindex: stop === l ? 0 : -1,
    "data-layer": l,
    "aria-label": `layer ${l}, ${placeName(l, depth)}: the error is ${plain(significant(norms[l - 2], 2))} long`,
    "aria-pressed": lit === l,
    opacity: row === depth && depth > 0 && coming < 1 ? coming : null,
    children: [
      {
        tag: "rect",
        class: "nnbp-vanishing-reach",
        x: 0,
        y: y - half,
        width: place.column - 4,
        height: 2 * half,
        rx: 8,
      },
      ...halo(place, norms[l - 2], y, share(wave, row)),
      ...neurons(values, points, place.neuron),
    ],
  };
}

/** The symbol beside a layer. @param {Place} place @param {number} l @param {number} row @returns {Shape} */
const nameOf = ({ right, small, y }, l, row) => ({
  tag: "text",
  class: "nnbp-vanishing-name",
  x: right + (small ? 22 : 27),
  y: y(row) + 4,
  text: symbol("δ", l),
});

/** What the output reads, and what it should. @param {Point[]} points @param {Seen} seen @returns {Shape[]} */
function answers(points, { answer, digit, wave }) {
  const wanted = labelOf(digit);
  const hidden = wave?.kind === "up"; // it has not been read yet
  return points.flatMap(({ x, y }, j) => {
    const [at, read] = [y - 23, j === answer && !hidden];
    const marks = [];
    if (read) marks.push({ tag: "circle", class: "nnbp-vanishing-read", cx: x, cy: at, r: 8 });
    if (j === wanted) marks.push({ tag: "circle", class: "nnbp-vanishing-wanted", cx: x, cy: at, r: 9.5 });
    const kind = `nnbp-vanishing-class${read ? " nnbp-vanishing-chosen" : ""}`;
    return [...marks, { tag: "text", class: kind, x, y: at + 4, "text-anchor": "middle", text: String(j) }];
  });
}

/** A button that adds a layer or takes one away. @param {Place} place @param {number} by @param {boolean} off @returns {Shape} */
function changer({ plate, small }, by, off) {
  const [width, height] = [small ? 55 : 62, 28];
  const x = by > 0 ? plate.x + plate.size + 8 : plate.x - width - 8;
  const y = plate.y + plate.size - height - 2;
  const middle = y + height / 2;
  const sign = `M${x + 9} ${middle}h8${by > 0 ? "m-4 -4v8" : ""}`;
  return {
    tag: "g",
    id: by > 0 ? "add" : "take",
    class: "nnbp-vanishing-changer",
    role: "button",
    tabindex: 0,
    "data-layers": by,
    "aria-disabled": off ? "true" : null,
    "aria-label": by > 0 ? "add a hidden layer" : "take a hidden layer away",
    children: [
      { tag: "rect", class: "nnbp-vanishing-reach", x: x - 2, y: y - 10, width: width + 4, height: height + 14 },
      { tag: "rect", class: "nnbp-vanishing-button", x, y, width, height, rx: 7 },
      { tag: "path", class: "nnbp-vanishing-sign", d: sign },
      { tag: "text", x: x + (small ? 20 : 23), y: middle + 4, text: "layer" },
    ],
  };
}

/**
 * The whole column.
 *
 * @param {Seen} seen
 * @param {Place} place
 * @returns {Shape[]}
 */
export function columnOf(seen, place) {
  const { depth, digit } = seen;
  const rows = Array.from({ length: depth + 2 }, (_, row) => rowOf(place, row, depth));
  const { x, y, size } = place.plate;
  return [
    { tag: "g", id: "strands", children: gaps(seen, rows) },
    ...rows.slice(0, -1).map((points, row) => layer(place, seen, points, row)),
    { tag: "g", id: "names", children: rows.slice(0, -1).map((_, row) => nameOf(place, depth + 2 - row, row)) },
    { tag: "g", id: "answers", children: answers(rows[0], seen) },
    { tag: "rect", class: "nnbp-vanishing-plate", x, y, width: size, height: size, rx: 4 },
    inkOf(digit, x + 4, y + 4, size - 8),
    changer(place, -1, depth === 1),
    changer(place, 1, depth === MOST_HIDDEN),
  ];
}
