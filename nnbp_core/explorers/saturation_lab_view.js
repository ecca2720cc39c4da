// The two drawings of SaturationLab, and what they show between two changes of the state.

import { placeOf, reachOf } from "./saturation_lab_place.js";
import { goalOf, momentOf, runsOf } from "./saturation_lab_runs.js";
import { sceneOf } from "./saturation_lab_scene.js";
import { stripOf, stripPlace } from "./saturation_lab_strip.js";
import { paint } from "./shared/paint.js";
import { watchWidth } from "./shared/width.js";
import { add, put } from "./shared/write.js";

/** @typedef {import("./saturation_lab_runs.js").State} State */
/** @typedef {import("./shared/paint.js").Shape} Shape */

const WORTH = 8; // epochs that a run must have come to be kept in grey

/** The two drawings, as wide as their place; `resized` is called when that changes. */
function addDrawings(/** @type {HTMLElement} */ picture, /** @type {() => void} */ resized) {
  const svg = (/** @type {string} */ kind, /** @type {string} */ role, /** @type {string} */ name) =>
    add(picture, "svg", { class: `nnbp-chart ${kind}`, role, "aria-label": name });
  const rail = svg("nnbp-sat-picture", "group", "Where each neuron stands on σ; a ball can be dragged along the curve");
  const strip = svg("nnbp-sat-strip", "img", "Learning speed over the epochs, drawn as the run goes on");
  const draw = (
    /** @type {SVGSVGElement} */ drawing,
    /** @type {{ width: number, height: number }} */ size,
    /** @type {Shape[]} */ shapes,
  ) => {
    put(drawing, "viewBox", `0 0 ${size.width} ${size.height}`);
    const ground = {
      tag: "rect",
      class: "nnbp-ground",
      x: -40,
      y: -40,
      width: size.width + 80,
      height: size.height + 80,
    };
    paint(drawing, [ground, ...shapes]);
  };
  return { rail, strip, draw, ...watchWidth(picture, resized) };
}

/**
 * @param {HTMLElement} picture
 * @param {() => State} get the state
 * @param {() => number} timeNow the time to draw, in epochs
 */
export function makeView(picture, get, timeNow) {
  let runs = runsOf(get());
  let place = placeOf(640, 1, "sigmoid");
  let held = 0; // how far the picture reaches while a hand is on a ball: then it stands still
  let key = "";
  let last = { runs, epoch: 0, activation: "" };
  /** @type {import("./saturation_lab_strip.js").Past} */
  let past = [];
  const drawings = addDrawings(picture, () => draw());

  function draw() {
    const [width, time, { activation }] = [drawings.width(), timeNow(), get()];
    const reach = held || reachOf(runs, time);
    const fits = place.width === width && place.reach === reach && place.activation === activation;
    if (!fits) place = placeOf(width, reach, activation);
    drawings.draw(drawings.rail, place, sceneOf(runs, time, place, goalOf(get(), runs).reached));
    const strip = stripPlace(width, [...runs, ...past.map(({ run }) => run)]);
    drawings.draw(drawings.strip, strip, stripOf(runs, time, strip, past));
  }

  /** Show a state. A run that ends because it begins anew stays in grey. */
  function show(/** @type {State} */ state) {
    const { epoch, ...rest } = state;
    const asked = JSON.stringify(rest);
    if (last.activation !== state.activation) past = [];
    else if (epoch === 0 && last.epoch > WORTH) past = last.runs.map((run) => ({ run, until: last.epoch }));
    if (asked !== key) runs = runsOf(state);
    key = asked;
    last = { runs, epoch, activation: state.activation };
    draw();
  }

  /** The point of the curve that a ball touches. */
  function touched(/** @type {string | null} */ label) {
    const run = runs.find((each) => each.label === label) ?? runs[1];
    const { z, a } = momentOf(run, timeNow()) ?? { z: 0, a: 0 };
    return { x: place.x(z), y: place.y(a), z };
  }

  return {
    show,
    draw,
    touched,
    runs: () => runs,
    place: () => place,
    svg: drawings.rail,
    hold: () => {
      held = place.reach;
    },
    release: () => {
      held = 0;
      draw();
    },
    forget: () => {
      past = [];
      draw();
    },
    stop: drawings.stop,
  };
}
