"""A Sphinx extension: what this site needs and Jupyter Book does not offer.

- sphinx_thebe adds nothing: it would ask another host for its script
- a page with explorers loads their host script and style, and no widget state: the explorers bring their own
"""

import re
import shutil
from functools import partial
from pathlib import Path

from replacing import replaced, require

from nnbp_core.explorers.explorer import stylesheet

ROOT = Path(__file__).parents[2]
EXPLORERS = ROOT / "nnbp_core" / "explorers"
POSTER = re.compile(r'<img data-poster="(\w+)" alt="([^"]*)" src="data:[^"]*"/?>')


def silence_thebe(app):
    """Take sphinx_thebe's listeners off; Jupyter Book loads it whether it is used or not."""
    found = False
    for listeners in app.events.listeners.values():
        kept = [each for each in listeners if not each.handler.__module__.startswith("sphinx_thebe")]
        found = found or len(kept) < len(listeners)
        listeners[:] = kept
    require(found, "sphinx_thebe", "what listens to Sphinx's events")


def copy_explorers(app):
    """Put the explorers' bundles and style beside the site's other static files."""
    if app.builder.format == "html":
        target = Path(app.outdir) / "_static" / "explorers"
        shutil.copytree(EXPLORERS / "bundles", target, dirs_exist_ok=True)
        shutil.copytree(EXPLORERS / "posters", target / "posters", dirs_exist_ok=True)
        sheets = sorted(path.stem for path in EXPLORERS.glob("*.css") if path.with_suffix(".py").exists())
        (target / "explorers.css").write_text(stylesheet(*sheets), encoding="utf-8")


def drop_widget_state(app, env=None):
    """Take the notebooks' widget state off the pages: it would send every explorer's module twice."""
    for page in getattr(env or app.env, "nb_metadata", {}).values():
        page.get("js_files", {}).pop("ipywidgets_state", None)


def with_poster_file(pathto, match):
    """A poster's tag that names a file instead of holding it, with its size, so that nothing moves when it arrives."""
    head = (EXPLORERS / "posters" / f"{match[1]}.svg").read_text(encoding="utf-8")[:300]
    width, height = (re.search(rf' {side}="(\d+)"', head)[1] for side in ("width", "height"))
    source = pathto(f"_static/explorers/posters/{match[1]}.svg", True)
    size = f'width="{width}" height="{height}" loading="lazy"'
    return f'<img data-poster="{match[1]}" alt="{match[2]}" src="{source}" {size}>'


def add_explorers(app, pagename, templatename, context, doctree):
    """Load the host on pages that hold an explorer, and only there."""
    modules = re.findall(r'data-explorer-module="(\w+)"', context.get("body", ""))
    if modules:
        poster = partial(with_poster_file, context["pathto"])
        context["body"] = replaced(context["body"], POSTER, poster, pagename)
        app.add_css_file("explorers/explorers.css")
        app.add_js_file("explorers/host.js", type="module", **{"async": "async"})
        first = context["pathto"](f"_static/explorers/{modules[0]}.js", True)
        context["metatags"] = context.get("metatags", "") + f'<link rel="modulepreload" href="{first}">'


def setup(app):
    """Register with Sphinx."""
    app.connect("builder-inited", silence_thebe, priority=0)
    app.connect("builder-inited", copy_explorers)
    app.connect("builder-inited", drop_widget_state)  # what an earlier build has kept
    app.connect("env-check-consistency", drop_widget_state)
    app.connect("html-page-context", add_explorers)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
