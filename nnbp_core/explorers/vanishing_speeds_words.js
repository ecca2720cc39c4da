// What VanishingSpeeds says: the sentence, the goal, what a layer hears, and the same in Python.

import { SEED } from "./shared/digits.js";
import { capital, significant, symbol } from "./shared/notation.js";
import { inPython } from "./shared/python.js";
import { DIGITS, EPOCHS, isOut, sizesOf, WIDTH } from "./vanishing_speeds_runs.js";

/** @typedef {import("./vanishing_speeds_runs.js").State} State */
/** @typedef {import("./vanishing_speeds_runs.js").Run} Run */
/** @typedef {import("./vanishing_speeds_runs.js").Moment} Moment */

const NUMBERS = ["no", "one", "two", "three", "four", "five", "six"];
const ORDER = ["first", "second", "third", "fourth", "fifth"];
const GUESSING = 20; // digits right, of 100
const two = (/** @type {number} */ value) => significant(value, 2);

/** How many hidden layers, in words. @param {number} depth */
export const layersOf = (depth) => `${NUMBERS[depth]} hidden layer${depth === 1 ? "" : "s"}`;

/** What a layer is called. @param {number} l @param {number} depth */
export function placeName(l, depth) {
  if (l === depth + 2) return "output";
  if (depth === 1) return "hidden layer";
  return `${l === 2 ? "first" : l === depth + 1 ? "last" : ORDER[l - 2]} hidden layer`;
}

/** Which of two lengths is longer, and by how much. @param {number} norm @param {number} output @param {string} subject */
function compared(norm, output, subject) {
  if (norm === 0) return `${capital(subject)} hears nothing at all`;
  const ratio = output / norm;
  if (ratio > 1.05) return `${capital(subject)} hears ${two(ratio)} times less than the output`;
  if (ratio < 1 / 1.05) return `${capital(subject)} hears ${two(1 / ratio)} times more than the output`;
  return `${capital(subject)} hears as much as the output`;
}

/**
 * What there is to say of a layer that somebody points at.
 *
 * @param {Moment} moment
 * @param {number} l
 */
export function told({ norms }, l) {
  const depth = norms.length - 1;
  const [norm, output] = [norms[l - 2], norms[depth]];
  const length = { quantity: "pointed_norm", value: norm, index: String(l), text: significant(norm, 3), key: true };
  const heard =
    l === depth + 2 ? "The output knows its error at once" : compared(norm, output, `the ${placeName(l, depth)}`);
  return [`${heard}: ‖${symbol("δ", l)}‖ is `, length, "."];
}

/** What becomes of the error on its way back. @param {Moment} moment */
function verdict({ norms, right }) {
  const depth = norms.length - 1;
  const hidden = norms.slice(0, -1);
  const output = norms[depth];
  const subject = depth === 1 ? "the hidden layer" : "the first hidden layer";
  if (hidden.every((norm) => norm === 0))
    return "No error at all arrives in any hidden layer: their neurons are flat for every digit, and stay so.";
  if (hidden.includes(0)) return "Nothing at all arrives in layer 2: some layer on the way is flat for every digit.";
  const ratio = norms[0] / output;
  const heard = compared(norms[0], output, subject);
  if (right > 0.95 * DIGITS) return `${heard}, and there is little left to learn.`;
  if (ratio < 0.1) return `The error vanishes on its way back. ${heard}: it starves.`;
  if (ratio > 10) return `The error explodes on its way back. ${heard}.`;
  return `The error arrives. ${heard}.`;
}

/**
 * What the figure shows.
 *
 * @param {State} state
 * @param {Run} run
 * @param {Moment | undefined} shown
 */
export function inWords(state, run, shown) {
  if (!shown) return run.diverged() ? "The first numbers are already out of bounds." : "Training begins.";
  const waiting = run.reaches(state.epoch) ? "" : `Training is under way to epoch ${state.epoch}. `;
  const kinds = state.activation === "relu" ? "ReLU" : state.activation;
  const norms = shown.norms.map(two);
  const lengths = `${norms.slice(0, -1).join(", ")} and ${norms[norms.length - 1]}`;
  const end = isOut(run, state.epoch)
    ? ` Then it diverges: in epoch ${run.states.length} the numbers leave all bounds, because each step overshoots and the next one is longer. Try a smaller η.`
    : "";
  const guess = shown.right <= GUESSING ? ", no better than guessing" : "";
  return (
    `${waiting}${capital(layersOf(state.depth))} of ${WIDTH} ${kinds} neurons, epoch ${shown.epoch}: ` +
    `it reads ${shown.right} of the ${DIGITS} digits it learns from${guess}. ${verdict(shown)} ` +
    `From layer 2 to ${state.depth + 2} the error is ${lengths} long.${end}`
  );
}

/**
 * More than half of the digits, with four hidden layers of sigmoids; `aims` says whether this network could reach it.
 *
 * @param {State} state
 * @param {Run} run
 */
export function goalOf({ depth, activation, epoch }, run) {
  const text = "Goal: four hidden layers of sigmoids that read more than half. Change one thing.";
  const shown = run.states[Math.min(epoch, run.states.length - 1)];
  const aims = depth >= 4 && activation === "sigmoid";
  if (!aims || !shown) return { aims, reached: false, text };
  const reached = shown.right > DIGITS / 2;
  return { aims, reached, text: `${text} ${reached ? "Reached" : "Now"}: ${shown.right} of ${DIGITS}.` };
}

/** @param {State} state */
export function asPython({ depth, init, activation, cost, eta, epoch }) {
  const far = eta > 0.25 ? "\n# A large η magnifies rounding: after many epochs two machines may part." : "";
  const train = `${far}
rng = np.random.default_rng(0)
for _ in range(${Math.min(epoch, EPOCHS)}):
    for i in range(0, ${DIGITS}, 10):
        batch = nn.Dataset(x[:, i : i + 10], y[:, i : i + 10])
        (step,) = nn.sgd(network, batch, ${eta}, 1, 10, rng)
        network = step.network
`;
  return `import numpy as np
import nnbp_core as nn

data = nn.digits()
x, y = data.x_train[:, :${DIGITS}], data.y_train[:, :${DIGITS}]
sizes, draw = [${sizesOf(depth).join(", ")}], np.random.default_rng(${SEED})
kinds = [${inPython(activation)}] * ${depth} + [nn.SIGMOID]
network = nn.Network.random(sizes, draw, kinds, ${inPython(cost)}, "${init}")
${epoch ? train : ""}
for layer, delta in enumerate(nn.backprop(network, x, y).deltas, start=2):
    print(f"delta_norm_{layer} = {np.linalg.norm(delta, axis=0).mean():.6g}")
print(f"C = {nn.mean_cost(network, x, y):.6g}")
print(f"right = {nn.accuracy(network, x, y) * ${DIGITS}:.0f}")
`;
}
