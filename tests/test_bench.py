"""The stored measurements are whole, name what they were made on, and the book's page says what they say."""

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from nnbp_core.explorers import Explorer

ROOT = Path(__file__).parents[1]
STORED = json.loads((ROOT / "bench" / "results.json").read_text(encoding="utf-8"))


def test_the_machine_the_versions_and_the_date_are_named():
    about = STORED["about"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", about["date"])
    assert "cores" in about["machine"]
    assert {"python", "numpy", "torch", "jax", "autograd", "scikit-learn"} <= set(about["versions"])
    assert about["versions"]["torch"].startswith("2.13.0")
    assert set(about["libraries"]) >= set(STORED["steps"][0]["seconds"])


def test_every_network_batch_and_dtype_was_measured():
    cases = {(tuple(case["sizes"]), case["batch"], case["dtype"]) for case in STORED["steps"]}
    assert (
        len(cases) == len(STORED["steps"]) == (4 * 5 - 1) * 2
    )  # the largest network is left out at 10,000: seconds a step, for everybody
    for case in STORED["steps"]:
        assert {"nnbp_core", "PyTorch", "JAX", "autograd", "scikit-learn", "products alone"} <= set(case["seconds"])
        for low, middle, high in case["seconds"].values():
            assert 0 < low <= middle <= high


def test_the_other_parts_are_there():
    assert STORED["all threads"]["threads"] >= 1
    assert [case["batch"] for case in STORED["all threads"]["steps"]] == [1, 10, 100, 1_000, 10_000]
    assert set(STORED["epoch"]) == {"nnbp_core", "one example at a time"}
    assert set(STORED["growth"]["slopes"]) == {"backpropagation", "finite differences", "path sums"}
    assert [row["batch"] for row in STORED["memory"]] == [1, 10, 100, 1_000, 10_000]
    assert {row["explorer"] for row in STORED["explorers"]} == {cls.__name__ for cls in Explorer.__subclasses__()}
    assert {"from nothing", "one chapter changed"} <= set(STORED["site"]["build"])


@pytest.fixture
def report(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "bench")
    import report

    yield report
    sys.modules.pop("results", None)


def test_the_page_is_made_of_the_results(report):
    assert (ROOT / "book" / "how_fast.md").read_text(encoding="utf-8") == report.page(STORED), (
        "run `python bench/report.py`"
    )


def test_a_changed_result_changes_the_page(report):
    other = json.loads(json.dumps(STORED))
    other["epoch"]["nnbp_core"] *= 3
    assert report.page(other) != report.page(STORED)


def test_the_page_names_the_matrix_library_of_each_contender(report):
    noted = {name: f"library of {name}" for name in STORED["steps"][0]["seconds"]}
    page = report.page(STORED | {"about": STORED["about"] | {"libraries": noted}})
    assert all(f"| {name} | library of {name} |" in page for name in noted)


@pytest.mark.parametrize("arguments", [[], ["--all-threads"]])
def test_nobody_starts_with_a_kernel_that_was_forced_on_a_library(arguments):
    code = "import one_thread, os, numpy; print({name: os.environ.get(name) for name in one_thread.FORCING})"
    plain = {**os.environ, "PYTHONPATH": str(ROOT / "bench"), "OPENBLAS_VERBOSE": "2"}

    def said(environment):
        command = [sys.executable, "-c", code, *arguments]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        return done.stdout + done.stderr  # OpenBLAS names its kernel as it is loaded

    forced = {"OPENBLAS_CORETYPE": "Nehalem", "NPY_DISABLE_CPU_FEATURES": "AVX2", "XLA_FLAGS": "--xla_cpu_max_isa=AVX"}
    own = {name: value for name, value in plain.items() if name not in forced}
    assert said(own | forced) == said(own)
    assert "Nehalem" not in said(own | forced)
    assert "AVX" not in said(own | forced)


def test_every_contender_says_which_library_it_uses():
    def keys(module, name):
        tree = ast.parse((ROOT / "bench" / f"{module}.py").read_text(encoding="utf-8"))
        (value,) = (each.value for each in tree.body if isinstance(each, ast.Assign) and each.targets[0].id == name)
        return [key.value for key in value.keys]

    assert keys("libraries", "LIBRARIES") == keys("peers", "PEERS")


def test_the_scalar_engine_is_small():
    assert len((ROOT / "bench" / "scalar_engine.py").read_text(encoding="utf-8").splitlines()) <= 60
