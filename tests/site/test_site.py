"""The site as a whole: its links, its weight, its policy, its search, its downloads, its keyboard, its print."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from urllib.request import urlopen

import pytest
import yaml
from asking import ask_page
from playwright.sync_api import expect

SITE = Path(__file__).parents[2] / "_build" / "html"
PAGES = {path.relative_to(SITE).as_posix(): path for path in SITE.rglob("*.html") if "_static" not in path.parts}
CHAPTERS = [name for name in PAGES if name.startswith("book/chapters/")]
SITE_BYTES = 40_000_000


class Links(HTMLParser):
    """Where a page leads, and where one may land on it."""

    def __init__(self, text):
        super().__init__()
        self.to, self.anchors = [], {"", "top"}
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.anchors |= {attrs[key] for key in ("id", "name") if attrs.get(key)}
        self.to += [attrs[key] for key in ("href", "src") if attrs.get(key)]


@pytest.fixture(scope="module")
def links():
    return {name: Links(path.read_text(encoding="utf-8")) for name, path in PAGES.items()}


def test_no_link_and_no_anchor_is_broken(links, count):
    broken = []
    for name, page in links.items():
        for link in page.to:
            parts = urlsplit(urljoin(name, link))
            if urlsplit(link).scheme:
                continue
            count("internal links", 1)
            target = unquote(parts.path)
            if not (SITE / target).exists():
                broken.append(f"{name}: {link}")
            elif target in links and parts.fragment and unquote(parts.fragment) not in links[target].anchors:
                broken.append(f"{name}: no anchor {link}")
    assert broken == []


def test_external_links_are_well_formed(links, count):
    outside = {link for page in links.values() for link in page.to if urlsplit(link).scheme not in {"", "data"}}
    for link in outside:
        count(f"external link, its form checked: {link}", 1)
    assert [link for link in outside if not re.fullmatch(r"(https?://[\w.-]+\.[a-z]+(/\S*)?|mailto:\S+)", link)] == []


def test_the_site_is_light(count):
    size = sum(path.stat().st_size for path in SITE.rglob("*") if path.is_file())
    count("kB of the whole site", size // 1000)
    assert size <= SITE_BYTES


@pytest.mark.parametrize("page", sorted(PAGES))
def test_a_page_has_a_policy_and_says_what_it_is(page):
    text = PAGES[page].read_text(encoding="utf-8")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)[1]
    assert policy.startswith("default-src 'none'")
    assert "unsafe-eval" not in policy
    assert "http" not in policy
    script_source = re.search(r"script-src ([^;]*)", policy)
    assert script_source is None or "unsafe-inline" not in script_source[1]
    assert re.search(r'<meta name="description" content="[^"]{20,}"', text)


def test_the_policy_is_enforced(tab, site):
    tab.goto(site + "book/chapters/06_saturation.html")
    ask_page(tab, "tryThePolicy")
    for _ in range(50):  # what is refused is told in the console, on a slow machine a little later
        refused = [each for each in tab.trouble if "Content Security Policy" in each]
        if len(refused) >= 3:
            break
        tab.wait_for_timeout(100)
    assert len(refused) >= 3
    assert tab.evaluate("[window.inlineRan, window.handlerRan, window.textRan]") == [None, None, None]
    tab.trouble.clear()


def test_search_finds_a_word_and_leads_to_it(tab, site):
    tab.goto(site + "search.html?q=saturation")
    found = tab.locator("ul.search a[href*='06_saturation']").first
    found.wait_for()
    found.click()
    tab.wait_for_url("**/06_saturation.html*")


def test_the_search_button_opens_the_field(tab, site):
    tab.goto(site + "book/intro.html")
    tab.locator("button.search-button, button.search-button-field").locator("visible=true").first.click()
    tab.locator("input[type=search]:visible").first.fill("transpose")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/search.html?q=transpose*")
    tab.locator("ul.search li a").first.wait_for()


@pytest.mark.parametrize("page", CHAPTERS)
def test_a_notebook_downloads_and_is_a_notebook(site, page):
    link = re.search(r'href="([^"]+\.ipynb)"', PAGES[page].read_text(encoding="utf-8"))[1]
    with urlopen(urljoin(site + page, link)) as reply:
        notebook = json.load(reply)
    assert notebook["nbformat"] == 4
    assert len(notebook["cells"]) > 5


def test_an_answer_is_hidden_until_its_box_is_opened(tab, site):
    tab.goto(site + "book/chapters/01_feedforward.html")
    boxes = tab.locator("details", has_text="Predict, then reveal")
    assert boxes.count() >= 3
    answer = boxes.first.locator("p", has_text="upside down")
    expect(answer).to_be_hidden()
    boxes.first.locator("summary").focus()
    tab.keyboard.press("Enter")
    expect(answer).to_be_visible()


def test_one_click_changes_the_notation_everywhere_and_the_browser_remembers(tab, site):
    tab.goto(site + "book/notation.html")
    tab.locator("label", has_text="Welch: rows").first.click()
    for _ in range(2):
        labels = tab.get_by_label("Welch: rows")
        assert labels.count() == 6
        for each in labels.all():
            expect(each).to_be_checked()
        tab.reload()


def test_a_cell_is_copied_by_its_button(tab, site):
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.goto(site + "book/chapters/01_feedforward.html")
    cell = tab.locator(".cell_input .highlight").nth(1)
    cell.hover()
    cell.locator("button.copybtn").click()
    expect(cell.locator("button.copybtn")).to_have_class(re.compile("success"))
    assert tab.evaluate("navigator.clipboard.readText()").strip() == cell.locator("pre").inner_text().strip()


@pytest.mark.parametrize("side", ["primary", "secondary"])
def test_the_sidebars_open_on_a_phone(tab, site, side):
    tab.set_viewport_size({"width": 360, "height": 800})
    tab.goto(site + "book/chapters/01_feedforward.html")
    sidebar = tab.locator(f".bd-sidebar-{side}").first
    expect(sidebar).not_to_be_in_viewport()
    tab.locator(f"button.{side}-toggle").locator("visible=true").click()
    expect(sidebar).to_be_in_viewport()
    tab.keyboard.press("Escape")
    expect(sidebar).not_to_be_in_viewport()


def test_the_entrance_leads_to_the_course(tab, site):
    tab.goto(site + "index.html")
    tab.wait_for_url("**/book/intro.html")
    entrance = PAGES["index.html"].read_text(encoding="utf-8")
    title = yaml.safe_load((SITE.parents[1] / "_config.yml").read_text(encoding="utf-8"))["title"]
    assert re.findall(r"<(?:title|h1)>([^<]+)<", entrance) == [title, title]


def test_the_theme_button_changes_the_theme_and_full_screen_is_called(tab, site):
    tab.goto(site + "book/intro.html")
    seen = set()
    for _ in range(3):
        tab.locator("button.theme-switch-button").first.click()
        seen.add(tab.evaluate("document.documentElement.dataset.theme"))
    assert seen == {"light", "dark"}
    tab.evaluate("window.toggleFullScreen = () => { window.called = true }")
    tab.locator("[data-call=toggleFullScreen]").first.click()
    assert tab.evaluate("window.called")


@pytest.mark.parametrize("width", [1280, 360])
def test_the_keyboard_walks_through_a_page_and_is_never_trapped(tab, site, width):
    tab.set_viewport_size({"width": width, "height": 800})
    tab.goto(site + "book/chapters/06_saturation.html")
    ask_page(tab, "openPredictions")
    for place in tab.locator("[data-explorer-module]").all():
        place.scroll_into_view_if_needed()
        place.locator("[data-ready]:not([data-computing])").wait_for()
        place.locator(".nnbp-more").evaluate("(more) => { more.open = true; }")
    tab.add_style_tag(content="* { transition: none !important }")
    tab.evaluate("window.scrollTo(0, 0)")
    stops = []
    for _ in range(400):
        tab.keyboard.press("Tab")
        stop = ask_page(tab, "stopOfTheKeyboard")
        if not stop["shown"]:  # what comes near is laid out, and the browser scrolls once more
            tab.wait_for_timeout(300)
            stop = ask_page(tab, "stopOfTheKeyboard")
        if stops and (stop["body"] or stop["path"] == stops[0]["path"]):
            break
        stops.append(stop)
    else:
        pytest.fail("400 stops and no end: a trap, or a page that asks too much of the keyboard")
    assert len({stop["path"] for stop in stops}) == len(stops)
    assert sum(stop["inside"] for stop in stops) >= 20
    assert [stop["what"] for stop in stops if not (stop["wide"] and stop["shown"] and stop["marked"])] == []


def test_the_cheat_sheet_prints_on_one_page(tab, site):
    tab.goto(site + "book/cheatsheet.html", wait_until="networkidle")
    pdf = tab.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
