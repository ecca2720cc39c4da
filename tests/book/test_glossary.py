"""Every term of the glossary stands in the chapters that it cites, under the number that it gives them."""

import re
from pathlib import Path

import nbformat
import pytest

BOOK = Path(__file__).parents[2] / "book"
ENTRY = re.compile(r"^(?P<term>\S.*?) · (?P<chinese>.+)\n  (?P<text>.+)$", re.MULTILINE)
LINK = re.compile(r"\[(?:Chapters? )?(\d+|chapter \d+)\]\((chapters/(\d\d)_\w+\.ipynb)\)")


def entries():
    glossary = (BOOK / "glossary.md").read_text(encoding="utf-8")
    body = glossary.split("```{glossary}\n")[1].removesuffix("```\n")
    found = [match.group("term", "chinese", "text") for match in ENTRY.finditer(body)]
    assert len(found) == len(body.strip().split("\n\n")), "an entry is a term · its Chinese, and one line of text"
    return found


ENTRIES = entries()


def prose_of(page):
    cells = nbformat.read(BOOK / page, as_version=4).cells
    text = " ".join(cell.source for cell in cells if cell.cell_type == "markdown")
    return " ".join(re.sub(r"[*_]", "", text).lower().split())


def test_the_terms_are_in_alphabetical_order():
    terms = [term.lower() for term, _, _ in ENTRIES]
    assert terms == sorted(set(terms))  # each once


@pytest.mark.parametrize(("term", "chinese", "text"), ENTRIES, ids=[term for term, _, _ in ENTRIES])
def test_a_term_is_given_in_chinese_and_stands_in_the_chapters_that_it_cites(term, chinese, text):
    assert re.search("[\u4e00-\u9fff]", chinese)
    links = LINK.findall(text)
    assert links, "it cites no chapter"
    assert len(links) == text.count("](chapters/"), "a link reads [Chapter 3](chapters/03_….ipynb)"
    for shown, page, number in links:
        assert int(shown.split()[-1]) == int(number)
        assert term.lower() in prose_of(page), f"{page} does not say {term!r}"
