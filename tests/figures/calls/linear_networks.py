"""A call of each picture of a linear network."""

import numpy as np

from nnbp_core import LINEAR, RELU, Network
from nnbp_core.figures import plot_output_maps, plot_saddle


def network(activation):
    return Network.random([2, 3, 1], np.random.default_rng(1), [activation, LINEAR])


CALLS = {
    "plot_output_maps": lambda: plot_output_maps({"linear": network(LINEAR), "relu": network(RELU)}),
    "plot_saddle": lambda: plot_saddle(
        lambda u, v: (u * v - 1) ** 2 / 2, {"to the saddle": np.array([[-1.0, 1.0], [-0.5, 0.5], [0.0, 0.0]])}
    ),
}
