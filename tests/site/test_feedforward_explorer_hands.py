"""FeedforwardExplorer in the hand: a weight is dragged on its edge, the signal arrives later, a swipe moves nothing."""

import pytest
from explorer_page import ask, open_at, quantities, settle
from fingers import at_hand, in_sight, middle, swipe, take, top
from playwright.sync_api import expect

from nnbp_core.explorers import FeedforwardExplorer

NAME = "FeedforwardExplorer"


def value(root, field):
    return float(root.locator(f"input[data-field={field}]").input_value())


@pytest.fixture
def figure(tab, site):
    return at_hand(tab, site, NAME)


@pytest.fixture
def on_phone(phone, site):
    return phone, at_hand(phone, site, NAME)


def test_a_weight_is_dragged_sideways_on_its_edge(tab, figure):
    x, y = take(tab, figure.locator("[data-handle=w2_32]"))
    tab.mouse.move(x + 50, y + 4, steps=5)
    assert value(figure, "w2_32") == 2
    tab.mouse.up()
    settle(figure)
    shown = figure.locator(".nnbp-ff-matrices [data-quantity=z][data-index='2,3']")
    assert float(shown.get_attribute("data-value")) == 5
    assert "= 2.0" in figure.locator(".nnbp-ff-formula").text_content()


@pytest.mark.parametrize("part", ["[data-handle=w2_32]", "input[data-field=w2_32]"])
def test_escape_puts_a_drag_back(tab, figure, part):
    x, y = take(tab, figure.locator(part))
    tab.mouse.move(x + 100, y, steps=4)
    assert value(figure, "w2_32") == 3
    tab.keyboard.press("Escape")
    assert value(figure, "w2_32") == 1
    tab.mouse.move(x + 150, y)
    tab.mouse.up()
    assert value(figure, "w2_32") == 1


@pytest.mark.parametrize(("handle", "times", "layers"), [("x1", (150, 450, 800), (2, 3)), ("b3_1", (150,), (1, 1))])
def test_a_change_arrives_at_one_layer_after_the_other(figure, handle, times, layers):
    seen = ask(figure, "afterKey", handle, "PageUp", times)
    for layer, before in ((0, layers[0]), (1, layers[1])):
        column = [shown[layer] for shown in seen]
        assert len(set(column[:before])) == 1, column  # nothing is shown before it is there
    assert seen[-1][1] != seen[0][1]
    if handle == "x1":
        assert seen[2][0] != seen[0][0]


def test_a_press_brings_the_signal_to_its_end(tab, figure):
    before = quantities(figure)
    assert ask(figure, "sentAndPressed") == [[0, 6], [4, 0]]  # the neurons are empty until it comes
    assert quantities(figure) == before


def test_reset_on_the_way_shows_the_start_at_once_and_nothing_moves_on(tab, figure):
    before = quantities(figure)
    figure.locator("[data-handle=w2_11]").press("End")
    figure.locator("[data-send]").press("Enter")
    figure.locator("[data-reset]").press("Enter")
    settle(figure)
    assert quantities(figure) == before
    assert figure.get_attribute("data-computing") is None


def test_handles_are_sliders_that_say_where_they_are(tab, figure):
    weight = figure.locator("[data-handle=w2_31]")
    assert weight.get_attribute("aria-label") == "w of layer 2, to 3, from 1"
    weight.focus()
    seen = {}
    for key in ("ArrowLeft", "ArrowUp", "PageDown", "Home", "End"):
        tab.keyboard.press(key)
        seen[key] = float(weight.get_attribute("aria-valuenow"))
    assert seen == {"ArrowLeft": -1.1, "ArrowUp": -1, "PageDown": -2, "Home": -10, "End": 10}
    assert weight.get_attribute("aria-valuetext") == "10.0"
    assert "to 3, from 1" in figure.locator(".nnbp-ff-formula").text_content()
    assert min(weight.bounding_box()["width"], weight.bounding_box()["height"]) >= 24


def test_what_is_typed_out_of_range_is_refused_beside_the_cell(tab, figure):
    cell = figure.locator("input[data-field=w2_11]")
    cell.focus()
    tab.keyboard.type("50")  # by its keys: 5 is allowed on the way
    tab.keyboard.press("Tab")
    settle(figure)
    notice = figure.locator("[data-notice]")
    expect(notice).to_contain_text("50 is out of range")
    expect(notice).to_contain_text("from −10 to 10")
    assert "50 is out of range" in figure.locator("[data-words]").text_content()
    assert value(figure, "w2_11") == 2
    assert abs(notice.bounding_box()["y"] - cell.bounding_box()["y"]) < 60
    figure.locator("[data-handle=x1]").press("ArrowUp")
    expect(notice).to_have_text("")


def test_the_goal_is_marked_in_the_picture_when_the_output_has_risen(tab, figure):
    assert figure.get_by_text("goal: 0.9").count() == 1
    slider = figure.locator(".nnbp-ff-slider input")
    figure.locator("[data-handle=w3_12]").click()
    slider.focus()
    for _ in range(4):
        tab.keyboard.press("PageUp")
    settle(figure)
    assert value(figure, "w3_12") > 1.6
    assert figure.get_by_text("✓ above 0.9").count() == 1
    expect(figure.locator("[data-goal]")).to_contain_text("Reached with")


def test_network_and_matrices_are_in_one_view(tab, figure):
    tab.set_viewport_size({"width": 1366, "height": 768})
    in_sight(figure)
    top = figure.locator("svg.nnbp-ff-net").bounding_box()
    matrices = figure.locator(".nnbp-ff-matrices").bounding_box()
    assert top["y"] > 60
    assert matrices["y"] + matrices["height"] <= 768
    assert matrices["y"] >= top["y"] + top["height"]


FAR = {field: "-10" for field in FeedforwardExplorer().state_names() if field not in ("activation", "selected")}


@pytest.mark.parametrize("width", [360, 1366])
@pytest.mark.parametrize("activation", ["sigmoid", "linear"])
def test_the_longest_numbers_fit_their_cells_and_move_nothing(tab, site, width, activation):
    tab.set_viewport_size({"width": width, "height": 900})
    root = open_at(tab, site, NAME)
    hand = root.locator(".nnbp-hand")
    begins = hand.bounding_box()["y"] - top(root)
    far = {**FAR, "selected": "3,1,3", "activation": activation}
    tab.evaluate("(link) => { location.hash = link; }", "&".join(f"{NAME}.{name}={far[name]}" for name in far))
    expect(root.locator("[data-field=selected]")).to_have_value("3,1,3")
    settle(root)
    assert ask(root, "cutCells") == []
    assert hand.bounding_box()["y"] - top(root) == pytest.approx(begins, abs=1.5)


def test_a_swipe_past_a_handle_or_a_cell_scrolls_and_changes_nothing(on_phone):
    tab, root = on_phone
    for part in ("[data-handle=w2_21]", "[data-handle=x2]", "[data-edge='3,1,1']"):
        in_sight(root)
        before, begins = quantities(root), top(root)
        swipe(tab, *middle(root.locator(part)), 8, -150)
        assert top(root) < begins - 60, part
        assert quantities(root) == before, part
    cell = root.locator("input[data-field=w2_11]")
    cell.evaluate("(e) => e.scrollIntoView({ block: 'end' })")
    swipe(tab, *middle(cell), 90, -20)
    assert value(root, "w2_11") == 2


def test_a_tap_chooses_a_weight_and_the_slider_moves_it(on_phone):
    tab, root = on_phone
    swipe(tab, *middle(root.locator("[data-handle=w3_13]")), 2, 1)
    slider = root.locator(".nnbp-ff-slider")
    expect(slider).to_contain_text("to 1, from 3")
    assert value(root, "w3_13") == 0.5
    box = slider.locator("input").bounding_box()
    tab.touchscreen.tap(box["x"] + 0.8 * box["width"], box["y"] + box["height"] / 2)
    assert value(root, "w3_13") > 4
    picture = root.locator("[data-picture]").bounding_box()
    assert picture["y"] >= 0
    assert box["y"] + box["height"] <= 844


def test_with_less_motion_a_change_is_there_at_once_and_a_signal_goes_by_steps(calm, site):
    root = in_sight(open_at(calm, site, NAME))
    seen = ask(root, "afterKey", "x1", "PageUp", [20])
    assert seen[1][0] != seen[0][0]
    assert seen[1][1] != seen[0][1]
    place = root.locator("[data-point='2,1']").get_attribute("cy")
    ask(root, "note", "[data-point='2,1']", "cy")
    root.locator("[data-send]").click()
    for count in (0, 3, 4):
        expect(root.locator("[data-point]")).to_have_count(count)
        assert root.locator(".nnbp-ff-bead").count() == 0
    assert set(ask(root, "noted")) == {None, place}  # it is not there, and then it is
