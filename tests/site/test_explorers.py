"""Every explorer on the built site: it mounts, obeys keyboard and pointer, shares its state, and computes the truth."""

import json
import random
import re
import subprocess
import sys

import pytest
from explorer_page import CLASSES, PLACES, ask, each, open_at, quantities, settle
from node import in_node
from playwright.sync_api import expect

from nnbp_core import explorers


def test_every_explorer_has_its_place_in_a_chapter():
    assert set(PLACES) == set(CLASSES)


@each
def test_every_control_works_by_keyboard(tab, site, name):
    root = open_at(tab, site, name)
    for more in root.locator("summary", has_text="More").all():
        more.press("Enter")
    controls = root.locator("[data-field]:visible")
    for i in range(controls.count()):
        control = controls.nth(i)
        for preset in root.get_by_role("group", name="Presets").locator("button").all():
            preset.evaluate("(preset) => preset.click()")  # a mouse would hide what the keyboard has in focus
            if control.is_visible():  # a control that does nothing in a state is not there
                break
        before = json.dumps(ask(root, "stateOf"))
        control.focus()
        outline = control.evaluate("(e) => getComputedStyle(e).outlineStyle")
        kind = control.evaluate("(e) => e.type")
        if kind == "checkbox":
            tab.keyboard.press("Space")
        elif kind == "select-one":
            tab.keyboard.press("ArrowDown")
            if json.dumps(ask(root, "stateOf")) == before:
                tab.keyboard.press("ArrowUp")
        else:
            tab.keyboard.press("ArrowUp")
            if json.dumps(ask(root, "stateOf")) == before:
                tab.keyboard.press("ArrowDown")
        assert json.dumps(ask(root, "stateOf")) != before, control.get_attribute("data-field")
        assert outline != "none"


NUMBER = re.compile(r"(?P<mantissa>-?[\d.]+)?(?P<share>\s%)?(?: × )?(?:10\^\{(?P<exponent>-?\d+)\})?")


def misread(root):
    """Numbers whose written form is not near the value beside it for machines; "1 forward, 1 back" is words."""
    settle(root)
    wrong = []
    for value, text in ask(root, "written"):
        number = NUMBER.fullmatch(text.replace("−", "-").replace(",", ""))
        if number and text:
            written = (
                float(number["mantissa"] or 1) * 10 ** int(number["exponent"] or 0) / (100 if number["share"] else 1)
            )
            wrong += [(value, text)] if abs(written - float(value)) > 0.05 * abs(float(value)) else []
        elif text not in {value, ""} and not re.search(r"^\d.* \w|too (large|far)|not a number", text):
            wrong.append((value, text))
    return wrong


@each
def test_what_is_written_is_what_is_meant(tab, site, name):
    root = open_at(tab, site, name)
    assert misread(root) == []
    before = root.locator("[data-words]").text_content(), root.locator("[data-python]").text_content()
    root.get_by_role("group", name="Presets").locator("button").nth(1).click()
    assert misread(root) == []
    after = root.locator("[data-words]").text_content(), root.locator("[data-python]").text_content()
    assert before[0] != after[0]
    assert before[1] != after[1]


@each
def test_the_long_texts_follow_a_slider_and_are_never_copied_old(tab, site, name):
    root = open_at(tab, site, name)
    settle(root)
    # Each step within one turn of the page: however slow the machine, the texts cannot follow in between.
    before, then = ask(root, "moveAtOnce")
    assert then == ""
    settle(root)
    after = ask(root, "longTexts")
    assert after != before
    assert ask(root, "moveAndCopy") != after


@each
def test_presets_change_the_figure_and_reset_brings_it_back(tab, site, name):
    root = open_at(tab, site, name)
    at_first = ask(root, "stateOf"), quantities(root)
    seen = set()
    buttons = root.get_by_role("group", name="Presets").locator("button")
    assert buttons.count() >= 4
    for i in range(buttons.count()):
        buttons.nth(i).click()
        assert len(root.locator("[data-note]").text_content().split()) >= 8
        seen.add(json.dumps([ask(root, "stateOf"), quantities(root)]))
    assert len(seen) == buttons.count()
    root.locator("[data-reset]").click()
    assert (ask(root, "stateOf"), quantities(root)) == at_first


@each
def test_the_address_carries_the_state(tab, site, name):
    root = open_at(tab, site, name)
    root.get_by_role("group", name="Presets").locator("button").nth(1).click()
    shown = ask(root, "stateOf"), quantities(root)
    tab.wait_for_url(re.compile("#.*="))
    address = tab.evaluate("window.location.hash").lstrip("#")
    again = open_at(tab, site, name, address)
    assert (ask(again, "stateOf"), quantities(again)) == shown
    assert again.locator("[data-notice]").text_content() == ""


@pytest.mark.parametrize("name", ["SaturationLab", "DigitReader"])  # numbers and choices, a text; all are tried in node
@pytest.mark.parametrize(
    "hostile",
    ["{n}.{f}=<img src=x onerror=alert(1)>", "{n}.{f}=1e999", "{n}.nothing=1", "{n}.{f}=%E0%A4%A", "{n}.__proto__=1"],
)
def test_a_hostile_address_falls_back_with_a_notice(tab, site, name, hostile):
    field = getattr(explorers, name).state_names()[0]
    root = open_at(tab, site, name, hostile.format(n=name, f=field))
    assert "defaults" in root.locator("[data-notice]").text_content()
    assert root.locator("img").count() == 0


def found_in(numbers, others):
    """The share of numbers that stand among the others too."""
    return sum(any(abs(p - s) <= 2e-5 * max(abs(s), 1e-12) for s in others) for p in numbers) / len(numbers)


@each
def test_copy_as_python_reproduces_the_numbers(tab, site, name):
    root = open_at(tab, site, name)
    for i in range(2):
        root.get_by_role("group", name="Presets").locator("button").nth(i).click()
        settle(root)
        code = root.locator("[data-python]").text_content()
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        printed = [float(text) for text in re.findall(r"-?\d+\.?\d*(?:e[-+]?\d+)?", done.stdout)]
        on_screen = [float(v) for values in quantities(root).values() for v in values if re.match(r"-?\d", v)]
        assert printed
        shares = found_in(printed, on_screen), found_in(on_screen, printed)  # a figure may hide some, or show more
        assert max(shares) >= 0.6, (done.stdout, quantities(root))


@each
def test_nothing_overflows_and_the_dark_is_laid_out_like_the_light(tab, site, name):
    root = open_at(tab, site, name)
    for width in (360, 1280):
        margins = set()
        for theme in ("light", "dark"):
            tab.set_viewport_size({"width": width, "height": 900})
            tab.emulate_media(color_scheme=theme)
            expect(tab.locator("html")).to_have_attribute("data-theme", theme)
            assert tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (width, theme)
            assert root.evaluate("(root) => root.scrollWidth <= root.clientWidth + 1"), (width, theme)
            margins.add(root.evaluate("(root) => root.closest('.cell_output').offsetWidth - root.offsetWidth"))
        assert len(margins) == 1, (width, margins)
        assert ask(root, "cutShort") == [], width
    tab.set_viewport_size({"width": 360, "height": 900})
    for preset in root.get_by_role("group", name="Presets").locator("button").all():
        preset.click()
        settle(root)
        assert ask(root, "hiddenByAScroller") == [], preset.text_content()


@each
def test_nothing_is_written_that_stands_there_already(tab, site, name):
    root = open_at(tab, site, name)
    settle(root)
    assert ask(root, "writtenAgain") == []


def test_what_comes_and_goes_in_a_figure_is_no_work_for_the_page_around_it(browser, tab, site):
    root = open_at(tab, site, "BackwardStepper")
    browser.start_tracing(page=tab, categories=["devtools.timeline"])
    ask(root, "comeAndGo")
    events = json.loads(browser.stop_tracing())["traceEvents"]
    styled = [event["args"].get("elementCount", 0) for event in events if event["name"] == "UpdateLayoutTree"]
    assert 1 <= max(styled) <= 20, styled


@each
def test_each_row_keeps_its_place_while_a_slider_moves(tab, site, name):
    root = open_at(tab, site, name)
    settle(root)
    places = ask(root, "placesOfRows")
    assert len(set(places)) == 1, places


def test_a_weight_follows_the_pointer_and_stops_at_its_limit(tab, site):
    root = open_at(tab, site, "FeedforwardExplorer")
    cell = root.locator("[data-field=w2_11]")
    before = float(cell.input_value())
    cell.scroll_into_view_if_needed()
    box = cell.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    tab.mouse.move(x, y)
    tab.mouse.down()
    tab.mouse.move(x + 50, y)
    expect(cell).to_have_value(f"{before + 1:.1f}")
    tab.mouse.move(x - 900, y)
    tab.mouse.up()
    expect(cell).to_have_value("-10.0")
    assert cell.get_attribute("min") == "-10"


def test_nielsens_two_starts_give_his_numbers(tab, site):
    root = open_at(tab, site, "SaturationLab", "SaturationLab.epoch=300")
    shown = quantities(root)
    assert shown["halfway"] == ["36", "232"]
    assert [round(float(v), 3) for v in shown["a"]] == [0.094, 0.203]
    root = open_at(tab, site, "SaturationLab", "SaturationLab.epoch=300&SaturationLab.compare=costs")
    assert quantities(root)["halfway"] == ["232", "17"]
    assert root.locator("[data-goal]").get_attribute("data-reached") == "true"
    root.get_by_role("button", name="One that diverges").click()
    assert "diverges" not in root.locator("[data-words]").text_content()  # nothing is told before it happens
    root.locator("[data-run-button]").click()
    expect(root.locator("[data-words]")).to_contain_text("Your start diverges")
    expect(root.locator("[data-run-button]")).to_have_text("Run")


def test_run_pauses_and_goes_on(tab, site):
    root = open_at(tab, site, "SaturationLab")
    root.locator("[data-run-button]").click()
    expect(root.locator("[data-field=epoch]")).not_to_have_value("0")
    root.locator("[data-run-button]").click()
    epoch = int(ask(root, "stateOf")["epoch"])
    assert epoch > 0
    tab.wait_for_timeout(200)
    assert int(ask(root, "stateOf")["epoch"]) == epoch
    root.locator("[data-step]").click()
    assert int(ask(root, "stateOf")["epoch"]) == epoch + 1


def fragments(name, fields, n=500):
    """Random and crafted addresses for an explorer."""
    rng = random.Random(1)
    values = [
        "",
        "NaN",
        "Infinity",
        "-1e308",
        "1e-400",
        "true",
        "null",
        "<b>",
        "%",
        "%zz",
        "0x10",
        "1;2",
        "🙂",
        "[object Object]",
    ]
    names, keys = [name, "Other", ""], [*fields, "constructor", ""]
    for _ in range(n):
        parts = [
            f"{rng.choice(names)}.{rng.choice(keys)}={rng.choice([*values, str(rng.uniform(-9, 9))])}"
            for _ in range(rng.randint(0, 5))
        ]
        yield rng.choice(["#", ""]) + rng.choice(["&", "&&", ";"]).join(parts)


@each
def test_no_address_makes_a_state_that_the_figure_cannot_hold(name):
    cls = getattr(explorers, name)
    given = {"name": name, "module": cls.MODULE, "addresses": list(fragments(name, cls.state_names()))}
    assert in_node('import "./tests/site/addresses.mjs";', given) == 0
