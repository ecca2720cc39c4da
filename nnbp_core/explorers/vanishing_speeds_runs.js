// The runs of VanishingSpeeds: a deeper network learns to read real digits, and each epoch tells how long the error δ^l
// is in every layer. A run is computed as far as somebody looks.

import { GREYS, IMAGES, INC, LABELS, STATE } from "./shared/digits.js";
import { backprop, costOf, forward, gradientStep, INITIALISATIONS } from "./shared/engine.js";
import { generator } from "./shared/random.js";

/** @typedef {import("./shared/engine.js").Network} Network */
/** @typedef {{ depth: number, init: string, activation: string, cost: string, eta: number }} Settings */
/** @typedef {Settings & { epoch: number }} State */
/**
 * @typedef {{ norms: number[], C: number, answers: number[], right: number }} Measure norms: of layers 2, 3, ...; answers:
 *   what it reads, digit by digit; right: how many of them are
 * @typedef {Measure & { epoch: number, network: Network }} Moment
 * @typedef {ReturnType<typeof runOf>} Run
 */

export const EPOCHS = 60;
export const DIGITS = LABELS.length;
export const PIXELS = 64;
export const WIDTH = 12; // neurons in a hidden layer
export const MOST_HIDDEN = 6;
const OUTPUTS = 10;
const BATCH = 10;
const OUT_OF_BOUNDS = 1e8;

/** The greys of a digit, 0 to 1, row by row. @param {number} digit */
export const pixelsOf = (digit) => Array.from(IMAGES[digit], (sign) => GREYS.indexOf(sign) / 16);

/** What a digit is. @param {number} digit */
export const labelOf = (digit) => Number(LABELS[digit]);

/** Some digits as columns. @param {number[]} digits */
function columnsOf(digits) {
  const pixels = digits.map(pixelsOf);
  return {
    x: Array.from({ length: PIXELS }, (_, k) => pixels.map((each) => each[k])),
    y: Array.from({ length: OUTPUTS }, (_, j) => digits.map((digit) => (labelOf(digit) === j ? 1 : 0))),
  };
}

export const BATCHES = Array.from({ length: DIGITS / BATCH }, (_, i) =>
  columnsOf(Array.from({ length: BATCH }, (_, n) => i * BATCH + n)),
);

/** @param {number} depth */
export const sizesOf = (depth) => [PIXELS, ...Array(depth).fill(WIDTH), OUTPUTS];

const { normal: another } = generator({ state: STATE, increment: INC });
const draws = /** @type {number[]} */ ([]); // every network begins with the same

/**
 * The network that Network.random(sizes, default_rng(SEED), ...) draws: all biases first, then all weights.
 *
 * @param {Settings} settings
 * @returns {Network}
 */
export function startOf({ depth, init, activation, cost }) {
  const sizes = sizesOf(depth);
  let at = 0;
  const next = () => {
    if (at === draws.length) draws.push(another());
    at += 1;
    return draws[at - 1];
  };
  const draw = (/** @type {number} */ rows, /** @type {number} */ columns, /** @type {number} */ spread) =>
    Array.from({ length: rows }, () => Array.from({ length: columns }, () => next() * spread));
  const biases = sizes.slice(1).map((n) => draw(n, 1, 1));
  const weights = sizes.slice(1).map((n, i) => draw(n, sizes[i], INITIALISATIONS[init].spread(sizes[i], n)));
  return { weights, biases, activations: [...Array(depth).fill(activation), "sigmoid"], cost };
}

/** The row whose entry in a column is largest. @param {number[][]} rows @param {number} column */
const largest = (rows, column) => rows.reduce((best, row, j) => (row[column] > rows[best][column] ? j : best), 0);

/**
 * What a network is like on all digits. Pauses after each batch.
 *
 * @param {Network} network
 * @returns {Generator<undefined, Measure>}
 */
function* measured(network) {
  const norms = network.weights.map(() => 0);
  const answers = /** @type {number[]} */ ([]);
  let C = 0;
  for (const { x, y } of BATCHES) {
    const { zs, activations, deltas } = backprop(network, x, y);
    const [z, output] = [zs[zs.length - 1], activations[zs.length]];
    for (let n = 0; n < BATCH; n += 1) {
      deltas.forEach((delta, i) => {
        norms[i] += Math.sqrt(delta.reduce((sum, row) => sum + row[n] * row[n], 0)) / DIGITS;
      });
      C += output.reduce((sum, row, j) => sum + costOf(network.cost, "sigmoid", z[j][n], row[n], y[j][n]), 0) / DIGITS;
      answers.push(largest(output, n));
    }
    yield;
  }
  return { norms, C, answers, right: answers.filter((answer, digit) => answer === labelOf(digit)).length };
}

/**
 * Training: it yields the moment after 0, 1, ..., EPOCHS epochs, and nothing wherever it can pause.
 *
 * @param {Settings} settings
 * @returns {Generator<Moment | undefined, void>}
 */
export function* training(settings) {
  let network = startOf(settings);
  for (let epoch = 0; epoch <= EPOCHS; epoch += 1) {
    const measure = yield* measured(network);
    if (![measure.C, ...measure.norms].every((value) => Math.abs(value) < OUT_OF_BOUNDS)) return;
    yield { epoch, network, ...measure };
    for (const { x, y } of BATCHES) {
      network = gradientStep(network, backprop(network, x, y), settings.eta);
      yield;
    }
  }
}

/** A run that is computed as far as somebody looks. @param {Settings} settings */
export function runOf(settings) {
  const steps = training(settings);
  const states = /** @type {Moment[]} */ ([]);
  let ended = false;
  return {
    settings,
    states,
    /** It ended before its last epoch: the numbers left all bounds. */
    diverged: () => ended && states.length <= EPOCHS,
    reaches: (/** @type {number} */ epoch) => ended || states.length > epoch,
    advance() {
      const { value, done } = steps.next();
      if (value) states.push(value);
      ended = Boolean(done) || states.length > EPOCHS;
    },
  };
}

/** Whether a run has no such epoch any more, because the numbers left all bounds. @param {Run} run @param {number} epoch */
export const isOut = (run, epoch) => run.diverged() && epoch >= run.states.length;

/**
 * A digit goes through a network: the activations of layers 2, 3, ...
 *
 * @param {Network} network
 * @param {number} digit
 */
export const readingOf = (network, digit) =>
  forward(network, columnsOf([digit]).x)
    .activations.slice(1)
    .map((layer) => layer.map(([a]) => a));
