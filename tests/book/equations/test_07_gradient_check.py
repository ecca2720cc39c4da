"""The labelled equations of chapter 7, each checked on random networks, the expansions with SymPy too."""

import numpy as np
import pytest
import sympy
from cases import random_case, seeds
from hypothesis import assume, given
from hypothesis import strategies as st

from nnbp_core import (
    SIGMOID,
    Network,
    backprop,
    forward,
    numerical_gradient,
    relative_error,
    sleep_study,
)

DATA = sleep_study()


def pupils_network(seed):
    """A 2-3-1 network without biases, its forward pass on the three pupils, and all of it in rows."""
    rng = np.random.default_rng(seed)
    weights = [rng.standard_normal((3, 2)), rng.standard_normal((1, 3))]
    network = Network(weights, [np.zeros((3, 1)), np.zeros((1, 1))])
    zs, activations = forward(network, DATA.x_train)
    return network, [z.T for z in zs], [a.T for a in activations]


def slopes(network):
    """∂J/∂w of J = 3 C, from the cost alone, in Welch's layout."""
    found = numerical_gradient(network, DATA.x_train, DATA.y_train, "complex").nabla_w
    return [3 * each.T for each in found]


@pytest.mark.equation("eq-welch-cost")
@given(seed=seeds())
def test_welch_cost_is_the_sum_where_ours_is_the_mean(seed):
    network, _, (_, _, y_hat) = pupils_network(seed)
    cost = network.cost.value(y_hat.T, DATA.y_train)
    total = 0.0
    for target, answer in zip(DATA.y_train[0], y_hat[:, 0], strict=True):
        total += (target - answer) ** 2 / 2
    assert total == pytest.approx(3 * cost.mean(), rel=1e-12)


@pytest.mark.equation("eq-welch-forward")
@given(seed=seeds())
def test_welch_forward_is_ours_transposed(seed):
    network, (z2, z3), (rows, a2, y_hat) = pupils_network(seed)
    w1, w2 = (w.T for w in network.weights)
    in_rows = [rows @ w1]
    in_rows += [SIGMOID.f(in_rows[0])]
    in_rows += [in_rows[1] @ w2]
    in_rows += [SIGMOID.f(in_rows[2])]
    for ours, welch in zip((z2, a2, z3, y_hat), in_rows, strict=True):
        np.testing.assert_allclose(ours, welch, rtol=1e-12, atol=1e-15)


@pytest.mark.equation("eq-welch-delta")
@pytest.mark.equation("eq-welch-delta-hidden")
@given(seed=seeds())
def test_welch_errors(seed):
    network, (z2, z3), (_, _, y_hat) = pupils_network(seed)
    delta3 = -(DATA.y_train.T - y_hat) * SIGMOID.prime(z3)
    delta2 = delta3 @ network.weights[1] * SIGMOID.prime(z2)
    ours = backprop(network, DATA.x_train, DATA.y_train).deltas
    np.testing.assert_allclose(ours[0].T, delta2, rtol=1e-10, atol=1e-15)
    np.testing.assert_allclose(ours[1].T, delta3, rtol=1e-10, atol=1e-15)
    nudged = [(SIGMOID.f(z3 + step) - DATA.y_train.T) ** 2 / 2 for step in (1e-5, -1e-5)]
    np.testing.assert_allclose((nudged[0] - nudged[1]) / 2e-5, delta3, rtol=1e-6, atol=1e-10)


@pytest.mark.equation("eq-welch-grad-w2")
@pytest.mark.equation("eq-welch-grad-w1")
@given(seed=seeds())
def test_welch_gradients_against_the_cost(seed):
    network, (z2, z3), (rows, a2, y_hat) = pupils_network(seed)
    delta3 = -(DATA.y_train.T - y_hat) * SIGMOID.prime(z3)
    delta2 = delta3 @ network.weights[1] * SIGMOID.prime(z2)
    by_w1, by_w2 = slopes(network)
    np.testing.assert_allclose(a2.T @ delta3, by_w2, rtol=1e-10, atol=1e-15)
    np.testing.assert_allclose(rows.T @ delta2, by_w1, rtol=1e-10, atol=1e-15)


@pytest.mark.equation("eq-welch-ours")
@given(seed=seeds())
def test_a_sum_in_rows_is_m_times_a_mean_in_columns(seed):
    network, x, y = random_case(seed, smooth=True)
    m = x.shape[1]
    one_by_one = [numerical_gradient(network, x[:, [i]], y[:, [i]], "complex").nabla_w for i in range(m)]
    for i, ours in enumerate(backprop(network, x, y).nabla_w):
        in_rows = sum(each[i].T for each in one_by_one)
        np.testing.assert_allclose(in_rows, m * ours.T, rtol=1e-8, atol=1e-11)


def nudged(network, step):
    """The same network with the first weight of layer 2 moved."""
    weights = [w.copy() for w in network.weights]
    weights[0][0, 0] += step
    return Network(weights, network.biases, network.activations, network.cost)


def mean_cost(network, x, y):
    return float(network.cost.value(forward(network, x).activations[-1], y).mean())


@pytest.mark.equation("eq-forward-difference")
@pytest.mark.equation("eq-central-difference")
@given(seed=seeds(), step=st.sampled_from([1e-1, 1e-2, 1e-3]))
def test_differences(seed, step):
    network, x, y = random_case(seed, smooth=True)
    here, up, down = (mean_cost(nudged(network, each), x, y) for each in (0, step, -step))
    found = [numerical_gradient(network, x, y, method, step).nabla_w[0][0, 0] for method in ("forward", "central")]
    rounding = 1e-14 * (1 + abs(here)) / step
    assert found[0] == pytest.approx((up - here) / step, rel=1e-9, abs=rounding)
    assert found[1] == pytest.approx((up - down) / (2 * step), rel=1e-9, abs=rounding)


def a_smooth_cost():
    """Any smooth C near p: its Taylor polynomial with free derivatives C0 to C6, and the step."""
    derivatives = sympy.symbols("C0:7", real=True)
    step = sympy.Symbol("epsilon", positive=True)

    def cost(at):
        return sum(c * at**k / sympy.factorial(k) for k, c in enumerate(derivatives))

    return cost, derivatives, step


@pytest.mark.equation("eq-taylor")
@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("at", [-1, sympy.Rational(3, 10), 2])
def test_what_the_series_leaves_out_shrinks_with_the_fourth_power(at, sign):
    p = sympy.Symbol("p")
    cost = (1 / (1 + sympy.exp(-p)) - sympy.Rational(1, 5)) ** 2 / 2
    c0, c1, c2, c3 = (sympy.N(sympy.diff(cost, p, k).subs(p, at), 60) for k in range(4))

    def left_out(e, third):
        series = c0 + sign * e * c1 + e**2 / 2 * c2 + third * e**3 / 6 * c3
        return sympy.N(cost.subs(p, at + sign * e), 60) - series

    small, half = sympy.Rational(1, 10**6), sympy.Rational(1, 2 * 10**6)
    assert float(left_out(small, sign) / left_out(half, sign)) == pytest.approx(16, rel=0.01)
    assert float(left_out(small, -sign) / left_out(half, -sign)) == pytest.approx(8, rel=0.01)


def has_order(rest, step, order):
    """Whether `rest` is O(step^order)."""
    return all(power[0] >= order for power in sympy.Poly(sympy.expand(rest), step).monoms()) or rest == 0


@pytest.mark.equation("eq-forward-truncation")
@pytest.mark.equation("eq-central-truncation")
@pytest.mark.equation("eq-complex-step")
def test_expansions():
    cost, (_, c1, c2, c3, *_), e = a_smooth_cost()
    ahead = sympy.expand((cost(e) - cost(0)) / e)
    both = sympy.expand((cost(e) - cost(-e)) / (2 * e))
    imaginary = sympy.expand(sympy.im(sympy.expand(cost(sympy.I * e))) / e)
    assert has_order(ahead - (c1 + e * c2 / 2), e, 2)
    assert has_order(both - (c1 + e**2 * c3 / 6), e, 4)
    assert has_order(imaginary - (c1 - e**2 * c3 / 6), e, 4)
    assert not has_order(ahead - c1, e, 2)
    assert not has_order(both - c1, e, 4)
    assert not has_order(imaginary - (c1 + e**2 * c3 / 6), e, 4)


@pytest.mark.equation("eq-forward-truncation")
@pytest.mark.equation("eq-central-truncation")
@pytest.mark.equation("eq-complex-step")
@given(seed=seeds())
def test_leading_errors_of_the_core(seed):
    network, _, _ = pupils_network(seed)
    x, y = DATA.x_train, DATA.y_train
    exact = numerical_gradient(network, x, y, "complex").nabla_w[0]

    def at(method, step):
        return numerical_gradient(network, x, y, method, step).nabla_w[0]

    second = (at("forward", 1e-3) - exact) / 5e-4  # C'' from ε = 1e-3
    np.testing.assert_allclose(at("forward", 1e-4), exact + 0.5e-4 * second, atol=1e-7)
    third = (at("central", 1e-2) - exact) * 6e4  # C''' from ε = 1e-2
    np.testing.assert_allclose(at("central", 1e-3), exact + third * 1e-6 / 6, atol=1e-10)
    np.testing.assert_allclose(at("complex", 1e-3), exact - third * 1e-6 / 6, atol=1e-10)


@pytest.mark.equation("eq-best-step-forward")
@pytest.mark.equation("eq-best-step-central")
def test_best_steps_are_the_minima_of_truncation_plus_rounding():
    e, r, c2, c3 = sympy.symbols("epsilon r C2 C3", positive=True)
    bounds = {
        e * c2 / 2 + 2 * r / e: 2 * sympy.sqrt(r / c2),
        e**2 * c3 / 6 + r / e: sympy.cbrt(3 * r / c3),
    }
    for bound, best in bounds.items():
        assert sympy.simplify(sympy.diff(bound, e).subs(e, best)) == 0
        assert sympy.simplify(sympy.diff(bound, e, 2).subs(e, best)).is_positive


def best_steps(network):
    """ε of both methods by the two formulas, for the first weight, with derivatives from coarse differences."""
    x, y = DATA.x_train, DATA.y_train
    at = {k: mean_cost(nudged(network, 0.02 * k), x, y) for k in range(-2, 3)}
    second = (at[1] - 2 * at[0] + at[-1]) / 0.02**2
    third = (at[2] - 2 * at[1] + 2 * at[-1] - at[-2]) / (2 * 0.02**3)
    rounding = np.finfo(float).eps / 2 * at[0]
    return {"forward": 2 * np.sqrt(rounding / abs(second)), "central": np.cbrt(3 * rounding / abs(third))}


@pytest.mark.equation("eq-best-step-forward")
@pytest.mark.equation("eq-best-step-central")
@pytest.mark.parametrize("method", ["forward", "central"])
def test_steps_far_from_the_best_one_do_worse(method):
    """Over twenty networks, a step a hundred times larger or smaller is worse."""
    logs = np.zeros(3)
    for seed in range(20):
        network, _, _ = pupils_network(seed)
        exact = backprop(network, DATA.x_train, DATA.y_train).nabla_w[0][0, 0]
        for i, factor in enumerate((0.01, 1, 100)):
            step = float(factor * best_steps(network)[method])
            found = numerical_gradient(network, DATA.x_train, DATA.y_train, method, step).nabla_w[0][0, 0]
            logs[i] += np.log10(max(abs(found - exact), 1e-18)) / 20
    assert logs[1] + 1 < min(logs[0], logs[2]), logs


@pytest.mark.equation("eq-relative-error")
@given(seed=seeds(), factor=st.floats(-5, 5))
def test_relative_error(seed, factor):
    g, n = np.random.default_rng(seed).standard_normal((2, 7))
    size = np.sqrt((g**2).sum()) + np.sqrt((n**2).sum())
    assert relative_error(g, n) == pytest.approx(np.sqrt(((g - n) ** 2).sum()) / size, rel=1e-12)
    assert 0 <= relative_error(g, n) <= 1
    assume(abs(factor - 1) > 1e-9)
    assert relative_error(factor * n, n) == pytest.approx(abs(factor - 1) / (abs(factor) + 1), rel=1e-9)


@pytest.mark.equation("eq-direction-slope")
def test_the_slope_along_a_direction_is_a_dot_product_up_to_the_square_of_the_step():
    p, q, v, w, e = sympy.symbols("p q v w e", real=True)
    cost = sympy.exp(p * q) + p**3 * q
    ahead, behind = (cost.subs({p: p + s * e * v, q: q + s * e * w}, simultaneous=True) for s in (1, -1))
    chord = (ahead - behind) / (2 * e)
    product = sympy.diff(cost, p) * v + sympy.diff(cost, q) * w
    series = sympy.series(chord, e, 0, 3).removeO()
    assert sympy.simplify(series.coeff(e, 0) - product) == 0
    assert sympy.simplify(series.coeff(e, 1)) == 0
    assert sympy.simplify(series.coeff(e, 2)) != 0


@pytest.mark.equation("eq-direction-slope")
@given(seed=seeds())
def test_the_slope_along_a_direction_of_a_network(seed):
    network, x, y = random_case(seed, smooth=True)
    rng = np.random.default_rng(seed)
    ways = [[rng.standard_normal(each.shape) for each in part] for part in (network.weights, network.biases)]

    def at(step):
        parts = zip((network.weights, network.biases), ways, strict=True)
        moved = [[p + step * v for p, v in zip(part, way, strict=True)] for part, way in parts]
        return mean_cost(Network(*moved, network.activations, network.cost), x, y)

    nabla_w, nabla_b, _ = backprop(network, x, y)
    product = sum(np.vdot(g, v) for g, v in zip([*nabla_w, *nabla_b], [*ways[0], *ways[1]], strict=True))
    assert (at(1e-5) - at(-1e-5)) / 2e-5 == pytest.approx(product, rel=1e-5, abs=1e-7 * (1 + abs(at(0))))
