"""A real JupyterLab, driven in Chromium: an exercise from stub to pass; every explorer alive, tied to its traits."""

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

from nnbp_core import explorers
from nnbp_core.exercises import EXERCISES

BOOK = Path(__file__).parents[2] / "book"
CLASSES = [cls.__name__ for cls in explorers.Explorer.__subclasses__()]
SECONDS = 1000


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """A JupyterLab on a folder of its own: (its address, the folder)."""
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
    settings.write_text('{"windowingMode": "none"}')  # all cells are there, seen or not
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
    server.wait(20)


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
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    context.set_default_timeout(90 * SECONDS)
    return context.new_page()


def chosen(name):
    """A field of an explorer that holds a number, and another value for it."""
    cls = getattr(explorers, name)
    field = next(n for n, t in cls.class_traits(sync=True, field=True).items() if type(t).__name__ in {"Float", "Int"})
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
    control = root.locator(f"input[data-field={field}]")
    value = f"""(root) => Number(root.querySelector('output[data-quantity={field}]')?.dataset.value
        ?? root.querySelector('input[data-field={field}]').value)"""
    wait, element = gallery.page.wait_for_function, root.element_handle()
    wait(f"([root, wanted]) => ({value})(root) === wanted", arg=[element, target])
    control.focus()
    control.press("ArrowDown")
    wait(f"([root, wanted]) => ({value})(root) !== wanted", arg=[element, target])
    moved = root.evaluate(value)
    told = gallery.run(gallery.cell(f"print('state of {name}:'")).inner_text()
    assert float(told.split(":")[1].split()[0]) == pytest.approx(moved)
