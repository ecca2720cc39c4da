"""The four equations of backpropagation, one function and one line each.

- BP1, the error of the output layer: `output_error`
- BP2, the error of a layer from the error of the next: `backpropagate_error`
- BP3, the gradient for the biases: `bias_gradient`
- BP4, the gradient for the weights: `weight_gradient`

Errors δ hold one column per example. BP3 and BP4 return the gradient of the
mean cost, so they divide by the number of columns; with one column that is the
textbook form. Source: Nielsen (2015), chapter 2.

BP1 and BP2 pass an error back through a layer. Where each neuron stands alone,
that multiplies it by the slope σ'(z). Where neurons listen to each other, as in
a softmax, the layer says itself how: a function stands in place of the slope
(``Activation.slope``), and multiplies by the transposed Jacobian.
"""

import numpy as np

__all__ = ["backpropagate_error", "bias_gradient", "output_error", "weight_gradient"]


def output_error(nabla_a, slope):
    """BP1: δ^L = ∇_a C ⊙ σ'(z^L).

    Parameters
    ----------
    nabla_a : ndarray of shape (n_outputs, n_examples)
        ∂C/∂a^L.
    slope : ndarray of the same shape, or callable
        σ'(z^L).
    """
    return _through(slope, nabla_a)


def backpropagate_error(w_next, delta_next, slope):
    """BP2: δ^l = ((w^{l+1})ᵀ δ^{l+1}) ⊙ σ'(z^l).

    Parameters
    ----------
    w_next : ndarray of shape (n_next, n)
    delta_next : ndarray of shape (n_next, n_examples)
    slope : ndarray of shape (n, n_examples), or callable
        σ'(z^l).
    """
    return _through(slope, w_next.T @ delta_next)


def _through(slope, error):
    """From ∂C/∂a to ∂C/∂z of one layer."""
    return slope(error) if callable(slope) else error * slope


def bias_gradient(delta):
    """BP3: ∂C/∂b = δ, here averaged over the columns: shape (n, 1)."""
    return delta.sum(axis=1, keepdims=True) / delta.shape[1]


def weight_gradient(delta, a_in):
    """BP4: ∂C/∂w = δ a_inᵀ, here averaged over the columns: shape (n_out, n_in)."""
    return np.dot(delta / delta.shape[1], a_in.T)  # as @ does, but quicker for a single column
