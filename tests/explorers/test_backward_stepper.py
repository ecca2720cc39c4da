"""The backward stepper computes what the core computes, and its goal is where it says."""

from itertools import product

import numpy as np
import pytest
from node import in_node

from nnbp_core import ACTIVATIONS, COSTS, Network, backprop, forward, mean_cost
from nnbp_core.explorers import BackwardStepper
from nnbp_core.explorers.choices import ACTIVATION_NAMES, COST_NAMES

RUN = """
import { compute, goalOf, NETWORKS } from "./nnbp_core/explorers/backward_stepper.js";
import { edgesOf, neuronsOf } from "./nnbp_core/explorers/backward_stepper_networks.js";
import { readFileSync } from "node:fs";
const states = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify({ networks: NETWORKS, results: states.map(({ seen = true, ...state }) => {
  const run = compute(state);
  const neurons = neuronsOf(run.sizes);
  const all = (quantity, parts) => parts.map((part) => run[quantity](...part));
  const { C, missing, cancels } = run;
  return { C, missing, cancels, ...goalOf(state, run, seen), z: all("z", neurons), a: all("a", neurons),
    slope: all("slope", neurons), comes: all("comes", neurons), deltas: all("delta", neurons),
    nabla_b: all("nabla_b", neurons), nabla_w: all("nabla_w", edgesOf(run.sizes)) };
}) }));
"""
MOVES = [name for name in BackwardStepper.state_names() if name.startswith("d")]


def asked(states):
    return in_node(RUN, states)


def flat(arrays):
    return np.concatenate([array.ravel() for array in arrays])


def moved(state, parameters):
    """A network's weights and biases, with the hand's moves."""
    weights, biases = ([np.array(array, float) for array in parameters[kind]] for kind in ("weights", "biases"))
    for name in MOVES:
        layer, place = name[2:].split("_")
        array = (weights if name[1] == "w" else biases)[int(layer) - 2]
        j, k = int(place[0]) - 1, int(place[1:] or 1) - 1
        if j < array.shape[0] and k < array.shape[1]:
            array[j, k] = round(array[j, k] + state[name], 10)
    return weights, biases


def test_it_computes_what_the_core_computes():
    rng = np.random.default_rng(1)
    choices = product(["chapter 4", "chapter 5", "saturated", "equal"], COST_NAMES, ACTIVATION_NAMES, [0, 1])
    states = [BackwardStepper(preset).state() for preset in BackwardStepper.PRESETS]
    for network, cost, activation, moves in choices:
        chosen = {"network": network, "cost": cost, "activation": activation}
        numbers = {"x1": rng.uniform(-2, 2), "x2": rng.uniform(-2, 2), "y1": rng.random(), "y2": rng.random()}
        hand = {name: round(rng.uniform(-2, 2), 1) for name in MOVES if moves}
        states.append(BackwardStepper(**chosen, **numbers, **hand).state())
    answer = asked(states)
    for state, result in zip(states, answer["results"], strict=True):
        weights, biases = moved(state, answer["networks"][state["network"]])
        activation, cost = ACTIVATIONS[state["activation"]], COSTS[state["cost"]]
        network = Network(weights, biases, activation, cost)
        x, y = [[state["x1"]], [state["x2"]]], [[state["y1"]], [state["y2"]]][: network.sizes[-1]]
        zs, activations = forward(network, x)
        np.testing.assert_allclose(result["z"], flat(zs), rtol=1e-12, atol=1e-14)
        np.testing.assert_allclose(result["a"], flat(activations[1:]), rtol=1e-12, atol=1e-14)
        np.testing.assert_allclose(result["slope"], flat([activation.prime(z) for z in zs]), rtol=1e-12, atol=1e-14)
        if result["missing"]:
            with pytest.raises(
                ValueError, match=r"the cross-entropy cost is defined for outputs strictly between 0 and 1"
            ):
                backprop(network, x, y)
            continue
        gradients = backprop(network, x, y)
        np.testing.assert_allclose(result["C"], mean_cost(network, x, y), rtol=1e-12)
        for name, arrays in gradients._asdict().items():
            np.testing.assert_allclose(result[name], flat(arrays), rtol=1e-11, atol=1e-14)
        gap = activations[-1] - y if result["cancels"] else cost.gradient(activations[-1], np.array(y))
        comes = flat([weights[1].T @ gradients.deltas[1], gap])
        np.testing.assert_allclose(result["comes"], comes, rtol=1e-11, atol=1e-14)


def test_the_numbers_of_chapter_4():
    (result,) = asked([BackwardStepper(step=8).state()])["results"]
    assert np.round(result["deltas"], 5).tolist() == [-0.04698, 0.07609, 0.0224, -0.08249, 0.1479]


@pytest.mark.parametrize(
    ("change", "reached"),
    [
        ({}, False),
        ({"dw3_21": -2.5, "step": 5}, True),
        ({"dw3_21": -2.5, "step": 4, "seen": False}, False),  # the cost has not been seen yet
        ({"dw3_21": -2.0, "step": 8}, False),
        ({"dw3_21": -2.5, "dw3_22": 0.1, "step": 8}, False),
        ({"dw3_21": -2.5, "y2": 0.1, "step": 8}, False),
        ({"y1": 0.64, "y2": 0.65, "step": 8}, False),
        ({"network": "saturated", "dw3_21": -4.0, "step": 8}, False),
    ],
)
def test_the_goal_is_one_weight_and_a_cost_that_is_seen(change, reached):
    seen = {"seen": change.pop("seen", True)}
    assert asked([BackwardStepper(**change).state() | seen])["results"][0]["reached"] is reached


def test_two_of_the_twelve_weights_reach_the_goal_and_not_at_once():
    own = {"dw2_11": 1, "dw2_12": -2, "dw2_21": 0.5, "dw2_22": 1, "dw2_31": -1.5, "dw2_32": 1}
    own |= {"dw3_11": 2, "dw3_12": -1, "dw3_13": 1, "dw3_21": -0.5, "dw3_22": 1.5, "dw3_23": 2}
    tries = [(name, w / 10 - own[name]) for name in own for w in range(-50, 51)]  # where a hand can bring it
    results = asked([BackwardStepper(**{name: round(by, 10)}).state() for name, by in tries])["results"]
    found = {}
    for (name, by), result in zip(tries, results, strict=True):
        if result["reached"]:
            found.setdefault(name, []).append(abs(by))
    assert set(found) == {"dw3_21", "dw3_22"}
    assert min(map(min, found.values())) > 2


def test_nothing_happens_before_its_time_and_links_keep_their_steps():
    script = """
import { LAST, layerOf, progress, stepAt, STOPS, stopAt, stopOf } from "./nnbp_core/explorers/backward_stepper_time.js";
import { readFileSync } from "node:fs";
readFileSync(0);
const moves = [["z2.go", 0], ["z2.add", 0], ["a2.rise", 1], ["C.gap", 4], ["BP1.out", 5], ["BP2.add", 6],
  ["BP4.thick", 8]];
const steps = Array.from({ length: 9 }, (_, i) => i);
console.log(JSON.stringify({
  early: moves.map(([move, way]) => progress(way)(move)),
  late: moves.map(([move, way]) => progress(way + 1)(move)),
  rises: moves.map(([move, way]) => Array.from({ length: 11 }, (_, i) => progress(way + i / 10)(move))),
  steps: steps.map((step) => stepAt(stopOf(step))), names: steps.map((step) => STOPS[stopOf(step)]),
  turn: [stepAt(5), STOPS[5], stopAt(4.2), LAST],
}));
"""
    told = in_node(script, None)
    assert set(told["early"]) == {0}
    assert set(told["late"]) == {1}
    assert all(values == sorted(values) for values in told["rises"])
    assert told["steps"] == list(range(9))
    assert told["names"] == ["x", "z2", "a2", "z3", "a3", "BP1", "BP2", "BP3", "BP4"]
    assert told["turn"] == [4, "C", 5, 9]  # the cost belongs to the step of a³
