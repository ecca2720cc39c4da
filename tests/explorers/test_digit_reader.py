"""`DigitReader` starts and learns as the core does, reads hand-drawn digits, and its Python says what it shows."""

import contextlib
import io
from itertools import product

import make_reader_digits
import numpy as np
import pytest
from node import in_node
from traitlets import TraitError

from nnbp_core import ACTIVATIONS, CROSS_ENTROPY, SIGMOID, Network, backprop, digits
from nnbp_core.explorers import DigitReader
from nnbp_core.explorers.choices import ACTIVATION_NAMES, INITIALISATION_NAMES

READ = 'import { readFileSync } from "node:fs";\nconst asked = JSON.parse(readFileSync(0, "utf8"));\n'
LEARNER = READ + 'import * as lab from "./nnbp_core/explorers/digit_reader_learner.js";\n'
START = DigitReader().state()
TANH = {"layers": 4, "activation": "tanh", "init": "glorot", "eta": 0.1}


def test_the_data_module_is_what_digits_gives():
    assert make_reader_digits.TARGET.read_text(encoding="utf-8") == make_reader_digits.source()


def core_network(layers, activation, init="lecun", **_):
    rng = np.random.default_rng(make_reader_digits.SEED)
    kinds = [ACTIVATIONS[activation]] * layers + [SIGMOID]
    return Network.random([64, *[30] * layers, 10], rng, kinds, CROSS_ENTROPY, init)


CASES = [
    *({"layers": 2, "activation": name, "init": "lecun", "eta": 0.1} for name in ACTIVATION_NAMES),
    *({"layers": 1, "activation": "sigmoid", "init": name, "eta": 0.1} for name in INITIALISATION_NAMES),
    TANH,
]


def test_start_and_gradient_are_the_cores():
    found = in_node(
        LEARNER
        + """
import { gradient, roomFor } from "./nnbp_core/explorers/digit_reader_network.js";
const all = (parts) => parts.map((part) => [...part]);
console.log(JSON.stringify(asked.map((settings) => {
  const network = lab.makeLearner(settings).network();
  const room = roomFor(network.sizes);
  gradient(network, room, lab.digits().heard.slice(0, 10));
  const { weights, biases } = network;
  return { weights: all(weights), biases: all(biases), nablaW: all(room.nablaW), nablaB: all(room.nablaB) };
})));""",
        CASES,
    )
    data = digits()
    for case, theirs in zip(CASES, found, strict=True):
        network = core_network(**case)
        gradients = backprop(network, data.x_train[:, :10], data.y_train[:, :10])
        for ours, name, accuracy in (
            (network.weights, "weights", 1e-12),
            (network.biases, "biases", 1e-12),
            (gradients.nabla_w, "nablaW", 1e-12),
            (gradients.nabla_b, "nablaB", 1e-12),
        ):
            for p, q in zip(ours, theirs[name], strict=True):
                assert np.abs(p.ravel() - q).max() <= accuracy * max(np.abs(p).max(), 1e-3)


RUN = (
    LEARNER
    + """
import { asPython, goalOf, inWords } from "./nnbp_core/explorers/digit_reader_words.js";
console.log(JSON.stringify(asked.map(({ batches, running, given, ...state }) => {
  const learner = lab.makeLearner(state);
  while (learner.batches() < batches && !learner.over()) if (learner.learn()) learner.look();
  learner.look();
  const outputs = learner.read(lab.greysOf(state.drawing)).at(-1);
  const shown = { state, learner, outputs, running, given };
  return { ...learner.now(), outputs: [...outputs], python: asPython(shown), words: inWords(shown),
    reached: goalOf(shown).reached, diverged: learner.diverged() };
})));"""
)


def ran(*cases):
    return in_node(RUN, [{**START, "batches": 0, "running": False, "given": False, **case} for case in cases])


@pytest.mark.parametrize(
    "case",
    [
        {},
        {"batches": 350 + 123},
        {"batches": 700, "layers": 2, "activation": "relu", "init": "he", "eta": 0.1},
        {"batches": 50, **TANH},
    ],
    ids=lambda case: f"{case.get('batches', 0)}-{case.get('activation', 'sigmoid')}",
)
def test_the_python_reproduces_the_screen(case):
    (shown,) = ran(case)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(shown["python"], {})
    values = [float(line.rsplit(" ", 1)[-1]) for line in printed.getvalue().splitlines()]
    norms = shown["norms"] if case.get("batches") else []
    assert values == pytest.approx([*shown["outputs"], shown["accuracy"], *norms], rel=1e-8)


def test_the_presets_tell_their_stories():
    seven, four, tanh = ran({"batches": 4200}, {"batches": 4200, "layers": 4}, {"batches": 4200, **TANH})
    (start,) = ran({})
    assert np.argmax(start["outputs"]) == 2  # the note says so
    assert "reads this unseen 7 as a 2" in start["words"]
    assert np.argmax(seven["outputs"]) == 7
    assert seven["accuracy"] > 0.95
    assert four["accuracy"] < 0.2
    assert four["norms"][0] < four["norms"][-1] / 100
    assert tanh["accuracy"] > 0.9
    assert tanh["norms"][0] > tanh["norms"][-1]


STROKES = {  # in pixels of the grid: down to the right, as a hand draws
    "1": [[[4.2, 1.1], [4.0, 3.5], [3.8, 6.7]]],
    "1 with a flag": [[[2.8, 2.6], [4.3, 1.0], [4.2, 6.8]]],
    "6": [[[4.9, 0.9], [3.4, 2.2], [2.6, 4], [2.5, 5.6], [3.3, 6.8], [4.6, 6.8], [5.3, 5.6], [4.6, 4.4], [2.7, 5.2]]],
    "6 upright": [[[3.4, 1.0], [2.8, 3.2], [2.8, 5.4], [3.8, 6.8], [5.0, 6.0], [4.9, 4.8], [3.9, 4.3], [2.9, 5.0]]],
    "0": [[[4, 1], [2.6, 2.2], [2.3, 4], [2.7, 6], [4, 7], [5.3, 6], [5.7, 4], [5.3, 2.2], [4, 1]]],
    "3": [[[2.6, 1.4], [4.2, 0.9], [5.2, 2.0], [4.0, 3.7], [5.4, 5.2], [4.6, 6.8], [2.6, 6.6]]],
}


READ_STROKES = (
    LEARNER
    + """
import { fitOf, fitted, inked } from "./nnbp_core/explorers/digit_reader_strokes.js";
const learner = lab.makeLearner(asked.settings);
while (!learner.over()) learner.learn();
console.log(JSON.stringify(asked.strokes.map((strokes) => {
  const text = lab.textOf(inked(fitted(strokes, fitOf(strokes), 1), new Float64Array(64)));
  return [...learner.read(lab.greysOf(text)).at(-1)];
})));"""
)


def test_a_1_and_a_6_drawn_by_hand_are_read():
    read = in_node(READ_STROKES, {"settings": START, "strokes": list(STROKES.values())})
    for name, outputs in zip(STROKES, read, strict=True):
        assert int(np.argmax(outputs)) == int(name[0]), name
        assert max(outputs) > 0.9, (name, outputs)


HANDS = {  # a digit as wide and as high as 1: stroke after stroke
    "4 with an open top": [[[0.2, 0.02], [0, 0.54], [1, 0.54]], [[0.76, 0.04], [0.72, 1]]],
    "4 with a closed top": [[[0.7, 1], [0.7, 0], [0, 0.66], [1, 0.66]]],
    "1 with a flag": [[[0, 0.25], [0.4, 0], [0.4, 1]]],
    "7 with a bar": [[[0, 0], [1, 0], [0.35, 1]], [[0.2, 0.5], [0.9, 0.48]]],
}


def by_many_hands(strokes):
    """A digit narrow and wide, leaning and upright, small and large."""
    for wide, lean, size in product((0.45, 0.55, 0.65, 0.75), (-0.1, 0, 0.15, 0.3), (3.5, 6)):
        at = np.array([size, size]), np.array([4 - size / 2, 4 - size / 2])
        yield [
            [(at[0] * (wide * (x - 0.5) + lean * (0.5 - y) + 0.5, y) + at[1]).tolist() for x, y in stroke]
            for stroke in strokes
        ]


@pytest.mark.parametrize("name", HANDS)
def test_narrow_and_wide_leaning_and_upright_are_read_alike(name):
    strokes = list(by_many_hands(HANDS[name]))
    read = in_node(READ_STROKES, {"settings": START, "strokes": strokes})
    right = np.argmax(read, axis=1) == int(name[0])
    assert right.mean() >= 0.8, right


def test_a_drawing_is_set_more_upright_and_as_wide_as_the_digits_are():
    strokes = {
        "upright": [[[3, 1], [3, 7]]],
        "leaning": [[[6, 1], [2, 7]]],
        "wide": [[[0, 2], [8, 2], [8, 6], [0, 6], [0, 2]]],
        "narrow": [[[3, 1], [5, 1], [5, 7], [3, 7], [3, 1]]],
        "a dot": [[[2, 2]]],
    }
    fits = in_node(
        READ
        + """
import { fitOf, fitted } from "./nnbp_core/explorers/digit_reader_strokes.js";
console.log(JSON.stringify(asked.map((strokes) => fitted(strokes, fitOf(strokes), 1))));""",
        list(strokes.values()),
    )
    sizes = {name: np.ptp(np.concatenate(fit), axis=0) for name, fit in zip(strokes, fits, strict=True)}
    assert sizes["upright"] == pytest.approx([0, 27 / 4])
    assert sizes["leaning"] == pytest.approx([27 / 4 * 4 / 6 * 1.2 * (1 - 0.3 * 6 / 4), 27 / 4])
    assert sizes["wide"] == pytest.approx([18 / 4, 27 / 4])
    assert sizes["narrow"] == pytest.approx([1.2 * 27 / 4 * 2 / 6, 27 / 4])
    assert np.concatenate(fits[4]) == pytest.approx(np.array([[4, 4]]))


def test_a_drawing_fills_its_frame_and_strokes_add_up():
    small, fitted, both = in_node("""
import { fitOf, fitted, inked } from "./nnbp_core/explorers/digit_reader_strokes.js";
const stroke = [[[1, 1], [1, 4]]];
const none = new Float64Array(64);
const base = none.map((_, i) => (i === 63 ? 0.5 : 0));
console.log(JSON.stringify([inked(stroke, none), inked(fitted(stroke, fitOf(stroke), 1), none), inked(stroke, base)]
  .map((greys) => [...greys])));
""")
    rows = np.reshape(small, (8, 8)).sum(axis=1) > 0
    assert rows.tolist() == [True] * 5 + [False] * 3
    columns = np.reshape(fitted, (8, 8)).sum(axis=0)
    assert (np.reshape(fitted, (8, 8)).sum(axis=1) > 0).all()
    assert columns == pytest.approx(columns[::-1])
    assert both == [*small[:63], 0.5]


def test_steps_that_are_too_long_are_told_and_the_last_finite_state_is_shown():
    (shown,) = ran({"batches": 900, "activation": "linear", "init": "standard_normal", "layers": 3, "eta": 10})
    assert shown["diverged"]
    assert np.isfinite([*shown["outputs"], *shown["norms"]]).all()
    assert shown["words"].startswith("Stopped: with η = 10")


@pytest.mark.parametrize(
    ("case", "words", "reached"),
    [
        ({"batches": 700}, "It reads this drawing as a 7", True),
        ({"batches": 700, "given": True}, "", False),
        ({}, "A 64-30-10 network of random weights reads this drawing as a 2", False),
        ({"batches": 700, "drawing": "0" * 63 + "g"}, "", False),  # a dot is no digit
        ({"batches": 700, "drawing": "0" * 64}, "The grid is empty", False),
        ({"batches": 700, "running": True}, "Training. After 2 epochs, 9", True),
        ({"batches": 0, "running": True}, "Training. Blue goes forward; the error comes back", False),
        ({"batches": 700, "layers": 4}, "times less: the first layers starve", False),
    ],
)
def test_what_it_reads_is_told_and_a_drawing_of_ones_own_reaches_the_goal(case, words, reached):
    drawing = START["drawing"].replace("3", "4")  # nearly the 7, but one's own
    (shown,) = ran({"drawing": drawing, **case})
    assert words in shown["words"]
    assert shown["reached"] == reached


def test_a_pause_leaves_no_dent_in_the_line():
    found = in_node(
        LEARNER
        + """
const learner = lab.makeLearner(asked);
for (let i = 1; i <= 400; i += 1) if (learner.learn() || i === 60 || i === 61) learner.look();
console.log(JSON.stringify(learner.history.map(({ batches }) => batches)));""",
        START,
    )
    assert found == [0, 175, 350]


FIELD = """
import { accepted, fromAddress, toAddress } from "./nnbp_core/explorers/shared/address.js";
import { fields } from "./nnbp_core/explorers/digit_reader.js";
"""


def test_an_address_holds_a_drawing_and_nothing_else():
    good = "0123456789abcdefg" + "0" * 47
    bad = ["", "0" * 63, "0" * 65, "h" * 64, f"{good}\n", "<img src=x onerror=alert(1)>", f"{good}{good}", "A" * 64]
    states, left = in_node(
        FIELD
        + READ
        + """
const of = (text) => fromAddress(`#DigitReader.drawing=${encodeURIComponent(text)}`, "DigitReader", fields);
const drawing = fields.find(({ name }) => name === "drawing");
const written = toAddress("", "DigitReader", [drawing], { drawing: asked.good }, { drawing: "" });
console.log(JSON.stringify([[fromAddress(written, "DigitReader", fields), ...asked.bad.map(of)],
  [1, null, {}, ["0".repeat(64)]].map((value) => accepted(drawing, value) === undefined)]));""",
        {"good": good, "bad": bad},
    )
    assert states[0] == {"state": {"drawing": good}, "trouble": False, "asked": True}
    assert all(each == {"state": {}, "trouble": True, "asked": True} for each in states[1:])
    assert all(left)


@pytest.mark.parametrize("drawing", ["", "0" * 63, "h" * 64, "0" * 64 + "\n", 7])
def test_python_takes_a_drawing_and_nothing_else(drawing):
    with pytest.raises(TraitError, match="drawing"):
        DigitReader(drawing=drawing)
    assert DigitReader(drawing="0123456789abcdefg" + "0" * 47).drawing.startswith("01")


SCENE = """
import * as scene from "./nnbp_core/explorers/digit_reader_scene.js";
import { fullness, placeOf } from "./nnbp_core/explorers/digit_reader_place.js";
import { arrived, waveAt } from "./nnbp_core/explorers/digit_reader_view.js";
"""


def test_areas_are_what_they_stand_for():
    halos, fills, meters, waves, fronts, strongest = in_node(
        SCENE
        + """
const place = placeOf(660, 2);
const layer = (n, value) => Float64Array.from({ length: n }, (_, j) => value * (j + 1));
const halos = scene.halosOf(place, { sizes: [layer(30, 0.001), layer(30, 0.01), layer(10, 0.03)] });
const fills = scene.fillsOf(place, [layer(64, 0), layer(30, -0.03), layer(30, 0.02), layer(10, 0.1)]);
const values = [3, -7, 0, 5, -6, 1];
console.log(JSON.stringify([halos.flatMap(({ children }) => children.map(({ r }) => r)), fills,
  [1.2, 0.12, 0.0012, 1e-9, 5].map(fullness),
  [0.03, 0.4, 0.8].map((t) => [1, 2, 3].map((l) => waveAt(l, 3, t))),
  [0, 0.5, 1, 99].map((front) => [0, 1, 2].map((l) => arrived(l, front))),
  scene.strongest(6, 3, (i) => values[i])]));"""
    )
    sizes = np.concatenate([0.001 * np.arange(1, 31), 0.01 * np.arange(1, 31), 0.03 * np.arange(1, 11)])
    own = np.array([4.2] * 60 + [8.5] * 10)
    assert np.square(halos) - own**2 == pytest.approx(110 * np.minimum(1.5, sizes / 0.3), abs=0.2)
    values = np.concatenate([0.03 * np.arange(1, 31), 0.02 * np.arange(1, 31), 0.1 * np.arange(1, 11)])
    assert [each["minus"] for each in fills] == [True] * 30 + [False] * 40
    assert np.square([each["r"] for each in fills]) / own**2 == pytest.approx(values, abs=5e-3)
    assert meters == pytest.approx([1, 2 / 3, 0, 0, 1])
    assert [int(np.argmax(each)) + 1 for each in waves] == [3, 2, 1]  # it comes back
    assert fronts == [[1, 0, 0], [1, 0.5, 0], [1, 1, 0], [1, 1, 1]]
    assert strongest == [[1, -7], [4, -6], [3, 5]]


def test_a_slice_of_training_is_short_by_the_clock_and_a_slow_machine_drops_what_it_owes():
    slices, batches = in_node("""
import { makeClock } from "./nnbp_core/explorers/digit_reader_clock.js";
let now = 0;
let frame = () => {};
performance.now = () => now;
globalThis.matchMedia = () => ({ matches: false });
globalThis.requestAnimationFrame = (work) => { frame = work; return 1; };
globalThis.cancelAnimationFrame = () => {};
let batches = 0;
const spent = (ms) => () => { now += ms; batches += 1; return false; };
const learner = { learn: spent(0.05), look() {}, over: () => false };
const clock = makeClock({ learner: () => learner, frame() {}, changed() {} });
clock.run();
const pass = (gap) => { now += gap; const begun = now; frame(); return now - begun; };
const quick = Array.from({ length: 60 }, () => pass(1000 / 60 - 0.35));
const done = batches;
learner.learn = spent(2.9); // a slow machine
console.log(JSON.stringify([[Math.max(...quick), Math.max(...Array.from({ length: 60 }, () => pass(50)))], done]));
""")
    assert slices[0] < 1
    assert slices[1] <= 9
    assert batches == pytest.approx(1.2 * 350, rel=0.03)  # epochs in a second
