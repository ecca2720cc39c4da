"""A call of each picture of gradient descent."""

import numpy as np

from nnbp_core import Dataset, Network, sgd
from nnbp_core.figures import plot_valley_steps, plot_weight_histories


def a_run():
    data = Dataset(np.array([[0.0, 0.0, 1.0, 1.0], [0.0, 1.0, 0.0, 1.0]]), np.array([[0.0, 1.0, 1.0, 0.0]]))
    return list(sgd(Network.random([2, 3, 1], np.random.default_rng(1)), data, 3.0, 3, 4, np.random.default_rng(2)))


CALLS = {
    "plot_valley_steps": lambda: plot_valley_steps(5.0, (0.1, 0.5)),
    "plot_weight_histories": lambda: plot_weight_histories({"one": a_run(), "two": a_run()}),
}
