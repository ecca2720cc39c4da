"""SaturationLab's neuron learns as the core's does, epoch by epoch."""

import numpy as np
import pytest
from cases import output_for
from node import in_node

from nnbp_core import ACTIVATIONS, COSTS, Dataset, Network, backprop, forward, mean_cost, sgd
from nnbp_core.explorers.choices import ACTIVATION_NAMES, COST_NAMES

RUN = """
import { train } from "./nnbp_core/explorers/saturation_lab.js";
import { readFileSync } from "node:fs";
console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(train)));
"""
STARTS = [(2.0, 2.0, 0.15), (0.6, 0.9, 0.15), (-3.0, 1.5, 0.7), (0.3, -0.2, 0.05)]
ASKED = [
    {"w": w, "b": b, "eta": eta, "activation": activation, "cost": cost}
    for w, b, eta in STARTS
    for activation in ACTIVATION_NAMES
    for cost in COST_NAMES
    if output_for(COSTS[cost], ACTIVATIONS[activation]).name == activation
]
DATA = Dataset(np.array([[1.0]]), np.array([[0.0]]))


@pytest.fixture(scope="module")
def runs():
    return in_node(RUN, ASKED)


@pytest.mark.parametrize("i", range(len(ASKED)), ids=lambda i: " ".join(map(str, ASKED[i].values())))
def test_it_learns_as_the_core_does(runs, i):
    asked, run = ASKED[i], runs[i]
    assert len(run) == 301
    neuron = Network([[[asked["w"]]]], [[[asked["b"]]]], ACTIVATIONS[asked["activation"]], COSTS[asked["cost"]])
    networks = [neuron, *(epoch.network for epoch in sgd(neuron, DATA, asked["eta"], 300, 1, np.random.default_rng(1)))]
    for state, network in zip(run, networks, strict=True):
        (z,), (_, a) = forward(network, DATA.x_train)
        expected = {
            "z": z.item(),
            "a": a.item(),
            "C": mean_cost(network, DATA.x_train, DATA.y_train),
            "slope": network.activations[0].slope(z, a).item(),
            "speed": backprop(network, DATA.x_train, DATA.y_train).nabla_w[0].item(),
        }
        assert {name: state[name] for name in expected} == pytest.approx(expected, rel=1e-10, abs=1e-12)


def test_a_run_that_leaves_all_bounds_ends():
    (run,) = in_node(RUN, [{"w": 2, "b": 2, "eta": 1.2, "activation": "linear", "cost": "quadratic"}])
    assert 1 < len(run) < 301
