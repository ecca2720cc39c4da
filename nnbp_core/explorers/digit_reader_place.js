// Where things stand in the picture, in CSS pixels: the grid, then layer after layer, then the ten outputs; to the right
// on a wide page, down the page on a phone.

import { EPOCHS, HIDDEN, PIXEL_COUNT, SIDE } from "./digit_reader_learner.js";

/** @typedef {[number, number]} Point */
/** @typedef {{ x: number, y: number, width: number, height: number }} Box */
/** @typedef {ReturnType<typeof placeOf>} Place */

const NARROW = 560; // px: below it the picture is that of a phone
const NORM = { most: 1.2, decades: 3 }; // what a full meter is, and how far it reaches down

/** How full a meter of ‖δ‖ is: logarithmic. @param {number} norm */
export const fullness = (norm) => Math.max(0, Math.min(1, 1 + Math.log10(norm / NORM.most) / NORM.decades));

/** Where pixels send their edges from: the side of the grid that looks at the network. */
function pixelsAt(/** @type {number} */ side, /** @type {boolean} */ wide) {
  const middle = (/** @type {number} */ i) => ((i + 0.5) * side) / SIDE;
  return Array.from({ length: PIXEL_COUNT }, (_, i) => {
    const [row, column] = [Math.floor(i / SIDE), i % SIDE];
    return /** @type {Point} */ (wide ? [side, middle(row)] : [middle(column), side]);
  });
}

function widePlace(/** @type {number} */ width, /** @type {number} */ layers) {
  const side = 168;
  const [first, last] = [side + 62, width - 136];
  const [top, tall] = [4, 300];
  const column = (/** @type {number} */ l) =>
    layers === 1 && l === 1 ? first + 0.42 * (last - first) - 30 : first + ((last - first) * (l - 1)) / layers;
  const points = Array.from({ length: layers + 1 }, (_, i) => {
    const n = i === layers ? 10 : HIDDEN;
    return Array.from({ length: n }, (_, j) => /** @type {Point} */ ([column(i + 1), top + ((j + 0.5) * tall) / n]));
  });
  return {
    width,
    height: 392,
    wide: true,
    side,
    points: [pixelsAt(side, true), ...points],
    radius: [4.2, 8.5],
    bars: points[layers].map(([x, y]) => ({ x: x + 18, y: y - 8, width: 84, height: 16 })),
    meters: points.map(([[x]]) => ({ x: x - 9, y: 314, width: 18, height: 42 })),
    chart: { x: 42, y: 216, width: side - 44, height: 142 },
  };
}

function smallPlace(/** @type {number} */ width, /** @type {number} */ layers) {
  const side = 144;
  const across = width - 88;
  const rows = 214;
  const points = Array.from({ length: layers + 1 }, (_, i) => {
    const n = i === layers ? 10 : HIDDEN;
    const y = side + (i === layers ? rows : (rows * (i + 1)) / (layers + 1));
    return Array.from({ length: n }, (_, j) => /** @type {Point} */ ([2 + ((j + 0.5) * across) / n, y]));
  });
  return {
    width,
    height: 430,
    wide: false,
    side,
    points: [pixelsAt(side, false), ...points],
    radius: [Math.min(3.6, across / 68), 7.5],
    bars: points[layers].map(([x, y]) => ({ x: x - 9, y: y + 13, width: 18, height: 34 })),
    meters: points.map(([[, y]]) => ({ x: width - 80, y: y + 2, width: 80, height: 8 })),
    chart: { x: side + 50, y: 20, width: width - side - 54, height: 92 },
  };
}

/** @param {number} width @param {number} layers */
export function placeOf(width, layers) {
  const place = width >= NARROW ? widePlace(width, layers) : smallPlace(width, layers);
  const { x, y, width: across, height } = place.chart;
  return {
    ...place,
    layers,
    epochAt: (/** @type {number} */ epoch) => x + (across * epoch) / EPOCHS,
    shareAt: (/** @type {number} */ share) => y + height * (1 - share),
  };
}
