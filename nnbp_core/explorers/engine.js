// The mathematics of nnbp_core, once more, for figures that answer at once. Names, shapes and order are those of the
// Python core: matrices are arrays of rows, examples are columns. tests/explorers/test_engine.py holds the two equal.

const sigmoid = (z) => 1 / (1 + Math.exp(-z));
const softplus = (z) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));

// What there is to choose from. Names and order are those of the core's lists, and every list of options is made from
// these. f is σ; slope is σ' from z and a = σ(z).
export const ACTIVATIONS = {
  sigmoid: { f: sigmoid, slope: (z, a) => a * (1 - a) },
  tanh: { f: Math.tanh, slope: (z, a) => 1 - a * a },
  relu: { f: (z) => (z > 0 ? z : 0), slope: (z) => (z > 0 ? 1 : 0) },
  linear: { f: (z) => z, slope: () => 1 },
  softplus: { f: softplus, slope: (z, a) => -Math.expm1(-a) },
};

const inside = (a) => Math.min(Math.max(a, 2.2250738585072014e-308), 1 - 2 ** -53);

// value is C_x of one output; gradient is ∂C/∂a; matches names the activation whose slope cancels, and valueFromZ is
// C_x for it, right where a rounds to 0 or 1; between is where outputs must lie, for a cost that does not take all.
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

// Whether an activation's outputs all lie where the cost is defined.
export const takes = (cost, activation) => {
  const [low, high] = COSTS[cost].between ?? [-Infinity, Infinity];
  return [-30, -3, 3, 30].map(ACTIVATIONS[activation].f).every((a) => a >= low && a <= high);
};

// What one output costs.
export const costOf = (cost, activation, z, a, y) =>
  COSTS[cost].matches === activation ? COSTS[cost].valueFromZ(z, y) : COSTS[cost].value(a, y);

// spread is the standard deviation of the weights between two layers; formula says it.
export const INITIALISATIONS = {
  lecun: { spread: (nIn) => 1 / Math.sqrt(nIn), formula: "1/√n_in" },
  glorot: { spread: (nIn, nOut) => Math.sqrt(2 / (nIn + nOut)), formula: "√(2/(n_in+n_out))" },
  he: { spread: (nIn) => Math.sqrt(2 / nIn), formula: "√(2/n_in)" },
  standard_normal: { spread: () => 1, formula: "1" },
};

// What Python calls the activation or the cost of that name.
export const inPython = (name) => `nn.${name.toUpperCase().replaceAll("-", "_")}`;

// Matrices -------------------------------------------------------------------------------------------------------

const filled = (rows, columns, value) => {
  const made = [];
  for (let j = 0; j < rows; j += 1) {
    const row = [];
    for (let x = 0; x < columns; x += 1) row.push(value(j, x));
    made.push(row);
  }
  return made;
};

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
export const transpose = (p) => filled(p[0].length, p.length, (j, x) => p[x][j]);
// A function of the entries of one, two or three matrices of one shape; of those left out it gets the first's.
export const zip = (f, p, q = p, r = p) => {
  const made = [];
  for (let j = 0; j < p.length; j += 1) {
    const row = [];
    for (let x = 0; x < p[j].length; x += 1) row.push(f(p[j][x], q[j][x], r[j][x]));
    made.push(row);
  }
  return made;
};

// Forward and the four equations ---------------------------------------------------------------------------------

const spread = (b, columns) => filled(b.length, columns, (j) => b[j][0]);

// network: { weights, biases, activations: [name, ...], cost: name }; x: (n_inputs, n_examples).
export function forward(network, x) {
  const zs = [];
  const activations = [x];
  network.weights.forEach((w, i) => {
    const { f } = ACTIVATIONS[network.activations[i]];
    zs.push(zip((product, b) => product + b, matmul(w, activations[i]), spread(network.biases[i], x[0].length)));
    activations.push(zip((z) => f(z), zs[i]));
  });
  return { zs, activations };
}

const slopes = (name, z, a) => zip(ACTIVATIONS[name].slope, z, a);

export const outputError = (nablaA, slope) => zip((g, s) => g * s, nablaA, slope); // BP1
export const backpropagateError = (wNext, deltaNext, slope) =>
  zip((e, s) => e * s, matmul(transpose(wNext), deltaNext), slope); // BP2
export const biasGradient = (delta) => delta.map((row) => [row.reduce((sum, d) => sum + d / row.length, 0)]); // BP3
export const weightGradient = (delta, aIn) =>
  matmul(delta.map((row) => row.map((d) => d / row.length)), transpose(aIn)); // BP4

function errorAtOutput(network, z, a, y) {
  const cost = COSTS[network.cost];
  const name = network.activations[network.activations.length - 1];
  if (cost.matches === name) return zip((p, q) => p - q, a, y);
  return outputError(zip(cost.gradient, a, y), slopes(name, z, a));
}

// Gradients of the mean cost over the columns, and what they were made of: { nablaW, nablaB, deltas, zs, activations }.
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

// The mean cost of a batch.
export function meanCost(network, x, y, { zs, activations } = forward(network, x)) {
  const of = (z, a, wanted) => costOf(network.cost, network.activations.at(-1), z, a, wanted);
  const costs = zip(of, zs.at(-1), activations.at(-1), y);
  return costs.flat().reduce((sum, c) => sum + c, 0) / x[0].length;
}

// One step downhill; a new network.
export function gradientStep(network, gradients, eta) {
  const move = (p, g) => zip((value, slope) => value - eta * slope, p, g);
  return {
    ...network,
    weights: network.weights.map((w, i) => move(w, gradients.nablaW[i])),
    biases: network.biases.map((b, i) => move(b, gradients.nablaB[i])),
  };
}

// Rate factors and paths, one example ----------------------------------------------------------------------------

// factors[i][q][j] is ∂a^l_q/∂a^{l-1}_j with l = i + 2, for the first column of x.
export function rateFactors(network, x) {
  const { zs, activations } = forward(network, x);
  return network.weights.map((w, i) =>
    w.map((row, q) => {
      const slope = ACTIVATIONS[network.activations[i]].slope(zs[i][q][0], activations[i + 1][q][0]);
      return row.map((value) => slope * value);
    }),
  );
}

// Every path from neuron j of a layer (counted from 1) to the cost, as lists of rows.
export function paths(sizes, layer, j) {
  return sizes.slice(layer).reduce(
    (found, n) => found.flatMap((path) => Array.from({ length: n }, (_, q) => [...path, q])),
    [[j]],
  );
}

// What each path adds to ∂C/∂w^l_{jk}: [{ path, start, factors, end, product }]; their sum is the derivative.
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
