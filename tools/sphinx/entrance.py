"""A Sphinx extension: what the entrance is made of.

- `{explorer} Name`: an interactive figure, as in a chapter
- `{chapter-map}`: the numbered chapters, each with its picture (map_pictures.py), what its first lines promise, and
  room for what the reader has passed (tools/live/button.js)
- the entrance has the whole width: its sidebar waits behind the button that opens it
"""

import inspect
import re

from docutils import nodes
from map_pictures import picture_of
from replacing import replaced
from sphinx.util.docutils import SphinxDirective

from nnbp_core import explorers

PROMISE = "You will be able to"
CHAPTER = re.compile(r"book/chapters/(\d+_\w+)")
SIDEBAR = 'class="bd-sidebar-primary bd-sidebar'
ARTICLE = 'class="bd-article-container'


class ExplorerHere(SphinxDirective):
    """An interactive figure in its first state."""

    required_arguments = 1

    def run(self):
        figure = getattr(explorers, self.arguments[0])
        self.env.note_dependency(inspect.getfile(figure))
        self.env.note_dependency(str(explorers.explorer.POSTERS / f"{figure.MODULE}.svg"))
        return [nodes.raw("", figure().static_html(), format="html")]


class chapter_map(nodes.General, nodes.Element):
    """Where the map will stand, once every chapter has been read."""


class ChapterMap(SphinxDirective):
    """The map of the course."""

    def run(self):
        for name in filter(CHAPTER.fullmatch, self.env.found_docs):
            self.env.note_dependency(self.env.doc2path(name))
        return [chapter_map()]


def promise_of(chapter):
    """What the first lines of a chapter say that one can do at its end."""
    strong = next((each for each in chapter.findall(nodes.strong) if each.astext() == PROMISE), None)
    sentence = nodes.paragraph()
    for part in strong.parent[strong.parent.index(strong) + 1 :] if strong else ():
        said, *more = part.astext().split("\n")
        sentence += nodes.Text(said) if isinstance(part, nodes.Text) else part.deepcopy()
        if more:  # the next line says what one needs
            break
    if sentence:
        first = sentence[0].astext().lstrip()
        sentence[0] = nodes.Text(first[:1].upper() + first[1:])
    return sentence


def place_of(app, page, chapter):
    """A chapter's place on the map."""
    address = app.builder.get_relative_uri(page, chapter)
    link = nodes.reference("", app.env.titles[chapter].astext(), internal=True, refuri=address)
    picture = nodes.raw("", picture_of(CHAPTER.fullmatch(chapter)[1]), format="html")
    return nodes.list_item("", picture, nodes.paragraph("", "", link), promise_of(app.env.get_doctree(chapter)))


def draw_map(app, doctree, page):
    """Put the chapters into their places."""
    for node in list(doctree.findall(chapter_map)):
        chapters = sorted(filter(CHAPTER.fullmatch, app.env.found_docs))
        places = (place_of(app, page, chapter) for chapter in chapters)
        node.replace_self(nodes.bullet_list("", *places, classes=["chapter-map"]))


def open_wide(app, trouble):
    """Have the entrance begin without its sidebar, and say to the styles which page it is.

    A style that looked for it (`:has`) would be tried anew on every page whenever a figure adds or removes an element.
    """
    if not trouble and app.builder.format == "html":
        path = app.builder.outdir / f"{app.config.root_doc}.html"
        page = path.read_text(encoding="utf-8")
        if f"{SIDEBAR} pst-sidebar-hidden" not in page:
            page = replaced(page, SIDEBAR, f"{SIDEBAR} pst-sidebar-hidden", path.name)
            page = replaced(page, ARTICLE, f"{ARTICLE} entrance", path.name)
            path.write_text(page, encoding="utf-8")


def setup(app):
    """Register with Sphinx."""
    app.add_node(chapter_map)
    app.add_directive("explorer", ExplorerHere)
    app.add_directive("chapter-map", ChapterMap)
    app.connect("doctree-resolved", draw_map)
    app.connect("build-finished", open_wide)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
