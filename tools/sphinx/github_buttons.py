"""A Sphinx extension: each page's buttons that lead to its repository, if REPOSITORY_URL names one.

- Open in Colab, on the pages of notebooks: from the branch `notebooks`, where publish.yml puts them as the site offers
  them, with the line that installs the course's package
- Edit this page: the file that it is made from; for an exercise, that is its solution
- Report a fault: an issue that names the page already
"""

import os
import re
from pathlib import Path
from urllib.parse import quote, urlencode

from docutils import nodes
from offered_notebooks import ROOT
from sphinx.errors import ExtensionError

BRANCH, NOTEBOOKS_BRANCH = "main", "notebooks"
GITHUB = re.compile(r"https://github\.com/([\w.-]+/[\w.-]+?)(\.git)?/?")
MADE_FROM = {"book/exercises/": "book/solutions/", "book/how_fast.md": "bench/report.py"}


def repository():
    """OWNER/NAME on GitHub from REPOSITORY_URL; None where that is not set."""
    address = os.environ.get("REPOSITORY_URL", "").strip()
    if not address:
        return None
    found = GITHUB.fullmatch(address)
    if not found:
        raise ExtensionError(
            f"REPOSITORY_URL is {address!r}; expected an address such as https://github.com/OWNER/NAME"
        )
    return found[1]


def source_of(path):
    """The file to edit where a page is made from another one than its own."""
    for made, source in MADE_FROM.items():
        path = path.replace(made, source)
    return path


def buttons(name, path, title, address):
    """The buttons of a page.

    Parameters
    ----------
    name : str
        OWNER/NAME of the repository.
    path : str
        The page's file in the repository.
    title, address : str
        What a reader calls the page, and where it stands.
    """
    github = f"https://github.com/{name}"
    report = urlencode(
        {"title": f"Fault: {title}", "body": f"Page: {address}\n\nIt says:\n\nIt should say:\n"}, quote_via=quote
    )
    colab = f"https://colab.research.google.com/github/{name}/blob/{NOTEBOOKS_BRANCH}/{quote(path)}"
    links = [
        ("Open in Colab", "fas fa-play", colab),
        ("Edit this page", "fas fa-pencil-alt", f"{github}/edit/{BRANCH}/{quote(source_of(path))}"),
        ("Report a fault", "fas fa-flag", f"{github}/issues/new?{report}"),
    ]
    return [
        {"type": "link", "text": text, "icon": icon, "url": url, "label": text.lower().replace(" ", "-")}
        for text, icon, url in links
        if path.endswith(".ipynb") or url != colab
    ]


def read_repository(app, config):
    """Take the repository from the environment; as a setting of the site, another one makes every page anew."""
    config.github_repository = repository()


def add_buttons(app, pagename, templatename, context, doctree):
    """Add the group of buttons to a page that is made from a file."""
    name = app.config.github_repository
    if name and doctree:
        base = app.config.html_baseurl.rstrip("/")
        title = next(doctree.findall(nodes.title)).astext()
        path = Path(app.env.doc2path(pagename)).relative_to(ROOT).as_posix()
        group = buttons(name, path, title, f"{base}/{pagename}.html" if base else f"{pagename}.html")
        context["header_buttons"].append(
            {
                "type": "group",
                "tooltip": "Run, edit, report",
                "icon": "fab fa-github",
                "buttons": group,
                "label": "github",
            }
        )


def setup(app):
    """Register with Sphinx."""
    app.add_config_value("github_repository", None, "html", (str, type(None)))
    app.connect("config-inited", read_repository)
    app.connect("html-page-context", add_buttons, priority=502)  # after the theme's own
    return {"parallel_read_safe": True, "parallel_write_safe": True}
