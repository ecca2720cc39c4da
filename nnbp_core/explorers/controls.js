// One labelled control for each field.

import { format, showQuantity } from "./numbers.js";

// A field's slider runs over 0 ... 1000 where its scale is logarithmic, over its own range elsewhere.
const LOG_STEPS = 1000;
const toSlider = (field, value) =>
  field.scale === "log" ? (LOG_STEPS * Math.log(value / field.min)) / Math.log(field.max / field.min) : value;
function fromSlider(field, position) {
  if (field.scale !== "log") return position;
  if (position <= 0) return field.min;
  if (position >= LOG_STEPS) return field.max;
  return Number((field.min * (field.max / field.min) ** (position / LOG_STEPS)).toPrecision(3));
}

/** A value as its own control shows it: with the decimals of its step. */
function written(field, value) {
  const decimals = field.scale === "log" ? 0 : (String(field.step).split(".")[1] ?? "").length;
  return decimals ? value.toFixed(Math.max(decimals, (String(value).split(".")[1] ?? "").length)).replace("-", "−") : format(value);
}

let serial = 0;

/** One labelled control; returns a function that shows a value in it. */
export function addControl(parent, field, changed) {
  serial += 1;
  const id = `nnbp-${field.name}-${serial}`;
  const box = parent.append("div").attr("class", `nnbp-control nnbp-${field.kind}`);
  const label = box.append("label").attr("for", id).text(field.label);
  if (field.kind === "choice") return addList(box, id, field, changed);
  if (field.kind === "switch") return addSwitch(box, id, field, changed);
  return addSlider(box, label, id, field, changed);
}

function addList(box, id, field, changed) {
  const input = box.append("select").attr("id", id).attr("data-field", field.name);
  for (const option of field.options) input.append("option").attr("value", option.value).text(option.label);
  input.on("change", (event) => changed(event.target.value));
  return (value) => {
    if (input.property("value") !== value) input.property("value", value); // writing it wakes the browser's autofill
  };
}

function addSwitch(box, id, field, changed) {
  const input = box.insert("input", "label").attr("type", "checkbox").attr("id", id).attr("data-field", field.name);
  input.on("change", (event) => changed(event.target.checked));
  return (value) => input.property("checked", value);
}

function addSlider(box, label, id, field, changed) {
  const log = field.scale === "log";
  const input = box.append("input").attr("type", "range").attr("id", id).attr("data-field", field.name);
  input.attr("min", log ? 0 : field.min).attr("max", log ? LOG_STEPS : field.max).attr("step", log ? 1 : field.step);
  input.on("input", (event) => changed(fromSlider(field, Number(event.target.value)), true));
  const shown = label.append("span").attr("class", "nnbp-value");
  return (value) => {
    if (fromSlider(field, Number(input.property("value"))) !== value) input.property("value", toSlider(field, value));
    input.attr("aria-valuetext", format(value));
    showQuantity(shown, field.name, value, written(field, value));
  };
}
