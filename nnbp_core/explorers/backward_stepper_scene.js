// One moment of the way there and back, as shapes: a function of the network, the place on the way, and where the reader
// points.

import { flows } from "./backward_stepper_flow.js";
import { number, scalesOf } from "./backward_stepper_marks.js";
import { neuronsOf } from "./backward_stepper_networks.js";
import { neurons } from "./backward_stepper_neurons.js";
import { n } from "./backward_stepper_place.js";
import { A3, BP3, BP4, layerOf, progress, stopAt, TURN } from "./backward_stepper_time.js";

/** @typedef {import("./shared/paint.js").Shape} Shape */
/** @typedef {import("./backward_stepper_place.js").Place} Place */
/** @typedef {import("./backward_stepper_place.js").Plot} Plot */
/** @typedef {import("./backward_stepper_networks.js").Run} Run */
/** @typedef {{ layer: number, j: number, k: number }} Chosen */
/** @typedef {ReturnType<typeof momentOf>} Moment */
/**
 * @typedef {object} Looking
 * @property {Chosen} chosen the edge whose product is read
 * @property {Record<number, number>} neuron of each layer, whose numbers are read
 * @property {number} layer of the neuron pointed at last
 * @property {readonly [number, number] | null} hover the neuron under the pointer
 */

/** @param {{ run: Run, place: Place, plot: Plot, at: number, looking: Looking }} of */
export function momentOf({ run, place, plot, at, looking }) {
  const p = progress(run.missing ? Math.min(at, A3) : at); // where nothing can be sent back, nothing more happens
  const stop = stopAt(at);
  const { chosen, neuron, layer, hover } = looking;
  const on = stop === TURN ? 3 : stop === BP3 ? layer : layerOf(stop);
  const pointed = (/** @type {number} */ l, /** @type {number} */ j) =>
    (stop > 0 && stop < BP4 && l === on && neuron[l] === j) || (hover !== null && hover[0] === l && hover[1] === j);
  return {
    run,
    place,
    plot,
    stop,
    p,
    scales: scalesOf(run, place),
    chosen,
    hover,
    pointed,
  };
}

/**
 * What is written above a neuron: the last number that it has come to.
 *
 * @param {Moment} moment
 * @param {number} l
 * @param {number} j
 */
function lastOf({ run, p, stop, place }, l, j) {
  const small = place.name === "small"; // no room for long names
  const say = (
    /** @type {string} */ name,
    /** @type {string} */ quantity,
    /** @type {number} */ value,
    decimals = 3,
  ) => ({
    name,
    quantity,
    value,
    text: number(value, decimals),
    back: !["z", "a"].includes(quantity),
  });
  const way = l === 3 ? "BP1" : "BP2";
  if (p("BP3.down") > 0.3 && stop === BP3) return say(small ? "δ = " : "∂C/∂b = ", "nabla_b", run.nabla_b(l, j), 4);
  if (p(`${way}.out`)) return say("δ = ", "delta", run.delta(l, j), 4);
  if (p(`${way}.slope`) && l === 3 && run.cancels) return { ...say("", "", 0), text: "σ′ cancels", value: undefined };
  if (p(`${way}.slope`)) return say(small ? "× " : "× σ′ = ", "slope", run.slope(l, j));
  if (l === 2 && p("BP2.add") > 0.5) return say(small ? "Σ " : "Σ wδ = ", "comes", run.comes(l, j), 4);
  if (l === 3 && p("C.gap") > 0.3) return say("a − y = ", "gap", run.a(3, j) - run.y[j - 1][0]);
  if (p(`a${l}.rise`) > 0.5) return say("a = ", "a", run.a(l, j));
  if (p(`z${l}.add`) > 0.5) return say("z = ", "z", run.z(l, j));
  return undefined;
}

/** Numbers stand where the reader points. @param {Moment} moment @returns {Shape[]} */
function labels(moment) {
  const { place, pointed, run } = moment;
  return neuronsOf(run.sizes)
    .filter(([l, j]) => pointed(l, j))
    .flatMap(([l, j]) => {
      const said = lastOf(moment, l, j);
      if (!said) return [];
      const long = 0.6 * place.font * (said.name.length + said.text.replace(/[\^{}]/g, "").length);
      const x = Math.min(place.x[l], place.width - long / 2 - 2);
      return [
        {
          tag: "text",
          class: `nnbp-heart-number nnbp-heart-halo nnbp-heart-${said.back ? "back" : "forward"}`,
          x: n(x),
          y: n(place.y(l, j) - place.r - 8),
          "text-anchor": "middle",
          children: [
            { tag: "tspan", text: said.name },
            {
              tag: "tspan",
              text: said.text,
              "data-quantity": said.quantity || null,
              "data-value": said.value === undefined ? null : String(said.value),
              "data-index": `${l},${j}`,
            },
          ],
        },
      ];
    });
}

/** What size and filling mean, in words. @param {Moment} moment @returns {Shape[]} */
function legend({ scales, place, p }) {
  const ratio = (scales.back / scales.forward) ** 2;
  const times = ratio < 9.95 ? Number(ratio.toFixed(1)) : Math.round(ratio);
  const larger = Math.abs(times - 1) < 0.05 ? "" : `, the error ${String(times)}×`;
  const [lead, first] = place.name === "small" ? [14, 11] : [16, 12];
  const text = (/** @type {number} */ row, /** @type {number} */ x, /** @type {string} */ words) => ({
    tag: "text",
    class: "nnbp-heart-note",
    x,
    y: first + row * lead,
    text: words,
  });
  const mark = (/** @type {number} */ row, /** @type {string} */ kind) => ({
    tag: "circle",
    class: `nnbp-heart-sign ${kind}`,
    cx: 6,
    cy: first + row * lead - 4,
    r: 4.2,
  });
  const back = p("C.gap") > 0 && !Number.isNaN(ratio);
  return [
    mark(0, ""),
    text(0, 15, "positive"),
    mark(1, "nnbp-heart-hollow"),
    text(1, 15, "negative"),
    text(place.name === "small" ? (place.net - first - 8) / lead : 2, 1, `area = size${back ? larger : ""}`),
  ];
}

/**
 * The whole picture but for what the hand takes hold of: what lies under its handles, and what over them. A bead on an
 * edge goes in behind a weight and comes out changed.
 *
 * @param {Moment} moment
 */
export function sceneOf(moment) {
  const [edges, bodies] = [flows(moment), neurons(moment)];
  return {
    under: [...edges.under, ...bodies.under, ...legend(moment), ...edges.over],
    over: [...bodies.over, ...labels(moment)],
  };
}
