"""A call of each picture of a layer whose neurons listen to each other."""

import numpy as np

from nnbp_core import SIGMOID, SOFTMAX
from nnbp_core.figures import plot_answers, plot_jacobians, plot_shares

Z = np.log([[2.0], [5.0], [3.0]])
LAYERS = {each.name: each.jacobian(Z, each.f(Z))[0] for each in (SIGMOID, SOFTMAX)}

CALLS = {
    "plot_answers": lambda: plot_answers(np.zeros(64), {"even": np.full(10, 0.1), "sure": np.eye(10)[3]}),
    "plot_jacobians": lambda: plot_jacobians(LAYERS),
    "plot_shares": lambda: plot_shares(Z, 0),
}
