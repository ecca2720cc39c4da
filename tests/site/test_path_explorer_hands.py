"""PathExplorer in the hand: edges are walked, bars pointed at, strands merged, steps taken back."""

import time

import pytest
from explorer_page import ask, quantities, settle
from fingers import at_hand, in_sight, swipe, top
from playwright.sync_api import expect

NAME = "PathExplorer"


@pytest.fixture
def paths(tab, site):
    return at_hand(tab, site, NAME)


@pytest.fixture
def on_phone(phone, site):
    return phone, at_hand(phone, site, NAME, "PathExplorer.added=3")


def on_edge(root, edge, share=0.5):
    """A place on an edge, in pixels of the page."""
    return ask(root.locator(f"[data-edge='{edge}']"), "onEdge", share)


def column(root, at, of=6):
    """The middle of a column of the bars."""
    box = root.locator("[data-handle=path]").bounding_box()
    return box["x"] + 12 + (box["width"] - 16) * (at + 0.5) / of, box["y"] + box["height"] - 40


def shown(root, name):
    return [float(value) for value in quantities(root).get(name, [])]


def walk(tab, root, *edges):
    for edge in edges:
        tab.mouse.click(*on_edge(root, edge))
    settle(root)


def test_clicks_on_edges_walk_a_path_and_leave_its_bar(tab, paths):
    walk(tab, paths, "3,2,1", "4,1,2")  # from an output there is one way, into C
    assert shown(paths, "product") == pytest.approx([0.35834], abs=1e-5)
    assert shown(paths, "listed") == [3]
    assert paths.locator("rect[data-quantity=product]").get_attribute("data-index") == "1,2,1"
    walk(tab, paths, "5,1,2")  # an edge far ahead: the first path that is left and passes it
    assert shown(paths, "product")[1:] == pytest.approx([-0.08144], abs=1e-5)
    assert "2 of 6 paths" in paths.locator("[data-words]").text_content()
    tab.wait_for_url(lambda address: "PathExplorer.order=" in address)


@pytest.mark.parametrize("share", [0.5, 0.6, 0.75])
def test_where_edges_cross_the_one_on_offer_is_meant(tab, paths, share):
    tab.mouse.click(*on_edge(paths, "3,3,1", share))  # crossed by edges from neuron 2, which lie above it
    expect(paths.locator("[data-edge='4,1,3'][data-offered]")).to_be_attached()
    assert ask(paths, "stateOf")["network"] == "chapter 9"
    assert paths.locator(".nnbp-path-weight").text_content() == "w211"


def test_pointing_at_a_bar_lights_its_path_and_a_click_on_a_row_walks_it(tab, paths):
    tab.mouse.click(*column(paths, 3))
    settle(paths)
    expect(paths.locator("rect[data-quantity=product]")).to_have_attribute("data-index", "1,2,2")
    tab.mouse.move(*column(paths, 0))
    assert paths.locator(".nnbp-path-lit").count() == 4
    tab.mouse.move(5, 5)
    assert paths.locator(".nnbp-path-lit").count() == 0
    tab.mouse.click(*column(paths, 0))
    tab.mouse.move(5, 5)
    assert paths.locator(".nnbp-path-lit").count() == 4  # it stays
    tab.mouse.move(*column(paths, 5))
    tab.mouse.down()
    tab.mouse.move(*column(paths, 3), steps=3)
    tab.mouse.up()
    assert paths.locator("[data-handle=path]").get_attribute("aria-valuenow") == "4"
    assert len(shown(paths, "product")) == 1  # to go along the bars is to look, not to walk


def test_merging_counts_down_and_can_be_taken_back_step_by_step(tab, paths):
    button = paths.locator("[data-merge]")
    button.click()
    expect(button).to_have_text("To the end")
    expect(paths.locator("[data-quantity=merging]")).to_be_attached()
    button.click()
    expect(button).to_have_text("Unmerge")
    assert (shown(paths, "listed"), shown(paths, "merged")) == ([18], [10])
    assert shown(paths, "product") == pytest.approx(shown(paths, "nabla_w"), rel=1e-12)
    for work in (12, 14, 16, 18, 18):
        paths.locator("[data-back]").click()
        assert shown(paths, "merging") == [work]
    named = paths.locator(".nnbp-path-pill").last.text_content()
    assert named == "∂C/∂a = −1.118"  # never a bare number beside the name of an activation
    paths.locator("[data-back]").click()
    assert "merging" not in quantities(paths)
    paths.locator("[data-back]").click()
    assert len(shown(paths, "product")) == 5


@pytest.mark.parametrize("start", ["added=6&PathExplorer.order=21", "merged=true"])
def test_a_link_to_a_merge_half_way_shows_it_half_way(tab, site, start):
    root = at_hand(tab, site, NAME, f"PathExplorer.{start}")
    if start == "merged=true":
        root.locator("[data-back]").click()
    else:
        root.locator("[data-merge]").click()
        tab.wait_for_url("**PathExplorer.fused=3*")  # the address follows while it merges
    root.locator("[data-back]").click()
    shown = [quantities(root), root.locator("[data-words]").text_content()]
    assert "Merging, from C backwards" in shown[1]
    tab.wait_for_timeout(400)
    again = at_hand(tab, site, NAME, tab.evaluate("window.location.hash").lstrip("#"))
    assert [quantities(again), again.locator("[data-words]").text_content()] == shown
    again.locator("[data-merge]").click()  # and it goes on from there
    expect(again.locator("[data-merge]")).to_have_text("Unmerge", timeout=9000)
    tab.wait_for_url("**PathExplorer.merged=true*")
    assert "fused" not in tab.url


def test_where_there_are_many_paths_the_figure_walks_the_rest_and_merging_reaches_the_goal(tab, site):
    root = at_hand(tab, site, NAME, "PathExplorer.network=two layers more")
    button = root.locator("[data-walk]")
    button.click()
    expect(button).to_have_text("Walk the other 53", timeout=6000)
    button.click()
    expect(button).to_have_text("Start again", timeout=6000)
    assert shown(root, "sum") == pytest.approx(shown(root, "nabla_w"), rel=1e-12)
    assert shown(root, "listed") == [270]
    assert root.locator("[data-goal]").get_attribute("data-reached") == "false"
    root.locator("[data-merge]").click()
    root.locator("[data-merge]").click()
    expect(root.locator("[data-goal]")).to_contain_text("Reached: 28")
    assert root.locator(".nnbp-path-count.nnbp-path-back").text_content() == "28 ✓"


def test_another_weight_is_chosen_by_its_edge(tab, paths):
    paths.locator("[data-other]").click()
    tab.mouse.click(*on_edge(paths, "4,2,1", 0.3))
    expect(paths.locator(".nnbp-path-weight")).to_have_text("w421")
    expect(paths.locator("[data-other]")).to_have_text("Another weight")
    paths.locator("[data-walk]").click()
    expect(paths.locator("[data-walk]")).to_have_text("Start again")
    assert shown(paths, "listed") == [1]


@pytest.mark.parametrize("stop", ["[data-reset]", "[aria-label=Presets] button >> nth=3"])
def test_reset_or_a_preset_stops_a_walk(tab, paths, stop):
    ask(paths, "open")
    paths.locator("[data-walk]").click()
    paths.and_(tab.locator("[data-computing]")).wait_for()
    paths.locator(stop).click()
    bars = len(shown(paths, "product"))
    assert bars == (0 if stop == "[data-reset]" else 6)
    tab.wait_for_timeout(400)
    assert len(shown(paths, "product")) == bars
    assert paths.locator("[data-walk]").text_content() == ("Start again" if bars else "Walk a path")


def test_edges_are_chosen_by_arrows_and_walked_by_enter(tab, paths):
    stops = paths.locator("[data-edge][tabindex='0']")
    assert stops.count() == 1
    stops.focus()
    for path in (["3,1,1", "4,2,1"], ["3,1,1", "4,1,1"]):
        for edge in path:
            for _ in range(4):
                if ask(paths, "focused") == edge:
                    break
                tab.keyboard.press("ArrowDown")
            assert ask(paths, "focused") == edge
            tab.keyboard.press("Enter")
            settle(paths)
    assert shown(paths, "product") == pytest.approx([-0.08144, -1.22773], abs=1e-5)
    tab.keyboard.press("Escape")
    assert len(shown(paths, "product")) == 1


def test_the_drawing_itself_takes_no_focus(tab, paths):
    tab.mouse.click(*on_edge(paths, "3,2,1"))
    assert not paths.locator("svg").first.evaluate("(svg) => svg === document.activeElement")
    settle(paths)
    paths.locator("[data-edge][tabindex='0']").focus()
    tab.keyboard.press("Shift+Tab")
    assert paths.locator(":focus").get_attribute("data-handle") == "path"
    tab.keyboard.press("Shift+Tab")
    assert paths.locator(":focus").count() == 0  # it has left the figure


def test_a_swipe_up_scrolls_and_walks_nothing_and_a_finger_goes_along_the_bars(on_phone):
    tab, root = on_phone
    before, begins = root.locator("[data-words]").text_content(), top(root)
    swipe(tab, *on_edge(root, "3,1,1"), 6, -150)
    swipe(tab, *column(root, 4), 4, -120)
    assert top(root) < begins - 80
    assert root.locator("[data-words]").text_content() == before
    assert root.locator(".nnbp-path-lit").count() == 0
    in_sight(root)
    x, y = column(root, 0)
    swipe(tab, x, y, column(root, 2)[0] - x, 3)
    assert root.locator("[data-handle=path]").get_attribute("aria-valuenow") == "3"
    assert root.locator(".nnbp-path-lit").count() == 4
    tab.touchscreen.tap(*column(root, 1))
    assert root.locator("[data-handle=path]").get_attribute("aria-valuenow") == "2"


@pytest.mark.parametrize("every", [4, 50])
def test_a_walk_takes_as_long_on_every_screen(tab, paths, every):
    took = ask(paths, "timeOnScreen", "[data-walk]", "rect[data-quantity=product]", every)
    assert took == pytest.approx(1600, abs=350)  # two steps, into C, and to the bar


def test_with_less_motion_the_walker_hops_and_merging_takes_a_few_seconds(calm, site):
    root = at_hand(calm, site, NAME, "PathExplorer.added=5")
    ask(root, "note", ".nnbp-path-walker", "cx")
    root.locator("[data-walk]").click()
    expect(root.locator("[data-walk]")).to_have_text("Start again", timeout=6000)
    assert len(ask(root, "noted")) <= 6
    begun = time.monotonic()
    root.locator("[data-merge]").click()
    expect(root.locator("[data-merge]")).to_have_text("Unmerge", timeout=9000)
    assert time.monotonic() - begun < 8
    settle(root)
