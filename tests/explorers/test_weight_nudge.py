"""WeightNudge's promises are the core's derivatives, its truths the core's second forward pass."""

import contextlib
import io
import random
import re

import numpy as np
import pytest
from node import in_node

from nnbp_core import TANH, Network, backprop, forward, mean_cost
from nnbp_core.explorers import WeightNudge

RUN = """
import * as model from "./nnbp_core/explorers/weight_nudge_model.js";
import * as lab from "./nnbp_core/explorers/weight_nudge.js";
import { readFileSync } from "node:fs";
const results = JSON.parse(readFileSync(0, "utf8")).map((state) => {
  const ground = model.groundOf(state);
  return {
    ...ground, ...model.outcomeOf(ground, state.nudge), moves: model.movesOf(ground, state.nudge),
    ledger: model.ledgerOf(ground, state.nudge, state.zoom), goal: lab.goalOf(ground, state.nudge),
    notes: lab.presets.map(({ note }) => note), words: lab.inWords(state, ground), python: lab.asPython(state, ground),
  };
});
console.log(JSON.stringify(results));
"""
W2 = [[1.0, -1.0], [0.5, 1.0]]
W3 = [[1.5, -0.5], [-1.0, 1.0], [0.5, 1.0]]
W4 = [[1.0, 0.5, -1.0], [-0.5, 1.5, 1.0]]
NETWORK = Network([W2, W3, W4], [[[0.0], [0.5]], [[0.0], [0.0], [-0.5]], [[0.0], [0.5]]], TANH)
Y = np.array([[1.0], [0.0]])


def nudged(layer, j, k, nudge):
    weights = [w.copy() for w in NETWORK.weights]
    weights[layer - 2][j - 1, k - 1] += nudge
    return Network(weights, NETWORK.biases, TANH)


@pytest.fixture(scope="module")
def shown():
    rng = random.Random(7)
    states = [WeightNudge(**preset).state() for preset in WeightNudge.PRESETS.values()]
    for weight in WeightNudge.class_traits()["weight"].values:
        x1, x2 = (round(rng.uniform(-2, 2), 1) for _ in range(2))
        zoom = rng.randrange(4)
        nudge = round(rng.uniform(-2, 2), 2) / 10**zoom
        states.append(WeightNudge(weight=weight, x1=x1, x2=x2, zoom=zoom, nudge=nudge).state())
    return list(zip(states, in_node(RUN, states), strict=True))


def test_promise_truth_and_moves_agree_with_the_core(shown):
    for state, run in shown:
        part = tuple(map(int, state["weight"].split(",")))
        layer, j, k = part
        x = np.array([[state["x1"]], [state["x2"]]])
        slope = backprop(NETWORK, x, Y).nabla_w[layer - 2][j - 1, k - 1]
        change = mean_cost(nudged(*part, state["nudge"]), x, Y) - mean_cost(NETWORK, x, Y)
        assert run["predicted"] == pytest.approx(slope * state["nudge"], rel=1e-12, abs=1e-15)
        assert run["change"] == pytest.approx(change, rel=1e-12, abs=2e-15)
        assert run["mistake"] == pytest.approx(abs(slope * state["nudge"] - change), rel=1e-11, abs=3e-15)
        before, after = (forward(net, x).activations for net in (NETWORK, nudged(*part, state["nudge"])))
        small = 1e-6
        near = [forward(nudged(*part, sign * small), x).activations for sign in (1, -1)]
        assert {move["layer"] for move in run["moves"]} == set(range(layer, 5))
        for move in run["moves"]:
            at = move["layer"] - 1, move["j"] - 1
            assert move["change"] == pytest.approx((after[at[0]] - before[at[0]])[at[1], 0], rel=1e-11, abs=1e-15)
            rate = (near[0][at[0]] - near[1][at[0]])[at[1], 0] / (2 * small)
            assert move["rate"] == pytest.approx(rate, abs=1e-8)
            assert move["predicted"] == move["rate"] * state["nudge"]


def test_the_ledger_goes_by_tens_and_the_mistake_by_hundreds(shown):
    for state, run in shown:
        nudges = [row["nudge"] for row in run["ledger"]]
        assert nudges == pytest.approx([state["nudge"] * 10**i for i in range(state["zoom"], -1, -1)])
    (run,) = in_node(RUN, [WeightNudge(nudge=0.001, zoom=2).state()])
    mistakes = [row["mistake"] for row in run["ledger"]]
    assert mistakes[1] / mistakes[2] == pytest.approx(100, rel=0.05)
    assert [round(row["change"], 6) for row in run["ledger"]] == [
        -0.069639,
        -0.007516,
        -0.000757,
    ]  # as chapter 9 prints


def test_the_goal_is_a_promise_below_0_and_no_preset_reaches_it(shown):
    (run,) = in_node(RUN, [WeightNudge(nudge=1.4).state()])
    assert run["goal"]["reached"]
    assert run["cost"] > 0
    assert not any(run["goal"]["reached"] for _, run in shown[: len(WeightNudge.PRESETS)])


def test_a_note_says_for_which_nudge_its_numbers_hold(shown):
    _, (state, run), *_ = shown
    told = f"promises a rise of {run['predicted']:.2f}; the true one is {run['change']:.2f}."
    assert f"A nudge of {state['nudge']:.0f}: the straight line {told}".replace("-", "−") in run["notes"][1]
    assert run["notes"][0].startswith("The chapter nudges this weight by 0.1.")  # the nudge may have been dragged on


def test_the_python_copy_prints_the_numbers(shown):
    for _, run in shown[:8]:
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(run["python"], {})
        printed = {name: float(value) for name, value in re.findall(r"^(\w+) = (\S+)$", out.getvalue(), re.M)}
        for name in ("predicted", "change", "mistake"):
            assert printed[name] == pytest.approx(run[name], rel=1e-9, abs=1e-14)
