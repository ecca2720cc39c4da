"""A Chromium for the tests in a browser: find one, or get one.

python tools/chromium.py        prints its path
"""

import glob
import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
)
DOWNLOADS = ("~/.cache/ms-playwright", "~/Library/Caches/ms-playwright", "~/AppData/Local/ms-playwright")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


def find():
    """The path of a Chromium on this machine, or None. The variable CHROMIUM names one by hand."""
    candidates = [os.environ.get("CHROMIUM"), *map(shutil.which, NAMES), *PLACES]
    for folder in DOWNLOADS:
        candidates += sorted(glob.glob(os.path.expanduser(f"{folder}/chromium-*/chrome-*/chrome*")))
    return next((each for each in candidates if each and Path(each).is_file() and os.access(each, os.X_OK)), None)


def get():
    """Install one: Playwright's download, else Debian's package where we may. Returns its path, or None."""
    playwright = [sys.executable, "-m", "playwright", "install", "chromium"]
    return installed("Chromium", find, [playwright, *from_debian("chromium")])


def from_debian(package):
    """The commands that install a package of Debian's where we may; else none."""
    may = shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0
    return [["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", package]] if may else []


def installed(name, find, attempts):
    """Run commands until one brings the browser that `find` looks for. Returns its path, or None."""
    print(f"No {name} found; getting one for the browser tests ...", file=sys.stderr, flush=True)
    for command in attempts:
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
        if done.returncode:
            print(f"  {' '.join(command[-3:])}: {done.stderr.strip()[-300:]}", file=sys.stderr, flush=True)
        elif find():
            return find()
    return None


if __name__ == "__main__":
    path = find() or get()
    print(path or "No Chromium is to be had. Install one, or name one with CHROMIUM=/path/to/chromium.")
    sys.exit(path is None)
