"""Networks: building, immutability, the forward pass, and bad input at the door."""

import copy
import math
import pickle
import re
import warnings
from dataclasses import FrozenInstanceError, replace

import numpy as np
import pytest
from cases import random_case, seeds
from hypothesis import given

from nnbp_core import (
    CROSS_ENTROPY,
    INITIALISATIONS,
    LINEAR,
    LOG_LIKELIHOOD,
    QUADRATIC,
    SIGMOID,
    SOFTMAX,
    TANH,
    Activation,
    Cost,
    Network,
    forward,
    mean_cost,
    modified,
)


@given(seed=seeds())
def test_forward_is_the_component_formula(seed):
    network, x, _ = random_case(seed)
    zs, activations = forward(network, x)
    assert activations[0] is x
    for i, (w, b, activation) in enumerate(zip(network.weights, network.biases, network.activations, strict=True)):
        for example in range(x.shape[1]):
            for j in range(len(w)):
                z = sum(w[j, k] * activations[i][k, example] for k in range(w.shape[1])) + b[j, 0]
                assert zs[i][j, example] == pytest.approx(z, rel=1e-12, abs=1e-12)
        np.testing.assert_array_equal(activations[i + 1], activation.f(zs[i]))


@given(seed=seeds())
def test_a_batch_is_its_columns(seed):
    network, x, _ = random_case(seed, n_examples=3)
    together = forward(network, x)
    for i in range(3):
        alone = forward(network, x[:, [i]])
        for a, b in zip(together.activations, alone.activations, strict=True):
            np.testing.assert_allclose(a[:, [i]], b, rtol=1e-12, atol=1e-14)


def test_lists_are_welcome_and_copied():
    w = np.array([[1.0, 2.0]])
    network = Network([w], [[[3.0]]])
    w[0, 0] = 99
    assert network.weights[0].tolist() == [[1.0, 2.0]]
    assert network.sizes == (2, 1)
    assert network.n_parameters == 3
    assert forward(network, [[1], [1]]).zs[0].item() == 6.0


def test_a_network_cannot_be_changed():
    network = Network([[[1.0]]], [[[0.0]]])
    with pytest.raises(ValueError, match="read-only"):
        network.weights[0][0, 0] = 2
    with pytest.raises(ValueError, match="cannot set WRITEABLE"):
        network.weights[0].flags.writeable = True
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'cost'"):
        network.cost = QUADRATIC
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'weights'"):
        del network.weights
    assert not [name for name in vars(Network) if "with_" in name or name.startswith("set")]


def test_another_network_that_differs_in_one_thing():
    network = Network.random([2, 3, 1], np.random.default_rng(1))
    other = replace(network, cost=CROSS_ENTROPY)
    assert other.cost is CROSS_ENTROPY
    assert other.activations == network.activations
    np.testing.assert_array_equal(other.weights[0], network.weights[0])
    with pytest.raises(ValueError, match="cost is 'quadratic'; expected a Cost such as QUADRATIC"):
        replace(network, cost="quadratic")


def test_copies_and_pickles_are_networks_as_well():
    network = Network.random(
        [2, 3, 2], np.random.default_rng(1), [modified(SIGMOID, {1: TANH}), SOFTMAX], LOG_LIKELIHOOD
    )
    for same in (copy.copy(network), copy.deepcopy(network), pickle.loads(pickle.dumps(network))):
        for own, its in zip((*network.weights, *network.biases), (*same.weights, *same.biases), strict=True):
            np.testing.assert_array_equal(own, its)
            with pytest.raises(ValueError, match="read-only"):
                its[0, 0] = 2
        assert (same.activations, same.cost) == (network.activations, network.cost)


def test_float32_only_where_all_is_float32():
    single = Network.random([2, 3, 1], np.random.default_rng(1), dtype=np.float32)
    assert single.dtype == np.float32
    assert forward(single, np.ones((2, 4))).activations[-1].dtype == np.float32
    mixed = Network([np.ones((1, 1), np.float32)], [np.zeros((1, 1))])
    assert mixed.dtype == np.float64
    assert Network([[[1]]], [[[2]]]).dtype == np.float64


SPREADS = {"lecun": 0.1, "glorot": (2 / 400) ** 0.5, "he": 0.02**0.5, "standard_normal": 1}  # from 100, to 300


@pytest.mark.parametrize("init", INITIALISATIONS)
def test_initialisations_have_their_spread(init):
    network = Network.random([100, 300], np.random.default_rng(1), init=init)
    assert network.weights[0].std() == pytest.approx(SPREADS[init], rel=0.02)


def test_activations_may_be_one_per_layer():
    network = Network.random([2, 3, 1], np.random.default_rng(1), [TANH, LINEAR])
    assert [each.name for each in network.activations] == ["tanh", "linear"]
    assert repr(network) == "Network(2-3-1, ['tanh', 'linear'], quadratic cost)"


W, B = [[[1.0, 2.0]]], [[[0.0]]]
BAD_NETWORKS = [
    (([], []), {}, "weights has 0 arrays and biases has 0; expected one of each"),
    ((W, []), {}, "weights has 1 arrays and biases has 0"),
    (([[1.0, 2.0]], B), {}, r"weights\[0\] has shape \(2,\); expected \(n_out, n_in\)"),
    (
        (W, [[0.0]]),
        {},
        r"biases\[0\] has shape \(1,\); expected \(1, 1\), one per neuron: did you mean biases\[0\].reshape\(-1, 1\)",
    ),
    ((W, [[[0.0, 0.0]]]), {}, r"biases\[0\] has shape \(1, 2\); expected \(1, 1\)"),
    (
        ([np.ones((3, 2)), np.ones((3, 1))], [np.ones((3, 1)), np.ones((3, 1))]),
        {},
        r"so expected \(n_out, 3\): did you mean weights\[1\].T\?",
    ),
    (
        ([np.ones((3, 2)), np.ones((1, 4))], [np.ones((3, 1)), np.ones((1, 1))]),
        {},
        r"weights\[1\] has shape \(1, 4\); the layer before has 3",
    ),
    (([[[1.0, np.nan]]], B), {}, r"weights\[0\] holds nan at \(0, 1\)"),
    ((W, [[[np.inf]]]), {}, r"biases\[0\] holds inf at \(0, 0\)"),
    (("ab", B), {}, r"weights\[0\] is 'a'; expected an array"),
    ((["a"], B), {}, r"weights\[0\] is 'a'; expected an array of real numbers"),
    (([[[1.0], [1.0, 2.0]]], B), {}, r"weights\[0\] is .* expected an array of real numbers"),
    (([[[1j]]], B), {}, "expected an array of real numbers"),
    ((W, B), {"activations": [SIGMOID, TANH]}, "activations has 2 entries; expected 1"),
    ((W, B), {"activations": ["relu"]}, r"activations\[0\] is 'relu'; expected an Activation such as RELU"),
    ((W, B), {"activations": "relu"}, "activations is 'relu'; expected an Activation such as RELU"),
    ((W, B), {"activations": np.tanh}, "activations is <ufunc 'tanh'>; expected an Activation such as SIGMOID"),
    ((W, B), {"cost": "cross-entropy"}, "cost is 'cross-entropy'; expected a Cost such as CROSS_ENTROPY"),
    ((np.ones((2, 2)), B), {}, r"weights is an array of shape \(2, 2\); expected a list, .*: \[weights\]"),
    ((3, B), {}, "weights is 3; expected a list of arrays, one per layer"),
    (
        ([np.ones((4, 3)), np.ones((3, 2))], [np.ones((3, 1)), np.ones((2, 1))]),
        {},
        r"biases\[0\] has shape \(3, 1\); expected \(4, 1\), .*The biases fit the transposes: .*\[w.T for w in",
    ),
    (
        ([np.ones((4, 3)), np.ones((3, 2))], [np.ones(3), np.ones(2)]),
        {},
        r"The biases fit the transposes: did you mean \[w.T for w in weights\]",
    ),
    (
        ([np.ones((3, 1)), np.ones((1, 1))], [np.ones((3, 2)), np.ones((1, 3))]),
        {},
        r"biases\[0\] has shape \(3, 2\); .*Have weights and biases changed places",
    ),
    (([np.ma.masked_less([[1.0, -1.0]], 0)], B), {}, r"weights\[0\] is a masked array with 1 entries masked"),
    ((W, B), {"cost": "quadratic"}, "cost is 'quadratic'; expected a Cost"),
]


@pytest.mark.parametrize(("arguments", "options", "message"), BAD_NETWORKS)
def test_bad_networks_are_refused_in_words(arguments, options, message):
    with pytest.raises(ValueError, match=message):
        Network(*arguments, **options)


OWN_FUNCTIONS = {
    "math": (
        Activation("own", math.tanh, TANH.prime),
        r"does not take a layer of shape \(2, n_examples\): .*np\.tanh for",
    ),
    "if": (Activation("own", lambda z: z if z > 0 else 0, np.ones_like), r"ambiguous.*np\.where for if"),
    "one number": (Activation("own", lambda z: z.sum(), np.cos), r"for z of shape \(2, 2\) its f has shape \(\)"),
    "a slope for all": (Activation("own", np.sin, lambda z: 1.0), r"its slope has shape \(\); .*np\.ones_like\(z\)"),
    "a slope for a row": (Activation("own", np.sin, lambda z: np.cos(z)[:, :1]), r"its slope has shape \(2, 1\)"),
    "a pullback": (Activation("own", np.sin, pullback=lambda error, z, a: error[:1]), r"its slope has shape \(1, 2\)"),
    "no such row": (modified(SIGMOID, {9: TANH}), r"^neurons names row 9; the layer has rows 0 to 1$"),
}


@pytest.mark.parametrize(("activation", "message"), OWN_FUNCTIONS.values(), ids=OWN_FUNCTIONS)
def test_an_own_function_that_would_broadcast_or_fail_later_is_refused_at_once(activation, message):
    with pytest.raises(ValueError, match=message):
        Network.random([3, 2], np.random.default_rng(1), activation)


@pytest.mark.parametrize(
    ("x", "mend"),
    [([1.0, 2.0, 3.0], "np.array(x).reshape(-1, 1)"), ([[1.0, 2.0, 3.0]], "np.array(x).T")],
)
def test_the_mend_for_a_list_works_on_a_list(x, mend):
    network = Network.random([3, 2], np.random.default_rng(1))
    with pytest.raises(ValueError, match=re.escape(f"did you mean {mend}?")):
        forward(network, x)
    assert forward(network, eval(mend, {"np": np, "x": x})).activations[-1].shape == (2, 1)


@pytest.mark.parametrize(
    ("sizes", "init", "message"),
    [
        ([3], "lecun", r"sizes is \[3\]; expected an input layer and at least one more"),
        ([3, 0], "lecun", r"sizes\[1\] is 0; expected a whole number above 0"),
        ([3, 2.5], "lecun", r"sizes\[1\] is 2.5; expected a whole number"),
        ([3, 2], "xavier", "init is 'xavier'; expected one of lecun, glorot"),
        ([3, 2], ["he"], r"init is \['he'\]; expected one of"),
        (5, "he", "sizes is 5; expected neurons per layer, such as"),
    ],
)
def test_bad_sizes_are_refused_in_words(sizes, init, message):
    with pytest.raises(ValueError, match=message):
        Network.random(sizes, np.random.default_rng(1), init=init)


@pytest.mark.parametrize(
    ("rng", "message"),
    [
        (0, r"rng is 0; expected a generator such as np.random.default_rng\(0\)"),
        (42, r"rng is 42; expected a generator such as np.random.default_rng\(42\)"),
        (None, r"rng is None; expected a generator such as np.random.default_rng\(1\)"),
        (np.random.RandomState(3), r"rng is RandomState.*; expected a generator"),
    ],
)
def test_a_seed_is_no_generator(rng, message):
    with pytest.raises(ValueError, match=message):
        Network.random([2, 2], rng)


@pytest.mark.parametrize("dtype", [int, "int8", np.complex128, np.float16, object])
def test_weights_are_floats(dtype):
    with pytest.raises(ValueError, match=r"dtype is .*; expected np.float64 or np.float32"):
        Network.random([2, 2], np.random.default_rng(1), dtype=dtype)


@pytest.mark.parametrize("dtype", [float, "float32", np.dtype("f8"), np.float32])
def test_a_dtype_may_be_named_in_any_way(dtype):
    assert Network.random([2, 2], np.random.default_rng(1), dtype=dtype).dtype == np.dtype(dtype)


BAD_INPUTS = [
    (np.ones((5, 28, 28)), r"x has shape \(5, 28, 28\); .*: did you mean x.reshape\(5, -1\).T\?"),
    (
        np.full((784, 2), 1, object),
        r"x is .*; expected an array of real numbers; its dtype is object: .*astype\(float\)",
    ),
    (np.full((784, 2), "1"), r"its dtype is <U1: did you mean .astype\(float\)"),
    (np.ones((784, 2), complex), r"its dtype is complex128: its .real, perhaps"),
    (np.ma.masked_equal(np.eye(784), 1), "x is a masked array with 784 entries masked; fill them or drop them first"),
    ([[1.0], [1.0, 2.0]], "x is .*; expected an array of real numbers"),
    (
        np.ones((2, 784)),
        r"x has shape \(2, 784\); the network takes 784 inputs, one example per column: did you mean x\.T\?",
    ),
    (np.ones(784), r"x has shape \(784,\); .*: did you mean x.reshape\(-1, 1\)\?"),
    (np.ones((3, 3)), r"x has shape \(3, 3\); .*: expected shape \(784, n_examples\)"),
    (np.ones((784, 0)), r"x has shape \(784, 0\): the batch is empty; give at least one column"),
    (np.full((784, 2), np.nan), r"x holds nan at \(0, 0\); every entry must be a finite number"),
    (np.full((784, 2), -np.inf), r"x holds -inf at \(0, 0\)"),
    ("an image", "x is 'an image'; expected an array of real numbers"),
    (None, "x is None; expected an array of real numbers"),
]


@pytest.mark.parametrize(("x", "message"), BAD_INPUTS)
def test_bad_inputs_are_refused_in_words(x, message):
    network = Network.random([784, 3], np.random.default_rng(1))
    with pytest.raises(ValueError, match=message):
        forward(network, x)


def test_a_batch_may_come_as_a_matrix_a_masked_array_or_truth_values():
    network = Network.random([3, 2], np.random.default_rng(1))
    x = np.array([[0.0, 1.0], [1.0, 1.0], [1.0, 0.0]])
    expected = forward(network, x).activations[-1]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PendingDeprecationWarning)
        matrix = np.asmatrix(x)
    for same in (matrix, np.ma.masked_array(x), x.astype(bool), x.astype(int), x.tolist()):
        output = forward(network, same).activations[-1]
        assert type(output) is np.ndarray
        np.testing.assert_array_equal(output, expected)


def test_what_is_no_network_is_said_to_be_none():
    with pytest.raises(ValueError, match=r"network is \[1, 2\]; expected a Network, as the first argument"):
        forward([1, 2], np.ones((2, 1)))


def test_the_mean_cost_is_that_of_the_outputs():
    network = Network.random([2, 3, 1], np.random.default_rng(1), cost=CROSS_ENTROPY)
    x, y = np.random.default_rng(2).random((2, 5)), np.random.default_rng(3).random((1, 5))
    a = forward(network, x).activations[-1]
    assert mean_cost(network, x, y) == pytest.approx(CROSS_ENTROPY.value(a, y).mean(), rel=1e-13)


@pytest.mark.parametrize(
    ("cost", "message"),
    [
        (Cost("one number", lambda a, y: ((a - y) ** 2).sum(), lambda a, y: a - y), r"value .* has shape \(\)"),
        (
            Cost("no sum", lambda a, y: (a - y) ** 2, lambda a, y: a - y),
            r"value .* has shape \(2, 5\); expected \(5,\)",
        ),
    ],
)
def test_a_cost_that_is_not_one_number_an_example_is_refused(cost, message):
    network = Network.random([2, 2], np.random.default_rng(1), cost=cost)
    with pytest.raises(ValueError, match=message):
        mean_cost(network, np.ones((2, 5)), np.ones((2, 5)))


def test_huge_but_finite_inputs_are_let_in():
    network = Network([[[1e-200]]], [[[0.0]]])
    assert forward(network, [[1e200, -1e200]]).zs[0].tolist() == [[1.0, -1.0]]
