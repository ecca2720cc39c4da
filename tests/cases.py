"""Random networks with a batch, for hypothesis and for plain loops."""

from typing import NamedTuple

import numpy as np
from hypothesis import strategies as st

from nnbp_core import ACTIVATIONS, COSTS, Network, forward


def is_smooth(activation):
    """Whether the slope jumps nowhere."""
    slopes = activation.prime(np.linspace(-4, 4, 8001))
    return bool(np.abs(np.diff(slopes)).max() < 0.01)


def output_for(cost, activation):
    """The activation, or the one that the cost asks for at the output."""
    return activation if cost.matches is None else ACTIVATIONS[cost.matches]


KINDS = [activation for activation in ACTIVATIONS.values() if activation.elementwise]
SMOOTH = [activation for activation in KINDS if is_smooth(activation)]
PRICES = [cost for cost in COSTS.values() if output_for(cost, KINDS[0]).elementwise]  # those that go with these kinds


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
