"""A call of each picture of a changed neuron."""

import numpy as np

from nnbp_core import SIGMOID, TANH, Activation, Bias, Network, backprop
from nnbp_core.figures import plot_spoiled_gradients, plot_tangents

WRONG = Activation("wrong", TANH.f, SIGMOID.prime)


def gradients(activation):
    network = Network.random([2, 2, 1], np.random.default_rng(1))
    other = Network(network.weights, network.biases, [activation, SIGMOID])
    return backprop(other, np.ones((2, 1)), np.ones((1, 1)))


CALLS = {
    "plot_spoiled_gradients": lambda: plot_spoiled_gradients(gradients(TANH), gradients(WRONG), Bias(2, 0)),
    "plot_tangents": lambda: plot_tangents([TANH, WRONG]),
}
