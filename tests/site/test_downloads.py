"""What the site offers runs where nothing of this repository is: a bare Python, the built wheel, a local server."""

import json
import os
import re
import subprocess
import sys
import sysconfig
import time
from pathlib import Path
from zipfile import ZipFile

import offered_notebooks
import pytest
from offered_notebooks import CELL_ID, UNKNOWN_SITE, first_cell, folder, wheel_name
from playwright.sync_api import expect

SITE = Path(__file__).parents[2] / "_build" / "html"
OFFERED = sorted((SITE / "_sources").rglob("*.ipynb"))
RUN = """
import sys, nbformat
from nbclient import NotebookClient
notebook = nbformat.read(sys.argv[1], 4)
NotebookClient(notebook, timeout=300).execute()
print(sum(cell.get("execution_count") is not None for cell in notebook.cells))
"""
ALONE = """
import sys
def refuse(event, args):
    if event in {"socket.connect", "socket.getaddrinfo", "subprocess.Popen"}:
        raise SystemExit(f"not alone: {event}")
sys.addaudithook(refuse)
"""


def python_without_the_course(target):
    """A reader's Python: what the package needs is there, the package is not."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(target)], check=True)
    names = {"base": str(target), "platbase": str(target)}
    installed = Path(sysconfig.get_path("purelib", "venv", names))
    for path in Path(sysconfig.get_path("purelib")).iterdir():
        if not path.name.lower().lstrip("_").startswith(("nnbp", "editable___nnbp", "myst_nb")):
            (installed / path.name).symlink_to(path)
    return Path(sysconfig.get_path("scripts", "venv", names)) / "python"


def run(python, *arguments, cwd):
    """A program's end: what a reader would see, with this repository and every package index out of reach."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_", "IPYTHON"))}
    alone = {"PYTHONNOUSERSITE": "1", "PIP_NO_INDEX": "1", "PIP_NO_CACHE_DIR": "1", "NO_PROXY": "127.0.0.1"}
    return subprocess.run(
        [str(python), *arguments], cwd=cwd, env={**kept, **alone}, capture_output=True, text=True, check=False
    )


@pytest.fixture
def reader(tmp_path):
    """A folder for downloads and a Python beside it: runs code there."""
    python = python_without_the_course(tmp_path / "python")
    home = tmp_path / "downloads"
    home.mkdir()
    assert run(python, "-c", "import nnbp_core", cwd=home).stderr.endswith("No module named 'nnbp_core'\n")
    return lambda *arguments: run(python, *arguments, cwd=home)


def downloaded(tab, to):
    """The notebook of the page that a tab shows, got as a reader gets it."""
    tab.locator(".dropdown-download-buttons > button").click()
    with tab.expect_download() as waiting:
        tab.locator(".btn-download-source-button").click()
    path = to / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def cells(text):
    return json.loads(text)["cells"]


def source(cell):
    return "".join(cell["source"])


@pytest.mark.parametrize("kind", ["chapters", "exercises", "solutions"])
def test_a_downloaded_notebook_runs_where_the_course_is_not(tab, site, reader, tmp_path, count, kind):
    start = time.perf_counter()
    tab.goto(f"{site}book/{kind}/01_feedforward.html")
    path = downloaded(tab, tmp_path / "downloads")
    assert path.name == "01_feedforward.ipynb"
    assert source(cells(path.read_text(encoding="utf-8"))[0]).count(f'"{site}{folder()}/{wheel_name()}"') == 1
    done = reader("-c", RUN, path.name)
    assert done.returncode == 0, done.stdout + done.stderr
    codes = [cell for cell in cells(path.read_text(encoding="utf-8")) if cell["cell_type"] == "code"]
    assert done.stdout.split() == [str(len(codes))]
    where = reader("-c", "import nnbp_core; print(nnbp_core.__file__)").stdout
    assert where.startswith(str(tmp_path / "python"))
    count(f"seconds from the click to the last cell, {kind}", round(time.perf_counter() - start))
    again = reader("-c", ALONE + source(codes[0]))
    assert again.returncode == 0, again.stderr


def test_the_first_cell_alone_would_be_noticed_if_it_asked_for_something(reader):
    done = reader("-c", ALONE + first_cell("wheel.whl"))
    assert "not alone: subprocess.Popen" in done.stderr


def test_a_notebook_of_the_archive_installs_the_wheel_beside_it(reader, tmp_path):
    with ZipFile(SITE / folder() / f"nnbp-notebooks-{offered_notebooks.version()}.zip") as archive:
        archive.extractall(tmp_path / "downloads")
        (name,) = (name for name in archive.namelist() if name.endswith("exercises/02_cost.ipynb"))
    here = (tmp_path / "downloads" / name).parent
    code = f"import os; os.chdir({str(here)!r})\n" + source(cells((here / "02_cost.ipynb").read_text("utf-8"))[0])
    done = reader("-c", code + "\nimport nnbp_core; print(nnbp_core.__file__)")
    assert done.returncode == 0, done.stdout + done.stderr
    assert str(tmp_path / "python") in done.stdout


def test_every_notebook_is_offered_on_its_page_and_in_the_archive_with_one_first_cell(count):
    with ZipFile(SITE / folder() / f"nnbp-notebooks-{offered_notebooks.version()}.zip") as archive:
        packed = {name.split("/", 1)[1]: archive.read(name) for name in archive.namelist()}
    notebooks = {name: content.decode() for name, content in packed.items() if name.endswith(".ipynb")}
    assert packed.keys() - notebooks.keys() == {"LICENSE", wheel_name()}
    beside = {path.relative_to(SITE / "_sources" / "book").as_posix(): path.read_text("utf-8") for path in OFFERED}
    stored = {
        path.relative_to(offered_notebooks.ROOT / "book").as_posix(): path for path in offered_notebooks.notebooks()
    }
    assert notebooks.keys() == beside.keys() == stored.keys()
    for name, path in stored.items():
        for text in (notebooks[name], beside[name]):
            first, *others = cells(text)
            assert (first["id"], first["cell_type"], first["outputs"]) == (CELL_ID, "code", [])
            assert "find_spec" in compile(source(first), name, "exec").co_names
            assert others == cells(path.read_text(encoding="utf-8"))
            count("offered notebooks", 1)


def test_a_page_shows_the_address_of_the_site_that_it_stands_on(tab, site):
    for page in ("intro", "run_it", "instructors"):
        tab.goto(f"{site}book/{page}.html")
        line = tab.locator(".at-site pre")
        expect(line).to_have_text(f"pip install jupyterlab {site}{folder()}/{wheel_name()}")
        link = tab.locator("a", has_text="all notebooks")
        with tab.expect_download() as waiting:
            link.click()
        assert waiting.value.suggested_filename == f"nnbp-notebooks-{offered_notebooks.version()}.zip"


def test_a_notebook_that_is_gone_is_not_saved(browser, site):
    tab = browser.new_page()
    tab.goto(f"{site}book/chapters/01_feedforward.html")
    tab.evaluate("document.querySelector('.btn-download-source-button').href += '/../gone.ipynb'")
    tab.locator(".dropdown-download-buttons > button").click()
    tab.locator(".btn-download-source-button").click()
    expect(tab.locator("body")).to_contain_text("This page is not here")
    tab.close()


def test_a_page_from_a_file_gives_the_notebook_as_it_lies_there(browser, reader, tmp_path):
    tab = browser.new_page()
    tab.goto((SITE / "book" / "chapters" / "01_feedforward.html").as_uri())
    with tab.expect_popup() as popup:
        tab.locator(".dropdown-download-buttons > button").click()
        tab.locator(".btn-download-source-button").click()
    popup.value.close()
    tab.close()
    told = reader("-c", first_cell(offered_notebooks.wheel_address(UNKNOWN_SITE))).stderr
    assert told.endswith(
        f"could not be installed from {UNKNOWN_SITE}/{folder()}/{wheel_name()}: "
        "the page “Run it” of the course has other ways.\n"
    )


def test_a_wheel_that_is_missing_ends_in_a_sentence(site, reader):
    wheel = f"{site}downloads/0.0.0/nnbp_core-0.0.0-py3-none-any.whl"
    done = reader("-c", first_cell(wheel))
    assert re.search("404", done.stderr)
    assert f"AssertionError: nnbp_core could not be installed from {wheel}: the page" in done.stderr
