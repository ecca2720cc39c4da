"""A Sphinx extension: 404.html, the page that a host shows for an address that leads nowhere.

It stands alone, for it is shown at any depth: style, script and mark are in it. Its script (lost.js) finds the site's
address and the page that may have been meant; without a script, the links lead where SITE_URL says.
"""

import base64
import json
from html import escape
from pathlib import Path

from finish_pages import CHARSET, policy_of
from replacing import replaced

HERE = Path(__file__).parent
CHAPTERS = "book/chapters/"


def page_of(title, site, pages, logo):
    """The page; ``pages`` is {address without its ending: title}."""
    to = '<li><a data-to="{0}.html" href="{1}{0}.html">{2}</a></li>'
    chapters = (to.format(name, site, escape(pages[name])) for name in sorted(pages) if name.startswith(CHAPTERS))
    page = (HERE / "lost.html").read_text(encoding="utf-8")
    page = page.format(
        title=escape(title),
        site=site,
        logo=f"data:image/svg+xml;base64,{base64.b64encode(logo).decode()}",
        chapters="\n".join(chapters),
        pages=json.dumps(pages, ensure_ascii=False).replace("<", "\\u003c"),
        script=(HERE / "lost.js").read_text(encoding="utf-8"),
    )
    policy = f'<meta http-equiv="Content-Security-Policy" content="{policy_of(page)}">'
    return replaced(page, '<meta charset="utf-8">', CHARSET + policy, "lost.html")


def write_page(app, trouble):
    """Write the page beside the others."""
    if trouble or app.builder.format != "html":
        return
    base = app.config.html_baseurl.rstrip("/")
    pages = {name: app.env.titles[name].astext() for name in sorted(app.env.found_docs)}
    logo = (Path(app.outdir) / "_static" / "logo.svg").read_bytes()
    page = page_of(app.config.html_title, base and f"{base}/", pages, logo)
    (Path(app.outdir) / "404.html").write_text(page, encoding="utf-8")


def setup(app):
    """Register with Sphinx."""
    app.connect("build-finished", write_page)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
