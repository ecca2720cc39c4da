"""A Sphinx extension: what the site offers for download.

Into a folder that is named after the version go the course's wheel, which tools/build_site.py has built, and one
archive of all notebooks. In `_sources`, where the theme's download button leads, every notebook gets its first cell
(offered_notebooks.py). The pages name both by substitutions,
and the version: {{ pip_install }}, {{ all_notebooks }}, {{ version }}.

A site that was built without SITE_URL does not know its address. course.js puts it in when a page is shown, and when a
notebook is downloaded; in the archive the wheel lies beside the notebooks, so that needs neither.
"""

import shutil
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import offered_notebooks
from offered_notebooks import ROOT, UNKNOWN_SITE
from sphinx.errors import ExtensionError

ARCHIVE = "nnbp-notebooks-{version}"
PIP_INSTALL = "```{{code-block}} text\n:class: at-site\npip install jupyterlab {wheel}\n```"
WITHOUT_SCRIPTS = """

<noscript>

In the line above, put the address of this site in place of `SITE`: what stands before `/book/` in your browser.

</noscript>
"""


def archive_name():
    """The archive's name without its ending: that of the one folder in it, too."""
    return ARCHIVE.format(version=offered_notebooks.version())


def name_addresses(app, config):
    """Give the pages the addresses of what they offer."""
    site = offered_notebooks.site_from_environment()
    pip_install = PIP_INSTALL.format(wheel=offered_notebooks.wheel_address(site))
    archive = f"../{offered_notebooks.folder()}/{archive_name()}.zip"
    config.myst_substitutions = {
        **config.myst_substitutions,
        "pip_install": pip_install + (WITHOUT_SCRIPTS if site == UNKNOWN_SITE else ""),
        "version": offered_notebooks.version(),
        "home": "" if site == UNKNOWN_SITE else f"<{site}/>",
        "all_notebooks": f'<a href="{archive}" download>all notebooks</a>',
    }


def built_wheel(folder):
    """The wheel in a folder; an error that says how to get one where it is missing."""
    wheel = Path(folder) / offered_notebooks.wheel_name()
    if not wheel.is_file():
        raise ExtensionError(
            f"the site has no wheel to offer: {wheel} is missing; python tools/build_site.py builds it"
        )
    return wheel


def write_archive(path, wheel):
    """All notebooks in their folders, with the wheel that their first cells install, and the licence."""
    files = {wheel.name: wheel.read_bytes(), "LICENSE": (ROOT / "LICENSE").read_bytes()}
    for notebook in offered_notebooks.notebooks():
        name = notebook.relative_to(ROOT / "book").as_posix()
        files[name] = offered_notebooks.offered(notebook, f"../{wheel.name}").encode()
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(ZipInfo(f"{path.stem}/{name}"), content, ZIP_DEFLATED)  # without the hour of the build


def write_downloads(app, trouble):
    """Put everything in its place; notebooks are written anew, since Sphinx copies only those that have changed."""
    if trouble or app.builder.format != "html":
        return
    site, target = Path(app.outdir), Path(app.outdir) / offered_notebooks.folder()
    wheel = built_wheel(site.parent / "wheel")
    shutil.rmtree(target.parent, ignore_errors=True)  # an older version's
    target.mkdir(parents=True)
    shutil.copyfile(wheel, target / wheel.name)
    write_archive(target / f"{archive_name()}.zip", wheel)
    address = offered_notebooks.wheel_address(offered_notebooks.site_from_environment())
    for page in sorted(app.env.found_docs):
        source = Path(app.env.doc2path(page))
        if source.suffix == ".ipynb":
            copy = site / "_sources" / f"{page}.ipynb"
            copy.write_text(offered_notebooks.offered(source, address), encoding="utf-8")


def setup(app):
    """Register with Sphinx."""
    app.connect("config-inited", name_addresses)
    app.connect("build-finished", write_downloads)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
