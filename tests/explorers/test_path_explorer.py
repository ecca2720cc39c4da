"""PathExplorer's numbers are those of the core and of chapter 9; its counts are those of numbers that count."""

import contextlib
import io
import random
import re
from itertools import pairwise

import numpy as np
import pytest
from counted import Counted, counted
from node import in_node

from nnbp_core import TANH, Network, Weight, backprop, count_paths, iter_paths, rate_factors, sum_over_paths
from nnbp_core.explorers import PathExplorer
from nnbp_core.explorers.path_explorer import NETWORKS, WEIGHTS, weights_of

RUN = """
import * as model from "./nnbp_core/explorers/path_explorer_model.js";
import * as words from "./nnbp_core/explorers/path_explorer_words.js";
import { barsOf } from "./nnbp_core/explorers/path_explorer_bars.js";
import { readFileSync } from "node:fs";
const results = JSON.parse(readFileSync(0, "utf8")).map((state) => {
  const run = model.pathsOf(state);
  const many = run.paths.length;
  const walked = model.walkedOf(state.order, state.merged ? many : state.added, many);
  const moment = { walked, at: [], leg: null, fused: state.merged ? run.fusing.length : 0 };
  const levels = [...run.fusing.keys(), run.fusing.length];
  return {
    ...run, walked, sum: model.sumOf(run, walked), again: model.orderOf(walked, many),
    work: levels.map((fused) => model.workOf(run, fused)),
    strands: levels.map((fused) => model.strandsOf(run, fused).map(({ value }) => value)),
    bars: barsOf(run, walked, 0).filter(Boolean).map(({ path, at, from, to }) => [path.i, at, from, to]),
    goal: words.goalOf(run, moment), words: words.inWords(run, moment),
    python: words.asPython(state, run, walked),
  };
});
console.log(JSON.stringify(results));
"""
FIRST = [[[1.0, -1.0], [0.5, 1.0]], [[1.5, -0.5], [-1.0, 1.0], [0.5, 1.0]]]
LAST = [[1.0, 0.5, -1.0], [-0.5, 1.5, 1.0]]
ZEROS = [[0.0], [0.0], [0.0]]


def network(run):
    weights, biases = run["network"]["weights"], run["network"]["biases"]
    return Network(weights, biases, TANH)


def asked(states):
    return in_node(RUN, states)


@pytest.fixture(scope="module")
def shown():
    rng = random.Random(4)
    states = [PathExplorer(**preset).state() for preset in PathExplorer.PRESETS.values()]
    for name, sizes in NETWORKS.items():
        for weight in weights_of(sizes):
            x1, x2 = (round(rng.uniform(-2, 2), 1) for _ in range(2))
            place = {"network": name, "weight": weight, "x1": x1, "x2": x2}
            order = rng.randrange(6)
            states.append(
                PathExplorer(**place, added=rng.randint(0, 6), order=order, merged=rng.random() < 0.3).state()
            )
    return list(zip(states, asked(states), strict=True))


def inputs(state):
    return np.array([[state["x1"]], [state["x2"]]]), np.array([[1.0], [0.0]])


def test_paths_slopes_and_sum_agree_with_the_core(shown):
    for state, run in shown:
        x, y = inputs(state)
        layer, j, k = map(int, state["weight"].split(","))
        sizes = NETWORKS[state["network"]]
        slope = backprop(network(run), x, y).nabla_w[layer - 2][j - 1, k - 1]
        core = sum_over_paths(network(run), x, y, Weight(layer, j - 1, k - 1))
        products = [path["product"] for path in run["paths"]]
        assert run["slope"] == pytest.approx(slope, rel=1e-12, abs=1e-15)
        assert sum(products) == pytest.approx(core, rel=1e-12, abs=1e-14)
        assert run["first"] * run["slopesOfC"][str(layer)][j - 1] == pytest.approx(slope, rel=1e-11, abs=1e-15)
        assert len(products) == count_paths(sizes, layer)
        assert [path["rows"] for path in run["paths"]] == [[q + 1 for q in p] for p in iter_paths(sizes, layer, j - 1)]
        factors = [r[0] for r in rate_factors(network(run), x)]
        for path in run["paths"]:
            steps = list(pairwise(path["rows"]))
            along = [factors[layer - 1 + i][q - 1, p - 1] for i, (p, q) in enumerate(steps)]
            assert path["factors"][1:-1] == pytest.approx(along, rel=1e-12, abs=1e-15)
            assert np.prod(path["factors"]) == pytest.approx(path["product"], rel=1e-12, abs=1e-16)


def test_the_networks_are_that_of_chapter_9_and_it_with_more_layers(shown):
    seen = {state["network"]: network(run) for state, run in shown}
    assert {name: list(net.sizes) for name, net in seen.items()} == NETWORKS
    for net in seen.values():
        assert [w.tolist() for w in (*net.weights[:2], net.weights[-1])] == [*FIRST, LAST]
        assert all(b.tolist() == ZEROS for b in net.biases[2:-1])
    (_, run), *_ = shown
    assert round(run["slope"], 5) == -0.75779


def test_each_bar_begins_where_the_last_one_ended(shown):
    for _, run in shown:
        bars = sorted(run["bars"], key=lambda bar: bar[1])
        assert [bar[0] for bar in bars] == run["walked"]
        sums = [0.0, *(end for *_, end in bars)]
        assert [start for *_, start, _ in bars] == pytest.approx(sums[:-1], abs=1e-15)
        assert sums[-1] == pytest.approx(run["sum"], abs=1e-14)


def test_strands_run_together_without_changing_the_sum(shown):
    assert max(len(run["fusing"]) for _, run in shown) == PathExplorer.class_traits()["fused"].max
    for _, run in shown:
        counts = [len(values) for values in run["strands"]]
        assert counts[0] == len(run["paths"])
        assert counts[-1] == 1
        assert counts == sorted(counts, reverse=True)
        for values in run["strands"]:
            assert sum(values) == pytest.approx(run["slope"], rel=1e-11, abs=1e-14)


def counted_ways(sizes, layer):
    """Multiplications for one weight and for all weights of its layer, listed and merged, by doing them."""
    one = Counted(0.3)
    R = [counted(np.ones((n, m))) for m, n in pairwise(sizes)]

    def listed(weights):
        Counted.total = 0
        for j, _ in weights:
            for path in iter_paths(sizes, layer, j):
                product = one
                for i, (p, q) in enumerate(pairwise(path), start=layer - 1):
                    product = product * R[i][q, p]
                product * one
        return Counted.total

    def merged(weights, rows=slice(None)):
        Counted.total = 0
        back = counted(np.ones((sizes[-1], 1)))
        for i in reversed(range(layer - 1, len(R))):
            back = (R[i][:, rows] if i == layer - 1 else R[i]).T @ back
        for j, _ in weights:
            one * back[min(j, len(back) - 1), 0]
        return Counted.total

    every = [(j, k) for j in range(sizes[layer - 1]) for k in range(sizes[layer - 2])]
    return {
        "listed": listed(every[:1]),
        "merged": merged(every[:1], [0]),  # of the weight's layer, its own neuron only
        "mergedWithNeighbours": merged(every[:1]),
        "listedLayer": listed(every),
        "mergedLayer": merged(every),
    }


def test_multiplications_are_what_counted_numbers_count(shown):
    ways = {
        (name, layer): counted_ways(sizes, layer)
        for name, sizes in NETWORKS.items()
        for layer in range(2, len(sizes) + 1)
    }
    chapter = ways["chapter 9", 2]
    assert [chapter[way] for way in ("listed", "merged", "mergedWithNeighbours")] == [18, 10, 13]  # chapter 9 counts 13
    for state, run in shown:
        way = ways[state["network"], int(state["weight"][0])]
        assert run["counts"] == way
        assert (run["work"][0], run["work"][-1]) == (way["listed"], way["merged"])
        assert run["work"] == sorted(run["work"], reverse=True)


def test_the_order_of_the_walks_is_one_number_and_back(shown):
    script = """
import { orderOf, walkedOf } from "./nnbp_core/explorers/path_explorer_model.js";
import { readFileSync } from "node:fs";
const all = JSON.parse(readFileSync(0, "utf8"));
const back = ([walked, n]) => [orderOf(walked, n), walkedOf(orderOf(walked, n), walked.length, n)];
console.log(JSON.stringify(all.map(back)));
"""
    rng = random.Random(1)
    walks = [
        (rng.sample(range(n), rng.randint(0, most)), n) for n, most in [(6, 6)] * 50 + [(18, 18)] * 50 + [(54, 9)] * 50
    ]
    for (walked, _), (order, back) in zip(walks, in_node(script, walks), strict=True):
        assert back == walked
        assert PathExplorer(order=order, added=len(walked)).order == order
    for _, run in shown:
        assert len(set(run["walked"])) == len(run["walked"])
        assert all(i < len(run["paths"]) for i in run["walked"])


def test_a_weight_that_a_network_lacks_is_its_first():
    lacking = [weight for weight in WEIGHTS if weight not in weights_of(NETWORKS["chapter 9"])]
    assert lacking
    for run in asked([PathExplorer(weight=weight).state() for weight in lacking]):
        assert run["part"] == {"layer": 2, "j": 1, "k": 1}


def test_the_python_copy_prints_the_numbers(shown):
    for state, run in shown[:9]:
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(run["python"], {})
        printed = {name: float(value) for name, value in re.findall(r"^(\w+) = (\S+)$", out.getvalue(), re.M)}
        for i in run["walked"]:
            name = "path_" + "_".join(map(str, run["paths"][i]["rows"]))
            assert printed[name] == pytest.approx(run["paths"][i]["product"], rel=1e-11, abs=1e-15)
        assert printed["sum"] == pytest.approx(run["sum"], rel=1e-9, abs=1e-14), state
        assert printed["nabla_w"] == pytest.approx(run["slope"], rel=1e-11, abs=1e-15)
        assert printed["merged_sum"] == pytest.approx(run["slope"], rel=1e-11, abs=1e-15)


def test_the_goal_is_reached_by_merging_54_paths_and_by_no_preset():
    deep = {"network": "two layers more", "added": 54}
    states = [
        PathExplorer(**deep, merged=True),
        PathExplorer(**deep),
        PathExplorer(**deep, weight="3,1,1", merged=True),
    ]
    states += [PathExplorer(**preset) for preset in PathExplorer.PRESETS.values()]
    results = [run["goal"]["reached"] for run in asked([each.state() for each in states])]
    assert results == [True] + [False] * (len(states) - 1)


def test_merged_it_says_which_multiplications_are_counted():
    (run,) = asked([PathExplorer("merged").state()])
    assert "18 multiplications became 10" in run["words"]
    assert "3 more, 13," in run["words"]
