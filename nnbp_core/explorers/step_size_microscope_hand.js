// What a hand does to the microscope: it drags ε, presses a place to bring ε there, chooses methods, lets ε sweep.

import { handle } from "./shared/handle.js";
import { calm, tween } from "./shared/motion.js";
import { spoken } from "./shared/notation.js";
import { add, put, say } from "./shared/write.js";
import { inShort, stepText } from "./step_size_microscope_labels.js";
import { drawnOf, METHODS } from "./step_size_microscope_numbers.js";
import { DECADES, depthOf, stepAt } from "./step_size_microscope_walk.js";

/** @typedef {import("./step_size_microscope_numbers.js").State} State */
/** @typedef {import("./step_size_microscope_numbers.js").Method} Method */
/** @typedef {import("./shared/shell.js").Parts<State>} Parts */

const RATE = DECADES / 8000; // decades a millisecond: 16 in 8 s
const GLIDE = 300; // ms
const BACK = 700; // ms back to 1

/**
 * ε in motion: a sweep down to 10^{−16} by the clock, and a glide to a place; both end where anything else is asked.
 *
 * @param {Pick<Parts, "get" | "set" | "halted">} figure
 * @param {() => void} changed a sweep has begun or ended
 */
export function makeSweep({ get, set, halted }, changed) {
  let stop = /** @type {(() => void) | undefined} */ (undefined);
  let sweeping = false;
  const depth = () => depthOf(get().epsilon);
  const go = (/** @type {number} */ to, /** @type {boolean} */ moving) =>
    set({ epsilon: stepAt(to) }, { moving, running: true });

  function halt() {
    stop?.();
    stop = undefined;
    const was = sweeping;
    sweeping = false;
    if (was) changed();
  }

  /** @param {number} to @param {number} ms @param {() => void} done @param {(t: number) => number} [ease] */
  function travel(to, ms, done, ease) {
    stop = tween({ from: depth(), to, ms, ease, draw: (at) => go(at, at !== to), done });
  }

  const down = () => travel(DECADES, (DECADES - depth()) / RATE, finish, (t) => t);

  function finish() {
    halt();
    set({}); // the long texts follow at once
  }

  return {
    isSweeping: () => sweeping,
    halt,
    /** Bring ε to a depth. @param {number} to */
    glide(to) {
      halt();
      travel(to, GLIDE, finish);
    },
    toggle() {
      if (sweeping) return finish();
      halt();
      const atEnd = depth() > DECADES - 0.01;
      if (calm()) return go(atEnd ? 0 : Math.min(DECADES, Math.floor(depth() + 1e-3) + 1), false);
      sweeping = true;
      changed();
      return atEnd ? travel(0, BACK, down) : down();
    },
    listen: () => halted(halt),
  };
}

/**
 * The buttons under the picture: which methods are drawn, the last one pressed in focus, and the sweep. Returns what
 * shows how things stand.
 *
 * @param {HTMLElement} hand
 * @param {() => State} get
 * @param {(method: Method) => void} press
 * @param {ReturnType<typeof makeSweep>} sweep
 */
export function addButtons(hand, get, press, sweep) {
  const row = add(hand, "div", { class: "nnbp-microscope-methods", role: "group", "aria-label": "Methods" });
  const buttons = METHODS.map((method) => {
    const button = add(row, "button", { type: "button", "data-method": method, onclick: () => press(method) });
    const sample = add(button, "svg", { viewBox: "0 0 26 10", "aria-hidden": "true" });
    add(sample, "path", { class: `nnbp-line nnbp-microscope-${method}`, d: "M1,5L25,5" });
    add(button, "span", {}, method);
    return button;
  });
  const run = add(hand, "button", { type: "button", class: "nnbp-main", "data-run-button": "", onclick: sweep.toggle });
  return () => {
    say(run, sweep.isSweeping() ? "Pause" : "Sweep");
    const state = get();
    METHODS.forEach((method, i) => {
      put(buttons[i], "aria-pressed", drawnOf(state).includes(method));
      put(buttons[i], "data-focus", method === state.method ? "" : null);
    });
  };
}

/**
 * ε in the hand, on the mark of the V. Returns what shows its value to a screen reader.
 *
 * @param {SVGGElement} grip
 * @param {{ get: () => State, set: Parts["set"], unit: () => number, error: () => number, sweep: ReturnType<typeof makeSweep> }} figure
 *   unit: the pixels of a decade
 */
export const addGrip = (grip, { get, set, unit, error, sweep }) =>
  handle(grip, {
    name: "epsilon",
    label: "step ε, as a power of ten",
    min: -DECADES,
    max: 0,
    step: 0.1,
    value: () => Number(Math.log10(get().epsilon).toFixed(3)),
    move: (exponent, moving) => set({ epsilon: stepAt(-exponent) }, { moving }),
    at: ({ x }, { point, value }) => value + (x - point.x) / unit(),
    words: () => {
      const far = error();
      const off = Number.isFinite(far) ? `off by ${inShort(far)}` : "the step is lost";
      return spoken(`${stepText(get().epsilon)}: ${off}`.replaceAll(" × ", " times "));
    },
    grab: sweep.halt,
  });

/**
 * A press on the plot brings ε there; below it, to a whole power of ten.
 *
 * @param {SVGSVGElement} svg
 * @param {() => { right: number, bottom: number, width: number, decade: { x: number } }} place
 * @param {(depth: number) => void} glide
 */
export function addPresses(svg, place, glide) {
  svg.addEventListener("click", ({ target, clientX, clientY }) => {
    if (/** @type {Element} */ (target).closest("[data-handle]")) return;
    const { left, top, width } = svg.getBoundingClientRect();
    const { right, bottom, decade, width: units } = place();
    const scale = units / width;
    const depth = (right - (clientX - left) * scale) / decade.x;
    if (depth < -0.5 || depth > DECADES + 0.5) return;
    const below = (clientY - top) * scale > bottom;
    glide(Math.max(0, Math.min(DECADES, below ? Math.round(depth) : Math.round(10 * depth) / 10)));
  });
}
