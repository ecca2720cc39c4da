"""A Sphinx extension: the search finds the chapter of a word first.

The glossary says which chapter a word belongs to: the first that its entry leads to. The search page brings that list,
and finding.js, which Sphinx puts into its search, puts that chapter above all else.
"""

import json
import re
from pathlib import Path

from docutils import nodes
from sphinx import addnodes

GLOSSARY = "book/glossary"
CHAPTER = re.compile(r"(?:.*/)?(chapters/\w+)(?:\.ipynb)?(?:#.*)?")


def chapter_of(definition):
    """The first chapter that a definition leads to, or None."""
    for link in definition.findall(addnodes.pending_xref):
        if found := CHAPTER.fullmatch(link["reftarget"]):
            return f"book/{found[1]}"
    return None


def homes(glossary):
    """{word in lower case: its chapter}, in each language of the glossary."""
    found = {}
    for item in glossary.findall(nodes.definition_list_item):
        chapter = chapter_of(item)
        for term in item.findall(nodes.term) if chapter else ():
            found |= dict.fromkeys(term.astext().lower().split(" · "), chapter)
    return found


def add_homes(app, pagename, templatename, context, doctree):
    """Put the list on the search page."""
    if pagename == "search":
        listed = json.dumps(homes(app.env.get_doctree(GLOSSARY)), ensure_ascii=False)
        script = f'<script type="application/json" id="homes">{listed}</script>'
        context["metatags"] = context.get("metatags", "") + script


def order_results(app, config):
    """Have Sphinx put finding.js into its search."""
    config.html_search_scorer = str(Path(__file__).with_suffix(".js"))


def setup(app):
    """Register with Sphinx."""
    app.connect("config-inited", order_results)
    app.connect("html-page-context", add_homes, priority=600)  # behind the description
    return {"parallel_read_safe": True, "parallel_write_safe": True}
