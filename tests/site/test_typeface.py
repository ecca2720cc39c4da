"""The course's typeface comes from the site's own files, and no page waits for it."""

from urllib.request import urlopen

import pytest

PAGES = ["book/intro.html", "book/chapters/06_saturation.html", "book/glossary.html", "search.html"]


@pytest.mark.parametrize("page", PAGES)
def test_text_is_set_in_literata_from_the_sites_files(new_tab, site, page):
    new_tab.goto(site + page, wait_until="networkidle")
    assert new_tab.evaluate("document.fonts.check('1rem Literata', 'gradient')")
    loaded = new_tab.evaluate("[...document.fonts].filter((f) => f.status === 'loaded').map((f) => f.family)")
    assert "Literata" in " ".join(loaded)
    fonts = [each.url for each in new_tab.asked if each.url.endswith(".woff2")]
    assert fonts
    assert all(url.startswith(f"{site}_static/typeface/literata-") for url in fonts)
    assert len(fonts) == len(set(fonts)), "a preload that the style does not use"


def test_text_is_shown_before_its_letters_arrive_and_chinese_has_a_typeface(tab, site):
    tab.goto(site + "book/glossary.html")
    displays = tab.evaluate("[...document.fonts].filter((f) => f.family.includes('Literata')).map((f) => f.display)")
    assert set(displays) == {"swap"}
    family = tab.evaluate("getComputedStyle(document.querySelector('article p')).fontFamily")
    assert "Noto Serif CJK SC" in family
    assert family.endswith("serif")


def test_the_licence_lies_beside_the_files(site):
    with urlopen(site + "_static/typeface/LICENSE") as reply:
        assert "SIL OPEN FONT LICENSE" in reply.read().decode().upper()
