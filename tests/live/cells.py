"""Cells that a reader may write under exercise 1.1, and what the page says then: the same in CPython and in Pyodide.

- the cells: `CELLS`, by name: source, verdict, output
- what is said of them, to compare: `said`
"""

import json
import re

from nnbp_core import SIGMOID
from nnbp_core.exercises import CheckFailed, check

IMPORTS = """\
import sys
import numpy as np
from nnbp_core import SIGMOID, Network
from nnbp_core.exercises import check, hint"""
QUESTION = 'check("1.1", layer)'
LIMIT = 100_000  # characters: what is printed beyond is counted
ANSWER = "def layer(w, a, b):\n    return SIGMOID.f(w @ a + b)\n"
MARKS = re.compile(r"(?m)^ *[~^]+ *\n")  # under a traceback's lines; Pythons differ in where they put them
PASSED = repr(check("1.1", lambda w, a, b: SIGMOID.f(w @ a + b))) + "\n"


def failure(answer):
    """What `check` says of a wrong answer to 1.1."""
    try:
        check("1.1", answer)
    except CheckFailed as failed:
        return str(failed)
    raise AssertionError("that passes")


def traceback_of(*frames):
    """A traceback through the reader's cell: (line, function, text) each."""
    lines = [f'  File "<cell 1.1>", line {number}, in {where}\n    {text}\n' for number, where, text in frames]
    return "".join(["Traceback (most recent call last):\n", *lines])


def top(number, text):
    """A traceback of one line outside functions."""
    return traceback_of((number, "<module>", text))


ENDS = "Your code ends Python with sys.exit() or exit(). Here Python stays for your next try: leave that out."
PARTS = "Python in the page has NumPy, nnbp_core and the standard library. "
MORE = "More can be installed where you run the course's notebooks."
TAKEN = "Your code gives {} a meaning of its own. The course needs that name: take another."
LEFT_OUT = "x" * LIMIT + "\n… and {:,} more characters, which are left out.\n"
LONG = " … and 9,990,127 more characters, which are left out."
DEEP = ((2, "layer", "return layer(w, a, b)"),) * 3
SUM = failure(lambda w, a, b: w @ a + b)
NO_ATTRIBUTE = failure(lambda w, a, b: w.nothing)
CELLS = {
    "right": (ANSWER, "passed", PASSED),
    "wrong": ("def layer(w, a, b):\n    return w @ a + b", "failed", SUM),
    "the stub": (
        "def layer(w, a, b):\n    raise NotImplementedError",
        "not attempted",
        "Exercise 1.1: not attempted yet. Write it, run its cell, then this one.\n",
    ),
    "nothing": ("", "error", "The check asks for layer: your code defines no such name."),
    "a syntax error": (
        "def layer(w, a, b)\n    return w",
        "error",
        '  File "<cell 1.1>", line 1\n    def layer(w, a, b)\n' + "SyntaxError: expected ':'",
    ),
    "an exception": (
        "def half(x):\n    return x / 0\n\nhalf(1)",
        "error",
        traceback_of((4, "<module>", "half(1)"), (2, "half", "return x / 0")) + "ZeroDivisionError: division by zero",
    ),
    "an exception inside NumPy": (
        "np.linalg.inv(np.ones((2, 3)))",
        "error",
        top(1, "np.linalg.inv(np.ones((2, 3)))")
        + "numpy.linalg.LinAlgError: Last 2 dimensions of the array must be square",
    ),
    "an exception inside the core": (
        "Network.random([2, 0], rng=1)",
        "error",
        top(1, "Network.random([2, 0], rng=1)") + "ValueError: sizes[1] is 0; expected a whole number above 0",
    ),
    "an exception behind another": (
        "try:\n    np.linalg.inv(np.ones((2, 3)))\nexcept ValueError as error:\n    raise KeyError(1) from error",
        "error",
        top(2, "np.linalg.inv(np.ones((2, 3)))")
        + "numpy.linalg.LinAlgError: Last 2 dimensions of the array must be square\n\n"
        + "The above exception was the direct cause of the following exception:\n\n"
        + top(4, "raise KeyError(1) from error")
        + "KeyError: 1",
    ),
    "an exception during the check": (
        "def layer(w, a, b):\n    return helper(w)\n\ndef helper(w):\n    return w.nothing",
        "failed",
        traceback_of((2, "layer", "return helper(w)"), (5, "helper", "return w.nothing")).replace(
            "Traceback (most recent call last)", "Your code"
        )
        + NO_ATTRIBUTE,
    ),
    "an error whose text is an error": (
        "class Bad(Exception):\n    def __str__(self):\n        return 1 / 0\n\nraise Bad",
        "error",
        top(5, "raise Bad") + "Bad: <exception str() failed>",
    ),
    "an error that cannot be told": (
        "class Bad(ExceptionGroup):\n    exceptions = 5\n\nraise Bad('several', [KeyError()])",
        "error",
        "Bad",
    ),
    "an interrupt": ("raise KeyboardInterrupt", "error", top(1, "raise KeyboardInterrupt") + "KeyboardInterrupt"),
    "print": ('print("seen", 1)\n' + ANSWER, "passed", "seen 1\n" + PASSED),
    "print, and a last expression": ('print("seen")\n' + ANSWER + "1 + 1", "passed", "seen\n2\n" + PASSED),
    "what Python says of itself": (
        "print(__name__, sys.stdout.encoding, sys.stdout.writable())\n" + ANSWER,
        "passed",
        "__main__ utf-8 True\n" + PASSED,
    ),
    "print to stderr": ('print("seen", file=sys.stderr)\n' + ANSWER, "passed", "seen\n" + PASSED),
    "10 MB at once": ('print("x" * 10_000_000)\n' + ANSWER, "passed", LEFT_OUT.format(9_900_001) + PASSED),
    "10 MB in pieces": (
        'for _ in range(10_000):\n    print("x" * 1_000, end="")\n' + ANSWER,
        "passed",
        LEFT_OUT.format(9_900_000) + PASSED,
    ),
    "much, then an exception": (
        'print("x" * 200_000)\n1 / 0',
        "error",
        LEFT_OUT.format(100_001) + top(2, "1 / 0") + "ZeroDivisionError: division by zero",
    ),
    "a last expression": (ANSWER + "1 + 1", "passed", "2\n" + PASSED),
    "a last expression that is hushed": (ANSWER + "1 + 1;", "passed", PASSED),
    "a last expression of 10 MB": (ANSWER + "'x' * 10_000_000", "passed", "'" + "x" * (LIMIT - 1) + "\n" + PASSED),
    "a last expression that cannot be shown": (
        ANSWER + "class Bad:\n    def __repr__(self):\n        return 1 / 0\n\nBad()",
        "passed",
        "its repr() raised ZeroDivisionError\n" + PASSED,
    ),
    "input()": (
        'name = input("Who? ")',
        "error",
        top(1, 'name = input("Who? ")')
        + "RuntimeError: input() cannot ask anybody here: write the value into the code",
    ),
    "sys.exit()": ("sys.exit()", "error", top(1, "sys.exit()") + f"SystemExit\n{ENDS}"),
    "sys.exit(3)": ("sys.exit(3)", "error", top(1, "sys.exit(3)") + f"SystemExit: 3\n{ENDS}"),
    "an import that is not there": (
        "import no_such_module",
        "error",
        top(1, "import no_such_module") + f"ModuleNotFoundError: No module named 'no_such_module'\n{PARTS}{MORE}",
    ),
    "a call without end": (
        "def layer(w, a, b):\n    return layer(w, a, b)\n\nlayer(1, 2, 3)",
        "error",
        traceback_of(*DEEP)
        + "  [Previous line repeated 37 more times]\nRecursionError: maximum recursion depth exceeded\n"
        + "A function calls itself without coming to an end: what should stop it?",
    ),
    "its own check": (ANSWER + 'def check(id, answer):\n    return "passed"', "error", TAKEN.format("check")),
    "check as a number": ("check = 1\n" + ANSWER, "error", TAKEN.format("check")),
    "no check": ("del check\n" + ANSWER, "error", TAKEN.format("check")),
    "another check in the course": (
        "import nnbp_core.exercises as e\ne.check = lambda *_: 'passed'\nfrom nnbp_core.exercises import check\n"
        + ANSWER,
        "error",
        TAKEN.format("check"),
    ),
    "an error of 10 MB": (
        "raise ValueError('x' * 10_000_000)",
        "error",
        (top(1, "raise ValueError('x' * 10_000_000)") + "ValueError: " + "x" * 10_000)[:10_000] + LONG,
    ),
    "another name": (
        ANSWER.replace("layer", "layers"),
        "error",
        "The check asks for layer: your code defines no such name.",
    ),
    "a number for a function": (
        "layer = 5",
        "failed",
        "Exercise 1.1: check takes your function itself, check('1.1', layer).",
    ),
    "a closed screen": ('sys.stdout.close()\nprint("seen")\n' + ANSWER, "passed", "seen\n" + PASSED),
    "no screen": ("sys.stdout = sys.stderr = None\n" + ANSWER, "passed", PASSED),
    "more memory than there is": (
        "much = [0] * sys.maxsize",
        "error",
        top(1, "much = [0] * sys.maxsize")
        + "MemoryError\nThat needs more memory than a page has: try it with smaller arrays.",
    ),
}


def output_of(cell, source):
    """The verdict on a cell and all that is said of it, without the marks under a traceback's lines."""
    pieces = []
    verdict = cell.run(IMPORTS, source, QUESTION, "1.1", lambda kind, text: pieces.append(text))
    return verdict, MARKS.sub("", "".join(pieces))


def said(cell):
    """{name: [verdict, output]} of every cell, in one Python, as JSON."""
    return json.dumps({name: output_of(cell, source) for name, (source, _, _) in CELLS.items()})
