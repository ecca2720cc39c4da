"""No named equation without a check, no check without its equation, no result without a name; numbers in order."""

import ast
import re
from pathlib import Path

import nbformat
import pytest
from equation_numbers import numbered, places

BOOK = Path(__file__).parents[2] / "book"
CHECKS = Path(__file__).parent / "equations"
LABELLED = re.compile(r'^<a id="(?P<label>eq-[\w-]+)"></a>\n\n\$\$', re.MULTILINE)
DISPLAYED = re.compile(r'(?P<label><a id="eq-[\w-]+"></a>\n\n)?\$\$(?P<body>.+?)\$\$', re.DOTALL)
AMSMATH = re.compile(r"\\begin\{(equation|align|gather|multline)\*?\}")


def markdown_of(path):
    if path.suffix == ".md":
        return path.read_text(encoding="utf-8")
    cells = nbformat.read(path, as_version=4).cells
    return "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")


PAGES = sorted(
    path for path in BOOK.rglob("*") if path.suffix in {".md", ".ipynb"} and ".ipynb_checkpoints" not in path.parts
)


def labels_in_book():
    return [label for path in PAGES for label in LABELLED.findall(markdown_of(path))]


def checked_labels():
    found = []
    for path in sorted(CHECKS.glob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "equation":
                found += [argument.value for argument in node.args]
    return found


def test_every_labelled_equation_has_a_check_and_every_check_its_equation():
    assert set(labels_in_book()) == set(checked_labels())


def test_labels_are_unique_and_named_alike():
    labels = labels_in_book()
    assert len(labels) == len(set(labels))
    assert all(label.startswith("eq-") for label in labels)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(BOOK)))
def test_a_displayed_result_has_a_label(path):
    """A display with an equals sign states a result; a bare expression, or a naming with a colon, does not."""
    text = markdown_of(path)
    assert not AMSMATH.search(text), "use $$ ... $$ after an anchor"
    for match in DISPLAYED.finditer(text):
        if "=" in match["body"]:
            assert match["label"], f"no anchor before {match['body'].strip()}"


def test_every_number_and_every_reference_is_as_the_tool_writes_it():
    texts = {path: markdown_of(path) for path in PAGES}
    found = places({path: {1: text} for path, text in texts.items() if path.suffix == ".ipynb"})
    assert len(found) == len(labels_in_book())
    for path, text in texts.items():
        assert numbered(path, text, found) == text, f"{path.name}: run `make notebooks`"
