// A network of 2, 3 and 1 neurons beside its matrices. Every number can be changed; the signal brings it to the rest.

import { addMatrices } from "./feedforward_explorer_matrices.js";
import {
  asPython,
  BIASES,
  compute,
  fieldOf,
  formulaOf,
  goalFrom,
  INPUTS,
  inWords,
  LIMIT,
  nameOf,
  PIECES,
  pieceOf,
  placeOf,
  symbolOf,
  tenths,
  WEIGHTS,
} from "./feedforward_explorer_network.js";
import { originOf } from "./feedforward_explorer_signal.js";
import { makeView } from "./feedforward_explorer_view.js";
import { choices } from "./shared/address.js";
import { ACTIVATIONS } from "./shared/engine.js";
import { plain, setParts, set as setText, showQuantity } from "./shared/notation.js";
import { mount } from "./shared/shell.js";
import { add, put } from "./shared/write.js";

export { compute };

/** @typedef {import("./feedforward_explorer_network.js").State} State */
/** @typedef {import("./feedforward_explorer_network.js").Piece} Piece */
/** @typedef {import("./feedforward_explorer_network.js").Run} Run */
/** @typedef {import("./shared/address.js").Field} Field */

const LINE = 78; // signs of a formula that stand side by side in full size
const ORDER = [...INPUTS, ...WEIGHTS, ...BIASES].map(fieldOf);

/** @type {Field[]} */
export const fields = [
  ...PIECES.map((piece) => ({
    name: fieldOf(piece),
    label: `${symbolOf(piece)}, ${placeOf(piece)}`,
    kind: /** @type {const} */ ("number"),
    min: -LIMIT,
    max: LIMIT,
    step: 0.1,
    hidden: true,
  })),
  { name: "activation", label: "activation", kind: "choice", open: true, options: choices(Object.keys(ACTIVATIONS)) },
  {
    name: "selected",
    label: "in the formula",
    kind: "choice",
    plays: true,
    options: [...WEIGHTS, ...BIASES, ...INPUTS].map((piece) => ({
      value: nameOf(piece),
      label: `${symbolOf(piece)}: ${placeOf(piece)}`,
    })),
  },
];

/** A state from its numbers: inputs, w² by rows, w³, b², b³. @param {number[]} numbers @param {string} activation @param {string} selected @returns {State} */
const stateOf = (numbers, activation, selected) => ({
  ...Object.fromEntries(ORDER.map((name, i) => [name, numbers[i]])),
  activation,
  selected,
});

const START = stateOf([1, 3, 2, -1, 0, 1, -1, 1, 1, -2, 0.5, 0.5, -2, 0, 0.25], "sigmoid", "2,3,1");

/** @type {import("./shared/shell.js").Preset<State>[]} */
export const presets = [
  {
    label: "Chapter 1",
    state: START,
    note: "The network of the chapter. Point at a weight: its edge, its row and its column light up. Drag it, and see what follows it and what does not.",
  },
  {
    label: "One weight decides",
    state: stateOf([1, 0, 0.1, 4, 2, -3, -0.1, 5, 0.2, 8, -0.2, 0, 0, 0, -4], "sigmoid", "2,2,1"),
    note: "One road is wide: from x_{1} through w^{2}_{21} and w^{3}_{12}. Drag w^{2}_{21} from 2 to −2: the answer falls from 0.96 to 0.05. The second column of w^{2} meets x_{2} = 0, so nothing in it counts.",
  },
  {
    label: "All saturated",
    state: stateOf([1, 1, 6, 4, -5, -5, 7, 3, 8, -3, 2, 0, 0, 0, 0], "sigmoid", "2,1,1"),
    note: "Every point lies on a flat part of σ: 1, 0, 1, and the answer is 1. Drag any weight by 1 and look for a neuron that moves. Chapter 6 is about this.",
  },
  {
    label: "With ReLU",
    state: stateOf([1, 3, 2, -1, 0, 1, -1, 1, 1, -2, 0.5, 0.5, -2, 0, 2.25], "relu", "2,1,2"),
    note: "ReLU lets what is positive pass and turns the rest into 0. The first hidden neuron is off: its z is −0.5. Raise w^{2}_{12} until it wakes up.",
  },
];

/** @param {State} state @param {Run} run */
export const goalOf = (state, run) => goalFrom(state, run, START);

/** The slider of the piece that is chosen: on a phone, what a tap brings. @param {import("./shared/shell.js").Parts<State>} parts */
function addSlider({ hand, get, set }) {
  const box = add(hand, "div", { class: "nnbp-control nnbp-ff-slider" });
  const label = add(box, "label", { for: "nnbp-ff-slider" });
  const [name, shown] = [add(label, "span"), add(label, "span", { class: "nnbp-shown" })];
  const slider = add(box, "input", { type: "range", id: "nnbp-ff-slider", min: -LIMIT, max: LIMIT, step: 0.1 });
  const field = () => fieldOf(pieceOf(get().selected));
  slider.addEventListener("input", () => set({ [field()]: Number(slider.value) }, { moving: true }));
  slider.addEventListener("change", () => set({ [field()]: Number(slider.value) }));
  return (/** @type {State} */ state) => {
    const piece = pieceOf(state.selected);
    const value = state[fieldOf(piece)];
    setText(name, `${symbolOf(piece)}, ${placeOf(piece)}`);
    showQuantity(shown, piece.k ? "w" : piece.layer === 1 ? "a" : "b", value, tenths(value));
    put(shown, "data-index", nameOf(piece));
    if (Number(slider.value) !== value) slider.value = String(value);
    put(slider, "aria-valuetext", plain(tenths(value)));
  };
}

/** The formula of the neuron that is pointed at. @param {HTMLElement} picture */
function addFormula(picture) {
  const box = add(picture, "div", { class: "nnbp-ff-formula" });
  const [where, sum, bend] = [0, 1, 2].map(() => add(box, "p"));
  return (
    /** @type {import("./feedforward_explorer_signal.js").Moment | null} */ moment,
    /** @type {Piece} */ piece,
  ) => {
    box.classList.toggle("nnbp-ff-empty", !moment);
    if (!moment) return;
    const parts = formulaOf(moment.state, moment.run, piece);
    const length = [...parts.sum, ...parts.bend].map((part) => plain(typeof part === "string" ? part : `${part.text}`));
    box.classList.toggle("nnbp-ff-long", length.join("").length > LINE);
    setParts(where, parts.where);
    setParts(sum, parts.sum);
    setParts(bend, parts.bend);
  };
}

/** What is said beside a cell that does not take a number. @param {HTMLElement} below @param {HTMLElement} notice @param {() => void} changed */
function addRefusals(below, notice, changed) {
  below.append(notice);
  const mark = (/** @type {boolean} */ on) => notice.classList.toggle("nnbp-ff-refusal", on);
  return {
    refuse(/** @type {HTMLInputElement} */ cell, /** @type {string} */ said) {
      const [box, room] = [cell.getBoundingClientRect(), below.getBoundingClientRect()];
      notice.style.setProperty("--top", `${Math.round(box.bottom - room.top + 4)}px`);
      mark(true);
      setText(notice, said);
      notice.dataset.said = said;
      changed();
    },
    said: () => (notice.classList.contains("nnbp-ff-refusal") ? `${notice.dataset.said} ` : ""),
    forget() {
      if (notice.classList.contains("nnbp-ff-refusal")) setText(notice, "");
      mark(false);
    },
  };
}

/** @param {HTMLElement} root @param {string} which @returns {HTMLElement} */
const partOf = (root, which) => /** @type {HTMLElement} */ (root.querySelector(which));

/** @param {import("./shared/shell.js").Parts<State>} parts */
function build(parts) {
  const { picture, hand, below, root, get, set, tell } = parts;
  let hovered = /** @type {Piece | null} */ (null);
  let last = /** @type {State | undefined} */ (undefined);
  const pointing = {
    hover(/** @type {Piece | null} */ piece) {
      hovered = piece;
      view.draw();
    },
    select: (/** @type {Piece} */ piece) => set({ selected: nameOf(piece) }, { running: true }),
  };
  const pointed = () => hovered ?? pieceOf(get().selected);
  const arrived = () => view.at(3);
  const news = () => {
    const { state, run } = arrived() ?? { state: get(), run: compute(get()) };
    return {
      words: refusals.said() + inWords({ ...state, selected: get().selected }, run),
      python: asPython(get()),
      goal: goalOf(state, run),
    };
  };
  const view = makeView(picture, parts, pointing, {
    look() {
      const moment = arrived();
      return { piece: pointed(), reached: moment !== null && goalOf(moment.state, moment.run).reached };
    },
    drawn() {
      const piece = pointed();
      showFormula(view.at(piece.layer), piece);
      showCells(piece, view.at);
    },
    moving(on) {
      put(root, "data-computing", on ? "" : null);
      if (!on) tell(news());
    },
  });
  const said = add(below, "div", { class: "nnbp-ff-said" });
  said.append(partOf(root, "[data-goal]"), partOf(root, "[data-words]"));
  const showFormula = addFormula(picture);
  const showSlider = addSlider(parts);
  add(hand, "button", { type: "button", class: "nnbp-main", "data-send": "", onclick: view.send }, "Send signal");
  const refusals = addRefusals(below, partOf(root, "[data-notice]"), () => tell(news()));
  const showCells = addMatrices(below, parts, pointing, refusals.refuse);
  root.addEventListener("pointerdown", view.rest, true);
  return {
    update(/** @type {State} */ state) {
      if (last && originOf(last, state)) refusals.forget(); // the next cell's focus keeps what is said of this one
      last = state;
      showSlider(state);
      view.show(state);
      return news();
    },
    stop: view.stop,
  };
}

const explorer = {
  name: "FeedforwardExplorer",
  intro: "Drag a weight on its edge: the signal brings the change to the output.",
  fields,
  presets,
  build,
};

export default { render: (/** @type {any} */ context) => mount(context, explorer) };
