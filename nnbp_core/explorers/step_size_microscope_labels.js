// Words in the drawings of the microscope: numbers as they are written there, and labels that lie on no other.

import { plain, power } from "./shared/notation.js";

/** @typedef {import("./shared/paint.js").Shape} Shape */
/** @typedef {{ left: number, right: number, top: number, bottom: number }} Box */
/** @typedef {Shape & { x: number, y: number, size: number, turn?: number, said?: string, "text-anchor"?: string }} Label */

/** Pixels to a hundredth. */
export const n = (/** @type {number} */ value) => Math.round(value * 100) / 100;

/** Two digits and a power of ten, always: nothing jumps while it changes. @param {number} value */
export function inShort(value) {
  if (value === 0) return "0";
  const [mantissa, exponent] = value.toExponential(1).split("e");
  return Number(exponent) === 0 ? mantissa : power(Number(exponent), mantissa.replace("-", "−"));
}

/** A step: 10^{−4} where it is one, 5.0 × 10^{−5} elsewhere. @param {number} epsilon */
export function stepText(epsilon) {
  if (epsilon === 1) return "1";
  const [mantissa, exponent] = epsilon.toExponential(1).split("e");
  return mantissa === "1.0" ? power(Number(exponent)) : power(Number(exponent), mantissa);
}

/** Where a label lies, about; it may be turned around its place. @param {Label} label @returns {Box} */
function boxOf(label) {
  const said = plain(label.said ?? label.text ?? "");
  const width = 0.58 * label.size * said.length;
  const shift = { start: 0, middle: -width / 2, end: -width }[label["text-anchor"] ?? "start"] ?? 0;
  const angle = ((label.turn ?? 0) * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const corners = [shift, shift + width].flatMap((u) =>
    [-0.8 * label.size, 0.25 * label.size].map((v) => [label.x + u * cos - v * sin, label.y + u * sin + v * cos]),
  );
  const [across, up] = [corners.map(([u]) => u), corners.map(([, v]) => v)];
  const [top, bottom] = [Math.min(...up), Math.max(...up)];
  const cut = label.turn ? (bottom - top) / 5 : 0; // the corners of a turned label are empty
  return { left: Math.min(...across), right: Math.max(...across), top: top + cut, bottom: bottom - cut };
}

const meet = (/** @type {Box} */ a, /** @type {Box} */ b) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/**
 * The labels that lie on none of those before them, and on none of the boxes that are taken.
 *
 * @param {Label[]} labels
 * @param {Box[]} [taken]
 * @returns {Shape[]}
 */
export function apart(labels, taken = []) {
  const boxes = [...taken];
  const kept = labels.filter((label) => {
    const box = boxOf(label);
    if (boxes.some((other) => meet(box, other))) return false;
    boxes.push(box);
    return true;
  });
  return kept.map(({ size, turn, said, ...shape }) =>
    turn ? { ...shape, transform: `rotate(${n(turn)} ${n(shape.x)} ${n(shape.y)})` } : shape,
  );
}

/** Text in a drawing, at a size that `apart` may know. @param {Partial<Label> & { x: number, y: number }} label @returns {Label} */
export const words = ({ size = 12, ...label }) => /** @type {Label} */ ({ ...label, tag: "text", size });
