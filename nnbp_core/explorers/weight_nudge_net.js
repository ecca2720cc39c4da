// The network of WeightNudge, where the nudge spreads: each neuron a tube that shows how far it has moved, each edge a
// weight that can be nudged instead.

import { curveOf, edgeButtons, edgesOf, weightInWords } from "./shared/edges.js";
import { edgeOf, indexOf, symbol, upTo } from "./shared/notation.js";
import { n } from "./shared/paint.js";
import { movesOf, outcomeOf, REACH, SIZES, WEIGHTS } from "./weight_nudge_model.js";

/** @typedef {import("./weight_nudge_model.js").Ground} Ground */
/** @typedef {import("./weight_nudge_scene.js").Place} Place */
/** @typedef {import("./weight_nudge_scene.js").View} View */
/** @typedef {import("./shared/paint.js").Shape} Shape */

const EDGES = edgesOf([...SIZES, 1]); // those into C too

/** The edges, and how far each neuron has moved: hollow as promised, full as it is. @param {Place} place @param {Ground} ground @param {View} view @returns {Shape[]} */
export function network(place, ground, { nudge, zoom, stop, pointed }) {
  const { part, rates } = ground;
  const { neuron, tube } = place;
  const moves = movesOf(ground, nudge);
  const most = Math.max(1e-9, ...Object.values(rates).flat().map(Math.abs)) * REACH * 10 ** -zoom;
  const onWay = (/** @type {number} */ layer, /** @type {number} */ j) =>
    layer > part.layer || (layer === part.layer && j === part.j);
  const chosen = indexOf(part.layer, part.j, part.k);
  const roads = EDGES.map((edge) => {
    const { layer, k } = edgeOf(edge);
    const look = edge === chosen ? " nnbp-nudge-chosen" : onWay(layer - 1, k) ? " nnbp-nudge-on" : "";
    return { tag: "path", class: `nnbp-nudge-road${look}`, d: curveOf(place, edge).d };
  });
  const buttons = edgeButtons(place, WEIGHTS, stop, (edge) => ({
    class: `nnbp-edge-button${edge === pointed ? " nnbp-pointed" : ""}`,
    "aria-label": weightInWords(edge),
    "aria-pressed": edge === chosen,
  }));
  const still = upTo(SIZES.length).flatMap((layer) => upTo(SIZES[layer - 1]).map((j) => ({ layer, j })));
  const dots = still
    .filter(({ layer, j }) => !onWay(layer, j))
    .map(({ layer, j }) => ({
      tag: "circle",
      class: "nnbp-nudge-neuron",
      cx: n(neuron(layer, j)[0]),
      cy: n(neuron(layer, j)[1]),
      r: 7,
    }));
  const { predicted, change } = outcomeOf(ground, nudge);
  const tubes = moves
    .filter(({ layer, j }) => onWay(layer, j))
    .flatMap((move) => tubeOf(neuron(move.layer, move.j), tube, move, most, indexOf(move.layer, move.j)));
  const cost = { predicted, change };
  const [wx, wy] = curveOf(place, chosen, 0.5).end;
  const [cx, cy] = neuron(SIZES.length + 1, 1);
  return [
    {
      tag: "text",
      class: "nnbp-nudge-aside nnbp-nudge-name",
      x: n((place.net.left + place.net.right) / 2),
      y: place.net.bottom + 24,
      text: "full: true · hollow: promised",
    },
    ...roads,
    buttons,
    ...dots,
    ...tubes,
    ...tubeOf([cx, cy], { ...tube, width: 22 }, cost, ground.high * 10 ** -zoom, "C"),
    { tag: "text", class: "nnbp-nudge-name", x: n(cx), y: n(cy - tube.height / 2 - 7), text: "C" },
    { tag: "text", class: "nnbp-nudge-name", x: n(wx), y: n(wy - 10), text: symbol("w", part.layer, part.j, part.k) },
  ];
}

/** One neuron, or C: a tube with its level as it was in the middle. @param {readonly [number, number]} at @param {{ width: number, height: number }} size @param {{ predicted: number, change: number }} move @param {number} most @param {string} index @returns {Shape[]} */
function tubeOf([x, y], { width, height }, { predicted, change }, most, index) {
  const half = height / 2 - 3;
  const up = (/** @type {number} */ value) => Math.max(-half, Math.min(half, (value / most) * half));
  const bar = (/** @type {number} */ value) => ({
    y: n(y - Math.max(0, up(value))),
    height: n(Math.max(1, Math.abs(up(value)))),
  });
  return [
    { tag: "rect", class: "nnbp-nudge-tube", x: n(x - width / 2), y: n(y - height / 2), width, height, rx: 6 },
    {
      tag: "rect",
      class: "nnbp-nudge-moved",
      x: n(x - width / 2 + 3),
      width: width - 6,
      ...bar(change),
      "data-quantity": "moved",
      "data-value": String(change),
      "data-index": index,
    },
    { tag: "line", class: "nnbp-nudge-middle", x1: n(x - width / 2), x2: n(x + width / 2), y1: n(y), y2: n(y) },
    {
      tag: "rect",
      class: "nnbp-nudge-promised",
      x: n(x - width / 2 - 2),
      width: width + 4,
      y: n(y - up(predicted) - 2),
      height: 4,
      rx: 2,
      "data-quantity": "promised",
      "data-value": String(predicted),
      "data-index": index,
    },
  ];
}
