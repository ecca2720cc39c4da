"""Run notebooks in a fresh kernel and store them slim.

    python tools/run_notebooks.py                      every notebook of the book
    python tools/run_notebooks.py book/chapters/01*    only these

A notebook is replaced only after all its cells ran. Stored are execution counts and
text outputs; pictures, widget views and widget state are left out: the site makes them anew.
"""

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import kernels
import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from tqdm import tqdm

ROOT = Path(__file__).parents[1]
TEXT_TYPES = ("text/plain", "application/papermill.record/text/plain")
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"file_extension": ".py", "name": "python", "pygments_lexer": "ipython3"},
}


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
        output.data = {kind: value for kind, value in output.data.items() if kind in TEXT_TYPES}
        output.metadata = {kind: value for kind, value in output.metadata.items() if kind == "scrapbook"}
    return output


def run(path):
    """Run one notebook and store it; returns None, or what went wrong."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook, kernel_name="python3", timeout=600, resources={"metadata": {"path": str(path.parent)}}
    )
    try:
        client.execute()
    except CellExecutionError as error:
        return f"{path}: {error}"
    text = nbformat.writes(slim(notebook)) + "\n"
    draft = path.with_suffix(".draft")
    draft.write_text(text, encoding="utf-8")
    os.replace(draft, path)
    return None


def main(arguments):
    """Run the notebooks named, or all of them; the exit code says whether all went well."""
    paths = [Path(each) for each in arguments] or sorted(
        path for path in (ROOT / "book").rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts
    )
    kernels.start_plain()
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        results = list(tqdm(pool.map(run, paths), total=len(paths), desc="notebooks", unit="notebook"))
    failures = [result for result in results if result]
    print("\n\n".join(failures) or f"{len(paths)} notebooks ran and are stored")
    return bool(failures)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
