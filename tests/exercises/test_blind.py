"""Answers written without sight of the checks get the right verdict.

A wrong one is kept if it is right on some inputs, and returns what no known mistake and no other answer here returns:
only such a one would notice that the inputs have become too few. The few that a comparison of numbers on these inputs
cannot tell apart are listed too, as `uncaught`.
"""

import runpy
from pathlib import Path

import pytest

from nnbp_core.exercises import PASSED, CheckFailed, check

CHAPTERS = {path.stem: runpy.run_path(str(path)) for path in sorted((Path(__file__).parent / "blind").glob("*.py"))}


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


def test_no_chapter_is_left_out():
    assert len(CHAPTERS) >= 10
    for name, chapter in CHAPTERS.items():
        assert len(chapter["RIGHT"]) >= 10, name
        assert len(chapter["WRONG"]) >= 25, name
