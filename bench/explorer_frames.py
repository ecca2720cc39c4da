"""How long from a hand's move to the painted frame, for every explorer on the built site and each kind of handle in it.

    python bench/explorer_frames.py

Chromium paints as soon as it can (no waiting for the screen's refresh). It does so only while something changes: after
a frame without a change it waits its 16 ms all the same. So a small counter in the page's corner changes in every
frame. Of each kind of handle (a weight, a bias, an input, ...) the first is dragged sideways, 200 moves, and so is the
first slider under the picture. Beside them stands the time of a frame in which only the counter changes: what measuring
costs by itself. They take turns, forty moves at a time, so that a slow minute of the machine is shared by all.
The table also gives the time from navigation to the first explorer on the page, and the gzipped bytes that the
explorers add to a page.
"""

import gzip
import re
import statistics
import sys
import threading
from functools import partial
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tools"), str(ROOT / "bench")]

import chromium
import results
from page_scripts import PageScripts
from serve import QuietHandler, QuietServer

SITE = ROOT / "_build" / "html"
BUNDLES = ROOT / "nnbp_core" / "explorers" / "bundles"
EVENTS = 40
ROUNDS = 5
IN_PAGE = PageScripts(ROOT / "bench" / "in_page")
PACE = ["--disable-gpu-vsync", "--disable-frame-rate-limit"]


def places():
    """(explorer's module, its name, page) for every explorer of the site."""
    for path in sorted(SITE.glob("book/chapters/*.html")):
        for module, name in re.findall(r'data-explorer-module="(\w+)" id="(\w+)"', path.read_text(encoding="utf-8")):
            yield module, name, path.relative_to(SITE).as_posix()


def added_bytes(page):
    """What the explorers of a page add to it, gzipped."""
    modules = {module for module, _, where in places() if where == page} | {"host"}
    css = gzip.compress((SITE / "_static" / "explorers" / "explorers.css").read_bytes())
    return len(css) + sum(len(gzip.compress((BUNDLES / f"{module}.js").read_bytes())) for module in modules)


def opened(browser, address, page, name):
    """(a tab with an explorer of a page before the reader's eyes, the kinds of hands in it)."""
    tab = browser.new_page(viewport={"width": 1280, "height": 1000})
    tab.goto(address + page + "#" + name)
    root = tab.locator(f"[data-explorer={name}]")
    root.and_(tab.locator("[data-ready]:not([data-computing])")).wait_for()
    root.scroll_into_view_if_needed()
    return tab, IN_PAGE.ask(root, "kindsOfHands")


def measure(browser, address):
    """Milliseconds of each move of a hand, and of each idle frame: {(module, name, page, hand): (times, idle)}."""
    tabs = {place: opened(browser, address, place[2], place[1]) for place in places()}
    measured = {(*place, hand): ([], []) for place, (_, hands) in tabs.items() for hand in hands}
    for _ in range(ROUNDS):
        for (*place, hand), kinds in measured.items():
            tab = tabs[tuple(place)][0]
            tab.bring_to_front()
            times, idle = IN_PAGE.ask(tab.locator(":root"), "timesOfMoves", hand, EVENTS)
            kinds[0].extend(times)
            kinds[1].extend(idle)
    for tab, _ in tabs.values():
        tab.close()
    return measured


def first_paint(browser, address, page, name):
    """Milliseconds from navigation to the painted explorer, its link opened in a new tab: the median of five."""
    times = []
    for _ in range(5):
        tab = browser.new_page(viewport={"width": 1280, "height": 1000})
        IN_PAGE.at_start(tab, "watchForTheFirst")
        tab.goto(address + page + "#" + name)
        times.append(tab.evaluate("window.firstExplorer"))
        tab.close()
    return statistics.median(times)


def main():
    """Measure all and print the table."""
    server = QuietServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(SITE)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/"
    heads = ("median ms", "95 % ms", "idle ms", "first ms", "kB")
    print(f"{'explorer':24} {'hand':12}" + "".join(f"{head:>11}" for head in heads))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=[*chromium.FLAGS, *PACE])
        usual = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.FLAGS)
        first = {place: first_paint(usual, address, place[2], place[1]) for place in places()}
        rows = []
        for (module, name, page, hand), (times, idle) in measure(browser, address).items():
            row = {"explorer": name, "page": Path(page).stem, "hand": hand}
            row["median ms"], row["95 % ms"] = statistics.median(times), statistics.quantiles(times, n=20)[-1]
            row["idle ms"], row["first ms"] = statistics.median(idle), first[module, name, page]
            row["kB"] = added_bytes(page) / 1000
            rows.append(row)
            print(f"{module:24} {hand:12}" + "".join(f"{row[head]:11.1f}" for head in heads))
        browser.close()
        usual.close()
    results.store("explorers", rows)
    server.shutdown()


if __name__ == "__main__":
    main()
