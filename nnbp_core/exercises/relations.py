"""How what came stands to what was expected: one relation that holds over all cases.

- the relation of single results or parts: `relation`
- which way all that is off is off: `tendency`

A relation is a change of the right result, such as its transpose. It is told only if it explains *every* pair of an
expected and a given array, those that agree among them.
"""

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from nnbp_core.exercises.changes import CHANGES, argument_changes, arrays
from nnbp_core.exercises.comparing import close

__all__ = ["Pair", "Relation", "relation", "tendency"]

NEAR = 0.02  # how far off a result may be that is called close

FEW = 3  # entries that bear out what is true of all numbers

SOME, MANY = 4, 10  # single results, and entries, that bear out what they have in common where that is no equation


class Relation(NamedTuple):
    """What follows the name of a result in a sentence, and whether it is an equation: one that gives every number."""

    told: str
    exact: bool = True


@dataclass(frozen=True)
class Pair:
    """What was expected and what came, at one place of one case, and the arguments of that case by name.

    `at` is the number of the part in its list, for the entry of a list of arguments that belongs to it.
    """

    expected: np.ndarray
    given: np.ndarray
    arguments: dict
    at: int = 0

    @property
    def agrees(self):
        return close(self.expected, self.given)


def relation(pairs):
    """The `Relation` of what came to what was expected, over all pairs; None where there is no one relation."""
    off = [pair for pair in pairs if not pair.agrees]
    if not off:
        return None
    if all(close(np.ravel(pair.expected), np.ravel(pair.given)) for pair in off):  # only the shape is another
        turned = all(pair.given.shape == pair.expected.T.shape for pair in pairs)
        flat = all(pair.given.ndim < 2 for pair in off)
        return Relation("is the transpose of what is expected") if turned and not flat else None
    told = next((words for words, change in CHANGES if _explains(_of_expected(change), pairs, off)), None)
    if len(off) > 1 and not any(p.given.any() or p.given.shape != p.expected.shape for p in off):
        told = "is 0 in every case" if len(off) == len(pairs) else "is 0 wherever it is off"
    meets = argument_changes(off[0].arguments)
    told = told or next((words for words, change in meets if _explains(change, pairs, off)), None)
    if told is None and len(off) > 1:  # the pairs that agree may be right for another reason
        told = next((words for words, change in CHANGES if _explains(_of_expected(change), off, off)), None)
        told = told and f"{told}, wherever it is off"
    if told:
        return Relation(told)
    if _few(off):
        return None
    if not all(map(_comparable, pairs)):
        return None
    return _fitted(pairs) or _of_steps(pairs) or _direction(pairs)


def _comparable(pair):
    return np.shape(pair.expected) == np.shape(pair.given) and np.isfinite(pair.given).all()


def _of_expected(change):
    return lambda pair: change(pair.expected)


def _of_steps(pairs):
    """The relation of the steps, where the results are arguments that have been moved a little, such as weights."""
    for name, first in arrays(pairs[0].arguments, pairs[0].at):
        if np.ndim(first) == 0 or np.shape(first) != np.shape(pairs[0].expected):
            continue
        starts = [dict(arrays(pair.arguments, pair.at)).get(name) for pair in pairs]
        if any(np.shape(start) != np.shape(pair.expected) for start, pair in zip(starts, pairs, strict=True)):
            continue
        moved = [Pair(p.expected - start, p.given - start, {}, p.at) for start, p in zip(starts, pairs, strict=True)]
        off = [pair for pair in moved if not pair.agrees]
        for words, change in (("has the wrong sign", np.negative), ("is 0", lambda e: 0 * e)):
            if off and all(np.allclose(change(p.expected), p.given, rtol=1e-7, atol=1e-11) for p in moved):
                return Relation(f"starts from `{name}`, but the step {words}")
        told = _fitted(moved)
        if told and told.exact:
            return Relation(f"starts from `{name}`, but the step {told.told}")
    return None


def _changed(change, pair):
    try:
        with np.errstate(all="ignore"):
            return np.asarray(change(pair), float)
    except (ValueError, TypeError, IndexError, KeyError, ZeroDivisionError, np.exceptions.AxisError):
        return pair.expected


def _few(off):
    """Whether the results are a few whole numbers, which stand in some relation by accident."""
    whole = all(np.asarray(pair.expected).dtype.kind in "iu" for pair in off)
    return whole and len({(pair.expected.tobytes(), pair.given.tobytes()) for pair in off}) < FEW


def _explains(change, pairs, off):
    """Whether the change gives what came in every pair, in those first that are off. Zeros alone bear nothing out."""
    if not all(close(_changed(change, pair), pair.given) for pair in off):
        return False
    if not any(np.any(pair.given) or np.any(pair.expected) for pair in off):
        return False
    if _few(off):
        return False
    return all(close(_changed(change, pair), pair.given) for pair in pairs)


def _fitted(pairs):
    """A relation with one number in it that the pairs themselves give, or one that leaves a number open."""
    expected = [np.asarray(pair.expected, float) for pair in pairs]
    given = [np.asarray(pair.given, float) for pair in pairs]
    all_expected, all_given = (np.concatenate([np.ravel(each) for each in side]) for side in (expected, given))
    factor = _one_number(all_given, all_expected, np.divide)
    if factor is not None:
        return Relation(f"is {_told(factor)} times what is expected")
    more = _one_number(all_given, all_expected, np.subtract)
    if more is not None:
        return Relation(f"is too {'large' if more > 0 else 'small'} by {_told(abs(more))} in every entry")
    wrong = ~np.isclose(all_expected, all_given, rtol=1e-9, atol=1e-12)
    if wrong.sum() >= FEW and np.allclose(np.abs(all_expected), np.abs(all_given), rtol=1e-8, atol=1e-12):
        return Relation("is right but for the sign of some entries")
    if wrong.sum() >= FEW and not all_given[wrong].any():
        return Relation("is 0 in places where it should not be")
    told = _per_case(expected, given)
    return Relation(told, False) if told else None


def _told(number):
    return next(
        (f"{number:.{digits}g}" for digits in (4, 7) if np.isclose(float(f"{number:.{digits}g}"), number, rtol=1e-8)),
        f"{number:.4g}",
    )


def _one_number(given, expected, combine):
    """The number that all entries have in common, if there are three or more to bear it out."""
    shows = np.abs(expected) > 1e-9 if combine is np.divide else np.ones(expected.shape, bool)
    if shows.sum() < 3 or given[~shows].any():
        return None
    each = combine(given[shows], expected[shows])
    nothing = combine(1.0, 1.0)
    if np.allclose(each, each[0], rtol=1e-7, atol=1e-9) and not np.isclose(each[0], nothing, atol=1e-7) and each[0]:
        return float(np.median(each))
    return None


def _per_case(expected, given):
    """One factor or one term for all entries, or for those of a column or a row, that is another in the next case."""
    for axis, word in ((None, ""), (0, " of a column"), (1, " of a row")):
        for combine, told in ((np.divide, "a factor"), (np.subtract, "an amount")):
            both = [(e, g) for e, g in zip(expected, given, strict=True) if axis is None or e.ndim == 2]
            evidence = [_evidence(e, g, axis, combine) for e, g in both]
            if len(both) == len(expected) and None not in evidence and sum(evidence) >= FEW:
                return f"is off by {told} that is the same in all entries{word}"
    return None


def _evidence(expected, given, axis, combine):
    """How many entries bear out that all along an axis are off alike; None where they are not."""
    if not expected.size:
        return 0
    with np.errstate(all="ignore"):
        each = combine(given, expected) - combine(1.0, 1.0)  # 0 where nothing is off; NaN is 0/0, and bears nothing out
        low, high = (either.reduce(each, axis=axis) for either in (np.fmin, np.fmax))
        alike = np.isnan(high) | (high - low <= 1e-6 * np.abs(high) + 1e-12)
    if not alike.all():
        return None
    return 0 if close(expected, given) else np.isfinite(each).sum() - np.isfinite(high).sum()


def _nearness(pair):
    """How far off a result is, beside its largest entry; beside the step, where it is an argument moved a little."""
    starts = [v for _, v in arrays(pair.arguments, pair.at) if np.ndim(v) and np.shape(v) == np.shape(pair.expected)]
    steps = [np.abs(pair.expected - start).max(initial=0.0) for start in starts]
    scale = min([np.abs(pair.expected).max(initial=0.0), *(step for step in steps if step > 0)])
    return np.abs(pair.given - pair.expected).max(initial=0.0) / max(scale, 1e-9)


def _direction(pairs):
    """What all entries that are off have in common, where that is no equation."""
    off = max(map(_nearness, pairs))
    if off < NEAR:
        digit = 10.0 ** math.floor(math.log10(off))
        most = math.ceil(off / digit) * digit
        return Relation(f"is close, never off by more than {most:.0e} of its largest entry, but not equal", False)
    same_numbers = all(np.array_equal(np.sort(p.expected, None), np.sort(p.given, None)) for p in pairs)
    if same_numbers:
        return Relation("has the right numbers, in other places")
    if len(pairs) > 2 and all(np.array_equal(p.given, pairs[0].given) for p in pairs):
        return Relation("is the same in every case, whatever the input")
    for axis, word in ((1, "column"), (0, "row")):
        tried = [p for p in pairs if p.expected.ndim == 2 and np.ptp(p.expected, axis=axis).any()]
        if len(tried) > 1 and all(np.allclose(p.given, p.given.take([0], axis), rtol=1e-12) for p in tried):
            return Relation(f"is the same in every {word}, but should not be", False)
    return None


def tendency(pairs):
    """What all that is off has in common, where there is enough of it: which way it is off."""
    off = [pair for pair in pairs if not pair.agrees]
    if not off or _few(off) or not all(map(_comparable, pairs)):
        return None
    expected, given = (np.concatenate([np.ravel(getattr(p, side)) for p in off]) for side in ("expected", "given"))
    wrong = ~np.isclose(expected, given, rtol=1e-9, atol=1e-12)
    expected, given = expected[wrong], given[wrong]
    if expected.size < (SOME if all(np.ndim(p.expected) == 0 for p in pairs) else MANY):
        return None
    for told, holds in (
        ("has the wrong sign", np.sign(given) == -np.sign(expected)),
        ("is too large", given > expected),
        ("is too small", given < expected),
        ("is too large in size", np.abs(given) > np.abs(expected)),
        ("is too small in size", np.abs(given) < np.abs(expected)),
    ):
        if holds.all():
            return Relation(f"{told} in every entry that is off", False)
    if len(set(np.sign(expected))) > 1 and (np.sign(given) == np.sign(expected)).all():
        return Relation("has the right sign everywhere, but not the right size", False)
    return None
