"""The built site, served at a sub-path, and a Chromium that can reach nothing else."""

import os
import shutil
import threading
import time
from collections import Counter
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import chromium
import pytest
from explorer_page import CLASSES, open_at
from playwright.sync_api import expect, sync_playwright
from serve import QuietHandler, QuietServer

WIDE = {"width": 1280, "height": 1000}
PHONE = {"width": 390, "height": 844}
SITE = Path(__file__).parents[2] / "_build" / "html"
expect.set_options(timeout=30_000)  # ms, as for all else that Playwright waits for: busy machines stand still


class Host(QuietHandler):
    """Says, as the site's own host does, how long a file may be kept: what pages share is sent and read in once."""

    def end_headers(self):
        """The last header."""
        self.send_header("Cache-Control", "max-age=600")
        super().end_headers()

    def copyfile(self, source, outputfile):
        """A page asked for with ``?slow``: its end comes when what its beginning asks for has long been read."""
        if self.path.endswith("?slow"):
            outputfile.write(source.read(6000))
            outputfile.flush()
            time.sleep(1)
        super().copyfile(source, outputfile)


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The address of the site's root, under /course/."""
    assert (SITE / "index.html").exists(), "the site is not built: run `make site`"
    root = tmp_path_factory.mktemp("served")
    (root / "course").symlink_to(SITE)
    server = QuietServer(("127.0.0.1", 0), partial(Host, directory=str(root)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/course/"
    server.shutdown()


@pytest.fixture(scope="session")
def browser():
    """Headless Chromium with every host but this one unresolvable."""
    path = os.environ.get("CHROMIUM") or chromium.find()
    if not path or not shutil.which(path):
        if os.environ.get("CI") == "true":
            pytest.fail("no Chromium: the browser tests must run in CI")
        pytest.skip("no Chromium: set CHROMIUM to its path")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=chromium.FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def only_tab(browser):
    """The tab that most tests share: opening one takes longer than loading a page."""
    return browser.new_page()


@pytest.fixture(scope="session")
def only_phone(browser):
    """The phone that most tests share."""
    context = browser.new_context(viewport=PHONE, has_touch=True)
    return context.new_page()


@contextmanager
def watched(tab):
    """A tab that lists its requests in `asked`, and in `trouble` what goes wrong: in the end, there must be none."""
    trouble, asked = tab.trouble, tab.asked = [], []
    listeners = {
        "request": lambda request: asked.append(request),  # noqa: PLW0108 (append takes no mark)
        "console": lambda message: trouble.append(message.text) if message.type in {"error", "warning"} else None,
        "pageerror": lambda error: trouble.append(str(error)),
        "requestfailed": lambda request: trouble.append(f"failed: {request.url}") if was_blocked(request) else None,
        "response": lambda reply: trouble.append(f"{reply.status}: {reply.url}") if reply.status >= 400 else None,
    }
    for event, listener in listeners.items():
        tab.on(event, listener)
    yield tab
    for event, listener in listeners.items():
        tab.remove_listener(event, listener)
    assert trouble == []


def was_blocked(request):
    """Whether a request failed of itself, and not because the reader had gone on to another page."""
    return request.failure != "net::ERR_ABORTED"


@pytest.fixture
def tab(only_tab):
    """The tab as if it were new: wide, light, with nothing stored."""
    only_tab.set_viewport_size(WIDE)
    only_tab.emulate_media(color_scheme="light", reduced_motion="no-preference")
    with watched(only_tab):
        yield only_tab
        only_tab.evaluate("localStorage.clear(); sessionStorage.clear()")
        only_tab.goto("about:blank")


@pytest.fixture(scope="module", params=CLASSES)
def standing(browser, site, request):
    """An explorer on its page, for tests that look at it and leave it as it is: they share one visit."""
    page = browser.new_page(viewport=WIDE)
    with watched(page):
        yield open_at(page, site, request.param, unfolded=False)
    page.close()


@pytest.fixture(scope="session")
def scriptless(browser):
    """A browser that runs no script."""
    return browser.new_context(java_script_enabled=False).new_page()


@pytest.fixture
def calm(tab):
    """The tab of a reader who asked for less motion."""
    tab.emulate_media(reduced_motion="reduce")
    return tab


@pytest.fixture
def phone(only_phone):
    """A window as small as a phone's, and fingers, as if it were new."""
    only_phone.emulate_media(forced_colors="none")
    yield only_phone
    only_phone.evaluate("localStorage.clear(); sessionStorage.clear()")
    only_phone.goto("about:blank")


@pytest.fixture
def mobile(browser):
    """A phone whose browser lays the page out as phones do."""
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    yield context.new_page()
    context.close()


@pytest.fixture
def new_tab(tab):
    """The tab as if it knew nothing of the site: what a page needs is asked for again."""
    tab.context.new_cdp_session(tab).send("Network.setCacheDisabled", {"cacheDisabled": True})
    yield tab
    tab.context.new_cdp_session(tab).send("Network.setCacheDisabled", {"cacheDisabled": False})


def pytest_configure(config):
    """Counts of what was checked; each worker adds its own."""
    config.counts = Counter()
    config.weights = {}


@pytest.fixture
def count(request):
    """Add to a count that the run prints at its end: count("pages", 1)."""
    return lambda name, n: request.config.counts.update({name: n})


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node, error):
    """Take over the counts of a worker of pytest-xdist."""
    output = getattr(node, "workeroutput", {})
    node.config.counts.update(output.get("counts", {}))
    node.config.weights.update(output.get("weights", {}))


def pytest_sessionfinish(session):
    """Hand the counts of a worker on."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput.update(counts=dict(session.config.counts), weights=session.config.weights)


def pytest_terminal_summary(terminalreporter, config):
    """Print the counts."""
    if config.counts:
        terminalreporter.section("checked on the built site")
        for name, number in sorted(config.counts.items()):
            terminalreporter.write_line(f"{number:8,} {name}")
    if config.weights:
        terminalreporter.section("over the wire, gzipped")
        for page, (files, size) in sorted(config.weights.items()):
            terminalreporter.write_line(f"{size / 1000:8.0f} kB in {files:2} files  {page}")
