"""What came may be right for other arguments: a bias left out, examples in another order.

- such a change of the arguments: `as_if`
"""

import contextlib
from dataclasses import replace
from itertools import combinations
from typing import NamedTuple

import numpy as np

from nnbp_core import QUADRATIC, SIGMOID, Activation, Network
from nnbp_core.exercises.calling import call
from nnbp_core.exercises.comparing import is_number, is_sequence, is_whole, same

__all__ = ["AsIf", "as_if"]


class AsIf(NamedTuple):
    """Words for a change of the arguments, and whether it gives all results, not one of several."""

    told: str
    whole: bool


def as_if(exercise, cases, expected, given):
    """The change of the arguments for which what came is right in every case; None if there is none.

    Parameters
    ----------
    cases : list of tuple
    expected, given : list
        What was expected and what came, case by case.
    """
    names = exercise.parameters
    off = [not same(e, g) for e, g in zip(expected, given, strict=True)]
    if not any(off) or is_whole(expected[0]):
        return None
    first = off.index(True)
    n = len(expected[0]) if isinstance(expected[0], tuple) else 0
    wherever = None
    for words, change in _changes(dict(zip(names, cases[first], strict=True))):
        there = _result(exercise, change, names, cases[first])
        for scope in _scopes(n, there, expected[first], given[first]):
            subject = "What came" if scope is None else f"Result {scope + 1} of {n}"
            others = [_result(exercise, change, names, case) for case in cases]
            agree = [_part(scope, o, e, g) for o, e, g in zip(others, expected, given, strict=True)]
            if all(agree):
                return AsIf(f"{subject} is right for other arguments: with {words}.", scope is None)
            if sum(off) > 1 and all(fits for fits, wrong in zip(agree, off, strict=True) if wrong):
                told = f"{subject} is, wherever it is off, right for other arguments: with {words}."
                wherever = wherever or AsIf(told, scope is None)
    return wherever


def _scopes(n, there, expected, given):
    """The whole (None), and single results, for which the changed arguments explain one case."""
    if not same(expected, there) and same(there, given):
        yield None
    elif n and is_sequence(there) and is_sequence(given) and len(given) == n:
        yield from (k for k in range(n) if not same(expected[k], given[k]) and same(there[k], given[k]))


def _part(scope, there, expected, given):
    if scope is None:
        return same(there, given)
    return (
        is_sequence(there) and is_sequence(given) and len(given) == len(expected) and same(there[scope], given[scope])
    )


def _result(exercise, change, names, case):
    """What the reference gives for changed arguments; what cannot be changed or asked stays as it is."""
    arguments = dict(zip(names, case, strict=True))
    with contextlib.suppress(ValueError, IndexError, TypeError):
        arguments |= change(arguments)
    return call(exercise.reference, tuple(arguments.values())).value


def _is_square(value):
    return np.ndim(value) == 2 and value.shape[0] == value.shape[1]


NUMBERS = (
    ("zeros in place of {}", lambda v: 0 * v),
    ("the sign of {} turned", lambda v: -v),
    ("{} doubled", lambda v: 2 * v),
    ("{} halved", lambda v: v / 2),
    ("the signs of {} lost", np.abs),
    ("ones in place of {}", lambda v: v * 0 + 1),
    ("{} rounded to whole numbers", np.round),
    ("{} squared", lambda v: v * v),
    ("{} cut off below 0", lambda v: np.maximum(v, 0)),
    ("σ applied to {} first", SIGMOID.f),
    ("{} transposed where that is square", lambda v: np.transpose(v) if _is_square(v) else v),
    ("{} turned by reshape, not by a transpose", lambda v: v.reshape(v.shape[::-1]).T if np.ndim(v) == 2 else v),
)

WHOLE = (
    ("{} one larger", lambda v: v + 1),
    ("{} one smaller", lambda v: v - 1),
    ("0 in place of {}", lambda v: 0 * v),
    ("-1, the last, in place of {}", lambda v: 0 * v - 1),
)

INDICES = (
    ("the inverse of the permutation {}", np.argsort),
    ("{} sorted", np.sort),
    ("{} in reverse order", lambda v: v[::-1]),
)

ENTRIES = (
    ("{} without the last entry", lambda v: v[:-1]),
    ("{} without the first entry", lambda v: v[1:]),
    ("{} in reverse order", lambda v: v[::-1]),
    ("the first entry of {} alone", lambda v: v[:1]),
    ("the last entry of {} alone", lambda v: v[-1:]),
)

COLUMNS = (
    ("the first column of {} alone", lambda v: v[:, :1]),
    ("the last column of {} alone", lambda v: v[:, -1:]),
    ("{} without the last column", lambda v: v[:, :-1] if v.shape[1] > 1 else v),
    ("{} without the first column", lambda v: v[:, 1:] if v.shape[1] > 1 else v),
)


def _changes(arguments):
    """Pairs of words and a function that gives the changed arguments, for arguments of these kinds."""
    for name, value in arguments.items():
        if isinstance(value, Network):
            yield from _network_changes(name)
        elif isinstance(value, Activation):
            yield f"the sigmoid in place of `{name}`", lambda a, n=name: {n: SIGMOID}
        elif is_sequence(value) and value and all(isinstance(each, np.ndarray) for each in value):
            yield from _list_changes(name)
        elif isinstance(value, int) and not isinstance(value, bool):
            yield from _each(WHOLE, name)
        elif isinstance(value, np.ndarray) and value.dtype.kind in "iu" and value.ndim == 1:
            yield from _each(INDICES, name)
        elif is_number(value):
            yield from _each(NUMBERS, name)
            yield from _each(ENTRIES if np.ndim(value) == 1 else (), name)
    yield from _joint(arguments)


def _each(changes, name):
    for words, change in changes:
        yield words.format(f"`{name}`"), lambda a, n=name, c=change: {n: c(a[n])}


def _list_changes(name):
    for words, change in NUMBERS:
        yield words.format(f"every entry of `{name}`"), lambda a, n=name, c=change: {n: [c(v) for v in a[n]]}
    for what, at in (("last", -1), ("first", 0)):
        for words, change in NUMBERS[:5]:
            yield words.format(f"the {what} entry of `{name}`"), lambda a, n=name, c=change, i=at: {n: _at(a[n], i, c)}


def _at(values, i, change):
    values = list(values)
    values[i] = change(values[i])
    return values


def _network_changes(name):
    for part in ("weights", "biases"):
        for words, change in NUMBERS:
            yield (
                words.format(f"`{name}.{part}`"),
                lambda a, n=name, p=part, c=change: {n: replace(a[n], **{p: [c(v) for v in getattr(a[n], p)]})},
            )
    for words, change in (
        ("the quadratic cost in place of that of {}", lambda n: replace(n, cost=QUADRATIC)),
        ("sigmoids in every layer of {}", lambda n: replace(n, activations=SIGMOID)),
        (
            "sigmoids in every layer of {}, and the quadratic cost",
            lambda n: replace(n, activations=SIGMOID, cost=QUADRATIC),
        ),
        ("the activation of the output in every layer of {}", lambda n: replace(n, activations=n.activations[-1])),
        ("the activation of the first layer in every layer of {}", lambda n: replace(n, activations=n.activations[0])),
    ):
        yield words.format(f"`{name}`"), lambda a, n=name, c=change: {n: c(a[n])}


def _joint(arguments):
    """Changes of several arguments at once: of those with a column for each example, of lists, of two alike."""
    wide = {name: v.shape[1] for name, v in arguments.items() if isinstance(v, np.ndarray) and v.ndim == 2}
    lists = [name for name, v in arguments.items() if isinstance(v, list)]
    groups = [[n for n in wide if wide[n] == m] for m in sorted(set(wide.values()))]
    for group, changes in [(lists, ENTRIES), *((group, COLUMNS) for group in groups)]:
        for words, change in changes if group else ():
            told = " and ".join(f"`{name}`" for name in group)
            yield words.format(told), lambda a, g=tuple(group), c=change: {name: c(a[name]) for name in g}
    for one, other in combinations(arguments, 2):
        if type(arguments[one]) is type(arguments[other]) and is_number(arguments[one]):
            yield f"`{one}` and `{other}` exchanged", lambda a, n=one, o=other: {n: a[o], o: a[n]}
