"""Run notebooks in a fresh kernel and store them slim, every number in them true.

    python tools/run_notebooks.py                      every notebook of the book
    python tools/run_notebooks.py book/chapters/01*    only these
    python tools/run_notebooks.py --check              change nothing; say what is not as a run gives it

Equations are numbered first, and the numbers in the text are computed in the notebook's own kernel. A notebook is
replaced only after all its cells ran. Stored are execution counts and text outputs; pictures, widget views and widget
state are left out: the site makes them anew.
"""

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import kernels
import nbformat
from computed_numbers import NumberFailedError, Numbers
from equation_numbers import named, numbered, places
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from tqdm import tqdm

ROOT = Path(__file__).parents[1]
TEXT_TYPES = ("text/plain",)
WIDGET = "application/vnd.jupyter.widget-view+json"
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"file_extension": ".py", "name": "python", "pygments_lexer": "ipython3"},
}


class CellFailedError(Exception):
    """A cell that ends in an error; the message names the cell."""


def slim(notebook):
    """Keep of a run notebook what is worth storing, and nothing that changes from run to run."""
    notebook.metadata = nbformat.from_dict(METADATA)
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    for number, cell in enumerate(notebook.cells, start=1):
        cell.id = f"cell-{number:02d}"
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":
            ignored = "nbval-ignore-output" in cell.metadata.get("tags", [])
            cell.outputs = [] if ignored else _in_one_piece(map(_slim_output, cell.outputs))
    return notebook


def _in_one_piece(outputs):
    """The same outputs, with printed text that a busy machine delivered in pieces put together again."""
    whole = []
    for output in outputs:
        if whole and output.output_type == "stream" == whole[-1].output_type and output.name == whole[-1].name:
            whole[-1].text += output.text
        else:
            whole.append(output)
    return whole


def _slim_output(output):
    if "data" in output:
        kept = (*TEXT_TYPES, "image/svg+xml") if WIDGET in output.data else TEXT_TYPES  # an explorer keeps its poster
        output.data = {kind: value for kind, value in output.data.items() if kind in kept}
        output.metadata = {}
    return output


def run(path):
    """The notebook after a run of all its cells, its numbers computed; and what of them was stale.

    Raises
    ------
    CellFailedError, NumberFailedError
        For a cell, or a number in the text, that fails.
    """
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook, kernel_name="python3", timeout=600, resources={"metadata": {"path": str(path.parent)}}
    )
    with client.setup_kernel():
        numbers = Numbers(notebook.cells, lambda expression: _value_in(client, expression))
        for index, cell in enumerate(notebook.cells):
            numbers.after(index)
            try:
                client.execute_cell(cell, index)
            except CellExecutionError as error:
                raise CellFailedError(f"cell {index + 1} fails.\n{error}") from error
        stale = numbers.finish()
    return slim(notebook), stale


def _value_in(client, expression):
    """(the value's representation, None) or (None, (kind of error, message)); no cell is counted for it."""
    message = client.kc.execute("", silent=True, user_expressions={"number": expression})
    result = client.wait_for_reply(message)["content"]["user_expressions"]["number"]
    if result["status"] == "ok":
        return result["data"]["text/plain"], None
    return None, (result["ename"], result["evalue"])


def store(path, check=False):
    """Run one notebook and store it, or with `check` leave it; returns None, or what is wrong in words."""
    try:
        notebook, stale = run(path)
    except (CellFailedError, NumberFailedError) as error:
        return f"{named(path)}: {error}"
    if check:
        wrong = stale or not_as_stored(notebook, path)
        return "\n".join(f"{named(path)}: {each}; run `make notebooks`" for each in wrong) or None
    write_whole(path, nbformat.writes(notebook) + "\n")
    return None


def not_as_stored(notebook, path):
    """What differs between a notebook that ran and its file, in words."""
    if nbformat.writes(notebook) + "\n" == path.read_text(encoding="utf-8"):
        return []
    stored = nbformat.read(path, as_version=4).cells
    pairs = enumerate(zip(stored, notebook.cells, strict=True), start=1)
    return [f"cell {i} is not stored as a run gives it" for i, (old, new) in pairs if old != new] or [
        "its metadata are not as they are stored"
    ]


def write_whole(path, text):
    """Write a file in one step, so that an interruption leaves the old one or the new one."""
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return
    draft = path.with_name(f"{path.name}.draft")
    try:
        draft.write_text(text, encoding="utf-8")
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def number_equations(check=False, book=ROOT / "book"):
    """Write the numbers of equations into every page and notebook, and wherever one is referred to.

    Nothing is written before all is known to be right, nor with `check`. Returns what was stale, as sentences.
    """
    pages = {path: path.read_text(encoding="utf-8") for path in sorted(book.rglob("*.md"))}
    notebooks = {path: nbformat.read(path, as_version=4) for path in every_notebook(book)}
    found = places({path: {i: cell.source for i, cell in text_cells(each)} for path, each in notebooks.items()})
    drafts = {path: numbered(path, text, found) for path, text in pages.items()}
    stale = [named(path) for path, text in pages.items() if drafts[path] != text]
    for path, notebook in notebooks.items():
        for i, cell in text_cells(notebook):
            text = numbered(path, cell.source, found, i)
            stale += [named(path, i)] if text != cell.source else []
            cell.source = text
        drafts[path] = nbformat.writes(notebook) + "\n"
    for path in () if check else drafts:
        write_whole(path, drafts[path])
    return [
        f"{place}: a number of an equation is not the one that its place gives; run `make notebooks`" for place in stale
    ]


def text_cells(notebook):
    """The Markdown cells with their numbers, in order."""
    return [(i, cell) for i, cell in enumerate(notebook.cells, start=1) if cell.cell_type == "markdown"]


def every_notebook(book=ROOT / "book"):
    """The notebooks of the book, in order."""
    paths = sorted(book.rglob("*.ipynb"))
    return [path for path in paths if ".ipynb_checkpoints" not in path.parts]


def main(arguments):
    """Number the equations, run the notebooks named, or all of them; the exit code says whether all went well."""
    check = "--check" in arguments
    paths = [Path(each) for each in arguments if each != "--check"] or every_notebook()
    try:
        stale = number_equations(check)
    except ValueError as error:
        print(error)
        return True
    kernels.start_plain()
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        runs = pool.map(lambda path: store(path, check), paths)
        results = list(tqdm(runs, total=len(paths), desc="notebooks", unit="notebook"))
    failures = (stale if check else []) + [result for result in results if result]
    print("\n\n".join(failures) or f"{len(paths)} notebooks ran and are {'as stored' if check else 'stored'}")
    return bool(failures)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
