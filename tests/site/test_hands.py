"""What hands do to a figure: a finger that swipes, trembles or pulls, a number typed."""

import pytest
from explorer_page import open_at, quantities
from fingers import middle, swipe, top
from playwright.sync_api import expect


def test_a_number_out_of_range_is_refused_with_a_sentence(tab, site):
    root = open_at(tab, site, "FeedforwardExplorer")
    cell = root.locator("input[data-field=w2_11]")
    before = cell.input_value()
    cell.fill("50")
    cell.press("Tab")
    expect(root.locator("[data-notice]")).to_contain_text("50")
    assert cell.input_value() == before


def reach(root, part):
    """The middle of a part, brought to the middle of the window."""
    part.evaluate("(e) => e.scrollIntoView({ block: 'center' })")
    root.page.wait_for_timeout(200)
    return middle(part)


@pytest.mark.parametrize("where", ["[data-neuron='1,1']", "input[data-field=w2_11]", "[data-edge='2,1,1'] .nnbp-reach"])
def test_a_swipe_past_a_handle_scrolls_and_changes_nothing(mobile, site, where):
    root = open_at(mobile, site, "FeedforwardExplorer")
    before = quantities(root)
    place, begins = reach(root, root.locator(where).first), top(root)
    swipe(mobile, *place, 6, -200)
    assert top(root) < begins - 60
    assert quantities(root) == before


def test_a_finger_that_trembles_pulls_nothing(mobile, site):
    root = open_at(mobile, site, "FeedforwardExplorer")
    shown = root.locator("input[data-field]")
    before = shown.evaluate_all("(all) => all.map((e) => e.value)")
    swipe(mobile, *reach(root, root.locator("[data-neuron='1,1']").first), 6, 0)  # a tap chooses
    assert shown.evaluate_all("(all) => all.map((e) => e.value)") == before
    expect(root.locator("[data-field=selected]")).to_have_value("1,1")


def test_a_finger_that_goes_sideways_pulls(mobile, site):
    root = open_at(mobile, site, "FeedforwardExplorer")
    before = float(root.locator("[data-field=x1]").first.input_value())
    swipe(mobile, *reach(root, root.locator("[data-neuron='1,1']").first), 100, 0)
    assert float(root.locator("[data-field=x1]").first.input_value()) > before + 0.5
