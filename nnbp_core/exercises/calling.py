"""Call the reader's function, so that neither it nor the course comes to harm.

- one call, on read-only copies, with all that came of it: `call`
- whether it writes into what it is given: `writes_into_its_input`
- a word while it runs for long: `said_if_long`
- what of the course's own code a call could have replaced: `core`, `replaced`
"""

import contextlib
import inspect
import io
import math
import sys
import threading
import time
from dataclasses import dataclass, replace

import numpy as np

from nnbp_core import Activation, Cost, Network
from nnbp_core.exercises.comparing import LONGEST, is_number, same

__all__ = [
    "Interrupted",
    "Outcome",
    "call",
    "copied",
    "core",
    "held",
    "replaced",
    "said_if_long",
    "writes_into_its_input",
]

PATIENCE = 5.0  # seconds
DEEP = 12  # lists in lists; no task wants more than four
MUCH = 10_000  # characters of what a function prints


class Interrupted(KeyboardInterrupt):
    """The reader stopped a check; the message says in which case. A notebook shows it alone."""

    def _render_traceback_(self):
        return [str(self)]


@dataclass(frozen=True)
class Outcome:
    """What one call did: it returned `value`, or raised `error`.

    `value` is a copy made at once. `kept` are the returned objects themselves, so that none gives its place in memory
    to another before all calls are made. `wrote` says that an argument was changed.
    """

    value: object = None
    error: BaseException | None = None
    printed: str = ""
    wrote: bool = False
    seconds: float = 0.0
    kept: object = None

    def is_same(self, other):
        """Whether two calls did the same; errors, whether both are of one type."""
        if self.error or other.error:
            return type(self.error) is type(other.error)
        return self.wrote == other.wrote and _comes_to_the_same(self.value, other.value)


def _comes_to_the_same(one, other):
    """Whether two results are one; of objects that cannot be compared, such as generators, whether of one type."""
    if isinstance(one, list | tuple):
        alike = type(one) is type(other) and len(one) == len(other)
        return alike and (len(one) > LONGEST or all(map(_comes_to_the_same, one, other)))
    if is_number(one) or isinstance(one, str | bool | np.bool):
        return same(one, other)
    return type(one) is type(other)


class _Printed(io.StringIO):
    """Takes what is printed, up to a bound, and cannot be closed by the one who prints."""

    def write(self, text):
        if self.tell() < MUCH:
            super().write(text[:MUCH])
        return len(text)

    def close(self):
        pass


def copied(value, writeable=True, depth=0):
    """A copy of arrays, sequences and networks, down to the last array; all else is handed on.

    A whole number beyond all floating-point numbers becomes ±∞.
    """
    if isinstance(value, np.ndarray):
        copy = np.array(value)
        copy.flags.writeable = writeable
        return copy
    if isinstance(value, dict | set):
        return value.copy()
    if isinstance(value, Network):
        copy = replace(value)
        if writeable:
            for name in ("weights", "biases"):
                object.__setattr__(copy, name, tuple(map(np.array, getattr(value, name))))
        return copy
    if type(value) in (list, tuple) or (isinstance(value, tuple) and hasattr(value, "_make")):
        return _copied_parts(value, writeable, depth)
    if isinstance(value, int) and abs(value) > sys.float_info.max:
        return math.inf if value > 0 else -math.inf
    return value


def _copied_parts(value, writeable, depth):
    if depth > DEEP:
        return f"lists within lists, more than {DEEP} deep"
    if len(value) > LONGEST:  # no answer at all
        return value[:]
    parts = [copied(part, writeable, depth + 1) for part in value]
    return getattr(type(value), "_make", type(value))(parts)


def identical(one, other):
    """Whether arguments are what they were, to the last bit."""
    if isinstance(one, np.ndarray):
        return one.shape == other.shape and one.tobytes() == other.tobytes()
    if isinstance(one, Network):
        return identical([*one.weights, *one.biases], [*other.weights, *other.biases])
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(identical, one, other))
    return not isinstance(one, dict | set) or (len(one) == len(other) and set(one) == set(other))


def call(function, case, writeable=False):
    """Call a function on copies of a case's arguments, read-only unless `writeable`."""
    arguments = copied(tuple(case), writeable)
    printed, value, error = _Printed(), None, None
    start = time.perf_counter()
    with contextlib.redirect_stdout(printed), np.errstate(all="ignore"):
        try:
            value = function(*arguments)
            copy = copied(value)
            if inspect.iscoroutine(value):
                value.close()
        except KeyboardInterrupt:
            raise
        except BaseException as raised:  # whatever the reader's code raises is told to the reader, SystemExit too
            error, copy = raised, None
    seconds = time.perf_counter() - start
    return Outcome(copy, error, printed.getvalue(), not identical(arguments, tuple(case)), seconds, value)


def writes_into_its_input(function, case, outcome):
    """Whether a call changed an argument, or failed only because its arguments are read-only."""
    if outcome.wrote or not isinstance(outcome.error, ValueError):
        return outcome.wrote
    free = call(function, case, writeable=True).error
    return (type(free), _text(free)) != (type(outcome.error), _text(outcome.error))


def _text(error):
    try:
        return str(error)
    except Exception:
        return ""


@contextlib.contextmanager
def said_if_long(saying):
    """Print what `saying()` gives if the block takes more than `PATIENCE` seconds."""
    out = sys.stdout

    def say():
        with contextlib.suppress(Exception):  # a closed stdout: then there is nobody to tell
            print(saying(), file=out, flush=True)

    timer = threading.Timer(PATIENCE, say)
    timer.daemon = True
    with contextlib.suppress(RuntimeError):  # a browser's Python has no threads
        timer.start()
    try:
        yield
    finally:
        timer.cancel()


def core():
    """Every function, constant and module of NumPy and the core by its place: what an answer must leave alone."""
    modules = [(name, m) for name, m in list(sys.modules.items()) if _is_core(name) and inspect.ismodule(m)]
    owners = dict(modules)
    for _, module in modules:
        owners |= {each.name: each for each in vars(module).values() if isinstance(each, Activation | Cost)}
    return [(name, vars(owner), dict(vars(owner))) for name, owner in owners.items()]


def _is_core(name):
    return name in ("numpy", "numpy.linalg") or (
        name.partition(".")[0] == "nnbp_core" and not name.startswith(("nnbp_core.explorers", "nnbp_core.figures"))
    )


def replaced(before):
    """The name of the first thing that is not what it was, as in ``numpy.exp``; all are put back. None if all are."""
    found = None
    for name, now, was in before:
        for key, value in was.items():
            if not key.startswith("__") and now.get(key) is not value:
                now[key] = value
                found = found or f"{name}.{key}"
    return found


def held(value):
    """The arrays and lists of a returned value, by where they lie in memory."""
    if isinstance(value, np.ndarray):
        return {value.__array_interface__["data"][0]} if value.size else set()
    if not isinstance(value, list | tuple):
        return set()
    own, pending = set(), [(value, 0)]
    while pending:
        part, depth = pending.pop()
        if isinstance(part, np.ndarray):
            own |= held(part)
        elif isinstance(part, list | tuple) and depth <= DEEP:
            own |= {id(part)} if isinstance(part, list) else set()
            pending += [(each, depth + 1) for each in part]
    return own
