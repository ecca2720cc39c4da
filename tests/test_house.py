"""The house keeps its own rules: layering, format, lint, no leftovers."""

import json
import os
import re
import shutil
import subprocess
import sysconfig
import tomllib
from pathlib import Path

import pytest
import yaml

import nnbp_core

ROOT = Path(__file__).parents[1]
PROGRAMS = os.pathsep.join([sysconfig.get_path("scripts"), str(ROOT / "node_modules" / ".bin")])
WORKFLOWS = sorted(map(str, (ROOT / ".github" / "workflows").glob("*.yml")))


def tracked(*patterns):
    listing = subprocess.run(["git", "ls-files", *patterns], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / line for line in listing.stdout.splitlines()]


@pytest.mark.parametrize(
    "command",
    [
        ["ruff", "format", "--check", "."],
        ["ruff", "check", "."],
        ["lint-imports"],
        ["tsc", "-p", "."],
        ["tsc", "-p", "tests/site/in_page"],
        ["biome", "check"],
        ["check-jsonschema", "--builtin-schema", "vendor.github-workflows", *WORKFLOWS],
        ["check-jsonschema", "--builtin-schema", "vendor.dependabot", ".github/dependabot.yml"],
        ["check-jsonschema", "--builtin-schema", "vendor.citation-file-format", "CITATION.cff"],
    ],
    ids=lambda command: " ".join(command[:3]),
)
def test_linters_find_nothing(command):
    done = subprocess.run(
        [shutil.which(command[0], path=PROGRAMS), *command[1:]],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1", "PATH": os.pathsep.join([PROGRAMS, os.environ["PATH"]])},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_public_name_is_documented():
    for name in nnbp_core.__all__:
        value = getattr(nnbp_core, name)
        if callable(value):
            assert value.__doc__, name
            assert len(value.__doc__) > 30, name


def test_modules_stay_small():
    for path in tracked("nnbp_core/*.py"):
        limit = 320 if "catalogue" in path.parts else 260  # an exercise lists; it does not think
        assert len(path.read_text(encoding="utf-8").splitlines()) <= limit, path


def test_nothing_points_at_one_machine_or_is_left_unfinished():
    leftovers = re.compile(r"\b(T[O]DO|F[I]XME|X[X]X)\b|(?<![\w.])/(work|tmp|root|home)/\w")  # not found in itself
    for path in tracked("*.py", "*.md", "*.ipynb", "*.toml", "*.yml", "*.js", "Makefile"):
        assert not leftovers.search(path.read_text(encoding="utf-8")), path


def test_requirements_pin_everything_and_end_with_the_package():
    lines = [
        line
        for line in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    ]
    assert lines[-1] == "-e ."
    assert all("==" in line for line in lines[:-1])
    assert "jupyter-book==1.0.4.post1" in lines


def test_the_oldest_versions_that_are_allowed_can_be_read_off():
    with (ROOT / "pyproject.toml").open("rb") as file:
        allowed = tomllib.load(file)["project"]["dependencies"]
    assert all(re.fullmatch(r"[a-z]+>=\d+\.\d+\.\d+", each) for each in allowed)  # elsewhere.yml installs them


def test_whoever_names_the_version_names_the_same_one():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    changes = re.findall(r"^## \[(.+)\]$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert changes[0] == "Unreleased"
    assert {project["version"], str(citation["version"]), changes[1]} == {project["version"]}


def test_the_citation_and_the_site_name_the_same_authors_and_title():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    config = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    assert [each["name"] for each in citation["authors"]] == [config["author"]]
    assert citation["title"].startswith(config["title"])


def test_the_readme_opens_with_a_small_picture_of_the_course():
    head = (ROOT / "README.md").read_text(encoding="utf-8")[:600]
    words, picture = re.search(r"!\[([^\]]{20,})\]\(([^)]+)\)", head).groups()
    assert 10_000 < (ROOT / picture).stat().st_size < 200_000, words


def test_the_container_makes_what_the_makefile_can_make():
    container = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text(encoding="utf-8"))
    assert container["postCreateCommand"] == "make .venv/.ready"
    assert "$(VENV)/.ready:" in (ROOT / "Makefile").read_text(encoding="utf-8")
    assert container["image"].rsplit(":", 1)[1] == "3.11"
