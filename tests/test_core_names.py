"""A name of the core that a docstring sets between backticks is looked up when the site is built."""

import re
import sys
from io import StringIO
from pathlib import Path
from types import ModuleType

import pytest
import yaml
from sphinx.application import Sphinx

ROOT = Path(__file__).parents[1]
CONFIG = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))["sphinx"]["config"]
OURS = ("default_role", "nitpick_ignore_regex", "napoleon_google_docstring", "napoleon_use_ivar")
PAGE = """
Names
=====

.. py:module:: nnbp_core.activations

.. py:class:: Activation

.. py:module:: dreams

.. autofunction:: dreams.sleep
"""
RIGHT = """`hours` of rest for `nnbp_core.activations.Activation(name, f)`, as `SIGMOID`.

    Parameters
    ----------
    network : ndarray of shape (n_inputs, 1) or numpy.random.Generator
    """


def sleep(hours, network):
    """Docstring of a function; the tests give it another."""


@pytest.fixture
def unresolved(tmp_path, monkeypatch):
    """What Sphinx does not find in the docstring of `sleep`, and the page."""
    dreams = ModuleType("dreams")
    dreams.sleep = sleep
    monkeypatch.setattr(sleep, "__module__", "dreams")
    monkeypatch.setitem(sys.modules, "dreams", dreams)
    (tmp_path / "index.rst").write_text(PAGE)
    settings = {name: CONFIG[name] for name in OURS} | {
        "extensions": ["sphinx.ext.autodoc", "sphinx.ext.napoleon", "core_names"],
        "nitpicky": True,
    }

    def build(docstring):
        monkeypatch.setattr(sleep, "__doc__", docstring)
        told = StringIO()
        places = tmp_path, None, tmp_path / "out", tmp_path / "trees"
        Sphinx(*places, "html", settings, status=None, warning=told, freshenv=True).build()
        found = re.findall(r"reference target not found: ([^\n\x1b]+)", told.getvalue())
        return found, (tmp_path / "out" / "index.html").read_text(encoding="utf-8")

    return build


def test_right_names_are_found(unresolved):
    found, page = unresolved(RIGHT)
    assert found == []
    assert 'href="#module-nnbp_core.activations" title="SIGMOID"' in page
    assert 'href="#nnbp_core.activations.Activation"' in page


@pytest.mark.parametrize(
    ("docstring", "name"),
    [
        ("As `SIGMOIDE`.", "SIGMOIDE"),
        ("As `nnbp_core.activations.Activatio(name, f)`.", "nnbp_core.activations.Activatio"),
        ("`minutes` of rest.", "minutes"),
        ("Rest.\n\n    Parameters\n    ----------\n    network : Netwrk\n    ", "Netwrk"),
    ],
)
def test_a_wrong_name_is_told(unresolved, docstring, name):
    found, _ = unresolved(docstring)
    assert found == [name]
