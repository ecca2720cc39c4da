"""The labelled equations of chapter 2, each checked on random networks."""

import numpy as np
import pytest
import sympy
from cases import SMOOTH, random_case, seeds
from hypothesis import given

from nnbp_core import (
    CROSS_ENTROPY,
    QUADRATIC,
    RELU,
    SIGMOID,
    TANH,
    Cost,
    Network,
    backprop,
    check_gradients,
    digits,
    forward,
    numerical_gradient,
)

FORMULAS = {
    QUADRATIC: lambda a, y: (y - a) ** 2 / 2,
    CROSS_ENTROPY: lambda a, y: -(y * sympy.log(a) + (1 - y) * sympy.log(1 - a)),
}


def output_of(network, x):
    return forward(network, x).activations[-1]


def smooth(seed, **options):
    """A case, and its gradient found by nudging every parameter, as one flat list of arrays."""
    case = random_case(seed, smooth=True, **options)
    return case, by_nudging(*case)


def by_nudging(network, x, y):
    gradients = numerical_gradient(network, x, y, "complex")
    return [*gradients.nabla_w, *gradients.nabla_b]


@pytest.mark.equation("eq-quadratic-cost")
@given(seed=seeds())
def test_quadratic_cost(seed):
    network, x, y = random_case(seed, cost=QUADRATIC)
    a = output_of(network, x)
    for column, value in enumerate(network.cost.value(a, y)):
        misses = [float(y[j, column] - a[j, column]) for j in range(len(a))]
        assert value == pytest.approx(sum(miss * miss for miss in misses) / 2, rel=1e-12)


@pytest.mark.equation("eq-output-gradient")
@given(seed=seeds())
def test_output_gradient_is_the_slope_at_each_output(seed):
    network, x, y = random_case(seed, n_examples=1)
    a = output_of(network, x)
    if network.cost is CROSS_ENTROPY:
        a = np.clip(a, 0.05, 0.95)  # keep the nudge short against the curvature
    gradient = network.cost.gradient(a, y)
    assert gradient.shape == a.shape
    for j in range(len(a)):
        step = np.zeros_like(a)
        step[j] = 1e-5
        rise = network.cost.value(a + step, y) - network.cost.value(a - step, y)
        assert gradient[j, 0] == pytest.approx(rise.item() / 2e-5, rel=1e-6, abs=1e-6)


@pytest.mark.equation("eq-quadratic-gradient")
@given(seed=seeds())
def test_quadratic_gradient(seed):
    network, x, y = random_case(seed, cost=QUADRATIC)
    a = output_of(network, x)
    np.testing.assert_array_equal(network.cost.gradient(a, y), a - y)


@pytest.mark.equation("eq-quadratic-gradient")
def test_quadratic_gradient_as_an_identity():
    answer, target = sympy.symbols("a y")
    assert sympy.expand(sympy.diff(FORMULAS[QUADRATIC](answer, target), answer) - (answer - target)) == 0


@pytest.mark.equation("eq-cross-entropy")
@given(seed=seeds())
def test_cross_entropy(seed):
    network, x, y = random_case(seed, cost=CROSS_ENTROPY)
    a = output_of(network, x)
    for column, value in enumerate(network.cost.value(a, y)):
        terms = [FORMULAS[CROSS_ENTROPY](a[j, column], y[j, column]) for j in range(len(a))]
        assert value == pytest.approx(float(sum(terms)), rel=1e-9)


@pytest.mark.equation("eq-cross-entropy-gradient")
@given(seed=seeds())
def test_cross_entropy_gradient(seed):
    network, x, y = random_case(seed, cost=CROSS_ENTROPY)
    a = output_of(network, x)
    np.testing.assert_allclose(network.cost.gradient(a, y), (a - y) / (a * (1 - a)), rtol=1e-10)


@pytest.mark.equation("eq-cross-entropy-gradient")
def test_cross_entropy_gradient_as_an_identity():
    answer, target = sympy.symbols("a y")
    slope = sympy.diff(FORMULAS[CROSS_ENTROPY](answer, target), answer)
    assert sympy.simplify(slope - (answer - target) / (answer * (1 - answer))) == 0


@pytest.mark.equation("eq-cost-mean")
@given(seed=seeds())
def test_the_cost_of_a_batch_is_the_mean_of_its_examples(seed):
    network, x, y = random_case(seed)
    n = x.shape[1]
    alone = [network.cost.value(output_of(network, x[:, [i]]), y[:, [i]]).item() for i in range(n)]
    together = network.cost.value(output_of(network, x), y)
    assert together.mean() == pytest.approx(sum(alone) / n, rel=1e-11)
    np.testing.assert_allclose(together, alone, rtol=1e-11, atol=1e-14)


@pytest.mark.equation("eq-gradient-mean")
@given(seed=seeds())
def test_the_gradient_of_a_mean_is_the_mean_of_the_gradients(seed):
    (network, x, y), whole = smooth(seed, n_examples=3)
    alone = [by_nudging(network, x[:, [i]], y[:, [i]]) for i in range(3)]
    for together, *parts in zip(whole, *alone, strict=True):
        np.testing.assert_allclose(together, sum(parts) / 3, rtol=1e-9, atol=1e-12)


@pytest.mark.equation("eq-block-sum")
@given(seed=seeds())
def test_blocks_add_up_when_weighted_by_their_sizes(seed):
    network, x, y = random_case(seed, smooth=True, n_examples=7)
    whole = by_nudging(network, x, y)
    blocks = [slice(0, 4), slice(4, 6), slice(6, 7)]
    parts = [backprop(network, x[:, block], y[:, block]) for block in blocks]
    weighted = [
        [n / 7 * each for each in (*part.nabla_w, *part.nabla_b)] for n, part in zip((4, 2, 1), parts, strict=True)
    ]
    for together, *pieces in zip(whole, *weighted, strict=True):
        np.testing.assert_allclose(together, sum(pieces), rtol=1e-8, atol=1e-11)


def charge_for_hidden(network, x, y):
    return (forward(network, x).activations[1] ** 2).sum()


def twins(seed):
    """Two networks with one output and different insides: ReLU(2z) = 2 ReLU(z)."""
    rng = np.random.default_rng(seed)
    one = Network.random([3, 4, 2], rng, [RELU, SMOOTH[seed % len(SMOOTH)]])
    (w2, w3), (b2, b3) = one.weights, one.biases
    return (
        one,
        Network([2 * w2, w3 / 2], [2 * b2, b3], one.activations),
        rng.standard_normal((3, 2)),
        rng.random((2, 2)),
    )


@pytest.mark.equation("eq-cost-of-outputs")
@given(seed=seeds())
def test_the_cost_depends_on_the_outputs_alone(seed):
    one, twin, x, y = twins(seed)
    costs = [each.cost.value(output_of(each, x), y) for each in (one, twin)]
    np.testing.assert_allclose(*costs, rtol=1e-11)
    if charge_for_hidden(one, x, y) > 1e-3:  # this one breaks the assumption, and the twins tell
        assert charge_for_hidden(twin, x, y) == pytest.approx(4 * charge_for_hidden(one, x, y))


@pytest.mark.equation("eq-cost-of-outputs")
@given(seed=seeds())
def test_all_influence_of_a_parameter_passes_through_the_outputs(seed):
    network, x, y = random_case(seed, smooth=True, n_examples=1, cost=QUADRATIC)
    rng = np.random.default_rng(seed)
    step = [1e-20j * rng.standard_normal(w.shape) for w in network.weights]
    moved = [w + s for w, s in zip(network.weights, step, strict=True)]
    a = x
    for w, b, activation in zip(moved, network.biases, network.activations, strict=True):
        a = activation.f(w @ a + b)
    change = network.cost.value(a, y).imag.item() / 1e-20
    through_outputs = (network.cost.gradient(a.real, y) * a.imag / 1e-20).sum()
    assert change == pytest.approx(through_outputs, rel=1e-9, abs=1e-12)


def decayed_cost(network, weights, rate, x, y):
    a = x
    for w, b, activation in zip(weights, network.biases, network.activations, strict=True):
        a = activation.f(w @ a + b)
    return network.cost.value(a, y).mean() + rate / 2 * sum((w**2).sum() for w in weights)


@pytest.mark.equation("eq-weight-decay")
@pytest.mark.equation("eq-weight-decay-gradient")
@given(seed=seeds())
def test_weight_decay_adds_its_own_gradient(seed):
    network, x, y = random_case(seed, smooth=True, cost=QUADRATIC)
    rate = 0.3
    squares = sum(float(value) ** 2 for w in network.weights for value in w.ravel())
    plain = network.cost.value(output_of(network, x), y).mean()
    assert decayed_cost(network, network.weights, rate, x, y) == pytest.approx(plain + rate / 2 * squares, rel=1e-11)
    nabla_w = backprop(network, x, y).nabla_w
    for i, w in enumerate(network.weights):
        for index in np.ndindex(w.shape):
            weights = [each.astype(complex) for each in network.weights]
            weights[i][index] += 1e-20j
            slope = decayed_cost(network, weights, rate, x, y).imag / 1e-20
            assert slope == pytest.approx(nabla_w[i][index] + rate * w[index], rel=1e-8, abs=1e-11)


def test_a_cost_that_compares_examples_cannot_be_cut_into_blocks():
    rng = np.random.default_rng(1)
    network, x, y = Network.random([2, 3, 1], rng, [TANH, SIGMOID]), rng.random((2, 3)), rng.random((1, 3))

    def ranking(a, y):
        return np.log1p(np.exp(-(a.T - a)[y < y.T])).sum()

    assert ranking(output_of(network, x), y) > 1
    assert all(ranking(output_of(network, x[:, [i]]), y[:, [i]]) == 0 for i in range(3))


def test_the_gradient_check_cannot_tell_that_the_cost_itself_is_wrong():
    meant_otherwise = Cost("o² - ô²", lambda a, y: (a**2 - y**2).sum(axis=0), lambda a, y: 2 * a)
    rng = np.random.default_rng(1)
    network = Network.random([2, 3, 1], rng, cost=meant_otherwise)
    assert check_gradients(network, rng.random((2, 3)), rng.random((1, 3))).verdict == "right"
    half = np.full((1, 1), 0.5)
    assert meant_otherwise.gradient(half, half).item() != 0
    assert QUADRATIC.gradient(half, half).item() == CROSS_ENTROPY.gradient(half, half).item() == 0


def test_no_gradient_descent_can_use_the_share_of_misread_digits_but_a_search_can():
    data, network = digits(), Network.random([64, 2, 10], np.random.default_rng(1))
    wanted = data.y_train.argmax(axis=0)

    def misread(weights):
        answers = output_of(Network(weights, network.biases), data.x_train).argmax(axis=0)
        return (answers != wanted).mean()

    start = misread(network.weights)
    for j, k in np.ndindex(network.weights[1].shape):  # every weight into the outputs, nudged by itself, both ways
        nudge = np.zeros((10, 2))
        nudge[j, k] = 1e-5
        assert misread([network.weights[0], network.weights[1] + nudge]) == start
        assert misread([network.weights[0], network.weights[1] - nudge]) == start
    for seed in range(3):
        rng, best = np.random.default_rng(seed), list(network.weights)
        for _ in range(200):
            best = min(best, [w + 0.3 * rng.standard_normal(w.shape) for w in best], key=misread)
        assert misread(best) < start - 0.03


@given(seed=seeds())
def test_a_gradient_check_wants_the_decay_subtracted_first(seed):
    network, x, y = random_case(seed, smooth=True, cost=QUADRATIC)
    nabla_w, nabla_b, _ = backprop(network, x, y)
    decayed = [nabla + 0.3 * w for nabla, w in zip(nabla_w, network.weights, strict=True)]
    less = [nabla - 0.3 * w for nabla, w in zip(decayed, network.weights, strict=True)]
    assert check_gradients(network, x, y, (less, nabla_b)).verdict == "right"
    assert check_gradients(network, x, y, (decayed, nabla_b)).verdict == "wrong"
