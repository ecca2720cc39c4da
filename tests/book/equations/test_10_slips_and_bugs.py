"""The labelled equation of chapter 10, checked on random networks and random directions."""

import numpy as np
import pytest
from cases import random_case, seeds
from hypothesis import given

from nnbp_core import Network, backprop, forward


@pytest.mark.equation("eq-any-descent")
@given(seed=seeds())
def test_cost_along_any_direction(seed):
    network, x, y = random_case(seed, smooth=True)
    rng = np.random.default_rng(seed + 1)
    g_w = [rng.standard_normal(w.shape) for w in network.weights]
    g_b = [rng.standard_normal(b.shape) for b in network.biases]

    def cost(eta):
        weights = [w - eta * g for w, g in zip(network.weights, g_w, strict=True)]
        biases = [b - eta * g for b, g in zip(network.biases, g_b, strict=True)]
        moved = Network(weights, biases, network.activations, network.cost)
        return network.cost.value(forward(moved, x).activations[-1], y).mean()

    nabla_w, nabla_b, _ = backprop(network, x, y)
    product = sum(np.vdot(n, g) for n, g in zip([*nabla_w, *nabla_b], [*g_w, *g_b], strict=True))
    slope = (cost(1e-6) - cost(-1e-6)) / 2e-6
    assert slope == pytest.approx(-product, rel=1e-4, abs=1e-6 * (1 + abs(cost(0.0))))
