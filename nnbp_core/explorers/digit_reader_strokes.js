// A drawing by hand becomes 8 × 8 greys as the digits of the data did: strokes on a bitmap of 32 × 32 dots, counted in
// blocks of 4 × 4. Those digits fill their frame from top to bottom, lean but little, and are all about as wide: so a
// drawing is set more upright and fitted to that frame, too.

import { PIXEL_COUNT, SIDE } from "./digit_reader_learner.js";

/** @typedef {[number, number]} Point in pixels of the grid: 0 to 8 across, 0 to 8 down */
/** @typedef {Point[][]} Strokes */
/** @typedef {{ centre: Point, lean: number, scale: Point }} Fit lean: as it is taken away */

const DOTS = 32;
const BLOCK = DOTS / SIDE;
const PEN = 3; // dots that the pen reaches
const TALL = 27; // dots that a drawing's middle line fills
const WIDE = 18; // at most
const LARGEST = 2.2; // times as large, at most
const BROADER = 1.2; // times as wide for its height, at most: a 1 stays narrow
const UPRIGHT = 0.5; // share of its lean that is taken away: a 7 leans by itself
const STEEPEST = 0.3; // of that, at most

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

/** The lean to take away: pixels to the right on each pixel down, as the ink of the strokes lies. @param {Strokes} strokes */
function leanOf(strokes) {
  const lines = strokes.flatMap((stroke) =>
    stroke.slice(1).map(([x, y], i) => {
      const [dx, dy] = [x - stroke[i][0], y - stroke[i][1]];
      return { x: x - dx / 2, y: y - dy / 2, dx, dy, ink: Math.hypot(dx, dy) };
    }),
  );
  const mean = (/** @type {(line: typeof lines[number]) => number} */ of) =>
    lines.reduce((sum, line) => sum + line.ink * of(line), 0) / lines.reduce((sum, line) => sum + line.ink, 0);
  const [mx, my] = [mean(({ x }) => x), mean(({ y }) => y)];
  const across = mean(({ x, y, dx, dy }) => (x - mx) * (y - my) + (dx * dy) / 12); // a line's own ink lies along it
  const down = mean(({ y, dy }) => (y - my) ** 2 + dy ** 2 / 12);
  return Math.max(-STEEPEST, Math.min(STEEPEST, (UPRIGHT * across) / down || 0)); // a dot, and what is flat, does not lean
}

/** The least and the most of what strokes reach, across and down. @param {Strokes} strokes */
const reachOf = (strokes) =>
  [0, 1].map((side) => {
    const places = strokes.flatMap((stroke) => stroke.map((point) => point[side]));
    return { middle: (Math.min(...places) + Math.max(...places)) / 2, size: Math.max(...places) - Math.min(...places) };
  });

/** What sets a drawing more upright, brings it to the middle of its frame, and to its size. @param {Strokes} strokes @returns {Fit} */
export function fitOf(strokes) {
  const lean = leanOf(strokes);
  const upright = strokes.map((stroke) => stroke.map(([x, y]) => /** @type {Point} */ ([x - lean * y, y])));
  const [across, down] = reachOf(upright);
  const tall = Math.min(TALL / Math.max(BLOCK * down.size, 1), LARGEST);
  const wide = Math.min(WIDE / Math.max(BLOCK * across.size, 1), BROADER * tall);
  return { centre: [across.middle, down.middle], lean, scale: [wide, tall] };
}

/** Strokes on their way to the frame: t from 0, as they are, to 1. */
export function fitted(
  /** @type {Strokes} */ strokes,
  /** @type {Fit} */ { centre, lean, scale },
  /** @type {number} */ t,
) {
  const go = (/** @type {number} */ from, /** @type {number} */ at, /** @type {number} */ side) =>
    from + (SIDE / 2 + (at - centre[side]) * scale[side] - from) * t;
  return strokes.map((stroke) => stroke.map(([x, y]) => /** @type {Point} */ ([go(x, x - lean * y, 0), go(y, y, 1)])));
}
