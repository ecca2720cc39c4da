"""A Sphinx extension: what this site needs and Jupyter Book does not offer.

- MathJax is served from the site itself
- sphinx_thebe adds nothing: it would ask another host for its script
"""

import shutil
from pathlib import Path

ROOT = Path(__file__).parents[2]
MATHJAX = ROOT / "node_modules" / "mathjax" / "es5"


def silence_thebe(app):
    """Take sphinx_thebe's listeners off; Jupyter Book loads it whether it is used or not."""
    for listeners in app.events.listeners.values():
        listeners[:] = [each for each in listeners if not each.handler.__module__.startswith("sphinx_thebe")]


def copy_mathjax(app):
    """Put MathJax beside the site's other static files."""
    if app.builder.format != "html":
        return
    if not MATHJAX.exists():
        raise FileNotFoundError("node_modules/mathjax is missing: run `npm ci` first (make site does)")
    target = Path(app.outdir) / "_static" / "mathjax"
    (target / "output" / "chtml").mkdir(parents=True, exist_ok=True)
    shutil.copy2(MATHJAX / "tex-chtml.js", target)
    shutil.copytree(MATHJAX / "output" / "chtml" / "fonts", target / "output" / "chtml" / "fonts", dirs_exist_ok=True)


def setup(app):
    """Register with Sphinx."""
    app.connect("builder-inited", silence_thebe, priority=0)
    app.connect("builder-inited", copy_mathjax)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
