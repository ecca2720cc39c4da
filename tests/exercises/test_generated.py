"""Generated files are what their source gives, and both notebooks know all exercises."""

import re

import make_exercises
import nbformat
import pytest
from mutants import mutants

from nnbp_core.exercises import EXERCISES

SOURCES = sorted(make_exercises.SOLUTIONS.glob("*.ipynb"))


def stripped(notebook):
    return [(cell.cell_type, cell.source, cell.metadata.get("tags", [])) for cell in notebook.cells]


def text_of(path):
    return "\n".join(cell.source for cell in nbformat.read(path, as_version=4).cells)


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_the_exercise_notebook_is_what_the_source_gives(source):
    made = make_exercises.exercise_notebook(nbformat.read(source, as_version=4), source.name)
    stored = nbformat.read(make_exercises.EXERCISE_PAGES / source.name, as_version=4)
    assert stripped(stored) == stripped(made), "run `make exercises`"


def test_no_exercise_notebook_is_left_over():
    assert [path.name for path in sorted(make_exercises.EXERCISE_PAGES.glob("*.ipynb"))] == [
        path.name for path in SOURCES
    ]


def test_every_exercise_has_its_place_and_its_solution():
    solutions = "\n".join(map(text_of, SOURCES))
    tasks = "\n".join(text_of(make_exercises.EXERCISE_PAGES / path.name) for path in SOURCES)
    for id, exercise in EXERCISES.items():
        label = id.replace(".", "-")
        name = exercise.reference.__name__
        heading = re.escape(f"## {id} {exercise.title}")
        assert len(re.findall(rf'<a id="sol-{label}"></a>\n\n{heading}\n', solutions)) == 1, id
        assert len(re.findall(rf'<a id="ex-{label}"></a>\n\n{heading}\n', tasks)) == 1, id
        assert len(re.findall(rf"\[solution\]\(\.\./solutions/[\w.]+#sol-{label}\)", tasks)) == 1, id
        assert f'check("{id}", {name})' in tasks, id
        assert f"def {name}({', '.join(exercise.parameters)}" in tasks, id


def test_no_solution_leaks_into_an_exercise_notebook():
    for path in SOURCES:
        text = text_of(make_exercises.EXERCISE_PAGES / path.name)
        assert "SOLUTION" not in text
        assert text.count("raise NotImplementedError()") == text.count('check("')


def row(exercise):
    """The exercise's row in the table: test_proofs.py shows that the equivalent mutants survive, and no others."""
    total = len(list(mutants(exercise.reference)))
    killed = total - len(exercise.equivalent_mutants)
    return exercise, len(exercise.alternatives) + 1, len(exercise.mistakes), total, killed


def test_the_table_of_kill_rates_is_of_this_code():
    stored = make_exercises.KILL_RATES.read_text(encoding="utf-8")
    assert stored == make_exercises.rates_page([row(each) for each in EXERCISES.values()]), "run `make exercises`"


@pytest.mark.parametrize("id", ["1.1", "4.2"])
def test_a_row_of_the_table_is_measured(id, monkeypatch):
    monkeypatch.setattr(make_exercises, "EXERCISES", {id: EXERCISES[id]})
    assert list(make_exercises.rates()) == [row(EXERCISES[id])]
    monkeypatch.setattr(make_exercises, "check", lambda id, mutant: None)  # a check that lets everything pass
    assert [killed for *_, killed in make_exercises.rates()] == [0]
