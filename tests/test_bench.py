"""The stored measurements are whole, name what they were made on, and the book's page says what they say."""

import json
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
STORED = json.loads((ROOT / "bench" / "results.json").read_text(encoding="utf-8"))


def test_the_machine_the_versions_and_the_date_are_named():
    about = STORED["about"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", about["date"])
    assert "cores" in about["machine"]
    assert {"python", "numpy", "torch", "jax", "autograd", "scikit-learn"} <= set(about["versions"])
    assert about["versions"]["torch"].startswith("2.13.0")


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
    assert len({row["explorer"] for row in STORED["explorers"]}) == 7
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


def test_the_scalar_engine_is_small():
    assert len((ROOT / "bench" / "scalar_engine.py").read_text(encoding="utf-8").splitlines()) <= 60
