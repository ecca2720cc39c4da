"""StepSizeMicroscope in the hand: ε is dragged on the V itself, and the V is drawn only where it has been."""

import math
import re
import time

import pytest
from explorer_page import ask, open_at, quantities, settle
from fingers import at_hand, in_sight, middle, swipe, take, top, until
from node import in_node
from playwright.sync_api import expect

NAME = "StepSizeMicroscope"


def depth(root):
    """How many decades ε lies below 1."""
    shown = root.locator("[data-quantity=epsilon]").first
    return -math.log10(float(shown.get_attribute("data-value")))


def grip(root):
    return root.locator("[data-handle=epsilon]")


def drawn(root):
    return ask(root.locator(".nnbp-microscope-vee"), "veeOf")


@pytest.fixture
def lab(tab, site):
    return at_hand(tab, site, NAME)


@pytest.fixture
def on_phone(phone, site):
    return phone, at_hand(phone, site, NAME)


def test_the_v_is_drawn_as_the_hand_walks_it_and_its_branches_are_named_once_walked(tab, lab):
    assert depth(lab) == 0
    assert drawn(lab)["names"] == []
    x, y = take(tab, grip(lab))
    tab.mouse.move(x - 90, y + 9, steps=6)
    assert drawn(lab)["names"] == ["truncation ∝ ε^{2}"]
    mark = drawn(lab)["marks"][-1][1]
    start, end = sorted(drawn(lab)["ends"]["central float64"])
    assert start == pytest.approx(mark, abs=0.02)  # not a pixel farther than the hand
    assert middle(grip(lab))[0] == pytest.approx(x - 90, abs=2)
    tab.mouse.move(x - 260, y, steps=9)
    assert drawn(lab)["names"] == ["truncation ∝ ε^{2}", "round-off ∝ 1/ε"]
    tab.mouse.move(x - 60, y, steps=5)
    tab.mouse.up()
    assert min(drawn(lab)["ends"]["central float64"]) < start - 100  # what was walked stays
    lab.locator("[data-reset]").click()
    assert drawn(lab)["names"] == []
    assert drawn(lab)["ends"]["central float64"] == [pytest.approx(end)] * 2


def test_the_goal_is_seen_on_the_v_and_said_beside_the_hand(tab, lab):
    x, y = take(tab, grip(lab))
    for i in range(150):
        tab.mouse.move(x - 2 * i, y)
        if depth(lab) >= 4.9:
            break
    tab.mouse.up()
    settle(lab)
    expect(lab.locator("[data-goal]")).to_have_attribute("data-reached", "true")
    expect(lab.get_by_text("✓ goal", exact=True)).to_have_count(1)
    assert float(quantities(lab)["relative_error"][0]) < 1e-10
    expect(lab.locator("[data-words]")).to_contain_text("Goal reached.")
    grip(lab).press("Home")
    expect(lab.locator("[data-goal]")).to_have_attribute("data-reached", "false")
    expect(lab.locator("[data-words]")).to_contain_text("the step is lost")
    assert lab.locator(".nnbp-microscope-vee .nnbp-microscope-lost").count() == 1


def test_the_handle_is_a_slider_for_the_keyboard(tab, lab):
    grip(lab).focus()
    seen = {}
    for key in ("ArrowLeft", "PageDown", "ArrowUp", "PageUp", "Home", "End"):
        tab.keyboard.press(key)
        seen[key] = round(depth(lab), 1)
    assert seen == {"ArrowLeft": 0.1, "PageDown": 1.1, "ArrowUp": 1.0, "PageUp": 0, "Home": 16, "End": 0}
    for _ in range(4):
        tab.keyboard.press("PageDown")
    assert grip(lab).get_attribute("aria-valuenow") == "-4"
    words = grip(lab).get_attribute("aria-valuetext")
    assert re.fullmatch(r"10 to the minus 4: off by \d\.\d times 10 to the minus 10", words)


def test_escape_puts_a_drag_back_and_says_so(tab, lab):
    grip(lab).press("PageDown")
    x, y = take(tab, grip(lab))
    tab.mouse.move(x - 90, y, steps=4)
    assert depth(lab) > 4
    tab.keyboard.press("Escape")
    assert depth(lab) == 1
    expect(lab.locator("[data-words]")).to_contain_text("At ε = 10−1 the central difference")
    tab.mouse.move(x - 120, y, steps=2)  # the hand has lost it
    tab.mouse.up()
    assert depth(lab) == 1
    tab.keyboard.press("Escape")  # what has been let go stays
    assert depth(lab) == 1


def test_a_finger_drags_sideways_and_a_swipe_past_scrolls_and_changes_nothing(on_phone):
    tab, root = on_phone
    box = grip(root).bounding_box()
    assert min(box["width"], box["height"]) >= 48
    begins = top(root)
    swipe(tab, *middle(grip(root)), -8, -150)
    assert depth(root) == 0
    assert top(root) < begins - 80
    in_sight(root)
    begins = top(root)
    swipe(tab, *middle(grip(root)), -80, 6)
    assert 3 < depth(root) < 6
    assert abs(top(root) - begins) < 1


def test_a_press_on_the_plot_brings_the_step_there(tab, lab):
    box = lab.locator(".nnbp-microscope-vee").bounding_box()
    ticks = lab.locator(".nnbp-microscope-vee .nnbp-axis text[text-anchor=middle]")
    x, y = middle(ticks.nth(1))
    tab.mouse.click(x + 6, y)  # below the plot: the power of ten
    grip(lab).and_(tab.locator("[aria-valuenow='-4']")).wait_for()
    assert drawn(lab)["names"] == ["truncation ∝ ε^{2}"]
    tab.mouse.click(box["x"] + 0.6 * box["width"], box["y"] + 60)
    expect(grip(lab)).not_to_have_attribute("aria-valuenow", "-4")
    until(tab, lambda: middle(grip(lab))[0] == pytest.approx(box["x"] + 0.6 * box["width"], abs=3))


def test_the_sweep_keeps_to_the_clock_and_any_press_stops_it(tab, lab):
    run = lab.locator("[data-run-button]")
    run.click()
    rates = []
    for _ in range(4):
        begun, at = time.monotonic(), depth(lab)
        tab.wait_for_timeout(500)
        rates.append((depth(lab) - at) / (time.monotonic() - begun))
    assert max(rates) == pytest.approx(2, rel=0.2)  # decades a second; a busy machine only stands still in between
    take(tab, grip(lab))  # the hand takes hold: it stands
    assert (run.text_content(), depth(lab) < 15) == ("Sweep", True)
    tab.mouse.up()
    held = depth(lab)
    tab.wait_for_timeout(250)
    assert depth(lab) == held
    for stop in ("[data-reset]", "[data-method=forward]"):
        run.click()
        expect(run).to_have_text("Pause")
        lab.locator(stop).click()
        expect(run).to_have_text("Sweep")
        held = depth(lab)
        tab.wait_for_timeout(250)
        assert depth(lab) == held
        assert held == 0 or stop != "[data-reset]"


def test_with_less_motion_a_press_is_a_decade(calm, site):
    root = at_hand(calm, site, NAME)
    for decade in (1, 2, 3):
        root.locator("[data-run-button]").click()
        assert depth(root) == pytest.approx(decade)
        expect(root.locator("[data-run-button]")).to_have_text("Sweep")
    calm.wait_for_timeout(300)
    assert depth(root) == pytest.approx(3)
    grip(root).press("Home")
    assert root.locator(".nnbp-microscope-gone").first.evaluate("(e) => getComputedStyle(e).animationName") == "none"
    root.locator("[data-run-button]").click()
    assert depth(root) == 0


def test_methods_are_put_beside_each_other_and_taken_away(lab):
    buttons = {method: lab.locator(f"[data-method={method}]") for method in ("forward", "central", "complex")}
    buttons["complex"].click()
    grip(lab).press("Home")
    assert set(drawn(lab)["ends"]) == {"central float64", "complex float64"}
    assert drawn(lab)["names"][-1] == "nothing subtracted: no round-off branch"
    assert lab.get_by_text("subtracted", exact=True).count() == 1
    buttons["complex"].click()  # in focus: it goes
    assert set(drawn(lab)["ends"]) == {"central float64"}
    buttons["central"].click()  # the last one stays
    assert [button.get_attribute("aria-pressed") for button in buttons.values()] == ["false", "true", "false"]


def test_a_method_whose_step_is_lost_from_the_beginning_is_told_so(tab, lab):
    grip(lab).press("Home")
    lab.locator("[data-method=forward]").click()  # it has been nowhere else
    settle(lab)
    expect(lab.locator("[data-method=forward]")).to_have_attribute("aria-pressed", "true")
    expect(lab.locator("[data-words]")).to_contain_text("the step is lost")
    grip(lab).press("PageUp")
    expect(lab.locator("[data-words]")).to_contain_text("the forward difference is off by")


def test_a_link_shows_the_methods_that_stood_beside_each_other(tab, site, lab):
    for _ in range(9):
        grip(lab).press("PageDown")
    for method in ("complex", "forward"):
        lab.locator(f"[data-method={method}]").click()
    tab.wait_for_url(re.compile("method=forward.*beside="))
    again = at_hand(tab, site, NAME, tab.evaluate("location.hash.slice(1)"))
    expect(again.locator("[data-notice]")).to_have_text("")
    seen = drawn(again)
    assert set(seen["ends"]) == {"forward float64", "central float64", "complex float64"}
    assert len({tuple(ends) for ends in seen["ends"].values()}) == 1  # each walked from 1 to where ε stands
    assert len(set(seen["ends"]["forward float64"])) == 2
    assert {mark[0] for mark in seen["marks"]} == {"", "central", "complex"}
    for rubbish in ("forward,forward", "<img>", "central,forward", "forward,central,complex"):
        tab.evaluate("(hash) => { location.hash = hash; }", f"{NAME}.beside={rubbish}")
        expect(again.locator("[data-notice]")).to_contain_text("defaults")
        assert set(drawn(again)["ends"]) == {"central float64"}, rubbish


def test_reset_forgets_the_v_where_the_hand_is_back_at_the_start(tab, lab):
    grip(lab).press("Home")
    grip(lab).press("End")
    assert drawn(lab)["names"] != []
    lab.locator("[data-reset]").click()
    assert drawn(lab)["names"] == []
    assert len(set(drawn(lab)["ends"]["central float64"])) == 1


NUMBERS = """
import { errorOf, placeOfWeight, quotient, SLOPES } from "./nnbp_core/explorers/step_size_microscope_numbers.js";
import { readFileSync } from "node:fs";
const { epsilon, method, beside, weight } = JSON.parse(readFileSync(0, "utf8"));
const of = (each) => ({ epsilon, method: each, precision: "float64", activation: "sigmoid" });
const { plus, minus, value } = quotient(placeOfWeight(weight), of(method));
console.log(JSON.stringify({
  relative_error: [method, ...beside.split(",")].map((each) => errorOf(of(each)).relative),
  C_plus: [plus], C_minus: [minus], difference: [plus - minus], quotient: [value],
  slope: [SLOPES.sigmoid[placeOfWeight(weight)]],
}));
"""


def test_every_number_on_show_is_the_engines(tab, site):
    state = {"epsilon": 1e-2, "method": "central", "beside": "forward,complex", "weight": "2,3,1"}
    root = at_hand(tab, site, NAME, "&".join(f"{NAME}.{name}={value}" for name, value in state.items()))
    shown, numbers = quantities(root), in_node(NUMBERS, state)
    for name, values in numbers.items():
        assert sorted(map(float, shown[name])) == pytest.approx(sorted(values), rel=1e-6), name


def test_equal_digits_fall_away_in_a_subtraction(tab, lab):
    for _ in range(6):
        grip(lab).press("PageDown")
    settle(lab)
    rows = lab.locator(".nnbp-microscope-number")
    struck = [len(rows.nth(i).locator(".nnbp-microscope-gone").all()) for i in range(5)]
    assert struck[0] == struck[1] > 6
    assert struck[2:] == [0, 0, 0]
    right = rows.nth(3).locator(".nnbp-microscope-right").count()
    assert f"{right} digits of the slope are right" in lab.locator("[data-words]").text_content()
    assert rows.nth(4).locator(".nnbp-microscope-right").count() == right


@pytest.mark.parametrize("width", [390, 1280])
def test_words_in_the_lens_lie_on_no_mark(tab, site, width):
    tab.set_viewport_size({"width": width, "height": 900})
    root = open_at(tab, site, NAME)
    lens = root.locator(".nnbp-microscope-lens")
    for weight in ("3,1,3", "2,3,1"):
        for method in ("central", "forward", "complex"):
            for epsilon in ("1", "0.1", "1e-5", "1e-15"):
                root.locator("[data-reset]").click()
                state = {"weight": weight, "method": method, "epsilon": epsilon}
                link = "&".join(f"{NAME}.{name}={value}" for name, value in state.items())
                tab.evaluate("(link) => { location.hash = link; }", link)
                until(tab, lambda at=float(epsilon): 10 ** -depth(root) == pytest.approx(at))
                assert ask(lens, "wordsOnMarks") == [], link


def test_a_number_is_not_torn_at_its_power_of_ten(on_phone):
    _, root = on_phone
    assert root.locator("[data-words] .nnbp-symbol").first.text_content() == "2.0 × 10−2"
    expect(root.get_by_role("math", name="2.0 × 10 to the minus 2")).to_have_count(1)


def test_in_forced_colours_and_on_a_phone_all_that_matters_is_in_sight(on_phone):
    tab, root = on_phone
    top = root.bounding_box()["y"]
    sentence = root.locator("[data-words]").bounding_box()
    assert sentence["y"] + sentence["height"] - top <= 844 - 60
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    tab.emulate_media(forced_colors="active")
    paper, ink = (
        root.locator(part).first.evaluate("(e, name) => getComputedStyle(e)[name]", name)
        for part, name in ((".nnbp-microscope-frame", "fill"), (".nnbp-microscope-chosen", "stroke"))
    )
    assert paper != ink
