"""What is offered, and what leads to the repository, learns its address from the environment: or says what is wrong."""

import re
import subprocess
import sys
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import downloads
import github_buttons
import offered_notebooks
import pytest
from sphinx.errors import ExtensionError

PAGE = "https://example.org/course/book/chapters/04.html"


@pytest.mark.parametrize(
    "address", ["https://example.org/course", "https://example.org/course/", " https://example.org/course// "]
)
def test_an_address_with_or_without_a_slash_at_its_end_is_one_address(monkeypatch, address):
    monkeypatch.setenv("SITE_URL", address)
    assert offered_notebooks.site_from_environment() == "https://example.org/course"


@pytest.mark.parametrize("address", ["", "  "])
def test_without_an_address_the_cell_says_what_to_write_there(monkeypatch, address):
    monkeypatch.setenv("SITE_URL", address)
    site = offered_notebooks.site_from_environment()
    assert "write the address of the course's site there" in offered_notebooks.first_cell(
        offered_notebooks.wheel_address(site)
    )
    assert "write the address" not in offered_notebooks.first_cell("../nnbp_core.whl")


@pytest.mark.parametrize("address", ["example.org", 'https://example.org/"', "ftp://example.org"])
def test_another_thing_than_an_address_is_refused(monkeypatch, address):
    monkeypatch.setenv("SITE_URL", address)
    with pytest.raises(ValueError, match=re.escape(f"SITE_URL is {address!r}; expected an address such as https://")):
        offered_notebooks.site_from_environment()


def test_the_first_cell_has_one_line_of_code():
    for wheel in ("https://example.org/a.whl", offered_notebooks.wheel_address(offered_notebooks.UNKNOWN_SITE)):
        lines = offered_notebooks.first_cell(wheel).splitlines()
        assert len([line for line in lines if not line.startswith("#")]) == 1


def test_the_branch_for_colab_needs_an_address_and_gets_every_notebook(monkeypatch, tmp_path):
    monkeypatch.delenv("SITE_URL", raising=False)
    script = [sys.executable, offered_notebooks.__file__, str(tmp_path)]
    done = subprocess.run(script, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (
        1,
        "SITE_URL is not set: it names the site that the notebooks install the course's package from\n",
    )
    monkeypatch.setenv("SITE_URL", "https://example.org/course/")
    subprocess.run(script, capture_output=True, check=True)
    written = {path.relative_to(tmp_path) for path in tmp_path.rglob("*.ipynb")}
    assert written == {path.relative_to(offered_notebooks.ROOT) for path in offered_notebooks.notebooks()}
    for path in written:
        assert "https://example.org/course/downloads/" in (tmp_path / path).read_text(encoding="utf-8")


def test_a_site_without_a_wheel_is_not_built(tmp_path):
    with pytest.raises(ExtensionError, match=r"nnbp_core-.+\.whl is missing; python tools/build_site\.py builds it"):
        downloads.built_wheel(tmp_path)


def test_the_buttons_of_a_page():
    chapter = github_buttons.buttons("owner/name", "book/chapters/04.ipynb", "A & B: f = 1", PAGE)
    assert [each["text"] for each in chapter] == ["Open in Colab", "Edit this page", "Report a fault"]
    assert (
        chapter[0]["url"] == "https://colab.research.google.com/github/owner/name/blob/notebooks/book/chapters/04.ipynb"
    )
    assert chapter[1]["url"] == "https://github.com/owner/name/edit/main/book/chapters/04.ipynb"
    asked = parse_qs(urlsplit(chapter[2]["url"]).query)
    assert asked["title"] == ["Fault: A & B: f = 1"]
    assert asked["body"][0].startswith(f"Page: {PAGE}\n")
    assert [each["text"] for each in github_buttons.buttons("owner/name", "book/intro.md", "A", PAGE)] == [
        "Edit this page",
        "Report a fault",
    ]


def test_what_is_made_is_edited_where_it_is_made_from():
    urls = [
        github_buttons.buttons("o/n", path, "A", PAGE)[-2]["url"]
        for path in ("book/exercises/04.ipynb", "book/how_fast.md")
    ]
    assert urls == [
        "https://github.com/o/n/edit/main/book/solutions/04.ipynb",
        "https://github.com/o/n/edit/main/bench/report.py",
    ]
    for source in github_buttons.MADE_FROM.values():
        assert (offered_notebooks.ROOT / source).exists()


@pytest.mark.parametrize(
    "address", ["https://github.com/owner/name", "https://github.com/owner/name/", "https://github.com/owner/name.git"]
)
def test_a_repository_is_named_by_its_address(monkeypatch, address):
    monkeypatch.setenv("REPOSITORY_URL", address)
    assert github_buttons.repository() == "owner/name"


@pytest.mark.parametrize("address", ["https://example.org/owner/name", "https://github.com/owner", "owner/name"])
def test_what_is_no_repository_on_github_is_refused(monkeypatch, address):
    monkeypatch.setenv("REPOSITORY_URL", address)
    with pytest.raises(ExtensionError, match=re.escape(f"REPOSITORY_URL is {address!r}; expected")):
        github_buttons.repository()


def test_without_a_repository_no_page_has_a_button(monkeypatch):
    monkeypatch.delenv("REPOSITORY_URL", raising=False)
    context, config = {"header_buttons": []}, SimpleNamespace()
    github_buttons.read_repository(None, config)
    github_buttons.add_buttons(SimpleNamespace(config=config), "book/intro", "page.html", context, doctree="any")
    assert context == {"header_buttons": []}
