"""`StepSizeMicroscope` finds the errors that the core finds, and says which digits are lost."""

import contextlib
import io
import math

import numpy as np
import pytest
from node import in_node

RUN = """
import * as lab from "./nnbp_core/explorers/step_size_microscope.js";
import { readFileSync } from "node:fs";
const results = JSON.parse(readFileSync(0, "utf8")).map((state) => {
  const [l, j, k] = state.weight.split(",").map(Number);
  const one = lab.quotient({ i: l - 2, j: j - 1, k: k - 1 }, state);
  const { relative, lost } = lab.errorOf(state);
  return { one, relative: String(relative), lost, zone: lab.zoneOf(state), python: lab.asPython(state, lost),
    reached: lab.goalOf(state, relative).reached, cancelled: lab.sharedDigits(one.plus, one.minus, 17) };
});
console.log(JSON.stringify({ results, weights: lab.WEIGHTS }));
"""
METHODS = ("forward", "central", "complex")
DEFAULTS = {"epsilon": 1e-4, "method": "central", "precision": "float64", "weight": "2,1,1"}
STATES = [
    {**DEFAULTS, "epsilon": float(f"1e-{k}"), "method": method, "precision": precision, "weight": weight}
    for precision, steps in (("float64", (0, 2, 4, 5, 7, 9, 12, 16)), ("float32", (1, 2, 4, 9)))
    for method, weight in zip(METHODS, ("2,1,1", "2,3,2", "3,1,2"), strict=True)
    for k in steps
]


@pytest.fixture(scope="module")
def answer():
    return in_node(RUN, STATES)


def of(answer, **wanted):
    wanted = {**DEFAULTS, **wanted}
    same = [r for s, r in zip(STATES, answer["results"], strict=True) if {**s, "weight": wanted["weight"]} == wanted]
    return same[0]


def test_the_weights_are_those_of_the_chapter(answer):
    rng = np.random.default_rng(0)
    first, second = rng.standard_normal((2, 3)), rng.standard_normal((3, 1))
    assert np.array_equal(answer["weights"][0], first.T)
    assert np.array_equal(answer["weights"][1], second.T)


@pytest.mark.parametrize("i", range(len(STATES)), ids=lambda i: " ".join(map(str, STATES[i].values())))
def test_the_python_reproduces_the_screen(answer, i):
    result, printed = answer["results"][i], io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(result["python"], {})
    if result["lost"]:
        assert result["relative"] == "NaN"
        assert printed.getvalue().startswith(f"the step {STATES[i]['epsilon']:g} is lost")
        return
    values = {name: float(value) for name, value in (line.split(" = ") for line in printed.getvalue().splitlines())}
    ours, theirs = values["relative_error"], float(result["relative"])
    if result["zone"] == "truncation" and ours > 1e-9 and STATES[i]["precision"] == "float64":
        assert theirs == pytest.approx(ours, rel=1e-3)
        assert result["one"]["value"] == pytest.approx(values["quotient"], rel=1e-9)
    else:  # round-off decides: orders of magnitude
        assert theirs < 1e-15 or abs(math.log10(theirs / ours)) < 1


def test_the_story_of_the_presets(answer):
    assert 1e-10 < float(of(answer)["relative"]) < 1e-9
    assert not of(answer)["reached"]
    assert of(answer, epsilon=1e-5)["reached"]
    assert float(of(answer, epsilon=1e-12)["relative"]) > 1e-6
    assert of(answer, epsilon=1e-12)["cancelled"] >= 11
    assert float(of(answer, epsilon=1e-12, method="complex")["relative"]) < 1e-15
    assert float(of(answer, precision="float32")["relative"]) > 1e-6
