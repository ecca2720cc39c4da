// Numbers for readers, and beside each its full value for machines.

import { put, say } from "./quiet.js";

const DIGITS = 4;
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** An exponent in small digits: −4 is ⁻⁴. */
export const raised = (/** @type {number} */ exponent) =>
  [...String(exponent)].map((digit) => (digit === "-" ? "⁻" : RAISED[Number(digit)])).join("");

/** A power of ten for a label, such as 10⁻⁴. */
export const powerOfTen = (/** @type {number} */ exponent) => (exponent === 0 ? "1" : `10${raised(exponent)}`);

/** Mantissa and exponent as a reader writes them: 1.8 × 10⁻⁴; a mantissa of 1 is left out. */
function scientific(/** @type {number} */ value) {
  const [mantissa, exponent] = value.toExponential(2).split("e");
  const power = powerOfTen(Number(exponent));
  const shown = String(Number(mantissa));
  return Math.abs(Number(mantissa)) === 1 ? shown.replace("1", power) : `${shown} × ${power}`;
}

/**
 * A number for a reader, in words where it is none. Four digits, and always four, so that nothing jumps while a number
 * changes; whole numbers stand alone.
 * @param {number} value
 */
export function format(value) {
  if (Number.isNaN(value)) return "not a number";
  if (!Number.isFinite(value)) return value > 0 ? "too large to show" : "too far below zero to show";
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e5) return String(value).replace("-", "−");
  const text = size < 1e-3 || size >= 99_999.5 ? scientific(value) : size >= 1000 ? String(Math.round(value)) : value.toPrecision(DIGITS);
  return text.replace("-", "−");
}

/** Show a number so that machines can read it too: its plain name and its full value stand beside the text. */
export function showQuantity(selection, name, value, text = format(value)) {
  selection.attr("data-quantity", name).attr("data-value", String(value)).text(text);
}

/** Show that there is no such number now: machines find none, readers a text in its place. */
export function showNone(selection, text = "") {
  selection.attr("data-quantity", null).attr("data-value", null).text(text);
}

/**
 * Write a row of parts into an element, one child each. A part is a text, or a number's { quantity, value, index, text,
 * key }: `text` replaces the shown digits, and a key part is set in strong type.
 */
export function writeParts(node, parts) {
  const child = node.namespaceURI.endsWith("svg") ? "tspan" : "span";
  while (node.childElementCount > parts.length) node.lastChild.remove();
  parts.forEach((part, i) => {
    const item = node.children[i] ?? node.appendChild(document.createElementNS(node.namespaceURI, child));
    const number = typeof part === "object" ? part : {};
    for (const name of ["quantity", "value", "index"]) put(item, `data-${name}`, number[name]);
    put(item, "class", number.key ? "nnbp-strong" : null);
    say(item, typeof part === "object" ? (part.text ?? format(part.value)) : part);
  });
}
