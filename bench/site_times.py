"""How long the site takes to build: from nothing, after one changed chapter, and with nothing changed.

    python bench/site_times.py

The times of the test stages are those that the last `make test` left in _build/test_times.json.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "bench"))

import results

CHAPTER = ROOT / "book" / "chapters" / "13_questions.ipynb"
TEST_TIMES = ROOT / "_build" / "test_times.json"


def build():
    """Seconds of one `make site`."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "tools/build_site.py"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main():
    """Measure, print, store; the chapter is put back as it was, whatever happens."""
    tests = json.loads(TEST_TIMES.read_text(encoding="utf-8")) if TEST_TIMES.exists() else {}
    for name in ("html", ".jupyter_cache", ".doctrees", "jupyter_execute"):
        shutil.rmtree(ROOT / "_build" / name, ignore_errors=True)
    times = {"from nothing": build()}
    before = CHAPTER.read_bytes()
    try:
        CHAPTER.write_bytes(
            before.replace(
                b'"cells": [',
                b'"cells": [{"cell_type": "markdown", "id": "changed", "metadata": {}, "source": ["Changed."]},',
                1,
            )
        )
        times["one chapter changed"] = build()
    finally:
        CHAPTER.write_bytes(before)
    times["that chapter put back"] = build()
    for name, seconds in times.items():
        print(f"{seconds:8.1f} s  site, {name}")
    results.store("site", {"build": times, "tests": tests, "cores": os.cpu_count()})


if __name__ == "__main__":
    main()
