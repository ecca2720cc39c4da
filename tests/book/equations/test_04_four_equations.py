"""The labelled equations of chapter 4, each checked on random networks.

The oracle is the cost itself: it is nudged at a weighted input, at an activation
or at a parameter, by a complex step, and no error is propagated to find its slope.
"""

import numpy as np
import pytest
import sympy
from cases import random_case, seeds
from hypothesis import given

from nnbp_core import (
    QUADRATIC,
    backprop,
    backpropagate_error,
    bias_gradient,
    forward,
    numerical_gradient,
    output_error,
    weight_gradient,
)

H = 1e-30  # the complex step has no rounding error, so it may be tiny


def costs_from(network, i, y, z=None, a=None):
    """The cost of each column, if layer i + 2 has the weighted input z, or the activation a."""
    a = network.activations[i].f(z) if a is None else a
    for w, b, activation in list(zip(network.weights, network.biases, network.activations, strict=True))[i + 1 :]:
        a = activation.f(w @ a + b)
    return network.cost.value(a, y)


def nudged(cost_of, array):
    """∂(cost of column x)/∂array[j, x] for every entry, row by row."""
    slopes = np.empty(array.shape)
    for j in range(len(array)):
        moved = array.astype(complex)
        moved[j] += 1j * H
        slopes[j] = cost_of(moved).imag / H
    return slopes


def errors(network, x, y):
    """δ^l of every layer, from nudges of z^l alone."""
    zs = forward(network, x).zs
    return [nudged(lambda z, i=i: costs_from(network, i, y, z=z), z) for i, z in enumerate(zs)]


def slopes_of(network, zs):
    return [activation.prime(z) for activation, z in zip(network.activations, zs, strict=True)]


def close(actual, wanted):
    np.testing.assert_allclose(actual, wanted, rtol=1e-9, atol=1e-12)


@pytest.mark.equation("eq-delta")
@given(seed=seeds())
def test_error_is_the_slope_at_the_weighted_input(seed):
    network, x, y = random_case(seed)
    for delta, slope in zip(backprop(network, x, y).deltas, errors(network, x, y), strict=True):
        close(delta, slope)


@pytest.mark.equation("eq-bp1-component")
@pytest.mark.equation("eq-bp1")
@given(seed=seeds())
def test_bp1(seed):
    network, x, y = random_case(seed)
    zs, activations = forward(network, x)
    by_nudging = errors(network, x, y)[-1]
    into_a = nudged(lambda a: network.cost.value(a, y), activations[-1])
    slope = slopes_of(network, zs)[-1]
    for (j, example), delta in np.ndenumerate(by_nudging):
        assert delta == pytest.approx(into_a[j, example] * slope[j, example], rel=1e-9, abs=1e-12)
    close(output_error(network.cost.gradient(activations[-1], y), slope), by_nudging)


@pytest.mark.equation("eq-bp1-quadratic")
@given(seed=seeds())
def test_bp1_quadratic(seed):
    network, x, y = random_case(seed, cost=QUADRATIC)
    zs, activations = forward(network, x)
    close((activations[-1] - y) * slopes_of(network, zs)[-1], errors(network, x, y)[-1])


@pytest.mark.equation("eq-error-of-activation-component")
@pytest.mark.equation("eq-error-of-activation")
@given(seed=seeds())
def test_error_of_activation(seed):
    network, x, y = random_case(seed)
    activations, deltas = forward(network, x).activations, errors(network, x, y)
    for i, w in enumerate(network.weights[1:]):
        a, delta = activations[i + 1], deltas[i + 1]
        into_a = nudged(lambda a, i=i: costs_from(network, i, y, a=a), a)
        close(w.T @ delta, into_a)
        for (j, example), slope in np.ndenumerate(into_a):
            total = sum(w[k, j] * delta[k, example] for k in range(len(w)))
            assert slope == pytest.approx(total, rel=1e-9, abs=1e-12)


@pytest.mark.equation("eq-bp2-component")
@pytest.mark.equation("eq-bp2")
@given(seed=seeds())
def test_bp2(seed):
    network, x, y = random_case(seed)
    deltas, slopes = errors(network, x, y), slopes_of(network, forward(network, x).zs)
    for i, w in enumerate(network.weights[1:]):
        close(backpropagate_error(w, deltas[i + 1], slopes[i]), deltas[i])
        for (j, example), delta in np.ndenumerate(deltas[i]):
            total = sum(w[k, j] * deltas[i + 1][k, example] * slopes[i][j, example] for k in range(len(w)))
            assert delta == pytest.approx(total, rel=1e-9, abs=1e-12)


@pytest.mark.equation("eq-transpose-adjoint")
@given(seed=seeds())
def test_a_transpose_moves_a_matrix_to_the_other_side_of_an_inner_product(seed):
    network, x, y = random_case(seed, n_examples=1)
    activations, deltas = forward(network, x).activations, errors(network, x, y)
    rng = np.random.default_rng(seed)
    for i, w in enumerate(network.weights[1:]):
        da, delta = rng.standard_normal(activations[i + 1].shape), deltas[i + 1]
        change = costs_from(network, i, y, a=activations[i + 1] + 1j * H * da).imag.item() / H
        assert (delta * (w @ da)).sum() == pytest.approx(change, rel=1e-9, abs=1e-12)
        assert ((w.T @ delta) * da).sum() == pytest.approx(change, rel=1e-9, abs=1e-12)
        assert (delta.T @ w @ da).item() == pytest.approx(change, rel=1e-9, abs=1e-12)  # the note's line, mended


@pytest.mark.equation("eq-transpose-adjoint")
def test_the_transpose_as_an_identity():
    w = sympy.Matrix(2, 3, sympy.symbols("w:6"))
    delta, da = sympy.Matrix(sympy.symbols("d:2")), sympy.Matrix(sympy.symbols("a:3"))
    assert sympy.expand(delta.dot(w * da) - (w.T * delta).dot(da)) == 0
    with pytest.raises(sympy.matrices.exceptions.ShapeError):
        (w.T * delta) * da  # as the note has it, a column times a column


@pytest.mark.equation("eq-bp2-diagonal")
@given(seed=seeds())
def test_bp2_multiplies_by_the_transposed_jacobian(seed):
    network, x, y = random_case(seed, n_examples=1)
    zs, deltas = forward(network, x).zs, errors(network, x, y)
    for i, w in enumerate(network.weights[1:]):
        rows = [nudged(lambda z, i=i, row=row: row @ network.activations[i].f(z), zs[i])[:, 0] for row in w]
        jacobian = np.array(rows)  # row k, column j: how fast the next z_k moves with this z_j
        close(jacobian, w @ np.diagflat(network.activations[i].prime(zs[i])))
        close(jacobian.T @ deltas[i + 1], deltas[i])


@pytest.mark.equation("eq-bp2-diagonal")
@given(seed=seeds())
def test_bp2_with_a_diagonal_matrix(seed):
    network, x, y = random_case(seed, n_examples=1)
    deltas, slopes = errors(network, x, y), slopes_of(network, forward(network, x).zs)
    for i, w in enumerate(network.weights[1:]):
        diagonal = np.zeros((len(slopes[i]),) * 2)
        for j, slope in enumerate(slopes[i][:, 0]):
            diagonal[j, j] = slope
        close(diagonal @ w.T @ deltas[i + 1], deltas[i])


@pytest.mark.equation("eq-bp2-rows")
@given(seed=seeds())
def test_bp2_with_examples_as_rows(seed):
    network, x, y = random_case(seed)
    rows = [delta.T for delta in backprop(network, x, y).deltas]
    by_nudging = [delta.T for delta in errors(network, x, y)]
    slopes = [slope.T for slope in slopes_of(network, forward(network, x).zs)]
    for i, w in enumerate(network.weights[1:]):
        from_to = w.T  # W: row = from, column = to
        close((rows[i + 1] @ from_to.T) * slopes[i], by_nudging[i])


@pytest.mark.equation("eq-bp2-from-to")
@given(seed=seeds())
def test_bp2_with_weights_from_to(seed):
    network, x, y = random_case(seed, n_examples=1)
    deltas, slopes = errors(network, x, y), slopes_of(network, forward(network, x).zs)
    for i, w in enumerate(network.weights[1:]):
        from_to = w.T
        close(np.diagflat(slopes[i]) @ from_to @ deltas[i + 1], deltas[i])


@pytest.mark.equation("eq-bp3")
@given(seed=seeds())
def test_bp3(seed):
    network, x, y = random_case(seed, n_examples=1)
    nabla_b = numerical_gradient(network, x, y, method="complex").nabla_b
    for delta, wanted in zip(errors(network, x, y), nabla_b, strict=True):
        close(bias_gradient(delta), wanted)
        for j in range(len(delta)):
            assert delta[j, 0] == pytest.approx(wanted[j, 0], rel=1e-9, abs=1e-12)


@pytest.mark.equation("eq-bp4-component")
@pytest.mark.equation("eq-bp4")
@given(seed=seeds())
def test_bp4(seed):
    network, x, y = random_case(seed, n_examples=1)
    nabla_w = numerical_gradient(network, x, y, method="complex").nabla_w
    inputs = forward(network, x).activations[:-1]
    for delta, a_in, wanted in zip(errors(network, x, y), inputs, nabla_w, strict=True):
        close(weight_gradient(delta, a_in), wanted)
        for (j, k), slope in np.ndenumerate(wanted):
            assert slope == pytest.approx(a_in[k, 0] * delta[j, 0], rel=1e-9, abs=1e-12)


@pytest.mark.equation("eq-bp4-rows")
@given(seed=seeds())
def test_bp4_with_examples_as_rows(seed):
    """J adds over the examples, so its slope is m times that of the mean."""
    network, x, y = random_case(seed)
    nabla_w = numerical_gradient(network, x, y, method="complex").nabla_w
    inputs = forward(network, x).activations[:-1]
    for delta, a_in, wanted in zip(errors(network, x, y), inputs, nabla_w, strict=True):
        a_rows, delta_rows = a_in.T, delta.T
        close(a_rows.T @ delta_rows, x.shape[1] * wanted.T)


class Sigma(sympy.Function):
    """An activation function of which only its slope is known."""

    def fdiff(self, argindex=1):
        return SigmaPrime(self.args[0])


class SigmaPrime(sympy.Function):
    """σ'."""


@pytest.mark.equation("eq-bp1-quadratic")
@pytest.mark.equation("eq-bp2-component")
@pytest.mark.equation("eq-bp3")
@pytest.mark.equation("eq-bp4-component")
def test_the_four_equations_as_identities():
    """Two layers of two and three neurons, any σ, the quadratic cost: differentiate and compare."""
    w, b = sympy.symarray("w", (3, 2)), sympy.symarray("b", 3)
    z, y = sympy.symarray("z", 2), sympy.symarray("y", 3)
    z_next = sympy.symarray("q", 3)
    summed = {z_next[k]: sum(w[k, j] * Sigma(z[j]) for j in range(2)) + b[k] for k in range(3)}
    at_output = sum((y[k] - Sigma(z_next[k])) ** 2 for k in range(3)) / 2
    cost = at_output.subs(summed)
    for k in range(3):
        bp1 = (Sigma(z_next[k]) - y[k]) * SigmaPrime(z_next[k])
        assert sympy.expand(sympy.diff(at_output, z_next[k]) - bp1) == 0
        assert sympy.expand(sympy.diff(cost, b[k]) - bp1.subs(summed)) == 0
        for j in range(2):
            assert sympy.expand(sympy.diff(cost, w[k, j]) - Sigma(z[j]) * bp1.subs(summed)) == 0
    for j in range(2):
        errors_next = [sympy.diff(at_output, z_next[k]).subs(summed) for k in range(3)]
        bp2 = sum(w[k, j] * errors_next[k] for k in range(3)) * SigmaPrime(z[j])
        assert sympy.expand(sympy.diff(cost, z[j]) - bp2) == 0
