// The drawing of DigitReader, and what moves in it: a digit goes through from the left, and errors come back.

import { chartOf } from "./digit_reader_chart.js";
import { greysOf, SIDE, unseen } from "./digit_reader_learner.js";
import { placeOf } from "./digit_reader_place.js";
import {
  answerOf,
  backOf,
  fillsOf,
  forwardOf,
  gridOf,
  halosOf,
  metersOf,
  outputsOf,
  ringsOf,
} from "./digit_reader_scene.js";
import { calm, loop, smooth } from "./shared/motion.js";
import { paint } from "./shared/paint.js";
import { watchWidth } from "./shared/width.js";
import { add, each, put, write } from "./shared/write.js";

/** @typedef {import("./digit_reader_learner.js").Learner} Learner */
/** @typedef {import("./digit_reader_chart.js").Ghost} Ghost */

const LAYER = 260; // ms that a digit takes from layer to layer
const DONE = 99; // of a front that has gone through
const WAVE = 1300; // ms that an error takes back through all of them
const GROUPS = /** @type {const} */ ([
  "forward",
  "back",
  "grid",
  "pen",
  "halos",
  "rings",
  "fills",
  "outputs",
  "answer",
  "meters",
  "chart",
]);

/** How strong the error is drawn at a layer while its wave comes back; t goes from 0 to 1. */
export const waveAt = (/** @type {number} */ layer, /** @type {number} */ last, /** @type {number} */ t) =>
  0.1 + 0.9 * Math.exp(-((layer - (last + 0.6 - t * (last + 1))) ** 2) / 0.4);

/** How far a layer has come, when the front of a reading stands at `front`. */
export const arrived = (/** @type {number} */ layer, /** @type {number} */ front) =>
  smooth(Math.max(0, Math.min(1, front - layer + 1)));

/** Activations between what was shown and what is. */
function between(/** @type {Float64Array[]} */ old, /** @type {Float64Array[]} */ now, /** @type {number} */ front) {
  if (front >= now.length) return now;
  return now.map((layer, l) => {
    const from = old[l]?.length === layer.length ? old[l] : undefined;
    const t = arrived(l, front);
    return layer.map((value, j) => (from?.[j] ?? 0) + (value - (from?.[j] ?? 0)) * t);
  });
}

/** @param {HTMLElement} picture */
function addDrawing(picture) {
  const svg = add(picture, "svg", {
    class: "nnbp-digit",
    role: "img",
    "aria-label":
      "The drawing, the hidden layers of 30 neurons, the ten outputs; the error in each layer; the unseen digits read right",
  });
  const ground = add(svg, "rect", { class: "nnbp-ground", x: 0, y: 0 });
  const groups = Object.fromEntries(GROUPS.map((name) => [name, add(svg, "g", { "data-part": name })]));
  return { svg, ground, groups: /** @type {Record<typeof GROUPS[number], SVGGElement>} */ (groups) };
}

/** @typedef {ReturnType<typeof addDrawing>["groups"]} Groups */
/**
 * @typedef {object} Look how things stand
 * @property {string} drawing
 * @property {Learner} learner
 * @property {boolean} running
 * @property {boolean} reached the goal
 * @property {readonly Ghost[]} ghosts
 */
/**
 * @typedef {object} Scene
 * @property {import("./digit_reader_place.js").Place} place
 * @property {Look | undefined} look
 * @property {Float64Array[]} now the activations
 * @property {Float64Array[]} shown as they are drawn
 * @property {Float64Array[]} old as they were drawn when a reading began
 * @property {number} front how far the reading has come, in layers
 * @property {unknown[]} told what meters and chart were drawn from
 */

/** How bright the parts of a layer are at this moment: edges forward, edges back, halos. */
function brightness(/** @type {Scene} */ { look, front, place }) {
  const time = calm() ? undefined : (performance.now() / WAVE) % 1;
  const wave = (/** @type {number} */ l) => (time === undefined ? 0.8 : waveAt(l, place.layers + 1, time));
  const near = (/** @type {number} */ l) =>
    front < l - 0.9 ? 0.35 : 1 + 0.9 * Math.max(0, 1 - Math.abs(front - l + 0.3));
  const dim = look?.running ? 0.5 : 1;
  return {
    forward: (/** @type {number} */ l, /** @type {number} */ strength) =>
      Math.min(1, strength * near(l) * dim).toFixed(2),
    back: (/** @type {number} */ l, /** @type {number} */ strength) => (strength * wave(l - 0.5)).toFixed(2),
    halos: (/** @type {number} */ l) => (0.75 * wave(l)).toFixed(2),
  };
}

const LIT = /** @type {const} */ ({ forward: "stroke-opacity", back: "stroke-opacity", halos: "fill-opacity" });
const SHINING = /** @type {const} */ (["forward", "back", "halos"]);

/** Paint what shines, as it shines now. */
function paintLit(
  /** @type {Groups} */ groups,
  /** @type {Scene} */ scene,
  /** @type {Record<typeof SHINING[number], import("./shared/paint.js").Shape[]>} */ shapes,
) {
  const bright = brightness(scene);
  for (const part of SHINING)
    paint(
      groups[part],
      shapes[part].map((shape) => ({
        ...shape,
        [LIT[part]]: bright[part](Number(shape["data-layer"]), Number(shape["data-strength"])),
      })),
    );
}

/** Let them shine as they do at this moment: an attribute each, whatever is drawn. */
function light(/** @type {Groups} */ groups, /** @type {Scene} */ scene) {
  const bright = brightness(scene);
  for (const part of SHINING)
    for (const node of groups[part].children) {
      const [layer, strength] = ["data-layer", "data-strength"].map((name) => Number(node.getAttribute(name)));
      put(node, LIT[part], bright[part](layer, strength));
    }
}

/** What changes with every frame of a reading or of training. */
function drawNow(/** @type {Groups} */ groups, /** @type {Scene} */ scene) {
  const { place, look, old, now, front } = scene;
  if (!look) return;
  const shown = between(old, now, front);
  scene.shown = shown;
  each(groups.fills, "circle", fillsOf(place, shown), (node, { x, y, r, minus }) =>
    write(node, { class: minus ? "nnbp-digit-hollow" : null, cx: x, cy: y, r }),
  );
  const wanted = unseen(look.drawing)?.label;
  const come = shown[shown.length - 1];
  paint(groups.outputs, outputsOf(place, come, now[now.length - 1], { wanted, reached: look.reached }));
  paint(groups.answer, answerOf(place, come, wanted));
  light(groups, scene);
}

/** What follows the drawing and the measurements. */
function drawAll(/** @type {Groups} */ groups, /** @type {Scene} */ scene) {
  const { place, look, now } = scene;
  if (!look) return;
  const { learner, running, drawing, ghosts } = look;
  const measured = learner.now();
  const heard = measured.batches > 0;
  paint(groups.grid, gridOf(place, greysOf(drawing)));
  paintLit(groups, scene, {
    forward: forwardOf(place, learner.network(), now),
    back: running && heard ? backOf(place, learner.network(), now, measured) : [],
    halos: running && heard ? halosOf(place, measured) : [],
  });
  const told = [place, measured, ghosts];
  if (told.some((each, i) => each !== scene.told[i])) {
    paint(groups.meters, metersOf(place, heard ? measured.norms : undefined));
    paint(groups.chart, chartOf(place, learner.history, ghosts));
  }
  scene.told = told;
  drawNow(groups, scene);
}

/** The line that the pen has drawn, over its pixels. */
function drawPen(
  /** @type {Groups} */ groups,
  /** @type {number} */ side,
  /** @type {import("./digit_reader_strokes.js").Strokes} */ strokes,
) {
  const at = (/** @type {number} */ value) => ((value * side) / SIDE).toFixed(1);
  const lines = strokes.map((stroke) => `M${stroke.map(([x, y]) => `${at(x)} ${at(y)}`).join("L")}`);
  paint(groups.pen, strokes.length ? [{ tag: "path", d: lines.join("") }] : []);
}

/**
 * @param {HTMLElement} picture
 * @param {(side: number) => void} laid the grid has its size
 */
export function makeView(picture, laid) {
  const { svg, ground, groups } = addDrawing(picture);
  const place = placeOf(Math.round(picture.clientWidth) || 640, 1);
  const scene = /** @type {Scene} */ ({ place, look: undefined, now: [], shown: [], old: [], front: DONE, told: [] });
  let stop = () => {};

  function lay(/** @type {number} */ layers) {
    scene.place = placeOf(watch.width(), layers);
    const { width, height, side } = scene.place;
    put(svg, "viewBox", `0 0 ${width} ${height}`);
    write(ground, { width, height });
    paint(groups.rings, ringsOf(scene.place));
    laid(side);
  }

  /** Let the front of a reading go through. */
  function read() {
    scene.old = scene.shown;
    scene.front = 0;
    stop = loop((passed) => {
      scene.front += passed / LAYER;
      if (scene.front > scene.place.layers + 2.5) scene.front = DONE;
      drawNow(groups, scene);
      return scene.front < DONE;
    });
  }

  /** Show how things stand. @param {Look} look @param {boolean} going the digit goes through as a front, which is seen */
  function show(look, going) {
    const { drawing, learner } = look;
    const anew = scene.look?.learner.sizes.length !== learner.sizes.length;
    stop();
    scene.look = look;
    scene.front = DONE;
    if (anew) lay(learner.sizes.length - 2);
    scene.now = learner.read(greysOf(drawing));
    if (going && !calm()) read();
    drawAll(groups, scene);
  }

  /** A frame of training. @param {boolean} looked whether it has been measured */
  function train(looked) {
    if (!scene.look) return;
    scene.now = scene.look.learner.read(greysOf(scene.look.drawing));
    if (looked) drawAll(groups, scene);
    else drawNow(groups, scene);
  }

  const watch = watchWidth(picture, () => {
    if (!scene.look) return;
    lay(scene.place.layers);
    drawAll(groups, scene);
  });
  const outputs = () => scene.now[scene.now.length - 1];
  const pen = (/** @type {import("./digit_reader_strokes.js").Strokes} */ strokes) =>
    drawPen(groups, scene.place.side, strokes);
  return { show, train, pen, outputs, stop: () => [stop(), watch.stop()] };
}
