"""Stochastic gradient descent, as an iterator.

- train, one epoch at a time: `sgd`
- when it goes wrong: `DivergenceError`

The caller decides what to do between epochs: show progress, plot, or stop.
Source: Nielsen (2015), chapter 1.
"""

from typing import NamedTuple

import numpy as np

from nnbp_core.backprop import gradients_of
from nnbp_core.gradient_check import mean_cost
from nnbp_core.network import Network, propagate
from nnbp_core.validation import check_batch, check_positive

__all__ = ["DivergenceError", "Epoch", "accuracy", "sgd"]


class DivergenceError(ArithmeticError):
    """The cost or a parameter is no longer a finite number."""


class Epoch(NamedTuple):
    """The state after one pass over the training data.

    `number` counts from 1. `cost` is the mean training cost. `accuracy` is the part of the
    test examples, in [0, 1], whose largest output is the right one; None where there are no
    test examples or only one output.
    """

    number: int
    network: Network
    cost: float
    accuracy: float | None


def accuracy(network, x, y):
    """The part of the examples, in [0, 1], whose largest output stands where y is largest."""
    x, y = check_batch(network, x, y)
    outputs = propagate(network, x).activations[-1]
    return float((outputs.argmax(axis=0) == y.argmax(axis=0)).mean())


def sgd(network, data, eta, epochs, batch_size, rng):
    """Train by mini-batch gradient descent and yield the state after every epoch.

    Parameters
    ----------
    network : Network
        Where to start. It is not changed.
    data : Dataset
    eta : float above 0
        Learning rate η: each step is w → w - η ∂C/∂w.
    epochs : int above 0
    batch_size : int above 0
        Examples per step. The last batch of an epoch may be smaller.
    rng : numpy.random.Generator
        Shuffles the examples before each epoch.

    Returns
    -------
    iterator of Epoch

    Raises
    ------
    ValueError
        At the call, for data that does not fit the network or a setting that is not above 0.
    DivergenceError
        While iterating, after the last good epoch has been yielded.
    """
    x, y = check_batch(network, data.x_train, data.y_train)
    check_positive("eta", eta)
    check_positive("epochs", epochs, whole=True)
    check_positive("batch_size", batch_size, whole=True)
    if not isinstance(rng, np.random.Generator):
        raise ValueError(f"rng is {rng!r}; expected a generator such as np.random.default_rng(1)")
    test = None if data.x_test is None else check_batch(network, data.x_test, data.y_test)
    return _epochs(network, x, y, test, eta, epochs, batch_size, rng)


def _epochs(network, x, y, test, eta, epochs, batch_size, rng):
    scored = test is not None and network.sizes[-1] > 1
    rows = np.ascontiguousarray(x.T), np.ascontiguousarray(y.T)  # an example in one piece is quick to fetch
    for number in range(1, epochs + 1):
        with np.errstate(over="ignore", invalid="ignore"):
            network = _one_pass(network, *rows, eta, batch_size, rng, number)
            cost = float(mean_cost(network, x, y))
        if not np.isfinite(cost):
            raise DivergenceError(_advice(number, eta))
        yield Epoch(number, network, cost, accuracy(network, *test) if scored else None)


def _one_pass(network, examples, answers, eta, batch_size, rng, number):
    order = rng.permutation(len(examples))
    network = copied(network)  # this pass's own, so that its steps can be taken in place
    for start in range(0, len(order), batch_size):
        batch = order[start : start + batch_size]
        gradient_step(network, gradients_of(network, examples[batch].T, answers[batch].T), eta)
    for array in (*network.weights, *network.biases):
        if not np.isfinite(array).all():
            raise DivergenceError(_advice(number, eta))
        array.flags.writeable = False
    return network


def copied(network):
    """The same network, with arrays of its own."""
    return network.with_parameters(map(np.copy, network.weights), map(np.copy, network.biases))


def gradient_step(network, gradients, eta):
    """One step downhill: p → p - η ∂C/∂p for every parameter, in the network's own arrays."""
    for w, b, nabla_w, nabla_b, _ in zip(network.weights, network.biases, *gradients, strict=True):
        np.subtract(w, eta * nabla_w, out=w)
        np.subtract(b, eta * nabla_b, out=b)


def _advice(number, eta):
    # Whether the cost or a parameter leaves the finite first, as inf or as nan, differs between processors: not said.
    return (
        f"training diverged in epoch {number}: its numbers are no longer finite. The steps are too long for this cost: "
        f"try a smaller eta (now {eta:g}), perhaps {eta / 10:g}, or inputs scaled to about [0, 1]."
    )
