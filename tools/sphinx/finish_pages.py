"""A Sphinx extension: the last touch to every page after Sphinx has written it.

- the theme's many style sheets and scripts become one of each (packing.py), and scripts wait until the page is read
- a Content-Security-Policy lets nothing run or load but the site's own files; the few scripts that stand in the page
  itself are allowed by their hashes, and what the theme wrote in `onclick` is called by _static/course.js
- what screen readers miss in the theme is named
- figures have their size from the start, and load when the reader comes near them
"""

import base64
import hashlib
import re
from html import escape
from pathlib import Path

import packing

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
PIXELS_PER_POINT = 4 / 3
OWN_STYLES = ("math.css", "explorers/explorers.css")  # on some pages only
LEFT_OUT = (  # 1.5 MB for icons that a font draws too; a silenced part; boxes that open without a script
    "fontawesome.js",
    "sphinx-thebe.css",
    "togglebutton.js",
    "togglebutton.css",
)
UNREAD = ("pagename", "togglebutton", "toggleHint")  # settings that nothing on the site reads
FOR_SEARCH = ("searchtools.js", "language_data.js", "searchindex.js")


def take_styles(page):
    """(the page with a place for the common style sheet, the names of the sheets it stands for)."""
    names = []

    def take(match):
        name = match[2]
        if name in OWN_STYLES:
            return match[0]
        first = not names
        names.extend([] if name in LEFT_OUT else [name])
        return f'\n    <link rel="stylesheet" href="{match[1]}{packing.STYLE}" />' if first else ""

    return STYLE.sub(take, page), names


def take_scripts(page, static, is_search):
    """(the page with the common script, the scripts it stands for: a file's name, or the code itself)."""
    parts, kept_attributes = [], []

    def take(match):
        attributes, code = match[1], match[2]
        source = re.search(r'src="[^"]*_static/([^"?]*)|src="[^"]*?(searchindex\.js)', attributes)
        name = source and (source[1] or source[2])
        if "type=" in attributes or "data-cfasync" in attributes or "bd-search" in code:
            return match[0]
        if name in FOR_SEARCH:
            return match[0].replace("<script ", "<script defer ") if is_search else ""
        if name and name not in LEFT_OUT and Path(name).name not in LEFT_OUT:
            parts.append({"file": name})
            kept_attributes.extend(re.findall(r'data-[\w-]+="[^"]*"', attributes))
        elif not name and not any(word in code for word in UNREAD):
            parts.append({"code": code})
        return ""

    page = SCRIPT.sub(take, PRELOAD.sub("", page))
    tag = f'<script defer src="{static}{packing.SCRIPT}" {" ".join(kept_attributes)}></script>'
    anchor = next((each for each in ('<script defer src="', '<script type="module"') if each in page), "</head>")
    return page.replace(anchor, f"{tag}\n{anchor}", 1), parts


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
    if not all(found):
        return match[0]
    width, height = (round(float(each[1]) * PIXELS_PER_POINT) for each in found)
    return match[0].replace("<img ", f'<img loading="lazy" decoding="async" width="{width}" height="{height}" ', 1)


def with_names(page):
    """The page with what screen readers miss in the theme: names of folds and the sidebar, roles that still exist."""
    page = re.sub(
        r">([^<]+)</a><details([^>]*)><summary>", r'>\1</a><details\2><summary aria-label="Pages of: \1">', page
    )
    page = page.replace(
        '<div id="pst-primary-sidebar"', '<div id="pst-primary-sidebar" role="complementary" aria-label="Course"'
    )
    page = re.sub(
        r'(<div id="jb-print-docs-body"[^>]*>\s*)<h1>(.*?)</h1>', r'\1<p class="h1">\2</p>', page, flags=re.DOTALL
    )
    return page.replace(' role="doc-biblioentry"', "").replace('<div role="list" class="citation-list">', "<div>")


def finished(page, site, is_search=False):
    """(the page as it goes out, its style sheets, its scripts)."""
    static = STYLE.search(page)[1]
    page, styles = take_styles(page)
    page, scripts = take_scripts(page, static, is_search)
    page = re.sub(r'onclick="([\w.]+)\(\)"', r'data-call="\1"', page)
    page = FIGURE.sub(lambda match: with_size(match, site), page)
    page = re.sub(r"<title>(.+?) &#8212; \1</title>", r"<title>\1</title>", page)  # the title page's is the site's
    page = with_names(page).replace(THEME_LATER, THEME_NOW)
    policy = f'<meta http-equiv="Content-Security-Policy" content="{policy_of(page)}">'
    return page.replace(CHARSET, CHARSET + policy, 1), styles, scripts


def finish(app, trouble):
    """Finish the pages that this build has written, and what they share."""
    if trouble or app.builder.format != "html":
        return
    site, styles, scripts = Path(app.outdir), {}, []
    (site / "index.html").write_text(ENTRANCE.format(title=escape(app.config.html_title)), encoding="utf-8")
    for path in site.rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        if CHARSET in page and "Content-Security-Policy" not in page:
            page, own_styles, own_scripts = finished(page, site, path.name == "search.html")
            styles.update(dict.fromkeys(own_styles))
            scripts += [each for each in own_scripts if each not in scripts]
            path.write_text(page, encoding="utf-8")
    if styles:
        packing.write(site, list(styles), scripts)


def setup(app):
    """Register with Sphinx."""
    app.connect("build-finished", finish, priority=900)  # after the theme, which still writes a style sheet then
    return {"parallel_read_safe": True, "parallel_write_safe": True}
