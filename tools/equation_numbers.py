r"""Number the equations of the book, and write their numbers wherever the text refers to one.

An equation's anchor stands in a paragraph before it, and its number in its own TeX:

    <a id="eq-bp2"></a>

    $$
    \delta^l = ... \tag{4.2}
    $$

A reference is a plain link, ``[(4.2)](04_four_equations.ipynb#eq-bp2)``. An equation is numbered by its chapter, in
the order of the page; one in the solutions of chapter 7 is S7.1. The numbers are kept here: an author writes any.
"""

import os
import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
BOOK = ROOT / "book"
ANCHOR = re.compile(r'^<a id="(?P<label>eq-[\w-]+)"></a>\n+(?=\$\$)', re.MULTILINE)
EQUATION = re.compile(
    r'^<a id="(?P<label>eq-[\w-]+)"></a>\n+\$\$\n?(?P<tex>.*?)\s*(?:\\tag\{(?P<number>[^}]*)\}\s*)?\$\$',
    re.MULTILINE | re.DOTALL,
)
TAG = re.compile(r"\\tag\{[^}]*\}")
REFERENCE = re.compile(r"\[\([\w.?]*\)\]\((?P<page>[\w./-]*)#(?P<label>eq-[\w-]+)\)")


class Place(NamedTuple):
    """Where an equation stands, and its number."""

    path: Path
    cell: int
    number: str


def named(path, cell=None):
    """A place in words: chapters/04_four_equations.ipynb, cell 5."""
    return f"{path.parent.name}/{path.name}" + (f", cell {cell}" if cell else "")


def prefix_of(path):
    """What the numbers of a page begin with: 4 for chapter 4, S4 for its solutions."""
    chapter = re.match(r"(\d+)_", path.name)
    if not chapter:
        raise ValueError(f"{path.name} holds an equation with an anchor; only chapters and solutions number theirs")
    return f"{'S' if path.parent.name == 'solutions' else ''}{int(chapter[1])}"


def places(notebooks):
    """{label: Place} of every equation, notebooks as {path: {cell: text}}.

    Raises
    ------
    ValueError
        For an anchor that stands twice, naming both places.
    """
    found = {}
    for path, texts in notebooks.items():
        anchors = [(cell, label) for cell, text in texts.items() for label in ANCHOR.findall(text)]
        for count, (cell, label) in enumerate(anchors, start=1):
            if label in found:
                first = found[label]
                raise ValueError(f"{named(path, cell)}: the anchor {label} stands in {named(*first[:2])} already")
            found[label] = Place(path, cell, f"{prefix_of(path)}.{count}")
    return found


def numbered(path, text, found, cell=None):
    """The text, of a page or of a notebook's cell, with every number as `found` has it.

    Raises
    ------
    ValueError
        For a reference to an equation that is not there, and for a number that no anchor asked for.
    """

    def equation(match):
        _refuse_tags(match["tex"], "beside the one that is kept for it", path, cell)
        number = found[match["label"]].number
        return f'<a id="{match["label"]}"></a>\n\n$$\n{match["tex"].strip()} \\tag{{{number}}}\n$$'

    def reference(match):
        if match["label"] not in found:
            raise ValueError(f"{named(path, cell)} refers to {match['label']}, which no notebook has as an anchor")
        page, _, number = found[match["label"]]
        where = "" if page == path else Path(os.path.relpath(page, path.parent)).as_posix()
        return f"[({number})]({where}#{match['label']})"

    _refuse_tags(
        EQUATION.sub("", text), 'in an equation without an anchor: write <a id="eq-name"></a> before it', path, cell
    )
    return REFERENCE.sub(reference, EQUATION.sub(equation, text))


def _refuse_tags(text, why, path, cell):
    if tag := TAG.search(text):
        raise ValueError(f"{named(path, cell)}: {tag[0]} stands {why}")
