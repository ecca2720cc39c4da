// The numerical gradient of a small network beside backpropagation, in the arithmetic of either number type. Nothing
// here draws.

import { backprop } from "./shared/engine.js";
import { indexOf } from "./shared/notation.js";

/** @typedef {"forward" | "central" | "complex"} Method */
/** @typedef {"float64" | "float32"} Precision */
/** @typedef {"sigmoid" | "tanh" | "softplus"} Smooth an activation with slopes of all orders */
/** @typedef {{ epsilon: number, method: Method, beside: string, precision: Precision, weight: string, activation: Smooth }} State */
/** @typedef {Omit<State, "weight" | "epsilon" | "beside">} Kind which curve of errors */
/** @typedef {[number, number]} Complex real and imaginary part */
/** @typedef {(value: number) => number} Round */
/**
 * @typedef {object} Quotient one difference quotient, and what it is made of
 * @property {number} plus the cost at the upper foot, or its real part
 * @property {number} minus the cost at the lower foot, or its imaginary part
 * @property {number} moved the step as stored
 * @property {number} value
 */

export const METHODS = /** @type {const} */ (["forward", "central", "complex"]);
/** What can be drawn beside a method: none of the three, one, or two. */
export const BESIDE = ["", "forward", "central", "forward,central", "complex", "forward,complex", "central,complex"];
export const SMOOTH = /** @type {const} */ (["sigmoid", "tanh", "softplus"]);
/** @type {Record<Precision, { round: Round, sweet: Record<Method, number> }>} */
export const PRECISIONS = {
  float64: { round: (value) => value, sweet: { forward: 3e-8, central: 1e-5, complex: 1e-8 } },
  float32: { round: Math.fround, sweet: { forward: 1e-3, central: 1e-2, complex: 1e-4 } },
};
/** The error falls by this power of ε on the right branch. @type {Record<Method, number>} */
export const ORDER = { forward: 1, central: 2, complex: 2 };
const NEAR = 4; // this far from the sweet spot, as a factor, still counts as standing on it

/** The methods that are drawn, the one in focus first. @param {Pick<State, "method" | "beside">} state @returns {Method[]} */
export const drawnOf = ({ method, beside }) => [
  method,
  ...METHODS.filter((each) => each !== method && beside.split(",").includes(each)),
];

// Three pupils and the 2-3-1 network of chapter 7: weights from np.random.default_rng(0), no biases.
const X = [
  [0.3, 0.5, 1],
  [1, 0.2, 0.4],
];
const Y = [[0.75, 0.82, 0.93]];
export const WEIGHTS = [
  [
    [0.1257302210933933, 0.10490011715303971],
    [-0.1321048632913019, -0.535669373161111],
    [0.6404226504432821, 0.36159505490948474],
  ],
  [[1.3040000451301372, 0.9470809631292422, -0.7037352358069926]],
];
export const NAMES = WEIGHTS.flatMap((w, i) => w.flatMap((row, j) => row.map((_, k) => indexOf(i + 2, j + 1, k + 1))));

/** Where a weight stands among the nine. @param {string} name */
export const placeOfWeight = (name) => NAMES.indexOf(name);

const stored = /** @type {Map<Round, { w: number[], x: number[][], y: number[] }>} */ (new Map());

/** Weights and examples as a number type stores them. @param {Round} round */
function storedIn(round) {
  const known = stored.get(round);
  if (known) return known;
  const [x, w] = [X.map((row) => row.map(round)), WEIGHTS.flat(2).map(round)];
  const made = { w, x, y: Y[0].map(round) };
  stored.set(round, made);
  return made;
}

// Real numbers -------------------------------------------------------------------------------------------------------

/** @type {Record<Smooth, (z: number, round: Round) => number>} */
const REAL = {
  sigmoid: (z, round) => round(1 / round(1 + round(Math.exp(-z)))),
  tanh: (z, round) => round(Math.tanh(z)),
  softplus: (z, round) => round(Math.max(z, 0) + round(Math.log1p(round(Math.exp(-Math.abs(z)))))),
};

/**
 * The mean cost of the three pupils; every result is rounded.
 *
 * @param {readonly number[]} w the nine weights
 * @param {Smooth} activation
 * @param {Round} round
 */
export function cost(w, activation, round) {
  const { x, y } = storedIn(round);
  const f = REAL[activation];
  let total = 0;
  for (let n = 0; n < y.length; n += 1) {
    let z = 0;
    for (let j = 0; j < 3; j += 1) {
      const a = f(round(round(w[2 * j] * x[0][n]) + round(w[2 * j + 1] * x[1][n])), round);
      z = round(z + round(w[6 + j] * a));
    }
    const off = round(f(z, round) - y[n]);
    total = round(total + round(round(off * off) / 2));
  }
  return round(total / y.length);
}

// Complex numbers ----------------------------------------------------------------------------------------------------

/** Complex arithmetic whose every result is rounded. A real number has an imaginary part of 0, and stays real. @param {Round} round */
function arithmetic(round) {
  const of = (/** @type {number} */ re, im = 0) => /** @type {Complex} */ ([round(re), round(im)]);
  const add = (/** @type {Complex} */ [a, b], /** @type {Complex} */ [c, d]) => of(a + c, b + d);
  const subtract = (/** @type {Complex} */ [a, b], /** @type {Complex} */ [c, d]) => of(a - c, b - d);
  const multiply = (/** @type {Complex} */ [a, b], /** @type {Complex} */ [c, d]) =>
    of(round(a * c) - round(b * d), round(a * d) + round(b * c));
  /** @param {Complex} p @param {Complex} q @returns {Complex} */
  function divide([a, b], [c, d]) {
    if (Math.abs(c) < Math.abs(d)) return divide(of(b, -a), of(d, -c)); // both turned by −i
    const ratio = round(d / c);
    const size = round(c + round(d * ratio));
    return of(round(a + round(b * ratio)) / size, round(b - round(a * ratio)) / size);
  }
  function exp(/** @type {Complex} */ [a, b]) {
    const length = round(Math.exp(a));
    return of(length * round(Math.cos(b)), length * round(Math.sin(b)));
  }
  const one = of(1);
  const sigmoid = (/** @type {Complex} */ [a, b]) => divide(one, add(one, exp([-a, -b])));
  function tanh(/** @type {Complex} */ [a, b]) {
    const size = round(Math.cosh(2 * a) + Math.cos(2 * b));
    return of(round(Math.sinh(2 * a)) / size, round(Math.sin(2 * b)) / size);
  }
  /** log(1 + e), exact for a small e. @param {Complex} e */
  const log1p = ([a, b]) => of(0.5 * Math.log1p(round(2 * a + round(a * a + round(b * b)))), Math.atan2(b, 1 + a));
  const softplus = (/** @type {Complex} */ [a, b]) => (a > 0 ? add([a, b], log1p(exp([-a, -b]))) : log1p(exp([a, b])));
  return { of, add, subtract, multiply, divide, sigmoid, tanh, softplus };
}

const ARITHMETIC = { float64: arithmetic(PRECISIONS.float64.round), float32: arithmetic(Math.fround) };

/**
 * The mean cost where one of the nine weights has moved sideways, by i times `by`.
 *
 * @param {number} place
 * @param {number} by
 * @param {{ precision: Precision, activation: Smooth }} kind
 * @returns {Complex}
 */
export function sidewaysCost(place, by, { precision, activation }) {
  const { of, add, subtract, multiply, divide, ...functions } = ARITHMETIC[precision];
  const f = functions[activation];
  const { w, x, y } = storedIn(PRECISIONS[precision].round);
  const at = (/** @type {number} */ p) => of(w[p], p === place ? by : 0);
  let total = of(0);
  for (let n = 0; n < y.length; n += 1) {
    let z = of(0);
    for (let j = 0; j < 3; j += 1) {
      const a = f(add(multiply(at(2 * j), of(x[0][n])), multiply(at(2 * j + 1), of(x[1][n]))));
      z = add(z, multiply(at(6 + j), a));
    }
    const off = subtract(f(z), of(y[n]));
    total = add(total, divide(multiply(off, off), of(2)));
  }
  return divide(total, of(y.length));
}

// Quotients and errors -----------------------------------------------------------------------------------------------

const moving = /** @type {number[]} */ (new Array(9)); // used again and again: one frame asks for hundreds of costs

/**
 * The cost where one of the nine weights has another value.
 *
 * @param {number} place
 * @param {number} value
 * @param {{ precision: Precision, activation: Smooth }} kind
 */
export function costAt(place, value, { precision, activation }) {
  const { round } = PRECISIONS[precision];
  const { w } = storedIn(round);
  for (let p = 0; p < 9; p += 1) moving[p] = w[p];
  moving[place] = value;
  return cost(moving, activation, round);
}

/** A weight as a number type stores it. @param {number} place @param {Precision} precision */
export const weightAt = (place, precision) => storedIn(PRECISIONS[precision].round).w[place];

/**
 * One difference quotient and what it is made of.
 *
 * @param {number} place
 * @param {Kind & { epsilon: number }} state
 * @returns {Quotient}
 */
export function quotient(place, { epsilon, method, precision, activation }) {
  const { round } = PRECISIONS[precision];
  const kind = { precision, activation };
  if (method === "complex") {
    const [plus, minus] = sidewaysCost(place, epsilon, kind);
    return { plus, minus, moved: epsilon, value: round(minus / round(epsilon)) };
  }
  const here = weightAt(place, precision);
  const up = round(here + round(epsilon));
  const down = method === "central" ? round(here - round(epsilon)) : here;
  const [plus, minus] = [costAt(place, up, kind), costAt(place, down, kind)];
  const moved = round(up - down);
  return { plus, minus, moved, value: round(round(plus - minus) / moved) };
}

/** The nine slopes by backpropagation. @param {Smooth} activation @returns {number[]} */
function slopesBy(activation) {
  const biases = [[[0], [0], [0]], [[0]]];
  const network = { weights: WEIGHTS, biases, activations: [activation, activation], cost: "quadratic" };
  return backprop(network, X, Y).nablaW.flat(2);
}

export const SLOPES = /** @type {Record<Smooth, number[]>} */ (
  Object.fromEntries(SMOOTH.map((activation) => [activation, slopesBy(activation)]))
);

const length = (/** @type {number[]} */ vector) => Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));

/**
 * ‖g − n‖ / (‖g‖ + ‖n‖) over the nine weights (not a number where a step was lost), and in how many of them it was.
 *
 * @param {Kind & { epsilon: number }} state
 */
export function errorOf(state) {
  const g = SLOPES[state.activation];
  const quotients = g.map((_, place) => quotient(place, state));
  const n = quotients.map(({ value }) => value);
  const relative = length(n.map((value, p) => g[p] - value)) / (length(g) + length(n));
  return { relative, lost: quotients.filter(({ moved }) => moved === 0).length };
}

/** Which error decides at a step. @param {Kind & { epsilon: number }} state */
export function zoneOf({ epsilon, method, precision }) {
  const sweet = PRECISIONS[precision].sweet[method];
  if (epsilon > NEAR * sweet) return "truncation";
  if (method === "complex") return "exact";
  return epsilon < sweet / NEAR ? "round-off" : "sweet spot";
}
