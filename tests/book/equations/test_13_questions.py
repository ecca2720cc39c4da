"""The labelled equations of chapter 13, each checked on random networks."""

from itertools import pairwise, product

import numpy as np
import pytest
from cases import random_case, seeds
from hypothesis import given
from hypothesis import strategies as st

from nnbp_core import LINEAR, Dataset, Network, backprop, forward, sgd


@pytest.mark.equation("eq-valley-step")
@given(x=st.floats(-3, 3), start=st.floats(-5, 5), target=st.floats(-5, 5), eta=st.floats(0.01, 1))
def test_a_step_across_a_valley(x, start, target, eta):
    """A linear neuron with one example is a valley of curvature x² + 1 along its only direction of descent."""
    neuron = Network([[[start]]], [[[0.0]]], LINEAR)
    data = Dataset(np.array([[x]]), np.array([[target]]))
    stepped = next(sgd(neuron, data, eta, 1, 1, np.random.default_rng(0))).network
    curvature = x**2 + 1
    direction = np.array([x, 1.0]) / np.sqrt(curvature)

    def distance(network):
        error = forward(network, data.x_train).activations[-1].item() - target
        return error / np.sqrt(curvature)

    p, p_new = distance(neuron), distance(stepped)
    assert p_new == pytest.approx((1 - eta * curvature) * p, rel=1e-9, abs=1e-10)
    moved = np.array([stepped.weights[0].item() - start, stepped.biases[0].item()])
    np.testing.assert_allclose(moved, direction * (p_new - p), atol=1e-10)


@pytest.mark.equation("eq-block-gradient")
@given(seed=seeds(), m=st.integers(2, 9), data=st.data())
def test_the_gradient_is_the_weighted_mean_over_blocks(seed, m, data):
    network, x, y = random_case(seed, n_examples=m)
    edges = [0, *sorted(data.draw(st.sets(st.integers(1, m - 1)))), m]
    whole = backprop(network, x, y)
    blocks = [slice(start, end) for start, end in pairwise(edges)]
    parts = [backprop(network, x[:, block], y[:, block]) for block in blocks]
    shares = [(block.stop - block.start) / m for block in blocks]
    for i, expected in enumerate(whole.nabla_w):
        combined = sum(share * part.nabla_w[i] for share, part in zip(shares, parts, strict=True))
        np.testing.assert_allclose(combined, expected, rtol=1e-10, atol=1e-13)


@pytest.mark.equation("eq-batch-length")
@given(seed=seeds(), n=st.integers(2, 5), m=st.integers(1, 3))
def test_the_mean_squared_length_of_a_batchs_gradient(seed, n, m):
    """All batches of m out of n examples, each example as likely at every place, so that the mean is exact."""
    network, x, y = random_case(seed, n_examples=n)

    def gradient(columns):
        nabla_w, nabla_b, _ = backprop(network, x[:, columns], y[:, columns])
        return np.concatenate([np.ravel(part) for part in (*nabla_w, *nabla_b)])

    whole = gradient(list(range(n)))
    noise = np.mean([np.sum((gradient([i]) - whole) ** 2) for i in range(n)])
    squares = [np.sum(gradient(list(batch)) ** 2) for batch in product(range(n), repeat=m)]
    assert np.mean(squares) == pytest.approx(np.sum(whole**2) + noise / m, rel=1e-9, abs=1e-15)
