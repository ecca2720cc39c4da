// Time: Play goes from stop to stop and rests at each; a step goes to the next. With less motion, both jump.

import { DWELL, LAST, lengthOf } from "./backward_stepper_time.js";
import { calm, loop } from "./shared/motion.js";

const CALM_PAUSE = 700; // ms at each stop, where the reader asked for less motion

/**
 * @param {object} figure
 * @param {() => number} figure.at the place on the way
 * @param {() => number} figure.end where the way ends
 * @param {(at: number, moving: boolean) => void} figure.go
 * @param {() => void} figure.changed it runs now, or no longer
 */
export function makeClock({ at, end, go, changed }) {
  let stop = /** @type {(() => void) | undefined} */ (undefined);

  function halt() {
    if (!stop) return;
    stop();
    stop = undefined;
    changed();
  }

  /** Move on by so many milliseconds, to a stop at most. @param {number} passed @param {number} until */
  function move(passed, until) {
    const next = Math.floor(at() + 1e-6) + 1;
    const there = Math.min(next, until, at() + passed / lengthOf(next));
    const arrived = there >= next;
    if (arrived && there >= until) halt();
    go(arrived ? next : there, Boolean(stop));
    return arrived;
  }

  /** @param {number} until @param {number} rest ms before it sets off */
  function run(until, rest) {
    let waits = rest;
    stop = loop((passed) => {
      waits -= passed;
      if (waits > 0) return true;
      if (move(passed, until)) waits = DWELL;
      return Boolean(stop);
    });
    changed();
  }

  function runCalmly() {
    const timer = setInterval(() => {
      const next = Math.floor(at() + 1e-6) + 1;
      if (next >= end()) halt();
      go(next, Boolean(stop));
    }, CALM_PAUSE);
    stop = () => clearInterval(timer);
    changed();
  }

  function play() {
    halt();
    if (at() >= end() - 1e-6) go(0, false);
    if (calm()) runCalmly();
    else run(end(), 0);
  }

  /** Glide to the next stop, or jump to the one before. @param {number} by */
  function step(by) {
    if (stop && by > 0) go(Math.ceil(at() - 1e-6), true); // a second press ends the first
    halt();
    const to = by > 0 ? Math.floor(at() + 1e-6) + 1 : Math.ceil(at() - 1e-6) - 1;
    if (to < 0 || to > LAST) return;
    if (by > 0 && !calm() && to <= end()) run(to, 0);
    else go(to, false);
  }

  return { play, step, halt, running: () => Boolean(stop), toggle: () => (stop ? halt() : play()) };
}
