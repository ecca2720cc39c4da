"""Activations and their slopes."""

import pickle

import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from nnbp_core import ACTIVATIONS, LINEAR, RELU, SIGMOID, SOFTMAX, SOFTPLUS, TANH, Activation, modified, output_error

FORMULAS = {
    "sigmoid": lambda z: 1 / (1 + sympy.exp(-z)),
    "tanh": sympy.tanh,
    "relu": lambda z: sympy.Max(z, 0),
    "linear": lambda z: z,
    "softplus": lambda z: sympy.log(1 + sympy.exp(z)),
}
ELEMENTWISE = [each for each in ACTIVATIONS.values() if each.elementwise]
each = pytest.mark.parametrize("activation", ELEMENTWISE, ids=str)


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
    for activation in ELEMENTWISE:
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


def test_modified_keeps_what_it_was_given():
    neurons = {0: TANH}
    mixed = modified(SIGMOID, neurons)
    neurons[0] = RELU
    assert mixed.f(np.array([[-1.0]])) == np.tanh(-1.0)
    assert mixed == modified(SIGMOID, {0: TANH})
    assert mixed != modified(SIGMOID, {1: TANH})
    assert modified(SIGMOID, {0: SIGMOID}) is modified(SIGMOID, {}) is SIGMOID


def test_an_activation_is_its_functions_not_its_name():
    assert Activation("sigmoid", SIGMOID.f, SIGMOID.prime, SIGMOID.prime_from_output) == SIGMOID
    assert Activation("sigmoid", lambda z: SIGMOID.f(2 * z), SIGMOID.prime) != SIGMOID
    for each in (*ACTIVATIONS.values(), modified(SIGMOID, {1: TANH})):
        assert pickle.loads(pickle.dumps(each)) == each


@pytest.mark.parametrize(
    ("arguments", "options", "message"),
    [
        (("odd", 3, np.cos), {}, "f is 3; expected a function"),
        (("odd", np.sin, "cos"), {}, "prime is 'cos'; expected a function"),
        (("odd", np.sin), {}, "'odd' has neither prime nor pullback"),
        (("odd", np.sin, np.cos), {"pullback": np.dot}, "'odd' has both prime and pullback"),
    ],
)
def test_an_activation_that_cannot_work_is_refused_in_words(arguments, options, message):
    with pytest.raises(ValueError, match=message):
        Activation(*arguments, **options)


def exact_softmax(z):
    exps = [sympy.exp(sympy.Float(each, 50)) for each in z]
    return [float((e / sum(exps)).evalf(50)) for e in exps]


@given(z=st.lists(st.floats(-300, 300), min_size=1, max_size=5))
def test_softmax_matches_the_formula(z):
    a = SOFTMAX.f(np.array(z)[:, None])[:, 0]
    np.testing.assert_allclose(a, exact_softmax(z), rtol=1e-12, atol=1e-300)
    assert a.sum() == pytest.approx(1, rel=1e-14)


def test_softmax_does_not_overflow_and_keeps_its_dtype_and_its_input():
    far = np.array([[-1e4, 800.0], [1e4, 800.0], [0.0, -800.0]])
    far.flags.writeable = False
    with np.errstate(all="raise", under="ignore"):
        np.testing.assert_allclose(SOFTMAX.f(far), [[0, 0.5], [1, 0.5], [0, 0]])
    for dtype in (np.float32, np.complex128):
        assert SOFTMAX.f(far.astype(dtype)).dtype == dtype


@pytest.mark.parametrize("activation", ACTIVATIONS.values(), ids=str)
def test_the_jacobian_and_the_way_back_are_what_the_complex_step_sees(activation):
    rng = np.random.default_rng(1)
    z, error = rng.standard_normal((2, 3, 4))
    a = activation.f(z)
    jacobian = activation.jacobian(z, a)
    assert jacobian.shape == (4, 3, 3)
    for j in range(3):
        nudged = z.astype(complex)
        nudged[j] += 1e-20j
        np.testing.assert_allclose(jacobian[:, :, j].T, activation.f(nudged).imag / 1e-20, rtol=1e-12, atol=1e-16)
    back = output_error(error, activation.slope(z, a))
    np.testing.assert_allclose(back, np.einsum("xqj,qx->jx", jacobian, error), rtol=1e-12, atol=1e-16)


def test_modified_refuses_neurons_that_listen_to_each_other():
    for wrong in (lambda: modified(SOFTMAX, {0: TANH}), lambda: modified(SIGMOID, {0: SOFTMAX})):
        with pytest.raises(ValueError, match=r"Activation\('softmax'\), whose neurons listen to each other"):
            wrong()


def test_modified_refuses_what_is_not_a_row_or_an_activation():
    with pytest.raises(ValueError, match=r"neurons is \[\]; expected a dict"):
        modified(SIGMOID, [])
    with pytest.raises(ValueError, match=r"activation is 'sigmoid'; expected an Activation"):
        modified("sigmoid", {})
    with pytest.raises(ValueError, match=r"neurons has the key True"):
        modified(SIGMOID, {True: TANH})
    with pytest.raises(ValueError, match=r"neurons has the key -1; a key is a row"):
        modified(SIGMOID, {-1: TANH})
    with pytest.raises(ValueError, match=r"neurons\[0\] is 'tanh'; expected an Activation"):
        modified(SIGMOID, {0: "tanh"})
    with pytest.raises(ValueError, match="neurons names row 5; the layer has rows 0 to 1"):
        modified(SIGMOID, {5: TANH}).f(np.zeros((2, 1)))


def test_softplus_is_the_smooth_relu():
    z = np.array([[-50.0, 50.0]])
    np.testing.assert_allclose(SOFTPLUS.f(z), RELU.f(z), atol=1e-20)
