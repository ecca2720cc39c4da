"""Build the course's wheel into a folder.

    python tools/make_wheel.py FOLDER

It is built of a copy that holds nothing but the package and what describes it: building leaves folders behind.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "nnbp_core"
DESCRIPTION = ("pyproject.toml", "README.md", "LICENSE")
LEFT_OUT = shutil.ignore_patterns("__pycache__", ".*")  # what Python and editors leave beside the code
PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check"]


def sources():
    """The files that the wheel is made of."""
    package = [path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    return [ROOT / name for name in DESCRIPTION] + package


def make_wheel(folder):
    """Build the wheel without asking any other host; returns its path."""
    with tempfile.TemporaryDirectory() as copy:
        shutil.copytree(PACKAGE, Path(copy) / PACKAGE.name, ignore=LEFT_OUT)
        for name in DESCRIPTION:
            shutil.copyfile(ROOT / name, Path(copy) / name)
        command = [*PIP, "wheel", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(folder), copy]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"the course's wheel could not be built; pip said:\n{done.stdout}{done.stderr}")
    (path,) = Path(folder).glob("*.whl")
    return path


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    print(make_wheel(sys.argv[1]))
