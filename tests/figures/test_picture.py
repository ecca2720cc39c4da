"""Pictures carry words, are the same each time, and leave no global state."""

import inspect
import xml.etree.ElementTree as ET
from types import SimpleNamespace

import numpy as np
import pytest
from matplotlib.figure import Figure

from nnbp_core import SIGMOID, TANH, Network, Weight, digits, figures, sgd
from nnbp_core.figures import Picture
from nnbp_core.figures.picture import PictureRenderer


def a_run():
    rng = np.random.default_rng(1)
    return list(sgd(Network.random([64, 5, 10], rng), digits(), 3.0, 2, 100, rng))


CALLS = {
    "plot_activations": lambda: figures.plot_activations([SIGMOID, TANH]),
    "plot_confusion": lambda: figures.plot_confusion(np.array([1, 2, 7, 7]), np.array([1, 2, 9, 7])),
    "plot_digits": lambda: figures.plot_digits(np.zeros((64, 9)), [str(i) for i in range(9)]),
    "plot_learning_curves": lambda: figures.plot_learning_curves({"run": a_run()}),
    "plot_network": lambda: figures.plot_network([2, 3, 1], Weight(2, 2, 0)),
    "plot_shapes": lambda: figures.plot_shapes([("z", 3, 1), ("w", 3, 2)], ["="]),
}


def test_every_plot_function_is_called_here():
    assert set(CALLS) == {name for name in figures.__all__ if name.startswith("plot_")}


@pytest.mark.parametrize("name", CALLS)
def test_a_picture_says_what_it_shows_and_repeats_itself(name):
    first, second = CALLS[name](), CALLS[name]()
    assert isinstance(first, Picture)
    assert len(first.alt.split()) > 6
    assert first.alt == second.alt
    assert first.svg() == second.svg()
    ET.fromstring(first.svg())
    data, metadata = first._repr_mimebundle_()
    assert data["text/plain"] == f"Figure: {first.alt}"
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


def test_the_renderer_leaves_other_outputs_alone():
    plain = SimpleNamespace(mime_type="image/svg+xml", output_metadata={})
    assert PictureRenderer.handle_mime(None, plain, False) is None
