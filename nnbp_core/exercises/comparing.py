"""Compare what came with what was expected, and say how they differ.

- how an answer differs, in words: `difference`
- whether two results are one: `same`
"""

import numbers

import numpy as np

from nnbp_core import Network

__all__ = ["FLOAT32_TOLERANCE", "TOLERANCE", "difference", "same", "shown", "single_precision"]

TOLERANCE = 1e-9
FLOAT32_TOLERANCE = 1e-4


def is_sequence(value):
    """Whether a result is several results."""
    return isinstance(value, list | tuple)


def is_number(value):
    """Whether a result is one real number or an array of them."""
    kind = getattr(getattr(value, "dtype", None), "kind", "")
    return (isinstance(value, numbers.Real) or kind in ("f", "i", "u")) and not isinstance(value, bool | np.bool_)


def single_precision(value):
    """Whether any part of a result is float32."""
    if is_sequence(value):
        return any(map(single_precision, value))
    return getattr(value, "dtype", None) == np.float32


def as_expected_kind(expected, given):
    """`given` as an array where an array was expected and a list of numbers came; else unchanged."""
    if isinstance(expected, np.ndarray) and is_sequence(given):
        try:
            array = np.asarray(given)
        except ValueError:
            return given
        return array if is_number(array) else given
    return given


def same(expected, given):
    """Whether two results agree: shapes exactly, numbers to a relative `TOLERANCE` (1e-4 for float32)."""
    given = as_expected_kind(expected, given)
    if is_sequence(expected):
        given = list(given) if isinstance(given, np.ndarray) and given.ndim else given
        return is_sequence(given) and len(expected) == len(given) and all(map(same, expected, given))
    if not is_number(expected):
        return not is_number(given) and type(expected) is type(given) and expected == given
    if not is_number(given) or np.shape(expected) != np.shape(given):
        return False
    return _close(np.asarray(expected, float), np.asarray(given, float), single_precision(given))


def _close(expected, given, single):
    if not np.isfinite(given).all():
        return bool(np.array_equal(expected, given, equal_nan=True))
    scale = np.abs(expected).max(initial=0.0)
    return bool(np.all(np.abs(expected - given) <= (FLOAT32_TOLERANCE if single else TOLERANCE) * max(scale, 1e-3)))


def shown(value, name=None):
    """A result or an argument as short text, its shape with it."""
    if is_sequence(value):
        text = "[" + ", ".join(shown(part) for part in value) + "]"
    elif isinstance(value, np.ndarray):
        numbers_ = np.array2string(value, precision=4, suppress_small=True, separator=", ", threshold=12)
        text = f"{' '.join(numbers_.split())} {value.shape}"
    elif isinstance(value, Network):
        text = f"{value!r} with weights {shown(list(value.weights))} and biases {shown(list(value.biases))}"
    elif isinstance(value, float | np.floating):
        text = f"{value:.6g}"
    else:
        text = getattr(value, "__name__", None) or repr(value)
    text = text if len(text) <= 200 else text[:197] + "..."
    return f"{name} = {text}" if name else text


def difference(expected, given):
    """What is wrong with `given`, in one sentence; None where only its numbers are."""
    given = as_expected_kind(expected, given)
    if given is None:
        return "Your function returned None. Is the return missing?"
    if is_sequence(expected):
        return _sequence_difference(expected, given)
    if is_number(expected) and not is_number(given):
        return f"Your function returned a {type(given).__name__}; expected {_kind(expected)}."
    if not is_number(expected):
        like = "" if type(given) is type(expected) else "something like "
        return f"Your function returned {shown(given)}; expected {like}{shown(expected)}."
    if np.shape(expected) != np.shape(given):
        return _shape_difference(np.shape(expected), np.shape(given))
    return _number_difference(np.asarray(expected, float), np.asarray(given, float))


def _kind(expected):
    return "an array" if isinstance(expected, np.ndarray) else "a number"


def _sequence_difference(expected, given, within=""):
    """Where two sequences part, told from the outside in: "Result 1 of 2, part 3 of 3 is off"."""
    what, came_with = ("part", f"{within} has") if within else ("result", "Your function returned")
    if not is_sequence(given):
        return f"{came_with} one {type(given).__name__}; expected {len(expected)} {what}s."
    if len(given) != len(expected):
        return f"{came_with} {len(given)} {what}{'s' if len(given) != 1 else ''}; expected {len(expected)}."
    if len(expected) == 2 and same(expected[0], given[1]) and same(expected[1], given[0]):
        return f"{within}: its two parts have changed places." if within else "The two results have changed places."
    for number, (wanted, came) in enumerate(zip(expected, given, strict=True), start=1):
        if not same(wanted, came):
            here = f"{within}, {what} {number} of {len(expected)}" if within else f"Result {number} of {len(expected)}"
            if is_sequence(wanted):
                return _sequence_difference(wanted, as_expected_kind(wanted, came), here)
            detail = difference(wanted, came)
            return f"{here} is off{': ' + detail if detail else '.'}"
    return None


def _shape_difference(expected, given):
    what = f"The result has shape {given}; expected {expected}."
    if len(given) == 1 and expected == (*given, 1):
        return what + f" A flat array {given} is not a column {expected}: keep the second axis."
    if given == expected[::-1]:
        return what + " That is the transpose."
    if len(expected) == 0:
        return what + " One number was asked for."
    return what


def _number_difference(expected, given):
    if np.isnan(given).any():
        return "The result holds NaN: somewhere 0/0, or infinity minus infinity."
    if np.isinf(given).any():
        return "The result holds infinity: somewhere a division by zero, or an overflow."
    off = np.abs(given - expected).max(initial=0.0) / max(np.abs(expected).max(initial=0.0), 1e-3)
    if off < 1e-3:
        return (
            f"Close, but not equal: off by up to {np.abs(given - expected).max():.0e}. Is something rounded, or nudged?"
        )
    factor = common_factor(expected, given)
    if factor is None:
        return None
    if np.isclose(factor, -1):
        return "Every entry has the wrong sign."
    return f"Every entry is {factor:.4g} times what was expected."


def common_factor(expected, given):
    """The one number by which all of two or more entries are off, if it or its inverse is whole; else None."""
    with np.errstate(all="ignore"):
        ratio = (given / expected)[np.abs(expected) > 1e-12]
    if ratio.size < 2 or not np.allclose(ratio, ratio[0], rtol=1e-7) or np.isclose(ratio[0], 0):
        return None
    whole = any(np.isclose(each, round(each), rtol=1e-7) for each in (ratio[0], 1 / ratio[0]))
    return float(ratio[0]) if whole else None
