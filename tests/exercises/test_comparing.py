"""The record of a difference: where two results part, and in what."""

import numpy as np
import pytest

from nnbp_core.exercises.comparing import Difference, differences, is_number, same

A = np.arange(1.0, 5).reshape(2, 2)


@pytest.mark.parametrize(
    ("expected", "given", "told"),
    [
        (([A], [A]), ([A], [A, A]), [((1,), "count")]),
        (([A], [A]), ([2 * A], [A]), [((0, 0), "numbers")]),
        (([A, A], A), ([A, A.T], -A), [((0, 1), "numbers"), ((1,), "numbers")]),
        ([A, A], [A], [((), "count")]),
        ((A,), A[0, 0], [((), "kind")]),
        (A, None, [((), "missing")]),
        (A, A[0], [((), "shape")]),
        (A, A.astype(complex), [((), "dtype")]),
        (A, A.astype(object), [((), "dtype")]),
        (A, A > 2, [((), "dtype")]),
        (A, "A", [((), "kind")]),
        (A, np.full((2, 2), np.nan), [((), "not finite")]),
        ((2, "BP2"), (2, "BP3"), [((1,), "value")]),
        (2, True, [((), "kind")]),
    ],
)
def test_a_difference_is_a_record(expected, given, told):
    assert [(d.where, d.relation) for d in differences(expected, given)] == told


def test_a_record_holds_both_sides():
    (found,) = differences((A, [A]), (A, [-A]))
    assert isinstance(found, Difference)
    assert found.expected is A
    assert (found.given == -A).all()


@pytest.mark.parametrize(
    ("expected", "given"),
    [
        (A, A.tolist()),
        ([A, A], np.array([A, A])),
        ([0, 1, 2], np.arange(3)),
        (2, np.array(2)),
        (2.0, np.float64(2)),
        ("BP2", np.str_("BP2")),
        ("BP2", np.array("BP2")),
        ((A, A), [A, A]),
        (np.array([np.inf, 1.0]), np.array([np.inf, 1.0])),
    ],
)
def test_the_same_written_differently_is_the_same(expected, given):
    assert same(expected, given)


def test_float32_is_compared_to_its_own_digits_unless_precision_is_the_task():
    rounded = (A / 3).astype(np.float32)
    assert same(A / 3, rounded)
    assert not same(A / 3, rounded, precise=True)
    assert not same(A / 3, rounded * np.float32(1 + 1e-5))
    assert not same(A / 3, (A / 3) * (1 + 1e-8))


class Hostile:
    def __eq__(self, other):
        raise RuntimeError

    __hash__ = None


def test_what_cannot_be_compared_is_something_else():
    assert not same("BP2", Hostile())
    assert not is_number(Hostile())
    assert [d.relation for d in differences("BP2", Hostile())] == ["kind"]
