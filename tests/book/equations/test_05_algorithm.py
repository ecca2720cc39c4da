"""The labelled equations of chapter 5, each checked on random networks."""

import numpy as np
import pytest
from cases import random_case, seeds
from hypothesis import given

from nnbp_core import Dataset, backprop, forward, sgd


@pytest.mark.equation("eq-mini-batch-gradient")
@given(seed=seeds())
def test_mini_batch_is_a_mean_of_outer_products(seed):
    network, x, y = random_case(seed, n_examples=3)
    nabla_w = backprop(network, x, y).nabla_w
    total = [np.zeros(w.shape) for w in network.weights]
    for example in range(3):
        column = x[:, [example]], y[:, [example]]
        activations = forward(network, column[0]).activations
        for i, delta in enumerate(backprop(network, *column).deltas):
            total[i] += delta @ activations[i].T
    for given_, summed in zip(nabla_w, total, strict=True):
        np.testing.assert_allclose(given_, summed / 3, rtol=1e-10, atol=1e-13)


@pytest.mark.equation("eq-batch-weight-gradient")
@pytest.mark.equation("eq-batch-bias-gradient")
@given(seed=seeds())
def test_batch_products(seed):
    network, x, y = random_case(seed)
    activations = forward(network, x).activations
    nabla_w, nabla_b, deltas = backprop(network, x, y)
    m = x.shape[1]
    for i, delta in enumerate(deltas):
        np.testing.assert_allclose(nabla_w[i], delta @ activations[i].T / m, rtol=1e-11, atol=1e-13)
        np.testing.assert_allclose(nabla_b[i], delta @ np.ones((m, 1)) / m, rtol=1e-11, atol=1e-13)


@pytest.mark.equation("eq-gradient-step")
@given(seed=seeds())
def test_gradient_step(seed):
    network, x, y = random_case(seed)
    gradients = backprop(network, x, y)
    (epoch,) = sgd(network, Dataset(x, y), 0.01, 1, x.shape[1], np.random.default_rng(seed))
    for i, (w, b) in enumerate(zip(network.weights, network.biases, strict=True)):
        np.testing.assert_allclose(epoch.network.weights[i], w - 0.01 * gradients.nabla_w[i], rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(epoch.network.biases[i], b - 0.01 * gradients.nabla_b[i], rtol=1e-9, atol=1e-12)
