"""The stored results of `make bench`: bench/results.json."""

import json
from pathlib import Path

PATH = Path(__file__).with_name("results.json")


def load():
    """All that is stored."""
    return json.loads(PATH.read_text(encoding="utf-8")) if PATH.exists() else {}


def store(part, value):
    """Replace one part of the results and keep the others."""
    PATH.write_text(json.dumps(load() | {part: value}, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
