"""Which exercises were passed, kept in a file of the reader's own.

- see it: `progress`

The file is ``~/.how-backpropagation-works/progress.json``, or the one that the environment variable
``NNBP_PROGRESS`` names; ``NNBP_PROGRESS=off`` keeps nothing. It can be deleted at any time. Nothing is sent anywhere.
"""

import json
import os
import sys
from html import escape
from itertools import groupby
from pathlib import Path

from nnbp_core.exercises.catalogue import EXERCISES

__all__ = ["Progress", "progress"]


def progress_file():
    """Where the passes are kept; None where nothing is kept."""
    named = os.environ.get("NNBP_PROGRESS")
    if named == "off":
        return None
    return Path(named) if named else Path.home() / ".how-backpropagation-works" / "progress.json"


def passed_ids():
    """The exercises passed so far, as a set; an unreadable file counts as none."""
    path = progress_file()
    try:
        stored = json.loads(path.read_text(encoding="utf-8")) if path else []
    except (OSError, ValueError):
        return set()
    return {id for id in stored if id in EXERCISES} if isinstance(stored, list) else set()


def remember(id):
    """Add a pass. A disk that cannot be written to loses the mark, not the reader's work."""
    path = progress_file()
    if path is None or id in passed_ids():
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".draft")
        draft.write_text(json.dumps(sorted(passed_ids() | {id})), encoding="utf-8")
        os.replace(draft, path)
    except OSError:
        return


def where_kept():
    """Where the passes are kept, for the reader."""
    if sys.platform == "emscripten":
        return "kept in this browser"
    path = progress_file()
    return f"kept in {path}; delete the file to start afresh" if path else "nothing is kept"


class Progress:
    """The exercises, chapter by chapter, those that were passed marked."""

    def __init__(self, passed):
        self.passed = passed

    def __repr__(self):
        lines = [f"{len(self.passed)} of {len(EXERCISES)} exercises passed"]
        for chapter, ids in groupby(EXERCISES, key=lambda id: id.split(".")[0]):
            lines.append(
                f"chapter {chapter:>2}: " + "  ".join(f"{id} {'✓' if id in self.passed else '·'}" for id in ids)
            )
        return "\n".join([*lines, where_kept()])

    def _repr_html_(self):
        rows = "".join(
            f"<tr><td>{id}</td><td>{escape(each.title)}</td><td>{'✓ passed' if id in self.passed else ''}</td></tr>"
            for id, each in EXERCISES.items()
        )
        return f"<p>{escape(repr(self).splitlines()[0])}</p><table>{rows}</table>"


def progress():
    """Show which exercises were passed on this machine.

    Returns
    -------
    Progress
    """
    return Progress(passed_ids())
