// One labelled control for a field of the state: a list, a switch or a slider.

import { fixed, plain, set, short, showQuantity } from "./notation.js";
import { add, put } from "./write.js";

/**
 * @typedef {import("./address.js").Field} Field
 * @typedef {import("./address.js").Value} Value
 */

// A field's slider runs over 0 ... 1000 where its scale is logarithmic, over its own range elsewhere.
const LOG_STEPS = 1000;

/** @param {Field} field @param {number} value */
function toSlider({ scale, min = 0, max = 1 }, value) {
  return scale === "log" ? (LOG_STEPS * Math.log(value / min)) / Math.log(max / min) : value;
}

/** @param {Field} field @param {number} position */
function fromSlider({ scale, min = 0, max = 1 }, position) {
  if (scale !== "log") return position;
  if (position <= 0) return min;
  if (position >= LOG_STEPS) return max;
  return Number((min * (max / min) ** (position / LOG_STEPS)).toPrecision(3));
}

/** A field's value for a reader: as many decimals as its steps have. @param {Field} field @param {number} value */
export function fieldText({ kind, scale, step = 1, decimals }, value) {
  if (kind === "count") return fixed(value, 0);
  if (scale === "log") return short(value);
  return fixed(value, decimals ?? (String(step).split(".")[1] ?? "").length);
}

/** @typedef {(value: Value, moving: boolean) => void} Changed */

/** @param {HTMLElement} box @param {string} id @param {Field} field @param {Changed} changed */
function list(box, id, { name, options = [] }, changed) {
  const input = add(box, "select", { id, "data-field": name, onchange: () => changed(input.value, false) });
  for (const { value, label } of options) add(input, "option", { value }, plain(label));
  return (/** @type {Value} */ value) => {
    if (input.value !== value) input.value = String(value); // writing it wakes the browser's autofill
  };
}

/** @param {HTMLElement} box @param {string} id @param {Field} field @param {Changed} changed */
function toggle(box, id, { name }, changed) {
  const input = add(box, "input", {
    type: "checkbox",
    id,
    "data-field": name,
    onchange: () => changed(input.checked, false),
  });
  box.prepend(input);
  return (/** @type {Value} */ value) => {
    input.checked = Boolean(value);
  };
}

/** @param {HTMLElement} box @param {HTMLElement} label @param {string} id @param {Field} field @param {Changed} changed */
function slider(box, label, id, field, changed) {
  const log = field.scale === "log";
  const ends = log ? { min: 0, max: LOG_STEPS, step: 1 } : { min: field.min, max: field.max, step: field.step };
  const input = add(box, "input", { type: "range", id, "data-field": field.name, ...ends });
  input.addEventListener("input", () => changed(fromSlider(field, Number(input.value)), true));
  const shown = add(label, "span", { class: "nnbp-shown" });
  return (/** @type {Value} */ value) => {
    if (fromSlider(field, Number(input.value)) !== value) input.value = String(toSlider(field, Number(value)));
    const text = fieldText(field, Number(value));
    put(input, "aria-valuetext", plain(text));
    showQuantity(shown, field.name, Number(value), text);
  };
}

let serial = 0;

/** An id that nothing on the page has: each figure's bundle counts for itself. @param {string} name */
function freeId(name) {
  do serial += 1;
  while (document.getElementById(`nnbp-${name}-${serial}`));
  return `nnbp-${name}-${serial}`;
}

/**
 * Returns { box, show }: the control's element, and what shows a value in it.
 *
 * @param {HTMLElement} parent
 * @param {Field} field
 * @param {Changed} changed
 */
export function addControl(parent, field, changed) {
  const id = freeId(field.name);
  const box = add(parent, "div", { class: `nnbp-control nnbp-${field.kind}` });
  const label = add(box, "label", { for: id });
  set(add(label, "span"), field.label);
  if (field.kind === "choice") return { box, show: list(box, id, field, changed) };
  if (field.kind === "switch") return { box, show: toggle(box, id, field, changed) };
  return { box, show: slider(box, label, id, field, changed) };
}
