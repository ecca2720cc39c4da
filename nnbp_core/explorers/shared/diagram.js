// A small network as a drawing: neurons in columns, weights as edges, numbers on both.
//
//   const net = diagram(parent, { title, sizes: [2, 3, 1], onEdge, ... });
//   net.update({ neuron: (layer, j) => ({ ... }), edge: (layer, j, k) => ({ ... }) });
//
// Layers count from 1 (the inputs), neurons from 1, as in the text: edge (2, 3, 1) is w²₃₁, to 3, from 1. Arrow keys
// move the focus along the edges, and along the neurons; each set is one tab stop.

import { followPointer } from "./handle.js";
import { indexOf, setParts, spoken } from "./notation.js";
import { add, ground, put, write } from "./write.js";

/**
 * @typedef {{ layer: number, j: number, k?: number }} Piece a neuron, or with k an edge
 * @typedef {import("./notation.js").Part | import("./notation.js").Part[] | null} Lettering
 * @typedef {{ above?: Lettering, inside?: Lettering, below?: Lettering, lit?: boolean, dim?: boolean, selected?: boolean,
 *   said?: string }} NeuronLook `said` is the accessible name
 * @typedef {{ label?: Lettering, value: number, width?: number, lit?: boolean, dim?: boolean, selected?: boolean,
 *   said?: string, at?: number, shift?: number }} EdgeLook
 *   `value` gives the sign: dashed below zero; `at` (0 ... 1) and `shift` (downwards) move the label
 * @typedef {{ sizes?: number[], width?: number, height?: number, margin?: number,
 *   neuron: (layer: number, j: number) => NeuronLook, edge: (layer: number, j: number, k: number) => EdgeLook }} Asked
 *   what to draw; the first four may change at any time
 * @typedef {Pick<import("./handle.js").HandleOptions, "min" | "max" | "step" | "value" | "move">} Pull
 * @typedef {{ title: string, sizes: number[], width?: number, height?: number, margin?: number, radius?: number,
 *   cost?: boolean, labelAt?: number, onEdge?: (piece: Piece) => void, onNeuron?: (piece: Piece) => void,
 *   onHover?: (piece: Piece | null) => void, onStep?: (piece: Piece, direction: number) => void,
 *   onDrag?: (piece: Piece) => Pull | undefined }} DiagramOptions
 *   title     what a screen reader calls the drawing
 *   width     340 wide stays readable on a telephone
 *   margin    from the side to the middle of the first and last neurons: room for half of their labels
 *   cost      true adds a last node, C, fed by every output: its layer is sizes.length + 1, its j is 1
 *   labelAt   where on an edge its label stands; at 0.4 the labels of 3 by 3 neurons stay apart
 *   onEdge, onNeuron   click, Enter or Space on a piece
 *   onHover   the pointer or the focus is on a piece; null when it leaves
 *   onStep    arrow up (1) or down (-1) on a piece; without it, these keys move the focus too
 *   onDrag    what dragging a piece changes (50 units are 1, right and up count as positive)
 */

const UNITS = 50; // of a drag, for 1
const KEYS = /** @type {Record<string, number>} */ ({ ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 });
const LETTERINGS = /** @type {const} */ (["above", "inside", "below"]);

/** @param {Piece} piece */
const addressOf = ({ layer, j, k }) => (k === undefined ? indexOf(layer, j) : indexOf(layer, j, k));

/**
 * Where everything stands.
 *
 * @param {number[]} sizes
 * @param {{ width: number, height: number, margin: number, cost?: boolean }} room
 */
export function layout(sizes, { width, height, margin, cost }) {
  const columns = cost ? [...sizes, 1] : sizes;
  const pitch = height / Math.max(...columns, 2);
  const neurons = columns.map((n, i) =>
    Array.from({ length: n }, (_, j) => ({
      layer: i + 1,
      j: j + 1,
      x: margin + (i * (width - 2 * margin)) / (columns.length - 1),
      y: height / 2 + (j - (n - 1) / 2) * pitch,
    })),
  );
  const edges = columns.slice(1).flatMap((n, i) =>
    Array.from({ length: n * columns[i] }, (_, e) => {
      const [j, k] = [Math.floor(e / columns[i]), e % columns[i]];
      return { layer: i + 2, j: j + 1, k: k + 1, from: neurons[i][k], to: neurons[i + 1][j] };
    }),
  );
  return { neurons: neurons.flat(), edges };
}

/**
 * Make a set of pieces answer to pointer and keyboard.
 *
 * @param {{ node: SVGGElement, piece: Piece }[]} items
 * @param {DiagramOptions} options
 * @param {((piece: Piece) => void) | undefined} choose
 */
function listen(items, { onHover, onStep, onDrag }, choose) {
  const focus = (/** @type {number} */ i) => items[(i + items.length) % items.length].node.focus();
  items.forEach(({ node, piece }, i) => {
    if (onHover) {
      for (const kind of ["pointerenter", "focus"]) node.addEventListener(kind, () => onHover(piece));
      for (const kind of ["pointerleave", "blur"]) node.addEventListener(kind, () => onHover(null));
    }
    if (choose) {
      write(node, { role: "button", tabindex: i ? -1 : 0 });
      node.addEventListener("click", () => choose(piece));
      node.addEventListener("focusin", () => {
        for (const item of items) put(item.node, "tabindex", item.node === node ? 0 : -1);
      });
      node.addEventListener("keydown", (event) => {
        const move = KEYS[event.key];
        if (event.key === "Enter" || event.key === " ") choose(piece);
        else if (move && onStep && /Up|Down/.test(event.key)) onStep(piece, -move);
        else if (move) focus(i + move);
        else return;
        event.preventDefault();
      });
    }
    const pull = onDrag?.(piece);
    if (!pull) return;
    const at = (/** @type {import("./handle.js").Point} */ { x, y }, /** @type {any} */ { point, value }) =>
      value + (x - point.x - (y - point.y)) / UNITS;
    followPointer(node, { name: "", label: "", at, ...pull });
    node.ownerSVGElement?.classList.add("nnbp-hands");
  });
}

/** @param {boolean} movable @param {string} kind @param {{ lit?: boolean, dim?: boolean, selected?: boolean, value?: number }} look */
const classOf = (movable, kind, { lit, dim, selected, value = 0 }) =>
  `${kind}${movable ? " nnbp-drag" : ""}${lit ? " nnbp-lit" : ""}${dim ? " nnbp-dim" : ""}${selected ? " nnbp-selected" : ""}${value < 0 ? " nnbp-negative" : ""}`;

/** @param {SVGGElement[]} groups @param {ReturnType<typeof layout>} places @param {DiagramOptions} options */
function draw([wires, nodes, labels], places, options) {
  const { radius = 22, onDrag, onEdge, onNeuron } = options;
  const down = [-radius - 6, 4, radius + 14]; // how far below the middle of a neuron its lettering stands
  for (const group of [wires, nodes, labels]) group.textContent = "";
  const movable = (/** @type {Piece} */ piece) => Boolean(onDrag?.(piece));
  const edges = places.edges.map(({ from, to, ...piece }) => {
    const node = add(wires, "g", { "data-edge": addressOf(piece) });
    const ends = { x1: from.x, y1: from.y, x2: to.x, y2: to.y };
    add(node, "line", { class: "nnbp-reach", ...ends });
    const wire = add(node, "line", { class: "nnbp-wire", ...ends });
    return { piece, from, to, node, wire, label: add(labels, "text"), movable: movable(piece) };
  });
  const neurons = places.neurons.map(({ x, y, ...piece }) => {
    const node = add(nodes, "g", { "data-neuron": addressOf(piece) });
    add(node, "circle", { r: radius, cx: x, cy: y });
    const texts = LETTERINGS.map((name, i) => add(node, "text", { class: `nnbp-${name}`, x, y: y + down[i] }));
    return { piece, node, texts, movable: movable(piece) };
  });
  listen(edges, options, onEdge);
  listen(neurons, options, onNeuron);
  return { edges, neurons };
}

/**
 * @param {HTMLElement} parent
 * @param {DiagramOptions} options
 */
export function diagram(parent, options) {
  const { title, radius = 22, cost = false, labelAt = 0.4, onEdge, onNeuron } = options;
  const svg = add(parent, "svg", { class: "nnbp-net", role: "group", "aria-label": spoken(title) });
  const groups = [add(svg, "g"), add(svg, "g"), add(svg, "g", { class: "nnbp-net-labels", "aria-hidden": "true" })];
  let drawn = "";
  let { edges, neurons } = draw(groups, { edges: [], neurons: [] }, options);

  /** @param {Asked} asked */
  function update(asked) {
    const { sizes, width, height, margin, neuron, edge } = {
      width: 340,
      height: 330,
      margin: radius + 16,
      ...options,
      ...asked,
    };
    const shape = `${sizes} ${width} ${height} ${margin}`;
    if (shape !== drawn) {
      drawn = shape;
      put(svg, "viewBox", `0 0 ${width} ${height}`);
      ({ edges, neurons } = draw(groups, layout(sizes, { width, height, margin, cost }), options));
      ground(svg, width, height);
    }
    for (const { piece, from, to, node, wire, label, movable } of edges) {
      const look = edge(piece.layer, piece.j, piece.k);
      const { at = labelAt, shift = 0, said, selected, width: thick = 2 } = look;
      put(node, "class", classOf(movable, "nnbp-edge", look));
      put(node, "aria-label", said && spoken(said));
      if (onEdge) put(node, "aria-pressed", Boolean(selected));
      put(wire, "stroke-width", thick);
      write(label, {
        class: classOf(movable, "nnbp-edge-label", look),
        x: from.x + at * (to.x - from.x),
        y: from.y + at * (to.y - from.y) + shift + 4,
      });
      setParts(label, look.label);
    }
    for (const { piece, node, texts, movable } of neurons) {
      const look = neuron(piece.layer, piece.j);
      put(node, "class", classOf(movable, "nnbp-neuron", look));
      put(node, "aria-label", look.said && spoken(look.said));
      if (onNeuron) put(node, "aria-pressed", Boolean(look.selected));
      LETTERINGS.forEach((name, i) => {
        setParts(texts[i], look[name]);
      });
    }
  }
  return { svg, update };
}
