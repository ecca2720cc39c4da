// The networks of the figure, and everything there is to know about one of them in a state: the engine computes it.

import {
  ACTIVATIONS,
  backprop,
  COSTS,
  column,
  costOf,
  forward,
  matmul,
  meanCost,
  takes,
  transpose,
} from "./shared/engine.js";
import { capital, upTo } from "./shared/notation.js";

/** @typedef {import("./shared/engine.js").Matrix} Matrix */
/** @typedef {{ weights: Matrix[], biases: Matrix[] }} Parameters */
/**
 * @typedef {{ network: string, cost: string, activation: string, x1: number, x2: number, y1: number, y2: number,
 *   selected: string, step: number } & Record<string, any>} State
 *   beside these, how far the hand has moved each weight and bias: dw2_31, db3_1
 */
/** @typedef {ReturnType<typeof compute>} Run */

/** @type {Record<string, Parameters>} */
export const NETWORKS = {
  "chapter 4": {
    weights: [
      [
        [1, -2],
        [0.5, 1],
        [-1.5, 1],
      ],
      [
        [2, -1, 1],
        [-0.5, 1.5, 2],
      ],
    ],
    biases: [
      [[1], [-1], [-1]],
      [[-0.5], [0]],
    ],
  },
  "chapter 5": {
    weights: [
      [
        [0.5, -1],
        [1.5, 0.5],
      ],
      [[1, -2]],
    ],
    biases: [[[0], [-0.5]], [[0.5]]],
  },
  saturated: {
    weights: [
      [
        [1, -2],
        [0.5, 1],
        [-1.5, 1],
      ],
      [
        [-4, -3, -2],
        [4, 3, 2],
      ],
    ],
    biases: [
      [[1], [-1], [-1]],
      [[-1], [1]],
    ],
  },
  equal: {
    weights: [
      [
        [0.5, 0.5],
        [0.5, 0.5],
        [0.5, 0.5],
      ],
      [
        [0.5, 0.5, 0.5],
        [0.5, 0.5, 0.5],
      ],
    ],
    biases: [
      [[0], [0], [0]],
      [[0], [0]],
    ],
  },
};

/** The largest network's neurons and edges: [layer, j] and [layer, j, k]. */
export const NEURONS = [
  ...upTo(3).map((j) => /** @type {[number, number]} */ ([2, j])),
  ...upTo(2).map((j) => /** @type {[number, number]} */ ([3, j])),
];
export const EDGES = NEURONS.flatMap(([l, j]) =>
  upTo(l === 2 ? 2 : 3).map((k) => /** @type {[number, number, number]} */ ([l, j, k])),
);

/** The fields that say how far a weight, or a bias, has been moved. */
export const weightMove = (/** @type {number} */ l, /** @type {number} */ j, /** @type {number} */ k) =>
  `dw${l}_${j}${k}`;
export const biasMove = (/** @type {number} */ l, /** @type {number} */ j) => `db${l}_${j}`;
export const MOVES = [...EDGES.map((edge) => weightMove(...edge)), ...NEURONS.map((neuron) => biasMove(...neuron))];

/** Without the dust of adding tenths. */
const clean = (/** @type {number} */ value) => Number(value.toFixed(10));

/** The move that brings a parameter to a value. */
export const moveTo = (/** @type {number} */ value, /** @type {number} */ own) => clean(value - own);

/** @param {State} state */
function networkOf(state) {
  const own = NETWORKS[state.network];
  const moved = (/** @type {number} */ value, /** @type {string} */ move) => clean(value + (state[move] ?? 0));
  return {
    weights: own.weights.map((w, i) => w.map((row, j) => row.map((v, k) => moved(v, weightMove(i + 2, j + 1, k + 1))))),
    biases: own.biases.map((b, i) => b.map(([v], j) => [moved(v, biasMove(i + 2, j + 1))])),
    activations: [state.activation, state.activation],
    cost: state.cost,
  };
}

/** @param {State} state */
function whyNot({ cost, activation }) {
  if (takes(cost, activation)) return "";
  const { between, matches } = COSTS[cost];
  return (
    `${capital(cost)} takes outputs between ${between?.join(" and ")} only, and those of ${activation} can lie ` +
    `elsewhere. So there is no cost and nothing to send back: choose the ${matches}, or the quadratic cost.`
  );
}

/**
 * Everything there is to know in a state. Layers, neurons and inputs count from 1. `missing` says why there may be no way
 * back; then its numbers are not numbers.
 *
 * @param {State} state
 */
export function compute(state) {
  const network = networkOf(state);
  const { weights, biases } = network;
  const sizes = [2, ...weights.map((w) => w.length)];
  const x = column(state.x1, state.x2);
  const y = column(...[state.y1, state.y2].slice(0, sizes[2]));
  const { zs, activations } = forward(network, x);
  const missing = whyNot(state);
  const back = missing ? undefined : backprop(network, x, y);
  const cancels = COSTS[state.cost].matches === state.activation;
  const none = Number.NaN;
  const a = (/** @type {number} */ l, /** @type {number} */ j) => activations[l - 1][j - 1][0];
  const z = (/** @type {number} */ l, /** @type {number} */ j) => zs[l - 2][j - 1][0];
  const summed = back && matmul(transpose(weights[1]), back.deltas[1]);
  const atOutput = (/** @type {number} */ j) =>
    cancels ? a(3, j) - y[j - 1][0] : COSTS[state.cost].gradient(a(3, j), y[j - 1][0]);
  return {
    network,
    sizes,
    y,
    missing,
    cancels,
    z,
    a,
    C: missing ? none : meanCost(network, x, y),
    largest: back ? Math.max(...back.nablaW.flat(2).map(Math.abs)) : none,
    w: (/** @type {number} */ l, /** @type {number} */ j, /** @type {number} */ k) => weights[l - 2][j - 1][k - 1],
    b: (/** @type {number} */ l, /** @type {number} */ j) => biases[l - 2][j - 1][0],
    slope: (/** @type {number} */ l, /** @type {number} */ j) => ACTIVATIONS[state.activation].slope(z(l, j), a(l, j)),
    /** What one output costs. */
    share: (/** @type {number} */ j) => costOf(state.cost, state.activation, z(3, j), a(3, j), y[j - 1][0]),
    /** The error as it comes to a neuron, before the slope: ∂C/∂a, or a − y where the cost has cancelled the slope. */
    comes: (/** @type {number} */ l, /** @type {number} */ j) =>
      missing ? none : l === 3 ? atOutput(j) : (summed?.[j - 1][0] ?? none),
    delta: (/** @type {number} */ l, /** @type {number} */ j) => back?.deltas[l - 2][j - 1][0] ?? none,
    nabla_b: (/** @type {number} */ l, /** @type {number} */ j) => back?.nablaB[l - 2][j - 1][0] ?? none,
    nabla_w: (/** @type {number} */ l, /** @type {number} */ j, /** @type {number} */ k) =>
      back?.nablaW[l - 2][j - 1][k - 1] ?? none,
  };
}

/** The neurons and the edges that this network has. */
export const neuronsOf = (/** @type {number[]} */ sizes) => NEURONS.filter(([l, j]) => j <= sizes[l - 1]);
export const edgesOf = (/** @type {number[]} */ sizes) =>
  EDGES.filter(([l, j, k]) => j <= sizes[l - 1] && k <= sizes[l - 2]);

/** The moves in force, by name. @param {State} state */
export function moved(state) {
  const own = NETWORKS[state.network];
  const sizes = [2, ...own.weights.map((w) => w.length)];
  const names = [
    ...edgesOf(sizes).map((edge) => weightMove(...edge)),
    ...neuronsOf(sizes).map((neuron) => biasMove(...neuron)),
  ];
  return names.filter((name) => state[name]);
}

const AIM = 0.1; // for C; only two of the twelve weights can bring it there alone

/**
 * The goal counts where the cost has been seen.
 *
 * @param {State} state
 * @param {Run} run
 * @param {boolean} seen
 */
export function goalOf(state, run, seen) {
  const text = `Goal: with the network of chapter 4, bring C below ${AIM} by moving one weight only.`;
  const { network, cost, activation, x1, x2, y1, y2 } = state;
  const fair = `${network} ${cost} ${activation} ${x1} ${x2} ${y1} ${y2}` === "chapter 4 quadratic sigmoid 1 0.5 1 0";
  const moves = moved(state);
  const one = moves.length === 1 && moves[0].startsWith("dw");
  if (fair && one && seen && run.C < AIM)
    return {
      reached: true,
      text: `${text} Reached, by a thick edge of BP4: there the cost is steep.`,
    };
  const more = fair && moves.length > 1 ? ` ${moves.length} are moved now: Reset puts them back.` : "";
  return { reached: false, text: text + more };
}
