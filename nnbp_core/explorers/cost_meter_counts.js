// The work of three ways to a gradient, counted as in chapter 9, exact; and how a reader is told of it.

import { fixed, power } from "./shared/notation.js";

/** @typedef {{ inputs: number, layers: number, width: number, outputs: number, grow: string }} State */
/** @typedef {ReturnType<typeof costs>} Costs */
/** @typedef {"differences" | "all_paths" | "backpropagation"} Method */
/** @typedef {ReturnType<typeof logCosts>} Logs */

export const MOST = { inputs: 1000, layers: 120, width: 1000, outputs: 100 };

/** In the order of their lanes. Colours and shapes are those of the book's pictures. */
export const METHODS = /** @type {const} */ ([
  { name: "differences", kind: "a", label: "finite differences" },
  { name: "all_paths", kind: "c", label: "all paths" },
  { name: "backpropagation", kind: "b", label: "backpropagation" },
]);

/** The neurons of each layer. @param {State} state */
export const sizesOf = ({ inputs, layers, width, outputs }) => [
  inputs,
  ...Array.from({ length: layers - 2 }, () => width),
  outputs,
];

/**
 * The counts of chapter 9 for one example, exact. Listing paths is counted as there: the factors are already known, and
 * each path of each weight costs one multiplication for each factor after the first.
 *
 * @param {number[]} sizes
 */
export function costs(sizes) {
  const n = sizes.map(BigInt);
  const forward = n.slice(1).reduce((sum, size, i) => sum + size * n[i], 0n);
  const neurons = n.slice(1).reduce((sum, size) => sum + size, 0n);
  const P = forward + neurons;
  let N = 1n;
  let along = 1n;
  let [listed, paths] = [0n, 0n];
  for (let i = n.length - 1; i >= 1; i -= 1) {
    const ways = n[i] * n[i - 1] * N;
    paths += ways;
    listed += ways * along;
    N *= n[i];
    along += 1n;
  }
  return {
    P,
    forward,
    backpropagation: 3n * forward - n[1] * n[0] + neurons,
    differences: 2n * P * forward,
    all_paths: listed,
    paths,
  };
}

/** The same three as logarithms to base 10, for the lines: quick, however large they are. @param {number[]} sizes */
export function logCosts(sizes) {
  const forward = sizes.slice(1).reduce((sum, size, i) => sum + size * sizes[i], 0);
  const neurons = sizes.slice(1).reduce((sum, size) => sum + size, 0);
  const P = forward + neurons;
  const terms = [];
  let N = 0;
  for (let i = sizes.length - 1; i >= 1; i -= 1) {
    terms.push(Math.log10(sizes[i] * sizes[i - 1] * (sizes.length - i)) + N);
    N += Math.log10(sizes[i]);
  }
  const top = Math.max(...terms);
  return {
    P: Math.log10(P),
    backpropagation: Math.log10(3 * forward - sizes[1] * sizes[0] + neurons),
    differences: Math.log10(2 * P * forward),
    all_paths: top + Math.log10(terms.reduce((sum, term) => sum + 10 ** (term - top), 0)),
  };
}

// Telling ----------------------------------------------------------------------------------------------------------

const MEANINGFUL = 22; // digits; beyond it a number says no more than how long it is

/** @param {string} text */
const grouped = (text) => text.replace(/\B(?=(\d{3})+$)/g, ",");

/** A count for a reader: all its digits, four and a power of ten, or only how many it has. @param {bigint} count */
export function told(count) {
  const text = String(count);
  if (text.length <= 7) return grouped(text);
  if (text.length > MEANINGFUL) return `${text.length} digits`;
  const four = Math.round(Number(text.slice(0, 5)) / 10);
  const carried = four === 10000;
  return power(text.length - 1 + (carried ? 1 : 0), fixed(carried ? 1 : four / 1000, 3));
}

const YEAR = 31557600n;
const UNIVERSE = 13800000000n * YEAR; // seconds
/** @type {[bigint, string][]} */
const UNITS = [
  [YEAR, "years"],
  [86400n, "days"],
  [3600n, "hours"],
  [60n, "minutes"],
];

/** How long so many multiplications take at a rate a second. @param {bigint} count @param {bigint} rate */
export function time(count, rate) {
  if (count >= UNIVERSE * rate) return "longer than the age of the universe";
  const found = UNITS.find(([seconds]) => count >= 2n * seconds * rate);
  if (!found) {
    const seconds = Number(count) / Number(rate);
    return seconds < 0.01 ? "less than 0.01 seconds" : `${fixed(seconds, seconds < 10 ? 2 : 0)} seconds`;
  }
  const [seconds, name] = found;
  return `${told((2n * count + seconds * rate) / (2n * seconds * rate))} ${name}`;
}

/** The power of ten of multiplications a second at which backpropagation takes about a second. @param {Costs} count */
export const rateOf = ({ backpropagation }) =>
  10n ** BigInt(Math.max(0, Math.round(Math.log10(Number(backpropagation) / 1.5))));

/** @param {bigint} count */
export const multiplications = (count) => (count === 1n ? "multiplication" : "multiplications");

/** A rate for a reader: it is a power of ten. @param {bigint} rate */
export const rateTold = (rate) =>
  `${rate < 10n ** 7n ? told(rate) : power(String(rate).length - 1)} ${multiplications(rate)} a second`;

/** Whether a count is so long that its digits say nothing. @param {bigint} count */
export const isBeyond = (count) => String(count).length > MEANINGFUL;

/** How much of its work a method has done after so many seconds, from 0 to 1. @param {bigint} count @param {bigint} rate @param {number} seconds */
export const shareOf = (count, rate, seconds) => Math.min(1, (Number(rate) * seconds) / Number(count));

/** @param {State} state */
export function nameOf({ inputs, layers, width, outputs, grow }) {
  if (layers <= 5) return sizesOf({ inputs, layers, width, outputs, grow }).join("-");
  return `${inputs}-${width}-…-${width}-${outputs} (${layers} layers)`;
}

/** How it stands with a method in a race. @param {bigint} count @param {bigint} rate @param {number} seconds @param {boolean} over */
export function standing(count, rate, seconds, over) {
  const share = shareOf(count, rate, seconds);
  if (share === 1) return `done in ${time(count, rate)}`;
  if (over) return `would take ${time(count, rate)}`;
  if (seconds === 0) return "";
  return share < 0.0005 ? "hardly begun" : `${(100 * share).toFixed(1)}\u00a0%`;
}

/**
 * @param {State} state
 * @param {Costs} count
 * @param {number} [seconds] of the race that have passed
 * @param {boolean} [over]
 */
export function inWords(state, count, seconds = 0, over = false) {
  const rate = rateOf(count);
  const { backpropagation: base, all_paths: listed } = count;
  const many = (/** @type {bigint} */ n) => (isBeyond(n) ? `a number of ${told(n)}` : told(n));
  const parts = [`The network ${nameOf(state)} has ${told(count.P)} parameters.`];
  if (seconds < 0.05) {
    const each = METHODS.map(({ name, label }) => `${label} ${many(count[name])}`);
    parts.push(`One gradient takes this many multiplications: ${each.join(", ")}.`);
  } else {
    const each = METHODS.map(({ name, label }) => `${label}: ${standing(count[name], rate, seconds, over)}`);
    parts.push(`At ${rateTold(rate)}, after ${seconds.toFixed(1)} seconds: ${each.join("; ")}.`);
  }
  if (listed === base) parts.push("All paths and backpropagation cost exactly the same here.");
  else if (listed < base)
    parts.push("Listing the paths costs less than backpropagation here: too few of them share anything.");
  return parts.join(" ");
}

/** @param {State} state @param {Costs} count */
export function goalOf(state, count) {
  const text =
    "Goal: let all paths win. Find a network with a hidden layer and at least 100 parameters in which listing them costs less than backpropagation.";
  if (state.layers < 3 || count.P < 100n || count.all_paths >= count.backpropagation) return { reached: false, text };
  return {
    reached: true,
    text: "✓ All paths win: so few ways lead to the cost that merging them saves less than the way back costs.",
  };
}

/** @param {State} state */
export function asPython({ inputs, layers, width, outputs }) {
  return `from itertools import pairwise

import nnbp_core as nn

sizes = [${inputs}] + [${width}] * ${layers - 2} + [${outputs}]
forward = sum(n_out * n_in for n_in, n_out in pairwise(sizes))
parameters = forward + sum(sizes[1:])
print(f"P = {parameters}")
print(f"forward = {forward}")
print(f"backpropagation = {3 * forward - sizes[1] * sizes[0] + sum(sizes[1:])}")
print(f"differences = {2 * parameters * forward}")

paths = multiplications = 0
for layer in range(2, len(sizes) + 1):
    ways = sizes[layer - 1] * sizes[layer - 2] * nn.count_paths(sizes, layer)
    paths += ways
    multiplications += ways * (len(sizes) - layer + 1)
print(f"paths = {paths}")
print(f"all_paths = {multiplications}")
`;
}
