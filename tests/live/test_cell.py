"""What runs a cell in the page: every kind of cell ends in a verdict and plain words, in both Pythons."""

import builtins
import importlib.util
import json
import sys
from itertools import pairwise

import live
import nbformat
import pytest
from cells import ANSWER, CELLS, IMPORTS, PASSED, QUESTION, output_of
from node import ROOT
from pyodide_in_node import in_pyodide

from nnbp_core.exercises import EXERCISES


@pytest.fixture
def cell():
    """tools/live/cell.py as it is when Python has just started."""
    spec = importlib.util.spec_from_file_location("cell", live.SOURCES / "cell.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def run(cell):
    """Runs cells one after the other, as a page does; returns the verdict and the pieces (kind, text)."""

    def run(source, question=QUESTION, imports=IMPORTS):
        pieces = []
        return cell.run(imports, source, question, "1.1", lambda *piece: pieces.append(piece)), pieces

    return run


@pytest.mark.parametrize("name", CELLS)
def test_a_cell_ends_in_its_verdict_and_in_plain_words(cell, name):
    source, verdict, output = CELLS[name]
    assert output_of(cell, source) == (verdict, output)
    assert output_of(cell, ANSWER) == ("passed", PASSED), "the next cell is not as free as the first"


def test_the_pages_python_says_the_same_of_every_cell():
    there = json.loads(in_pyodide("import cell, cells; cells.said(cell)"))
    assert there == {name: [verdict, output] for name, (_, verdict, output) in CELLS.items()}


def exercises_of(notebook):
    """(the import cell, [(an answer's cells as one, its check)]) of a notebook."""
    imports, *sources = [each.source for each in notebook.cells if each.cell_type == "code"]
    ends = [-1, *(i for i, source in enumerate(sources) if live.CHECK.fullmatch(source))]
    return imports, [("\n\n".join(sources[before + 1 : end]), sources[end]) for before, end in pairwise(ends)]


@pytest.mark.parametrize(("folder", "verdict"), [("exercises", "not attempted"), ("solutions", "passed")])
def test_every_stub_and_every_solution_gets_its_verdict(cell, folder, verdict):
    verdicts = {}
    for path in sorted((ROOT / "book" / folder).glob("*.ipynb")):
        imports, pairs = exercises_of(nbformat.read(path, as_version=4))
        for source, question in pairs:
            verdicts[live.CHECK.fullmatch(question)[1]] = cell.run(
                imports, source, question, "x", lambda kind, text: None
            )
    assert verdicts == dict.fromkeys(EXERCISES, verdict)


def test_what_is_printed_is_shown_while_the_cell_runs(cell):
    cell.SHARED["shown"] = pieces = []
    source = f"import time\nprint('early')\ntime.sleep({2 * cell.PAUSE})\nprint('late')\nassert shown"
    assert cell.run(IMPORTS, source, "", "1.1", lambda kind, text: pieces.append(text)) == "ran"
    assert "".join(pieces) == "early\nlate\n"


def test_errors_are_told_apart_from_what_is_printed(run):
    for source in ("print(1)\n1 / 0", "print(1)\ndef layer(w, a, b): return w"):
        kinds = [kind for kind, _ in run(source)[1]]
        assert kinds == ["text"] * (len(kinds) - 1) + ["error"]


def test_cells_of_a_page_share_their_names(run):
    run("def half(x):\n    return x / 2\nfactor = 3", question="")
    assert run("half(factor)", question="") == ("ran", [("text", "1.5\n")])


def test_a_cell_that_fails_leaves_no_older_version_to_be_checked(run):
    assert run(ANSWER)[0] == "passed"
    assert run(ANSWER.replace("layer", "other")) == (
        "error",
        [("error", "The check asks for layer: your code defines no such name.")],
    )


def test_a_name_that_the_answer_lacks_is_not_taken_for_the_answer(run):
    verdict, pieces = run("def layer(w, a, b):\n    return missing(w)")
    assert verdict == "failed"
    assert "NameError: name 'missing' is not defined" in pieces[-1][1]


def test_imports_that_fail_are_told(run):
    verdict, pieces = run("1", imports="import no_such_module")
    assert verdict == "error"
    assert "ModuleNotFoundError" in pieces[-1][1]
    assert "File" not in pieces[-1][1]


def test_without_a_question_a_cell_just_runs(run):
    assert run("2 * 3", question="") == ("ran", [("text", "6\n")])
    assert run("1 / 0", question="")[0] == "error"


def test_nothing_that_a_cell_does_to_python_lasts(run):
    before = builtins.input, sys.stdout, sys.stderr, sys.getrecursionlimit()
    run("import builtins, sys\nsys.stdout = sys.stderr = None\nsys.setrecursionlimit(5_000)\nbuiltins.input = None")
    assert (builtins.input, sys.stdout, sys.stderr, sys.getrecursionlimit()) == before


@pytest.mark.parametrize("id", EXERCISES)
def test_hints_come_one_by_one(cell, id):
    pieces, hints = [], EXERCISES[id].hints
    for number in range(1, len(hints) + 1):
        assert cell.hint(id, number, lambda *piece: pieces.append(piece)) == len(hints)
    assert pieces == [("text", f"Hint {n} of {len(hints)}: {hint}\n") for n, hint in enumerate(hints, start=1)]
