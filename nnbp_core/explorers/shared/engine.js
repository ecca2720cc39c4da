// The mathematics of nnbp_core, once more, for figures that answer at once. Names, shapes and order are those of the
// Python core: matrices are arrays of rows, examples are columns. tests/explorers/test_engine.py holds the two equal.

/**
 * @typedef {number[][]} Matrix
 * @typedef {{ weights: Matrix[], biases: Matrix[], activations: string[], cost: string }} Network
 * @typedef {{ zs: Matrix[], activations: Matrix[] }} Pass
 * @typedef {{ nablaW: Matrix[], nablaB: Matrix[], deltas: Matrix[], zs: Matrix[], activations: Matrix[] }} Gradients
 * @typedef {{ f: (z: number) => number, slope: (z: number, a: number) => number }} Activation
 * @typedef {{ value: (a: number, y: number) => number, gradient: (a: number, y: number) => number, matches: string | null,
 *   valueFromZ?: (z: number, y: number) => number, between?: [number, number] }} Cost
 */

const sigmoid = (/** @type {number} */ z) => 1 / (1 + Math.exp(-z));
const softplus = (/** @type {number} */ z) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));

/**
 * What there is to choose from. Names and order are those of the core's lists, and every list of options is made from
 * these. f is σ; slope is σ' from z and a = σ(z).
 *
 * @type {Record<string, Activation>}
 */
export const ACTIVATIONS = {
  sigmoid: { f: sigmoid, slope: (_, a) => a * (1 - a) },
  tanh: { f: Math.tanh, slope: (_, a) => 1 - a * a },
  relu: { f: (z) => Math.max(z, 0), slope: (z) => (z > 0 ? 1 : 0) },
  linear: { f: (z) => z, slope: () => 1 },
  softplus: { f: softplus, slope: (_, a) => -Math.expm1(-a) },
};

const inside = (/** @type {number} */ a) => Math.min(Math.max(a, 2.2250738585072014e-308), 1 - 2 ** -53);

/**
 * value is C_x of one output; gradient is ∂C/∂a; matches names the activation whose slope cancels, and valueFromZ is
 * C_x for it, right where a rounds to 0 or 1; between is where outputs must lie, for a cost that does not take all.
 *
 * @type {Record<string, Cost>}
 */
export const COSTS = {
  quadratic: { value: (a, y) => ((a - y) * (a - y)) / 2, gradient: (a, y) => a - y, matches: null },
  "cross-entropy": {
    value: (a, y) => -(y * Math.log(inside(a)) + (1 - y) * Math.log1p(-inside(a))),
    gradient: (a, y) => (inside(a) - y) / (inside(a) * (1 - inside(a))),
    matches: "sigmoid",
    valueFromZ: (z, y) => y * softplus(-z) + (1 - y) * softplus(z),
    between: [0, 1],
  },
};

/** Whether an activation's outputs all lie where the cost is defined. @param {string} cost @param {string} activation */
export const takes = (cost, activation) => {
  const [low, high] = COSTS[cost].between ?? [-Infinity, Infinity];
  return [-30, -3, 3, 30].map(ACTIVATIONS[activation].f).every((a) => a >= low && a <= high);
};

/**
 * What one output costs.
 *
 * @param {string} cost
 * @param {string} activation
 * @param {number} z
 * @param {number} a
 * @param {number} y
 */
export function costOf(cost, activation, z, a, y) {
  const { matches, value, valueFromZ } = COSTS[cost];
  return matches === activation && valueFromZ ? valueFromZ(z, y) : value(a, y);
}

/**
 * spread is the standard deviation of the weights between two layers; formula says it.
 *
 * @type {Record<string, { spread: (nIn: number, nOut: number) => number, formula: string }>}
 */
export const INITIALISATIONS = {
  lecun: { spread: (nIn) => 1 / Math.sqrt(nIn), formula: "1/√n_in" },
  glorot: { spread: (nIn, nOut) => Math.sqrt(2 / (nIn + nOut)), formula: "√(2/(n_in+n_out))" },
  he: { spread: (nIn) => Math.sqrt(2 / nIn), formula: "√(2/n_in)" },
  standard_normal: { spread: () => 1, formula: "1" },
};

// Matrices -------------------------------------------------------------------------------------------------------

/** @param {number} rows @param {number} columns @param {(j: number, x: number) => number} value @returns {Matrix} */
function filled(rows, columns, value) {
  const made = [];
  for (let j = 0; j < rows; j += 1) {
    const row = [];
    for (let x = 0; x < columns; x += 1) row.push(value(j, x));
    made.push(row);
  }
  return made;
}

/** @param {Matrix} p @param {Matrix} q @returns {Matrix} */
export const matmul = (p, q) =>
  p.map((row) => {
    const sums = [];
    for (let x = 0; x < q[0].length; x += 1) {
      let sum = 0;
      for (let k = 0; k < q.length; k += 1) sum += row[k] * q[k][x];
      sums.push(sum);
    }
    return sums;
  });

/** @param {Matrix} p */
export const transpose = (p) => filled(p[0].length, p.length, (j, x) => p[x][j]);

/**
 * A function of the entries of one, two or three matrices of one shape; of those left out it gets the first's.
 *
 * @param {(p: number, q: number, r: number) => number} f
 * @param {Matrix} p
 * @param {Matrix} [q]
 * @param {Matrix} [r]
 * @returns {Matrix}
 */
export function entrywise(f, p, q = p, r = p) {
  const made = [];
  for (let j = 0; j < p.length; j += 1) {
    const row = [];
    for (let x = 0; x < p[j].length; x += 1) row.push(f(p[j][x], q[j][x], r[j][x]));
    made.push(row);
  }
  return made;
}

/** A matrix of one column. @param {...number} values @returns {Matrix} */
export const column = (...values) => values.map((value) => [value]);

// Forward and the four equations ---------------------------------------------------------------------------------

/** @param {Matrix} b @param {number} columns */
const spread = (b, columns) => filled(b.length, columns, (j) => b[j][0]);

/** @param {Network} network @param {Matrix} x of shape (n_inputs, n_examples) @returns {Pass} */
export function forward(network, x) {
  const zs = /** @type {Matrix[]} */ ([]);
  const activations = [x];
  network.weights.forEach((w, i) => {
    const { f } = ACTIVATIONS[network.activations[i]];
    zs.push(entrywise((product, b) => product + b, matmul(w, activations[i]), spread(network.biases[i], x[0].length)));
    activations.push(entrywise((z) => f(z), zs[i]));
  });
  return { zs, activations };
}

/** @param {string} name @param {Matrix} z @param {Matrix} a */
const slopes = (name, z, a) => entrywise(ACTIVATIONS[name].slope, z, a);

/** BP1. @param {Matrix} nablaA @param {Matrix} slope */
export const outputError = (nablaA, slope) => entrywise((g, s) => g * s, nablaA, slope);

/** BP2. @param {Matrix} wNext @param {Matrix} deltaNext @param {Matrix} slope */
export const backpropagateError = (wNext, deltaNext, slope) =>
  entrywise((e, s) => e * s, matmul(transpose(wNext), deltaNext), slope);

/** BP3. @param {Matrix} delta @returns {Matrix} */
export const biasGradient = (delta) => delta.map((row) => [row.reduce((sum, d) => sum + d / row.length, 0)]);

/** BP4. @param {Matrix} delta @param {Matrix} aIn */
export const weightGradient = (delta, aIn) =>
  matmul(
    delta.map((row) => row.map((d) => d / row.length)),
    transpose(aIn),
  );

/** @param {Network} network @param {Matrix} z @param {Matrix} a @param {Matrix} y */
function errorAtOutput(network, z, a, y) {
  const cost = COSTS[network.cost];
  const name = network.activations[network.activations.length - 1];
  if (cost.matches === name) return entrywise((p, q) => p - q, a, y);
  return outputError(entrywise(cost.gradient, a, y), slopes(name, z, a));
}

/**
 * Gradients of the mean cost over the columns, and what they were made of.
 *
 * @param {Network} network
 * @param {Matrix} x
 * @param {Matrix} y
 * @returns {Gradients}
 */
export function backprop(network, x, y) {
  const { zs, activations } = forward(network, x);
  const last = zs.length - 1;
  const deltas = [errorAtOutput(network, zs[last], activations[last + 1], y)];
  for (let i = last - 1; i >= 0; i -= 1) {
    const slope = slopes(network.activations[i], zs[i], activations[i + 1]);
    deltas.unshift(backpropagateError(network.weights[i + 1], deltas[0], slope));
  }
  return {
    nablaW: deltas.map((delta, i) => weightGradient(delta, activations[i])),
    nablaB: deltas.map(biasGradient),
    deltas,
    zs,
    activations,
  };
}

/**
 * The mean cost of a batch.
 *
 * @param {Network} network
 * @param {Matrix} x
 * @param {Matrix} y
 * @param {Pass} [pass]
 */
export function meanCost(network, x, y, { zs, activations } = forward(network, x)) {
  const kind = network.activations[network.activations.length - 1];
  const costs = entrywise(
    (z, a, wanted) => costOf(network.cost, kind, z, a, wanted),
    zs[zs.length - 1],
    activations[zs.length],
    y,
  );
  return costs.flat().reduce((sum, c) => sum + c, 0) / x[0].length;
}

/**
 * One step downhill; a new network.
 *
 * @param {Network} network
 * @param {Gradients} gradients
 * @param {number} eta
 * @returns {Network}
 */
export function gradientStep(network, gradients, eta) {
  const move = (/** @type {Matrix} */ p, /** @type {Matrix} */ g) =>
    entrywise((value, slope) => value - eta * slope, p, g);
  return {
    ...network,
    weights: network.weights.map((w, i) => move(w, gradients.nablaW[i])),
    biases: network.biases.map((b, i) => move(b, gradients.nablaB[i])),
  };
}

// Rate factors and paths, one example ----------------------------------------------------------------------------

/**
 * factors[i][q][j] is ∂a^l_q/∂a^{l-1}_j with l = i + 2, for the first column of x.
 *
 * @param {Network} network
 * @param {Matrix} x
 * @returns {Matrix[]}
 */
export function rateFactors(network, x) {
  const { zs, activations } = forward(network, x);
  return network.weights.map((w, i) =>
    w.map((row, q) => {
      const slope = ACTIVATIONS[network.activations[i]].slope(zs[i][q][0], activations[i + 1][q][0]);
      return row.map((value) => slope * value);
    }),
  );
}

/**
 * Every path from neuron j of a layer (counted from 1) to the cost, as lists of rows.
 *
 * @param {number[]} sizes
 * @param {number} layer
 * @param {number} j
 * @returns {number[][]}
 */
export function paths(sizes, layer, j) {
  return sizes
    .slice(layer)
    .reduce((found, n) => found.flatMap((path) => Array.from({ length: n }, (_, q) => [...path, q])), [[j]]);
}

/**
 * What each path adds to ∂C/∂w^l_{jk}; the sum of the products is the derivative.
 *
 * @param {Network} network
 * @param {Matrix} x
 * @param {Matrix} y
 * @param {{ layer: number, j: number, k: number }} edge rows count from 0
 */
export function pathTerms(network, x, y, { layer, j, k }) {
  const { zs, activations } = forward(network, x);
  const sizes = [x.length, ...network.weights.map((w) => w.length)];
  const factors = rateFactors(network, x);
  const i = layer - 2;
  const slope = ACTIVATIONS[network.activations[i]].slope(zs[i][j][0], activations[i + 1][j][0]);
  const start = slope * activations[i][k][0];
  const output = activations[activations.length - 1];
  return paths(sizes, layer, j).map((path) => {
    const along = path.slice(1).map((q, step) => factors[i + 1 + step][q][path[step]]);
    const q = path[path.length - 1];
    const end = COSTS[network.cost].gradient(output[q][0], y[q][0]);
    return { path, start, factors: along, end, product: along.reduce((p, f) => p * f, start) * end };
  });
}
