"""Where every explorer stands on the built site, how to open it there, and the numbers it shows."""

import re
from pathlib import Path

import pytest
from asking import ask

from nnbp_core import explorers

ROOT = Path(__file__).parents[2]
SITE = ROOT / "_build" / "html"
CLASSES = [cls.__name__ for cls in explorers.Explorer.__subclasses__()]
MODULES = {getattr(explorers, name).MODULE: name for name in CLASSES}
PLACES = {
    MODULES[module]: str(path.relative_to(SITE))
    for path in sorted(SITE.glob("book/chapters/*.html"))
    for module in re.findall(r'data-explorer-module="(\w+)"', path.read_text(encoding="utf-8"))
}
each = pytest.mark.parametrize("name", CLASSES)


def open_at(tab, site, name, address="", unfolded=True):
    """An explorer on its page, with what it has under More."""
    tab.goto("about:blank")
    tab.goto(f"{site}{PLACES[name]}#{address or name}")  # an explorer is mounted when the reader is near
    root = tab.locator(f"[data-explorer={name}]").first
    tab.locator(f"[data-explorer={name}][data-ready]").first.wait_for()
    if unfolded:
        ask(root, "open")
    return root


def settle(root):
    """Wait until a figure that computes in slices has what it shows, and its long texts have followed."""
    wait_without(root, "computing", "writing")


def wait_without(root, *marks):
    """Wait until a figure carries none of some marks. It alone is looked at: a chapter has thousands of elements."""
    root.locator("xpath=self::*[" + " and ".join(f"not(@data-{mark})" for mark in marks) + "]").wait_for()


def quantities(root):
    """Every number on show: {name: [values]}."""
    settle(root)
    return ask(root, "quantities")
