"""Take .github/entrance.png, the picture that the README opens with: the course's entrance, as a reader meets it.

python tools/picture_entrance.py        the site must have been built
"""

import sys
import threading
from functools import partial
from pathlib import Path

import chromium
from playwright.sync_api import sync_playwright
from serve import QuietHandler, QuietServer

ROOT = Path(__file__).parents[1]
SITE = ROOT / "_build" / "html"
TARGET = ROOT / ".github" / "entrance.png"
MOMENT = "#BackwardStepper.step=6"  # the error on its way back
SIZE = {"width": 1280, "height": 800}


def main():
    """Open the entrance, wait for its figure and its letters, and take the picture."""
    server = QuietServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(SITE)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find() or chromium.get(), args=chromium.FLAGS)
        tab = browser.new_page(viewport=SIZE, color_scheme="light", reduced_motion="reduce")
        tab.goto(f"http://127.0.0.1:{server.server_port}/book/intro.html{MOMENT}", wait_until="networkidle")
        tab.locator("[data-explorer][data-ready]").first.wait_for()
        tab.evaluate("document.fonts.ready.then(() => true)")
        tab.evaluate("window.scrollTo({ top: 0, behavior: 'instant' })")
        tab.wait_for_timeout(300)
        tab.screenshot(path=TARGET)
        browser.close()
    server.shutdown()
    print(f"{TARGET.relative_to(ROOT)}: {TARGET.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    sys.exit(main())
