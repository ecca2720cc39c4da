// What is drawn of the network at a moment, as shapes. Blue goes forward; filled is positive, hollow and dashed negative;
// area is size: an edge is as wide as what it carries, a up to its weight, w · a behind it.

import { BIASES, GOAL, INPUTS, nameOf, tenths, thousandths, WEIGHTS } from "./feedforward_explorer_network.js";
import { biasAt, n, neuronAt, pathOf, plotOf, pointOn } from "./feedforward_explorer_place.js";
import { frontOf, PILL } from "./feedforward_explorer_signal.js";
import { indexed, indexOf, symbol } from "./shared/notation.js";

/** @typedef {import("./shared/paint.js").Shape} Shape */
/** @typedef {import("./feedforward_explorer_place.js").Place} Place */
/** @typedef {import("./feedforward_explorer_place.js").Edge} Edge */
/** @typedef {import("./feedforward_explorer_signal.js").Moment} Moment */
/** @typedef {import("./feedforward_explorer_signal.js").Wave} Wave */
/** @typedef {import("./feedforward_explorer_network.js").Piece} Piece */
/**
 * @typedef {object} Look all that the drawing is made of
 * @property {Place} place
 * @property {(layer: number) => Moment | null} at what has arrived at a layer
 * @property {Moment} latest what the hand has set
 * @property {Wave[]} waves
 * @property {number} now
 * @property {(layer: number, j: number) => { z: number, rise: number }} drawn where a neuron's point is on its way to
 * @property {Piece} piece the one that is pointed at, or chosen
 * @property {boolean} reached
 */

const LARGEST = 13; // px, the radius of a bead
const UNIT = 5; // px, that of a 1

/** A value's radius: its area is its size. @param {number} value */
const radiusOf = (value) => Math.min(LARGEST, Math.max(0.6, UNIT * Math.sqrt(Math.abs(value))));
/** The width of an edge that carries a value. @param {number} value */
const widthOf = (value) => n(0.75 * radiusOf(value));

/** Whether a piece is lit beside the one that is pointed at. @param {Piece} piece @param {Piece} pointed */
export function isLit(piece, pointed) {
  if (piece.layer !== pointed.layer)
    return piece.layer === 1 && pointed.layer === 2 && (!pointed.k || piece.j === pointed.k);
  if (pointed.layer === 1) return piece.j === pointed.j;
  return piece.j === pointed.j || (Boolean(pointed.k) && piece.k === pointed.k);
}

/** What an edge has brought to its neuron: a up to the weight, w · a behind it. @param {Look} look @param {Edge} edge */
function carried({ at, latest }, { layer, j, k }) {
  const moment = at(layer);
  const { state, run } = moment ?? latest;
  const a = run.a(layer - 1, k);
  return { there: moment !== null, a, wa: state[`w${layer}_${j}${k}`] * a };
}

/** @param {Look} look @param {Edge} edge @returns {Shape[]} */
function edgeShapes(look, edge) {
  const { place, piece, waves, now, at } = look;
  const { there, a, wa } = carried(look, edge);
  const pill = PILL[edge.layer];
  const coming = !there && at(edge.layer - 1) ? Math.max(0, ...waves.map((w) => frontOf(w, edge.layer, now) ?? 0)) : 0;
  const until = there ? 1 : coming;
  const own = edge.layer === piece.layer && edge.j === piece.j && (!piece.k || edge.k === piece.k);
  const into = edge.layer === piece.layer && edge.j === piece.j;
  const from = piece.layer === 1 && edge.layer === 2 && edge.k === piece.j;
  const kind = own || from ? " nnbp-ff-lit" : into ? "" : " nnbp-ff-dim";
  const part = (/** @type {number} */ value, /** @type {number} */ begin, /** @type {number} */ end) => ({
    tag: "path",
    class: `nnbp-ff-flow${kind}`,
    d: pathOf(place, edge, begin, end),
    "stroke-width": widthOf(value),
    "stroke-dasharray": value < 0 ? "6 4" : "",
    "data-carries": String(value),
  });
  const flow = [];
  if (until > 0) flow.push(part(a, 0, Math.min(until, pill)));
  if (until > pill) flow.push(part(wa, pill, until));
  return [{ tag: "path", class: "nnbp-ff-wire", d: pathOf(place, edge) }, ...flow];
}

/** A value on its way. @param {{ x: number, y: number }} point @param {number} value @returns {Shape} */
const bead = ({ x, y }, value) => ({
  tag: "circle",
  class: value < 0 ? "nnbp-ff-bead nnbp-ff-negative" : "nnbp-ff-bead",
  cx: x,
  cy: y,
  r: n(radiusOf(value)),
});

/** Above the handles: what is on its way. @param {Look} look @returns {Shape[]} */
export function over({ place, at, latest, waves, now }) {
  return waves.flatMap((wave) =>
    WEIGHTS.filter((edge) => wave.touched.has(nameOf(edge))).flatMap((edge) => {
      const front = frontOf(wave, edge.layer, now);
      if (front === undefined) return [];
      const a = (at(edge.layer - 1) ?? latest).run.a(edge.layer - 1, edge.k);
      const value = front < PILL[edge.layer] ? a : latest.state[`w${edge.layer}_${edge.j}${edge.k}`] * a;
      return [bead(pointOn(place, edge, front), value)];
    }),
  );
}

/** What the point is at when its z is beyond the plot. @param {ReturnType<typeof plotOf>} plot @param {number} z @param {number} y */
const beyond = (plot, z, y) => ({
  tag: "path",
  class: "nnbp-ff-beyond",
  d: `M${n(plot.px(z) + (z > 0 ? 5 : -5))} ${n(y - 3.5)}l${z > 0 ? 4 : -4} 3.5l${z > 0 ? -4 : 4} 3.5`,
});

/** A neuron: σ, the pool up to a, and the point (z, a) that stands on the curve. @param {Look} look @param {Piece} neuron @returns {Shape[]} */
function neuronShapes({ place, at, latest, drawn, piece }, { layer, j }) {
  const moment = at(layer);
  const { activation } = (moment ?? latest).state;
  const plot = plotOf(place, layer, j, activation);
  const { z, rise } = drawn(layer, j);
  const lit = (piece.layer === layer && piece.j === j) || (piece.layer === layer + 1 && piece.k === j);
  const [x, zero] = [n(plot.px(z)), plot.py(0)];
  const top = plot.curveAt(z);
  const y = n(zero + (plot.py(top) - zero) * rise);
  const a = rise * top;
  return [
    { tag: "circle", class: "nnbp-ff-body", cx: plot.x, cy: plot.y, r: place.r },
    ...(moment
      ? [{ tag: "path", class: a < 0 ? "nnbp-ff-pool nnbp-ff-negative" : "nnbp-ff-pool", d: plot.pool(a) }]
      : []),
    { tag: "path", class: "nnbp-ff-axis", d: plot.axis },
    { tag: "path", class: "nnbp-ff-curve", d: plot.curve },
    { tag: "circle", class: `nnbp-ff-rim${lit ? " nnbp-ff-lit" : ""}`, cx: plot.x, cy: plot.y, r: place.r },
    ...(moment ? [{ tag: "path", class: "nnbp-ff-drop", d: `M${x} ${n(zero)}V${y}` }] : []),
    ...(moment && plot.beyond(z) ? [beyond(plot, z, y)] : []),
    ...(moment ? [{ tag: "circle", class: "nnbp-ff-point", cx: x, cy: y, r: 4, "data-point": indexOf(layer, j) }] : []),
    ...label(place, layer, j, moment),
  ];
}

/** @param {Place} place @param {number} layer @param {number} j @param {Moment | null} moment @returns {Shape[]} */
function label(place, layer, j, moment) {
  const { x, y } = neuronAt(place, layer, j);
  const a = moment?.run.a(layer, j);
  const text = a === undefined ? "" : thousandths(a);
  const number =
    a === undefined
      ? { text }
      : { text, "data-quantity": "a", "data-value": String(a), "data-index": indexOf(layer, j) };
  const aside = place.small ? (text.includes("^") ? 14 : 3) : 0; // the weights of the next edges are near
  return [
    {
      tag: "text",
      x: x - aside,
      y: y + place.r + 14,
      children: [
        { tag: "tspan", text: symbol("a", layer, j) },
        { tag: "tspan", dy: "-0.245em", text: place.small ? " " : " = " },
        { tag: "tspan", class: "nnbp-ff-number", ...number },
      ],
    },
  ];
}

/** How far the output shall rise. @param {Look} look @returns {Shape[]} */
function goalShapes({ place, at, latest, reached }) {
  if ((at(3) ?? latest).state.activation !== "sigmoid") return [];
  const plot = plotOf(place, 3, 1, "sigmoid");
  const kind = reached ? "nnbp-ff-goal nnbp-ff-reached" : "nnbp-ff-goal";
  const y = n(plot.py(GOAL));
  return [
    {
      tag: "path",
      class: kind,
      d: `M${n(plot.x - 0.9 * place.r)} ${y}H${n(plot.x + 1.25 * place.r)}`,
      "data-goal-at": GOAL,
    },
    {
      tag: "text",
      class: kind,
      x: plot.x - (place.small ? 6 : 0),
      y: plot.y + place.r + 31,
      text: reached ? `✓ above ${GOAL}` : `goal: ${GOAL}`,
    },
  ];
}

/** What blue and dashes mean. @param {Place} place @returns {Shape[]} */
function legend({ height, small }) {
  const x = small ? 2 : 14;
  const line = (/** @type {number} */ y, dash = "") => ({
    tag: "path",
    class: "nnbp-ff-flow nnbp-ff-lit",
    d: `M${x} ${y}h22`,
    "stroke-width": 4,
    "stroke-dasharray": dash,
  });
  const text = (/** @type {number} */ y, /** @type {string} */ said) => ({
    tag: "text",
    class: "nnbp-ff-legend",
    x: x + 28,
    y: y + 4,
    text: said,
  });
  return [line(height - 26), text(height - 26, "positive"), line(height - 9, "6 4"), text(height - 9, "negative")];
}

/** Below the handles. @param {Look} look @returns {Shape[]} */
export const under = (look) => [
  ...WEIGHTS.flatMap((edge) => edgeShapes(look, edge)),
  ...BIASES.map(({ layer, j }) => {
    const { x, y } = biasAt(look.place, layer, j);
    return {
      tag: "path",
      class: "nnbp-ff-wire",
      d: `M${x} ${y}V${n(neuronAt(look.place, layer, j).y - look.place.r)}`,
    };
  }),
  ...BIASES.flatMap((neuron) => neuronShapes(look, neuron)),
  ...goalShapes(look),
  ...INPUTS.map(({ j }) => {
    const { x, y } = neuronAt(look.place, 1, j);
    return { tag: "text", x, y: y - look.place.input - 7, text: indexed("x", j) };
  }),
  ...legend(look.place),
];

/** What a handle reads. @param {Piece} piece @param {number} value */
export const handleText = (piece, value) =>
  !piece.k && piece.layer > 1 && value >= 0 ? `+${tenths(value)}` : tenths(value);
