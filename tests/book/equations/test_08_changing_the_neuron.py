"""The labelled equations of chapter 8, each checked on random networks."""

import numpy as np
import pytest
import sympy
from cases import SMOOTH, random_case, seeds
from hypothesis import given
from hypothesis import strategies as st

from nnbp_core import (
    CROSS_ENTROPY,
    LINEAR,
    QUADRATIC,
    RELU,
    SIGMOID,
    Activation,
    Network,
    backprop,
    check_gradients,
    forward,
    mean_cost,
    modified,
    numerical_gradient,
)

GATE = Activation("gate", lambda z: z * SIGMOID.f(z), lambda z: SIGMOID.f(z) + z * SIGMOID.prime(z))


def linear_case(seed, widest=4):
    rng = np.random.default_rng(seed)
    sizes = rng.integers(1, widest + 1, rng.integers(3, 6)).tolist()
    network = Network.random(sizes, rng, LINEAR)
    return network, rng.standard_normal((sizes[0], 3)), rng.standard_normal((sizes[-1], 3))


def own_neuron_case(seed):
    """A network, one example, and one neuron (layer index i, row j) that computes an f of its own."""
    rng = np.random.default_rng(seed)
    network, x, y = random_case(seed, smooth=True, n_examples=1, cost=QUADRATIC)
    i = int(rng.integers(len(network.weights)))
    j = int(rng.integers(len(network.weights[i])))
    own = [*SMOOTH, GATE][rng.integers(len(SMOOTH) + 1)]
    activations = list(network.activations)
    activations[i] = modified(activations[i], {j: own})
    return Network(network.weights, network.biases, activations), x, y, (i, j), own


@pytest.mark.equation("eq-own-activation")
@given(seed=seeds())
def test_one_neuron_computes_its_own_function(seed):
    network, x, _, (i, j), own = own_neuron_case(seed)
    zs, activations = forward(network, x)
    assert activations[i + 1][j, 0] == pytest.approx(own.f(zs[i][j, 0]), rel=1e-12, abs=1e-14)
    plain = random_case(seed, smooth=True, n_examples=1, cost=QUADRATIC).network
    for row in set(range(len(zs[i]))) - {j}:
        assert activations[i + 1][row, 0] == plain.activations[i].f(zs[i])[row, 0]


@pytest.mark.equation("eq-own-error")
@given(seed=seeds())
def test_its_error_takes_its_own_slope(seed):
    network, x, y, (i, j), own = own_neuron_case(seed)
    zs, activations = forward(network, x)
    gradients = backprop(network, x, y)

    def rest(a):  # the cost as a function of layer i's activations
        for w, b, activation in zip(
            network.weights[i + 1 :], network.biases[i + 1 :], network.activations[i + 1 :], strict=True
        ):
            a = activation.f(w @ a + b)
        return network.cost.value(a, y).item()

    nudge = np.zeros_like(activations[i + 1])
    nudge[j] = 1e-5
    by_activation = (rest(activations[i + 1] + nudge) - rest(activations[i + 1] - nudge)) / 2e-5
    expected = by_activation * own.prime(zs[i][j, 0])
    assert gradients.deltas[i][j, 0] == pytest.approx(expected, rel=1e-5, abs=1e-7)
    # σ' from a stored output near ±1 keeps fewer digits than the complex step
    assert check_gradients(network, x, y, gradients, method="complex").relative_error < 1e-9


@pytest.mark.equation("eq-gate")
@pytest.mark.equation("eq-gate-slope")
@given(seed=seeds())
def test_gate(seed):
    z = sympy.Symbol("z", real=True)
    sigma = 1 / (1 + sympy.exp(-z))
    assert sympy.simplify(sympy.diff(z * sigma, z) - (sigma + z * sympy.diff(sigma, z))) == 0
    rng = np.random.default_rng(seed)
    network = Network.random([2, 3, 2], rng, GATE)
    x, y = rng.standard_normal((2, 3)), rng.standard_normal((2, 3))
    zs, activations = forward(network, x)
    np.testing.assert_allclose(activations[1], zs[0] / (1 + np.exp(-zs[0])), rtol=1e-12)
    assert check_gradients(network, x, y, method="complex").relative_error < 1e-9


@pytest.mark.equation("eq-linear-bp1")
@pytest.mark.equation("eq-linear-bp2")
@pytest.mark.equation("eq-linear-error")
@given(seed=seeds())
def test_linear_backpropagation(seed):
    network, x, y = linear_case(seed)
    nabla_w, nabla_b, deltas = backprop(network, x, y)
    nabla_a = forward(network, x).activations[-1] - y
    np.testing.assert_allclose(deltas[-1], nabla_a, rtol=1e-12)
    product = np.eye(len(y))
    for i in reversed(range(len(deltas) - 1)):
        product = product @ network.weights[i + 1]
        np.testing.assert_allclose(deltas[i], network.weights[i + 1].T @ deltas[i + 1], rtol=1e-11, atol=1e-13)
        np.testing.assert_allclose(deltas[i], product.T @ nabla_a, rtol=1e-9, atol=1e-12)
    expected = numerical_gradient(network, x, y, "complex")
    for given_, wanted in zip((*nabla_w, *nabla_b), (*expected.nabla_w, *expected.nabla_b), strict=True):
        np.testing.assert_allclose(given_, wanted, rtol=1e-9, atol=1e-12)


@pytest.mark.equation("eq-linear-collapse")
@pytest.mark.equation("eq-linear-matrix")
@pytest.mark.equation("eq-linear-bias")
@pytest.mark.equation("eq-linear-rank")
@given(seed=seeds())
def test_a_linear_network_is_one_matrix(seed):
    network, x, _ = linear_case(seed)
    w_bar = np.linalg.multi_dot([*network.weights[::-1]])
    b_bar = sum(
        np.linalg.multi_dot([*network.weights[:i:-1], b]) if i + 1 < len(network.weights) else b
        for i, b in enumerate(network.biases)
    )
    np.testing.assert_allclose(forward(network, x).activations[-1], w_bar @ x + b_bar, rtol=1e-9, atol=1e-11)
    # The Jacobian of the network itself, not the product: column k is the answer to a nudge of input k.
    still = np.zeros((network.sizes[0], 1))
    answers = [forward(network, still + np.eye(len(still))[:, [k]]).activations[-1] for k in range(len(still))]
    jacobian = np.hstack(answers) - forward(network, still).activations[-1]
    np.testing.assert_allclose(jacobian, w_bar, rtol=1e-8, atol=1e-10)
    assert np.linalg.matrix_rank(jacobian, tol=1e-9) <= min(network.sizes)


@pytest.mark.equation("eq-relu-mask")
@given(seed=seeds())
def test_relu_switches(seed):
    rng = np.random.default_rng(seed)
    network = Network.random([3, 4, 4, 2], rng, [RELU, RELU, LINEAR])
    x = rng.standard_normal((3, 1))
    zs, activations = forward(network, x)
    w_bar, b_bar = network.weights[0], network.biases[0]
    for z, a, w, b in zip(zs, activations[1:], network.weights[1:], network.biases[1:], strict=False):
        on_off = np.diag(RELU.prime(z)[:, 0])
        assert set(np.unique(on_off)) <= {0.0, 1.0}
        np.testing.assert_array_equal(a, on_off @ z)
        w_bar, b_bar = w @ on_off @ w_bar, w @ on_off @ b_bar + b
    np.testing.assert_allclose(activations[-1], w_bar @ x + b_bar, rtol=1e-9, atol=1e-11)


@pytest.mark.equation("eq-two-weights")
@pytest.mark.equation("eq-two-weights-slope")
@pytest.mark.equation("eq-saddle-down")
@pytest.mark.equation("eq-saddle-up")
@given(u=st.floats(-2, 2), v=st.floats(-2, 2), x=st.floats(0.1, 2), y=st.floats(0.1, 2))
def test_two_linear_neurons_in_a_row(u, v, x, y):
    def chain(u, v):
        return Network([[[u]], [[v]]], [[[0.0]], [[0.0]]], LINEAR)

    def cost(u, v):
        return QUADRATIC.value(forward(chain(u, v), [[x]]).activations[-1], np.array([[y]])).item()

    assert cost(u, v) == pytest.approx((v * u * x - y) ** 2 / 2, rel=1e-12, abs=1e-13)
    slope_u, slope_v = backprop(chain(u, v), [[x]], [[y]]).nabla_w
    assert slope_u.item() == pytest.approx((v * u * x - y) * v * x, rel=1e-10, abs=1e-12)
    assert slope_v.item() == pytest.approx((v * u * x - y) * u * x, rel=1e-10, abs=1e-12)
    assert cost(u, u) == pytest.approx((u**2 * x - y) ** 2 / 2, rel=1e-12, abs=1e-13)
    assert cost(u, -u) == pytest.approx((u**2 * x + y) ** 2 / 2, rel=1e-12, abs=1e-13)
    step = 0.3 * np.sqrt(y / x)
    assert cost(step, step) < cost(0, 0) < cost(step, -step)


@pytest.mark.equation("eq-cost-from-logit")
def test_the_cross_entropy_of_a_logit_is_an_identity():
    z, y = sympy.symbols("z y", real=True)
    sigma = 1 / (1 + sympy.exp(-z))
    of_a = -y * sympy.log(sigma) - (1 - y) * sympy.log(1 - sigma)
    of_z = sympy.log(1 + sympy.exp(z)) - y * z
    assert sympy.simplify(sympy.diff(of_a - of_z, z)) == 0  # so the two differ by a constant,
    assert sympy.simplify((of_a - of_z).subs(z, 0)) == 0  # which is 0
    assert sympy.simplify(sympy.diff(of_z, z) - (sigma - y)) == 0


@pytest.mark.equation("eq-cost-from-logit")
@given(z=st.floats(-700, 700), y=st.floats(0, 1))
def test_the_core_prices_a_logit_where_the_output_is_rounded_to_0_or_1(z, y):
    certain = Network([[[z]]], [[[0.0]]], cost=CROSS_ENTROPY)
    cost = mean_cost(certain, [[1.0]], [[y]])
    assert cost == pytest.approx(np.log(1 + np.exp(z)) - y * z, rel=1e-9, abs=1e-9)
    assert backprop(certain, [[1.0]], [[y]]).deltas[-1].item() == SIGMOID.f(z) - y
