// Stuck on the flat: one neuron on σ as a ball on a rail. Let go, and it rolls as fast as it learns, or visibly sticks.

import { addButtons } from "./saturation_lab_buttons.js";
import { makeClock } from "./saturation_lab_clock.js";
import { addHands } from "./saturation_lab_hands.js";
import { nearest } from "./saturation_lab_place.js";
import { asPython, EPOCHS, goalOf, inWords, STARTS } from "./saturation_lab_runs.js";
import { makeView } from "./saturation_lab_view.js";
import { choices } from "./shared/address.js";
import { ACTIVATIONS, COSTS } from "./shared/engine.js";
import { calm } from "./shared/motion.js";
import { mount } from "./shared/shell.js";

/** @typedef {import("./saturation_lab_runs.js").State} State */
/** @typedef {import("./saturation_lab_buttons.js").Figure} Figure */
/** @typedef {import("./saturation_lab_buttons.js").Clock} Clock */
/** @typedef {ReturnType<typeof makeView>} View */

const NEAR = 0.07; // of z: a known start attracts a hand
const LIMIT = 6; // of z, for a hand

/** @type {import("./shared/address.js").Field[]} */
export const fields = [
  { name: "w", label: "first weight w", kind: "number", min: -5, max: 5, step: 0.1 },
  { name: "b", label: "first bias b", kind: "number", min: -5, max: 5, step: 0.1 },
  { name: "eta", label: "learning rate η", open: true, kind: "number", min: 0.001, max: 10, scale: "log" },
  { name: "compare", label: "compare", hidden: true, kind: "choice", options: choices(["costs", "starts"]) },
  { name: "cost", label: "cost", hidden: true, kind: "choice", options: choices(Object.keys(COSTS)) },
  { name: "activation", label: "activation", kind: "choice", options: choices(Object.keys(ACTIVATIONS)) },
  {
    name: "tuned",
    label: "η tuned for each cost (cross-entropy: η / 30)",
    kind: "switch",
    when: (state) => state.compare === "costs",
  },
  { name: "epoch", label: "epoch", plays: true, kind: "count", min: 0, max: EPOCHS, step: 1 },
];

const START = {
  w: 2,
  b: 2,
  eta: 0.15,
  compare: "starts",
  cost: "quadratic",
  activation: "sigmoid",
  tuned: false,
  epoch: 0,
};

/** @type {import("./shared/shell.js").Preset<State>[]} */
export const presets = [
  {
    label: "Two starts",
    state: START,
    note:
      "One cost, two starts: a = 0.82 and a = 0.98. The worse one is the slower one, because its ball " +
      "lies where σ is flat.",
  },
  {
    label: "Two costs",
    state: { compare: "costs" },
    note:
      "One bad start, a = 0.98, one η, two costs. The quadratic cost has almost no speed for 150 " +
      "epochs; cross-entropy sets off at full speed.",
  },
  {
    label: "Worse still",
    state: { compare: "costs", ...STARTS.worse },
    note: "Both begin at w = b = 2.5. Guess first: how many epochs does each cost need to bring a below ½?",
  },
  {
    label: "η tuned for each",
    state: { compare: "costs", tuned: true },
    note:
      "With an η thirty times smaller, cross-entropy looks slow. But see the shapes: its speed is " +
      "highest at the start, when the mistake is worst.",
  },
  {
    label: "Another activation",
    state: { compare: "costs", activation: "tanh" },
    note:
      "tanh saturates too, and harder: at z = 4 its slope is 0.0013. Cross-entropy wants outputs " +
      "between 0 and 1, so that ball is left out.",
  },
  {
    label: "One that diverges",
    state: { activation: "linear", eta: 1.2 },
    note:
      "A linear neuron has no flat part, and no ceiling. With η above 1 each step lands farther from 0 " +
      "than the last: the numbers explode.",
  },
];

/** Start values whose sum is z: a known start where it is near, else both moved alike. */
export function startAt(/** @type {number} */ z, /** @type {{ w: number, b: number }} */ { w, b }) {
  const known = Object.values(STARTS).find((start) => Math.abs(start.w + start.b - z) < NEAR);
  if (known) return known;
  const within = (/** @type {number} */ value) => Number(Math.max(-5, Math.min(5, value)).toFixed(3));
  const moved = within((z + w - b) / 2);
  return { w: moved, b: within(z - moved) };
}

/** What a hand does to the figure. */
function actions(/** @type {Figure} */ { get, set }, /** @type {View} */ view, /** @type {Clock} */ clock) {
  const bring = (/** @type {number} */ z, /** @type {boolean} */ moving) =>
    set({ ...startAt(Math.max(-LIMIT, Math.min(LIMIT, z)), get()), epoch: 0 }, { moving });
  return {
    where: (/** @type {Element} */ handle) => view.touched(handle.getAttribute("data-run")),
    grab() {
      const [before, ran] = [get(), clock.isRunning()];
      clock.pause();
      view.hold();
      return {
        again() {
          view.release();
          set(before);
          if (ran) clock.run();
        },
      };
    },
    drag: (/** @type {number} */ x, /** @type {number} */ y) =>
      bring(Math.round(100 * nearest(view.place(), x, y)) / 100, true),
    release(/** @type {boolean} */ moved) {
      view.release();
      if (!moved) return;
      set({}); // the long texts follow at once
      if (!calm()) clock.run();
    },
    place(/** @type {number} */ z) {
      clock.pause();
      bring(z, false);
    },
    toggle: clock.toggle,
  };
}

function build(
  /** @type {import("./shared/shell.js").Parts<State>} */ { picture, hand, more, set, get, root, tell, halted },
) {
  const figure = { get, set };
  const clock = makeClock({
    epoch: () => get().epoch,
    last: () =>
      view.runs().reduce((last, run) => Math.max(last, run.diverged ? run.states.length : run.missing ? 0 : EPOCHS), 0),
    go: (epoch, moving) => set({ epoch }, { moving, running: true }),
    glide: () => view.draw(),
    changed() {
      refresh();
      tell(news(), clock.isRunning());
    },
  });
  const view = makeView(picture, get, clock.time);
  const refresh = addButtons({ hand, more }, figure, clock);
  const news = () => ({
    words: inWords(get(), view.runs(), clock.isRunning()),
    python: asPython(get(), view.runs()),
    goal: goalOf(get(), view.runs()),
  });
  addHands(view.svg, actions(figure, view, clock));
  halted(() => {
    if (!clock.isRunning()) return;
    clock.halt(); // perhaps before its first epoch: then no change of the state follows that would show it
    view.draw();
    refresh();
    tell(news());
  });
  root.addEventListener("pointerdown", ({ target }) => {
    if (/** @type {Element} */ (target).closest("input, select")) clock.pause();
  });
  root.addEventListener("click", ({ target }) => {
    if (/** @type {Element} */ (target).closest("[data-reset]")) view.forget();
  });
  return {
    update(/** @type {State} */ state) {
      view.show(state);
      refresh();
      return news();
    },
    stop() {
      clock.halt();
      view.stop();
    },
  };
}

const explorer = {
  name: "SaturationLab",
  intro: "Drag the ball along the curve and let go. One neuron, x = 1; the answer wanted is 0.",
  fields,
  presets,
  build,
};

export default { render: (/** @type {any} */ context) => mount(context, explorer) };
