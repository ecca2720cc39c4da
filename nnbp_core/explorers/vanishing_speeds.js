// Dark below: a deeper network learns to read real digits. How long is the error δ^l in each layer, and what of it
// arrives at the first?

import { choices } from "./shared/address.js";
import { ACTIVATIONS, COSTS, INITIALISATIONS } from "./shared/engine.js";
import { handle } from "./shared/handle.js";
import { addRun, afterPaint } from "./shared/motion.js";
import { mount } from "./shared/shell.js";
import { put } from "./shared/write.js";
import { addHands } from "./vanishing_speeds_hands.js";
import { EPOCHS, isOut, MOST_HIDDEN, runOf } from "./vanishing_speeds_runs.js";
import { makeView } from "./vanishing_speeds_view.js";
import { asPython, goalOf, inWords } from "./vanishing_speeds_words.js";

/** @typedef {import("./vanishing_speeds_runs.js").State} State */
/** @typedef {import("./vanishing_speeds_runs.js").Run} Run */

const [AT_ONCE, SLICE] = [2, 4]; // milliseconds of training before an answer is drawn, and after a frame
const AHEAD = 4; // epochs that are trained before they are asked for: a hand finds them ready
const KEPT = 8; // runs

/** A spread in a list that is narrow on a phone: n neurons before the weights, m behind. @param {string} name @param {string} formula */
const named = (name, formula) => `${name}: ${formula.replace("n_in", "n").replace("n_out", "m")}`;

/** @type {import("./shared/address.js").Field[]} */
export const fields = [
  { name: "depth", label: "hidden layers", kind: "count", min: 1, max: MOST_HIDDEN, step: 1 },
  {
    name: "init",
    label: "first weights",
    kind: "choice",
    open: true,
    options: Object.entries(INITIALISATIONS).map(([value, { formula }]) => ({ value, label: named(value, formula) })),
  },
  { name: "activation", label: "neurons", kind: "choice", open: true, options: choices(Object.keys(ACTIVATIONS)) },
  { name: "cost", label: "cost", kind: "choice", options: choices(Object.keys(COSTS)) },
  { name: "eta", label: "learning rate η", kind: "number", min: 0.001, max: 10, scale: "log" },
  { name: "epoch", label: "epoch", kind: "count", min: 0, max: EPOCHS, step: 1, plays: true },
];

const START = { depth: 4, init: "lecun", activation: "sigmoid", cost: "cross-entropy", eta: 0.5, epoch: 0 };

/** @type {import("./shared/shell.js").Preset<State>[]} */
export const presets = [
  {
    label: "It starves",
    state: START,
    note:
      "Four hidden layers of sigmoids. Each layer farther from the output hears five times less, so it is dark below, " +
      "and after 60 epochs the network still gives one answer to all. Take two layers away, and see.",
  },
  {
    label: "It learns",
    state: { init: "he", activation: "tanh", eta: 0.15 },
    note:
      "tanh has slope 1 where z = 0, and he weights keep the error as long as it was. All layers glow alike: 82 digits " +
      "are read after 20 epochs, all of them after 40. Then all grow dim alike, because there is nothing left to learn.",
  },
  {
    label: "ReLU",
    state: { init: "he", activation: "relu", eta: 0.03 },
    note:
      "A ReLU passes the error on whole where it is on, and not at all where it is off. The layers glow alike, and 89 " +
      "digits are read. Now raise η to 0.5 and see the neurons go silent.",
  },
  {
    label: "It explodes",
    state: { init: "standard_normal", activation: "linear", eta: 0.01 },
    note:
      "Linear neurons have slope 1, and weights of size 1 are too large for them: the error grows on its way down, two " +
      "hundred times. Press Run: one such step is too long. What would sigmoids do with such weights?",
  },
  {
    label: "It learns, then explodes",
    state: { activation: "linear", eta: 0.05 },
    note:
      "Linear neurons have no ceiling either. This network reads 98 of the digits, while the error below grows to six " +
      "times that of the output. Then one step overshoots, and the next is longer. Guess in which epoch it ends.",
  },
];

/** Runs that were looked at lately, by their settings. */
function memory() {
  const runs = /** @type {Map<string, Run>} */ (new Map());
  return (/** @type {State} */ { epoch, ...settings }) => {
    const key = JSON.stringify(settings);
    const run = runs.get(key) ?? runOf(settings);
    runs.delete(key);
    runs.set(key, run);
    if (runs.size > KEPT) runs.delete(/** @type {string} */ (runs.keys().next().value));
    return run;
  };
}

/** The mark of the epoch is a handle: back over what has been run, and on. @param {ReturnType<typeof makeView>} view @param {import("./shared/shell.js").Parts<State>} parts @param {(held: boolean, dragged: boolean) => void} hold */
function addGrip({ grip, epochAt }, { get, set }, hold) {
  return handle(grip, {
    name: "epoch",
    label: "epoch",
    min: 0,
    max: EPOCHS,
    step: 1,
    value: () => get().epoch,
    move(epoch, moving) {
      hold(true, moving);
      set({ epoch }, { moving });
    },
    release: () => hold(false, false),
    at: ({ x }) => epochAt(x),
    words: (epoch) => `epoch ${epoch} of ${EPOCHS}`,
  });
}

/** @param {import("./shared/shell.js").Parts<State>} parts */
function build(parts) {
  const { picture, get, set, root, tell, halted } = parts;
  const lookUp = memory();
  let run = lookUp(get());
  let peak = 0; // the last epoch that has been seen
  let [held, dragged] = [false, false]; // the mark of the epoch: by keys or pointer, by a pointer
  let [asked, from] = [0, 0]; // the epoch that is asked for, and the one before
  let waiting = /** @type {(() => void) | undefined} */ (undefined);
  const view = makeView(picture, () => clock.running());
  const clock = addRun(parts, {
    last: EPOCHS,
    seconds: 10,
    ready: () => run.reaches(get().epoch),
    over: () => isOut(run, get().epoch),
  });
  const tellGrip = addGrip(view, parts, (...now) => {
    [held, dragged] = now;
  });

  /** Train so far, for a few milliseconds; and come back after the next frame while epochs are missing. @param {number} ms @param {number} [ahead] */
  function compute(ms, ahead = 0) {
    const { epoch } = get();
    const until = performance.now() + ms;
    while (!run.reaches(epoch + ahead) && performance.now() < until) run.advance();
    if (!run.reaches(epoch + AHEAD)) waiting ??= afterPaint(again);
  }
  function again() {
    const asks = !run.reaches(get().epoch);
    waiting = undefined;
    compute(SLICE, AHEAD);
    if (asks) tell(update(get(), 0), clock.running());
  }
  /** @param {State} state @param {number} [ms] */
  function update(state, ms = AT_ONCE) {
    const before = run;
    run = lookUp(state);
    compute(ms);
    if (state.epoch !== asked) [from, asked] = [asked, state.epoch];
    const { states } = run;
    const shown = states[Math.min(state.epoch, states.length - 1)];
    if (before !== run || (state.epoch === 0 && !held)) peak = 0;
    peak = Math.max(peak, shown?.epoch ?? 0);
    put(root, "data-computing", run.reaches(state.epoch) ? null : "");
    const goal = goalOf(state, run);
    const out = isOut(run, state.epoch) ? states.length : null;
    const passes = shown?.epoch === asked && asked === from + 1 && !dragged;
    const mark = clock.running() || run.reaches(state.epoch) ? null : state.epoch;
    const { aims, reached } = goal;
    if (shown) view.show({ run, moment: shown, states: states.slice(0, peak + 1), out, mark, aims, reached, passes });
    tellGrip();
    return { words: inWords(state, run, shown), python: asPython({ ...state, epoch: shown?.epoch ?? 0 }), goal };
  }

  addHands(view.scene, {
    point: view.point,
    read: view.read,
    change: (by) => set({ depth: get().depth + by, epoch: 0 }),
  });
  halted(view.settle);
  startAnew(parts, view);
  return {
    update,
    stop() {
      waiting?.();
      view.stop();
    },
  };
}

/** Another network begins at epoch 0; Reset forgets what was pointed at. @param {import("./shared/shell.js").Parts<State>} parts @param {ReturnType<typeof makeView>} view */
function startAnew({ root, get, set }, view) {
  const anew = (/** @type {Event} */ { target, type }) => {
    const control = /** @type {HTMLElement} */ (target);
    const { field } = control.dataset;
    if (!field || field === "epoch" || get().epoch === 0) return;
    if (type === (control.matches("select") ? "change" : "input")) set({ epoch: 0 }, { moving: type === "input" });
  };
  for (const kind of ["input", "change"]) root.addEventListener(kind, anew);
  root.addEventListener("click", ({ target }) => {
    const button = /** @type {Element} */ (target).closest("button");
    if (button?.matches("[data-reset]")) view.forget();
    if (button?.matches("[data-run-button]")) view.wake();
  });
}

const explorer = {
  name: "VanishingSpeeds",
  intro: "Press Run. Orange is the error, coming back from the output: how far down does it get?",
  fields,
  presets,
  build,
};

export default { render: (/** @type {any} */ context) => mount(context, explorer) };
