"""Runs what a reader writes in the page, as a notebook runs it: the page's imports, the reader's cell, then its check.

- everything at once: `run`, which says through `say` what a notebook would show, and returns the verdict
- a nudge: `hint`

It stands in the worker beside Pyodide, and is plain Python: the tests run it in CPython too.
"""

import ast
import builtins
import contextlib
import io
import linecache
import re
import sys
import time
import traceback

from nnbp_core import exercises

LIMIT = 100_000  # characters of output that a run may show
TOLD = 10_000  # characters of an error
PAUSE = 0.1  # seconds between two pieces of printed text
ADVICE = {
    ModuleNotFoundError: "Python in the page has NumPy, nnbp_core and the standard library. More can be installed "
    "where you run the course's notebooks.",
    MemoryError: "That needs more memory than a page has: try it with smaller arrays.",
    RecursionError: "A function calls itself without coming to an end: what should stop it?",
    SystemExit: "Your code ends Python with sys.exit() or exit(). Here Python stays for your next try: leave that out.",
}
TOO_BIG = re.compile("array is too big|Maximum allowed dimension|cannot fit")  # NumPy has no error of its own for it
CHECK = exercises.check
SHARED = {}  # the names of the page's cells, as in a notebook


def ask(prompt=""):
    """What input() does here."""
    raise RuntimeError("input() cannot ask anybody here: write the value into the code")


class Screen(io.TextIOBase):
    """Shows what is printed, in pieces, up to a limit; then counts what it leaves out."""

    encoding = "utf-8"

    def __init__(self, say):
        super().__init__()
        self.say, self.room, self.left_out, self.kept, self.last = say, LIMIT, 0, [], float("-inf")

    def writable(self):
        """True."""
        return True

    def write(self, text):
        """Keep the text, and show what is kept every PAUSE seconds."""
        shown = text[: self.room]
        self.room -= len(shown)
        self.left_out += len(text) - len(shown)
        self.kept.append(shown)
        if time.monotonic() - self.last > PAUSE:
            self.flush()
        return len(text)

    def flush(self):
        """Show what is kept."""
        if text := "".join(self.kept):
            self.say("text", text)
        self.kept, self.last = [], time.monotonic()

    def close(self):
        """Show what is left, and nothing else: who closes the screen may still need it."""
        self.flush()

    def end(self):
        """Show the rest, and say how much was left out."""
        self.flush()
        if self.left_out:
            self.say("text", f"\n… and {self.left_out:,} more characters, which are left out.\n")
            self.left_out = 0


class Failed(Exception):
    """A cell ended in an error; its text is for the reader."""


def execute(source, name, names):
    """Run a cell; returns the value of its last line where that is an expression, as a notebook does."""
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
    tree = compile(source, name, "exec", ast.PyCF_ONLY_AST)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, name, "exec"), names)
    if last is None:
        return None
    value = eval(compile(ast.Expression(last.value), name, "eval"), names)
    return None if source.rstrip().endswith(";") else value


def told(error):
    """An error as a notebook tells it, with the reader's own lines alone, and what to do about it."""
    try:
        lines = traceback.TracebackException.from_exception(error, limit=-40)
        _keep_frames(lines)
        text = "".join(lines.format()).rstrip()
    except Exception:  # an error whose text is an error
        text = type(error).__name__
    if len(text) > TOLD:
        text = f"{text[:TOLD]} … and {len(text) - TOLD:,} more characters, which are left out."
    kind = MemoryError if TOO_BIG.search(text) else type(error)
    advice = next((words for each, words in ADVICE.items() if issubclass(kind, each)), "")
    return f"{text}\n{advice}".rstrip()


def _keep_frames(lines):
    """Take out, of an error and of those behind it, the frames that are not the reader's."""
    frames = [frame for frame in lines.stack if frame.filename.startswith("<cell")]
    lines.stack = traceback.StackSummary.from_list(frames)
    for behind in ("__cause__", "__context__"):
        if cause := getattr(lines, behind):
            _keep_frames(cause)
            if not cause.stack:
                setattr(lines, behind, None)


def show(say, value):
    """Say a value as a notebook does; nothing for None."""
    if value is not None:
        try:
            text = repr(value)
        except Exception as error:
            text = f"its repr() raised {type(error).__name__}"
        say("text", text[:LIMIT] + "\n")


def asked(question):
    """The name that a check asks for: a function of the reader's."""
    found = re.search(r"check\([^,]*, *(\w+)", question)
    return found and found[1]


def verdict_of(question, say):
    """Run the check of an exercise; "passed", "failed", "not attempted" or "error"."""
    if SHARED.get("check") is not CHECK:
        exercises.check = CHECK  # the next run imports it again
        raise Failed("Your code gives check a meaning of its own. The course needs that name: take another.")
    try:
        verdict = execute(question, "<check>", SHARED)
    except exercises.CheckFailed as failed:
        say("error", "\n".join(failed._render_traceback_()))
        return "failed"
    except NameError as error:
        if error.name != asked(question):
            raise
        raise Failed(f"The check asks for {error.name}: your code defines no such name.") from None
    show(say, verdict)
    return verdict.kind


@contextlib.contextmanager
def surroundings(screen):
    """Where a reader's code runs: its prints go to the screen, and nothing it does there lasts."""
    kept = builtins.input, sys.stdout, sys.stderr, sys.getrecursionlimit()
    builtins.input, sys.stdout, sys.stderr = ask, screen, screen
    try:
        yield
    finally:
        builtins.input, sys.stdout, sys.stderr, limit = kept
        sys.setrecursionlimit(limit)


def run(imports, source, question, id, say):
    """Run the imports, the reader's cell and its check; returns the verdict.

    Parameters
    ----------
    imports, source, question : str
        Three cells; the last one is empty where nothing is checked.
    id : str
        Of the exercise, for tracebacks.
    say : callable
        ``say(kind, text)`` shows a piece of output; kind is "text" or "error".

    Returns
    -------
    str
        "passed", "failed", "not attempted" or "error"; without a question, "ran" or "error".
    """
    screen, name = Screen(say), f"<cell {id}>"
    SHARED.setdefault("__name__", "__main__")
    SHARED.pop(asked(question), None)  # what an earlier version of this cell has defined
    with surroundings(screen):
        try:
            execute(imports, "<imports>", SHARED)
            value = execute(source, name, SHARED)
            screen.end()
            show(say, value)
            verdict = verdict_of(question, say) if question else "ran"
        except Failed as failed:
            verdict, text = "error", str(failed)
        except BaseException as error:  # SystemExit and the like, too: the page goes on
            verdict, text = "error", told(error)
        screen.end() if verdict == "error" else screen.flush()
    if verdict == "error":
        say("error", text)
    return verdict


def hint(id, number, say):
    """Say hint `number` of an exercise; returns how many there are."""
    say("text", f"{exercises.hint(id, number).text.splitlines()[0]}\n")
    return len(exercises.EXERCISES[id].hints)
