"""Backpropagation: every gradient of the cost from one pass forward and one pass back.

- all gradients of a mini-batch: `backprop`
- the same for a batch that has been checked: ``backprop_unchecked``
"""

from typing import NamedTuple

from nnbp_core.domains import check_outputs
from nnbp_core.equations import backpropagate_error, bias_gradient, output_error, weight_gradient
from nnbp_core.network import forward_unchecked
from nnbp_core.validation import check_batch, check_same_shape

__all__ = ["Gradients", "backprop", "backprop_unchecked"]


class Gradients(NamedTuple):
    """Gradients of the mean cost of a batch, one entry per layer after the input.

    ``nabla_w[i]`` and ``nabla_b[i]`` have the shapes of ``network.weights[i]`` and
    ``network.biases[i]``. ``deltas[i]`` is δ^l with l = i + 2, one column per example:
    the error of that example's own cost; `deltas` is None where no error was
    propagated (`numerical_gradient`).
    """

    nabla_w: list
    nabla_b: list
    deltas: list | None = None


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
        If a shape does not fit the network, an entry is not finite, or the cost is
        not defined for these targets or outputs; the message names the argument,
        what came and what was expected.
    """
    return backprop_unchecked(network, *check_batch(network, x, y))


def backprop_unchecked(network, x, y):
    """`backprop`, for a batch that has been checked."""
    zs, activations = forward_unchecked(network, x)
    deltas = [_error_at_output(network, zs[-1], activations[-1], y)]
    for i in reversed(range(len(zs) - 1)):
        slope = network.activations[i].slope(zs[i], activations[i + 1])
        deltas.insert(0, backpropagate_error(network.weights[i + 1], deltas[0], slope))
    nabla_w = [weight_gradient(delta, a_in) for delta, a_in in zip(deltas, activations[:-1], strict=True)]
    nabla_b = [bias_gradient(delta) for delta in deltas]
    return Gradients(nabla_w, nabla_b, deltas)


def _error_at_output(network, z, a, y):
    """BP1 for this network's cost: δ^L = a - y where cost and activation match, so that 0 · ∞ cannot arise."""
    cost, activation = network.cost, network.activations[-1]
    if cost.matches == activation:
        return a - y
    check_outputs(network, a)
    nabla_a = check_same_shape("the gradient of the cost", cost, cost.gradient(a, y), a)
    return output_error(nabla_a, activation.slope(z, a))
