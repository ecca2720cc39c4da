// The drawing, the button in it, and the equation under it, as wide as their place.

import { addEquation, equationOf } from "./backward_stepper_equation.js";
import { wires } from "./backward_stepper_flow.js";
import { hairpinShapes } from "./backward_stepper_hairpin.js";
import { addHands, addScrubber } from "./backward_stepper_hands.js";
import { goalOf } from "./backward_stepper_networks.js";
import { placeOf, plotOf } from "./backward_stepper_place.js";
import { momentOf, sceneOf } from "./backward_stepper_scene.js";
import { A3, LAST, stopAt, TURN } from "./backward_stepper_time.js";
import { calm } from "./shared/motion.js";
import { paint } from "./shared/paint.js";
import { watchWidth } from "./shared/width.js";
import { add, ground, put } from "./shared/write.js";

/** @typedef {import("./backward_stepper_networks.js").Run} Run */
/** @typedef {import("./backward_stepper_networks.js").State} State */
/** @typedef {import("./backward_stepper_scene.js").Looking} Looking */

const LABEL = "A network: values go forward along its edges, and the error comes back along the same ones";

/** The layers of the drawing, from below to above. @param {HTMLElement} picture */
function addDrawing(picture) {
  const svg = add(picture, "svg", { class: "nnbp-heart nnbp-hands", role: "group", "aria-label": LABEL });
  const back = add(svg, "g");
  const slider = add(svg, "g");
  const edges = add(svg, "g");
  const under = add(svg, "g", { class: "nnbp-heart-under" });
  const hands = add(svg, "g", { class: "nnbp-heart-hands" });
  const over = add(svg, "g", { class: "nnbp-heart-over" });
  const button = add(picture, "button", { type: "button", class: "nnbp-heart-play", "data-run-button": "" });
  const icon = add(button, "svg", { viewBox: "-12 -12 24 24", "aria-hidden": "true" });
  const sign = add(icon, "path");
  return { svg, back, slider, edges, under, hands, over, button, sign };
}

/**
 * @param {import("./shared/shell.js").Parts<State>} parts
 * @param {{ run: () => Run, at: () => number, looking: () => Looking, go: (at: number, moving: boolean) => void,
 *   step: (by: number) => void, grab: () => void, toggle: () => void, running: () => boolean }} figure
 */
export function makeView({ picture, get, set }, { run, at, looking, go, step, grab, toggle, running }) {
  const drawing = addDrawing(picture);
  const { svg, slider, edges, under, hands, over, button } = drawing;
  const watch = watchWidth(picture, () => draw());
  let place = placeOf(watch.width(), run().sizes);
  let laid = /** @type {typeof place | null} */ (null); // whose edges are drawn
  let moment = now();
  const showEquation = addEquation(picture);
  const scrub = addScrubber(slider, { place: () => place, at, go, step, grab, calm });
  const art = add(slider, "g", { class: "nnbp-heart-art" });
  const showHands = addHands(hands, { get, set, moment: () => moment, grab });
  button.addEventListener("click", toggle);

  function now() {
    if (place.width !== watch.width() || `${place.sizes}` !== `${run().sizes}`)
      place = placeOf(watch.width(), run().sizes);
    return momentOf({ run: run(), place, plot: plotOf(run(), get().activation), at: at(), looking: looking() });
  }

  function showButton() {
    const { hairpin, name, x, ri, track } = place;
    const middle = (hairpin.rows[0] + hairpin.rows[1]) / 2;
    const left = name === "wide" ? x[1] - ri - 30 - track / 2 : name === "small" ? 24 : 36;
    const style = `left: ${Math.round(left - 22)}px; top: ${Math.round(middle - 22)}px`;
    put(button, "style", style);
    const over = at() >= LAST - 1e-3;
    const said = running() ? "Pause" : over ? "Play again" : "Play";
    put(button, "aria-label", said);
    put(drawing.sign, "d", running() ? "M-7 -8h5v16h-5zM2 -8h5v16h-5z" : "M-6 -9L10 0L-6 9z");
  }

  /** What stays as long as the place does. */
  function lay() {
    laid = place;
    put(svg, "data-size", place.name);
    put(svg, "viewBox", `0 0 ${place.width} ${place.height}`);
    put(svg, "style", `height: ${place.height}px`);
    ground(drawing.back, place.width, place.height);
    paint(edges, wires(place));
  }

  function draw() {
    moment = now();
    const stop = stopAt(at());
    const there = at() >= stop - 1e-3;
    const seen = !moment.run.missing && (stop > TURN || (stop === TURN && there));
    if (place !== laid) lay();
    const scene = sceneOf(moment);
    paint(under, scene.under);
    paint(over, scene.over);
    paint(art, hairpinShapes(moment, at(), { seen, reached: goalOf(get(), moment.run, seen).reached }));
    scrub(moment);
    showHands(moment);
    showEquation(equationOf(moment.run, get(), stop, looking()), there || at() > stop - 0.12, stop > A3);
    showButton();
    return { stop, there, seen };
  }

  return { svg, draw, stop: watch.stop };
}
