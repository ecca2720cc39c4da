"""The entrance: a live figure, the way in, three cards, and the map of what there is and what is passed."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

ROOT = Path(__file__).parents[2]
CHAPTERS = sorted(path.stem for path in (ROOT / "book" / "chapters").glob("*.ipynb"))
ENTRANCE = "book/intro.html"
LOOKS = [(1280, 800), (390, 844)]


def promise(name):
    """What a chapter's first lines promise, as words."""
    notebook = json.loads((ROOT / "book" / "chapters" / f"{name}.ipynb").read_text(encoding="utf-8"))
    found = re.search(r"\*\*You will be able to\*\* (.*)", "".join(notebook["cells"][0]["source"]))[1]
    return found[:1].upper() + found[1:].replace("`", "")


@pytest.mark.parametrize(("width", "height"), LOOKS)
def test_the_way_in_and_the_figure_are_above_the_fold(tab, site, width, height):
    tab.set_viewport_size({"width": width, "height": height})
    tab.goto(site + ENTRANCE)
    start = tab.get_by_role("link", name="Start with one neuron")
    assert start.get_attribute("href") == f"chapters/{CHAPTERS[0]}.html"
    box = start.bounding_box()
    assert box["y"] + box["height"] <= height / 2
    assert box["height"] >= 44  # a finger's
    figure = tab.locator("[data-explorer=BackwardStepper]")
    figure.and_(tab.locator("[data-ready]")).wait_for()
    assert figure.bounding_box()["y"] <= height / 2
    assert figure.bounding_box()["width"] >= 0.85 * width
    picture = figure.locator("[data-picture]").bounding_box()  # network, hairpin and equation
    assert picture["y"] + picture["height"] <= height


def test_without_a_script_there_is_a_picture_and_the_way_in(browser, site):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(site + ENTRANCE)
    expect(page.locator("[data-waiting] img")).to_be_in_viewport()
    expect(page.get_by_role("link", name="Start with one neuron")).to_be_in_viewport()
    expect(page.locator("#pst-primary-sidebar")).to_be_visible()
    context.close()


def test_there_is_a_card_for_each_who_comes(tab, site):
    tab.goto(site + ENTRANCE)
    cards = tab.locator(".sd-card")
    assert [each.split()[-1] for each in cards.locator(".sd-card-title").all_inner_texts()] == [
        "study",
        "program",
        "teach",
    ]
    assert all(card.locator("a").count() for card in cards.all())


def test_the_map_shows_every_chapter_in_order_with_picture_and_promise(tab, site):
    tab.goto(site + ENTRANCE)
    places = tab.locator(".chapter-map > li")
    assert places.count() == len(CHAPTERS)
    for place, name in zip(places.all(), CHAPTERS, strict=True):
        link = place.locator("a").first
        assert link.get_attribute("href") == f"chapters/{name}.html"
        assert link.inner_text().startswith(f"{int(name[:2])} · ")
        assert place.locator("svg.chapter-picture > *").count() >= 2, (
            f"no picture in tools/sphinx/map_pictures.py: {name}"
        )
        assert place.locator("p").nth(1).inner_text().replace("’", "'") == promise(name)


def test_the_map_marks_what_is_passed(tab, site):
    tab.goto(site + ENTRANCE)
    tab.evaluate("localStorage.setItem('nnbp:passed', JSON.stringify(['1.3', '6.2', '1.1']))")
    tab.reload()
    expect(tab.locator(".chapter-map > li").nth(0).locator("[data-passed]")).to_have_text(["✓ 1.1", "✓ 1.3"])
    expect(tab.locator(".chapter-map > li").nth(5).locator("[data-passed]")).to_have_text(["✓ 6.2"])
    expect(tab.locator("[data-passed]")).to_have_count(3)


def test_the_sidebar_and_the_search_are_a_click_away(tab, site):
    tab.goto(site + ENTRANCE)
    sidebar = tab.locator("#pst-primary-sidebar")
    expect(sidebar).not_to_be_visible()
    expect(tab.locator("button.search-button")).to_be_visible()
    tab.locator("button.primary-toggle").click()
    expect(sidebar).to_be_visible()
    expect(tab.locator("button.search-button")).not_to_be_visible()
