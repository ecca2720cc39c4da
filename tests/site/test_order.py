"""The way through the course: where *Next* leads, and the numbers that chapters carry."""

import json
import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup

ROOT = Path(__file__).parents[2]
SITE = ROOT / "_build" / "html"
NOTEBOOKS = {
    kind: [path.stem for path in sorted((ROOT / "book" / kind).glob("*.ipynb"))]
    for kind in ("chapters", "exercises", "solutions")
}
FORMULA = re.compile(r"<mjx-container.*?</mjx-container>", re.DOTALL)
KINDS = {"chapters": "{} · ", "exercises": "Exercises {}: ", "solutions": "Solutions {}: "}


@cache
def page(name):
    """A page of the site without its formulas, which are most of it."""
    text = (SITE / f"{name}.html").read_text(encoding="utf-8")
    return BeautifulSoup(FORMULA.sub("", text), "html.parser")


def neighbour(name, side):
    """The page that a page's foot leads to."""
    link = page(name).select_one(f".prev-next-area a.{side}")
    return link and ((SITE / name).parent / link["href"]).resolve().relative_to(SITE).as_posix().removesuffix(".html")


def course():
    """The way: the entrance, then each chapter with its exercises."""
    way = ["book/intro"]
    for name in NOTEBOOKS["chapters"]:
        way.append(f"book/chapters/{name}")
        if name in NOTEBOOKS["exercises"]:
            way.append(f"book/exercises/{name}")
    return way


def test_next_leads_from_the_entrance_through_every_chapter_and_its_exercises():
    for here, there in pairwise(course()):
        assert neighbour(here, "right-next") == there
        assert neighbour(there, "left-prev") == here


@pytest.mark.parametrize("name", NOTEBOOKS["solutions"])
def test_a_solution_lies_between_its_exercises_and_the_next_chapter(name):
    way = course()
    exercises = f"book/exercises/{name}"
    assert neighbour(f"book/solutions/{name}", "left-prev") == exercises
    assert neighbour(f"book/solutions/{name}", "right-next") == way[way.index(exercises) + 1]
    assert page(exercises).select_one(f'nav.bd-links li.current li a[href$="solutions/{name}.html"]')


def test_what_one_looks_up_is_a_part_of_its_own():
    parts = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))["parts"]
    reference = next(part for part in parts if part["caption"] == "Reference")
    names = [each["file"].removeprefix("book/") for each in reference["chapters"]]
    assert names == ["notation", "cheatsheet", "glossary", "api", "references"]


@pytest.mark.parametrize("kind", KINDS)
def test_notebooks_carry_their_numbers_wherever_their_titles_stand(kind):
    entrance = page("book/intro")
    index = (SITE / "searchindex.js").read_text(encoding="utf-8")
    found = json.loads(index[index.index("(") + 1 : index.rindex(")")])["titles"]
    for name in NOTEBOOKS[kind]:
        shown = page(f"book/{kind}/{name}")
        title = shown.h1.find(string=True)
        assert title.startswith(KINDS[kind].format(int(name[:2])))
        assert shown.title.text.startswith(title.strip())
        assert entrance.select_one(f'nav.bd-links a[href="{kind}/{name}.html"]').text.strip().startswith(title.strip())
        assert [each for each in found if each.startswith(title.strip())]
