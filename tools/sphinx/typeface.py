"""A Sphinx extension: the course's typeface, Literata, from the site's own files.

The files come as npm has them, with their licence; _static/typeface.css says which of them a page asks for.
"""

import shutil
from pathlib import Path

ROOT = Path(__file__).parents[2]
LITERATA = ROOT / "node_modules" / "@fontsource-variable" / "literata"
FILES = "literata-{script}-wght-{style}.woff2"


def copy_files(app):
    """Put the files beside the site's other static files."""
    if app.builder.format == "html":
        if not LITERATA.is_dir():
            raise FileNotFoundError("node_modules has no Literata: run `npm ci` first (make site does)")
        target = Path(app.outdir) / "_static" / "typeface"
        target.mkdir(parents=True, exist_ok=True)
        shutil.copy2(LITERATA / "LICENSE", target)
        for script in ("latin", "greek"):
            for style in ("normal", "italic"):
                shutil.copy2(LITERATA / "files" / FILES.format(script=script, style=style), target)


def ask_early(app, pagename, templatename, context, doctree):
    """Have a page ask for the letters of its text at once, not when its style has been read: a line that gets its
    letters late may break elsewhere, and all below it moves."""
    styles = ["normal", *(["italic"] if "<em>" in context.get("body", "") else [])]
    for style in styles:
        address = context["pathto"](f"_static/typeface/{FILES.format(script='latin', style=style)}", True)
        tag = f'<link rel="preload" as="font" type="font/woff2" crossorigin href="{address}">'
        context["metatags"] = context.get("metatags", "") + tag


def setup(app):
    """Register with Sphinx."""
    app.connect("builder-inited", copy_files)
    app.connect("html-page-context", ask_early, priority=700)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
