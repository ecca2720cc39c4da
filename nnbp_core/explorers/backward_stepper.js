// The heart of the course: values flow forward along the edges, the error flows back along the same ones, and every weight
// gets its share.

import { makeClock } from "./backward_stepper_clock.js";
import { listen, makeLooking } from "./backward_stepper_looking.js";
import { compute, EDGES, goalOf, MOVES } from "./backward_stepper_networks.js";
import { A3, LAST, stepAt, stopOf } from "./backward_stepper_time.js";
import { makeView } from "./backward_stepper_view.js";
import { asPython, inWords } from "./backward_stepper_words.js";
import { choices } from "./shared/address.js";
import { ACTIVATIONS, COSTS } from "./shared/engine.js";
import { calm } from "./shared/motion.js";
import { indexed } from "./shared/notation.js";
import { mount } from "./shared/shell.js";
import { add } from "./shared/write.js";

export { compute, goalOf, NETWORKS } from "./backward_stepper_networks.js";

/** @typedef {import("./backward_stepper_networks.js").State} State */
/** @typedef {import("./shared/address.js").Field} Field */

const REST = 1200; // ms after the entrance's figure stands, before it plays by itself

/** @type {Field[]} */
export const fields = [
  {
    name: "network",
    label: "network",
    kind: "choice",
    options: [...choices(["chapter 4", "chapter 5", "saturated"]), { value: "equal", label: "all equal" }],
  },
  { name: "cost", label: "cost", kind: "choice", options: choices(Object.keys(COSTS)) },
  { name: "activation", label: "activation", kind: "choice", options: choices(Object.keys(ACTIVATIONS)) },
  { name: "x1", label: indexed("input x", 1), kind: "number", min: -2, max: 2, step: 0.05 },
  { name: "x2", label: indexed("input x", 2), kind: "number", min: -2, max: 2, step: 0.05 },
  { name: "y1", label: indexed("target y", 1), kind: "number", min: 0, max: 1, step: 0.01 },
  {
    name: "y2",
    label: indexed("target y", 2),
    kind: "number",
    min: 0,
    max: 1,
    step: 0.01,
    when: ({ network }) => network !== "chapter 5",
  },
  ...MOVES.map(
    (name) =>
      /** @type {Field} */ ({
        name,
        label: `${name} moved`,
        kind: "number",
        min: -10,
        max: 10,
        step: 0.1,
        hidden: true,
      }),
  ),
  {
    name: "selected",
    label: "edge in BP4",
    kind: "choice",
    hidden: true,
    plays: true,
    options: choices(EDGES.map((edge) => edge.join(","))),
  },
  { name: "step", label: "step", kind: "count", min: 0, max: 8, step: 1, hidden: true, plays: true },
];

const UNMOVED = Object.fromEntries(MOVES.map((name) => [name, 0]));
/** @type {State} */
const START = {
  network: "chapter 4",
  cost: "quadratic",
  activation: "sigmoid",
  x1: 1,
  x2: 0.5,
  y1: 1,
  y2: 0,
  ...UNMOVED,
  selected: "2,3,1",
  step: 0,
};

/** @type {import("./shared/shell.js").Preset<State>[]} */
export const presets = [
  {
    label: "Chapter 4",
    state: START,
    note: "The network of chapter 4, with nothing known but the input. Press Play: values go to the right, the error comes back.",
  },
  {
    label: "The error splits",
    state: { step: 6 },
    note: "BP2: each hidden neuron gathers both errors, each times the weight it came along. For the third they pull opposite ways.",
  },
  {
    label: "Every edge",
    state: { step: 8, selected: "3,2,1" },
    note: "BP4: what came in, times the error it led to. The thickest edge is the one that moves C most. Why that one?",
  },
  {
    label: "Chapter 5",
    state: { network: "chapter 5", step: 5, selected: "2,1,1" },
    note: "The output is too low, so its error is negative. Say the sign of both hidden errors from the weights 1 and −2, then press Step.",
  },
  {
    label: "Hardly learning",
    state: { network: "saturated", step: 5 },
    note: "Both answers are wrong, yet hardly any error comes through: σ is flat there. Choose cross-entropy as the cost, under More.",
  },
  {
    label: "Equal weights",
    state: { network: "equal", step: 8 },
    note: "Three neurons with equal weights get equal errors and gradients. They stay copies for ever: so weights start at random.",
  },
];

/** @param {import("./shared/shell.js").Parts<State>} parts */
function build(parts) {
  const { hand, set, get, root, tell, halted } = parts;
  let run = compute(get());
  let at = stopOf(get().step);
  let before = get();
  const looks = makeLooking();
  const looking = () => looks.at(get(), run.sizes);
  const clock = makeClock({ at: () => at, end: () => (run.missing ? A3 : LAST), go, changed: () => view.draw() });
  const view = makeView(parts, {
    ...{ run: () => run, at: () => at, looking, go },
    ...{ step: clock.step, grab: clock.halt, toggle: clock.toggle, running: clock.running },
  });
  let shown = view.draw();
  let told = -1;

  const markOf = (/** @type {typeof shown} */ { stop, there }) => (there ? stop : stop - 0.5);
  function news() {
    const { stop, there, seen } = shown;
    told = markOf(shown);
    const goal = goalOf(get(), run, seen);
    return {
      words: inWords(run, stop, looking(), there),
      get python() {
        return asPython(run, get()); // not needed in every frame
      },
      goal,
    };
  }
  /** Go to a place on the way; the state follows with its step. @param {number} to @param {boolean} moving */
  function go(to, moving) {
    at = to;
    if (stepAt(at) !== get().step) return set({ step: stepAt(at) }, { moving, running: true });
    shown = view.draw();
    if (markOf(shown) !== told || !moving) tell(news(), moving);
  }
  function look() {
    shown = view.draw();
    tell(news(), clock.running());
  }
  /** What was moved in another network is put back. @param {State} state */
  function leave(state) {
    const same = MOVES.every((name) => state[name] === before[name]);
    const left = state.network !== before.network && same && MOVES.some((name) => state[name]);
    before = state;
    if (left) set(UNMOVED);
    return get();
  }

  add(hand, "button", { type: "button", "data-back": "", onclick: () => clock.step(-1) }, "← Back");
  add(hand, "button", { type: "button", "data-step": "", onclick: () => clock.step(1) }, "Step →");
  halted(clock.halt);
  listen(view.svg, root, { looks, look, clock, set });
  root.addEventListener("click", ({ target }) => {
    if (!(/** @type {Element} */ (target).closest("[data-reset], [aria-label=Presets] button"))) return;
    looks.forget();
    go(stopOf(get().step), false);
  });
  const stopWaiting = playOnce(root, () => get().step === 0 && !clock.running() && clock.play());
  return {
    update(/** @type {State} */ asked) {
      if (asked.selected !== before.selected) looks.forget();
      const state = leave(asked);
      run = compute(state);
      if (stepAt(at) !== state.step) at = stopOf(state.step);
      shown = view.draw();
      return news();
    },
    stop() {
      for (const end of [stopWaiting, clock.halt, view.stop]) end();
    },
  };
}

/** On the entrance the figure plays once by itself, unless somebody touches it first, or asked for less motion. */
function playOnce(/** @type {HTMLElement} */ root, /** @type {() => void} */ play) {
  const atEntrance = root.closest("[data-explorer-module]")?.previousElementSibling?.matches(".opening");
  if (!atEntrance || calm()) return () => {};
  const timer = setTimeout(() => !calm() && document.visibilityState === "visible" && play(), REST);
  const stop = () => clearTimeout(timer);
  for (const kind of ["pointerdown", "keydown", "focusin"]) root.addEventListener(kind, stop, { once: true });
  return stop;
}

const explorer = {
  name: "BackwardStepper",
  intro: "Press Play. Then drag any weight.",
  fields,
  presets,
  build,
};

export default { render: (/** @type {any} */ context) => mount(context, explorer) };
