"""A call of each picture of what a cost may look at."""

import numpy as np

from nnbp_core import Network, sgd, sleep_study
from nnbp_core.figures import plot_cost_inputs, plot_output_runs


def a_run():
    rng = np.random.default_rng(1)
    return list(sgd(Network.random([2, 3, 1], rng), sleep_study(), 3.0, 5, 3, rng))


CALLS = {
    "plot_cost_inputs": plot_cost_inputs,
    "plot_output_runs": lambda: plot_output_runs({"run": a_run()}, *sleep_study()[:2], ["1", "2", "3"]),
}
