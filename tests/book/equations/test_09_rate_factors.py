"""The labelled equations of chapter 9, each checked on random networks."""

from itertools import pairwise
from math import prod
from unittest import mock

import numpy as np
import pytest
from cases import random_case, seeds
from hypothesis import given

from nnbp_core import (
    QUADRATIC,
    Activation,
    Network,
    Weight,
    backprop,
    count_paths,
    differences,
    forward,
    iter_paths,
    numerical_gradient,
    rate_factors,
    sum_over_paths,
)
from nnbp_core.backprop import backprop_unchecked
from nnbp_core.network import Workspace, forward_unchecked

NUDGE = 1e-6


def one_example(seed):
    """A smooth network, one example, and one of its weights."""
    network, x, y = random_case(seed, smooth=True, n_examples=1)
    rng = np.random.default_rng(seed)
    i = int(rng.integers(len(network.weights)))
    j, k = (int(rng.integers(n)) for n in network.weights[i].shape)
    return network, x, y, Weight(i + 2, j, k)


def nudged(network, weight, step):
    weights = [w.copy() for w in network.weights]
    weights[weight.layer - 2][weight.j, weight.k] += step
    return Network(weights, network.biases, network.activations, network.cost)


def answer(network, a, layer):
    """The activations of every layer from `layer` on, if those of `layer` are a."""
    found = [a]
    parts = zip(network.weights, network.biases, network.activations, strict=True)
    for w, b, activation in list(parts)[layer - 1 :]:
        found.append(activation.f(w @ found[-1] + b))
    return found


def slopes_of(function, a, step=1e-5):
    """∂function/∂a by central differences: one column for each entry of a."""
    moves = step * np.eye(len(a))
    return np.hstack([(function(a + m[:, None]) - function(a - m[:, None])) / (2 * step) for m in moves])


@pytest.mark.equation("eq-nudge")
@given(seed=seeds())
def test_a_nudge_moves_the_cost_by_the_slope(seed):
    network, x, y, weight = one_example(seed)

    def cost(network):
        return network.cost.value(forward(network, x).activations[-1], y).item()

    slope = backprop(network, x, y).nabla_w[weight.layer - 2][weight.j, weight.k]
    change = cost(nudged(network, weight, NUDGE)) - cost(network)
    assert change == pytest.approx(slope * NUDGE, rel=1e-3, abs=1e-11)


@pytest.mark.equation("eq-nudge-activation")
@pytest.mark.equation("eq-first-factor")
@pytest.mark.equation("eq-nudge-next")
@given(seed=seeds())
def test_a_nudge_moves_one_neuron_then_a_whole_layer(seed):
    network, x, _, weight = one_example(seed)
    layer, j, k = weight
    zs, before = forward(network, x)
    after = forward(nudged(network, weight, NUDGE), x).activations
    first = network.activations[layer - 2].prime(zs[layer - 2])[j, 0] * before[layer - 2][k, 0]
    moved = after[layer - 1] - before[layer - 1]
    assert moved[j, 0] == pytest.approx(first * NUDGE, rel=1e-3, abs=1e-11)
    assert not np.delete(moved, j).any()
    if layer < len(network.sizes):
        expected = rate_factors(network, x)[layer - 1][0][:, [j]] * moved[j, 0]
        np.testing.assert_allclose(after[layer] - before[layer], expected, rtol=1e-3, atol=1e-11)


@pytest.mark.equation("eq-rate-factor")
@pytest.mark.equation("eq-rate-matrix")
@given(seed=seeds())
def test_rate_factors(seed):
    network, x, _, _ = one_example(seed)
    zs, activations = forward(network, x)
    for i, (w, activation) in enumerate(zip(network.weights, network.activations, strict=True)):
        slopes = activation.prime(zs[i])[:, 0]
        measured = slopes_of(lambda a, layer=i + 1: answer(network, a, layer)[1], activations[i])
        for q, j in np.ndindex(w.shape):
            assert measured[q, j] == pytest.approx(slopes[q] * w[q, j], rel=1e-5, abs=1e-8)
        np.testing.assert_allclose(rate_factors(network, x)[i][0], np.diag(slopes) @ w, rtol=1e-9, atol=1e-13)


@pytest.mark.equation("eq-path-count")
@given(seed=seeds())
def test_number_of_paths(seed):
    sizes = random_case(seed).network.sizes
    for layer in range(1, len(sizes) + 1):
        n = prod(sizes[layer:])
        assert len(set(iter_paths(sizes, layer, 0))) == count_paths(sizes, layer) == n


@pytest.mark.equation("eq-path-sum")
@given(seed=seeds())
def test_the_paths_add_up_to_the_gradient(seed):
    network, x, y, weight = one_example(seed)
    zs, activations = forward(network, x)
    i = weight.layer - 2
    factors = [each[0] for each in rate_factors(network, x)]
    first = network.activations[i].prime(zs[i])[weight.j, 0] * activations[i][weight.k, 0]
    at_end = network.cost.gradient(activations[-1], y)[:, 0]
    total = sum(
        first * at_end[path[-1]] * prod(factors[i + 1 + n][q, j] for n, (j, q) in enumerate(pairwise(path)))
        for path in iter_paths(network.sizes, weight.layer, weight.j)
    )
    slope = backprop(network, x, y).nabla_w[i][weight.j, weight.k]
    assert total == pytest.approx(slope, rel=1e-8, abs=1e-12)
    assert sum_over_paths(network, x, y, weight) == pytest.approx(slope, rel=1e-8, abs=1e-12)


@pytest.mark.equation("eq-path-matrix")
@pytest.mark.equation("eq-path-backward")
@given(seed=seeds())
def test_a_product_of_rate_matrices_is_a_sum_over_paths(seed):
    network, x, y, _ = one_example(seed)
    zs, activations = forward(network, x)
    factors = [each[0] for each in rate_factors(network, x)]
    deltas = backprop(network, x, y).deltas
    cost_slope = network.cost.gradient(activations[-1], y)
    product = np.eye(network.sizes[-1])
    for layer in reversed(range(1, len(network.sizes))):
        product = product @ factors[layer - 1]
        measured = slopes_of(lambda a, layer=layer: answer(network, a, layer)[-1], activations[layer - 1])
        np.testing.assert_allclose(measured, product, rtol=1e-4, atol=1e-7)
        paths = np.zeros_like(product)
        for j in range(network.sizes[layer - 1]):
            for path in iter_paths(network.sizes, layer, j):
                paths[path[-1], j] += prod(factors[layer - 1 + n][q, p] for n, (p, q) in enumerate(pairwise(path)))
        np.testing.assert_allclose(product, paths, rtol=1e-9, atol=1e-12)
        cost_slope = factors[layer - 1].T @ cost_slope
        if layer > 1:  # with its own slope it is the error that backprop carries
            own = network.activations[layer - 2].prime(zs[layer - 2])
            np.testing.assert_allclose(cost_slope * own, deltas[layer - 2], rtol=1e-7, atol=1e-11)


class Counting(np.ndarray):
    """An array that counts the multiplications NumPy does with it, products of matrices included."""

    total = 0

    def __array_ufunc__(self, ufunc, method, *inputs, **options):
        plain = [np.asarray(each) for each in inputs]
        if "out" in options:
            options["out"] = tuple(np.asarray(each) for each in options["out"])
        result = getattr(ufunc, method)(*plain, **options)
        if ufunc is np.matmul:
            Counting.total += plain[0].size * plain[1].shape[1]
        elif ufunc is np.multiply:
            Counting.total += result.size
        return result.view(Counting) if isinstance(result, np.ndarray) else result

    def __array_function__(self, function, types, args, options):
        if function is not np.dot:
            return super().__array_function__(function, types, args, options)
        plain = [np.asarray(each) for each in args]
        Counting.total += plain[0].size * plain[1].shape[1]
        return np.dot(*plain, **options).view(Counting)


# σ(z) = z without a single multiplication of its own, and without losing the counting array on the way.
PASS_ON = Activation("pass on", np.positive, np.ones_like)


def counting_case(seed):
    plain, x, y = random_case(seed, n_examples=1, cost=QUADRATIC)
    network = Network(plain.weights, plain.biases, PASS_ON)
    arrays = ([each.view(Counting) for each in parts] for parts in (network.weights, network.biases))
    return network, Workspace(*arrays, network.activations, network.cost), x.view(Counting), y.view(Counting)


@pytest.mark.equation("eq-cost-of-forward")
@pytest.mark.equation("eq-cost-of-backprop")
@pytest.mark.equation("eq-cost-of-differences")
@given(seed=seeds())
def test_the_core_multiplies_as_often_as_the_formulas_say(seed):
    network, counting, x, y = counting_case(seed)
    n = network.sizes
    forward_cost = sum(n[i] * n[i - 1] for i in range(1, len(n)))
    for run, expected in (
        (lambda: forward_unchecked(counting, x), forward_cost),
        (lambda: backprop_unchecked(counting, x, y), 3 * forward_cost - n[1] * n[0] + sum(n[1:])),
    ):
        Counting.total = 0
        run()
        assert Counting.total == expected
    with mock.patch.object(differences, "mean_cost_unchecked", wraps=differences.mean_cost_unchecked) as passes:
        numerical_gradient(network, x, y)
    assert passes.call_count * forward_cost == 2 * network.n_parameters * forward_cost
