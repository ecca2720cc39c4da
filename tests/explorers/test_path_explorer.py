"""PathExplorer's numbers are those of the core and of chapter 9; its counts are those of numbers that count."""

import contextlib
import io
import re
from itertools import pairwise

import numpy as np
import pytest
from node import in_node

from nnbp_core import TANH, Network, Weight, backprop, count_paths, forward, iter_paths, rate_factors, sum_over_paths
from nnbp_core.explorers import PathExplorer
from nnbp_core.explorers.path_explorer import SIZES, WEIGHTS

RUN = """
import * as lab from "./nnbp_core/explorers/path_explorer.js";
import { readFileSync } from "node:fs";
const states = JSON.parse(readFileSync(0, "utf8"));
const results = states.map((state) => {
  const run = lab.pathsOf(state);
  const nudge = lab.nudgeOf(state, run);
  const python = lab.asPython(state, run, Math.min(state.added, run.terms.length));
  return { ...run, nudge, goal: lab.goalOf(state, run, nudge), python };
});
console.log(JSON.stringify(results));
"""


def network():
    w2 = [[1.0, -1.0], [0.5, 1.0]]
    w3 = [[1.5, -0.5], [-1.0, 1.0], [0.5, 1.0]]
    w4 = [[1.0, 0.5, -1.0], [-0.5, 1.5, 1.0]]
    return Network([w2, w3, w4], [[[0.0], [0.5]], [[0.0], [0.0], [-0.5]], [[0.0], [0.5]]], TANH)


def asked(states):
    return in_node(RUN, states)


def all_states():
    rng = np.random.default_rng(4)
    own = [PathExplorer(**preset).state() for preset in PathExplorer.PRESETS.values()]
    return own + [
        PathExplorer(
            weight=weight,
            x1=round(rng.uniform(-2, 2), 1),
            x2=round(rng.uniform(-2, 2), 1),
            nudge=round(rng.uniform(-2, 2), 2),
            added=6,
        ).state()
        for weight in WEIGHTS
    ]


@pytest.fixture(scope="module")
def shown():
    states = all_states()
    return list(zip(states, asked(states), strict=True))


def inputs(state):
    return np.array([[state["x1"]], [state["x2"]]]), np.array([[1.0], [0.0]])


def test_paths_sum_and_nudge_agree_with_the_core(shown):
    for state, run in shown:
        x, y = inputs(state)
        layer, j, k = map(int, state["weight"].split(","))
        slope = backprop(network(), x, y).nabla_w[layer - 2][j - 1, k - 1]
        assert run["slope"] == pytest.approx(slope, rel=1e-11, abs=1e-15)
        assert run["sums"][-1] == pytest.approx(slope, rel=1e-9, abs=1e-14)
        core = sum_over_paths(network(), x, y, Weight(layer, j - 1, k - 1))
        assert run["sums"][-1] == pytest.approx(core, rel=1e-9, abs=1e-14)
        assert len(run["terms"]) == count_paths(SIZES, layer)
        assert [tuple(term["path"]) for term in run["terms"]] == list(iter_paths(SIZES, layer, j - 1))
        weights = [w.copy() for w in network().weights]
        weights[layer - 2][j - 1, k - 1] += state["nudge"]
        costs = [
            n.cost.value(forward(n, x).activations[-1], y).item()
            for n in (network(), Network(weights, network().biases, TANH))
        ]
        assert run["nudge"]["change"] == pytest.approx(costs[1] - costs[0], abs=1e-13)
        assert run["nudge"]["predicted"] == pytest.approx(slope * state["nudge"], abs=1e-13)
        assert run["first"] * run["slopesOfC"][str(layer)][j - 1] == pytest.approx(slope, rel=1e-11, abs=1e-15)


class Counted:
    total = 0

    def __init__(self, value):
        self.value = float(value)

    def __add__(self, other):
        return Counted(self.value + other.value)

    def __mul__(self, other):
        Counted.total += 1
        return Counted(self.value * other.value)


def counted_ways(layer):
    """Multiplications for one weight and for all weights of its layer, listed and merged, by doing them."""
    counted = np.vectorize(Counted, otypes=[object])
    x, y = np.array([[1.0], [0.5]]), np.array([[1.0], [0.0]])
    R = [counted(r[0]) for r in rate_factors(network(), x)]
    end = counted(network().cost.gradient(forward(network(), x).activations[-1], y))

    def listed(weights):
        Counted.total = 0
        for j, _ in weights:
            for path in iter_paths(SIZES, layer, j):
                product = Counted(0.3)
                for i, (p, q) in enumerate(pairwise(path), start=layer - 1):
                    product = product * R[i][q, p]
                product * end[path[-1], 0]
        return Counted.total

    def merged(weights):
        Counted.total = 0
        back = end
        for factors in reversed(R[layer - 1 :]):
            back = factors.T @ back
        for j, _ in weights:
            Counted(0.3) * back[j, 0]
        return Counted.total

    every = [(j, k) for j in range(SIZES[layer - 1]) for k in range(SIZES[layer - 2])]
    one = every[:1]
    return {"listed": listed(one), "merged": merged(one), "listedLayer": listed(every), "mergedLayer": merged(every)}


def test_multiplications_are_what_counted_numbers_count(shown):
    ways = {layer: counted_ways(layer) for layer in (2, 3, 4)}
    assert (ways[2]["listed"], ways[2]["merged"]) == (18, 13)  # as chapter 9 counts them
    for state, run in shown:
        assert run["counts"] == ways[int(state["weight"][0])]


def test_the_numbers_of_the_chapter(shown):
    (_, run), *_ = shown
    assert round(run["slope"], 5) == -0.75779
    assert len(run["terms"]) == 6


def test_the_python_copy_prints_the_numbers(shown):
    for state, run in shown[:8]:
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(run["python"], {})
        printed = {name: float(value) for name, value in re.findall(r"^(\w+) = (\S+)$", out.getvalue(), re.M)}
        added = min(state["added"], len(run["terms"]))
        for term in run["terms"][:added]:
            name = "path_" + "_".join(str(row + 1) for row in term["path"])
            assert printed[name] == pytest.approx(term["product"], rel=1e-11, abs=1e-15)
        assert printed["sum"] == pytest.approx(run["sums"][added], rel=1e-9, abs=1e-14)
        assert printed["nabla_w"] == pytest.approx(run["slope"], rel=1e-11, abs=1e-15)
        assert printed["merged_sum"] == pytest.approx(run["slope"], rel=1e-11, abs=1e-15)
        assert printed["predicted"] == pytest.approx(run["nudge"]["predicted"], abs=1e-13)
        assert printed["change"] == pytest.approx(run["nudge"]["change"], abs=1e-13)


def test_the_goal_is_reached_only_by_a_cost_below_zero():
    base = {"weight": "2,1,1", "added": 6, "nudge": 1.4}
    states = [PathExplorer(**base), PathExplorer(**{**base, "added": 5}), PathExplorer(**{**base, "nudge": 1.3})]
    states += [PathExplorer(**preset) for preset in PathExplorer.PRESETS.values()]
    results = [run["goal"]["reached"] for run in asked([each.state() for each in states])]
    assert results == [True] + [False] * (len(states) - 1)
