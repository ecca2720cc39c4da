"""The posters: every explorer has one, small, named and self-contained, and shows it where it cannot be alive."""

import xml.etree.ElementTree as ET
from html import escape

import pytest

from nnbp_core import explorers
from nnbp_core.explorers.explorer import POSTERS

CLASSES = explorers.Explorer.__subclasses__()
each = pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
SHAPES = {"rect", "g", "path", "line", "circle", "ellipse", "polygon", "polyline"}
ALLOWED = {"svg", "title", "desc", "text", "tspan", *SHAPES}


def test_there_is_a_poster_for_each_and_none_is_left_over():
    assert {path.stem for path in POSTERS.iterdir()} == {cls.MODULE for cls in CLASSES}


@each
def test_a_poster_is_a_small_picture_with_a_name_that_needs_nothing_else(cls):
    text = cls.poster()
    assert len(text) < 20_000
    root = ET.fromstring(text)
    parts = list(root.iter())
    assert {part.tag.split("}")[1] for part in parts} <= ALLOWED
    assert not [value for part in parts for value in part.attrib.values() if "url(" in value or "http" in value]
    assert root.find("{*}title").text == cls.TITLE
    assert len(root.findtext("{*}desc").split()) > 8
    assert len(parts) > 20


@each
def test_a_front_end_without_widgets_gets_picture_and_words(cls):
    data, _ = cls()._repr_mimebundle_()
    assert data["image/svg+xml"] == cls.poster()
    assert cls.TITLE in data["text/plain"]
    assert "data:image/svg+xml;base64," in data["text/html"]
    assert f'alt="{escape(cls.poster_in_words())}"' in data["text/html"]
