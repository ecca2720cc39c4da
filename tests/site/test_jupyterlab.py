"""A real JupyterLab without MyST, driven in Chromium.

A chapter reads as it does everywhere, an exercise goes from stub to pass, every explorer is alive and tied to its
traits.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import nbformat
import pytest
from asking import ask, ask_page, wait_for
from bs4 import BeautifulSoup
from playwright.sync_api import expect
from renderings import read, rendered, texts, words

from nnbp_core import explorers
from nnbp_core.exercises import EXERCISES

BOOK = Path(__file__).parents[2] / "book"
CLASSES = [cls.__name__ for cls in explorers.Explorer.__subclasses__()]
SECONDS = 1000
SITE = Path(__file__).parents[2] / "_build" / "html" / "book" / "chapters"
EXTENSIONS = {"@jupyter-widgets/jupyterlab-manager", "anywidget", "jupyterlab_pygments"}  # packages we need bring them
STRAIGHT = str.maketrans("‘’“”", "''\"\"")  # Sphinx bends quotation marks
SET = "mjx-container"  # a formula that MathJax has set, in the page and on the site


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """A JupyterLab that knows no MyST, on a folder of its own with the book: (its address, the folder)."""
    folder, port = tmp_path_factory.mktemp("lab"), free_port()
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        "--no-browser",
        f"--port={port}",
        "--ServerApp.token=",
        "--allow-root",
    ]
    options = ["--ServerApp.password=", "--ServerApp.disable_check_xsrf=True", f"--ServerApp.root_dir={folder}"]
    environment = {
        **os.environ,
        "NNBP_PROGRESS": str(folder / "progress.json"),
        "JUPYTER_CONFIG_DIR": str(folder / ".config"),
        "JUPYTERLAB_SETTINGS_DIR": str(folder / ".settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(folder / ".workspaces"),
    }
    settings = folder / ".settings" / "@jupyterlab" / "notebook-extension" / "tracker.jupyterlab-settings"
    settings.parent.mkdir(parents=True)
    page_config = folder / ".config" / "labconfig" / "page_config.json"
    page_config.parent.mkdir(parents=True)
    page_config.write_text('{"disabledExtensions": {"jupyterlab-myst": true}}')  # it may be installed here
    settings.write_text('{"windowingMode": "none"}')  # all cells are there, seen or not
    shutil.copytree(BOOK, folder / "book", ignore=shutil.ignore_patterns("_static", ".*"))
    server = subprocess.Popen(
        [*command, *options], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    for _ in range(120):
        try:
            urllib.request.urlopen(f"{address}/api", timeout=2)
            break
        except OSError:
            time.sleep(0.5)
    yield address, folder
    server.terminate()
    try:
        server.wait(15)
    except subprocess.TimeoutExpired:  # a kernel that is just starting holds it up; without its server it ends too
        server.kill()
        server.wait(15)


class Notebook:
    """A notebook open in JupyterLab, as a person would use it."""

    def __init__(self, page, address, name):
        self.page = page
        page.goto(f"{address}/doc/tree/{name}")
        page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=60 * SECONDS)
        page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").first.wait_for(timeout=60 * SECONDS)

    def cell(self, text):
        """The first code cell that holds this text."""
        return self.page.locator(".jp-CodeCell", has=self.page.locator(".cm-content", has_text=text)).first

    def run(self, cell):
        """Run a cell with Shift+Enter and wait until it is done; returns its output area.

        JupyterLab drops a run while it is still connecting to the kernel; a person would press again, and so do we.
        """
        prompt = cell.locator(".jp-InputPrompt")
        before = prompt.inner_text()
        waited = 0
        while not (re.search(r"\d", prompt.inner_text()) and prompt.inner_text() != before):
            if waited % 30 == 0 and "*" not in prompt.inner_text():
                cell.scroll_into_view_if_needed()
                cell.locator(".cm-content").click()
                self.page.keyboard.press("Shift+Enter")
            self.page.wait_for_timeout(100)
            waited += 1
            assert waited < 900, f"the cell did not run: {prompt.inner_text()}"
        return cell.locator(".jp-OutputArea")

    def type_over(self, cell, source):
        """Replace what a cell holds."""
        cell.locator(".cm-content").click()
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(source)


def open_page(browser):
    """A page of JupyterLab. What it asks on a busy machine, such as which kernel, a person would answer; so do we."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    context.set_default_timeout(90 * SECONDS)
    page = context.new_page()
    page.add_locator_handler(page.locator("dialog.jp-Dialog"), accept)
    return page


def accept(dialog):
    """Press the first choice of a dialog; its words are printed, for whoever reads why a test failed."""
    print("JupyterLab asked:", dialog.inner_text())
    dialog.locator(".jp-mod-accept").first.click()


def chosen(name):
    """A field of an explorer that holds a number, and another value for it."""
    cls = getattr(explorers, name)
    numbers = [n for n, t in cls.class_traits(sync=True, field=True).items() if type(t).__name__ in {"Float", "Int"}]
    field = "x1" if "x1" in numbers else numbers[0]
    trait = cls.class_traits()[field]
    value = min(trait.max, max(trait.min, trait.default_value + (trait.max - trait.min) / 4))
    return field, type(trait.default_value)(value)


@pytest.fixture(scope="module")
def gallery(lab, browser):
    """One notebook with three cells for each explorer: show it, set a field of it, print that field."""
    address, folder = lab
    cells = []
    for name in CLASSES:
        field, target = chosen(name)
        cells += [
            f"from nnbp_core.explorers import {name}\nfigure_{name} = {name}()\nfigure_{name}",
            f"figure_{name}.{field} = {target!r}",
            f"print('state of {name}:', figure_{name}.{field})",
        ]
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in cells])
    made.metadata["kernelspec"] = {"display_name": "Python 3", "language": "python", "name": "python3"}
    nbformat.write(made, folder / "gallery.ipynb")
    return Notebook(open_page(browser), address, "gallery.ipynb")


def test_an_exercise_from_stub_to_pass(lab, browser):
    address, folder = lab
    shutil.copy(BOOK / "exercises" / "01_feedforward.ipynb", folder / "exercise.ipynb")
    notebook = Notebook(open_page(browser), address, "exercise.ipynb")
    notebook.page.locator(".jp-InputPlaceholder .jp-Placeholder-content").first.click()  # the imports unfold
    notebook.run(notebook.cell("from nnbp_core.exercises import check"))
    task, check = notebook.cell("def layer(w, a, b)"), notebook.cell('check("1.1", layer)')
    notebook.run(task)
    assert "Exercise 1.1: not attempted yet." in notebook.run(check).inner_text()
    notebook.type_over(task, "def layer(w, a, b):\n    return w @ a + b")
    notebook.run(task)
    told = notebook.run(check).inner_text()
    assert "This is z, the weighted input." in told
    assert "Traceback" not in told
    assert "checking.py" not in told
    notebook.type_over(task, "def layer(w, a, b):\n    return SIGMOID.f(w @ a + b)")
    notebook.run(task)
    told = f"Exercise 1.1 passed: {len(EXERCISES['1.1'].sizes)} random inputs"
    assert told in notebook.run(check).inner_text()
    assert "1.1" in (folder / "progress.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", CLASSES)
def test_an_explorer_follows_python_and_tells_python(gallery, name):
    field, target = chosen(name)
    shown = gallery.run(gallery.cell(f"from nnbp_core.explorers import {name}"))
    root = shown.locator(f"[data-explorer={name}][data-ready]")
    root.wait_for(timeout=60 * SECONDS)
    gallery.run(gallery.cell(f"figure_{name}.{field} ="))
    control = root.locator(f":is(input[data-field={field}], [data-handle={field}])").first
    wait_for(root, "shows", field, target)
    for more in root.locator("summary", has_text="More").all():
        more.press("Enter")
    control.focus()
    control.press("ArrowDown")
    wait_for(root, "showsAnother", field, target)
    moved = ask(root, "numberShown", field)
    told = gallery.run(gallery.cell(f"print('state of {name}:'")).inner_text()
    assert float(told.split(":")[1].split()[0]) == pytest.approx(moved)


@pytest.fixture(scope="module")
def chapter(lab, browser):
    """Chapter 6, open in JupyterLab, its formulas set."""
    notebook = Notebook(open_page(browser), lab[0], "book/chapters/06_saturation.ipynb")
    notebook.page.locator(".jp-MarkdownCell").last.locator(SET).first.wait_for()
    return notebook.page


def on_the_site(name):
    """The words of a chapter's text on the site."""
    page = BeautifulSoup((SITE / name).with_suffix(".html").read_text(encoding="utf-8"), "html.parser")
    article = page.select_one("article")
    for other in article.select("div.cell, div.prev-next-area, .tab-set, [data-live]"):
        other.decompose()
    said, number = words(str(article), SET).translate(STRAIGHT), f"{int(name[:2])} · "  # the site numbers its chapters
    assert said.startswith(number)
    return said.removeprefix(number)


def in_plain(name):
    """The words of each Markdown cell of a chapter in plain CommonMark."""
    return [
        words(cell["html"]).translate(STRAIGHT) for cell in rendered(texts(read(BOOK / "chapters" / name)).values())
    ]


def test_no_extension_helps(chapter):
    assert set(ask_page(chapter, "activeExtensions")) <= EXTENSIONS


def test_a_chapter_reads_alike_in_jupyterlab_in_plain_markdown_and_on_the_site(chapter):
    html = chapter.locator(".jp-RenderedMarkdown").evaluate_all("cells => cells.map((cell) => cell.outerHTML)")
    here, plain = [words(each, SET).translate(STRAIGHT) for each in html], in_plain("06_saturation.ipynb")
    assert "The first, mild, answers 0.82. The second, bad, answers 0.98, which is worse." in plain[1]
    assert here == plain
    assert on_the_site("06_saturation.ipynb") == " ".join(plain)


@pytest.mark.parametrize("name", sorted(path.name for path in (BOOK / "chapters").glob("*.ipynb")))
def test_a_chapter_reads_alike_in_plain_markdown_and_on_the_site(name):
    assert on_the_site(name) == " ".join(in_plain(name))


def test_boxes_are_closed_and_open_by_click_and_by_key(chapter):
    boxes = chapter.locator(".jp-RenderedMarkdown details")
    assert boxes.evaluate_all("boxes => boxes.filter((box) => box.open).length") == 0
    cells = read(BOOK / "chapters" / "06_saturation.ipynb").cells
    assert boxes.count() == sum(cell.source.count("<details>") for cell in cells) > 5
    first, second = boxes.nth(0), boxes.nth(1)
    expect(first.locator("p").first).to_be_hidden()
    first.locator("summary").click()
    expect(first.locator("p").first).to_be_visible()
    second.locator("summary").focus()
    chapter.keyboard.press("Enter")
    expect(second.locator("p").first).to_be_visible()


def test_an_equation_has_its_number_at_the_right(chapter):
    cells = chapter.locator(".jp-RenderedMarkdown", has=chapter.locator("mjx-labels"))
    cell, number = cells.first.bounding_box(), cells.first.locator("mjx-labels mjx-mtext").first.bounding_box()
    assert 0 <= cell["x"] + cell["width"] - (number["x"] + number["width"]) < 40
    told = chapter.locator("mjx-assistive-mml mlabeledtr > mtd:first-child").all_text_contents()
    cells = read(BOOK / "chapters" / "06_saturation.ipynb").cells
    assert told == [f"({tag})" for cell in cells for tag in re.findall(r"\\tag\{(6\.\d+)\}", cell.source)]
    assert len(told) > 6


def test_imports_and_figures_are_folded(chapter):
    cells = read(BOOK / "chapters" / "06_saturation.ipynb").cells
    wanted = ["hide-input" in cell.metadata.get("tags", []) for cell in cells if cell.cell_type == "code"]
    folded = "cells => cells.map((cell) => cell.querySelector('.jp-InputPlaceholder') !== null)"
    assert chapter.locator(".jp-CodeCell").evaluate_all(folded) == wanted
    assert sum(wanted) > 5


def test_a_link_to_an_equation_of_the_same_chapter_leads_to_it(chapter):
    equation = chapter.locator(".jp-RenderedMarkdown mjx-container[display=true]").first
    link = chapter.locator(".jp-RenderedMarkdown a", has_text="(6.1)").first
    chapter.locator("h2", has_text="Recap").scroll_into_view_if_needed()
    expect(equation).not_to_be_in_viewport()
    link.click()
    expect(equation).to_be_in_viewport()


def test_a_link_to_an_equation_of_another_chapter_opens_that_chapter(chapter):
    chapter.locator(".jp-RenderedMarkdown a", has_text="(2.8)").first.click()
    chapter.wait_for_url("**/book/chapters/02_cost.ipynb*")
    chapter.locator("h1", has_text="Two assumptions about the cost").wait_for()
    chapter.locator(
        ".jp-Notebook-ExecutionIndicator[data-status=idle] >> visible=true"
    ).wait_for()  # before it is closed
