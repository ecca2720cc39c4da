// Shapes become elements: those that were there before are kept, and only what differs is written.

import { set } from "./notation.js";
import { put } from "./write.js";

/** @typedef {{ tag: string, id?: string, text?: string, children?: Shape[], [name: string]: unknown }} Shape */

const SVG = "http://www.w3.org/2000/svg";
const CONTENT = new Set(["tag", "id", "text", "children"]);
const names = new WeakMap(); // the name of each painted element: its shape's id, or its tag

/** Pixels to a hundredth. @param {number} value */
export const n = (value) => Math.round(value * 100) / 100;

/**
 * Make the children of an element those that the shapes ask for. A shape with an id is the same element as long as it
 * is there, so it keeps the focus; others are matched by their tag, in their order.
 * @param {Element} parent
 * @param {Shape[]} shapes
 */
export function paint(parent, shapes) {
  const spare = [...parent.children];
  let next = parent.firstElementChild;
  for (const shape of shapes) {
    const name = shape.id ?? (shape.children ? `${shape.tag} of parts` : shape.tag); // never a text where parts were
    const found = spare.findIndex((element) => names.get(element) === name);
    const element = found < 0 ? document.createElementNS(SVG, shape.tag) : spare.splice(found, 1)[0];
    names.set(element, name);
    if (element === next) next = next.nextElementSibling;
    else parent.insertBefore(element, next);
    dress(element, shape);
  }
  for (const element of spare) element.remove();
}

function dress(/** @type {Element} */ element, /** @type {Shape} */ shape) {
  for (const name of element.getAttributeNames())
    if (!(name in shape) && !name.startsWith("data-lm")) element.removeAttribute(name);
  for (const [name, value] of Object.entries(shape))
    if (!CONTENT.has(name))
      put(element, name, value === "" ? null : /** @type {string | number | null | undefined} */ (value));
  if (shape.children) {
    if (element.firstChild?.nodeType === Node.TEXT_NODE) element.textContent = "";
    paint(element, shape.children);
  } else if (shape.text !== undefined) set(element, shape.text);
}
