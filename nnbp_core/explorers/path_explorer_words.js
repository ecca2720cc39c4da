// What PathExplorer says: what the picture shows in sentences, the goal, and the same in Python.

import { sumOf } from "./path_explorer_model.js";
import { fusingAt } from "./path_explorer_net.js";
import { fits } from "./path_explorer_walk.js";
import { fixed, symbol } from "./shared/notation.js";
import { networkLines } from "./shared/python.js";

/** @typedef {import("./path_explorer_model.js").State} State */
/** @typedef {import("./path_explorer_model.js").Run} Run */
/** @typedef {import("./path_explorer_walk.js").Moment} Moment */

const MANY = 270; // multiplications, for the goal
const FEW = 30;

/** @param {number} many @param {string} one */
const some = (many, one) => `${many} ${one}${many === 1 ? "" : "s"}`;

/** The merging in words. @param {Run} run @param {Moment} moment @param {string} w */
function merged({ part, fusing, counts, slope, slopesOfC }, moment, w) {
  if (moment.fused < fusing.length) {
    const at = fusing[fusingAt(moment.fused).known - 1];
    if (!at) return "Merging, from C backwards.";
    const name = symbol("a", at.layer, at.j);
    return `Merging, from C backwards: at ${name} all that lies behind it is added up once, ∂C/∂a = ${fixed(slopesOfC[at.layer][at.j - 1])}.`;
  }
  const saved =
    counts.merged < counts.listed
      ? `One strand is left: ${counts.listed} multiplications became ${counts.merged}, and the number is the same, ${fixed(slope)}.`
      : `Nothing was shared: ${some(counts.merged, "multiplication")}, as before, and ${fixed(slope)}.`;
  const more = counts.mergedWithNeighbours - counts.merged;
  const neighbours = more
    ? ` ${counts.merged} is for ${w} alone; ${more} more, ${counts.mergedWithNeighbours}, add up the other neurons of layer ${part.layer} too, as BP2 does.`
    : "";
  return `${saved}${neighbours}`;
}

/** @param {Run} run @param {Moment} moment */
export function inWords(run, moment) {
  const { part, paths, slope, counts } = run;
  const w = symbol("w", part.layer, part.j, part.k);
  const many = paths.length;
  const done = moment.walked.length;
  if (moment.choosing) return "Click any edge between two neurons: its weight will be nudged.";
  if (moment.fused) return merged(run, moment, w);
  if (done === many)
    return `${many === 1 ? "The one path gives" : `All ${many} paths add up to`} ${fixed(sumOf(run, moment.walked))}, which is what backprop says. It took ${some(counts.listed, "multiplication")}. Press Merge.`;
  if (moment.at.length > 1 || moment.leg) {
    const path = paths.find((each) => fits(each, moment.at));
    const product = path ? path.factors.slice(0, moment.at.length).reduce((p, f) => p * f, 1) : 1;
    const way = moment.at.length
      ? ` Walked so far: row${moment.at.length > 1 ? "s" : ""} ${moment.at.join(", ")}, product ${fixed(product)}.`
      : "";
    return `Each edge multiplies.${way} ${some(done, "path")} of ${many} done.`;
  }
  const lead = many === 1 ? "One path leads" : `${many} paths lead`;
  if (!done)
    return `${lead} from ${w} to C. The first factor is ${fixed(run.first)}. Where does the nudge go next? Click a glowing edge.`;
  const product = paths[moment.walked[done - 1]].product;
  return `${done} of ${many} paths, together ${fixed(sumOf(run, moment.walked))}; the last brought ${fixed(product)}. Backprop says ${fixed(slope)}. Will the next push the sum up or pull it down?`;
}

/** @param {Run} run @param {Moment} moment */
export function goalOf(run, moment) {
  const { counts, fusing } = run;
  const text = `Goal: 54 paths take ${MANY} multiplications. Find the same number with fewer than ${FEW}.`;
  const reached = counts.listed === MANY && moment.fused === fusing.length;
  return reached ? { reached, text: `${text} Reached: ${counts.merged}.` } : { reached, text };
}

/** @param {State} state @param {Run} run @param {number[]} walked */
export function asPython({ x1, x2 }, { part, network, sizes }, walked) {
  const { layer, j, k } = part;
  return `from itertools import pairwise

import numpy as np
import nnbp_core as nn

${networkLines(network)}x, y = np.array([[${x1}], [${x2}]]), np.array([[1.0], [0.0]])
layer, j, k = ${layer}, ${j - 1}, ${k - 1}  # rows count from 0; sizes ${sizes.join(", ")}

zs, activations = nn.forward(network, x)
R = [r[0] for r in nn.rate_factors(network, x)]
end = network.cost.gradient(activations[-1], y)
first = nn.TANH.prime(zs[layer - 2])[j, 0] * activations[layer - 2][k, 0]

paths = list(nn.iter_paths(network.sizes, layer, j))
total = 0.0
for i in [${walked.join(", ")}]:  # the paths in the order of their walks
    path = paths[i]
    product = first * end[path[-1], 0]
    for step, (p, q) in enumerate(pairwise(path), start=layer - 1):
        product *= R[step][q, p]
    total += product
    print(f"path_{'_'.join(str(row + 1) for row in path)} = {product}")
print(f"sum = {total}")
slope = nn.backprop(network, x, y).nabla_w[layer - 2][j, k]
print(f"nabla_w = {slope}")
back = end  # ∂C/∂a, merged: one layer earlier each time
for r in reversed(R[layer - 1:]):
    back = r.T @ back
print(f"merged_sum = {first * back[j, 0]}")
`;
}
