"""A Sphinx extension: what a page says of itself to search engines, and to those who share a link to it.

The address where the site will stand is not known when it is built at home; the variable SITE_URL names it, and then
a page also gives its own address and the picture of the course.
"""

import os
from html import escape

from docutils import nodes

LENGTH = 200
PICTURE = "_static/social.png"


def description_of(doctree):
    """The page's first sentences, in at most LENGTH characters."""
    paragraphs = (node for node in doctree.findall(nodes.paragraph) if isinstance(node.parent, nodes.section))
    text = " ".join(" ".join(node.astext().split()) for _, node in zip(range(2), paragraphs, strict=False))
    if len(text) <= LENGTH:
        return text
    cut = text[:LENGTH]
    return cut[: cut.rfind(". ") + 1] if ". " in cut[LENGTH // 3 :] else cut.rsplit(" ", 1)[0] + " …"


def tags(app, pagename, templatename, context, doctree):
    """Add the page's description and its card."""
    site = app.config.html_title
    title = context.get("title") or site
    about = (description_of(doctree) if doctree else "") or f"{title}. {site}, a course you can run."
    card = {"og:type": "article", "og:site_name": site, "og:title": title, "og:description": about}
    if app.config.html_baseurl:
        base = app.config.html_baseurl.rstrip("/")
        card |= {"og:url": f"{base}/{pagename}.html", "og:image": f"{base}/{PICTURE}"}
    lines = [f'<meta name="description" content="{escape(about)}">']
    lines += [f'<meta property="{name}" content="{escape(value)}">' for name, value in card.items()]
    lines += ['<meta name="twitter:card" content="summary_large_image">']
    context["metatags"] = "\n".join([context.get("metatags", ""), *lines])


def read_address(app, config):
    """Take the site's address from the environment."""
    config.html_baseurl = os.environ.get("SITE_URL", config.html_baseurl)


def setup(app):
    """Register with Sphinx."""
    app.connect("config-inited", read_address)
    app.connect("html-page-context", tags)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
