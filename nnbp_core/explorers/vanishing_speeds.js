// A deeper network learns real digits. How long is the error δ^l in each layer, and what of it arrives at the first?

import { choices } from "./shared/address.js";
import { domainOf, lineChart, powersOfTen } from "./shared/chart.js";
import { GREYS, IMAGES, LABELS, NORMALS, SEED } from "./shared/digits.js";
import { ACTIVATIONS, backprop, COSTS, costOf, gradientStep, INITIALISATIONS } from "./shared/engine.js";
import { addRun, afterPaint } from "./shared/motion.js";
import { format, set, showNone, showQuantity, symbol } from "./shared/notation.js";
import { inPython } from "./shared/python.js";
import { mount } from "./shared/shell.js";
import { add, put, write } from "./shared/write.js";

const EPOCHS = 60;
const WIDTH = 8; // neurons in a hidden layer
const MOST_HIDDEN = 4;
const PIXELS = 16;
const BATCH = 10;
const OUT_OF_BOUNDS = 1e8;
const SLICE = 5; // milliseconds of training after one frame

export const fields = [
  { name: "depth", label: "hidden layers", kind: "count", min: 1, max: MOST_HIDDEN, step: 1, open: true },
  {
    name: "init",
    label: "first weights",
    kind: "choice",
    options: Object.entries(INITIALISATIONS).map(([value, { formula }]) => ({ value, label: `${value}: ${formula}` })),
  },
  { name: "activation", label: "hidden neurons", kind: "choice", options: choices(Object.keys(ACTIVATIONS)) },
  { name: "cost", label: "cost", kind: "choice", options: choices(Object.keys(COSTS)) },
  { name: "eta", label: "learning rate η", kind: "number", min: 0.001, max: 10, scale: "log" },
  { name: "epoch", label: "epoch", kind: "count", min: 0, max: EPOCHS, step: 1, open: true, plays: true },
];

const START = { depth: 4, init: "lecun", activation: "sigmoid", cost: "cross-entropy", eta: 0.5, epoch: 20 };

export const presets = [
  {
    label: "Deep sigmoids",
    state: START,
    note: "Four hidden layers of sigmoids. Read the chart from top to bottom: each layer farther back hears several times less of the error. After 60 epochs the network still guesses.",
  },
  {
    label: "tanh",
    state: { init: "glorot", activation: "tanh", eta: 0.2 },
    note: "tanh has slope 1 where z = 0, and glorot keeps z near there. The lines come together, the first hidden layer hears the error, and digits are learnt. Press Run.",
  },
  {
    label: "ReLU",
    state: { init: "he", activation: "relu", eta: 0.1 },
    note: "A ReLU passes the error on whole where it is on, and not at all where it is off. With he weights the lines stay together. Now raise η to 0.5 and see the neurons go silent.",
  },
  {
    label: "Weights of size 1",
    state: { init: "standard_normal" },
    note: "Sigmoids again, with larger weights. They pay for the slopes: compare how much each layer keeps with the first preset. The goal is near; what is missing?",
  },
  {
    label: "One that explodes",
    state: { init: "standard_normal", activation: "linear", eta: 0.01 },
    note: "Linear neurons have slope 1, and these weights are too large: the error grows on its way back, a hundred times. One such step is too long, and the numbers leave all bounds. Lower η to 0.003, and it recovers.",
  },
];

// The network and its digits --------------------------------------------------------------------------------------

const digitsOf = (numbers) => ({
  x: Array.from({ length: PIXELS }, (_, k) => numbers.map((n) => GREYS.indexOf(IMAGES[n * PIXELS + k]) / 64)),
  y: Array.from({ length: 10 }, (_, j) => numbers.map((n) => (Number(LABELS[n]) === j ? 1 : 0))),
});
export const BATCHES = Array.from({ length: LABELS.length / BATCH }, (_, i) =>
  digitsOf(Array.from({ length: BATCH }, (_, n) => i * BATCH + n)),
);

const sizesOf = (depth) => [PIXELS, ...Array(depth).fill(WIDTH), 10];

// The network that Network.random(sizes, default_rng(SEED), ...) draws: all biases first, then all weights.
export function startOf({ depth, init, activation, cost }) {
  let drawn = 0;
  const sizes = sizesOf(depth);
  const draw = (rows, columns, spread) =>
    Array.from({ length: rows }, () => Array.from({ length: columns }, () => NORMALS[drawn++] * spread));
  const biases = sizes.slice(1).map((n) => draw(n, 1, 1));
  const weights = sizes.slice(1).map((n, i) => draw(n, sizes[i], INITIALISATIONS[init].spread(sizes[i], n)));
  return { weights, biases, activations: [...Array(depth).fill(activation), "sigmoid"], cost };
}

const largest = (rows, column) => rows.reduce((best, row, j) => (row[column] > rows[best][column] ? j : best), 0);

// What a network is like on all digits: { norms: [‖δ²‖, ...], C, accuracy }. Pauses after each batch.
function* measured(network) {
  const norms = network.weights.map(() => 0);
  let [C, accuracy] = [0, 0];
  for (const { x, y } of BATCHES) {
    const { zs, activations, deltas } = backprop(network, x, y);
    const output = activations.at(-1);
    deltas.forEach((delta, i) => {
      for (let n = 0; n < BATCH; n += 1)
        norms[i] += Math.sqrt(delta.reduce((sum, row) => sum + row[n] * row[n], 0)) / LABELS.length;
    });
    for (let n = 0; n < BATCH; n += 1) {
      C +=
        output.reduce((sum, row, j) => sum + costOf(network.cost, "sigmoid", zs.at(-1)[j][n], row[n], y[j][n]), 0) /
        LABELS.length;
      if (largest(output, n) === largest(y, n)) accuracy += 1 / LABELS.length;
    }
    yield;
  }
  return { norms, C, accuracy: Number(accuracy.toFixed(2)) };
}

// Training as a generator: it yields the state after 0, 1, ..., EPOCHS epochs, and nothing wherever it can pause.
export function* training(settings) {
  let network = startOf(settings);
  for (let epoch = 0; epoch <= EPOCHS; epoch += 1) {
    const state = yield* measured(network);
    if (![state.C, ...state.norms].every((value) => Math.abs(value) < OUT_OF_BOUNDS)) return;
    yield { epoch, ...state };
    for (const { x, y } of BATCHES) {
      network = gradientStep(network, backprop(network, x, y), settings.eta);
      yield;
    }
  }
}

// A run that is computed as far as somebody looks.
export function runOf(settings) {
  const steps = training(settings);
  const run = { states: [], ended: false };
  run.diverged = () => run.ended && run.states.length <= EPOCHS;
  run.reaches = (epoch) => run.ended || run.states.length > epoch;
  run.advance = () => {
    const { value, done } = steps.next();
    if (value) run.states.push(value);
    run.ended = done || run.states.length > EPOCHS;
  };
  return run;
}

// The first hidden layer's error over the last hidden layer's.
export const ratioOf = ({ norms }) => norms[0] / norms[norms.length - 2];

// The chart -------------------------------------------------------------------------------------------------------

const CHART = { width: 340, height: 270, top: 28, right: 34, bottom: 36, left: 50 };
const FLOOR = 1e-8;
const LABEL_GAP = 13;
const layerName = (l) => symbol("δ", l);

// Move labels apart, downwards, then back into the picture.
function spread(heights, low) {
  const order = heights.map((_, i) => i).sort((p, q) => heights[p] - heights[q]);
  const placed = [...heights];
  order.forEach((i, n) => {
    if (n) placed[i] = Math.max(placed[i], placed[order[n - 1]] + LABEL_GAP);
  });
  order.reverse().forEach((i, n) => {
    placed[i] = Math.min(placed[i], n ? placed[order[n - 1]] - LABEL_GAP : low);
  });
  return placed;
}

function speedChart(parent) {
  const chart = lineChart(parent, {
    title: "Length of the error ‖δˡ‖ in each layer, logarithmic",
    xLabel: "epoch",
    ...CHART,
    x: { ticks: () => [0, 10, 20, 30, 40, 50, 60], text: String },
    y: { log: true, floor: FLOOR, ticks: (domain) => powersOfTen(domain, 8) },
  });
  const bottom = CHART.height - CHART.bottom;
  return function draw(states, shown) {
    const last = shown.norms.length - 1;
    const kind = (i) => (i === last ? "vanishing-output" : `vanishing-${i + 2}`);
    const yDomain = domainOf(
      states.flatMap(({ norms }) => norms),
      { log: true, floor: FLOOR },
    );
    const lines = shown.norms.map((_, i) => ({
      kind: kind(i),
      points: states.map(({ epoch, norms }) => [epoch, norms[i]]),
    }));
    const marks = shown.norms.map((norm, i) => ({ kind: kind(i), point: [shown.epoch, norm], r: 4 }));
    const xDomain = [0, EPOCHS];
    chart.place(xDomain, yDomain); // the labels need the scales
    const end = states[states.length - 1];
    const heights = spread(
      end.norms.map((value) => (value > 0 ? chart.heightOf(value) : bottom)),
      bottom,
    );
    const labels = heights.map((y, i) => ({
      text: layerName(i + 2),
      at: [chart.x(end.epoch) + 8, y + 4],
      anchor: "start",
      kind: `nnbp-vanishing-label nnbp-${kind(i)}`,
    }));
    chart.update({ lines, marks, labels, xDomain, yDomain, now: shown.epoch });
  };
}

// The picture -----------------------------------------------------------------------------------------------------

function readout(parent) {
  const box = add(parent, "div", { class: "nnbp-readout" });
  const summary = add(add(box, "table", { class: "nnbp-vanishing-summary" }), "tbody");
  const table = add(box, "table", { class: "nnbp-vanishing-layers" });
  const head = add(add(table, "thead"), "tr");
  for (const text of ["layer", "‖δˡ‖", "of the next layer’s"]) add(head, "th", { scope: "col" }, text);
  const layers = add(table, "tbody");
  // There is a row for every layer that there can be: a table that grew would be laid out anew, with all below it.
  const rows = [];
  for (let l = 2; l <= MOST_HIDDEN + 2; l += 1) {
    const row = add(layers, "tr");
    const name = add(row, "th", { scope: "row" });
    const [norm, kept] = [0, 1].map(() => add(add(row, "td"), "span", { "data-index": l }));
    rows.push({ l, row, name, norm, kept });
  }
  const cells = {};
  for (const [name, text] of [
    ["ratio", "first / last hidden"],
    ["C", "cost C"],
    ["accuracy", "digits right, of 100"],
  ]) {
    const row = add(summary, "tr");
    add(row, "th", { scope: "row" }, text);
    cells[name] = add(add(row, "td"), "span");
  }

  function fill(cell, name, value) {
    if (Number.isNaN(value)) set(write(cell, { "data-quantity": name, "data-value": "NaN" }), "–");
    else showQuantity(cell, name, value);
    if (name === "accuracy") set(cell, `${Math.round(100 * value)} %`);
  }

  return function draw(shown) {
    const L = shown.norms.length + 1;
    const place = (l) => (l === L ? "output" : l === 2 ? "first hidden" : l === L - 1 ? "last hidden" : "hidden");
    for (const { l, row, name, norm, kept } of rows) {
      write(row, { class: l > L ? "nnbp-vanishing-none" : null });
      set(name, l > L ? "" : `${l}, ${place(l)}`);
      if (l > L) showNone(norm);
      else fill(norm, "delta_norm", shown.norms[l - 2]);
      if (l >= L) showNone(kept);
      else fill(kept, "kept", shown.norms[l - 2] / shown.norms[l - 1]);
    }
    fill(cells.ratio, "ratio", ratioOf(shown));
    fill(cells.C, "C", shown.C);
    fill(cells.accuracy, "accuracy", shown.accuracy);
  };
}

function build(parts) {
  const { picture, below, get, root, tell } = parts;
  const drawChart = speedChart(picture);
  const drawReadout = readout(below);
  const progress = add(below, "p", { class: "nnbp-vanishing-progress", "data-progress": "" });
  const runs = new Map();
  let run;
  let waiting;
  addRun(parts, { last: EPOCHS, seconds: 10, ready: () => run.reaches(get().epoch), over: () => run.diverged() });

  function lookUp({ epoch, ...settings }) {
    const key = JSON.stringify(settings);
    if (!runs.has(key)) runs.set(key, runOf(settings));
    if (runs.size > 30) runs.delete(runs.keys().next().value);
    return runs.get(key);
  }

  // Train for a few milliseconds, show what is new, and come back after the next frame while epochs are missing.
  function slice() {
    waiting = undefined;
    const before = run.states.length;
    const until = performance.now() + SLICE;
    while (!run.reaches(get().epoch) && performance.now() < until) run.advance();
    if (run.states.length > before || run.ended) tell(update(get()));
    else waiting = afterPaint(slice);
  }

  function update(state) {
    run = lookUp(state);
    const missing = !run.reaches(state.epoch);
    if (missing && !waiting) waiting = afterPaint(slice);
    put(root, "data-computing", missing ? "" : null);
    set(progress, missing ? `Training: ${Math.max(run.states.length - 1, 0)} of ${state.epoch} epochs are done.` : "");
    const shown = run.states[Math.min(state.epoch, run.states.length - 1)];
    if (shown) {
      drawChart(run.states, shown);
      drawReadout(shown);
    }
    const goal = goalOf(state, run);
    if (!shown)
      return {
        words: run.ended ? "The first numbers are already out of bounds." : "Training begins.",
        python: asPython(state),
        goal,
      };
    return {
      words: inWords(state, run, shown),
      python: asPython({ ...state, epoch: missing ? state.epoch : shown.epoch }),
      goal,
    };
  }

  return { update, stop: () => waiting?.() };
}

// Words, goal and Python ------------------------------------------------------------------------------------------

function verdict({ norms }) {
  const hidden = norms.slice(0, -1);
  if (hidden.every((norm) => norm === 0))
    return "No error at all arrives in any hidden layer: their neurons are flat for every digit, and stay so.";
  if (hidden.includes(0))
    return `Nothing at all arrives in ${layerName(2)}: some layer on the way is flat for every digit.`;
  if (norms.length === 2) return `One hidden layer keeps ${format(norms[0] / norms[1])} of it.`;
  const ratio = norms[0] / norms[norms.length - 1];
  if (ratio < 0.1) return `It vanishes: the first hidden layer hears ${format(1 / ratio)} times less than the output.`;
  if (ratio > 10)
    return `It explodes on its way back: the first hidden layer hears ${format(ratio)} times more than the output.`;
  return `It arrives: the first hidden layer hears ${format(ratio)} of what the output hears.`;
}

function inWords(state, run, shown) {
  const waiting = run.reaches(state.epoch) ? "" : `Training is under way to epoch ${state.epoch}. `;
  const norms = shown.norms.map((norm, i) => `${format(norm)} in layer ${i + 2}`).join(", ");
  const layers =
    state.depth === 1 ? "One hidden layer" : `${["", "", "Two", "Three", "Four"][state.depth]} hidden layers`;
  const score = `cost ${format(shown.C)}, ${Math.round(100 * shown.accuracy)} of 100 digits right${shown.accuracy < 0.2 ? ", which is little better than guessing" : ""}`;
  const end = run.diverged()
    ? ` It diverges: in epoch ${run.states.length} the numbers leave all bounds, because each step overshoots and the next one is longer. Try a smaller η.${shown.epoch < state.epoch ? " Its last good epoch is shown." : ""}`
    : "";
  return `${waiting}${layers} of ${WIDTH} ${state.activation} neurons after epoch ${shown.epoch}. The error has the length ${norms}. ${verdict(shown)} ${score[0].toUpperCase()}${score.slice(1)}.${end}`;
}

export function goalOf(state, run) {
  const text =
    "Goal: keep four hidden layers of sigmoids, and after 20 epochs let the first of them hear at least a third of what the last one hears.";
  const then = run.states[20];
  if (state.depth !== 4 || state.activation !== "sigmoid" || !then || state.epoch < 20) return { reached: false, text };
  const ratio = ratioOf(then);
  return ratio >= 1 / 3
    ? { reached: true, text: `${text} Reached: ${format(ratio)} of it.` }
    : { reached: false, text: `${text} Now: ${format(ratio)}.` };
}

export function asPython({ depth, init, activation, cost, eta, epoch }) {
  const far = eta > 0.25 ? "\n# A large η magnifies rounding: after many epochs two machines may part." : "";
  const train = `${far}
rng = np.random.default_rng(0)
for _ in range(${epoch}):
    for i in range(0, 100, ${BATCH}):
        batch = nn.Dataset(x[:, i : i + ${BATCH}], y[:, i : i + ${BATCH}])
        (step,) = nn.sgd(network, batch, ${eta}, 1, ${BATCH}, rng)
        network = step.network
`;
  return `import numpy as np
import nnbp_core as nn

data = nn.digits()
images = data.x_train[:, :100].reshape(4, 2, 4, 2, 100)
x = images.mean(axis=(1, 3)).reshape(16, 100)  # 4 × 4 pixels
y = data.y_train[:, :100]
sizes, draw = [${sizesOf(depth).join(", ")}], np.random.default_rng(${SEED})
kinds = [${inPython(activation)}] * ${depth} + [nn.SIGMOID]
network = nn.Network.random(sizes, draw, kinds, ${inPython(cost)}, "${init}")
${epoch ? train : ""}
for layer, delta in enumerate(nn.backprop(network, x, y).deltas, start=2):
    print(f"delta_norm_{layer} = {np.linalg.norm(delta, axis=0).mean():.6g}")
output = nn.forward(network, x).activations[-1]
print(f"C = {nn.mean_cost(network, x, y):.6g}")
print(f"accuracy = {nn.accuracy(network, x, y):.2f}")
`;
}

const explorer = {
  name: "VanishingSpeeds",
  intro:
    "A network learns 100 digits, 4 × 4 pixels each, ten at a time. Choose a preset and press Run. How far down does the error get?",
  fields,
  presets,
  build,
};

export default { render: (context) => mount(context, explorer) };
