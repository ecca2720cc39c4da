// The network of 2, 3 and 1 neurons: its pieces (inputs, weights, biases), what it computes, and what is said of it.

import { forward } from "./shared/engine.js";
import { fixed, format, indexed, indexOf, scientific, symbol, upTo } from "./shared/notation.js";
import { networkLines } from "./shared/python.js";

/** @typedef {{ activation: string, selected: string, [field: string]: any }} State */
/** @typedef {{ layer: number, j: number, k?: number }} Piece an edge to j from k; without k an input (layer 1) or a bias */
/** @typedef {ReturnType<typeof compute>} Run */
/** @typedef {import("./shared/notation.js").Part} Part */

export const SIZES = [2, 3, 1];
export const LIMIT = 10;
export const GOAL = 0.9;

/** @type {Piece[]} */
export const INPUTS = upTo(SIZES[0]).map((j) => ({ layer: 1, j }));
export const WEIGHTS = [2, 3].flatMap((layer) =>
  upTo(SIZES[layer - 1]).flatMap((j) => upTo(SIZES[layer - 2]).map((k) => ({ layer, j, k }))),
);
/** @type {Piece[]} */
export const BIASES = [2, 3].flatMap((layer) => upTo(SIZES[layer - 1]).map((j) => ({ layer, j })));
/** @type {Piece[]} */
export const PIECES = [...INPUTS, ...WEIGHTS, ...BIASES];

/** The field of the state that holds a piece. @param {Piece} piece */
export function fieldOf({ layer, j, k }) {
  if (k) return `w${layer}_${j}${k}`;
  return layer === 1 ? `x${j}` : `b${layer}_${j}`;
}

/** "2,3,1" for an edge, "2,3" for a bias, "1,2" for an input. @param {Piece} piece */
export const nameOf = ({ layer, j, k }) => (k ? indexOf(layer, j, k) : indexOf(layer, j));

/** The piece that such a text names. @param {string} name @returns {Piece} */
export function pieceOf(name) {
  const [layer, j, k] = name.split(",").map(Number);
  return k ? { layer, j, k } : { layer, j };
}

/** w^{2}_{31}, b^{2}_{3} or x_{1}. @param {Piece} piece */
export function symbolOf({ layer, j, k }) {
  if (k) return symbol("w", layer, j, k);
  return layer === 1 ? indexed("x", j) : symbol("b", layer, j);
}

/** Where a piece is, beside its symbol. @param {Piece} piece */
export function placeOf({ layer, j, k }) {
  if (k) return `to ${j}, from ${k}`;
  return layer === 1 ? "an input" : `bias of neuron ${j}`;
}

/** A value of the hand, in steps of a tenth; one that is finer shows its hundredths. @param {number} value */
export const tenths = (value) => fixed(value, Math.abs(10 * value - Math.round(10 * value)) < 1e-6 ? 1 : 2);

/** A number that follows: thousandths, tenths of a hundred and more, or two digits and a power of ten. @param {number} value */
export function thousandths(value) {
  const text = fixed(value, Math.abs(value) < 99.9995 ? 3 : 1);
  return text.includes("^") ? scientific(value, 2) : text;
}

/** The network of a state, and what it computes for the state's inputs. @param {State} state */
export function compute(state) {
  const matrix = (/** @type {number} */ layer) =>
    upTo(SIZES[layer - 1]).map((j) => upTo(SIZES[layer - 2]).map((k) => state[`w${layer}_${j}${k}`]));
  const column = (/** @type {number} */ layer) => upTo(SIZES[layer - 1]).map((j) => [state[`b${layer}_${j}`]]);
  const network = {
    weights: [2, 3].map(matrix),
    biases: [2, 3].map(column),
    activations: [state.activation, state.activation],
    cost: "quadratic",
  };
  const { zs, activations } = forward(network, [[state.x1], [state.x2]]);
  /** @param {number} layer @param {number} j */
  const z = (layer, j) => zs[layer - 2][j - 1][0];
  /** @param {number} layer @param {number} j */
  const a = (layer, j) => activations[layer - 1][j - 1][0];
  return { network, z, a };
}

/** @param {Part & { value: number }} part @returns {Part[]} */
const guarded = (part) => (part.value < 0 ? ["(", part, ")"] : [part]);

/**
 * What is written of a piece: what it is, and the formula of the neuron that it leads into, with the numbers in it.
 *
 * @param {State} state
 * @param {Run} run
 * @param {Piece} piece
 * @returns {{ where: Part[], sum: Part[], bend: Part[] }}
 */
export function formulaOf(state, run, piece) {
  const { layer, j, k } = piece;
  if (layer === 1) return inputFormula(state, piece);
  const name = { text: `${symbolOf(piece)} = ${tenths(state[fieldOf(piece)])}`, key: true };
  const where = k ? `, ${placeOf(piece)}: row ${j}, column ${k}` : `, ${placeOf(piece)} in layer ${layer}`;
  const products = upTo(SIZES[layer - 2]).flatMap((i) => {
    const w = state[`w${layer}_${j}${i}`];
    const a = run.a(layer - 1, i);
    return [
      ...(i > 1 ? [" + "] : []),
      ...guarded({ quantity: "w", value: w, index: indexOf(layer, j, i), text: tenths(w), key: i === k }),
      "·",
      ...guarded({
        quantity: "a",
        value: a,
        index: indexOf(layer - 1, i),
        text: layer === 2 ? tenths(a) : thousandths(a),
        key: i === k,
      }),
    ];
  });
  const b = state[`b${layer}_${j}`];
  const z = { quantity: "z", value: run.z(layer, j), index: indexOf(layer, j), text: thousandths(run.z(layer, j)) };
  const a = { quantity: "a", value: run.a(layer, j), index: indexOf(layer, j), text: thousandths(run.a(layer, j)) };
  return {
    where: [name, where],
    sum: [
      `${symbol("z", layer, j)} = `,
      ...products,
      " + ",
      ...guarded({ quantity: "b", value: b, index: indexOf(layer, j), text: tenths(b), key: !k }),
      " =\u00a0",
      { ...z, key: true },
    ],
    bend: [`${symbol("a", layer, j)} = σ(`, z, ") = ", { ...a, key: true }],
  };
}

/** @param {State} state @param {Piece} piece */
function inputFormula(state, piece) {
  const value = state[fieldOf(piece)];
  return {
    where: [
      { text: `${symbolOf(piece)} = ${tenths(value)}`, key: true },
      `, an input: it meets column ${piece.j} of ${symbol("w", 2)}`,
    ],
    sum: [
      `${symbol("a", 1, piece.j)} = ${symbolOf(piece)} = `,
      { quantity: "a", value, text: tenths(value), key: true },
    ],
    bend: [""],
  };
}

/** @param {State} state @param {Run} run */
export function inWords(state, run) {
  const piece = pieceOf(state.selected);
  const { layer, j, k } = piece;
  const hidden = upTo(3).map((n) => format(run.a(2, n)));
  const told = `Inputs ${tenths(state.x1)} and ${tenths(state.x2)} give the hidden activations ${hidden.join(", ")} and the output ${format(run.a(3, 1))}.`;
  const value = `${symbolOf(piece)} = ${tenths(state[fieldOf(piece)])}`;
  const there = layer > 1 && `There z is ${format(run.z(layer, j))} and a is ${format(run.a(layer, j))}.`;
  const chosen = k
    ? `${value} leads into layer ${layer}, to ${j}, from ${k}. ${there}`
    : `${value} is ${layer === 1 ? "an input." : `the bias of neuron ${j} in layer ${layer}. ${there}`}`;
  const flat = BIASES.filter((neuron) => Math.abs(run.z(neuron.layer, neuron.j)) > 5).length;
  if (state.activation !== "sigmoid" || !flat) return `${told} ${chosen}`;
  return `${told} ${chosen} ${flat === 4 ? "All four neurons stand" : flat === 1 ? "One neuron stands" : `${flat} neurons stand`} where the sigmoid is flat.`;
}

/**
 * Whether one weight of the first network, and nothing else, has brought the output above the goal.
 *
 * @param {State} state
 * @param {Run} run
 * @param {State} start
 */
export function goalFrom(state, run, start) {
  const text = `Goal: from the network of chapter 1, change one weight only and bring the output above ${GOAL}.`;
  const moved = PIECES.filter((piece) => state[fieldOf(piece)] !== start[fieldOf(piece)]);
  const fair = state.activation === "sigmoid" && moved.length === 1 && moved[0].k;
  if (!fair || run.a(3, 1) <= GOAL) return { reached: false, text };
  const why = "No weight of layer 2 can do it: a hidden neuron answers between 0 and 1, whatever you give it.";
  return { reached: true, text: `✓ Reached with ${symbolOf(moved[0])}. ${why}` };
}

/** @param {State} state */
export const asPython = (state) => `import nnbp_core as nn

${networkLines(compute(state).network)}x = [[${state.x1}], [${state.x2}]]
zs, activations = nn.forward(network, x)
for layer, (z, a) in enumerate(zip(zs, activations[1:]), start=2):
    for j in range(len(z)):
        print(f"z{layer}_{j + 1} = {z[j, 0]}")
        print(f"a{layer}_{j + 1} = {a[j, 0]}")
`;
