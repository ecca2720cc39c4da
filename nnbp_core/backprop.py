"""Backpropagation: every gradient of the cost from one pass forward and one pass back.

- all gradients of a mini-batch: `backprop`
"""

from typing import NamedTuple

from nnbp_core.equations import backpropagate_error, bias_gradient, output_error, weight_gradient
from nnbp_core.network import propagate
from nnbp_core.validation import check_batch

__all__ = ["Gradients", "backprop"]


class Gradients(NamedTuple):
    """What `backprop` returns, one entry per layer after the input.

    ``nabla_w[i]`` and ``nabla_b[i]`` have the shapes of ``network.weights[i]`` and
    ``network.biases[i]`` and belong to the mean cost of the batch. ``deltas[i]`` is
    δ^l with l = i + 2, one column per example: the error of that example's own cost.
    """

    nabla_w: list
    nabla_b: list
    deltas: list


def backprop(network, x, y):
    """Gradients of the mean cost over a mini-batch, by BP1 to BP4.

    Parameters
    ----------
    x : array_like of shape (n_inputs, n_examples)
    y : array_like of shape (n_outputs, n_examples)

    Returns
    -------
    Gradients

    Raises
    ------
    ValueError
        If a shape does not fit the network, or an entry is not finite; the
        message names the argument, what came and what was expected.
    """
    return gradients_of(network, *check_batch(network, x, y))


def gradients_of(network, x, y):
    """`backprop`, for a batch that has been checked."""
    zs, activations = propagate(network, x)
    deltas = [error_at_output(network, zs[-1], activations[-1], y)]
    for i in reversed(range(len(zs) - 1)):
        slope = network.activations[i].slope(zs[i], activations[i + 1])
        deltas.insert(0, backpropagate_error(network.weights[i + 1], deltas[0], slope))
    nabla_w = [weight_gradient(delta, a_in) for delta, a_in in zip(deltas, activations[:-1], strict=True)]
    nabla_b = [bias_gradient(delta) for delta in deltas]
    return Gradients(nabla_w, nabla_b, deltas)


def error_at_output(network, z, a, y):
    """BP1 for this network's cost: δ^L = a - y where cost and activation match, so that 0/0 cannot arise."""
    if network.cost.matches == network.activations[-1].name:
        return a - y
    return output_error(network.cost.gradient(a, y), network.activations[-1].slope(z, a))
