"""The API page leaves no public name of the core out."""

import re
from pathlib import Path

import pytest

import nnbp_core

PAGE = (Path(__file__).parents[2] / "book" / "api.md").read_text(encoding="utf-8")
FROM_DOCSTRINGS = re.findall(r"auto(?:class|function|exception):: ([\w.]+)", PAGE)
MODULES = re.findall(r"automodule:: ([\w.]+)", PAGE)


def resolved(name):
    module, _, attribute = name.rpartition(".")
    return getattr(__import__(module, fromlist=[attribute]), attribute)


@pytest.mark.parametrize("name", nnbp_core.__all__)
def test_every_public_name_is_on_the_page(name):
    """Functions and classes by their docstrings; constants in the words of their module or of the page."""
    documented = {each.rpartition(".")[2] for each in FROM_DOCSTRINGS}
    words = PAGE + "".join(__import__(module, fromlist=["_"]).__doc__ for module in MODULES)
    assert name in documented or (name.isupper() and f"`{name}`" in words)


@pytest.mark.parametrize("name", FROM_DOCSTRINGS)
def test_the_page_names_what_there_is(name):
    assert resolved(name).__doc__
