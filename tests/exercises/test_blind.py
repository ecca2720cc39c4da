"""Answers written without looking at the catalogue get the right verdict."""

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


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_there_are_enough(chapter):
    assert len(CHAPTERS[chapter]["RIGHT"]) >= 5
    assert len(CHAPTERS[chapter]["WRONG"]) >= 10
