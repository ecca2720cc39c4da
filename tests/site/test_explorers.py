"""Every explorer on the built site: it mounts, obeys keyboard and pointer, shares its state, and computes the truth."""

import json
import random
import re
import subprocess
import sys

import pytest
from explorer_page import CLASSES, PLACES, each, open_at, quantities, settle
from node import in_node
from playwright.sync_api import expect

from nnbp_core import explorers

# A figure's first slider, a word to the figure that it has moved, and the wait for what the figure then paints.
SLIDER = """
const slider = root.querySelector('input[type=range], input[type=number]');
const say = () => slider.dispatchEvent(new Event('input', { bubbles: true }));
const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 5)));
"""

# What a figure shows without its reader scrolling sideways: all but the lines of its Python.
HIDDEN_BY_A_SCROLLER = """
(root) => [...root.querySelectorAll('*')]
  .filter((e) => !e.closest('pre') && getComputedStyle(e).overflowX !== 'visible' && e.scrollWidth > e.clientWidth + 1)
  .map((e) => `${e.localName}.${e.className}: ${e.scrollWidth} in ${e.clientWidth} px`)
"""

# Lists too narrow for their longest choice.
CUT_SHORT = """
(root) => [...root.querySelectorAll('select')].filter((list) => {
  const free = list.cloneNode(true);
  free.style.cssText = 'position: absolute; width: auto';
  list.after(free);
  const wide = free.offsetWidth > list.offsetWidth;
  free.remove();
  return wide;
}).map((list) => list.dataset.field)
"""


def state_of(root):
    """What the controls show."""
    return root.evaluate(
        "(root) => Object.fromEntries([...root.querySelectorAll('[data-field]')].map((e) => "
        "[e.dataset.field, e.type === 'checkbox' ? e.checked : e.value]))"
    )


def test_every_explorer_has_its_place_in_a_chapter():
    assert set(PLACES) == set(CLASSES)


@each
def test_it_mounts_with_words_code_and_numbers(tab, site, name):
    root = open_at(tab, site, name)
    settle(root)
    assert len(root.locator("[data-words]").text_content().split()) >= 5
    assert "import nnbp_core" in root.locator("[data-python]").text_content()
    shown = quantities(root)
    assert shown
    assert all(value not in {"NaN", "undefined", ""} for values in shown.values() for value in values)


@each
def test_every_control_works_by_keyboard(tab, site, name):
    root = open_at(tab, site, name)
    for more in root.locator("summary", has_text="More").all():
        more.press("Enter")
    controls = root.locator("[data-field]:visible")
    for i in range(controls.count()):
        control = controls.nth(i)
        before = json.dumps(state_of(root))
        control.focus()
        outline = control.evaluate("(e) => getComputedStyle(e).outlineStyle")
        kind = control.evaluate("(e) => e.type")
        if kind == "checkbox":
            tab.keyboard.press("Space")
        elif kind == "select-one":
            tab.keyboard.press("ArrowDown")
            if json.dumps(state_of(root)) == before:
                tab.keyboard.press("ArrowUp")
        else:
            tab.keyboard.press("ArrowUp")
            if json.dumps(state_of(root)) == before:
                tab.keyboard.press("ArrowDown")
        assert json.dumps(state_of(root)) != before, control.get_attribute("data-field")
        assert outline != "none"


NUMBER = re.compile(r"(-?[\d.]+(?:e-?\d+)?)( %)?(?: × 10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+))?|(-?)10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)")
RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def misread(root):
    """Numbers whose written form is not near the value beside it for machines; "1 forward, 1 back" is words."""
    settle(root)
    shown = root.evaluate(
        "(root) => [...root.querySelectorAll('[data-quantity]')].map((e) => [e.dataset.value, e.textContent])"
    )
    wrong = []
    for value, text in shown:
        number = NUMBER.fullmatch(text.replace("−", "-").replace(",", ""))
        if number:
            mantissa, percent, exponent, sign, power = number.groups()
            written = float(mantissa or sign + "1") / (100 if percent else 1)
            written *= 10.0 ** int((exponent or power or "0").translate(RAISED))
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
    texts = "root.querySelector('[data-words]').textContent + root.querySelector('[data-python]').textContent"
    move = """Number(slider.value) < Number(slider.max) ? slider.stepUp() : slider.stepDown(); say();"""
    # Each step within one turn of the page: however slow the machine, the texts cannot follow in between.
    before, then = root.evaluate(
        f"(root) => {{ {SLIDER} const before = {texts}; {move} return [before, root.dataset.writing]; }}"
    )
    assert then == ""
    settle(root)
    after = root.evaluate(f"(root) => {texts}")
    assert after != before
    copied = root.evaluate(
        f"(root) => {{ {SLIDER} {move} root.querySelector('[data-copy-python]').click(); return {texts}; }}"
    )
    assert copied != after


@each
def test_presets_change_the_figure_and_reset_brings_it_back(tab, site, name):
    root = open_at(tab, site, name)
    at_first = state_of(root), quantities(root)
    seen = set()
    buttons = root.get_by_role("group", name="Presets").locator("button")
    assert buttons.count() >= 4
    for i in range(buttons.count() - 1):
        buttons.nth(i).click()
        assert len(root.locator("[data-note]").text_content().split()) >= 8
        seen.add(json.dumps([state_of(root), quantities(root)]))
    assert len(seen) == buttons.count() - 1
    root.locator("[data-reset]").click()
    assert (state_of(root), quantities(root)) == at_first


@each
def test_the_address_carries_the_state(tab, site, name):
    root = open_at(tab, site, name)
    root.get_by_role("group", name="Presets").locator("button").nth(1).click()
    shown = state_of(root), quantities(root)
    tab.wait_for_url(re.compile("#.*="))
    address = tab.evaluate("window.location.hash").lstrip("#")
    again = open_at(tab, site, name, address)
    assert (state_of(again), quantities(again)) == shown
    assert again.locator("[data-notice]").text_content() == ""


@each
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
        assert root.evaluate(CUT_SHORT) == [], width
    tab.set_viewport_size({"width": 360, "height": 900})
    for preset in root.get_by_role("group", name="Presets").locator("button").all():
        preset.click()
        settle(root)
        assert root.evaluate(HIDDEN_BY_A_SCROLLER) == [], preset.text_content()


@each
def test_nothing_is_written_that_stands_there_already(tab, site, name):
    root = open_at(tab, site, name)
    settle(root)
    again = root.evaluate(
        """async (root) => { SLIDER
        const again = [];
        new MutationObserver((changes) => {
          for (const { target, attributeName, oldValue } of changes)
            if (target.getAttribute(attributeName) === oldValue) again.push(`${target.localName} ${attributeName}`);
        }).observe(root, { subtree: true, attributes: true, attributeOldValue: true });
        for (let i = 0; i < 6; i += 1) {
          i % 2 ? slider.stepUp(3) : slider.stepDown(2);
          say();
          await painted();
        }
        return again; }""".replace("SLIDER", SLIDER)
    )
    assert again == []


@each
def test_each_row_keeps_its_place_while_a_slider_moves(tab, site, name):
    root = open_at(tab, site, name)
    settle(root)
    places = root.evaluate(
        """async (root) => { SLIDER
        const [low, high] = [Number(slider.min), Number(slider.max)];
        const seen = [];
        for (let i = 0; i < 32; i += 1) { // twice over the track: the first round makes room for the longest words
          slider.value = low + ((high - low) * (i % 16)) / 15;
          say();
          await painted();
          while (root.matches(i < 16 ? '[data-computing], [data-writing]' : '[data-computing]'))
            await new Promise((done) => setTimeout(done, 5));
          const { top, bottom } = root.getBoundingClientRect();
          const rows = [...root.querySelectorAll('tr, svg, button')].filter((part) => part.checkVisibility());
          const places = [bottom, ...rows.map((row) => row.getBoundingClientRect().top)];
          if (i >= 16) seen.push(places.map((y) => Math.round(y - top)).join(' '));
        }
        return seen; }""".replace("SLIDER", SLIDER)
    )
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
    expect(cell).to_have_value(f"{before + 1:g}")
    tab.mouse.move(x - 900, y)
    tab.mouse.up()
    expect(cell).to_have_value(cell.get_attribute("min"))


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
    epoch = int(state_of(root)["epoch"])
    assert epoch > 0
    tab.wait_for_timeout(200)
    assert int(state_of(root)["epoch"]) == epoch
    root.locator("[data-step]").click()
    assert int(state_of(root)["epoch"]) == epoch + 1


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
    script = f"""
import {{ accepted, fromAddress }} from "./nnbp_core/explorers/shell.js";
import {{ fields }} from "./nnbp_core/explorers/{cls.MODULE}.js";
import {{ readFileSync }} from "node:fs";
let bad = 0;
for (const hash of JSON.parse(readFileSync(0, "utf8"))) {{
  const {{ state }} = fromAddress(hash, "{name}", fields);
  for (const [key, value] of Object.entries(state))
    if (accepted(fields.find((field) => field.name === key), value) === undefined) bad += 1;
}}
console.log(bad);
"""
    assert in_node(script, list(fragments(name, cls.state_names()))) == 0
