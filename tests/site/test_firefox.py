"""Python in the page in a second browser: exercise 1.1 answered in Firefox, in one session that every test looks at."""

import os

import firefox
import pytest
from node import in_node

PAGE = "book/exercises/01_feedforward.html"
RIGHT = "def layer(w, a, b):\n    return SIGMOID.f(w @ a + b)"


@pytest.fixture(scope="module")
def session(site):
    """What firefox.mjs saw: {steps, workers, marks, seconds, asked, elsewhere, trouble}."""
    path = firefox.find()
    if not path:
        if os.environ.get("CI") == "true":
            pytest.fail("no Firefox: Python in the page must be tried in CI")
        pytest.skip("no Firefox: set FIREFOX to its path")
    return in_node('import "./tests/site/firefox.mjs";', {"firefox": path, "address": site + PAGE})


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
