"""Random networks with a batch, for hypothesis and for plain loops."""

from dataclasses import replace
from typing import NamedTuple

import numpy as np
from hypothesis import strategies as st

from nnbp_core import ACTIVATIONS, COSTS, CROSS_ENTROPY, LOG_LIKELIHOOD, SIGMOID, SOFTMAX, Network, forward


def is_smooth(activation):
    """Whether the slope jumps nowhere."""
    slopes = activation.prime(np.linspace(-4, 4, 8001))
    return bool(np.abs(np.diff(slopes)).max() < 0.01)


def output_for(cost, activation):
    """The activation, or the one that the cost asks for at the output."""
    return cost.matches or activation


KINDS = [activation for activation in ACTIVATIONS.values() if activation.elementwise]
SMOOTH = [activation for activation in KINDS if is_smooth(activation)]
PRICES = [cost for cost in COSTS.values() if output_for(cost, KINDS[0]).elementwise]  # those that go with these kinds
LAST = {CROSS_ENTROPY: [SIGMOID, SOFTMAX], LOG_LIKELIHOOD: [SOFTMAX, SIGMOID]}  # whose outputs the cost is defined for


class Case(NamedTuple):
    """A network and a batch it can be trained on."""

    network: Network
    x: np.ndarray
    y: np.ndarray


def random_case(seed, smooth=False, n_examples=None, cost=None, max_width=4):
    """A network of 2 to 5 layers with activations of every kind, any cost, and 1 to 4 examples."""
    rng = np.random.default_rng(seed)
    sizes = rng.integers(1, max_width + 1, rng.integers(2, 6)).tolist()
    kinds = SMOOTH if smooth else KINDS
    activations = [kinds[i] for i in rng.integers(len(kinds), size=len(sizes) - 1)]
    cost = cost or PRICES[rng.integers(len(PRICES))]
    activations[-1] = output_for(cost, activations[-1])
    network = Network.random(sizes, rng, activations, cost)
    m = n_examples or int(rng.integers(1, 5))
    return Case(network, rng.standard_normal((sizes[0], m)), rng.random((sizes[-1], m)))


def listening_case(seed, max_width=4):
    """As `random_case`, but with every activation, softmax among them, in any layer, and with every cost."""
    rng = np.random.default_rng(seed)
    sizes = rng.integers(1, max_width + 1, rng.integers(2, 5)).tolist()
    sizes[-1] = max(sizes[-1], 2)  # a softmax of one neuron answers 1, whatever comes: no place for cross-entropy
    kinds = [*ACTIVATIONS.values(), SOFTMAX, SOFTMAX]
    activations = [kinds[i] for i in rng.integers(len(kinds), size=len(sizes) - 1)]
    cost = list(COSTS.values())[rng.integers(len(COSTS))]
    if cost in LAST:
        activations[-1] = LAST[cost][rng.integers(2)]
    network = Network.random(sizes, rng, activations, cost)
    m = int(rng.integers(1, 5))
    x, y = rng.standard_normal((sizes[0], m)), rng.random((sizes[-1], m))
    if cost is CROSS_ENTROPY and activations[-1] is SOFTMAX:  # 1 - a has few digits left where a is all but 1
        calm = min(1, 3 / np.abs(forward(network, x).zs[-1]).max())
        weights, biases = ([*part[:-1], calm * part[-1]] for part in (network.weights, network.biases))
        network = replace(network, weights=weights, biases=biases)
    return Case(network, x, y / y.sum(axis=0) if cost.one_certainty else y)


def far_from_kinks(case, distance=1e-3):
    """Whether no ReLU or the like stands so close to z = 0, its corner, that a finite step would cross it."""
    zs = forward(case.network, case.x).zs
    return all(
        np.abs(z).min() > distance
        for z, activation in zip(zs, case.network.activations, strict=True)
        if activation not in SMOOTH
    )


def seeds():
    """Seeds for hypothesis to draw from; a failing one is printed."""
    return st.integers(0, 2**32 - 1)
