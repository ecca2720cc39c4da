"""The feedforward explorer computes what the core computes, and its goal is where it says."""

import numpy as np
import pytest
from node import in_node

from nnbp_core import ACTIVATIONS, Network, forward
from nnbp_core.explorers import FeedforwardExplorer
from nnbp_core.explorers.choices import ACTIVATION_NAMES

RUN = """
import { compute, goalOf } from "./nnbp_core/explorers/feedforward_explorer.js";
import { readFileSync } from "node:fs";
const states = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(states.map((state) => {
  const run = compute(state);
  const z = [run.z(2, 1), run.z(2, 2), run.z(2, 3), run.z(3, 1)];
  const a = [run.a(2, 1), run.a(2, 2), run.a(2, 3), run.a(3, 1)];
  return { z, a, reached: goalOf(state, run).reached };
})));
"""


def asked(states):
    return in_node(RUN, states)


def in_python(state):
    w2 = [[state[f"w2_{j}{k}"] for k in (1, 2)] for j in (1, 2, 3)]
    b2 = [[state[f"b2_{j}"]] for j in (1, 2, 3)]
    w3, b3 = [[state[f"w3_1{k}"] for k in (1, 2, 3)]], [[state["b3_1"]]]
    network = Network([w2, w3], [b2, b3], ACTIVATIONS[state["activation"]])
    zs, activations = forward(network, [[state["x1"]], [state["x2"]]])
    return np.concatenate(zs).ravel(), np.concatenate(activations[1:]).ravel()


def test_it_computes_what_the_core_computes():
    rng = np.random.default_rng(1)
    numbers = [name for name in FeedforwardExplorer().state_names() if name not in ("activation", "selected")]
    states = [FeedforwardExplorer(preset).state() for preset in FeedforwardExplorer.PRESETS]
    states += [
        {**dict(zip(numbers, rng.uniform(-3, 3, len(numbers)), strict=True)), "activation": name, "selected": "2,1,1"}
        for name in ACTIVATION_NAMES * 5
    ]
    for state, result in zip(states, asked(states), strict=True):
        z, a = in_python(state)
        np.testing.assert_allclose(result["z"], z, rtol=1e-12, atol=1e-14)
        np.testing.assert_allclose(result["a"], a, rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize(
    ("change", "reached"),
    [
        ({}, False),
        ({"w3_12": 1.6}, True),
        ({"w3_13": 3.5}, True),
        ({"w3_12": 1.6, "selected": "3,1,2"}, True),
        ({"w3_12": 1.5}, False),
        ({"b3_1": 5.0}, False),
        ({"w3_12": 1.6, "x1": 2.0}, False),
        ({"w3_12": 1.6, "activation": "linear"}, False),
    ],
)
def test_the_goal_is_reached_by_one_weight_and_nothing_else(change, reached):
    assert asked([FeedforwardExplorer(**change).state()])[0]["reached"] is reached


def test_no_weight_of_layer_2_reaches_the_goal():
    names = [f"w2_{j}{k}" for j in (1, 2, 3) for k in (1, 2)]
    states = [FeedforwardExplorer(**{name: value}).state() for name in names for value in np.arange(-10.0, 10.5, 0.5)]
    assert not any(result["reached"] for result in asked(states))


SIGNAL = """
import { arrivals, frontOf, LEG, makeSignal, originOf, PILL, touchedBy } from
  "./nnbp_core/explorers/feedforward_explorer_signal.js";
import { readFileSync } from "node:fs";
const [start, changed] = JSON.parse(readFileSync(0, "utf8"));
const origins = Object.fromEntries(Object.entries(changed).map(([name, state]) => {
  const { from, pieces } = originOf(start, state);
  return [name, [from, [...touchedBy(pieces)].sort()]];
}));
const signal = makeSignal();
const a = () => [2, 3].map((layer) => signal.at(layer).run.a(layer, 1));
signal.change(start, 0, true);
const seen = [a()];
signal.change(changed.x1, 1000, false);
for (const now of [LEG - 1, LEG, 2 * LEG - 1, 2 * LEG]) {
  signal.pass(1000 + now);
  seen.push(a());
}
console.log(JSON.stringify({ origins, seen, PILL,
  arrive: [arrivals(0, 0), arrivals(1, 0), arrivals(1, 0, [0, 900, 950])].map((all) => all.map((t) => t / LEG)),
  fronts: [0, 0.5, 1, 1.5].map((legs) => frontOf({ from: 0, began: 0 }, 3, legs * LEG) ?? null) }));
"""


def test_a_change_begins_at_its_place_and_moves_what_lies_behind_it():
    start = FeedforwardExplorer()
    changes = {"x1": 2.0, "w2_31": 2.0, "b2_2": 2.0, "w3_12": 2.0, "activation": "tanh"}
    changed = {name: FeedforwardExplorer(**{name: value}).state() for name, value in changes.items()}
    said = in_node(SIGNAL, [start.state(), changed])
    outwards = ["3,1", "3,1,1", "3,1,2", "3,1,3"]
    assert said["origins"] == {
        "x1": [0, sorted(["1,1", "2,1", "2,1,1", "2,2", "2,2,1", "2,3", "2,3,1", *outwards])],
        "w2_31": [said["PILL"]["2"], sorted(["2,3", "2,3,1", "3,1", "3,1,3"])],
        "b2_2": [1, sorted(["2,2", "3,1", "3,1,2"])],
        "w3_12": [1 + said["PILL"]["3"], sorted(["3,1", "3,1,2"])],
        "activation": [1, sorted(["2,1", "2,2", "2,3", *outwards])],
    }
    old, new = start.state(), changed["x1"]
    before, after = ((in_python(state)[1][0], in_python(state)[1][3]) for state in (old, new))
    states = [before, before, (after[0], before[1]), (after[0], before[1]), after]
    np.testing.assert_allclose(said["seen"], states, rtol=1e-12)
    assert said["arrive"] == [[0, 1, 2], [0, 0, 1], [0, 3, 950 / 300]]  # never before an earlier change
    assert said["fronts"] == [None, None, None, 0.5]
