"""A prediction is not given away: what follows a closed box waits until it is opened; without a script all is there."""

from pathlib import Path

import pytest
from asking import ask, ask_page
from notebook_rules import BOX
from playwright.sync_api import expect
from test_equation_labels import markdown_of

BOOK = Path(__file__).parents[2] / "book" / "chapters"
CHAPTERS = {path.stem: markdown_of(path).count(BOX) for path in sorted(BOOK.glob("*.ipynb"))}
CLOSED = "details.prediction:not([open])"


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("chapter", CHAPTERS)
def test_nothing_that_answers_is_in_sight_until_the_box_is_opened(tab, site, chapter, width, count):
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto(f"{site}book/chapters/{chapter}.html")
    boxes = tab.locator("details.prediction")
    expect(boxes).to_have_count(CHAPTERS[chapter])
    count("predictions walked", CHAPTERS[chapter])
    for box in ask_page(tab, "walkPredictions"):
        assert box["closed"]
        assert box["before"] == []
        assert box["open"]
        assert box["letters"] > 40
        assert not box["waited"] or box["after"] != []
    assert tab.locator(CLOSED).count() == 0
    assert tab.locator(".bd-article [hidden]:not([data-live])").count() == 0


def test_the_walk_would_notice(tab, site):
    tab.goto(f"{site}book/chapters/06_saturation.html")
    box = tab.locator("details.prediction").first
    assert ask(box, "inSight") == []
    box.evaluate("box => box.nextElementSibling.removeAttribute('hidden')")
    assert len(ask(box, "inSight")) == 1


def test_the_keyboard_opens_a_box_and_closing_it_hides_nothing_again(tab, site):
    tab.goto(f"{site}book/chapters/06_saturation.html")
    box = tab.locator("details.prediction").first
    box.locator("summary").focus()
    tab.keyboard.press("Enter")
    expect(box).to_have_attribute("open", "")
    expect(box).not_to_contain_class("holds")
    tab.keyboard.press("Enter")
    expect(box).not_to_have_attribute("open", "")
    assert ask(box, "inSight") != []


def test_who_follows_a_link_into_what_waits_sees_it(tab, site):
    tab.goto(f"{site}book/chapters/04_four_equations.html")
    held = tab.evaluate("[...document.querySelectorAll('a[id^=eq-]')].find(a => a.closest('[hidden]'))?.id ?? null")
    assert held, "no equation waits behind a box here: choose another chapter"
    tab.goto(f"{site}book/chapters/04_four_equations.html#{held}")
    tab.reload()
    formula = tab.locator(f"p:has(> #{held}) + .math")
    expect(formula).to_be_in_viewport()
    assert tab.locator(f"[hidden] #{held}").count() == 0


def test_without_a_script_all_is_there(scriptless, site):
    page = scriptless
    page.goto(f"{site}book/chapters/06_saturation.html")
    assert page.locator("[hidden]:not([data-live])").count() == 0  # a button that needs a script stays away
    expect(page.get_by_text("mild: a = 0.818")).to_be_visible()


def test_what_waits_is_printed(tab, site):
    tab.goto(f"{site}book/chapters/06_saturation.html")
    tab.emulate_media(media="print")
    expect(tab.get_by_text("mild: a = 0.818")).to_be_visible()
    tab.emulate_media(media="screen")
