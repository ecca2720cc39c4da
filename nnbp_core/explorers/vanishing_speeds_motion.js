// What moves in VanishingSpeeds, by the clock: the time that the chart shows, a layer that comes or goes, and the wave: blue
// when a digit is read, orange when its error comes back.

import { calm, loop, smooth } from "./shared/motion.js";

/** @typedef {import("./vanishing_speeds_scene.js").Wave} Wave */
/**
 * @typedef {{ time: number, depth: number, wave: Wave | null }} Now what is drawn
 * @typedef {{ draw: () => void, running: () => boolean, next: () => void }} Parts next: a run reads another digit
 */

const EPOCH = 1000 / 6; // ms that an epoch of a run takes
const STEP = 300; // ms
const SINKING = 300; // ms in which a layer comes or goes
const [UP, DOWN, HOLD] = [450, 700, 350]; // ms that a digit takes to be read, that its error takes, and between two digits
export const TAIL = 0.6; // how long a wave is, in gaps between layers

/** @param {number} from @param {number} to @param {number} by */
const toward = (from, to, by) => (Math.abs(to - from) <= by ? to : from + Math.sign(to - from) * by);

/** A front on its way from the pixels to the output, or back. @param {"up" | "down"} kind @param {number} t @param {number} depth @returns {Wave} */
function waveAt(kind, t, depth) {
  const way = depth + 1 + TAIL;
  return { kind, at: kind === "up" ? depth + 1 - t * way : t * way };
}

/**
 * A wave that comes and goes: both ways in a run, one way where a single digit is read or a single step is taken.
 *
 * @param {() => void} next
 */
function makeTide(next) {
  let passed = 0; // ms since it began
  let single = /** @type {"" | "up" | "down"} */ ("");
  return {
    begin(/** @type {"up" | "down"} */ kind) {
      single = kind;
      passed = 0;
    },
    end() {
      single = "";
      passed = 0;
    },
    isSingle: () => single !== "",
    /** @param {number} ms @param {number} depth @returns {Wave | null} */
    move(ms, depth) {
      passed += ms;
      const [up, down, hold] = [single === "down" ? 0 : UP, single === "up" ? 0 : DOWN, single ? 0 : HOLD];
      const at = passed;
      if (at >= up + down + hold) {
        passed = 0;
        if (!single) next();
        single = "";
      }
      if (at < up) return waveAt("up", smooth(at / up), depth);
      return at < up + down ? waveAt("down", (at - up) / down, depth) : null;
    },
  };
}

/** @param {Parts} parts */
export function makeMotion({ draw, running, next }) {
  const now = /** @type {Now} */ ({ time: 0, depth: 0, wave: null });
  const target = { time: 0, depth: 0, ms: STEP };
  const tide = makeTide(next);
  let stop = /** @type {(() => void) | null} */ (null);
  const moves = () => running() || tide.isSingle() || now.time !== target.time || now.depth !== target.depth;

  /** @param {number} ms */
  function frame(ms) {
    now.time = toward(now.time, target.time, ms / target.ms);
    now.depth = toward(now.depth, target.depth, ms / SINKING);
    now.wave = running() || tide.isSingle() ? tide.move(ms, target.depth) : null;
    draw();
    if (!moves()) stop = null;
    return stop !== null;
  }
  function wake() {
    if (!calm() && moves()) stop ??= loop(frame);
  }

  return {
    now,
    wake,
    /** Go on to a time and a number of layers: gliding where an epoch has passed, and to the next layer; else at once. @param {number} time @param {number} depth @param {boolean} passes */
    go(time, depth, passes) {
      const glides = passes && !calm() && target.depth === depth && time > now.time && time - now.time < 1.9;
      const sinks = !calm() && now.depth > 0 && Math.abs(depth - target.depth) === 1;
      Object.assign(target, { time, depth, ms: running() ? EPOCH : STEP });
      if (!glides) now.time = time;
      if (!sinks) now.depth = depth;
      if (glides && !running()) tide.begin("down");
      wake();
    },
    /** A digit is read. */
    read() {
      if (!running() && !calm()) tide.begin("up");
      wake();
    },
    /** Whatever is under way is done. */
    settle() {
      tide.end();
      stop?.();
      stop = null;
      Object.assign(now, { time: target.time, depth: target.depth, wave: null });
    },
  };
}
