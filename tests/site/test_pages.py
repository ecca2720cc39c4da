"""Every page of the site: alone, clean, light, for everyone.

Each is loaded once, with every other host blocked, and then looked at in both themes, on a wide and a narrow screen.
"""

import gzip
import os
from pathlib import Path
from urllib.parse import urlsplit

import pytest
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
FINDINGS = """
async () => (await axe.run(document)).violations.flatMap(({ id, impact, nodes }) =>
  nodes.map((node) => `${id} (${impact}): ${node.target}: ${node.failureSummary.split("\\n")[1] ?? ""}`))
"""
EVERYTHING_LAID_OUT = "* { content-visibility: visible !important; transition: none !important }"


def test_there_are_pages():
    assert len(PAGES) >= 40


def whole(tab):
    """The page with all it holds: what waits for the reader to come near is there too."""
    tab.add_style_tag(content=EVERYTHING_LAID_OUT)
    for place in tab.locator("[data-explorer-module]").all():
        place.scroll_into_view_if_needed()
        place.locator("[data-ready]").wait_for()
    for figure in tab.locator("img[loading=lazy]").all():
        figure.scroll_into_view_if_needed()
    tab.evaluate("window.scrollTo(0, 0)")
    tab.wait_for_load_state("networkidle")


def bytes_of(reply):
    """What a reply weighs, gzipped where a static host gzips."""
    body = reply.body()
    return len(gzip.compress(body, 6)) if Path(urlsplit(reply.url).path).suffix in PACKED else len(body)


@pytest.mark.parametrize("page", PAGES)
def test_page_is_alone_clean_light_and_for_everyone(site, browser, page, count, request):
    tab = browser.new_page(viewport=SIZES[0], color_scheme="light", bypass_csp=False)
    trouble = []
    tab.on("console", lambda message: trouble.append(message.text) if message.type in {"error", "warning"} else None)
    tab.on("pageerror", lambda error: trouble.append(str(error)))
    tab.on("requestfailed", lambda request: trouble.append(f"failed: {request.url}"))
    tab.on("request", lambda request: None if request.url.startswith(site) else trouble.append(f"asked {request.url}"))
    replies = []
    tab.on("response", lambda reply: replies.append(reply))  # noqa: PLW0108 (append takes no mark)
    tab.on("response", lambda reply: trouble.append(f"{reply.status}: {reply.url}") if reply.status >= 400 else None)
    tab.goto(site + page, wait_until="networkidle")
    whole(tab)
    request.config.weights[page] = len(replies), sum(map(bytes_of, replies))
    assert request.config.weights[page][1] <= PAGE_BYTES
    assert tab.locator(".math").count() == tab.locator("mjx-container").count()
    assert tab.locator("mjx-merror").count() == 0
    assert tab.locator("h1").count() == 1
    tab.evaluate(AXE)
    for size in SIZES:
        tab.set_viewport_size(size)
        for theme in THEMES[size["width"]]:
            tab.emulate_media(color_scheme=theme)
            expect(tab.locator("html")).to_have_attribute("data-theme", theme)
            found = [f"{size['width']} px, {theme}: {each}" for each in tab.evaluate(FINDINGS)]
            trouble += found
            count("looks by axe", 1)
            count("axe violations", len(found))
        overflow = tab.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        trouble += [f"{overflow} px too wide at {size['width']} px"] if overflow > 0 else []
    count("pages", 1)
    tab.close()
    assert trouble == []
