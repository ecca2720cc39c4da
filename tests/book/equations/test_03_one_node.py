"""The labelled equations of chapter 3, each checked on random networks."""

import numpy as np
import pytest
import sympy
from cases import SMOOTH, random_case, seeds
from hypothesis import given
from hypothesis import strategies as st

from nnbp_core import (
    LINEAR,
    QUADRATIC,
    SIGMOID,
    Cost,
    Network,
    backprop,
    backpropagate_error,
    forward,
    numerical_gradient,
    output_error,
)

SQUARE = Cost("square loss", lambda a, y: ((y - a) ** 2).sum(axis=0), lambda a, y: 2 * (a - y))
TINY = 1e-20
smooth_functions = st.sampled_from(SMOOTH)
numbers = st.floats(-5, 5)


def slope_by_nudging(function, at):
    """The derivative from values alone: the nudge is imaginary, so nothing cancels."""
    return np.imag(function(np.asarray(at) + 1j * TINY)) / TINY


@pytest.mark.equation("eq-node-forward")
@given(g=smooth_functions, z=numbers, dz=numbers)
def test_a_nudge_goes_forward_through_a_node(g, z, dz):
    moved = np.imag(g.f(np.array(z + 1j * TINY * dz))) / TINY
    assert moved == pytest.approx(float(g.prime(np.array(z))) * dz, rel=1e-9, abs=1e-12)


@pytest.mark.equation("eq-sigmoid-slope")
def test_sigmoid_slope_as_an_identity():
    z = sympy.Symbol("z", real=True)
    g = 1 / (1 + sympy.exp(-z))
    assert sympy.simplify(sympy.diff(g, z) - g * (1 - g)) == 0
    assert sympy.simplify(sympy.diff(g, z) - g * g) != 0


@pytest.mark.equation("eq-sigmoid-slope")
@given(z=numbers)
def test_sigmoid_slope(z):
    g = float(SIGMOID.f(z))
    assert float(SIGMOID.prime(z)) == pytest.approx(g * (1 - g), rel=1e-10)
    assert SIGMOID.slope(z, g) == pytest.approx(slope_by_nudging(SIGMOID.f, z), rel=1e-10)


@pytest.mark.equation("eq-node-backward")
@given(seed=seeds())
def test_a_slope_comes_back_through_a_node(seed):
    network, x, y = random_case(seed, smooth=True, n_examples=1, cost=QUADRATIC)
    zs, activations = forward(network, x)
    delta_a = network.cost.gradient(activations[-1], y)
    delta_z = network.activations[-1].prime(zs[-1]) * delta_a
    # Nudging the bias of an output neuron nudges its z by as much.
    np.testing.assert_allclose(delta_z, numerical_gradient(network, x, y, "complex").nabla_b[-1], rtol=1e-9, atol=1e-12)
    np.testing.assert_array_equal(delta_z, output_error(delta_a, network.activations[-1].prime(zs[-1])))


@pytest.mark.equation("eq-adjoint")
@given(g=smooth_functions, n=st.integers(1, 6), seed=seeds())
def test_forward_and_backward_belong_together(g, n, seed):
    z, dz, delta_a = np.random.default_rng(seed).standard_normal((3, n, 1))
    d_a = np.imag(g.f(z + 1j * TINY * dz)) / TINY
    delta_z = output_error(delta_a, g.prime(z))
    assert (delta_a * d_a).sum() == pytest.approx((delta_z * dz).sum(), rel=1e-9, abs=1e-12)


def test_the_adjoint_identity_catches_a_slope_taken_at_the_wrong_place():
    z, dz, delta_a = np.random.default_rng(1).standard_normal((3, 4, 1))
    d_a = np.imag(SIGMOID.f(z + 1j * TINY * dz)) / TINY
    for wrong in (SIGMOID.prime(SIGMOID.f(z)), 1 / SIGMOID.prime(z)):
        assert (delta_a * d_a).sum() != pytest.approx((output_error(delta_a, wrong) * dz).sum(), rel=1e-3)


@pytest.mark.equation("eq-chain-rule")
@given(inner=smooth_functions, outer=smooth_functions, u=numbers)
def test_factors_along_a_row_multiply(inner, outer, u):
    v = inner.f(np.array(u))
    product = float(outer.prime(v)) * float(inner.prime(np.array(u)))
    assert slope_by_nudging(lambda at: outer.f(inner.f(at)), u) == pytest.approx(product, rel=1e-9, abs=1e-12)


@pytest.mark.equation("eq-chain-rule")
def test_chain_rule_as_an_identity():
    u = sympy.Symbol("u")
    v = 1 / (1 + sympy.exp(-u))
    cost = (v - 1) ** 2 / 2
    held = sympy.Symbol("v")
    product = sympy.diff((held - 1) ** 2 / 2, held).subs(held, v) * sympy.diff(v, u)
    assert sympy.simplify(sympy.diff(cost, u) - product) == 0


def in_the_articles_symbols(network, x):
    """h[l] and z[l] as the article counts them: z has the number of the layer that it is made from."""
    zs, activations = forward(network, x)
    h = dict(enumerate(activations, start=1))
    z = dict(enumerate(zs, start=1))
    return h, z


def three_layers(seed, activation=SIGMOID, cost=SQUARE):
    """The article's network, with two inputs put before its three hidden neurons."""
    rng = np.random.default_rng(seed)
    network = Network.random([2, 3, 1], rng, activation, cost)
    return network, rng.standard_normal((2, 1)), rng.random((1, 1))


@pytest.mark.equation("eq-shifted-layers")
@given(seed=seeds())
def test_an_activation_has_the_number_of_its_weighted_input_plus_one(seed):
    network, x, _ = random_case(seed)
    h, z = in_the_articles_symbols(network, x)
    assert sorted(h) == [1, *(layer + 1 for layer in sorted(z))]
    for layer, activation in enumerate(network.activations, start=1):
        np.testing.assert_array_equal(h[layer + 1], activation.f(z[layer]))


@pytest.mark.equation("eq-three-factors-sum")
@given(seed=seeds())
def test_the_articles_weighted_input(seed):
    network, x, _ = three_layers(seed)
    h, z = in_the_articles_symbols(network, x)
    w, b = network.weights[1], network.biases[1]
    by_hand = h[2][0, 0] * w[0, 0] + h[2][1, 0] * w[0, 1] + h[2][2, 0] * w[0, 2] + b[0, 0]
    assert z[2][0, 0] == pytest.approx(by_hand, rel=1e-11, abs=1e-13)


@pytest.mark.equation("eq-three-factors")
@pytest.mark.equation("eq-factor-loss")
@pytest.mark.equation("eq-factor-weight")
@given(seed=seeds(), f=st.sampled_from([SIGMOID, LINEAR]))
def test_three_factors(seed, f):
    network, x, y = three_layers(seed, f)
    h, z = in_the_articles_symbols(network, x)
    w, b = network.weights[1][0], network.biases[1][0, 0]

    def weighted_input(w12):
        return h[2][0, 0] * w[0] + h[2][1, 0] * w12 + h[2][2, 0] * w[2] + b

    loss_by_output = 2 * (h[3][0, 0] - y[0, 0])
    weighted_input_by_weight = h[2][1, 0]
    nudged = slope_by_nudging(lambda out: (y[0, 0] - out) ** 2, h[3][0, 0])
    assert loss_by_output == pytest.approx(nudged, rel=1e-10, abs=1e-13)
    assert loss_by_output == pytest.approx(SQUARE.gradient(h[3], y).item(), rel=1e-12)
    assert weighted_input_by_weight == pytest.approx(slope_by_nudging(weighted_input, w[1]), rel=1e-10, abs=1e-13)
    product = loss_by_output * float(f.prime(z[2])[0, 0]) * weighted_input_by_weight
    whole = numerical_gradient(network, x, y, "complex").nabla_w[1][0, 1]
    assert whole == pytest.approx(product, rel=1e-9, abs=1e-12)


@pytest.mark.equation("eq-three-factors-ours")
@pytest.mark.equation("eq-one-neuron-bias")
@given(seed=seeds())
def test_three_factors_in_our_symbols(seed):
    network, x, y = three_layers(seed, cost=QUADRATIC)
    (_, z3), (_, a2, a3) = forward(network, x)
    shared = (a3 - y).item() * SIGMOID.prime(z3).item()
    measured = numerical_gradient(network, x, y, "complex")
    assert measured.nabla_w[1][0, 1] == pytest.approx(shared * a2[1, 0], rel=1e-9, abs=1e-12)
    assert measured.nabla_b[1][0, 0] == pytest.approx(shared, rel=1e-9, abs=1e-12)
    square = Network(network.weights, network.biases, cost=SQUARE)
    assert backprop(square, x, y).nabla_w[1][0, 1] == pytest.approx(2 * shared * a2[1, 0], rel=1e-9)


@pytest.mark.equation("eq-weight-between")
@given(seed=seeds(), sigma=smooth_functions)
def test_a_weight_between_two_neurons(seed, sigma):
    rng = np.random.default_rng(seed)
    network = Network.random([1, 1, 1], rng, sigma)
    x, y = rng.standard_normal((2, 1, 1))
    (z2, z3), (_, _, a3) = forward(network, x)
    five = (a3 - y) * sigma.prime(z3) * network.weights[1] * sigma.prime(z2) * x
    measured = numerical_gradient(network, x, y, "complex").nabla_w[0]
    assert measured.item() == pytest.approx(five.item(), rel=1e-9, abs=1e-12)
    assert backprop(network, x, y).nabla_w[0].item() == pytest.approx(five.item(), rel=1e-9, abs=1e-12)


@pytest.mark.equation("eq-fork")
@given(seed=seeds())
def test_at_a_fork_what_comes_back_is_added(seed):
    network, x, y = random_case(seed, smooth=True, n_examples=1, cost=QUADRATIC)
    a = forward(network, x).activations[-2]  # each entry feeds every output neuron
    w, b, sigma = network.weights[-1], network.biases[-1], network.activations[-1]
    delta_z = backprop(network, x, y).deltas[-1]
    together = backpropagate_error(w, delta_z, np.ones_like(a))
    for k in range(len(a)):
        moved = a.astype(complex)
        moved[k] += 1j * TINY
        measured = network.cost.value(sigma.f(w @ moved + b), y).imag.item() / TINY
        branches = [w[q, k] * delta_z[q, 0] for q in range(len(w))]
        assert measured == pytest.approx(sum(branches), rel=1e-9, abs=1e-12)
        assert together[k, 0] == pytest.approx(sum(branches), rel=1e-11, abs=1e-13)


@pytest.mark.equation("eq-fork")
def test_branches_that_meet_again_add_up_too():
    a, first, second = sympy.symbols("a w_1 w_2")
    z_1, z_2 = sympy.symbols("z_1 z_2")
    cost = (1 / (1 + sympy.exp(-z_1)) + 1 / (1 + sympy.exp(-z_2)) - 1) ** 2 / 2
    at_a = {z_1: first * a, z_2: second * a}
    branches = first * sympy.diff(cost, z_1).subs(at_a) + second * sympy.diff(cost, z_2).subs(at_a)
    assert sympy.simplify(sympy.diff(cost.subs(at_a), a) - branches) == 0
    assert sympy.simplify(sympy.diff(cost, z_1, z_2)) != 0  # here the two branches do feel each other


@given(seed=seeds())
def test_what_two_changes_do_together_differs_in_the_second_order_alone(seed):
    rng = np.random.default_rng(seed)
    network, x = Network.random([2, 3, 1], rng), rng.standard_normal((2, 1))
    direction = rng.standard_normal((2, 1))

    def cost(*steps):
        return float(forward(network, x + sum(steps)).activations[-1].item()) ** 2 / 2

    missed = []
    for da in (1e-2, 1e-3):
        apart = [da * direction * unit for unit in np.eye(2)[:, :, None]]
        missed.append(cost(*apart) - sum(cost(step) for step in apart) + cost(np.zeros((2, 1))))
    assert abs(missed[1]) <= 0.02 * abs(missed[0]) + 1e-7  # first order would be a tenth of some 1e-2
