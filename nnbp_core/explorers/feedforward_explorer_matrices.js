// The two layers in matrices, z = w a + b and a = σ(z): cells that the reader types into, and numbers that follow.

import { choosesByFocus, pullOf } from "./feedforward_explorer_hands.js";
import { fieldOf, LIMIT, nameOf, SIZES, symbolOf, tenths, thousandths } from "./feedforward_explorer_network.js";
import { isLit } from "./feedforward_explorer_scene.js";
import { followPointer } from "./shared/handle.js";
import { indexOf, set as setText, showNone, showQuantity, symbol, upTo } from "./shared/notation.js";
import { add, put } from "./shared/write.js";

/** @typedef {import("./feedforward_explorer_network.js").Piece} Piece */
/** @typedef {import("./feedforward_explorer_signal.js").Moment} Moment */
/** @typedef {import("./feedforward_explorer_hands.js").Figure} Figure */
/** @typedef {import("./feedforward_explorer_hands.js").Pointing} Pointing */
/** @typedef {(cell: HTMLInputElement, said: string) => void} Refuse says beside a cell why it does not take a number; nothing takes it back */
/** @typedef {{ layer: number, j: number, role: "from" | "to", quantity: "z" | "a" }} Follower */

/** @param {HTMLElement} parent @param {string} name @param {number} rows @param {number} columns @param {(table: HTMLElement, j: number, k: number) => void} cell */
function matrix(parent, name, rows, columns, cell) {
  const box = add(parent, "div");
  setText(add(box, "div", { class: "nnbp-ff-name" }), name);
  const table = add(box, "div", { class: "nnbp-ff-cells", style: `grid-template-columns: repeat(${columns}, auto)` });
  for (const j of upTo(rows)) for (const k of upTo(columns)) cell(table, j, k);
}

/** What is said of a number that a cell does not take. @param {Piece} piece @param {string} typed @param {number} kept */
function refusal(piece, typed, kept) {
  const what = typed === "" ? "That is no number" : `${typed.replace("-", "−")} is out of range`;
  return `${what}: ${symbolOf(piece)} goes from −${LIMIT} to ${LIMIT}. It stays ${tenths(kept)}.`;
}

/** A cell that the reader types into, or drags with the mouse. @param {HTMLElement} table @param {Piece} piece @param {Figure} figure @param {Pointing} pointing @param {Refuse} refuse */
function input(table, piece, figure, pointing, refuse) {
  const { get, set } = figure;
  const field = fieldOf(piece);
  const cell = add(table, "input", { type: "number", min: -LIMIT, max: LIMIT, step: 0.1, "data-field": field });
  put(cell, "data-quantity", piece.k ? "w" : piece.layer === 1 ? "a" : "b");
  put(cell, "data-index", nameOf(piece));
  put(cell, "aria-label", pullOf(piece, figure).label);
  let before = get()[field];
  let typing = false;
  const fits = () => Number.isFinite(cell.valueAsNumber) && Math.abs(cell.valueAsNumber) <= LIMIT;
  cell.addEventListener("focus", () => {
    before = get()[field];
    cell.select();
  });
  cell.addEventListener("input", () => {
    typing = true;
    if (fits()) set({ [field]: cell.valueAsNumber }, { moving: true });
  });
  cell.addEventListener("change", () => {
    typing = false;
    const typed = cell.value;
    const taken = fits();
    if (!taken) cell.value = shownIn(before);
    set({ [field]: taken ? cell.valueAsNumber : before });
    if (!taken) refuse(cell, refusal(piece, typed, before));
    before = get()[field];
    cell.value = shownIn(before);
  });
  cell.addEventListener(
    "pointerdown",
    (event) => {
      if (event.pointerType === "touch") event.stopImmediatePropagation(); // a finger taps here, or scrolls
    },
    true,
  );
  choosesByFocus(cell, piece, pointing);
  followPointer(cell, pullOf(piece, figure));
  return (/** @type {Piece} */ pointed) => {
    const value = get()[field];
    if (!typing && cell.value !== shownIn(value)) cell.value = shownIn(value);
    put(cell, "data-value", value);
    const chosen = nameOf(piece) === nameOf(pointed);
    put(cell, "class", chosen ? "nnbp-ff-chosen" : isLit(piece, pointed) ? "nnbp-ff-lit" : null);
  };
}

/** As a cell shows a value: the machine's minus, with the tenth always. @param {number} value */
const shownIn = (value) => (Number.isInteger(10 * value) ? value.toFixed(1) : String(value));

/** A number that follows. @param {HTMLElement} table @param {Follower} follower */
function number(table, { layer, j, role, quantity }) {
  const cell = add(table, "span", { "data-index": indexOf(layer, j), class: "nnbp-ff-follows" });
  return (/** @type {Piece} */ pointed, /** @type {(layer: number) => Moment | null} */ at) => {
    const moment = at(layer);
    const value = moment?.run[quantity](layer, j);
    const text = value === undefined ? "·" : thousandths(value);
    if (value === undefined) showNone(cell, text);
    else showQuantity(cell, quantity, value, text);
    const lit =
      role === "from"
        ? pointed.layer === layer + 1 && (!pointed.k || pointed.k === j)
        : pointed.layer === layer && pointed.j === j;
    put(cell, "class", `nnbp-ff-follows${lit ? " nnbp-ff-lit" : ""}${text.includes("^") ? " nnbp-ff-long" : ""}`);
  };
}

/**
 * Both layers. Returns what shows a moment in them.
 *
 * @param {HTMLElement} parent
 * @param {Figure} figure
 * @param {Pointing} pointing
 * @param {Refuse} refuse
 */
export function addMatrices(parent, figure, pointing, refuse) {
  const side = add(parent, "div", { class: "nnbp-ff-matrices" });
  /** @type {((pointed: Piece, at: (layer: number) => Moment | null) => void)[]} */
  const shows = [];
  const given = (/** @type {HTMLElement} */ table, /** @type {Piece} */ piece) =>
    shows.push(input(table, piece, figure, pointing, refuse));
  const follows = (/** @type {HTMLElement} */ table, /** @type {Follower} */ what) => shows.push(number(table, what));
  const sign = (/** @type {HTMLElement} */ box, /** @type {string} */ text) =>
    add(box, "span", { class: "nnbp-ff-sign" }, text);
  for (const layer of [2, 3]) {
    const [rows, columns] = [SIZES[layer - 1], SIZES[layer - 2]];
    const line = add(side, "div", { class: "nnbp-ff-line", role: "group", "aria-label": `Layer ${layer} in matrices` });
    const product = add(line, "div", { class: "nnbp-ff-group" });
    matrix(product, symbol("w", layer), rows, columns, (table, j, k) => given(table, { layer, j, k }));
    matrix(product, symbol("a", layer - 1), columns, 1, (table, j) => {
      if (layer === 2) given(table, { layer: 1, j });
      else follows(table, { layer: 2, j, role: "from", quantity: "a" });
    });
    sign(product, "+");
    matrix(product, symbol("b", layer), rows, 1, (table, j) => given(table, { layer, j }));
    const result = add(line, "div", { class: "nnbp-ff-group" });
    sign(result, "=");
    matrix(result, symbol("z", layer), rows, 1, (table, j) => follows(table, { layer, j, role: "to", quantity: "z" }));
    sign(result, "σ→");
    matrix(result, symbol("a", layer), rows, 1, (table, j) => follows(table, { layer, j, role: "to", quantity: "a" }));
  }
  return (/** @type {Piece} */ pointed, /** @type {(layer: number) => Moment | null} */ at) => {
    for (const show of shows) show(pointed, at);
  };
}
