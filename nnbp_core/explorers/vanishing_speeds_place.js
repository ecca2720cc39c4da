// Where things stand in the picture of VanishingSpeeds, in CSS pixels: the output is at the top, the pixels are at the
// bottom, and what comes back from the output falls down from layer to layer like light into water.

import { DIGITS, labelOf, pixelsOf, sizesOf } from "./vanishing_speeds_runs.js";

/** @typedef {{ x: number, y: number }} Point */
/** @typedef {ReturnType<typeof placeOf>} Place */

const [DARKEST, BRIGHTEST] = [1e-3, 1e2]; // lengths of an error
export const TOP = 38; // of the output's neurons

/**
 * How brightly a layer glows, 0 to 1: by the logarithm of the length of its error, the same for every layer and run.
 *
 * @param {number} norm
 */
export function glowOf(norm) {
  const share = Math.log(norm / DARKEST) / Math.log(BRIGHTEST / DARKEST);
  return Math.min(1, Math.max(0, share));
}

/** Whether an error is longer than the brightest glow can tell. @param {number} norm */
export const isOver = (norm) => norm > BRIGHTEST;

/**
 * The places for a column of layers. While a layer is added, `depth` is between two whole numbers.
 *
 * @param {number} width of the whole picture
 * @param {number} depth hidden layers
 */
export function placeOf(width, depth) {
  const small = width < 520;
  const column = Math.round(small ? width * 0.56 : width * 0.5);
  const height = small ? 286 : 316;
  const plate = small ? 40 : 48;
  const floor = height - plate - 3;
  const [left, right] = [16, column - 36];
  const gap = (floor - TOP) / (depth + 1);
  const neuron = small ? 5 : 6.5;
  return {
    width,
    height,
    small,
    column,
    left,
    right,
    neuron,
    reach: small ? 12 : 14, // of the brightest glow
    plate: { x: (left + right - plate) / 2, y: floor, size: plate },
    gap,
    /** The height of a row; row 0 is the output. */
    y: (/** @type {number} */ row) => TOP + row * gap,
  };
}

/** The middles of a row's neurons; the row below the last stands for the upper rim of the pixels. @param {Place} place @param {number} row @param {number} depth @returns {Point[]} */
export function rowOf(place, row, depth) {
  const { left, right, plate } = place;
  const n = row > depth ? 8 : sizesOf(depth)[depth + 1 - row];
  const [from, to] = row > depth ? [plate.x + 3, plate.x + plate.size - 3] : [left, right];
  const y = row > depth ? plate.y : place.y(row);
  return Array.from({ length: n }, (_, j) => ({ x: from + ((to - from) * j) / (n - 1), y }));
}

// The digits ------------------------------------------------------------------------------------------------------

/** Some digits to look at: every class `times` times. @param {number} times */
export function someDigits(times) {
  const all = Array.from({ length: DIGITS }, (_, digit) => digit);
  const of = Array.from({ length: 10 }, (_, label) => all.filter((digit) => labelOf(digit) === label));
  return Array.from({ length: times }, (_, i) => of.map((each) => each[i])).flat();
}

const drawn = /** @type {Map<string, string>} */ (new Map());

/**
 * A digit's picture as one path: each pixel is a square whose area is its grey.
 *
 * @param {number} digit
 * @param {number} x
 * @param {number} y
 * @param {number} size
 */
export function pictureOf(digit, x, y, size) {
  const key = [digit, x, y, size].join();
  const known = drawn.get(key);
  if (known !== undefined) return known;
  const cell = size / 8;
  const squares = pixelsOf(digit).map((grey, k) => {
    if (!grey) return "";
    const side = cell * Math.sqrt(grey);
    const at = (/** @type {number} */ i) => ((i + 0.5) * cell - side / 2).toFixed(1);
    const [px, py, s] = [x + Number(at(k % 8)), y + Number(at(Math.floor(k / 8))), side.toFixed(1)];
    return `M${px.toFixed(1)} ${py.toFixed(1)}h${s}v${s}h-${s}z`;
  });
  if (drawn.size > 200) drawn.clear();
  drawn.set(key, squares.join(""));
  return squares.join("");
}

/**
 * Where the digits stand beside the column.
 *
 * @param {Place} place
 */
export function galleryOf({ width, column, small }) {
  const digits = someDigits(small ? 1 : 2);
  const columns = small ? 2 : 4;
  const x0 = column + (small ? 14 : 24);
  const [across, along, size] = [(width - x0) / columns, small ? 46 : 52, small ? 33 : 37];
  const top = small ? 52 : 52;
  const cells = digits.map((digit, i) => ({
    digit,
    x: x0 + across * Math.floor(i / 5),
    y: top + along * (i % 5),
  }));
  return { x: x0, width: width - x0, size, across, along, cells };
}
