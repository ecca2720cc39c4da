"""Every notebook's text is right in a plain front-end: CommonMark with KaTeX, and `nbconvert --to html`."""

from functools import cache

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbconvert import HTMLExporter
from renderings import BOOK, FORMULA, NOTEBOOKS, RAW, raw_things, read, rendered, texts, words

BOX = "<details><summary>Predict, then reveal</summary>\n\nIt is 2.\n\n</details>"
GOOD = (
    f'# Title\n\nIt is 0.82<!-- {{f(1):.2f}} -->, see [(4.2)](#eq-x), `{{eq}}` and $x_1$.\n\n<a id="eq-x"></a>\n\n'
    f"$$\nx = \\tfrac12 \\tag{{4.2}}\n$$\n\nWhy?\n\n{BOX}\n\n| a | b |\n|---|---|\n| $1$ | 2 |\n"
)
SPOILED = {
    "a role": "as {eq}`eq-x` says",
    "a role of numbers": "answers {glue:text}`mild`",
    "a citation": "see {cite}`nielsen2015`",
    "a colon fence": ":::{dropdown} Predict\nTwo.\n:::",
    "a backtick fence": "```{note}\nTwo.\n```",
    "a label of a place": "(ex-1)=\n## Exercise",
    "a citation in brackets": "as [[Nielsen]] has it",
    "a link to nowhere": "as [(4.2)] (#eq-x), [chapter 4](a b.ipynb)",
    "a comment that is not closed": "It is 2<!-- {f(1)} -- >.",
    "a comment of one builder": "Two.\n\n% not for readers",
    "a tag outside": "$x = 1$ \\tag{4.2}",
    "a stray dollar sign": "It costs $5.",
    "a formula glued to a word": "the 2$x$s",
    "a formula that does not close": "Take $x = 1, and\n\ngo on.",
    "HTML in a paragraph": "Two &lt;details> more",
    "an attribute": "[Two](#a){.big}",
    "bold that does not close": "**Two",
}
REFUSED = {
    "a command that is not there": "$\\nosuch{x}$",
    "a label in TeX": "$$\nx = 1 \\label{eq-x}\n$$",
    "two tags": "$$\nx = 1 \\tag{4.1} \\tag{4.2}\n$$",
    "a tag in the text": "Take $x \\tag{4.1}$.",
    "a brace too few": "$\\frac{1}{2$",
}


@cache
def plain():
    """{notebook: {cell: its rendering}}, all made in one process."""
    sources = {path: texts(read(path)) for path in NOTEBOOKS}
    made = iter(rendered(text for cells in sources.values() for text in cells.values()))
    return {path: {number: next(made) for number in cells} for path, cells in sources.items()}


@cache
def exporter():
    return HTMLExporter()


def converted(notebook):
    """The text cells of a notebook's page by nbconvert, with its formulas, which the page's script sets, as ∎."""
    html, _ = exporter().from_notebook_node(notebook)
    return BeautifulSoup(FORMULA.sub("∎", html[html.index("<main") :]), "html.parser").select(".jp-RenderedMarkdown")


def name(path):
    return str(path.relative_to(BOOK))


def test_the_book_has_notebooks_with_formulas_and_boxes():
    html = "".join(cell["html"] for cells in plain().values() for cell in cells.values())
    assert len(NOTEBOOKS) >= 31
    assert html.count("∎") > 1000
    assert html.count("<details>") > 30


@pytest.mark.parametrize("path", NOTEBOOKS, ids=name)
def test_plain_markdown_shows_nothing_raw_and_katex_sets_every_formula(path):
    wrong = [
        f"{path.name}, cell {number}: {each}"
        for number, cell in plain()[path].items()
        for each in [*cell["errors"], *raw_things(cell["html"])]
    ]
    assert wrong == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=name)
def test_nbconvert_shows_the_same_words_and_boxes_and_nothing_raw(path):
    shown = converted(read(path))
    wanted = plain()[path]
    assert [words(str(cell)) for cell in shown] == [words(cell["html"]) for cell in wanted.values()]
    assert [thing for cell in shown for thing in raw_things(str(cell))] == []
    boxes = [box for cell in shown for box in cell.find_all("details")]
    assert len(boxes) == sum(text.count("<details>") for text in texts(read(path)).values())
    assert [box.attrs for box in boxes if box.attrs or not box.find("summary", recursive=False)] == []


def test_a_good_text_passes():
    (cell,) = rendered([GOOD])
    assert cell["errors"] == []
    assert list(raw_things(cell["html"])) == []
    assert words(cell["html"]) == (
        "Title It is 0.82, see (4.2), {eq} and ∎. ∎ Why? Predict, then reveal It is 2. a b ∎ 2"
    )


@cache
def spoiled():
    """{fault: the good text's rendering with that fault in it}."""
    faults = SPOILED | REFUSED
    return dict(zip(faults, rendered(f"{GOOD}\n\n{each}\n" for each in faults.values()), strict=True))


@pytest.mark.parametrize("fault", SPOILED)
def test_what_stands_raw_is_found(fault):
    assert list(raw_things(spoiled()[fault]["html"]))


@pytest.mark.parametrize("fault", REFUSED)
def test_a_formula_that_katex_refuses_is_found(fault):
    assert len(spoiled()[fault]["errors"]) == 1


def test_each_kind_of_raw_thing_is_shown_to_be_found():
    found = [each for fault in SPOILED for each in raw_things(spoiled()[fault]["html"])]
    assert {each.split(":")[0] for each in found} >= {*RAW, "a fence of one builder"}


def test_nbconvert_shows_what_the_plain_rendering_leaves_out():
    """VS Code drops what stands behind a formula's end, such as a label; nbconvert shows it."""
    text = f"{GOOD}\n\n$$\ny = 1\n$$ (eq-y)\n"
    (cell,) = converted(nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(text)]))
    (wanted,) = rendered([text])
    assert words(str(cell)) != words(wanted["html"])
    assert [each.split(":")[0] for each in raw_things(str(cell))] == ["a label"]
