// What the figure shows, in a sentence, and in Python.

import { A3, BP1, BP3, BP4, layerOf, STOPS, stepAt, TURN } from "./backward_stepper_time.js";
import { column } from "./shared/engine.js";
import { format, symbol, upTo } from "./shared/notation.js";
import { array, IMPORTS, networkLines } from "./shared/python.js";

/** @typedef {import("./backward_stepper_networks.js").Run} Run */
/** @typedef {import("./backward_stepper_networks.js").State} State */
/** @typedef {import("./backward_stepper_scene.js").Looking} Looking */

/** What each stop is called, its equation, and what moves on the way to it. */
const CALLED = [
  ["the input", "a^{1} = x", ""],
  ["forward", "z^{2} = w^{2} a^{1} + b^{2}", "The inputs go forward, each times its weight."],
  ["forward", "a^{2} = σ(z^{2})", "Going forward, each z^{2} becomes an a^{2}."],
  ["forward", "z^{3} = w^{3} a^{2} + b^{3}", "The activations of layer 2 go forward, each times its weight."],
  ["forward", "a^{3} = σ(z^{3})", "Going forward, each z^{3} becomes an a^{3}."],
  ["the cost", "C", "The targets appear beside the answers: the gaps between them will go back."],
  ["BP1", "δ^{3} = ∇C ⊙ σ′(z^{3})", "The gaps go back into layer 3."],
  [
    "BP2",
    "δ^{2} = w^{3} transposed times δ^{3}, ⊙ σ′(z^{2})",
    "The errors of layer 3 go back into layer 2, each times its weight.",
  ],
  ["BP3", "∂C/∂b = δ", "Each error comes down to its bias."],
  ["BP4", "∂C/∂w = δ a transposed", "On each edge, a comes forward and δ comes back until they meet."],
];

/** A stop in words, for a slider. */
export const stopInWords = (/** @type {number} */ stop) =>
  `${STOPS[stop] === "x" ? "Input" : CALLED[stop].slice(0, 2).join(": ")}, stop ${stop} of ${BP4}`;

/** @param {Run} run @param {number} stop @param {Looking} looking @param {boolean} there it has happened */
export function inWords(run, stop, { chosen }, there) {
  const list = (/** @type {"a" | "z" | "delta" | "slope" | "nabla_b"} */ quantity, /** @type {number} */ l) =>
    upTo(run.sizes[l - 1])
      .map((j) => format(run[quantity](l, j)))
      .join(", ");
  const [name, formula, onItsWay] = CALLED[stop];
  const step = stepAt(stop);
  const head = `Step ${step} of 8, ${name}: ${stop === BP1 && run.cancels ? "δ^{3} = a^{3} − y" : formula}.`;
  if (run.missing && stop >= A3 && (there || stop > A3)) return `${head} ${run.missing}`;
  if (!there) return `${head} ${onItsWay}`;
  const l = layerOf(stop);
  if (stop === 0) return `${head} The inputs are ${list("a", 1)}. Everything else is still unknown.`;
  if (stop === TURN)
    return `${head} The activations of layer 3 are ${list("a", 3)}. Wanted: ${run.y.join(", ")}. The cost is ${format(run.C)}.`;
  if (stop < TURN)
    return stop % 2
      ? `${head} The weighted inputs of layer ${l} are ${list("z", l)}.`
      : `${head} The activations of layer ${l} are ${list("a", l)}.`;
  if (stop === BP3)
    return `${head} The slopes for the biases are the errors: ${list("nabla_b", 2)} in layer 2 and ${list("nabla_b", 3)} in layer 3.`;
  if (stop === BP4) {
    const { layer, j, k } = chosen;
    return (
      `${head} Each edge is as thick as its product a × δ. For ${symbol("w", layer, j, k)} it is ` +
      `${format(run.a(layer - 1, k))} × ${format(run.delta(layer, j))} = ${format(run.nabla_w(layer, j, k))}. ` +
      `The largest |∂C/∂w| is ${format(run.largest)}, and the cost is ${format(run.C)}.`
    );
  }
  const slopes =
    stop === BP1 && run.cancels ? "the cost has cancelled the slopes" : `the slopes there are ${list("slope", l)}`;
  return `${head} The errors of layer ${l} are ${list("delta", l)}; ${slopes}. The cost is ${format(run.C)}.`;
}

/** @param {Run} run @param {State} state */
export function asPython(run, state) {
  const backward = run.missing
    ? `# ${run.missing.split(". ")[0]}.`
    : `gradients = nn.backprop(network, x, y)
show("delta", gradients.deltas)
show("nabla_b", gradients.nabla_b)
show("nabla_w", gradients.nabla_w, matrix=True)
print(f"C = {nn.mean_cost(network, x, y)}")`;
  return `${IMPORTS}
${networkLines(run.network)}x = ${array(column(state.x1, state.x2))}
y = ${array(run.y)}


def show(name, arrays, first=2, matrix=False):
    for layer, array in enumerate(arrays, start=first):
        for (j, k), value in np.ndenumerate(array):
            print(f"{name}{layer}_{j + 1}{k + 1 if matrix else ''} = {value}")


show("w", network.weights, matrix=True)
show("b", network.biases)
show("y", [np.array(y)], first=3)
zs, activations = nn.forward(network, x)
show("z", zs)
show("a", activations, first=1)
${backward}
`;
}
