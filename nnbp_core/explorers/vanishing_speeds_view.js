// The drawings of VanishingSpeeds, and what moves in them: lines that grow, a layer that comes, a digit that is read,
// an error that comes back.

import { calm, loop, smooth } from "./shared/motion.js";
import { setParts } from "./shared/notation.js";
import { paint } from "./shared/paint.js";
import { add, ground, put } from "./shared/write.js";
import { chartOf, chartPlace } from "./vanishing_speeds_chart.js";
import { digitsOf } from "./vanishing_speeds_gallery.js";
import { placeOf, someDigits } from "./vanishing_speeds_place.js";
import { readingOf } from "./vanishing_speeds_runs.js";
import { columnOf } from "./vanishing_speeds_scene.js";
import { told } from "./vanishing_speeds_words.js";

/** @typedef {import("./vanishing_speeds_runs.js").Moment} Moment */
/**
 * @typedef {{ run: object, moment: Moment, states: Moment[], out: number | null, aims: boolean, reached: boolean }} Shown
 *   states: all that has been run; out: the epoch in which the numbers left all bounds
 */

const EPOCH = 1000 / 6; // ms that an epoch of a run takes
const STEP = 300; // ms
const SINKING = 300; // ms in which a layer comes or goes
const [UP, DOWN, HOLD] = [450, 700, 350]; // ms that a digit takes to be read, that its error takes, and between two digits
const TAIL = 0.6;
const HINT = "Each layer glows by the length of its error ‖δ‖, on a log scale. Point at one to hear it.";

/** @param {HTMLElement} picture */
function addDrawings(picture) {
  const scene = add(picture, "svg", {
    class: "nnbp-vanishing-scene",
    role: "group",
    "aria-label": "The layers, from the output down to the pixels, and digits that the network reads",
  });
  const behind = add(scene, "g");
  const digits = add(scene, "g", { role: "group", "aria-label": "Digits" });
  const column = add(scene, "g", { role: "group", "aria-label": "Layers" });
  const say = add(picture, "p", { class: "nnbp-vanishing-told" });
  const chart = add(picture, "svg", {
    class: "nnbp-chart nnbp-vanishing-chart",
    role: "group",
    "aria-label": "Length of the error in each layer over the epochs, drawn as they pass",
  });
  const plot = add(chart, "g");
  const grip = add(chart, "g", { class: "nnbp-vanishing-grip" });
  for (const r of [22, 9]) add(grip, "circle", { class: r === 22 ? "nnbp-reach" : "nnbp-vanishing-knob", r });
  add(grip, "path", { class: "nnbp-vanishing-arrows", d: "M-2.5 -3.5l-3 3.5l3 3.5m5 -7l3 3.5l-3 3.5" });
  return { scene, behind, digits, column, say, chart, plot, grip };
}

/**
 * What moves by the clock: the time that the chart shows, the number of layers on the way, a wave.
 *
 * @param {{ draw: () => void, running: () => boolean, next: () => void }} parts next: another digit is read
 */
function makeMotion({ draw, running, next }) {
  const now = { time: 0, depth: 0, /** @type {import("./vanishing_speeds_scene.js").Wave | null} */ wave: null };
  let target = { time: 0, depth: 0, ms: STEP };
  let passed = 0; // ms since the wave began
  let ripple = /** @type {"" | "up" | "down"} */ (""); // a single one, outside of a run
  let stop = /** @type {(() => void) | null} */ (null);

  /** @param {number} from @param {number} to @param {number} by */
  const toward = (from, to, by) => (Math.abs(to - from) <= by ? to : from + Math.sign(to - from) * by);

  /** @param {"up" | "down"} kind @param {number} t */
  function waveAt(kind, t) {
    const bottom = target.depth + 1;
    now.wave = { kind, at: kind === "up" ? bottom - t * (bottom + TAIL) : t * (bottom + TAIL) };
  }
  /** @param {number} ms */
  function swing(ms) {
    passed += ms;
    const [up, down] = [ripple === "down" ? 0 : UP, ripple === "up" ? 0 : DOWN];
    if (passed < up) waveAt("up", smooth(passed / up));
    else if (passed < up + down) waveAt("down", (passed - up) / down);
    else now.wave = null;
    if (passed < up + down + (ripple ? 0 : HOLD)) return;
    ripple = "";
    passed = 0;
    if (running()) next();
  }
  /** @param {number} ms */
  function frame(ms) {
    now.time = toward(now.time, target.time, ms / target.ms);
    now.depth = toward(now.depth, target.depth, ms / SINKING);
    if (running() || ripple) swing(ms);
    else now.wave = null;
    draw();
    const moves = running() || ripple !== "" || now.time !== target.time || now.depth !== target.depth;
    if (!moves) stop = null;
    return moves;
  }
  function halt() {
    stop?.();
    stop = null;
  }

  return {
    now,
    /** Go on to a time and a number of layers: gliding to the next epoch and the next layer, else at once. */
    go(/** @type {number} */ time, /** @type {number} */ depth) {
      const glides = !calm() && target.depth === depth && time > now.time && time - now.time < 1.5;
      const sinks = !calm() && Math.abs(depth - target.depth) === 1 && now.depth > 0;
      target = { time, depth, ms: running() ? EPOCH : STEP };
      if (!glides) now.time = time;
      if (!sinks) now.depth = depth;
      if (!running()) ripple = glides ? "down" : ripple;
      if (glides && !running()) passed = 0;
    },
    /** A wave for itself: a digit is read. */
    read() {
      if (running() || calm()) return;
      ripple = "up";
      passed = 0;
    },
    /** Move on, if anything does. */
    wake() {
      if (calm() || stop) return;
      if (running() || ripple || now.time !== target.time || now.depth !== target.depth) stop = loop(frame);
      else now.wave = null;
    },
    /** The run ends, or the reader presses something: what is under way is done. */
    settle() {
      ripple = "";
      passed = 0;
      now.wave = null;
      Object.assign(now, { time: target.time, depth: target.depth });
      halt();
    },
    halt,
  };
}

/**
 * @param {HTMLElement} picture
 * @param {() => boolean} running
 */
export function makeView(picture, running) {
  const parts = addDrawings(picture);
  const gallery = someDigits(2);
  const [width, watch] = widthOf(picture, () => draw());
  let shown = /** @type {Shown | null} */ (null);
  let digit = gallery[0];
  let picked = false; // by the reader: then a run reads no other
  let layers = /** @type {number[][]} */ ([]);
  let before = layers;
  let read = /** @type {unknown[]} */ ([]);
  const point = { layer: /** @type {number | null} */ (null), stop: 0 };
  let written = "";
  const motion = makeMotion({
    draw: () => draw(),
    running,
    next() {
      if (!picked) digit = gallery[(gallery.indexOf(digit) + 1) % 10];
      before = layers;
    },
  });

  function place() {
    return chartPlace(width(), shown?.states ?? []);
  }
  function drawColumn(/** @type {Shown} */ { moment }) {
    if (read[0] !== moment || read[1] !== digit) layers = readingOf(moment.network, digit);
    read = [moment, digit];
    const depth = moment.norms.length - 1;
    const at = placeOf(width(), motion.now.depth);
    const seen = {
      depth,
      norms: moment.norms,
      layers,
      before: before.length === layers.length ? before : layers,
      digit,
      answer: moment.answers[digit],
      wave: motion.now.wave,
      lit: point.layer,
      stop: Math.min(point.stop || depth + 2, depth + 2),
      coming: Math.min(1, Math.max(0, motion.now.depth - depth + 1)),
    };
    put(parts.scene, "viewBox", `0 0 ${at.width} ${at.height}`);
    ground(parts.behind, at.width, at.height);
    paint(parts.column, columnOf(seen, at));
    return at;
  }
  function drawDigits(
    /** @type {Shown} */ { moment, aims, reached },
    /** @type {import("./vanishing_speeds_place.js").Place} */ at,
  ) {
    const key = [moment.answers.join(""), digit, at.width, aims, reached].join(" ");
    if (key === written) return;
    written = key;
    const { answers, right } = moment;
    const stop = !at.small || gallery.indexOf(digit) < 10 ? digit : gallery[0];
    paint(parts.digits, digitsOf({ answers, right, digit, stop, aims, reached }, at));
  }
  function draw() {
    if (!shown) return;
    drawDigits(shown, drawColumn(shown));
    const at = place();
    const { time } = motion.now;
    put(parts.chart, "viewBox", `0 0 ${at.width} ${at.height}`);
    const { states, moment, out } = shown;
    const until = Math.min(time, states.length - 1);
    paint(parts.plot, chartOf({ states, time: until, epoch: moment.epoch, lit: point.layer, out }, at));
    put(parts.grip, "transform", `translate(${at.x(until).toFixed(2)} ${at.bottom})`);
    setParts(parts.say, point.layer === null ? HINT : told(moment, point.layer));
  }

  return {
    ...parts,
    place,
    settle: motion.settle,
    /** A state, after an epoch or with another network. @param {Shown} now */
    show(now) {
      if (shown && shown.run !== now.run) before = [];
      shown = now;
      const depth = now.moment.norms.length - 1;
      if (point.layer !== null && point.layer > depth + 2) point.layer = null;
      motion.go(now.moment.epoch, depth);
      motion.wake();
      draw();
    },
    wake: motion.wake,
    /** Point at a layer, or at none. @param {number | null} layer */
    point(layer) {
      if (point.layer === layer) return;
      point.layer = layer;
      point.stop = layer ?? point.stop;
      draw();
    },
    /** Let another digit be read. @param {number} chosen */
    read(chosen) {
      before = layers;
      [digit, picked] = [chosen, true];
      motion.read();
      motion.wake();
      draw();
    },
    /** As it was at first. */
    forget() {
      [digit, picked] = [gallery[0], false];
      point.layer = null;
      draw();
    },
    pointed: () => point.layer,
    stop() {
      motion.halt();
      watch.disconnect();
    },
  };
}

/** How wide a picture is, in CSS pixels. @param {HTMLElement} picture @param {() => void} resized @returns {[() => number, ResizeObserver]} */
function widthOf(picture, resized) {
  let width = Math.round(picture.clientWidth) || 640;
  const watch = new ResizeObserver(() => {
    const now = Math.round(picture.clientWidth);
    if (!now || now === width) return;
    width = now;
    resized();
  });
  watch.observe(picture);
  return [() => width, watch];
}
