"""Check a reader's answer and say what is wrong with it.

- the check: `check`, which returns `PASSED` or `NOT_ATTEMPTED`, or raises `CheckFailed`
- a nudge on request: `hint`
"""

import inspect
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from nnbp_core.exercises.calling import (
    Interrupted,
    call,
    copied,
    core,
    held,
    identical,
    replaced,
    said_if_long,
    writes_into_its_input,
)
from nnbp_core.exercises.catalogue import EXERCISES
from nnbp_core.exercises.comparing import same
from nnbp_core.exercises.differing import Said, where_and_how
from nnbp_core.exercises.probing import as_if, unused
from nnbp_core.exercises.progress import remember
from nnbp_core.exercises.recognising import WHEREVER, known_mistake
from nnbp_core.exercises.telling import praise, readers_traceback, refusal, shown, told_signature

__all__ = ["NOT_ATTEMPTED", "PASSED", "CheckFailed", "check", "hint"]

SLOW = 2.0  # seconds a call


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
    defaults, before = _defaults(answer), core()
    outcomes, again = _run(chosen, answer, cases)
    patched = replaced(before)
    if _is_stub(answer, outcomes[0]):
        return Verdict(
            "not attempted", f"Exercise {chosen.id}: not attempted yet. Write it, run its cell, then this one."
        )
    failing = [
        i for i, o in enumerate(outcomes) if o.error or o.wrote or not same(expected[i], o.value, chosen.precise)
    ]
    words = (
        (patched and f"Your function replaces {patched}, which others still need as it was. It has been put back.")
        or _of_helpers(answer, outcomes, failing)
        or _of_state(answer, outcomes[0], again, defaults)
        or _of_writing(answer, cases, outcomes, failing)
    )
    if words or failing:
        raise _failure(chosen, answer, cases, outcomes, expected, failing, words)
    remember(chosen.id)
    return Verdict("passed", praise(chosen, cases, outcomes, expected, _same_each_time(outcomes)))


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
                if _is_stub(answer, outcomes[0]):
                    return outcomes, outcomes[0]
                if len(outcomes) == 1 and outcomes[0].seconds > SLOW:
                    print(
                        f"Your function takes {outcomes[0].seconds:.0f} s a call and is called {len(cases) + 1} times: "
                        "this may take a while."
                    )
            return outcomes, call(answer, cases[0])
    except KeyboardInterrupt:
        raise Interrupted(f"{at()}: interrupted here.") from None


def _is_stub(answer, first):
    return isinstance(first.error, NotImplementedError) and _raised_by(first.error) in (None, _code(answer))


def _code(answer):
    return getattr(inspect.unwrap(answer), "__code__", None)


def _raised_by(error):
    """The code that an error was raised in."""
    trace = error.__traceback__
    while trace.tb_next:
        trace = trace.tb_next
    return trace.tb_frame.f_code


def _of_helpers(answer, outcomes, failing):
    """Words for a function that the answer calls and that is still to be written."""
    for error in (outcomes[i].error for i in failing):
        if isinstance(error, NotImplementedError) and _raised_by(error) is not _code(answer):
            name = _raised_by(error).co_name
            of = [id for id, each in EXERCISES.items() if each.reference.__name__ == name]
            where = f" (exercise {of[0]})" if of else ""
            return f"`{name}`{where}, which your function calls, is still empty: it raises NotImplementedError."
    return None


def _defaults(answer):
    """The default arguments of a function as they are now, by name."""
    try:
        parameters = inspect.signature(answer).parameters.values()
    except (ValueError, TypeError):
        return {}
    return {each.name: copied(each.default) for each in parameters if each.default is not each.empty}


def _of_state(answer, first, again, defaults):
    """Words for a function that gives something else when it is called again."""
    if again.is_same(first):
        return None
    changed = [name for name, value in _defaults(answer).items() if not identical(defaults[name], value)]
    if changed:
        return (
            f"Your function keeps something between calls: its default argument `{changed[0]}` is made once, when the "
            "function is defined, and each call adds to it or changes it."
        )
    return (
        "Called again with its first input, your function gives something else: it keeps something between calls, "
        "or draws at random."
    )


def _of_writing(answer, cases, outcomes, failing):
    if failing and writes_into_its_input(answer, cases[failing[0]], outcomes[failing[0]]):
        return "Your function writes into its input. Others still need it as it was: make a new one instead."
    return None


@np.errstate(all="ignore")
def _failure(exercise, answer, cases, outcomes, expected, failing, words):
    at = failing[0] if failing else 0
    first = outcomes[at]
    known = None if words else known_mistake(exercise, EXERCISES.values(), cases, outcomes, expected)
    said = Said("") if words or known or first.error else _said(exercise, answer, cases, outcomes, expected, failing)
    told = bool(known and not known.startswith(WHEREVER)) or (not first.error and said.exact)
    text = refusal(exercise, cases, outcomes, expected, failing, words or known or said.text, told, bool(words))
    own = "" if words or known or not first.error else readers_traceback(first.error)
    came = first.error or first.value
    return CheckFailed(text, own, copied(tuple(cases[at])), came, copied(expected[at]))


def _said(exercise, answer, cases, outcomes, expected, failing):
    """Where and how the results that came differ; where that is no equation, what the answer makes of its arguments."""
    back = [i for i in range(len(cases)) if not outcomes[i].error]
    named = [dict(zip(exercise.parameters, cases[i], strict=True)) for i in back]
    right, came = [expected[i] for i in back], [outcomes[i].value for i in back]
    told = where_and_how(named, right, came, exercise.precise)
    if told.exact:
        return told
    more = as_if(exercise, [cases[i] for i in back], right, came)
    if more:
        return Said(more.told if more.whole else f"{told.text} {more.told}")
    more = unused(exercise, answer, cases, outcomes, failing)
    return Said(f"{told.text} {more}" if more else told.text, False)


def _same_each_time(outcomes):
    return any(held(one.kept) & held(other.kept) for one, other in pairwise(outcomes))
