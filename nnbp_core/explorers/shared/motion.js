// Motion by the clock, never by the frame: as fast on every screen, interruptible, and in a few steps where the reader
// asked for less motion.

import { add, say } from "./write.js";

const LONGEST = 100; // ms: a page that was out of sight goes on from where it was
const STEPS = 8; // of a run under reduced motion
const STEP_PAUSE = 450; // ms between them

/** Whether the reader asked for less motion. */
export const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Slow at both ends. @param {number} t from 0 to 1 */
export const smooth = (t) => t * t * (3 - 2 * t);

/** @param {number} a @param {number} b @param {number} t from 0, at a, to 1, at b */
export const between = (a, b, t) => a + (b - a) * t;

/**
 * Call `frame(ms since the last)` before every painted frame until it returns false. Returns a function that stops it.
 *
 * @param {(passed: number) => boolean} frame
 */
export function loop(frame) {
  let last = performance.now();
  let handle = requestAnimationFrame(again);
  let running = true;
  function again() {
    const now = performance.now();
    const passed = Math.min(now - last, LONGEST);
    last = now;
    if (running && !frame(passed)) running = false; // the frame itself may have stopped it
    if (running) handle = requestAnimationFrame(again);
  }
  return () => {
    running = false;
    cancelAnimationFrame(handle);
  };
}

/**
 * Go from one number to another in so many milliseconds; at once under reduced motion. Returns a function that stops it
 * where it is.
 *
 * @param {{ from: number, to: number, ms?: number, ease?: (t: number) => number, draw: (value: number) => void, done?: () => void }} options
 */
export function tween({ from, to, ms = 300, ease = smooth, draw, done = () => {} }) {
  let t = 0;
  if (calm()) {
    draw(to);
    done();
    return () => {};
  }
  return loop((passed) => {
    t = Math.min(1, t + passed / ms);
    draw(t === 1 ? to : from + (to - from) * ease(t));
    if (t === 1) done();
    return t < 1;
  });
}

/**
 * Let a position run from where it is to `to`, `rate` units a second; by a few steps under reduced motion. `draw` may
 * return false: then the clock waits. Returns a function that stops it.
 *
 * @param {{ from: number, to: number, rate: number, draw: (position: number) => boolean | void, done?: () => void }} options
 */
export function run({ from, to, rate, draw, done = () => {} }) {
  let at = from;
  const move = (/** @type {number} */ by) => {
    const next = Math.min(to, at + by);
    if (draw(next) !== false) at = next;
    if (at >= to) done();
    return at < to;
  };
  if (!calm()) return loop((passed) => move((rate * passed) / 1000));
  const timer = setInterval(() => move((to - from) / STEPS) || clearInterval(timer), STEP_PAUSE);
  return () => clearInterval(timer);
}

/**
 * Do long work a slice at a time, each slice after the next frame is painted: an answer to the reader comes first.
 * Returns a function that calls it off.
 *
 * @param {() => void} work
 */
export function afterPaint(work) {
  let timer = 0;
  const frame = requestAnimationFrame(() => {
    timer = setTimeout(work);
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}

/**
 * Run or Pause, and Step: buttons that let a counting field of the state run up to its last value, in `seconds` for the
 * whole way. The clock waits while `ready` says no, and stops when `over` says yes, when the figure is reset, when a
 * preset is chosen and when the reader changes something else. Returns { pause, running }.
 *
 * @param {import("./shell.js").Parts<any>} parts
 * @param {{ field?: string, last: number, seconds?: number, ready?: () => boolean, over?: () => boolean, step?: boolean }} options
 */
export function addRun(
  { hand, get, set, halted },
  { field = "epoch", last, seconds = 6, ready = () => true, over = () => false, step = true },
) {
  const button = add(hand, "button", { type: "button", class: "nnbp-main", "data-run-button": "", onclick: toggle });
  if (step) add(hand, "button", { type: "button", "data-step": "", onclick: stepOn }, "Step");
  let stop = /** @type {(() => void) | undefined} */ (undefined);
  /** @param {number} to @param {boolean} [moving] */
  const move = (to, moving = false) => set({ [field]: Math.min(Math.floor(to), last) }, { moving, running: true });
  const label = () => say(button, stop ? "Pause" : "Run");

  function pause() {
    stop?.();
    stop = undefined;
    label();
  }
  function toggle() {
    if (stop) return pause();
    if (get()[field] >= last) move(0);
    const draw = (/** @type {number} */ at) => {
      if (!ready()) return false;
      move(at, at < last);
      if (over()) pause();
      return true;
    };
    stop = run({ from: get()[field], to: last, rate: last / seconds, draw, done: pause });
    return label();
  }
  function stepOn() {
    pause();
    move(get()[field] + 1);
  }
  halted(pause);
  label();
  return { pause, running: () => Boolean(stop) };
}
