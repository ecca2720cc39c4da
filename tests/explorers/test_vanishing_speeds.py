"""`VanishingSpeeds` starts where the core starts, learns as the core learns, and its Python says what it shows."""

import contextlib
import io

import make_vanishing_digits
import numpy as np
import pytest
from node import in_node

from nnbp_core import ACTIVATIONS, COSTS, SIGMOID, Network, forward
from nnbp_core.explorers import VanishingSpeeds
from nnbp_core.explorers.choices import ACTIVATION_NAMES, COST_NAMES, INITIALISATION_NAMES

RUN = """
import * as lab from "./nnbp_core/explorers/vanishing_speeds_runs.js";
import { asPython, goalOf, told } from "./nnbp_core/explorers/vanishing_speeds_words.js";
import { presets } from "./nnbp_core/explorers/vanishing_speeds.js";
import { readFileSync } from "node:fs";
const results = JSON.parse(readFileSync(0, "utf8")).map((state) => {
  const run = lab.runOf(state);
  const start = lab.startOf(state);
  while (!run.reaches(state.epoch)) run.advance();
  const shown = run.states[Math.min(state.epoch, run.states.length - 1)];
  return { ...shown, network: undefined, diverged: run.diverged(), start, reading: lab.readingOf(start, 7),
    reached: goalOf(state, run).reached, python: asPython({ ...state, epoch: shown.epoch }) };
});
console.log(JSON.stringify({ results, batches: lab.BATCHES, presets: presets.map((each) => each.state) }));
"""
EXTRA = [
    {"init": "standard_normal", "epoch": 60},  # reaches the goal
    {"depth": 1, "activation": "softplus", "cost": "quadratic", "eta": 2, "epoch": 7},
    {"depth": 6, "activation": "tanh", "init": "he", "eta": 0.1, "epoch": 9},
    *({"depth": 2, "activation": name, "eta": 0.01, "epoch": 3} for name in ACTIVATION_NAMES),
    *({"depth": 2, "cost": name, "epoch": 3} for name in COST_NAMES),
    *({"depth": 2, "init": name, "epoch": 3} for name in INITIALISATION_NAMES),
    {"depth": 3, "init": "standard_normal", "epoch": 60},  # reads more, with a layer less than the goal asks for
]
DEFAULTS = {"depth": 4, "init": "lecun", "activation": "sigmoid", "cost": "cross-entropy", "eta": 0.5, "epoch": 0}
STORIES = list(VanishingSpeeds.PRESETS.values())
ENDS = [*({**story, "epoch": 60} for story in STORIES), {**STORIES[1], "epoch": 20}, {**STORIES[4], "epoch": 50}]
CHANGES = [*STORIES, *ENDS, *EXTRA]
STATES = [{**DEFAULTS, **change} for change in CHANGES]


@pytest.fixture(scope="module")
def answer():
    return in_node(RUN, STATES)


def test_the_data_module_is_what_digits_gives():
    assert make_vanishing_digits.TARGET.read_text(encoding="utf-8") == make_vanishing_digits.source()


def test_the_digits_are_those_of_the_core(answer):
    x, y = make_vanishing_digits.first()
    assert np.array_equal(np.hstack([batch["x"] for batch in answer["batches"]]), x)
    assert np.array_equal(np.hstack([batch["y"] for batch in answer["batches"]]), y)


def test_a_start_is_what_network_random_draws_and_reads_as_the_core_reads(answer):
    x, _ = make_vanishing_digits.first()
    for state, result in zip(STATES, answer["results"], strict=True):
        sizes = [64, *[12] * state["depth"], 10]
        kinds = [ACTIVATIONS[state["activation"]]] * state["depth"] + [SIGMOID]
        rng = np.random.default_rng(make_vanishing_digits.SEED)
        network = Network.random(sizes, rng, kinds, COSTS[state["cost"]], state["init"])
        for part in ("weights", "biases"):
            for ours, theirs in zip(getattr(network, part), result["start"][part], strict=True):
                assert np.allclose(ours, theirs, rtol=1e-12, atol=0)
        activations = forward(network, x[:, 7:8]).activations[1:]
        for ours, theirs in zip(activations, result["reading"], strict=True):
            assert np.allclose(ours.ravel(), theirs, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("i", range(len(STATES)), ids=lambda i: ", ".join(map(str, CHANGES[i].values())) or "default")
def test_the_python_reproduces_the_screen(answer, i):
    result, printed = answer["results"][i], io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(result["python"], {})
    values = {name: float(value) for name, value in (line.split(" = ") for line in printed.getvalue().splitlines())}
    shown = {f"delta_norm_{layer}": norm for layer, norm in enumerate(result["norms"], start=2)}
    assert values == pytest.approx({**shown, "C": result["C"], "right": result["right"]}, rel=1e-5)


def test_presets_tell_their_stories(answer):
    assert answer["presets"][0] == DEFAULTS
    assert [{**DEFAULTS, **preset} for preset in answer["presets"]] == STATES[:5]
    ends = answer["results"][5:12]
    starves, learns, relu, explodes, late, learning, before = ends
    assert starves["norms"][0] < starves["norms"][-1] / 400
    assert len(set(starves["answers"])) == 1
    assert (learns["right"], learning["right"], relu["right"]) == (100, 82, 89)
    assert learning["norms"][-1] / 2 < learning["norms"][0] < learning["norms"][-1] * 2
    assert explodes["diverged"]
    assert explodes["norms"][0] > 200 * explodes["norms"][-1]
    assert late["diverged"]
    assert (before["right"], before["diverged"]) == (98, False)
    assert before["norms"][0] > 5 * before["norms"][-1]
    goal, *_, shallow = answer["results"][12:]
    assert (goal["right"], goal["reached"]) == (93, True)
    assert shallow["right"] > 50
    assert not any(each["reached"] for each in (*ends, shallow))


def test_a_layer_says_what_it_hears():
    script = """
import { told } from "./nnbp_core/explorers/vanishing_speeds_words.js";
const moment = { norms: [0, 0.0012, 0.3, 0.96, 0.96, 4.8, 2.4] };
const say = (l) => told(moment, l).map((part) => part.text ?? part).join("");
console.log(JSON.stringify([2, 3, 4, 5, 7, 8].map(say)));
"""
    assert in_node(script) == [
        "The first hidden layer hears nothing at all: ‖δ^{2}‖ is 0.",
        "The second hidden layer hears 2000 times less than the output: ‖δ^{3}‖ is 0.00120.",
        "The third hidden layer hears 8 times less than the output: ‖δ^{4}‖ is 0.300.",
        "The fourth hidden layer hears 2.5 times less than the output: ‖δ^{5}‖ is 0.960.",
        "The last hidden layer hears 2 times more than the output: ‖δ^{7}‖ is 4.80.",
        "The output knows its error at once: ‖δ^{8}‖ is 2.40.",
    ]
