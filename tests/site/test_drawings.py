"""What an explorer draws is what it says: marks by their axes, bars as long as their numbers, labels one can read."""

import itertools
import math
import re

import pytest
from explorer_page import ask, each, open_at, quantities, settle, wait_without
from fingers import until

from nnbp_core.figures.picture import BLUE, GREEN, LOOKS, VERMILLION


@pytest.mark.parametrize(
    ("marks", "values"),
    [
        (4, {"w": 5, "b": 5, "epoch": 0}),
        (4, {"w": -5, "b": -5, "epoch": 300}),
        (4, {"compare": "costs", "eta": 3, "epoch": 20}),
        (4, {"activation": "linear", "eta": 0.9, "epoch": 1}),  # each step goes to the other side of 0
        (3, {"activation": "relu", "w": -5, "b": -5, "epoch": 9}),  # a speed of 0 has no place on a log axis
        (2, {"activation": "linear", "eta": 1.2, "epoch": 300}),  # both runs have left the curve of the neuron
    ],
)
def test_a_chart_reaches_as_far_as_its_lines_and_marks(tab, site, marks, values):
    address = "&".join(f"SaturationLab.{key}={value}" for key, value in values.items())
    root = open_at(tab, site, "SaturationLab", address)
    assert root.locator(".nnbp-mark").count() == marks
    assert ask(root, "outside") == []


@each
def test_on_a_phone_what_is_written_in_a_drawing_can_be_read(tab, site, name):
    tab.set_viewport_size({"width": 390, "height": 844})
    root = open_at(tab, site, name)
    settle(root)
    assert ask(root, "smallWords") == []


def read_off(place, ticks, log):
    """The value at a place on an axis, by its first and its last number."""
    (p, low), (q, high) = ticks[0], ticks[-1]
    share = (place - p) / (q - p)
    return low * (high / low) ** share if log else low + share * (high - low)


@pytest.mark.parametrize(
    ("name", "address", "chart", "across", "up", "logs"),
    [
        ("SaturationLab", "epoch=250&SaturationLab.w=5", "Learning speed", "epoch", "speed", (False, True)),
        ("SaturationLab", "epoch=40&SaturationLab.b=-4", "Learning speed", "epoch", "speed", (False, True)),
        ("SaturationLab", "epoch=250&SaturationLab.w=5", "Where each neuron", "z", "a", (False, False)),
        ("SaturationLab", "epoch=9&SaturationLab.activation=tanh", "Where each neuron", "z", "a", (False, False)),
        ("VanishingSpeeds", "epoch=30", "Length", "epoch", "delta_norm", (False, True)),
        ("StepSizeMicroscope", "epsilon=0.00001", "Relative error", "epsilon", "relative_error", (True, True)),
        ("CostMeter", "width=7", "Multiplications", "P", "differences all_paths backpropagation", (True, True)),
    ],
)
def test_a_mark_read_off_the_axes_is_the_number_on_show(tab, site, name, address, chart, across, up, logs):
    root = open_at(tab, site, name, f"{name}.{address}")
    shown = quantities(root)
    drawn = ask(root.locator(f"svg[aria-label^='{chart}']"), "drawn")
    heights = [value for quantity in up.split() for value in shown[quantity]]
    assert len(drawn["marks"]) == len(heights)
    for i, (x, y) in enumerate(drawn["marks"]):
        x_shown = shown[across][i if across == "z" else 0]  # a slider's number holds for all marks
        assert read_off(x, drawn["across"], logs[0]) == pytest.approx(float(x_shown), rel=1e-6)
        assert read_off(y, drawn["up"], logs[1]) == pytest.approx(float(heights[i]), rel=1e-6)


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("address", ["compare=costs", "epoch=10", "compare=costs&SaturationLab.epoch=120", "w=1"])
def test_arrows_and_tangents_are_as_long_and_as_steep_as_their_numbers(tab, site, width, address):
    tab.set_viewport_size({"width": width, "height": 900})
    root = open_at(tab, site, "SaturationLab", f"SaturationLab.{address}")
    rail = root.locator("svg[aria-label^='Where each neuron']")
    drawn, ticks = ask(rail, "railOf"), ask(rail, "drawn")
    (x0, z0), (x1, z1) = ticks["across"][0], ticks["across"][-1]
    (y0, a0), (y1, a1) = ticks["up"][0], ticks["up"][-1]
    aspect = ((y0 - y1) / (a1 - a0)) / ((x1 - x0) / (z1 - z0))
    number = {
        (part.get_attribute("data-quantity"), part.get_attribute("data-of")): float(part.get_attribute("data-value"))
        for part in root.locator("[data-quantity][data-of]").all()
    }
    assert len(drawn["arrows"]) == 2
    for run, length in drawn["arrows"].items():
        assert length / drawn["unit"] == pytest.approx(number["speed", run], abs=0.03 / drawn["unit"])
    for run, length in drawn["asked"].items():  # without the slope, the speed is the error
        assert length / drawn["unit"] == pytest.approx(number["a", run], abs=0.03 / drawn["unit"])
    assert drawn["tangents"]
    for run, steepness in drawn["tangents"].items():
        assert steepness / aspect == pytest.approx(number["slope", run], abs=2e-3)


@pytest.mark.parametrize(
    ("address", "width"),
    [
        *itertools.product(["epoch=0", "compare=costs"], [360, 390, 1280]),
        *itertools.product(["activation=tanh"], [390, 1280]),  # at 360, 2.62 × 10⁻⁸ × 1.000 is too long
    ],
)
def test_the_curve_keeps_clear_of_numbers_and_a_ball_in_the_hand_of_words(tab, site, address, width):
    tab.set_viewport_size({"width": width, "height": 900})
    root = open_at(tab, site, "SaturationLab", f"SaturationLab.{address}")
    rail = root.locator("svg[aria-label^='Where each neuron']")
    until(tab, lambda: rail.evaluate("(rail) => Math.abs(rail.viewBox.baseVal.width - rail.clientWidth) < 1"))
    for field, values in (("epoch", (0, 17, 60, 300)), ("w", (0.2, -0.2, -0.6, -1))):  # past the mild start
        for value in values:
            choose(root, field, value)
            assert rail.locator(".nnbp-sat-numbers").count() >= 6
            assert ask(rail, "inTheWay") == [], (field, value)


@pytest.mark.parametrize("name", ["SaturationLab", "VanishingSpeeds", "StepSizeMicroscope", "CostMeter"])
def test_a_mark_stands_on_a_line_of_its_chart(tab, site, name):
    looks, off = ask(open_at(tab, site, name), "offTheirLines")
    assert looks >= 20
    assert off == []


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("address", ["depth=6", "epoch=9&VanishingSpeeds.eta=0.1", "activation=linear"])
def test_a_layer_glows_by_the_logarithm_of_its_error(tab, site, address, width):
    root = open_at(tab, site, "VanishingSpeeds", f"VanishingSpeeds.{address}&VanishingSpeeds.init=standard_normal")
    tab.set_viewport_size({"width": width, "height": 900})
    settle(root)
    norms = [float(value) for value in quantities(root)["delta_norm"]]
    shares = [min(1, max(0, math.log10(norm / 1e-3) / 5)) for norm in norms]
    glows = ask(root, "glows")
    reach = 13 if width == 360 else 15  # of the brightest
    assert [glow for _, glow in glows] == pytest.approx([0.75 * share for share in shares], abs=1e-3)
    assert [out for out, _ in glows] == pytest.approx([2 + reach * share for share in shares], abs=0.06)
    assert 0 < min(shares) < max(shares) - 0.2


def test_the_chosen_method_is_the_line_that_stands_out(tab, site):
    root = open_at(tab, site, "StepSizeMicroscope")
    for method in ("forward", "central", "complex"):
        choose(root, "method", method)
        (line,) = root.locator(".nnbp-line.nnbp-microscope-chosen").all()
        assert f"nnbp-microscope-{method}" in line.get_attribute("class").split()


@pytest.mark.parametrize("width", [360, 1280])
def test_the_lens_draws_the_quotient_as_steep_as_it_is(tab, site, width):
    tab.set_viewport_size({"width": width, "height": 900})
    root = open_at(tab, site, "StepSizeMicroscope")
    lens = root.locator(".nnbp-microscope-lens")
    for method in ("central", "forward", "complex"):
        for weight in ("3,1,3", "2,3,1"):  # one slope falls, one rises
            for depth in (0, 5, 13):
                root.locator("[data-reset]").click()
                choose(root, "method", method)
                choose(root, "weight", weight)
                choose(root, "epsilon", str(1000 - 1000 * depth / 16))
                shown, drawn = quantities(root), ask(lens, "lensOf")
                (quotient, slope) = (float(shown[name][0]) for name in ("quotient", "slope"))
                if method != "complex" or depth:  # a bend has no steepness
                    assert drawn["chord"] / drawn["slope"] == pytest.approx(quotient / slope, rel=0.02)
                assert (drawn["slope"] < 0) == (slope > 0)  # y grows downwards
                assert all(far < 1.5 for far in drawn["far"])  # the feet stand on C
                assert drawn["levels"] > 100 or depth == 13


def test_rings_and_mark_stand_where_their_errors_say(tab, site):
    root = open_at(tab, site, "StepSizeMicroscope", "StepSizeMicroscope.epsilon=0.001")
    choose(root, "precision", "float32")
    for method in ("forward", "complex"):
        root.locator(f"[data-method={method}]").click()
    vee = root.locator(".nnbp-microscope-vee")
    axes, drawn, shown = ask(vee, "drawn"), ask(vee, "veeOf"), quantities(root)
    assert [name for name, *_ in drawn["marks"]] == ["forward", "central", "float64", ""]
    values = [value for _, _, _, value in drawn["marks"][:3]]
    values.append(next(value for value in shown["relative_error"] if value not in values))
    for (_, x, y, _), value in zip(drawn["marks"], values, strict=True):
        assert read_off(x, axes["across"], True) == pytest.approx(1e-3, rel=1e-6)
        assert read_off(y, axes["up"], True) == pytest.approx(float(value), rel=1e-6)


def test_merged_or_path_by_path_the_sum_is_the_gradient(tab, site):
    for address in ("added=6", "added=6&PathExplorer.merged=true", "added=6&PathExplorer.x1=1.2"):
        shown = quantities(open_at(tab, site, "PathExplorer", f"PathExplorer.{address}"))
        assert float(shown["sum"][0]) == pytest.approx(float(shown["nabla_w"][0]), rel=1e-12)
        assert shown["listed"] == ["18"]
        assert shown.get("merged") == (["10"] if "merged" in address else None)


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("layers", [1, 4])
def test_bars_meters_and_the_line_of_the_reader_are_as_long_as_their_numbers(tab, site, width, layers):
    tab.set_viewport_size({"width": width, "height": 900})
    root = open_at(tab, site, "DigitReader", f"DigitReader.layers={layers}")
    tab.emulate_media(reduced_motion="reduce")
    try:
        root.locator("[data-run-button]").click()
        root.locator("[data-quantity=delta_norm]").first.wait_for()
        root.locator("[data-clear]").click()  # and it stops; a grid without ink is read, too
    finally:
        tab.emulate_media(reduced_motion="no-preference")
    tab.wait_for_timeout(2500)  # the empty grid has gone through
    bars, meters, head = ask(root, "readerDrawn")
    shown = {name: [float(value) for value in values] for name, values in quantities(root).items()}
    assert bars == pytest.approx(shown["a"], abs=4e-3)
    full = [max(0, min(1, 1 + math.log10(norm / 1.2) / 3)) for norm in shown["delta_norm"]]
    assert len(meters) == layers + 1
    assert meters == pytest.approx(full, abs=4e-3)
    assert head == pytest.approx([shown["epoch"][0] / 12, shown["accuracy"][0]], abs=4e-3)


def choose(root, field, value):
    """Give a control a value, as a hand would, and wait for the figure."""
    ask(root.locator(f"[data-field={field}]").first, "give", value)
    wait_without(root, "computing")


@each
def test_no_label_lies_on_another(tab, site, name):
    root = open_at(tab, site, name)
    tab.set_viewport_size({"width": 360, "height": 900})  # where they are closest
    looks, found = ask(root, "wordsOnWordsAnywhere")
    assert looks >= 40
    assert found == {}


def marked(root, kind, look):
    """The parts of the network's drawing, "edge" or "neuron", that look lit, dim or selected, by their indices."""
    parts = root.locator(f"svg.nnbp-net .nnbp-{kind}.nnbp-{look}")
    return sorted(parts.evaluate_all(f"(parts) => parts.map((part) => part.dataset.{kind})"))


def test_the_meter_has_the_colours_of_the_books_pictures(tab, site):
    root = open_at(tab, site, "CostMeter")
    names = {"differences": "--forward", "all_paths": "--good", "backpropagation": "--back"}
    book = {BLUE: "--forward", GREEN: "--good", VERMILLION: "--back"}  # the blue that goes forward, ...
    for method, token in names.items():
        assert book[LOOKS[method.replace("_", " ")][0]] == token
        bar = root.locator(f"[data-lane={method}]")
        assert ask(bar, "isFilledWith", token)


def test_the_weight_that_is_named_is_the_one_that_stands_out(tab, site):
    root = open_at(tab, site, "FeedforwardExplorer")
    for value in root.locator("[data-field=selected] option").evaluate_all("(all) => all.map(({ value }) => value)"):
        choose(root, "selected", value)
        lit = ask(root, "litPieces")
        layer, j, *k = map(int, value.split(","))
        field = f"w{layer}_{j}{k[0]}" if k else f"x{j}" if layer == 1 else f"b{layer}_{j}"
        assert lit["handles"] == lit["chosen"] == [field]
        if k:
            assert lit["edges"] == [value]
            assert lit["neurons"] == [f"{n},{i}" for n, i in ((layer - 1, k[0]), (layer, j)) if n > 1]
            row = {f"w{layer}_{j}{i}" for i in range(1, [0, 0, 3, 4][layer])} | {f"b{layer}_{j}"}
            column = {f"w{layer}_{i}{k[0]}" for i in range(1, [0, 0, 4, 2][layer])}
            assert set(lit["cells"]) == (row | column | ({f"x{k[0]}"} if layer == 2 else set())) - {field}


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("address", ["w2_31=1.5", "x1=-2&FeedforwardExplorer.activation=tanh", "activation=relu"])
def test_each_point_stands_on_its_curve_and_each_edge_is_as_wide_as_what_it_carries(tab, site, address, width):
    tab.set_viewport_size({"width": width, "height": 900})
    root = open_at(tab, site, "FeedforwardExplorer", f"FeedforwardExplorer.{address}")
    settle(root)
    highest = {"tanh": 2, "relu": 6}.get(address.rpartition("=")[2], 1)  # what the height of a plot stands for
    drawn = ask(root.locator("svg.nnbp-ff-net"), "neuronsOf")
    numbers = {
        (e.get_attribute("data-quantity"), e.get_attribute("data-index")): float(e.get_attribute("data-value"))
        for e in root.locator(".nnbp-ff-matrices [data-quantity]").all()
    }
    assert [point["index"] for point in drawn["points"]] == ["2,1", "2,2", "2,3", "3,1"]
    for point in drawn["points"]:
        z, a = numbers["z", point["index"]], numbers["a", point["index"]]
        assert 12 * point["across"] - 6 == pytest.approx(min(6, max(-6, z)), abs=0.1)
        assert highest * point["up"] == pytest.approx(a, abs=0.03 * highest)
        assert point["far"] < 1
    assert len(drawn["edges"]) == 18  # before the weight and behind it
    for edge in drawn["edges"]:
        assert edge["width"] == pytest.approx(0.75 * min(13, max(0.6, 5 * abs(edge["value"]) ** 0.5)), abs=0.06)
        assert bool(edge["dash"]) == (edge["value"] < 0)
    carried = {round(edge["value"], 9) for edge in drawn["edges"]}
    for layer, rows, columns in ((2, 3, 2), (3, 1, 3)):
        for j in range(1, rows + 1):
            for k in range(1, columns + 1):
                assert round(numbers["w", f"{layer},{j},{k}"] * numbers["a", f"{layer - 1},{k}"], 9) in carried


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("address", ["layers=6&CostMeter.width=5", "layers=120&CostMeter.width=1000", "layers=2"])
def test_the_network_has_its_layers_and_a_bar_is_as_long_as_the_work_done(tab, site, address, width):
    tab.set_viewport_size({"width": width, "height": 900})
    root = open_at(tab, site, "CostMeter", f"CostMeter.{address}")
    state = ask(root, "stateOf")
    root.locator("[data-run-button]").click()
    tab.wait_for_timeout(700)
    root.locator("[data-run-button]").click()
    drawn = ask(root.locator("svg.nnbp-cm-picture"), "meterOf")
    inputs, layers, hidden, outputs = (int(state[name]) for name in ("inputs", "layers", "width", "outputs"))
    sizes = [inputs, *[hidden] * (layers - 2), outputs]
    assert [layer["size"] for layer in drawn["layers"]] == sizes
    heights = dict(sorted((layer["size"], layer["height"]) for layer in drawn["layers"]))
    assert list(heights.values()) == sorted(heights.values())  # more neurons, higher
    assert all(layer["dots"] in (None, layer["size"]) for layer in drawn["layers"])
    assert drawn["last"] < drawn["handle"] < drawn["width"] - 20
    counts = quantities(root)
    seconds, rate = drawn["seconds"], 10 ** round(math.log10(int(counts["backpropagation"][0]) / 1.5))
    for name in ("differences", "all_paths", "backpropagation"):
        share = min(1, math.exp(math.log(max(seconds, 1e-9) * rate) - math.log(int(counts[name][0]))))
        assert drawn["bars"][name] == pytest.approx(share, abs=0.06 * rate / min(int(counts[name][0]), 10**300) + 1e-3)


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("address", ["6", "4&PathExplorer.order=21", "54&PathExplorer.network=two layers more"])
def test_a_bar_begins_where_the_last_one_ended_and_is_as_long_as_its_product(tab, site, width, address):
    tab.set_viewport_size({"width": width, "height": 900})
    root = open_at(tab, site, "PathExplorer", f"PathExplorer.added={address}")
    bars, products, zero, goal = ask(root, "waterfall")
    slope = float(quantities(root)["nabla_w"][0])
    unit = (zero - goal) / slope  # pixels of one
    at, before = 0.0, -1.0
    for (x, top, height), product in zip(bars, products, strict=True):
        ends = sorted(zero - unit * value for value in (at, at + product))
        assert x > before
        assert (top, height) == pytest.approx((ends[0], max(2, ends[1] - ends[0])), abs=0.06)
        at, before = at + product, x
    if not address.startswith("4"):
        assert at == pytest.approx(slope, rel=1e-12)
    assert len(bars) == int(address.split("&")[0])


def test_the_path_pointed_at_lights_its_own_edges_and_their_factors_make_its_product(tab, site):
    root = open_at(tab, site, "PathExplorer", "PathExplorer.added=6")
    slider = root.locator("[data-handle=path]")
    slider.focus()
    tab.keyboard.press("Home")
    for i in range(6):
        lit, factors = ask(root, "litPath")
        rows = [1, i // 2 + 1, i % 2 + 1]
        assert sorted(lit) == sorted(["2,1,1", f"3,{rows[1]},1", f"4,{rows[2]},{rows[1]}", f"5,1,{rows[2]}"])
        product = float(quantities(root)["walking"][0])
        assert math.prod(factors) == pytest.approx(product, abs=2e-3)
        assert f"through rows {', '.join(map(str, rows))}:" in slider.get_attribute("aria-valuetext")
        tab.keyboard.press("ArrowRight")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("weight", ["2,1,1", "4,2,2", "6,2,3"])
def test_a_number_beside_a_neuron_lies_on_no_other_and_not_on_the_name_of_the_weight(tab, site, weight, width):
    tab.set_viewport_size({"width": width, "height": 900})
    state = f"merged=true&PathExplorer.network=two layers more&PathExplorer.weight={weight}"
    root = open_at(tab, site, "PathExplorer", f"PathExplorer.{state}")
    seen = 0
    while root.locator(".nnbp-path-pill.nnbp-path-back").count():
        assert ask(root, "coveredByNumbers") == []
        root.locator("[data-back]").click()
        seen += 1
    assert seen == {"2": 12, "4": 6, "6": 1}[weight[0]]  # the neurons where its paths run together


def test_the_counters_are_as_long_as_their_numbers(tab, site):
    for network in ("chapter 9", "one layer more", "two layers more"):
        root = open_at(tab, site, "PathExplorer", f"PathExplorer.merged=true&PathExplorer.network={network}")
        shown = quantities(root)
        lengths = [float(bar.get_attribute("width")) for bar in root.locator("rect.nnbp-path-work").all()]
        assert lengths[1] / lengths[0] == pytest.approx(float(shown["merged"][0]) / float(shown["listed"][0]), abs=1e-3)
        assert shown["merged_one"] == shown["merged"]


@pytest.mark.parametrize("address", ["nudge=1.3", "nudge=-0.07&WeightNudge.zoom=1", "nudge=0.0011&WeightNudge.zoom=3"])
def test_promise_and_truth_of_a_nudge_stand_where_their_axes_say(tab, site, address):
    root = open_at(tab, site, "WeightNudge", f"WeightNudge.{address}")
    drawn, shown = ask(root, "nudgeDrawn"), quantities(root)
    for quantity, (x, y) in drawn["marks"].items():
        across, up = read_off(x, drawn["across"], False), read_off(y, drawn["up"], False)
        assert across == pytest.approx(float(shown["nudge"][0]), rel=2e-3)
        assert up == pytest.approx(float(shown[quantity][0]), rel=3e-3)
    assert len(drawn["tubes"]) == 14  # seven that move, each with its promise
    scale = {}
    for _, index, pixels, value in drawn["tubes"]:
        if abs(pixels) > 4:
            scale.setdefault(index == "C", []).append(pixels / value)
    for ratios in scale.values():
        assert ratios == pytest.approx([ratios[0]] * len(ratios), rel=0.02)


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("weight", ["2,1,1", "3,3,2"])  # a slope below 0, one above
def test_the_promise_runs_through_no_words_at_the_floor(tab, site, weight, width):
    tab.set_viewport_size({"width": width, "height": 900})
    for nudge in (-1.9, -0.5, 0.5, 1.9):
        root = open_at(tab, site, "WeightNudge", f"WeightNudge.weight={weight}&WeightNudge.nudge={nudge}")
        words, crossed = ask(root, "wordsAtTheFloor")
        assert not crossed, words


HEART = {  # what to look at, and how wide
    "x1=1": 390,
    "network=chapter 5": 1280,
    "network=saturated&BackwardStepper.cost=cross-entropy": 390,
    "activation=tanh": 1280,
    "activation=relu&BackwardStepper.y1=0.2": 390,
    "activation=linear&BackwardStepper.dw2_11=3.5": 1280,
}


def heart(tab, site, address):
    tab.set_viewport_size({"width": HEART[address], "height": 900})
    own = "BackwardStepper.network=chapter 4&BackwardStepper.step=0"
    return open_at(tab, site, "BackwardStepper", f"{own}&BackwardStepper.{address}")


def points_and_gates_stand_right(drawn, address):
    """Points, slopes, gates and gauges of the heart are where its numbers say."""
    values, aspects = drawn["values"], []
    for index, neuron in drawn["neurons"].items():
        assert neuron["off"] < 1, index  # the point lies on the curve
        if "cross-entropy" in address and index[0] == "3":
            assert neuron["steep"] is None  # the cost has cancelled σ′: the gate lets all through
            assert neuron["gate"][0] == pytest.approx(neuron["gate"][1], abs=0.02)
            continue
        slope = values["slope"][index]
        if slope > 0.01:
            aspects.append(neuron["steep"] / slope)
        if neuron["gate"] and neuron["gate"][1] > 1.01:
            through = (neuron["gate"][1] / neuron["gate"][0]) ** 2
            assert through == pytest.approx(slope, rel=0.05), index
    assert max(aspects, default=1) == pytest.approx(min(aspects, default=1), rel=0.1)
    for gauge in drawn["gauges"]:  # the gap reaches from the target to the answer
        assert gauge["gap"] == pytest.approx([gauge["y"], gauge["a"]], abs=0.02)
        assert gauge["dashed"] == (gauge["a"] < gauge["y"])


@pytest.mark.parametrize("address", HEART)
def test_what_the_heart_draws_is_as_large_as_its_numbers(tab, site, address):
    root = heart(tab, site, address)
    scales, seen = {"forward": {}, "back": {}}, set()
    for at in (0.3, 1, 2.3, 5.3, 6, 6.3, 6.4, 7, 8):  # beads are whole there: none grows or shrinks
        drawn = ask(root, "heartAt", at)
        if at == 7:
            points_and_gates_stand_right(drawn, address)
        for bead in drawn["beads"]:
            seen.add(bead["quantity"])
            assert bead["hollow"] == (bead["value"] < 0), bead
            if bead["r"] > 1.01:  # what is smaller is a speck
                scales[bead["way"]][at, bead["quantity"], bead["index"]] = bead["r"] / abs(bead["value"]) ** 0.5
    assert {"a", "z", "delta", "nabla_b"} <= seen
    for way in scales.values():  # area is size: one scale for each way
        assert max(way.values()) == pytest.approx(min(way.values()), rel=0.02), way
    drawn = ask(root, "heartAt", 9)
    larger = (max(scales["back"].values()) / max(scales["forward"].values())) ** 2
    assert larger == pytest.approx(drawn["ratio"], rel=0.1)
    per = [edge["width"] / abs(edge["value"]) for edge in drawn["gradients"] if edge["width"] > 0.81]
    assert max(per) == pytest.approx(min(per), rel=0.03)
    assert all(edge["dashed"] == (edge["value"] < 0) for edge in drawn["gradients"])


@pytest.mark.parametrize("width", [360, 700])
def test_no_words_of_the_heart_lie_on_another_at_any_stop(tab, site, width):
    root = open_at(tab, site, "BackwardStepper")
    tab.set_viewport_size({"width": width, "height": 900})
    for address in list(HEART)[:: 1 if width == 360 else 3]:
        link = f"BackwardStepper.step=0&BackwardStepper.network=chapter 4&BackwardStepper.{address}"
        tab.evaluate("(link) => { location.hash = link; }", link)
        settle(root)
        for at in (1, 4, 5, 5.7, 6, 6.85, 7, 8):
            ask(root, "heartAt", at)
            assert ask(root, "wordsOnWords") == [], (address, at)


def value_of(expression):
    """What an expression of the heart's comes to, in digits as they are written."""
    signs = {"·": "*", "×": "*", "−": "-", "σ": "sigmoid", "½": "0.5*"}
    python = "".join(signs.get(sign, sign) for sign in expression)
    python = re.sub(r"\^\{(.*?)\}", r"**(\1)", python)
    return eval(python, {"sigmoid": lambda z: 1 / (1 + math.exp(-z))})


@pytest.mark.parametrize("network", ["chapter 5", "saturated"])
def test_the_equation_under_the_heart_is_true_for_every_neuron_and_edge(tab, site, network):
    root = open_at(tab, site, "BackwardStepper", f"BackwardStepper.step=0&BackwardStepper.network={network}")
    layers = {1: 2, 2: 2, 3: 3, 4: 3, 6: 3, 7: 2}  # of the stops
    for at in (1, 2, 3, 4, 5, 6, 7, 9):
        ask(root, "heartAt", at)
        parts = [part for part in ask(root, "heartParts") if at not in layers or part[0] == str(layers[at])]
        names = set()
        for part in parts:
            name, *_, numbers, result = ask(root, "heartEquation", part).split(" = ")
            names.add(name)
            assert value_of(numbers) == pytest.approx(value_of(result), rel=0.01, abs=2e-4), (at, part)
        assert at == 5 or len(names) == len([part for part in parts if len(part) == (5 if at == 9 else 3)])
