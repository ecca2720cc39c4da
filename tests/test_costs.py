"""Costs and their gradients."""

from dataclasses import replace

import mpmath
import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from nnbp_core import (
    COSTS,
    CROSS_ENTROPY,
    LINEAR,
    LOG_LIKELIHOOD,
    QUADRATIC,
    RELU,
    SIGMOID,
    TANH,
    Activation,
    Cost,
    Dataset,
    Network,
    backprop,
    check_gradients,
    mean_cost,
    numerical_gradient,
    sgd,
)

FORMULAS = {
    "quadratic": lambda a, y: (y - a) ** 2 / 2,
    "cross-entropy": lambda a, y: -(y * sympy.log(a) + (1 - y) * sympy.log(1 - a)),
    "log-likelihood": lambda a, y: -y * sympy.log(a),
}


@pytest.mark.parametrize("cost", COSTS.values(), ids=str)
@given(a=st.floats(0.001, 0.999), y=st.floats(0, 1))
def test_value_and_gradient_match_the_formula(cost, a, y):
    symbol = sympy.Symbol("a", real=True)
    formula = FORMULAS[cost.name](symbol, sympy.Float(y, 50))
    columns = np.array([[a]]), np.array([[y]])
    at = {symbol: sympy.Float(a, 50)}
    assert cost.value(*columns).item() == pytest.approx(float(formula.subs(at)), rel=1e-11, abs=1e-15)
    assert cost.gradient(*columns).item() == pytest.approx(
        float(sympy.diff(formula, symbol).subs(at)), rel=1e-9, abs=1e-12
    )


def exact_cost(cost, z, y):
    """The cost of one column, with 400 digits where σ itself would round."""
    mpmath.mp.dps = 400
    exps = [mpmath.exp(mpmath.mpf(each)) for each in z]
    if cost is LOG_LIKELIHOOD:
        return -sum(t * mpmath.log(e / sum(exps)) for e, t in zip(exps, y, strict=True) if t)
    chances = [e / (1 + e) for e in exps]
    return -sum(t * mpmath.log(a) + (1 - t) * mpmath.log(1 - a) for a, t in zip(chances, y, strict=True))


@given(z=st.lists(st.floats(-700, 700), min_size=2, max_size=4), row=st.integers(0, 1))
@pytest.mark.parametrize("cost", [CROSS_ENTROPY, LOG_LIKELIHOOD], ids=str)
def test_from_z_the_cost_is_right_however_sure_the_answer(cost, z, row):
    y = np.eye(len(z))[row]
    n = len(z)
    network = Network([np.zeros((n, 1))], [np.array(z)[:, None]], cost.matches, cost)
    right = float(exact_cost(cost, z, y))
    assert mean_cost(network, [[1.0]], y[:, None]) == pytest.approx(right, rel=1e-12, abs=1e-300)


@pytest.mark.parametrize("dtype", [np.float32, np.complex128])
@pytest.mark.parametrize("cost", [CROSS_ENTROPY, LOG_LIKELIHOOD], ids=str)
def test_from_z_the_dtype_stays(cost, dtype):
    z, y = np.array([[2.0], [-1.0]], dtype), np.array([[1.0], [0.0]], np.float32)
    assert cost.value_from_z(z, y).dtype == dtype


def test_the_textbook_case_costs_forty():
    network = Network([[[1.0]]], [[[0.0]]], cost=CROSS_ENTROPY)
    assert mean_cost(network, [[40.0]], [[0.0]]) == 40.0


MISMATCHES = [
    (CROSS_ENTROPY, TANH, "an output of the activation 'tanh' can be -1; the cross-entropy cost is .* between 0 and 1"),
    (CROSS_ENTROPY, RELU, "'relu' can be 30; .*: a sigmoid output layer matches it"),
    (CROSS_ENTROPY, LINEAR, "'linear' can be -30"),
    (LOG_LIKELIHOOD, TANH, "'tanh' can be -1; the log-likelihood cost is defined for outputs above 0: a softmax"),
]
ASKED = {
    "backprop": backprop,
    "numerical_gradient": numerical_gradient,
    "check_gradients": check_gradients,
    "mean_cost": mean_cost,
    "sgd": lambda network, x, y: sgd(network, Dataset(x, y), 0.1, 1, 1, np.random.default_rng(1)),
}
everywhere = pytest.mark.parametrize("ask", ASKED.values(), ids=ASKED)


@everywhere
@pytest.mark.parametrize(("cost", "activation", "message"), MISMATCHES)
def test_outputs_that_leave_the_domain_are_refused_whatever_the_batch(ask, cost, activation, message):
    network = Network([[[0.01]]], [[[0.5]]], activation, cost)  # here the output is 0.5, about
    with pytest.raises(ValueError, match=message):
        ask(network, [[1.0]], [[1.0]])


@everywhere
@pytest.mark.parametrize(
    ("cost", "y", "message"),
    [
        (CROSS_ENTROPY, [[1, -1], [-1, 1]], r"y holds -1; the cross-entropy cost takes .* 0 to 1: .*\(y \+ 1\) / 2\?"),
        (CROSS_ENTROPY, [[1, 3], [2, 0]], r"y holds 3; the cross-entropy cost takes targets from 0 to 1$"),
        (LOG_LIKELIHOOD, [[1, 1], [0, 1]], "y adds up to 2 in column 1; the log-likelihood cost takes .* add up to 1"),
        (LOG_LIKELIHOOD, [[1, 2], [0, -1]], "y holds -1; the log-likelihood cost takes targets from 0 to 1"),
    ],
)
def test_targets_outside_the_domain_are_refused(ask, cost, y, message):
    network = Network.random([2, 2], np.random.default_rng(1), cost.matches, cost)
    with pytest.raises(ValueError, match=message):
        ask(network, np.eye(2), y)


def test_an_output_that_rounds_to_1_is_refused_where_the_cost_cannot_be_had_from_z():
    own = Activation("own sigmoid", lambda z: 1 / (1 + np.exp(-z)), SIGMOID.prime)
    network = Network([[[1.0]]], [[[0.0]]], own, CROSS_ENTROPY)
    assert backprop(network, [[4.0]], [[0.0]]).deltas[0].item() == pytest.approx(SIGMOID.f(4.0))
    for ask in (backprop, numerical_gradient, mean_cost):
        with pytest.raises(ValueError, match="an output of the activation 'own sigmoid' is 1; the cross-entropy cost"):
            ask(network, [[40.0]], [[0.0]])


def test_a_cost_matches_an_activation_itself_not_a_name():
    steep = Activation("sigmoid", lambda z: SIGMOID.f(2 * z), lambda z: 2 * SIGMOID.prime(2 * z))
    flat = Activation("sigmoid", SIGMOID.f, lambda z: z * (1 - z))
    rng = np.random.default_rng(1)
    x, y = rng.standard_normal((4, 5)), rng.random((2, 5))
    verdicts = {}
    for name, output in (("steep", steep), ("flat", flat), ("same", replace(SIGMOID))):
        network = Network.random([4, 3, 2], np.random.default_rng(2), [SIGMOID, output], CROSS_ENTROPY)
        verdicts[name] = check_gradients(network, x, y).verdict
    assert verdicts == {"steep": "right", "flat": "wrong", "same": "right"}


@pytest.mark.parametrize(
    ("arguments", "options", "message"),
    [
        (("own", 3, abs), {}, "value is 3; expected a function"),
        (("own", abs, None), {}, "gradient is None; expected a function"),
        (
            ("own", abs, abs),
            {"matches": "sigmoid"},
            "matches is 'sigmoid'; expected the activation itself, such as SIGMOID",
        ),
        (("own", abs, abs), {"value_from_z": 1}, "value_from_z is 1; expected a function"),
    ],
)
def test_a_cost_that_cannot_work_is_refused_in_words(arguments, options, message):
    with pytest.raises(ValueError, match=message):
        Cost(*arguments, **options)


@pytest.mark.parametrize("cost", COSTS.values(), ids=str)
def test_one_cost_per_column_summed_over_outputs(cost):
    rng = np.random.default_rng(1)
    a, y = rng.random((3, 5)), rng.random((3, 5))
    assert cost.value(a, y).shape == (5,)
    assert cost.gradient(a, y).shape == (3, 5)
    rows = sum(cost.value(a[[i]], y[[i]]) for i in range(3))
    np.testing.assert_allclose(cost.value(a, y), rows)


def test_cross_entropy_stays_finite_at_a_confident_mistake():
    a, y = np.array([[0.0, 1.0, 1.0]]), np.array([[1.0, 0.0, 1.0]])
    with np.errstate(all="raise"):
        assert np.isfinite(CROSS_ENTROPY.value(a, y)).all()
        assert np.isfinite(CROSS_ENTROPY.gradient(a, y)).all()
    assert CROSS_ENTROPY.value(a, y)[2] < 1e-15
    sure, wrong = np.array([[0.0], [1.0]]), np.array([[1.0], [0.0]])
    assert np.isfinite(LOG_LIKELIHOOD.value(sure, wrong)).all()
    assert np.isfinite(LOG_LIKELIHOOD.gradient(sure, wrong)).all()


@pytest.mark.parametrize("cost", COSTS.values(), ids=str)
def test_float32_stays_float32(cost):
    a, y = np.full((2, 1), 0.3, np.float32), np.ones((2, 1), np.float32)
    assert cost.value(a, y).dtype == cost.gradient(a, y).dtype == np.float32


def test_quadratic_has_the_half():
    assert QUADRATIC.value(np.array([[3.0]]), np.array([[1.0]])).item() == 2.0
