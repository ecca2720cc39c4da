"""What a reader sees of a notebook's text, whoever renders it: its words, with ∎ for each formula."""

import re
from pathlib import Path

import nbformat
from bs4 import BeautifulSoup, Comment
from node import in_node

BOOK = Path(__file__).parents[2] / "book"
NOTEBOOKS = sorted(path for path in BOOK.rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts)
RENDER = """
import { readFileSync } from "node:fs";
import { rendered } from "./tests/book/plain_rendering.js";
console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf-8")).map(rendered)));
"""
BLOCKS = ["h1", "h2", "h3", "h4", "p", "li", "pre", "th", "td", "summary", "div"]
NOT_WORDS = "a.headerlink, a.anchor-link, a.jp-InternalAnchorLink, .copybtn"  # signs that renderers add
FORMULA = re.compile(r"\$\$.+?\$\$|\$[^$]+\$", re.DOTALL)
RAW = {
    "a role or an attribute": re.compile(r"\{[\w:#.=-]+\}"),
    "a fence": re.compile(r":::|```"),
    "a label": re.compile(r"\(\w+-[\w-]+\)=|\(eq-[\w-]+\)"),
    "a double bracket": re.compile(r"\[\["),
    "a link that is none": re.compile(r"\]\(|\]\["),
    "a comment": re.compile(r"<!--|-->|^%", re.MULTILINE),
    "a piece of HTML": re.compile(r"</?[a-z]+\b[^>]*>"),
    "TeX outside a formula": re.compile(r"\\[a-zA-Z]+"),
    "a stray dollar sign": re.compile(r"\$"),
    "a stray star": re.compile(r"\*\*|__"),
}
FENCE_OF_ONE_BUILDER = re.compile(r'class="language-\{')


def texts(notebook):
    """The Markdown of a notebook, cell by cell, as {number of the cell: text}."""
    cells = enumerate(notebook.cells, start=1)
    return {number: cell.source for number, cell in cells if cell.cell_type == "markdown"}


def read(path):
    """A stored notebook."""
    return nbformat.read(path, as_version=4)


def rendered(markdown):
    """Texts in plain CommonMark with KaTeX, all in one process: a list of {"html": …, "errors": […]}."""
    return in_node(RENDER, list(markdown))


def words(html, formula=None):
    """The words of a piece of HTML, one blank between them; `formula` selects what an engine has set."""
    return " ".join(_seen(html, formula).get_text().split())


def raw_things(html, formula=None):
    """What stands raw in a piece of HTML, in words; code may hold what it likes."""
    if FENCE_OF_ONE_BUILDER.search(html):
        yield "a fence of one builder"
    page = _seen(html, formula)
    for code in page.find_all(["code", "pre"]):
        code.replace_with("code")
    text = page.get_text()
    for name, pattern in RAW.items():
        if match := pattern.search(text):
            yield f"{name}: {text[max(0, match.start() - 20) : match.end() + 20]!r}"


def _seen(html, formula):
    page = BeautifulSoup(html, "html.parser")
    for each in page.find_all(string=lambda text: isinstance(text, Comment)) + page.select(NOT_WORDS):
        each.extract()
    for each in page.select(formula) if formula else ():
        each.replace_with("∎")
    for block in page.find_all(BLOCKS):
        block.append("\n")
    return page
