"""Check a reader's answer and say what is wrong with it.

- the check: `check`, which returns `PASSED` or `NOT_ATTEMPTED`, or raises `CheckFailed`
- a nudge on request: `hint`
"""

import contextlib
import io
import time
import traceback
from dataclasses import dataclass, field

import numpy as np

from nnbp_core.exercises.catalogue import EXERCISES
from nnbp_core.exercises.comparing import (
    FLOAT32_TOLERANCE,
    TOLERANCE,
    difference,
    is_sequence,
    same,
    shown,
    single_precision,
)
from nnbp_core.exercises.progress import remember

__all__ = ["NOT_ATTEMPTED", "PASSED", "CheckFailed", "check", "hint"]

SLOW = 2.0  # seconds a call


class CheckFailed(AssertionError):
    """The answer is not right yet. A notebook shows the message alone, without a traceback of the course's code."""

    def __init__(self, message, readers_traceback=""):
        super().__init__(message)
        self.readers_traceback = readers_traceback

    def _render_traceback_(self):
        return [*self.readers_traceback.rstrip().splitlines(), str(self)]


@dataclass(frozen=True)
class Verdict:
    """What `check` returns. Two verdicts are equal if they are of one kind, whatever they say."""

    kind: str
    text: str = field(default="", compare=False)

    def __repr__(self):
        return self.text or self.kind


PASSED = Verdict("passed")
NOT_ATTEMPTED = Verdict("not attempted")


@dataclass(frozen=True)
class Outcome:
    """What one call did: it returned `value`, or raised `error`."""

    value: object = None
    error: BaseException | None = None
    printed: bool = False

    def is_same(self, other):
        """Whether two calls did the same."""
        if self.error or other.error:
            return type(self.error) is type(other.error) and str(self.error) == str(other.error)
        return same(self.value, other.value)


def check(id, answer):
    """Check an answer on fresh random inputs, the smallest first; the same ones each time.

    Parameters
    ----------
    id : str
        The exercise, such as "4.2".
    answer : callable
        Your function.

    Returns
    -------
    Verdict
        Equal to `PASSED`, or to `NOT_ATTEMPTED` where the function still raises NotImplementedError.

    Raises
    ------
    CheckFailed
        If the answer is wrong; the message says how.
    ValueError
        If there is no such exercise.
    """
    exercise = _exercise(id)
    if not callable(answer):
        raise CheckFailed(
            f"Exercise {id}: check takes your function itself, check({id!r}, {exercise.reference.__name__})."
        )
    cases = list(exercise.cases())
    outcomes = []
    for case in cases:
        outcomes.append(_call(answer, case))
        if isinstance(outcomes[-1].error, NotImplementedError):
            return Verdict("not attempted", f"Exercise {id}: not attempted yet. Write it, run its cell, then this one.")
        if len(outcomes) == 1:
            _tell_if_slow(answer, case, len(cases))
    expected = [exercise.reference(*case) for case in cases]
    failing = [i for i, outcome in enumerate(outcomes) if outcome.error or not same(expected[i], outcome.value)]
    if failing:
        raise _failure(exercise, cases, outcomes, expected, failing)
    remember(id)
    return Verdict("passed", _praise(exercise, cases, outcomes, expected))


def hint(id, number=1):
    """Hint `number` for an exercise, counted from 1; says how many there are."""
    hints = _exercise(id).hints
    if not isinstance(number, int) or not 1 <= number <= len(hints):
        raise ValueError(f"number is {number!r}; exercise {id} has hints 1 to {len(hints)}")
    after = f'\nFor the next: hint("{id}", {number + 1})' if number < len(hints) else ""
    return Verdict("hint", f"Hint {number} of {len(hints)}: {hints[number - 1]}{after}")


def _exercise(id):
    if id not in EXERCISES:
        raise ValueError(f"there is no exercise {id!r}; there are {', '.join(EXERCISES)}")
    return EXERCISES[id]


def _guarded(value):
    """A read-only copy, so that an answer that writes into its input is told so and harms nobody."""
    if isinstance(value, np.ndarray):
        copy = value.copy()
        copy.flags.writeable = False
        return copy
    return type(value)(map(_guarded, value)) if type(value) in (list, tuple) else value


def _outline(value):
    """Which objects a value holds and of what shape: what a read-only array does not protect."""
    if type(value) in (list, tuple):
        return [_outline(part) for part in value]
    return id(value), getattr(value, "shape", None)


def _call(function, case):
    printed = io.StringIO()
    arguments = [_guarded(value) for value in case]
    before = _outline(arguments)
    with contextlib.redirect_stdout(printed), np.errstate(all="ignore"):
        try:
            value = function(*arguments)
        except Exception as error:  # whatever the reader's code raises is told to the reader
            return Outcome(error=error)
    if _outline(arguments) != before:
        return Outcome(error=ValueError("a list or a shape among the arguments was changed: they are read-only"))
    return Outcome(value, printed=bool(printed.getvalue()))


def _tell_if_slow(answer, case, n_calls):
    start = time.perf_counter()
    _call(answer, case)
    seconds = time.perf_counter() - start
    if seconds > SLOW:
        print(f"Your function takes {seconds:.0f} s a call and is called {n_calls} times: this may take a while.")


def _failure(exercise, cases, outcomes, expected, failing):
    at, first = failing[0], outcomes[failing[0]]
    lines = [f"Exercise {exercise.id}: not right yet."]
    known = _known_mistake(exercise, cases, outcomes)
    if known:
        lines.append(known.message)
    elif first.error:
        lines.append(_told_error(first.error))
    else:
        in_words = [difference(expected[i], outcomes[i].value) for i in failing if not outcomes[i].error]
        lines.append(_said_of_all(in_words, [expected[i] for i in failing if not outcomes[i].error]))
    arguments = ", ".join(map(shown, cases[at], exercise.parameters))
    lines.append(f"With {arguments}" + (":" if not first.error else f", it raised {type(first.error).__name__}."))
    if not first.error:
        lines.append(f"  came {shown(first.value)}, expected {shown(expected[at])} (to a relative {TOLERANCE:.0e}).")
    own = "" if known or not first.error else _readers_traceback(first.error)
    return CheckFailed("\n".join(line for line in lines if line), own)


def _said_of_all(in_words, expected):
    """What is wrong, in words that fit every failing case: a factor seen in one alone may be an accident."""
    first, others = in_words[0], {text for text in in_words if text}
    if first is None:
        return others.pop() if len(others) == 1 and in_words.count(None) == 1 else None
    if "Every entry" in first:
        could_show = [text for text, e in zip(in_words, expected, strict=True) if is_sequence(e) or np.size(e) > 1]
        return first if all(text and "Every entry" in text for text in could_show) else None
    return first


def _known_mistake(exercise, cases, outcomes):
    for mistake in exercise.mistakes:
        told = (_call(mistake.function, case) for case in cases)
        if all(theirs.is_same(ours) for theirs, ours in zip(told, outcomes, strict=True)):
            return mistake
    return None


def _told_error(error):
    if isinstance(error, ValueError) and "read-only" in str(error):
        return "Your function writes into its input. Others still need it as it was: make a new one instead."
    if isinstance(error, TypeError) and "positional argument" in str(error):
        return f"Your function takes other arguments than the task names: {error}."
    return f"Your function raised {type(error).__name__}: {error}"


def _readers_traceback(error):
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "nnbp_core" not in frame.filename]
    return "".join(["Your code:\n", *traceback.format_list(frames)]) if frames else ""


def _praise(exercise, cases, outcomes, expected):
    lines = [f"Exercise {exercise.id} passed: {len(cases)} random inputs, {exercise.tried}.", exercise.insight]
    if any(single_precision(o.value) and not single_precision(e) for o, e in zip(outcomes, expected, strict=True)):
        lines.append(
            f"Note: your result is float32, compared to {FLOAT32_TOLERANCE:.0e} only; float64 keeps 16 digits."
        )
    if any(
        isinstance(e, np.ndarray) and isinstance(o.value, list | tuple) for o, e in zip(outcomes, expected, strict=True)
    ):
        lines.append("Note: your result is a list; the next equation will want an array, np.array(...).")
    if any(outcome.printed for outcome in outcomes):
        lines.append("Note: your function prints; what it printed was left out.")
    return "\n".join(lines)
