"""A Sphinx extension: formulas are typeset when the site is built, by MathJax in Node.

A page then needs no script for its formulas and does not move while they appear. Each formula carries its MathML
beside it, for screen readers. A formula that MathJax does not understand is a warning, so it stops the build.
"""

import functools
import json
import re
import shutil
import subprocess
from html import escape
from pathlib import Path

from docutils import nodes
from replacing import require
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

ROOT = Path(__file__).parents[2]
FONTS = ROOT / "node_modules" / "mathjax" / "es5" / "output" / "chtml" / "fonts" / "woff-v2"
STYLE = "math.css"
log = logging.getLogger(__name__)


@functools.cache
def _typesetter():
    if not FONTS.exists():
        raise FileNotFoundError("node_modules/mathjax is missing: run `npm ci` first (make site does)")
    program = ["node", str(Path(__file__).with_suffix(".cjs"))]
    return subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")


@functools.cache
def _ask(**request):
    process = _typesetter()
    process.stdin.write(json.dumps(request) + "\n")
    process.stdin.flush()
    line = process.stdout.readline()
    if not line:
        raise RuntimeError("Node stopped while it typeset formulas; its own message stands above")
    return json.loads(line)


def typeset(tex, display, node=None):
    """HTML of a formula; a warning at `node`, and the formula as it was written, where MathJax does not understand."""
    answer = _ask(tex=tex, display=display)
    if "trouble" in answer:
        log.warning("MathJax does not understand %r: %s", tex, answer["trouble"], location=node)
        return f"<code>{escape(tex)}</code>"
    return answer["html"]


def visit_inline(writer, node):
    """A formula in a line of text."""
    writer.body.append(writer.starttag(node, "span", "", CLASS="math notranslate nohighlight"))
    writer.body.append(typeset(node.astext(), False, node) + "</span>")
    raise nodes.SkipNode


def visit_display(writer, node):
    """A formula on lines of its own, with its number where it has one."""
    writer.body.append(writer.starttag(node, "div", CLASS="math notranslate nohighlight"))
    if node["number"]:
        writer.body.append(f'<span class="eqno">({get_node_equation_number(writer, node)})')
        writer.add_permalink_ref(node, "Link to this equation")
        writer.body.append("</span>")
    tex = node.astext()
    if "\\\\" in tex and not node["nowrap"]:
        tex = rf"\begin{{split}}{tex}\end{{split}}"
    writer.body.append(typeset(tex, True, node) + "</div>\n")
    raise nodes.SkipNode


def add_style(app, pagename, templatename, context, doctree):
    """Load the formulas' style where there are formulas."""
    if "<mjx-container" in context.get("body", ""):
        app.add_css_file(STYLE)


def glyphs_in(text):
    """The classes of MathJax's glyphs in a page."""
    return set(re.findall(r"\bmjx-c[0-9A-F]+\b", text))


def slim_style(css, used):
    """MathJax's style without the rules of glyphs that no page uses."""

    def keep(match):
        glyphs = glyphs_in(match[1])
        return match[0] if not glyphs or glyphs & used else ""

    require(glyphs_in(css), "mjx-c…", "MathJax's style")
    text = r'(?:[^{}"]|"[^"]*")'  # a brace in quotes is a glyph, not the end of a rule
    return re.sub(rf"({text}+)\{{{text}*\}}", keep, css)


def write_style(app, trouble):
    """Write the style of the glyphs in use, and the fonts they come from."""
    if trouble or app.builder.format != "html":
        return
    site = Path(app.outdir)
    used = set().union(*(glyphs_in(page.read_text(encoding="utf-8")) for page in site.rglob("*.html")))
    css = slim_style(_ask(css=True)["css"], used)
    (site / "_static" / STYLE).write_text(css, encoding="utf-8")
    shutil.copytree(FONTS, site / "_static" / "mathjax-fonts", dirs_exist_ok=True)


def setup(app):
    """Register with Sphinx."""
    app.add_html_math_renderer("typeset", (visit_inline, None), (visit_display, None))
    app.connect("html-page-context", add_style)
    app.connect("build-finished", write_style)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
