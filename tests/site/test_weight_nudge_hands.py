"""WeightNudge in the hand: the nudge is dragged along the curve, made ten times smaller, and promises below 0."""

import pytest
from explorer_page import ask, quantities
from fingers import at_hand, in_sight, middle, swipe, top
from playwright.sync_api import expect

NAME = "WeightNudge"


def number(root, name):
    return float(quantities(root)[name][0])


def handle(root):
    return root.locator("[data-handle=nudge]")


@pytest.fixture
def nudge(tab, site):
    return at_hand(tab, site, NAME)


def test_the_mouse_drags_the_nudge_to_a_promise_that_no_cost_keeps(tab, nudge):
    x, y = middle(handle(nudge))
    begun = ask(nudge, "lengthOfTruth")
    tab.mouse.move(x, y)
    tab.mouse.down()
    tab.mouse.move(x + 40, y, steps=3)
    moved = number(nudge, "nudge")
    assert 0.3 < moved < 1.4
    assert ask(nudge, "lengthOfTruth") > begun + 20  # the curve is drawn as far as the hand has been
    tab.mouse.move(x + 130, y, steps=5)
    tab.mouse.up()
    assert number(nudge, "nudge") > 1.4
    expect(nudge.locator("[data-goal]")).to_have_attribute("data-reached", "true")
    assert nudge.locator(".nnbp-nudge-reached").text_content() == "✓ promised: a cost below 0"
    nudge.locator("[data-reset]").click()
    assert number(nudge, "nudge") == 0.1
    assert ask(nudge, "lengthOfTruth") == pytest.approx(begun, abs=1)


def test_the_keys_move_the_nudge(tab, nudge):
    handle(nudge).focus()
    seen = {}
    for key in ("ArrowRight", "ArrowLeft", "PageUp", "Home", "End"):
        tab.keyboard.press(key)
        seen[key] = number(nudge, "nudge")
        assert handle(nudge).evaluate("(grip) => grip === document.activeElement"), key
    assert seen == {"ArrowRight": 0.11, "ArrowLeft": 0.1, "PageUp": 0.2, "Home": -2, "End": 2}
    assert handle(nudge).get_attribute("aria-valuetext").startswith("nudge 2: promised −1.52, true ")


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_ten_times_smaller_the_mistake_is_a_hundred_times_smaller(tab, site, motion):
    tab.emulate_media(reduced_motion=motion)
    root = at_hand(tab, site, NAME)
    place = float(handle(root).get_attribute("aria-valuenow"))
    for times, smaller in ((1, 98), (2, 100)):
        root.locator("[data-closer]").click()
        expect(root.locator("[data-quantity=nudge_before]")).to_have_count(times)
        expect(root.locator("[data-words]")).to_contain_text("times larger.")
        before, now = quantities(root)["mistake_before"], number(root, "mistake")
        assert float(before[-1]) / now == pytest.approx(smaller, rel=0.03)
    assert float(handle(root).get_attribute("aria-valuenow")) == pytest.approx(place, abs=1e-3)
    root.locator("[data-farther]").click()
    expect(root.locator("[data-quantity=nudge_before]")).to_have_count(1)


@pytest.mark.parametrize("every", [4, 50])
def test_ten_times_smaller_takes_as_long_on_every_screen(tab, nudge, every):
    took = ask(nudge, "timeOnScreen", "[data-closer]", "[data-farther][aria-disabled=false]", every)
    assert took == pytest.approx(800, abs=250)


def test_a_press_on_reset_stops_the_way_to_ten_times_smaller(tab, nudge):
    nudge.locator("[data-closer]").click()
    tab.wait_for_timeout(300)
    nudge.locator("[data-reset]").click()
    tab.wait_for_timeout(900)
    assert number(nudge, "nudge") == 0.1
    assert nudge.locator("[data-quantity=nudge_before]").count() == 0


def on_edge(root, edge, share=0.3):  # in the middle they cross
    return ask(root.locator(f"[data-edge='{edge}']"), "onEdge", share)


def chosen(root):
    return root.locator("[data-edge][aria-pressed=true]").get_attribute("data-edge")


def test_a_click_on_an_edge_nudges_its_weight(tab, nudge):
    assert chosen(nudge) == "2,1,1"
    tab.mouse.move(*on_edge(nudge, "3,2,1"))
    assert nudge.locator(".nnbp-pointed").get_attribute("data-edge") == "3,2,1"
    tab.mouse.click(*on_edge(nudge, "3,2,1"))
    assert chosen(nudge) == "3,2,1"
    assert ask(nudge, "stateOf")["weight"] == "3,2,1"  # the control under More is the other way
    assert "w321 is nudged by 0.100" in nudge.locator("[data-words]").text_content()
    tab.wait_for_url("**#WeightNudge.weight=3%2C2%2C1")
    tab.mouse.click(*middle(nudge.locator("[data-quantity=moved][data-index=C]")))  # into C leads no weight
    tab.mouse.move(*on_edge(nudge, "4,1,1"))
    tab.mouse.down()
    tab.mouse.move(*on_edge(nudge, "4,2,3"))
    tab.mouse.up()  # a press that moved on chooses nothing
    x, y = middle(handle(nudge))
    tab.mouse.move(x, y)
    tab.mouse.down()
    tab.mouse.move(*on_edge(nudge, "4,2,3"), steps=4)
    assert nudge.locator(".nnbp-pointed").count() == 0
    tab.mouse.up()  # nor does the point that is let go above an edge
    assert chosen(nudge) == "3,2,1"
    nudge.locator("[data-reset]").click()
    assert chosen(nudge) == "2,1,1"


def test_the_keys_go_along_the_edges_and_choose(tab, nudge):
    stops = nudge.locator("[data-edge][tabindex='0']")
    assert stops.count() == 1
    stops.focus()
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("ArrowDown")
    assert ask(nudge, "focused") == "2,2,1"
    tab.keyboard.press("Enter")
    assert chosen(nudge) == "2,2,1"
    tab.keyboard.press("ArrowUp")
    tab.keyboard.press(" ")
    assert chosen(nudge) == "2,1,2"
    assert ask(nudge, "focused") == "2,1,2"
    assert nudge.locator(":focus").get_attribute("aria-label") == "weight of layer 2, to neuron 1, from neuron 2"
    tab.keyboard.press("Tab")
    assert nudge.locator(":focus").get_attribute("data-handle") == "nudge"


def test_a_finger_chooses_an_edge_and_a_swipe_over_it_scrolls(phone, site):
    root = at_hand(phone, site, NAME)
    begins = top(root)
    swipe(phone, *on_edge(root, "3,1,2"), 6, -150)
    assert top(root) < begins - 80
    assert chosen(root) == "2,1,1"
    in_sight(root)
    phone.touchscreen.tap(*on_edge(root, "4,2,3"))
    assert chosen(root) == "4,2,3"


def test_one_looks_no_closer_than_the_nudge_can_be_seen(tab, site):
    root = at_hand(tab, site, NAME, "WeightNudge.nudge=0.2&WeightNudge.zoom=3")
    assert root.locator("[data-quantity=nudge_before]").count() == 1
    assert float(handle(root).get_attribute("aria-valuenow")) == 1
    root.locator("[data-closer]").click()
    expect(root.locator("[data-quantity=nudge_before]")).to_have_count(2)
    assert number(root, "nudge") == 0.02


@pytest.mark.parametrize("again", ["[data-reset]", "[aria-label=Presets] button >> nth=0"])
def test_reset_or_a_preset_forgets_how_far_the_hand_has_been(tab, nudge, again):
    ask(nudge, "open")
    begun = ask(nudge, "lengthOfTruth")
    handle(nudge).focus()
    for key in ("End", "Home"):
        tab.keyboard.press(key)
    assert ask(nudge, "lengthOfTruth") > begun + 200
    nudge.locator(again).click()
    assert ask(nudge, "lengthOfTruth") == pytest.approx(begun, abs=1)


def test_a_swipe_past_the_point_scrolls_and_a_finger_drags_it(phone, site):
    root = at_hand(phone, site, NAME)
    begins = top(root)
    swipe(phone, *middle(handle(root)), 8, -150)
    assert top(root) < begins - 80
    assert number(root, "nudge") == 0.1
    in_sight(root)
    box = handle(root).bounding_box()
    assert min(box["width"], box["height"]) >= 44
    swipe(phone, *middle(handle(root)), 50, 4)
    assert number(root, "nudge") > 0.8
