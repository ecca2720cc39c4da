// One pass forward and one pass back, one equation at a time, with the numbers in every equation and on every edge.

import { choices } from "./shared/address.js";
import { diagram } from "./shared/diagram.js";
import { ACTIVATIONS, backprop, COSTS, column, forward, meanCost, takes } from "./shared/engine.js";
import {
  capital,
  edgeOf,
  format,
  indexed,
  indexOf,
  set,
  setParts,
  short,
  showNone,
  showQuantity,
  significant,
  symbol,
  upTo,
} from "./shared/notation.js";
import { array, IMPORTS, networkLines } from "./shared/python.js";
import { mount } from "./shared/shell.js";
import { add, each, put } from "./shared/write.js";

export const NETWORKS = {
  "chapter 4": {
    weights: [
      [
        [1, -2],
        [0.5, 1],
        [-1.5, 1],
      ],
      [
        [2, -1, 1],
        [-0.5, 1.5, 2],
      ],
    ],
    biases: [
      [[1], [-1], [-1]],
      [[-0.5], [0]],
    ],
  },
  "chapter 5": {
    weights: [
      [
        [0.5, -1],
        [1.5, 0.5],
      ],
      [[1, -2]],
    ],
    biases: [[[0], [-0.5]], [[0.5]]],
  },
  saturated: {
    weights: [
      [
        [1, -2],
        [0.5, 1],
        [-1.5, 1],
      ],
      [
        [-4, -3, -2],
        [4, 3, 2],
      ],
    ],
    biases: [
      [[1], [-1], [-1]],
      [[-1], [1]],
    ],
  },
  equal: {
    weights: [
      [
        [0.5, 0.5],
        [0.5, 0.5],
        [0.5, 0.5],
      ],
      [
        [0.5, 0.5, 0.5],
        [0.5, 0.5, 0.5],
      ],
    ],
    biases: [
      [[0], [0], [0]],
      [[0], [0]],
    ],
  },
};

// The equations in their order; `layer` is the one that each fills in.
export const STEPS = [
  { name: "Input", text: "a^{1} = x", layer: 1 },
  { name: "z²", text: "z^{2} = w^{2} a^{1} + b^{2}", layer: 2, kind: "z" },
  { name: "a²", text: "a^{2} = σ(z^{2})", layer: 2, kind: "a" },
  { name: "z³", text: "z^{3} = w^{3} a^{2} + b^{3}", layer: 3, kind: "z" },
  { name: "a³", text: "a^{3} = σ(z^{3})", layer: 3, kind: "a" },
  { name: "BP1", text: "δ^{3} = ∇_{a}C ⊙ σ′(z^{3})", layer: 3, kind: "delta" },
  { name: "BP2", text: "δ^{2} = ((w^{3})ᵀ δ^{3}) ⊙ σ′(z^{2})", layer: 2, kind: "delta" },
  { name: "BP3", text: "∂C/∂b = δ", kind: "nabla_b" },
  { name: "BP4", text: "∂C/∂w = δ aᵀ", kind: "nabla_w" },
];
const [A3, BP1, BP2, BP3, BP4] = [4, 5, 6, 7, 8];
const KNOWN_FROM = { z: [1, 3], a: [2, 4], delta: [BP2, BP1], nabla_b: [BP3, BP3], nabla_w: [BP4, BP4] };

const EDGES = [2, 3].flatMap((layer) =>
  (layer === 2 ? [1, 2, 3] : [1, 2]).flatMap((j) =>
    (layer === 2 ? [1, 2] : [1, 2, 3]).map((k) => `${layer},${j},${k}`),
  ),
);

export const fields = [
  {
    name: "network",
    label: "network",
    kind: "choice",
    options: [...choices(["chapter 4", "chapter 5", "saturated"]), { value: "equal", label: "all equal" }],
  },
  { name: "cost", label: "cost", kind: "choice", options: choices(Object.keys(COSTS)) },
  { name: "activation", label: "activation", kind: "choice", options: choices(Object.keys(ACTIVATIONS)) },
  { name: "x1", label: indexed("input x", 1), kind: "number", min: -2, max: 2, step: 0.05 },
  { name: "x2", label: indexed("input x", 2), kind: "number", min: -2, max: 2, step: 0.05 },
  { name: "y1", label: indexed("wanted y", 1), kind: "number", min: 0, max: 1, step: 0.01 },
  {
    name: "y2",
    label: indexed("wanted y", 2),
    kind: "number",
    min: 0,
    max: 1,
    step: 0.01,
    when: ({ network }) => network !== "chapter 5",
  },
  { name: "selected", label: "edge in BP4", kind: "choice", hidden: true, plays: true, options: choices(EDGES) },
  { name: "step", label: "step", kind: "count", min: 0, max: BP4, step: 1, open: true, plays: true },
];

const START = {
  network: "chapter 4",
  cost: "quadratic",
  activation: "sigmoid",
  x1: 1,
  x2: 0.5,
  y1: 1,
  y2: 0,
  selected: "2,3,1",
  step: 0,
};

export const presets = [
  {
    label: "Chapter 4",
    state: START,
    note: "The network of chapter 4, with nothing known but the input. Press Step: each equation fills in one more layer, first to the right, then back to the left.",
  },
  {
    label: "The error splits",
    state: { step: BP2 },
    note: "BP2 at work. Each hidden neuron gathers the two errors of the output, each times the weight it came along. For the third neuron they pull opposite ways: −0.08 against 0.30.",
  },
  {
    label: "Every edge",
    state: { step: BP4 },
    note: "BP4 needs nothing new: what came in, times the error it led to. Look for the edge with the largest product, and say why it is that one.",
  },
  {
    label: "Chapter 5",
    state: { network: "chapter 5", step: BP1, selected: "2,1,1" },
    note: "The example of chapter 5. The output is too low, so its error is negative. Say the sign of both hidden errors from the weights 1 and −2, then press Step.",
  },
  {
    label: "Hardly learning",
    state: { network: "saturated", step: BP1 },
    note: "Both answers are as wrong as they can be, yet the errors are tiny: the slope σ′ is near zero there. Now choose cross-entropy as the cost, and see σ′ cancel.",
  },
  {
    label: "Equal weights",
    state: { network: "equal", step: BP4 },
    note: "Three hidden neurons with the same weights get the same error and the same gradient. They will stay copies of each other for ever: this is why weights start at random.",
  },
];

// Everything there is to know in a state; `missing` says why the backward half may not exist.
export function compute(state) {
  const { weights, biases } = NETWORKS[state.network];
  const network = { weights, biases, activations: [state.activation, state.activation], cost: state.cost };
  const sizes = [2, ...weights.map((w) => w.length)];
  const x = column(state.x1, state.x2);
  const y = column(...[state.y1, state.y2].slice(0, sizes[2]));
  const { zs, activations } = forward(network, x);
  const { between, matches } = COSTS[state.cost];
  const outside = !takes(state.cost, state.activation);
  const run = {
    network,
    sizes,
    y,
    missing: outside
      ? `${capital(state.cost)} takes outputs between ${between.join(" and ")} only, and those of ${state.activation} can lie elsewhere. So there is no cost and nothing to send back: choose the ${matches}, or the quadratic cost.`
      : "",
    z: (l, j) => zs[l - 2][j - 1][0],
    a: (l, j) => activations[l - 1][j - 1][0],
    w: (l, j, k) => weights[l - 2][j - 1][k - 1],
    b: (l, j) => biases[l - 2][j - 1][0],
  };
  run.slope = (l, j) => ACTIVATIONS[state.activation].slope(run.z(l, j), run.a(l, j));
  if (outside) return run;
  const { nablaW, nablaB, deltas } = backprop(network, x, y);
  return {
    ...run,
    C: meanCost(network, x, y),
    delta: (l, j) => deltas[l - 2][j - 1][0],
    nabla_b: (l, j) => nablaB[l - 2][j - 1][0],
    nabla_w: (l, j, k) => nablaW[l - 2][j - 1][k - 1],
    largest: Math.max(...nablaW.flat(2).map(Math.abs)),
  };
}

const known = (state, run, quantity, layer) =>
  (quantity === "a" && layer === 1) || (Boolean(run[quantity]) && state.step >= KNOWN_FROM[quantity][layer - 2]);
const part = (run, quantity, ...index) => ({ quantity, value: run[quantity](...index), index: index.join(",") });
const guarded = (number) => (number.value < 0 ? ["(", number, ")"] : [number]);
const sum = (terms) => terms.flatMap((term, i) => (i ? [" + ", ...term] : term));

// The equation in use, neuron by neuron, with its numbers: a list of lines, each a list of texts and numbers.
function linesOf(state, run, edge) {
  const { kind } = STEPS[state.step];
  if (run.missing && state.step >= BP1) return [[run.missing]];
  const p = (...of) => part(run, ...of);
  const result = (...of) => ({ ...p(...of), key: true });
  if (!kind) return upTo(2).map((k) => [`${symbol("a", 1, k)} = ${indexed("x", k)} = `, result("a", 1, k)]);
  if (kind === "delta") return state.step === BP1 ? outputLines(state, run, p, result) : hiddenLines(run, p, result);
  return { z: inputLines, a: activationLines, nabla_b: biasLines, nabla_w: weightLines }[kind](
    state,
    run,
    p,
    result,
    edge,
  );
}

function inputLines(state, run, p, result) {
  const { layer } = STEPS[state.step];
  const from = upTo(run.sizes[layer - 2]);
  return upTo(run.sizes[layer - 1]).map((j) => [
    `${symbol("z", layer, j)} = ${from.map((k) => `${symbol("w", layer, j, k)} ${symbol("a", layer - 1, k)}`).join(" + ")} + ${symbol("b", layer, j)} = `,
    ...sum([
      ...from.map((k) => [...guarded(p("w", layer, j, k)), " × ", ...guarded(p("a", layer - 1, k))]),
      guarded(p("b", layer, j)),
    ]),
    " = ",
    result("z", layer, j),
  ]);
}

function activationLines(state, run, p, result) {
  const { layer } = STEPS[state.step];
  const line = (j) => [
    `${symbol("a", layer, j)} = σ(${symbol("z", layer, j)}) = σ(`,
    p("z", layer, j),
    ") = ",
    result("a", layer, j),
  ];
  return upTo(run.sizes[layer - 1]).map(line);
}

function outputLines({ cost, activation }, run, p, result) {
  return upTo(run.sizes[2]).map((j) => {
    const [d, a, y, slope] = [symbol("δ", 3, j), symbol("a", 3, j), indexed("y", j), `σ′(${symbol("z", 3, j)})`];
    const wanted = { quantity: `y${j}`, value: run.y[j - 1][0] };
    const difference = [p("a", 3, j), " − ", wanted];
    if (cost === "quadratic")
      return [
        `${d} = (${a} − ${y}) ${slope} = (`,
        ...difference,
        ") × ",
        p("slope", 3, j),
        " = ",
        result("delta", 3, j),
      ];
    if (COSTS[cost].matches === activation)
      return [`${d} = ${a} − ${y} = `, ...difference, " = ", result("delta", 3, j), " (the cost cancels σ′)"];
    const gradient = {
      quantity: "nabla_a",
      value: COSTS[cost].gradient(run.a(3, j), wanted.value),
      index: indexOf(3, j),
    };
    return [
      `${d} = ${symbol("∂C/∂a", 3, j)} ${slope} = `,
      ...guarded(gradient),
      " × ",
      p("slope", 3, j),
      " = ",
      result("delta", 3, j),
    ];
  });
}

function hiddenLines(run, p, result) {
  const next = upTo(run.sizes[2]);
  return upTo(run.sizes[1]).map((j) => [
    `${symbol("δ", 2, j)} = (${next.map((k) => `${symbol("w", 3, k, j)} ${symbol("δ", 3, k)}`).join(" + ")}) σ′(${symbol("z", 2, j)}) = (`,
    ...sum(next.map((k) => [...guarded(p("w", 3, k, j)), " × ", ...guarded(p("delta", 3, k))])),
    ") × ",
    p("slope", 2, j),
    " = ",
    result("delta", 2, j),
  ]);
}

function biasLines(_, run, __, result) {
  const line = (l, j) => [`${symbol("∂C/∂b", l, j)} = ${symbol("δ", l, j)} = `, result("nabla_b", l, j)];
  return [2, 3].flatMap((l) => upTo(run.sizes[l - 1]).map((j) => line(l, j)));
}

function weightLines(_, run, p, result, { layer: l, j, k }) {
  const product = [p("a", l - 1, k), " × ", ...guarded(p("delta", l, j)), " = ", result("nabla_w", l, j, k)];
  const largest = { quantity: "largest", value: run.largest, key: true };
  return [
    [`${symbol("∂C/∂w", l, j, k)} = ${symbol("a", l - 1, k)} ${symbol("δ", l, j)} = `, ...product],
    ["Point at an edge, or choose one, to read its product here. The largest |∂C/∂w| is ", largest, "."],
  ];
}

// The equations as buttons, in their order.
function equationsIn(parent, set) {
  const buttons = [];
  for (const [label, first, last] of [
    ["Forward", 0, A3],
    ["Backward", BP1, BP4],
  ]) {
    const row = add(parent, "div", { class: "nnbp-bar nnbp-stepper-equations", role: "group", "aria-label": label });
    add(row, "span", { class: "nnbp-stepper-way" }, label);
    for (let step = first; step <= last; step += 1) {
      const { name, text } = STEPS[step];
      const button = add(row, "button", { type: "button", "data-equation": name, onclick: () => set({ step }) });
      if (step >= BP1) add(button, "b", {}, `${name} `);
      setParts(add(button, "span"), text);
      buttons.push(button);
    }
  }
  return (step) => {
    for (const [i, button] of buttons.entries()) put(button, "aria-pressed", i === step);
  };
}

// The cost and the gradients, where they are known.
function resultsIn(parent) {
  const results = add(parent, "div", { class: "nnbp-readout nnbp-stepper-results" });
  const box = (name) => {
    const made = add(results, "div");
    set(add(made, "div", { class: "nnbp-stepper-name" }), name);
    return made;
  };
  const costCell = add(box("C"), "span", { class: "nnbp-stepper-cell" });
  const tables = [
    ["nabla_b", "∂C/∂b", 2],
    ["nabla_w", "∂C/∂w", 2],
    ["nabla_b", "∂C/∂b", 3],
    ["nabla_w", "∂C/∂w", 3],
  ].map(([quantity, name, layer]) => ({
    quantity,
    layer,
    cells: add(box(symbol(name, layer)), "div", { class: "nnbp-stepper-cells" }),
  }));
  return (state, run) => {
    if (state.step >= A3 && run.C !== undefined) showQuantity(costCell, "C", run.C);
    else showNone(costCell);
    for (const { quantity, layer, cells } of tables) {
      const columns = quantity === "nabla_w" ? run.sizes[layer - 2] : 1;
      const entries = upTo(run.sizes[layer - 1]).flatMap((j) =>
        upTo(columns).map((k) => (quantity === "nabla_w" ? [layer, j, k] : [layer, j])),
      );
      const filled = known(state, run, quantity, layer);
      put(cells, "style", `grid-template-columns: repeat(${columns}, minmax(3.8em, auto))`);
      each(cells, "span", entries, (cell, entry) => {
        put(cell, "class", "nnbp-stepper-cell");
        put(cell, "data-index", indexOf(...entry));
        if (filled) showQuantity(cell, quantity, run[quantity](...entry));
        else showNone(cell);
      });
    }
  };
}

// What an edge says: its weight, or the product that the equation in use makes of it.
function labelOf({ state, run, wide }, l, j, k) {
  const { kind, layer } = STEPS[state.step];
  const digits = (number) => ({ ...number, text: wide ? roomy(number.value) : tight(number.value) });
  const times = (...factors) =>
    factors.flatMap((factor, i) => (i ? [wide ? " × " : "×", digits(factor)] : [digits(factor)]));
  const w = part(run, "w", l, j, k);
  if (kind === "z" && l === layer) return times(w, part(run, "a", l - 1, k));
  if (state.step === BP2 && l === 3 && run.delta) return times(w, part(run, "delta", l, j));
  if (state.step !== BP4 || !run.delta) return { ...w, text: short(w.value) };
  return times(part(run, "a", l - 1, k), part(run, "delta", l, j));
}

// On a narrow screen labels would meet. A weight stands near the start of a steep edge; a product, which is longer,
// in the middle, above or below its line.
function placeOnPhone(sizes, l, j, k, isProduct) {
  const [from, to] = [k - (sizes[l - 2] + 1) / 2, j - (sizes[l - 1] + 1) / 2];
  if (!isProduct) return { at: Math.abs(to - from) >= 1 ? 0.25 : 0.5 };
  const upper = sizes[l - 1] >= sizes[l - 2] ? k === 1 : j > 1;
  return { at: l === 3 && from === 0 ? 0.55 : 0.44, shift: l === 3 && j === 1 && k === 1 ? 14 : upper ? -8 : 8 };
}

function edgeLook(scene, l, j, k) {
  const { state, run, wide, edge } = scene;
  const { kind, layer } = STEPS[state.step];
  const litEdges = { z: layer, delta: state.step === BP2 ? 3 : 0 }[kind];
  const all = kind === "nabla_w" && Boolean(run.nabla_w);
  const value = all ? run.nabla_w(l, j, k) : run.w(l, j, k);
  const lit = l === litEdges;
  const label = labelOf(scene, l, j, k);
  return {
    value,
    width: all ? 1 + (5 * Math.abs(value)) / (run.largest || 1) : Math.min(6, 1 + Math.abs(value)),
    label,
    lit,
    dim: Boolean(litEdges) && !lit,
    selected: all && l === edge.layer && j === edge.j && k === edge.k,
    ...(wide ? { at: 0.4 } : placeOnPhone(run.sizes, l, j, k, Array.isArray(label))),
    said: `${symbol("w", l, j, k)}: weight ${format(run.w(l, j, k))}${all ? `, slope of the cost ${format(value)}` : ""}`,
  };
}

function neuronLook({ state, run, wide }, l, j) {
  const { layer } = STEPS[state.step];
  const show = (letter, quantity) => {
    const name = symbol(letter, l, j);
    if (!known(state, run, quantity, l)) return [name];
    return [
      wide ? `${name} = ` : `${letter} `,
      { ...part(run, quantity, l, j), text: (wide ? roomy : tight)(run[quantity](l, j)) },
    ];
  };
  return {
    above: l === 1 ? [symbol("a", 1, j)] : show("z", "z"),
    inside: known(state, run, "a", l) ? { ...part(run, "a", l, j), text: (wide ? short : tight)(run.a(l, j)) } : null,
    below: l === 1 ? [indexed("x", j)] : show("δ", "delta"),
    lit: layer ? l === layer : l > 1,
  };
}

// The network, and beside it the numbers of the equation in use. The drawing takes the shape of its place.
function networkIn(picture, numbers, set) {
  let wide = false;
  let hovered = null;
  let shown;
  const net = diagram(picture, {
    title: "The network. Its edges are weights: Enter chooses one for BP4, the arrow keys go from edge to edge.",
    sizes: [2, 3, 2],
    onEdge: ({ layer, j, k }) => set({ selected: indexOf(layer, j, k) }),
    onHover: (item) => {
      hovered = item?.k ? item : null;
      if (shown) draw(shown.state, shown.run);
    },
  });
  const watch = new ResizeObserver(([entry]) => {
    const now = entry.contentRect.width > 620;
    if (now === wide) return;
    wide = now;
    picture.classList.toggle("nnbp-stepper-wide", wide);
    if (shown) draw(shown.state, shown.run);
  });
  watch.observe(picture);

  function draw(state, run) {
    shown = { state, run };
    const scene = { state, run, wide, edge: hovered ?? chosenEdge(state, run) };
    net.update({
      sizes: run.sizes,
      width: wide ? 690 : 340,
      height: wide ? 400 : 440,
      margin: wide ? 58 : 36,
      edge: (l, j, k) => edgeLook(scene, l, j, k),
      neuron: (l, j) => neuronLook(scene, l, j),
    });
    each(numbers, "p", linesOf(state, run, scene.edge), setParts);
  }
  return { draw, stop: () => watch.disconnect() };
}

function build({ picture, hand, below, more, set: change, get }) {
  const move = (by) => change({ step: Math.min(BP4, Math.max(0, get().step + by)) });
  add(hand, "button", { type: "button", "data-back": "", onclick: () => move(-1) }, "← Back");
  add(hand, "button", { type: "button", "data-step": "", onclick: () => move(1) }, "Step →");
  const numbers = add(below, "div", { class: "nnbp-readout nnbp-stepper-numbers" });
  const showStep = equationsIn(more, change);
  const drawResults = resultsIn(below);
  const network = networkIn(picture, numbers, change);

  function update(state) {
    const run = compute(state);
    showStep(state.step);
    network.draw(state, run);
    drawResults(state, run);
    return { words: inWords(state, run), python: asPython(state, run), goal: goalOf(state, run) };
  }
  return { update, stop: network.stop };
}

// Two digits, for the edges of a narrow drawing.
const tight = (value) => significant(value, 2, 1e-5);
const roomy = (value) => significant(value, 4, 1e-5);

// The chosen edge, or its nearest neighbour where this network lacks it.
function chosenEdge(state, run) {
  const { layer, j, k } = edgeOf(state.selected);
  return { layer, j: Math.min(j, run.sizes[layer - 1]), k: Math.min(k, run.sizes[layer - 2]) };
}

function inWords(state, run) {
  const { name, text, kind, layer } = STEPS[state.step];
  const list = (quantity, l) =>
    upTo(run.sizes[l - 1])
      .map((j) => format(run[quantity](l, j)))
      .join(", ");
  const head = `Step ${state.step} of ${BP4}, ${name}: ${text}.`;
  if (run.missing && state.step >= A3) return `${head} ${run.missing}`;
  if (!kind) return `${head} The inputs are ${list("a", 1)}. Everything else is still unknown.`;
  if (kind === "z") return `${head} The weighted inputs of layer ${layer} are ${list("z", layer)}.`;
  if (kind === "a")
    return `${head} The activations of layer ${layer} are ${list("a", layer)}.${layer === 3 ? ` Wanted: ${run.y.join(", ")}. The cost is ${format(run.C)}.` : ""}`;
  if (kind === "delta")
    return `${head} The errors of layer ${layer} are ${list("delta", layer)}; the slopes there are ${list("slope", layer)}.`;
  if (kind === "nabla_b")
    return `${head} The slopes for the biases are the errors: ${list("nabla_b", 2)} in layer 2 and ${list("nabla_b", 3)} in layer 3.`;
  const { layer: l, j, k } = chosenEdge(state, run);
  return `${head} Every edge shows its product a × δ. For ${symbol("w", l, j, k)} it is ${format(run.a(l - 1, k))} × ${format(run.delta(l, j))} = ${format(run.nabla_w(l, j, k))}. The largest |∂C/∂w| is ${format(run.largest)}.`;
}

export function goalOf(state, run) {
  const text =
    "Goal: keep the network of chapter 4 and its x = (1, 0.5). Choose y so that every |∂C/∂w| is below 0.002, and step to BP4 to see it.";
  const fair = state.network === "chapter 4" && state.x1 === 1 && state.x2 === 0.5 && state.step === BP4;
  if (!fair || !(run.largest < 0.002)) return { reached: false, text };
  return { reached: true, text: `${text} Reached: the answer is what was wanted, so there is no error to send back.` };
}

function asPython(state, run) {
  const backward = run.missing
    ? `# ${run.missing.split(". ")[0]}.`
    : `gradients = nn.backprop(network, x, y)
show("delta", gradients.deltas)
show("nabla_b", gradients.nabla_b)
show("nabla_w", gradients.nabla_w, matrix=True)
print(f"C = {nn.mean_cost(network, x, y)}")
print(f"largest = {max(np.abs(w).max() for w in gradients.nabla_w)}")`;
  return `${IMPORTS}
${networkLines(run.network)}x = ${array(column(state.x1, state.x2))}
y = ${array(run.y)}


def show(name, arrays, first=2, matrix=False):
    for layer, array in enumerate(arrays, start=first):
        for (j, k), value in np.ndenumerate(array):
            print(f"{name}{layer}_{j + 1}{k + 1 if matrix else ''} = {value}")


zs, activations = nn.forward(network, x)
show("z", zs)
show("a", activations, first=1)
${backward}
`;
}

const explorer = {
  name: "BackwardStepper",
  intro: "Press Step. Each press uses one equation and fills in what it gives. Back takes it away again.",
  fields,
  presets,
  build,
};

export default { render: (context) => mount(context, explorer) };
