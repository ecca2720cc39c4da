"""The search: it finds a word's chapter first, quotes text, and leaves no marks behind."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

ROOT = Path(__file__).parents[2]
GLOSSARY = (ROOT / "book" / "glossary.md").read_text(encoding="utf-8")
WORDS = {
    word: re.search(r"\(chapters/(\w+)\.ipynb", entry)[1]
    for word, entry in re.findall(r"^(\S.*) · .*\n  (.*)$", GLOSSARY, re.MULTILINE)
}
OTHER_WORDS = {
    "vanishing gradients": "06_saturation",
    "Vanishing Gradient": "06_saturation",
    "finite differences": "07_gradient_check",
    "four equations": "04_four_equations",
    "hadamard": "01_feedforward",
}


def results(tab, site, words):
    """What is found, the first of it there; what is quoted of each page may still be on its way."""
    tab.goto(f"{site}search.html?q={words.replace(' ', '+')}")
    found = tab.locator("ul.search li")
    found.first.wait_for()
    return found


@pytest.mark.parametrize("chapter", sorted({*WORDS.values(), *OTHER_WORDS.values()}))
def test_a_word_finds_its_chapter_first(tab, site, chapter):
    wanted = [words for words, name in (WORDS | OTHER_WORDS).items() if name == chapter]
    first = {words: results(tab, site, words).locator("a").first.get_attribute("href") for words in wanted}
    assert {words: href for words, href in first.items() if href.split("#")[0] != f"book/chapters/{chapter}.html"} == {}


@pytest.mark.parametrize(
    ("words", "page"), [("cheat sheet", "book/cheatsheet.html"), ("notation", "book/notation.html")]
)
def test_a_page_of_its_own_is_found_by_its_title(tab, site, words, page):
    assert results(tab, site, words).locator("a").first.get_attribute("href").split("#")[0] == page


@pytest.mark.parametrize("words", ["vanishing gradient", "gradient check", "transpose", "σ"])
def test_a_snippet_quotes_the_text_and_nothing_beside_it(tab, site, words):
    found = results(tab, site, words)
    tab.locator(".search-summary", has_text="found").wait_for()
    tab.wait_for_load_state("networkidle")
    snippets = found.locator("p.context").all_inner_texts()
    assert len(snippets) >= 3
    assert [each for each in snippets if re.search(r"Contents|Try it here|import |\.ipynb|\s{2}", each)] == []


def test_no_word_is_marked_on_the_pages_opened_next(tab, site):
    results(tab, site, "gradient")
    tab.goto(site + "book/chapters/05_algorithm.html")
    tab.wait_for_timeout(200)
    expect(tab.locator(".highlighted")).to_have_count(0)
    expect(tab.get_by_text("Hide Search Matches")).to_have_count(0)


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("opened", [False, True])
def test_the_magnifier_stands_beside_what_is_typed(tab, site, width, opened):
    tab.set_viewport_size({"width": width, "height": 800})
    tab.goto(site + ("book/intro.html" if opened else "search.html?q=saturation"))
    if opened:
        tab.locator("button.search-button, button.search-button-field").locator("visible=true").first.click()
    form = tab.locator("form.bd-search").locator("visible=true").first
    icon, field = form.locator(".fa-magnifying-glass").bounding_box(), form.locator("input").bounding_box()
    assert icon["x"] >= form.bounding_box()["x"]
    assert icon["x"] + icon["width"] <= field["x"]
