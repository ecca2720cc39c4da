"""The page for an address that leads nowhere: it finds the way back, wherever the site stands."""

import threading
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import expect
from serve import QuietHandler, QuietServer

SITE = Path(__file__).parents[2] / "_build" / "html"


def lost(tab, address):
    """Go where nothing is; that the server says so is no trouble."""
    reply = tab.goto(address)
    assert reply.status == 404
    expect(tab.locator("h1")).to_have_text("This page is not here")
    tab.wait_for_load_state("networkidle")
    assert [each for each in tab.trouble if "404" not in each] == []
    tab.trouble.clear()


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("book/chapters/06_saturaton.html", "book/chapters/06_saturation.html"),
        ("book/chapters/99_questions.html", "questions.html"),
        ("book/solution/02_cost", "book/solutions/02_cost.html"),
        ("glosary.html", "book/glossary.html"),
        ("book/chapters/deep/er/notation.html", "book/notation.html"),
    ],
)
def test_it_guesses_what_was_meant_and_leads_there(tab, site, address, meant):
    lost(tab, site + address)
    guess = tab.locator("#meant a")
    assert guess.evaluate("(a) => a.href").startswith(site)
    assert guess.evaluate("(a) => a.href").endswith(meant)
    guess.click()
    tab.locator("article.bd-article").wait_for()


@pytest.mark.parametrize("address", ["book/chapters/zzzz.html", "zzzz/yyyy/xxxx.html", "zzzz.html"])
def test_without_a_guess_the_entrance_and_the_search_are_there(tab, site, address):
    lost(tab, site + address)
    expect(tab.locator("#meant")).to_be_hidden()
    assert tab.get_by_role("link", name="To the entrance").evaluate("(a) => a.href") == f"{site}book/intro.html"
    tab.get_by_role("searchbox").fill("transpose")
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"{site}search.html?q=transpose")
    tab.locator("ul.search li a").first.wait_for()


def test_every_chapter_is_a_click_away(tab, site):
    lost(tab, site + "book/nothing.html")
    names = [path.name for path in sorted((SITE / "book" / "chapters").glob("*.html"))]
    links = tab.locator("nav li a").evaluate_all("(all) => all.map((a) => a.href)")
    assert links == [f"{site}book/chapters/{name}" for name in names]


def test_it_stands_at_the_root_of_a_host_too(tab):
    server = QuietServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(SITE)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    root = f"http://127.0.0.1:{server.server_port}/"
    lost(tab, root + "no/such/thing.html")
    assert tab.get_by_role("link", name="To the entrance").evaluate("(a) => a.href") == f"{root}book/intro.html"
    server.shutdown()


@pytest.mark.parametrize(
    "address", ["book/%3Cimg%20src=x%20onerror=alert(1)%3E.html?q=%22%3E%3Cscript%3E", "%E0%A4%A", "a//b/"]
)
def test_a_hostile_address_is_only_text(tab, site, address):
    lost(tab, site + address)
    expect(tab.locator("main img")).to_have_count(1)  # the course's mark
    expect(tab.locator("nav li")).not_to_have_count(0)
    assert tab.get_by_role("link", name="To the entrance").evaluate("(a) => a.href") == f"{site}book/intro.html"
