"""What hands do to a figure: a finger that swipes, trembles or pulls, a number typed."""

import pytest
from explorer_page import open_at, quantities
from playwright.sync_api import expect


def test_a_number_out_of_range_is_refused_with_a_sentence(tab, site):
    root = open_at(tab, site, "FeedforwardExplorer")
    cell = root.locator("input[data-field=w2_11]")
    before = cell.input_value()
    cell.fill("50")
    cell.press("Tab")
    expect(root.locator("[data-notice]")).to_contain_text("50")
    assert cell.input_value() == before


@pytest.fixture
def phone(browser, site):
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    yield context.new_page()
    context.close()


def swipe(page, x, y, across, up):
    """A finger that goes from a place over a way, in steps, as a hand does."""
    client = page.context.new_cdp_session(page)
    client.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for i in range(1, 11):
        point = {"x": x + across * i / 10, "y": y - up * i / 10}
        client.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
        page.wait_for_timeout(16)
    client.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_timeout(300)


@pytest.mark.parametrize("where", ["[data-neuron='1,1']", "input[data-field=w2_11]", "[data-edge='2,1,1'] .nnbp-reach"])
def test_a_swipe_past_a_handle_scrolls_and_changes_nothing(phone, site, where):
    root = open_at(phone, site, "FeedforwardExplorer")
    before = quantities(root)
    part = root.locator(where).first
    part.evaluate("(e) => e.scrollIntoView({ block: 'center' })")
    phone.wait_for_timeout(200)
    box, top = part.bounding_box(), phone.evaluate("window.scrollY")
    swipe(phone, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, 6, 200)
    assert phone.evaluate("window.scrollY") > top + 60
    assert quantities(root) == before


def test_a_finger_that_trembles_pulls_nothing(phone, site):
    root = open_at(phone, site, "FeedforwardExplorer")
    shown = root.locator("input[data-field]")
    before = shown.evaluate_all("(all) => all.map((e) => e.value)")
    part = root.locator("[data-neuron='1,1']").first
    part.evaluate("(e) => e.scrollIntoView({ block: 'center' })")
    phone.wait_for_timeout(200)
    box = part.bounding_box()
    swipe(phone, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, 6, 0)  # a tap chooses
    assert shown.evaluate_all("(all) => all.map((e) => e.value)") == before
    expect(root.locator("[data-field=selected]")).to_have_value("1,1")


def test_a_finger_that_goes_sideways_pulls(phone, site):
    root = open_at(phone, site, "FeedforwardExplorer")
    part = root.locator("[data-neuron='1,1']").first
    part.evaluate("(e) => e.scrollIntoView({ block: 'center' })")
    phone.wait_for_timeout(200)
    box = part.bounding_box()
    before = float(root.locator("[data-field=x1]").first.input_value())
    swipe(phone, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, 100, 0)
    assert float(root.locator("[data-field=x1]").first.input_value()) > before + 0.5
