"""What stands for a figure that cannot be alive, and what a page looks like on paper."""

import xml.etree.ElementTree as ET

import draw_posters
import pytest
from asking import ask, ask_page
from explorer_page import PLACES, SITE, settle
from playwright.sync_api import expect

from nnbp_core import explorers


@pytest.mark.parametrize("name", PLACES)
def test_without_a_script_the_poster_is_there(scriptless, site, name):
    if scriptless.url != f"{site}{PLACES[name]}":
        scriptless.goto(f"{site}{PLACES[name]}")
    poster = scriptless.locator(f"#{name} img")
    poster.scroll_into_view_if_needed()
    expect(poster).to_be_visible()
    assert "data:" not in poster.get_attribute("src")
    assert poster.get_attribute("alt")
    assert (SITE / PLACES[name]).parent.joinpath(poster.get_attribute("src")).exists()


@pytest.mark.parametrize("cls", explorers.Explorer.__subclasses__(), ids=lambda cls: cls.__name__)
def test_a_poster_says_what_the_figure_says(tab, site, cls):
    name = cls.__name__
    stored = ["".join(each.itertext()) for each in ET.fromstring(cls.poster()).iter("{http://www.w3.org/2000/svg}text")]
    still = "&".join(f"{name}.{field}={value}" for field, value in cls.STILL.items())
    tab.goto(f"{site}{draw_posters.places()[cls].relative_to(SITE).as_posix()}#{still or name}")
    root = tab.locator(f"[data-explorer={name}][data-ready]").first
    settle(root)
    assert stored in ask(root, "textsOfDrawings"), "run tools/draw_posters.py"


def test_a_page_opened_as_a_file_shows_the_poster(browser):
    page = browser.new_page()
    page.goto((SITE / PLACES["SaturationLab"]).as_uri())
    ask_page(page, "openAll")
    poster = page.locator("#SaturationLab img")
    poster.scroll_into_view_if_needed()
    expect(poster).to_be_visible()
    expect(poster).to_have_js_property("complete", True)
    assert poster.evaluate("image => image.naturalWidth > 0")
    place = page.locator("#SaturationLab")
    assert place.evaluate("each => each.clientHeight - each.querySelector('[data-waiting]').clientHeight") < 60
    page.close()


def test_on_paper_answers_are_open_and_then_shut_again(tab, site):
    tab.goto(f"{site}book/chapters/06_saturation.html")
    answers = tab.locator("details.prediction > p").first
    expect(answers).not_to_be_visible()
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(answers).to_be_visible()
    tab.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(answers).not_to_be_visible()


def test_a_print_gives_no_prediction_away(tab, site):
    tab.goto(f"{site}book/chapters/06_saturation.html")
    held = tab.locator(".bd-article [hidden=until-found]")
    before = held.count()
    tab.pdf()
    tab.evaluate("new Promise((done) => setTimeout(done, 200))")  # boxes tell later that they were opened
    assert held.count() == before > 0


def test_no_room_is_kept_for_a_figure_that_cannot_be_alive(scriptless, site):
    scriptless.goto(f"{site}{PLACES['CostMeter']}")
    place = scriptless.locator("#CostMeter")
    assert place.evaluate("each => each.clientHeight - each.firstElementChild.nextElementSibling.clientHeight") < 60


def test_all_notations_are_printed(tab, site):
    tab.goto(f"{site}book/notation.html")
    tab.emulate_media(media="print")
    shown = tab.locator(".sd-tab-content").evaluate_all(
        "parts => parts.map(part => part.getBoundingClientRect().height)"
    )
    tab.emulate_media(media="screen")
    assert len(shown) == 24
    assert min(shown) > 20
