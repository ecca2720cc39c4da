"""The labelled equations of chapter 11, each checked on random layers, and with SymPy where it is an identity."""

import numpy as np
import pytest
import sympy
from cases import seeds
from hypothesis import given

from nnbp_core import (
    LINEAR,
    LOG_LIKELIHOOD,
    QUADRATIC,
    SIGMOID,
    SOFTMAX,
    Activation,
    Network,
    backprop,
    numerical_gradient,
    output_error,
)

N = 4
LOGITS = sympy.symbols(f"z1:{N + 1}", real=True)
TOTAL = sum(map(sympy.exp, LOGITS))
SHARES = sympy.Matrix([sympy.exp(z) / TOTAL for z in LOGITS])
C = sympy.Symbol("c", real=True)
STEP = 1e-6


def is_zero(expression):
    """Whether a formula, or every entry of one, is 0 whatever its symbols are."""
    return sympy.Matrix([expression]).applyfunc(sympy.simplify).is_zero_matrix


def layer_case(seed):
    """Logits, the shares that the definition gives, any slopes, and shares as targets: (n, m) each."""
    rng = np.random.default_rng(seed)
    shape = rng.integers(2, 6, 2)
    z, nabla_a = 2 * rng.standard_normal((2, *shape))
    e, y = np.exp(z), rng.random(shape) + 0.01
    return z, e / e.sum(axis=0), nabla_a, y / y.sum(axis=0)


def nudged_jacobian(z):
    """∂a/∂z of one example, by nudging: entry [q, j]."""
    nudges = STEP * np.eye(len(z))
    return (SOFTMAX.f(z + nudges) - SOFTMAX.f(z - nudges)) / (2 * STEP)


@pytest.mark.equation("eq-softmax")
@given(seed=seeds())
def test_softmax(seed):
    z, a, *_ = layer_case(seed)
    np.testing.assert_allclose(SOFTMAX.f(z), a, rtol=1e-12)
    np.testing.assert_allclose(SOFTMAX.f(z).sum(axis=0), 1, rtol=1e-12)
    assert (SOFTMAX.f(z) > 0).all()


@pytest.mark.equation("eq-log-odds")
@pytest.mark.equation("eq-softmax-shift")
@pytest.mark.equation("eq-softmax-of-two")
@given(seed=seeds())
def test_only_differences_count(seed):
    z, *_ = layer_case(seed)
    a = SOFTMAX.f(z)
    np.testing.assert_allclose(np.log(a[0] / a[1]), z[0] - z[1], rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(SOFTMAX.f(z + 7), a, rtol=1e-12)
    np.testing.assert_allclose(SOFTMAX.f(z[:2])[0], SIGMOID.f(z[0] - z[1]), rtol=1e-12)


def test_only_differences_count_in_symbols():
    first, second = LOGITS[:2]
    assert is_zero(sympy.exp(first - second) - SHARES[0] / SHARES[1])
    shifted = SHARES.subs({z: z + C for z in LOGITS}, simultaneous=True)
    assert is_zero(shifted - SHARES)
    two = sympy.exp(first) / (sympy.exp(first) + sympy.exp(second))
    assert is_zero(two - 1 / (1 + sympy.exp(-(first - second))))


@pytest.mark.equation("eq-softmax-jacobian")
@given(seed=seeds())
def test_jacobian(seed):
    z, a, *_ = layer_case(seed)
    for x, jacobian in enumerate(SOFTMAX.jacobian(z, a)):
        formula = np.diag(a[:, x]) - np.outer(a[:, x], a[:, x])
        np.testing.assert_allclose(jacobian, formula, rtol=1e-12, atol=1e-15)
        np.testing.assert_allclose(nudged_jacobian(z[:, [x]]), formula, atol=1e-8)
        np.testing.assert_allclose([formula.sum(axis=0), formula.sum(axis=1)], 0, atol=1e-15)


def test_jacobian_in_symbols():
    assert is_zero(SHARES.jacobian(LOGITS) - (sympy.diag(*SHARES) - SHARES * SHARES.T))


@pytest.mark.equation("eq-bp1-listening-component")
@pytest.mark.equation("eq-bp1-listening")
@pytest.mark.equation("eq-softmax-pullback")
@given(seed=seeds())
def test_back_through_the_layer(seed):
    z, a, nabla_a, _ = layer_case(seed)
    delta = output_error(nabla_a, SOFTMAX.slope(z, a))
    multiplied_out = a * (nabla_a - (a * nabla_a).sum(axis=0))
    for x in range(z.shape[1]):
        jacobian, slopes = nudged_jacobian(z[:, [x]]), nabla_a[:, x]
        by_sum = [sum(slopes[q] * jacobian[q, j] for q in range(len(z))) for j in range(len(z))]
        np.testing.assert_allclose(delta[:, x], by_sum, atol=1e-7)
        np.testing.assert_allclose(delta[:, x], SOFTMAX.jacobian(z, a)[x].T @ slopes, rtol=1e-9, atol=1e-14)
    np.testing.assert_allclose(delta, multiplied_out, rtol=1e-12, atol=1e-15)


@pytest.mark.equation("eq-listening-from-to")
@given(seed=seeds())
def test_the_jacobian_takes_the_place_of_the_diagonal(seed):
    """In the letters of the note: y is the weighted input, x the activation, o a number behind it."""
    y, _, slopes, _ = layer_case(seed)
    y, o_by_x = y[:, [0]], slopes[:, [0]]
    nudges = STEP * np.eye(len(y))
    for layer in (SOFTMAX, SIGMOID):
        o_by_y = (o_by_x.T @ (layer.f(y + nudges) - layer.f(y - nudges)) / (2 * STEP)).T
        jacobian = layer.jacobian(y, layer.f(y))[0]
        np.testing.assert_allclose(o_by_y, jacobian.T @ o_by_x, atol=1e-7)
    np.testing.assert_allclose(jacobian, np.diagflat(SIGMOID.prime(y)), rtol=1e-9)


@pytest.mark.equation("eq-log-likelihood")
@pytest.mark.equation("eq-log-likelihood-gradient")
@pytest.mark.equation("eq-log-likelihood-from-z")
@given(seed=seeds())
def test_log_likelihood(seed):
    z, a, _, y = layer_case(seed)
    expected = -(y * np.log(a)).sum(axis=0)
    np.testing.assert_allclose(LOG_LIKELIHOOD.value(a, y), expected, rtol=1e-12)
    np.testing.assert_allclose(np.log(np.exp(z).sum(axis=0)) - (y * z).sum(axis=0), expected, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(LOG_LIKELIHOOD.value_from_z(z, y), expected, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(LOG_LIKELIHOOD.gradient(a, y), -y / a, rtol=1e-12)
    nudge = 1e-6 * a[0]
    up, down = (np.vstack([a[:1] + sign * nudge, a[1:]]) for sign in (1, -1))
    slope = (LOG_LIKELIHOOD.value(up, y) - LOG_LIKELIHOOD.value(down, y)) / (2 * nudge)
    np.testing.assert_allclose(slope, -y[0] / a[0], rtol=1e-6, atol=1e-6 / a[0].min())


@pytest.mark.equation("eq-softmax-error")
@given(seed=seeds())
def test_error_is_the_difference_again(seed):
    z, a, _, y = layer_case(seed)
    np.testing.assert_allclose(output_error(-y / a, SOFTMAX.slope(z, a)), a - y, rtol=1e-9, atol=1e-13)
    rng = np.random.default_rng(seed)
    network = Network.random([2, 3, len(y)], rng, [SIGMOID, SOFTMAX], LOG_LIKELIHOOD)
    x = rng.standard_normal((2, y.shape[1]))
    gradients, expected = backprop(network, x, y), numerical_gradient(network, x, y, "complex")
    for given_, wanted in zip(gradients.nabla_w + gradients.nabla_b, expected.nabla_w + expected.nabla_b, strict=True):
        np.testing.assert_allclose(given_, wanted, rtol=1e-9, atol=1e-12)


@pytest.mark.equation("eq-log-sum-exp-slope")
def test_the_slope_of_the_bend_is_the_activation():
    z, y = LOGITS[0], sympy.Symbol("y", real=True)
    assert is_zero(sympy.Matrix([sympy.log(TOTAL)]).jacobian(LOGITS).T - SHARES)
    sigma = 1 / (1 + sympy.exp(-z))
    cross_entropy = -(y * sympy.log(sigma) + (1 - y) * sympy.log(1 - sigma))
    for activation, cost, bend in [  # the two older rows of the table
        (z, (z - y) ** 2 / 2, z**2 / 2),
        (sigma, cross_entropy, sympy.log(1 + sympy.exp(z))),
    ]:
        assert is_zero(sympy.diff(bend, z) - activation)
        assert is_zero(sympy.diff(cost - bend, z) + y)


@pytest.mark.equation("eq-diagonal-shortcut")
@given(seed=seeds())
def test_the_shortcut_never_tells_a_wrong_output_to_shrink(seed):
    z, a, _, y = layer_case(seed)
    shortcut = Activation("diagonal", SOFTMAX.f, lambda z: SOFTMAX.f(z) * (1 - SOFTMAX.f(z)))
    one_hot = (y == y.max(axis=0)) * 1.0
    for target in (y, one_hot):
        delta = output_error(LOG_LIKELIHOOD.gradient(a, target), shortcut.slope(z, a))
        np.testing.assert_allclose(delta, -target * (1 - a), rtol=1e-9, atol=1e-15)
        assert delta.max() <= 0
    np.testing.assert_allclose(delta[one_hot == 1], (a - one_hot)[one_hot == 1], rtol=1e-9, atol=1e-15)
    assert (delta[one_hot == 0] == 0).all()
    kept = output_error(QUADRATIC.gradient(a, one_hot), shortcut.slope(z, a))
    np.testing.assert_array_equal(np.sign(kept), np.sign(a - one_hot))


@pytest.mark.equation("eq-log-sum-exp")
@given(seed=seeds())
def test_log_sum_exp(seed):
    z, *_ = layer_case(seed)
    top = z.max(axis=0)
    shifted = top + np.log(np.exp(z - top).sum(axis=0))
    np.testing.assert_allclose(shifted, np.log(np.exp(z).sum(axis=0)), rtol=1e-12, atol=1e-12)
    assert np.exp(z - top).sum(axis=0).min() >= 1
    far = 1000 * z + 5000  # where the plain sum is infinite
    np.testing.assert_allclose(
        far.max(axis=0) + np.log(np.exp(far - far.max(axis=0)).sum(axis=0)),
        np.logaddexp.reduce(far, axis=0),
        rtol=1e-12,
    )


def test_who_matches_whom_in_the_core():
    """The pairs of the table: their error is the difference, without ∇C ever being asked for."""
    assert LOG_LIKELIHOOD.matches == SOFTMAX
    z = np.array([[0.0], [800.0], [0.0]])
    y = np.array([[1.0], [0.0], [0.0]])
    network = Network([z], [np.zeros((3, 1))], SOFTMAX, LOG_LIKELIHOOD)
    np.testing.assert_array_equal(backprop(network, [[1.0]], y).deltas[-1], [[-1.0], [1.0], [0.0]])
    linear = Network([z], [np.zeros((3, 1))], LINEAR, QUADRATIC)
    np.testing.assert_array_equal(backprop(linear, [[1.0]], y).deltas[-1], z - y)
