"""Random networks with a batch, for hypothesis and for plain loops."""

from typing import NamedTuple

import numpy as np
from hypothesis import strategies as st

from nnbp_core import ACTIVATIONS, CROSS_ENTROPY, LINEAR, QUADRATIC, RELU, SIGMOID, SOFTPLUS, TANH, Network, forward

SMOOTH = [SIGMOID, TANH, LINEAR, SOFTPLUS]


class Case(NamedTuple):
    """A network and a batch it can be trained on."""

    network: Network
    x: np.ndarray
    y: np.ndarray


def random_case(seed, smooth=False, n_examples=None, cost=None, max_width=4):
    """A network of 2 to 5 layers with activations of every kind, either cost, and 1 to 4 examples."""
    rng = np.random.default_rng(seed)
    sizes = rng.integers(1, max_width + 1, rng.integers(2, 6)).tolist()
    kinds = SMOOTH if smooth else list(ACTIVATIONS.values())
    activations = [kinds[i] for i in rng.integers(len(kinds), size=len(sizes) - 1)]
    cost = cost or (QUADRATIC, CROSS_ENTROPY)[rng.integers(2)]
    if cost is CROSS_ENTROPY:
        activations[-1] = SIGMOID  # its outputs must lie between 0 and 1
    network = Network.random(sizes, rng, activations, cost)
    m = n_examples or int(rng.integers(1, 5))
    return Case(network, rng.standard_normal((sizes[0], m)), rng.random((sizes[-1], m)))


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
