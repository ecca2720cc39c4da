// One neuron learns x = 1 → y = 0. Two runs side by side show what saturation does to the speed of learning.

import { domainOf, lineChart } from "./charts.js";
import { ACTIVATIONS, COSTS, costOf, inPython, takes } from "./engine.js";
import { addClock, choices, format, mount, showNone, showQuantity } from "./shell.js";

const EPOCHS = 300;
const MILD = { w: 0.6, b: 0.9 };
const X = 1;
const Y = 0;
const OUT_OF_BOUNDS = 1e8;

export const fields = [
  { name: "w", label: "first weight w", main: true, kind: "number", min: -5, max: 5, step: 0.1 },
  { name: "b", label: "first bias b", main: true, kind: "number", min: -5, max: 5, step: 0.1 },
  { name: "eta", label: "learning rate η", main: true, kind: "number", min: 0.001, max: 10, scale: "log" },
  {
    name: "compare",
    main: true,
    label: "compare",
    kind: "choice",
    options: [
      { value: "costs", label: "two costs, one start" },
      { value: "starts", label: "two starts, one cost" },
    ],
  },
  { name: "cost", label: "cost (for two starts)", kind: "choice", options: choices(Object.keys(COSTS)) },
  { name: "activation", label: "activation", kind: "choice", options: choices(Object.keys(ACTIVATIONS)) },
  { name: "tuned", label: "η tuned for each cost (cross-entropy: η / 30)", kind: "switch" },
  { name: "epoch", label: "epoch", main: true, time: true, kind: "count", min: 0, max: EPOCHS, step: 1 },
];

const START = { w: 2, b: 2, eta: 0.15, compare: "starts", cost: "quadratic", activation: "sigmoid", tuned: false, epoch: 0 };

export const presets = [
  {
    label: "Two starts",
    state: START,
    note: "One cost, two starts: a = 0.82 and a = 0.98. The worse one is the slower one. Its cost hardly falls, because its point stands where σ is flat.",
  },
  {
    label: "Two costs",
    state: { compare: "costs" },
    note: "Both runs start at the same bad place, a = 0.98, with one η. Watch the speed: the quadratic cost has almost none for 150 epochs; cross-entropy starts at full speed.",
  },
  {
    label: "η tuned for each",
    state: { compare: "costs", tuned: true },
    note: "With an η thirty times smaller, cross-entropy looks slow. But see the shapes: its speed is highest at the start, when the mistake is worst.",
  },
  {
    label: "Another activation",
    state: { compare: "costs", activation: "tanh" },
    note: "tanh saturates too, and harder: at z = 4 its slope is 0.0013. Cross-entropy wants outputs between 0 and 1, so that run is left out.",
  },
  {
    label: "One that diverges",
    state: { activation: "linear", eta: 1.2 },
    note: "A linear neuron has no flat part, and no ceiling. With η above 1 each step lands farther from 0 than the last: the numbers explode.",
  },
];

const inBounds = (number) => Math.abs(number) < OUT_OF_BOUNDS; // and neither NaN nor infinite

// One run: the state after 0, 1, ..., EPOCHS steps; it ends early where the numbers leave all bounds. For one neuron
// the four equations are three products of numbers, so this needs no matrices; tests hold it equal to the core.
export function train({ w, b, eta, activation, cost }) {
  const { f, slope: slopeAt } = ACTIVATIONS[activation];
  const { gradient, matches } = COSTS[cost];
  const states = [];
  for (let epoch = 0; epoch <= EPOCHS; epoch += 1) {
    const z = w * X + b;
    const a = f(z);
    const slope = slopeAt(z, a);
    const delta = matches === activation ? a - Y : gradient(a, Y) * slope; // BP1
    const speed = delta * X; // BP4
    const C = costOf(cost, activation, z, a, Y);
    if (!(inBounds(z) && inBounds(a) && inBounds(C) && inBounds(slope) && inBounds(speed))) break;
    states.push({ epoch, z, a, C, slope, speed });
    w -= eta * speed;
    b -= eta * delta; // BP3: ∂C/∂b is δ itself
  }
  return states;
}

// Of a run's states, what a line needs: a chart has about one pixel for an epoch. Where a run turns back, none is left out.
const turns = (states, i) => (states[i].z - states[i - 1].z) * (states[i + 1].z - states[i].z) < 0;
const isDrawn = (_, i, states) => i % 3 === 0 || i < 20 || i === states.length - 1 || turns(states, i);
const pointOf = (name) => (s) => [s.epoch, name === "speed" ? Math.abs(s.speed) : s[name]];
const LINES = ["speed", "a", "slope", "C"];

// What of a run is drawn: its lines, the least and the greatest value of each (on the logarithmic axis of the speed the
// least above 0), and how far from 0 its z goes.
function drawable(states) {
  const drawn = states.filter(isDrawn);
  const lines = Object.fromEntries(LINES.map((name) => [name, drawn.map(pointOf(name))]));
  const ends = (name) => {
    const values = lines[name].map(([, value]) => value).filter((value) => value > 0 || name !== "speed");
    return values.length ? [Math.min(...values), Math.max(...values)] : [];
  };
  const reach = Math.max(0, ...states.map(({ z }) => Math.abs(z)));
  return { states, lines, ends: Object.fromEntries(LINES.map((name) => [name, ends(name)])), reach };
}

// The last few runs, trained and ready to be drawn: a slider changes one of the two, or neither.
const trained = new Map();
function trainedOn({ w, b, eta, activation, cost }) {
  const key = `${w} ${b} ${eta} ${activation} ${cost}`;
  const run = trained.get(key) ?? drawable(train({ w, b, eta, activation, cost }));
  trained.delete(key);
  trained.set(key, run);
  if (trained.size > 4) trained.delete(trained.keys().next().value);
  return run;
}

// The two runs that a state asks for; `missing` says why one is left out.
export function runsOf(state) {
  const { w, b, eta, activation } = state;
  const own = { w, b, eta, activation };
  const two =
    state.compare === "costs"
      ? [
          { kind: "a", label: "quadratic", ...own, cost: "quadratic" },
          { kind: "b", label: "cross-entropy", ...own, cost: "cross-entropy", eta: state.tuned ? eta / 30 : eta },
        ]
      : [
          { kind: "a", label: "mild start", ...own, ...MILD, cost: state.cost },
          { kind: "b", label: "your start", ...own, cost: state.cost },
        ];
  return two.map((run) => {
    const { between, matches } = COSTS[run.cost];
    if (!takes(run.cost, activation)) {
      return { ...run, ...drawable([]), missing: `left out: ${run.cost} needs outputs between ${between.join(" and ")}, so a ${matches}` };
    }
    const shown = trainedOn(run);
    return { ...run, ...shown, halfway: shown.states.findIndex(({ a }) => a < 0.5), diverged: shown.states.length <= EPOCHS };
  });
}

const COLUMNS = [
  ["a", "output a"],
  ["z", "z"],
  ["C", "cost C"],
  ["slope", "slope σ′(z)"],
  ["speed", "speed |∂C/∂w|"],
];

function build({ picture, controls, set, get }) {
  const grid = picture.append("div").attr("class", "nnbp-grid");
  const curve = lineChart(grid, { title: "Where each neuron stands on σ", xLabel: "weighted input z" });
  const charts = {
    speed: lineChart(grid, { title: "Learning speed |∂C/∂w|, logarithmic", xLabel: "epoch", log: true }),
    a: lineChart(grid, { title: "Output a, wanted: 0", xLabel: "epoch" }),
    slope: lineChart(grid, { title: "Slope σ′(z)", xLabel: "epoch" }),
    C: lineChart(grid, { title: "Cost C", xLabel: "epoch" }),
  };
  const box = grid.append("div").attr("class", "nnbp-readout");
  const table = box.append("table");
  const head = table.append("thead").append("tr");
  head.append("td").text("now");
  const names = ["a", "b"].map((kind) => head.append("th").attr("scope", "col").attr("class", `nnbp-key nnbp-${kind}`));
  const rows = [...COLUMNS, ["halfway", "a < 0.5 in epoch"]].map(([name, label]) => {
    const row = table.append("tbody").append("tr");
    row.append("th").attr("scope", "row").text(label);
    return { name, cells: [0, 1].map((i) => row.append("td").append("span").attr("data-run", i + 1)) };
  });

  const pause = addClock(controls, { get, set, last: EPOCHS });

  let key = "";
  let runs = [];
  let domains = {};
  let bend = {};

  // σ itself, as far as the neurons go.
  function bendTo(reach, activation) {
    if (bend.reach === reach && bend.activation === activation) return bend;
    const points = Array.from({ length: 121 }, (_, i) => (i / 60 - 1) * reach).map((z) => [z, ACTIVATIONS[activation].f(z)]);
    const domain = { x: [-reach, reach], y: domainOf(points.map(([, a]) => a)) };
    return { reach, activation, domain, lines: [{ kind: "curve", points }] };
  }

  function recompute(state) {
    runs = runsOf(state);
    const domain = (name, options) => domainOf(runs.flatMap((run) => run.ends[name]), options);
    domains = {
      speed: domain("speed", { log: true }),
      a: domain("a"),
      slope: domain("slope", { least: 0.25 }),
      C: domain("C", { least: 0.5 }),
    };
    const reach = Math.min(50, Math.max(6, ...runs.map((run) => run.reach)));
    bend = bendTo(reach, state.activation);
  }

  function update(state) {
    const { epoch, ...rest } = state;
    if (JSON.stringify(rest) !== key) {
      key = JSON.stringify(rest);
      recompute(state);
    }
    const now = runs.map((run) => run.states[Math.min(epoch, run.states.length - 1)]);
    const marks = (pick) => runs.flatMap(({ kind }, i) => (now[i] ? [{ kind, point: pick(now[i]) }] : []));
    for (const [name, chart] of Object.entries(charts)) {
      const lines = runs.map((run) => ({ kind: run.kind, points: run.lines[name] }));
      chart.update(lines, marks(pointOf(name)), [0, EPOCHS], domains[name]);
    }
    curve.update(bend.lines, marks((s) => [s.z, s.a]), bend.domain.x, bend.domain.y);
    names.forEach((cell, i) => cell.text(runs[i].label));
    for (const { name, cells } of rows) {
      cells.forEach((cell, i) => {
        const value = name === "halfway" ? runs[i].halfway : now[i]?.[name];
        if (value === undefined) showNone(cell, "–");
        else if (name === "halfway" && value < 0) cell.attr("data-quantity", name).attr("data-value", "never").text("never");
        else showQuantity(cell, name, name === "speed" ? Math.abs(value) : value);
      });
    }
    return { words: inWords(state, runs, now), python: asPython(state, runs), goal: goalOf(state, runs) };
  }
  return { update, pause, stop: pause };
}

function inWords(state, runs, now) {
  const parts = runs.map((run, i) => {
    const name = run.label[0].toUpperCase() + run.label.slice(1);
    if (run.missing) return `${name}: ${run.missing}.`;
    const { epoch, a, slope, speed } = now[i];
    const told = `${name}: output ${format(a)}, slope ${format(slope)}, speed ${format(Math.abs(speed))}`;
    if (!run.diverged) return `${told}.`;
    return `${told}. It diverges: after epoch ${run.states.length - 1} the numbers leave all bounds, because each step overshoots 0 and lands farther away. Try a smaller η.${epoch < state.epoch ? " Its last good state is shown." : ""}`;
  });
  return `After epoch ${state.epoch}. ${parts.join(" ")}`;
}

function goalOf(state, runs) {
  const text = "Goal: start at w = 2, b = 2, leave η at 0.15, and bring a below 0.5 within 20 epochs.";
  const fair = state.w === 2 && state.b === 2 && state.eta === 0.15 && state.activation === "sigmoid";
  const winner = fair && runs.find((run) => run.w === 2 && run.halfway > 0 && run.halfway <= 20);
  if (winner) return { reached: true, text: `${text} Reached by the ${winner.cost} cost, in epoch ${winner.halfway}.` };
  return { reached: false, text };
}

function asPython(state, runs) {
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

const explorer = {
  name: "SaturationLab",
  title: "Saturation lab: one neuron learns to answer 0",
  intro: "One neuron, x = 1, wanted answer 0. Choose a preset, press Run, and watch the speed.",
  fields,
  presets,
  build,
};

export default { render: (context) => mount(context, explorer) };
