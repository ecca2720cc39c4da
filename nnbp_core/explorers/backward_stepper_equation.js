// The equation in use, typeset, with its live numbers for the neuron or edge that the reader points at.

import { number } from "./backward_stepper_marks.js";
import { A3, BP1, BP2, BP3, layerOf, TURN } from "./backward_stepper_time.js";
import { indexOf, set, symbol, upTo } from "./shared/notation.js";
import { add, each, put, say, write } from "./shared/write.js";

/** @typedef {import("./backward_stepper_networks.js").Run} Run */
/** @typedef {import("./backward_stepper_networks.js").State} State */
/** @typedef {import("./backward_stepper_scene.js").Looking} Looking */
/**
 * @typedef {string | { text: string, up?: string, kind?: string, quantity?: string, value?: number, index?: string,
 *   result?: boolean } | { over: string, under: string }} Part
 *   up  stands high, and is no layer; result: kept back until it has happened
 */
/** @typedef {{ name: string, formula: Part[], numbers: Part[], words: string }} Equation */

const [FORWARD, BACK] = ["nnbp-heart-f", "nnbp-heart-k"];

/** @param {string} kind @param {string} quantity @param {number} value @param {number} decimals @param {...number} index */
const live = (kind, quantity, value, decimals, ...index) => ({
  text: number(value, decimals),
  kind,
  quantity,
  value,
  index: indexOf(...index),
});
/** A number that a hand has set: no more decimals than it has. @param {string} quantity @param {number} value @param {...number} index */
const given = (quantity, value, ...index) => ({
  ...live("", quantity, value, 3, ...index),
  text: String(Number(value.toFixed(3))).replace("-", "−"),
});
/** @param {ReturnType<typeof live>} part */
const result = (part) => ({ ...part, result: true });
/** In brackets where it begins with a minus. @param {ReturnType<typeof live>} part @returns {Part[]} */
const guarded = (part) => (part.text.startsWith("−") ? ["(", part, ")"] : [part]);
/** @param {Part[][]} terms */
const sum = (terms) => terms.flatMap((term, i) => (i ? [" + ", ...term] : term));

/** @param {Run} run */
function partsOf(run) {
  const neuron =
    (/** @type {"a" | "z" | "delta" | "slope" | "nabla_b"} */ quantity, /** @type {string} */ kind, decimals = 3) =>
    (/** @type {number} */ l, /** @type {number} */ j) =>
      live(kind, quantity, run[quantity](l, j), decimals, l, j);
  return {
    a: neuron("a", FORWARD),
    z: neuron("z", FORWARD),
    delta: neuron("delta", BACK, 4),
    slope: neuron("slope", ""),
    nablaB: neuron("nabla_b", BACK, 4),
    w: (/** @type {number} */ l, /** @type {number} */ j, /** @type {number} */ k) =>
      given("w", run.w(l, j, k), l, j, k),
    b: (/** @type {number} */ l, /** @type {number} */ j) => given("b", run.b(l, j), l, j),
    y: (/** @type {number} */ j) => given(`y${j}`, run.y[j - 1][0]),
  };
}

/** x, z and a. @param {Run} run @param {number} stop @param {Looking} looking @returns {Equation} */
function wayThere(run, stop, { neuron }) {
  const part = partsOf(run);
  const l = layerOf(stop);
  const j = neuron[l];
  if (stop === 0)
    return {
      name: "Input",
      formula: ["a^{1} = x"],
      numbers: upTo(2).flatMap((k) => [
        `${k > 1 ? ",   " : ""}${symbol("a", 1, k)} = `,
        { ...given("a", run.a(1, k), 1, k), kind: FORWARD },
      ]),
      words: "Only the input is known. Press Play.",
    };
  if (stop % 2)
    return {
      name: "Forward",
      formula: [`z^{${l}} = w^{${l}} a^{${l - 1}} + b^{${l}}`],
      numbers: [
        `${symbol("z", l, j)} = `,
        ...sum([
          ...upTo(run.sizes[l - 2]).map((k) => [...guarded(part.w(l, j, k)), " · ", ...guarded(part.a(l - 1, k))]),
          guarded(part.b(l, j)),
        ]),
        " = ",
        result(part.z(l, j)),
      ],
      words: "Along each edge: times its weight. What meets at a neuron is added, and its bias with it.",
    };
  return {
    name: "Forward",
    formula: [`a^{${l}} = σ(z^{${l}})`],
    numbers: [`${symbol("a", l, j)} = σ(`, part.z(l, j), ") = ", result(part.a(l, j))],
    words: "The point finds z on the axis; the curve says a.",
  };
}

/** The turn. @param {Run} run @param {State} state @returns {Equation} */
function turn(run, { cost }) {
  const part = partsOf(run);
  const outputs = upTo(run.sizes[2]);
  const C = result(live(BACK, "C", run.C, 3));
  if (cost !== "quadratic")
    return {
      name: "Cost",
      formula: ["C = −Σ (y ln a^{3} + (1 − y) ln(1 − a^{3}))"],
      numbers: [
        "C = ",
        ...sum(outputs.map((j) => [live(BACK, `share${j}`, run.share(j), 3)])),
        ...(outputs.length > 1 ? [" = ", C] : []),
      ],
      words: "The target appears. How far the answer is from it costs something: one share for each output.",
    };
  return {
    name: "Cost",
    formula: ["C = ½ ‖a^{3} − y‖", { text: "", up: "2" }],
    numbers: [
      "C = ½ (",
      ...sum(outputs.map((j) => ["(", part.a(3, j), " − ", part.y(j), ")", { text: "", up: "2" }])),
      ") = ",
      C,
    ],
    words: "The target appears. The gap between answer and target is what will go back.",
  };
}

/** @param {Run} run @param {Looking} looking @returns {Equation} */
function atOutput(run, { neuron }) {
  const part = partsOf(run);
  const j = neuron[3];
  const gap = [part.a(3, j), " − ", part.y(j)];
  if (run.cancels)
    return {
      name: "BP1",
      formula: ["δ^{3} = a^{3} − y"],
      numbers: [`${symbol("δ", 3, j)} = `, ...gap, " = ", result(part.delta(3, j))],
      words: "Cross-entropy has cancelled σ′: the whole gap goes back, however flat the neuron.",
    };
  return {
    name: "BP1",
    formula: ["δ^{3} = ∇_{a}C ⊙ σ′(z^{3})"],
    numbers: [`${symbol("δ", 3, j)} = (`, ...gap, ") · ", part.slope(3, j), " = ", result(part.delta(3, j))],
    words: "The gap goes back into the neuron. Its slope σ′ lets only a part of it through.",
  };
}

/** BP2, BP3, BP4. @param {Run} run @param {number} stop @param {Looking} looking @returns {Equation} */
function wayBack(run, stop, { neuron, layer, chosen }) {
  const part = partsOf(run);
  if (stop === BP2) {
    const j = neuron[2];
    const terms = upTo(run.sizes[2]).map((k) => [...guarded(part.w(3, k, j)), " · ", ...guarded(part.delta(3, k))]);
    return {
      name: "BP2",
      formula: ["δ^{2} = ((w^{3})", { text: "", up: "T" }, " δ^{3}) ⊙ σ′(z^{2})"],
      numbers: [`${symbol("δ", 2, j)} = (`, ...sum(terms), ") · ", part.slope(2, j), " = ", result(part.delta(2, j))],
      words: "Back along the same edges: times each weight, added where they meet, shrunk by σ′.",
    };
  }
  if (stop === BP3)
    return {
      name: "BP3",
      formula: [{ over: "∂C", under: "∂b^{l}" }, " = δ^{l}"],
      numbers: [
        `${symbol("∂C/∂b", layer, neuron[layer])} = ${symbol("δ", layer, neuron[layer])} = `,
        result(part.nablaB(layer, neuron[layer])),
      ],
      words: "A bias is added as it is, so its slope is the error itself: δ settles on it.",
    };
  const { layer: l, j, k } = chosen;
  return {
    name: "BP4",
    formula: [{ over: "∂C", under: "∂w^{l}" }, " = δ^{l} (a^{l−1})", { text: "", up: "T" }],
    numbers: [
      `${symbol("∂C/∂w", l, j, k)} = `,
      ...guarded(part.delta(l, j)),
      " · ",
      ...guarded(part.a(l - 1, k)),
      " = ",
      result(live(BACK, "nabla_w", run.nabla_w(l, j, k), 4, l, j, k)),
    ],
    words: "On each edge, a meets δ. Their product is the slope of C there, drawn as thickness.",
  };
}

/** @param {Run} run @param {State} state @param {number} stop @param {Looking} looking @returns {Equation} */
export function equationOf(run, state, stop, looking) {
  if (stop <= A3) return wayThere(run, stop, looking);
  if (run.missing) return { name: "", formula: [], numbers: [], words: run.missing };
  if (stop === TURN) return turn(run, state);
  return stop === BP1 ? atOutput(run, looking) : wayBack(run, stop, looking);
}

const LETTER = /(?<![a-z{])([abwxyzCδ])(?![a-z])((?:[\^_]\{[^{}]*\})*)/;

/** Letters that stand for numbers are set in italics, with their indices. @param {Part} part @returns {Part[]} */
function inItalics(part) {
  if (typeof part !== "string") return [part];
  const pieces = part.split(LETTER); // between two of them: text, letter, its marks
  /** @type {Part[]} */
  const set = pieces.map((text, i) => (i % 3 === 1 ? { text: text + pieces[i + 1], kind: "nnbp-heart-it" } : text));
  return set.filter((piece, i) => i % 3 !== 2 && piece !== "");
}

/** Write parts into a row. @param {HTMLElement} row @param {Part[]} parts @param {boolean} known whether results are shown */
function setRow(row, parts, known) {
  each(row, "span", parts.flatMap(inItalics), (node, part) => {
    const given = /** @type {any} */ (typeof part === "string" ? { text: part } : part);
    const fraction = given.over !== undefined;
    const kept = given.result && !known;
    write(node, {
      class: fraction ? "nnbp-heart-fraction" : (given.kind ?? null) || null,
      "data-quantity": kept ? null : (given.quantity ?? null),
      "data-value": kept || given.value === undefined ? null : String(given.value),
      "data-index": given.index || null,
      "data-kept": kept ? "" : null,
    });
    const raised = given.up ?? "";
    const key = fraction ? `${given.over}/${given.under}` : raised;
    if ((node.dataset.set ?? "") !== key) {
      set(node, "");
      node.textContent = "";
    }
    put(node, "data-set", key || null);
    if (fraction) each(node, "span", [given.over, given.under], (half, text) => set(half, text));
    else if (raised) each(node, "sup", [raised], (sup, text) => say(sup, text));
    else set(node, given.text);
  });
}

/** Room for it; returns a function that shows one. @param {HTMLElement} parent */
export function addEquation(parent) {
  const box = add(parent, "div", { class: "nnbp-heart-equation" });
  const top = add(box, "div", { class: "nnbp-heart-formula" });
  const name = add(top, "b");
  const formula = add(top, "span");
  const numbers = add(box, "div", { class: "nnbp-heart-numbers" });
  const words = add(box, "div", { class: "nnbp-heart-say" });
  return (/** @type {Equation} */ equation, /** @type {boolean} */ known, /** @type {boolean} */ back) => {
    put(box, "data-missing", equation.formula.length ? null : "");
    say(name, equation.name);
    put(name, "class", back ? BACK : FORWARD);
    setRow(formula, equation.formula, true);
    setRow(numbers, equation.numbers, known);
    set(words, equation.words);
  };
}
