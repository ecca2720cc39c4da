"""CostMeter in the hand: the network is pulled longer and wider, and three bars race by the clock."""

import time

import pytest
from explorer_page import ask, open_at, quantities, settle
from fingers import at_hand, drag, in_sight, middle, swipe, top
from playwright.sync_api import expect

NAME = "CostMeter"
SMALLEST = "CostMeter.inputs=1&CostMeter.layers=2&CostMeter.outputs=1"  # 4, 1 and 3 multiplications, one a second


def share(root, lane):
    return float(root.locator(f"[data-lane={lane}]").get_attribute("data-share"))


def said(root):
    return root.locator(".nnbp-cm-said").all_text_contents()


@pytest.fixture
def figure(tab, site):
    return at_hand(tab, site, NAME)


@pytest.fixture
def on_phone(phone, site):
    return phone, at_hand(phone, site, NAME)


def test_the_network_is_pulled_longer_and_wider(tab, figure):
    drag(tab, figure.locator("[data-handle=layers]"), 75)
    assert ask(figure, "stateOf")["layers"] == "6"
    assert figure.locator("[data-layer]").count() == 6
    drag(tab, figure.locator("[data-handle=width]"), 0, -45)
    assert ask(figure, "stateOf")["width"] == "60"
    drag(tab, figure.locator("[data-handle=width]"), -45)
    assert ask(figure, "stateOf")["width"] == "30"
    assert quantities(figure)["P"] == ["5050"]


def test_a_race_obeys_the_clock_and_pauses(tab, figure):
    assert said(figure) == ["", "", ""]
    figure.locator("[data-run-button]").click()
    begun = time.monotonic()
    tab.wait_for_timeout(1500)
    figure.locator("[data-run-button]").click()
    passed = time.monotonic() - begun
    assert 38_700 * share(figure, "all_paths") / 10_000 == pytest.approx(passed, abs=0.35)
    assert share(figure, "backpropagation") == 1
    assert said(figure)[2] == "done in 0.48 seconds"
    assert not any("would take" in text for text in said(figure))  # the race is not over
    stands = share(figure, "all_paths")
    tab.wait_for_timeout(200)
    assert share(figure, "all_paths") == stands
    expect(figure.locator("[data-run-button]")).to_have_text("Run")


@pytest.mark.parametrize("way", ["reset", "handle", "slider"])
def test_whatever_changes_the_network_ends_the_race(tab, figure, way):
    figure.locator("[data-run-button]").click()
    tab.wait_for_timeout(300)
    assert share(figure, "all_paths") > 0
    if way == "reset":
        figure.locator("[data-reset]").click()
    else:
        part = "[data-handle=layers]" if way == "handle" else "[data-field=layers]"
        figure.locator(part).press("ArrowRight")
    assert share(figure, "all_paths") == share(figure, "backpropagation") == 0
    expect(figure.locator("[data-run-button]")).to_have_text("Run")
    settle(figure)
    assert "second" not in figure.locator("[data-words]").text_content()
    tab.wait_for_timeout(200)
    assert said(figure) == ["", "", ""]


def test_a_race_ends_when_all_have_arrived(tab, site):
    root = in_sight(open_at(tab, site, NAME, SMALLEST))
    assert root.locator(".nnbp-cm-count").nth(1).text_content() == "1 multiplication"
    assert root.locator(".nnbp-cm-rate").text_content() == "each does 1 multiplication a second"
    root.locator("[data-run-button]").click()
    expect(root.locator("[data-run-button]")).to_have_text("Run", timeout=8000)
    assert said(root) == ["done in 4.00 seconds", "done in 1.00 seconds", "done in 3.00 seconds"]
    assert "all paths: done in 1.00 seconds" in root.locator("[data-words]").text_content()
    root.locator("[data-run-button]").click()  # once more, from the beginning; the clock before has stopped
    root.page.wait_for_timeout(300)
    assert 0 < share(root, "differences") < 0.2
    expect(root.locator("[data-run-button]")).to_have_text("Pause")


def test_handles_are_sliders(tab, figure):
    layers = figure.locator("[data-handle=layers]")
    layers.focus()
    seen = []
    for key in ("ArrowRight", "PageUp", "End", "ArrowLeft", "Home"):
        tab.keyboard.press(key)
        seen.append(int(layers.get_attribute("aria-valuenow")))
    assert seen == [4, 14, 120, 119, 2]
    assert layers.get_attribute("aria-valuetext") == "2 layers"
    expect(figure.locator("[data-handle=width]")).to_be_hidden()  # nothing is hidden, nothing to widen
    expect(figure.locator("[data-field=width]")).to_be_hidden()
    assert min(layers.bounding_box()["width"], layers.bounding_box()["height"]) >= 24


def test_the_goal_is_marked_in_its_lane(tab, site):
    root = open_at(tab, site, NAME, "CostMeter.outputs=1")
    assert "✓ fewest" in said(root)[1]
    assert root.locator("[data-goal]").get_attribute("data-reached") == "true"


def test_a_swipe_past_a_handle_scrolls_and_a_finger_pulls_sideways(on_phone):
    tab, root = on_phone
    for part in ("[data-handle=layers]", "[data-handle=width]"):
        in_sight(root)
        before, begins = quantities(root), top(root)
        swipe(tab, *middle(root.locator(part)), 8, -150)
        assert top(root) < begins - 60
        assert quantities(root) == before
    in_sight(root)
    swipe(tab, *middle(root.locator("[data-handle=width]")), 60, 4)
    assert int(ask(root, "stateOf")["width"]) > 50
    for control in ("[data-run-button]", "[data-field=layers]", "[data-field=width]"):
        box = root.locator(control).bounding_box()
        assert box["y"] + box["height"] <= 844


def test_with_less_motion_a_race_is_a_few_steps(calm, site):
    root = in_sight(open_at(calm, site, NAME))
    root.locator("[data-run-button]").click()
    begun = time.monotonic()
    seen = set()
    while root.locator("[data-run-button]").text_content() == "Pause" and time.monotonic() - begun < 8:
        seen.add(share(root, "all_paths"))
        calm.wait_for_timeout(100)
    assert time.monotonic() - begun < 6
    assert 3 <= len(seen) <= 9
    assert said(root)[0] == "would take 17 minutes"
