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
@given(seed=seeds(), m=st.integers(1, 3))
def test_the_length_of_a_batch_s_gradient_by_listing_every_batch(seed, m):
    """Four examples, each drawn from all of them every time: 4 ** m batches, all equally likely."""
    network, x, y = random_case(seed, n_examples=4)

    def gradient(columns):
        nabla_w, nabla_b, _ = backprop(network, x[:, columns], y[:, columns])
        return np.concatenate([np.ravel(each) for each in (*nabla_w, *nabla_b)])

    whole = gradient([0, 1, 2, 3])
    noise = np.mean([np.sum((gradient([i]) - whole) ** 2) for i in range(4)])
    squares = [np.sum(gradient(list(batch)) ** 2) for batch in product(range(4), repeat=m)]
    assert np.mean(squares) == pytest.approx(np.sum(whole**2) + noise / m, rel=1e-9, abs=1e-20)
