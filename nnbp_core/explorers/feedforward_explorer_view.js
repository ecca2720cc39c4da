// The drawing, and the clock of what moves in it: the signal on its way, and each point gliding to its new z.

import { addHands } from "./feedforward_explorer_hands.js";
import { BIASES, nameOf } from "./feedforward_explorer_network.js";
import { placeIn } from "./feedforward_explorer_place.js";
import { over, under } from "./feedforward_explorer_scene.js";
import { LEG, makeSignal } from "./feedforward_explorer_signal.js";
import { calm, loop, smooth } from "./shared/motion.js";
import { paint } from "./shared/paint.js";
import { watchWidth } from "./shared/width.js";
import { add, ground, put } from "./shared/write.js";

/** @typedef {import("./feedforward_explorer_network.js").State} State */
/** @typedef {import("./feedforward_explorer_network.js").Piece} Piece */
/** @typedef {import("./feedforward_explorer_hands.js").Figure} Figure */
/** @typedef {import("./feedforward_explorer_hands.js").Pointing} Pointing */
/** @typedef {{ z: number, rise: number }} Point where a neuron's point is drawn: its z, and how far it has risen to the curve */

const GLIDE = 70; // ms in which a point makes up most of its way
const RISE = 250; // ms in which a neuron fills
const CALM_PAUSE = 500; // ms a layer, where the reader asked for less motion
const NAME =
  "A network of 2 inputs, 3 hidden neurons and 1 output; its weights, biases and inputs can be dragged sideways";

/** The drawing's layers, as wide as their place. @param {HTMLElement} picture @param {() => void} resized */
function addDrawing(picture, resized) {
  const svg = add(picture, "svg", { class: "nnbp-ff-net", role: "group", "aria-label": NAME });
  const [below, targets, grips, above] = ["nnbp-ff-art", "", "", "nnbp-ff-art"].map((kind) =>
    add(svg, "g", { class: kind || null }),
  );
  const watch = watchWidth(picture, () => {
    place = placeIn(watch.width());
    fit();
    resized();
  });
  let place = placeIn(watch.width());
  const fit = () => {
    put(svg, "viewBox", `0 0 ${place.width} ${place.height}`);
    ground(svg, place.width, place.height);
  };
  fit();
  return { svg, below, targets, grips, above, place: () => place, stop: watch.stop };
}

/** Each neuron's point glides to its z, and rises to the curve when a signal fills the neuron anew. */
function makePoints(/** @type {ReturnType<typeof makeSignal>} */ signal) {
  const points = /** @type {Record<string, Point>} */ ({});
  /** Let some time pass. Returns whether any point still moves. @param {number} passed */
  function pass(passed) {
    let moving = false;
    for (const neuron of BIASES) {
      const moment = signal.at(neuron.layer);
      const name = nameOf(neuron);
      if (!moment) {
        points[name] = { z: 0, rise: 0 };
        continue;
      }
      const z = moment.run.z(neuron.layer, neuron.j);
      const { z: from, rise } = points[name] ?? { z, rise: 1 };
      const next = from + (z - from) * (rise === 0 ? 1 : 1 - Math.exp(-passed / GLIDE));
      const there = Math.abs(next - z) < 0.005 || !Number.isFinite(next);
      points[name] = { z: there ? z : next, rise: Math.min(1, rise + passed / RISE) };
      moving ||= !there || points[name].rise < 1;
    }
    return moving;
  }
  return {
    pass,
    at: (/** @type {number} */ layer, /** @type {number} */ j) => {
      const { z, rise } = points[nameOf({ layer, j })];
      return { z, rise: smooth(rise) };
    },
  };
}

/**
 * The clock: lets the signal pass and the points glide, until nothing moves.
 *
 * @param {ReturnType<typeof makeSignal>} signal
 * @param {ReturnType<typeof makePoints>} points
 * @param {() => void} draw
 * @param {(on: boolean) => void} moving
 */
function makeClock(signal, points, draw, moving) {
  let halt = /** @type {(() => void) | undefined} */ (undefined);
  let timer = /** @type {ReturnType<typeof setTimeout> | undefined} */ (undefined);

  function stop() {
    halt?.();
    clearTimeout(timer);
    halt = undefined;
    timer = undefined;
  }
  /** All is there at once. */
  function rest() {
    stop();
    signal.settle();
    points.pass(Number.POSITIVE_INFINITY);
    draw();
    moving(false);
  }
  function go() {
    moving(true);
    halt ??= loop((passed) => {
      const [coming, gliding] = [signal.pass(performance.now()), points.pass(passed)];
      if (coming || gliding) draw();
      else rest();
      return coming || gliding;
    });
  }
  /** Layer after layer, without motion. @param {number} layer the last that has it */
  function step(layer = 1, sent = performance.now()) {
    moving(true);
    signal.pass(sent + (layer - 1) * LEG);
    points.pass(Number.POSITIVE_INFINITY);
    draw();
    timer = setTimeout(() => (layer < 2 ? step(layer + 1, sent) : rest()), CALM_PAUSE);
  }
  return { go, step, stop, rest, isMoving: () => Boolean(halt ?? timer) };
}

/**
 * @param {HTMLElement} picture
 * @param {Figure} figure
 * @param {Pointing} pointing
 * @param {{ look: () => { piece: Piece, reached: boolean }, drawn: () => void, moving: (on: boolean) => void }} rest
 *   look what is pointed at; drawn: after each drawing; moving: something begins to move, or has come to rest
 */
export function makeView(picture, figure, pointing, { look, drawn, moving }) {
  const signal = makeSignal();
  const points = makePoints(signal);
  const drawing = addDrawing(picture, () => draw());
  const place = addHands(drawing.targets, drawing.grips, figure, pointing);
  function draw() {
    const now = performance.now();
    const [at, latest] = [signal.at, signal.latest()];
    const waves = calm() ? [] : signal.waves(); // where it goes by steps, nothing stands half-way
    const seen = { ...look(), place: drawing.place(), at, latest, waves, now, drawn: points.at };
    paint(drawing.below, under(seen));
    paint(drawing.above, over(seen));
    place(seen.place, seen.piece);
    drawn();
  }
  const clock = makeClock(signal, points, draw, moving);
  return {
    at: signal.at,
    draw,
    /** Show a state: what changed in it sets off. @param {State} state */
    show(state) {
      signal.change(state, performance.now(), calm());
      signal.pass(performance.now());
      points.pass(calm() ? Number.POSITIVE_INFINITY : 0);
      draw();
      if (signal.waves().length) clock.go();
    },
    /** Send what is at the inputs through the empty network. */
    send() {
      clock.rest();
      const now = performance.now();
      signal.send(now);
      if (calm()) clock.step(1, now);
      else clock.go();
    },
    rest() {
      if (clock.isMoving()) clock.rest();
    },
    stop() {
      clock.stop();
      drawing.stop();
    },
  };
}
