"""A second browser: exercise 1.1 answered in Firefox, in one session that its tests look at; every figure."""

import os

import firefox
import pytest
from explorer_page import PLACES
from node import in_node

PAGE = "book/exercises/01_feedforward.html"
RIGHT = "def layer(w, a, b):\n    return SIGMOID.f(w @ a + b)"


@pytest.fixture(scope="module")
def browser_path():
    """Where Firefox is."""
    path = firefox.find()
    if not path:
        if os.environ.get("CI") == "true":
            pytest.fail("no Firefox: the page must be tried in it in CI")
        pytest.skip("no Firefox: set FIREFOX to its path")
    return path


@pytest.fixture(scope="module")
def session(site, browser_path):
    """What firefox.mjs saw: {steps, workers, marks, seconds, asked, elsewhere, trouble}."""
    return in_node('import "./tests/site/firefox.mjs";', {"firefox": browser_path, "address": site + PAGE})


@pytest.mark.parametrize(
    ("name", "state", "verdict", "output"),
    [
        ("stub", "ready", "not attempted", "Exercise 1.1: not attempted yet."),
        ("wrong", "ready", "failed", "This is z, the weighted input."),
        ("right", "ready", "passed", "Exercise 1.1 passed:"),
        ("stopped", "ready", "stopped", ""),
        ("again", "ready", "passed", "Exercise 1.1 passed:"),
    ],
)
def test_each_answer_gets_its_verdict(session, name, state, verdict, output):
    step = session["steps"][name]
    assert (step["state"], step["verdict"]) == (state, verdict)
    assert output in step["output"]
    assert bool(output) == bool(step["output"])


def test_before_the_click_nothing_of_python_is_there(session):
    assert session["steps"]["before"] == {"state": "idle", "verdict": "not attempted", "code": ""}
    of_python = [address for address in session["asked"] if "/python/" in address or "live.js" in address]
    first = session["asked"].index(of_python[0])
    assert first >= session["asked_before"]


def test_an_endless_loop_runs_until_it_is_stopped(session):
    assert session["steps"]["endless"]["state"] == "running"
    assert session["workers"] == [1, 0], "the loop goes on unseen"


def test_what_is_typed_is_indented(session):
    assert session["steps"]["right"]["code"] == RIGHT


def test_the_code_and_the_mark_come_back(session):
    assert session["steps"]["reloaded"]["code"] == f"{RIGHT}  # mine"
    assert session["steps"]["reloaded"]["verdict"] == "passed"
    (heading,) = session["marks"]
    assert heading.startswith("1.1 ")
    assert heading.endswith("✓ passed")


def test_no_other_host_is_asked_and_nothing_is_against_the_policy(session, site):
    assert [address for address in session["asked"] if not address.startswith((site, "data:"))] == []
    assert any(address.endswith(".whl") for address in session["asked"]), "the requests of the worker are not seen"
    assert session["elsewhere"] == []
    assert session["trouble"] == []


def test_the_first_verdict_comes_soon(session, count):
    count("ms from the click to the first verdict in Firefox", round(session["seconds"] * 1000))
    assert session["seconds"] < 20


def test_every_figure_mounts_is_dragged_runs_and_is_reset(site, browser_path):
    places = {name: f"{site}{page}#{name}" for name, page in PLACES.items()}
    seen = in_node('import "./tests/site/firefox_figures.mjs";', {"firefox": browser_path, "places": places})
    assert (seen["trouble"], seen["elsewhere"]) == ([], [])
    assert set(seen["figures"]) == set(PLACES)
    assert {name for name, each in seen["figures"].items() if not each["dragged"]} == set()
    assert {name for name, each in seen["figures"].items() if not each["back"]} == set()
    assert {name for name, each in seen["figures"].items() if each["ran"] is False} == set()
