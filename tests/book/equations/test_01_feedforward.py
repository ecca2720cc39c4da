"""The labelled equations of chapter 1, each checked on random networks."""

import numpy as np
import pytest
import sympy
from cases import random_case, seeds
from hypothesis import given
from hypothesis import strategies as st

from nnbp_core import SIGMOID, SOFTPLUS, TANH, Network, forward

few = st.integers(1, 5)


@pytest.mark.equation("eq-neuron-weighted-input")
@pytest.mark.equation("eq-neuron-activation")
@given(n=few, seed=seeds())
def test_one_neuron(n, seed):
    rng = np.random.default_rng(seed)
    w, x, b = rng.standard_normal(n), rng.standard_normal(n), rng.standard_normal()
    zs, activations = forward(Network([[w]], [[[b]]]), x[:, None])
    z = sum(w[k] * x[k] for k in range(n)) + b
    assert zs[0].item() == pytest.approx(z, abs=1e-12)
    assert activations[-1].item() == pytest.approx(1 / (1 + np.exp(-z)), abs=1e-12)


@pytest.mark.equation("eq-sigmoid")
@given(z=st.floats(-30, 30))
def test_sigmoid(z):
    assert SIGMOID.f(z) == pytest.approx(1 / (1 + np.exp(-z)), rel=1e-14)


@pytest.mark.equation("eq-sigmoid-symmetry")
def test_sigmoid_symmetry():
    z = sympy.Symbol("z", real=True)
    sigma = 1 / (1 + sympy.exp(-z))
    assert sympy.simplify(sigma.subs(z, -z) - (1 - sigma)) == 0
    multiplied = sympy.exp(-z) / (sympy.exp(-z) + 1)  # the page's proof, in its two steps
    assert sympy.simplify(sigma.subs(z, -z) - multiplied) == 0
    assert sympy.simplify(sigma + multiplied - 1) == 0
    values = np.linspace(-20, 20, 101)
    np.testing.assert_allclose(SIGMOID.f(-values), 1 - SIGMOID.f(values), atol=1e-15)


def test_tanh_is_a_sigmoid_squeezed_and_stretched():
    z = sympy.Symbol("z", real=True)
    stretched = 2 / (1 + sympy.exp(-2 * z)) - 1
    assert sympy.simplify((sympy.tanh(z) - stretched).rewrite(sympy.exp)) == 0
    values = np.linspace(-5, 5, 101)
    np.testing.assert_allclose(TANH.f(values), 2 * SIGMOID.f(2 * values) - 1, atol=1e-15)
    assert np.abs(TANH.f(values) - (2 * SIGMOID.f(values) - 1)).max() > 0.25  # stretched alone: another curve


@pytest.mark.equation("eq-weighted-input-component")
@pytest.mark.equation("eq-activation-component")
@given(seed=seeds())
def test_components(seed):
    network, x, _ = random_case(seed, n_examples=1)
    zs, a = forward(network, x)
    for i, (w, b) in enumerate(zip(network.weights, network.biases, strict=True)):
        for j in range(len(w)):
            z = sum(w[j, k] * a[i][k, 0] for k in range(w.shape[1])) + b[j, 0]
            assert zs[i][j, 0] == pytest.approx(z, rel=1e-11, abs=1e-12)
            assert a[i + 1][j, 0] == pytest.approx(network.activations[i].f(zs[i])[j, 0], rel=1e-12)


@pytest.mark.equation("eq-weighted-input")
@pytest.mark.equation("eq-activation")
@pytest.mark.equation("eq-batch-forward")
@given(seed=seeds())
def test_matrix_form(seed):
    network, x, _ = random_case(seed)
    zs, a = forward(network, x)
    ones = np.ones((1, x.shape[1]))
    for i, (w, b) in enumerate(zip(network.weights, network.biases, strict=True)):
        np.testing.assert_allclose(zs[i], w @ a[i] + b @ ones, rtol=1e-12, atol=1e-13)
        np.testing.assert_array_equal(a[i + 1], network.activations[i].f(zs[i]))


@pytest.mark.equation("eq-rows-forward")
@given(seed=seeds())
def test_rows(seed):
    network, x, _ = random_case(seed)
    zs, a = forward(network, x)
    ones = np.ones((x.shape[1], 1))
    for i, (w, b) in enumerate(zip(network.weights, network.biases, strict=True)):
        np.testing.assert_allclose(zs[i].T, a[i].T @ w.T + ones @ b.T, rtol=1e-12, atol=1e-13)


@pytest.mark.equation("eq-from-to-forward")
@given(n=few, n_in=few, seed=seeds())
def test_from_to(n, n_in, seed):
    rng = np.random.default_rng(seed)
    from_to, x = rng.standard_normal((n_in, n)), rng.standard_normal((n_in, 1))
    ours = Network([from_to.T], [np.zeros((n, 1))], SOFTPLUS)
    y = forward(ours, x).zs[0]
    np.testing.assert_allclose(y, from_to.T @ x, atol=1e-13)
    for j in range(n):
        assert y[j, 0] == pytest.approx(sum(x[i, 0] * from_to[i, j] for i in range(n_in)), abs=1e-12)


@pytest.mark.equation("eq-hadamard")
@given(n=few, seed=seeds())
def test_hadamard(n, seed):
    s, t = np.random.default_rng(seed).standard_normal((2, n, 1))
    assert [(s * t)[j, 0] for j in range(n)] == [s[j, 0] * t[j, 0] for j in range(n)]
