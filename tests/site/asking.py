"""What the functions of ``in_page/`` say about a page or about a part of it."""

from pathlib import Path

from page_scripts import PageScripts

IN_PAGE = PageScripts(Path(__file__).parent / "in_page")
ask, wait_for, at_start = IN_PAGE.ask, IN_PAGE.wait, IN_PAGE.at_start


def ask_page(tab, function, *arguments):
    """The same about all that a tab shows."""
    return ask(tab.locator(":root"), function, *arguments)
