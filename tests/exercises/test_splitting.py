"""What separates failing from passing cases: the simplest trait that splits them exactly, and no accident."""

import numpy as np
import pytest

from nnbp_core import CROSS_ENTROPY, QUADRATIC, SIGMOID, TANH, Network
from nnbp_core.exercises.splitting import when

rng = np.random.default_rng(4)
SIZES = ((1, 1, 1), (2, 2, 1), (2, 2, 2), (3, 2, 1), (2, 3, 4), (3, 3, 3), (4, 2, 2), (1, 3, 2))
PRODUCTS = [{"w": rng.standard_normal((n, k)), "a": rng.standard_normal((k, m))} for n, k, m in SIZES]
NETWORKS = [
    {"network": Network.random([2] * (layers + 1), rng, [TANH] * (layers - 1) + [last], cost)}
    for layers, last, cost in [
        (1, SIGMOID, QUADRATIC),
        (2, SIGMOID, CROSS_ENTROPY),
        (3, TANH, QUADRATIC),
        (4, TANH, QUADRATIC),
        (5, SIGMOID, CROSS_ENTROPY),
        (2, TANH, QUADRATIC),
    ]
]


def told(cases, fails, **more):
    return when(cases, [np.zeros(1)] * len(cases), [bool(fails(**case)) for case in cases], **more)


@pytest.mark.parametrize(
    ("cases", "fails", "expected"),
    [
        (PRODUCTS, lambda w, a: a.shape[1] > 1, "Right for one column of `a`, wrong for more."),
        (PRODUCTS, lambda w, a: w.shape[0] != w.shape[1], "Right while `w` is square, wrong where it is not."),
        (
            PRODUCTS,
            lambda w, a: w.shape[0] == w.shape[1] > 1,
            "Wrong while `w` is square and not (1, 1), right elsewhere.",
        ),
        (PRODUCTS, lambda w, a: w.size > 1, "Right for the smallest input, wrong for all others."),
        (PRODUCTS, lambda w, a: True, None),
        (
            NETWORKS,
            lambda network: len(network.weights) > 3,
            "Right for up to three matrices of weights in `network`, wrong for more.",
        ),
        (
            NETWORKS,
            lambda network: len(network.weights) != 2,
            "Right for two matrices of weights in `network`, wrong for any other number.",
        ),
        (
            NETWORKS,
            lambda network: network.cost is CROSS_ENTROPY,
            "Wrong where the cost of `network` is cross-entropy, right elsewhere.",
        ),
        (
            NETWORKS,
            lambda network: network.activations[-1] is SIGMOID,
            "Wrong where the output of `network` is sigmoid, right elsewhere.",
        ),
    ],
)
def test_a_split_in_words(cases, fails, expected):
    assert told(cases, fails) == expected


NUMBERS = [
    {"p": np.array([1.0, 2, 3]) * sign, "c": c} for sign, c in zip([1, -1, 1, -1, 1, -1, -1], range(7), strict=True)
]


def test_signs_and_dtypes():
    assert told(NUMBERS, lambda p, c: (p < 0).any()) == "Wrong where `p` holds a negative number, right elsewhere."
    mixed = [{"p": case["p"].astype(int) if i % 2 else case["p"]} for i, case in enumerate(NUMBERS)]
    whole = "Wrong where `p` holds whole numbers (an integer dtype), right elsewhere."
    assert told(mixed, lambda p: p.dtype == int) == whole


def test_a_sign_is_no_reason_where_only_small_arrays_lack_it():
    small = [{"p": np.ones(n)} for n in (1, 2, 2)] + [{"p": np.array([1.0, -1.0, 2.0])}] * 3
    assert told(small, lambda p: p.size > 2) == "Right for up to two entries of `p`, wrong for more."


def test_two_cases_are_an_accident():
    signed = [{"p": np.full(3, -1.0 if i in (2, 4) else 1.0)} for i in range(7)]
    assert told(signed, lambda p: p[0] < 0) is None


def test_one_case_is_an_accident():
    assert told(NUMBERS, lambda p, c: c == 3) is None


def test_large_numbers():
    cases = [{"z": np.array([1.0, -size, 2.0])} for size in (2, 3, 4, 40, 50, 60)]
    cases = [cases[i] for i in (0, 3, 1, 4, 2, 5)]
    expected = "Right where the largest |z| is at most 4, wrong where it is 40 or more."
    assert told(cases, lambda z: np.abs(z).max() > 30) == expected


def test_an_exercise_adds_traits_of_its_own():
    more = {"where every number is odd": lambda p, c: c % 2 == 1}
    expected = "Wrong where every number is odd, right elsewhere."
    assert told(NUMBERS, lambda p, c: c % 2 == 1, more=more) == expected


def test_the_words_for_both_sides_can_be_chosen():
    said = told(PRODUCTS, lambda w, a: a.shape[1] > 1, right="it returns", wrong="it raises")
    assert said == "It returns for one column of `a`, it raises for more."


def test_of_two_borders_that_no_case_tells_apart_the_plainer_is_named():
    cases = [{"x": np.ones((2, m)), "size": size} for m, size in [(2, 1), (3, 4), (4, 2), (5, 7), (6, 9), (7, 3)]]
    said = "Right where `size` is more than the number of columns of `x`, wrong where it is not."
    assert told(cases, lambda x, size: size < x.shape[1]) == said
