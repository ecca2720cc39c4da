"""Compare what came with what was expected, place by place.

- every place where two results part: `differences`
- whether two results are one: `same`
- what stands at each place, both sides of it: `places`
"""

import numbers
from dataclasses import dataclass

import numpy as np

__all__ = [
    "FLOAT32_TOLERANCE",
    "LONGEST",
    "TOLERANCE",
    "Difference",
    "close",
    "differences",
    "is_number",
    "is_sequence",
    "is_whole",
    "places",
    "same",
    "single_precision",
    "unlike",
]

TOLERANCE = 1e-9
FLOAT32_TOLERANCE = 1e-6
LONGEST = 100_000  # entries of a list that may stand for an array


@dataclass(frozen=True)
class Difference:
    """One place where two results part.

    Parameters
    ----------
    where : tuple of int
        The way to the place, from the outside in: ``(1, 0)`` is part 0 of result 1; empty for a result that is one.
    relation : str
        "missing", "kind", "count", "dtype", "shape", "not finite", "numbers" or "value".
    expected, given : object
        What stands there.
    """

    where: tuple
    relation: str
    expected: object
    given: object


def is_sequence(value):
    """Whether a result is several results."""
    return isinstance(value, list | tuple)


def is_number(value):
    """Whether a result is one real number or an array of them."""
    if isinstance(value, np.ndarray | np.generic):
        return value.dtype.kind in "fiu"
    return isinstance(value, numbers.Real) and not isinstance(value, bool)


def is_whole(result):
    """Whether a result holds whole numbers and words only, which may agree by accident."""
    if is_sequence(result):
        return all(map(is_whole, result))
    return isinstance(result, str) or np.asarray(result).dtype.kind in "iu"


def single_precision(value):
    """Whether any part of a result is float32, or less."""
    if is_sequence(value):
        return any(map(single_precision, value))
    dtype = getattr(value, "dtype", None)
    return getattr(dtype, "kind", "") == "f" and dtype.itemsize < 8


def _alike(expected, given):
    """`given` as what was expected, where the two are written differently but say the same."""
    if isinstance(expected, np.ndarray) and is_sequence(given) and len(given) <= LONGEST:
        try:
            array = np.asarray(given)
        except (ValueError, TypeError, OverflowError, RecursionError):
            return given
        return array if is_number(array) else given
    if is_sequence(expected) and isinstance(given, np.ndarray) and given.ndim:
        return list(given)
    if isinstance(given, np.bool | np.ndarray) and not given.ndim:
        if isinstance(expected, bool) and given.dtype.kind == "b":
            return bool(given)
        if isinstance(expected, str) and given.dtype.kind == "U":
            return str(given)
    return given


def places(expected, given, where=()):
    """Triples (where, expected, given): whole sequences where they cannot be told part by part."""
    given = _alike(expected, given)
    if is_sequence(expected) and is_sequence(given) and len(expected) == len(given):
        for number, (wanted, came) in enumerate(zip(expected, given, strict=True)):
            yield from places(wanted, came, (*where, number))
    else:
        yield where, expected, given


def differences(expected, given, precise=False):
    """Every place where two results part: shapes exactly, numbers to a relative `TOLERANCE`.

    A result in float32 is compared to `FLOAT32_TOLERANCE`, unless the exercise is `precise`.
    """
    for where, wanted, came in places(expected, given):
        relation = unlike(wanted, came, precise)
        if relation:
            yield Difference(where, relation, wanted, came)


def same(expected, given, precise=False):
    """Whether two results agree."""
    return next(differences(expected, given, precise), None) is None


def unlike(expected, given, precise=False):
    """How two things at one place part, as in `Difference`; None where they do not."""
    if given is None:
        return "missing"
    if is_sequence(expected):
        return "count" if is_sequence(given) else "kind"
    return _unlike_numbers(expected, given, precise) if is_number(expected) else _unlike_words(expected, given)


def _unlike_words(expected, given):
    if type(expected) is not type(given) and not (isinstance(expected, str) and isinstance(given, str)):
        return "kind"
    return None if _equal(expected, given) else "value"


def _unlike_numbers(expected, given, precise):
    if not is_number(given):
        return "dtype" if isinstance(given, np.ndarray | np.generic | complex) else "kind"
    if np.shape(expected) != np.shape(given):
        return "shape"
    if close(expected, given, FLOAT32_TOLERANCE if single_precision(given) and not precise else TOLERANCE):
        return None
    return "numbers" if np.isfinite(np.asarray(given, float)).all() else "not finite"


def _equal(one, other):
    try:
        return bool(one == other)
    except Exception:  # an object of the reader's may do anything when compared
        return False


def close(expected, given, tolerance=TOLERANCE):
    """Whether two arrays have one shape and the same numbers, to `tolerance` of the largest that was expected."""
    expected, given = np.asarray(expected, float), np.asarray(given, float)
    if expected.shape != given.shape:
        return False
    if not (np.isfinite(given).all() and np.isfinite(expected).all()):
        return bool(np.array_equal(expected, given, equal_nan=True))
    scale = max(np.abs(expected).max(initial=0.0), 1e-3)
    with np.errstate(all="ignore"):
        return bool((np.abs(expected - given) <= tolerance * scale).all())
