"""What an explorer draws is what it says: marks by their axes, bars as long as their numbers, labels one can read."""

import math
import re

import pytest
from explorer_page import ask, each, open_at, quantities, settle


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
        ("CostMeter", "width=7", "Multiplications", "P", "backpropagation differences all_paths", (True, True)),
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
    "name", ["SaturationLab", "VanishingSpeeds", "StepSizeMicroscope", "PathExplorer", "CostMeter"]
)
def test_a_mark_stands_on_a_line_of_its_chart(tab, site, name):
    looks, off = ask(open_at(tab, site, name), "offTheirLines")
    assert looks >= 20
    assert off == []


def test_the_chosen_method_is_the_line_that_stands_out(tab, site):
    root = open_at(tab, site, "StepSizeMicroscope")
    for method in ("forward", "central", "complex"):
        choose(root, "method", method)
        (line,) = root.locator(".nnbp-line.nnbp-microscope-chosen").all()
        assert f"nnbp-microscope-{method}" in line.get_attribute("class").split()


def test_merged_or_path_by_path_the_sum_is_the_gradient(tab, site):
    root = open_at(tab, site, "PathExplorer")
    for preset, rows in (("Merged", 4), ("Paths that cancel", 0)):
        root.get_by_role("button", name=preset).click()
        settle(root)
        assert root.locator("tr:visible .nnbp-path-left").count() == rows
        (shown,) = (cell.get_attribute("data-value") for cell in root.locator("[data-quantity=sum]:visible").all())
        assert float(shown) == pytest.approx(float(quantities(root)["nabla_w"][0]), rel=1e-12)


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
    root.and_(root.page.locator(":not([data-computing])")).wait_for()


@each
@pytest.mark.parametrize("width", [360, 1280])
def test_no_label_lies_on_another(tab, site, name, width):
    root = open_at(tab, site, name)
    tab.set_viewport_size({"width": width, "height": 900})
    looks, found = ask(root, "wordsOnWordsAnywhere")
    assert looks >= 40
    assert found == {}


def marked(root, kind, look):
    """The parts of the network's drawing, "edge" or "neuron", that look lit, dim or selected, by their indices."""
    parts = root.locator(f"svg.nnbp-net .nnbp-{kind}.nnbp-{look}")
    return sorted(parts.evaluate_all(f"(parts) => parts.map((part) => part.dataset.{kind})"))


def test_the_weight_that_is_named_is_the_one_that_stands_out(tab, site):
    root = open_at(tab, site, "FeedforwardExplorer")
    for value in root.locator("[data-field=selected] option").evaluate_all("(all) => all.map(({ value }) => value)"):
        choose(root, "selected", value)
        layer, j, k = map(int, value.split(","))
        assert marked(root, "edge", "selected") == [value]
        assert marked(root, "neuron", "lit") == sorted([f"{layer - 1},{k}", f"{layer},{j}"])
        assert marked(root, "edge", "lit") == sorted(f"{layer},{j},{i}" for i in range(1, [0, 0, 3, 4][layer]))
        chosen = root.locator(".nnbp-feedforward-chosen").evaluate_all("(all) => all.map((e) => e.dataset.field)")
        assert chosen == [f"w{layer}_{j}{k}"]


def test_the_path_that_is_added_is_the_one_that_stands_out(tab, site):
    root = open_at(tab, site, "PathExplorer", "PathExplorer.added=1")
    for value in root.locator("[data-field=weight] option").evaluate_all("(all) => all.map(({ value }) => value)"):
        choose(root, "weight", value)
        layer = int(value[0])
        for added in range(1, root.locator(".nnbp-path-row").count() + 1):
            choose(root, "added", str(added))
            path = root.locator(".nnbp-path-row.nnbp-lit .nnbp-path-name").text_content().split(" → ")
            steps = [
                f"{layer + i + 1},{to},{of}" for i, (of, to) in enumerate(zip(path, [*path[1:], "1"], strict=True))
            ]
            assert marked(root, "edge", "selected") == [value]
            assert marked(root, "edge", "lit") == sorted([value, *steps])


def test_a_bar_begins_where_the_last_one_ended_and_is_as_long_as_its_product(tab, site):
    root = open_at(tab, site, "PathExplorer", "PathExplorer.added=6")
    bars, products, sides = ask(root, "bars")
    slope = float(quantities(root)["nabla_w"][0])
    (zero, goal), before = sides, 0.0
    for (x, width), product in zip(bars, products, strict=True):
        ends = sorted(zero + (goal - zero) * value / slope for value in (before, before + product))
        assert (x, x + max(width, 1.5)) == pytest.approx((ends[0], max(ends[1], ends[0] + 1.5)), abs=1e-3)
        before += product
    assert before == pytest.approx(slope, rel=1e-12)


def test_the_stepper_lights_the_weights_in_use_and_draws_slopes_as_thick_as_they_are(tab, site):
    root = open_at(tab, site, "BackwardStepper", "BackwardStepper.network=chapter 4")
    for step, layer in ((1, 2), (3, 3), (6, 3)):  # z², z³, and BP2, which goes back through w³
        choose(root, "step", str(step))
        lit, dim = marked(root, "edge", "lit"), marked(root, "edge", "dim")
        assert len(lit) == len(dim) == 6
        assert {edge[0] for edge in lit} == {str(layer)} != {edge[0] for edge in dim}
    choose(root, "step", "8")
    edges = root.locator("svg.nnbp-net .nnbp-edge").evaluate_all(
        "(all) => all.map((edge) => [edge.getAttribute('aria-label'), edge.lastChild.getAttribute('stroke-width')])"
    )
    slopes = [abs(float(label.rsplit(" ", 1)[1].replace("−", "-"))) for label, _ in edges]
    assert [float(width) - 1 for _, width in edges] == pytest.approx([5 * s / max(slopes) for s in slopes], rel=2e-3)
    for part in ("2,3,1", "3,1,2"):
        root.locator(f"[data-edge='{part}']").focus()
        tab.keyboard.press("Enter")
        assert marked(root, "edge", "selected") == [part]


def value_of(expression):
    """What an expression of the stepper's comes to, in digits as they are written."""
    python = expression.replace("×", "*").replace("−", "-").replace("σ", "sigmoid")
    return eval(python, {"sigmoid": lambda z: 1 / (1 + math.exp(-z))})


@pytest.mark.parametrize(("network", "sizes"), [("chapter 4", (2, 3, 2)), ("chapter 5", (2, 2, 1))])
def test_the_stepper_writes_each_neurons_equation_and_it_is_true(tab, site, network, sizes):
    root = open_at(tab, site, "BackwardStepper", f"BackwardStepper.network={network}")
    layers = {1: 2, 2: 2, 3: 3, 4: 3, 5: 3, 6: 2}  # z², a², z³, a³, BP1, BP2
    for step, layer in layers.items():
        choose(root, "step", str(step))
        lines = root.locator(".nnbp-stepper-numbers p").all_text_contents()
        assert len(lines) == sizes[layer - 1]
        for j, line in enumerate(lines, start=1):
            name, *_, numbers, result = line.split(" = ")
            assert name.endswith(str(j))
            assert value_of(numbers) == pytest.approx(value_of(result), rel=2e-3, abs=2e-4)
            assert len(re.findall("×", numbers)) == {1: sizes[0], 3: sizes[1], 5: 1, 6: sizes[2] + 1}.get(step, 0)
        if step in (1, 3, 6):
            labels = root.locator("svg.nnbp-net .nnbp-edge-label.nnbp-lit").all_text_contents()
            assert labels
            assert all("×" in label for label in labels)
            assert not any("×" in label for label in root.locator(".nnbp-edge-label.nnbp-dim").all_text_contents())
    cells = root.locator(".nnbp-stepper-cells").evaluate_all("(all) => all.map((box) => box.children.length)")
    assert sorted(cells) == sorted([sizes[1], sizes[2], sizes[0] * sizes[1], sizes[1] * sizes[2]])
    choose(root, "step", "5")
    settle(root)
    assert "The errors of layer 3 are" in root.locator("[data-words]").text_content()
