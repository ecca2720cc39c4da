"""Every answer that is known gets the same verdict in the page's Python as here, in the same words."""

import json
import math
import re
from concurrent.futures import ThreadPoolExecutor

import answers
from pyodide_in_node import in_pyodide

from nnbp_core.exercises import EXERCISES

NUMBER = re.compile(r"(?<![\w.])-?\d+(?:\.\d*)?(?:e[-+]\d+)?")
CLOSE = 1e-12  # of numbers as printed, relative, or absolute where they are what rounding has left over


def alike(one, other):
    """Whether two texts have the same words, and numbers that agree to `CLOSE`."""
    pairs = zip(NUMBER.findall(one), NUMBER.findall(other), strict=False)
    return NUMBER.sub("#", one) == NUMBER.sub("#", other) and all(
        math.isclose(float(a), float(b), rel_tol=CLOSE, abs_tol=CLOSE) for a, b in pairs
    )


def test_alike_texts_differ_in_the_last_digits_of_numbers_alone():
    assert alike("came 3.28385e-11 (2, 1).", "came 3.31544e-11 (2, 1).")
    assert not alike("came 3.28385 (2, 1).", "came 3.28386 (2, 1).")
    assert not alike("came 3.28385e-11", "came 3.28385e-10")
    assert not alike("(2, 1)", "(1, 2)")
    assert not alike("w1 is off", "w2 is off")
    assert not alike("came 1.5", "came 1.5, 1.5")
    assert not alike("came nan", "came inf")


def test_all_answers_are_told_the_same_in_both_pythons():
    with ThreadPoolExecutor() as beside:
        in_the_page = beside.submit(in_pyodide, "import answers; answers.said()")
        here = json.loads(answers.said())
        there = json.loads(in_the_page.result())
    assert {exercise for exercise, *_ in here} == set(EXERCISES)
    assert [each[:2] for each in here] == [each[:2] for each in there]
    assert [(a, b) for a, b in zip(here, there, strict=True) if a[2] != b[2] or not alike(a[3], b[3])] == []
