// A network of 2, 3 and 1 neurons beside its matrices. Every number can be changed; everything behind it follows.

import { drag } from "d3-drag";

import { diagram, short, symbol } from "./diagram.js";
import { ACTIVATIONS, forward, inPython } from "./engine.js";
import { put } from "./quiet.js";
import { choices, format, mount, showQuantity, writeParts } from "./shell.js";

const SIZES = [2, 3, 1];
const LIMIT = 10;
const ROWS = (n) => Array.from({ length: n }, (_, i) => i + 1);
const WEIGHTS = [2, 3].flatMap((layer) =>
  ROWS(SIZES[layer - 1]).flatMap((j) => ROWS(SIZES[layer - 2]).map((k) => ({ layer, j, k, field: `w${layer}_${j}${k}` }))),
);
const BIASES = [2, 3].flatMap((layer) => ROWS(SIZES[layer - 1]).map((j) => ({ layer, j, field: `b${layer}_${j}` })));

const number = (name, label) => ({ name, label, kind: "number", min: -LIMIT, max: LIMIT, step: 0.1, hidden: true });

export const fields = [
  number("x1", "input x₁"),
  number("x2", "input x₂"),
  ...WEIGHTS.map(({ layer, j, k, field }) => number(field, `weight ${symbol("w", layer, j, k)}`)),
  ...BIASES.map(({ layer, j, field }) => number(field, `bias ${symbol("b", layer, j)}`)),
  { name: "activation", label: "activation", kind: "choice", options: choices(Object.keys(ACTIVATIONS)) },
  {
    name: "selected",
    label: "weight in the formula",
    kind: "choice",
    options: WEIGHTS.map(({ layer, j, k }) => ({ value: `${layer},${j},${k}`, label: `${symbol("w", layer, j, k)}: to ${j}, from ${k}` })),
  },
];

const NUMBERS = fields.filter((field) => field.kind === "number").map((field) => field.name);

// A state from its numbers in the order of the fields: inputs, w² by rows, w³, b², b³.
const stateOf = (numbers, activation, selected) => ({ ...Object.fromEntries(NUMBERS.map((name, i) => [name, numbers[i]])), activation, selected });

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
    note: "One road is wide: from x₁ through w²₂₁ and w³₁₂. Turn w²₂₁ from 2 to −2 and the answer falls from 0.96 to 0.05. The second column of w² meets x₂ = 0, so nothing in it counts.",
  },
  {
    label: "All saturated",
    state: stateOf([1, 1, 6, 4, -5, -5, 7, 3, 8, -3, 2, 0, 0, 0, 0], "sigmoid", "2,1,1"),
    note: "Every neuron stands on a flat part of σ: 1, 0, 1, and the answer is 1. Change any weight by 1 and look for a digit that moves. Chapter 6 is about this.",
  },
  {
    label: "With ReLU",
    state: stateOf([1, 3, 2, -1, 0, 1, -1, 1, 1, -2, 0.5, 0.5, -2, 0, 2.25], "relu", "2,1,2"),
    note: "ReLU lets what is positive pass and turns the rest into 0. The first hidden neuron is off: its z is −0.5. Raise w²₁₂ until it wakes up.",
  },
];

const indexOf = (...numbers) => numbers.join(",");

// The network of a state, and what it computes for the state's inputs.
export function compute(state) {
  const matrix = (layer) => ROWS(SIZES[layer - 1]).map((j) => ROWS(SIZES[layer - 2]).map((k) => state[`w${layer}_${j}${k}`]));
  const column = (layer) => ROWS(SIZES[layer - 1]).map((j) => [state[`b${layer}_${j}`]]);
  const network = {
    weights: [2, 3].map(matrix),
    biases: [2, 3].map(column),
    activations: [state.activation, state.activation],
    cost: "quadratic",
  };
  const { zs, activations } = forward(network, [[state.x1], [state.x2]]);
  return { network, z: (layer, j) => zs[layer - 2][j - 1][0], a: (layer, j) => activations[layer - 1][j - 1][0] };
}

const partOf = (value) => {
  const [layer, j, k] = value.split(",").map(Number);
  return { layer, j, k };
};

function build({ picture, set, get }) {
  const grid = picture.append("div").attr("class", "nnbp-feedforward-grid");
  let hovered = null;
  let shown;

  const moveTo = (field, value) => set({ [field]: Math.min(LIMIT, Math.max(-LIMIT, Number(value.toFixed(2)))) }, true);
  const nudge = (field, step) => moveTo(field, get()[field] + step);
  const fieldOf = ({ layer, j, k }) => (k ? `w${layer}_${j}${k}` : layer === 1 ? `x${j}` : undefined);
  const choose = ({ layer, j, k }) => set({ selected: indexOf(layer, j, k) });
  // Dragging: 50 units are 1, in steps of 0.1.
  const pull = (field) => {
    const start = get()[field];
    return (distance) => moveTo(field, start + Math.round(distance / 5) / 10);
  };
  function hover(part) {
    hovered = part?.k ? part : null;
    if (shown) draw(shown);
  }

  const net = diagram(grid, {
    title: "Network of 2, 3 and 1 neurons. Its edges are weights: Enter chooses one, arrow up and down change it, arrow left and right go to the next.",
    sizes: SIZES,
    height: 380,
    onEdge: choose,
    onHover: hover,
    onStep: (part, direction) => nudge(fieldOf(part), direction * 0.1),
    onDrag: (part) => (fieldOf(part) ? pull(fieldOf(part)) : undefined),
  });

  const side = grid.append("div").attr("class", "nnbp-feedforward-side");
  const cells = [];
  const numbers = [];

  // One matrix: its name above it, a bracket around its cells.
  function matrix(parent, name, rows, columns, cell) {
    const box = parent.append("div").attr("class", "nnbp-feedforward-matrix");
    box.append("div").attr("class", "nnbp-feedforward-name").text(name);
    const table = box.append("div").attr("class", "nnbp-feedforward-cells").style("grid-template-columns", `repeat(${columns}, auto)`);
    for (const j of ROWS(rows)) for (const k of ROWS(columns)) cell(table, j, k);
  }
  const sign = (parent, text) => parent.append("span").attr("class", "nnbp-feedforward-sign").text(text);

  // A cell that the reader changes: type, arrow keys, or drag sideways.
  function input(table, field, part, quantity, index, said) {
    const cell = table.append("input").attr("type", "number").attr("min", -LIMIT).attr("max", LIMIT).attr("step", 0.1);
    cell.attr("data-field", field).attr("aria-label", said).attr("data-quantity", quantity).attr("data-index", index);
    cell.on("input", (event) => set({ [field]: event.target.valueAsNumber }, true));
    cell.on("change", (event) => (event.target.value = get()[field]));
    if (part.k) {
      cell.on("focus", () => choose(part)).on("pointerenter", () => hover(part)).on("pointerleave", () => hover(null));
    }
    let move;
    let start;
    const dragging = drag().clickDistance(4);
    dragging.on("start", (event) => {
      start = event;
      move = pull(field);
    });
    dragging.on("drag", (event) => move(event.x - start.x));
    cell.call(dragging);
    cells.push({ cell, field, part });
  }
  function output(table, quantity, layer, j, role) {
    const cell = table.append("span").attr("data-index", indexOf(layer, j));
    numbers.push({ cell, quantity, layer, j, role });
  }

  for (const layer of [2, 3]) {
    const [n, m] = [SIZES[layer - 1], SIZES[layer - 2]];
    const line = side.append("div").attr("class", "nnbp-feedforward-line");
    const product = line.append("div").attr("class", "nnbp-feedforward-group");
    matrix(product, symbol("w", layer), n, m, (table, j, k) => {
      const said = `${symbol("w", layer, j, k)}: layer ${layer}, to neuron ${j}, from neuron ${k}`;
      input(table, `w${layer}_${j}${k}`, { layer, j, k }, "w", indexOf(layer, j, k), said);
    });
    matrix(product, symbol("a", layer - 1), m, 1, (table, j) => {
      if (layer === 2) input(table, `x${j}`, { layer: 1, j }, "a", indexOf(1, j), `input x${j}`);
      else output(table, "a", layer - 1, j, "from");
    });
    sign(product, "+");
    matrix(product, symbol("b", layer), n, 1, (table, j) => {
      input(table, `b${layer}_${j}`, { layer, j }, "b", indexOf(layer, j), `bias of neuron ${j} in layer ${layer}`);
    });
    const result = line.append("div").attr("class", "nnbp-feedforward-group");
    sign(result, "=");
    matrix(result, symbol("z", layer), n, 1, (table, j) => output(table, "z", layer, j, "to"));
    sign(result, "σ →");
    matrix(result, symbol("a", layer), n, 1, (table, j) => output(table, "a", layer, j, "to"));
  }

  const formula = picture.append("div").attr("class", "nnbp-readout nnbp-feedforward-formula");
  const [indexLine, sumLine, bendLine] = [0, 1, 2].map(() => formula.append("p").node());

  function draw({ state, run }) {
    const chosen = partOf(state.selected);
    const { layer, j, k } = hovered ?? chosen;
    const weight = (l, to, from) => state[`w${l}_${to}${from}`];
    const same = (part) => part.layer === layer && part.j === j && part.k === k;
    net.update({
      edge: (l, to, from) => {
        const value = weight(l, to, from);
        const part = { layer: l, j: to, k: from };
        const lit = l === layer && to === j;
        return {
          value,
          width: Math.min(6, 1 + Math.abs(value)),
          label: { quantity: "w", value, index: indexOf(l, to, from), text: short(value) },
          selected: same(part),
          lit,
          dim: !lit,
          said: `${symbol("w", l, to, from)}, to ${to}, from ${from}: ${format(value)}`,
        };
      },
      neuron: (l, n) => ({
        above: l === 1 ? symbol("a", 1, n) : [symbol("a", l, n)],
        inside: { quantity: "a", value: run.a(l, n), index: indexOf(l, n), text: short(run.a(l, n)) },
        below: l === 1 ? ["x", "₀₁₂"[n]] : ["z = ", { quantity: "z", value: run.z(l, n), index: indexOf(l, n), text: short(run.z(l, n)) }],
        lit: (l === layer && n === j) || (l === layer - 1 && n === k),
      }),
    });
    for (const { cell, field, part } of cells) {
      const node = cell.node();
      if (node.valueAsNumber !== state[field]) node.value = state[field];
      put(node, "data-value", state[field]);
      const line = part.layer === layer && (part.k ? part.j === j || part.k === k : part.j === j);
      const lit = line || (part.layer === 1 && layer === 2 && part.j === k);
      put(node, "class", `${part.k && same(part) ? "nnbp-feedforward-chosen " : ""}${lit ? "nnbp-feedforward-lit" : ""}` || null);
    }
    for (const { cell, quantity, layer: l, j: n, role } of numbers) {
      showQuantity(cell, quantity, run[quantity](l, n));
      const lit = role === "from" ? l === layer - 1 && n === k : l === layer && n === j;
      cell.attr("class", lit ? "nnbp-feedforward-lit" : null);
    }
    const from = ROWS(SIZES[layer - 2]);
    const w = (i) => ({ quantity: "w", value: weight(layer, j, i), index: indexOf(layer, j, i), key: i === k });
    const a = (l, n) => ({ quantity: "a", value: run.a(l, n), index: indexOf(l, n) });
    const b = { quantity: "b", value: state[`b${layer}_${j}`], index: indexOf(layer, j) };
    const z = { quantity: "z", value: run.z(layer, j), index: indexOf(layer, j) };
    const guarded = (part) => (part.value < 0 ? ["(", part, ")"] : [part]);
    writeParts(indexLine, [
      { text: symbol("w", layer, j, k), key: true }, ` leads into layer ${layer}, to neuron ${j}, from neuron ${k}: row ${j}, column ${k}.`,
    ]);
    writeParts(sumLine, [
      `${symbol("z", layer, j)} = Σₖ `, `${symbol("w", layer, j)}ₖ a${"⁰¹²³"[layer - 1]}ₖ + ${symbol("b", layer, j)} = `,
      ...from.flatMap((i) => [...(i > 1 ? [" + "] : []), ...guarded(w(i)), " × ", ...guarded(a(layer - 1, i))]),
      " + ", ...guarded(b), " = ", { ...z, key: true },
    ]);
    writeParts(bendLine, [`${symbol("a", layer, j)} = σ(${symbol("z", layer, j)}) = σ(`, z, ") = ", { ...a(layer, j), key: true }]);
  }

  function update(state) {
    shown = { state, run: compute(state) };
    draw(shown);
    return { words: inWords(state, shown.run), python: asPython(state), goal: goalOf(state, shown.run) };
  }
  return { update };
}

function inWords(state, run) {
  const { layer, j, k } = partOf(state.selected);
  const hidden = ROWS(3).map((n) => format(run.a(2, n)));
  const name = symbol("w", layer, j, k);
  const told = `Inputs ${format(state.x1)} and ${format(state.x2)} give the hidden activations ${hidden.join(", ")} and the output ${format(run.a(3, 1))}.`;
  const chosen = `${name} = ${format(state[`w${layer}_${j}${k}`])} leads into layer ${layer}, to neuron ${j}, from neuron ${k}. There z is ${format(run.z(layer, j))} and a is ${format(run.a(layer, j))}.`;
  const flat = [[2, 1], [2, 2], [2, 3], [3, 1]].filter(([l, n]) => Math.abs(run.z(l, n)) > 5).length;
  if (state.activation !== "sigmoid" || !flat) return `${told} ${chosen}`;
  return `${told} ${chosen} ${flat === 4 ? "All four neurons stand" : flat === 1 ? "One neuron stands" : `${flat} neurons stand`} where the sigmoid is flat.`;
}

export function goalOf(state, run) {
  const text = "Goal: start from the network of chapter 1, with the sigmoid. Change one weight only, and bring the output above 0.9.";
  const moved = NUMBERS.filter((name) => state[name] !== START[name]);
  const fair = state.activation === "sigmoid" && moved.length === 1 && moved[0].startsWith("w");
  if (!fair || run.a(3, 1) <= 0.9) return { reached: false, text };
  const { layer, j, k } = WEIGHTS.find(({ field }) => field === moved[0]);
  const why = "No weight of layer 2 can do it: a hidden neuron answers between 0 and 1, whatever you give it.";
  return { reached: true, text: `${text} Reached with ${symbol("w", layer, j, k)}. ${why}` };
}

function asPython(state) {
  const rows = (layer) => ROWS(SIZES[layer - 1]).map((j) => `[${ROWS(SIZES[layer - 2]).map((k) => state[`w${layer}_${j}${k}`]).join(", ")}]`).join(", ");
  const column = (layer) => ROWS(SIZES[layer - 1]).map((j) => `[${state[`b${layer}_${j}`]}]`).join(", ");
  return `import nnbp_core as nn

w2 = [${rows(2)}]
b2 = [${column(2)}]
w3 = [${rows(3)}]
b3 = [${column(3)}]
x = [[${state.x1}], [${state.x2}]]

network = nn.Network([w2, w3], [b2, b3], ${inPython(state.activation)})
zs, activations = nn.forward(network, x)
for layer, (z, a) in enumerate(zip(zs, activations[1:]), start=2):
    for j in range(len(z)):
        print(f"z{layer}_{j + 1} = {z[j, 0]}")
        print(f"a{layer}_{j + 1} = {a[j, 0]}")
`;
}

const explorer = {
  name: "FeedforwardExplorer",
  title: "Feedforward explorer: a small network beside its matrices",
  intro: "Point at a weight, in the drawing or in a matrix. Drag a number sideways, type, or use the arrow keys to change it.",
  fields,
  presets,
  build,
};

export default { render: (context) => mount(context, explorer) };
