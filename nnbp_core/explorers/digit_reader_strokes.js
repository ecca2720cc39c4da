// A drawing by hand becomes 8 × 8 greys as the digits of the data did: strokes on a bitmap of 32 × 32 dots, counted in
// blocks of 4 × 4. Those digits fill their frame, so a drawing is fitted to it, too.

import { PIXEL_COUNT, SIDE } from "./digit_reader_learner.js";

/** @typedef {[number, number]} Point in pixels of the grid: 0 to 8 across, 0 to 8 down */
/** @typedef {Point[][]} Strokes */
/** @typedef {{ cx: number, cy: number, scale: number }} Fit */

const DOTS = 32;
const BLOCK = DOTS / SIDE;
const PEN = 3.3; // dots that the pen reaches
const TALL = 27; // dots that a drawing's middle line fills
const WIDE = 26;
const LARGEST = 2.2; // times as large, at most

/** Ink around a place, in dots. */
function blot(/** @type {Uint8Array} */ dots, /** @type {number} */ x, /** @type {number} */ y) {
  const from = (/** @type {number} */ at) => Math.max(0, Math.floor(at - PEN));
  const to = (/** @type {number} */ at) => Math.min(DOTS - 1, Math.ceil(at + PEN));
  for (let row = from(y); row <= to(y); row += 1)
    for (let column = from(x); column <= to(x); column += 1)
      if ((column + 0.5 - x) ** 2 + (row + 0.5 - y) ** 2 < PEN ** 2) dots[DOTS * row + column] = 1;
}

/** The greys that strokes make, over those that are there. @param {Strokes} strokes @param {ArrayLike<number>} base */
export function inked(strokes, base) {
  const dots = new Uint8Array(DOTS * DOTS);
  for (const stroke of strokes)
    stroke.forEach(([x, y], i) => {
      const [px, py] = stroke[Math.max(0, i - 1)];
      const steps = Math.ceil(2 * BLOCK * Math.hypot(x - px, y - py)) || 1;
      for (let s = 1; s <= steps; s += 1)
        blot(dots, BLOCK * (px + ((x - px) * s) / steps), BLOCK * (py + ((y - py) * s) / steps));
    });
  const greys = Float64Array.from(base);
  const counts = new Float64Array(PIXEL_COUNT);
  dots.forEach((dot, at) => {
    const [row, column] = [Math.floor(at / DOTS / BLOCK), Math.floor((at % DOTS) / BLOCK)];
    counts[SIDE * row + column] += dot / (BLOCK * BLOCK);
  });
  return greys.map((grey, i) => Math.max(grey, counts[i]));
}

/** What brings a drawing to the middle of its frame, and to its size. @param {Strokes} strokes @returns {Fit} */
export function fitOf(strokes) {
  const reach = [0, 1].map((side) => {
    const places = strokes.flatMap((stroke) => stroke.map((point) => point[side]));
    return { low: Math.min(...places), high: Math.max(...places) };
  });
  const [across, down] = reach.map(({ low, high }) => Math.max(BLOCK * (high - low), 1));
  const [cx, cy] = reach.map(({ low, high }) => (low + high) / 2);
  return { cx, cy, scale: Math.min(TALL / down, WIDE / across, LARGEST) };
}

/** Strokes on their way to the frame: t from 0, as they are, to 1. */
export function fitted(/** @type {Strokes} */ strokes, /** @type {Fit} */ { cx, cy, scale }, /** @type {number} */ t) {
  const go = (/** @type {number} */ at, /** @type {number} */ centre) =>
    at + (SIDE / 2 + (at - centre) * scale - at) * t;
  return strokes.map((stroke) => stroke.map(([x, y]) => /** @type {Point} */ ([go(x, cx), go(y, cy)])));
}
