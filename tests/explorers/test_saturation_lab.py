"""SaturationLab's neuron learns as the core's does, epoch by epoch."""

import numpy as np
import pytest
from cases import output_for
from node import in_node

from nnbp_core import ACTIVATIONS, COSTS, Dataset, Network, backprop, forward, mean_cost, sgd
from nnbp_core.explorers.choices import ACTIVATION_NAMES, COST_NAMES

RUN = """
import { train } from "./nnbp_core/explorers/saturation_lab_runs.js";
import { readFileSync } from "node:fs";
console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(train)));
"""
STARTS = [(2.0, 2.0, 0.15), (0.6, 0.9, 0.15), (-3.0, 1.5, 0.7), (0.3, -0.2, 0.05)]
ASKED = [
    {"w": w, "b": b, "eta": eta, "activation": activation, "cost": cost}
    for w, b, eta in STARTS
    for activation in ACTIVATION_NAMES
    for cost in COST_NAMES
    if output_for(COSTS[cost], ACTIVATIONS[activation]).name == activation
]
DATA = Dataset(np.array([[1.0]]), np.array([[0.0]]))


@pytest.fixture(scope="module")
def runs():
    return in_node(RUN, ASKED)


@pytest.mark.parametrize("i", range(len(ASKED)), ids=lambda i: " ".join(map(str, ASKED[i].values())))
def test_it_learns_as_the_core_does(runs, i):
    asked, run = ASKED[i], runs[i]
    assert len(run) == 301
    neuron = Network([[[asked["w"]]]], [[[asked["b"]]]], ACTIVATIONS[asked["activation"]], COSTS[asked["cost"]])
    networks = [neuron, *(epoch.network for epoch in sgd(neuron, DATA, asked["eta"], 300, 1, np.random.default_rng(1)))]
    for state, network in zip(run, networks, strict=True):
        (z,), (_, a) = forward(network, DATA.x_train)
        expected = {
            "z": z.item(),
            "a": a.item(),
            "C": mean_cost(network, DATA.x_train, DATA.y_train),
            "slope": network.activations[0].slope(z, a).item(),
            "speed": backprop(network, DATA.x_train, DATA.y_train).nabla_w[0].item(),
        }
        assert {name: state[name] for name in expected} == pytest.approx(expected, rel=1e-10, abs=1e-12)


def test_a_run_that_leaves_all_bounds_ends():
    (run,) = in_node(RUN, [{"w": 2, "b": 2, "eta": 1.2, "activation": "linear", "cost": "quadratic"}])
    assert 1 < len(run) < 301


GOALS = """
import { goalOf, isHalfway, runsOf } from "./nnbp_core/explorers/saturation_lab_runs.js";
import { readFileSync } from "node:fs";
const told = (state) => {
  const runs = runsOf(state);
  const at = (epoch) => goalOf({ ...state, epoch }, runs).reached;
  const ends = runs.map(({ states }) => states.at(-1).a);
  return { halfway: runs.map((run) => run.halfway), ends, reached: [16, 17, 300].map(at) };
};
console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(told)));
"""
START = {
    "w": 2,
    "b": 2,
    "eta": 0.15,
    "compare": "starts",
    "cost": "quadratic",
    "activation": "sigmoid",
    "tuned": False,
    "epoch": 0,
}


@pytest.mark.parametrize(
    ("changes", "halfway", "ends", "reached"),
    [
        ({}, [36, 232], [0.0940, 0.2028], [False] * 3),
        ({"cost": "cross-entropy"}, [8, 17], [0.0116, 0.0120], [False, True, True]),
        ({"compare": "costs"}, [232, 17], [0.2028, 0.0120], [False, True, True]),
        ({"compare": "costs", "w": 2.5, "b": 2.5}, [-1, 20], None, [False] * 3),
        ({"compare": "costs", "eta": 0.2}, None, None, [False] * 3),
        ({"cost": "cross-entropy", "w": 0.6, "b": 0.9}, [8, 8], None, [False] * 3),
    ],
)
def test_the_goal_is_reached_when_it_happens_and_from_the_bad_start_only(changes, halfway, ends, reached):
    (told,) = in_node(GOALS, [START | changes])
    assert halfway is None or told["halfway"] == halfway
    assert ends is None or told["ends"] == pytest.approx(ends, abs=5e-5)
    assert told["reached"] == reached


SCENE = """
import { ACTIVATIONS } from "./nnbp_core/explorers/shared/engine.js";
import { EPOCHS, momentOf, runsOf } from "./nnbp_core/explorers/saturation_lab_runs.js";
import { apart } from "./nnbp_core/explorers/saturation_lab_labels.js";
import { ballOf, nearest, placeOf, reachOf } from "./nnbp_core/explorers/saturation_lab_place.js";
import { stripOf, stripPlace } from "./nnbp_core/explorers/saturation_lab_strip.js";
import { startAt } from "./nnbp_core/explorers/saturation_lab.js";
import { readFileSync } from "node:fs";
const asked = JSON.parse(readFileSync(0, "utf8"));
"""


def test_a_ball_touches_the_curve_on_its_own_side():
    balls = in_node(
        SCENE
        + """
console.log(JSON.stringify([0.4, 3, 17.5, 40, 250].flatMap((time) => {
  const runs = runsOf({ ...asked, compare: "costs" });
  const place = placeOf(700, reachOf(runs, time), "sigmoid");
  return runs.map((run) => {
    const { x, y, m, cx, cy, r, side } = ballOf(run, time, place);
    const inside = place.points.filter((point) => Math.hypot(point.x - cx, point.y - cy) < r).length;
    return { far: Math.hypot(cx - x, cy - y) - r, square: (cx - x) - (cy - y) * m, above: cy < y, side, inside };
  });
})));""",
        START,
    )
    for ball in balls:
        assert ball["far"] == pytest.approx(1.5)  # the line of the rail is 3 wide
        assert ball["square"] == pytest.approx(0, abs=1e-9)  # on the normal of the curve
        assert ball["above"] == (ball["side"] < 0)
        assert ball["inside"] == 0


def test_between_two_epochs_a_ball_glides_and_on_one_it_is_the_engines():
    seen = in_node(
        SCENE
        + """
const [, run] = runsOf(asked);
const gliding = [0, 0.25, 0.5, 0.75, 1].map((part) => momentOf(run, 150 + part));
const exact = [run.states[150], run.states[151]];
console.log(JSON.stringify({ gliding, exact, after: momentOf(run, 301), last: run.states.at(-1) }));
""",
        START,
    )
    zs = [moment["z"] for moment in seen["gliding"]]
    assert np.diff(zs) == pytest.approx((zs[4] - zs[0]) / 4)
    assert [seen["gliding"][0], seen["gliding"][4]] == seen["exact"]
    assert seen["after"] == seen["last"]
    sigmoid = ACTIVATIONS["sigmoid"].f(np.array(zs))
    assert [moment["a"] for moment in seen["gliding"]] == pytest.approx(sigmoid, rel=1e-12)


def test_the_point_of_the_curve_under_a_hand_is_found():
    found = in_node(
        SCENE
        + """
const place = placeOf(700, 6.5, "sigmoid");
console.log(JSON.stringify([-6, -2.2, -0.4, 0, 1.5, 4, 5.9].map((z) => {
  const far = nearest(place, place.x(z), place.y(ACTIVATIONS.sigmoid.f(z)));
  return [z, far, nearest(place, place.x(z), place.y(z > 0 ? 1.1 : -0.1))];
})));""",
        START,
    )
    for z, there, beside in found:
        assert there == pytest.approx(z, abs=0.01)
        assert abs(beside) <= 6.5


def test_nothing_is_drawn_before_it_happens():
    drawn = in_node(
        SCENE
        + """
const runs = runsOf({ ...asked, compare: "costs" });
const place = stripPlace(700, runs);
console.log(JSON.stringify([0, 16.5, 17, 100, 231.9, 232, 300].map((time) => {
  const shapes = stripOf(runs, time, place, []);
  const lines = shapes.filter(({ class: kind = "" }) => kind.startsWith("nnbp-line"));
  const epochs = ({ d }) => [...d.matchAll(/[ML]([\\d.]+),/g)].map(([, x]) => place.x.invert(Number(x)));
  const ends = lines.map((line) => Math.max(...epochs(line)));
  const halves = shapes.flatMap(({ children = [] }) => children).filter((part) => part["data-quantity"] === "halfway");
  return { time, ends, halves: halves.map((part) => part.text) };
})));""",
        START,
    )
    for look in drawn:
        assert look["ends"] == pytest.approx([look["time"]] * 2, abs=0.02)
    assert [look["halves"] for look in drawn] == [[], [], ["17"], ["17"], ["17"], ["232", "17"], ["232", "17"]]


def test_the_picture_reaches_as_far_as_the_neurons_have_been_and_never_jumps():
    reaches = in_node(
        SCENE
        + """
const wild = runsOf({ ...asked, compare: "costs", eta: 10 });
console.log(JSON.stringify(Array.from({ length: 60 }, (_, i) => reachOf(wild, i / 20))));""",
        START,
    )
    assert reaches[0] == 6.5
    assert reaches == sorted(reaches)
    assert reaches[20] > 15  # one step of cross-entropy is 20 long
    assert max(np.diff(reaches)) < 1.2


def test_of_labels_that_would_meet_the_first_stays():
    kept = in_node(
        SCENE
        + """
const label = (text, x, y, anchor) => ({ tag: "text", text, size: 13, x, y, "text-anchor": anchor });
const near = [label("first", 100, 50), label("second", 110, 52)];
const labels = [...near, label("third", 100, 90), label("fourth", 99, 51, "end")];
console.log(JSON.stringify(apart(labels).map(({ text }) => text)));""",
        START,
    )
    assert kept == ["first", "third", "fourth"]


@pytest.mark.parametrize(
    ("z", "start", "expected"),
    [
        (4.03, (0.3, -1), (2, 2)),  # a known start is near
        (1.45, (2, 2), (0.6, 0.9)),
        (4.9, (2, 2), (2.45, 2.45)),
        (3, (2, 1), (2, 1)),
        (-6, (5, -5), (2, -5)),  # neither leaves its limits
    ],
)
def test_a_hand_moves_weight_and_bias_alike(z, start, expected):
    w, b = start
    moved = in_node(SCENE + "console.log(JSON.stringify(startAt(asked.z, asked)));", {"z": z, "w": w, "b": b})
    assert (moved["w"], moved["b"]) == pytest.approx(expected)


WORDS = """
import { inWords, runsOf } from "./nnbp_core/explorers/saturation_lab_runs.js";
import { readFileSync } from "node:fs";
const said = ([state, running]) => inWords(state, runsOf(state), running);
console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(said)));
"""


@pytest.mark.parametrize(
    ("changes", "running", "expected"),
    [
        ({}, False, "Very wrong, but the curve is flat."),
        ({"w": 0.5, "b": 0.5}, False, "Wrong, and the curve is steep."),
        ({"w": -2, "b": -2}, False, "Nearly right"),
        ({"cost": "cross-entropy"}, False, "as long as the answer is wrong"),
        ({"compare": "costs", "epoch": 3}, True, "Quadratic hardly moves. Cross-entropy is on its way."),
        ({"compare": "costs", "epoch": 20}, True, "Cross-entropy is below ½ at epoch 17."),
        ({"compare": "costs", "epoch": 20}, False, "After epoch 20. Quadratic: answer 0.9800"),
        ({"activation": "tanh", "compare": "costs"}, False, "Cross-entropy: left out:"),
        ({"activation": "linear", "eta": 1.2, "epoch": 300}, False, "Your start diverges: after epoch"),
    ],
)
def test_what_has_happened_is_told(changes, running, expected):
    (said,) = in_node(WORDS, [[START | changes, running]])
    assert expected in said
