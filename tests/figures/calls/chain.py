"""A call of each picture of the chain rule."""

from nnbp_core import SIGMOID
from nnbp_core.figures import plot_both_ways, plot_chain, plot_fork, plot_nudge

CALLS = {
    "plot_both_ways": lambda: plot_both_ways(SIGMOID, 0.5, 0.01, -0.4),
    "plot_chain": lambda: plot_chain([("w^{(2)}_{12}", -1.0), ("z", 0.7), ("J", 0.1)], [0.6, -0.2]),
    "plot_fork": lambda: plot_fork(0.6, [2.0, -1.0], [0.1367, -0.1477]),
    "plot_nudge": lambda: plot_nudge(SIGMOID, 0.5, 1.0),
}
