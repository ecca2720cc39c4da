"""What an answer leaves out of account, found by asking it again with one argument changed.

- such an argument, or an end of one: `unused`
"""

from dataclasses import replace

import numpy as np

from nnbp_core import QUADRATIC, Network
from nnbp_core.exercises.calling import call, copied
from nnbp_core.exercises.comparing import is_sequence, is_whole, same

__all__ = ["unused"]

PROBED = 6  # cases of either kind that `unused` asks again

QUICK = 0.2  # seconds that a call may take to be asked again


def unused(exercise, answer, cases, outcomes, failing):
    """Words for an argument, or an end of one, that makes no difference to the answer but should; else None."""
    if is_whole(exercise.reference(*copied(cases[0]))):
        return None
    quick = [i for i, o in enumerate(outcomes) if not o.error and o.seconds < QUICK]
    wrong, right = ([i for i in quick if (i in failing) == fails] for fails in (True, False))
    first = _still(exercise, answer, cases, outcomes, [*wrong[-PROBED:], *right[-PROBED:]])
    for told, others in (
        ("What you return does not change with {}; it should.", [*wrong[:-PROBED], *right[:-PROBED]]),
        ("Where it is wrong, it does not change with {}; it should.", wrong[:-PROBED]),
    ):
        for words, by_case in first.items():
            still = {i for i, each in by_case.items() if each}
            among = set(by_case) if told.startswith("What") else set(by_case) & set(wrong)
            if len(still) > _enough(words) and still == among:
                rest = _still(exercise, answer, cases, outcomes, others, words)
                if all(rest.get(words, {}).values()):
                    return told.format(words)
    return None


def _still(exercise, answer, cases, outcomes, numbers, alone=None):
    """Whether the answer stays as it is where the right one changes: by what is changed, for cases of these numbers."""
    alike = {}
    for i in numbers:
        arguments = dict(zip(exercise.parameters, cases[i], strict=True))
        was = call(exercise.reference, cases[i]).value
        for words, change in [pair for nudge in NUDGES for pair in _nudges(arguments, nudge)]:
            case = tuple((arguments | change).values())
            there = call(exercise.reference, case) if alone in (None, words) else None
            if there and not there.error and not same(was, there.value):
                by_case = alike.setdefault(words, {})
                by_case[i] = by_case.get(i, True) and call(answer, case).is_same(outcomes[i])
    return alike


def _enough(words):
    """One case is no evidence; for an end of an argument, which may play no role in a case, four are."""
    return 1 if words.startswith("`") else 4


NUDGES = (lambda value: value * 1.25 + 0.125, lambda value: 1.5 - 2 * value)


def _nudges(arguments, nudge):
    """Pairs of words and changed arguments, one thing at a time."""
    for name, value in arguments.items():
        if isinstance(value, Network):
            yield f"`{name}.biases`", {name: replace(value, biases=[nudge(b) for b in value.biases])}
            yield f"`{name}.weights`", {name: replace(value, weights=[nudge(w) for w in value.weights])}
            yield f"the cost of `{name}`", {name: replace(value, cost=QUADRATIC)}
        elif is_sequence(value) and value and all(isinstance(each, np.ndarray) for each in value):
            yield f"`{name}`", {name: [nudge(each) for each in value]}
            yield f"the last entry of `{name}`", {name: [*value[:-1], nudge(value[-1])]}
            yield f"the first entry of `{name}`", {name: [nudge(value[0]), *value[1:]]}
        elif isinstance(value, float) or (isinstance(value, np.ndarray) and value.dtype.kind == "f"):
            yield f"`{name}`", {name: nudge(value)}
            if np.ndim(value) and np.shape(value)[-1] > 1:
                what = "entry" if np.ndim(value) == 1 else "column"
                for end, at in (("last", slice(-1, None)), ("first", slice(0, 1))):
                    nudged = value.copy()
                    nudged[..., at] = nudge(nudged[..., at])
                    yield f"the {end} {what} of `{name}`", {name: nudged}
