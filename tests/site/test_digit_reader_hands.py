"""DigitReader in the hand: a digit is drawn by mouse, finger and keys; training obeys the clock, and any press."""

import time

import pytest
from explorer_page import ask, open_at, quantities, settle
from fingers import at_hand, finger, in_sight, top, until
from playwright.sync_api import expect

NAME = "DigitReader"
SIX = [(0.61, 0.11), (0.42, 0.27), (0.32, 0.5), (0.31, 0.7), (0.41, 0.85), (0.57, 0.85), (0.66, 0.7), (0.57, 0.55)]
EMPTY = "0" * 64


@pytest.fixture
def reader(tab, site):
    return at_hand(tab, site, NAME)


@pytest.fixture
def on_phone(phone, site):
    return phone, at_hand(phone, site, NAME)


def drawing(root):
    return ask(root, "drawingOf")


def places(root, shape):
    box = root.locator(".nnbp-digit-pad").bounding_box()
    return [(box["x"] + box["width"] * x, box["y"] + box["height"] * y) for x, y in shape]


def draw(tab, root, shape=SIX):
    """Draw with the mouse; the drawing as it is before the pen is lifted."""
    first, *rest = places(root, shape)
    tab.mouse.move(*first)
    tab.mouse.down()
    for place in rest:
        tab.mouse.move(*place, steps=4)
    drawn = drawing(root)
    tab.mouse.up()
    return drawn


def after_fitting(tab, root, before):
    """The drawing once it has been fitted to the grid, when the address holds it."""
    until(tab, lambda: (now := drawing(root)) != before and f"drawing={now}" in tab.url)
    return drawing(root)


def epoch(root):
    return float(quantities(root)["epoch"][0])


def train(root, epochs):
    """Train at least so far, and pause."""
    button = root.locator("[data-run-button]")
    button.click()
    root.page.wait_for_function(
        "([root, epochs]) => Number(root.querySelector('[data-quantity=epoch]').dataset.value) >= epochs",
        arg=[root.element_handle(), epochs],
    )
    if button.text_content() == "Pause":
        button.click()


def test_a_stroke_is_read_at_once_and_fitted_to_the_grid_when_the_pen_is_lifted(tab, reader):
    before = quantities(reader)["a"]
    first, *rest = places(reader, [(0.56, 0.3), (0.56, 0.6)])
    tab.mouse.move(*first)
    tab.mouse.down()
    tab.mouse.move(*rest[0], steps=4)
    drawn = drawing(reader)
    assert drawn[:8] == drawn[-8:] == "0" * 8  # the 7 is gone: a pen begins anew on a digit that was given
    assert "g" in drawn
    assert quantities(reader)["a"] != before
    tab.mouse.up()
    assert drawing(reader) == drawn
    expect(reader.locator("[data-words]")).to_contain_text("this drawing")
    fitted = after_fitting(tab, reader, drawn)
    assert all(set(fitted[i : i + 8]) != {"0"} for i in range(0, 64, 8))
    draw(tab, reader, [(0.2, 0.5), (0.8, 0.5)])
    assert drawing(reader)[24:40].count("0") < fitted[24:40].count("0")  # a second stroke adds to the first


def test_after_training_a_six_drawn_by_hand_reaches_the_goal_and_is_seen(tab, reader):
    train(reader, 3)
    expect(reader.locator("[data-goal]")).to_have_attribute("data-reached", "false")  # the 7 was given
    draw(tab, reader)
    expect(reader.locator("[data-goal]")).to_have_attribute("data-reached", "true")
    expect(reader.locator("[data-words]")).to_contain_text("reads this drawing as a 6")
    expect(reader.locator(".nnbp-digit-reached")).to_have_count(1)
    outputs = [float(value) for value in quantities(reader)["a"]]
    assert outputs.index(max(outputs)) == 6
    reader.locator("[data-clear]").click()
    assert drawing(reader) == EMPTY
    expect(reader.locator(".nnbp-digit-reached")).to_have_count(0)


def test_a_finger_draws_on_the_grid_and_scrolls_the_page_beside_it(on_phone):
    tab, root = on_phone
    begins, before = top(root), drawing(root)
    finger(tab, *places(root, [(0.5, 0.9), (0.5, 0.1)]))
    assert abs(top(root) - begins) < 1
    assert drawing(root) != before
    tab.wait_for_timeout(1000)  # by then it is fitted to the grid
    drawn = drawing(root)
    finger(tab, *places(root, [(1.6, 1.9), (1.6, 0.8)]))  # on the network
    assert top(root) < begins - 80
    assert drawing(root) == drawn


def test_on_a_phone_picture_buttons_and_sentence_are_in_sight_at_once(on_phone):
    _, root = on_phone
    top = root.locator(".nnbp-title").bounding_box()["y"]
    for part in ("[data-picture]", "[data-run-button]", "[data-reset]", "[data-words]"):
        box = root.locator(part).bounding_box()
        assert box["y"] + box["height"] - top <= 844 - 60, part


def test_the_ring_of_the_grid_leaves_the_numbers_of_the_chart_free(on_phone):
    _, root = on_phone
    pad = root.locator(".nnbp-digit-pad")
    pad.focus()
    ring = pad.evaluate(
        "(pad) => parseFloat(getComputedStyle(pad).outlineWidth) + parseFloat(getComputedStyle(pad).outlineOffset)"
    )
    box = pad.bounding_box()
    assert root.get_by_text("100 %").bounding_box()["x"] > box["x"] + box["width"] + ring


def test_a_digit_is_drawn_by_keys_and_the_grid_says_where(tab, reader):
    pad = reader.get_by_role("grid")
    assert pad.get_by_role("row").count() == 8
    assert pad.get_by_role("gridcell").count() == 64
    pad.focus()
    tab.keyboard.press("Delete")
    assert drawing(reader) == EMPTY
    for key in ("Home", "PageUp", "ArrowRight", "ArrowDown", "Space", "ArrowDown", "Space"):
        tab.keyboard.press(key)
    assert [i for i, ink in enumerate(drawing(reader)) if ink == "g"] == [9, 17]
    here = reader.locator(f"[id='{pad.get_attribute('aria-activedescendant')}']")
    assert here.get_attribute("aria-label") == "row 3, column 2: ink 16 of 16"
    assert here.evaluate("(cell) => getComputedStyle(cell).outlineStyle") != "none"
    tab.keyboard.press("Space")
    assert here.get_attribute("aria-label") == "row 3, column 2: empty"
    for _ in range(9):
        tab.keyboard.press("ArrowLeft")
    assert pad.get_attribute("aria-activedescendant").endswith("-2-0")  # the edge holds


def test_training_keeps_to_the_clock_and_reset_begins_anew(tab, reader):
    start = quantities(reader)
    assert "delta_norm" not in start  # nothing has come back
    reader.locator("[data-run-button]").click()
    begun = time.monotonic()
    tab.wait_for_timeout(2000)
    reader.locator("[data-run-button]").click()
    passed = time.monotonic() - begun
    shown = quantities(reader)
    assert 0.5 < float(shown["epoch"][0]) <= 1.2 * passed + 0.3
    assert float(shown["accuracy"][0]) > 0.5
    assert len(shown["delta_norm"]) == 2
    then = quantities(reader)
    tab.wait_for_timeout(200)
    assert quantities(reader) == then
    reader.locator("[data-reset]").click()
    assert quantities(reader) == start


@pytest.mark.parametrize("way", ["the picture", "a slider", "a preset", "reset", "Space"])
def test_whatever_is_pressed_stops_the_training(tab, reader, way):
    ask(reader, "open")
    in_sight(reader)
    button = reader.locator("[data-run-button]")
    button.click()
    tab.wait_for_timeout(300)
    expect(button).to_have_text("Pause")
    if way == "Space":
        reader.get_by_role("grid").press("Space")
    else:
        reader.locator(
            {
                "the picture": "[data-part=chart]",
                "a slider": "[data-field=eta]",
                "a preset": "[aria-label=Presets] button >> nth=1",
                "reset": "[data-reset]",
            }[way]
        ).click(force=True)
    expect(button).to_have_text("Train")
    stopped = epoch(reader)
    tab.wait_for_timeout(200)
    assert epoch(reader) == stopped
    assert (stopped == 0) == (way in {"a slider", "reset"})  # other settings are another network


def test_a_digit_goes_through_layer_by_layer_and_a_press_ends_that(tab, site):
    root = at_hand(tab, site, NAME, f"{NAME}.layers=4")
    root.locator("[data-another]").click()
    early = ask(root, "fillsOf")
    until(tab, lambda: ask(root, "fillsOf")[-1] != early[-1])
    tab.wait_for_timeout(300)  # a layer fills
    late = ask(root, "fillsOf")
    assert early[0] != late[0]
    assert early[-1] != late[-1]
    root.locator("[data-another]").click()
    tab.wait_for_timeout(420)
    middle = ask(root, "fillsOf")
    assert middle[0] != late[0]  # the first layer has it
    assert middle[-1] == late[-1]  # the last has not
    draw(tab, root, [(0.5, 0.2), (0.5, 0.5)])
    now = ask(root, "fillsOf")
    tab.wait_for_timeout(150)
    assert ask(root, "fillsOf") == now


def test_with_less_motion_training_is_shown_each_half_epoch_and_nothing_waves(calm, site):
    root = at_hand(calm, site, NAME)
    ask(root, "watchReader")
    root.locator("[data-run-button]").click()
    expect(root.locator("[data-run-button]")).to_have_text("Again", timeout=60_000)
    epochs, outputs, glow = ask(root, "seenOfReader")
    assert epochs == [i / 2 for i in range(1, 25)]
    assert outputs <= 26
    assert glow == ["0.60"]
    before = drawing(root)
    root.locator("[data-another]").click()
    assert drawing(root) != before


def test_settings_and_drawing_are_in_the_address_and_weights_are_not(tab, site, reader):
    train(reader, 1)
    held = draw(tab, reader)
    drawn = after_fitting(tab, reader, held)
    link = tab.evaluate("location.hash").lstrip("#")
    again = open_at(tab, site, NAME, link)
    settle(again)
    assert drawing(again) == drawn
    assert epoch(again) == 0
    assert "not the trained weights" in again.locator("[data-more]").text_content()
