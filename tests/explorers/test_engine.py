"""The JavaScript engine computes what the core computes, to 1e-12, on 300 random cases."""

import numpy as np
import pytest
from cases import random_case
from node import in_node

from nnbp_core import Weight, backprop, forward, mean_cost, rate_factors, sum_over_paths

RUN = """
import * as engine from "./nnbp_core/explorers/shared/engine.js";
import { readFileSync } from "node:fs";
const cases = JSON.parse(readFileSync(0, "utf8"));
const results = cases.map(({ network, x, y, eta, parameter }) => {
  const { zs, activations } = engine.forward(network, x);
  const { nablaW, nablaB, deltas } = engine.backprop(network, x, y);
  const moved = engine.gradientStep(network, { nablaW, nablaB }, eta);
  const first = x.map((row) => [row[0]]), firstY = y.map((row) => [row[0]]);
  const terms = engine.pathTerms(network, first, firstY, parameter).map((term) => term.product);
  return { zs, activations, nablaW, nablaB, deltas, cost: engine.meanCost(network, x, y), moved: moved.weights,
    factors: engine.rateFactors(network, x), paths: terms.length, pathSum: terms.reduce((sum, term) => sum + term, 0) };
});
console.log(JSON.stringify(results));
"""


def as_json(case, seed):
    network, x, y = case
    rng = np.random.default_rng(seed)
    layer = int(rng.integers(2, len(network.sizes) + 1))
    j, k = int(rng.integers(network.sizes[layer - 1])), int(rng.integers(network.sizes[layer - 2]))
    return {
        "network": {
            "weights": [w.tolist() for w in network.weights],
            "biases": [b.tolist() for b in network.biases],
            "activations": [each.name for each in network.activations],
            "cost": network.cost.name,
        },
        "x": x.tolist(),
        "y": y.tolist(),
        "eta": 0.3,
        "parameter": {"layer": layer, "j": j, "k": k},
    }


@pytest.fixture(scope="module")
def compared():
    cases = [random_case(seed) for seed in range(300)]
    asked = [as_json(case, seed) for seed, case in enumerate(cases)]
    return cases, asked, in_node(RUN, asked)


def agree(ours, theirs):
    ours, theirs = np.asarray(ours), np.asarray(theirs)
    assert ours.shape == theirs.shape
    assert np.abs(ours - theirs).max() <= 1e-12 * max(np.abs(ours).max(), 1e-3)


def test_forward_agrees(compared):
    for case, _, result in zip(*compared, strict=True):
        zs, activations = forward(case.network, case.x)
        for ours, theirs in [
            *zip(zs, result["zs"], strict=True),
            *zip(activations, result["activations"], strict=True),
        ]:
            agree(ours, theirs)


def test_gradients_and_step_agree(compared):
    for case, _, result in zip(*compared, strict=True):
        gradients = backprop(*case)
        for name, parts in (("nablaW", gradients.nabla_w), ("nablaB", gradients.nabla_b), ("deltas", gradients.deltas)):
            for ours, theirs in zip(parts, result[name], strict=True):
                agree(ours, theirs)
        for w, nabla, theirs in zip(case.network.weights, gradients.nabla_w, result["moved"], strict=True):
            agree(w - 0.3 * nabla, theirs)


def test_cost_agrees(compared):
    for case, _, result in zip(*compared, strict=True):
        agree([mean_cost(*case)], [result["cost"]])


def test_rate_factors_and_path_sums_agree(compared):
    for case, asked, result in zip(*compared, strict=True):
        for ours, theirs in zip(rate_factors(case.network, case.x[:, :1]), result["factors"], strict=True):
            agree(ours[0], theirs)
        sum_ = sum_over_paths(case.network, case.x[:, :1], case.y[:, :1], Weight(**asked["parameter"]))
        agree([sum_], [result["pathSum"]])
