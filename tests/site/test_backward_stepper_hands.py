"""The heart in the hand: weights, inputs and targets are dragged; the hairpin leads there and back; a press stops."""

import re

import pytest
from explorer_page import ask, open_at, settle
from fingers import at_hand, drag, in_sight, middle, swipe, take, top
from playwright.sync_api import expect

NAME = "BackwardStepper"
OWN = f"{NAME}.network=chapter 4&{NAME}.step=0&{NAME}.selected=2,3,1"
PLAY, PAUSE, AGAIN = (re.compile(f"^{word}$") for word in ("Play", "Pause", "Play again"))


def hold(root, name):
    return root.locator(f"[data-handle='{name}']")


def value(root, name):
    return float(hold(root, name).get_attribute("aria-valuenow"))


def stop(root):
    return int(hold(root, "step").get_attribute("aria-valuenow"))


def cost(root):
    return float(root.locator("svg [data-quantity=C]").get_attribute("data-value"))


def play(root):
    return root.locator("[data-run-button]")


@pytest.fixture
def heart(tab, site):
    return at_hand(tab, site, NAME, OWN)


@pytest.fixture
def on_phone(phone, site):
    return phone, at_hand(phone, site, NAME, OWN)


def test_one_weight_dragged_far_enough_reaches_the_goal_and_the_link_keeps_it(tab, site, heart):
    hold(heart, "step").press("End")
    before = cost(heart)
    x, y = take(tab, hold(heart, "w3_21").locator(".nnbp-heart-pill"))
    tab.mouse.move(x - 60, y, steps=2)
    assert value(heart, "w3_21") == -2
    assert cost(heart) < before  # while the hand still holds it
    expect(heart.locator("[data-goal]")).to_have_attribute("data-reached", "false")
    tab.mouse.move(middle(hold(heart, "w3_21"))[0] - 120, middle(hold(heart, "w3_21"))[1])
    tab.mouse.up()
    expect(heart.locator("[data-goal]")).to_have_attribute("data-reached", "true")
    assert "✓" in heart.locator(".nnbp-heart-cost").text_content()
    weight = value(heart, "w3_21")
    tab.wait_for_url(lambda address: f"dw3_21={weight + 0.5:g}" in address)
    link = tab.evaluate("location.hash").lstrip("#")
    again = open_at(tab, site, NAME, link)
    assert value(again, "w3_21") == weight
    assert f"w3 = [[2.0, -1.0, 1.0], [{weight:.1f}, 1.5, 2.0]]" in again.locator("[data-python]").text_content()


def test_inputs_targets_and_biases_are_dragged_and_the_keys_move_them(tab, heart):
    for name, by, low, high in (("x1", 0.05, -2, 2), ("b2_1", 0.1, -5, 5), ("y2", 0.01, 0, 1)):
        hold(heart, "step").press("End")
        before = value(heart, name)
        drag(tab, hold(heart, name), 22)
        assert value(heart, name) > before, name
        hold(heart, name).press("Home")
        assert value(heart, name) == low
        hold(heart, name).press("ArrowUp")
        assert value(heart, name) == pytest.approx(low + by)
        hold(heart, name).press("End")
        assert value(heart, name) == high
    assert hold(heart, "b2_1").get_attribute("aria-valuetext") == "5"


def test_play_goes_there_and_back_and_a_press_stops_it(tab, heart):
    tab.wait_for_timeout(1500)
    assert stop(heart) == 0  # in a chapter nothing moves by itself
    expect(play(heart)).to_have_accessible_name(PLAY)
    play(heart).click()
    expect(play(heart)).to_have_accessible_name(PAUSE)
    assert heart.locator("[data-quantity=C], .nnbp-heart-gradient, .nnbp-heart-back.nnbp-heart-bead").count() == 0
    expect(hold(heart, "step")).to_have_attribute("aria-valuenow", re.compile("[2-9]"))
    heart.locator(".nnbp-heart-formula").click()
    expect(play(heart)).to_have_accessible_name(PLAY)
    then = heart.locator(".nnbp-heart-head").get_attribute("data-at")
    tab.wait_for_timeout(200)
    assert heart.locator(".nnbp-heart-head").get_attribute("data-at") == then
    play(heart).click()
    expect(play(heart)).to_have_accessible_name(AGAIN)
    assert stop(heart) == 9
    assert heart.locator(".nnbp-heart-gradient").count() == 12
    heart.locator("[data-reset]").click()
    assert stop(heart) == 6  # where the page's own figure begins


@pytest.mark.parametrize("way", ["Reset", "a preset", "an address", "a weight"])
def test_a_run_ends_where_the_keyboard_or_an_address_puts_the_figure(tab, heart, way):
    ask(heart, "open")
    play(heart).press("Enter")
    expect(hold(heart, "step")).to_have_attribute("aria-valuenow", "2")
    if way == "Reset":
        heart.locator("[data-reset]").press("Enter")
    elif way == "a preset":
        heart.get_by_role("button", name="Every edge").press("Enter")
    elif way == "an address":
        tab.evaluate("(name) => { location.hash = `${name}.step=3`; }", NAME)
        expect(hold(heart, "step")).to_have_attribute("aria-valuenow", "3")
    else:
        hold(heart, "w2_11").press("ArrowUp")
    at = heart.locator(".nnbp-heart-head").get_attribute("data-at")
    tab.wait_for_timeout(700)
    assert heart.locator(".nnbp-heart-head").get_attribute("data-at") == at
    expect(play(heart)).to_have_accessible_name(re.compile("^Play"))


def test_the_hairpin_is_dragged_pressed_and_stepped(tab, heart):
    ask(heart, "heartAt", 6.4)
    settle(heart)
    assert "The errors of layer 3 go back into layer 2" in heart.locator("[data-words]").text_content()
    heart.locator("[data-step]").click()
    expect(hold(heart, "step")).to_have_attribute("aria-valuenow", "7")
    expect(heart.locator(".nnbp-heart-head")).to_have_attribute("data-at", "7")
    settle(heart)
    assert "The errors of layer 2 are −0.04698, 0.07609, 0.02240" in heart.locator("[data-words]").text_content()
    heart.locator("[data-back]").click()
    assert stop(heart) == 6
    hold(heart, "step").press("ArrowLeft")
    assert stop(heart) == 5
    assert "C" in hold(heart, "step").get_attribute("aria-valuetext")
    hold(heart, "step").press("Home")
    assert stop(heart) == 0
    tab.mouse.click(*middle(heart.locator("[data-stop='3']")))
    assert stop(heart) == 3


def test_what_has_not_happened_is_not_said_and_the_head_has_the_colour_of_its_way(tab, heart):
    said = heart.locator("text.nnbp-heart-halo [data-quantity=z]")
    result = heart.locator(".nnbp-heart-numbers [data-kept]")
    ask(heart, "heartAt", 0.8)  # what meets begins to be added
    assert (said.count(), result.count()) == (0, 1)
    ask(heart, "heartAt", 1)
    assert (said.count(), result.count()) == (1, 0)
    for at, back in ((4.5, False), (5, True), (5.5, True)):
        ask(heart, "heartAt", at)
        assert ("nnbp-heart-back" in heart.locator(".nnbp-heart-head").get_attribute("class")) == back, at


def test_on_the_way_the_sentence_says_which_way_and_what(tab, heart):
    said = []
    for at in range(9):
        ask(heart, "heartAt", at + 0.5)
        settle(heart)
        said.append(heart.locator("[data-words]").text_content())
        ask(heart, "heartAt", at + 0.6)
        settle(heart)
        assert heart.locator("[data-words]").text_content() == said[-1]  # told once on each way
    sentences = [sentence.split(". ", 1)[1] for sentence in said]
    assert len(set(sentences)) == 9
    assert all("forward" in sentence for sentence in sentences[:4])
    assert all("back" in sentence for sentence in sentences[5:7])


def test_where_nothing_can_go_back_the_sentence_says_so_on_the_way_too(tab, site):
    link = f"{OWN}&{NAME}.cost=cross-entropy&{NAME}.activation=tanh"
    root = at_hand(tab, site, NAME, link)
    ask(root, "heartAt", 6.4)
    settle(root)
    assert "nothing to send back" in root.locator("[data-words]").text_content()


def test_the_keyboard_goes_in_to_the_handles_and_out_again(tab, heart):
    group, hint = heart.locator(".nnbp-heart-hands"), heart.locator(".nnbp-heart-hint")
    hold(heart, "step").press("End")
    tab.keyboard.press("Tab")
    expect(group).to_be_focused()
    expect(group).to_have_accessible_name(re.compile("Enter.*Escape"))
    expect(hint).to_be_visible()
    tab.keyboard.press("Tab")  # one stop, not twenty-one
    expect(play(heart)).to_be_focused()
    expect(hint).not_to_be_visible()
    tab.keyboard.press("Shift+Tab")
    tab.keyboard.press("Enter")
    inside = group.locator("[data-handle]").all()
    assert len(inside) == 21
    for handle in inside:
        expect(handle).to_be_focused()
        tab.keyboard.press("Tab")
    expect(play(heart)).to_be_focused()
    hold(heart, "w3_21").focus()
    tab.keyboard.press("ArrowRight")
    assert value(heart, "w3_21") == pytest.approx(-0.4)
    tab.keyboard.press("Escape")
    expect(group).to_be_focused()
    tab.keyboard.press("Enter")
    expect(hold(heart, "w3_21")).to_be_focused()  # the one held last
    tab.keyboard.press("Escape")
    tab.keyboard.press("Shift+Tab")
    expect(hold(heart, "step")).to_be_focused()
    tab.keyboard.press("Shift+Tab")
    assert not heart.evaluate("(root) => root.contains(document.activeElement)")  # the drawing itself is no stop


def test_while_a_weight_is_moved_numbers_are_written_and_nothing_is_built_anew(tab, heart):
    hold(heart, "step").press("End")
    assert ask(heart, "heartRebuilt", "w3_21") == []


def test_pointing_says_the_numbers_of_that_neuron_and_dims_what_flows_elsewhere(tab, heart):
    ask(heart, "heartAt", 7)
    tab.mouse.move(*middle(heart.locator("g[data-neuron='2,1'] .nnbp-heart-rim")))
    expect(heart.locator(".nnbp-heart-numbers")).to_contain_text("0.197")
    assert heart.locator("text.nnbp-heart-halo [data-quantity=delta]").get_attribute("data-index") == "2,1"
    assert heart.locator(".nnbp-heart-trail.nnbp-heart-back[opacity='0.22']").count() >= 8
    tab.mouse.move(1, 1)
    assert heart.locator(".nnbp-heart-trail.nnbp-heart-back[opacity='0.22']").count() == 0
    expect(heart.locator(".nnbp-heart-numbers")).to_contain_text("0.197")


def test_an_edge_is_pointed_at_through_what_is_drawn_on_it(tab, heart):
    hold(heart, "step").press("End")
    for edge in ("2,2,1", "3,2,2"):
        tab.mouse.move(*ask(heart, "heartOnEdge", edge, 0.2))
        expect(heart.locator(".nnbp-heart-numbers [data-quantity=nabla_w]")).to_have_attribute("data-index", edge)


def test_the_edges_follow_another_width_and_another_network(tab, heart):
    ask(heart, "open")
    for width, network, edges in ((390, "chapter 4", 12), (390, "chapter 5", 6), (1280, "saturated", 12)):
        tab.set_viewport_size({"width": width, "height": 900})
        heart.locator("[data-field=network]").select_option(network)
        expect(heart.locator(".nnbp-heart-edge")).to_have_count(edges)
        expect(heart.locator("path[data-edge]")).to_have_count(edges)
        expect(heart.locator("svg.nnbp-heart")).to_have_attribute("data-size", "small" if width == 390 else "middle")
        source = heart.locator(".nnbp-heart-source").first
        rim = sum(float(source.get_attribute(name)) for name in ("cx", "r"))
        begins = heart.locator(".nnbp-heart-edge").first.get_attribute("d")
        assert begins.startswith(f"M{rim:g} "), (width, network)


def test_reset_forgets_where_the_reader_looked(tab, site):
    root = at_hand(tab, site, NAME)
    read = root.locator(".nnbp-heart-numbers [data-quantity=nabla_w]")
    hold(root, "step").press("End")
    expect(read).to_have_attribute("data-index", "2,1,1")
    hold(root, "w2_22").focus()
    expect(read).to_have_attribute("data-index", "2,2,2")
    root.locator("[data-reset]").press("Enter")
    hold(root, "step").press("End")
    expect(read).to_have_attribute("data-index", "2,1,1")


def test_another_network_puts_back_what_was_moved_and_costs_say_what_they_do_not_take(tab, heart):
    ask(heart, "open")
    hold(heart, "w2_11").press("PageUp")
    assert value(heart, "w2_11") == 2
    heart.locator("[data-field=network]").select_option("saturated")
    assert value(heart, "w2_11") == 1
    heart.locator("[data-field=cost]").select_option("cross-entropy")
    heart.locator("[data-field=activation]").select_option("tanh")
    hold(heart, "step").press("End")
    expect(heart.locator(".nnbp-heart-say")).to_contain_text("nothing to send back")
    assert heart.locator(".nnbp-heart-bead.nnbp-heart-back, .nnbp-heart-gradient, .nnbp-heart-gap").count() == 0


def test_with_less_motion_play_jumps_from_stop_to_stop(calm, site):
    root = in_sight(open_at(calm, site, NAME, OWN))
    ask(root, "note", ".nnbp-heart-head", "data-at")
    play(root).click()
    expect(play(root)).to_have_accessible_name(AGAIN, timeout=15_000)
    assert sorted(map(int, ask(root, "noted"))) == list(range(10))
    root.locator("[data-back]").click()
    assert stop(root) == 8
    assert ask(root, "heartAt", 6.4)["at"] == 6  # and the head snaps to the stops


def test_a_finger_drags_sideways_and_a_swipe_past_a_handle_scrolls_and_moves_nothing(on_phone):
    tab, root = on_phone
    begins = top(root)
    swipe(tab, *middle(hold(root, "w3_13").locator(".nnbp-heart-pill")), 40, 3)
    assert value(root, "w3_13") > 1.5
    assert abs(top(root) - begins) < 1
    hold(root, "step").press("End")
    for name in ("w2_31", "x2", "b2_2", "step"):
        in_sight(root)
        then, begins = value(root, name), top(root)
        swipe(tab, *middle(hold(root, name)), 5, -140)
        assert value(root, name) == then, name
        assert top(root) < begins - 60, name


def test_on_a_phone_picture_hairpin_and_equation_are_in_sight_at_once_and_handles_are_a_fingers(on_phone):
    _, root = on_phone
    box = root.locator("[data-picture]").bounding_box()
    assert box["height"] <= 490
    assert root.locator("[data-step]").bounding_box()["y"] + 40 <= 844
    for handle in root.locator("[data-handle]:visible").all():
        size = handle.bounding_box()
        assert min(size["width"], size["height"]) >= 24
    assert root.locator(".nnbp-heart-say").bounding_box()["y"] < box["y"] + box["height"]


@pytest.mark.parametrize("touched", [False, True])
def test_at_the_entrance_it_plays_once_by_itself_unless_somebody_touches_it(tab, site, touched):
    tab.goto(f"{site}book/intro.html")
    root = tab.locator(f"[data-explorer={NAME}][data-ready]")
    root.wait_for()
    if touched:
        hold(root, "w2_11").focus()
        tab.wait_for_timeout(1800)
        assert stop(root) == 0
        return
    expect(play(root)).to_have_accessible_name(PAUSE)
    expect(root.locator(".nnbp-heart-trail").first).to_be_attached()
    tab.keyboard.press("Tab")
    play(root).click()
    expect(play(root)).to_have_accessible_name(PLAY)
