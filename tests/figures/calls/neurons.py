"""A call of each picture of a neuron."""

from nnbp_core import SIGMOID, TANH
from nnbp_core.figures import plot_activations

CALLS = {"plot_activations": lambda: plot_activations([SIGMOID, TANH])}
