"""The big picture: rate factors along paths.

- the factor on every edge: `rate_factors`
- the paths from a neuron to the cost: `count_paths`, `iter_paths`
- a derivative as a sum over all of them: `sum_over_paths`

A path starts in neuron j of layer l and visits one neuron of each later layer.
Its factor is the product of the rate factors along it. Backpropagation is a
clever way of adding up all paths. Source: Nielsen (2015), chapter 2, "the big
picture".
"""

import math
from itertools import pairwise, product

import numpy as np

from nnbp_core.domains import check_outputs
from nnbp_core.network import Bias, Weight, forward
from nnbp_core.parameters import check_sizes
from nnbp_core.validation import check_batch, described

__all__ = ["count_paths", "iter_paths", "rate_factors", "sum_over_paths"]


def rate_factors(network, x):
    """∂a^l_q/∂a^{l-1}_j for every edge between two neurons.

    Parameters
    ----------
    x : array_like of shape (n_inputs, n_examples)

    Returns
    -------
    list of ndarray, each (n_examples, n_out, n_in)
        Entry i belongs to layer l = i + 2. With one example, ``factors[i][0][q, j]`` is
        σ'(z^l_q) w^l_{qj}; in a layer whose neurons listen to each other, the layer's
        Jacobian stands in place of σ'.
    """
    zs, activations = forward(network, x)
    layers = zip(network.weights, network.activations, zs, activations[1:], strict=True)
    return [
        activation.slope(z, a).T[:, :, None] * w if activation.elementwise else activation.jacobian(z, a) @ w
        for w, activation, z, a in layers
    ]


def count_paths(sizes, layer):
    """How many paths lead from one neuron of `layer` to the cost.

    One neuron of each later layer is free to choose, so this is the product of
    their sizes; 1 for the output layer.

    Raises
    ------
    ValueError
        If `layer` is not a layer of `sizes`, counted from 1.
    """
    sizes = check_sizes(sizes)
    _check_number("layer", layer, range(1, len(sizes) + 1), f"in a network of {len(sizes)} layers")
    return math.prod(sizes[layer:])


def iter_paths(sizes, layer, neuron):
    """Every path from one neuron to the cost, as a tuple of rows: that of `layer` first, of the output last.

    Raises
    ------
    ValueError
        If there is no such layer or neuron.
    """
    sizes = check_sizes(sizes)
    _check_number("layer", layer, range(1, len(sizes) + 1), f"in a network of {len(sizes)} layers")
    _check_number("neuron", neuron, range(sizes[layer - 1]), f"in layer {layer}")
    return product((neuron,), *(range(n) for n in sizes[layer:]))


def sum_over_paths(network, x, y, parameter):
    """∂C/∂parameter of the mean cost, as a sum over all paths from it to C.

    Each path contributes (∂a^l_j/∂parameter) × its rate factors × ∂C/∂a^L at its
    end. There are `count_paths` of them: use small networks. In a layer whose neurons
    listen to each other, the parameter moves all of them, and paths start from each.

    Parameters
    ----------
    x : array_like of shape (n_inputs, n_examples)
    y : array_like of shape (n_outputs, n_examples)
    parameter : Weight or Bias

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If the input does not fit, or there is no such parameter.
    """
    x, y = check_batch(network, x, y)
    i = _index_of(network, parameter)
    zs, activations = forward(network, x)
    factors = rate_factors(network, x)
    at_end = network.cost.gradient(check_outputs(network, activations[-1]), y)  # ∂C/∂a^L: (n_outputs, n_examples)
    total = np.zeros(x.shape[1])
    for start, moved in _moved_neurons(network, zs[i], activations[i : i + 2], parameter):
        for path in iter_paths(network.sizes, parameter.layer, start):
            along = moved
            for factor, (j, q) in zip(factors[i + 1 :], pairwise(path), strict=True):
                along = along * factor[:, q, j]
            total += along * at_end[path[-1]]
    return float(total.mean())


def _moved_neurons(network, z, activations, parameter):
    """The neurons of its own layer that the parameter moves, and how fast: pairs (row, ∂a_row/∂parameter)."""
    activation = network.activations[parameter.layer - 2]
    a_in, a = activations
    carried = a_in[parameter.k] if isinstance(parameter, Weight) else 1.0
    if activation.elementwise:
        return [(parameter.j, activation.slope(z, a)[parameter.j] * carried)]
    return [(q, slope * carried) for q, slope in enumerate(activation.jacobian(z, a)[:, :, parameter.j].T)]


def _index_of(network, parameter):
    if not isinstance(parameter, Weight | Bias):
        raise ValueError(f"parameter is {parameter!r}; expected Weight(layer, j, k) or Bias(layer, j)")
    n_layers, (layer, *rows) = len(network.sizes), parameter
    _check_number("layer", layer, range(2, n_layers + 1), f"in a network of {n_layers} layers")
    shape = network.weights[layer - 2].shape
    for name, row, n in zip("jk", rows, shape, strict=False):
        _check_number(name, row, range(n), f"for the weights of layer {layer}, of shape {shape}")
    return layer - 2


def _check_number(name, value, known, where):
    if isinstance(value, bool) or not isinstance(value, int | np.integer) or value not in known:
        raise ValueError(f"{name} is {described(value)}; expected {known[0]} to {known[-1]} {where}")
