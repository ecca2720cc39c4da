"""What reading a page needs: the contents beside it, its pictures, its tables, its lines."""

import re
from pathlib import Path

import pytest
from asking import ask_page, at_start
from playwright.sync_api import expect

ROOT = Path(__file__).parents[2]
SITE = ROOT / "_build" / "html"
CHAPTERS = sorted(path.stem for path in (ROOT / "book" / "chapters").glob("*.ipynb"))
PHONE = {"width": 390, "height": 844}
PICTURE = ".bd-article .cell_output img[src*=_images]"


@pytest.mark.parametrize("name", ["01_feedforward", "06_saturation"])
def test_the_contents_mark_the_section_that_is_read(tab, site, name):
    tab.goto(f"{site}book/chapters/{name}.html")
    tab.add_style_tag(content="html { scroll-behavior: auto !important }")
    height = tab.evaluate("document.documentElement.scrollHeight - innerHeight")
    down = [height * i / 14 for i in range(14)]
    seen = set()
    for y in [*down, *reversed(down), height * 0.9, height * 0.4, height * 0.55]:
        tab.evaluate(f"window.scrollTo(0, {y})")
        here, marked = ask_page(tab, "sectionAndMark")
        assert marked == here
        seen.add(here)
    assert len(seen) > 4


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_drawing_on_white_is_a_quiet_card_in_the_dark(tab, site, name):
    tab.emulate_media(color_scheme="dark")
    tab.goto(f"{site}book/chapters/{name}.html")
    assert {tuple(look) for look in ask_page(tab, "cards", PICTURE)} <= {
        ("rgb(255, 255, 255)", "brightness(0.9)", "8px")
    }


@pytest.mark.parametrize("how", ["tap", "keyboard"])
def test_a_picture_is_enlarged_and_put_back(tab, site, how):
    tab.set_viewport_size(PHONE)
    tab.goto(site + "book/chapters/06_saturation.html")
    ask_page(tab, "openPredictions")
    picture = tab.locator(PICTURE).first
    picture.scroll_into_view_if_needed()
    button = tab.get_by_role("button", name="Enlarge").first
    assert min(button.bounding_box()["width"], button.bounding_box()["height"]) >= 24
    if how == "tap":
        picture.click()
    else:
        button.focus()
        tab.keyboard.press("Enter")
    dialog = tab.locator("dialog.enlarged")
    expect(dialog).to_be_visible()
    large = dialog.locator("img")
    assert large.get_attribute("alt") == picture.get_attribute("alt")
    natural = int(picture.get_attribute("width"))
    assert large.bounding_box()["width"] >= natural > picture.bounding_box()["width"]
    assert tab.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    expect(tab.locator("html")).to_have_css("overflow-y", "hidden")  # the page behind it stays where it is
    if how == "tap":
        dialog.get_by_role("button", name="Close").click()
    else:
        tab.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(tab.locator("html")).not_to_have_css("overflow-y", "hidden")
    if how == "keyboard":
        expect(button).to_be_focused()


def test_an_enlarged_picture_fills_a_wide_screen_and_shows_whole(tab, site):
    tab.set_viewport_size({"width": 1280, "height": 800})
    tab.goto(site + "book/chapters/04_four_equations.html")
    ask_page(tab, "openPredictions")
    tab.locator(PICTURE).first.click()
    box = tab.locator("dialog.enlarged img").bounding_box()
    assert box["width"] > 1.15 * tab.locator(PICTURE).first.bounding_box()["width"]
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 1280
    assert box["y"] + box["height"] <= 800


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_table_that_code_prints_keeps_its_lines_on_a_phone(tab, site, name):
    tab.set_viewport_size(PHONE)
    tab.goto(f"{site}book/chapters/{name}.html")
    tab.add_style_tag(content="* { content-visibility: visible !important }")
    for output in tab.locator(".cell_output pre").all():
        lines = output.inner_text().rstrip().split("\n")
        if sum(bool(re.search(r"\S {2,}\S", line)) for line in lines) >= 2:
            assert output.evaluate("(e) => getComputedStyle(e).whiteSpace") == "pre", lines[0]
            assert output.evaluate("(e) => e.scrollWidth <= e.clientWidth || e.tabIndex === 0")


@pytest.mark.parametrize("name", ["01_feedforward", "03_one_node", "06_saturation", "09_rate_factors"])
def test_no_line_begins_with_what_ends_a_formula(tab, site, name):
    tab.goto(f"{site}book/chapters/{name}.html")
    tab.add_style_tag(content="* { content-visibility: visible !important; min-width: 0 !important }")
    ask_page(tab, "openAll")
    for width in range(320, 480, 8):
        tab.set_viewport_size({"width": width, "height": 800})
        assert ask_page(tab, "leftAlone") == []


MOST = 0.1  # of the window's height times the part of it that moves


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(
    "page", ["intro", "chapters/06_saturation", "chapters/09_rate_factors", "chapters/13_questions"]
)
def test_nothing_moves_while_a_page_loads(browser, site, width, page):
    tab = browser.new_page(viewport={"width": width, "height": 844})
    at_start(tab, "addUpShifts")
    tab.goto(f"{site}book/{page}.html")
    tab.evaluate("document.fonts.ready")
    tab.wait_for_timeout(500)
    moved = ask_page(tab, "shiftsSoFar")
    tab.close()
    assert moved < MOST
