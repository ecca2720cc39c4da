// What the figures' "copy as Python" have in common: the imports, names, arrays, and the lines that make a network.

/** What Python calls the activation or the cost of that name. @param {string} name */
export const inPython = (name) => `nn.${name.toUpperCase().replaceAll("-", "_")}`;

export const IMPORTS = `import numpy as np
import nnbp_core as nn
`;

/** A number as Python writes a float. @param {number} value */
export const float = (value) => (Number.isInteger(value) ? `${value}.0` : String(value));

/** A matrix as nested lists of floats. @param {number[][]} rows */
export const array = (rows) => `[${rows.map((row) => `[${row.map(float).join(", ")}]`).join(", ")}]`;

/** @param {readonly string[]} names */
function kinds(names) {
  const [first, ...rest] = names.map(inPython);
  return rest.every((name) => name === first) ? first : `[${[first, ...rest].join(", ")}]`;
}

/**
 * The lines that make a network, called `network`, from matrices w2, b2, w3, b3, ...
 *
 * @param {import("./engine.js").Network} network
 */
export function networkLines({ weights, biases, activations, cost }) {
  const layers = weights.map((_, i) => i + 2);
  const matrices = layers.map((l, i) => `w${l} = ${array(weights[i])}\nb${l} = ${array(biases[i])}\n`);
  const names = (/** @type {string} */ letter) => `[${layers.map((l) => `${letter}${l}`).join(", ")}]`;
  return `${matrices.join("")}network = nn.Network(${names("w")}, ${names("b")}, ${kinds(activations)}, ${inPython(cost)})
`;
}
