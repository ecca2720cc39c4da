"""Stochastic gradient descent, as an iterator.

- train, one epoch at a time: `sgd`
- one step: ``gradient_step``
- when it goes wrong: `DivergenceError`

The caller decides what to do between epochs: show progress, plot, or stop.
Source: Nielsen (2015), chapter 1.
"""

from typing import NamedTuple

import numpy as np

from nnbp_core.backprop import backprop_unchecked
from nnbp_core.network import Network, Workspace, forward_unchecked, mean_cost_unchecked
from nnbp_core.validation import check_batch, check_positive, check_rng

__all__ = ["DivergenceError", "Epoch", "accuracy", "gradient_step", "sgd"]

MILLION = 1e6  # times its value before training: from there on the cost has no way back
SMALL = 1e-6  # a start that is all but perfect may lose that
WIDE = 10.0  # inputs that reach further make long steps


class DivergenceError(ArithmeticError):
    """The cost or a parameter is no longer a finite number, or the cost has grown out of all proportion."""


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
    return _accuracy_unchecked(network, *check_batch(network, x, y))


def _accuracy_unchecked(network, x, y):
    outputs = forward_unchecked(network, x).activations[-1]
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
    data = _checked_dataset(data)
    x, y = check_batch(network, data.x_train, data.y_train)
    check_positive("eta", eta)
    check_positive("epochs", epochs, whole=True)
    check_positive("batch_size", batch_size, whole=True)
    check_rng(rng)
    test = None if data.x_test is None else check_batch(network, data.x_test, data.y_test, ("x_test", "y_test"))
    with np.errstate(over="ignore", invalid="ignore"):
        before = float(mean_cost_unchecked(network, x, y))
    return _epochs(network, x, y, test, eta, epochs, batch_size, rng, MILLION * max(before, SMALL))


def _checked_dataset(data):
    """Data with the fields of a `Dataset`."""
    fields = ("x_train", "y_train", "x_test", "y_test")
    if all(hasattr(data, field) for field in fields):
        if (data.x_test is None) != (data.y_test is None):
            raise ValueError("data has only one of x_test and y_test; expected both, or neither")
        return data
    mend = "Dataset(x, y), one example per column"
    pairs = isinstance(data, list | tuple) and data and all(isinstance(each, list | tuple) for each in data)
    if pairs and isinstance(data, tuple) and [len(each) for each in data] == [2, 2]:
        mend = f"Dataset({', '.join(fields)}): did you mean Dataset(*data[0], *data[1])?"
    elif pairs:
        mend = "Dataset(np.hstack([x for x, y in data]), np.hstack([y for x, y in data])), where x and y are columns"
    elif isinstance(data, list | tuple) and len(data) in (2, 4):
        mend = f"Dataset({', '.join(fields[: len(data)])}): did you mean Dataset(*data)?"
    came = f"{type(data).__name__} of {len(data)}" if isinstance(data, list | tuple) else type(data).__name__
    raise ValueError(f"data has the type {came}; expected a {mend}")


def _epochs(network, x, y, test, eta, epochs, batch_size, rng, limit):
    scored = test is not None and network.sizes[-1] > 1
    rows = np.ascontiguousarray(x.T), np.ascontiguousarray(y.T)  # an example in one piece is quick to fetch
    for number in range(1, epochs + 1):
        with np.errstate(over="ignore", invalid="ignore"):
            space = _one_pass(Workspace.of(network), *rows, eta, batch_size, rng)
            cost = float(mean_cost_unchecked(space, x, y))
        if not (cost <= limit and all(np.isfinite(each).all() for each in (*space.weights, *space.biases))):
            raise DivergenceError(_advice(number, eta, x, cost, limit))
        network = Network(*space)
        yield Epoch(number, network, cost, _accuracy_unchecked(network, *test) if scored else None)


def _one_pass(space, examples, answers, eta, batch_size, rng):
    """The workspace after one step for each batch of one epoch, in its own arrays."""
    order = rng.permutation(len(examples))
    for start in range(0, len(order), batch_size):
        batch = order[start : start + batch_size]
        gradient_step(space, backprop_unchecked(space, examples[batch].T, answers[batch].T), eta)
    return space


def gradient_step(space, gradients, eta):
    """One step downhill, p → p - η ∂C/∂p for every parameter, in the workspace's own arrays.

    Parameters
    ----------
    space : Workspace
    gradients : Gradients
        From `backprop`, or from `numerical_gradient`.
    eta : float
    """
    for parameters, nabla in ((space.weights, gradients.nabla_w), (space.biases, gradients.nabla_b)):
        for parameter, slope in zip(parameters, nabla, strict=True):
            np.subtract(parameter, eta * slope, out=parameter)


def _advice(number, eta, x, cost, limit):
    # Whether the cost or a parameter leaves the finite first, as inf or as nan, differs between processors: not said.
    what = f"the cost has grown to {cost:.0e}" if limit < cost < np.inf else "its numbers are no longer finite"
    reach = float(np.abs(x).max())
    mend = f"try a smaller eta (now {eta:g}), perhaps {eta / 10:g}, or inputs scaled to about [0, 1]"
    if reach > WIDE:
        mend = f"the inputs run from {x.min():g} to {x.max():g}: scale them to about [0, 1], such as x / {reach:g}"
    return f"training diverged in epoch {number}: {what}. The steps are too long for this cost: {mend}."
