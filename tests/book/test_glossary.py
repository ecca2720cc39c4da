"""The glossary keeps its word: a term stands in every chapter that its entry names."""

import re
from pathlib import Path

import nbformat
import pytest

BOOK = Path(__file__).parents[2] / "book"
ENTRY = re.compile(r"^(?P<term>[^\s].*?) · (?P<chinese>.+)\n(?P<text>(?:  .+\n)+)", re.MULTILINE)


def entries():
    """(term, what the entry says) of every entry, from the glossary's source."""
    inside = (BOOK / "glossary.md").read_text(encoding="utf-8").split("```{glossary}\n")[1].split("```")[0]
    return [(found["term"], found["text"]) for found in ENTRY.finditer(inside)]


def prose(chapter):
    """The text of a chapter in small letters, without mark-up that could part two words."""
    cells = nbformat.read(BOOK / "chapters" / chapter, 4).cells
    text = " ".join(cell.source for cell in cells if cell.cell_type == "markdown")
    return re.sub(r"[*_\s]+", " ", text.lower())


def test_entries_are_all_read_and_in_order():
    terms = [term.lower() for term, _ in entries()]
    assert len(terms) == (BOOK / "glossary.md").read_text(encoding="utf-8").count(" · ")
    assert terms == sorted(terms)


@pytest.mark.parametrize(("term", "text"), entries(), ids=[term for term, _ in entries()])
def test_a_term_stands_in_every_chapter_that_its_entry_names(term, text):
    chapters = re.findall(r"\(chapters/(\w+\.ipynb)\)", text)
    assert chapters, f"{term} names no chapter"
    stem = re.sub(r"(ies|y|s)$", "", term.lower())  # one path, many paths
    missing = [chapter for chapter in chapters if stem not in prose(chapter)]
    assert not missing, f"{term} is in the glossary for {missing}, which do not have the word"
