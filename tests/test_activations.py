"""Activations and their slopes."""

import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from nnbp_core import ACTIVATIONS, LINEAR, RELU, SIGMOID, SOFTPLUS, TANH, Activation, modified

FORMULAS = {
    "sigmoid": lambda z: 1 / (1 + sympy.exp(-z)),
    "tanh": sympy.tanh,
    "relu": lambda z: sympy.Max(z, 0),
    "linear": lambda z: z,
    "softplus": lambda z: sympy.log(1 + sympy.exp(z)),
}
each = pytest.mark.parametrize("activation", ACTIVATIONS.values(), ids=str)


@each
@given(z=st.floats(-30, 30).filter(lambda z: z != 0))
def test_value_and_slope_match_the_formula(activation, z):
    symbol = sympy.Symbol("z", real=True)
    formula = FORMULAS[activation.name](symbol)
    value = float(formula.subs(symbol, sympy.Float(z, 50)).evalf(50))
    slope = float(sympy.diff(formula, symbol).subs(symbol, sympy.Float(z, 50)).evalf(50))
    at = np.array([[z]])
    assert activation.f(at).item() == pytest.approx(value, rel=1e-13, abs=1e-300)
    assert activation.prime(at).item() == pytest.approx(slope, rel=1e-12, abs=1e-15)


@each
def test_slope_from_the_output_is_the_slope(activation):
    z = np.linspace(-8, 8, 50)[:, None]
    np.testing.assert_allclose(activation.slope(z, activation.f(z)), activation.prime(z), rtol=1e-9, atol=1e-13)


@each
@pytest.mark.parametrize("dtype", [np.float32, np.float64, np.complex128])
def test_dtype_and_shape_are_kept_and_the_input_is_not_touched(activation, dtype):
    z = np.array([[-2, 3], [1, -4]], dtype)
    z.flags.writeable = False
    for function in (activation.f, activation.prime):
        assert function(z).dtype == dtype
        assert function(z).shape == z.shape
    assert not np.shares_memory(activation.f(z), z)


@each
def test_far_out_nothing_overflows(activation):
    z = np.array([[-1e4, -800.0, 800.0, 1e4]])
    with np.errstate(all="raise", under="ignore"):
        assert np.isfinite(activation.f(z)).all()
        assert np.isfinite(activation.prime(z)).all()


def test_the_complex_step_sees_the_slope():
    z = np.array([[-3.0, -0.5, 0.5, 3.0]])
    for activation in ACTIVATIONS.values():
        step = activation.f(z + 1e-20j).imag / 1e-20
        np.testing.assert_allclose(step, activation.prime(z), rtol=1e-14)


def test_modified_changes_only_the_rows_named():
    mixed = modified(SIGMOID, {1: TANH, 2: RELU})
    z = np.array([[0.3, -1.0], [0.7, 2.0], [-0.4, 1.5]])
    for part in ("f", "prime"):
        expected = np.vstack([getattr(own, part)(z[[i]]) for i, own in enumerate((SIGMOID, TANH, RELU))])
        np.testing.assert_array_equal(getattr(mixed, part)(z), expected)
    np.testing.assert_allclose(mixed.slope(z, mixed.f(z)), mixed.prime(z), rtol=1e-12)
    assert mixed.name == "sigmoid with tanh in row 1, relu in row 2"


def test_modified_uses_prime_where_one_neuron_has_no_form_from_its_output():
    cubic = Activation("cubic", lambda z: z**3, lambda z: 3 * z**2)
    mixed = modified(LINEAR, {0: cubic})
    z = np.array([[2.0], [5.0]])
    assert mixed.slope(z, mixed.f(z)).ravel().tolist() == [12.0, 1.0]


def test_modified_refuses_what_is_not_a_row_or_an_activation():
    with pytest.raises(ValueError, match=r"neurons has the key -1; a key is a row"):
        modified(SIGMOID, {-1: TANH})
    with pytest.raises(ValueError, match=r"neurons\[0\] is 'tanh'; expected an Activation"):
        modified(SIGMOID, {0: "tanh"})
    with pytest.raises(ValueError, match="neurons names row 5; the layer has rows 0 to 1"):
        modified(SIGMOID, {5: TANH}).f(np.zeros((2, 1)))


def test_softplus_is_the_smooth_relu():
    z = np.array([[-50.0, 50.0]])
    np.testing.assert_allclose(SOFTPLUS.f(z), RELU.f(z), atol=1e-20)
