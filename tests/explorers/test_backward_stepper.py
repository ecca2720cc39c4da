"""The backward stepper computes what the core computes, and its goal is where it says."""

from itertools import product

import numpy as np
import pytest
from node import in_node

from nnbp_core import ACTIVATIONS, COSTS, Network, backprop, forward, mean_cost
from nnbp_core.explorers import BackwardStepper
from nnbp_core.explorers.choices import ACTIVATION_NAMES, COST_NAMES

RUN = """
import { compute, goalOf, NETWORKS } from "./nnbp_core/explorers/backward_stepper.js";
import { readFileSync } from "node:fs";
const states = JSON.parse(readFileSync(0, "utf8"));
const upTo = (n) => Array.from({ length: n }, (_, i) => i + 1);
console.log(JSON.stringify({ networks: NETWORKS, results: states.map((state) => {
  const run = compute(state);
  const neurons = [2, 3].flatMap((l) => upTo(run.sizes[l - 1]).map((j) => [l, j]));
  const weights = neurons.flatMap(([l, j]) => upTo(run.sizes[l - 2]).map((k) => [l, j, k]));
  const all = (quantity, parts) => run[quantity] && parts.map((part) => run[quantity](...part));
  const { C, missing } = run;
  return { C, missing, ...goalOf(state, run), z: all("z", neurons), a: all("a", neurons), deltas: all("delta", neurons),
    nabla_b: all("nabla_b", neurons), nabla_w: all("nabla_w", weights) };
}) }));
"""


def asked(states):
    return in_node(RUN, states)


def flat(arrays):
    return np.concatenate([array.ravel() for array in arrays])


def test_it_computes_what_the_core_computes():
    rng = np.random.default_rng(1)
    choices = product(["chapter 4", "chapter 5", "saturated", "equal"], COST_NAMES, ACTIVATION_NAMES)
    states = [BackwardStepper(preset).state() for preset in BackwardStepper.PRESETS]
    for network, cost, activation in choices:
        chosen = {"network": network, "cost": cost, "activation": activation}
        numbers = {"x1": rng.uniform(-2, 2), "x2": rng.uniform(-2, 2), "y1": rng.random(), "y2": rng.random()}
        states.append(BackwardStepper(**chosen, **numbers).state())
    answer = asked(states)
    for state, result in zip(states, answer["results"], strict=True):
        parameters = answer["networks"][state["network"]]
        network = Network(
            parameters["weights"], parameters["biases"], ACTIVATIONS[state["activation"]], COSTS[state["cost"]]
        )
        x, y = [[state["x1"]], [state["x2"]]], [[state["y1"]], [state["y2"]]][: network.sizes[-1]]
        zs, activations = forward(network, x)
        np.testing.assert_allclose(result["z"], flat(zs), rtol=1e-12, atol=1e-14)
        np.testing.assert_allclose(result["a"], flat(activations[1:]), rtol=1e-12, atol=1e-14)
        if result["missing"]:
            with pytest.raises(
                ValueError, match=r"the cross-entropy cost is defined for outputs strictly between 0 and 1"
            ):
                backprop(network, x, y)
            continue
        np.testing.assert_allclose(result["C"], mean_cost(network, x, y), rtol=1e-12)
        for name, arrays in backprop(network, x, y)._asdict().items():
            np.testing.assert_allclose(result[name], flat(arrays), rtol=1e-11, atol=1e-14)


def test_the_numbers_of_chapter_4():
    (result,) = asked([BackwardStepper(step=8).state()])["results"]
    assert np.round(result["deltas"], 5).tolist() == [-0.04698, 0.07609, 0.0224, -0.08249, 0.1479]


@pytest.mark.parametrize(
    ("change", "reached"),
    [
        ({}, False),
        ({"y1": 0.64, "y2": 0.65, "step": 8}, True),
        ({"y1": 0.64, "y2": 0.65, "step": 7}, False),
        ({"y1": 0.64, "y2": 0.70, "step": 8}, False),
        ({"y1": 0.64, "y2": 0.65, "step": 8, "x1": 0.0}, False),
        ({"network": "saturated", "step": 8}, False),
    ],
)
def test_the_goal_is_reached_where_nothing_is_wrong(change, reached):
    assert asked([BackwardStepper(**change).state()])["results"][0]["reached"] is reached
