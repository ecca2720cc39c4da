"""The course's pictures: one function each, named ``plot_*``, returning a `Picture` that carries its own alt text."""

from nnbp_core.figures.networks import plot_network, plot_shapes
from nnbp_core.figures.neurons import plot_activations
from nnbp_core.figures.picture import Picture
from nnbp_core.figures.training import plot_confusion, plot_digits, plot_learning_curves

__all__ = [
    "Picture",
    "plot_activations",
    "plot_confusion",
    "plot_digits",
    "plot_learning_curves",
    "plot_network",
    "plot_shapes",
]
