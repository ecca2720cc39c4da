"""Build the site into _build/html, without a warning.

    python tools/build_site.py

Notebook runs are kept in _build/.jupyter_cache and used again while neither the
notebook nor nnbp_core nor a package has changed; pages are kept while nothing they are made of has.
"""

import hashlib
import shutil
import subprocess
import sys
import sysconfig
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import kernels
import make_wheel
from jupyter_cache import get_cache
from jupyter_cache.executors import load_executor
from tqdm import tqdm

ROOT = Path(__file__).parents[1]
BUILD = ROOT / "_build"
CACHE = BUILD / ".jupyter_cache"
WHEEL = BUILD / "wheel"


def changed(stamp, paths):
    """Whether the files differ from those that the stamp was made of; the stamp is renewed."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.read_bytes())
    path = BUILD / f"{stamp}.sha256"
    if path.exists() and path.read_text(encoding="utf-8") == digest.hexdigest():
        return False
    BUILD.mkdir(exist_ok=True)
    path.write_text(digest.hexdigest(), encoding="utf-8")
    return True


def forget_what_is_stale():
    """Drop the kept runs if the code they ran has changed since, and the pages if what makes them has."""
    code = [path for path in (ROOT / "nnbp_core").rglob("*") if path.suffix in {".py", ".npz", ".svg"}]
    if changed("core", [*code, ROOT / "requirements.txt"]):
        shutil.rmtree(CACHE, ignore_errors=True)
        shutil.rmtree(BUILD / ".doctrees", ignore_errors=True)
    folders = [ROOT / "book" / "_static", ROOT / "tools" / "live", ROOT / "vendor"]
    makers = [ROOT / "package-lock.json", *ROOT.glob("_*.yml"), *(path for each in folders for path in each.glob("*"))]
    if changed("pages", makers + [path for path in (ROOT / "tools" / "sphinx").iterdir() if path.is_file()]):
        shutil.rmtree(BUILD / "html", ignore_errors=True)


@contextmanager
def progress(cache, total):
    """Show how many notebooks have been run, while others run them."""
    before, over = len(cache.list_cache_records()), threading.Event()
    with tqdm(total=total, desc="notebooks", unit="notebook") as bar:

        def count():
            if more := len(cache.list_cache_records()) - before - bar.n:
                bar.update(more)

        def watch():
            while not over.wait(0.5):
                count()

        watcher = threading.Thread(target=watch)
        watcher.start()
        try:
            yield
        finally:
            over.set()
            watcher.join()
            count()


def run_notebooks():
    """Run what is not in the cache, one notebook a processor. Jupyter Book takes the runs from there."""
    cache = get_cache(CACHE)
    known = set()
    for record in cache.list_project_records():
        if Path(record.uri).exists():
            known.add(record.uri)
        else:  # renamed or taken out since
            cache.remove_nb_from_project(record.pk)
    for path in map(str, sorted(ROOT.glob("book/*/*.ipynb"))):
        if path not in known:
            cache.add_nb_to_project(path)
    missing = [record.pk for record in cache.list_unexecuted()]
    if missing:
        with progress(cache, len(missing)):
            load_executor("local-parallel", cache).run_and_cache(filter_pks=missing, timeout=300)


def build_wheel():
    """Build the wheel that the site offers (tools/sphinx/downloads.py), unless it is there."""
    if changed("wheel", make_wheel.sources()) or not list(WHEEL.glob("*.whl")):
        shutil.rmtree(WHEEL, ignore_errors=True)
        make_wheel.make_wheel(WHEEL)


def main():
    """Build; the exit code is that of jupyter-book."""
    start = time.perf_counter()
    forget_what_is_stale()
    print("Building the site (the first time runs every notebook: one to three minutes) ...", flush=True)
    kernels.start_plain()
    build_wheel()
    run_notebooks()
    book = Path(sysconfig.get_path("scripts")) / "jupyter-book"
    done = subprocess.run([book, "build", ".", "-W", "-n", "--keep-going"], cwd=ROOT, check=False)
    if done.returncode == 0:
        print(f"The site is in {(BUILD / 'html').relative_to(ROOT)}, made in {time.perf_counter() - start:.0f} s.")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
