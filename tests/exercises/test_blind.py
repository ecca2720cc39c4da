"""Answers written without sight of the checks get the right verdict.

The few wrong ones that a comparison of numbers on these inputs cannot tell apart are listed too, as `uncaught`.
"""

import runpy
from pathlib import Path

import pytest

from nnbp_core.exercises import EXERCISES, PASSED, CheckFailed, check

CHAPTERS = {path.stem: runpy.run_path(str(path)) for path in sorted((Path(__file__).parent / "blind").glob("*.py"))}
PAGE = Path(__file__).parents[2] / "book" / "how_exercises_are_checked.md"


def answers(part):
    return [
        pytest.param(id, answer, id=f"{id}-{answer.__name__}")
        for chapter in CHAPTERS.values()
        for id, answer in chapter[part]
    ]


@pytest.mark.parametrize(("id", "answer"), answers("RIGHT"))
def test_right_answers_pass(id, answer):
    assert check(id, answer) == PASSED


@pytest.mark.parametrize(("id", "answer"), answers("WRONG"))
def test_wrong_answers_fail(id, answer):
    with pytest.raises(CheckFailed):
        check(id, answer)


@pytest.mark.parametrize(("id", "answer"), answers("UNCAUGHT"))
def test_uncaught_answers_are_still_uncaught(id, answer):
    assert check(id, answer) == PASSED, "caught at last: call it wrong"


@pytest.mark.parametrize("id", EXERCISES)
def test_there_are_enough(id):
    right, wrong = ([each.values[1] for each in answers(part) if each.values[0] == id] for part in ("RIGHT", "WRONG"))
    assert len(right) >= 4
    assert len(wrong) >= 10


def test_the_book_tells_the_numbers():
    right, wrong, uncaught = (len(answers(part)) for part in ("RIGHT", "WRONG", "UNCAUGHT"))
    told = f"{right} right and {wrong + uncaught:,} wrong. All of the right ones pass; all but {uncaught} of the wrong"
    assert told in PAGE.read_text(encoding="utf-8"), told
