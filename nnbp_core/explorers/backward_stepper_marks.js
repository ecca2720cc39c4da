// The marks: blue goes forward, orange comes back; filled is positive, hollow and dashed negative; area is size.

import { n } from "./backward_stepper_place.js";

/** @typedef {import("./shared/paint.js").Shape} Shape */
/** @typedef {import("./backward_stepper_place.js").Place} Place */
/** @typedef {import("./backward_stepper_networks.js").Run} Run */
/** @typedef {"forward" | "back"} Way */
/** @typedef {Record<Way, number>} Scales a bead of value v has the radius scale × √|v| */

const LARGEST = { small: 11, middle: 15, wide: 16 }; // px, of a bead
const UNIT = { small: 7.5, middle: 9, wide: 9.5 };
const THREE = Math.sqrt(3); // the error is drawn three times as large
const SPECK = 1; // px: what is smaller is still seen to be there

/** How large beads are drawn: as ever, or smaller, so that the largest of them fits. @param {Run} run @param {Place} place @returns {Scales} */
export function scalesOf({ sizes, a, w, z, comes, delta, missing }, { name }) {
  const [forward, back] = [[0], [0]];
  const [largest, unit] = [LARGEST[/** @type {"small"} */ (name)], UNIT[/** @type {"small"} */ (name)]];
  for (const l of [2, 3])
    for (let j = 1; j <= sizes[l - 1]; j += 1) {
      forward.push(z(l, j));
      if (!missing) back.push(comes(l, j), delta(l, j));
      for (let k = 1; k <= sizes[l - 2]; k += 1) {
        forward.push(a(l - 1, k), w(l, j, k) * a(l - 1, k));
        if (!missing && l === 3) back.push(w(l, j, k) * delta(l, j));
      }
    }
  const fit = (/** @type {number[]} */ values, /** @type {number} */ asked) =>
    Math.min(asked, largest / Math.sqrt(Math.max(1e-9, ...values.map(Math.abs))));
  return { forward: fit(forward, unit), back: fit(back, unit * THREE) };
}

/** @param {Scales} scales @param {Way} way @param {number} value */
export const radius = (scales, way, value) => Math.max(SPECK, scales[way] * Math.sqrt(Math.abs(value)));

/** What machines read on a mark. @param {string} quantity @param {number} value @param {...number} index */
export const means = (quantity, value, ...index) => ({
  "data-quantity": quantity,
  "data-value": String(value),
  "data-index": index.join(","),
});

/**
 * A bead; none for nothing. `share` is how much of it is there, when it grows or shrinks.
 *
 * @param {Way} way
 * @param {readonly [number, number]} at
 * @param {number} value
 * @param {number} r
 * @param {Record<string, unknown>} [more]
 * @returns {Shape[]}
 */
export function bead(way, [x, y], value, r, more = {}) {
  if (!value || r < 0.3) return [];
  const negative = value < 0;
  const rim = Math.min(2.4, 0.6 * r);
  const shape = { tag: "circle", cx: n(x), cy: n(y), r: n(negative ? r - rim / 2 : r) };
  const kind = `nnbp-heart-bead nnbp-heart-${way}${negative ? " nnbp-heart-hollow" : ""}`;
  return [{ ...shape, class: kind, "stroke-width": negative ? n(rim) : null, ...more }];
}

/**
 * The way that a value has gone.
 *
 * @param {Way} way
 * @param {string} d
 * @param {number} value
 * @param {number} r of the bead that drew it
 * @param {number} opacity
 * @returns {Shape[]}
 */
export function trail(way, d, value, r, opacity) {
  if (!value || opacity < 0.02) return [];
  const kind = `nnbp-heart-trail nnbp-heart-${way}${value < 0 ? " nnbp-heart-dashed" : ""}`;
  return [
    {
      tag: "path",
      class: kind,
      d,
      "stroke-width": n(Math.max(0.8, 0.85 * r)),
      opacity: opacity < 1 ? n(opacity) : null,
    },
  ];
}

/** Which way it goes: a chevron on the edge. @param {Way} way @param {{ at: (t: number) => readonly [number, number] }} edge @param {number} t @param {number} opacity */
export function chevron(way, edge, t, opacity) {
  const [[x, y], [fx, fy]] = [edge.at(t), edge.at(t + 0.02)];
  const angle = Math.atan2(fy - y, fx - x) + (way === "back" ? Math.PI : 0);
  const wing = (/** @type {number} */ side) => {
    const [u, v] = [-4, side * 5.2];
    return `${n(x + u * Math.cos(angle) - v * Math.sin(angle))} ${n(y + u * Math.sin(angle) + v * Math.cos(angle))}`;
  };
  const tip = `${n(x + 4 * Math.cos(angle))} ${n(y + 4 * Math.sin(angle))}`;
  return {
    tag: "path",
    class: `nnbp-heart-chevron nnbp-heart-${way}`,
    d: `M${wing(-1)}L${tip}L${wing(1)}`,
    opacity: opacity < 1 ? n(opacity) : null,
  };
}

/** A number for a reader, with its decimals; a small one in scientific form. @param {number} value @param {number} decimals */
export function number(value, decimals) {
  const size = Math.abs(value);
  if (size === 0 || size >= 10 ** (1 - decimals)) return value.toFixed(decimals).replace("-", "−");
  const [mantissa, exponent] = value.toExponential(1).split("e");
  return `${mantissa.replace("-", "−")} × 10^{${exponent.replace("-", "−")}}`;
}

/** The width of a pill with a number in it. @param {number} size of its letters @param {number} value @param {string} sign */
export const pillWidth = (size, value, sign) =>
  Math.max(size * 2.5, 11 + 0.6 * size * (sign.length + inPill(value).length));

/** A weight as it stands on its edge. @param {number} value */
export const inPill = (value) => String(Number(value.toFixed(2))).replace("-", "−");
