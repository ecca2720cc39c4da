// Time for the race: by the clock, epoch after epoch, with the part of an epoch that has passed since the last.

import { calm } from "./shared/motion.js";

const RATE = 30; // epochs a second
const CALM_STEP = 25; // epochs at once, where the reader asked for less motion
const CALM_PAUSE = 500; // ms between two of them

/**
 * @param {object} parts
 * @param {() => number} parts.epoch where the figure stands
 * @param {() => number} parts.last where a run ends
 * @param {(epoch: number, moving: boolean) => void} parts.go show an epoch
 * @param {() => void} parts.glide show a time between two epochs
 * @param {() => void} parts.changed the run has begun or ended
 */
export function makeClock({ epoch, last, go, glide, changed }) {
  let exact = 0;
  let running = false;
  let handle = 0;
  let before = 0;

  /** The time to draw: between two epochs only while the figure stands at the first of them. */
  const time = () => (running && Math.floor(exact) === epoch() ? exact : epoch());

  function halt() {
    running = false;
    cancelAnimationFrame(handle);
    clearTimeout(handle);
  }

  /** End the run at the next whole epoch, or at the last. */
  function pause(at = Math.ceil(time())) {
    if (!running) return;
    halt();
    go(Math.min(last(), at), false);
    changed();
  }

  function tick(/** @type {number} */ epochs) {
    exact = time() + epochs;
    if (exact >= last()) return pause(last());
    if (Math.floor(exact) === epoch()) glide();
    else go(Math.floor(exact), true);
    if (running) wait();
  }

  function wait() {
    if (calm()) {
      handle = Number(setTimeout(tick, CALM_PAUSE, CALM_STEP));
      return;
    }
    handle = requestAnimationFrame(() => {
      const now = performance.now();
      const passed = now - before;
      before = now;
      tick((RATE * passed) / 1000);
    });
  }

  function run() {
    if (running) return;
    if (epoch() >= last()) go(0, false);
    exact = epoch();
    running = true;
    before = performance.now();
    changed();
    wait();
  }

  return { run, pause: () => pause(), halt, time, isRunning: () => running, toggle: () => (running ? pause() : run()) };
}
