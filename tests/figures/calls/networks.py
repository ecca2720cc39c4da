"""A call of each picture of a network."""

from nnbp_core import Weight
from nnbp_core.figures import plot_network, plot_shapes

CALLS = {
    "plot_network": lambda: plot_network([2, 3, 1], Weight(2, 2, 0)),
    "plot_shapes": lambda: plot_shapes([("z", 3, 1), ("w", 3, 2)], ["="]),
}
