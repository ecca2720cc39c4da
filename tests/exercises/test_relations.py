"""How what came stands to what was expected: told where every case bears it out, and only there."""

import numpy as np
import pytest

from nnbp_core.exercises.ordering import order
from nnbp_core.exercises.relations import Pair, relation


def pairs(spoil, shapes=((1, 1), (2, 3), (3, 3), (4, 2)), **more):
    """Expected arrays of several shapes, each with its spoilt twin and the arguments of its case."""
    rng = np.random.default_rng(3)
    made = []
    for shape in shapes:
        expected, x = rng.standard_normal((2, *shape))
        arguments = {"x": x, **{name: make(x) for name, make in more.items()}}
        made.append(Pair(expected, np.asarray(spoil(expected, arguments)), arguments))
    return made


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda e, a: -e, "has the wrong sign"),
        (lambda e, a: 2 * e, "is 2 times what is expected"),
        (lambda e, a: e / 2, "is 0.5 times what is expected"),
        (lambda e, a: 5.43 * e, "is 5.43 times what is expected"),
        (lambda e, a: e + 0.25, "is too large by 0.25 in every entry"),
        (lambda e, a: e - 1, "is what is expected minus 1"),
        (lambda e, a: np.abs(e), "has lost its sign: what should be negative came out positive"),
        (lambda e, a: np.maximum(e, 0), "is cut off at zero: what should be negative came out as 0"),
        (lambda e, a: 0 * e, "is 0 in every case"),
        (lambda e, a: e.T, "is the transpose of what is expected"),
        (lambda e, a: e[::-1], "has its rows in reverse order"),
        (lambda e, a: np.roll(e, 1, 1), "has its columns shifted by one"),
        (lambda e, a: e.sum(axis=1, keepdims=True), "is the sum over the columns of what is expected"),
        (lambda e, a: e.mean(axis=0), "is the mean over the rows of what is expected"),
        (lambda e, a: np.round(e, 3), "is rounded to 3 decimals"),
        (lambda e, a: e * e.shape[1], "is too large by the factor m, the number of columns of `x`"),
        (lambda e, a: e / e.shape[1], "is too small by the factor 1/m, m being the number of columns of `x`"),
        (lambda e, a: a["x"], "is `x` itself"),
        (lambda e, a: e - a["x"], "would be right with `x` added"),
        (lambda e, a: e / a["x"], "would be right if multiplied by `x`"),
        (lambda e, a: e * a["x"], "would be right if divided by `x`"),
        (
            lambda e, a: e * np.where(np.arange(e.size).reshape(e.shape) % 2, -1, 1),
            "is right but for the sign of some entries",
        ),
        (lambda e, a: e * (1 + 1e-4 * a["x"]), None),
        (lambda e, a: e * a["x"].sum(), "is off by a factor that is the same in all entries"),
        (lambda e, a: e * a["x"].sum(axis=0), "is off by a factor that is the same in all entries of a column"),
    ],
)
def test_a_relation_in_words(spoil, told):
    found = relation(pairs(spoil))
    if told is None:
        assert found.told.startswith("is close, never off by more than")
        assert not found.exact
    else:
        assert found.told == told


def test_one_case_that_does_not_fit_unsays_a_relation():
    spoilt = pairs(lambda e, a: 2 * e)
    odd = Pair(spoilt[-1].expected, 3 * spoilt[-1].expected, spoilt[-1].arguments)
    assert relation([*spoilt[:-1], odd]).told != "is 2 times what is expected"


def test_a_case_that_agrees_unsays_a_factor_but_not_a_lost_sign():
    positive = Pair(np.full((2, 2), 3.0), np.full((2, 2), 3.0), {})
    assert relation([*pairs(lambda e, a: np.abs(e)), positive]).told.startswith("has lost its sign")
    assert relation([*pairs(lambda e, a: -e), positive]).told == "has the wrong sign, wherever it is off"


def test_one_number_alone_bears_out_no_factor():
    assert relation([Pair(np.array([[2.0]]), np.array([[3.3]]), {})]) is None


def test_few_whole_numbers_bear_out_nothing():
    assert relation([Pair(np.array(1), np.array(-1), {}), Pair(np.array(2), np.array(2), {})]) is None
    assert relation([Pair(np.array(2), np.array(1), {})] * 4) is None
    counted = [Pair(np.array(n), np.array(n - 1), {}) for n in (2, 3, 4)]
    assert relation(counted).told == "is what is expected minus 1"


A, B, C = (np.full((2, 2), value) for value in (1.0, 2.0, 3.0))


@pytest.mark.parametrize(
    ("expected", "given", "told"),
    [
        ((A, B), (B, A), "the results come in reverse order"),
        ((A, B, C), (A, C, B), "results 2 and 3 have changed places"),
        ((A, B, C), (B, C, A), "the results are shifted by one"),
        ((A, B, C), (A, B), "the last result is missing"),
        ((A, B), (A, B, C), "there is one result too many; the others are right"),
        ((A, B), (A, C), None),
        ((A, A), (A, A), None),
    ],
)
def test_the_order_of_results(expected, given, told):
    assert order([(expected, given)], "result") == told
