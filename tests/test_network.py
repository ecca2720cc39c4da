"""Networks: building, immutability, the forward pass, and bad input at the door."""

import copy
import pickle

import numpy as np
import pytest
from cases import random_case, seeds
from hypothesis import given

from nnbp_core import INITIALISATIONS, LINEAR, QUADRATIC, SIGMOID, TANH, Network, forward


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
    with pytest.raises(AttributeError, match="cannot be changed: build another one with the cost"):
        network.cost = QUADRATIC
    with pytest.raises(AttributeError, match="cannot be changed"):
        del network.weights


def test_copies_and_pickles():
    network = Network.random([2, 3, 1], np.random.default_rng(1))
    same = copy.deepcopy(network)
    np.testing.assert_array_equal(same.weights[0], network.weights[0])
    with pytest.raises((pickle.PicklingError, AttributeError)):
        pickle.dumps(network)  # its activations are functions without a name; deep copies are the way


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
    ((W, B), {"activations": ["relu"]}, r"activations\[0\] is 'relu'; expected an Activation"),
    ((W, B), {"cost": "quadratic"}, "cost is 'quadratic'; expected a Cost"),
]


@pytest.mark.parametrize(("arguments", "options", "message"), BAD_NETWORKS)
def test_bad_networks_are_refused_in_words(arguments, options, message):
    with pytest.raises(ValueError, match=message):
        Network(*arguments, **options)


@pytest.mark.parametrize(
    ("sizes", "init", "message"),
    [
        ([3], "lecun", r"sizes is \[3\]; expected an input layer and at least one more"),
        ([3, 0], "lecun", r"sizes\[1\] is 0; expected a whole number above 0"),
        ([3, 2.5], "lecun", r"sizes\[1\] is 2.5; expected a whole number"),
        ([3, 2], "xavier", "init is 'xavier'; expected one of lecun, glorot"),
    ],
)
def test_bad_sizes_are_refused_in_words(sizes, init, message):
    with pytest.raises(ValueError, match=message):
        Network.random(sizes, np.random.default_rng(1), init=init)


BAD_INPUTS = [
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


def test_huge_but_finite_inputs_are_let_in():
    network = Network([[[1e-200]]], [[[0.0]]])
    assert forward(network, [[1e200, -1e200]]).zs[0].tolist() == [[1.0, -1.0]]
