"""The doors: what comes in another form is refused in words that name the likely mend, and nothing else is refused."""

import re
from dataclasses import replace

import numpy as np
import pytest

from nnbp_core import (
    CROSS_ENTROPY,
    LINEAR,
    LOG_LIKELIHOOD,
    RELU,
    SIGMOID,
    SOFTMAX,
    Activation,
    Dataset,
    Network,
    accuracy,
    backprop,
    check_gradients,
    forward,
    mean_cost,
    modified,
    numerical_gradient,
    sgd,
    sum_over_paths,
)
from nnbp_core.network import Bias
from nnbp_core.validation import described


class Frame:
    """A table that keeps its columns as objects and offers an array, as data frames do."""

    def __init__(self, values):
        self.values = np.asarray(values, object)

    def __array__(self, dtype=None, copy=None):
        return np.array(self.values, dtype)

    def __repr__(self):
        return "   sleep  passed\n0      3    True"


def network(n_in, n_out, **options):
    return Network.random([n_in, 3, n_out], np.random.default_rng(1), **options)


CLASSES = "class numbers want one row per class: did you mean "
ANSWERS = [  # outputs, y for five examples, the mend
    (1, np.ones(5), "did you mean y.reshape(1, -1)?"),
    (1, [0, 1, 1, 0, 1], "did you mean np.array(y).reshape(1, -1)?"),
    (2, [[0, 1, 1, 0, 1]], CLASSES + "np.eye(2)[np.array(y).ravel()].T?"),
    (1, np.ones((5, 1)), "did you mean y.T?"),
    (2, np.ones((5, 2)), "did you mean y.T?"),
    (2, np.ones((5, 2, 1)), "did you mean y.reshape(5, -1).T?"),
    (2, np.array([0, 1, 1, 0, 1]), CLASSES + "np.eye(2)[y].T?"),
    (2, [0, 1, 1, 0, 1], CLASSES + "np.eye(2)[y].T?"),
    (2, np.array([0, 1, 1, 0, 1], np.uint8), CLASSES + "np.eye(2)[y].T?"),
    (2, np.array([0.0, 1, 1, 0, 1]), CLASSES + "np.eye(2)[y.astype(int)].T?"),
    (2, np.array([False, True, True, False, True]), CLASSES + "np.eye(2)[y.astype(int)].T?"),
    (2, np.array([[0, 1, 1, 0, 1]]), CLASSES + "np.eye(2)[y.ravel()].T?"),
    (2, np.array([[0], [1], [1], [0], [1]]), CLASSES + "np.eye(2)[y.ravel()].T?"),
    (2, np.array([[0.0, 1, 1, 0, 1]]), CLASSES + "np.eye(2)[y.ravel().astype(int)].T?"),
    (9, np.array([8, 0, 3, 5, 7]), CLASSES + "np.eye(9)[y].T?"),
    (9, np.array([9, 0, 3, 5, 7]), "expected shape (9, n_examples)"),
    (2, np.array([1, 2, 2, 1, 2]), "expected shape (2, n_examples)"),
    (2, np.array([0, 1, -1, 0, 1]), "expected shape (2, n_examples)"),
    (2, np.array([0, 0.5, 1, 0, 1]), "expected shape (2, n_examples)"),
    (2, np.array([]), "expected shape (2, n_examples)"),
    (2, 1, "expected shape (2, n_examples)"),
    (1, 1.0, "expected shape (1, n_examples)"),
    (3, np.array([0.1, 0.2, 0.7]), "did you mean y.reshape(-1, 1)?"),
    (3, np.array([0, 1, 0]), "did you mean y.reshape(-1, 1)?"),
]


@pytest.mark.parametrize(("n_out", "y", "mend"), ANSWERS)
def test_answers_of_another_form_are_refused_with_the_mend(n_out, y, mend):
    with pytest.raises(
        ValueError, match=r"^y has shape .*; the network gives \d outputs, .*: " + re.escape(mend) + "$"
    ):
        backprop(network(4, n_out), np.ones((4, 5)), y)


def test_the_mend_for_answers_works_when_it_is_taken():
    for n_out, y, mend in ANSWERS:
        if mend.endswith("?"):
            mended = eval(mend.split("did you mean ")[1][:-1], {"np": np, "y": y})
            backprop(network(4, n_out), np.ones((4, mended.shape[1])), mended)


@pytest.mark.parametrize(
    ("shape", "mend"),
    [
        ((4,), "did you mean x.reshape(-1, 1)?"),
        ((2, 2), "did you mean x.reshape(-1, 1)?"),
        ((5, 4), "did you mean x.T?"),
        ((1, 4), "did you mean x.T?"),
        ((5, 2, 2), "did you mean x.reshape(5, -1).T?"),
        ((5, 4, 1), "did you mean x.reshape(5, -1).T?"),
        ((5, 2, 3), "expected shape (4, n_examples)"),
        ((3, 5), "expected shape (4, n_examples)"),
        ((5,), "expected shape (4, n_examples)"),
        ((), "expected shape (4, n_examples)"),
    ],
)
def test_inputs_of_another_form_are_refused_with_the_mend(shape, mend):
    x = np.ones(shape)
    with pytest.raises(ValueError, match=f"^x has shape .*; the network takes 4 inputs, .*: {re.escape(mend)}$"):
        forward(network(4, 2), x)
    if mend.endswith("?"):
        forward(network(4, 2), eval(mend.split("did you mean ")[1][:-1], {"x": x}))


@pytest.mark.parametrize("ask", [backprop, mean_cost, numerical_gradient, check_gradients, accuracy])
def test_a_missing_answer_is_refused_in_words(ask):
    with pytest.raises(ValueError, match="y is None; expected an array of real numbers"):
        ask(network(4, 2), np.ones((4, 5)), None)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (Frame([[3, True], [5, False]]), r"its dtype is object: did you mean .astype\(float\)\?$"),
        (Frame([["3", "1.5"], ["5", "0"]]), r"its dtype is object: did you mean .astype\(float\)\?$"),
        (Frame([["cat", 1], ["dog", 2]]), "its dtype is object$"),
        (Frame([[[], 1], [{}, 2]]), "its dtype is object$"),
        ([[10**400, 1], [1, 1]], "its dtype is object$"),
        (np.array([["cat", "dog"]] * 2), "its dtype is <U3$"),
        (np.array(["3", "5"]), r"its dtype is <U1: did you mean .astype\(float\)\?$"),
        (np.zeros((2, 2), "M8[s]"), r"its dtype is datetime64\[s\]$"),
    ],
)
def test_a_table_of_objects_is_refused_and_floats_are_offered_where_it_can_be_floats(values, message):
    with pytest.raises(ValueError, match="x is .*; expected an array of real numbers; " + message):
        forward(network(2, 2), values)
    with pytest.raises(ValueError, match="y is .*; expected an array of real numbers; " + message):
        backprop(network(2, 2), np.ones((2, 2)), values)


@pytest.mark.parametrize("nothing", [None, "an image", {"sleep": 3}, {1, 2}, np.sin, 1j])
def test_what_is_no_array_at_all_is_shown_without_talk_of_its_dtype(nothing):
    with pytest.raises(ValueError, match=r"x is .*; expected an array of real numbers$"):
        forward(network(2, 2), nothing)


def test_a_table_of_numbers_is_taken_as_it_is():
    class Numbers(Frame):
        def __array__(self, dtype=None, copy=None):
            return np.array(self.values, float)

    values = [[1.0, 2.0], [3.0, 4.0]]
    for given, same in zip(forward(network(2, 2), Numbers(values)).zs, forward(network(2, 2), values).zs, strict=True):
        np.testing.assert_array_equal(given, same)


def test_a_long_value_is_cut_to_a_line():
    assert described("a" * 58) == repr("a" * 58)  # sixty with its quotes
    assert described("a" * 59) == "'" + "a" * 56 + "..."
    assert described(Frame([])) == "sleep passed 0 3 True"


X, Y = np.ones((4, 5)), np.ones((2, 5))
COLUMN = X[:, [0]], Y[:, [0]]
DATA = [
    ([COLUMN] * 3, "list of 3; expected a Dataset(np.hstack([x for x, y in data]), np.hstack([y for x, y in data])), "),
    ((COLUMN,) * 3, "tuple of 3; expected a Dataset(np.hstack([x for x, y in data]), "),
    ([list(COLUMN)] * 2, "list of 2; expected a Dataset(np.hstack([x for x, y in data]), "),
    ((X, Y), "tuple of 2; expected a Dataset(x_train, y_train): did you mean Dataset(*data)?"),
    ([X, Y], "list of 2; expected a Dataset(x_train, y_train): did you mean Dataset(*data)?"),
    ((X, Y, X, Y), "tuple of 4; expected a Dataset(x_train, y_train, x_test, y_test): did you mean Dataset(*data)?"),
    (((X, Y), (X, Y)), "tuple of 2; expected a Dataset(x_train, y_train, x_test, y_test): "
                       "did you mean Dataset(*data[0], *data[1])?"),
    ((X, Y, X), "tuple of 3; expected a Dataset(x, y), one example per column"),
    ([], "list of 0; expected a Dataset(x, y), one example per column"),
    (X, "ndarray; expected a Dataset(x, y), one example per column"),
    ({"x": X}, "dict; expected a Dataset(x, y), one example per column"),
    (None, "NoneType; expected a Dataset(x, y), one example per column"),
    (network(4, 2), "Network; expected a Dataset(x, y), one example per column"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "message"), DATA)
def test_data_of_another_form_is_refused_with_the_mend(data, message):
    with pytest.raises(ValueError, match=re.escape(f"data has the type {message}")):
        sgd(network(4, 2), data, 0.1, 1, 2, np.random.default_rng(1))


def test_the_mend_for_data_works_when_it_is_taken():
    for data, message in DATA:
        if "np.hstack" in message:
            mended = Dataset(np.hstack([x for x, y in data]), np.hstack([y for x, y in data]))
        elif "did you mean" in message:
            mended = eval(message.split("did you mean ")[1][:-1], {"data": data, "Dataset": Dataset})
        else:
            continue
        assert next(sgd(network(4, 2), mended, 0.1, 1, 2, np.random.default_rng(1))).number == 1


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (Dataset(X, Y, X), "data has only one of x_test and y_test; expected both, or neither"),
        (Dataset(X, Y, None, Y), "data has only one of x_test and y_test; expected both, or neither"),
        (Dataset(X, Y, X.T, Y), r"x_test has shape \(5, 4\); .* takes 4 inputs, .*: did you mean x_test\.T\?"),
        (Dataset(X, Y, X, Y.T), r"y_test has shape \(5, 2\); .* gives 2 outputs, .*: did you mean y_test\.T\?"),
        (Dataset(X, Y, X[:, :2], Y), "x_test has 2 columns and y_test has 5"),
    ],
)
def test_a_test_part_that_does_not_fit_is_named(data, message):
    with pytest.raises(ValueError, match=message):
        sgd(network(4, 2), data, 0.1, 1, 2, np.random.default_rng(1))


@pytest.mark.parametrize("eta", [np.complex64(1), 1j, np.array([0.1]), np.inf, None, np.True_])
def test_a_rate_that_is_no_number_above_0_is_refused(eta):
    with pytest.raises(ValueError, match=r"eta is .*; expected a number above 0"):
        sgd(network(4, 2), Dataset(X, Y), eta, 1, 2, np.random.default_rng(1))


@pytest.mark.parametrize("eta", [1, 0.5, np.float32(0.5), np.int64(1), 1e-300])
def test_a_rate_may_be_any_kind_of_number(eta):
    assert next(sgd(network(4, 2), Dataset(X, Y), eta, np.int64(1), 2, np.random.default_rng(1))).number == 1


@pytest.mark.parametrize(("seed", "shown"), [(7, 7), (0, 0), (-1, 1), (True, 1), (1.5, 1), (None, 1), ("7", 1)])
def test_a_seed_is_shown_as_what_makes_a_generator(seed, shown):
    for ask in (
        lambda: Network.random([2, 2], seed),
        lambda: sgd(network(4, 2), Dataset(X, Y), 0.1, 1, 2, seed),
    ):
        with pytest.raises(
            ValueError, match=rf"rng is .*; expected a generator such as np.random.default_rng\({shown}\)"
        ):
            ask()


# The domain of a cost ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("y", "mend"),
    [
        ([[-1, 1, 1, -1, 1]], r": did you mean \(y \+ 1\) / 2\?"),
        ([[1, 2, 3, 1, 2]], ""),
        ([[-1, 2, 0, 0, 0]], ""),
        ([[-2, 1, 0, 0, 0]], ""),
        ([[0, 255, 0, 0, 0]], ""),
    ],
)
def test_the_mend_for_targets_is_offered_where_it_works(y, mend):
    message = rf"^y holds [-\d]+; the cross-entropy cost takes targets from 0 to 1{mend}$"
    with pytest.raises(ValueError, match=message):
        backprop(network(4, 1, cost=CROSS_ENTROPY), X, y)


def test_targets_at_the_ends_are_welcome():
    backprop(network(4, 1, cost=CROSS_ENTROPY), X, [[0, 1, 1, 0, 1]])
    many = np.random.default_rng(1).random((1000, 5)) ** 9  # their sums round, a little more for every row
    for dtype in (np.float64, np.float32):
        sure = Network.random([4, 1000], np.random.default_rng(1), SOFTMAX, LOG_LIKELIHOOD, dtype=dtype)
        backprop(sure, X, (many / many.sum(axis=0)).astype(dtype))
    two = network(4, 2, activations=SOFTMAX, cost=LOG_LIKELIHOOD)
    halves = np.full((2, 5), 0.5)
    for off in (1e-6, -1e-6):
        halves[0, 3] = 0.5 + off
        with pytest.raises(ValueError, match=r"y adds up to .* in column 3; the log-likelihood cost"):
            backprop(two, X, halves)


def test_an_output_that_may_touch_the_end_is_refused_only_where_it_does():
    clipped = Activation("clipped", lambda z: np.clip(z, 0, 1), lambda z: ((z > 0) & (z < 1)) * 1.0)
    inside = Network([[[0.5]]], [[[0.0]]], clipped, CROSS_ENTROPY)
    assert backprop(inside, [[1.0]], [[1.0]]).nabla_b[0].item() == pytest.approx(-2)
    for x, end in ((-1, 0), (2, 1)):
        with pytest.raises(
            ValueError, match=rf"an output of the activation 'clipped' is {end}; .* strictly between 0 and 1"
        ):
            backprop(inside, [[x]], [[1.0]])


@pytest.mark.parametrize("middle", [-30, -3, 3, 30])
def test_an_output_that_leaves_only_on_its_way_is_found_as_well(middle):
    hump = Activation("hump", lambda z: SIGMOID.f(z) + 1.5 * np.exp(-((z - middle) ** 2)), SIGMOID.prime)
    with pytest.raises(ValueError, match=r"an output of the activation 'hump' can be \d"):
        backprop(Network([[[1.0]]], [[[0.0]]], hump, CROSS_ENTROPY), [[0.0]], [[1.0]])


def test_the_output_layer_is_asked_with_as_many_rows_as_it_has():
    own = Activation("own", SIGMOID.f, SIGMOID.prime)
    wider = Network.random([2, 2, 4], np.random.default_rng(1), [SIGMOID, modified(SIGMOID, {3: own})], CROSS_ENTROPY)
    assert backprop(wider, np.ones((2, 1)), np.ones((4, 1))).nabla_b[-1].shape == (4, 1)


def test_it_is_the_output_layer_whose_activation_is_named():
    mixed = Network.random([2, 3, 1], np.random.default_rng(1), [SIGMOID, RELU], CROSS_ENTROPY)
    with pytest.raises(ValueError, match="an output of the activation 'relu' can be 30"):
        backprop(mixed, np.ones((2, 1)), [[1.0]])
    dead = Network([[[-1.0], [1.0]]], [[[0.0], [0.0]]], RELU, LOG_LIKELIHOOD)
    with pytest.raises(ValueError, match=r"'relu' is 0; .* outputs above 0: a softmax output layer matches it"):
        mean_cost(replace(dead, activations=RELU), [[1.0]], [[0.0], [1.0]])


@pytest.mark.parametrize(
    ("saturated", "x", "y"),
    [
        (Network([[[1.0]]], [[[0.0]]], SIGMOID, CROSS_ENTROPY), 40.0, [[0.0]]),
        (Network([[[1.0]]], [[[0.0]]], SIGMOID, CROSS_ENTROPY), -800.0, [[1.0]]),
        (Network([[[1.0], [0.0]]], [[[0.0], [0.0]]], SOFTMAX, LOG_LIKELIHOOD), 800.0, [[0.0], [1.0]]),
    ],
)
def test_paths_through_a_saturated_output_are_refused_in_words(saturated, x, y):
    assert np.isfinite(backprop(saturated, [[x]], y).nabla_b[0]).all()
    name = saturated.activations[-1].name
    with pytest.raises(ValueError, match=rf"'{name}' is [01]; .*: this one is saturated, .* take a smaller input"):
        sum_over_paths(saturated, [[x]], y, Bias(2, 0))


def test_without_a_domain_nothing_is_asked():
    assert mean_cost(Network([[[1.0]]], [[[0.0]]], LINEAR), [[-5.0]], [[70.0]]) == 75**2 / 2
