// D3 writes what it is told, and the browser lays out again what was written, even where nothing changed. Here its
// selections leave alone what stands there already: a figure pays for its changes only. What a figure writes without
// D3 goes through `say` and `put`, which do the same.

import { selection } from "d3-selection";

const { attr, text } = selection.prototype;
const valueAt = (value, node, rest) => (typeof value === "function" ? value.apply(node, rest) : value);

// Make a text the content of an element; the text node that is there is used again.
export function say(node, said) {
  const only = node.firstChild;
  if (only?.nodeType !== Node.TEXT_NODE || only !== node.lastChild) node.textContent = said;
  else if (only.data !== said) only.data = said;
}

// Set an attribute; without a value it is taken away.
export function put(node, name, value) {
  if (value == null) node.removeAttribute(name);
  else if (node.getAttribute(name) !== String(value)) node.setAttribute(name, value);
}

const EDGE = 40;

/*
 * A clear rectangle behind a part of a picture. A browser that finds a part larger than it was sorts the layers of the
 * whole page anew; with a ground that covers the picture and a label at its edge, the part never grows.
 */
export function ground(group, width, height) {
  const found = group.selectChild(".nnbp-ground");
  const rect = found.empty() ? group.insert("rect", ":first-child").attr("class", "nnbp-ground") : found;
  rect.attr("x", -EDGE).attr("y", -EDGE).attr("width", width + 2 * EDGE).attr("height", height + 2 * EDGE);
}

selection.prototype.text = function (value) {
  if (!arguments.length) return text.call(this);
  return this.each(function (...rest) {
    say(this, String(valueAt(value, this, rest) ?? ""));
  });
};

selection.prototype.attr = function (name, value) {
  if (arguments.length < 2) return attr.call(this, name);
  return this.each(function (...rest) {
    put(this, name, valueAt(value, this, rest));
  });
};
