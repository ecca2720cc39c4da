"""The labelled equations of chapter 6, each checked on random networks."""

from itertools import product

import numpy as np
import pytest
import sympy
from cases import random_case, seeds
from hypothesis import given
from hypothesis import strategies as st

from nnbp_core import (
    CROSS_ENTROPY,
    RELU,
    SIGMOID,
    SOFTPLUS,
    TANH,
    Dataset,
    Network,
    backprop,
    digits,
    forward,
    numerical_gradient,
    output_error,
    sgd,
)
from nnbp_core.network import INITIALISATIONS

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


@pytest.mark.equation("eq-spread-back")
def test_the_mean_over_all_signs_of_the_weights():
    """Weights of ±s, each sign as likely as the other, have mean 0 and spread s; here every draw is written out."""
    s, *delta = sympy.symbols("s d1 d2", real=True)
    errors = sympy.Matrix(delta)
    squares = []
    for signs in product((1, -1), repeat=6):
        carried = (s * sympy.Matrix(2, 3, signs)).T @ errors  # to three neurons, from two
        squares.append(carried.dot(carried))
    mean = sympy.expand(sum(squares) / len(squares))
    assert mean == sympy.expand(3 * s**2 * errors.dot(errors))


@pytest.mark.equation("eq-spread-forward")
def test_the_same_mean_forward():
    """Of ±s and ±1 again: one weighted input of two activations and a bias of spread 1."""
    s, *before = sympy.symbols("s a1 a2", real=True)
    squares = [(s * (p * before[0] + q * before[1]) + r) ** 2 for p, q, r in product((1, -1), repeat=3)]
    rms = sympy.sqrt((before[0] ** 2 + before[1] ** 2) / 2)
    assert sympy.expand(sum(squares) / len(squares) - (2 * s**2 * rms**2 + 1)) == 0


@pytest.mark.equation("eq-spread-back")
@pytest.mark.equation("eq-spread-forward")
@pytest.mark.parametrize("init", INITIALISATIONS)
def test_the_draws_of_the_core_keep_to_the_means(init):
    n, rng = 40, np.random.default_rng(1)
    a, delta = rng.random((n, 1)), rng.standard_normal((n, 1))
    s = INITIALISATIONS[init](n, n)
    networks = [Network.random([n, n], rng, init=init) for _ in range(400)]
    carried = np.mean([np.sum((network.weights[0].T @ delta) ** 2) for network in networks])
    inputs = np.mean([(network.weights[0] @ a + network.biases[0]) ** 2 for network in networks])
    assert carried == pytest.approx(n * s**2 * np.sum(delta**2), rel=0.05)
    assert inputs == pytest.approx(n * s**2 * np.mean(a**2) + 1, rel=0.05)


@pytest.mark.equation("eq-layer-factor")
@pytest.mark.parametrize(("width", "nearly_all_within"), [(10, 3), (30, 2), (100, 1.4)])
def test_one_factor_a_layer_as_far_as_the_chapter_says(width, nearly_all_within):
    """The chapter's six networks, in twenty of its sixty draws."""
    data = digits()
    x, y = data.x_train[:, :200], data.y_train[:, :200]
    pairs = [(SIGMOID, "lecun"), (SIGMOID, "standard_normal"), (RELU, "he")]
    pairs += [(SOFTPLUS, "he"), (TANH, "lecun"), (TANH, "standard_normal")]
    off = []
    for (kind, init), seed in product(pairs, range(20)):
        kinds = [kind] * 4 + [SIGMOID]
        network = Network.random([64, *[width] * 4, 10], np.random.default_rng(seed), kinds, CROSS_ENTROPY, init)
        zs = forward(network, x).zs
        s = INITIALISATIONS[init](width, width)
        predicted = np.prod([s * np.sqrt(width) * np.sqrt(np.mean(kind.prime(z) ** 2)) for z in zs[:-1]])
        ends = (np.linalg.norm(delta, axis=0).mean() for delta in backprop(network, x, y).deltas[::4])
        off.append(np.exp(abs(np.log(np.divide(*ends) / predicted))))
    assert np.quantile(off, 0.97) < nearly_all_within
    assert max(off) < 6


@pytest.mark.equation("eq-layer-factor")
def test_what_makes_the_factor_one():
    assert INITIALISATIONS["lecun"](30, 30) * np.sqrt(30) == pytest.approx(1)
    on_and_off = RELU.prime(np.array([-1.0, 1.0]))  # half of the slopes are 0, half are 1
    assert INITIALISATIONS["he"](30, 30) * np.sqrt(30 * np.mean(on_and_off**2)) == pytest.approx(1)
    assert INITIALISATIONS["standard_normal"](30, 30) * np.sqrt(30) == pytest.approx(np.sqrt(30))
