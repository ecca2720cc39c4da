"""Every stored notebook keeps the rules, and each rule is shown to refuse a notebook that breaks it."""

import copy
from pathlib import Path

import nbformat
import notebook_rules
import pytest

BOOK = Path(__file__).parents[2] / "book"
NOTEBOOKS = sorted(path for path in BOOK.rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts)


def test_there_are_notebooks():
    assert NOTEBOOKS


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: str(path.relative_to(BOOK)))
@pytest.mark.parametrize("rule", notebook_rules.RULES, ids=lambda rule: rule.__name__)
def test_notebook_keeps_the_rule(path, rule):
    assert list(rule(nbformat.read(path, as_version=4))) == []


def cell(source, count, outputs=(), tags=()):
    made = nbformat.v4.new_code_cell(source, execution_count=count, outputs=list(outputs))
    made.metadata["tags"] = list(tags)
    return made


TEXT = nbformat.v4.new_output("stream", text="1\n")
IMPORTS = cell("import math", 1, tags=["hide-input"])
IMPORTS.metadata["jupyter"] = {"source_hidden": True}
GOOD = nbformat.v4.new_notebook(cells=[IMPORTS, cell("print(1)", 2, [TEXT])])
PNG = nbformat.v4.new_output("display_data", {"image/png": "", "text/plain": "x"})
ERROR = nbformat.v4.new_output("error", ename="ValueError", evalue="", traceback=[])
BOX = notebook_rules.BOX + "Why? So.\n\n</details>"
BROKEN = {
    "unrun": ("unrun_or_out_of_order", [cell("import math", 1), cell("print(1)", None)]),
    "run twice": ("unrun_or_out_of_order", [cell("import math", 1), cell("print(1)", 3)]),
    "out of order": ("unrun_or_out_of_order", [cell("import math", 2), cell("print(1)", 1)]),
    "picture stored": ("fat_outputs", [cell("x", 1, [PNG])]),
    "long text": ("fat_outputs", [cell("x", 1, [nbformat.v4.new_output("stream", text="x" * 5000)])]),
    "error stored": ("fat_outputs", [cell("x", 1, [ERROR])]),
    "stderr stored": ("fat_outputs", [cell("x", 1, [nbformat.v4.new_output("stream", name="stderr", text="x")])]),
    "computed to the last bit": (
        "digits_of_one_processor",
        [nbformat.v4.new_markdown_cell("it is 0.20289031295047819<!-- {x} -->")],
    ),
    "role": ("raw_in_some_front_end", [nbformat.v4.new_markdown_cell("see {eq}`eq-bp2`")]),
    "fence": ("raw_in_some_front_end", [nbformat.v4.new_markdown_cell(":::{tip}\nx\n:::")]),
    "directive": ("raw_in_some_front_end", [nbformat.v4.new_markdown_cell("```{tip}\nx\n```")]),
    "label": ("raw_in_some_front_end", [nbformat.v4.new_markdown_cell("$$\nx\n$$ (eq-x)")]),
    "target": ("raw_in_some_front_end", [nbformat.v4.new_markdown_cell("(here)=\n# A")]),
    "idle comment": ("raw_in_some_front_end", [nbformat.v4.new_markdown_cell("x <!-- later -->")]),
    "glue": ("raw_in_some_front_end", [cell("from myst_nb import glue", 1)]),
    "folded once": ("folded_on_the_site_alone", [cell("import math", 1, tags=["hide-input"])]),
    "open imports": ("folded_on_the_site_alone", [cell("import math", 1)]),
    "printed to the last bit": (
        "digits_of_one_processor",
        [cell("x", 1, [nbformat.v4.new_output("stream", text="cost 0.1234567890123\n")])],
    ),
    "ignored with output": ("silent_cells_without_reason", [cell("x", 1, [TEXT], ["nbval-ignore-output"])]),
    "skipped": ("silent_cells_without_reason", [cell("x", 1, [], ["nbval-skip"])]),
    "long": ("long_cells", [cell("x\n" * 16, 1)]),
    "long though hidden": ("long_cells", [cell("x\n" * 26, 1, tags=["hide-input"])]),
    "late import": ("late_imports", [cell("import math", 1), cell("if 1:\n    import os", 2)]),
    "answer alone": (
        "answers_without_question",
        [nbformat.v4.new_markdown_cell(f"Why?\n\n{BOX}\n\nYes.\n\n{BOX}")],
    ),
    "too many": ("too_many_cells", [nbformat.v4.new_markdown_cell("x") for _ in range(41)]),
}


def test_a_good_notebook_breaks_no_rule():
    assert [problem for rule in notebook_rules.RULES for problem in rule(copy.deepcopy(GOOD))] == []


@pytest.mark.parametrize("name", BROKEN)
def test_each_rule_refuses_what_it_is_for(name):
    rule, cells = BROKEN[name]
    assert list(getattr(notebook_rules, rule)(nbformat.v4.new_notebook(cells=cells)))


def test_every_rule_is_shown_to_refuse_something():
    assert {rule for rule, _ in BROKEN.values()} == {rule.__name__ for rule in notebook_rules.RULES}


def test_widget_state_is_refused():
    notebook = copy.deepcopy(GOOD)
    notebook.metadata["widgets"] = {}
    assert list(notebook_rules.fat_outputs(notebook))
