// D3 writes what it is told, and the browser lays out again what was written, even where nothing changed. Here its
// selections leave alone what stands there already: a figure pays for its changes only.

import { selection } from "d3-selection";

const { attr, text } = selection.prototype;
const valueAt = (value, node, rest) => (typeof value === "function" ? value.apply(node, rest) : value);

selection.prototype.text = function (value) {
  if (!arguments.length) return text.call(this);
  return this.each(function (...rest) {
    const said = String(valueAt(value, this, rest) ?? "");
    if (this.textContent !== said) this.textContent = said;
  });
};

selection.prototype.attr = function (name, value) {
  if (arguments.length < 2) return attr.call(this, name);
  return this.each(function (...rest) {
    const wanted = valueAt(value, this, rest);
    if (wanted == null) this.removeAttribute(name);
    else if (this.getAttribute(name) !== String(wanted)) this.setAttribute(name, wanted);
  });
};
