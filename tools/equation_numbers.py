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

ROOT = Path(__file__).parents[1]
BOOK = ROOT / "book"
ANCHOR = re.compile(r'^<a id="(?P<label>eq-[\w-]+)"></a>\n+(?=\$\$)', re.MULTILINE)
EQUATION = re.compile(
    r'^<a id="(?P<label>eq-[\w-]+)"></a>\n+\$\$\n?(?P<tex>.*?)\s*(?:\\tag\{(?P<number>[^}]*)\}\s*)?\$\$',
    re.MULTILINE | re.DOTALL,
)
REFERENCE = re.compile(r"\[\([\w.?]*\)\]\((?P<page>[\w./-]*)#(?P<label>eq-[\w-]+)\)")


def prefix_of(path):
    """What the numbers of a page begin with: 4 for chapter 4, S4 for its solutions."""
    chapter = re.match(r"(\d+)_", path.name)
    if not chapter:
        raise ValueError(f"{path.name} holds an equation with an anchor; only chapters and solutions number theirs")
    return f"{'S' if path.parent.name == 'solutions' else ''}{int(chapter[1])}"


def places(pages):
    """{label: (page, number)} of every equation, pages as {path: text}.

    Raises
    ------
    ValueError
        For an anchor that stands twice, naming both pages.
    """
    found = {}
    for path, text in pages.items():
        for count, label in enumerate(ANCHOR.findall(text), start=1):
            if label in found:
                raise ValueError(f"the anchor {label} stands in {found[label][0].name} and again in {path.name}")
            found[label] = (path, f"{prefix_of(path)}.{count}")
    return found


def numbered(path, text, found):
    """The text with every number as `found` has it.

    Raises
    ------
    ValueError
        For a reference to an equation that is not there.
    """

    def equation(match):
        number = found[match["label"]][1]
        return f'<a id="{match["label"]}"></a>\n\n$$\n{match["tex"].strip()} \\tag{{{number}}}\n$$'

    def reference(match):
        if match["label"] not in found:
            raise ValueError(f"{path.name} refers to {match['label']}, which no page has")
        page, number = found[match["label"]]
        where = "" if page == path else Path(os.path.relpath(page, path.parent)).as_posix()
        return f"[({number})]({where}#{match['label']})"

    return REFERENCE.sub(reference, EQUATION.sub(equation, text))
