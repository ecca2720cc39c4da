"""A reader who goes through the chapters in order meets no symbol before its definition.

The tables of ``book/notation.md`` say in which chapter each symbol is first met, and under which name. Every letter and
operator in the formulas of a chapter must be in the table by then, and in its first chapter the name must stand in the
same cell as its first use, or before.
"""

import re
from pathlib import Path

import nbformat
import pytest

BOOK = Path(__file__).parents[2] / "book"
CHAPTERS = sorted((BOOK / "chapters").glob("*.ipynb"))
MATH = re.compile(r"\$\$(.+?)\$\$|(?<![\\$])\$(?!\$)(.+?)(?<!\\)\$", re.DOTALL)
WORDS = re.compile(r"\\(?:text|textbf|operatorname|label|tag|begin|end|hspace|vphantom)\*?\{[^{}]*\}")
TOKEN = re.compile(
    r"\\mathsf\s*\{?\s*T\s*\}?|\\mathbf\s*\{?\s*1\s*\}?|\\mathrm\s*\{([A-Za-z]+)\}|\\([A-Za-z]+)|([A-Za-zα-ωΑ-Ω])"
)
STRUCTURE = set(  # commands that are no symbols
    """
    frac dfrac tfrac left right big Big bigg Bigg bigl bigr Bigl Bigr quad qquad cdot cdots ldots
    dots vdots times colon sum prod int to in le leq ge geq lt gt ll gg approx neq ne pm mp mid
    mathsf mathbf mathrm mathcal mathbb lVert rVert Vert vert lvert rvert langle rangle overline
    underline underbrace overbrace limits hat bar tilde displaystyle textstyle infty max min implies
    Rightarrow rightarrow longrightarrow mapsto qed not small Longrightarrow circ ell exp ln log tan
    lfloor rfloor lceil rceil sqrt ddots phantom middle star forall prime
    """.split()  # noqa: SIM905
)


def symbols_in(formula):
    """The letters and operators of a formula, as the tables name them."""
    found = set()
    for match in TOKEN.finditer(WORDS.sub(" ", formula)):
        text = match.group(0)
        if text.startswith("\\mathsf"):
            found.add("T")
        elif text.startswith("\\mathbf"):
            found.add("1")
        elif match.group(1):
            found.add(match.group(1))
        elif match.group(2):
            found |= {match.group(2)} - STRUCTURE
        else:
            found.add(match.group(3))
    return found


def formulas_in(text):
    """All formulas of a piece of markdown; code does not count."""
    text = re.sub(r"```.*?```|`[^`]*`", " ", text, flags=re.DOTALL)
    return [display or inline for display, inline in MATH.findall(text)]


def rows_of_tables():
    """(symbols, name, chapter, whether only there) for each row of the two tables of symbols."""
    for line in (BOOK / "notation.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        chapter = re.fullmatch(r"(only )?(\d+)", cells[-1])
        if chapter and len(cells) >= 3:
            symbols = set().union(*map(symbols_in, formulas_in(cells[0])))
            yield symbols, cells[1], int(chapter[2]), bool(chapter[1])


def allowed_in(number):
    """The symbols that a reader of chapter `number` has met, or meets there."""
    return set().union(
        *(s for s, _, first, only in rows_of_tables() if first == number or (first < number and not only))
    )


def markdown_cells(path):
    return [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "markdown"]


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_every_symbol_of_a_chapter_is_in_the_table_by_then(path):
    used = set().union(*(symbols_in(formula) for text in markdown_cells(path) for formula in formulas_in(text)))
    assert used - allowed_in(int(path.stem[:2])) == set()


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_a_name_comes_with_the_first_use_of_its_symbol_or_before(path):
    number, so_far = int(path.stem[:2]), ""
    new = {}
    for symbols, name, first, _ in rows_of_tables():
        for symbol in symbols if first == number else ():
            new.setdefault(symbol, name)  # the first row of a symbol defines it
    known = allowed_in(number - 1)
    new = {symbol: name for symbol, name in new.items() if symbol not in known}
    for text in markdown_cells(path):
        so_far += " " + re.sub(r"[*_]", "", text.lower())
        for symbol in set().union(*map(symbols_in, formulas_in(text)), set()) & set(new):
            names = [part.strip().lower() for part in re.split(r"[/,;:(]", new.pop(symbol)) if "$" not in part]
            assert any(name in so_far for name in names), f"{symbol} is used before any of {names}"


def test_formulas_are_taken_apart():
    assert symbols_in(r"\delta^l = ((w^{l+1})^{\mathsf T} \delta^{l+1}) \odot \sigma'(z^l)") == set("lwTz") | {
        "delta",
        "odot",
        "sigma",
    }
    assert symbols_in(r"\frac{\partial C}{\partial w} \approx \mathbf{1} \text{ in }") == {"partial", "C", "w", "1"}
    assert formulas_in("`$x$` and $a$ and\n$$\nb\n$$") == ["a", "\nb\n"]
