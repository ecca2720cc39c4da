"""Costs and their gradients."""

import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from nnbp_core import COSTS, CROSS_ENTROPY, QUADRATIC

FORMULAS = {
    "quadratic": lambda a, y: (y - a) ** 2 / 2,
    "cross-entropy": lambda a, y: -(y * sympy.log(a) + (1 - y) * sympy.log(1 - a)),
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


@pytest.mark.parametrize("cost", COSTS.values(), ids=str)
def test_float32_stays_float32(cost):
    a, y = np.full((2, 1), 0.3, np.float32), np.ones((2, 1), np.float32)
    assert cost.value(a, y).dtype == cost.gradient(a, y).dtype == np.float32


def test_quadratic_has_the_half():
    assert QUADRATIC.value(np.array([[3.0]]), np.array([[1.0]])).item() == 2.0
