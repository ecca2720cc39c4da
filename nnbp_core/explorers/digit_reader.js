// Draw a digit: a network learns to read 700 digits in the page, with the equations of the course, and then reads yours.

import { makeClock } from "./digit_reader_clock.js";
import { TRAINED } from "./digit_reader_digits.js";
import { BATCHES, greysOf, makeLearner, UNSEEN, unseen } from "./digit_reader_learner.js";
import { makePad } from "./digit_reader_pad.js";
import { makeView } from "./digit_reader_view.js";
import { asPython, goalOf, inWords } from "./digit_reader_words.js";
import { choices } from "./shared/address.js";
import { ACTIVATIONS, INITIALISATIONS } from "./shared/engine.js";
import { mount } from "./shared/shell.js";
import { add, say } from "./shared/write.js";

/** @typedef {import("./digit_reader_words.js").State} State */
/** @typedef {import("./digit_reader_chart.js").Ghost} Ghost */

const NOTHING = "0".repeat(64);
const WORTH = 1; // epochs that a run must have come to be kept in grey
const KEPT = 2; // of them
const TOLD = 2; // epochs between two sentences while it trains

/** @type {import("./shared/address.js").Field[]} */
export const fields = [
  { name: "layers", label: "hidden layers", kind: "count", min: 1, max: 4, step: 1 },
  { name: "activation", label: "their activation", kind: "choice", options: choices(Object.keys(ACTIVATIONS)) },
  {
    name: "init",
    label: "spread of the first weights",
    kind: "choice",
    options: Object.entries(INITIALISATIONS).map(([value, { formula }]) => ({
      value,
      label: `${value.replace("_", " ")}: ${formula}`,
    })),
  },
  { name: "eta", label: "learning rate η", kind: "number", min: 0.001, max: 10, scale: "log" },
  { name: "drawing", label: "the drawing", kind: "text", pattern: "[0-9a-g]{64}", hidden: true },
];

const START = {
  layers: 1,
  activation: "sigmoid",
  init: "lecun",
  eta: 0.7,
  drawing: "004cga0000fccb00001097000047fd7006ggfa30014c7000002g2000006c0000",
};
const ONE = "000af000000cg000000cg000000cd000000gc000000gc000000gc000000fa000";

/** @type {import("./shared/shell.js").Preset<State>[]} */
export const presets = [
  {
    label: "A 7 that it never saw",
    state: START,
    note: "This 7 is not among the digits that it learns from. Random weights read it as a 2. Press Train.",
  },
  {
    label: "A plain 1",
    state: { drawing: ONE },
    note:
      "One stroke from top to bottom, no flag and no foot; few of the 13 people who wrote the digits left both out. " +
      "Train first, then look how sure it is.",
  },
  {
    label: "Four layers of sigmoids",
    state: { layers: 4 },
    note:
      "Train, and watch the orange: the error fades on its way back, the first layers stay dark, and the network " +
      "goes on guessing.",
  },
  {
    label: "Four layers of tanh",
    state: { layers: 4, activation: "tanh", init: "glorot", eta: 0.1 },
    note:
      "As deep, but the slope of tanh at 0 is 1, that of the sigmoid ¼. Train: the orange reaches the first layer, " +
      "and the network learns.",
  },
];

const given = new Set([...UNSEEN, ONE]);
const settingsOf = (/** @type {State} */ { layers, activation, init, eta }) => ({ layers, activation, init, eta });
const keyOf = (/** @type {State} */ state) => JSON.stringify(settingsOf(state));

/** The next of the unseen digits. @param {string} drawing */
export const nextOf = (drawing) => UNSEEN[((unseen(drawing)?.place ?? -1) + 1) % UNSEEN.length];

/** The network that the state asks for, and those before it. */
function keepLearner(/** @type {() => State} */ get) {
  let key = keyOf(get());
  let learner = makeLearner(settingsOf(get()));
  let ghosts = /** @type {readonly Ghost[]} */ ([]);
  function begin(keep = true) {
    const { layers, activation } = learner.settings;
    if (!keep) ghosts = [];
    else if (learner.history.length > 2 * WORTH)
      ghosts = [...ghosts, { name: `${layers} × ${activation}`, history: learner.history }].slice(-KEPT);
    key = keyOf(get());
    learner = makeLearner(settingsOf(get()));
  }
  return {
    begin,
    follow: () => key === keyOf(get()) || begin(),
    learner: () => learner,
    ghosts: () => ghosts,
  };
}

/** The outputs for a drawing. */
const outputsFor = (
  /** @type {import("./digit_reader_learner.js").Learner} */ learner,
  /** @type {string} */ drawing,
) => learner.read(greysOf(drawing))[learner.sizes.length - 1];

/** The open buttons; returns what shows how things stand. */
function addButtons(
  /** @type {HTMLElement} */ hand,
  /** @type {{ train: () => void, clear: () => void, another: () => void }} */ act,
) {
  const train = add(hand, "button", { type: "button", class: "nnbp-main", "data-run-button": "", onclick: act.train });
  add(hand, "button", { type: "button", "data-clear": "", onclick: act.clear }, "Clear");
  add(hand, "button", { type: "button", "data-another": "", onclick: act.another }, "Another digit");
  return (/** @type {string} */ label) => say(train, label);
}

/** Train, or pause; a run that is over begins anew. */
function toggle(
  /** @type {ReturnType<typeof makeClock>} */ clock,
  /** @type {ReturnType<typeof keepLearner>} */ { learner, begin },
) {
  if (clock.isRunning()) return clock.halt();
  if (learner().over()) begin();
  return clock.run();
}

/** What a reader may want to know of the data, and of a link. @param {HTMLElement} more */
function addNotes(more) {
  add(
    more,
    "p",
    {},
    "The link and the copy hold the settings and the drawing, not the trained weights: whoever opens them trains anew. " +
      "The first weights come from numpy’s default_rng with a fixed seed, so every run with the same settings is the same.",
  );
  add(
    more,
    "p",
    {},
    `Digits: E. Alpaydin and C. Kaynak (1998), UCI Machine Learning Repository, doi:10.24432/C50P49, CC BY 4.0. It learns from ${TRAINED} of them, each also moved by a pixel to either side and leaning to either side; the ${UNSEEN.length} that it is asked are others.`,
  );
}

/** What the figure says of itself. */
const newsOf = (/** @type {import("./digit_reader_words.js").Shown} */ shown) => ({
  words: inWords(shown),
  python: asPython(shown),
  goal: goalOf(shown),
});

/** A press anywhere stops the training; Reset forgets it. */
function listen(/** @type {HTMLElement} */ root, /** @type {() => void} */ halt, /** @type {() => void} */ forget) {
  root.addEventListener("pointerdown", ({ target }) => {
    if (!(/** @type {Element} */ (target).closest("[data-run-button]"))) halt();
  });
  root.addEventListener("click", ({ target }) => {
    if (/** @type {Element} */ (target).closest("[data-reset]")) forget();
  });
}

/** @param {import("./shared/shell.js").Parts<State>} parts */
function build({ picture, hand, more, set, get, root, tell, halted }) {
  const kept = keepLearner(get);
  let byHand = true; // what the reader draws is read at once, and so is the start
  let told = 0;
  const view = makeView(picture, (side) => pad.place(side));
  const pad = makePad(picture, {
    drawing: () => get().drawing,
    fresh: (drawing) => given.has(drawing),
    press: () => clock.halt(),
    draw(drawing, moving, strokes) {
      byHand = true;
      view.pen(strokes);
      set({ drawing }, { moving, running: true });
      byHand = false;
    },
  });
  const shown = () => {
    const [state, learner] = [get(), kept.learner()];
    return { state, learner, outputs: view.outputs(), running: clock.isRunning(), given: given.has(state.drawing) };
  };
  function draw(going = false) {
    const [{ drawing }, learner, running] = [get(), kept.learner(), clock.isRunning()];
    const { reached } = goalOf({ ...shown(), outputs: outputsFor(learner, drawing) });
    view.show({ drawing, learner, running, ghosts: kept.ghosts(), reached }, going);
    label(running ? "Pause" : learner.over() ? "Again" : "Train");
  }
  const changed = () => [draw(), tell(newsOf(shown()))];
  const clock = makeClock({
    learner: kept.learner,
    changed,
    frame(looked) {
      view.train(looked);
      const epoch = Math.floor(kept.learner().batches() / BATCHES / TOLD);
      if (epoch !== told && looked) tell(newsOf(shown()), true);
      told = epoch;
    },
  });
  const label = addButtons(hand, {
    train: () => toggle(clock, kept),
    clear: () => set({ drawing: NOTHING }),
    another: () => set({ drawing: nextOf(get().drawing) }),
  });
  halted(() => [pad.stop(), clock.halt()]);
  addNotes(more);
  listen(root, clock.halt, () => [kept.begin(false), changed()]);
  function update(/** @type {State} */ state) {
    kept.follow();
    draw(!byHand);
    if (!byHand) view.pen([]);
    byHand = false;
    pad.show(state.drawing);
    return newsOf(shown());
  }
  return { update, stop: () => [clock.halt(), pad.stop(), view.stop()] };
}

const explorer = {
  name: "DigitReader",
  intro: "Press Train. When it reads the 7, draw a digit of your own on the grid.",
  fields,
  presets,
  build,
};

export default { render: (/** @type {any} */ context) => mount(context, explorer) };
