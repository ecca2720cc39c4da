"""The feedforward explorer computes what the core computes, and its goal is where it says."""

import numpy as np
import pytest
from node import in_node

from nnbp_core import ACTIVATIONS, Network, forward
from nnbp_core.explorers import FeedforwardExplorer
from nnbp_core.explorers.choices import ACTIVATION_NAMES

RUN = """
import { compute, goalOf } from "./nnbp_core/explorers/feedforward_explorer.js";
import { readFileSync } from "node:fs";
const states = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(states.map((state) => {
  const run = compute(state);
  const z = [run.z(2, 1), run.z(2, 2), run.z(2, 3), run.z(3, 1)];
  const a = [run.a(2, 1), run.a(2, 2), run.a(2, 3), run.a(3, 1)];
  return { z, a, reached: goalOf(state, run).reached };
})));
"""


def asked(states):
    return in_node(RUN, states)


def in_python(state):
    w2 = [[state[f"w2_{j}{k}"] for k in (1, 2)] for j in (1, 2, 3)]
    b2 = [[state[f"b2_{j}"]] for j in (1, 2, 3)]
    w3, b3 = [[state[f"w3_1{k}"] for k in (1, 2, 3)]], [[state["b3_1"]]]
    network = Network([w2, w3], [b2, b3], ACTIVATIONS[state["activation"]])
    zs, activations = forward(network, [[state["x1"]], [state["x2"]]])
    return np.concatenate(zs).ravel(), np.concatenate(activations[1:]).ravel()


def test_it_computes_what_the_core_computes():
    rng = np.random.default_rng(1)
    numbers = [name for name in FeedforwardExplorer().state_names() if name not in ("activation", "selected")]
    states = [FeedforwardExplorer(preset).state() for preset in FeedforwardExplorer.PRESETS]
    states += [
        {**dict(zip(numbers, rng.uniform(-3, 3, len(numbers)), strict=True)), "activation": name, "selected": "2,1,1"}
        for name in ACTIVATION_NAMES * 5
    ]
    for state, result in zip(states, asked(states), strict=True):
        z, a = in_python(state)
        np.testing.assert_allclose(result["z"], z, rtol=1e-12, atol=1e-14)
        np.testing.assert_allclose(result["a"], a, rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize(
    ("change", "reached"),
    [
        ({}, False),
        ({"w3_12": 1.6}, True),
        ({"w3_13": 3.5}, True),
        ({"w3_12": 1.6, "selected": "3,1,2"}, True),
        ({"w3_12": 1.5}, False),
        ({"b3_1": 5.0}, False),
        ({"w3_12": 1.6, "x1": 2.0}, False),
        ({"w3_12": 1.6, "activation": "linear"}, False),
    ],
)
def test_the_goal_is_reached_by_one_weight_and_nothing_else(change, reached):
    assert asked([FeedforwardExplorer(**change).state()])[0]["reached"] is reached


def test_no_weight_of_layer_2_reaches_the_goal():
    names = [f"w2_{j}{k}" for j in (1, 2, 3) for k in (1, 2)]
    states = [FeedforwardExplorer(**{name: value}).state() for name in names for value in np.arange(-10.0, 10.5, 0.5)]
    assert not any(result["reached"] for result in asked(states))
