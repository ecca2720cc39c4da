// The measures of the drawing, in pixels of its width: where neurons stand, how edges run, and the small plot of σ that a
// neuron holds.

import { PILL } from "./feedforward_explorer_signal.js";
import { ACTIVATIONS } from "./shared/engine.js";

/** @typedef {ReturnType<typeof placeIn>} Place */
/** @typedef {{ layer: number, j: number, k: number }} Edge */

const REACH = 6; // of z, to both sides of a neuron's plot
const WIDE = 0.78; // half of the plot's width, of the radius
const HIGH = 0.5; // half of its height
const BULGE = 0.42; // how far an edge runs level at its ends
/** The lowest and the highest a of a neuron's plot. @type {Record<string, [number, number]>} */
const RANGES = { sigmoid: [0, 1], tanh: [-1, 1], relu: [0, REACH], linear: [-REACH, REACH], softplus: [0, REACH] };

/** Pixels to a tenth. @param {number} value */
export const n = (value) => Math.round(10 * value) / 10;
const clamp = (/** @type {number} */ value, /** @type {number} */ low, /** @type {number} */ high) =>
  Math.min(high, Math.max(low, value));

/** @param {number} width */
export function placeIn(width) {
  const small = width < 520;
  const r = small ? 25 : 30;
  const input = small ? 19 : 22;
  const apart = small ? 101 : 102;
  const middle = r + 22 + apart;
  const height = 2 * middle + (small ? -2 : -4);
  const spread = small ? 66 : 70;
  const x = { 1: small ? 27 : 84, 2: small ? 0.52 * width : 0.5 * width, 3: small ? width - 36 : width - 92 };
  return {
    width,
    height,
    small,
    r,
    input,
    x: /** @type {Record<number, number>} */ (x),
    y: /** @type {Record<number, number[]>} */ ({
      1: [middle - spread, middle + spread],
      2: [middle - apart, middle, middle + apart],
      3: [middle],
    }),
  };
}

/** Where a neuron stands. @param {Place} place @param {number} layer @param {number} j */
export const neuronAt = (place, layer, j) => ({ x: place.x[layer], y: place.y[layer][j - 1] });

/** Where a bias is held. @param {Place} place @param {number} layer @param {number} j */
export function biasAt(place, layer, j) {
  const { x, y } = neuronAt(place, layer, j);
  return { x, y: y - place.r - 13 };
}

/** The corners of an edge's curve. @param {Place} place @param {Edge} edge @returns {[number, number][]} */
function cornersOf(place, { layer, j, k }) {
  const from = neuronAt(place, layer - 1, k);
  const to = neuronAt(place, layer, j);
  const [x0, x1] = [from.x + (layer === 2 ? place.input : place.r), to.x - place.r];
  const level = (x1 - x0) * BULGE;
  return [
    [x0, from.y],
    [x0 + level, from.y],
    [x1 - level, to.y],
    [x1, to.y],
  ];
}

/** The blossom of a cubic: all that is needed to cut it. @param {[number, number][]} corners @param {number[]} at */
function blossom(corners, at) {
  let points = corners;
  for (const t of at)
    points = points.slice(1).map(([x, y], i) => [points[i][0] * (1 - t) + x * t, points[i][1] * (1 - t) + y * t]);
  return points[0];
}

/** A point of an edge, t from 0 to 1. @param {Place} place @param {Edge} edge @param {number} t */
export function pointOn(place, edge, t) {
  const [x, y] = blossom(cornersOf(place, edge), [t, t, t]);
  return { x: n(x), y: n(y) };
}

/** Where an edge's weight sits. @param {Place} place @param {Edge} edge */
export const pillAt = (place, edge) => pointOn(place, edge, PILL[edge.layer]);

/** A part of an edge, as a path. @param {Place} place @param {Edge} edge @param {number} [a] @param {number} [b] */
export function pathOf(place, edge, a = 0, b = 1) {
  const corners = cornersOf(place, edge);
  const [p, q, r, s] = [
    [a, a, a],
    [a, a, b],
    [a, b, b],
    [b, b, b],
  ].map((at) =>
    blossom(corners, at)
      .map((v) => n(v))
      .join(" "),
  );
  return `M${p}C${q} ${r} ${s}`;
}

/**
 * The plot in a neuron: where a z and an a are, σ as a path, and the pool from 0 to an a within the circle.
 *
 * @param {Place} place
 * @param {number} layer
 * @param {number} j
 * @param {string} activation
 */
export function plotOf(place, layer, j, activation) {
  const centre = neuronAt(place, layer, j);
  const { r } = place;
  const [low, high] = RANGES[activation];
  const { f } = ACTIVATIONS[activation];
  const px = (/** @type {number} */ z) => centre.x + (clamp(z, -REACH, REACH) / REACH) * WIDE * r;
  const py = (/** @type {number} */ a) => centre.y + HIGH * r * (1 - (2 * (clamp(a, low, high) - low)) / (high - low));
  const steps = Array.from({ length: 25 }, (_, i) => (i / 12 - 1) * REACH);
  const half = (/** @type {number} */ y) => Math.sqrt(Math.max(0, (r - 1) ** 2 - (y - centre.y) ** 2));
  return {
    ...centre,
    px,
    py,
    curveAt: f,
    beyond: (/** @type {number} */ z) => Math.abs(z) > REACH,
    curve: `M${steps.map((z) => `${n(px(z))},${n(py(f(z)))}`).join("L")}`,
    axis: `M${n(centre.x - WIDE * r)} ${n(py(0))}h${n(2 * WIDE * r)}`,
    pool(/** @type {number} */ a) {
      const [top, bottom] = [py(a), py(0)].sort((p, q) => p - q);
      const arc = (/** @type {number} */ x, /** @type {number} */ y) => `A${r - 1} ${r - 1} 0 0 0 ${n(x)} ${n(y)}`;
      const right = arc(centre.x + half(top), top);
      const left = arc(centre.x - half(bottom), bottom);
      return `M${n(centre.x - half(bottom))} ${n(bottom)}H${n(centre.x + half(bottom))}${right}H${n(centre.x - half(top))}${left}`;
    },
  };
}
