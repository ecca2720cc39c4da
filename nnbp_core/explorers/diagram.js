// A small network as a drawing: neurons in columns, weights as edges, numbers on both.
//
//   const net = diagram(parent, { title, sizes: [2, 3, 1], onEdge, ... });
//   net.update({ neuron: (layer, j) => ({ ... }), edge: (layer, j, k) => ({ ... }) });
//
// Layers count from 1 (the inputs), neurons from 1, as in the text: edge (2, 3, 1) is w²₃₁, to 3, from 1.
//
// options   title            what a screen reader calls the drawing
//           sizes            neurons in each layer
//           width, height    of the viewBox; 340 wide stays readable on a telephone
//           margin           from the side to the middle of the first and last neurons: room for half of their labels.
//                            update({ sizes, width, height, margin, ... }) may change these four at any time
//           radius           of a neuron
//           cost             true adds a last node, C, fed by every output: its layer is sizes.length + 1, its j is 1
//           labelAt          where on an edge its label stands, 0 ... 1; at 0.4 the labels of 3 by 3 neurons stay apart
//           onEdge(part)     click, Enter or Space on an edge; part = { layer, j, k }
//           onNeuron(part)   the same on a neuron; part = { layer, j }
//           onHover(part)    the pointer or the focus is on a part; null when it leaves
//           onStep(part, d)  arrow up (d = 1) or down (d = -1) on a part; without it, these keys move the focus too
//           onDrag(part)     returns what to do with the distance dragged so far (right and up count as positive);
//                            returns nothing where a part cannot be dragged
// neuron    { above, inside, below, lit, dim, selected, said }
// edge      { label, value, width, lit, dim, selected, said, at, shift }; `value` gives the sign: dashed below zero;
//           `at` and `shift` (downwards) move the label
// A label is a text, a number's { quantity, value, index, text }, or a list of both, as writeParts takes it.
// `said` is the accessible name. Arrow keys move the focus along the edges, and along the neurons; each set is one tab stop.

import { select } from "d3-selection";

import { pullable } from "./pulling.js";
import { ground, put } from "./quiet.js";
import { writeParts } from "./numbers.js";

export { short } from "./numbers.js";

const above = (number) => [...String(number)].map((digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit]).join("");
const below = (number) => [...String(number)].map((digit) => "₀₁₂₃₄₅₆₇₈₉"[digit]).join("");

// symbol("w", 2, 3, 1) is w²₃₁: the layer above, then the neurons.
export const symbol = (letter, layer, ...indices) => letter + above(layer) + indices.map(below).join("");

const partsOf = (label) => (label === undefined || label === null ? [] : Array.isArray(label) ? label : [label]);

const addressOf = (part) => ("k" in part ? `${part.layer},${part.j},${part.k}` : `${part.layer},${part.j}`);

// Where everything stands: { neurons: [{ layer, j, x, y }], edges: [{ layer, j, k, from, to }] }.
export function layout(sizes, { width, height, margin, cost }) {
  const columns = cost ? [...sizes, 1] : sizes;
  const pitch = height / Math.max(...columns, 2);
  const neurons = columns.flatMap((n, i) =>
    Array.from({ length: n }, (_, j) => ({
      layer: i + 1,
      j: j + 1,
      x: margin + (i * (width - 2 * margin)) / (columns.length - 1),
      y: height / 2 + (j - (n - 1) / 2) * pitch,
    })),
  );
  const at = (layer, j) => neurons.find((neuron) => neuron.layer === layer && neuron.j === j);
  const edges = columns.slice(1).flatMap((n, i) =>
    Array.from({ length: n * columns[i] }, (_, e) => {
      const [layer, j, k] = [i + 2, Math.floor(e / columns[i]) + 1, (e % columns[i]) + 1];
      return { layer, j, k, from: at(layer - 1, k), to: at(layer, j) };
    }),
  );
  return { neurons, edges };
}

export function diagram(parent, options) {
  const { title, radius = 22, cost = false, labelAt = 0.4 } = options;
  const { onEdge, onNeuron, onHover, onStep, onDrag } = options;
  const LETTERING = { above: -radius - 6, inside: 4, below: radius + 14 }; // how far below the middle of a neuron
  const svg = parent.append("svg").attr("class", "nnbp-net");
  svg.attr("role", "group").attr("aria-label", title);
  const wires = svg.append("g");
  const nodes = svg.append("g");
  const labels = svg.append("g").attr("class", "nnbp-net-labels");
  let edges = wires.selectAll("g");
  let neurons = nodes.selectAll("g");
  let texts = labels.selectAll("text");
  let drawn = "";
  let movable = new Set();

  // Make a set of parts answer to pointer and keyboard.
  function listen(parts, choose) {
    const items = parts.nodes();
    if (onHover) {
      const tell = (event, part) => onHover(part);
      parts.on("pointerenter", tell).on("focus", tell).on("pointerleave", () => onHover(null)).on("blur", () => onHover(null));
    }
    if (choose) {
      parts.attr("role", "button").attr("tabindex", (_, i) => (i ? -1 : 0)).on("click", (event, part) => choose(part));
      parts.on("keydown", function (event, part) {
        const move = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
        if (event.key === "Enter" || event.key === " ") choose(part);
        else if (move && onStep && /Up|Down/.test(event.key)) onStep(part, -move);
        else if (move) items[(items.indexOf(this) + move + items.length) % items.length].focus();
        else return;
        event.preventDefault();
      });
      parts.on("focusin", function () {
        parts.attr("tabindex", -1);
        select(this).attr("tabindex", 0);
      });
    }
    if (onDrag) parts.filter((part) => movable.has(part)).each(function (part) {
      if (this.pulled) return;
      this.pulled = true;
      const scale = () => svg.node().viewBox.baseVal.width / svg.node().clientWidth;
      pullable(this, () => {
        const pull = onDrag(part);
        return pull && { move: (across, up) => pull((across + up) * scale()), undo: () => pull(0) };
      });
    });
  }

  function build(sizes, width, height, margin) {
    svg.attr("viewBox", `0 0 ${width} ${height}`);
    ground(svg, width, height);
    const places = layout(sizes, { width, height, margin, cost });
    edges = wires.selectAll("g").data(places.edges, addressOf).join((enter) => {
      const made = enter.append("g");
      made.append("line").attr("class", "nnbp-reach");
      made.append("line").attr("class", "nnbp-wire");
      return made;
    });
    edges.attr("data-edge", addressOf).order().selectAll("line").each(function () {
      const { from, to } = this.parentNode.__data__;
      select(this).attr("x1", from.x).attr("y1", from.y).attr("x2", to.x).attr("y2", to.y);
    });
    neurons = nodes.selectAll("g").data(places.neurons, addressOf).join((enter) => {
      const made = enter.append("g");
      made.append("circle").attr("r", radius);
      for (const place of Object.keys(LETTERING)) made.append("text").attr("class", `nnbp-${place}`);
      return made;
    });
    neurons.attr("data-neuron", addressOf).order();
    neurons.select("circle").attr("cx", ({ x }) => x).attr("cy", ({ y }) => y);
    for (const [place, down] of Object.entries(LETTERING)) {
      neurons.select(`.nnbp-${place}`).attr("x", ({ x }) => x).attr("y", ({ y }) => y + down);
    }
    texts = labels.selectAll("text").data(places.edges, addressOf).join("text");
    movable = new Set([...places.edges, ...places.neurons].filter((part) => Boolean(onDrag?.(part))));
    listen(edges, onEdge);
    listen(neurons, onNeuron);
  }

  function update(asked) {
    const { sizes, width, height, margin, neuron, edge } = { width: 340, height: 330, margin: radius + 16, ...options, ...asked };
    const shape = `${sizes} ${width} ${height} ${margin}`;
    if (shape !== drawn) {
      drawn = shape;
      build(sizes, width, height, margin);
    }
    const look = (part, kind, { lit, dim, selected, value }) =>
      `${kind}${movable.has(part) ? " nnbp-drag" : ""}${lit ? " nnbp-lit" : ""}${dim ? " nnbp-dim" : ""}${selected ? " nnbp-selected" : ""}${value < 0 ? " nnbp-negative" : ""}`;
    const lines = edges.nodes();
    texts.nodes().forEach((text, i) => {
      const part = text.__data__;
      const view = edge(part.layer, part.j, part.k);
      const { at = labelAt, shift = 0 } = view;
      put(lines[i], "class", look(part, "nnbp-edge", view));
      put(lines[i], "aria-label", view.said);
      if (onEdge) put(lines[i], "aria-pressed", Boolean(view.selected));
      put(lines[i].lastChild, "stroke-width", view.width ?? 2);
      put(text, "class", look(part, "nnbp-edge-label", view));
      put(text, "x", part.from.x + at * (part.to.x - part.from.x));
      put(text, "y", part.from.y + at * (part.to.y - part.from.y) + shift + 4);
      writeParts(text, partsOf(view.label));
    });
    neurons.nodes().forEach((node) => {
      const part = node.__data__;
      const view = neuron(part.layer, part.j);
      put(node, "class", look(part, "nnbp-neuron", view));
      put(node, "aria-label", view.said);
      if (onNeuron) put(node, "aria-pressed", Boolean(view.selected));
      const [, ...lettering] = node.children;
      Object.keys(LETTERING).forEach((place, i) => writeParts(lettering[i], partsOf(view[place])));
    });
  }

  return { update, focus: (part) => svg.select(`[data-${"k" in part ? "edge" : "neuron"}="${addressOf(part)}"]`).node()?.focus() };
}
