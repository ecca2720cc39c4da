// The chart below: how long the error is in each layer, epoch after epoch, drawn as they pass.

import { powersOfTen, tickText } from "./shared/chart.js";
import { symbol } from "./shared/notation.js";
import { EPOCHS } from "./vanishing_speeds_runs.js";

/** @typedef {import("./shared/paint.js").Shape} Shape */
/** @typedef {import("./vanishing_speeds_runs.js").Moment} Moment */
/** @typedef {ReturnType<typeof chartPlace>} ChartPlace */

const FLOOR = 1e-9;
const LABEL_GAP = 12.5;
const [LOWEST, HIGHEST] = [1e-3, 10]; // what the axis holds at least

/**
 * The measures of the chart, for all that has been run.
 *
 * @param {number} width
 * @param {Moment[]} states
 */
export function chartPlace(width, states) {
  const small = width < 520;
  const height = small ? 142 : 164;
  const [left, right, top, bottom] = [44, width - 34, 24, height - 32];
  const norms = states.flatMap((moment) => moment.norms).filter((norm) => norm > 0);
  const low = Math.floor(Math.log10(Math.max(FLOOR, Math.min(LOWEST, ...norms))) + 1e-9);
  const high = Math.ceil(Math.log10(Math.max(HIGHEST, ...norms)) - 1e-9);
  const x = (/** @type {number} */ epoch) => left + ((right - left) * epoch) / EPOCHS;
  const y = (/** @type {number} */ norm) =>
    bottom - ((bottom - top) * (Math.log10(Math.max(norm, FLOOR)) - low)) / (high - low);
  const epochAt = (/** @type {number} */ at) => (EPOCHS * (at - left)) / (right - left);
  return { width, height, small, left, right, top, bottom, low, high, x, y, epochAt };
}

/** Where the handle of the time stands: under the axis, within the picture. @param {number} time @param {ChartPlace} place */
export const gripPlace = (time, { x, left, width, bottom }) => ({
  x: Math.min(width - 45, Math.max(left + 1, x(time))),
  y: bottom + 18,
});

/** Move labels apart, both ways, within the chart. @param {number[]} heights @param {number} high @param {number} low */
function spread(heights, high, low) {
  const order = heights.map((_, i) => i).sort((p, q) => heights[p] - heights[q]);
  const placed = order.map((i) => heights[i]);
  for (let round = 0; round < 60; round += 1) {
    for (let n = 1; n < placed.length; n += 1) {
      const short = Math.max(0, LABEL_GAP - (placed[n] - placed[n - 1])) / 2;
      placed[n - 1] -= short;
      placed[n] += short;
    }
    placed[0] = Math.max(placed[0], high);
    placed[placed.length - 1] = Math.min(placed[placed.length - 1], low);
  }
  return heights.map((_, i) => placed[order.indexOf(i)]);
}

/** The length of a layer's error at a time between two epochs. @param {Moment[]} states @param {number} i @param {number} time */
function normAt(states, i, time) {
  const before = states[Math.floor(time)].norms[i];
  const after = states[Math.min(Math.ceil(time), states.length - 1)].norms[i];
  const t = time - Math.floor(time);
  return before > 0 && after > 0 ? before * (after / before) ** t : before;
}

/** A layer's line from one time to another; an error of length 0 has no place on it. @param {Moment[]} states @param {number} i @param {number} from @param {number} to @param {ChartPlace} place */
function lineOf(states, i, from, to, { x, y }) {
  const times = [from];
  for (let epoch = Math.floor(from) + 1; epoch < to; epoch += 1) times.push(epoch);
  if (to > from) times.push(to);
  let pen = "M";
  return times
    .map((time) => {
      const norm = normAt(states, i, time);
      if (!(norm > 0)) {
        pen = "M";
        return "";
      }
      const command = `${pen}${x(time).toFixed(2)},${y(norm).toFixed(2)}`;
      pen = "L";
      return command;
    })
    .join("");
}

/** The axes; no number stands under the handle. @param {ChartPlace} place @param {number} mark @returns {Shape[]} */
function axes(place, mark) {
  const { x, y, left, right, low, high, small } = place;
  const grip = gripPlace(mark, place);
  const free = [0, 10, 20, 30, 40, 50, EPOCHS].filter((epoch) => Math.abs(x(epoch) - grip.x) > 54);
  const powers = powersOfTen([10 ** low, 10 ** high], small ? 4 : 5);
  return [
    ...powers.map((norm) => ({
      tag: "path",
      class: "nnbp-vanishing-rule",
      d: `M${left} ${y(norm).toFixed(1)}H${right}`,
    })),
    {
      tag: "g",
      class: "nnbp-axis",
      children: [
        ...free.map((epoch) => ({
          tag: "text",
          x: x(epoch),
          y: grip.y + 4,
          "text-anchor": "middle",
          text: String(epoch),
        })),
        ...powers.map((norm) => ({
          tag: "text",
          x: left - 7,
          y: y(norm) + 4,
          "text-anchor": "end",
          text: tickText(norm),
        })),
      ],
    },
  ];
}

/** Where the numbers left all bounds. @param {number} at @param {ChartPlace} place @returns {Shape[]} */
function outOfBounds(at, { top, bottom, right }) {
  const back = at > right - 130;
  const text = {
    x: at + (back ? -8 : 26),
    y: bottom - 7,
    "text-anchor": back ? "end" : "start",
    text: "out of bounds",
  };
  return [
    { tag: "path", class: "nnbp-vanishing-out", d: `M${at - 4} ${top}l8 8m0 -8l-8 8` },
    { tag: "path", class: "nnbp-vanishing-end", d: `M${at} ${top + 10}V${bottom}` },
    { tag: "text", class: "nnbp-vanishing-outside", ...text },
  ];
}

/** The names of the lines, at their ends. @param {number[]} now @param {number} at @param {(i: number) => string} kind @param {ChartPlace} place @returns {Shape[]} */
function labelsOf(now, at, kind, { y, top, bottom }) {
  const places = now.map((norm) => (norm > 0 ? y(norm) : bottom));
  const heights = spread(places, top, bottom);
  return heights.map((height, i) => ({
    tag: "text",
    class: `nnbp-vanishing-label ${kind(i)}`,
    x: at,
    y: height + 4,
    text: symbol("δ", i + 2),
  }));
}

/**
 * What the chart shows at a time.
 *
 * @param {{ states: Moment[], time: number, mark: number, epoch: number, lit: number | null, out: number | null }} seen
 *   states: all that has been run; mark: where the handle is; out: the epoch in which the numbers left all bounds
 * @param {ChartPlace} place
 * @returns {Shape[]}
 */
export function chartOf({ states, time, mark, epoch, lit, out }, place) {
  const { x, y, top, bottom, small } = place;
  const output = states[0].norms.length - 1;
  const last = states.length - 1;
  const kind = (/** @type {number} */ i) =>
    `nnbp-vanishing-${output - i}${lit === null ? "" : lit === i + 2 ? " nnbp-lit" : " nnbp-dim"}`;
  const layers = states[0].norms.map((_, i) => i);
  const now = layers.map((i) => normAt(states, i, time));
  const title = `length of the error${small ? "" : " in each layer"}, log scale`;
  return [
    ...axes(place, mark),
    { tag: "text", class: "nnbp-vanishing-title", x: 4, y: 13, text: title },
    { tag: "path", class: "nnbp-vanishing-time", d: `M${x(time).toFixed(2)} ${top}V${bottom + 6}` },
    ...layers.map((i) => ({
      tag: "path",
      class: `nnbp-vanishing-past ${kind(i)}`,
      d: lineOf(states, i, Math.max(time, epoch), last, place),
    })),
    ...layers.map((i) => ({ tag: "path", class: `nnbp-line ${kind(i)}`, d: lineOf(states, i, 0, time, place) })),
    ...layers.flatMap((i) => {
      if (!(now[i] > 0)) return [];
      const number = { "data-quantity": "delta_norm", "data-value": states[epoch].norms[i], "data-index": i + 2 };
      return [{ tag: "circle", class: `nnbp-mark ${kind(i)}`, cx: x(time), cy: y(now[i]), r: 3.5, ...number }];
    }),
    ...labelsOf(now, x(time) + 8, kind, place),
    ...(out === null ? [] : outOfBounds(x(out), place)),
  ];
}
