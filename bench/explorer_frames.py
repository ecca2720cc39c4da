"""How long from an input event to the painted frame, for every explorer on the built site.

    python bench/explorer_frames.py

Chromium paints as soon as it can (no waiting for the screen's refresh). It does so only while something changes: after
a frame without a change it waits its 16 ms all the same. So a small counter in the page's corner changes in every
frame. 200 events per explorer move its first slider up and down; beside them stands the time of a frame in which only
the counter changes: what measuring costs by itself. The explorers take turns, forty events at a time, so that a slow
minute of the machine is shared by all. The table also gives the time from navigation to the first explorer on the page,
and the gzipped bytes that the explorers add to a page.
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
from serve import QuietHandler, QuietServer

SITE = ROOT / "_build" / "html"
BUNDLES = ROOT / "nnbp_core" / "explorers" / "bundles"
EVENTS = 40
ROUNDS = 5
PACE = ["--disable-gpu-vsync", "--disable-frame-rate-limit"]
WATCH = """
window.firstExplorer = new Promise((done) => new MutationObserver((changes, watch) => {
  if (!changes.some(({ target }) => target.dataset?.ready !== undefined)) return;
  watch.disconnect();
  requestAnimationFrame(() => setTimeout(() => done(performance.now())));
}).observe(document, { subtree: true, attributes: true, attributeFilter: ['data-ready'] }));
"""
MEASURE = """
async ([root, events]) => {
  const slider = root.querySelector('input[type=range], input[type=number]');
  const counter = document.body.appendChild(document.createElement('small'));
  counter.style.cssText = 'position: fixed; top: 0; left: 0; contain: strict; width: 3em; height: 1em';
  let frames = 0;
  const painted = () => new Promise((done) => requestAnimationFrame(() => {
    counter.textContent = frames += 1;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done();
    port2.postMessage(0);
  }));
  const times = [], idle = [];
  for (let i = 0; i < events; i += 1) {
    await painted();
    const before = performance.now();
    await painted();
    idle.push(performance.now() - before);
    const start = performance.now();
    i % 2 ? slider.stepUp(1 + (i % 7)) : slider.stepDown(1 + (i % 7));
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    await painted();
    times.push(performance.now() - start);
  }
  counter.remove();
  return [times, idle];
}
"""


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
    """A tab with an explorer of a page before the reader's eyes, and the explorer's element."""
    tab = browser.new_page(viewport={"width": 1280, "height": 1000})
    tab.goto(address + page + "#" + name)
    root = tab.locator(f"[data-explorer={name}]")
    root.and_(tab.locator("[data-ready]:not([data-computing])")).wait_for()
    root.scroll_into_view_if_needed()
    return tab, root.element_handle()


def measure(browser, address):
    """For every explorer the milliseconds of each event, and those of each idle frame: [(times, idle), ...]."""
    tabs = [opened(browser, address, page, name) for _, name, page in places()]
    measured = [([], []) for _ in tabs]
    for _ in range(ROUNDS):
        for (tab, root), kinds in zip(tabs, measured, strict=True):
            tab.bring_to_front()
            times, idle = tab.evaluate(MEASURE, [root, EVENTS])
            kinds[0].extend(times)
            kinds[1].extend(idle)
    for tab, _ in tabs:
        tab.close()
    return measured


def first_paint(browser, address, page, name):
    """Milliseconds from navigation to the painted explorer, its link opened in a new tab: the median of five."""
    times = []
    for _ in range(5):
        tab = browser.new_page(viewport={"width": 1280, "height": 1000})
        tab.add_init_script(WATCH)
        tab.goto(address + page + "#" + name)
        times.append(tab.evaluate("window.firstExplorer"))
        tab.close()
    return statistics.median(times)


def main():
    """Measure all and print the table."""
    server = QuietServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(SITE)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/"
    print(
        f"{'explorer':24} {'chapter':26} {'median ms':>9} {'95 % ms':>8} {'idle ms':>8} {'first ms':>9} {'adds kB':>13}"
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=[*chromium.FLAGS, *PACE])
        usual = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.FLAGS)
        rows = []
        for (module, name, page), (times, idle) in zip(places(), measure(browser, address), strict=True):
            first = first_paint(usual, address, page, name)
            low, high = statistics.median(times), statistics.quantiles(times, n=20)[-1]
            still, size = statistics.median(idle), added_bytes(page) / 1000
            rows.append(
                {
                    "explorer": name,
                    "page": Path(page).stem,
                    "median ms": low,
                    "95 % ms": high,
                    "idle ms": still,
                    "first ms": first,
                    "kB": size,
                }
            )
            print(f"{module:24} {Path(page).stem:26} {low:9.1f} {high:8.1f} {still:8.1f} {first:9.0f} {size:13.1f}")
        browser.close()
        usual.close()
    results.store("explorers", rows)
    server.shutdown()


if __name__ == "__main__":
    main()
