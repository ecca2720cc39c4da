// The work of three ways to a gradient, counted as in chapter 9, as the network grows.

import { lineChart } from "./shared/chart.js";
import { fixed, power, set } from "./shared/notation.js";
import { mount } from "./shared/shell.js";
import { add, put } from "./shared/write.js";

const MOST = { inputs: 1000, layers: 120, width: 1000, outputs: 100 };

export const fields = [
  { name: "inputs", label: "inputs", kind: "count", min: 1, max: MOST.inputs, step: 1 },
  { name: "layers", label: "layers in all", kind: "count", min: 2, max: MOST.layers, step: 1, open: true },
  { name: "width", label: "hidden layer width", kind: "count", min: 1, max: MOST.width, step: 1, open: true },
  { name: "outputs", label: "outputs", kind: "count", min: 1, max: MOST.outputs, step: 1 },
  {
    name: "grow",
    label: "the lines show",
    kind: "choice",
    options: [
      { value: "width", label: "wider hidden layers" },
      { value: "depth", label: "more layers" },
    ],
  },
];

const START = { inputs: 64, layers: 3, width: 30, outputs: 10, grow: "width" };

export const presets = [
  {
    label: "Chapter 5",
    state: START,
    note: "The reader of digits, 64-30-10. Differences need 2,099 times the work of backpropagation: a second becomes 35 minutes. Listing paths looks harmless: there is one hidden layer.",
  },
  {
    label: "Nielsen's network",
    state: { inputs: 784 },
    note: "784-30-10, eleven times the parameters. Backpropagation costs ten times as much as before, differences a hundred times: slope 1 and slope 2 on this chart.",
  },
  {
    label: "Deep and narrow",
    state: { inputs: 2, layers: 50, width: 2, outputs: 2, grow: "depth" },
    note: "Two neurons in each of 50 layers, 294 parameters. The paths double with every layer: their line leaves the picture while the other two hardly rise.",
  },
  {
    label: "A tie",
    state: { inputs: 6, layers: 4, width: 1, outputs: 1 },
    note: "The smallest network in which listing all paths costs exactly what backpropagation costs: 6-1-1-1, 21 multiplications each. Add one neuron anywhere, and see who wins.",
  },
  {
    label: "Beyond all numbers",
    state: { inputs: 1000, layers: 120, width: 1000, outputs: 10, grow: "depth" },
    note: "A large network of today. Backpropagation: some hundred million multiplications, a moment's work. Listing the paths: a number of 361 digits. No computer will ever do it.",
  },
];

// The neurons of each layer.
export const sizesOf = ({ inputs, layers, width, outputs }) => [
  inputs,
  ...Array.from({ length: layers - 2 }, () => width),
  outputs,
];

// The counts of chapter 9 for one example, exact. Listing paths is counted as there: the factors are already known,
// and each path of each weight costs one multiplication for each factor after the first.
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

// The same three as logarithms to base 10, for the lines: quick, however large they are.
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

const grouped = (text) => text.replace(/\B(?=(\d{3})+$)/g, ",");

// A count for a reader: all its digits, or the first four and a power of ten.
export function told(count) {
  const text = String(count);
  if (text.length <= 7) return grouped(text);
  const four = Math.round(Number(text.slice(0, 5)) / 10);
  const carried = four === 10000;
  return power(text.length - 1 + (carried ? 1 : 0), fixed(carried ? 1 : four / 1000, 3));
}

// p / q for two counts, to four digits: a number for a reader.
export function ratio(p, q) {
  const times = p / q;
  if (times >= 1000n) return told(times + (2n * (p % q) >= q ? 1n : 0n));
  return String(Number((Number(p) / Number(q)).toPrecision(4)));
}

const YEAR = 31557600n;
const UNITS = [
  [13800000000n * YEAR, "times the age of the universe"],
  [YEAR, "years"],
  [86400n, "days"],
  [3600n, "hours"],
  [60n, "minutes"],
  [1n, "seconds"],
];

// How long p takes where q takes one second.
export function time(p, q) {
  const found = UNITS.find(([seconds]) => p >= 2n * seconds * q);
  if (!found) return `${String(Number((Number(p) / Number(q)).toPrecision(2)))} ${p === q ? "second" : "seconds"}`;
  const [seconds, name] = found;
  const many = (2n * p + seconds * q) / (2n * seconds * q);
  return `${told(many)} ${name}`;
}

// The lines: networks that differ from the state's in width or in depth only.
export function family(state) {
  const few = (most) => Array.from({ length: 34 }, (_, i) => most ** (i / 33));
  const chosen = state.grow === "width" ? few(MOST.width) : few(MOST.layers - 1).map((n) => n + 1);
  const list = [...new Set(chosen.map(Math.round))];
  return list.map((n) => logCosts(sizesOf({ ...state, [state.grow === "width" ? "width" : "layers"]: n })));
}

const METHODS = [
  { name: "backpropagation", kind: "a", label: "back\u00adpropagation" },
  { name: "differences", kind: "b", label: "finite differences" },
  { name: "all_paths", kind: "c", label: "all paths" },
];
const CAPTION =
  "For one example. Ratio: to backpropagation. Time: if backpropagation takes 1 second. Listing paths needs all rate factors first; that work is not counted, as in the chapter.";
const HEADROOM = 6; // powers of ten above the differences, before the line of all paths leaves the picture

function wholeTicks([low, high]) {
  const every = Math.max(1, Math.ceil((high - low) / 7));
  return Array.from({ length: Math.floor((high - low) / every) + 1 }, (_, i) => low + i * every);
}

// A line up to the top of the picture, and no farther.
function cut(points, top) {
  const end = points.findIndex(([, v]) => v > top);
  if (end < 0) return points;
  if (end === 0) return [];
  const [[u, v], [u2, v2]] = [points[end - 1], points[end]];
  return [...points.slice(0, end), [u + ((top - v) / (v2 - v)) * (u2 - u), top]];
}

// The axes hold powers of ten as they are: some counts are too large for a floating-point number.
function domainsOf(all) {
  const xDomain = [Math.floor(Math.min(...all.map(({ P }) => P))), Math.ceil(Math.max(...all.map(({ P }) => P)))];
  const most = Math.max(...all.map((one) => one.differences));
  const top = Math.ceil(
    Math.min(most + HEADROOM, Math.max(...all.map((one) => Math.max(one.all_paths, one.differences)))),
  );
  const low = Math.floor(Math.min(...all.flatMap((one) => [one.backpropagation, one.all_paths])));
  return { xDomain, yDomain: [low, Math.max(top, 1)] };
}

function chartIn(parent) {
  const axis = { ticks: wholeTicks, text: (exponent) => power(exponent) };
  const size = { width: 340, height: 270, top: 40, bottom: 38, left: 44 };
  const title = "Multiplications for one gradient against the parameters of the network, both logarithmic";
  const chart = lineChart(parent, {
    title,
    xLabel: "parameters P",
    yLabel: "multiplications",
    ...size,
    x: axis,
    y: axis,
    upright: true,
  });

  return function update(name, lines, now) {
    chart.rename(name);
    const axes = domainsOf([...lines, now]);
    const top = axes.yDomain[1];
    chart.place(axes.xDomain, axes.yDomain);
    const gone = now.all_paths > top;
    const at = [Math.min(Math.max(chart.x(now.P), 168), size.width - 90), size.top - 8];
    chart.update({
      ...axes,
      lines: METHODS.map((m) => ({
        kind: m.kind,
        points: cut(
          lines.map((one) => [one.P, one[m.name]]),
          top,
        ),
      })),
      marks: METHODS.filter((m) => now[m.name] <= top).map((m) => ({
        kind: m.kind,
        point: [now.P, now[m.name]],
        r: m.kind === "a" ? 6 : 5,
      })),
      labels: gone
        ? [{ text: `↑ all paths: about ${power(Math.round(now.all_paths))}`, at, kind: "nnbp-cost-off" }]
        : [],
    });
    return gone;
  };
}

function readout(parent) {
  const box = add(parent, "div", { class: "nnbp-readout nnbp-cost-grid" });
  const network = add(box, "p", { class: "nnbp-cost-network" });
  const [name, parameters, , forward] = ["", "", " parameters, ", "", " multiplications in a forward pass."].map(
    (text) => add(network, "span", {}, text),
  );
  const table = add(box, "table");
  const head = add(add(table, "thead"), "tr");
  add(head, "td");
  for (const text of ["multi\u00adplications", "ratio", "time"]) add(head, "th", { scope: "col" }, text);
  const body = add(table, "tbody");
  const rows = METHODS.map(({ kind, label }) => {
    const row = add(body, "tr");
    const first = add(row, "th", { scope: "row" });
    add(first, "span", { class: `nnbp-key nnbp-${kind}` }, label);
    const passes = add(first, "span", { class: "nnbp-cost-passes" });
    return { passes, work: add(add(row, "td"), "span"), ratio: add(row, "td"), time: add(row, "td") };
  });
  add(box, "p", { class: "nnbp-cost-caption" }, CAPTION);
  return { name, parameters, forward, rows };
}

function show(cell, quantity, value, text) {
  put(cell, "data-quantity", quantity);
  put(cell, "data-value", String(value));
  set(cell, text);
}

function fill({ name, parameters, forward, rows }, state, count) {
  const P = count.P;
  set(name, `${nameOf(state)}: `);
  show(parameters, "P", P, told(P));
  show(forward, "forward", count.forward, told(count.forward));
  show(rows[0].passes, "passes", 2, "1 forward, 1 back");
  show(rows[1].passes, "passes", 2n * P, `${told(2n * P)} forward`);
  show(rows[2].passes, "paths", count.paths, `${told(count.paths)} ${count.paths === 1n ? "path" : "paths"}`);
  METHODS.forEach((method, i) => {
    show(rows[i].work, method.name, count[method.name], told(count[method.name]));
    set(rows[i].ratio, ratio(count[method.name], count.backpropagation));
    set(rows[i].time, time(count[method.name], count.backpropagation));
  });
}

function build({ picture, below }) {
  const drawChart = chartIn(picture);
  const cells = readout(below);
  let key = "";
  let lines;

  function update(state) {
    const { [state.grow === "width" ? "width" : "layers"]: _, ...rest } = state;
    if (JSON.stringify(rest) !== key) {
      key = JSON.stringify(rest);
      lines = family(state);
    }
    const count = costs(sizesOf(state));
    const gone = drawChart(
      state.grow === "width" ? "As the hidden layers grow wider" : "As layers are added",
      lines,
      logCosts(sizesOf(state)),
    );
    fill(cells, state, count);
    return { words: inWords(state, count, gone), python: asPython(state), goal: goalOf(state, count) };
  }
  return { update };
}

function nameOf({ inputs, layers, width, outputs }) {
  if (layers <= 5) return sizesOf({ inputs, layers, width, outputs }).join("-");
  return `${inputs}-${width}-…-${width}-${outputs} (${layers} layers)`;
}

export function inWords(state, count, gone) {
  const { backpropagation: base, differences, all_paths: listed, P } = count;
  const parts = [`The network ${nameOf(state)} has ${told(P)} parameters.`];
  parts.push(
    `Backpropagation takes ${told(base)} multiplications, the worth of ${ratio(base, count.forward)} forward passes.`,
  );
  parts.push(
    `If that takes 1 second, finite differences take ${time(differences, base)}, and listing all paths takes ${time(listed, base)}.`,
  );
  const digits = String(listed).length;
  if (digits > 300)
    parts.push(
      `The multiplications for all paths are a number of ${digits} digits, too large for an ordinary floating-point number.`,
    );
  if (listed === base) parts.push("All paths and backpropagation cost exactly the same here.");
  else if (listed < base)
    parts.push("Listing the paths costs less than backpropagation here: too few of them share anything.");
  if (gone) parts.push("In the chart the line of all paths has left through the top.");
  if (state.grow === "width" && state.layers === 2)
    parts.push("With two layers nothing is hidden, so there is nothing to widen: the chart shows this one network.");
  return parts.join(" ");
}

export function goalOf(state, count) {
  const text =
    "Goal: with at least one hidden layer and at least 100 parameters, find a network for which listing all paths costs less than backpropagation.";
  if (state.layers < 3 || count.P < 100n || count.all_paths >= count.backpropagation) return { reached: false, text };
  return {
    reached: true,
    text: `${text} Reached: so few ways lead to the cost that merging them saves less than the way back costs.`,
  };
}

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

const explorer = {
  name: "CostMeter",
  intro: "Grow the network with the sliders, and watch three ways to the same gradient drift apart.",
  fields,
  presets,
  build,
};

export default { render: (context) => mount(context, explorer) };
