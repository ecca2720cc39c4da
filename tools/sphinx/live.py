"""A Sphinx extension: Python in the page.

Exercises get a button under their check, chapters a cell to try things at their foot, and explorers a Run beside their
code. The buttons are a few lines (tools/live/button.js); what they bring when they are pressed lies in two folders,
each named by what is in it, so that browsers may keep it:

- `_static/python/…`: Pyodide, as npm has it, with the NumPy of vendor/ and a list of packages that holds NumPy alone
- `_static/live/…`: the editor, the worker, and the course's core without its figures and explorers

Without the wheel in vendor/, the site is built without the buttons.
"""

import gzip
import hashlib
import io
import json
import re
import shutil
import subprocess
from html import escape
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import offered_notebooks
from docutils import nodes
from sphinx.errors import ExtensionError
from sphinx.util import logging

ROOT = Path(__file__).parents[2]
PYODIDE = ROOT / "node_modules" / "pyodide"
SOURCES = ROOT / "tools" / "live"
VENDOR = ROOT / "vendor"
ENGINE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
LOCK = "pyodide-lock.json"
ENTRIES = ("button.js", "live.js", "worker.js", "live.css")
LEFT_OUT = {"figures", "explorers", "__pycache__"}
CHECK = re.compile(r'check\("(\d+\.\d+)", \w+\)')
ROOT_OF = '<div data-live="{id}" data-state="idle" data-verdict="not attempted"{stub} hidden>{words}<button type="button" class="btn" style="border:1px solid;color:inherit">Try it here</button></div>'  # noqa: E501
TRY_THINGS = "<p>Try things here, in the page: NumPy and the course’s names are imported.</p>"
FIRST_LINES = """\
network = Network.random([2, 3, 1], rng=np.random.default_rng(0))
zs, activations = forward(network, np.array([[0.5], [-1.0]]))
activations[-1]
"""
logger = logging.getLogger(__name__)


def lock():
    """Pyodide's list of packages with NumPy alone, so that its check of the wheel's hash holds."""
    whole = json.loads((PYODIDE / LOCK).read_text(encoding="utf-8"))
    return json.dumps({"info": whole["info"], "packages": {"numpy": whole["packages"]["numpy"]}}).encode()


def wheel():
    """NumPy's wheel for Pyodide in vendor/, or None."""
    path = VENDOR / json.loads(lock())["packages"]["numpy"]["file_name"]
    return path if path.is_file() else None


def core_archive():
    """The course's core and what runs a cell, as a zip that is the same whenever it is made."""
    package = [path for path in (ROOT / "nnbp_core").rglob("*") if path.suffix in {".py", ".npz"}]
    package = [path for path in package if not LEFT_OUT & set(path.parts)]
    content = io.BytesIO()
    with ZipFile(content, "w") as archive:
        for path in sorted(package):
            archive.writestr(ZipInfo(path.relative_to(ROOT).as_posix()), path.read_bytes(), ZIP_DEFLATED, 9)
        archive.writestr(ZipInfo("cell.py"), (SOURCES / "cell.py").read_bytes(), ZIP_DEFLATED, 9)
    return content.getvalue()


def sizes(files):
    """(bytes over the wire, bytes unpacked) of each file; what is packed already goes as it is."""
    unpacked = {name: len(content) for name, content in files.items()}
    text = {name for name in files if Path(name).suffix in {".mjs", ".wasm", ".json"}}
    return {name: len(gzip.compress(files[name], 6)) if name in text else unpacked[name] for name in files}, unpacked


def bundled(folder, python, files):
    """Bundle the entries into a folder; they learn where Python is and how much comes."""
    packed, unpacked = sizes(files)
    known = {"PACKED": packed, "UNPACKED": unpacked, "PYTHON_FOLDER": python, "BYTES": sum(packed.values())}
    esbuild = shutil.which("esbuild", path=ROOT / "node_modules" / ".bin")
    if not esbuild:
        raise ExtensionError("node_modules/.bin has no esbuild: run `npm ci` first (make site does)")
    options = ["--bundle", "--format=esm", "--minify", "--charset=utf8", "--target=es2022", "--log-level=warning"]
    options += [f"--define:{name}={json.dumps(value)}" for name, value in known.items()]
    subprocess.run([esbuild, *(str(SOURCES / name) for name in ENTRIES), *options, f"--outdir={folder}"], check=True)


def write(folder, files):
    """Write files into a folder of their own, which replaces its neighbours: those of earlier builds."""
    if not folder.is_dir():
        shutil.rmtree(folder.parent, ignore_errors=True)
        folder.mkdir(parents=True)
        for name, content in files.items():
            (folder / name).write_bytes(content)


def bring(app):
    """Put all that the buttons bring beside the site's static files; remember where."""
    app.live = None
    if app.builder.format != "html":
        return
    if not wheel():
        logger.info("Python in the page is left out: %s has no NumPy for it (vendor/README.md says which)", VENDOR.name)
        return
    version = json.loads((PYODIDE / "package.json").read_text(encoding="utf-8"))["version"]
    python = {name: (PYODIDE / name).read_bytes() for name in ENGINE}
    python |= {LOCK: lock(), wheel().name: wheel().read_bytes()}
    core = {"core.zip": core_archive()}
    static = Path(app.outdir) / "_static"
    write(static / "python" / version, python)
    digest = hashlib.sha256(b"".join([core["core.zip"], *(path.read_bytes() for path in sorted(SOURCES.iterdir()))]))
    app.live = f"live/{offered_notebooks.version()}-{digest.hexdigest()[:8]}"
    write(static / app.live, core)
    bundled(static / app.live, f"../../python/{version}/", python | core)


def root_of(id, words="", stub=None):
    """The place of a cell on a page: a button, which is shown where scripts run."""
    told = "" if stub is None else f' data-stub="{escape(stub)}"'
    return nodes.raw("", ROOT_OF.format(id=id, words=words, stub=told), format="html")


def add_roots(app, doctree, page):
    """Put a button under each check of an exercise page, and at the foot of a chapter."""
    if not app.live:
        return
    if page.startswith("book/exercises/"):
        for cell in list(doctree.findall(nodes.container)):
            found = cell.get("nb_element") == "cell_code" and CHECK.fullmatch(
                cell.next_node(nodes.literal_block).astext()
            )
            if found:
                cell.parent.insert(cell.parent.index(cell) + 1, root_of(found[1]))
    if page.startswith("book/chapters/"):
        name = f"chapter-{int(page.rsplit('/', 1)[1][:2])}"
        doctree.next_node(nodes.section).append(root_of(name, TRY_THINGS, FIRST_LINES))


def add_script(app, pagename, templatename, context, doctree):
    """Load the buttons where there is something to run or to mark."""
    body = context.get("body", "")
    if app.live and ("data-live=" in body or pagename == app.config.root_doc):
        app.add_js_file(f"{app.live}/button.js", type="module")  # after the whole page


def setup(app):
    """Register with Sphinx."""
    app.connect("builder-inited", bring)
    app.connect("doctree-resolved", add_roots)
    app.connect("html-page-context", add_script)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
