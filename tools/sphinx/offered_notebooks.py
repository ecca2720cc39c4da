"""The notebooks as the site offers them: each begins with a cell that installs the course's package if it is missing.

    SITE_URL=https://example.org/course python tools/sphinx/offered_notebooks.py FOLDER

writes all of them into a folder, for a branch that Colab opens them from.
"""

import json
import os
import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
CELL_ID = "install"
UNKNOWN_SITE = "SITE"  # book/_static/course.js puts the site's address in its place when a reader downloads
CELL = """\
# {package}, the course's package: where it is missing, it is installed from the site that this notebook comes from.
{advice}import importlib.util, subprocess, sys; assert importlib.util.find_spec("{package}") or not subprocess.call([sys.executable, "-m", "pip", "install", "--quiet", "{wheel}"]), "{package} could not be installed from {wheel}: the page “Run it” of the course has other ways."\
"""  # noqa: E501 (the reader sees one line of code)
ADVICE = """\
# If its address begins with {site}/, write the address of the course's site there: what stands before /book/ in your browser.
"""  # noqa: E501


def version():
    """The version of the course's package."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]


def folder():
    """The folder of the site that holds what is offered for download."""
    return f"downloads/{version()}"


def wheel_name():
    """The wheel's file name, as pip wants it."""
    return f"nnbp_core-{version()}-py3-none-any.whl"


def site_from_environment():
    """The site's address without a slash at its end, from SITE_URL; UNKNOWN_SITE where that is not set."""
    site = os.environ.get("SITE_URL", "").strip().rstrip("/")
    if site and not re.fullmatch(r"https?://[^\s\"'\\]+", site):
        raise ValueError(f"SITE_URL is {site!r}; expected an address such as https://example.org/course")
    return site or UNKNOWN_SITE


def wheel_address(site):
    """Where the wheel is on a site."""
    return f"{site}/{folder()}/{wheel_name()}"


def first_cell(wheel):
    """The source of the cell that installs the package from the wheel's address or path."""
    advice = ADVICE.format(site=UNKNOWN_SITE) if wheel.startswith(f"{UNKNOWN_SITE}/") else ""
    return CELL.format(package="nnbp_core", wheel=wheel, advice=advice)


def offered(path, wheel):
    """A notebook of the book as text, with the first code cell that it has where it is offered."""
    notebook = json.loads(Path(path).read_text(encoding="utf-8"))
    cell = {
        "cell_type": "code",
        "execution_count": None,
        "id": CELL_ID,
        "metadata": {},
        "outputs": [],
        "source": first_cell(wheel).splitlines(keepends=True),
    }
    notebook["cells"].insert(0, cell)
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def notebooks():
    """The notebooks of the book, in order."""
    return sorted((ROOT / "book").glob("*/*.ipynb"))


def main(target):
    """Write every offered notebook below the target, under its path in the repository."""
    site = site_from_environment()
    if site == UNKNOWN_SITE:
        sys.exit("SITE_URL is not set: it names the site that the notebooks install the course's package from")
    for path in notebooks():
        written = Path(target) / path.relative_to(ROOT)
        written.parent.mkdir(parents=True, exist_ok=True)
        written.write_text(offered(path, wheel_address(site)), encoding="utf-8")
    print(f"{len(notebooks())} notebooks are in {target}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
