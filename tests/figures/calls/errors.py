"""A call of each picture of errors on their way back."""

import numpy as np

from nnbp_core.figures import plot_error_flow, plot_error_paths, plot_outer_product

W = np.array([[2.0, -1.0, 1.0], [-1.0, 1.5, 2.0]])
DELTA = np.array([[-0.08], [0.14]])
SLOPE = np.array([[0.2], [0.25], [0.1]])

CALLS = {
    "plot_error_flow": lambda: plot_error_flow(W, DELTA, SLOPE, layer=2),
    "plot_error_paths": lambda: plot_error_paths(W, DELTA, SLOPE, layer=2, neuron=2),
    "plot_outer_product": lambda: plot_outer_product(SLOPE, DELTA, layer=2),
}
