// How small should ε be? The numerical gradient of a small network against backpropagation, at every step size.

import { lineChart } from "./shared/chart.js";
import { backprop } from "./shared/engine.js";
import { afterPaint } from "./shared/motion.js";
import { edgeOf, format, indexOf, set, showQuantity, symbol } from "./shared/notation.js";
import { mount } from "./shared/shell.js";
import { add, each, put, write } from "./shared/write.js";

const METHODS = ["forward", "central", "complex"];
const PRECISIONS = {
  float64: { round: (value) => value, digits: 17, sweet: { forward: 1e-7, central: 1e-5, complex: 1e-8 } },
  float32: { round: Math.fround, digits: 9, sweet: { forward: 1e-3, central: 1e-2, complex: 1e-4 } },
};
const NEAR = 4; // this far from the sweet spot, as a factor, still counts as standing on it

// Three pupils and the 2-3-1 network of chapter 7: weights from np.random.default_rng(0), no biases.
const X = [
  [0.3, 0.5, 1],
  [1, 0.2, 0.4],
];
const Y = [[0.75, 0.82, 0.93]];
export const WEIGHTS = [
  [
    [0.1257302210933933, 0.10490011715303971],
    [-0.1321048632913019, -0.535669373161111],
    [0.6404226504432821, 0.36159505490948474],
  ],
  [[1.3040000451301372, 0.9470809631292422, -0.7037352358069926]],
];
const PARTS = WEIGHTS.flatMap((w, i) => w.flatMap((row, j) => row.map((_, k) => ({ i, j, k }))));
const NAMES = PARTS.map(({ i, j, k }) => indexOf(i + 2, j + 1, k + 1));
const named = (name) => {
  const { layer, j, k } = edgeOf(name);
  return symbol("w", layer, j, k);
};

export const fields = [
  { name: "epsilon", label: "step ε", kind: "number", min: 1e-16, max: 1, scale: "log", open: true, plays: true },
  {
    name: "method",
    label: "method",
    kind: "choice",
    open: true,
    options: [
      { value: "forward", label: "forward difference" },
      { value: "central", label: "central difference" },
      { value: "complex", label: "complex step" },
    ],
  },
  {
    name: "precision",
    label: "numbers",
    kind: "choice",
    options: [
      { value: "float64", label: "float64" },
      { value: "float32", label: "float32" },
    ],
  },
  {
    name: "weight",
    label: "weight under the microscope",
    kind: "choice",
    options: NAMES.map((value) => ({ value, label: named(value) })),
  },
];

const START = { epsilon: 1e-4, method: "central", precision: "float64", weight: "2,1,1" };

export const presets = [
  {
    label: "Textbook",
    state: START,
    note: "A step that many courses use. Truncation decides here: the step is a little too long, and the curve still falls towards smaller steps. Drag ε to follow it.",
  },
  {
    label: "Sweet spot",
    state: { epsilon: 1e-5 },
    note: "The bottom of the V: truncation and round-off are about equal. Five digits of the costs cancel, and the quotient is right in about ten: the best a central difference can do here.",
  },
  {
    label: "Too small",
    state: { epsilon: 1e-12 },
    note: "A smaller step is not a better one. The two costs now agree in nearly all their digits, the subtraction throws those away, and what is left is mostly noise.",
  },
  {
    label: "Complex step",
    state: { epsilon: 1e-12, method: "complex" },
    note: "The same tiny step, sideways into the complex plane. Nothing is subtracted, so nothing cancels. Drag ε as far left as it goes: the error stays at the last digit.",
  },
  {
    label: "float32",
    state: { precision: "float32" },
    note: "The textbook step with the numbers that most deep learning uses. About 7 digits are stored, so the V lies much higher and farther right. Find its bottom.",
  },
];

// Complex numbers [re, im] whose every result is rounded. A real number has im = 0, and stays real ------------------

export function arithmetic(round) {
  const of = (re, im = 0) => [round(re), round(im)];
  const add = ([a, b], [c, d]) => of(a + c, b + d);
  const subtract = ([a, b], [c, d]) => of(a - c, b - d);
  const multiply = ([a, b], [c, d]) => of(round(a * c) - round(b * d), round(a * d) + round(b * c));
  function divide([a, b], [c, d]) {
    if (Math.abs(c) < Math.abs(d)) return divide(of(b, -a), of(d, -c)); // both turned by −i
    const ratio = round(d / c);
    const size = round(c + round(d * ratio));
    return of(round(a + round(b * ratio)) / size, round(b - round(a * ratio)) / size);
  }
  function exp([a, b]) {
    const length = round(Math.exp(a));
    return of(length * round(Math.cos(b)), length * round(Math.sin(b)));
  }
  const sigmoid = ([a, b]) => divide(of(1), add(of(1), exp([-a, -b])));
  return { of, add, subtract, multiply, divide, sigmoid };
}

// The mean cost of the three pupils; weights are complex, shaped as WEIGHTS.
export function cost(weights, { of, add, subtract, multiply, divide, sigmoid }) {
  let total = of(0);
  for (let n = 0; n < Y[0].length; n += 1) {
    let a = X.map((row) => of(row[n]));
    for (const w of weights)
      a = w.map((row) => sigmoid(row.reduce((z, weight, k) => add(z, multiply(weight, a[k])), of(0))));
    const off = subtract(a[0], of(Y[0][n]));
    total = add(total, divide(multiply(off, off), of(2)));
  }
  return divide(total, of(Y[0].length));
}

// One difference quotient and what it is made of. `moved` is the step as stored.
export function quotient({ i, j, k }, { epsilon, method, precision }) {
  const { round } = PRECISIONS[precision];
  const numbers = arithmetic(round);
  const weights = WEIGHTS.map((w) => w.map((row) => row.map((value) => numbers.of(value))));
  const here = weights[i][j][k];
  const at = (value) => {
    weights[i][j][k] = value;
    return cost(weights, numbers);
  };
  const shifted = (by) => numbers.of(here[0] + round(by));
  if (method === "complex") {
    const [re, im] = at(numbers.of(here[0], epsilon));
    return { plus: re, imaginary: im, moved: epsilon, value: round(im / round(epsilon)) };
  }
  const up = shifted(epsilon);
  const down = method === "central" ? shifted(-epsilon) : here;
  const [plus] = at(up);
  const [minus] = at(down);
  const moved = round(up[0] - down[0]);
  return { plus, minus, difference: round(plus - minus), moved, value: round(round(plus - minus) / moved) };
}

const slopes = backprop(
  { weights: WEIGHTS, biases: [[[0], [0], [0]], [[0]]], activations: ["sigmoid", "sigmoid"], cost: "quadratic" },
  X,
  Y,
).nablaW.flat(2);
const length = (vector) => Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));

// ‖g − n‖ / (‖g‖ + ‖n‖) over the nine weights, and in how many of them the step was lost.
export function errorOf(settings) {
  const quotients = PARTS.map((part) => quotient(part, settings));
  const n = quotients.map(({ value }) => value);
  const relative = length(n.map((value, p) => slopes[p] - value)) / (length(slopes) + length(n));
  return { relative, lost: quotients.filter(({ moved }) => moved === 0).length };
}

// How many leading digits two numbers share, as they are written with so many digits.
export function sharedDigits(p, q, digits) {
  if (!Number.isFinite(p) || !Number.isFinite(q)) return 0;
  const [first, second] = [p, q].map((value) => value.toExponential(digits - 1).split("e"));
  if (first[1] !== second[1]) return 0;
  const bare = (text) => text.replace(".", "");
  if (p < 0 !== q < 0) return 0;
  const [a, b] = [bare(first[0]), bare(second[0])].map((text) => text.replace("-", ""));
  const apart = [...a].findIndex((digit, i) => digit !== b[i]);
  return apart < 0 ? digits : apart;
}

export const zoneOf = ({ epsilon, method, precision }) => {
  const sweet = PRECISIONS[precision].sweet[method];
  if (epsilon > NEAR * sweet) return "truncation";
  if (method === "complex") return "exact";
  return epsilon < sweet / NEAR ? "round-off" : "sweet spot";
};

// The chart -------------------------------------------------------------------------------------------------------

const CHART = { width: 340, height: 280, top: 30, right: 12, bottom: 38, left: 50 };
const LOWEST = 1e-17;
const GRID = Array.from({ length: 65 }, (_, i) => 10 ** (-i / 4));
const SLICE = 4; // milliseconds after one frame

// The three curves of a precision, as a generator that pauses after each point; it fills `curves` as it goes.
function* traced(precision, curves) {
  for (const method of METHODS) {
    for (const epsilon of GRID) {
      curves[method].push([epsilon, errorOf({ epsilon, method, precision }).relative]);
      yield;
    }
  }
}

const TICKS = [-16, -12, -8, -4, 0].map((e) => Number(`1e${e}`));
const lowest = (points) => points.reduce((best, point) => (point[1] < best[1] ? point : best), [1, Infinity]);

function errorChart(parent) {
  const axis = { log: true, floor: LOWEST, ticks: () => TICKS };
  const chart = lineChart(parent, {
    title: "Relative error against the step ε, log–log",
    xLabel: "step ε",
    ...CHART,
    x: axis,
    y: axis,
  });
  const { x, heightOf, box } = chart;
  const height = (value) => heightOf(Math.min(value, 1));
  const beside = {
    forward: () => ({ at: [x(10 ** -1.5) - 8, height(4e-2)], anchor: "end" }),
    central: (points) => ({ at: [x(lowest(points)[0]), Math.min(height(lowest(points)[1]) + 15, box.bottom - 5)] }),
    complex: (points) => ({ at: [x(1e-12), height(lowest(points)[1]) - 24] }),
  };
  const axes = { xDomain: [1e-16, 1], yDomain: [LOWEST, 1] };
  chart.place(axes.xDomain, axes.yDomain);

  return function draw(curves, { epsilon, method }, relative) {
    const kind = (name) => `nnbp-microscope-${name}${name === method ? " nnbp-microscope-chosen" : ""}`;
    const ready = METHODS.filter((name) => curves[name].length === GRID.length);
    chart.update({
      ...axes,
      lines: METHODS.map((name) => ({
        kind: kind(name).slice(5),
        points: curves[name].map(([u, v]) => [u, Math.min(v, 1)]),
      })),
      marks: Number.isFinite(relative)
        ? [{ kind: "microscope-mark", point: [epsilon, Math.min(Math.max(relative, LOWEST), 1)], r: 5.5 }]
        : [],
      labels: ready.map((name) => ({
        text: name,
        kind: `nnbp-microscope-label ${kind(name)}`,
        ...beside[name](curves[name]),
      })),
      now: epsilon,
    });
  };
}

// The digits ------------------------------------------------------------------------------------------------------

// A number's digits in two parts: the first `count` digits in one class, the rest in another.
function showDigits(cell, name, value, digits, count, [first, rest]) {
  const text = Number.isFinite(value) ? value.toPrecision(digits) : format(value);
  let end = 0;
  for (let seen = 0, started = false; end < text.length && text[end] !== "e"; end += 1) {
    if (/[1-9]/.test(text[end])) started = true;
    if (started && /\d/.test(text[end])) seen += 1;
    if (seen > count) break;
  }
  const [head, tail] = count > 0 && Number.isFinite(value) ? [text.slice(0, end), text.slice(end)] : ["", text];
  write(cell, { "data-quantity": name, "data-value": String(value) });
  const powers = (part) => part.replaceAll("-", "−").replace(/e\+?(.*)$/, " × 10^{$1}");
  const parts = [
    [head, first],
    [tail, rest],
  ];
  each(cell, "span", parts, (node, [part, kind]) => set(write(node, { class: kind }), powers(part)));
}

const LOST = "nnbp-microscope-lost";
const KEPT = "nnbp-microscope-kept";
const WRONG = "nnbp-microscope-wrong";

function digitsPanel(parent) {
  const box = add(parent, "div", { class: "nnbp-readout nnbp-microscope-digits" });
  const rows = add(box, "dl");
  const line = () => ({ label: add(rows, "dt"), cell: add(rows, "dd") });
  const lines = { plus: line(), minus: line(), difference: line(), quotient: line(), slope: line(), relative: line() };
  const key = add(box, "p", { class: "nnbp-microscope-key" });
  const sample = (text, kind) => add(key, "span", { class: kind }, text);
  sample("struck out", LOST);
  add(key, "span", {}, ": cancelled. ");
  sample("underlined", KEPT);
  add(key, "span", {}, ": kept, or right. ");
  sample("grey", WRONG);
  add(key, "span", {}, ": wrong.");

  return function draw({ method, precision, weight }, one, truth, cancelled, right, relative) {
    const { digits } = PRECISIONS[precision];
    const p = named(weight);
    const complex = method === "complex";
    set(lines.plus.label, complex ? `Re C(${p} + iε)` : `C(${p} + ε)`);
    set(lines.minus.label, { forward: `C(${p})`, central: `C(${p} − ε)`, complex: `Im C(${p} + iε)` }[method]);
    set(lines.difference.label, complex ? "subtracted" : "difference");
    set(lines.quotient.label, { forward: "difference / ε", central: "difference / 2ε", complex: "Im C / ε" }[method]);
    set(lines.slope.label, `∂C/∂${p} by backpropagation`);
    set(lines.relative.label, "relative error, all nine weights");
    showDigits(lines.plus.cell, "C_plus", one.plus, digits, cancelled, [LOST, complex ? "" : KEPT]);
    if (complex) showDigits(lines.minus.cell, "C_imaginary", one.imaginary, digits, 0, ["", KEPT]);
    else showDigits(lines.minus.cell, "C_minus", one.minus, digits, cancelled, [LOST, KEPT]);
    if (complex) write(lines.difference.cell, { "data-quantity": null, "data-value": null }, "nothing");
    else {
      if (!lines.difference.cell.querySelector("span")) set(lines.difference.cell, "");
      showDigits(lines.difference.cell, "difference", one.difference, Math.max(1, digits - cancelled), 0, ["", KEPT]);
    }
    showDigits(lines.quotient.cell, "quotient", one.value, digits, right, [KEPT, WRONG]);
    showDigits(lines.slope.cell, "slope", truth, digits, right, [KEPT, ""]);
    showQuantity(lines.relative.cell, "relative_error", relative);
    for (const name of ["quotient", "slope"]) write(lines[name].cell, { "data-index": weight });
  };
}

function build({ picture, below, root }) {
  const drawChart = errorChart(picture);
  const drawDigits = digitsPanel(below);
  const tracings = new Map();
  let waiting;
  let latest;

  // The curves of a precision: traced a few milliseconds at a time, and kept.
  function tracing(precision) {
    if (!tracings.has(precision)) {
      const curves = Object.fromEntries(METHODS.map((method) => [method, []]));
      tracings.set(precision, { curves, steps: traced(precision, curves), done: false });
    }
    return tracings.get(precision);
  }

  function slice() {
    waiting = undefined;
    const now = tracing(latest.state.precision);
    const until = performance.now() + SLICE;
    while (!now.done && performance.now() < until) now.done = Boolean(now.steps.next().done);
    show(now);
  }

  function show(now) {
    drawChart(now.curves, latest.state, latest.relative);
    put(root, "data-computing", now.done ? null : "");
    if (!now.done && !waiting) waiting = afterPaint(slice);
  }

  function update(state) {
    const part = NAMES.indexOf(state.weight);
    const one = quotient(PARTS[part], state);
    const { digits } = PRECISIONS[state.precision];
    const cancelled = state.method === "complex" ? 0 : sharedDigits(one.plus, one.minus, digits);
    const right = sharedDigits(one.value, slopes[part], digits);
    const { relative, lost } = errorOf(state);
    latest = { state, relative };
    drawDigits(state, one, slopes[part], cancelled, right, relative);
    show(tracing(state.precision));
    return {
      words: inWords(state, { one, cancelled, right, relative, lost }),
      python: asPython(state, lost),
      goal: goalOf(state, relative),
    };
  }
  return { update, stop: () => waiting?.() };
}

// Words, goal and Python ------------------------------------------------------------------------------------------

const ZONES = {
  forward:
    "Truncation decides: with a step ten times smaller, the error is ten times smaller, until round-off takes over.",
  central:
    "Truncation decides: with a step ten times smaller, the error is a hundred times smaller, until round-off takes over.",
  complex: "Truncation decides: with a step ten times smaller, the error is a hundred times smaller.",
  "round-off": "Round-off decides: a step ten times smaller makes the error about ten times larger.",
  "sweet spot": "This is near the sweet spot, where truncation and round-off are about equal.",
  exact: "The truncation error is below the last stored digit, and nothing cancels: a smaller step does no harm.",
};

export function inWords(state, { one, cancelled, right, relative, lost }) {
  const { method, precision, weight, epsilon } = state;
  const { digits } = PRECISIONS[precision];
  const zone = zoneOf(state);
  const name = { forward: "Forward difference", central: "Central difference", complex: "Complex step" }[method];
  const start = `${name} in ${precision}, ε = ${format(epsilon)}.`;
  const quantity = named(weight);
  const kept = `The quotient for ${quantity} agrees with backpropagation in ${right === 0 ? "no digit" : right === 1 ? "its first digit" : `its first ${right} digits`}.`;
  const total = `The relative error over all nine weights is ${format(relative)}.`;
  if (lost) {
    const where = one.moved === 0 ? `, and ${quantity} is one of them: 0 divided by 0` : "";
    return `${start} The step is lost: in ${lost} of the nine weights, adding it changes nothing${where}. The numerical gradient is not a number, and nnbp_core refuses such a step.`;
  }
  const story = ZONES[zone === "truncation" ? method : zone];
  if (method === "complex") return `${start} ${total} ${story} Nothing is subtracted, so no digit is lost. ${kept}`;
  const rest = digits - cancelled;
  const left =
    rest <= 0
      ? "all of them, so that 0 is left"
      : `and the subtraction cancels these; ${rest === 1 ? "1 digit remains" : `${rest} digits remain`}`;
  return `${start} ${total} ${story} The two costs agree in ${cancelled} of the ${digits} digits written, ${left}. ${kept}`;
}

export function goalOf({ method, precision }, relative) {
  const text = "Goal: with a central difference in float64, bring the relative error below 10^{−10}.";
  const reached = method === "central" && precision === "float64" && relative < 1e-10;
  return { reached, text: reached ? `${text} Reached: ${format(relative)}.` : text };
}

export function asPython({ epsilon, method, precision, weight }, lost) {
  const { layer: l, j, k } = edgeOf(weight);
  const tested =
    precision === "float32"
      ? `single = [[p.astype(np.float32) for p in part] for part in (network.weights, biases)]
tested = nn.Network(*single)`
      : "tested = network";
  const numerical = `nn.numerical_gradient(tested, x, y, "${method}", step=${epsilon})`;
  const refusal = `try:
    ${numerical}
except ValueError as refusal:  # the step is lost, and 0 / 0 is no number
    print(refusal)`;
  const comparison = `numerical = ${numerical}.nabla_w
g, n = (np.concatenate([np.ravel(w) for w in part]) for part in (slopes, numerical))
print(f"relative_error = {nn.relative_error(g, n):.6g}")
print(f"quotient = {numerical[${l - 2}][${j - 1}, ${k - 1}]:.17g}")
print(f"slope = {slopes[${l - 2}][${j - 1}, ${k - 1}]:.17g}")`;
  return `import numpy as np
import nnbp_core as nn

rng = np.random.default_rng(0)
W1, W2 = rng.standard_normal((2, 3)), rng.standard_normal((3, 1))
biases = [np.zeros((3, 1)), np.zeros((1, 1))]
network = nn.Network([W1.T, W2.T], biases)
x, y, *_ = nn.sleep_study()
slopes = nn.backprop(network, x, y).nabla_w
${tested}
${lost ? refusal : comparison}
`;
}

const explorer = {
  name: "StepSizeMicroscope",
  intro:
    "Drag ε from 1 down to 10^{−16} and watch the digits. Where is the numerical gradient best, and what spoils it on either side?",
  fields,
  presets,
  build,
};

export default { render: (context) => mount(context, explorer) };
