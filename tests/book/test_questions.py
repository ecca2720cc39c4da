"""The chapter of questions keeps its promise: every answer ends in an assertion."""

import ast
import re
from pathlib import Path

import nbformat
import pytest

[QUESTIONS] = (Path(__file__).parents[2] / "book" / "chapters").glob("*_questions.ipynb")


def answers():
    """The last code cell of each question that the reader sees in full, under the question."""
    found, question = {}, None
    for cell in nbformat.read(QUESTIONS, as_version=4).cells:
        if cell.cell_type == "markdown":
            for heading in re.findall(r"^## (.+)", cell.source, re.MULTILINE):
                question = found[heading] = heading
        elif question and "hide-input" not in cell.metadata.get("tags", ()):
            found[question] = cell.source
    return found


def last_step(statements):
    """What runs last: the last statement, looked for inside a loop or a block."""
    last = statements[-1]
    return last_step(last.body) if hasattr(last, "body") else last


@pytest.mark.parametrize("question", [heading for heading in answers() if heading != "Recap"])
def test_every_answer_ends_in_an_assertion(question):
    assert isinstance(last_step(ast.parse(answers()[question]).body), ast.Assert)
