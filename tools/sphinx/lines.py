"""A Sphinx extension: what belongs on one line stays on it.

- a formula and the mark behind it, or the bracket before it
- the lines of a table that code prints: on a narrow screen they scroll; other output wraps
"""

import re

from docutils import nodes

BEHIND = re.compile(r"[.,;:?!)\]’”]+")
BEFORE = re.compile(r"[(\[“]+$")
COLUMNS = re.compile(r"\S {2,}\S")


def cut(text, pattern):
    """(what the pattern finds in a text node, the rest); nothing is found in another node."""
    found = isinstance(text, nodes.Text) and (pattern.match(text) or (pattern is BEFORE and pattern.search(text)))
    return (found[0], text[: found.start()] + text[found.end() :]) if found else ("", None)


def keep_together(formula):
    """Wrap a formula with the marks that touch it."""
    parent, at = formula.parent, formula.parent.index(formula)
    wrapped = nodes.inline("", classes=["together"])
    before, rest_before = cut(parent[at - 1], BEFORE) if at else ("", None)
    behind, rest_behind = cut(parent[at + 1], BEHIND) if at + 1 < len(parent) else ("", None)
    if before or behind:
        parent[at] = wrapped
        wrapped += [nodes.Text(before), formula, nodes.Text(behind)]
        if behind:
            parent[at + 1] = nodes.Text(rest_behind)
        if before:
            parent[at - 1] = nodes.Text(rest_before)


def is_table(text):
    """Whether two lines or more have columns."""
    return sum(bool(COLUMNS.search(line)) for line in text.split("\n")) >= 2


def keep_lines(app, doctree, page):
    """Mark what must not be broken; course.css does the rest."""
    for formula in list(doctree.findall(nodes.math)):
        keep_together(formula)
    for part in doctree.findall(nodes.container):
        for text in part.findall(nodes.literal_block) if part.get("nb_element") == "cell_code_output" else ():
            if is_table(text.astext()):
                text["classes"].append("printed-table")


def setup(app):
    """Register with Sphinx."""
    app.connect("doctree-resolved", keep_lines)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
