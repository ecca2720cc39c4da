"""Check a reader's answer and say what is wrong with it.

- the check: `check`, which returns `PASSED` or `NOT_ATTEMPTED`, or raises `CheckFailed`
- a nudge on request: `hint`
"""

import inspect
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from nnbp_core.exercises.calling import (
    Interrupted,
    call,
    copied,
    core,
    replaced,
    said_if_long,
)
from nnbp_core.exercises.catalogue import EXERCISES
from nnbp_core.exercises.comparing import same
from nnbp_core.exercises.differing import Said
from nnbp_core.exercises.progress import remember
from nnbp_core.exercises.reasons import defaults, is_stub, of_helpers, of_results, of_state, of_writing, same_each_time
from nnbp_core.exercises.recognising import known_mistake
from nnbp_core.exercises.telling import praise, readers_traceback, refusal, shown, told_signature

__all__ = ["NOT_ATTEMPTED", "PASSED", "CheckFailed", "check", "hint"]

SLOW = 2.0  # seconds a call

QUICK = 0.2  # seconds that a call may take to be made on further inputs


class CheckFailed(AssertionError):
    """The answer is not right yet. A notebook shows the message alone, without a traceback of the course's code.

    Attributes
    ----------
    arguments : tuple
        A copy of the smallest case that fails, so that you can call your function with it: ``answer(*arguments)``.
    came, expected : object
        What your function returned there, or the error that it raised, and what it should have returned.
    """

    def __init__(self, message, readers_traceback="", arguments=(), came=None, expected=None):
        super().__init__(message)
        self.readers_traceback = readers_traceback
        self.arguments, self.came, self.expected = arguments, came, expected

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


def check(exercise, answer):
    """Check an answer on fresh random inputs, the smallest first; the same ones each time.

    Parameters
    ----------
    exercise : str
        Its number, such as "4.2".
    answer : callable
        Your function.

    Returns
    -------
    Verdict
        Equal to `PASSED`, or to `NOT_ATTEMPTED` where the function still raises NotImplementedError.

    Raises
    ------
    CheckFailed
        If the answer is wrong; the message says where, how and when, as far as the inputs tried bear it out.
    ValueError
        If there is no such exercise.
    """
    chosen = _exercise(exercise)
    _check_function(chosen, answer)
    cases = list(chosen.cases())
    expected = [chosen.reference(*copied(case)) for case in cases]
    kept, before = defaults(answer), core()
    outcomes, again = _run(chosen, answer, cases)
    patched = replaced(before)
    if is_stub(answer, outcomes[0]):
        return Verdict(
            "not attempted", f"Exercise {chosen.id}: not attempted yet. Write it, run its cell, then this one."
        )
    failing = [
        i for i, o in enumerate(outcomes) if o.error or o.wrote or not same(expected[i], o.value, chosen.precise)
    ]
    words = (
        (patched and f"Your function replaces {patched}, which others still need as it was. It has been put back.")
        or of_helpers(EXERCISES, answer, outcomes, failing)
        or of_state(answer, outcomes[0], again, kept)
        or of_writing(answer, cases, outcomes, failing)
    )
    if words or failing:
        raise _failure(chosen, answer, cases, outcomes, expected, failing, words)
    remember(chosen.id)
    return Verdict("passed", praise(chosen, cases, outcomes, expected, same_each_time(outcomes)))


def hint(exercise, number=1):
    """Hint `number` for an exercise, counted from 1; says how many there are."""
    chosen = _exercise(exercise)
    hints = chosen.hints
    if not isinstance(number, int) or not 1 <= number <= len(hints):
        raise ValueError(f"number is {number!r}; exercise {chosen.id} has hints 1 to {len(hints)}")
    after = f'\nFor the next: hint("{chosen.id}", {number + 1})' if number < len(hints) else ""
    return Verdict("hint", f"Hint {number} of {len(hints)}: {hints[number - 1]}{after}")


def _exercise(number):
    number = str(float(number)) if isinstance(number, float) else number
    if not isinstance(number, str) or number not in EXERCISES:
        raise ValueError(f"there is no exercise {shown(number)}; there are {', '.join(EXERCISES)}")
    return EXERCISES[number]


def _check_function(exercise, answer):
    name = exercise.reference.__name__
    if not callable(answer):
        raise CheckFailed(f"Exercise {exercise.id}: check takes your function itself, check({exercise.id!r}, {name}).")
    if inspect.isclass(answer):
        raise CheckFailed(f"Exercise {exercise.id}: {answer.__name__} is a class; check takes a function, {name}.")
    try:
        signature = inspect.signature(answer)
    except (ValueError, TypeError):  # some built-in functions have none
        return
    try:
        signature.bind(*exercise.parameters)
    except TypeError:
        raise CheckFailed(f"Exercise {exercise.id}: not right yet.\n{told_signature(answer, exercise)}") from None


def _run(exercise, answer, cases):
    """The outcome of every case, and of the first once more. A stub is called once."""
    outcomes = []

    def at():
        number = min(len(outcomes), len(cases) - 1)
        arguments = ", ".join(map(shown, cases[number], exercise.parameters))
        return f"Exercise {exercise.id}: input {number + 1} of {len(cases)}, {arguments}"

    try:
        with said_if_long(lambda: f"{at()}: still running ..."):
            for case in cases:
                outcomes.append(call(answer, case))
                if is_stub(answer, outcomes[0]):
                    return outcomes, outcomes[0]
                if len(outcomes) == 1 and outcomes[0].seconds > SLOW:
                    print(
                        f"Your function takes {outcomes[0].seconds:.0f} s a call and is called {len(cases) + 1} times: "
                        "this may take a while."
                    )
            return outcomes, call(answer, cases[0])
    except KeyboardInterrupt:
        raise Interrupted(f"{at()}: interrupted here.") from None


def _further(exercise, answer):
    """Further inputs by name, what is expected there, and whether the answer fails."""
    cases = [*exercise.cases((1,)), *exercise.cases((2,))]
    expected = [call(exercise.reference, case).value for case in cases]
    outcomes = [call(answer, case) for case in cases]
    fails = [bool(o.error) or not same(e, o.value, exercise.precise) for e, o in zip(expected, outcomes, strict=True)]
    return [dict(zip(exercise.parameters, case, strict=True)) for case in cases], expected, fails


@np.errstate(all="ignore")
def _failure(exercise, answer, cases, outcomes, expected, failing, words):
    at = failing[0] if failing else 0
    first = outcomes[at]
    known = None if words else known_mistake(exercise, EXERCISES.values(), answer, cases, outcomes, expected)
    said = Said("")
    if words or known:
        said = Said(words or known.told, bool(words) or known.whole)
    elif not first.error:
        said = of_results(exercise, answer, cases, outcomes, expected, failing)
    quick = max(outcome.seconds for outcome in outcomes) < QUICK
    further = partial(_further, exercise, answer) if quick else None
    text = refusal(exercise, cases, outcomes, expected, failing, said, bool(words), further)
    own = "" if words or known or not first.error else readers_traceback(first.error)
    came = first.error or first.value
    return CheckFailed(text, own, copied(tuple(cases[at])), came, copied(expected[at]))
