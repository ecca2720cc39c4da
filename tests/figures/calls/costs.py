"""A call of each picture of a cost."""

import numpy as np

from nnbp_core import CROSS_ENTROPY, QUADRATIC
from nnbp_core.figures import plot_cost_bowl, plot_cost_curves, plot_example_costs

VALUES = np.linspace(-1, 1, 41)
COSTS = (VALUES[:, None] - np.array([-0.5, 0.0, 0.5])) ** 2

CALLS = {
    "plot_cost_bowl": lambda: plot_cost_bowl(QUADRATIC, [1, 0], np.array([[0.8, 0.2], [0.3, 0.9]])),
    "plot_cost_curves": lambda: plot_cost_curves([QUADRATIC, CROSS_ENTROPY]),
    "plot_example_costs": lambda: plot_example_costs(VALUES, COSTS, 0.25, ["1", "2", "3"], "bias $b$"),
}
