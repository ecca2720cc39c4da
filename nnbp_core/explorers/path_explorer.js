// From one weight to the cost: every path with its rate factors and its product, one by one or merged.

import { domainOf, lineChart } from "./shared/chart.js";
import { diagram } from "./shared/diagram.js";
import { ACTIVATIONS, backprop, COSTS, forward, meanCost, pathTerms, rateFactors } from "./shared/engine.js";
import {
  edgeOf,
  format,
  indexed,
  indexOf,
  set,
  short,
  showNone,
  showQuantity,
  significant,
  symbol,
  upTo,
} from "./shared/notation.js";
import { networkLines } from "./shared/python.js";
import { mount } from "./shared/shell.js";
import { add, each, ground, put, write } from "./shared/write.js";

// The network of chapter 9.
const SIZES = [2, 2, 3, 2];
const LAST = SIZES.length;
const NETWORK = {
  weights: [
    [
      [1, -1],
      [0.5, 1],
    ],
    [
      [1.5, -0.5],
      [-1, 1],
      [0.5, 1],
    ],
    [
      [1, 0.5, -1],
      [-0.5, 1.5, 1],
    ],
  ],
  biases: [
    [[0], [0.5]],
    [[0], [0], [-0.5]],
    [[0], [0.5]],
  ],
  activations: ["tanh", "tanh", "tanh"],
  cost: "quadratic",
};
const Y = [[1], [0]];
const REACH = 2;
const WEIGHTS = upTo(LAST)
  .slice(1)
  .flatMap((layer) => upTo(SIZES[layer - 1]).flatMap((j) => upTo(SIZES[layer - 2]).map((k) => ({ layer, j, k }))));

export const fields = [
  {
    name: "weight",
    label: "weight to nudge",
    kind: "choice",
    options: WEIGHTS.map(({ layer, j, k }) => ({
      value: `${layer},${j},${k}`,
      label: `${symbol("w", layer, j, k)}: to ${j}, from ${k}`,
    })),
  },
  {
    name: "added",
    label: "paths added up",
    kind: "count",
    min: 0,
    max: 6,
    step: 1,
    plays: true,
    when: ({ merged }) => !merged,
  },
  { name: "nudge", label: "nudge Δw", kind: "number", min: -REACH, max: REACH, step: 0.01, open: true, plays: true },
  { name: "x1", label: indexed("input x", 1), kind: "number", min: -2, max: 2, step: 0.1 },
  { name: "x2", label: indexed("input x", 2), kind: "number", min: -2, max: 2, step: 0.1 },
  { name: "merged", label: "merge what the paths share", kind: "switch", open: true },
];

const START = { weight: "2,1,1", added: 1, nudge: 0.1, x1: 1, x2: 0.5, merged: false };

export const presets = [
  {
    label: "Chapter 9",
    state: START,
    note: "The network of the chapter, and its weight w^{2}_{11}. Six paths lead to C. Press Add a path and watch the sum: it overshoots, and comes back to −0.7578, the number of backprop.",
  },
  {
    label: "One path",
    state: { weight: "4,1,3" },
    note: "A weight into the last layer moves one output only. One path, two factors, and already the sum is what backprop says.",
  },
  {
    label: "Merged",
    state: { added: 6, merged: true },
    note: "Begin at C, and add up at each neuron what lies behind it. 13 multiplications instead of 18, and the numbers in the circles serve every weight of the layer before.",
  },
  {
    label: "Paths that cancel",
    state: { added: 6, nudge: 0.5, x1: 1.2, x2: 1.6 },
    note: "With these inputs one path says −0.62, another +0.50. The six almost cancel: the slope is −0.0025, though no road is closed. Switch merge on: the circle of neuron 1 shows almost 0.",
  },
  {
    label: "Too large a nudge",
    state: { added: 6, nudge: -2 },
    note: "The straight line promises a rise of 1.52; the true one is 0.42. The factors hold where you stand, and tanh has bent away long before.",
  },
];

const product = (numbers) => numbers.reduce((p, n) => p * n, 1);
const total = (numbers) => numbers.reduce((s, n) => s + n, 0);

// Multiplications from a first factor ∂a/∂w that is already there, for a weight into `layer`: path by path, and merged;
// then the same for all the weights of that layer.
export function counts(sizes, layer) {
  const later = sizes.slice(layer);
  const listed = product(later) * (later.length + 1);
  const backward = total(later.map((n, i) => n * sizes[layer - 1 + i]));
  const weights = sizes[layer - 1] * sizes[layer - 2];
  return { listed, merged: backward + 1, listedLayer: weights * listed, mergedLayer: backward + weights };
}

// Everything behind the picture but the nudge: the paths, the sum, and ∂C/∂a at every neuron.
export function pathsOf({ weight, x1, x2 }) {
  const part = edgeOf(weight);
  const { layer, j, k } = part;
  const x = [[x1], [x2]];
  const { zs, activations } = forward(NETWORK, x);
  const factors = rateFactors(NETWORK, x);
  const end = activations[LAST - 1].map((row, m) => COSTS.quadratic.gradient(row[0], Y[m][0]));
  const slopesOfC = { [LAST]: end };
  for (let l = LAST - 1; l >= 2; l -= 1) {
    slopesOfC[l] = upTo(SIZES[l - 1]).map((n) =>
      total(factors[l - 1].map((row, q) => row[n - 1] * slopesOfC[l + 1][q])),
    );
  }
  const terms = pathTerms(NETWORK, x, Y, { layer, j: j - 1, k: k - 1 });
  let sum = 0;
  const sums = [0, ...terms.map((term) => (sum += term.product))];
  const slope = backprop(NETWORK, x, Y).nablaW[layer - 2][j - 1][k - 1];
  const first =
    ACTIVATIONS.tanh.slope(zs[layer - 2][j - 1][0], activations[layer - 1][j - 1][0]) *
    activations[layer - 2][k - 1][0];
  const start = NETWORK.weights[layer - 2][j - 1][k - 1];
  return {
    part,
    start,
    terms,
    sums,
    slope,
    first,
    factors,
    end,
    slopesOfC,
    activations,
    C: meanCost(NETWORK, x, Y),
    counts: counts(SIZES, layer),
  };
}

// The cost after a nudge of one weight.
export function nudgedCost({ weight, x1, x2 }, nudge) {
  const { layer, j, k } = edgeOf(weight);
  const move = (w, i) =>
    i === layer - 2 ? w.map((row, q) => row.map((v, p) => (q === j - 1 && p === k - 1 ? v + nudge : v))) : w;
  return meanCost({ ...NETWORK, weights: NETWORK.weights.map(move) }, [[x1], [x2]], Y);
}

// ΔC as the slope promises it, as it is, and how far off the promise is, as a share of the true change.
export function nudgeOf(state, { slope, C }) {
  const predicted = slope * state.nudge;
  const change = nudgedCost(state, state.nudge) - C;
  return { predicted, change, off: change === 0 ? NaN : Math.abs(predicted - change) / Math.abs(change) };
}

const nameOf = (path) => path.map((row) => row + 1).join(" → ");
const reaches = ({ layer, j }, l, n) => l > layer || (l === layer && n === j);
const brief = (value) =>
  Math.abs(value) < 0.01 ? significant(Number(value.toFixed(3)), 1, 1e-5) : significant(value, 2); // where room is scarce
const guarded = (text) => (text.startsWith("−") ? `(${text})` : text);
const percent = (share) =>
  share < 0.0005 ? "less than 0.1" : String(Number((100 * share).toPrecision(share < 0.1 ? 2 : 3)));

const ROW = 24;
const LEFT = 74;
const RIGHT = 262;

// The products, one under the other: each bar begins where the sum before it ended.
function waterfall(parent) {
  const svg = add(parent, "svg", { class: "nnbp-path-terms", role: "img" });
  const axis = add(svg, "g");
  const zero = add(axis, "line", { class: "nnbp-path-zero" });
  const goal = add(axis, "line", { class: "nnbp-path-goal" });
  const body = add(svg, "g");
  const foot = add(svg, "g");
  const label = (x, anchor) => add(foot, "text", { x, "text-anchor": anchor });
  const cells = [label(4, "start"), label(336, "end"), label(4, "start"), label(336, "end")];

  return function update(run, added) {
    const { terms, sums, slope } = run;
    const low = Math.min(...sums, slope);
    const high = Math.max(...sums, slope);
    const x = (value) => LEFT + ((value - low) / (high - low || 1)) * (RIGHT - LEFT);
    const bottom = terms.length * ROW + 10;
    write(svg, { viewBox: `0 0 340 ${bottom + 46}`, "aria-label": `${added} of ${terms.length} paths added up` });
    ground(svg, 340, bottom + 46);
    write(zero, { x1: x(0), x2: x(0), y1: 4, y2: bottom });
    write(goal, { x1: x(slope), x2: x(slope), y1: 4, y2: bottom + 26 });
    each(body, "g", terms, (row, term, i) => drawBar(row, term, i, added, [x(sums[i]), x(sums[i + 1])]));
    write(cells[0], { y: bottom + 18 }, `sum of ${added}`);
    showQuantity(write(cells[1], { y: bottom + 18, class: "nnbp-path-sum" }), "sum", sums[added]);
    write(cells[2], { y: bottom + 38 }, "backprop says (dashed line)");
    showQuantity(write(cells[3], { y: bottom + 38 }), "nabla_w", slope);
  };
}

function drawBar(row, term, i, added, ends) {
  if (!row.firstChild) {
    add(row, "text", { class: "nnbp-path-name", x: 4 });
    add(row, "rect", { height: 15, rx: 2 });
    add(row, "text", { class: "nnbp-path-product", x: 336, "text-anchor": "end" });
  }
  const [name, bar, value] = row.children;
  const look = i >= added ? " nnbp-dim" : i === added - 1 ? " nnbp-lit" : "";
  const top = 6 + i * ROW;
  put(row, "class", `nnbp-path-row${look}${term.product < 0 ? " nnbp-negative" : ""}`);
  write(name, { y: top + 16 }, nameOf(term.path));
  write(bar, { y: top + 4, x: Math.min(...ends), width: Math.max(1.5, Math.abs(ends[1] - ends[0])) });
  write(value, { y: top + 16, "data-index": term.path.map((q) => q + 1).join(",") });
  if (i < added) showQuantity(value, "product", term.product);
  else showNone(value, "to add");
}

function tableIn(parent, heads) {
  const table = add(parent, "table");
  const row = add(add(table, "thead"), "tr");
  heads.forEach((head, i) => {
    add(row, i ? "th" : "td", i ? { scope: "col" } : {}, head);
  });
  return add(table, "tbody");
}

// The network: its numbers are rate factors, its circles hold activations or, merged, the slopes of the cost.
function networkIn(parent, set) {
  let hovered = null;
  let shown;
  const net = diagram(parent, {
    title:
      "Network of 2, 2, 3 and 2 neurons, and C. Enter on an edge chooses its weight, arrow keys go to the next edge.",
    sizes: SIZES,
    cost: true,
    radius: 19,
    height: 380,
    labelAt: 0.42,
    onEdge: ({ layer, j, k }) => set({ weight: indexOf(layer, j, k) }),
    onHover: (part) => {
      hovered = part?.k ? part : null;
      if (shown) draw(shown);
    },
  });

  function draw({ state, run, added }) {
    shown = { state, run, added };
    const path = !state.merged && added > 0 ? run.terms[added - 1].path : null;
    const on = (l, n) => path && l >= run.part.layer && l <= LAST && path[l - run.part.layer] === n - 1;
    const scene = { state, run, added, path, on, hovered };
    net.update({ edge: (l, to, from) => edgeLook(scene, l, to, from), neuron: (l, n) => neuronLook(scene, l, n) });
  }
  return draw;
}

function edgeLook({ state, run, added, path, on, hovered }, l, to, from) {
  const { part, first, end, factors } = run;
  const chosen = l === part.layer && to === part.j && from === part.k;
  const toC = l === LAST + 1;
  const value = chosen ? first : toC ? end[from - 1] : factors[l - 2][to - 1][from - 1];
  const [quantity, name] = chosen
    ? ["first", "first factor"]
    : toC
      ? ["end", "slope of the cost"]
      : ["factor", "rate factor"];
  const onWay = chosen || (l > part.layer && reaches(part, l - 1, from));
  const lit = chosen ? added > 0 || state.merged : onWay && (state.merged || (on(l - 1, from) && (toC || on(l, to))));
  const pointed = hovered && hovered.layer === l && hovered.j === to && hovered.k === from;
  return {
    value,
    width: lit ? 4 : onWay ? 2 : 1.2,
    label: onWay || pointed ? { quantity, value, index: indexOf(l, to, from), text: brief(value) } : undefined,
    ...(l === 2 && to === from ? { at: 0.5, shift: -15 } : {}), // level and short: between two circles is no room
    lit,
    dim: !lit,
    selected: chosen,
    said: `${toC ? `from output ${from} to C` : symbol("w", l, to, from)}: ${name} ${format(value)}${lit && path ? ", on this path" : ""}`,
  };
}

// Merged, a circle holds ∂C/∂a, and is called so.
function neuronLook({ state, run, path, on }, l, n) {
  if (l > LAST)
    return {
      above: "C",
      inside: { quantity: "C", value: run.C, text: short(run.C) },
      lit: Boolean(path) || state.merged,
    };
  const behind = state.merged && l >= Math.max(2, run.part.layer);
  const value = behind ? run.slopesOfC[l][n - 1] : run.activations[l - 1][n - 1][0];
  return {
    above: behind ? null : symbol("a", l, n),
    inside: { quantity: behind ? "nabla_a" : "a", value, index: indexOf(l, n), text: brief(value) },
    lit: behind || on(l, n),
    dim: !reaches(run.part, l, n) && !(l === run.part.layer - 1 && n === run.part.k),
  };
}

// What merging computes, layer by layer.
function stepsOf({ part, slopesOfC, first, slope }) {
  const { layer, j, k } = part;
  const list = upTo(LAST)
    .filter((l) => l >= layer)
    .reverse()
    .map((l) => ({
      left:
        l === LAST
          ? `${symbol("∂C/∂a", l)} = `
          : `${symbol("∂C/∂a", l)} = (${symbol("R", l + 1)})ᵀ ${symbol("∂C/∂a", l + 1)} = `,
      right: `(${slopesOfC[l].map((value) => format(value)).join(", ")})`,
      work: l === LAST ? "0" : `${SIZES[l - 1]} × ${SIZES[l]} = ${SIZES[l - 1] * SIZES[l]}`,
    }));
  list.push({
    left: `${symbol("∂C/∂w", layer, j, k)} = `,
    right: `${format(first)} × ${guarded(format(slopesOfC[layer][j - 1]))} = `,
    value: slope,
    work: "1",
  });
  return list;
}

function drawStep(row, { left, right, value, work }, merged) {
  if (!row.firstChild) {
    const head = add(row, "th", { scope: "row" });
    for (const name of ["left", "right", "value"]) add(head, "span", { class: `nnbp-path-${name}` });
    add(row, "td");
  }
  const [head, count] = row.children;
  set(head.children[0], left);
  set(head.children[1], right);
  if (value !== undefined && merged) showQuantity(head.children[2], "sum", value);
  else showNone(head.children[2], value === undefined ? "" : format(value));
  set(count, work);
}

// Multiplications, listed and merged, for the weight and for its layer.
function countsIn(parent) {
  const rows = tableIn(add(parent, "div", { class: "nnbp-readout nnbp-path-counts" }), [
    "multiplications",
    "listed",
    "merged",
  ]);
  const lines = [
    ["listed", "merged"],
    ["listedLayer", "mergedLayer"],
  ].map((names) => {
    const row = add(rows, "tr");
    const head = add(row, "th", { scope: "row" });
    return { head, cells: names.map((name) => ({ name, cell: add(add(row, "td"), "span") })) };
  });
  return ({ part: { layer, j, k }, counts: work }) => {
    set(lines[0].head, `for ${symbol("w", layer, j, k)}`);
    set(lines[1].head, `for all of ${symbol("w", layer)}`);
    for (const { cells } of lines) for (const { name, cell } of cells) showQuantity(cell, name, work[name]);
  };
}

// The nudge: a chart of the cost as it is and as the slope promises it, and both changes in numbers.
function nudgeIn(parent) {
  const chart = lineChart(parent, { title: "Cost after the nudge", xLabel: "nudge Δw" });
  const rows = tableIn(add(parent, "div", { class: "nnbp-readout" }), ["after the nudge", "ΔC", "error"]);
  const cells = [
    ["predicted", "∂C/∂w · Δw", "nnbp-b"],
    ["change", "true ΔC", "nnbp-a"],
  ].map(([name, label, kind]) => {
    const row = add(rows, "tr");
    add(add(row, "th", { scope: "row" }), "span", { class: `nnbp-key ${kind}` }, label);
    return { name, cell: add(add(row, "td"), "span"), side: add(row, "td") };
  });
  return ({ nudge }, { C }, curves, changes) => {
    for (const { name, cell } of cells) showQuantity(cell, name, changes[name]);
    const { off } = changes;
    write(
      cells[1].side,
      { "data-quantity": "off", "data-value": String(off) },
      Number.isNaN(off) ? "" : `${percent(off)} % off`,
    );
    chart.update({
      lines: [
        { kind: "a", points: curves.truth },
        { kind: "b", points: curves.straight },
      ],
      marks: [
        { kind: "a", point: [nudge, C + changes.change] },
        { kind: "b", point: [nudge, C + changes.predicted] },
      ],
      xDomain: [-REACH, REACH],
      yDomain: curves.domain,
    });
  };
}

function curvesOf(state, { C, slope }) {
  const at = Array.from({ length: 41 }, (_, i) => (i / 20 - 1) * REACH);
  const truth = at.map((d) => [d, nudgedCost(state, d)]);
  const straight = at.map((d) => [d, C + slope * d]);
  const [low, high] = domainOf([...truth, ...straight].map(([, v]) => v));
  return { truth, straight, domain: [Math.floor(2 * low) / 2, Math.ceil(2 * high) / 2] }; // in halves, so that the axis seldom moves
}

// The paths, one by one with their bars, or merged, step by step.
function sumIn(parent) {
  const terms = add(parent, "div");
  const drawTerms = waterfall(terms);
  const factors = add(terms, "p", { class: "nnbp-readout nnbp-path-factors" });
  const steps = add(parent, "div", { class: "nnbp-readout" });
  const rows = tableIn(steps, ["backwards from C", "multiplications"]);
  let stepped = false;
  return ({ merged }, run, added) => {
    put(terms, "hidden", merged ? "" : null);
    put(steps, "hidden", merged ? null : "");
    drawTerms(run, merged ? run.terms.length : added);
    const term = run.terms[added - 1];
    const numbers = term && [term.start, ...term.factors, term.end].map((f, i) => (i ? guarded(format(f)) : format(f)));
    set(
      factors,
      term ? `${nameOf(term.path)} → C: ${numbers.join(" × ")} = ${format(term.product)}` : "No path added yet.",
    );
    if (merged || stepped) each(rows, "tr", stepsOf(run), (row, entry) => drawStep(row, entry, merged));
    stepped = merged;
  };
}

function captionOf({ merged }, { part: { layer, j, k } }) {
  const w = symbol("w", layer, j, k);
  if (merged)
    return `In the lit circles: ∂C/∂a, added up once at each neuron. On the edges: rate factors; on ${w}, ∂a/∂w; into C, ∂C/∂a.`;
  return `In the circles: activations. On the edges: rate factors; on ${w}, ∂a/∂w; into C, ∂C/∂a. Dashed: below 0.`;
}

function build({ picture, below, hand, set: change, get }) {
  const drawNetwork = networkIn(picture, change);
  const button = (text, data, by) =>
    add(
      hand,
      "button",
      {
        type: "button",
        [data]: "",
        onclick: () => change({ added: Math.max(0, Math.min(get().added, run.terms.length) + by) }),
      },
      text,
    );
  const less = button("Take away", "data-less", -1);
  const more = button("Add a path", "data-more", 1);
  const caption = add(below, "p", { class: "nnbp-path-caption" });
  const grid = add(below, "div", { class: "nnbp-grid nnbp-path-grid" });
  const [left, right] = [add(grid, "div"), add(grid, "div")];
  const drawSum = sumIn(left);
  const drawCounts = countsIn(left);
  const drawNudge = nudgeIn(right);
  let key = "";
  let run;
  let curves;

  function update(state) {
    const now = `${state.weight} ${state.x1} ${state.x2}`;
    if (now !== key) {
      key = now;
      run = pathsOf(state);
      curves = curvesOf(state, run);
    }
    const added = Math.min(state.added, run.terms.length);
    const nudge = nudgeOf(state, run);
    drawNetwork({ state, run, added });
    set(caption, captionOf(state, run));
    put(less, "aria-disabled", added === 0 || state.merged);
    put(more, "aria-disabled", added === run.terms.length || state.merged);
    drawSum(state, run, added);
    drawCounts(run);
    drawNudge(state, run, curves, nudge);
    return {
      words: inWords(state, run, added, nudge),
      python: asPython(state, run, added),
      goal: goalOf(state, run, nudge),
    };
  }
  return { update };
}

function inWords(state, run, added, { predicted, change, off }) {
  const { part, terms, sums, slope, counts: work, slopesOfC } = run;
  const { layer, j, k } = part;
  const w = symbol("w", layer, j, k);
  const n = terms.length;
  const roads = n === 1 ? "One path leads" : `${n} paths lead`;
  const parts = [`${roads} from ${w} to the cost, which is ${format(run.C)}.`];
  if (state.merged) {
    parts.push(
      `Merged: ∂C/∂a of neuron ${j} in layer ${layer} is ${format(slopesOfC[layer][j - 1])}, all its paths in one number; times the first factor ${format(run.first)} it is ${format(slope)}, the same as the sum over the paths.`,
    );
  } else if (added === n) {
    parts.push(`${n === 1 ? "It is" : "All are"} added up: the sum is ${format(sums[n])}, the number of backprop.`);
  } else if (added === 0) {
    parts.push(`None is added yet; backprop says ${format(slope)}.`);
  } else {
    parts.push(
      `${added} added: the last, ${nameOf(terms[added - 1].path)}, brings ${format(terms[added - 1].product)}; the sum so far is ${format(sums[added])}, and backprop says ${format(slope)}.`,
    );
  }
  const more =
    work.merged > work.listed
      ? ` Merging costs more for this one weight, but has what the other neurons of layer ${layer} need as well:`
      : " For";
  parts.push(
    `Multiplications: ${work.listed} path by path, ${work.merged} merged.${more} ${more === " For" ? "" : "for "}all weights of the layer, ${work.listedLayer} and ${work.mergedLayer}.`,
  );
  if (Number.isNaN(off))
    parts.push(state.nudge === 0 ? "No nudge: the cost stays." : "The nudge does not move the cost at all.");
  else {
    parts.push(
      `A nudge of ${format(state.nudge)} changes the cost by ${format(change)}; the slope predicts ${format(predicted)}, ${percent(off)} % off.`,
    );
    if (run.C + predicted < 0) parts.push("The straight line promises a cost below 0, and a quadratic cost never is.");
  }
  return parts.join(" ");
}

export function goalOf(state, run, { predicted }) {
  const text =
    "Goal: add up all paths of a weight of layer 2. Then nudge it until the straight line promises a cost below 0.";
  const all = state.added >= run.terms.length;
  if (run.part.layer !== 2 || !all || run.C + predicted >= 0) return { reached: false, text };
  return {
    reached: true,
    text: `${text} Reached: it promises ${format(run.C + predicted)}, and the true cost is ${format(nudgedCost(state, state.nudge))}. A slope knows only the place where it was taken.`,
  };
}

export function asPython(state, run, added) {
  const { layer, j, k } = run.part;
  return `import numpy as np
import nnbp_core as nn

${networkLines(NETWORK)}biases = [b2, b3, b4]
x, y = np.array([[${state.x1}], [${state.x2}]]), np.array([[1.0], [0.0]])
layer, j, k = ${layer}, ${j - 1}, ${k - 1}  # rows count from 0

zs, activations = nn.forward(network, x)
R = [r[0] for r in nn.rate_factors(network, x)]
end = network.cost.gradient(activations[-1], y)
first = nn.TANH.prime(zs[layer - 2])[j, 0] * activations[layer - 2][k, 0]

total = 0.0
for path in list(nn.iter_paths(network.sizes, layer, j))[:${added}]:
    product = first * end[path[-1], 0]
    for i, (p, q) in enumerate(zip(path, path[1:]), start=layer - 1):
        product *= R[i][q, p]
    total += product
    print(f"path_{'_'.join(str(row + 1) for row in path)} = {product}")
print(f"sum = {total}")
slope = nn.backprop(network, x, y).nabla_w[layer - 2][j, k]
print(f"nabla_w = {slope}")
back = end  # ∂C/∂a, merged: one layer earlier each time
for r in reversed(R[layer - 1:]):
    back = r.T @ back
print(f"merged_sum = {first * back[j, 0]}")

weights = [w.copy() for w in network.weights]
weights[layer - 2][j, k] += ${state.nudge}
moved = nn.Network(weights, biases, nn.TANH)
cost = [nn.mean_cost(n, x, y) for n in (network, moved)]
print(f"predicted = {slope * ${state.nudge}}")
print(f"change = {cost[1] - cost[0]}")
`;
}

const explorer = {
  name: "PathExplorer",
  intro:
    "Choose a weight, in the drawing or in the list. Add its paths one by one, then merge them, then nudge the weight.",
  fields,
  presets,
  build,
};

export default { render: (context) => mount(context, explorer) };
