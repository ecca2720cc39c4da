// Training by the clock: so many epochs a second, a slice of it before each frame.

import { BATCHES } from "./digit_reader_learner.js";
import { calm, loop } from "./shared/motion.js";

const RATE = 1.2; // epochs a second
const CALM_RATE = 2.4; // where the reader asked for less motion: then each half epoch is one step
const SLICE = 6; // ms of a frame, at most
const OWED = 0.2; // seconds of training that a slow machine may be behind

/** @typedef {import("./digit_reader_learner.js").Learner} Learner */

/**
 * @param {object} parts
 * @param {() => Learner} parts.learner
 * @param {(looked: boolean) => void} parts.frame show how far it is; `looked` when it has been measured
 * @param {() => void} parts.changed the run has begun or ended
 */
export function makeClock({ learner, frame, changed }) {
  let stop = /** @type {(() => void) | undefined} */ (undefined);
  let owed = 0;

  /** Learn for a moment. Returns whether it has been measured. */
  function slice(/** @type {number} */ passed) {
    const rate = BATCHES * (calm() ? CALM_RATE : RATE);
    owed = Math.min(owed + (passed / 1000) * rate, OWED * rate);
    const end = performance.now() + SLICE;
    while (owed >= 1 && performance.now() < end) {
      owed -= 1;
      if (!learner().learn()) continue;
      learner().look();
      return true;
    }
    return false;
  }

  function halt() {
    if (!stop) return;
    stop();
    stop = undefined;
    learner().look();
    changed();
  }

  function run() {
    owed = 0;
    stop = loop((passed) => {
      const looked = slice(passed);
      if (learner().over()) {
        halt();
        return false;
      }
      if (looked || !calm()) frame(looked);
      return true;
    });
    changed();
  }

  return { run, halt, isRunning: () => Boolean(stop) };
}
