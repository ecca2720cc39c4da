// The measures of the picture: where a neuron stands on σ, in pixels, and which neuron stands at a pixel.

import { scaleLinear } from "d3-scale";
import { momentOf } from "./saturation_lab_runs.js";
import { ACTIVATIONS } from "./shared/engine.js";

/** @typedef {import("./saturation_lab_runs.js").Run} Run */
/** @typedef {import("./saturation_lab_runs.js").Moment} Moment */
/** @typedef {ReturnType<typeof placeOf>} Place */
/**
 * @typedef {object} Ball a neuron on the rail: it touches the curve at (x, y), where the curve has the steepness m
 * @property {Run} run
 * @property {Moment} moment
 * @property {number} z
 * @property {number} a
 * @property {number} x
 * @property {number} y
 * @property {number} m
 * @property {number} cx
 * @property {number} cy
 * @property {number} r
 * @property {number} side −1 on top of the curve, 1 below it
 */

export const REACH = 6.5; // of z, to both sides
const FARTHEST = 50;
const ARROW = 3; // a speed of 1 is an arrow as long as 3 units of z
const SAMPLES = 130;

/** How far the picture reaches at a time: as far as the neurons have been. */
export function reachOf(/** @type {Run[]} */ runs, /** @type {number} */ time) {
  const been = runs.flatMap((run) => [...run.states.slice(0, Math.floor(time) + 1), momentOf(run, time)]);
  const farthest = Math.max(0, ...been.map((moment) => Math.abs(moment?.z ?? 0)));
  return Math.min(FARTHEST, Math.max(REACH, 1.05 * farthest));
}

/**
 * The measures of the picture: its size, its scales, and σ as a line of points with their distance along it.
 * @param {number} width
 * @param {number} reach
 * @param {string} activation
 */
export function placeOf(width, reach, activation) {
  const { f } = ACTIVATIONS[/** @type {keyof typeof ACTIVATIONS} */ (activation)];
  const small = width < 520;
  const height = small ? 310 : Math.min(380, Math.max(310, 0.46 * width));
  const radius = small ? 11 : 13;
  const [left, right, top, bottom] = [small ? 36 : 44, width - 8, small ? 73 : 50, height - 2 * radius - 26];
  const x = scaleLinear([-reach, reach], [left, right]);
  const y = scaleLinear([Math.min(0, f(-reach)), Math.max(1, f(reach))], [bottom, top]);
  const unbounded = f(FARTHEST) > 2;
  const arrow = ((right - left) / (2 * REACH)) * (unbounded ? ARROW / 10 : ARROW);
  let along = 0;
  /** @type {{ z: number, x: number, y: number, along: number }[]} */
  const points = [];
  for (let i = 0; i <= SAMPLES; i += 1) {
    const z = ((2 * i) / SAMPLES - 1) * reach;
    const point = { z, x: x(z), y: y(f(z)), along: 0 };
    along += i ? Math.hypot(point.x - points[i - 1].x, point.y - points[i - 1].y) : 0;
    points.push({ ...point, along });
  }
  return { width, height, small, radius, left, right, top, bottom, reach, activation, x, y, arrow, unbounded, points };
}

/** The z whose point of the curve is the nearest to a place in the picture. */
export function nearest(/** @type {Place} */ { points }, /** @type {number} */ px, /** @type {number} */ py) {
  let best = { far: Number.POSITIVE_INFINITY, z: 0 };
  points.slice(1).forEach((q, i) => {
    const p = points[i];
    const [dx, dy] = [q.x - p.x, q.y - p.y];
    const part = Math.max(0, Math.min(1, ((px - p.x) * dx + (py - p.y) * dy) / (dx * dx + dy * dy)));
    const far = Math.hypot(p.x + part * dx - px, p.y + part * dy - py);
    if (far < best.far) best = { far, z: p.z + part * (q.z - p.z) };
  });
  return best.z;
}

/** How far along the curve a z is, in pixels: a ball turns as it rolls. */
export function alongAt(/** @type {Place} */ { points, reach }, /** @type {number} */ z) {
  const at = ((z / reach + 1) / 2) * SAMPLES;
  const i = Math.max(0, Math.min(SAMPLES - 1, Math.floor(at)));
  return points[i].along + (at - i) * (points[i + 1].along - points[i].along);
}

/** The ball of a run at a time; none where the neuron is left out, or has gone beyond the picture. */
export function ballOf(/** @type {Run} */ run, /** @type {number} */ time, /** @type {Place} */ place) {
  const moment = momentOf(run, time);
  if (!moment || Math.abs(moment.z) > place.reach) return undefined;
  const { z, a, slope } = moment;
  const [x, y] = [place.x(z), place.y(a)];
  const unit = place.x(1) - place.x(0);
  const m = (slope * (place.y(0) - place.y(1))) / unit; // the steepness on the screen
  const side = run.cost === "quadratic" ? -1 : 1;
  const r = run.mild ? 0.7 * place.radius : place.radius;
  const off = (r + 1.5) / Math.hypot(1, m);
  return { run, moment, z, a, x, y, m, side, r, cx: x + side * m * off, cy: y + side * off };
}

/** Half of the tangent's width: as long on the flat as on the steep, and within the picture. */
export function tangentHalf(/** @type {Ball} */ ball, /** @type {Place} */ place) {
  const half = ((place.small ? 46 : 70) * (ball.run.mild ? 0.6 : 1)) / Math.hypot(1, ball.m);
  return Math.max(10, Math.min(half, ball.x - place.left, place.right - ball.x));
}
