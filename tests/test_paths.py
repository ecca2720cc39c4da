"""Rate factors and paths."""

from math import prod

import numpy as np
import pytest
from cases import random_case, seeds
from hypothesis import given

from nnbp_core import Bias, Network, Weight, count_paths, forward, iter_paths, rate_factors, sum_over_paths


@given(seed=seeds())
def test_rate_factors_are_the_slopes_between_layers(seed):
    network, x, _ = random_case(seed, smooth=True, n_examples=2)
    factors = rate_factors(network, x)
    activations = forward(network, x).activations
    for i, (w, b, activation) in enumerate(zip(network.weights, network.biases, network.activations, strict=True)):
        for j in range(w.shape[1]):
            nudged = activations[i].astype(complex)
            nudged[j] += 1e-20j
            slope = activation.f(w @ nudged + b).imag / 1e-20
            np.testing.assert_allclose(factors[i][:, :, j].T, slope, rtol=1e-10, atol=1e-14)


@pytest.mark.parametrize("sizes", [[2, 3, 1], [1, 2, 3, 4], [4, 1, 1, 2], [5, 2]])
def test_paths_are_counted_as_they_are_listed(sizes):
    for layer in range(1, len(sizes) + 1):
        paths = list(iter_paths(sizes, layer, 0))
        assert len(paths) == len(set(paths)) == count_paths(sizes, layer) == prod(sizes[layer:])
        assert all(len(path) == len(sizes) - layer + 1 and path[0] == 0 for path in paths)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda n, x, y: sum_over_paths(n, x, y, "w"), "parameter is 'w'; expected Weight"),
        (lambda n, x, y: sum_over_paths(n, x, y, Weight(1, 0, 0)), "layer is 1; expected 2 to 3"),
        (lambda n, x, y: sum_over_paths(n, x, y, Bias(4, 0)), "layer is 4; expected 2 to 3"),
        (lambda n, x, y: sum_over_paths(n, x, y, Weight(2.0, 0, 0)), "layer is 2.0; expected 2 to 3"),
        (lambda n, x, y: sum_over_paths(n, x, y, Weight(2, 3, 0)), r"j is 3; expected 0 to 2 .* of shape \(3, 2\)"),
        (lambda n, x, y: sum_over_paths(n, x, y, Weight(2, 0, 2)), r"k is 2; expected 0 to 1 .* of shape \(3, 2\)"),
        (lambda n, x, y: sum_over_paths(n, x, y, Weight(2, 0, -1)), r"k is -1; expected 0 to 1"),
        (lambda n, x, y: sum_over_paths(n, x, y, Weight(2, 0.0, 0)), r"j is 0.0; expected 0 to 2"),
        (lambda n, x, y: sum_over_paths(n, x, y, Bias(3, -1)), r"j is -1; expected 0 to 0 .* of shape \(1, 3\)"),
        (lambda n, x, y: sum_over_paths(n, x, y, Bias(3, True)), r"j is True; expected 0 to 0"),
        (lambda n, x, y: count_paths(n.sizes, 0), "layer is 0; expected 1 to 3 in a network of 3 layers"),
        (lambda n, x, y: count_paths(n.sizes, 4), "layer is 4; expected 1 to 3"),
        (lambda n, x, y: count_paths(n.sizes, 1.0), "layer is 1.0; expected 1 to 3"),
        (lambda n, x, y: count_paths(n, 1), "sizes is Network.*; expected neurons per layer"),
        (lambda n, x, y: count_paths([2, -3], 1), r"sizes\[1\] is -3; expected a whole number above 0"),
        (lambda n, x, y: iter_paths(n.sizes, 0, 0), "layer is 0; expected 1 to 3"),
        (lambda n, x, y: iter_paths(n.sizes, 4, 0), "layer is 4; expected 1 to 3"),
        (lambda n, x, y: iter_paths(n.sizes, 2, 3), "neuron is 3; expected 0 to 2 in layer 2"),
        (lambda n, x, y: iter_paths(n.sizes, 2, -1), "neuron is -1; expected 0 to 2 in layer 2"),
        (lambda n, x, y: iter_paths(n.sizes, 2, 0.5), "neuron is 0.5; expected 0 to 2 in layer 2"),
    ],
)
def test_what_is_not_there_is_refused_in_words(call, message):
    network = Network.random([2, 3, 1], np.random.default_rng(1))
    with pytest.raises(ValueError, match=message):
        call(network, np.ones((2, 1)), np.ones((1, 1)))
