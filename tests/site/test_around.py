"""What stands around every figure's picture: its order, its stories, its address, its run, and what it says."""

import re

import pytest
from explorer_page import PLACES, ask, each, open_at, quantities, settle
from fingers import top, until
from playwright.sync_api import expect

from nnbp_core import explorers

PHONE = {"width": 390, "height": 844}
TOGETHER = [(p, q) for p in PLACES for q in PLACES if p < q and PLACES[p] == PLACES[q]]
# What the shell does alone, whatever stands in it, is tried with two figures.
of_two = pytest.mark.parametrize("name", ["SaturationLab", "PathExplorer"])
RUNNING = ["SaturationLab", "VanishingSpeeds"]


def presets(root):
    return root.get_by_role("group", name="Presets").locator("button")


def test_it_mounts_with_words_code_and_numbers(standing):
    root = standing
    settle(root)
    words = root.locator("[data-words]").text_content()
    assert len(words.split()) >= 5
    assert not re.search(r"\d %", words)  # a share stays on its line: the space before it does not break
    assert "import nnbp_core" in root.locator("[data-python]").text_content()
    shown = quantities(root)
    assert shown
    assert all(value not in {"NaN", "undefined", ""} for values in shown.values() for value in values)


def test_the_picture_comes_first_and_at_most_five_controls_are_open(standing):
    root = standing
    ask(root, "fold")
    assert len(ask(root, "openControls")) <= 5
    picture = root.locator("[data-picture]")
    assert picture.locator("svg").count() >= 1
    for later in ("[data-reset]", "[data-words]", "details[data-more]"):
        assert picture.bounding_box()["y"] < root.locator(later).bounding_box()["y"]


def test_the_title_is_pythons_and_names_the_figure(standing):
    title = getattr(explorers, standing.get_attribute("data-explorer")).TITLE
    assert standing.locator(".nnbp-title").text_content() == title
    expect(standing).to_have_accessible_name(title)


def test_one_sentence_is_live_and_no_number_is(standing):
    ask(standing, "open")
    live = standing.locator("[aria-live]:not([aria-live=off]), [role=status], [role=alert], [role=log], output")
    assert live.evaluate_all("(all) => all.map((e) => e.dataset.words)") == [""]


def test_every_stop_of_the_keyboard_has_a_name(standing):
    ask(standing, "open")
    standing.locator(".nnbp-title").click()  # from here on by the keyboard: a browser knows stops without a tabindex
    stop = standing.locator(":focus")
    standing.page.keyboard.press("Tab")
    assert stop.count() == 1
    while stop.count():
        expect(stop).to_have_accessible_name(re.compile(r"\w"))
        standing.page.keyboard.press("Tab")


@each
def test_a_preset_shows_that_it_is_active_and_its_note_goes_when_it_no_longer_fits(tab, site, name):
    root = open_at(tab, site, name)
    intro = root.locator("[data-note]").text_content()
    presets(root).nth(1).click()
    pressed = presets(root).evaluate_all("(all) => all.map((e) => e.getAttribute('aria-pressed'))")
    assert pressed == ["true" if i == 1 else "false" for i in range(len(pressed))]
    assert root.locator("[data-note]").text_content() != intro
    root.locator("[data-reset]").click()
    assert root.locator("[data-note]").text_content() == intro
    expect(presets(root).nth(1)).to_have_attribute("aria-pressed", "false")


def test_a_note_about_one_start_goes_with_the_start(tab, site):
    root = open_at(tab, site, "SaturationLab")
    root.get_by_role("button", name="Two costs").click()
    assert "a = 0.98" in root.locator("[data-note]").text_content()
    ask(root.locator("[data-field=w]"), "give", "-5")
    assert "a = 0.98" not in root.locator("[data-note]").text_content()


@pytest.mark.parametrize("name", RUNNING)
@pytest.mark.parametrize("stop", ["[data-reset]", "[aria-label=Presets] button >> nth=1"])
def test_reset_or_a_preset_stops_a_run(tab, site, name, stop):
    root = open_at(tab, site, name, f"{name}.epoch=0")
    epoch = root.locator("[data-field=epoch]")
    root.locator("[data-run-button]").click()
    expect(epoch).not_to_have_value("0")
    root.locator(stop).click()
    assert root.locator("[data-run-button]").text_content() == "Run"
    then = epoch.input_value()
    tab.wait_for_timeout(300)
    assert epoch.input_value() == then


def test_a_run_takes_a_few_seconds_under_reduced_motion_too(tab, site):
    tab.emulate_media(reduced_motion="reduce")
    try:
        root = open_at(tab, site, "SaturationLab")
        root.locator("[data-run-button]").click()
        expect(root.locator("[data-field=epoch]")).to_have_value("300", timeout=8000)
        expect(root.locator("[data-run-button]")).to_have_text("Run")
    finally:
        tab.emulate_media(reduced_motion="no-preference")


@of_two
def test_a_link_pasted_on_its_own_page_is_heard(tab, site, name):
    root = open_at(tab, site, name)
    presets(root).nth(2).click()
    settle(root)
    wanted = ask(root, "stateOf"), quantities(root)
    tab.wait_for_url(lambda address: f"{name}." in address)
    link = tab.evaluate("location.hash")
    root.locator("[data-reset]").click()
    tab.wait_for_url(lambda address: f"{name}." not in address)
    tab.evaluate("(link) => { location.hash = link; }", link)
    settle(root)
    expect(root.locator(".nnbp-notice")).to_have_text("")
    assert (ask(root, "stateOf"), quantities(root)) == wanted


def test_a_link_leads_to_a_figure_that_was_there_before_the_script_of_the_page(tab, site):
    def late(route):
        tab.locator("[data-explorer=SaturationLab][data-ready]").wait_for(state="attached")
        route.continue_()

    tab.route("**/site.js*", late)
    root = open_at(tab, site, "SaturationLab", "SaturationLab.activation=tanh")
    tab.unroute("**/site.js*")
    until(tab, lambda: 0 <= top(root) < 300)


def come_to(tab, name):
    """Scroll to a figure, past predictions that have been made."""
    hidden = tab.locator("[hidden='until-found']")
    hidden.evaluate_all("(all) => { for (const each of all) each.removeAttribute('hidden'); }")
    tab.locator(f"#{name}").scroll_into_view_if_needed()
    tab.locator(f"[data-explorer={name}][data-ready]").wait_for()


@pytest.mark.parametrize("pair", TOGETHER, ids=" and ".join)
def test_the_address_keeps_the_state_of_every_figure_on_the_page(tab, site, pair):
    first, second = pair
    one = open_at(tab, site, first)
    two = tab.locator(f"[data-explorer={second}]")
    presets(one).nth(1).click()
    tab.wait_for_url(lambda address: f"{first}." in address)
    come_to(tab, second)
    ask(two, "open")
    presets(two).nth(1).click()
    tab.wait_for_url(lambda address: f"{second}." in address)
    states = ask(one, "stateOf"), ask(two, "stateOf")
    link = tab.evaluate("location.hash").lstrip("#")
    assert f"{first}." in link
    again = open_at(tab, site, second, link)
    come_to(tab, first)
    assert (ask(tab.locator(f"[data-explorer={first}]"), "stateOf"), ask(again, "stateOf")) == states


@each
def test_what_is_drawn_is_never_selected_as_text(tab, site, name):
    root = open_at(tab, site, name)
    box = root.locator("svg").first.bounding_box()
    tab.mouse.move(box["x"] + 3, box["y"] + 3)
    tab.mouse.down()
    tab.mouse.move(box["x"] + box["width"] - 5, box["y"] + box["height"] - 5, steps=4)
    tab.mouse.up()
    assert tab.evaluate("getSelection().toString()") == ""


@each
def test_on_a_phone_the_picture_stays_in_sight_while_a_control_is_used(tab, site, name):
    root = open_at(tab, site, name, unfolded=False)
    tab.set_viewport_size(PHONE)
    controls = [each for each in root.locator(".nnbp-hand :is(button, input, select)").all() if each.is_visible()]
    assert controls
    for control in controls:
        control.evaluate("(e) => e.scrollIntoView({ block: 'end' })")
        top, bottom = root.locator("[data-picture]").evaluate(
            "(e) => { const { top, bottom } = e.getBoundingClientRect(); return [top, bottom]; }"
        )
        assert top > -1
        assert bottom <= PHONE["height"]


@each
def test_on_a_phone_no_letter_of_a_picture_is_small(tab, site, name):
    tab.set_viewport_size(PHONE)
    root = open_at(tab, site, name)
    assert ask(root, "smallLetters", 10) == {}


@of_two
def test_a_copy_is_confirmed_on_its_button(tab, site, name):
    root = open_at(tab, site, name)
    for what in ("python", "link"):
        button = root.locator(f"[data-copy-{what}]")
        label = button.text_content()
        button.click()
        expect(button).not_to_have_text(label)
        expect(button).to_have_text(label)
