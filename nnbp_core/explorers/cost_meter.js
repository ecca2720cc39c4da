// The work of three ways to a gradient, counted as in chapter 9, as the network grows.

import { scaleLinear } from "d3-scale";
import { line } from "d3-shape";

import { axesIn } from "./charts.js";
import { ground } from "./quiet.js";
import { mount } from "./shell.js";

const MOST = { inputs: 1000, layers: 120, width: 1000, outputs: 100 };

export const fields = [
  { name: "inputs", label: "inputs", kind: "count", min: 1, max: MOST.inputs, step: 1 },
  { name: "layers", label: "layers in all", kind: "count", min: 2, max: MOST.layers, step: 1 },
  { name: "width", label: "hidden layer width", kind: "count", min: 1, max: MOST.width, step: 1 },
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
export const sizesOf = ({ inputs, layers, width, outputs }) => [inputs, ...Array.from({ length: layers - 2 }, () => width), outputs];

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
  return { P, forward, backpropagation: 3n * forward - n[1] * n[0] + neurons, differences: 2n * P * forward, all_paths: listed, paths };
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

const raised = (exponent) => [...String(exponent)].map((digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit]).join("");
const grouped = (text) => text.replace(/\B(?=(\d{3})+$)/g, ",");

// A count for a reader: all its digits, or the first four and a power of ten.
export function told(count) {
  const text = String(count);
  if (text.length <= 7) return grouped(text);
  const four = Math.round(Number(text.slice(0, 5)) / 10);
  const carried = four === 10000;
  return `${carried ? "1" : String(four / 1000)} × 10${raised(text.length - 1 + (carried ? 1 : 0))}`;
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
const WIDTH = 340;
const HEIGHT = 270;
const MARGIN = { top: 40, right: 14, bottom: 38, left: 44 };
const HEADROOM = 6; // powers of ten above the differences, before the line of all paths leaves the picture

function chartIn(parent) {
  const svg = parent.append("svg").attr("class", "nnbp-chart").attr("viewBox", `0 0 ${WIDTH} ${HEIGHT}`);
  svg.attr("role", "img").attr("aria-label", "Multiplications for one gradient against the parameters of the network, both logarithmic");
  const name = svg.append("text").attr("class", "nnbp-title").attr("x", 4).attr("y", 14);
  const box = { left: MARGIN.left, right: WIDTH - MARGIN.right, top: MARGIN.top, bottom: HEIGHT - MARGIN.bottom };
  const drawAxes = axesIn(svg, { ...box, tick: box.top - box.bottom });
  const label = (x, y, anchor, text) => svg.append("text").attr("class", "nnbp-label").attr("x", x).attr("y", y).attr("text-anchor", anchor).text(text);
  label(WIDTH - MARGIN.right, HEIGHT - 5, "end", "parameters P");
  label(4, 30, "start", "multiplications");
  const plot = svg.append("g");
  ground(plot, WIDTH, HEIGHT);
  const off = svg.append("text").attr("class", "nnbp-cost-off").attr("text-anchor", "middle").attr("y", MARGIN.top - 8);
  const x = scaleLinear().range([box.left, box.right]);
  const y = scaleLinear().range([box.bottom, box.top]);
  const path = line().x(([u]) => x(u)).y(([, v]) => y(v));

  function ticks(scale) {
    const [low, high] = scale.domain();
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

  return function update(title, lines, now) {
    name.text(title);
    const all = [...lines, now];
    x.domain([Math.floor(Math.min(...all.map(({ P }) => P))), Math.ceil(Math.max(...all.map(({ P }) => P)))]);
    const most = Math.max(...all.map((each) => each.differences));
    const top = Math.ceil(Math.min(most + HEADROOM, Math.max(...all.map((each) => Math.max(each.all_paths, each.differences)))));
    y.domain([Math.floor(Math.min(...all.flatMap((each) => [each.backpropagation, each.all_paths]))), Math.max(top, 1)]);
    const text = (e) => `10${raised(e)}`;
    drawAxes({ scale: x, ticks: ticks(x), text }, { scale: y, ticks: ticks(y), text });
    const limit = y.domain()[1];
    plot.selectAll("path").data(METHODS).join("path").attr("class", (m) => `nnbp-line nnbp-${m.kind}`)
      .attr("d", (m) => path(cut(lines.map((each) => [each.P, each[m.name]]), limit)));
    plot.selectAll("circle").data(METHODS.filter((m) => now[m.name] <= limit)).join("circle").attr("class", (m) => `nnbp-mark nnbp-${m.kind}`)
      .attr("r", (m) => (m.kind === "a" ? 6 : 5)).attr("cx", x(now.P)).attr("cy", (m) => y(now[m.name]));
    const gone = now.all_paths > limit;
    off.attr("x", Math.min(Math.max(x(now.P), 168), WIDTH - 90)).text(gone ? `↑ all paths: about 10${raised(Math.round(now.all_paths))}` : "");
    return gone;
  };
}

function build({ picture }) {
  const grid = picture.append("div").attr("class", "nnbp-grid nnbp-cost-grid");
  const drawChart = chartIn(grid);
  const box = grid.append("div").attr("class", "nnbp-readout");
  const network = box.append("p").attr("class", "nnbp-cost-network");
  const [name, parameters, , forward] = ["", "", " parameters, ", "", " multiplications in a forward pass."].map((text) => network.append("span").text(text));
  const table = box.append("table");
  const head = table.append("thead").append("tr");
  head.append("td");
  for (const text of ["multi\u00adplications", "ratio", "time"]) head.append("th").attr("scope", "col").text(text);
  const body = table.append("tbody");
  const rows = METHODS.map(({ kind, label }) => {
    const row = body.append("tr");
    const first = row.append("th").attr("scope", "row");
    first.append("span").attr("class", `nnbp-key nnbp-${kind}`).text(label);
    const passes = first.append("span").attr("class", "nnbp-cost-passes");
    return { passes, work: row.append("td").append("span"), ratio: row.append("td"), time: row.append("td") };
  });
  box.append("p").attr("class", "nnbp-cost-caption").text("For one example. Ratio: to backpropagation. Time: if backpropagation takes 1 second. Listing paths needs all rate factors first; that work is not counted, as in the chapter.");
  let key = "";
  let lines;

  function update(state) {
    const { [state.grow === "width" ? "width" : "layers"]: _, ...rest } = state;
    if (JSON.stringify(rest) !== key) {
      key = JSON.stringify(rest);
      lines = family(state);
    }
    const sizes = sizesOf(state);
    const count = costs(sizes);
    const gone = drawChart(state.grow === "width" ? "As the hidden layers grow wider" : "As layers are added", lines, logCosts(sizes));
    const P = count.P;
    const write = (cell, quantity, value, text) => cell.attr("data-quantity", quantity).attr("data-value", String(value)).text(text);
    name.text(`${nameOf(state)}: `);
    write(parameters, "P", P, told(P));
    write(forward, "forward", count.forward, told(count.forward));
    write(rows[0].passes, "passes", 2, "1 forward, 1 back");
    write(rows[1].passes, "passes", 2n * P, `${told(2n * P)} forward`);
    write(rows[2].passes, "paths", count.paths, `${told(count.paths)} ${count.paths === 1n ? "path" : "paths"}`);
    METHODS.forEach((method, i) => {
      write(rows[i].work, method.name, count[method.name], told(count[method.name]));
      rows[i].ratio.text(ratio(count[method.name], count.backpropagation));
      rows[i].time.text(time(count[method.name], count.backpropagation));
    });
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
  parts.push(`Backpropagation takes ${told(base)} multiplications, the worth of ${ratio(base, count.forward)} forward passes.`);
  parts.push(`If that takes 1 second, finite differences take ${time(differences, base)}, and listing all paths takes ${time(listed, base)}.`);
  const digits = String(listed).length;
  if (digits > 300) parts.push(`The multiplications for all paths are a number of ${digits} digits, too large for an ordinary floating-point number.`);
  if (listed === base) parts.push("All paths and backpropagation cost exactly the same here.");
  else if (listed < base) parts.push("Listing the paths costs less than backpropagation here: too few of them share anything.");
  if (gone) parts.push("In the chart the line of all paths has left through the top.");
  if (state.grow === "width" && state.layers === 2) parts.push("With two layers nothing is hidden, so there is nothing to widen: the chart shows this one network.");
  return parts.join(" ");
}

export function goalOf(state, count) {
  const text = "Goal: with at least one hidden layer and at least 100 parameters, find a network for which listing all paths costs less than backpropagation.";
  if (state.layers < 3 || count.P < 100n || count.all_paths >= count.backpropagation) return { reached: false, text };
  return { reached: true, text: `${text} Reached: so few ways lead to the cost that merging them saves less than the way back costs.` };
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
  title: "Cost meter: the work of three ways to a gradient",
  intro: "Grow the network with the sliders, and watch three ways to the same gradient drift apart.",
  fields,
  presets,
  build,
};

export default { render: (context) => mount(context, explorer) };
