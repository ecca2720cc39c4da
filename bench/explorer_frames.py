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
HANDS = """
(root) => {
  const all = [...root.querySelectorAll('[data-picture] :is([data-handle], [role=grid])')];
  const kinds = new Map();
  for (const part of all) {
    const kind = part.dataset.handle?.replace(/[\\d_,].*/, '') ?? 'pen';
    if (!kinds.has(kind)) kinds.set(kind, part);
  }
  const slider = [...root.querySelectorAll('input[type=range]')].find((each) => each.checkVisibility());
  if (slider) kinds.set('a slider', slider);
  window.hands = kinds;
  return [...kinds.keys()];
}
"""
MEASURE = """
async ([kind, events]) => {
  const part = window.hands.get(kind);
  Element.prototype.setPointerCapture = () => {}; // a made-up pointer cannot be captured
  const counter = document.body.appendChild(document.createElement('small'));
  counter.style.cssText = 'position: fixed; top: 0; left: 0; contain: strict; width: 3em; height: 1em';
  let frames = 0;
  const painted = () => new Promise((done) => requestAnimationFrame(() => {
    counter.textContent = frames += 1;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done();
    port2.postMessage(0);
  }));
  const { x, y, width, height } = part.getBoundingClientRect();
  const send = (type, far) => part.dispatchEvent(new PointerEvent(type, { bubbles: true, pointerId: 7, isPrimary: true,
    pointerType: 'mouse', buttons: 1, clientX: x + width / 2 + far, clientY: y + height / 2 + far / 4 }));
  const isSlider = part.matches('input');
  const move = (i) => {
    if (!isSlider) return send('pointermove', (i % 2 ? 1 : -1) * (8 + 3 * (i % 7)));
    i % 2 ? part.stepUp(1 + (i % 7)) : part.stepDown(1 + (i % 7));
    part.dispatchEvent(new Event('input', { bubbles: true }));
  };
  if (!isSlider) send('pointerdown', 0);
  const times = [], idle = [];
  for (let i = 0; i < events; i += 1) {
    await painted();
    const before = performance.now();
    await painted();
    idle.push(performance.now() - before);
    const start = performance.now();
    move(i);
    await painted();
    times.push(performance.now() - start);
  }
  if (!isSlider) send('pointerup', 0);
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
    """(a tab with an explorer of a page before the reader's eyes, the kinds of hands in it)."""
    tab = browser.new_page(viewport={"width": 1280, "height": 1000})
    tab.goto(address + page + "#" + name)
    root = tab.locator(f"[data-explorer={name}]")
    root.and_(tab.locator("[data-ready]:not([data-computing])")).wait_for()
    root.scroll_into_view_if_needed()
    return tab, root.evaluate(HANDS)


def measure(browser, address):
    """Milliseconds of each move of a hand, and of each idle frame: {(module, name, page, hand): (times, idle)}."""
    tabs = {place: opened(browser, address, place[2], place[1]) for place in places()}
    measured = {(*place, hand): ([], []) for place, (_, hands) in tabs.items() for hand in hands}
    for _ in range(ROUNDS):
        for (*place, hand), kinds in measured.items():
            tab = tabs[tuple(place)][0]
            tab.bring_to_front()
            times, idle = tab.evaluate(MEASURE, [hand, EVENTS])
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
