// A network of 2, 3 and 1 neurons beside its matrices. Every number can be changed; everything behind it follows.

import { choices } from "./shared/address.js";
import { diagram } from "./shared/diagram.js";
import { ACTIVATIONS, forward } from "./shared/engine.js";
import { followPointer } from "./shared/handle.js";
import {
  edgeOf,
  format,
  indexed,
  indexOf,
  setParts,
  set as setText,
  short,
  showQuantity,
  spoken,
  symbol,
  upTo,
} from "./shared/notation.js";
import { networkLines } from "./shared/python.js";
import { mount } from "./shared/shell.js";
import { add, put } from "./shared/write.js";

const SIZES = [2, 3, 1];
const LIMIT = 10;
const WEIGHTS = [2, 3].flatMap((layer) =>
  upTo(SIZES[layer - 1]).flatMap((j) =>
    upTo(SIZES[layer - 2]).map((k) => ({ layer, j, k, field: `w${layer}_${j}${k}` })),
  ),
);
const BIASES = [2, 3].flatMap((layer) => upTo(SIZES[layer - 1]).map((j) => ({ layer, j, field: `b${layer}_${j}` })));

const number = (name, label) => ({ name, label, kind: "number", min: -LIMIT, max: LIMIT, step: 0.1, hidden: true });

export const fields = [
  number("x1", indexed("input x", 1)),
  number("x2", indexed("input x", 2)),
  ...WEIGHTS.map(({ layer, j, k, field }) => number(field, `weight ${symbol("w", layer, j, k)}`)),
  ...BIASES.map(({ layer, j, field }) => number(field, `bias ${symbol("b", layer, j)}`)),
  { name: "activation", label: "activation", kind: "choice", open: true, options: choices(Object.keys(ACTIVATIONS)) },
  {
    name: "selected",
    label: "weight in the formula",
    kind: "choice",
    open: true,
    plays: true,
    options: WEIGHTS.map(({ layer, j, k }) => ({
      value: `${layer},${j},${k}`,
      label: `${symbol("w", layer, j, k)}: to ${j}, from ${k}`,
    })),
  },
];

const NUMBERS = fields.filter((field) => field.kind === "number").map((field) => field.name);

// A state from its numbers in the order of the fields: inputs, w² by rows, w³, b², b³.
const stateOf = (numbers, activation, selected) => ({
  ...Object.fromEntries(NUMBERS.map((name, i) => [name, numbers[i]])),
  activation,
  selected,
});

const START = stateOf([1, 3, 2, -1, 0, 1, -1, 1, 1, -2, 0.5, 0.5, -2, 0, 0.25], "sigmoid", "2,3,1");

export const presets = [
  {
    label: "Chapter 1",
    state: START,
    note: "The network of the chapter. Point at a weight: its edge, its row and its column light up. Then drag a number, or use its arrow keys, and follow the change to the right.",
  },
  {
    label: "One weight decides",
    state: stateOf([1, 0, 0.1, 4, 2, -3, -0.1, 5, 0.2, 8, -0.2, 0, 0, 0, -4], "sigmoid", "2,2,1"),
    note: "One road is wide: from x_{1} through w^{2}_{21} and w^{3}_{12}. Turn w^{2}_{21} from 2 to −2 and the answer falls from 0.96 to 0.05. The second column of w^{2} meets x_{2} = 0, so nothing in it counts.",
  },
  {
    label: "All saturated",
    state: stateOf([1, 1, 6, 4, -5, -5, 7, 3, 8, -3, 2, 0, 0, 0, 0], "sigmoid", "2,1,1"),
    note: "Every neuron stands on a flat part of σ: 1, 0, 1, and the answer is 1. Change any weight by 1 and look for a digit that moves. Chapter 6 is about this.",
  },
  {
    label: "With ReLU",
    state: stateOf([1, 3, 2, -1, 0, 1, -1, 1, 1, -2, 0.5, 0.5, -2, 0, 2.25], "relu", "2,1,2"),
    note: "ReLU lets what is positive pass and turns the rest into 0. The first hidden neuron is off: its z is −0.5. Raise w^{2}_{12} until it wakes up.",
  },
];

// The network of a state, and what it computes for the state's inputs.
export function compute(state) {
  const matrix = (layer) =>
    upTo(SIZES[layer - 1]).map((j) => upTo(SIZES[layer - 2]).map((k) => state[`w${layer}_${j}${k}`]));
  const column = (layer) => upTo(SIZES[layer - 1]).map((j) => [state[`b${layer}_${j}`]]);
  const network = {
    weights: [2, 3].map(matrix),
    biases: [2, 3].map(column),
    activations: [state.activation, state.activation],
    cost: "quadratic",
  };
  const { zs, activations } = forward(network, [[state.x1], [state.x2]]);
  return { network, z: (layer, j) => zs[layer - 2][j - 1][0], a: (layer, j) => activations[layer - 1][j - 1][0] };
}

const fieldOf = ({ layer, j, k }) => (k ? `w${layer}_${j}${k}` : layer === 1 ? `x${j}` : undefined);

// What a drag or a key does to a field: steps of 0.1 within the limits.
function pullOf(field, { get, set }) {
  const move = (value, moving = true) =>
    set({ [field]: Math.min(LIMIT, Math.max(-LIMIT, Number(value.toFixed(2)))) }, { moving });
  return { min: -LIMIT, max: LIMIT, step: 0.1, value: () => get()[field], move };
}

function networkIn(parent, parts, hover) {
  return diagram(parent, {
    title:
      "Network of 2, 3 and 1 neurons. Its edges are weights: Enter chooses one, arrow up and down change it, arrow left and right go to the next.",
    sizes: SIZES,
    height: 380,
    onEdge: ({ layer, j, k }) => parts.set({ selected: indexOf(layer, j, k) }),
    onHover: hover,
    onStep: (part, direction) => {
      const { value, move } = pullOf(fieldOf(part), parts);
      move(value() + direction * 0.1, false);
    },
    onDrag: (part) => (fieldOf(part) ? pullOf(fieldOf(part), parts) : undefined),
  });
}

// One matrix: its name above it, a bracket around its cells.
function matrix(parent, name, rows, columns, cell) {
  const box = add(parent, "div", { class: "nnbp-feedforward-matrix" });
  setText(add(box, "div", { class: "nnbp-feedforward-name" }), name);
  const table = add(box, "div", {
    class: "nnbp-feedforward-cells",
    style: `grid-template-columns: repeat(${columns}, auto)`,
  });
  for (const j of upTo(rows)) for (const k of upTo(columns)) cell(table, j, k);
}

// A cell that the reader changes: type, arrow keys, or drag sideways.
function input(table, parts, hover, { part, field, quantity, index, said }) {
  const { get, set } = parts;
  const cell = add(table, "input", {
    type: "number",
    min: -LIMIT,
    max: LIMIT,
    step: 0.1,
    "data-field": field,
    "data-quantity": quantity,
    "data-index": index,
  });
  put(cell, "aria-label", spoken(said));
  cell.addEventListener("input", () => set({ [field]: cell.valueAsNumber }, { moving: true }));
  cell.addEventListener("change", () => {
    cell.value = get()[field];
  });
  if (part.k) {
    cell.addEventListener("focus", () => set({ selected: index }));
    cell.addEventListener("pointerenter", () => hover(part));
    cell.addEventListener("pointerleave", () => hover(null));
  }
  followPointer(cell, {
    ...pullOf(field, parts),
    name: field,
    label: said,
    at: ({ x }, { point, value }) => value + (x - point.x) / 50,
  });
  return { cell, field, part };
}

// The two layers in matrices: { cells } the reader changes, { numbers } that follow.
function matricesIn(parent, parts, hover) {
  const side = add(parent, "div", { class: "nnbp-feedforward-side" });
  const [cells, numbers] = [[], []];
  const given = (table, what) => cells.push(input(table, parts, hover, what));
  const follows = (table, quantity, layer, j, role) =>
    numbers.push({ cell: add(table, "span", { "data-index": indexOf(layer, j) }), quantity, layer, j, role });
  const sign = (box, text) => add(box, "span", { class: "nnbp-feedforward-sign" }, text);
  for (const layer of [2, 3]) {
    const [n, m] = [SIZES[layer - 1], SIZES[layer - 2]];
    const line = add(side, "div", { class: "nnbp-feedforward-line" });
    const product = add(line, "div", { class: "nnbp-feedforward-group" });
    matrix(product, symbol("w", layer), n, m, (table, j, k) =>
      given(table, {
        part: { layer, j, k },
        field: `w${layer}_${j}${k}`,
        quantity: "w",
        index: indexOf(layer, j, k),
        said: symbol("w", layer, j, k),
      }),
    );
    matrix(product, symbol("a", layer - 1), m, 1, (table, j) => {
      if (layer === 2)
        given(table, {
          part: { layer: 1, j },
          field: `x${j}`,
          quantity: "a",
          index: indexOf(1, j),
          said: `input x${j}`,
        });
      else follows(table, "a", layer - 1, j, "from");
    });
    sign(product, "+");
    matrix(product, symbol("b", layer), n, 1, (table, j) =>
      given(table, {
        part: { layer, j },
        field: `b${layer}_${j}`,
        quantity: "b",
        index: indexOf(layer, j),
        said: `bias of neuron ${j} in layer ${layer}`,
      }),
    );
    const result = add(line, "div", { class: "nnbp-feedforward-group" });
    sign(result, "=");
    matrix(result, symbol("z", layer), n, 1, (table, j) => follows(table, "z", layer, j, "to"));
    sign(result, "σ →");
    matrix(result, symbol("a", layer), n, 1, (table, j) => follows(table, "a", layer, j, "to"));
  }
  return { cells, numbers };
}

function drawNetwork(net, { state, run }, { layer, j, k }) {
  net.update({
    edge: (l, to, from) => {
      const value = state[`w${l}_${to}${from}`];
      const lit = l === layer && to === j;
      return {
        value,
        width: Math.min(6, 1 + Math.abs(value)),
        label: { quantity: "w", value, index: indexOf(l, to, from), text: short(value) },
        selected: lit && from === k,
        lit,
        dim: !lit,
        said: `${symbol("w", l, to, from)}: ${format(value)}`,
      };
    },
    neuron: (l, n) => ({
      above: symbol("a", l, n),
      inside: { quantity: "a", value: run.a(l, n), index: indexOf(l, n), text: short(run.a(l, n)) },
      below:
        l === 1
          ? indexed("x", n)
          : ["z = ", { quantity: "z", value: run.z(l, n), index: indexOf(l, n), text: short(run.z(l, n)) }],
      lit: (l === layer && n === j) || (l === layer - 1 && n === k),
      said: `neuron ${n} of layer ${l}: activation ${format(run.a(l, n))}`,
    }),
  });
}

function drawCells({ cells, numbers }, { state, run }, { layer, j, k }) {
  for (const { cell, field, part } of cells) {
    if (cell.valueAsNumber !== state[field]) cell.value = state[field];
    put(cell, "data-value", state[field]);
    const line = part.layer === layer && (part.k ? part.j === j || part.k === k : part.j === j);
    const lit = line || (part.layer === 1 && layer === 2 && part.j === k);
    const chosen = part.k && part.layer === layer && part.j === j && part.k === k;
    put(cell, "class", `${chosen ? "nnbp-feedforward-chosen " : ""}${lit ? "nnbp-feedforward-lit" : ""}` || null);
  }
  for (const { cell, quantity, layer: l, j: n, role } of numbers) {
    showQuantity(cell, quantity, run[quantity](l, n));
    const lit = role === "from" ? l === layer - 1 && n === k : l === layer && n === j;
    put(cell, "class", lit ? "nnbp-feedforward-number nnbp-feedforward-lit" : "nnbp-feedforward-number");
  }
}

// The chosen neuron's formula, with the live numbers in it.
function drawFormula([indexLine, sumLine, bendLine], { state, run }, { layer, j, k }) {
  const w = (i) => ({ quantity: "w", value: state[`w${layer}_${j}${i}`], index: indexOf(layer, j, i), key: i === k });
  const a = (l, n) => ({ quantity: "a", value: run.a(l, n), index: indexOf(l, n) });
  const b = { quantity: "b", value: state[`b${layer}_${j}`], index: indexOf(layer, j) };
  const z = { quantity: "z", value: run.z(layer, j), index: indexOf(layer, j) };
  const guarded = (part) => (part.value < 0 ? ["(", part, ")"] : [part]);
  const products = upTo(SIZES[layer - 2]).flatMap((i) => [
    ...(i > 1 ? [" + "] : []),
    ...guarded(w(i)),
    " × ",
    ...guarded(a(layer - 1, i)),
  ]);
  setParts(indexLine, [
    { text: symbol("w", layer, j, k), key: true },
    ` leads into layer ${layer}, to neuron ${j}, from neuron ${k}: row ${j}, column ${k}.`,
  ]);
  const sum = `${symbol("z", layer, j)} = ${indexed("Σ", "k")} ${symbol("w", layer, j, "k")} ${symbol("a", layer - 1, "k")} + ${symbol("b", layer, j)} = `;
  setParts(sumLine, [sum, ...products, " + ", ...guarded(b), " = ", { ...z, key: true }]);
  setParts(bendLine, [
    `${symbol("a", layer, j)} = σ(${symbol("z", layer, j)}) = σ(`,
    z,
    ") = ",
    { ...a(layer, j), key: true },
  ]);
}

function build(parts) {
  let hovered = null;
  let shown;
  function hover(part) {
    hovered = part?.k ? part : null;
    if (shown) draw(shown);
  }
  const net = networkIn(parts.picture, parts, hover);
  const matrices = matricesIn(parts.below, parts, hover);
  const formula = add(parts.below, "div", { class: "nnbp-readout nnbp-feedforward-formula" });
  const lines = [0, 1, 2].map(() => add(formula, "p"));

  function draw(scene) {
    const part = hovered ?? edgeOf(scene.state.selected);
    drawNetwork(net, scene, part);
    drawCells(matrices, scene, part);
    drawFormula(lines, scene, part);
  }
  function update(state) {
    shown = { state, run: compute(state) };
    draw(shown);
    return { words: inWords(state, shown.run), python: asPython(state), goal: goalOf(state, shown.run) };
  }
  return { update };
}

function inWords(state, run) {
  const { layer, j, k } = edgeOf(state.selected);
  const hidden = upTo(3).map((n) => format(run.a(2, n)));
  const name = symbol("w", layer, j, k);
  const told = `Inputs ${format(state.x1)} and ${format(state.x2)} give the hidden activations ${hidden.join(", ")} and the output ${format(run.a(3, 1))}.`;
  const chosen = `${name} = ${format(state[`w${layer}_${j}${k}`])} leads into layer ${layer}, to neuron ${j}, from neuron ${k}. There z is ${format(run.z(layer, j))} and a is ${format(run.a(layer, j))}.`;
  const flat = [
    [2, 1],
    [2, 2],
    [2, 3],
    [3, 1],
  ].filter(([l, n]) => Math.abs(run.z(l, n)) > 5).length;
  if (state.activation !== "sigmoid" || !flat) return `${told} ${chosen}`;
  return `${told} ${chosen} ${flat === 4 ? "All four neurons stand" : flat === 1 ? "One neuron stands" : `${flat} neurons stand`} where the sigmoid is flat.`;
}

export function goalOf(state, run) {
  const text =
    "Goal: start from the network of chapter 1, with the sigmoid. Change one weight only, and bring the output above 0.9.";
  const moved = NUMBERS.filter((name) => state[name] !== START[name]);
  const fair = state.activation === "sigmoid" && moved.length === 1 && moved[0].startsWith("w");
  if (!fair || run.a(3, 1) <= 0.9) return { reached: false, text };
  const { layer, j, k } = WEIGHTS.find(({ field }) => field === moved[0]);
  const why = "No weight of layer 2 can do it: a hidden neuron answers between 0 and 1, whatever you give it.";
  return { reached: true, text: `${text} Reached with ${symbol("w", layer, j, k)}. ${why}` };
}

function asPython(state) {
  return `import nnbp_core as nn

${networkLines(compute(state).network)}x = [[${state.x1}], [${state.x2}]]
zs, activations = nn.forward(network, x)
for layer, (z, a) in enumerate(zip(zs, activations[1:]), start=2):
    for j in range(len(z)):
        print(f"z{layer}_{j + 1} = {z[j, 0]}")
        print(f"a{layer}_{j + 1} = {a[j, 0]}")
`;
}

const explorer = {
  name: "FeedforwardExplorer",
  intro:
    "Point at a weight, in the drawing or in a matrix. Drag a number sideways, type, or use the arrow keys to change it.",
  fields,
  presets,
  build,
};

export default { render: (context) => mount(context, explorer) };
