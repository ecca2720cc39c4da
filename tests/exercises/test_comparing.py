"""What a reader is told about a wrong answer is true, and fits every case."""

import numpy as np
import pytest

from nnbp_core.exercises import CheckFailed, check
from nnbp_core.exercises.comparing import difference

A = np.arange(1.0, 5).reshape(2, 2)


@pytest.mark.parametrize(
    ("expected", "given", "told"),
    [
        ((A, A[:1]), (A[:1], A), "The two results have changed places."),
        (([A], [A]), ([A], [A, A]), "Result 2 of 2 has 2 parts; expected 1."),
        (([A], [A]), ([2 * A], [A]), "Result 1 of 2, part 1 of 1 is off: Every entry is 2 times what was expected."),
        (([A, A], A), ([A, A.T], A), "Result 1 of 2, part 2 of 2 is off."),
        ([A, A], [A], "Your function returned 1 result; expected 2."),
        ((A,), A[0, 0], "Your function returned one float64; expected 1 results."),
        (
            A,
            A * (1 + 1e-6),
            "Close, but not equal: off by up to 4e-06. Is something rounded, or nudged?",
        ),
        (A, -A, "Every entry has the wrong sign."),
        (A, A / 10, "Every entry is 0.1 times what was expected."),
        (A, 5.43 * A, None),
        (A, 0 * A, None),
        (A, A[0], "The result has shape (2,); expected (2, 2)."),
        (A[:1], A[:1].T, "The result has shape (2, 1); expected (1, 2). That is the transpose."),
        (A, np.full((2, 2), np.nan), "The result holds NaN: somewhere 0/0, or infinity minus infinity."),
    ],
)
def test_a_difference_in_words(expected, given, told):
    assert difference(expected, given) == told


def message(id, answer):
    with pytest.raises(CheckFailed) as failed:
        check(id, answer)
    return str(failed.value)


def test_a_factor_is_told_only_if_every_case_has_one():
    assert "Every entry has the wrong sign" not in message("2.1", lambda a, y: (((a - y) ** 2).sum(0) / 2, abs(a - y)))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda weights, biases, x: weights.pop(),
        lambda weights, biases, x: biases.reverse(),
        lambda weights, biases, x: setattr(x, "shape", (-1,)),
        lambda weights, biases, x: np.add(x, 1, out=x),
    ],
    ids=["a list shortened", "a list turned", "a shape", "an entry"],
)
def test_an_answer_that_changes_its_input_is_told_so(spoil):
    def feedforward(weights, biases, x):
        a = x
        for w, b in zip(weights, biases, strict=True):
            a = 1 / (1 + np.exp(-(w @ a + b)))
        spoil(weights, biases, x)
        return a

    assert "writes into its input" in message("1.2", feedforward)
