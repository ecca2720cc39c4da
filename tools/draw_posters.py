"""Draw the posters: a still picture of each explorer, for where it cannot be alive.

python tools/draw_posters.py            writes nnbp_core/explorers/posters/ and shared/rooms.css; the site must have
                                        been built

A front-end without widgets, a page before its script runs or on paper, and a page opened as a file show the poster.
It is the largest drawing of the explorer's start (or of the state that its class names as ``STILL``), with the styles
that it has on the light page written into it, and what the explorer says of it. rooms.css keeps as much room on a page
as the figure takes when it comes alive, so that nothing below it moves.
"""

import re
import sys
import threading
from functools import partial
from html import escape
from pathlib import Path

import chromium
from page_scripts import PageScripts
from playwright.sync_api import sync_playwright
from serve import QuietHandler, QuietServer

from nnbp_core import explorers

ROOT = Path(__file__).parents[1]
SITE = ROOT / "_build" / "html"
POSTERS = ROOT / "nnbp_core" / "explorers" / "posters"
ROOMS = ROOT / "nnbp_core" / "explorers" / "shared" / "rooms.css"
WIDTHS = {"--room": 1280, "--narrow-room": 390}
IN_PAGE = PageScripts(ROOT / "tools" / "in_page")
LONG = re.compile(r"-?\d+\.\d{2,}")


def _to_a_tenth(number):
    return f"{float(number[0]):.1f}".removesuffix(".0")


def svg_of(title, said, drawing):
    """A drawing as a file of its own: named, told in words, on white, its coordinates to a tenth."""
    inside = re.sub(
        r"<[^>]*>", lambda tag: LONG.sub(_to_a_tenth, tag[0]), drawing["inside"]
    )  # never what a reader reads
    inside = re.sub(r"><\/(?:path|circle|rect|line)>", "/>", inside)
    inside = re.sub(r"<(g|tspan)[^>]*></\1>", "", inside)
    inside = re.sub(r'(?<=\d)px(?=[",])', "", inside)
    inside = re.sub(r"rgb\((\d+), (\d+), (\d+)\)", lambda m: f"#{int(m[1]):02x}{int(m[2]):02x}{int(m[3]):02x}", inside)
    inside = inside.replace("&nbsp;", "\u00a0")  # a browser writes HTML's name for it, which XML does not know
    x, y, width, height = drawing["box"].split()
    size = f'width="{drawing["width"]:.0f}" height="{drawing["height"]:.0f}" role="img"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{drawing["box"]}" {size} font-family="sans-serif">'
        f"<title>{escape(title)}</title><desc>{escape(said)}</desc>"
        f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="#fff"/>{inside}</svg>\n'
    )


def places():
    """{class: the page that holds it}, for every explorer."""
    pages = {path: path.read_text(encoding="utf-8") for path in sorted(SITE.glob("book/chapters/*.html"))}
    return {
        cls: next(path for path, text in pages.items() if f'data-explorer-module="{cls.MODULE}"' in text)
        for cls in explorers.Explorer.__subclasses__()
    }


def opened(tab, name, address):
    """An explorer on its page, mounted and at rest."""
    tab.set_viewport_size({"width": WIDTHS["--room"], "height": 900})
    tab.goto("about:blank")
    tab.goto(address)
    root = tab.locator(f"[data-explorer={name}][data-ready]:not([data-computing]):not([data-writing])").first
    root.wait_for()
    return root


def rooms_of(tab, root):
    """The heights that a figure takes on a page, wide and narrow, as its style sheet says them."""
    heights = {}
    for name, width in WIDTHS.items():
        tab.set_viewport_size({"width": width, "height": 900})
        tab.wait_for_timeout(300)
        heights[name] = root.evaluate("root => Math.round(root.getBoundingClientRect().height)")
    return "; ".join(f"{name}: {height}px" for name, height in heights.items())


def main():
    """Draw all of them."""
    server = QuietServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(SITE)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    POSTERS.mkdir(exist_ok=True)
    rooms = ["/* The heights of the figures at their start; tools/draw_posters.py measures them. */"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find() or chromium.get(), args=chromium.FLAGS)
        tab = browser.new_page(color_scheme="light")
        for cls, page in places().items():
            name, address = cls.__name__, f"http://127.0.0.1:{server.server_port}/{page.relative_to(SITE).as_posix()}"
            still = "&".join(f"{name}.{field}={value}" for field, value in cls.STILL.items())
            root = opened(tab, name, f"{address}#{still or name}")
            svg = svg_of(cls.TITLE, root.locator("[data-words]").text_content(), IN_PAGE.ask(root, "drawing"))
            (POSTERS / f"{cls.MODULE}.svg").write_text(svg, encoding="utf-8")
            root = opened(tab, name, f"{address}#{name}")
            rooms.append(f'[data-explorer-module="{cls.MODULE}"] {{ {rooms_of(tab, root)} }}')
            print(f"{cls.MODULE:28} {len(svg) / 1000:5.1f} kB")
    ROOMS.write_text("\n".join(rooms) + "\n", encoding="utf-8")
    server.shutdown()


if __name__ == "__main__":
    sys.exit(main())
