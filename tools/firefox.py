"""A Firefox for the test of Python in the page: find one, or get Debian's.

python tools/firefox.py        prints its path
"""

import os
import shutil
import sys
from pathlib import Path

import chromium

NAMES = ("firefox-esr", "firefox")
PLACES = ("/Applications/Firefox.app/Contents/MacOS/firefox", "C:/Program Files/Mozilla Firefox/firefox.exe")


def find():
    """The path of a Firefox on this machine, or None. The variable FIREFOX names one by hand."""
    candidates = [os.environ.get("FIREFOX"), *map(shutil.which, NAMES), *PLACES]
    return next((each for each in candidates if each and Path(each).is_file() and os.access(each, os.X_OK)), None)


def get():
    """Install Debian's package where we may. Returns its path, or None."""
    return chromium.installed("Firefox", find, chromium.from_debian("firefox-esr"))


if __name__ == "__main__":
    path = find() or get()
    print(path or "No Firefox is to be had. Install one, or name one with FIREFOX=/path/to/firefox.")
    sys.exit(path is None)
