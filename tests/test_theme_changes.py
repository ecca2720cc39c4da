"""What the site changes in the theme's output is there, or the build stops and says what it looked for and where."""

import re
from types import SimpleNamespace

import course_site
import finish_pages
import packing
import pytest
import typeset
from replacing import ThemeChangedError, replaced

STATIC = '="_static/'
PAGE = {  # what the theme writes, each piece by what is looked for in it
    "charset": '<html><head><meta charset="utf-8" />',
    "description": '<meta name="description" content="Of neurons." />',
    "title": "<title>Course &#8212; Course</title>",
    "style": f'<link rel="stylesheet" href{STATIC}styles/theme.css?digest=1" />',
    "thebe's style": f'<link rel="stylesheet" href{STATIC}sphinx-thebe.css" />',
    "togglebutton's style": f'<link rel="stylesheet" href{STATIC}togglebutton.css" />',
    "preload": f'<link rel="preload" as="script" href{STATIC}scripts/bootstrap.js" />',
    "early script": f'<script data-cfasync="false">{finish_pages.THEME_LATER}</script>',
    "fontawesome": f'<script src{STATIC}scripts/fontawesome.js?digest=1"></script>',
    "togglebutton": f'<script src{STATIC}togglebutton.js"></script>',
    "searchtools": f'<script src{STATIC}searchtools.js"></script>',
    "language": f'<script src{STATIC}language_data.js"></script>',
    "index": '<script src="searchindex.js"></script>',
    "script": f'<script src{STATIC}course.js"></script>',
    "pagename": "<script>DOCUMENTATION_OPTIONS.pagename = 'intro';</script>",
    "selector": "<script>var togglebuttonSelector = '.toggle';</script>",
    "hint": "<script>let toggleHintShow = 'Click';</script>",
    "head's end": "</head>",
    "sidebar": '<div id="pst-primary-sidebar">',
    "search": '<button class="btn search-button-field" title="Search" aria-label="Search">',
    "cell": '<div class="tag_hide-input cell">',
    "folded code": '<summary aria-label="Toggle hidden content">',
    "fold": '<a href="#">Chapters</a><details><summary>',
    "printed title": '<div id="jb-print-docs-body" class="onlyprint"><h1>Course</h1>',
    "call": '<button onclick="toggleFullScreen()">',
    "figure": '<img alt="a curve" src="_images/curve.svg" />',
    "reference's role": '<div class="citation" role="doc-biblioentry">',
    "references' role": '<div role="list" class="citation-list">',
}
SCRIPT = "\n".join([packing.MEASURES_EVERYTHING, *packing.RAIL, "//# sourceMappingURL=a.js.map"])
FONT = 'url(vendor/fontawesome/webfonts/fa-solid.woff2) format("woff2"),url(fa-solid.ttf) format("truetype")'


@pytest.fixture
def site(tmp_path):
    (tmp_path / "_images").mkdir()
    (tmp_path / "_images" / "curve.svg").write_text('<svg width="30pt" height="60pt">')
    return tmp_path


def finished(page, site, where="book/intro.html"):
    return finish_pages.finished("\n".join(page.values()), site, where, is_title=True)


def without(name, **changes):
    return {key: text for key, text in PAGE.items() if key != name} | changes


def test_a_page_as_the_theme_writes_it_is_finished(site):
    page, styles, scripts = finished(PAGE, site)
    assert styles == ["styles/theme.css"]
    assert scripts == [{"file": "course.js"}]
    for text in (
        "<title>Course</title>",
        'http-equiv="Content-Security-Policy"',
        'href="_static/site.css"',
        'src="_static/site.js"',
        'summary aria-label="Pages of: Chapters"',
        'role="complementary" aria-label="Course"',
        '<p class="h1">Course</p>',
        'data-call="toggleFullScreen"',
        'width="40" height="80"',
        finish_pages.THEME_NOW,
    ):
        assert page.count(text) == 1, text
    for text in ("fontawesome", "toggle.js", "searchtools", "preload", "role=", finish_pages.THEME_LATER):
        assert text not in page.replace('role="complementary"', ""), text


OPTIONAL = {
    "script",
    "cell",
    "figure",
    "style",
    "head's end",
    "reference's role",
    "references' role",
}  # see the tests below


@pytest.mark.parametrize("name", sorted(PAGE.keys() - OPTIONAL))
def test_a_page_without_what_is_looked_for_stops_the_build(site, name):
    with pytest.raises(ThemeChangedError, match=r"^no '.+' in (the .+ of |the .+ in )?book/intro\.html: "):
        finished(without(name), site)


@pytest.mark.parametrize("name", ["reference's role", "references' role"])
def test_references_without_their_old_roles_stop_the_build(site, name):
    with pytest.raises(ThemeChangedError, match=r"no '.*(biblioentry|citation-list).*' in book/intro\.html"):
        finished({**PAGE, name: '<div class="citation">'}, site)


def test_a_page_without_any_style_or_head_stops_the_build(site):
    with pytest.raises(ThemeChangedError, match=r"no '.*link.*' in book/intro\.html"):
        finished({key: text for key, text in PAGE.items() if "style" not in key}, site)
    scripts_alone = {key: text for key, text in PAGE.items() if key != "head's end"}
    with pytest.raises(ThemeChangedError, match=r"no '</head>' in book/intro\.html"):
        finished(scripts_alone, site)


def test_only_the_search_page_needs_the_script_that_puts_the_cursor_into_its_field(site):
    with pytest.raises(ThemeChangedError, match=r"no 'bd-search' in the scripts that stand in search\.html"):
        finished(PAGE, site, "search.html")
    focus = "<script>document.querySelector('form.bd-search input').focus()</script>"
    page, _, scripts = finished(without("printed title", focus=focus), site, "search.html")
    assert focus in page
    assert "searchtools.js" in page
    assert scripts == [{"file": "course.js"}]


@pytest.mark.parametrize(
    ("piece", "left"),
    [
        ('<button onclick="open(1)">', "onclick="),
        ('<object data="_images/curve.svg"></object>', "_images/curve"),
        ('<script type="application/vnd.jupyter.widget-state+json">{}</script>', "widget-state"),
    ],
)
def test_what_no_replacement_takes_stops_the_build(site, piece, left):
    with pytest.raises(ThemeChangedError, match=rf"{re.escape(left)}.* is left in book/intro\.html"):
        finished({**PAGE, "more": piece}, site)


def test_a_figure_without_a_size_stops_the_build(site):
    (site / "_images" / "curve.svg").write_text("<svg>")
    with pytest.raises(ThemeChangedError, match=r"no 'width=.* in _images/curve\.svg"):
        finished(PAGE, site)


@pytest.mark.parametrize("code", ["", *(SCRIPT.replace(line, "") for line in SCRIPT.split("\n"))])
def test_scripts_without_what_is_taken_out_stop_the_build(tmp_path, code):
    assert packing.joined_scripts(tmp_path, [{"code": SCRIPT}]) == "\n".join(["() => {}", *packing.RAIL.values(), ""])
    with pytest.raises(ThemeChangedError, match="in the theme's scripts"):
        packing.joined_scripts(tmp_path, [{"code": code}])


@pytest.mark.parametrize("css", ["", FONT.replace("woff2", "woff"), FONT.replace("ttf", "otf")])
def test_styles_without_the_fonts_forms_stop_the_build(css):
    assert packing.with_woff(FONT) == 'url(vendor/fontawesome/webfonts/fa-solid.woff) format("woff")'
    with pytest.raises(ThemeChangedError, match="in the theme's styles"):
        packing.with_woff(css)


def test_an_icon_font_that_is_not_where_it_was_stops_the_build(tmp_path):
    icon = '.icon{content:"\\f00c"}'
    with pytest.raises(ThemeChangedError, match=r"no 'fa-solid\.ttf' in _static/vendor/fontawesome/webfonts"):
        packing.slim_fonts(tmp_path, icon + packing.with_woff(FONT))
    with pytest.raises(ThemeChangedError, match=r"no 'vendor/fontawesome/webfonts/…\.woff' in the packed styles"):
        packing.slim_fonts(tmp_path, icon)
    with pytest.raises(ThemeChangedError, match="no 'glyph of an icon'"):
        packing.slim_fonts(tmp_path, packing.with_woff(FONT))


def test_what_is_taken_out_of_the_static_files_was_there(tmp_path):
    for name in ("scripts/fontawesome.js", "scripts/a.js.map", f"{packing.FONTS}/a.ttf", f"{packing.FONTS}/a.woff2"):
        with pytest.raises(ThemeChangedError, match="in _static"):
            packing.take_out(tmp_path)
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).touch()
    (tmp_path / "scripts/fontawesome.js").touch()
    (tmp_path / "scripts/a.js.map").touch()
    (tmp_path / packing.FONTS / "a.ttf").touch()
    packing.take_out(tmp_path)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_style_of_formulas_without_glyphs_stops_the_build():
    with pytest.raises(ThemeChangedError, match="in MathJax's style"):
        typeset.slim_style(".glyph::before { content: 'a' }", set())


def test_thebe_is_silenced_or_the_build_stops():
    def listener():
        """As sphinx_thebe's."""

    listener.__module__ = "sphinx_thebe"
    listeners = {"builder-inited": [SimpleNamespace(handler=listener), SimpleNamespace(handler=pytest.fixture)]}
    app = SimpleNamespace(events=SimpleNamespace(listeners=listeners))
    course_site.silence_thebe(app)
    assert [each.handler for each in listeners["builder-inited"]] == [pytest.fixture]
    with pytest.raises(ThemeChangedError, match="sphinx_thebe"):
        course_site.silence_thebe(app)


def test_a_string_stands_for_itself_and_a_pattern_for_what_it_fits():
    assert replaced("a.b.c", ".", r"\1", "a text") == r"a\1b\1c"
    assert replaced("a.b.c", ".", "-", "a text", count=1) == "a-b.c"
    assert replaced("a1b22", re.compile(r"(\d+)"), r"<\1>", "a text") == "a<1>b<22>"
    with pytest.raises(ThemeChangedError, match=r"^no 'x' in a text: see what stands there now"):
        replaced("abc", "x", "y", "a text")
