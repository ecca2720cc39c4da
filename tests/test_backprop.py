"""backprop against three independent oracles, on random networks of every kind."""

from functools import partial

import numpy as np
import pytest
from cases import far_from_kinks, listening_case, random_case, seeds
from hypothesis import assume, given
from hypothesis import strategies as st

from nnbp_core import (
    CROSS_ENTROPY,
    SIGMOID,
    SOFTMAX,
    Bias,
    Network,
    Weight,
    backprop,
    forward,
    modified,
    numerical_gradient,
    relative_error,
    sum_over_paths,
)
from nnbp_core.activations import TANH


def flat(gradients):
    return np.concatenate([part.ravel() for part in (*gradients.nabla_w, *gradients.nabla_b)])


either_case = st.sampled_from([random_case, listening_case])


@given(seed=seeds(), make=either_case)
def test_oracle_central_difference(seed, make):
    case = make(seed)
    assume(far_from_kinks(case))
    assert relative_error(flat(backprop(*case)), flat(numerical_gradient(*case))) < 1e-6


@given(seed=seeds(), make=either_case)
def test_oracle_complex_step(seed, make):
    case = make(seed)
    assert relative_error(flat(backprop(*case)), flat(numerical_gradient(*case, method="complex"))) < 1e-12


@given(seed=seeds(), make=either_case)
def test_oracle_sum_over_paths(seed, make):
    network, x, y = make(seed, max_width=3)
    gradients = backprop(network, x, y)
    for layer, (nabla_w, nabla_b) in enumerate(zip(gradients.nabla_w, gradients.nabla_b, strict=True), start=2):
        for (j, k), value in np.ndenumerate(nabla_w):
            assert sum_over_paths(network, x, y, Weight(layer, j, k)) == pytest.approx(value, rel=1e-9, abs=1e-13)
        for (j, _), value in np.ndenumerate(nabla_b):
            assert sum_over_paths(network, x, y, Bias(layer, j)) == pytest.approx(value, rel=1e-9, abs=1e-13)


def test_two_hundred_smooth_networks_to_the_last_digits():
    for make in (partial(random_case, smooth=True, max_width=6), partial(listening_case, max_width=6)):
        cases = [make(seed) for seed in range(200)]
        errors = [
            relative_error(flat(backprop(*case)), flat(numerical_gradient(*case, method="complex"))) for case in cases
        ]
        print(f"largest relative error against the complex step: {max(errors):.1e}")
        assert max(errors) <= 1e-12
    assert sum(SOFTMAX in case.network.activations for case in cases) > 100


@given(seed=seeds(), make=either_case)
def test_the_adjoint_identity(seed, make):
    """⟨δA, dA⟩ = ⟨δz, dz⟩ through every layer: forward and backward use one Jacobian, in two directions."""
    network, x, y = make(seed)
    zs, activations = forward(network, x)
    deltas = backprop(network, x, y).deltas
    rng = np.random.default_rng(seed)
    for i in range(len(zs) - 1):
        dz = rng.standard_normal(zs[i].shape)
        da = np.einsum("xqj,jx->qx", network.activations[i].jacobian(zs[i], activations[i + 1]), dz)
        error_of_a = network.weights[i + 1].T @ deltas[i + 1]
        assert (error_of_a * da).sum() == pytest.approx((deltas[i] * dz).sum(), rel=1e-9, abs=1e-12)


@given(seed=seeds())
def test_a_batch_is_the_mean_of_its_examples(seed):
    network, x, y = random_case(seed, n_examples=4)
    together = backprop(network, x, y)
    singles = [backprop(network, x[:, [i]], y[:, [i]]) for i in range(4)]
    np.testing.assert_allclose(
        flat(together), np.mean([flat(each) for each in singles], axis=0), rtol=1e-10, atol=1e-13
    )
    for i, delta in enumerate(together.deltas):
        np.testing.assert_allclose(delta, np.hstack([each.deltas[i] for each in singles]), rtol=1e-10, atol=1e-13)


@given(seed=seeds())
def test_shapes_and_dtype_are_those_of_the_parameters(seed):
    network, x, y = random_case(seed)
    gradients = backprop(network, x, y)
    assert [g.shape for g in gradients.nabla_w] == [w.shape for w in network.weights]
    assert [g.shape for g in gradients.nabla_b] == [b.shape for b in network.biases]
    assert [d.shape[1] for d in gradients.deltas] == [x.shape[1]] * len(network.weights)
    single = Network([w.astype("f4") for w in network.weights], [b.astype("f4") for b in network.biases])
    assert all(part.dtype == np.float32 for parts in backprop(single, x, y) for part in parts)


def test_nothing_given_is_changed():
    network, x, y = random_case(5)
    x.flags.writeable = y.flags.writeable = False
    before = [array.copy() for array in (*network.weights, *network.biases)]
    backprop(network, x, y)
    for array, kept in zip((*network.weights, *network.biases), before, strict=True):
        np.testing.assert_array_equal(array, kept)


def test_one_neuron_with_its_own_function():
    rng = np.random.default_rng(4)
    mixed = Network.random([3, 4, 2], rng, activations=[modified(SIGMOID, {2: TANH}), SIGMOID])
    x, y = rng.standard_normal((3, 5)), rng.random((2, 5))
    assert relative_error(flat(backprop(mixed, x, y)), flat(numerical_gradient(mixed, x, y, "complex"))) < 1e-12


def test_a_saturated_output_with_cross_entropy_still_has_its_error():
    network = Network([[[1000.0]]], [[[0.0]]], cost=CROSS_ENTROPY)
    assert backprop(network, [[1.0]], [[0.0]]).nabla_w[0].item() == 1.0


@pytest.mark.parametrize(
    ("x", "y", "message"),
    [
        (np.ones((2, 3)), np.ones((1, 2)), "x has 3 columns and y has 2"),
        (
            np.ones((2, 3)),
            np.ones((3, 1)),
            r"y has shape \(3, 1\); the network gives 1 outputs, .*: did you mean y\.T\?",
        ),
        (np.ones((2, 3)), np.ones(3), r"y has shape \(3,\)"),
        (np.ones((2, 3)), np.full((1, 3), np.nan), r"y holds nan at \(0, 0\)"),
        (np.ones((3, 2)), np.ones((1, 3)), r"x has shape \(3, 2\); .*: did you mean x\.T\?"),
    ],
)
def test_bad_batches_are_refused_in_words(x, y, message):
    network = Network.random([2, 3, 1], np.random.default_rng(1))
    with pytest.raises(ValueError, match=message):
        backprop(network, x, y)
