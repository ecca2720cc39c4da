"""A Sphinx extension: notebooks carry their numbers, and *Next* leads through the course.

- the number in a notebook's file name stands in its title wherever that is written: on the page, in the sidebar, in the
  search, in links to the next and the previous page
- a solution hangs on its exercise: no page's *Next* or *Previous* leads to one
"""

import re

from docutils import nodes

NUMBER = re.compile(r"book/(?:chapters|exercises|solutions)/0*(\d+)_\w+")
KIND = re.compile(r"(Exercises|Solutions):")
ASIDE = "book/solutions/"


def with_number(page, title):
    """A page's title with the number of its chapter; as it is where the page has none."""
    found = NUMBER.fullmatch(page)
    if not found:
        return title
    named, count = KIND.subn(rf"\1 {found[1]}:", title, count=1)
    return named if count else f"{found[1]} · {title}"


def number_title(app, doctree):
    """Write the number into the title before Sphinx takes note of it; anchors stay as they are."""
    title = doctree.next_node(nodes.title)
    if title is not None:
        first = title.next_node(nodes.Text)
        first.parent.replace(first, nodes.Text(with_number(app.env.docname, first.astext())))


def neighbour(relations, page, side):
    """The page before (side 1) or behind (side 2) another one in the order of the course; None at its ends."""
    page = relations.get(page, (None, None, None))[side]
    while page and page.startswith(ASIDE):
        page = relations[page][side]
    return page


def lead_on(app, pagename, templatename, context, doctree):
    """Name the neighbours at a page's foot."""
    for side, name in ((1, "prev"), (2, "next")):
        page = neighbour(app.builder.relations, pagename, side)
        context[name] = page and {
            "link": app.builder.get_relative_uri(pagename, page),
            "title": app.builder.render_partial(app.env.titles[page])["title"],
        }


def setup(app):
    """Register with Sphinx."""
    app.connect("doctree-read", number_title, priority=400)  # before the titles are collected
    app.connect("html-page-context", lead_on)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
