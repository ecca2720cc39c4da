// What every explorer has around its picture: controls made from its fields, presets, reset, its state in the page's
// address, "copy as Python", a goal, and its state in words. An explorer's own module supplies the rest.

import { select } from "d3-selection";
import { put, say } from "./quiet.js";

const SVG_PRECISION = 4;
const WRITING = 150; // ms between two writings of the long texts

// A number for a reader: four digits, in words where it is none.
export function format(value) {
  if (Number.isNaN(value)) return "not a number";
  if (!Number.isFinite(value)) return value > 0 ? "too large to show" : "too far below zero to show";
  const size = Math.abs(value);
  const scientific = size !== 0 && (size < 1e-3 || size >= 1e5);
  const text = scientific ? Number(value.toPrecision(3)).toExponential() : String(Number(value.toPrecision(SVG_PRECISION)));
  return text.replaceAll("-", "−").replace("e+", "e");
}

// Show a number so that machines can read it too: its plain name and its full value stand beside the text.
export function showQuantity(selection, name, value) {
  selection.attr("data-quantity", name).attr("data-value", String(value)).text(format(value));
}

// Show that there is no such number now: machines find none, readers a text in its place.
export function showNone(selection, text = "") {
  selection.attr("data-quantity", null).attr("data-value", null).text(text);
}

/*
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

// Options of a field that are called by their values.
export const choices = (values) => values.map((value) => ({ value, label: value }));

// A value for a field, or undefined where the field cannot hold it.
export function accepted(field, value) {
  if (field.kind === "choice") return field.options.some((option) => option.value === value) ? value : undefined;
  if (field.kind === "switch") return typeof value === "boolean" ? value : undefined;
  const fits = typeof value === "number" && value >= field.min && value <= field.max;
  if (!fits || (field.kind === "count" && !Number.isInteger(value))) return undefined;
  return value;
}

function parsed(field, text) {
  if (field.kind === "choice") return text;
  if (field.kind === "switch") return { true: true, false: false }[text];
  return /^-?\d+(\.\d+)?(e-?\d+)?$/i.test(text) ? Number(text) : NaN;
}

// The state that an address asks for: { state, trouble }. Whatever it cannot use is told, and nothing of it is shown.
export function fromAddress(hash, name, fields) {
  const state = {};
  let trouble = false;
  const pairs = [...new URLSearchParams(hash.slice(1))].filter(([key]) => key.startsWith(`${name}.`));
  for (const [key, text] of pairs) {
    const field = fields.find((each) => `${name}.${each.name}` === key);
    const value = field && accepted(field, parsed(field, text));
    if (value === undefined) trouble = true;
    else state[field.name] = value;
  }
  return { state, trouble };
}

export function toAddress(name, fields, state, defaults) {
  const parameters = new URLSearchParams();
  for (const field of fields) {
    if (state[field.name] !== defaults[field.name]) parameters.set(`${name}.${field.name}`, String(state[field.name]));
  }
  return parameters.toString();
}

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

/*
 * Mount an explorer.
 *
 * explorer: {
 *   name        "SaturationLab"
 *   title       what the figure is, for screen readers
 *   fields      [{ name, label, kind: "number" | "count" | "choice" | "switch", ... , hidden }]
 *   presets     [{ label, state, note }]; the first one's state is the reset
 *   build(parts)  makes the picture; parts = { picture, controls, set, get, root, tell }; returns { update(state) }
 *                 where update draws and returns { words, python, goal: { text, reached } }; tell takes the same
 * }
 */
export function mount({ model, el }, explorer) {
  const { name, fields, presets } = explorer;
  const defaults = Object.fromEntries(fields.map((field) => [field.name, model.get(field.name)]));
  const state = { ...defaults };
  const root = select(el).append("section").attr("class", "nnbp").attr("data-explorer", name).attr("aria-label", explorer.title);
  // JupyterLab takes the arrow keys for itself, unless the element that has the focus says otherwise.
  root.on("focusin", (event) => event.target.setAttribute("data-lm-suppress-shortcuts", "true"));
  const shared = Boolean(model.address);

  const presetBar = root.append("div").attr("class", "nnbp-bar").attr("role", "group").attr("aria-label", "Presets");
  const note = root.append("p").attr("class", "nnbp-note").attr("data-note", "").text(explorer.intro ?? "");
  const notice = root.append("p").attr("class", "nnbp-notice").attr("role", "status").attr("data-notice", "");
  const controls = root.append("div").attr("class", "nnbp-controls");
  const picture = root.append("div").attr("class", "nnbp-picture");
  const goal = root.append("p").attr("class", "nnbp-goal").attr("data-goal", "").attr("role", "status");
  const words = root.append("p").attr("class", "nnbp-words").attr("data-words", "");
  const bar = root.append("div").attr("class", "nnbp-bar");
  const code = root.append("details").attr("class", "nnbp-code");
  code.append("summary").text("The same in Python");
  const python = code.append("pre").attr("tabindex", "0").append("code").attr("data-python", "");

  const widgets = new Map();
  let view;
  let timer;
  let said;
  let writing;

  function write() {
    clearTimeout(writing);
    writing = undefined;
    words.text(said.words);
    python.text(said.python);
    root.attr("data-writing", null);
  }

  // While something moves, the long texts follow a few times a second: nobody reads them sixty times.
  function tell(news, moving = false) {
    said = news;
    if (said.goal) goal.text(said.goal.text).attr("data-reached", String(said.goal.reached));
    if (!moving) return write();
    root.attr("data-writing", "");
    writing ??= setTimeout(write, WRITING);
  }

  function show(moving) {
    for (const [field, refresh] of widgets) refresh(state[field]);
    tell(view.update(state), moving);
  }

  function share() {
    clearTimeout(timer);
    timer = setTimeout(() => model.address.write(toAddress(name, fields, state, defaults)), 250);
  }

  // Change the state; `moving` says that more changes are on their way. Values a field cannot hold are left out.
  function set(patch, moving = false) {
    let changed = false;
    for (const field of fields) {
      const value = field.name in patch ? accepted(field, patch[field.name]) : undefined;
      if (value === undefined || value === state[field.name]) continue;
      state[field.name] = value;
      model.set(field.name, value);
      changed = true;
    }
    if (!changed) return;
    model.save_changes();
    show(moving);
    if (shared) share();
  }

  function choosePreset(preset) {
    note.text(preset.note);
    set({ ...presets[0].state, ...preset.state });
  }

  for (const preset of presets) {
    presetBar.append("button").attr("type", "button").text(preset.label).on("click", () => choosePreset(preset));
  }
  presetBar.append("button").attr("type", "button").attr("data-reset", "").text("Reset").on("click", () => {
    note.text(explorer.intro ?? "");
    notice.text("");
    set(defaults);
  });

  for (const field of fields.filter((each) => !each.hidden)) {
    widgets.set(field.name, addControl(controls, field, (value, moving) => set({ [field.name]: value }, moving)));
  }

  async function copy(text, done) {
    try {
      await navigator.clipboard.writeText(text);
      notice.text(done);
    } catch {
      notice.text("Your browser did not allow the copy; select the text instead.");
    }
  }
  bar.append("button").attr("type", "button").attr("data-copy-python", "").text("Copy as Python").on("click", () => {
    code.property("open", true);
    write();
    copy(python.text(), "The Python code is in your clipboard.");
  });
  if (shared) {
    bar.append("button").attr("type", "button").attr("data-copy-link", "").text("Copy link to this state").on("click", () => {
      model.address.write(toAddress(name, fields, state, defaults));
      copy(model.address.link(), "The link is in your clipboard. It opens the page in this state.");
    });
  }

  // A table wider than the screen scrolls, so the keyboard must reach it.
  const sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) select(target).attr("tabindex", target.scrollWidth > target.clientWidth + 1 ? 0 : null);
  });

  // A text keeps the room it once needed: what stands below does not jump while a slider moves.
  const widths = new WeakMap();
  const room = new ResizeObserver((entries) => {
    for (const { target, borderBoxSize: [{ inlineSize, blockSize }] } of entries) {
      target.style.minHeight = inlineSize === (widths.get(target) ?? inlineSize) ? `${blockSize}px` : "";
      widths.set(target, inlineSize);
    }
  });

  view = explorer.build({ picture, controls, set, get: () => ({ ...state }), root, tell });
  for (const field of fields) {
    model.on(`change:${field.name}`, () => {
      const value = accepted(field, model.get(field.name));
      if (value === undefined || value === state[field.name]) return;
      state[field.name] = value;
      show();
    });
  }
  show();
  if (shared) {
    const asked = fromAddress(model.address.read(), name, fields);
    if (asked.trouble) notice.text("This link holds settings that the figure does not know. It shows its defaults for them.");
    set(asked.state);
  }
  root.selectAll(".nnbp-readout").each(function () { sizes.observe(this); });
  root.selectAll(".nnbp-readout, .nnbp-goal, .nnbp-words").each(function () { room.observe(this); });
  root.attr("data-ready", "");
  return () => {
    sizes.disconnect();
    room.disconnect();
    clearTimeout(writing);
    view.stop?.();
  };
}

let serial = 0;

// One labelled control; returns a function that shows a value in it.
function addControl(parent, field, changed) {
  serial += 1;
  const id = `nnbp-${field.name}-${serial}`;
  const box = parent.append("div").attr("class", `nnbp-control nnbp-${field.kind}`);
  const label = box.append("label").attr("for", id).text(field.label);
  if (field.kind === "choice") {
    const input = box.append("select").attr("id", id).attr("data-field", field.name);
    for (const option of field.options) input.append("option").attr("value", option.value).text(option.label);
    input.on("change", (event) => changed(event.target.value));
    return (value) => {
      if (input.property("value") !== value) input.property("value", value); // writing it wakes the browser's autofill
    };
  }
  if (field.kind === "switch") {
    const input = box.insert("input", "label").attr("type", "checkbox").attr("id", id).attr("data-field", field.name);
    input.on("change", (event) => changed(event.target.checked));
    return (value) => input.property("checked", value);
  }
  const log = field.scale === "log";
  const input = box.append("input").attr("type", "range").attr("id", id).attr("data-field", field.name);
  input.attr("min", log ? 0 : field.min).attr("max", log ? LOG_STEPS : field.max).attr("step", log ? 1 : field.step);
  input.on("input", (event) => changed(fromSlider(field, Number(event.target.value)), true));
  const shown = label.append("output").attr("for", id);
  return (value) => {
    const position = toSlider(field, value);
    if (fromSlider(field, Number(input.property("value"))) !== value) input.property("value", position);
    input.attr("aria-valuetext", format(value));
    showQuantity(shown, field.name, value);
  };
}

/*
 * Buttons that let the epoch of a figure run up to its last: Run or Pause, and Step. The clock waits while `ready` says
 * no, and stops when `over` says yes. Returns a function that stops it.
 */
export function addClock(controls, { get, set, last, ready = () => true, over = () => false }) {
  const buttons = controls.append("div").attr("class", "nnbp-bar").attr("role", "group").attr("aria-label", "Time");
  const runButton = buttons.append("button").attr("type", "button").attr("data-run-button", "");
  const next = () => set({ epoch: Math.min(get().epoch + 1, last) }, Boolean(stopRun));
  let stopRun;
  const label = () => runButton.text(stopRun ? "Pause" : "Run");
  function pause() {
    stopRun?.();
    stopRun = undefined;
    label();
  }
  runButton.on("click", () => {
    if (stopRun) return pause();
    if (get().epoch >= last) set({ epoch: 0 });
    stopRun = () => {};
    const stop = animate(() => {
      if (ready()) next();
      if (get().epoch >= last || over()) pause();
      return Boolean(stopRun);
    });
    if (stopRun) stopRun = stop;
    return label();
  });
  buttons.append("button").attr("type", "button").attr("data-step", "").text("Step").on("click", () => {
    pause();
    next();
  });
  label();
  return pause;
}

// Do long work a slice at a time, each slice after the next frame is painted: an answer to the reader comes first.
// Returns a function that calls it off.
export function afterPaint(work) {
  let timer;
  const frame = requestAnimationFrame(() => {
    timer = setTimeout(work);
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}

// Call `tick` again and again until it returns false; slower where the reader asked for less motion.
function animate(tick) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  let running = true;
  let handle;
  const again = () => {
    if (!running) return;
    running = tick();
    if (running) handle = calm ? setTimeout(again, 500) : requestAnimationFrame(again);
  };
  again();
  return () => {
    running = false;
    cancelAnimationFrame(handle);
    clearTimeout(handle);
  };
}
