"""What the notebooks gave when the site was built is, to the letter, what they store."""

from pathlib import Path

import nbformat
import pytest
import run_notebooks
from build_site import CACHE
from jupyter_cache import get_cache

BOOK = Path(__file__).parents[2] / "book"
NOTEBOOKS = sorted(path for path in BOOK.rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts)


def text_after_a_run(path):
    """The file that `make notebooks` would write from the run that the build keeps."""
    _, run = get_cache(CACHE).merge_match_into_file(str(path))
    return nbformat.writes(run_notebooks.slim(run)) + "\n"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.relative_to(BOOK).as_posix())
def test_a_notebook_stores_what_its_run_gave(path):
    assert text_after_a_run(path) == path.read_text(encoding="utf-8"), "run `make notebooks`"


def test_another_output_would_be_noticed(tmp_path):
    stored = NOTEBOOKS[0].read_text(encoding="utf-8")
    changed = tmp_path / "changed.ipynb"
    changed.write_text(stored.replace('"text": [', '"text": [\n      "another line\\n",', 1), encoding="utf-8")
    assert changed.read_text(encoding="utf-8") != stored
    assert text_after_a_run(changed) == stored
