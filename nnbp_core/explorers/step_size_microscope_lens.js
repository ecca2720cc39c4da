// What the microscope sees of one weight: C around p, enlarged until the true slope is the same diagonal at every step.
// Along the real line C bends, fits, and becomes a staircase. Sideways, along the imaginary direction, nothing is
// subtracted: Im C begins at exactly 0, and has no stairs.

import { edgeOf, power, symbol } from "./shared/notation.js";
import { apart, n, words } from "./step_size_microscope_labels.js";
import {
  costAt,
  PRECISIONS,
  quotient,
  SLOPES,
  sidewaysCost,
  weightAt,
  zoneOf,
} from "./step_size_microscope_numbers.js";
import { depthOf } from "./step_size_microscope_walk.js";

/** @typedef {import("./step_size_microscope_numbers.js").State} State */
/** @typedef {import("./step_size_microscope_labels.js").Label} Label */
/** @typedef {import("./shared/paint.js").Shape} Shape */
/** @typedef {ReturnType<typeof lensPlace>} Place */
/** @typedef {{ x: number, y: number, name: string }} Foot in pixels */
/** @typedef {{ curve: number[][], sideways: number[][], feet: Foot[], zone: string, fits: boolean, falls: boolean, depth: number, lost: boolean, weight: string }} Seen */

const REACH = 1.6; // steps to both sides
const SAMPLES = 240;
const APART = 0.04; // of the slope's own rise over one step: what an eye sees

/** The measures of the lens. @param {number} width @param {boolean} low */
export function lensPlace(width, low) {
  const height = low ? 92 : 236;
  const unit = { x: width / 2 / 1.75, y: 0.27 * height };
  return { width, height, cx: width / 2, cy: height / 2, unit };
}

/**
 * All that the lens shows of a state, in pixels.
 *
 * @param {State} state
 * @param {number} part which of the nine weights
 * @param {Place} place
 * @returns {Seen}
 */
export function seenIn(state, part, { cx, cy, unit }) {
  const { epsilon, method, precision, activation, weight } = state;
  const { round } = PRECISIONS[precision];
  const truth = SLOPES[activation][part];
  const here = weightAt(part, precision);
  const base = costAt(part, here, state);
  const x = (/** @type {number} */ moved) => cx + (moved / epsilon) * unit.x;
  const y = (/** @type {number} */ rise) => cy - (rise / (Math.abs(truth) * epsilon)) * unit.y;
  const curve = [];
  for (let i = 0; i <= SAMPLES; i += 1) {
    const t = REACH * ((2 * i) / SAMPLES - 1);
    curve.push([cx + t * unit.x, y(costAt(part, round(here + round(t * epsilon)), state) - base)]);
  }
  const one = quotient(part, state);
  const sideways = [];
  const feet = [];
  if (method === "complex") {
    for (let i = 0; i <= 40; i += 1) {
      const t = (REACH * i) / 40;
      sideways.push([cx + t * unit.x, y(t ? sidewaysCost(part, t * epsilon, state)[1] : 0)]);
    }
    feet.push({ x: cx, y: cy, name: "p" }, { x: x(epsilon), y: y(one.minus), name: "p + iε" });
  } else {
    const up = round(here + round(epsilon));
    const down = method === "central" ? round(here - round(epsilon)) : here;
    feet.push({ x: x(down - here), y: y(one.minus - base), name: method === "central" ? "p − ε" : "p" });
    feet.push({ x: x(up - here), y: y(one.plus - base), name: "p + ε" });
  }
  const bent = method === "complex" ? 0 : farthest(curve, feet) / unit.y;
  const fits = Math.max(bent, Math.abs(one.value / truth - 1)) < APART;
  const lost = one.moved === 0;
  return { curve, sideways, feet, zone: zoneOf(state), fits, falls: truth < 0, depth: depthOf(epsilon), lost, weight };
}

const pathOf = (/** @type {number[][]} */ points) => `M${points.map(([x, y]) => `${n(x)},${n(y)}`).join("L")}`;

/** A foot; one that stands beyond the frame is an arrow at its edge. @param {Foot} foot @param {string} kind @param {Place} place */
function footOf({ x, y }, kind, { height }) {
  if (y > -2 && y < height + 2) return { tag: "circle", class: kind, cx: n(x), cy: n(y), r: 4.5 };
  const [edge, way] = y < 0 ? [3, 1] : [height - 3, -1];
  return { tag: "path", class: kind, d: `M${n(x)} ${edge}l5 ${7 * way}h-10z` };
}

/** How far a curve is from the straight line between the feet, at its farthest. @param {number[][]} curve @param {Foot[]} feet */
function farthest(curve, [from, to]) {
  const steep = (to.y - from.y) / (to.x - from.x);
  const between = curve.filter(([x]) => x >= from.x - 0.5 && x <= to.x + 0.5);
  return between.reduce((far, [x, y]) => Math.max(far, Math.abs(y - from.y - (x - from.x) * steep)), 0);
}

/** What is to be seen, in three words. @param {Pick<Seen, "zone" | "fits" | "lost">} seen @param {boolean} sideways */
export function verdict({ zone, fits, lost }, sideways) {
  if (lost) return "both feet on one stored number";
  if (sideways) return fits ? "sideways: no stairs" : "C bends sideways too";
  if (fits) return "C, chord and slope fit";
  return zone === "truncation" ? "C bends" : "C is a staircase";
}

const COMPASS = "nnbp-microscope-name nnbp-microscope-complex";
const compassAt = (/** @type {number} */ width, /** @type {boolean} */ left) => (left ? 38 : width - 62);

/** Where the step goes: along the real line, or at right angles to it. @param {Place} place @param {boolean} left @returns {Shape[]} */
function compass({ width, height }, left) {
  const [x, y] = [compassAt(width, left), height - 16];
  return [
    { tag: "path", class: "nnbp-microscope-real", d: `M${x - 26} ${y}H${x + 26}` },
    { tag: "path", class: "nnbp-microscope-way", d: `M${x} ${y}v-24m-4 6l4 -6l4 6` },
    { tag: "circle", class: "nnbp-microscope-origin", cx: x, cy: y, r: 3 },
  ];
}

/** @param {number} depth */
function enlarged(depth) {
  if (depth < 0.1) return "not enlarged";
  return `enlarged ${depth < 1.5 ? Math.round(10 ** depth) : power(Math.round(depth))} times`;
}

/** @param {Seen} seen @param {boolean} sideways @param {Place} place @returns {Label[]} */
function labels(seen, sideways, { width, height }) {
  const { feet, falls, depth, weight } = seen;
  const { layer, j, k } = edgeOf(weight);
  const far = { x: falls ? width - 9 : 9, "text-anchor": falls ? "end" : "start" };
  const near = { x: falls ? 9 : width - 9, "text-anchor": falls ? "start" : "end" };
  const p = `p = ${symbol("w", layer, j, k)}`;
  return [
    words({ class: "nnbp-microscope-verdict", ...far, y: 17, text: verdict(seen, sideways) }),
    words({ ...far, y: 33, text: enlarged(depth) }),
    ...(sideways
      ? [words({ x: compassAt(width, falls) + 8, y: height - 26, class: COMPASS, text: "step iε" })]
      : [words({ ...near, y: height - 9, text: `dashed: the slope at ${p}`, said: "dashed: the slope at p = w211" })]),
    ...(sideways && height > 150 ? [words({ ...far, y: 49, text: "thin: C along the real line" })] : []),
    ...feet.map(({ x, y, name }, i) => {
      const upper = i === (falls ? 0 : 1);
      const beside = upper && !seen.fits && y < 24; // above it, C comes from beyond the frame
      const [at, anchor] = beside ? [x + (falls ? 10 : -10), near["text-anchor"]] : [x, "middle"];
      return words({
        class: "nnbp-microscope-foot",
        x: Math.max(20, Math.min(width - 24, at)),
        y: Math.max(12, Math.min(height - (y > height ? 16 : 8), y + (beside ? 3 : upper ? -10 : 20))),
        "text-anchor": anchor,
        text: name,
      });
    }),
  ];
}

/**
 * @param {Seen} seen
 * @param {State["method"]} method
 * @param {Place} place
 * @returns {Shape[]}
 */
export function lensOf(seen, method, place) {
  const { width, height, cx, cy, unit } = place;
  const sideways = method === "complex";
  const way = seen.falls ? 1 : -1;
  const [from, to] = seen.feet;
  const steep = (to.y - from.y) / (to.x - from.x);
  const reach = 0.35 * unit.x;
  const colour = `nnbp-microscope-${method}`;
  const chord = `M${n(from.x - reach)} ${n(from.y - reach * steep)}L${n(to.x + reach)} ${n(to.y + reach * steep)}`;
  const foot = `nnbp-microscope-foot-mark ${colour}`;
  return [
    { tag: "rect", class: "nnbp-microscope-frame", width, height },
    {
      tag: "path",
      class: "nnbp-microscope-slope",
      d: `M${n(cx - REACH * unit.x)} ${n(cy - way * REACH * unit.y)}L${n(cx + REACH * unit.x)} ${n(cy + way * REACH * unit.y)}`,
    },
    { tag: "path", class: `nnbp-microscope-cost${sideways ? " nnbp-microscope-thin" : ""}`, d: pathOf(seen.curve) },
    ...(sideways
      ? [{ tag: "path", class: `nnbp-line nnbp-microscope-sideways ${colour}`, d: pathOf(seen.sideways) }]
      : []),
    ...(seen.lost || sideways ? [] : [{ tag: "path", class: `nnbp-microscope-chord ${colour}`, d: chord }]),
    footOf(from, sideways ? "nnbp-microscope-origin" : foot, place),
    footOf(to, foot, place),
    ...(sideways ? compass(place, seen.falls) : []),
    ...apart(labels(seen, sideways, place)),
  ];
}
