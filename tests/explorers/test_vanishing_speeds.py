"""`VanishingSpeeds` starts where the core starts, learns as the core learns, and its Python says what it shows."""

import contextlib
import io

import make_vanishing_digits
import numpy as np
import pytest
from node import in_node

from nnbp_core import ACTIVATIONS, COSTS, SIGMOID, Network
from nnbp_core.explorers.choices import ACTIVATION_NAMES, COST_NAMES, INITIALISATION_NAMES

RUN = """
import * as lab from "./nnbp_core/explorers/vanishing_speeds.js";
import { readFileSync } from "node:fs";
const results = JSON.parse(readFileSync(0, "utf8")).map((state) => {
  const run = lab.runOf(state);
  while (!run.reaches(state.epoch)) run.advance();
  const shown = run.states[Math.min(state.epoch, run.states.length - 1)];
  return { ...shown, diverged: run.diverged(), start: lab.startOf(state), reached: lab.goalOf(state, run).reached,
    python: lab.asPython({ ...state, epoch: shown.epoch }) };
});
console.log(JSON.stringify({ results, batches: lab.BATCHES, presets: lab.presets.map((each) => each.state) }));
"""
EXTRA = [
    {"init": "standard_normal", "eta": 1},  # reaches the goal
    {"depth": 1, "activation": "softplus", "cost": "quadratic", "eta": 2, "epoch": 7},
    {"depth": 3, "activation": "relu", "init": "he", "eta": 0.5, "epoch": 40},
    {"activation": "linear", "init": "standard_normal", "eta": 0.003},
    *({"depth": 2, "activation": name, "eta": 0.01, "epoch": 3} for name in ACTIVATION_NAMES),
    *({"depth": 2, "cost": name, "epoch": 3} for name in COST_NAMES),
    *({"depth": 2, "init": name, "epoch": 3} for name in INITIALISATION_NAMES),
    {"depth": 3, "init": "standard_normal", "eta": 1},  # nearer than a third, with a layer less than the goal asks for
]
DEFAULTS = {"depth": 4, "init": "lecun", "activation": "sigmoid", "cost": "cross-entropy", "eta": 0.5, "epoch": 20}
CHANGES = [
    {},
    {"init": "glorot", "activation": "tanh", "eta": 0.2},
    {"init": "he", "activation": "relu", "eta": 0.1},
    {"init": "standard_normal"},
    {"init": "standard_normal", "activation": "linear", "eta": 0.01},
    *EXTRA,
]
STATES = [{**DEFAULTS, **change} for change in CHANGES]


@pytest.fixture(scope="module")
def answer():
    return in_node(RUN, STATES)


def test_the_data_module_is_what_digits_gives():
    assert make_vanishing_digits.TARGET.read_text(encoding="utf-8") == make_vanishing_digits.source()


def test_the_digits_are_those_of_the_core(answer):
    x, y = make_vanishing_digits.pooled()
    assert np.array_equal(np.hstack([batch["x"] for batch in answer["batches"]]), x)
    assert np.array_equal(np.hstack([batch["y"] for batch in answer["batches"]]), y)


def test_a_start_is_what_network_random_draws(answer):
    for state, result in zip(STATES, answer["results"], strict=True):
        sizes = [16, *[8] * state["depth"], 10]
        kinds = [ACTIVATIONS[state["activation"]]] * state["depth"] + [SIGMOID]
        rng = np.random.default_rng(make_vanishing_digits.SEED)
        network = Network.random(sizes, rng, kinds, COSTS[state["cost"]], state["init"])
        for ours, theirs in zip(network.weights, result["start"]["weights"], strict=True):
            assert np.allclose(ours, theirs, rtol=1e-14, atol=0)
        for ours, theirs in zip(network.biases, result["start"]["biases"], strict=True):
            assert np.array_equal(ours, theirs)


@pytest.mark.parametrize("i", range(len(STATES)), ids=lambda i: ", ".join(map(str, CHANGES[i].values())) or "default")
def test_the_python_reproduces_the_screen(answer, i):
    result, printed = answer["results"][i], io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(result["python"], {})
    values = {name: float(value) for name, value in (line.split(" = ") for line in printed.getvalue().splitlines())}
    shown = {f"delta_norm_{layer}": norm for layer, norm in enumerate(result["norms"], start=2)}
    assert values == pytest.approx({**shown, "C": result["C"], "accuracy": result["accuracy"]}, rel=1e-5)


def test_presets_tell_their_stories(answer):
    assert answer["presets"][0] == DEFAULTS
    assert [{**DEFAULTS, **preset} for preset in answer["presets"]] == STATES[:5]
    deep, tanh, relu, size_one, linear, goal, *_, shallow = answer["results"]
    assert deep["norms"][0] / deep["norms"][-2] < 0.02
    assert all(each["norms"][0] > each["norms"][-2] / 3 for each in (tanh, relu))
    assert linear["diverged"]
    assert linear["norms"][0] > 100 * linear["norms"][-1]
    assert goal["reached"]
    assert shallow["norms"][0] > shallow["norms"][-2] / 3
    assert not any(each["reached"] for each in (deep, tanh, relu, size_one, linear, shallow))
