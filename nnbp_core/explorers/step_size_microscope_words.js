// What the microscope says: its sentence, its goal, and the same in Python.

import { edgeOf, power, symbol } from "./shared/notation.js";
import { inPython } from "./shared/python.js";
import { inShort, stepText } from "./step_size_microscope_labels.js";
import { NAMES, zoneOf } from "./step_size_microscope_numbers.js";
import { GOAL } from "./step_size_microscope_vee.js";

/** @typedef {import("./step_size_microscope_numbers.js").State} State */
/** @typedef {import("./step_size_microscope_digits.js").Sum} Sum */

const ORDERS = {
  forward: "Truncation: a tenth of the step, a tenth of the error.",
  central: "Truncation: a tenth of the step, a hundredth of the error.",
  complex: "Truncation: a tenth of the step, a hundredth of the error.",
};
const ZONES = {
  "round-off": "Round-off: a smaller step, a worse slope.",
  "sweet spot": "The bottom of the V: both errors are about equal.",
  exact: "Right to the last digit; a smaller step does no harm.",
};
const NAME = { forward: "forward difference", central: "central difference", complex: "complex step" };

/** @param {State} state */
function storyOf(state) {
  const zone = zoneOf(state);
  return zone === "truncation" ? ORDERS[state.method] : ZONES[zone];
}

/** @param {number} count @param {string} what */
const counted = (count, what) => `${count === 0 ? "no" : count} ${what}${count === 1 ? "" : "s"}`;

/** @param {State} state @param {Sum} sum @param {string} lens */
function digitsInWords({ method }, { cancelled, right, decimals }, lens) {
  const lost =
    method === "complex"
      ? "Nothing is subtracted"
      : `${cancelled} of ${decimals} decimals ${cancelled === 1 ? "cancels" : "cancel"}`;
  return `${lost}, ${counted(right, "digit")} of the slope ${right === 1 ? "is" : "are"} right: ${lens}.`;
}

/**
 * The figure in words. While ε sweeps, only what stays true for a while.
 *
 * @param {State} state
 * @param {{ error: number, lost: number, sum: Sum, lens: string, sweeping: boolean }} seen
 */
export function inWords(state, { error, lost, sum, lens, sweeping }) {
  const { method, precision, epsilon } = state;
  const type = precision === "float32" ? " in float32" : "";
  if (lost) {
    const all = lost === NAMES.length ? "all nine weights" : `${lost} of the nine weights`;
    return `At ε = ${stepText(epsilon)} the step is lost${type}: added to ${all}, it changes nothing. 0 divided by 0 is not a number, and nnbp_core refuses such a step.`;
  }
  if (sweeping) return storyOf(state);
  const off = `At ε = ${stepText(epsilon)} the ${NAME[method]}${type} is off by ${inShort(error)}.`;
  return `${off} ${storyOf(state)} ${digitsInWords(state, sum, lens)}`;
}

/** @param {State} state @param {number} error */
export function goalOf({ method, precision }, error) {
  const reached = method === "central" && precision === "float64" && error < GOAL;
  const text = `Goal: a central error below ${power(-10)}.`;
  return { reached, text: reached ? `✓ Goal reached: off by ${inShort(error)}.` : text };
}

/** @param {State} state @param {number} lost */
export function asPython({ epsilon, method, precision, weight, activation }, lost) {
  const { layer: l, j, k } = edgeOf(weight);
  const tested =
    precision === "float32"
      ? `single = [[p.astype(np.float32) for p in part] for part in (network.weights, biases)]
tested = nn.Network(*single, ${inPython(activation)})`
      : "tested = network";
  const numerical = `nn.numerical_gradient(tested, x, y, "${method}", step=${epsilon})`;
  const refusal = `try:
    ${numerical}
except ValueError as refusal:  # the step is lost, and 0 / 0 is no number
    print(refusal)`;
  const comparison = `numerical = ${numerical}.nabla_w
g, n = (np.concatenate([np.ravel(w) for w in part]) for part in (slopes, numerical))
print(f"relative_error = {nn.relative_error(g, n):.6g}")
print(f"quotient = {numerical[${l - 2}][${j - 1}, ${k - 1}]:.17g}")
print(f"slope = {slopes[${l - 2}][${j - 1}, ${k - 1}]:.17g}")`;
  return `import numpy as np
import nnbp_core as nn

rng = np.random.default_rng(0)
W1, W2 = rng.standard_normal((2, 3)), rng.standard_normal((3, 1))
biases = [np.zeros((3, 1)), np.zeros((1, 1))]
network = nn.Network([W1.T, W2.T], biases, ${inPython(activation)})
x, y, *_ = nn.sleep_study()
slopes = nn.backprop(network, x, y).nabla_w
${tested}
${lost ? refusal : comparison}
`;
}

/** The names of the nine weights, for a list. */
export const WEIGHT_OPTIONS = NAMES.map((value) => {
  const { layer, j, k } = edgeOf(value);
  return { value, label: symbol("w", layer, j, k) };
});
