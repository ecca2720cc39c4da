// The drawings of VanishingSpeeds, and what a reader looks at in them: a digit that is read, a layer that is pointed at.

import { calm } from "./shared/motion.js";
import { setParts } from "./shared/notation.js";
import { paint } from "./shared/paint.js";
import { watchWidth } from "./shared/width.js";
import { add, ground, put, say } from "./shared/write.js";
import { chartOf, chartPlace, gripPlace } from "./vanishing_speeds_chart.js";
import { digitsOf } from "./vanishing_speeds_gallery.js";
import { makeMotion } from "./vanishing_speeds_motion.js";
import { galleryOf, placeOf, someDigits } from "./vanishing_speeds_place.js";
import { readingOf } from "./vanishing_speeds_runs.js";
import { columnOf } from "./vanishing_speeds_scene.js";
import { told } from "./vanishing_speeds_words.js";

/** @typedef {import("./vanishing_speeds_runs.js").Moment} Moment */
/**
 * @typedef {{ run: object, moment: Moment, states: Moment[], out: number | null, mark: number | null, aims: boolean,
 *   reached: boolean, passes: boolean }} Shown
 *   states: all that has been run; out: the epoch in which the numbers left all bounds; mark: the epoch that is waited for,
 *   where the handle is already; passes: an epoch has passed
 * @typedef {{ digit: number, picked: boolean, layer: number | null, stop: number, layers: number[][], before: number[][] }} Look
 *   digit: the one that goes through the layers; picked: by the reader, so a run reads no other; layer: pointed at; stop:
 *   the layer that the Tab key comes to; layers: the activations for the digit; before: those for the last one
 * @typedef {import("./vanishing_speeds_motion.js").Now} Now
 * @typedef {ReturnType<typeof addDrawings>} Drawings
 */

const HINT = "Orange is the error: each layer glows by the length of its δ, on a log scale. Point at one.";
const GALLERY = someDigits(2);

/** @param {HTMLElement} picture */
function addDrawings(picture) {
  const scene = add(picture, "div", { class: "nnbp-vanishing-scene" });
  const drawing = (/** @type {string} */ name) => {
    const svg = add(scene, "svg", { role: "group", "aria-label": name });
    return { svg, behind: add(svg, "g"), shapes: add(svg, "g") };
  };
  const column = drawing("The layers, from the output down to the pixels");
  const digits = drawing("Some of the digits, and what the network reads");
  const line = add(picture, "p", { class: "nnbp-vanishing-told" });
  const chart = add(picture, "svg", {
    class: "nnbp-chart nnbp-vanishing-chart",
    role: "group",
    "aria-label": "Length of the error in each layer over the epochs, drawn as they pass",
  });
  const [behind, plot] = [add(chart, "g"), add(chart, "g")];
  const grip = add(chart, "g", { class: "nnbp-vanishing-grip" });
  add(grip, "rect", { class: "nnbp-vanishing-reach", x: -44, y: -22, width: 88, height: 48 });
  add(grip, "rect", { class: "nnbp-vanishing-knob", x: -44, y: -10, width: 88, height: 20, rx: 10 });
  add(grip, "path", { class: "nnbp-vanishing-arrows", d: "M-34.5 -3.5l-3.5 3.5l3.5 3.5m69 -7l3.5 3.5l-3.5 3.5" });
  const epoch = add(grip, "text", { y: 4, "text-anchor": "middle" });
  return { scene, digits, column, line, chart, behind, plot, grip, epoch };
}

/** A drawing beside another: as wide as it should be. @param {Drawings["column"]} drawing @param {{ width: number, height: number }} size @param {import("./shared/paint.js").Shape[]} shapes */
function drawIn({ svg, behind, shapes: group }, { width, height }, shapes) {
  put(svg, "viewBox", `0 0 ${width} ${height}`);
  put(svg, "style", `flex: ${width} 1 0px;`);
  ground(behind, width, height);
  paint(group, shapes);
}

/** @param {Drawings} drawings @param {Shown} shown @param {Look} look @param {Now} now @param {number} width */
function drawColumn({ column }, { moment }, look, now, width) {
  const depth = moment.norms.length - 1;
  const place = placeOf(width, now.depth);
  const seen = {
    depth,
    norms: moment.norms,
    layers: look.layers,
    before: look.before.length === look.layers.length ? look.before : look.layers,
    digit: look.digit,
    answer: moment.answers[look.digit],
    wave: now.wave,
    lit: look.layer,
    stop: Math.min(look.stop, depth + 2),
    coming: Math.min(1, Math.max(0, now.depth - depth + 1)),
  };
  drawIn(column, { width: place.column, height: place.height }, columnOf(seen, place));
  return place;
}

/** The digits change less often than the rest. @param {Drawings} drawings */
function digitsIn({ digits }) {
  let written = "";
  /** @param {Shown} shown @param {Look} look @param {import("./vanishing_speeds_place.js").Place} place */
  return ({ moment, aims, reached }, { digit }, place) => {
    const { answers, right } = moment;
    const key = [answers.join(""), digit, place.width, aims, reached].join(" ");
    if (key === written) return;
    written = key;
    const stop = !place.small || GALLERY.indexOf(digit) < 10 ? digit : GALLERY[0];
    const gallery = galleryOf(place);
    drawIn(digits, gallery, digitsOf({ answers, right, digit, stop, aims, reached }, gallery));
  };
}

/** @param {Drawings} drawings @param {Shown} shown @param {Look} look @param {Now} now @param {number} width */
function drawChart({ chart, behind, plot, grip, epoch }, { states, moment, out, mark }, look, now, width) {
  const place = chartPlace(width, states);
  const time = Math.min(now.time, states.length - 1);
  put(chart, "viewBox", `0 0 ${place.width} ${place.height}`);
  ground(behind, place.width, place.height);
  paint(plot, chartOf({ states, time, mark: mark ?? time, epoch: moment.epoch, lit: look.layer, out }, place));
  const { x, y } = gripPlace(mark ?? time, place);
  put(grip, "transform", `translate(${x.toFixed(2)} ${y})`);
  say(epoch, `epoch ${mark ?? moment.epoch}`);
}

/**
 * @param {HTMLElement} picture
 * @param {() => boolean} running
 */
export function makeView(picture, running) {
  const drawings = addDrawings(picture);
  const showDigits = digitsIn(drawings);
  const room = watchWidth(picture, () => draw());
  const look = /** @type {Look} */ ({ digit: GALLERY[0], picked: false, layer: null, stop: 9, layers: [], before: [] });
  let shown = /** @type {Shown | null} */ (null);
  const motion = makeMotion({ draw: () => draw(), running, next: () => look.picked || turnTo(nextOf(look.digit)) });

  /** Another digit goes through the layers. @param {number} digit */
  function turnTo(digit) {
    Object.assign(look, { digit, before: look.layers });
    if (shown) look.layers = readingOf(shown.moment.network, digit);
  }
  function draw() {
    if (!shown) return;
    const place = drawColumn(drawings, shown, look, motion.now, room.width());
    showDigits(shown, look, place);
    drawChart(drawings, shown, look, motion.now, room.width());
    const { moment, out } = shown;
    const hint = out === null ? HINT : `In epoch ${out} the numbers leave all bounds: such a step is too long.`;
    setParts(drawings.line, look.layer === null ? hint : told(moment, look.layer));
  }

  return {
    ...drawings,
    draw,
    wake: motion.wake,
    settle: motion.settle,
    epochAt: (/** @type {number} */ x) => chartPlace(room.width(), []).epochAt(x),
    /** Show a state. @param {Shown} next */
    show(next) {
      const depth = next.moment.norms.length - 1;
      if (shown?.moment !== next.moment) look.layers = readingOf(next.moment.network, look.digit);
      if (shown?.run !== next.run) look.before = look.layers;
      if (look.layer !== null && look.layer > depth + 2) look.layer = null;
      shown = next;
      motion.go(next.moment.epoch, depth, next.passes);
      draw();
    },
    /** Point at a layer, or at none. @param {number | null} layer */
    point(layer) {
      if (look.layer === layer) return;
      Object.assign(look, { layer, stop: layer ?? look.stop });
      draw();
    },
    /** Let another digit be read. @param {number} digit */
    read(digit) {
      look.picked = true;
      turnTo(digit);
      motion.read();
      if (calm()) look.before = look.layers;
      draw();
    },
    /** As it was at first. */
    forget() {
      Object.assign(look, { picked: false, layer: null, stop: 9 });
      turnTo(GALLERY[0]);
      draw();
    },
    stop() {
      motion.settle();
      room.stop();
    },
  };
}

/** A run reads one digit of each kind. @param {number} digit */
const nextOf = (digit) => GALLERY[(GALLERY.indexOf(digit) + 1) % 10];
