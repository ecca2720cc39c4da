// One neuron learns x = 1 → y = 0, in two runs: what it computes, and what is said of it. Nothing here draws.

import { ACTIVATIONS, COSTS, costOf, takes } from "./shared/engine.js";
import { format } from "./shared/notation.js";
import { inPython } from "./shared/python.js";

/**
 * @typedef {object} State what the figure shows
 * @property {number} w
 * @property {number} b
 * @property {number} eta
 * @property {string} compare
 * @property {string} cost
 * @property {string} activation
 * @property {boolean} tuned
 * @property {number} epoch
 */
/** @typedef {{ z: number, a: number, C: number, slope: number, speed: number }} Moment */
/**
 * @typedef {object} Run one neuron from its start to its last epoch; `missing` says why it is left out
 * @property {string} label
 * @property {boolean} mild whether it only stands beside the reader's own
 * @property {number} w
 * @property {number} b
 * @property {number} eta
 * @property {string} activation
 * @property {string} cost
 * @property {Moment[]} states
 * @property {number} halfway the first epoch whose answer is below ½, or −1
 * @property {boolean} diverged
 * @property {string} [missing]
 */

export const EPOCHS = 300;
export const STARTS = { mild: { w: 0.6, b: 0.9 }, bad: { w: 2, b: 2 }, worse: { w: 2.5, b: 2.5 } };
const GOAL_EPOCHS = 20;
const X = 1;
const Y = 0;
const OUT_OF_BOUNDS = 1e8;

const inBounds = (/** @type {number} */ number) => Math.abs(number) < OUT_OF_BOUNDS; // and neither NaN nor infinite

/** @typedef {{ gradient: (a: number, y: number) => number, matches: string | null, between?: number[] }} Cost */
const costNamed = (/** @type {string} */ name) => /** @type {Record<string, Cost>} */ (COSTS)[name];

/**
 * All that a neuron with this weighted input has; `speed` is ∂C/∂w with its sign. For one neuron the four equations are
 * three products of numbers, so this needs no matrices; tests hold it equal to the core.
 * @param {{ activation: string, cost: string }} kind
 * @param {number} z
 * @returns {Moment}
 */
export function momentAt({ activation, cost }, z) {
  const { f, slope: slopeAt } = ACTIVATIONS[/** @type {keyof typeof ACTIVATIONS} */ (activation)];
  const { gradient, matches } = costNamed(cost);
  const a = f(z);
  const slope = slopeAt(z, a);
  const delta = matches === activation ? a - Y : gradient(a, Y) * slope; // BP1
  return { z, a, C: costOf(cost, activation, z, a, Y), slope, speed: delta * X }; // BP4
}

/**
 * The state after 0, 1, ..., EPOCHS steps; a run ends early where the numbers leave all bounds.
 * @param {{ w: number, b: number, eta: number, activation: string, cost: string }} start
 */
export function train({ w, b, eta, activation, cost }) {
  const states = [];
  for (let epoch = 0; epoch <= EPOCHS; epoch += 1) {
    const moment = momentAt({ activation, cost }, w * X + b);
    if (!Object.values(moment).every(inBounds)) break;
    states.push(moment);
    w -= eta * moment.speed;
    b -= eta * (moment.speed / X); // BP3: ∂C/∂b is δ itself
  }
  return states;
}

/**
 * The two runs that a state asks for: two costs from one start, or the mild start beside the reader's.
 * @param {State} state
 * @returns {Run[]}
 */
export function runsOf({ w, b, eta, compare, cost, activation, tuned }) {
  const own = { w, b, eta, activation, mild: false };
  const two =
    compare === "costs"
      ? [
          { ...own, label: "quadratic", cost: "quadratic" },
          { ...own, label: "cross-entropy", cost: "cross-entropy", eta: tuned ? eta / 30 : eta },
        ]
      : [
          { ...own, label: "mild start", cost, ...STARTS.mild, mild: true },
          { ...own, label: "your start", cost },
        ];
  return two.map((run) => {
    if (!takes(run.cost, activation)) {
      const { between = [], matches } = costNamed(run.cost);
      const missing = `left out: ${run.cost} needs outputs between ${between.join(" and ")}, so a ${matches}`;
      return { ...run, states: [], halfway: -1, diverged: false, missing };
    }
    const states = train(run);
    return { ...run, states, halfway: states.findIndex(({ a }) => a < 0.5), diverged: states.length <= EPOCHS };
  });
}

/**
 * Where a run stands at a time in epochs: between two of them z glides from one to the next.
 * @param {Run} run
 * @param {number} time
 * @returns {Moment | undefined}
 */
export function momentOf(run, time) {
  const last = run.states.length - 1;
  const n = Math.min(Math.floor(time), last);
  const part = n < last ? time - n : 0;
  if (part === 0) return run.states[n];
  return momentAt(run, run.states[n].z + part * (run.states[n + 1].z - run.states[n].z));
}

/** Whether a run has come below ½ by an epoch, having begun above it. */
export const isHalfway = (/** @type {Run} */ run, /** @type {number} */ epoch) =>
  run.halfway > 0 && run.halfway <= epoch;

/**
 * @param {State} state
 * @param {Run[]} runs
 */
export function goalOf(state, runs) {
  const text = "Goal: from w = 2, b = 2 bring a below ½ within 20 epochs. Leave η at 0.15.";
  const fair = state.w === 2 && state.b === 2 && state.eta === 0.15 && state.activation === "sigmoid";
  const winner = fair && runs.find((run) => !run.mild && run.halfway <= GOAL_EPOCHS && isHalfway(run, state.epoch));
  if (!winner) return { reached: false, text };
  return {
    reached: true,
    text: `✓ Goal reached: with the ${winner.cost} cost a is below ½ in epoch ${winner.halfway}.`,
  };
}

const capital = (/** @type {string} */ text) => text[0].toUpperCase() + text.slice(1);

/** What may be said of a neuron that has not moved yet. */
function judged(/** @type {Run} */ { cost, activation, states: [{ a, slope, speed }] }) {
  if (Math.abs(a) < 0.1) return "Nearly right: a short arrow, for a good reason.";
  if (cost === "cross-entropy" && activation === "sigmoid") return "The arrow is as long as the answer is wrong.";
  if (slope < 0.07 && a > 0.5) return "Very wrong, but the curve is flat.";
  return slope > 0.15 && Math.abs(speed) > 0.03 ? "Wrong, and the curve is steep." : "Wrong.";
}

/** What the reader sees before anything has moved. */
function atTheStart(/** @type {State} */ { w, b, compare }, /** @type {Run[]} */ runs) {
  const at = `w = ${w.toFixed(2)}, b = ${b.toFixed(2)}`.replaceAll("-", "−");
  const own = runs.filter((run) => !run.mild && run.states.length > 0);
  if (!own.length) return `Your start is ${at}.`;
  const [{ a, slope }] = own[0].states;
  const speeds = own.map(({ cost, states: [{ speed }] }) => `${cost} ${format(Math.abs(speed))}`).join(", ");
  const who = compare === "costs" ? "Both costs start at" : "Your start is";
  return `${who} ${at}: answer ${format(a)}, wanted 0, slope ${format(slope)}; speed: ${speeds}. ${judged(own[0])}`;
}

/** What has happened to a run by an epoch; while it runs only what changes nothing when it is heard late. */
function progress(/** @type {Run} */ run, /** @type {number} */ epoch, /** @type {boolean} */ running) {
  const name = capital(run.label);
  const last = run.states.length - 1;
  if (run.diverged && epoch > last) {
    const why = "because each step overshoots 0 and lands farther away. Try a smaller η.";
    return `${name} diverges: after epoch ${Math.max(last, 0)} the numbers leave all bounds, ${why}`;
  }
  const { a, speed } = run.states[Math.min(epoch, last)];
  const half = isHalfway(run, epoch) ? `${name} is below ½ at epoch ${run.halfway}` : "";
  if (!running) {
    const now = `answer ${format(a)}, speed ${format(Math.abs(speed))}`;
    return half ? `${half}: now ${now}.` : `${name}: ${now}.`;
  }
  if (half) return `${half}.`;
  return run.activation === "sigmoid" && a > 0.8 && Math.abs(speed) < 0.06
    ? `${name} hardly moves.`
    : `${name} is on its way.`;
}

/**
 * The figure in words.
 * @param {State} state
 * @param {Run[]} runs
 * @param {boolean} running
 */
export function inWords(state, runs, running) {
  const missing = runs.filter((run) => run.missing).map((run) => `${capital(run.label)}: ${run.missing}.`);
  if (state.epoch === 0 && !running) return [atTheStart(state, runs), ...missing].join(" ");
  const told = runs.filter((run) => !run.missing).map((run) => progress(run, state.epoch, running));
  return [...(running ? [] : [`After epoch ${state.epoch}.`]), ...told, ...missing].join(" ");
}

/**
 * The same in Python.
 * @param {State} state
 * @param {Run[]} runs
 */
export function asPython(state, runs) {
  const wanted = runs.filter((run) => !run.missing);
  const starts = wanted.map((run) => `    ("${run.label}", ${run.w}, ${run.b}, ${run.eta}, ${inPython(run.cost)}),`);
  return `import numpy as np
import nnbp_core as nn

runs = [
${starts.join("\n")}
]
data = nn.Dataset(np.array([[1.0]]), np.array([[0.0]]))
for name, w, b, eta, cost in runs:
    neuron = nn.Network([[[w]]], [[[b]]], ${inPython(state.activation)}, cost)
    if ${state.epoch} > 0:
        steps = nn.sgd(neuron, data, eta, ${Math.max(state.epoch, 1)}, 1, np.random.default_rng(1))
        *_, last = steps
        neuron = last.network
    a = nn.forward(neuron, data.x_train).activations[-1].item()
    speed = abs(nn.backprop(neuron, data.x_train, data.y_train).nabla_w[0].item())
    print(f"{name}: a = {a:.6g}, speed = {speed:.6g}")
`;
}
