"""Run every test of the course, one stage after the other, and sum up.

    python tools/run_tests.py

The stages: the site is built; then core, house and book; then every notebook is run and
compared, with the numbers in its text, to what is stored; then under nbval, with an older
processor's arithmetic; then the site in a browser. Under CI=true a missing browser is a
failure.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import chromium
import firefox
import kernels

ROOT = Path(__file__).parents[1]
PYTEST = [sys.executable, "-m", "pytest", "-q", "--no-header"]
PARALLEL = ["-n", str(min(os.cpu_count() or 1, 8)), "--dist", "loadfile"]
NOTEBOOKS = [*PYTEST, *PARALLEL, "--nbval", "book", "-p", "no:cacheprovider"]

IN_LAB = "tests/site/test_jupyterlab.py"


def stages(browser):
    """Name and command of each stage, and what it adds to the environment."""
    yield "the site builds without a warning", [sys.executable, "tools/build_site.py"], {}
    yield "core, house, book", [*PYTEST, "-n", PARALLEL[1], "tests", "--ignore=tests/site"], {}
    yield "every notebook and every number in it", [sys.executable, "tools/run_notebooks.py", "--check"], {}
    yield "notebooks under nbval, with an older processor's arithmetic", NOTEBOOKS, kernels.older_processor()
    if browser:
        yield f"the site in {browser}", [*PYTEST, "-n", PARALLEL[1], "tests/site", f"--ignore={IN_LAB}"], {}
        yield "the notebooks in a real JupyterLab", [*PYTEST, "-n", PARALLEL[1], IN_LAB], {}


def main():
    """Run the stages; the exit code says whether all passed."""
    browser = chromium.find() or chromium.get()
    second = firefox.find() or firefox.get()
    kernels.start_plain()
    failed, times = [], {}
    for name, command, extra in stages(browser):
        print(f"\n=== {name}", flush=True)
        start = time.perf_counter()
        environment = {**os.environ, "CHROMIUM": browser or "", "FIREFOX": second or "", **extra}
        done = subprocess.run(command, cwd=ROOT, env=environment, check=False)
        times[name.split(" in /")[0]] = time.perf_counter() - start
        print(f"=== {name}: {'FAILED' if done.returncode else 'passed'} in {time.perf_counter() - start:.0f} s")
        failed += [name] if done.returncode else []
    if not browser:
        print("\nLeft out, for want of a Chromium: the tests in tests/site. Install one, or set CHROMIUM to its path.")
        failed += ["browser tests"] if os.environ.get("CI") == "true" else []
    elif not second:
        print("\nLeft out, for want of a Firefox: tests/site/test_firefox.py. Install one, or set FIREFOX to its path.")
    (ROOT / "_build" / "test_times.json").write_text(json.dumps(times, indent=1), encoding="utf-8")
    print(f"\nAll stages together: {sum(times.values()) / 60:.1f} minutes.")
    print(f"\nFailed: {', '.join(failed)}" if failed else "\nEverything passed.")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
