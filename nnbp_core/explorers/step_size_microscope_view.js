// The three drawings of the microscope, the V, the lens and the subtraction, and what has been walked between two
// changes of the state.

import { paint } from "./shared/paint.js";
import { watchWidth } from "./shared/width.js";
import { add, ground, put } from "./shared/write.js";
import { addDigits, sumOf } from "./step_size_microscope_digits.js";
import { lensOf, lensPlace, seenIn, verdict } from "./step_size_microscope_lens.js";
import { drawnOf, errorOf, placeOfWeight } from "./step_size_microscope_numbers.js";
import { gripOf, veeOf, veePlace } from "./step_size_microscope_vee.js";
import { depthOf, makeWalk } from "./step_size_microscope_walk.js";
import { goalOf } from "./step_size_microscope_words.js";

/** @typedef {import("./step_size_microscope_numbers.js").State} State */
/** @typedef {import("./step_size_microscope_numbers.js").Kind} Kind */
/** @typedef {import("./step_size_microscope_vee.js").Curve} Curve */
/** @typedef {import("./shared/paint.js").Shape} Shape */

const VEE = "Relative error of the numerical gradient over the step ε, both logarithmic; drawn where ε has been";
const LENS = "The cost C around one weight p, enlarged until its slope is always the same diagonal";

/** Where the drawings stand, as wide as their places; `resized` is called when that changes. @param {HTMLElement} picture @param {() => void} resized */
function addRooms(picture, resized) {
  const grid = add(picture, "div", { class: "nnbp-microscope-grid" });
  const [first, second] = [add(grid, "div"), add(grid, "div")];
  const vee = add(first, "svg", { class: "nnbp-chart nnbp-microscope-vee", role: "group", "aria-label": VEE });
  const lens = add(second, "svg", { class: "nnbp-microscope-lens", role: "img", "aria-label": LENS });
  const layer = add(vee, "g");
  const grip = add(vee, "g");
  const show = addDigits(second);
  const [left, right] = [first, second].map((box) => watchWidth(box, resized));
  const stop = () => {
    left.stop();
    right.stop();
  };
  return { vee, lens, layer, grip, show, veeWidth: left.width, lensWidth: right.width, stop };
}

/** The curves that are drawn, the one in focus first; beside float32, float64. @param {State} state @returns {{ kind: Kind, name: string }[]} */
function kindsOf(state) {
  const { method, precision, activation } = state;
  const kinds = drawnOf(state).map((each) => ({ kind: { method: each, precision, activation }, name: `${each}` }));
  const float64 = { kind: { method, precision: /** @type {const} */ ("float64"), activation }, name: "float64" };
  return precision === "float32" ? [...kinds, float64] : kinds;
}

/** @param {HTMLElement} picture @param {() => State} get */
export function makeView(picture, get) {
  const rooms = addRooms(picture, draw);
  const walk = makeWalk();
  let place = veePlace(rooms.veeWidth());
  let depth = 0;
  let known = { error: Number.NaN, lost: 0, sum: sumOf(get(), 0), lens: "" };

  function draw() {
    const state = get();
    const part = placeOfWeight(state.weight);
    const { epsilon } = state;
    const curves = kindsOf(state).map(({ kind, name }) => {
      const { relative, lost } = errorOf({ ...kind, epsilon });
      const now = /** @type {const} */ ([epsilon, relative]);
      const has = (/** @type {number} */ low, /** @type {number} */ high) => walk.has(kind, low, high);
      return { kind, name, lost, error: relative, points: walk.line(kind, now), has };
    });
    const [{ error, lost }] = curves;
    const { reached } = goalOf(state, error);
    place = veePlace(rooms.veeWidth());
    put(rooms.vee, "viewBox", `0 0 ${place.width} ${place.height}`);
    ground(rooms.vee, place.width, place.height);
    paint(rooms.layer, veeOf(curves, state, place, reached));
    paint(rooms.grip, gripOf(curves[0], state, place, reached));
    const lens = lensPlace(rooms.lensWidth(), rooms.lensWidth() >= place.width); // low where it stands under the V
    put(rooms.lens, "viewBox", `0 0 ${lens.width} ${lens.height}`);
    const seen = seenIn(state, part, lens);
    paint(rooms.lens, lensOf(seen, state.method, lens));
    known = { error, lost, sum: sumOf(state, part), lens: verdict(seen, state.method === "complex") };
    rooms.show(known.sum, state.weight);
  }

  return {
    /** Come along to a state; afresh, as if one had come down from 1. @param {State} state @param {boolean} afresh */
    show(state, afresh) {
      if (afresh) {
        walk.forget();
        depth = 0;
      }
      const to = depthOf(state.epsilon);
      for (const { kind } of kindsOf(state)) walk.visit(kind, walk.has(kind, depth, depth) || afresh ? depth : to, to);
      depth = to;
      draw();
    },
    known: () => known,
    place: () => place,
    vee: rooms.vee,
    grip: rooms.grip,
    stop: rooms.stop,
  };
}
