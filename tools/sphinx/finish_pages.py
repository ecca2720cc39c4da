"""A Sphinx extension: the last touch to every page after Sphinx has written it.

- the theme's many style sheets and scripts become one of each (packing.py), and scripts wait until the page is read
- a Content-Security-Policy lets nothing run or load but the site's own files; the few scripts that stand in the page
  itself are allowed by their hashes, and what the theme wrote in `onclick` is called by _static/course.js
- what screen readers miss in the theme is named
- figures have their size from the start, and load when the reader comes near them

What the theme no longer writes as it is looked for here stops the build (replacing.py).
"""

import base64
import hashlib
import re
from html import escape
from pathlib import Path

import packing
from replacing import replaced, require, require_none

POLICY = (
    "default-src 'none'; script-src 'self' {scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'"
)
ENTRANCE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8" /><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self'">
<meta http-equiv="refresh" content="0; url=book/intro.html"><meta name="description" content="{title}: the entrance.">
<link rel="icon" href="_static/logo.svg"><link rel="canonical" href="book/intro.html"><title>{title}</title></head>
<body><main><h1>{title}</h1><p><a href="book/intro.html">Enter the course</a></p></main></body></html>
"""
NEXT = re.compile(
    r'\s*<link rel="(?:next|prev)"[^>]*>'
)  # Firefox fetches the next page ahead, which the policy forbids
CHARSET = '<meta charset="utf-8" />'
STYLE = re.compile(r'\s*<link [^>]*href="([^"]*_static/)([^"?]*\.css)[^"]*"[^>]*/>')
SCRIPT = re.compile(r"\s*<script([^>]*)>(.*?)</script>", re.DOTALL)
PRELOAD = re.compile(r'\s*<link rel="preload" as="script"[^>]*/>')
# The theme first says "auto", and in a script at the page's end what that means: a dark page flashes white, and every
# style is computed twice. Said at once, neither happens.
THEME_LATER = 'dataset.theme = localStorage.getItem("theme") || "auto";'
THEME_NOW = """dataset.theme = { light: "light", dark: "dark" }[document.documentElement.dataset.mode]
      ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");"""
FIGURE = re.compile(r'<img (?![^>]*\bwidth=)[^>]*_images/([^"]+\.svg)"[^>]*>')
SEARCH_NAME = re.compile(r'(<button class="btn search-button-field[^>]*?) aria-label="Search"')
FOLDED_CODE = '<summary aria-label="Toggle hidden content">'
PIXELS_PER_POINT = 4 / 3
OWN_STYLES = re.compile(r"math\.css|explorers/\w+\.css")  # on some pages only
# 1.5 MB for icons that a font draws too; a silenced part; boxes that open without a script
STYLES_LEFT_OUT = ("sphinx-thebe.css", "togglebutton.css")
SCRIPTS_LEFT_OUT = ("scripts/fontawesome.js", "togglebutton.js")
UNREAD = ("pagename", "togglebutton", "toggleHint")  # settings that nothing on the site reads
FOR_SEARCH = ("searchtools.js", "language_data.js", "searchindex.js")
BEFORE_ALL = "data-cfasync"  # the attribute of the theme's script that must run before the page is shown
IN_SEARCH = "bd-search"  # in the code of the search page's own script
FOLD = re.compile(r">((?:(?!</a>).)+)</a><details([^>]*)><summary>")
SIDEBAR = '<div id="pst-primary-sidebar"'
PRINTED_TITLE = re.compile(r'(<div id="jb-print-docs-body"[^>]*>\s*)<h1>(.*?)</h1>', re.DOTALL)
PREDICTION = "<details><summary>Predict, then reveal</summary>"  # what follows it waits from the first painted frame on
CALL = re.compile(r'onclick="([\w.]+)\(\)"')
TITLE_TWICE = re.compile(r"<title>(.+?) &#8212; \1</title>")
UNSIZED = r'<(?!a |img [^>]*\bwidth=)[^>]*_images/[^"]+\.svg"[^>]*>'


def take_styles(page, where):
    """(the page with a place for the common style sheet, the names of the sheets it stands for)."""
    met = []

    def take(match):
        if OWN_STYLES.fullmatch(match[2]):
            return match[0]
        met.append(match[2])
        return f'\n    <link rel="stylesheet" href="{match[1]}{packing.STYLE}" />' if len(met) == 1 else ""

    page = replaced(page, STYLE, take, where)
    for name in STYLES_LEFT_OUT:
        require(name in met, name, f"the style sheets of {where}")
    return page, [name for name in met if name not in STYLES_LEFT_OUT]


def require_scripts(page, where, is_search):
    """Nothing, if the page has each script that is treated apart."""
    attributes, codes = map(" ".join, zip(*SCRIPT.findall(page), strict=True))
    for name in (BEFORE_ALL, *FOR_SEARCH, *SCRIPTS_LEFT_OUT):
        require(name in attributes, name, f"the script tags of {where}")
    for word in (*UNREAD, IN_SEARCH) if is_search else UNREAD:
        require(word in codes, word, f"the scripts that stand in {where}")


def take_scripts(page, static, where, is_search):
    """(the page with the common script, the scripts it stands for: a file's name, or the code itself)."""
    require_scripts(page, where, is_search)
    parts, kept_attributes = [], []

    def take(match):
        attributes, code = match[1], match[2]
        source = re.search(r'src="[^"]*_static/([^"?]*)|src="[^"]*?(searchindex\.js)', attributes)
        name = source and (source[1] or source[2])
        if "type=" in attributes or BEFORE_ALL in attributes or IN_SEARCH in code:
            return match[0]
        if name in FOR_SEARCH:
            return match[0].replace("<script ", "<script defer ") if is_search else ""
        if name and name not in SCRIPTS_LEFT_OUT:
            parts.append({"file": name})
            kept_attributes.extend(re.findall(r'data-[\w-]+="[^"]*"', attributes))
        elif not name and not any(word in code for word in UNREAD):
            parts.append({"code": code})
        return ""

    page = SCRIPT.sub(take, replaced(page, PRELOAD, "", where))
    tag = f'<script defer src="{static}{packing.SCRIPT}" {" ".join(kept_attributes)}></script>'
    anchor = next((each for each in ('<script defer src="', '<script type="module"') if each in page), "</head>")
    return replaced(page, anchor, f"{tag}\n{anchor}", where, count=1), parts


def policy_of(page):
    """The Content-Security-Policy of a page: its own origin, and the scripts that stand in it by their hashes."""
    inline = {
        code for attributes, code in SCRIPT.findall(page) if "src=" not in attributes and "json" not in attributes
    }
    hashes = (base64.b64encode(hashlib.sha256(code.encode()).digest()).decode() for code in inline)
    return POLICY.format(scripts=" ".join(sorted(f"'sha256-{each}'" for each in hashes)))


def with_size(match, site):
    """A figure's tag with its size, so that nothing moves when it arrives; the reader's screen may still shrink it."""
    head = (site / "_images" / match[1]).read_text(encoding="utf-8")[:2000]
    found = [re.search(rf'<svg[^>]*?\b{side}="([\d.]+)pt"', head) for side in ("width", "height")]
    require(all(found), 'width="…pt" and height="…pt"', f"_images/{match[1]}")
    width, height = (round(float(each[1]) * PIXELS_PER_POINT) for each in found)
    return match[0].replace("<img ", f'<img loading="lazy" decoding="async" width="{width}" height="{height}" ', 1)


def named_fold(match):
    """The link of a chapter in the sidebar, and the fold beneath it with its title as a name; code in it is text."""
    title = re.sub("<[^>]+>", "", match[1])
    return f'>{match[1]}</a><details{match[2]}><summary aria-label="Pages of: {title}">'


def with_names(page, where, is_search=False):
    """The page with what screen readers miss in the theme: names of folds and the sidebar, roles that still exist."""
    page = replaced(page, FOLD, named_fold, where)
    page = replaced(page, SEARCH_NAME, r"\1", where)  # its own words name it
    if "tag_hide-input" in page:
        page = replaced(page, FOLDED_CODE, "<summary>", where)  # likewise
    page = replaced(page, SIDEBAR, f'{SIDEBAR} role="complementary" aria-label="Course"', where)
    if not is_search:
        page = replaced(page, PRINTED_TITLE, r'\1<p class="h1">\2</p>', where)
    if 'class="citation' in page:
        page = replaced(page, ' role="doc-biblioentry"', "", where)
        page = replaced(page, '<div role="list" class="citation-list">', "<div>", where)
    return page


def finished(page, site, where, is_title=False):
    """(the page as it goes out, its style sheets, its scripts); `where` is the page's name."""
    is_search = where == "search.html"
    require('<meta name="description"' in page, '<meta name="description"', where)  # by metadata.py, for the theme
    require_none(page, r"widget-state\+json", where)  # taken out by course_site.py
    page, styles = take_styles(page, where)
    page, scripts = take_scripts(page, STYLE.search(page)[1], where, is_search)
    page = replaced(NEXT.sub("", page), CALL, r'data-call="\1"', where)
    require_none(page, r"<[^>]*\sonclick=", where)
    page = page.replace(PREDICTION, PREDICTION.replace("<details", '<details class="prediction"'))
    page = FIGURE.sub(lambda match: with_size(match, site), page)
    require_none(page, UNSIZED, where)
    if is_title:
        page = replaced(page, TITLE_TWICE, r"<title>\1</title>", where)
    page = replaced(with_names(page, where, is_search), THEME_LATER, THEME_NOW, where)
    policy = f'<meta http-equiv="Content-Security-Policy" content="{policy_of(page)}">'
    return replaced(page, CHARSET, CHARSET + policy, where, count=1), styles, scripts


def finish(app, trouble):
    """Finish the pages that this build has written, and what they share."""
    if trouble or app.builder.format != "html":
        return
    site, styles, scripts = Path(app.outdir), {}, []
    (site / "index.html").write_text(ENTRANCE.format(title=escape(app.config.html_title)), encoding="utf-8")
    for path in site.rglob("*.html"):
        page, where = path.read_text(encoding="utf-8"), path.relative_to(site).as_posix()
        if "Content-Security-Policy" not in page and not where.startswith("_static/"):
            page, own_styles, own_scripts = finished(page, site, where, where == f"{app.config.root_doc}.html")
            styles.update(dict.fromkeys(own_styles))
            scripts += [each for each in own_scripts if each not in scripts]
            path.write_text(page, encoding="utf-8")
    if styles:
        packing.write(site, list(styles), scripts)


def setup(app):
    """Register with Sphinx."""
    app.connect("build-finished", finish, priority=900)  # after the theme, which still writes a style sheet then
    return {"parallel_read_safe": True, "parallel_write_safe": True}
