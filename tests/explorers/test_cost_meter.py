"""CostMeter counts what the formulas of chapter 9 count, and what the work itself counts."""

import contextlib
import io
import math
import re
from itertools import pairwise

import numpy as np
import pytest
from counted import Counted, counted
from node import in_node

from nnbp_core import TANH, Network, backprop, forward, iter_paths
from nnbp_core.explorers import CostMeter

RUN = """
import * as lab from "./nnbp_core/explorers/cost_meter_counts.js";
import { readFileSync } from "node:fs";
const states = JSON.parse(readFileSync(0, "utf8"));
const results = states.map((state) => {
  const sizes = lab.sizesOf(state), count = lab.costs(sizes);
  const exact = Object.fromEntries(Object.entries(count).map(([name, value]) => [name, String(value)]));
  const words = lab.inWords(state, count, 10, true), goal = lab.goalOf(state, count).reached;
  const before = lab.inWords(state, count);
  const rate = String(lab.rateOf(count)), logs = lab.logCosts(sizes);
  return { exact, words, before, rate, goal, logs, python: lab.asPython(state) };
});
console.log(JSON.stringify(results));
"""


def asked(states, script=RUN):
    return in_node(script, states)


def sizes_of(state):
    return [state["inputs"], *[state["width"]] * (state["layers"] - 2), state["outputs"]]


plain = np.vectorize(lambda number: number.value)


def count_forward(network, x):
    Counted.total = 0
    a = counted(x)
    for w, b in zip(network.weights, network.biases, strict=True):
        a = counted(np.tanh(plain(counted(w) @ a + counted(b))))
    return Counted.total


def count_backprop(network, x, y):
    """Forward and BP1 to BP4 in numbers that count; the gradient is checked against the core's."""
    Counted.total = 0
    weights, activations, slopes = [counted(w) for w in network.weights], [counted(x)], []
    for w, b in zip(weights, network.biases, strict=True):
        a = np.tanh(plain(w @ activations[-1] + counted(b)))
        activations.append(counted(a))
        slopes.append(counted(1 - a**2))
    delta = counted(plain(activations[-1]) - y) * slopes[-1]
    nablas = [delta @ activations[-2].T]
    for i in reversed(range(len(weights) - 1)):
        delta = (weights[i + 1].T @ delta) * slopes[i]
        nablas.insert(0, delta @ activations[i].T)
    for ours, core in zip(nablas, backprop(network, x, y).nabla_w, strict=True):
        np.testing.assert_allclose(plain(ours), core, atol=1e-12)
    return Counted.total


def count_paths_listed(sizes):
    """Every weight, every path, every factor, one multiplication at a time; and the paths."""
    multiplications = paths = 0
    for layer in range(2, len(sizes) + 1):
        for j in range(sizes[layer - 1]):
            for path in iter_paths(sizes, layer, j):
                edges = len(list(pairwise(path)))
                multiplications += sizes[layer - 2] * (edges + 1)  # the edges, and the slope of the cost
                paths += sizes[layer - 2]
    return multiplications, paths


@pytest.fixture(scope="module")
def small():
    rng = np.random.default_rng(11)
    names = ("inputs", "layers", "width", "outputs")
    limits = ((1, 7), (2, 6), (1, 5), (1, 4))
    states = [
        CostMeter(**{name: int(rng.integers(*limit)) for name, limit in zip(names, limits, strict=True)}).state()
        for _ in range(40)
    ]
    return list(zip(states, asked(states), strict=True))


def test_counts_are_those_of_the_work_itself(small):
    rng = np.random.default_rng(12)
    for state, result in small:
        sizes = sizes_of(state)
        network = Network.random(sizes, rng, TANH)
        x, y = rng.random((sizes[0], 1)), rng.random((sizes[-1], 1))
        exact = {name: int(value) for name, value in result["exact"].items()}
        n_parameters = sum(p.size for p in [*network.weights, *network.biases])
        one_pass = count_forward(network, x)
        assert exact["P"] == n_parameters
        assert exact["forward"] == one_pass
        assert exact["backpropagation"] == count_backprop(network, x, y)
        assert exact["differences"] == 2 * n_parameters * one_pass
        assert (exact["all_paths"], exact["paths"]) == count_paths_listed(sizes)
        assert forward(network, x).activations[-1].shape == y.shape


def presets():
    states = [CostMeter(**preset).state() for preset in CostMeter.PRESETS.values()]
    return dict(zip(CostMeter.PRESETS, zip(states, asked(states), strict=True), strict=True))


def test_the_python_copy_prints_the_numbers_and_the_lines_agree(small):
    for _, result in [*small[:10], *presets().values()]:
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(result["python"], {})
        assert dict(re.findall(r"^(\w+) = (\d+)$", out.getvalue(), re.M)) == result["exact"]
        for name, value in result["logs"].items():
            assert value == pytest.approx(math.log10(int(result["exact"][name])), rel=1e-12, abs=1e-12)


def test_the_presets_tell_the_truth():
    shown = presets()
    exact = {name: {k: int(v) for k, v in result["exact"].items()} for name, (_, result) in shown.items()}
    assert (exact["chapter 5"]["differences"], exact["chapter 5"]["backpropagation"]) == (10_034_400, 4_780)
    assert "finite differences: would take 17 minutes" in shown["chapter 5"][1]["words"]
    assert "all paths: done in 3.87 seconds; backpropagation: done in 0.48 seconds" in shown["chapter 5"][1]["words"]
    ten = exact["nielsen"]["backpropagation"] / exact["chapter 5"]["backpropagation"]
    hundred = exact["nielsen"]["differences"] / exact["chapter 5"]["differences"]
    assert (round(ten, -1), round(hundred, -2)) == (10, 100)
    assert exact["tie"]["all_paths"] == exact["tie"]["backpropagation"] == 21
    assert "exactly the same" in shown["tie"][1]["words"]
    assert exact["deep and narrow"]["P"] == 294
    assert len(str(exact["beyond all numbers"]["all_paths"])) == 361
    assert "a number of 361 digits" in shown["beyond all numbers"][1]["before"]
    assert "all paths: would take longer than the age of the universe" in shown["beyond all numbers"][1]["words"]
    assert not any(result["goal"] for _, result in shown.values())


def test_backpropagation_takes_about_a_second_at_the_rate_that_is_stated(small):
    for _, result in [*small, *presets().values()]:
        assert re.fullmatch("10*", result["rate"])
        assert 0.3 < int(result["exact"]["backpropagation"]) / int(result["rate"]) < 15
        assert "second" not in result["before"]  # no time is told before the race


def test_no_smaller_network_ties():
    states = [
        {"inputs": a, "layers": layers, "width": w, "outputs": o, "grow": "width"}
        for layers in range(2, 7)
        for a in range(1, 11)
        for w in (range(1, 8) if layers > 2 else [1])
        for o in range(1, 8)
    ]
    states = [s for s in states if sum((m + 1) * n for m, n in pairwise(sizes_of(s))) <= 11]
    results = [result["exact"] for result in asked(states)]
    ties = [(s, r) for s, r in zip(states, results, strict=True) if r["all_paths"] == r["backpropagation"]]
    assert [sizes_of(s) for s, _ in ties] == [[6, 1, 1, 1]]


def test_the_goal():
    states = [
        CostMeter(outputs=1),
        CostMeter(outputs=2),
        CostMeter(outputs=1, layers=2),
        CostMeter(outputs=1, layers=4),
    ]
    assert [result["goal"] for result in asked([s.state() for s in states])] == [True, False, False, False]


def test_numbers_and_times_in_words():
    script = """
import { shareOf, standing, time, told } from "./nnbp_core/explorers/cost_meter_counts.js";
console.log(JSON.stringify([told(9999999n), told(99999999n), told(10034400n), told(10n ** 360n), time(7n, 7n),
  time(3n, 7n), time(1n, 1000n), time(2099n, 1n), time(90000n, 2n), time(10n ** 30n, 1n), standing(100n, 10n, 0, false),
  standing(100n, 10n, 2.5, false), standing(100n, 10n, 10, true), standing(10n ** 7n, 10n, 2, false),
  standing(6000n, 10n, 10, true), shareOf(10n ** 400n, 10n, 10)]));
"""
    assert asked([], script) == [
        "9,999,999",
        "1.000 × 10^{8}",
        "1.003 × 10^{7}",
        "361 digits",
        "1.00 seconds",
        "0.43 seconds",
        "less than 0.01 seconds",
        "35 minutes",
        "13 hours",
        "longer than the age of the universe",
        "",
        "25.0\u00a0%",
        "done in 10 seconds",
        "hardly begun",
        "would take 10 minutes",
        0,
    ]
