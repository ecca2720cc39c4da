"""Every page of the site works with every other host blocked."""

from pathlib import Path

import pytest

SITE = Path(__file__).parents[2] / "_build" / "html"
PAGES = sorted(str(path.relative_to(SITE)) for path in SITE.glob("book/**/*.html"))


def test_there_are_pages():
    assert PAGES


@pytest.mark.parametrize("page", PAGES)
def test_page_needs_no_other_host_and_complains_of_nothing(site, browser, page):
    tab = browser.new_page()
    trouble = []
    tab.on("console", lambda message: trouble.append(message.text) if message.type in {"error", "warning"} else None)
    tab.on("pageerror", lambda error: trouble.append(str(error)))
    tab.on("requestfailed", lambda request: trouble.append(f"failed: {request.url}"))
    tab.on(
        "response",
        lambda response: trouble.append(f"{response.status}: {response.url}") if response.status >= 400 else None,
    )
    tab.goto(site + page, wait_until="networkidle")
    formulas = tab.locator(".math").count()
    if formulas:
        tab.wait_for_function("document.querySelectorAll('mjx-container').length > 0")
        assert tab.locator("mjx-container").count() == formulas
    assert tab.locator("mjx-merror").count() == 0
    tab.close()
    assert trouble == []
