// How small a step? The V of a numerical gradient is not shown, it is found: drag ε, and see the chord bend, fit and
// become a staircase while equal digits fall away.

import { choices } from "./shared/address.js";
import { mount } from "./shared/shell.js";
import { addButtons, addGrip, addPresses, makeSweep } from "./step_size_microscope_hand.js";
import { BESIDE, drawnOf, METHODS, SMOOTH } from "./step_size_microscope_numbers.js";
import { makeView } from "./step_size_microscope_view.js";
import { asPython, goalOf, inWords, WEIGHT_OPTIONS } from "./step_size_microscope_words.js";

export { errorOf, quotient, WEIGHTS, zoneOf } from "./step_size_microscope_numbers.js";

/** @typedef {import("./step_size_microscope_numbers.js").State} State */
/** @typedef {import("./step_size_microscope_numbers.js").Method} Method */

/** @type {import("./shared/address.js").Field[]} */
export const fields = [
  { name: "epsilon", label: "step ε", kind: "number", min: 1e-16, max: 1, scale: "log", plays: true },
  {
    name: "method",
    label: "method",
    kind: "choice",
    options: [
      { value: "forward", label: "forward difference" },
      { value: "central", label: "central difference" },
      { value: "complex", label: "complex step" },
    ],
  },
  { name: "beside", label: "methods beside it", kind: "choice", options: choices(BESIDE), hidden: true },
  { name: "precision", label: "numbers", kind: "choice", options: choices(["float64", "float32"]) },
  { name: "weight", label: "weight under the lens", kind: "choice", options: WEIGHT_OPTIONS },
  { name: "activation", label: "activation", kind: "choice", options: choices([...SMOOTH]) },
];

/** @type {State} */
const START = {
  epsilon: 1,
  method: "central",
  beside: "",
  precision: "float64",
  weight: "3,1,3",
  activation: "sigmoid",
};

/** @type {import("./shared/shell.js").Preset<State>[]} */
export const presets = [
  {
    label: "Wide",
    state: START,
    note: "A wide step: the chord cuts across the bend of C, and hardly a digit of the slope is right. Make it smaller.",
  },
  {
    label: "Textbook",
    state: { epsilon: 1e-4 },
    note:
      "A step that many courses use. Truncation decides here: the step is a little too long, and the curve still " +
      "falls towards smaller steps. Drag ε to follow it.",
  },
  {
    label: "Sweet spot",
    state: { epsilon: 3e-8, method: "forward" },
    note:
      "The bottom of the V for a forward difference: half of the digits are right, and no step gives more. A central " +
      "difference does better, at another step. Find it.",
  },
  {
    label: "Too small",
    state: { epsilon: 1e-12 },
    note:
      "A smaller step is not a better one. The two costs now agree in nearly all their digits, the subtraction " +
      "throws those away, and what is left is mostly noise.",
  },
  {
    label: "Complex step",
    state: { epsilon: 1e-12, method: "complex" },
    note:
      "The same tiny step, sideways into the complex plane. Nothing is subtracted, so nothing cancels. Drag ε as far " +
      "left as it goes: the error stays at the last digit.",
  },
  {
    label: "float32",
    state: { epsilon: 1e-4, precision: "float32" },
    note:
      "The textbook step with the numbers that most deep learning uses. About 7 digits are stored, so the V lies " +
      "much higher and farther right. Find its bottom.",
  },
];

/** A press puts a method in focus, and the one that was there beside it; one that is in focus goes, if another stays. @param {State} state @param {Method} method */
function pressed(state, method) {
  const others = drawnOf(state).filter((each) => each !== method);
  const focus = method === state.method ? others.at(-1) : method;
  const beside = METHODS.filter((each) => each !== focus && others.includes(each)).join(",");
  return focus ? { method: focus, beside } : {};
}

/** @param {import("./shared/shell.js").Parts<State>} parts */
function build(parts) {
  const { picture, hand, root, get, set, tell } = parts;
  let last = { kind: "", epsilon: 0 };
  const view = makeView(picture, get);
  const sweep = makeSweep(parts, () => {
    showButtons();
    tell(news(), sweep.isSweeping());
  });
  const showButtons = addButtons(hand, get, (method) => set(pressed(get(), method)), sweep);
  const error = () => view.known().error;
  const unit = () => view.place().decade.x;
  const showGrip = addGrip(view.grip, { get, set, unit, error, sweep });
  const news = () => ({
    words: inWords(get(), { ...view.known(), sweeping: sweep.isSweeping() }),
    python: asPython(get(), view.known().lost),
    goal: goalOf(get(), error()),
  });
  addPresses(view.vee, view.place, sweep.glide);
  sweep.listen();
  root.addEventListener("click", ({ target }) => {
    const story = /** @type {Element} */ (target).closest("[data-reset], [aria-label=Presets] button");
    if (story) view.show(get(), true);
  });
  const stop = () => {
    sweep.halt();
    view.stop();
  };
  /** @param {State} state */
  function update(state) {
    const { epsilon, method, beside, precision, activation } = state;
    const kind = `${method} ${beside} ${precision} ${activation}`;
    view.show(state, kind !== last.kind && epsilon !== last.epsilon); // a hand changes one thing at a time
    last = { kind, epsilon };
    showButtons();
    showGrip();
    return news();
  }
  return { update, stop };
}

const explorer = {
  name: "StepSizeMicroscope",
  intro: "Drag ε to the left. A smaller step should be better: where does that stop?",
  fields,
  presets,
  build,
};

export default { render: (/** @type {any} */ context) => mount(context, explorer) };
