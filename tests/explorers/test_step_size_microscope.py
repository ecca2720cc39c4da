"""`StepSizeMicroscope` finds the errors that the core finds, and says which digits are lost."""

import contextlib
import io
import math
from decimal import Decimal

import numpy as np
import pytest
from node import in_node

import nnbp_core as nn

RUN = """
import * as numbers from "./nnbp_core/explorers/step_size_microscope_numbers.js";
import { sumOf } from "./nnbp_core/explorers/step_size_microscope_digits.js";
import { asPython, goalOf } from "./nnbp_core/explorers/step_size_microscope_words.js";
import { lensPlace, seenIn } from "./nnbp_core/explorers/step_size_microscope_lens.js";
import { readFileSync } from "node:fs";
const results = JSON.parse(readFileSync(0, "utf8")).map((state) => {
  const part = numbers.placeOfWeight(state.weight);
  const { relative, lost } = numbers.errorOf(state);
  const { rows, cancelled, right } = sumOf(state, part);
  const texts = rows.map(({ signs }) => signs.map(([text]) => text).join(""));
  return { one: numbers.quotient(part, state), relative: String(relative), lost, zone: numbers.zoneOf(state),
    python: asPython(state, lost), reached: goalOf(state, relative).reached, cancelled, right, texts,
    fits: seenIn(state, part, lensPlace(280, false)).fits };
});
console.log(JSON.stringify({ results, weights: numbers.WEIGHTS, slopes: numbers.SLOPES }));
"""
METHODS = ("forward", "central", "complex")
DEFAULTS = {"epsilon": 1e-4, "method": "central", "precision": "float64", "weight": "3,1,3", "activation": "sigmoid"}
STATES = [
    {**DEFAULTS, "epsilon": float(f"1e-{k}"), "method": method, "precision": precision, "weight": weight}
    for precision, steps in (("float64", (0, 2, 4, 5, 7, 9, 12, 16)), ("float32", (1, 2, 4, 9)))
    for method, weight in zip(METHODS, ("2,1,1", "2,3,2", "3,1,3"), strict=True)
    for k in steps
] + [
    {**DEFAULTS, "epsilon": 1e-2, "method": method, "activation": activation, "weight": "2,2,1"}
    for activation in ("tanh", "softplus")
    for method in METHODS
]
BOTTOM = [{**DEFAULTS, "epsilon": float(f"{10**-d:.3g}")} for d in np.linspace(4.3, 5.5, 97)]
EXTRA = [{**DEFAULTS, "epsilon": float(f"1e-{k}")} for k in (0, 2, 4, 5, 7, 12, 15)] + [
    {**DEFAULTS, "epsilon": 3e-8, "method": "forward"},
    {**DEFAULTS, "epsilon": 0.33, "method": "forward"},
    {**DEFAULTS, "epsilon": 1e-12, "method": "complex"},
    {**DEFAULTS, "epsilon": 1e-15, "method": "complex"},
    {**DEFAULTS, "precision": "float32"},
]
ALL = [*STATES, *BOTTOM, *EXTRA]


@pytest.fixture(scope="module")
def answer():
    return in_node(RUN, ALL)


def of(answer, **wanted):
    return answer["results"][ALL.index({**DEFAULTS, **wanted})]


def network(activation=nn.SIGMOID):
    rng = np.random.default_rng(0)
    first, second = rng.standard_normal((2, 3)), rng.standard_normal((3, 1))
    return nn.Network([first.T, second.T], [np.zeros((3, 1)), np.zeros((1, 1))], activation)


@pytest.mark.parametrize("activation", [nn.SIGMOID, nn.TANH, nn.SOFTPLUS], ids=str)
def test_weights_and_slopes_are_those_of_the_core(answer, activation):
    tested, data = network(activation), nn.sleep_study()
    for ours, theirs in zip(answer["weights"], tested.weights, strict=True):
        assert np.array_equal(ours, theirs)
    slopes = np.hstack([np.ravel(w) for w in nn.backprop(tested, data.x_train, data.y_train).nabla_w])
    assert answer["slopes"][activation.name] == pytest.approx(slopes, rel=1e-12)


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


def test_the_goal_lies_above_the_noise_and_is_reached_all_along_the_bottom(answer):
    bottom = [of(answer, epsilon=state["epsilon"]) for state in BOTTOM]
    assert all(state["reached"] for state in bottom)  # a wide bottom, not a lucky point
    assert np.median([float(state["relative"]) for state in bottom]) < 5e-11
    for epsilon in (1.0, 1e-2, 1e-4, 1e-7, 1e-12):
        assert not of(answer, epsilon=epsilon)["reached"]
    data = nn.sleep_study()
    given = nn.backprop(network(), data.x_train, data.y_train).nabla_w
    core = nn.numerical_gradient(network(), data.x_train, data.y_train, step=1e-5).nabla_w
    assert nn.relative_error(*(np.hstack([np.ravel(w) for w in each]) for each in (given, core))) < 1e-10


def test_the_story_of_the_presets(answer):
    assert not of(answer)["reached"]
    assert not of(answer, epsilon=3e-8, method="forward")["reached"]
    assert float(of(answer, epsilon=3e-8, method="forward")["relative"]) < 2e-8
    assert float(of(answer, epsilon=1e-12)["relative"]) > 1e-6
    assert of(answer, epsilon=1e-12)["cancelled"] >= 11
    assert float(of(answer, epsilon=1e-12, method="complex")["relative"]) < 1e-15
    assert float(of(answer, precision="float32")["relative"]) > 1e-6


def test_the_chord_bends_fits_and_meets_a_staircase_but_not_sideways(answer):
    seen = {step: of(answer, epsilon=step)["fits"] for step in (1.0, 1e-5, 1e-15)}
    assert seen == {1.0: False, 1e-5: True, 1e-15: False}
    assert of(answer, epsilon=1e-15, method="complex")["fits"]
    assert not of(answer, epsilon=0.33, method="forward")["fits"]  # C is straight, its chord is not the slope


@pytest.mark.parametrize("i", [i for i, state in enumerate(ALL) if state["method"] != "complex"][::5])
def test_the_subtraction_is_right_digit_by_digit(answer, i):
    result = answer["results"][i]
    upper, lower, rest = (Decimal(text.replace("−", "-")) for text in result["texts"][:3])
    assert upper - lower == rest
    digits = [text.split(".")[1] for text in result["texts"][:2]]
    assert digits[0][: result["cancelled"]] == digits[1][: result["cancelled"]]
    if not result["lost"]:
        slope, quotient = (abs(Decimal(text.replace("−", "-"))) for text in result["texts"][:2:-1])
        assert abs(slope - quotient) <= slope * Decimal(10) ** (1 - result["right"])


LINE = """
import { makeWalk } from "./nnbp_core/explorers/step_size_microscope_walk.js";
const kind = { method: "central", precision: "float64", activation: "sigmoid" };
const walk = makeWalk();
walk.visit(kind, 3, 5);
const first = walk.line(kind, [1e-5, 1]);
walk.visit(kind, 5, 4.03);
const second = walk.line(kind, [10 ** -4.03, 1]);
const has = [walk.has(kind, 3, 5), walk.has(kind, 2, 4), walk.has({ ...kind, method: "complex" }, 3, 5)];
console.log(JSON.stringify({ first, second, has, other: walk.line({ ...kind, precision: "float32" }) }));
"""


def test_a_curve_exists_only_where_the_step_has_been():
    line = in_node(LINE)
    first, second = ([step for step, _ in line[name]] for name in ("first", "second"))
    assert (first[0], first[-1], len(first)) == (1e-3, 1e-5, 33)
    assert len(second) == 34  # and the point where the hand is now
    assert second == sorted(second, reverse=True)
    assert line["has"] == [True, False, False]
    assert line["other"] == []
