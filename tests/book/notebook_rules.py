"""The rules a stored notebook keeps. Each returns what is wrong, in words."""

import ast
import re

MAX_LINES = 15
MAX_HIDDEN_LINES = 25
MAX_OUTPUT = 4_000
MAX_POSTER = 20_000
MAX_CELLS = 40
MAX_DIGITS = 12
TEXT_TYPES = {"text/plain"}
BOX = "<details><summary>Predict, then reveal</summary>\n\n"
RAW = {
    "a role": r"\{[a-z:]+\}`",
    "a fence": r"^ *(:{3,}|`{3,}\{)",
    "a label": r"^\$\$ *\(|^\([\w-]+\)=|\\label\{",
    "a comment that computes nothing": r"<!--(?! \{.+?\} -->)",
}
HIDDEN = {"hide-input", "remove-input", "hide-cell", "remove-cell"}


def code_cells(notebook):
    """The code cells that hold code."""
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code" and cell["source"].strip()]


def tags(cell):
    """The tags of a cell, as a set."""
    return set(cell["metadata"].get("tags", []))


def unrun_or_out_of_order(notebook):
    """Execution counts must be 1, 2, 3, ...: nbval compares nothing in a cell that never ran."""
    counts = [cell["execution_count"] for cell in code_cells(notebook)]
    if counts != list(range(1, len(counts) + 1)):
        yield f"execution counts are {counts}; expected 1 to {len(counts)} in order: run `make notebooks`"


def fat_outputs(notebook):
    """Only text is stored, and little of it; no error is."""
    for number, cell in enumerate(code_cells(notebook), start=1):
        for output in cell["outputs"]:
            if output["output_type"] == "error":
                yield f"code cell {number} ended in {output['ename']}"
            poster = "Interactive figure" in output.get("data", {}).get("text/plain", "")
            others = set(output.get("data", {})) - TEXT_TYPES - ({"image/svg+xml"} if poster else set())
            if others:
                yield f"code cell {number} stores {', '.join(sorted(others))}; only text is stored"
            limit = MAX_POSTER if poster else MAX_OUTPUT
            if len(str(output)) > limit:
                yield f"code cell {number} stores {len(str(output))} characters; at most {limit}"
            if output.get("name") == "stderr":
                yield f"code cell {number} stores stderr"
    if "widgets" in notebook["metadata"]:
        yield "widget state is stored"


def digits_of_one_processor(notebook):
    """The last digits of a sum differ from processor to processor: none is printed or computed into the text."""
    for number, cell in enumerate(code_cells(notebook), start=1):
        for value in re.findall(r"\d*\.\d+", str([dict(output) for output in cell["outputs"]])):
            if len(value.replace(".", "").lstrip("0")) > MAX_DIGITS:
                yield f"code cell {number} stores {value}; at most {MAX_DIGITS} digits: format it for the reader"
    for number, cell in enumerate(notebook["cells"], start=1):
        for value in re.findall(r"(\d*\.\d+)<!--", cell["source"]):
            if len(value.replace(".", "").lstrip("0")) > MAX_DIGITS:
                yield f"cell {number} shows {value}; at most {MAX_DIGITS} digits: format it for the reader"


def raw_in_some_front_end(notebook):
    """The text is CommonMark, TeX and a little invisible HTML: nothing that only one builder understands."""
    for number, cell in enumerate(notebook["cells"], start=1):
        if cell["cell_type"] == "markdown":
            for what, pattern in RAW.items():
                for found in re.finditer(pattern, cell["source"], re.MULTILINE):
                    yield f"cell {number} holds {what}: {cell['source'][found.start() : found.start() + 30]!r}"
        elif "myst_nb" in cell["source"]:
            yield f"cell {number} needs myst_nb, which a reader's machine need not have"


def folded_on_the_site_alone(notebook):
    """A cell that hides its input hides it in Jupyter and VS Code too; the import cell is one of them."""
    for number, cell in enumerate(code_cells(notebook), start=1):
        hidden = cell["metadata"].get("jupyter", {}).get("source_hidden", False)
        if hidden != ("hide-input" in tags(cell)):
            yield f"code cell {number} is folded on the site or in Jupyter, not in both"
        if number == 1 and not hidden and "import" in cell["source"]:
            yield "code cell 1, the imports, is not folded"


def silent_cells_without_reason(notebook):
    """A cell whose output nbval ignores stores none."""
    for number, cell in enumerate(code_cells(notebook), start=1):
        if "nbval-ignore-output" in tags(cell) and cell["outputs"]:
            yield f"code cell {number} is not compared, so it must store no output"
        if "nbval-skip" in tags(cell):
            yield f"code cell {number} is tagged nbval-skip: every cell is run"


def long_cells(notebook):
    """A code cell fits in one look."""
    for number, cell in enumerate(code_cells(notebook), start=1):
        limit = MAX_HIDDEN_LINES if HIDDEN & tags(cell) else MAX_LINES
        lines = len(cell["source"].splitlines())
        if lines > limit:
            yield f"code cell {number} has {lines} lines; at most {limit}"


def late_imports(notebook):
    """All imports stand in the first code cell."""
    for number, cell in enumerate(code_cells(notebook)[1:], start=2):
        if any(isinstance(node, ast.Import | ast.ImportFrom) for node in ast.walk(ast.parse(cell["source"]))):
            yield f"code cell {number} imports; all imports stand in the first code cell"


def too_many_cells(notebook):
    """A chapter is at most so long."""
    if len(notebook["cells"]) > MAX_CELLS:
        yield f"{len(notebook['cells'])} cells; at most {MAX_CELLS}"


def answers_without_question(notebook):
    """A prediction's question stands above its box; inside, only a reader who opens it would see it."""
    for number, cell in enumerate(notebook["cells"], start=1):
        before, *boxes = "".join(cell["source"]).split(BOX)
        for box in boxes:
            if "?" not in before.strip().split("\n\n")[-1]:
                yield f"cell {number} has a box to open and no question above it"
            before = box


RULES = [
    raw_in_some_front_end,
    folded_on_the_site_alone,
    answers_without_question,
    unrun_or_out_of_order,
    fat_outputs,
    digits_of_one_processor,
    silent_cells_without_reason,
    long_cells,
    late_imports,
    too_many_cells,
]
