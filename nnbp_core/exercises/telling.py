"""Say in words what a check found.

- an answer that is right: `praise`
- an answer that is wrong: `refusal`, built of where, how and when
- a value as short text: `shown`, `shown_apart`
"""

import inspect
import traceback

import numpy as np

from nnbp_core import Network
from nnbp_core.exercises.comparing import (
    FLOAT32_TOLERANCE,
    TOLERANCE,
    differences,
    is_sequence,
    places,
    single_precision,
)
from nnbp_core.exercises.entries import first_entry, place
from nnbp_core.exercises.splitting import when

__all__ = ["error_text", "praise", "readers_traceback", "refusal", "shown", "shown_apart", "told_error"]

LONG = 200  # characters of one value
FRAMES = 8  # of a traceback


def shown(value, name=None, digits=4):
    """A result or an argument as short text, its shape with it; numbers to so many significant digits."""
    text = _text(value, digits)
    text = text if len(text) <= LONG else text[: LONG - 3] + "..."
    return f"{name} = {text}" if name else text


def _text(value, digits):
    if is_sequence(value):
        parts = [_text(part, digits) for part in value[:LONG]]
        return "[" + ", ".join(parts) + "]"
    if isinstance(value, np.ndarray):
        each = {"float_kind": lambda number: f"{number:.{digits}g}"}
        numbers = np.array2string(value, separator=", ", threshold=12, edgeitems=3, formatter=each)
        kind = "" if value.dtype.kind in "fiu" else f", dtype {value.dtype}"
        return f"{' '.join(numbers.split())} {value.shape}{kind}"
    if isinstance(value, Network):
        parameters = [_text(list(each), digits) for each in (value.weights, value.biases)]
        return f"{value!r} with weights {parameters[0]} and biases {parameters[1]}"
    if isinstance(value, float | np.floating):
        return f"{value:.{max(digits, 6)}g}"
    try:
        return (getattr(value, "__name__", None) if callable(value) else None) or repr(value)
    except Exception:  # an object of the reader's may do anything when shown
        return f"a {type(value).__name__}"


def shown_apart(came, expected):
    """Both values as text, with as many digits as it takes to see them differ; None where no number does."""
    for digits in (4, 6, 9, 12, 17):
        texts = shown(came, digits=digits), shown(expected, digits=digits)
        if texts[0] != texts[1]:
            return texts
    return None


def refusal(exercise, cases, outcomes, expected, failing, said, alone, further=None):
    """The whole text for a wrong answer.

    Parameters
    ----------
    said : Said
        What is wrong with it, empty where its own error says that; if it gives the reason exactly, of what parts the
        inputs natural borders alone are named.
    alone : bool
        Whether it has nothing to do with the inputs.
    further : callable, optional
        What further inputs give, as `when` asks for it.
    """
    at = failing[0] if failing else 0
    first = outcomes[at]
    named = [dict(zip(exercise.parameters, case, strict=True)) for case in cases]
    how_many = f"; {len(failing)} of {len(cases)} inputs fail" if failing else ""
    lines = [f"Exercise {exercise.id}: not right yet{how_many}."]
    lines.append(said.text or told_error(first.error))
    simple = bool(said.text) and said.exact
    lines.append("" if alone else _when(exercise, named, expected, outcomes, failing, simple, further))
    if failing:
        lines.append(f"With {', '.join(map(shown, cases[at], exercise.parameters))}{_what_it_did(first)}")
    if failing and not first.error and not first.wrote:
        lines.append(_apart(expected[at], first.value, exercise.precise))
    if first.printed:
        lines.append(_printed(first.printed))
    return "\n".join(line for line in lines if line)


def _what_it_did(outcome):
    return f", it raised {type(outcome.error).__name__}." if outcome.error else "." if outcome.wrote else ":"


def _when(exercise, named, expected, outcomes, failing, simple, further):
    fails = [i in failing for i in range(len(named))]
    raised = [outcome.error is not None for outcome in outcomes]
    right, wrong = ("it is right", "it raises") if raised == fails else ("right", "wrong")
    said = when(named, expected, fails, exercise.traits, right, wrong, simple, further)
    if said or not any(raised):
        return said or ""
    split = raised != fails and when(named, expected, raised, exercise.traits, right="it returns", wrong="it raises")
    kinds = sorted({type(outcome.error).__name__ for outcome in outcomes if outcome.error})
    how_many = f"It raises {' or '.join(kinds)} for {sum(raised)} of {len(raised)} inputs."
    if split:
        return f"{how_many} {split}"
    return how_many if sum(raised) < len(failing) or raised.index(True) != failing[0] else ""


def _apart(expected, came, precise):
    """The line that shows what came beside what was expected: all of it if that is short, else where they part."""
    first = next(differences(expected, came, precise), None)
    if first is None:
        return ""
    if first.where == () or all(
        np.ndim(each) == 0 for value in (came, expected) for _, _, each in places(value, value)
    ):
        texts, at = shown_apart(came, expected), ""
    else:
        texts, at = shown_apart(first.given, first.expected), place(first, expected) + ": "
    in_numbers = first.relation in ("numbers", "not finite")
    if in_numbers and (texts is None or np.size(first.expected) > 12):
        where, wanted, given = first_entry(first)
        one = shown_apart(given, wanted) or (repr(given), repr(wanted))
        return f"  {place(first, expected) + ', ' if first.where else ''}{where}: came {one[0]}, expected {one[1]}."
    texts = texts or (shown(first.given), shown(first.expected))
    told = f"  {at}came {texts[0]}, expected {texts[1]}"
    near = first.relation == "numbers" and np.allclose(first.expected, first.given, rtol=1e-3, atol=0)
    return f"{told}, to a relative {TOLERANCE:.0e}." if near else f"{told}."


def _all_single(value):
    """Whether a result holds single numbers and words only."""
    return all(map(_all_single, value)) if is_sequence(value) else not isinstance(value, np.ndarray)


def _printed(text):
    lines = text.rstrip("\n").splitlines()[:6]
    short = "\n".join(line[:LONG] for line in lines)
    more = "\n  ..." if len(text.rstrip("\n")) > len(short) else ""
    return "It printed:\n" + "\n".join(f"  {line}" for line in short.splitlines()) + more


def error_text(error):
    """What an error says, bounded; empty where it cannot say it."""
    try:
        text = str(error)
    except Exception:
        return ""
    return text if len(text) <= LONG else text[: LONG - 3] + "..."


def told_error(error):
    """An error of the reader's code in a sentence."""
    if isinstance(error, SystemExit):
        return "Your function raised SystemExit: it calls exit, which ends the program. It should return a result."
    text = error_text(error)
    return f"Your function raised {type(error).__name__}{': ' + text if text else '.'}"


def readers_traceback(error):
    """The lines of the reader's own code that an error came through; empty if there are none."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "nnbp_core" not in frame.filename]
    if not frames:
        return ""
    told = traceback.format_list(frames)
    if len(told) > FRAMES:
        told = [*told[: FRAMES // 2], "  ...\n", *told[-FRAMES // 2 :]]
    return "".join(["Your code:\n", *told])


def told_signature(answer, exercise):
    """A sentence for a function that cannot be called as the task says."""
    takes, wanted = str(inspect.signature(answer)), ", ".join(exercise.parameters)
    return f"Your function takes {takes}; the task names ({wanted})."


def praise(exercise, cases, outcomes, expected, same_each_time):
    """The text for a right answer."""
    lines = [f"Exercise {exercise.id} passed: {len(cases)} random inputs, {exercise.tried}.", exercise.insight]
    both = [pair for e, o in zip(expected, outcomes, strict=True) for pair in places(e, o.value)]
    if any(single_precision(came) and not single_precision(wanted) for _, wanted, came in both):
        lines.append(
            f"Note: your result is float32, compared to {FLOAT32_TOLERANCE:.0e} only; float64 keeps 16 digits."
        )
    if any(isinstance(e, np.ndarray) and is_sequence(o.value) for e, o in zip(expected, outcomes, strict=True)):
        lines.append("Note: your result is a list; the next equation will want an array, np.array(...).")
    if same_each_time:
        lines.append(
            "Note: your function returns the same array each time; a second call changes what the first one returned."
        )
    if any(outcome.printed for outcome in outcomes):
        lines.append("Note: your function prints; what it printed was left out.")
    return "\n".join(lines)
