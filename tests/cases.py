"""Random networks with a batch, for hypothesis and for plain loops."""

from dataclasses import replace
from typing import NamedTuple

import numpy as np
from hypothesis import strategies as st

from nnbp_core import (
    ACTIVATIONS,
    CROSS_ENTROPY,
    LINEAR,
    LOG_LIKELIHOOD,
    QUADRATIC,
    RELU,
    SIGMOID,
    SOFTMAX,
    SOFTPLUS,
    TANH,
    Network,
    forward,
)

SMOOTH = [SIGMOID, TANH, LINEAR, SOFTPLUS]
ELEMENTWISE = [each for each in ACTIVATIONS.values() if each.elementwise]
LAST = {CROSS_ENTROPY: [SIGMOID, SOFTMAX], LOG_LIKELIHOOD: [SOFTMAX, SIGMOID]}  # whose outputs the cost is defined for


class Case(NamedTuple):
    """A network and a batch it can be trained on."""

    network: Network
    x: np.ndarray
    y: np.ndarray


def random_case(seed, smooth=False, n_examples=None, cost=None, max_width=4):
    """A network of 2 to 5 layers whose neurons stand alone, with a quadratic or cross-entropy cost, 1 to 4 examples."""
    rng = np.random.default_rng(seed)
    sizes = rng.integers(1, max_width + 1, rng.integers(2, 6)).tolist()
    kinds = SMOOTH if smooth else ELEMENTWISE
    activations = [kinds[i] for i in rng.integers(len(kinds), size=len(sizes) - 1)]
    cost = cost or (QUADRATIC, CROSS_ENTROPY)[rng.integers(2)]
    if cost is CROSS_ENTROPY:
        activations[-1] = SIGMOID  # its outputs must lie between 0 and 1
    network = Network.random(sizes, rng, activations, cost)
    m = n_examples or int(rng.integers(1, 5))
    return Case(network, rng.standard_normal((sizes[0], m)), rng.random((sizes[-1], m)))


def listening_case(seed, max_width=4):
    """As `random_case`, but with every activation, softmax among them, in any layer, and with every cost."""
    rng = np.random.default_rng(seed)
    sizes = rng.integers(1, max_width + 1, rng.integers(2, 5)).tolist()
    sizes[-1] = max(
        sizes[-1], 2
    )  # a softmax of one neuron answers 1 whatever comes, where cross-entropy is not defined
    kinds = [*SMOOTH, RELU, SOFTMAX, SOFTMAX]
    activations = [kinds[i] for i in rng.integers(len(kinds), size=len(sizes) - 1)]
    cost = (QUADRATIC, CROSS_ENTROPY, LOG_LIKELIHOOD)[rng.integers(3)]
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
    """Whether no ReLU of the case stands so close to z = 0 that a finite step would cross it."""
    zs = forward(case.network, case.x).zs
    return all(
        np.abs(z).min() > distance
        for z, activation in zip(zs, case.network.activations, strict=True)
        if activation is RELU
    )


def seeds():
    """Seeds for hypothesis to draw from; a failing one is printed."""
    return st.integers(0, 2**32 - 1)
