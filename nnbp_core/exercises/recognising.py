"""Recognise a known mistake by what it gives.

- the words for it: `known_mistake`
"""

from functools import cache
from typing import NamedTuple

import numpy as np

from nnbp_core.exercises.calling import call
from nnbp_core.exercises.comparing import close, differences, is_number, is_sequence, is_whole, same

__all__ = ["Recognised", "known_mistake"]

ROUNDS = 3  # of further inputs for results that a few words make up

QUICK = 0.2  # seconds that a call may take to be made on further inputs


class Recognised(NamedTuple):
    """What to say of a known mistake, and whether it is all that is wrong."""

    told: str
    whole: bool = True


def known_mistake(exercise, exercises, answer, cases, outcomes, expected):
    """The mistake that does what the answer does, in every case; None if there is none.

    The exercise's own mistakes come first, then those of its sisters, which take the same arguments. A mistake may
    also fit the cases that fail alone, or one result of several, where the answer spoils another one too. Whole
    numbers and words may agree by accident: there it must do what the answer does on further inputs, too.
    """
    both = list(zip(expected, outcomes, strict=True))
    failing = [i for i, (e, o) in enumerate(both) if o.error or not same(e, o.value, exercise.precise)]
    sisters = [each for each in exercises if each is not exercise and each.parameters == exercise.parameters]
    tried = [(mistake, _done(exercise, mistake.function)) for mistake in exercise.mistakes]
    for sister in sisters:
        for mistake in sister.mistakes:
            if _agree([call(mistake.function, cases[failing[0]])], [outcomes[failing[0]]], enough=0):
                tried.append((mistake, _done(exercise, mistake.function)))
    fitting = _fitting(tried, outcomes, expected, failing)
    if not is_whole(expected[0]) or max(outcome.seconds for outcome in outcomes) > QUICK:
        return next((told for told, _ in fitting), None)
    return next((told for told, mistake in fitting if _fits_further(exercise, mistake, answer, told)), None)


@cache
def _done(exercise, function):
    """What a function does in the cases of an exercise, which are the same each time."""
    return [call(function, case) for case in exercise.cases()]


def _fitting(tried, outcomes, expected, failing):
    """Pairs of what to say and a mistake that bears it out: in every case, where it is wrong, in one result alone."""
    for mistake, theirs in tried:
        if _agree(theirs, outcomes):
            yield Recognised(mistake.message), mistake
    wherever = [outcomes[i] for i in failing]
    if sum(_telling(outcomes[i], expected[i]) for i in failing) > 1:
        for mistake, theirs in tried:
            if _agree([theirs[i] for i in failing], wherever):
                yield Recognised(f"Wherever it is wrong: {mistake.message}", False), mistake
    yield from _in_one_result(tried, outcomes, expected)


def _fits_further(exercise, mistake, answer, told):
    """Whether the same is to be said of further inputs."""
    further = [case for number in range(ROUNDS) for case in exercise.cases((number + 1,))]
    theirs, ours, expected = (
        [call(function, case) for case in further] for function in (mistake.function, answer, exercise.reference)
    )
    return any(told == again for again, _ in _fitting([(mistake, theirs)], ours, [each.value for each in expected], []))


def _agree(theirs, ours, enough=1):
    """Whether two lists of outcomes are one: in values, and in where they raise. Errors alone bear nothing out."""
    both = list(zip(theirs, ours, strict=True))
    if all(their.is_same(our) for their, our in both):
        return True
    if any((their.error is None) != (our.error is None) for their, our in both):
        return False
    returned = [(their, our) for their, our in both if not our.error]
    return len(returned) > enough and all(their.is_same(our) for their, our in returned)


def _telling(outcome, expected):
    """Whether a result is no accident: it holds numbers with digits, and parts from what was expected in them."""
    numbers = [
        (np.ravel(d.expected), np.ravel(d.given))
        for d in ([] if outcome.error else differences(expected, outcome.value))
        if is_number(d.expected) and is_number(d.given)
    ]
    return any(np.any(came % 1) and not close(wanted, came) for wanted, came in numbers)


def _in_one_result(tried, outcomes, expected):
    """Mistakes that spoil one result alone, just as that result of the answer is; its others may be off too."""
    if not isinstance(expected[0], tuple) or any(outcome.error for outcome in outcomes):
        return
    n = len(expected[0])
    if any(not is_sequence(outcome.value) or len(outcome.value) != n for outcome in outcomes):
        return
    for mistake, theirs in tried:
        if any(each.error or not is_sequence(each.value) or len(each.value) != n for each in theirs):
            continue
        wrong = [
            k for k in range(n) if not all(same(e[k], each.value[k]) for e, each in zip(expected, theirs, strict=True))
        ]
        if len(wrong) == 1 and all(
            same(each.value[wrong[0]], our.value[wrong[0]]) for each, our in zip(theirs, outcomes, strict=True)
        ):
            yield Recognised(f"Result {wrong[0] + 1} of {n}: {mistake.message}", False), mistake
