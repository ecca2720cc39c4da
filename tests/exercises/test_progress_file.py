"""However tests and tools are run, the file that remembers which exercises the reader passed stays as it was."""

import os
import subprocess
import sys
from pathlib import Path

import kernels
import matplotlib as mpl
import pytest

ROOT = Path(__file__).parents[2]
ENTRIES = {
    "a file of tests": ["tests/exercises/test_proofs.py", "-k", "reference_passes and 1.1"],
    "a notebook": ["--nbval", "book/solutions/01_feedforward.ipynb"],
}


@pytest.fixture
def reader(tmp_path):
    """The environment of a reader whose home is a folder without any file."""
    environment = {name: value for name, value in os.environ.items() if name != "NNBP_PROGRESS"}
    return {**environment, "HOME": str(tmp_path), "USERPROFILE": str(tmp_path), "MPLCONFIGDIR": mpl.get_configdir()}


def written(home):
    return [path.name for path in home.glob(".how-backpropagation-works/*")]


def test_a_pass_outside_the_tests_is_remembered(reader, tmp_path):
    passing = "from nnbp_core.exercises import EXERCISES, check; check('1.1', EXERCISES['1.1'].reference)"
    subprocess.run([sys.executable, "-c", passing], cwd=ROOT, env=reader, check=True)
    assert written(tmp_path) == ["progress.json"]  # so the tests below look in the right place


@pytest.mark.parametrize("entry", ENTRIES)
def test_no_entry_to_the_tests_passes_an_exercise_for_the_reader(entry, reader, tmp_path):
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *ENTRIES[entry]]
    done = subprocess.run(command, cwd=ROOT, env=reader, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert " passed" in done.stdout
    assert written(tmp_path) == []


def test_neither_does_a_tool_that_runs_notebooks(monkeypatch):
    monkeypatch.setenv("NNBP_PROGRESS", "a file that the reader named")
    monkeypatch.setenv("IPYTHONDIR", "")  # put back afterwards
    kernels.start_plain()
    assert os.environ["NNBP_PROGRESS"] == "off"
