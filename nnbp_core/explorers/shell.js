// What every explorer has around its picture: controls made from its fields, presets, reset, its state in the page's
// address, "copy as Python", a goal, and its state in words. An explorer's own module supplies the rest.
//
// From top to bottom: the title, one sentence to try, the picture, the main controls, the goal, the presets, More, the
// state in words, what can be copied. A preset's note stands under the presets as long as the state is the preset's own.

import { select } from "d3-selection";

import { accepted, fromAddress, toAddress } from "./address.js";
import { addControl } from "./controls.js";

export { accepted, choices, fromAddress, toAddress } from "./address.js";
export { addClock, afterPaint, isCalm } from "./motion.js";
export { format, powerOfTen, showNone, showQuantity, writeParts } from "./numbers.js";

const WRITING = 150; // ms between two writings of the long texts
const SHARING = 250; // ms from a change to the page's address

/** The elements of a figure, in their order. */
function frame(el, { name, title, intro }, hasMore) {
  const root = select(el).append("section").attr("class", "nnbp").attr("data-explorer", name).attr("aria-label", title);
  // JupyterLab takes the arrow keys for itself, unless the element that has the focus says otherwise.
  root.on("focusin", (event) => event.target.setAttribute("data-lm-suppress-shortcuts", "true"));
  const div = (/** @type {string} */ kind) => root.append("div").attr("class", kind);
  const p = (/** @type {string} */ kind) => root.append("p").attr("class", `nnbp-${kind}`).attr(`data-${kind}`, "");
  root.append("p").attr("class", "nnbp-title").text(title);
  root.append("p").attr("class", "nnbp-intro").text(intro ?? "");
  const notice = p("notice");
  const picture = div("nnbp-picture").attr("data-picture", "");
  const controls = div("nnbp-controls");
  const goal = p("goal");
  const presets = div("nnbp-bar").attr("role", "group").attr("aria-label", "Presets");
  const note = p("note");
  const more = hasMore ? root.append("details").attr("class", "nnbp-more") : root;
  if (hasMore) more.append("summary").text("More");
  const rest = hasMore ? more.append("div").attr("class", "nnbp-controls") : controls;
  const words = p("words").attr("role", "status"); // the one live region: numbers change without a word
  const bar = div("nnbp-bar");
  const code = root.append("details").attr("class", "nnbp-code");
  code.append("summary").text("The same in Python");
  const python = code.append("pre").attr("tabindex", "0").append("code").attr("data-python", "");
  return { root, notice, picture, controls, goal, presets, note, rest, words, bar, code, python };
}

/** The long texts: written a few times a second while something moves, since nobody reads them sixty times. */
function texts({ root, words, python, goal }) {
  let said;
  let writing;
  function write() {
    clearTimeout(writing);
    writing = undefined;
    words.text(said.words);
    python.text(said.python);
    root.attr("data-writing", null);
  }
  function tell(news, moving = false) {
    said = news;
    if (said.goal) goal.text(said.goal.text).attr("data-reached", String(said.goal.reached));
    if (!moving) return write();
    root.attr("data-writing", "");
    writing ??= setTimeout(write, WRITING);
  }
  return { tell, write, stop: () => clearTimeout(writing) };
}

/** Watch sizes: a table wider than the screen can be reached by keyboard, and a text keeps the room it once needed. */
function watchSizes(root) {
  const sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) select(target).attr("tabindex", target.scrollWidth > target.clientWidth + 1 ? 0 : null);
  });
  const widths = new WeakMap();
  const room = new ResizeObserver((entries) => {
    for (const { target, borderBoxSize: [{ inlineSize, blockSize }] } of entries) {
      target.style.minHeight = inlineSize === (widths.get(target) ?? inlineSize) ? `${blockSize}px` : "";
      widths.set(target, inlineSize);
    }
  });
  root.selectAll(".nnbp-readout").each(function () { sizes.observe(this); });
  root.selectAll(".nnbp-readout, .nnbp-goal, .nnbp-words").each(function () { room.observe(this); });
  return () => {
    sizes.disconnect();
    room.disconnect();
  };
}

/** Buttons that copy the code and the link; what came of it is said beside them. */
function addCopies({ bar, code, python }, write, link) {
  let said;
  async function copy(text, done) {
    try {
      await navigator.clipboard.writeText(text);
      said.text(done);
    } catch {
      said.text("Your browser did not allow the copy; select the text instead.");
    }
  }
  const button = (name, text, act) => bar.append("button").attr("type", "button").attr(name, "").text(text).on("click", act);
  button("data-copy-python", "Copy as Python", () => {
    code.property("open", true);
    write();
    copy(python.text(), "The Python code is in your clipboard.");
  });
  if (link) button("data-copy-link", "Copy link to this state", () => copy(link(), "The link is in your clipboard. It opens the page in this state."));
  said = bar.append("span").attr("class", "nnbp-said").attr("data-said", "");
}

/** The buttons of the presets and Reset; returns a function that marks the one whose state is on show. */
function addPresets({ presets: bar, note, notice }, explorer, defaults, { set, pause }) {
  const start = explorer.presets[0].state;
  const whole = (preset) => ({ ...defaults, ...start, ...preset.state });
  const buttons = explorer.presets.map((preset) =>
    bar.append("button").attr("type", "button").text(preset.label).on("click", () => {
      pause();
      set(whole(preset));
    }));
  bar.append("button").attr("type", "button").attr("data-reset", "").text("Reset").on("click", () => {
    pause();
    notice.text("");
    set(defaults);
  });
  const still = explorer.fields.filter((field) => !field.time).map((field) => field.name);
  return (state) => {
    const active = explorer.presets.findIndex((preset) => still.every((name) => whole(preset)[name] === state[name]));
    buttons.forEach((button, i) => button.attr("aria-pressed", String(i === active)));
    note.text(explorer.presets[active]?.note ?? "");
  };
}

/**
 * Mount an explorer.
 *
 * explorer: {
 *   name        "SaturationLab"
 *   title       what the figure is, in a line
 *   intro       one sentence to try
 *   fields      [{ name, label, kind: "number" | "count" | "choice" | "switch", ..., hidden, main, time }]; where some are
 *               main, the others stand under More; a field of time does not part a state from its preset
 *   presets     [{ label, state, note }]; the first one's state is the base of the others
 *   build(parts)  makes the picture; parts = { picture, controls, set, get, root, tell }; returns
 *                 { update(state), pause, stop } where update draws and returns { words, python, goal: { text, reached } },
 *                 pause ends a run, and stop ends all; tell takes what update returns
 * }
 */
export function mount({ model, el }, explorer) {
  const { name, fields } = explorer;
  const defaults = Object.fromEntries(fields.map((field) => [field.name, model.get(field.name)]));
  const state = { ...defaults };
  const open = fields.filter((field) => !field.hidden);
  const parts = frame(el, explorer, open.some((field) => field.main) && open.some((field) => !field.main));
  const { root, picture, controls, rest, notice } = parts;
  const long = texts(parts);
  const widgets = new Map();
  let view;
  let timer;

  const share = () => model.address?.write(name, toAddress(name, fields, state, defaults));

  function show(moving) {
    for (const [field, refresh] of widgets) refresh(state[field]);
    mark(state);
    long.tell(view.update(state), moving);
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
    if (!changed) return moving || long.write();
    model.save_changes();
    show(moving);
    clearTimeout(timer);
    timer = setTimeout(share, SHARING);
  }

  function follow() {
    const asked = fromAddress(model.address.read(), name, fields);
    notice.text(asked.trouble ? "This link holds settings that the figure does not know. It shows its defaults for them." : "");
    if (!Object.keys(asked.state).length) return;
    view.pause?.();
    set({ ...defaults, ...asked.state });
  }

  const mark = addPresets(parts, explorer, defaults, { set, pause: () => view.pause?.() });
  for (const field of open) {
    widgets.set(field.name, addControl(field.main ? controls : rest, field, (value, moving) => set({ [field.name]: value }, moving)));
  }
  addCopies(parts, long.write, model.address && (() => {
    share();
    return model.address.link();
  }));
  view = explorer.build({ picture, controls, set, get: () => ({ ...state }), root, tell: long.tell });
  for (const field of fields) {
    model.on(`change:${field.name}`, () => {
      const value = accepted(field, model.get(field.name));
      if (value === undefined || value === state[field.name]) return;
      state[field.name] = value;
      show();
    });
  }
  show();
  if (model.address) follow();
  model.address?.listen(follow);
  const unwatch = watchSizes(root);
  root.attr("data-ready", "");
  return () => {
    unwatch();
    long.stop();
    view.stop?.();
  };
}
