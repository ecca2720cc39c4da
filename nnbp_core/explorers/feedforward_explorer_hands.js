// What can be taken hold of in the drawing: a pill on each edge for its weight, one on each neuron for its bias, and the
// inputs. They are dragged sideways; a tap, a look or the focus points at one.

import {
  BIASES,
  fieldOf,
  LIMIT,
  nameOf,
  PIECES,
  placeOf,
  symbolOf,
  tenths,
  WEIGHTS,
} from "./feedforward_explorer_network.js";
import { biasAt, n, neuronAt, pathOf, pillAt } from "./feedforward_explorer_place.js";
import { handleText } from "./feedforward_explorer_scene.js";
import { handle } from "./shared/handle.js";
import { spoken } from "./shared/notation.js";
import { add, say, write } from "./shared/write.js";

/** @typedef {import("./feedforward_explorer_network.js").State} State */
/** @typedef {import("./feedforward_explorer_network.js").Piece} Piece */
/** @typedef {import("./feedforward_explorer_place.js").Place} Place */
/** @typedef {import("./feedforward_explorer_place.js").Edge} Edge */
/** @typedef {{ hover: (piece: Piece | null) => void, select: (piece: Piece) => void }} Pointing */
/** @typedef {{ get: () => State, set: (patch: Partial<State>, how?: import("./shared/shell.js").How) => void }} Figure */

const PER_UNIT = 50; // px of a drag that make 1

/** What a hand does to a piece: steps of a tenth within the limits. @param {Piece} piece @param {Figure} figure */
export function pullOf(piece, { get, set }) {
  const field = fieldOf(piece);
  return {
    name: field,
    label: `${spoken(symbolOf(piece))}${piece.k ? "" : `, ${placeOf(piece)}`}`,
    min: -LIMIT,
    max: LIMIT,
    step: 0.1,
    value: () => get()[field],
    move: (/** @type {number} */ value, /** @type {boolean} */ moving) => set({ [field]: value }, { moving }),
    at: (/** @type {{ x: number }} */ { x }, /** @type {{ point: { x: number }, value: number }} */ { point, value }) =>
      value + (x - point.x) / PER_UNIT,
    words: tenths,
  };
}

/** Let a part of the page point at a piece: by the mouse over it, a tap. @param {Element} node @param {Piece} piece @param {Pointing} pointing */
function pointsAt(node, piece, { hover, select }) {
  node.addEventListener("pointerenter", (event) => {
    if (/** @type {PointerEvent} */ (event).pointerType !== "touch") hover(piece);
  });
  node.addEventListener("pointerleave", () => hover(null));
  node.addEventListener("click", () => select(piece));
}

/** The same, and by the focus. Chromium makes a stop of every part of a drawing that listens to it: so a handle's or a cell's alone. @param {Element} node @param {Piece} piece @param {Pointing} pointing */
export function choosesByFocus(node, piece, pointing) {
  let finger = false;
  node.addEventListener(
    "pointerdown",
    (event) => {
      finger = /** @type {PointerEvent} */ (event).pointerType === "touch"; // it may be about to scroll
      setTimeout(() => {
        finger = false;
      });
    },
    true,
  );
  node.addEventListener("focus", () => finger || pointing.select(piece));
  pointsAt(node, piece, pointing);
}

/** Where a piece is held, and how large what is held is. @param {Place} place @param {Piece} piece */
function gripOf(place, piece) {
  const { layer, j, k } = piece;
  if (k) return { ...pillAt(place, { layer, j, k }), wide: place.small ? 40 : 44, high: 20, round: 10 };
  if (layer > 1) return { ...biasAt(place, layer, j), wide: place.small ? 42 : 46, high: 18, round: 4 };
  const size = 2 * place.input;
  return { ...neuronAt(place, layer, j), wide: size, high: size, round: place.input };
}

/** One handle. @param {SVGGElement} parent @param {Piece} piece @param {Figure} figure @param {Pointing} pointing */
function addGrip(parent, piece, figure, pointing) {
  const group = add(parent, "g", { class: "nnbp-ff-grip" });
  if (piece.layer === 1) group.dataset.neuron = nameOf(piece);
  const reach = add(group, "rect", { class: "nnbp-ff-reach" });
  const arrows = add(group, "path", { class: "nnbp-ff-arrows" });
  const body = add(group, "rect", { class: "nnbp-ff-pill" });
  const text = add(group, "text", { y: 4.5 });
  const pull = pullOf(piece, figure);
  const tell = handle(group, { ...pull, grab: () => pointing.select(piece) });
  choosesByFocus(group, piece, pointing);

  return (/** @type {Place} */ place, /** @type {Piece} */ pointed) => {
    const { x, y, wide, high, round } = gripOf(place, piece);
    const value = pull.value();
    const on = nameOf(piece) === nameOf(pointed);
    const [across, along] = [Math.max(44, wide + 6), Math.max(26, high + 6)];
    write(group, { transform: `translate(${n(x)} ${n(y)})` });
    group.classList.toggle("nnbp-ff-negative", value < 0);
    group.classList.toggle("nnbp-ff-on", on);
    write(reach, { x: -across / 2, y: -along / 2, width: across, height: along });
    write(body, { x: -wide / 2, y: -high / 2, width: wide, height: high, rx: round });
    const tip = wide / 2 + 3;
    write(arrows, { d: `M${-tip} -4l-4 4l4 4M${tip} -4l4 4l-4 4` });
    say(text, handleText(piece, value));
    tell();
  };
}

/** An edge, or a neuron, that the mouse can point at and a tap can choose. @param {SVGGElement} parent @param {Piece} piece @param {Pointing} pointing */
function addTarget(parent, piece, pointing) {
  const kind = piece.k ? "edge" : "neuron";
  const group = add(parent, "g", { class: `nnbp-ff-${kind}`, [`data-${kind}`]: nameOf(piece) });
  const area = piece.k ? add(group, "path", { class: "nnbp-reach" }) : add(group, "circle", { class: "nnbp-ff-reach" });
  pointsAt(group, piece, pointing);
  return (/** @type {Place} */ place) => {
    const { layer, j, k } = piece;
    if (k) write(area, { d: pathOf(place, { layer, j, k }) });
    else write(area, { cx: place.x[layer], cy: place.y[layer][j - 1], r: place.r + 4 });
  };
}

/**
 * All of them; returns what puts them in their places.
 *
 * @param {SVGGElement} targets
 * @param {SVGGElement} grips
 * @param {Figure} figure
 * @param {Pointing} pointing
 */
export function addHands(targets, grips, figure, pointing) {
  const areas = [...WEIGHTS, ...BIASES].map((piece) => addTarget(targets, piece, pointing));
  const held = PIECES.map((piece) => addGrip(grips, piece, figure, pointing));
  return (/** @type {Place} */ place, /** @type {Piece} */ pointed) => {
    for (const show of areas) show(place);
    for (const show of held) show(place, pointed);
  };
}
