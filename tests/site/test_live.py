"""Python in the page, as a reader uses it: mouse and keyboard, on a phone, with mistakes, and with files missing."""

import re
from pathlib import Path

import pytest
from asking import ask_page
from playwright.sync_api import expect
from test_pages import AXE

ROOT = Path(__file__).parents[2]
PAGE = "book/exercises/01_feedforward.html"
RIGHT = "def layer(w, a, b):\n    return SIGMOID.f(w @ a + b)\n"
NO_BIAS = "def layer(w, a, b):\n    return SIGMOID.f(w @ a)\n"
ENDLESS = "while True: pass"
NO_STORE = """
if (location.protocol === "http:" && sessionStorage.none) {
  Object.defineProperty(window, "localStorage", { get() { throw new Error("none"); } });
}
"""
PHONE = {"width": 390, "height": 844}


class Cell:
    """One cell of a page."""

    def __init__(self, tab, id):
        self.tab, self.id = tab, id
        self.root = tab.locator(f'[data-live="{id}"]')
        self.editor = self.root.locator(".cm-content")
        self.output = self.root.locator("[data-live-output]")

    def press(self, name):
        self.root.get_by_role("button", name=name, exact=True).click()

    def open(self):
        self.press("Try it here")
        expect(self.editor).to_be_focused()
        return self

    def is_(self, verdict, state="ready"):
        expect(self.root).to_have_attribute("data-state", state)
        expect(self.root).to_have_attribute("data-verdict", verdict)

    def run(self, code, verdict):
        """Type, run with the keyboard, and wait for the verdict; returns what the cell shows."""
        self.editor.fill(code)
        self.tab.keyboard.press("Control+Enter")
        self.is_(verdict)
        return self.output.inner_text()


@pytest.fixture
def page(tab, site):
    """The exercises of chapter 1."""
    tab.goto(site + PAGE)
    return tab


def findings(tab):
    tab.evaluate(AXE)
    return ask_page(tab, "findings")


def test_from_the_click_to_passed_and_nothing_comes_before_or_from_elsewhere(page, site):
    at_first = len(page.asked)
    assert not [each.url for each in page.asked if re.search(r"live\.js|worker|wasm|python_stdlib", each.url)]
    (loader,) = (each for each in page.asked if "/live/" in each.url)
    assert len(loader.response().body()) <= 2000
    cell = Cell(page, "1.1")
    expect(cell.root).to_have_attribute("data-state", "idle")
    cell.open()
    cell.press("Run")
    cell.is_("not attempted")
    told = cell.run(NO_BIAS, "failed")
    assert "The bias is missing" in told
    assert "1.1: not right yet" in told
    assert "12 random inputs" in cell.run(RIGHT, "passed")
    expect(page.locator("h2 [data-passed]")).to_have_text("✓ passed")
    second = Cell(page, "1.2").open()
    assert "<cell 1.2>" in second.run("def feedforward(weights, biases, x):\n    return nothing", "failed")
    assert "True" in second.run(
        "layer([[0.0]], np.zeros((1, 1)), 0)[0, 0] == 0.5", "error"
    )  # a page's cells share names
    asked = [each.url for each in page.asked[at_first:]]
    assert {"live.js", "live.css", "worker.js"} <= {url.rsplit("/", 1)[1] for url in asked}
    assert all(url.startswith((site, "blob:")) for url in asked)


def test_a_page_that_comes_slowly_has_all_its_buttons(page, site):
    page.goto(f"{site}{PAGE}?slow")
    assert page.locator("[data-live]").count() == page.locator("[data-live]:visible").count() >= 3


MISTAKES = {
    "a syntax error": ("def layer(w, a, b:\n    pass", ["SyntaxError", "line 1"]),
    "an exception": ("x = 1\ny = x / 0", ["ZeroDivisionError", "line 2", "y = x / 0"]),
    "input": ("name = input('?')", ["input() cannot ask anybody here"]),
    "exit": ("import sys\nsys.exit()", ["Here Python stays"]),
    "an import": ("import torch", ["No module named 'torch'", "NumPy, nnbp_core and the standard library"]),
    "100 MB of output": ("for _ in range(1000): print('x' * 100_000)", ["more characters, which are left out"]),
    "too much memory": ("many = [np.zeros(1 << 27) for _ in range(5)]", ["needs more memory than a page has"]),
    "deep recursion": ("def f(): return f()\nf()", ["RecursionError", "without coming to an end"]),
    "the end of Python": ("import os\nos._exit(3)", ["Python broke down", "exit(3)", "Your code is still here"]),
    "another check": ("def check(*_): return PASSED\n" + RIGHT, ["gives check a meaning of its own"]),
    "no answer": ("answer = 42", ["The check asks for layer: your code defines no such name"]),
}


def test_each_mistake_gets_its_words_and_the_page_lives(page):
    cell = Cell(page, "1.1").open()
    for name, (code, words) in MISTAKES.items():
        cell.run(code, "error")
        told = cell.root.inner_text()
        assert [each for each in words if each not in told] == [], name
        assert "cell.py" not in told, name
    page.trouble.clear()  # Pyodide's own words about its end
    cell.run("big = np.ones(125_000_000)  # a gigabyte\n" + RIGHT, "passed")
    cell.run(RIGHT, "passed")  # in a new worker, which is small again


def test_what_is_printed_appears_and_stop_ends_an_endless_loop(page):
    cell = Cell(page, "1.1").open()
    cell.is_("not attempted")
    cell.editor.fill(f"import time\nprint('before')\ntime.sleep(0.2)\nprint('soon')\n{ENDLESS}")
    cell.press("Run")
    expect(cell.output).to_contain_text("before")
    other = Cell(page, "1.2").open()
    expect(other.root).to_contain_text("Waiting until Python is free")
    expect(cell.root).to_have_attribute("data-state", "running")
    cell.press("Stop")
    cell.is_("stopped")
    other.is_("not attempted")
    cell.run(RIGHT, "passed")


def test_code_and_marks_come_back_and_go_elsewhere_as_one_file(page, site, tmp_path):
    cell = Cell(page, "1.1").open()
    cell.run(RIGHT, "passed")
    Cell(page, "1.2").open().editor.fill("# half an idea")
    page.reload()  # at once: what was just typed is kept too
    expect(page.locator("h2 [data-passed]")).to_have_count(1)
    assert Cell(page, "1.1").open().editor.inner_text().split() == RIGHT.split()
    assert "half an idea" in Cell(page, "1.2").open().editor.inner_text()
    box = cell.root.locator("details")
    box.locator("summary").click()
    with page.expect_download() as download:
        box.get_by_role("button", name="Download").click()
    file = tmp_path / "answers.py"
    download.value.save_as(file)
    text = file.read_text(encoding="utf-8")
    assert "# passed: 1.1" in text
    compile(text, "answers.py", "exec")
    page.evaluate("localStorage.clear()")
    page.goto(site + "book/intro.html")
    expect(page.locator("[data-passed]")).to_have_count(0)
    page.goto(site + PAGE)
    cell.open()
    cell.root.locator("summary").click()
    cell.root.locator("input[type=file]").set_input_files(file)
    expect(cell.root).to_contain_text("Restored: 1.1, 1.2")
    assert cell.editor.inner_text().split() == RIGHT.split()
    cell.root.locator("input[type=file]").set_input_files(ROOT / "LICENSE")
    expect(cell.root).to_contain_text("There are no answers in that file")
    page.goto(site + "book/intro.html")
    expect(page.locator(".chapter-map li:first-child [data-passed]")).to_have_text("✓ 1.1")


def test_reset_hint_and_solution(page):
    cell = Cell(page, "1.1").open()
    cell.editor.fill("nonsense")
    cell.press("Reset to the stub")
    expect(cell.editor).to_contain_text("YOUR CODE HERE")
    cell.editor.press("Control+z")
    expect(cell.editor).to_have_text("nonsense")
    cell.press("Hint")
    expect(cell.output).to_contain_text("Hint 1 of 3")
    cell.press("Hint")
    expect(cell.output).to_contain_text("Hint 2 of 3")
    cell.press("Show the solution")
    expect(cell.root.locator(".live-solution pre")).to_contain_text("return SIGMOID.f(z)")
    assert "SOLUTION" not in cell.root.locator(".live-solution pre").inner_text()


def test_a_browser_that_keeps_nothing_says_so_and_works(page):
    page.add_init_script(NO_STORE)
    page.evaluate("sessionStorage.none = 'yes'")
    page.reload()
    cell = Cell(page, "1.1").open()
    expect(cell.root).to_contain_text("This browser keeps nothing: download your answers before you leave")
    cell.run(RIGHT, "passed")
    assert "1 of" in cell.run("from nnbp_core.exercises import progress\nprint(progress())\n" + RIGHT, "passed")
    page.evaluate("sessionStorage.clear()")
    page.reload()
    page.trouble.clear()  # the theme's own words about it


@pytest.mark.parametrize("missing", ["live.js", "worker.js", "pyodide.asm.wasm"])
def test_a_missing_file_is_told_and_tried_again(page, missing):
    page.route(f"**/{missing}*", lambda route: route.fulfill(status=404))
    cell = Cell(page, "1.1")
    cell.press("Try it here")
    if missing == "live.js":
        expect(cell.root).to_contain_text("The editor could not be fetched")
    else:
        expect(cell.root).to_contain_text("Your code is still here")
        expect(cell.root.get_by_role("link", name="download the notebook")).to_be_visible()
    page.unroute(f"**/{missing}*")
    cell.press("Try it here" if missing == "live.js" else "Try again")
    expect(cell.root).to_have_attribute("data-state", "ready")
    cell.run(RIGHT, "passed")
    page.trouble.clear()  # the browser's own words about the missing file


def test_what_hangs_is_told_after_a_minute(browser, site):
    context = browser.new_context()  # its clock stays with it
    page = context.new_page()
    page.clock.install()
    page.goto(site + PAGE)
    page.route("**/pyodide.asm.wasm", lambda route: None)
    cell = Cell(page, "1.1").open()
    expect(cell.root).to_have_attribute("data-state", "loading")
    page.wait_for_timeout(1500)
    page.clock.fast_forward(61_000)
    expect(cell.root).to_contain_text("For a minute, nothing more of Python has come")
    context.close()


def test_on_a_phone_with_the_keyboard_for_everyone(page):
    page.set_viewport_size(PHONE)
    cell = Cell(page, "1.1")
    cell.root.get_by_role("button", name="Try it here").focus()
    page.keyboard.press("Enter")
    expect(cell.editor).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("def layer(w, a, b):\nprint(w.shape)\nreturn 2 * SIGMOID.f(w @ a + b)")  # it indents by itself
    page.keyboard.press("Tab")
    expect(cell.editor).to_be_focused()  # Tab writes, until Escape
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(cell.root.get_by_role("button", name="Run", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    cell.is_("failed")
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        expect(page.locator("html")).to_have_attribute("data-theme", theme)
        assert findings(page) == [], theme
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_chapter_has_a_cell_to_try_things_and_figures_run_their_code(tab, site):
    tab.goto(site + "book/chapters/01_feedforward.html#FeedforwardExplorer")
    cell = Cell(tab, "chapter-1").open()
    cell.press("Run")
    cell.is_("ran")
    expect(cell.output).to_contain_text("array([[")
    assert "cross-entropy" in cell.run("sorted(COSTS)", "ran")
    lab = tab.locator('[data-explorer-module="feedforward_explorer"]').first
    lab.locator(".nnbp-more > summary").click()
    lab.locator(".nnbp-code summary").click()
    shown = lab.locator("[data-live]")
    shown.get_by_role("button", name="Run").click()
    expect(shown.locator("[data-live-output]")).to_contain_text("z2_1 =")
    expect(shown).to_have_attribute("data-verdict", "ran")
    lab.get_by_role("button", name="Reset").first.focus()
    lab.locator(".nnbp-bar button").nth(1).click()
    expect(shown.locator("[data-live-output]")).to_be_empty()  # it belonged to other numbers


def test_every_exercise_has_its_cell():
    from nnbp_core.exercises import EXERCISES

    pages = (ROOT / "_build" / "html" / "book" / "exercises").glob("*.html")
    found = [id for page in pages for id in re.findall(r'data-live="([\d.]+)"', page.read_text(encoding="utf-8"))]
    assert sorted(found) == sorted(EXERCISES)
