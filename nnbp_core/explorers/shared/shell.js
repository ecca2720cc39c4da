// What every explorer has around its picture. From top to bottom: the title, one sentence to try, the picture, its hand
// (the controls that stay open, five at most), the goal, what is seen in a sentence; the rest under More: presets,
// controls, tables, link, Python. An explorer's own module supplies what is in it.

import { fromAddress, toAddress } from "./address.js";
import { addControl } from "./controls.js";
import { plain, set as setText } from "./notation.js";
import { keepState } from "./state.js";
import { add, put, say } from "./write.js";

const WRITING = 150; // ms between two writings of the long texts
const SHARING = 250; // ms after the last change, before the address follows
const CONFIRMED = 2000; // ms that a button says what it did
const TROUBLE = "This link holds settings that the figure does not know. It shows its defaults for them.";

/**
 * @typedef {import("./address.js").Field} Field
 * @typedef {import("./address.js").Value} Value
 * @typedef {{ read: () => string, write: (text: string) => void, link: () => string, on: (listener: () => void) => () => void }} Address
 * @typedef {{ get: (name: string) => any, set: (name: string, value: unknown) => void, save_changes: () => void,
 *   on: (event: string, listener: () => void) => void, off: (event?: string, listener?: () => void) => void,
 *   send: (...message: unknown[]) => void, address?: Address }} Model anywidget's; on the site it has an address too
 * @typedef {{ words: string, python: string, goal?: { text: string, reached: boolean } }} News
 *   words is what the figure shows, in a sentence: the one live region, and the text alternative
 * @typedef {import("./state.js").How} How
 */
/**
 * @template S
 * @typedef {{ label: string, state: Partial<S>, note: string }} Preset
 */
/**
 * What an explorer's `build` gets.
 *
 * @template S
 * @typedef {{ picture: HTMLElement, hand: HTMLElement, below: HTMLElement, more: HTMLElement, root: HTMLElement,
 *   get: () => S, set: (patch: Partial<S>, how?: How) => void, tell: (news: News, moving?: boolean) => void,
 *   halted: (halt: () => void) => void, afresh: (begin: () => void) => void }} Parts
 *   picture  stays in sight on a phone: one drawing
 *   hand     the open controls; below: what else stays open, under them; more: tables and the like, under More
 *   set      change the state; values that a field cannot hold are left out
 *   halted   what stops a run, when something other than the run changes the figure
 *   afresh   what a figure does with what is no part of its state, when Reset or a preset has been pressed
 */
/**
 * @template S
 * @typedef {{ name: string, intro: string, fields: Field[], presets: Preset<S>[],
 *   build: (parts: Parts<S>) => { update: (state: S) => News, stop?: () => void } }} Explorer
 *   intro    one sentence to try; presets: stories; the state of the first is that of a reset
 *   update   draws a state; stop: the figure is taken off the page
 */

/** @param {HTMLElement} root @param {string} title @param {string} name */
function rooms(root, title, name) {
  const head = add(root, "div", { class: "nnbp-head" });
  const id = `nnbp-title-${name}`;
  add(head, "div", { class: "nnbp-title", id }, title);
  put(root, "aria-labelledby", id);
  const note = add(head, "p", { class: "nnbp-note", "data-note": "" });
  const notice = add(head, "p", { class: "nnbp-notice", "data-notice": "" });
  const picture = add(root, "div", { class: "nnbp-picture", "data-picture": "" });
  const hand = add(root, "div", { class: "nnbp-hand" });
  const goal = add(root, "p", { class: "nnbp-goal", "data-goal": "" });
  const words = add(root, "p", { class: "nnbp-words", "data-words": "", "aria-live": "polite" });
  const below = add(root, "div", { class: "nnbp-below" });
  const details = add(root, "details", { class: "nnbp-more", "data-more": "" });
  add(details, "summary", {}, "More");
  const presets = add(details, "div", { class: "nnbp-bar", role: "group", "aria-label": "Presets" });
  const controls = add(details, "div", { class: "nnbp-controls" });
  const more = add(details, "div", { class: "nnbp-rest" });
  const bar = add(details, "div", { class: "nnbp-bar" });
  const code = add(details, "details", { class: "nnbp-code" });
  add(code, "summary", {}, "The same in Python");
  const python = add(add(code, "pre", { tabindex: 0 }), "code", { "data-python": "" });
  return { note, notice, picture, hand, goal, words, below, presets, controls, more, bar, code, python };
}

/** Copy a text; the button says what became of it. @param {HTMLElement} button @param {string} text */
async function copy(button, text) {
  const label = button.dataset.label ?? button.textContent ?? "";
  button.dataset.label = label;
  try {
    await navigator.clipboard.writeText(text);
    say(button, "Copied ✓");
  } catch {
    say(button, "Not allowed: select the text");
  }
  setTimeout(() => say(button, label), CONFIRMED);
}

/**
 * The long texts: what is seen in words, the goal and the Python. While something moves, they follow a few times a
 * second: nobody reads them sixty times.
 *
 * @param {HTMLElement} root
 * @param {ReturnType<typeof rooms>} room
 */
function teller(root, { words, goal, python }) {
  let said = /** @type {News} */ ({ words: "", python: "" });
  let writing = /** @type {ReturnType<typeof setTimeout> | undefined} */ (undefined);
  function write() {
    clearTimeout(writing);
    writing = undefined;
    setText(words, said.goal?.reached ? `Goal reached. ${said.words}` : said.words);
    say(python, said.python);
    put(root, "data-writing", null);
  }
  /** @param {News} news @param {boolean} [moving] */
  function tell(news, moving = false) {
    said = news;
    if (news.goal) {
      setText(goal, news.goal.text);
      put(goal, "data-reached", news.goal.reached);
    }
    if (!moving) return write();
    put(root, "data-writing", "");
    writing ??= setTimeout(write, WRITING);
  }
  return { tell, write, stop: () => clearTimeout(writing) };
}

/**
 * A table wider than the screen scrolls, so the keyboard must reach it; and a text keeps the room it once needed: what
 * stands below does not jump while a slider moves.
 *
 * @param {HTMLElement} root
 */
function watchSizes(root) {
  const sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) put(target, "tabindex", target.scrollWidth > target.clientWidth + 1 ? 0 : null);
  });
  const widths = new WeakMap();
  const room = new ResizeObserver((entries) => {
    for (const { target, borderBoxSize } of entries) {
      const { inlineSize, blockSize } = borderBoxSize[0];
      const kept = inlineSize === (widths.get(target) ?? inlineSize);
      if (inlineSize) /** @type {HTMLElement} */ (target).style.minHeight = kept ? `${blockSize}px` : "";
      if (inlineSize) widths.set(target, inlineSize);
    }
  });
  for (const each of root.querySelectorAll(".nnbp-readout")) sizes.observe(each);
  for (const each of root.querySelectorAll(".nnbp-readout, .nnbp-goal, .nnbp-words, .nnbp-note")) room.observe(each);
  return () => {
    sizes.disconnect();
    room.disconnect();
  };
}

/**
 * Presets and Reset. A preset is active, and its note stands, as long as the state is its own but for what plays.
 *
 * @template S
 * @param {Explorer<S>} explorer
 * @param {ReturnType<typeof rooms>} room
 * @param {(state: any) => void} start changes to a state of presets or reset
 * @param {S} defaults
 */
function stories({ intro, fields, presets }, room, start, defaults) {
  const fixed = fields.filter((field) => !field.plays).map((field) => field.name);
  let chosen = /** @type {Preset<S> | null} */ (null);
  const stateOf = (/** @type {Preset<S>} */ preset) => /** @type {any} */ ({ ...presets[0].state, ...preset.state });
  const fits = (/** @type {Preset<S>} */ preset, /** @type {any} */ state) =>
    fixed.every((name) => stateOf(preset)[name] === state[name]);
  const buttons = presets.map((preset) =>
    add(room.presets, "button", { type: "button", onclick: () => choose(preset, stateOf(preset)) }, preset.label),
  );
  add(room.hand, "button", { type: "button", "data-reset": "", onclick: () => choose(null, defaults) }, "Reset");

  /** @param {Preset<S> | null} preset @param {any} state */
  function choose(preset, state) {
    chosen = preset;
    say(room.notice, "");
    start(state);
  }
  /** @param {S} state */
  return function show(state) {
    if (chosen && !fits(chosen, state)) chosen = null;
    const active = chosen ?? presets.find((preset) => fits(preset, state));
    buttons.forEach((button, i) => {
      put(button, "aria-pressed", presets[i] === active);
    });
    setText(room.note, chosen ? chosen.note : intro);
  };
}

/** @param {HTMLElement} parent @param {string} data @param {string} text @param {(button: HTMLElement) => void} act */
function addButton(parent, data, text, act) {
  const button = add(parent, "button", { type: "button", [data]: "" }, text);
  button.addEventListener("click", () => act(button));
}

/**
 * The fields' controls, and what shows a state in them.
 *
 * @param {ReturnType<typeof rooms>} room
 * @param {Field[]} fields
 * @param {(patch: Record<string, Value>, how: How) => void} set
 */
function addControls(room, fields, set) {
  const shown = fields.filter((field) => !field.hidden);
  const controls = shown.map((field) => ({
    field,
    ...addControl(field.open ? room.hand : room.controls, field, (value, moving) =>
      set({ [field.name]: value }, { moving }),
    ),
  }));
  return (/** @type {Record<string, Value>} */ state) => {
    for (const { field, box, show } of controls) {
      show(state[field.name]);
      put(box, "hidden", !field.when || field.when(state) ? null : "");
    }
  };
}

/**
 * Mount an explorer. Returns what takes it off the page.
 *
 * @template S
 * @param {{ model: Model, el: HTMLElement }} context
 * @param {Explorer<S>} explorer
 */
export function mount({ model, el }, explorer) {
  const { name, fields } = explorer;
  const root = add(el, "section", { class: "nnbp", "data-explorer": name });
  // JupyterLab takes the arrow keys for itself, unless the element that has the focus says otherwise.
  root.addEventListener("focusin", ({ target }) => {
    put(/** @type {Element} */ (target), "data-lm-suppress-shortcuts", "true");
  });
  const room = rooms(root, plain(model.get("title") ?? name), name);
  const { tell, write, stop: stopTelling } = teller(root, room);
  const halts = /** @type {(() => void)[]} */ ([]);
  const begins = /** @type {(() => void)[]} */ ([]);
  const { state, defaults, set } = keepState(model, fields, changed);
  const address = addressOf(model, explorer, state, defaults);
  const get = () => /** @type {any} */ ({ ...state });
  const view = explorer.build({
    ...room,
    root,
    get,
    set,
    tell,
    halted: (stop) => halts.push(stop),
    afresh: (begin) => begins.push(begin),
  });
  const showControls = addControls(room, fields, set);
  const showStory = stories(explorer, room, start, /** @type {any} */ (defaults));

  function halt() {
    for (const stop of halts) stop();
  }
  function start(/** @type {Record<string, Value>} */ asked) {
    set(asked);
    for (const begin of begins) begin();
  }
  function show(moving = false) {
    showControls(state);
    tell(view.update(get()), moving);
  }
  /** @param {How} how @param {boolean} any */
  function changed({ moving, running }, any) {
    if (!running) halt();
    if (any) show(moving);
    else if (!moving) write();
    showStory(get());
    if (any) address?.share();
  }
  function ask() {
    const { state: asked, trouble, asked: any } = fromAddress(address?.read() ?? "", name, fields);
    say(room.notice, trouble ? TROUBLE : "");
    if (any) set({ ...defaults, ...asked });
  }

  addCopies(room, address, write);
  show();
  showStory(get());
  ask();
  const stops = [halt, stopTelling, address?.on(ask), watchSizes(root), view.stop];
  put(root, "data-ready", "");
  return () => {
    for (const stop of stops) stop?.();
  };
}

/** @param {ReturnType<typeof rooms>} room @param {ReturnType<typeof addressOf>} address @param {() => void} write */
function addCopies({ bar, code, python }, address, write) {
  addButton(bar, "data-copy-python", "Copy as Python", (button) => {
    code.open = true;
    write();
    copy(button, python.textContent ?? "");
  });
  if (address) addButton(bar, "data-copy-link", "Copy link to this state", (button) => copy(button, address.link()));
}

/**
 * The page's address, as this figure writes it; none in a notebook.
 *
 * @template S
 * @param {Model} model
 * @param {Explorer<S>} explorer
 * @param {Record<string, Value>} state
 * @param {Record<string, Value>} defaults
 */
function addressOf({ address }, { name, fields }, state, defaults) {
  if (!address) return undefined;
  let timer = /** @type {ReturnType<typeof setTimeout> | undefined} */ (undefined);
  const write = () => address.write(toAddress(address.read(), name, fields, state, defaults));
  return {
    read: address.read,
    on: address.on,
    share() {
      clearTimeout(timer);
      timer = setTimeout(write, SHARING);
    },
    link() {
      clearTimeout(timer);
      write();
      return address.link();
    },
  };
}
