// Where ε has been. A curve of errors exists only there: it is computed as the hand comes along, and nowhere else.

import { errorOf } from "./step_size_microscope_numbers.js";

/** @typedef {import("./step_size_microscope_numbers.js").Kind} Kind */
/** @typedef {readonly [number, number]} Point a step and its error */
/** @typedef {{ low: number, high: number, errors: (number | undefined)[] }} Walked from decade `low` down to `high` */

export const DECADES = 16;
const PER = 16; // points in a decade: with fewer, noise looks smooth

/** How many decades a step lies below 1. @param {number} epsilon */
export const depthOf = (epsilon) => -Math.log10(epsilon);

/** The step so many decades below 1, in three digits. @param {number} depth */
export const stepAt = (depth) => Number((10 ** -Math.max(0, Math.min(DECADES, depth))).toPrecision(3));

/** @param {number} i */
const gridStep = (i) => (i % PER ? 10 ** (-i / PER) : Number(`1e-${i / PER}`));

/** @param {Kind} kind */
const nameOf = ({ method, precision, activation }) => `${method} ${precision} ${activation}`;

export function makeWalk() {
  const all = /** @type {Map<string, Walked>} */ (new Map());

  /** Come along from one step to another. @param {Kind} kind @param {number} from in decades below 1 @param {number} to */
  function visit(kind, from, to) {
    const name = nameOf(kind);
    const one = all.get(name) ?? { low: to, high: to, errors: [] };
    one.low = Math.min(one.low, from, to);
    one.high = Math.max(one.high, from, to);
    all.set(name, one);
    for (let i = Math.ceil(one.low * PER - 1e-6); i <= one.high * PER + 1e-6; i += 1)
      one.errors[i] ??= errorOf({ ...kind, epsilon: gridStep(i) }).relative;
  }

  /** Whether all between two depths has been walked. @param {Kind} kind @param {number} low @param {number} high */
  function has(kind, low, high) {
    const one = all.get(nameOf(kind));
    return one !== undefined && one.low <= low + 1e-6 && one.high >= high - 1e-6;
  }

  /** The line of what has been walked, with the point where ε stands now. @param {Kind} kind @param {Point} [now] */
  function line(kind, now) {
    const points = /** @type {Point[]} */ ([]);
    let open = now;
    all.get(nameOf(kind))?.errors.forEach((error, i) => {
      const step = gridStep(i);
      if (open && step <= open[0]) {
        if (step !== open[0]) points.push(open);
        open = undefined;
      }
      if (error !== undefined) points.push([step, error]);
    });
    if (open) points.push(open);
    return points.filter(([, error]) => Number.isFinite(error));
  }

  return { visit, has, line, forget: () => all.clear() };
}
