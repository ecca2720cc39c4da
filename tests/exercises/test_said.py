"""What a refusal says is so on every input that it speaks of, and is not borne out by chance."""

import numpy as np
import pytest

from nnbp_core import SIGMOID, Network, backprop, forward
from nnbp_core.exercises import EXERCISES, CheckFailed, check
from nnbp_core.exercises.relations import Pair, relation

sigma = SIGMOID


def message(id, answer):
    with pytest.raises(CheckFailed) as failed:
        check(id, answer)
    return str(failed.value)


def right(id, *case):
    return EXERCISES[id].reference(*case)


# where the reason is told


def first_four_layers(weights, biases, x):
    for w, b in zip(weights[:4], biases[:4], strict=True):
        x = sigma.f(w @ x + b)
    return x


def test_a_shape_is_not_said_of_an_input_that_has_the_right_one():
    said = message("1.2", first_four_layers)
    assert "The result is off, and in some inputs has another shape: (1, 8) where (2, 8) is expected." in said
    assert "Right for up to four entries in `weights`, wrong for more." in said


def test_how_close_a_result_is_is_rounded_up():
    expected = np.array([1.0, 0.5, 0.25])
    pairs = [Pair(expected, expected + np.array([0, 0, off]), {}) for off in (0.00312, 0.00712, 0.0051)]
    assert "never off by more than 8e-03 of" in relation(pairs).told


def one_weight(w, b, h_in, y, j, k):
    z = w[j, k] * h_in[k, 0] + b[j, 0]
    return 2 * (sigma.f(z) - y[j, 0]), sigma.prime(z), h_in[k, 0]


def test_what_makes_no_difference_makes_none_on_any_input():
    assert "does not change" not in message("3.2", one_weight)  # with the last column, it does where k is the last


def as_if_of_a_sum(network, x, y, gradients):
    """Takes the gradients for those of a sum over the examples: every layer is off."""
    return right("10.3", network, x, y, tuple([each / x.shape[1] for each in part] for part in gradients))


def own_network(network, *case):
    return right("10.3", Network(network.weights, network.biases), *case)


def test_a_slip_is_not_named_for_a_few_words_that_another_gives_too():
    named = "The network's own activations and cost are lost"
    assert named not in message("10.3", as_if_of_a_sum)
    assert named in message("10.3", own_network)


# when it is wrong


def one_output(printed, X, y, W1, W2):
    _, _, g2 = right("10.2", printed, X, y, W1, W2)
    z2 = X @ W1
    z3 = sigma.f(z2) @ W2
    d3 = (sigma.f(z3) - y) * sigma.prime(z3)
    g1 = X.T @ (d3[:, :1] * W2[:, 0] * sigma.prime(z2))
    p1, p2 = printed(X, y, W1, W2)
    return -np.sum(g1 * p1) - np.sum(g2 * p2), g1, g2


def test_columns_of_weights_are_no_examples():
    said = message("10.2", one_output)
    assert "example" not in said
    assert "Right for one column of `y`" in said


def shares_by_rows(network, x, y):
    zs, deltas = forward(network, x).zs, backprop(network, x, y).deltas
    arriving = [network.weights[i + 1].T @ deltas[i + 1] for i in range(len(zs) - 1)]
    sent = [a * g.prime(z) for a, g, z in zip(arriving, network.activations, zs, strict=False)]
    lengths = [[np.linalg.norm(each, axis=1).mean() for each in side] for side in (sent, arriving)]
    shares = np.divide(*lengths)
    return shares, int(np.argmin(shares)) + 2


def test_the_smallest_input_bears_no_border_out():
    assert "matrices of weights" not in message("6.3", shares_by_rows)


def divided_by_outputs(network, x, y):
    nabla_w, nabla_b, _ = backprop(network, x, y)
    factor = x.shape[1] / y.shape[0]
    return [factor * each for each in nabla_w], [factor * each for each in nabla_b]


def test_a_factor_that_two_sizes_make_is_told_by_both():
    said = message("5.2", divided_by_outputs)
    assert "the factor m/n, m being the number of columns of `x` and n the number of outputs of `network`." in said
    assert "square" not in said


def clipped(a, y):
    gap = np.clip(a, 0, 1) - np.clip(y, 0, 1)
    return (gap**2).sum(axis=0) / 2, gap


def lowered_by_a_hundred(z, y, legal):
    return right("11.3", np.where(legal, z, z - 100), y, np.ones(legal.shape, bool))


@pytest.mark.parametrize(
    ("id", "answer", "told"),
    [
        ("2.1", clipped, "Right for one example and where no number in `a` lies outside 0 to 1, wrong elsewhere."),
        ("11.3", lowered_by_a_hundred, "Right for one example and where the largest |z| is at most 2.74, wrong else"),
    ],
)
def test_two_borders_that_the_inputs_cannot_tell_apart_are_both_named(id, answer, told):
    assert told in message(id, answer)


# what the inputs bear out is said


def first_bias(w, a, b):
    return sigma.f(w @ a + b[0])


def decay_of_the_diagonal(gradient_of, blocks, w, decay):
    return right("2.3", gradient_of, blocks, w, decay) - decay * w * (1 - np.eye(*w.shape))


def slope_of_the_first(w, z, activation):
    return activation.prime(z)[0] * w


def mean_of_the_batches(network, x, y, eta, batch_size, order):
    steps = [
        right("5.3", network, x, y, eta, batch_size, order[at : at + batch_size])
        for at in range(0, len(order), batch_size)
    ]
    return tuple([sum(each) / len(steps) for each in zip(*part, strict=True)] for part in zip(*steps, strict=True))


def evidence_of_one_function(published, w, b, x, y):
    return 1 / sigma.prime(w * x + b), *right("10.1", published, w, b, x, y)[1:]


def counted_from_the_output(network, x, y, nabla_w):
    layer, j, k = right("7.3", network, x, y, nabla_w)
    return len(network.weights) + 3 - layer, j, k


@pytest.mark.parametrize(
    ("id", "answer", "told"),
    [
        (
            "7.3",
            counted_from_the_output,
            "Result 1 of 3 and what is expected add up to the number of weight matrices of `network` plus 3: it is "
            "counted from the other end.",
        ),
        ("1.1", first_bias, "The result is off only outside the first row."),
        ("2.3", decay_of_the_diagonal, "The result is off everywhere but in the diagonal."),
        ("9.1", slope_of_the_first, "The result is off by a factor that is the same in all entries of a row."),
        (
            "5.3",
            mean_of_the_batches,
            "Right where `batch_size` is at least the number of columns of `x`, wrong",
        ),
        (
            "10.1",
            evidence_of_one_function,
            "Wrong where `published` is published_elsewhere or published_uphill, right elsewhere.",
        ),
    ],
)
def test_where_and_when_are_told(id, answer, told):
    assert told in message(id, answer)


def shifted_by_the_first(z):
    e = np.exp(z - z[:1])
    return e / e.sum(axis=0)


def median_of_the_batch(delta, a_in):
    return right("4.3", delta, a_in)[0], np.median(delta, axis=1, keepdims=True)


@pytest.mark.parametrize(
    ("id", "answer", "told", "holds"),
    [
        ("11.1", shifted_by_the_first, "rows of `z`", False),  # it is that logits are large, and these have four rows
        ("4.3", median_of_the_batch, "Right for up to two examples, wrong for more.", True),
    ],
)
def test_how_many_is_said_only_where_further_inputs_bear_it_out(id, answer, told, holds):
    assert (told in message(id, answer)) == holds


def cumulated(network, x, y):
    """Every share holds those of the later layers too."""
    shares, smallest = right("6.3", network, x, y)
    return np.cumprod(shares[::-1])[::-1], smallest


def test_a_sign_is_no_reason_where_further_inputs_do_not_bear_it_out():
    assert "holds a zero" not in message("6.3", cumulated)
