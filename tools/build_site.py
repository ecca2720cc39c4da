"""Build the site into _build/html, without a warning.

    python tools/build_site.py

Notebook runs are kept in _build/.jupyter_cache and used again while neither the
notebook nor nnbp_core has changed.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
BUILD = ROOT / "_build"


def forget_stale_runs():
    """Drop the kept runs if the code they ran has changed since."""
    digest = hashlib.sha256()
    for path in sorted((ROOT / "nnbp_core").rglob("*")):
        if path.suffix in {".py", ".npz", ".js"}:
            digest.update(path.read_bytes())
    stamp = BUILD / "core.sha256"
    if not stamp.exists() or stamp.read_text() != digest.hexdigest():
        shutil.rmtree(BUILD / ".jupyter_cache", ignore_errors=True)
        shutil.rmtree(BUILD / ".doctrees", ignore_errors=True)
        BUILD.mkdir(exist_ok=True)
        stamp.write_text(digest.hexdigest())


def main():
    """Build; the exit code is that of jupyter-book."""
    start = time.perf_counter()
    forget_stale_runs()
    print("Building the site (the first time runs every notebook: two to five minutes) ...", flush=True)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # small networks lose more to threads than they gain
    book = Path(sys.executable).parent / "jupyter-book"
    done = subprocess.run([book, "build", ".", "-W", "-n", "--keep-going"], cwd=ROOT, check=False)
    if done.returncode == 0:
        print(f"The site is in {(BUILD / 'html').relative_to(ROOT)}, made in {time.perf_counter() - start:.0f} s.")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
