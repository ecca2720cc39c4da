"""Every module of the catalogue is one exercise, and nothing that is marked in it gets lost."""

import ast
import importlib
from pathlib import Path

import pytest

from nnbp_core.exercises import EXERCISES, catalogue
from nnbp_core.exercises.catalogue import exercises_in

MODULES = sorted(path for path in Path(catalogue.__path__[0]).glob("*/*.py") if not path.name.startswith("_"))
EXERCISE = """
from nnbp_core.exercises.exercise import Exercise, alternative, mistake
EXERCISE = Exercise("{id}", "Title", abs, abs, "tried", "insight", ("hint",))
"""


def marks(path):
    """The names of the functions that are marked in a file, in order."""
    return [
        node.name
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef)
        and any(ast.unparse(each).startswith(("alternative", "mistake(")) for each in node.decorator_list)
    ]


def test_every_module_is_an_exercise():
    assert len(MODULES) == len(EXERCISES)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_what_is_marked_is_gathered_in_order(path):
    module = importlib.import_module(f"{catalogue.__name__}.{path.parent.name}.{path.stem}")
    exercise = EXERCISES[module.EXERCISE.id]
    assert path.parent.name == f"chapter_{int(exercise.id.split('.')[0]):02}"
    assert module.__doc__.rstrip(".") == f"{exercise.id} {exercise.title}".rstrip(".")
    told = {mistake.name.replace(" ", "_"): mistake for mistake in exercise.mistakes}
    right = [function.__name__ for function in exercise.alternatives]
    assert [name for name in marks(path) if name not in told] == right
    assert [name for name in marks(path) if name not in right] == list(told)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_a_module_reads_in_one_order(path):
    body = ast.parse(path.read_text(encoding="utf-8")).body
    exercise = importlib.import_module(f"{catalogue.__name__}.{path.parent.name}.{path.stem}").EXERCISE
    defined = [node.name if isinstance(node, ast.FunctionDef) else ast.unparse(node).split(" = ")[0] for node in body]
    functions = [node.name for node in body if isinstance(node, ast.FunctionDef)]
    known = EXERCISES[exercise.id]
    assert functions[0] == exercise.reference.__name__
    assert defined[defined.index("EXERCISE") - 1] == exercise.inputs.__name__
    assert marks(path)[: len(known.alternatives)] == [function.__name__ for function in known.alternatives]
    assert defined.index("EXERCISE") < defined.index(marks(path)[0])


def test_chapters_and_numbers_are_in_order():
    ids = [tuple(map(int, id.split("."))) for id in EXERCISES]
    assert ids == sorted(ids)
    assert ids[-1][0] == 12


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A function that makes a package of modules, from their names and texts, and gathers its exercises."""
    monkeypatch.syspath_prepend(tmp_path)

    def gather(**modules):
        name = f"package_{tmp_path.name}"
        (tmp_path / name / "chapter").mkdir(parents=True)
        for place in (name, f"{name}/chapter"):
            (tmp_path / place / "__init__.py").touch()
        for module, text in modules.items():
            (tmp_path / name / "chapter" / f"{module}.py").write_text(text, encoding="utf-8")
        return exercises_in(importlib.import_module(name))

    return gather


def test_exercises_are_found_and_ordered_by_number(package):
    first, ninth, tenth = (EXERCISE.format(id=id) for id in ("1.1", "9.9", "10.1"))
    assert list(package(a=tenth, b=first, c=ninth, _shared="")) == ["1.1", "9.9", "10.1"]


def test_an_id_that_is_taken_is_refused(package):
    with pytest.raises(ValueError, match=r"chapter\.two: there is an exercise 1\.1 already"):
        package(one=EXERCISE.format(id="1.1"), two=EXERCISE.format(id="1.1"))


@pytest.mark.parametrize("text", ["", "EXERCISE = 'a name only'"])
def test_a_module_without_an_exercise_is_refused(package, text):
    with pytest.raises(ValueError, match=r"chapter\.empty has no EXERCISE"):
        package(empty=text)


@pytest.mark.parametrize(
    "marks", ["@alternative\n@mistake('m')", "@mistake('m')\n@mistake('n')", "@alternative\n@alternative"]
)
def test_a_function_marked_twice_is_refused(package, marks):
    with pytest.raises(ValueError, match=r"chapter\.twice: f is marked twice"):
        package(twice=f"{EXERCISE.format(id='1.1')}\n{marks}\ndef f(): pass")
