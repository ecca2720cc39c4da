"""What `check` says of every answer that is known: the same code in CPython and in Pyodide.

- the answers: `answers`
- what is said of them: `said`
"""

import contextlib
import io
import json
import re
import runpy
import sys
from pathlib import Path

from nnbp_core.exercises import EXERCISES, CheckFailed, check

TESTS = Path(__file__).parents[1]
OF_THE_PYTHONS = {  # what Pythons and their NumPys themselves say differently, and what stands for it
    r"too many values to unpack \(expected (\d+)(, got \d+)?\)": r"too many values to unpack (expected \1)",  # 3.14
    r"np\.int(32|64)\(": "np.int(",  # 32 bits in WebAssembly
    r"(?m)^.*, in <(list|set|dict)comp>\n": "",  # a comprehension was a function of its own until 3.12
}


def answers():
    """(exercise, name, function) of every answer: the catalogue's, then the blind ones."""
    for exercise in EXERCISES.values():
        yield exercise.id, "reference", exercise.reference
        for alternative in exercise.alternatives:
            yield exercise.id, f"alternative {alternative.__name__}", alternative
        for mistake in exercise.mistakes:
            yield exercise.id, f"mistake: {mistake.name}", mistake.function
    for path in sorted((TESTS / "exercises" / "blind").glob("*.py")):
        chapter = runpy.run_path(str(path))
        for part in ("RIGHT", "WRONG", "UNCAUGHT"):
            for exercise, answer in chapter[part]:
                yield exercise, f"{part.lower()} {answer.__name__}", answer


def told(exercise, answer):
    """The verdict on an answer and its text; of a traceback, files, lines and functions."""
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            verdict = check(exercise, answer)
        except CheckFailed as failed:
            frames = [line for line in failed.readers_traceback.splitlines() if line.startswith("  File")]
            frames = [line.replace(str(TESTS), "tests").replace("\\", "/") for line in frames]
            return "failed", "\n".join([*frames, str(failed)])
    return verdict.kind, repr(verdict)


def said():
    """[exercise, name, verdict, text] of every answer, as JSON."""
    lines = []
    for exercise, name, answer in answers():
        verdict, text = told(exercise, answer)
        for theirs, plain in OF_THE_PYTHONS.items():
            text = re.sub(theirs, plain, text)
        lines.append([exercise, name, verdict, text])
    return json.dumps(lines)


sys.path.append(str(TESTS))  # where the blind answers find what they stand on
