"""A call of each picture of a training run."""

import numpy as np

from nnbp_core import Network, digits, sgd
from nnbp_core.figures import plot_confusion, plot_digits, plot_learning_curves


def a_run():
    rng = np.random.default_rng(1)
    return list(sgd(Network.random([64, 5, 10], rng), digits(), 3.0, 2, 100, rng))


CALLS = {
    "plot_confusion": lambda: plot_confusion(np.array([1, 2, 7, 7]), np.array([1, 2, 9, 7])),
    "plot_digits": lambda: plot_digits(np.zeros((64, 9)), [str(i) for i in range(9)]),
    "plot_learning_curves": lambda: plot_learning_curves({"run": a_run()}),
}
