// The bars of PathExplorer as shapes: what each walk has left behind. Each begins where the sum before it ended, so the
// last one ends at ∂C/∂w. Above them the multiplications, path by path and merged.

import { strandsOf, sumOf, workOf } from "./path_explorer_model.js";
import { fusingAt, sign, walkerOf } from "./path_explorer_net.js";
import { between, smooth } from "./shared/motion.js";
import { fixed } from "./shared/notation.js";
import { n } from "./shared/paint.js";

/** @typedef {import("./path_explorer_model.js").Run} Run */
/** @typedef {import("./path_explorer_model.js").Path} Path */
/** @typedef {import("./path_explorer_model.js").Strand} Strand */
/** @typedef {import("./path_explorer_walk.js").Moment} Moment */
/** @typedef {import("./path_explorer_place.js").Place} Place */
/** @typedef {import("./path_explorer_net.js").Scene} Scene */
/** @typedef {import("./shared/paint.js").Shape} Shape */
/** @typedef {{ path: Path, at: number, from: number, to: number, strand: Strand, ends: readonly [number, number] }} Bar
 *   at: its column; from, to: the sum before and after it; ends: those of its whole strand */

const MELT = 0.7; // of the closing: bars have come together, and melt into one

/** A signed number. @param {number} value */
export const signed = (value) => (value < 0 ? fixed(value) : `+${fixed(value)}`);

/** The columns of the paths: those walked in their order, then those that are left. @param {Run} run @param {number[]} walked */
export function columnsOf({ paths }, walked) {
  return [...walked, ...paths.map(({ i }) => i).filter((i) => !walked.includes(i))];
}

/** The bars when so many neurons have been fused: those of one strand share a column. @param {Run} run @param {number[]} walked @param {number} fused @returns {Bar[]} */
export function barsOf(run, walked, fused) {
  const bars = /** @type {Bar[]} */ ([]);
  const strands = strandsOf(run, fused);
  const order = fused ? strands : walked.map((i) => strands[i]);
  let sum = 0;
  order.forEach((strand, column) => {
    const ends = /** @type {const} */ ([sum, sum + strand.value]);
    for (const path of strand.paths) {
      const at = fused ? column + (run.paths.length - strands.length) / 2 : column;
      bars[path.i] = { path, at, from: sum, to: sum + path.product, strand, ends };
      sum += path.product;
    }
  });
  return bars;
}

/** The sums that the bars come to, from the first to the last column. @param {Run} run @param {number[]} order */
function reachOf({ paths }, order) {
  let sum = 0;
  const sums = order.map((i) => {
    sum += paths[i].product;
    return sum;
  });
  return [Math.min(0, ...sums), Math.max(0, ...sums)];
}

/** The range of the sums: wide enough for the paths in their own order and in that of the walks. @param {Run} run @param {Moment} moment @param {number | undefined} next the path that is on its way to its bar @returns {readonly [number, number]} */
export function rangeOf(run, { walked, t }, next) {
  const own = reachOf(run, columnsOf(run, []));
  const widened = (/** @type {number[]} */ done) => {
    const [low, high] = reachOf(run, columnsOf(run, done));
    return [Math.min(low, own[0]), Math.max(high, own[1])];
  };
  const now = widened(walked);
  const then = next === undefined ? now : widened([...walked, next]);
  const part = smooth(Math.min(1, t));
  return [between(now[0], then[0], part), between(now[1], then[1], part)];
}

/** @param {Place} place @param {number} at @param {number} from @param {number} to @param {string} look @param {Partial<Shape>} [more] */
function boxOf(place, at, from, to, look, more) {
  const [top, bottom] = [place.y(Math.max(from, to)), place.y(Math.min(from, to))];
  return {
    tag: "rect",
    class: `nnbp-path-bar nnbp-path-${look}${place.half < 7 ? " nnbp-path-slim" : ""}`,
    x: n(place.x(at) - place.half),
    y: n(top),
    width: n(2 * place.half),
    height: n(Math.max(2, bottom - top)),
    rx: 2,
    ...more,
  };
}

/** @param {string} kind @param {number} x1 @param {number} x2 @param {number} y */
const across = (kind, x1, x2, y) => ({ tag: "line", class: kind, x1: n(x1), x2: n(x2), y1: n(y), y2: n(y) });

/** One bar for each strand, from left to right. @param {Bar[]} bars */
const leading = (bars) => bars.filter((bar) => bar && bar.path === bar.strand.paths[0]).sort((p, q) => p.at - q.at);

/** The bars that stand: one for each path, or for each strand. @param {Scene} scene @returns {Shape[]} */
function standing({ run, moment, place, lit }) {
  const { whole, closing } = fusingAt(moment.fused);
  const now = barsOf(run, moment.walked, whole);
  const then = closing ? barsOf(run, moment.walked, whole + 1) : now;
  const melt = Math.max(0, (closing - MELT) / (1 - MELT));
  const slide = smooth(Math.min(1, closing / MELT));
  const pale = (/** @type {number[]} */ paths) => (lit.size && !paths.some((i) => lit.has(i)) ? " nnbp-path-pale" : "");
  if (!closing)
    return leading(now).map(({ path, at, strand, ends }) => {
      const look = `${sign(strand.value)}${strand.paths.length > 1 ? " nnbp-path-fused" : ""}`;
      const all = strand.paths.map(({ i }) => i);
      return boxOf(place, at, ends[0], ends[1], look + pale(all), {
        "data-quantity": "product",
        "data-value": String(strand.value),
        "data-index": path.rows.join(","),
      });
    });
  return now.map((bar, i) => {
    const { at, strand, ends } = then[i];
    const unit = bar.strand.paths; // what had run together before moves as one
    const [from, to] = [then[unit[0].i].from, then[unit[unit.length - 1].i].to];
    const together = strand.paths.length > unit.length;
    const [start, end] = bar.ends;
    const goal = together ? [between(from, ends[0], melt), between(to, ends[1], melt)] : ends;
    const look = `${sign(melt > 0.5 ? strand.value : bar.strand.value)}${together ? " nnbp-path-half" : ""}`;
    return boxOf(place, between(bar.at, at, slide), between(start, goal[0], slide), between(end, goal[1], slide), look);
  });
}

/** Thin lines from the end of each bar to the beginning of the next, and from the last one to the right. @param {Scene} scene @returns {Shape[]} */
function steps({ run, moment, place }) {
  const { whole, closing } = fusingAt(moment.fused);
  if (closing) return [];
  return leading(barsOf(run, moment.walked, whole)).map(({ at, ends }, i, bars) => {
    const from = place.x(at) + place.half;
    const next = bars[i + 1];
    const to = next ? place.x(next.at) - place.half : moment.fused ? from : place.bars.right;
    return across("nnbp-path-step", from, to, place.y(ends[1]));
  });
}

/** The value at the end of a bar, where the reader points or the last walk has ended. @param {Scene} scene @returns {Shape[]} */
function values({ run, moment, place, lit }) {
  const { whole, closing } = fusingAt(moment.fused);
  if (closing) return [];
  const shown = leading(barsOf(run, moment.walked, whole));
  const last = shown[shown.length - 1];
  const wanted = shown.filter(({ strand }) => strand.paths.some(({ i }) => lit.has(i)));
  const told =
    wanted.length === 1
      ? wanted
      : !lit.size && last && (moment.walked.length < run.paths.length || shown.length === 1)
        ? [last]
        : [];
  return told.map(({ at, ends, strand }) => {
    const down = strand.value < 0;
    const y = down ? Math.max(...ends.map(place.y)) + 16 : Math.min(...ends.map(place.y)) - 6;
    const x = Math.max(place.bars.left + 16, Math.min(place.bars.right - 16, place.x(at)));
    return {
      tag: "text",
      class: `nnbp-path-value nnbp-path-${sign(strand.value)}`,
      x: n(x),
      y: n(y),
      text: signed(strand.value),
    };
  });
}

/** A small picture of each path, below its column; where there is no room, a dot. @param {Scene} scene @returns {Shape[]} */
function glyphs({ run, moment, place, lit }) {
  if (moment.fused) return [];
  const { height, phone } = place;
  const y = height - 20;
  return columnsOf(run, moment.walked).map((i, at) => {
    const { rows, product } = run.paths[i];
    const walked = moment.walked.includes(i);
    const kind = `nnbp-path-glyph nnbp-path-${walked ? sign(product) : "left"}${lit.has(i) ? " nnbp-path-chosen" : ""}`;
    const x = place.x(at);
    if (!place.glyphs)
      return {
        tag: "path",
        class: kind,
        d: `M${n(x - Math.min(4, place.slot / 3))} ${y}h${n(2 * Math.min(4, place.slot / 3))}`,
        "data-path": i,
      };
    const wide = Math.min(phone ? 9 : 11, (place.slot - 6) / (rows.length + 1));
    const tall = phone ? 9 : 11;
    const from = x - (wide * (rows.length + 1)) / 2;
    const points = rows.map((row, s) => {
      const most = run.sizes[run.part.layer + s - 1];
      return [from + wide * (s + 1), y + (s ? row - (most + 1) / 2 : 0) * tall];
    });
    const line = [[from, y], ...points, [from + wide * (rows.length + 1), y]];
    const dots = points.map(([px, py]) => `M${n(px)} ${n(py)}h0`).join("");
    return {
      tag: "g",
      class: kind,
      "data-path": i,
      children: [
        { tag: "path", d: `M${line.map(([px, py]) => `${n(px)} ${n(py)}`).join("L")}` },
        { tag: "path", class: "nnbp-path-beads", d: dots },
      ],
    };
  });
}

/** Whether the bars have come to backprop's number. @param {Scene} scene */
const arrived = ({ run, moment }) => moment.walked.length === run.paths.length && !moment.leg;

/** Backprop's number: a dashed orange line, a full one when the bars have come to it. @param {Scene} scene @param {number} x1 @param {number} x2 @param {number} y */
const goalLine = (scene, x1, x2, y) => across(`nnbp-path-goal${arrived(scene) ? " nnbp-path-there" : ""}`, x1, x2, y);

/** The zero line, and backprop's. @param {Scene} scene @returns {Shape[]} */
function levels(scene) {
  const { run, place } = scene;
  const { left, right } = place.bars;
  return [
    across("nnbp-path-zero", left, right, place.y(0)),
    { tag: "text", class: "nnbp-path-aside", x: left - 14, y: n(place.y(0)) + 4, text: "0" },
    { ...goalLine(scene, left, right, place.y(run.slope)), "data-level": "nabla_w" },
  ];
}

/** Multiplications so far in the walk. @param {Run} run @param {Moment} moment @param {Place} place */
function listedNow(run, moment, place) {
  const each = run.paths[0].rows.length;
  const walker = walkerOf(run, moment, place);
  return moment.walked.length * each + (walker ? Math.max(0, walker.collected - 1) : 0);
}

/** The multiplications, path by path and merged: two lengths, two numbers. @param {Scene} scene @returns {Shape[]} */
function counters({ run, moment, place }) {
  const { head, left, right } = place.bars;
  const { listed } = run.counts;
  const start = left + (place.side ? 84 : 76);
  const room = (place.side ? right - 30 : right - 156) - start;
  const { whole, closing } = fusingAt(moment.fused);
  const [before, after] = [whole, Math.min(whole + 1, run.fusing.length)].map((fused) => workOf(run, fused));
  const work = closing > 0.5 ? after : before;
  const done = moment.fused >= run.fusing.length;
  const row = (
    /** @type {number} */ i,
    /** @type {string} */ name,
    /** @type {string} */ kind,
    /** @type {number} */ value,
  ) => [
    { tag: "text", id: name, class: "nnbp-path-aside", x: left - 14, y: head + 14 + 21 * i, text: name },
    {
      tag: "rect",
      class: `nnbp-path-work nnbp-path-${kind}`,
      x: start,
      y: head + 4 + 21 * i,
      width: n((room * value) / listed),
      height: 12,
      rx: 2,
    },
    {
      tag: "text",
      id: `work ${kind}`,
      class: `nnbp-path-count nnbp-path-${kind}`,
      x: n(start + 6 + (room * value) / listed),
      y: head + 15 + 21 * i,
      "data-quantity": kind === "back" ? (done ? "merged" : "merging") : "listed",
      "data-value": String(value),
      text: `${value}${kind === "back" && done && listed >= 270 ? " ✓" : ""}`,
    },
  ];
  return [
    ...row(0, "path by path", "forward", moment.fused ? listed : listedNow(run, moment, place)),
    ...(moment.fused ? row(1, "merged", "back", work) : []),
  ];
}

/** What backprop says, and the line that stands for it. @param {Scene} scene @returns {Shape[]} */
function saying(scene) {
  const { run, place } = scene;
  const { head, left, right } = place.bars;
  const there = arrived(scene);
  const value = {
    tag: "tspan",
    class: "nnbp-path-strong",
    "data-quantity": "nabla_w",
    "data-value": String(run.slope),
    text: fixed(run.slope),
  };
  const swatch = (/** @type {number} */ x, /** @type {number} */ y) => goalLine(scene, x, x + 26, y);
  if (place.side)
    return [
      swatch(left - 14, head + 52),
      {
        tag: "text",
        id: "goal",
        class: "nnbp-path-saying",
        x: left + 18,
        y: head + 56,
        children: [{ tag: "tspan", text: there ? "✓ backprop says " : "backprop says " }, value],
      },
    ];
  const at = { tag: "text", class: "nnbp-path-saying", x: right, "text-anchor": "end" };
  return [
    { ...at, id: "says", y: head + 14, text: "backprop says" },
    swatch(right - 94, head + 31),
    { ...at, id: "goal", y: head + 35, children: [{ tag: "tspan", text: there ? "✓ " : "" }, value] },
  ];
}

/** The product on its way from C into its bar. @param {Scene} scene @returns {Shape[]} */
export function falling({ run, moment, place }) {
  const { leg, t, walked } = moment;
  if (leg?.kind !== "drop" && leg?.kind !== "rest") return [];
  const path = leg.kind === "rest" ? run.paths[leg.path] : walkerOf(run, moment, place)?.path;
  if (!path) return [];
  const part = smooth(Math.min(1, t));
  const sum = sumOf(run, walked);
  const [x, y] = place.neuron(run.last + 1, 1);
  const [ya, yb] = [place.y(sum), place.y(sum + path.product)];
  const [cx, cy] = [between(x, place.x(walked.length), part), between(y, (ya + yb) / 2, part)];
  const [w, h] = [between(24, 2 * place.half, part), between(24, Math.max(2, Math.abs(yb - ya)), part)];
  return [
    {
      tag: "rect",
      class: `nnbp-path-bar nnbp-path-${sign(path.product)}`,
      x: n(cx - w / 2),
      y: n(cy - h / 2),
      width: n(w),
      height: n(h),
      rx: n(between(12, 2, part)),
    },
  ];
}

/** @param {Scene} scene @returns {Shape[]} */
export function waterfallOf(scene) {
  return [
    { tag: "g", id: "counters", children: [...counters(scene), ...saying(scene)] },
    { tag: "g", id: "levels", children: levels(scene) },
    { tag: "g", id: "steps", children: steps(scene) },
    { tag: "g", id: "bars", children: standing(scene) },
    { tag: "g", id: "glyphs", children: glyphs(scene) },
    { tag: "g", id: "values", children: values(scene) },
  ];
}
