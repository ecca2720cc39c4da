"""Pictures carry words, are the same each time, and leave no global state.

Each module of figures has its calls in ``calls/``.
"""

import inspect
import runpy
import xml.etree.ElementTree as ET
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from matplotlib.figure import Figure

from nnbp_core import figures
from nnbp_core.figures import Picture, plot_confusion
from nnbp_core.figures.picture import PictureRenderer

CALLS_FOLDER = Path(__file__).parent / "calls"
CALLS = {
    name: call
    for path in sorted(CALLS_FOLDER.glob("*.py"))
    for name, call in runpy.run_path(str(path))["CALLS"].items()
}


def test_every_plot_function_is_called_here():
    assert set(CALLS) == {name for name in figures.__all__ if name.startswith("plot_")}


@pytest.mark.parametrize("name", CALLS)
def test_a_picture_says_what_it_shows_and_repeats_itself(name):
    first, second = CALLS[name](), CALLS[name]()
    assert isinstance(first, Picture)
    assert len(first.alt.split()) > 6
    assert first.alt == second.alt
    drawn = first.svg()
    assert drawn == second.svg()
    ET.fromstring(drawn)
    data, metadata = first._repr_mimebundle_()
    assert data == {"text/plain": f"Figure: {first.alt}", "image/svg+xml": drawn}
    assert metadata["image/svg+xml"]["alt"] == first.alt


@pytest.mark.parametrize("name", CALLS)
def test_plot_functions_have_docstrings(name):
    assert inspect.getdoc(getattr(figures, name))


def test_pyplot_keeps_no_figure():
    import matplotlib.pyplot as plt

    CALLS["plot_network"]()
    assert plt.get_fignums() == []


def test_a_picture_without_words_is_refused():
    with pytest.raises(ValueError, match="alt is empty"):
        Picture(Figure(), "  ")


def test_a_picture_can_be_saved(tmp_path):
    CALLS["plot_shapes"]().save(tmp_path / "shapes.png")
    assert (tmp_path / "shapes.png").read_bytes().startswith(b"\x89PNG")


def test_confusion_names_the_commonest_slip():
    assert "1 times: a 7 read as 9" in CALLS["plot_confusion"]().alt
    apart = plot_confusion(np.array([1, 2, 3]), np.array([1, 7, 8]))
    assert "The other 2 are all of different kinds" in apart.alt


def test_the_renderer_leaves_other_outputs_alone():
    plain = SimpleNamespace(mime_type="image/svg+xml", output_metadata={})
    assert PictureRenderer.handle_mime(None, plain, False) is None
