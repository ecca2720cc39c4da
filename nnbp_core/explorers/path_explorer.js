// From one weight to the cost: every path with its rate factors and its product, one by one or merged.

import { select } from "d3-selection";

import { domainOf, lineChart } from "./charts.js";
import { diagram, short, symbol } from "./diagram.js";
import { ACTIVATIONS, COSTS, backprop, forward, meanCost, pathTerms, rateFactors } from "./engine.js";
import { ground } from "./quiet.js";
import { format, mount, showNone, showQuantity } from "./shell.js";

// The network of chapter 9.
const SIZES = [2, 2, 3, 2];
const LAST = SIZES.length;
const NETWORK = {
  weights: [
    [[1, -1], [0.5, 1]],
    [[1.5, -0.5], [-1, 1], [0.5, 1]],
    [[1, 0.5, -1], [-0.5, 1.5, 1]],
  ],
  biases: [[[0], [0.5]], [[0], [0], [-0.5]], [[0], [0.5]]],
  activations: ["tanh", "tanh", "tanh"],
  cost: "quadratic",
};
const Y = [[1], [0]];
const REACH = 2;
const ROWS = (n) => Array.from({ length: n }, (_, i) => i + 1);
const WEIGHTS = ROWS(LAST).slice(1).flatMap((layer) =>
  ROWS(SIZES[layer - 1]).flatMap((j) => ROWS(SIZES[layer - 2]).map((k) => ({ layer, j, k }))),
);

export const fields = [
  {
    name: "weight",
    main: true,
    label: "weight to nudge",
    kind: "choice",
    options: WEIGHTS.map(({ layer, j, k }) => ({ value: `${layer},${j},${k}`, label: `${symbol("w", layer, j, k)}: to ${j}, from ${k}` })),
  },
  { name: "added", label: "paths added up", main: true, kind: "count", min: 0, max: 6, step: 1 },
  { name: "nudge", label: "nudge Δw", main: true, kind: "number", min: -REACH, max: REACH, step: 0.01 },
  { name: "x1", label: "input x₁", kind: "number", min: -2, max: 2, step: 0.1 },
  { name: "x2", label: "input x₂", kind: "number", min: -2, max: 2, step: 0.1 },
  { name: "merged", label: "merge what the paths share", main: true, kind: "switch" },
];

const START = { weight: "2,1,1", added: 1, nudge: 0.1, x1: 1, x2: 0.5, merged: false };

export const presets = [
  {
    label: "Chapter 9",
    state: START,
    note: "The network of the chapter, and its weight w²₁₁. Six paths lead to C. Press Add a path and watch the sum: it overshoots, and comes back to −0.7578, the number of backprop.",
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

export const partOf = (value) => {
  const [layer, j, k] = value.split(",").map(Number);
  return { layer, j, k };
};
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
  const part = partOf(weight);
  const { layer, j, k } = part;
  const x = [[x1], [x2]];
  const { zs, activations } = forward(NETWORK, x);
  const factors = rateFactors(NETWORK, x);
  const end = activations[LAST - 1].map((row, m) => COSTS.quadratic.gradient(row[0], Y[m][0]));
  const slopesOfC = { [LAST]: end };
  for (let l = LAST - 1; l >= 2; l -= 1) {
    slopesOfC[l] = ROWS(SIZES[l - 1]).map((n) => total(factors[l - 1].map((row, q) => row[n - 1] * slopesOfC[l + 1][q])));
  }
  const terms = pathTerms(NETWORK, x, Y, { layer, j: j - 1, k: k - 1 });
  let sum = 0;
  const sums = [0, ...terms.map((term) => (sum += term.product))];
  const slope = backprop(NETWORK, x, Y).nablaW[layer - 2][j - 1][k - 1];
  const first = ACTIVATIONS.tanh.slope(zs[layer - 2][j - 1][0], activations[layer - 1][j - 1][0]) * activations[layer - 2][k - 1][0];
  const start = NETWORK.weights[layer - 2][j - 1][k - 1];
  return { part, start, terms, sums, slope, first, factors, end, slopesOfC, activations, C: meanCost(NETWORK, x, Y), counts: counts(SIZES, layer) };
}

// The cost after a nudge of one weight.
export function nudgedCost({ weight, x1, x2 }, nudge) {
  const { layer, j, k } = partOf(weight);
  const move = (w, i) => (i === layer - 2 ? w.map((row, q) => row.map((v, p) => (q === j - 1 && p === k - 1 ? v + nudge : v))) : w);
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
const brief = (value) => format(Math.abs(value) < 0.01 ? Number(value.toFixed(3)) : Number(value.toPrecision(2))); // where room is scarce
const guarded = (text) => (text.startsWith("−") ? `(${text})` : text);
const percent = (share) => (share < 0.0005 ? "less than 0.1" : String(Number((100 * share).toPrecision(share < 0.1 ? 2 : 3))));

const ROW = 24;
const LEFT = 74;
const RIGHT = 262;

// The products, one under the other: each bar begins where the sum before it ended.
function waterfall(parent) {
  const svg = parent.append("svg").attr("class", "nnbp-path-terms").attr("role", "img");
  const axis = svg.append("g");
  const zero = axis.append("line").attr("class", "nnbp-path-zero");
  const goal = axis.append("line").attr("class", "nnbp-path-goal");
  const body = svg.append("g");
  const foot = svg.append("g");
  const label = (x, anchor) => foot.append("text").attr("x", x).attr("text-anchor", anchor);
  const cells = [label(4, "start"), label(336, "end"), label(4, "start"), label(336, "end")];

  return function update(run, added) {
    const { terms, sums, slope } = run;
    const low = Math.min(...sums, slope);
    const high = Math.max(...sums, slope);
    const x = (value) => LEFT + ((value - low) / (high - low || 1)) * (RIGHT - LEFT);
    const bottom = terms.length * ROW + 10;
    svg.attr("viewBox", `0 0 340 ${bottom + 46}`).attr("aria-label", `${added} of ${terms.length} paths added up`);
    ground(svg, 340, bottom + 46);
    zero.attr("x1", x(0)).attr("x2", x(0)).attr("y1", 4).attr("y2", bottom);
    goal.attr("x1", x(slope)).attr("x2", x(slope)).attr("y1", 4).attr("y2", bottom + 26);
    const rows = body.selectAll("g").data(terms).join((enter) => {
      const made = enter.append("g");
      made.append("text").attr("class", "nnbp-path-name").attr("x", 4);
      made.append("rect").attr("height", 15).attr("rx", 2);
      made.append("text").attr("class", "nnbp-path-product").attr("x", 336).attr("text-anchor", "end");
      return made;
    });
    rows.each(function (term, i) {
      const shown = i < added;
      const state = !shown ? " nnbp-dim" : i === added - 1 ? " nnbp-lit" : "";
      const top = 6 + i * ROW;
      const row = select(this).attr("class", `nnbp-path-row${state}${term.product < 0 ? " nnbp-negative" : ""}`);
      row.select(".nnbp-path-name").attr("y", top + 16).text(nameOf(term.path));
      const ends = [x(sums[i]), x(sums[i + 1])];
      row.select("rect").attr("y", top + 4).attr("x", Math.min(...ends)).attr("width", Math.max(1.5, Math.abs(ends[1] - ends[0])));
      const value = row.select(".nnbp-path-product").attr("y", top + 16).attr("data-index", nameOf(term.path).replaceAll(" → ", ","));
      if (shown) showQuantity(value, "product", term.product);
      else showNone(value, "to add");
    });
    cells[0].attr("y", bottom + 18).text(`sum of ${added}`);
    showQuantity(cells[1].attr("y", bottom + 18).attr("class", "nnbp-path-sum"), "sum", sums[added]);
    cells[2].attr("y", bottom + 38).text("backprop says (dashed line)");
    showQuantity(cells[3].attr("y", bottom + 38), "nabla_w", slope);
  };
}

function tableIn(parent, heads) {
  const table = parent.append("table");
  const row = table.append("thead").append("tr");
  heads.forEach((head, i) => (i ? row.append("th").attr("scope", "col") : row.append("td")).text(head));
  return table.append("tbody");
}

function build({ picture, controls, set, get }) {
  const buttons = controls.append("div").attr("class", "nnbp-bar").attr("role", "group").attr("aria-label", "Paths");
  const button = (text, data) => buttons.append("button").attr("type", "button").attr(data, "").text(text);
  const step = (change) => set({ added: Math.max(0, Math.min(get().added, run.terms.length) + change) });
  const less = button("Take away", "data-less").on("click", () => step(-1));
  const more = button("Add a path", "data-more").on("click", () => step(1));

  const grid = picture.append("div").attr("class", "nnbp-grid nnbp-path-grid");
  const side = grid.append("div");
  let hovered = null;
  let shown;
  const net = diagram(side, {
    title: "Network of 2, 2, 3 and 2 neurons, and C. Enter on an edge chooses its weight, arrow keys go to the next edge.",
    sizes: SIZES,
    cost: true,
    radius: 19,
    height: 380,
    labelAt: 0.42,
    onEdge: ({ layer, j, k }) => set({ weight: `${layer},${j},${k}` }),
    onHover: (part) => {
      hovered = part?.k ? part : null;
      if (shown) draw(shown);
    },
  });
  const caption = side.append("p").attr("class", "nnbp-path-caption");
  const right = grid.append("div");
  const terms = right.append("div");
  const drawTerms = waterfall(terms);
  const factors = terms.append("p").attr("class", "nnbp-readout nnbp-path-factors");
  const steps = right.append("div").attr("class", "nnbp-readout");
  const stepRows = tableIn(steps, ["backwards from C", "multiplications"]);

  const countBox = right.append("div").attr("class", "nnbp-readout nnbp-path-counts");
  const countRows = tableIn(countBox, ["multiplications", "listed", "merged"]);
  const countCells = [["listed", "merged"], ["listedLayer", "mergedLayer"]].map((names) => {
    const row = countRows.append("tr");
    const head = row.append("th").attr("scope", "row");
    return { head, cells: names.map((name) => ({ name, cell: row.append("td").append("span") })) };
  });
  const chart = lineChart(grid, { title: "Cost after the nudge", xLabel: "nudge Δw" });
  const nudgeBox = grid.append("div").attr("class", "nnbp-readout");
  const nudgeRows = tableIn(nudgeBox, ["after the nudge", "ΔC", "error"]);
  const nudgeCells = [["predicted", "∂C/∂w · Δw", "nnbp-b"], ["change", "true ΔC", "nnbp-a"]].map(([name, label, kind]) => {
    const row = nudgeRows.append("tr");
    row.append("th").attr("scope", "row").append("span").attr("class", `nnbp-key ${kind}`).text(label);
    return { name, cell: row.append("td").append("span"), side: row.append("td") };
  });
  const offCell = nudgeCells[1].side;

  let key = "";
  let run;
  let curves;
  let stepped = false;

  function draw({ state, added }) {
    const { part, first, end } = run;
    const { layer, j, k } = part;
    const path = !state.merged && added > 0 ? run.terms[added - 1].path : null;
    const on = (l, n) => path && l >= layer && l <= LAST && path[l - layer] === n - 1;
    net.update({
      edge: (l, to, from) => {
        const chosen = l === layer && to === j && from === k;
        const toC = l === LAST + 1;
        const value = chosen ? first : toC ? end[from - 1] : run.factors[l - 2][to - 1][from - 1];
        const [quantity, name] = chosen ? ["first", "first factor"] : toC ? ["end", "slope of the cost"] : ["factor", "rate factor"];
        const onWay = chosen || (l > layer && reaches(part, l - 1, from));
        const lit = chosen ? added > 0 || state.merged : onWay && (state.merged || (on(l - 1, from) && (toC || on(l, to))));
        const pointed = hovered && hovered.layer === l && hovered.j === to && hovered.k === from;
        return {
          value,
          width: lit ? 4 : onWay ? 2 : 1.2,
          label: onWay || pointed ? { quantity, value, index: `${l},${to},${from}`, text: brief(value) } : undefined,
          ...(l === 2 && to === from ? { at: 0.5, shift: -15 } : {}), // level and short: between two circles is no room
          lit,
          dim: !lit,
          selected: chosen,
          said: `${toC ? `from output ${from} to C` : `${symbol("w", l, to, from)}, to ${to}, from ${from}`}: ${name} ${format(value)}${lit && path ? ", on this path" : ""}`,
        };
      },
      neuron: (l, n) => {
        if (l > LAST) return { above: "C", inside: { quantity: "C", value: run.C, text: short(run.C) }, lit: Boolean(path) || state.merged };
        const behind = state.merged && l >= Math.max(2, layer);
        const value = behind ? run.slopesOfC[l][n - 1] : run.activations[l - 1][n - 1][0];
        return {
          above: symbol("a", l, n),
          inside: { quantity: behind ? "nabla_a" : "a", value, index: `${l},${n}`, text: brief(value) },
          lit: behind || on(l, n),
          dim: !reaches(part, l, n) && !(l === layer - 1 && n === k),
        };
      },
    });
  }

  function update(state) {
    const now = `${state.weight} ${state.x1} ${state.x2}`;
    if (now !== key) {
      key = now;
      run = pathsOf(state);
      const at = Array.from({ length: 41 }, (_, i) => (i / 20 - 1) * REACH);
      const truth = at.map((d) => [d, nudgedCost(state, d)]);
      const straight = at.map((d) => [d, run.C + run.slope * d]);
      const values = [...truth, ...straight].map(([, v]) => v);
      const [low, high] = domainOf(values);
      curves = { truth, straight, domain: [Math.floor(2 * low) / 2, Math.ceil(2 * high) / 2] }; // in halves, so that the axis seldom moves
    }
    const { part, counts: work } = run;
    const { layer, j, k } = part;
    const added = Math.min(state.added, run.terms.length);
    const nudge = nudgeOf(state, run);
    shown = { state, added };
    draw(shown);
    less.attr("aria-disabled", String(added === 0));
    more.attr("aria-disabled", String(added === run.terms.length));
    const w = symbol("w", layer, j, k);
    caption.text(
      state.merged
        ? `In the lit circles: ∂C/∂a, added up once at each neuron. On the edges: rate factors; on ${w}, ∂a/∂w; into C, ∂C/∂a.`
        : `In the circles: activations. On the edges: rate factors; on ${w}, ∂a/∂w; into C, ∂C/∂a. Dashed: below 0.`,
    );
    terms.style("display", state.merged ? "none" : null);
    steps.style("display", state.merged ? null : "none");
    drawTerms(run, state.merged ? run.terms.length : added);
    const term = run.terms[added - 1];
    factors.text(
      term
        ? `${nameOf(term.path)} → C: ${[term.start, ...term.factors, term.end].map((f, i) => (i ? guarded(format(f)) : format(f))).join(" × ")} = ${format(term.product)}`
        : "No path added yet.",
    );
    if (state.merged || stepped) drawSteps(state);
    stepped = state.merged;
    countCells[0].head.text(`for ${w}`);
    countCells[1].head.text(`for all of w${"⁰¹²³⁴"[layer]}`);
    for (const { cells } of countCells) for (const { name, cell } of cells) showQuantity(cell, name, work[name]);
    for (const { name, cell } of nudgeCells) showQuantity(cell, name, nudge[name]);
    offCell.attr("data-quantity", "off").attr("data-value", String(nudge.off)).text(Number.isNaN(nudge.off) ? "" : `${percent(nudge.off)} % off`);
    const predictedC = run.C + nudge.predicted;
    chart.update(
      [{ kind: "a", points: curves.truth }, { kind: "b", points: curves.straight }],
      [{ kind: "a", point: [state.nudge, run.C + nudge.change] }, { kind: "b", point: [state.nudge, predictedC] }],
      [-REACH, REACH],
      curves.domain,
    );
    return { words: inWords(state, run, added, nudge), python: asPython(state, run, added), goal: goalOf(state, run, nudge) };
  }

  // What merging computes, layer by layer.
  function drawSteps({ merged }) {
    const { part, slopesOfC, first, slope } = run;
    const { layer, j, k } = part;
    const list = ROWS(LAST).filter((l) => l >= layer).reverse().map((l) => ({
      left: l === LAST ? `∂C/∂a${"⁰¹²³⁴"[l]} = ` : `∂C/∂a${"⁰¹²³⁴"[l]} = (R${"⁰¹²³⁴"[l + 1]})ᵀ ∂C/∂a${"⁰¹²³⁴"[l + 1]} = `,
      right: `(${slopesOfC[l].map(format).join(", ")})`,
      work: l === LAST ? "0" : `${SIZES[l - 1]} × ${SIZES[l]} = ${SIZES[l - 1] * SIZES[l]}`,
    }));
    list.push({ left: `∂C/∂${symbol("w", layer, j, k)} = `, right: `${format(first)} × ${guarded(format(slopesOfC[layer][j - 1]))} = `, value: slope, work: "1" });
    const rows = stepRows.selectAll("tr").data(list).join((enter) => {
      const made = enter.append("tr");
      const head = made.append("th").attr("scope", "row");
      head.append("span").attr("class", "nnbp-path-left");
      head.append("span").attr("class", "nnbp-path-right");
      head.append("span").attr("class", "nnbp-path-value");
      made.append("td");
      return made;
    });
    rows.each(function (entry) {
      const row = select(this);
      row.select(".nnbp-path-left").text(entry.left);
      row.select(".nnbp-path-right").text(entry.right);
      const value = row.select(".nnbp-path-value");
      if (entry.value === undefined || !merged) showNone(value, entry.value === undefined ? "" : format(entry.value));
      else showQuantity(value, "sum", entry.value);
      row.select("td").text(entry.work);
    });
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
    parts.push(`Merged: ∂C/∂a of neuron ${j} in layer ${layer} is ${format(slopesOfC[layer][j - 1])}, all its paths in one number; times the first factor ${format(run.first)} it is ${format(slope)}, the same as the sum over the paths.`);
  } else if (added === n) {
    parts.push(`${n === 1 ? "It is" : "All are"} added up: the sum is ${format(sums[n])}, the number of backprop.`);
  } else if (added === 0) {
    parts.push(`None is added yet; backprop says ${format(slope)}.`);
  } else {
    parts.push(`${added} added: the last, ${nameOf(terms[added - 1].path)}, brings ${format(terms[added - 1].product)}; the sum so far is ${format(sums[added])}, and backprop says ${format(slope)}.`);
  }
  const more = work.merged > work.listed ? ` Merging costs more for this one weight, but has what the other neurons of layer ${layer} need as well:` : " For";
  parts.push(`Multiplications: ${work.listed} path by path, ${work.merged} merged.${more} ${more === " For" ? "" : "for "}all weights of the layer, ${work.listedLayer} and ${work.mergedLayer}.`);
  if (Number.isNaN(off)) parts.push(state.nudge === 0 ? "No nudge: the cost stays." : "The nudge does not move the cost at all.");
  else {
    parts.push(`A nudge of ${format(state.nudge)} changes the cost by ${format(change)}; the slope predicts ${format(predicted)}, ${percent(off)} % off.`);
    if (run.C + predicted < 0) parts.push("The straight line promises a cost below 0, and a quadratic cost never is.");
  }
  return parts.join(" ");
}

export function goalOf(state, run, { predicted }) {
  const text = "Goal: add up all paths of a weight of layer 2. Then nudge it until the straight line promises a cost below 0.";
  const all = state.added >= run.terms.length;
  if (run.part.layer !== 2 || !all || run.C + predicted >= 0) return { reached: false, text };
  return { reached: true, text: `${text} Reached: it promises ${format(run.C + predicted)}, and the true cost is ${format(nudgedCost(state, state.nudge))}. A slope knows only the place where it was taken.` };
}

export function asPython(state, run, added) {
  const { layer, j, k } = run.part;
  return `import numpy as np
import nnbp_core as nn

w2 = [[1.0, -1.0], [0.5, 1.0]]
w3 = [[1.5, -0.5], [-1.0, 1.0], [0.5, 1.0]]
w4 = [[1.0, 0.5, -1.0], [-0.5, 1.5, 1.0]]
biases = [[[0.0], [0.5]], [[0.0], [0.0], [-0.5]], [[0.0], [0.5]]]
network = nn.Network([w2, w3, w4], biases, nn.TANH)
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
  title: "Path explorer: from one weight to the cost, path by path",
  intro: "Choose a weight, in the drawing or in the list. Add its paths one by one, then merge them, then nudge the weight.",
  fields,
  presets,
  build,
};

export default { render: (context) => mount(context, explorer) };
