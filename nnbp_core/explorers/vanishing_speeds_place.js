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
  const column = Math.round(small ? width * 0.56 + 12 : width * 0.5 + 20);
  const height = small ? 286 : 318;
  const plate = small ? 40 : 48; // a whole number of pixels to each of the digit's
  const floor = height - plate - 3;
  const [left, right] = [small ? 17 : 22, column - (small ? 48 : 56)];
  const gap = (floor - TOP) / (depth + 1);
  const neuron = small ? 5 : 6.5;
  return {
    width,
    height,
    small,
    column, // the width of its drawing
    left,
    right,
    neuron,
    reach: small ? 13 : 15, // of the brightest glow
    plate: { x: Math.round((left + right - plate) / 2), y: floor, size: plate },
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

const GREYS = [0.2, 0.45, 0.7]; // from which a pixel is in each of three shades
const drawn = /** @type {Map<string, string[]>} */ (new Map());

/**
 * A digit's picture as three paths, from light to dark; neighbours of one shade are one stroke, as thick as a pixel.
 *
 * @param {number} digit
 * @param {number} x
 * @param {number} y
 * @param {number} size
 */
export function pictureOf(digit, x, y, size) {
  const key = [digit, x, y, size].join();
  const known = drawn.get(key);
  if (known) return known;
  const shades = pixelsOf(digit).map((grey) => GREYS.filter((least) => grey >= least).length - 1);
  const paths = GREYS.map((_, shade) => strokesOf(shades, shade, x, y, size / 8));
  if (drawn.size > 200) drawn.clear();
  drawn.set(key, paths);
  return paths;
}

/** The pixels of one shade. @param {number[]} shades @param {number} shade @param {number} x @param {number} y @param {number} cell */
function strokesOf(shades, shade, x, y, cell) {
  let path = "";
  let [fromX, fromY] = [0, 0];
  for (let k = 0; k < shades.length; k += 1) {
    if (shades[k] !== shade) continue;
    const first = k;
    while (k % 8 < 7 && shades[k + 1] === shade) k += 1;
    const [toX, toY] = [x + (first % 8) * cell, y + (Math.floor(first / 8) + 0.5) * cell];
    path += `${path ? "m" : "M"}${toX - fromX} ${toY - fromY}h${(k - first + 1) * cell}`;
    [fromX, fromY] = [toX + (k - first + 1) * cell, toY];
  }
  return path;
}

/**
 * Where the digits stand in their own drawing, beside the column's.
 *
 * @param {Place} place
 */
export function galleryOf({ width, column, height, small }) {
  const digits = someDigits(small ? 1 : 2);
  const all = width - column;
  const [across, along, size] = [(all - 2) / (small ? 2 : 4), small ? 46 : 52, small ? 32 : 40];
  const cells = digits.map((digit, i) => ({
    digit,
    x: Math.round(4 + across * Math.floor(i / 5)),
    y: 54 + along * (i % 5),
  }));
  return { width: all, height, size, cells };
}
