"""The views with Python behind them have a form for the static page."""

import pytest

from nnbp_core.explorers import LiveTraining, OwnActivation


@pytest.mark.parametrize("view", [LiveTraining, OwnActivation])
def test_the_static_form_is_a_picture_and_a_line(view):
    data = view()._repr_mimebundle_()
    assert data["text/plain"] == f"{view.__name__}()"
    assert "<img alt=" in data["text/html"]
    assert "notebook" in data["text/html"]
