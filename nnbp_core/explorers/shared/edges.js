// Edges between neurons that a hand can choose: their curves, the one that a hand means, and each of them a button for
// the keyboard and a screen reader. An edge is called "layer,to,from", as in the text.

import { placeIn } from "./handle.js";
import { between } from "./motion.js";
import { edgeOf, indexOf, upTo } from "./notation.js";
import { n } from "./paint.js";

/** @typedef {readonly [number, number]} Point */
/** @typedef {{ neuron: (layer: number, j: number) => Point }} Layout where each neuron stands */
/** @typedef {import("./paint.js").Shape} Shape */

const NEAR = 22; // px from an edge, for a hand
const FAVOUR = 9; // px that an edge that is wanted is nearer than it is
const MOVED = 8; // px: a press that moved on is no click
const SAMPLES = 24; // of a curve, to know how far it is
const KEYS = /** @type {Record<string, number>} */ ({ ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 });

/** Every edge of a network with such layers. C is one more layer, of one neuron. @param {number[]} sizes */
export const edgesOf = (sizes) =>
  upTo(sizes.length)
    .slice(1)
    .flatMap((layer) => upTo(sizes[layer - 1]).flatMap((j) => upTo(sizes[layer - 2]).map((k) => indexOf(layer, j, k))));

/** @param {string} edge */
export function weightInWords(edge) {
  const { layer, j, k } = edgeOf(edge);
  return `weight of layer ${layer}, to neuron ${j}, from neuron ${k}`;
}

// Curves ----------------------------------------------------------------------------------------------------------

/** The four points of an edge's curve, moved aside by `off`. @param {Layout} layout @param {string} edge @param {number} off @returns {Point[]} */
function frameOf({ neuron }, edge, off) {
  const { layer, j, k } = edgeOf(edge);
  const [[x1, y1], [x2, y2]] = [neuron(layer - 1, k), neuron(layer, j)];
  const bend = (x1 + x2) / 2 - off * Math.max(-1, Math.min(1, (y2 - y1) / 60));
  return [
    [x1, y1 + off],
    [bend, y1 + off],
    [bend, y2 + off],
    [x2, y2 + off],
  ];
}

/** @param {Point} p @param {Point} q @param {number} t @returns {Point} */
const mix = ([a, b], [c, d], t) => [between(a, c, t), between(b, d, t)];
/** @param {Point} point */
const pen = ([x, y]) => `${n(x)} ${n(y)}`;

/**
 * An edge from its neuron up to a share t of its way: the curve, and the point where it ends.
 *
 * @param {Layout} layout
 * @param {string} edge
 * @param {number} [t]
 * @param {number} [off]
 */
export function curveOf(layout, edge, t = 1, off = 0) {
  const [a, b, c, d] = frameOf(layout, edge, off);
  const [p, q, r] = [mix(a, b, t), mix(b, c, t), mix(c, d, t)];
  const [s, u] = [mix(p, q, t), mix(q, r, t)];
  const end = mix(s, u, t);
  return { d: `M${pen(a)}C${pen(p)} ${pen(s)} ${pen(end)}`, end };
}

const sampled = /** @type {WeakMap<Layout, Map<string, Point[]>>} */ (new WeakMap());

/** Points along an edge. @param {Layout} layout @param {string} edge */
function pointsOf(layout, edge) {
  const edges = sampled.get(layout) ?? new Map();
  sampled.set(layout, edges);
  if (!edges.has(edge))
    edges.set(
      edge,
      Array.from({ length: SAMPLES + 1 }, (_, i) => curveOf(layout, edge, i / SAMPLES).end),
    );
  return /** @type {Point[]} */ (edges.get(edge));
}

/**
 * The edge that a hand means at a place: the nearest, if one is near.
 *
 * @param {Layout} layout
 * @param {string[]} edges
 * @param {Point} at
 * @param {(edge: string) => number} [favour] how much an edge is wanted, from 0 to 1: edges cross
 */
export function edgeAt(layout, edges, [x, y], favour = () => 0) {
  let best = { edge: "", far: NEAR };
  for (const edge of edges) {
    const away = Math.min(...pointsOf(layout, edge).map(([px, py]) => Math.hypot(px - x, py - y)));
    const far = away - FAVOUR * favour(edge);
    if (far < best.far) best = { edge, far };
  }
  return best.edge;
}

// Hands -----------------------------------------------------------------------------------------------------------

/** @param {Element | EventTarget | null} node */
export const edgeUnder = (node) =>
  /** @type {Element} */ (node).closest("[data-edge]")?.getAttribute("data-edge") ?? "";

/**
 * The edges as buttons, one of them a stop of the Tab key. A hand finds them by `edgeAt`.
 *
 * @param {Layout} layout
 * @param {string[]} edges
 * @param {string} stop
 * @param {(edge: string) => Partial<Shape>} look what else each of them has, its name above all
 * @returns {Shape}
 */
export const edgeButtons = (layout, edges, stop, look) => ({
  tag: "g",
  id: "edges",
  children: edges.map((edge) => ({
    tag: "path",
    id: edge,
    class: "nnbp-edge-button",
    d: curveOf(layout, edge).d,
    role: "button",
    tabindex: edge === stop ? 0 : -1,
    "data-edge": edge,
    ...look(edge),
  })),
});

/**
 * A press on the drawing, which stayed where it began; a screen reader presses an edge.
 *
 * @param {SVGSVGElement} svg
 * @param {{ at: (place: Point, event: MouseEvent) => void, edge: (edge: string) => void }} press
 */
export function onPress(svg, press) {
  let from = [0, 0];
  svg.addEventListener("pointerdown", ({ clientX, clientY }) => {
    from = [clientX, clientY];
  });
  svg.addEventListener("click", (event) => {
    const edge = edgeUnder(event.target);
    if (edge && event.detail === 0) press.edge(edge);
    else if (Math.hypot(event.clientX - from[0], event.clientY - from[1]) < MOVED) press.at(placeIn(svg, event), event);
  });
}

/** An arrow key goes on to the next edge; among those on offer, where some are. @param {SVGSVGElement} svg @param {KeyboardEvent} event */
export function stepAlong(svg, event) {
  const [edge, by] = [edgeUnder(event.target), KEYS[event.key]];
  if (!edge || !by) return;
  event.preventDefault();
  const all = /** @type {SVGElement[]} */ ([...svg.querySelectorAll("[data-edge]")]);
  const offers = all.filter((each) => each.hasAttribute("data-offered"));
  const open = offers.length ? offers : all;
  const at = open.findIndex((each) => each.dataset.edge === edge);
  open[at < 0 ? 0 : (at + by + open.length) % open.length].focus();
}
