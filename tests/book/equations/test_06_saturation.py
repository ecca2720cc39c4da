"""The labelled equations of chapter 6, each checked on random networks."""

import numpy as np
import pytest
import sympy
from cases import random_case, seeds
from hypothesis import given
from hypothesis import strategies as st

from nnbp_core import (
    CROSS_ENTROPY,
    SIGMOID,
    Dataset,
    Network,
    backprop,
    forward,
    numerical_gradient,
    output_error,
    sgd,
)

moderate = st.floats(-3, 3)
a, x, y, w, b, z = sympy.symbols("a x y w b z", real=True)
sigma = 1 / (1 + sympy.exp(-z))


@pytest.mark.equation("eq-single-neuron-gradient")
@given(w=moderate, b=moderate, x=moderate, y=st.floats(0, 1))
def test_one_neuron_with_the_quadratic_cost(w, b, x, y):
    network = Network([[[w]]], [[[b]]])
    answer = 1 / (1 + np.exp(-(w * x + b)))
    formula = x * (answer - y) * answer * (1 - answer)
    assert backprop(network, [[x]], [[y]]).nabla_w[0].item() == pytest.approx(formula, abs=1e-14)
    by_cost = numerical_gradient(network, [[x]], [[y]], method="complex").nabla_w[0].item()
    assert by_cost == pytest.approx(formula, abs=1e-14)


@pytest.mark.equation("eq-single-neuron-gradient")
def test_one_neuron_with_the_quadratic_cost_is_an_identity():
    cost = (sigma.subs(z, w * x + b) - y) ** 2 / 2
    formula = x * (sigma - y) * sympy.diff(sigma, z)
    assert sympy.simplify(sympy.diff(cost, w) - formula.subs(z, w * x + b)) == 0


@pytest.mark.equation("eq-speed-at-zero-target")
@given(w=moderate, b=moderate)
def test_speed_at_target_zero(w, b):
    network = Network([[[w]]], [[[b]]])
    answer = forward(network, [[1.0]]).activations[-1].item()
    speed = numerical_gradient(network, [[1.0]], [[0.0]], method="complex").nabla_w[0].item()
    assert speed == pytest.approx(answer**2 * (1 - answer), rel=1e-10)
    assert sympy.simplify(((sigma - 0) * sympy.diff(sigma, z)) - sigma**2 * (1 - sigma)) == 0


@pytest.mark.equation("eq-speed-peak")
def test_the_speed_peaks_at_two_thirds():
    speed = a**2 * (1 - a)
    assert sympy.maximum(speed, a, sympy.Interval(0, 1)) == sympy.Rational(4, 27)
    assert sympy.solveset(sympy.Eq(speed, sympy.Rational(4, 27)), a, sympy.Interval(0, 1)) == {sympy.Rational(2, 3)}


@pytest.mark.equation("eq-speed-peak")
def test_a_run_passes_the_peak_where_its_answer_is_two_thirds():
    start = Network([[[2.0]]], [[[2.0]]])
    task = Dataset(np.ones((1, 1)), np.zeros((1, 1)))
    states = [epoch.network for epoch in sgd(start, task, 0.05, 1500, 1, np.random.default_rng(1))]
    speeds = [backprop(state, [[1.0]], [[0.0]]).nabla_w[0].item() for state in states]
    quickest = states[int(np.argmax(speeds))]
    assert max(speeds) == pytest.approx(4 / 27, abs=1e-5)
    assert forward(quickest, [[1.0]]).activations[-1].item() == pytest.approx(2 / 3, abs=5e-3)
    assert speeds[0] < max(speeds) / 5
    assert speeds[-1] < max(speeds) / 5


@pytest.mark.equation("eq-cross-entropy-error")
@given(seed=seeds())
def test_the_slope_cancels(seed):
    network, x, y = random_case(seed, cost=CROSS_ENTROPY)
    zs, activations = forward(network, x)
    answer, expected = activations[-1], activations[-1] - y
    bp1 = output_error(CROSS_ENTROPY.gradient(answer, y), SIGMOID.prime(zs[-1]))
    np.testing.assert_allclose(bp1, expected, rtol=1e-7, atol=1e-9)
    np.testing.assert_allclose(backprop(network, x, y).deltas[-1], expected, rtol=1e-12, atol=1e-14)
    by_cost = numerical_gradient(network, x, y, method="complex").nabla_b[-1]
    np.testing.assert_allclose(by_cost, expected.mean(axis=1, keepdims=True), rtol=1e-7, atol=1e-9)


@pytest.mark.equation("eq-cross-entropy-error")
def test_the_slope_cancels_as_an_identity():
    cost = -(y * sympy.log(a) + (1 - y) * sympy.log(1 - a))
    slope_of_cost = sympy.diff(cost, a)
    assert sympy.simplify(slope_of_cost - (a - y) / (a * (1 - a))) == 0
    delta = slope_of_cost.subs(a, sigma) * sympy.diff(sigma, z)
    assert sympy.simplify(delta - (sigma - y)) == 0
    assert sympy.simplify(slope_of_cost.subs(a, sigma) - (sigma - y)) != 0  # the published figures' slip


@pytest.mark.equation("eq-slope-bound")
@given(z=st.floats(-40, 40))
def test_the_slope_is_at_most_a_quarter(z):
    answer = SIGMOID.f(z)
    assert SIGMOID.prime(z) == pytest.approx(answer * (1 - answer), abs=1e-15)
    assert SIGMOID.prime(z) <= 0.25 + 1e-15  # rounding
    assert SIGMOID.prime(0.0) == 0.25  # no smaller bound would do
    assert sympy.expand(sympy.Rational(1, 4) - (a - sympy.Rational(1, 2)) ** 2 - a * (1 - a)) == 0


@pytest.mark.equation("eq-depth-product")
@given(seed=seeds())
def test_one_layer_back(seed):
    network, x, y = random_case(seed, n_examples=1)
    zs, deltas = forward(network, x).zs, backprop(network, x, y).deltas
    for i, (w, activation) in enumerate(zip(network.weights[1:], network.activations, strict=False)):
        bound = activation.prime(zs[i]).max() * np.linalg.norm(w, 2) * np.linalg.norm(deltas[i + 1])
        assert np.linalg.norm(deltas[i]) <= bound * (1 + 1e-12)
        assert np.linalg.norm(w, 2) == pytest.approx(np.linalg.norm(w.T, 2))


@pytest.mark.equation("eq-depth-product")
@given(seed=seeds())
def test_one_layer_back_is_reached_by_a_chain_of_single_neurons(seed):
    network, x, y = random_case(seed, n_examples=1, max_width=1)
    zs, deltas = forward(network, x).zs, backprop(network, x, y).deltas
    for i, (w, activation) in enumerate(zip(network.weights[1:], network.activations, strict=False)):
        bound = activation.prime(zs[i]).max() * abs(w.item()) * abs(deltas[i + 1].item())
        assert abs(deltas[i].item()) == pytest.approx(bound, rel=1e-9, abs=1e-15)


@pytest.mark.equation("eq-depth-bound")
@given(n_hidden=st.integers(1, 4), seed=seeds())
def test_all_layers_back(n_hidden, seed):
    rng = np.random.default_rng(seed)
    network = Network.random([3, *rng.integers(1, 6, n_hidden), 2], rng, init="standard_normal")
    deltas = backprop(network, rng.standard_normal((3, 1)), rng.random((2, 1))).deltas
    norms = [np.linalg.norm(w, 2) for w in network.weights[1:]]
    assert len(network.sizes) - 2 == n_hidden == len(norms)
    bound = 0.25**n_hidden * np.prod(norms) * np.linalg.norm(deltas[-1])
    assert np.linalg.norm(deltas[0]) <= bound * (1 + 1e-12)


@pytest.mark.equation("eq-depth-bound")
@given(n_hidden=st.integers(1, 4), w=st.floats(-2, 2), seed=seeds())
def test_all_layers_back_is_reached_where_every_sigmoid_is_steepest(n_hidden, w, seed):
    weights = [[[w]]] * (n_hidden + 1)
    biases = [[[0.0]]] + [[[-w / 2]]] * n_hidden  # each hidden z is 0, so each hidden a is 1/2
    network = Network(weights, biases)
    deltas = backprop(network, [[0.0]], [[np.random.default_rng(seed).random()]]).deltas
    bound = 0.25**n_hidden * abs(w) ** n_hidden * abs(deltas[-1].item())
    assert abs(deltas[0].item()) == pytest.approx(bound, rel=1e-12)
