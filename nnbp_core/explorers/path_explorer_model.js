// From one weight to the cost: every path with its rate factors and its product, and what becomes of them when the
// paths are added up before they are multiplied. No drawing here: numbers and rows only.

import { edgesOf } from "./shared/edges.js";
import { ACTIVATIONS, backprop, COSTS, forward, meanCost, pathTerms, rateFactors } from "./shared/engine.js";
import { edgeOf, indexOf, upTo } from "./shared/notation.js";

/**
 * @typedef {{ network: string, weight: string, added: number, order: number, merged: boolean, fused: number, x1: number,
 *   x2: number }} State
 *   order: which of the paths were walked, and in which order; walkedOf reads it; fused: neurons merged so far, where not
 *   all are
 * @typedef {{ layer: number, j: number, k: number }} Edge into neuron j of that layer, from neuron k of the one before
 * @typedef {{ i: number, rows: number[], factors: number[], edges: string[], product: number }} Path
 *   rows of the neurons that it visits, counted from 1, from the weight's layer on; a factor and an edge for the weight,
 *   for each step, and for the last step into C
 * @typedef {{ layer: number, j: number }} Neuron
 * @typedef {{ paths: Path[], free: number, value: number }} Strand paths that have run together; `free` of their neurons
 *   come before the place where they do
 * @typedef {ReturnType<typeof pathsOf>} Run
 */

const FIRST = [
  [
    [1, -1],
    [0.5, 1],
  ],
  [
    [1.5, -0.5],
    [-1, 1],
    [0.5, 1],
  ],
];
const LAST = [
  [1, 0.5, -1],
  [-0.5, 1.5, 1],
];
const MORE = [
  [
    [1, -0.5, 0.5],
    [0.5, 1, -1],
    [-0.5, 0.5, 1],
  ],
  [
    [0.5, 1, -0.5],
    [-1, 0.5, 0.5],
    [1, -0.5, 1],
  ],
];
export const Y = [[1], [0]];

/** The network of chapter 9, with so many more layers of three neurons before the output. @param {number} more */
function grown(more) {
  const middle = MORE.slice(0, more);
  const weights = [...FIRST, ...middle, LAST];
  const biases = [[[0], [0.5]], [[0], [0], [-0.5]], ...middle.map(() => [[0], [0], [0]]), [[0], [0.5]]];
  return { weights, biases, activations: weights.map(() => "tanh"), cost: "quadratic" };
}

/** @type {Record<string, import("./shared/engine.js").Network>} */
export const NETWORKS = { "chapter 9": grown(0), "one layer more": grown(1), "two layers more": grown(2) };

/** @param {import("./shared/engine.js").Network} network */
export const sizesOf = ({ weights }) => [weights[0][0].length, ...weights.map((w) => w.length)];

export const WEIGHTS = [...new Set(Object.values(NETWORKS).flatMap((network) => edgesOf(sizesOf(network))))];
export const MOST = 54; // paths of a weight, in the deepest network
export const MOST_FUSED = 12; // neurons where its paths run together

/** @param {number[]} numbers */
const product = (numbers) => numbers.reduce((p, n) => p * n, 1);
/** @param {number[]} numbers */
const total = (numbers) => numbers.reduce((s, n) => s + n, 0);

// Orders ----------------------------------------------------------------------------------------------------------

/** @param {number} n */
const counted = (n) => upTo(n).map((i) => i - 1);

/**
 * The order in which paths were walked, as one number: for each walk, which of the paths that were left. As many walks
 * as fit: all of up to 18 paths, nine of 54; those behind them count as walked from the first that is left.
 *
 * @param {number[]} walked
 * @param {number} n how many paths there are
 */
export function orderOf(walked, n) {
  const left = counted(n);
  let [order, unit] = [0, 1];
  for (const i of walked) {
    const at = left.indexOf(i);
    const next = unit * left.length;
    if (next > Number.MAX_SAFE_INTEGER) break;
    order += at * unit;
    unit = next;
    left.splice(at, 1);
  }
  return order;
}

/** The paths that were walked. @param {number} order @param {number} added @param {number} n */
export function walkedOf(order, added, n) {
  const left = counted(n);
  const walked = /** @type {number[]} */ ([]);
  let rest = order;
  while (walked.length < added && left.length) {
    walked.push(...left.splice(rest % left.length, 1));
    rest = Math.floor(rest / (left.length + 1));
  }
  return walked;
}

// Paths -----------------------------------------------------------------------------------------------------------

/**
 * Multiplications from a first factor ∂a/∂w that is already there, for a weight into `layer`: path by path; merged, for
 * this weight alone; merged as chapter 9 counts it, with the slopes of its neighbours in the layer; then both for all the
 * weights of that layer.
 *
 * @param {number[]} sizes
 * @param {number} layer
 */
export function counts(sizes, layer) {
  const later = sizes.slice(layer);
  const listed = product(later) * (later.length + 1);
  const steps = later.map((n, i) => n * sizes[layer - 1 + i]);
  const backward = total(steps);
  const own = later.length ? backward - steps[0] + later[0] : 0;
  const weights = sizes[layer - 1] * sizes[layer - 2];
  return {
    listed,
    merged: own + 1,
    mergedWithNeighbours: backward + 1,
    listedLayer: weights * listed,
    mergedLayer: backward + weights,
  };
}

/** ∂C/∂a at every neuron: slopesOfC[l][j − 1], l counted from 1. @param {number[][][]} factors @param {number[]} end */
function slopesOf(factors, end) {
  const found = [end];
  for (let i = factors.length - 1; i >= 1; i -= 1) {
    const [later] = found;
    found.unshift(factors[i][0].map((_, p) => total(factors[i].map((row, q) => row[p] * later[q]))));
  }
  return Object.fromEntries(found.map((slopes, i) => [i + 2, slopes]));
}

/** The weight that a state names, or the first where its network has no such weight. @param {State} state */
function edgeIn({ weight, network }) {
  const has = edgesOf(sizesOf(NETWORKS[network])).includes(weight);
  return edgeOf(has ? weight : WEIGHTS[0]);
}

/** Everything behind the picture: the paths, backprop's number, and ∂C/∂a at every neuron. @param {State} state */
export function pathsOf(state) {
  const network = NETWORKS[state.network];
  const sizes = sizesOf(network);
  const part = edgeIn(state);
  const { layer, j, k } = part;
  const x = [[state.x1], [state.x2]];
  const { zs, activations } = forward(network, x);
  const factors = rateFactors(network, x);
  const last = sizes.length;
  const end = activations[last - 1].map((row, m) => COSTS.quadratic.gradient(row[0], Y[m][0]));
  const paths = pathTerms(network, x, Y, { layer, j: j - 1, k: k - 1 }).map((term, i) => {
    const rows = term.path.map((row) => row + 1);
    const steps = rows.slice(1).map((row, n) => indexOf(layer + n + 1, row, rows[n]));
    return {
      i,
      rows,
      factors: [term.start, ...term.factors, term.end],
      edges: [indexOf(layer, j, k), ...steps, indexOf(last + 1, 1, rows[rows.length - 1])],
      product: term.product,
    };
  });
  const slope = backprop(network, x, Y).nablaW[layer - 2][j - 1][k - 1];
  const first =
    ACTIVATIONS.tanh.slope(zs[layer - 2][j - 1][0], activations[layer - 1][j - 1][0]) *
    activations[layer - 2][k - 1][0];
  return {
    x,
    network,
    sizes,
    last,
    part,
    paths,
    slope,
    first,
    factors,
    end,
    slopesOfC: slopesOf(factors, end),
    C: meanCost(network, x, Y),
    counts: counts(sizes, layer),
    fusing: fusingOf(sizes, part),
    deep: paths.length > 8, // too many paths to walk one by one
  };
}

/** The factor on an edge: the weight's first factor, a rate factor, or ∂C/∂a at an output. @param {Run} run @param {string} edge */
export function factorOn({ part, first, end, factors, last }, edge) {
  const { layer, j, k } = edgeOf(edge);
  if (layer === part.layer && j === part.j && k === part.k) return first;
  return layer > last ? end[k - 1] : factors[layer - 2][j - 1][k - 1];
}

/** The sum of the products of so many paths, in the order of their walks. @param {Run} run @param {number[]} walked */
export const sumOf = ({ paths }, walked) => total(walked.map((i) => paths[i].product));

// Merging ---------------------------------------------------------------------------------------------------------

/** The neurons at which paths run together, from C backwards to the one the weight leads into. @param {number[]} sizes @param {Edge} part @returns {Neuron[]} */
function fusingOf(sizes, { layer, j }) {
  return upTo(sizes.length)
    .filter((l) => l > layer)
    .reverse()
    .flatMap((l) => upTo(sizes[l - 1]).map((row) => ({ layer: l, j: row })))
    .concat([{ layer, j }]);
}

/** Whether what lies behind a neuron is one number already, when so many neurons have been fused. @param {Run} run @param {number} fused @param {number} layer @param {number} j */
export function isFused({ fusing }, fused, layer, j) {
  const at = fusing.findIndex((neuron) => neuron.layer === layer && neuron.j === j);
  return at >= 0 && at < fused;
}

const known = /** @type {WeakMap<Run, Map<number, Strand[]>>} */ (new WeakMap());

/** The paths as they have run together when so many neurons have been fused. @param {Run} run @param {number} fused @returns {Strand[]} */
export function strandsOf(run, fused) {
  const levels = known.get(run) ?? new Map();
  known.set(run, levels);
  const strands = levels.get(fused) ?? runTogether(run, fused);
  levels.set(fused, strands);
  return strands;
}

/** @param {Run} run @param {number} fused @returns {Strand[]} */
function runTogether(run, fused) {
  const found = /** @type {Map<string, Strand>} */ (new Map());
  for (const path of run.paths) {
    const at = path.rows.findIndex((row, n) => isFused(run, fused, run.part.layer + n, row));
    const name = at < 0 ? `path ${path.i}` : path.rows.slice(0, at + 1).join(",");
    const strand = found.get(name) ?? { paths: [], free: at < 0 ? path.rows.length : at, value: 0 };
    strand.paths.push(path);
    strand.value += path.product;
    found.set(name, strand);
  }
  return [...found.values()];
}

/**
 * Multiplications when so many neurons have been fused: along each strand up to where it has run together and once with
 * what waits there, and the work at each fused neuron.
 *
 * @param {Run} run
 * @param {number} fused
 */
export function workOf(run, fused) {
  const along = strandsOf(run, fused).map(({ free }) => free + 1);
  const whole = run.paths[0].rows.length;
  const walks = along.map((n) => Math.min(n, whole));
  const behind = run.fusing.slice(0, fused).map(({ layer }) => (layer < run.last ? run.sizes[layer] : 0));
  return total(walks) + total(behind);
}
