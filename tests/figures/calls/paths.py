"""A call of each picture of paths."""

import numpy as np

from nnbp_core import Network, Weight
from nnbp_core.figures import plot_path_sum, plot_paths

NETWORK = Network.random([2, 2, 3, 2], np.random.default_rng(1))

CALLS = {
    "plot_path_sum": lambda: plot_path_sum({"1 → 2": 0.5, "2 → 2": -0.2}, 0.3),
    "plot_paths": lambda: plot_paths(NETWORK, np.ones((2, 1)), np.ones((2, 1)), Weight(2, 0, 0)),
}
