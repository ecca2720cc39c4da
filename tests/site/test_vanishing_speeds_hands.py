"""VanishingSpeeds in the hand: time is dragged, layers are added and pointed at, digits are read."""

import re

import pytest
from explorer_page import ask, open_at, settle
from fingers import at_hand, in_sight, middle, swipe, take, top, until
from playwright.sync_api import expect

NAME = "VanishingSpeeds"


def grip(root):
    return root.locator("[data-handle=epoch]")


def epoch(root):
    return int(grip(root).get_attribute("aria-valuenow"))


def words(root):
    settle(root)
    return root.locator("[data-words]").text_content()


def told(root):
    return root.locator(".nnbp-vanishing-told")


@pytest.fixture
def lab(tab, site):
    return at_hand(tab, site, NAME)


@pytest.fixture
def on_phone(phone, site):
    return phone, at_hand(phone, site, NAME)


def test_time_is_dragged_on_and_back_over_what_has_been_run(tab, lab):
    assert ask(lab, "spans") == {"line": 0, "past": 0}
    x, y = take(tab, grip(lab))
    tab.mouse.move(x + 300, y, steps=5)
    settle(lab)
    there = epoch(lab)
    assert 20 < there < 45
    assert ask(lab, "spans") == {"line": there, "past": 0}
    tab.mouse.move(x + 120, y, steps=5)
    settle(lab)
    assert 5 < epoch(lab) < there
    assert ask(lab, "spans") == {"line": epoch(lab), "past": there - epoch(lab)}
    tab.mouse.up()
    assert f"epoch {epoch(lab)}" in words(lab)


def test_the_handle_stays_under_the_hand_and_what_it_asks_next_is_trained_already(tab, lab):
    settle(lab)
    tab.wait_for_timeout(500)  # a few epochs ahead
    take(tab, grip(lab))
    for epochs in (1, 3):
        near = ask(grip(lab), "dragSlowly", 11 * epochs)
        assert (near["waits"], near["line"]) == (False, 1 if epochs == 1 else 4)
        tab.wait_for_timeout(100)
        assert lab.locator(".nnbp-vanishing-down").count() == 0  # a hand waits for no wave
    far = ask(grip(lab), "dragSlowly", 400)
    assert far["waits"]
    assert far["moved"] == pytest.approx(400, abs=6)
    assert far["says"] == f"epoch {far['asked']}"
    assert far["line"] < 12  # the picture comes after it
    settle(lab)
    assert ask(lab, "spans") == {"line": epoch(lab), "past": 0}
    tab.mouse.up()


def test_a_handle_for_the_keyboard(tab, lab):
    grip(lab).focus()
    seen = {}
    for key in ("ArrowRight", "PageUp", "ArrowLeft", "End", "Home"):
        tab.keyboard.press(key)
        settle(lab)
        seen[key] = epoch(lab)
    assert seen == {"ArrowRight": 1, "PageUp": 11, "ArrowLeft": 10, "End": 60, "Home": 0}
    assert grip(lab).get_attribute("aria-valuetext") == "epoch 0 of 60"
    ring = lab.locator(".nnbp-vanishing-knob")  # around what is seen: no word of the figure is under it
    assert ring.evaluate("(knob) => getComputedStyle(knob).outlineStyle") == "solid"
    assert grip(lab).evaluate("(grip) => getComputedStyle(grip).outlineStyle") == "none"


def test_a_swipe_past_the_handle_scrolls_the_page_and_moves_nothing(on_phone):
    tab, root = on_phone
    before, begins = words(root), top(root)
    swipe(tab, *middle(grip(root)), 10, -150)
    assert (epoch(root), words(root)) == (0, before)
    assert top(root) < begins - 80
    in_sight(root)
    box = grip(root).bounding_box()
    assert min(box["width"], box["height"]) >= 48
    swipe(tab, *middle(grip(root)), 120, 4)
    settle(root)
    assert epoch(root) > 15


def test_on_a_phone_picture_hand_and_sentence_are_in_sight_together(on_phone):
    _, root = on_phone
    top = root.locator("[data-picture]").bounding_box()["y"]
    for part in ("[data-run-button]", "[data-field=activation]", "[data-goal]", "[data-words]"):
        box = root.locator(part).bounding_box()
        assert box["y"] + box["height"] - top <= 844 - 48, part


def test_a_layer_that_is_pointed_at_says_what_it_hears(tab, lab):
    hint = told(lab).text_content()
    lab.locator("[data-layer='2']").hover()
    expect(told(lab)).to_have_text("The first hidden layer hears 880 times less than the output: ‖δ2‖ is 0.00191.")
    norms = lab.locator(".nnbp-mark").evaluate_all("(all) => all.map((mark) => mark.dataset.value)")
    assert told(lab).locator("[data-quantity=pointed_norm]").get_attribute("data-value") == norms[0]
    assert lab.locator(".nnbp-line.nnbp-lit").count() == 1
    tab.mouse.move(0, 0)
    expect(told(lab)).to_have_text(hint)
    lab.locator("[data-layer='6']").focus()
    for layer in ("5", "4"):
        tab.keyboard.press("ArrowDown")
        assert tab.evaluate("document.activeElement.dataset.layer") == layer
    expect(told(lab)).to_contain_text("The third hidden layer hears 29 times less")
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    expect(told(lab)).to_contain_text("The third hidden layer")  # pinned
    tab.keyboard.press("Escape")
    expect(told(lab)).to_have_text(hint)


def test_a_layer_more_is_darker_below_and_begins_anew(tab, site):
    lab = open_at(tab, site, NAME, f"{NAME}.epoch=30&{NAME}.depth=5", unfolded=False)
    settle(lab)
    more, fewer = lab.locator("[data-layers='1']"), lab.locator("[data-layers='-1']")
    more.click()
    assert lab.locator("[data-layer]").count() == 7
    assert epoch(lab) == 0
    expect(more).to_have_attribute("aria-disabled", "true")
    more.dispatch_event("click")
    assert lab.locator("[data-layer]").count() == 7
    fewer.focus()
    tab.keyboard.press("Enter")
    assert lab.locator("[data-layer]").count() == 6
    assert "Five hidden layers" in words(lab)


def test_a_digit_goes_through_the_layers_and_its_answer_is_marked(tab, lab):
    digits = lab.locator("[data-digit]")
    labels = digits.evaluate_all("(all) => all.map((digit) => digit.getAttribute('aria-label'))")
    assert len(labels) == 20
    for label in labels:
        wanted, answer, verdict = re.fullmatch(r"a (\d), read as (\d): (right|wrong)", label).groups()
        assert (wanted == answer) == (verdict == "right")
    assert ask(lab, "verdicts") == [label.endswith("right") for label in labels]
    digits.nth(3).click()
    expect(digits.nth(3)).to_have_attribute("aria-pressed", "true")
    assert lab.locator(".nnbp-vanishing-up").count() > 0  # it is on its way
    expect(lab.locator(".nnbp-vanishing-up")).to_have_count(0)
    assert ask(lab, "reading") == {"wanted": 3, "read": int(labels[3][-8:].split(":")[0])}


def test_nothing_is_drawn_before_it_happens_and_a_run_ends_and_begins_anew(tab, lab):
    run = lab.locator("[data-run-button]")
    run.click()
    tab.wait_for_timeout(1500)
    spans = ask(lab, "spans")
    assert spans["past"] == 0
    assert epoch(lab) - 1.5 <= spans["line"] <= epoch(lab) < 20
    run.click()
    expect(run).to_have_text("Run")
    grip(lab).press("End")
    settle(lab)
    run.click()
    expect(run).to_have_text("Pause")
    assert epoch(lab) < 30
    assert ask(lab, "spans")["past"] == 0
    lab.locator("[data-reset]").click()
    assert ask(lab, "spans") == {"line": 0, "past": 0}


def test_a_picture_in_which_nothing_moves_asks_for_no_frames(tab, lab):
    for way in ("[data-step]", "[data-run-button]"):
        assert ask(lab.locator(way), "wavesAfter")
        if way == "[data-run-button]":
            lab.locator(way).click()
        until(tab, lambda: ask(lab, "framesAsked") == 0)


def test_another_network_begins_at_epoch_0_and_reaches_the_goal(tab, lab):
    grip(lab).press("End")
    settle(lab)
    expect(lab.locator("[data-goal]")).to_have_attribute("data-reached", "false")
    assert lab.get_by_text("goal", exact=True).count() == 1
    lab.locator("[data-field=init]").select_option("standard_normal")
    assert epoch(lab) == 0
    grip(lab).press("End")
    settle(lab)
    expect(lab.locator("[data-goal]")).to_have_attribute("data-reached", "true")
    expect(lab.locator("[data-goal]")).to_contain_text("Reached: 93 of 100.")
    assert lab.get_by_text("goal ✓").count() == 1
    assert words(lab).startswith("Goal reached.")


def test_an_explosion_is_told_when_it_happens(tab, site):
    lab = open_at(tab, site, NAME)
    for _ in range(2):
        lab.get_by_role("button", name="It explodes").click()
        assert "diverges" not in words(lab)
        assert lab.get_by_text("out of bounds").count() == 0
        lab.locator("[data-run-button]").click()
        expect(lab.locator("[data-words]")).to_contain_text("in epoch 1 the numbers leave all bounds")
        expect(lab.locator("[data-run-button]")).to_have_text("Run")
        assert lab.get_by_text("out of bounds").count() == 1


def test_with_less_motion_a_run_is_a_few_steps_and_no_wave(calm, site):
    root = in_sight(open_at(calm, site, NAME))
    root.locator("[data-digit]").nth(4).click()
    assert root.locator(".nnbp-vanishing-up").count() == 0
    root.locator("[data-run-button]").click()
    expect(grip(root)).not_to_have_attribute("aria-valuenow", "0")
    assert root.locator(".nnbp-vanishing-up, .nnbp-vanishing-down").count() == 0
    expect(root.locator("[data-run-button]")).to_have_text("Run", timeout=9000)
    assert ask(root, "framesAsked") == 0
    assert epoch(root) == 60
