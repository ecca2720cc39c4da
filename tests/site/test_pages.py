"""Every page of the site: alone, clean, light, for everyone.

Each is loaded once, with every other host blocked, and then looked at in both themes, on a wide and a narrow screen.
"""

import gzip
import os
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from asking import ask_page
from playwright.sync_api import expect

ROOT = Path(__file__).parents[2]
SITE = ROOT / "_build" / "html"
PAGES = sorted(
    str(path.relative_to(SITE))
    for path in SITE.rglob("*.html")
    if path != SITE / "index.html" and "_static" not in path.parts
)
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
PAGE_BYTES = 750_000
PACKED = {".html", ".css", ".js", ".svg"}
SIZES = [{"width": 1280, "height": 900}, {"width": 360, "height": 800}]
# One theme at each width keeps the run short; ALL_LOOKS=1 looks at both themes at both.
BOTH = ("light", "dark")
THEMES = {1280: BOTH, 360: BOTH} if os.environ.get("ALL_LOOKS") else {1280: ("light",), 360: ("dark",)}
EVERYTHING_LAID_OUT = "* { content-visibility: visible !important; transition: none !important }"


def test_there_are_pages():
    assert len(PAGES) >= 40


def whole(tab):
    """The page with all it holds: what waits for the reader to come near is there too."""
    tab.add_style_tag(content=EVERYTHING_LAID_OUT)
    ask_page(tab, "openAll")
    for place in tab.locator("[data-explorer-module]").all():
        place.scroll_into_view_if_needed()
        place.locator("[data-ready]").wait_for()
    ask_page(tab, "allPictures")
    tab.evaluate("window.scrollTo(0, 0)")


@cache
def bytes_of(name):
    """What a file of the site weighs, gzipped where a static host gzips."""
    body = (SITE / name).read_bytes()
    return len(gzip.compress(body, 6)) if Path(name).suffix in PACKED else len(body)


@pytest.mark.parametrize("page", PAGES)
def test_page_is_alone_clean_light_and_for_everyone(new_tab, site, page, count, request):
    tab = new_tab
    tab.goto(site + page)
    whole(tab)
    assert tab.locator(".math").count() == tab.locator("mjx-container").count()
    assert tab.locator("mjx-merror").count() == 0
    assert ask_page(tab, "missingGlyphs") == []
    assert tab.locator("h1").count() == 1
    for size in SIZES:
        tab.set_viewport_size(size)
        overflow = ask_page(tab, "tooWide")
        assert overflow <= 0, f"{overflow} px too wide at {size['width']} px"
        assert ask_page(tab, "cutFormulas") == []
    found = looks_by_axe(tab, count)
    asked = [each.url for each in tab.asked]  # at the end: the page had its time to ask for more
    assert [url for url in asked if not url.startswith(site)] == []
    request.config.weights[page] = len(asked), sum(bytes_of(urlsplit(url.removeprefix(site)).path) for url in asked)
    assert request.config.weights[page][1] <= PAGE_BYTES
    count("axe violations", len(found))
    count("pages", 1)
    assert found == [], "\n".join(found)


def looks_by_axe(tab, count):
    """What axe finds at each size and in its themes; of what a page repeats a thousand times, it sees one of a kind."""
    found = []
    ask_page(tab, "keepOneTokenOfEachKind")
    ask_page(tab, "keepOneFormulaOfEachKind")
    tab.evaluate(AXE)
    for size in SIZES:
        tab.set_viewport_size(size)
        for theme in THEMES[size["width"]]:
            tab.emulate_media(color_scheme=theme)
            expect(tab.locator("html")).to_have_attribute("data-theme", theme)
            found += [f"{size['width']} px, {theme}: {each}" for each in ask_page(tab, "findings")]
            count("looks by axe", 1)
    return found
