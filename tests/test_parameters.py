"""The arrays of a network and of its gradient: those that fit are taken, the others refused with the likely mend."""

import re

import numpy as np
import pytest

from nnbp_core import Network, backprop, check_gradients, numerical_gradient


def arrays(*shapes):
    return [np.ones(shape) for shape in shapes]


TRANSPOSED = "one per neuron. The biases fit the transposes: did you mean [w.T for w in weights]? w^l is (n_out, n_in)"
NETWORKS = [  # weights, biases, the whole message
    ([(4, 3)], [(3, 1)], "biases[0] has shape (3, 1); expected (4, 1), " + TRANSPOSED),
    ([(4, 3)], [(1, 3)], "biases[0] has shape (1, 3); expected (4, 1), " + TRANSPOSED),
    ([(4, 3), (3, 2)], [(3,), (2,)], "biases[0] has shape (3,); expected (4, 1), " + TRANSPOSED),
    (
        [(3, 1), (2, 1)],
        [(3, 4), (2, 3)],
        "biases[0] has shape (3, 4); expected (3, 1), one per neuron. Have weights and biases changed places?",
    ),
    (
        [(3,), (2,)],
        [(3, 4), (2, 3)],
        "weights[0] has shape (3,); expected (n_out, n_in), both at least 1. Have weights and biases changed places?",
    ),
    ([(3, 2)], [(2, 2)], "biases[0] has shape (2, 2); expected (3, 1), one per neuron"),
    ([(3, 2)], [(3,)], "expected (3, 1), one per neuron: did you mean biases[0].reshape(-1, 1)?"),
    ([(1, 2)], [()], "expected (1, 1), one per neuron: did you mean biases[0].reshape(-1, 1)?"),
    ([(3, 2), (3, 1)], [(3, 1), (3, 1)], "so expected (n_out, 3): did you mean weights[1].T?"),
    (
        [(3, 2), (1, 4)],
        [(3, 1), (1, 1)],
        "weights[1] has shape (1, 4); the layer before has 3 neurons, so expected (n_out, 3)",
    ),
    ([(0, 2)], [(0, 1)], "weights[0] has shape (0, 2); expected (n_out, n_in), both at least 1"),
    ([(2, 0)], [(2, 1)], "weights[0] has shape (2, 0); expected (n_out, n_in), both at least 1"),
    ([(2, 2, 2)], [(2, 1)], "weights[0] has shape (2, 2, 2); expected (n_out, n_in), both at least 1"),
    (
        [(2, 2), (1, 2)],
        [(2, 1)],
        "weights has 2 arrays and biases has 1; "
        "expected one of each for every layer after the input, and at least one layer",
    ),
]


@pytest.mark.parametrize(("weights", "biases", "message"), NETWORKS)
def test_parameters_that_do_not_fit_are_refused_with_the_mend(weights, biases, message):
    with pytest.raises(ValueError, match=re.escape(message) + "$"):
        Network(arrays(*weights), arrays(*biases))


def test_one_array_is_no_list_but_a_stack_of_equal_layers_is():
    with pytest.raises(ValueError, match=r"biases is an array of shape \(1, 1\); expected a list, .*: \[biases\]"):
        Network(arrays((1, 4)), np.ones((1, 1)))
    assert Network(np.ones((2, 3, 3)), np.ones((2, 3, 1))).sizes == (3, 3, 3)


def test_parameters_may_come_from_a_generator_and_as_matrices():
    given = Network((w for w in arrays((3, 2), (1, 3))), (b for b in arrays((3, 1), (1, 1))))
    assert given.sizes == (2, 3, 1)
    assert type(Network([np.ma.masked_array([[1.0]])], [[[0.0]]]).weights[0]) is np.ndarray


NETWORK = Network.random([4, 3, 2], np.random.default_rng(1))
X, Y = np.random.default_rng(2).random((4, 5)), np.random.default_rng(3).random((2, 5))
NO_GRADIENTS = "; expected Gradients, or lists (nabla_w, nabla_b)"
FORMS = {  # what is made of (nabla_w, nabla_b), and the end of the message
    "swapped": (lambda w, b: (b, w), "nabla_w and nabla_b have changed places; expected (nabla_w, nabla_b)"),
    "transposed": (lambda w, b: ([g.T for g in w], b), "expected (3, 4): did you mean nabla_w[0].T?"),
    "biases as rows": (lambda w, b: (w, [g.T for g in b]), "expected (3, 1): did you mean nabla_b[0].T?"),
    "flat": (lambda w, b: ([g.ravel() for g in w], b), "expected (3, 4): did you mean nabla_w[0].reshape(3, 4)?"),
    "flat biases": (lambda w, b: (w, [g.ravel() for g in b]), "did you mean nabla_b[0].reshape(3, 1)?"),
    "stacked first": (
        lambda w, b: ([np.stack([g] * 5) for g in w], b),
        "one gradient per example? The mean over them: nabla_w[0].mean(axis=0)",
    ),
    "stacked last": (
        lambda w, b: ([np.stack([g] * 5, axis=-1) for g in w], b),
        "one gradient per example? The mean over them: nabla_w[0].mean(axis=2)",
    ),
    "biases in columns": (
        lambda w, b: (w, [np.hstack([g] * 5) for g in b]),
        "one of them per example? The mean: nabla_b[0].mean(axis=1, keepdims=True)",
    ),
    "biases in rows": (
        lambda w, b: (w, [np.hstack([g] * 5).T for g in b]),
        "one of them per example? The mean: nabla_b[0].mean(axis=0)[:, None]",
    ),
    "no likely form": (lambda w, b: ([g[:, :2] for g in w], b), "nabla_w[0] has shape (3, 2); expected (3, 4)"),
    "no likely biases": (lambda w, b: (w, [np.ones((4, 5))] * 2), "nabla_b[0] has shape (4, 5); expected (3, 1)"),
    "no likely stack": (lambda w, b: ([np.ones((5, 3, 3))] * 2, b), "has shape (5, 3, 3); expected (3, 4)"),
    "layers turned round": (lambda w, b: (w[::-1], b[::-1]), "nabla_w[0] has shape (2, 3); expected (3, 4)"),
    "one layer": (lambda w, b: (w[:1], b[:1]), "nabla_w has 1 arrays; the network has 2 layers of them"),
    "a dict": (lambda w, b: {"w": w, "b": b}, NO_GRADIENTS),
    "a word": (lambda w, b: "ab", NO_GRADIENTS),
    "one array": (lambda w, b: np.ones((2, 26)), NO_GRADIENTS),
    "weights alone": (lambda w, b: (w,), NO_GRADIENTS),
}


@pytest.mark.parametrize(("form", "message"), FORMS.values(), ids=FORMS)
def test_a_gradient_of_another_form_is_refused_with_the_mend(form, message):
    gradients = backprop(NETWORK, X, Y)
    with pytest.raises(ValueError, match=re.escape(message) + "$"):
        check_gradients(NETWORK, X, Y, form(gradients.nabla_w, gradients.nabla_b))


def test_the_mend_for_a_gradient_is_the_gradient():
    right = backprop(NETWORK, X, Y)
    for name, (form, message) in FORMS.items():
        mend = re.search(r"(nabla_[wb])\[0\](\.\S.*?)\??$", message)
        if mend is None or "swapped" in name or "expected" in mend[0]:
            continue
        which, operation = mend.groups()
        given = form(right.nabla_w, right.nabla_b)[which == "nabla_b"]
        mended = eval("g" + operation, {"g": given[0]})
        np.testing.assert_allclose(mended, getattr(right, which)[0], rtol=1e-14)


def test_a_gradient_may_come_in_any_of_these():
    right = backprop(NETWORK, X, Y)
    numerical = numerical_gradient(NETWORK, X, Y)
    forms = (right, numerical, tuple(right), list(right), right[:2], (iter(right[0]), iter(right[1])))
    for form in forms:
        assert check_gradients(NETWORK, X, Y, form).verdict == "right"
    square = Network.random(
        [1, 1, 1], np.random.default_rng(1)
    )  # where all arrays have one shape, order is not guessed
    assert check_gradients(square, [[1.0]], [[0.0]], backprop(square, [[1.0]], [[0.0]])[:2]).verdict == "right"
