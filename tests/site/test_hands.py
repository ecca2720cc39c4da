"""What hands do to a figure: run and reset, presets, drag, swipe, a link pasted, a number typed."""

import re

import pytest
from explorer_page import CLASSES, PLACES, each, open_at, quantities, settle
from playwright.sync_api import expect

from nnbp_core import explorers

RUNS = [name for name in CLASSES if "epoch" in getattr(explorers, name).state_names()]


def epoch(root):
    return int(root.locator("[data-field=epoch]").input_value())


@pytest.mark.parametrize("name", RUNS)
@pytest.mark.parametrize("button", ["Reset", "preset"])
def test_reset_and_presets_stop_a_run(tab, site, name, button):
    root = open_at(tab, site, name)
    presets = root.get_by_role("group", name="Presets").locator("button")
    root.locator("[data-run-button]").click()
    expect(root.locator("[data-run-button]")).to_have_text("Pause")
    (root.locator("[data-reset]") if button == "Reset" else presets.nth(1)).click()
    # A run that goes on would end by itself, but later.
    expect(root.locator("[data-run-button]")).to_have_text("Run", timeout=2000)
    settle(root)
    there = epoch(root)
    tab.wait_for_timeout(400)
    assert epoch(root) == there


def test_a_run_obeys_the_clock_and_not_the_screen(tab, site):
    root = open_at(tab, site, "SaturationLab")
    frames = """(root) => new Promise((done) => {
      const [start, field] = [performance.now(), root.querySelector('[data-field=epoch]')];
      root.querySelector('[data-run-button]').click();
      const look = () => {
        const passed = performance.now() - start;
        if (passed < 1500) return requestAnimationFrame(look);
        root.querySelector('[data-run-button]').click();
        done(Number(field.value) / passed * 1000);
      };
      requestAnimationFrame(look);
    })"""
    assert root.evaluate(frames) == pytest.approx(30, rel=0.15)  # 300 epochs in ten seconds


def test_a_run_takes_seconds_where_less_motion_is_asked_for(tab, site):
    tab.emulate_media(reduced_motion="reduce")
    root = open_at(tab, site, "SaturationLab")
    root.locator("[data-run-button]").click()
    expect(root.locator("[data-run-button]")).to_have_text("Run", timeout=9000)
    assert epoch(root) == 300


@each
def test_the_preset_on_show_is_marked_and_its_note_goes_when_the_state_does(tab, site, name):
    root = open_at(tab, site, name)
    settle(root)
    buttons = root.get_by_role("group", name="Presets").locator("button")
    for i in (1, 0):
        buttons.nth(i).click()
        expect(root.get_by_role("group", name="Presets").locator("[aria-pressed=true]")).to_have_text(
            buttons.nth(i).text_content()
        )
        assert root.locator("[data-note]").text_content()
    # The first field that is no time: by its own control.
    for more in root.locator("summary", has_text="More").all():
        more.press("Enter")
    field = root.locator("[data-field]:not([data-field=epoch])").first
    if field.evaluate("(e) => e.type") == "select-one":
        field.select_option(index=1)
    else:
        before = field.input_value()
        field.press("ArrowDown")
        if field.input_value() == before:
            field.press("ArrowUp")
    expect(root.get_by_role("group", name="Presets").locator("[aria-pressed=true]")).to_have_count(0)
    assert root.locator("[data-note]").text_content() == ""


@each
def test_the_sentence_is_the_one_live_region(tab, site, name):
    root = open_at(tab, site, name)
    live = root.locator("output, [role=status], [role=alert], [role=log], [aria-live]:not([aria-live=off])")
    assert live.count() == 1
    assert live.get_attribute("data-words") == ""


@each
def test_at_most_five_controls_are_open_and_the_picture_comes_first(tab, site, name):
    root = open_at(tab, site, name)
    shown = root.locator(".nnbp-control").evaluate_all("(all) => all.filter((e) => e.checkVisibility()).length")
    assert shown <= 5
    picture = root.locator("[data-picture]").first.bounding_box()["y"]
    controls = root.locator(".nnbp-control:visible").first
    assert controls.count() == 0 or picture < controls.bounding_box()["y"]


@each
def test_what_came_of_a_copy_is_said_beside_the_button(tab, site, name):
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    root = open_at(tab, site, name)
    button = root.locator("[data-copy-link]")
    button.click()
    said = root.locator("[data-said]")
    expect(said).to_contain_text("clipboard")
    assert abs(said.bounding_box()["y"] - button.bounding_box()["y"]) < 80


def two_on_one_page():
    pages = {}
    for name, page in PLACES.items():
        pages.setdefault(page, []).append(name)
    return next((page, names[:2]) for page, names in pages.items() if len(names) > 1)


def test_the_address_keeps_the_state_of_every_figure_of_a_page(tab, site):
    page, (first, second) = two_on_one_page()
    for name in (first, second):
        root = open_at(tab, site, name) if name == first else tab.locator(f"[data-explorer={name}]").first
        if name == second:
            tab.locator(f"#{name}").scroll_into_view_if_needed()
            root.and_(tab.locator("[data-ready]")).wait_for()
        root.get_by_role("group", name="Presets").locator("button").nth(1).click()
        tab.wait_for_url(re.compile(rf"#.*{name}\."))
    assert f"{first}." in tab.url
    assert tab.url.startswith(site + page)


def test_a_link_pasted_on_its_own_page_is_followed(tab, site):
    root = open_at(tab, site, "SaturationLab")
    tab.evaluate("window.location.hash = 'SaturationLab.w=-1.5'")
    expect(root.locator("[data-field=w]")).to_have_value("-1.5")
    assert quantities(root)["w"] == ["-1.5"]
    tab.evaluate("window.location.hash = 'SaturationLab.w=99'")
    expect(root.locator("[data-notice]")).to_contain_text("defaults")


def test_a_number_out_of_range_is_refused_with_a_sentence(tab, site):
    root = open_at(tab, site, "FeedforwardExplorer")
    cell = root.locator("input[data-field=w2_11]")
    before = cell.input_value()
    cell.fill("50")
    cell.press("Tab")
    expect(root.locator("[data-notice]")).to_contain_text("50")
    assert cell.input_value() == before


@each
def test_a_drag_across_the_picture_selects_no_text(tab, site, name):
    root = open_at(tab, site, name)
    picture = root.locator("[data-picture] svg").first
    picture.scroll_into_view_if_needed()
    box = picture.bounding_box()
    tab.mouse.move(box["x"] + 3, box["y"] + box["height"] - 4)
    tab.mouse.down()
    tab.mouse.move(box["x"] + box["width"] - 3, box["y"] + 4, steps=5)
    tab.mouse.up()
    assert tab.evaluate("window.getSelection().toString()") == ""


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
