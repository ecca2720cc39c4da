"""Where single numbers part, in words.

- the way to a difference: `place`; its first entry that is off: `first_entry`
- which entries of arrays are off, if it is the same ones in all cases: `entries`; if not all of them: `at_one_place`
- how many results hold no numbers: `not_finite`
"""

import numpy as np

from nnbp_core.exercises.changes import arrays

__all__ = ["at_one_place", "entries", "first_entry", "not_finite", "place"]

EVERY = " in every entry"

MOST = 0.25  # of the entries outside a row or a column must be off, or that row may be right by accident

FEW = 3  # entries that bear out which ones are off


def place(d, expected, what="result"):
    """The way to a difference, as in "result 2 of 2, part 1 of 3"."""
    told, within = [], expected
    for number in d.where:
        told.append(f"{what} {number + 1} of {len(within)}")
        within, what = within[number], "part"
    return ", ".join(told)


def first_entry(d):
    """The first entry of an array that is off: where it stands, in words, what was expected there and what came."""
    expected, given = np.asarray(d.expected, float), np.asarray(d.given, float)
    gap = np.abs(expected - given)
    scale = max(np.abs(expected).max(initial=0.0), 1e-3)
    at = np.unravel_index(np.argmax(~(gap <= 1e-9 * scale)), expected.shape)
    names = ("row", "column") if expected.ndim == 2 else ["entry"] * expected.ndim
    where = ", ".join(f"{name} {i + 1} of {n}" for name, i, n in zip(names, at, expected.shape, strict=True))
    return where, expected[at], given[at]


def entries(pairs):
    """Which entries are off, if that is the same in all cases."""
    masks = []
    for pair in pairs or []:
        e, g = np.asarray(pair.expected, float), np.asarray(pair.given, float)
        if e.shape == g.shape and not pair.agrees:
            scale = max(np.abs(e).max(initial=0.0), 1e-3)
            masks.append(~(np.abs(e - g) <= 1e-9 * scale))
    by_numbers = _entries_by_numbers([pair for pair in pairs or [] if not pair.agrees], masks)
    if by_numbers:
        return by_numbers
    masks = [np.atleast_1d(mask) for mask in masks]
    shown = [mask for mask in masks if mask.size > 1]
    if not shown:
        return ""
    return _area(shown) or (EVERY if len(masks) > 1 and all(mask.all() for mask in shown) else "")


AREAS = (
    ("the first column", lambda m: np.arange(m.shape[-1]) == 0),
    ("the last column", lambda m: np.arange(m.shape[-1]) == m.shape[-1] - 1),
    ("the first row", lambda m: (np.arange(m.shape[0]) == 0)[:, None]),
    ("the last row", lambda m: (np.arange(m.shape[0]) == m.shape[0] - 1)[:, None]),
    ("the diagonal", lambda m: np.eye(*m.shape[-2:], dtype=bool)),
)


def _area(masks):
    """A row, a column or the diagonal that holds all entries that are off, or none of them."""
    if len(masks) < 2 or any(m.ndim != 2 for m in masks):
        return ""
    areas = {told: [(m, np.broadcast_to(chosen(m), m.shape)) for m in masks] for told, chosen in AREAS}
    inside = [
        t for t, each in areas.items() if all(not (m & ~a).any() for m, a in each) and any(not a.all() for _, a in each)
    ]
    outside = [t for t, each in areas.items() if all(not (m & a).any() for m, a in each)]
    every = [t for t in outside if all(np.array_equal(m, ~a) for m, a in areas[t])]
    most = [t for t in outside if sum(m.sum() for m, _ in areas[t]) >= MOST * sum((~a).sum() for _, a in areas[t])]
    for found, where in ((inside, " in {} only"), (every, " everywhere but in {}"), (most, " only outside {}")):
        if found:
            return where.format(found[0])
    return ""


def at_one_place(pairs):
    """Whether some entries alone are off, the same ones in all cases."""
    where = entries(pairs)
    return where not in ("", EVERY) and not where.startswith(" just where")


def _entries_by_numbers(pairs, masks):
    """Which entries are off, told by the sign of the entries of an argument, or of what is expected."""
    if sum(mask.sum() for mask in masks) < FEW or sum((~mask).sum() for mask in masks) < FEW:
        return ""
    names = [n for n, v in arrays(pairs[0].arguments, pairs[0].at) if np.shape(v) == pairs[0].expected.shape]
    for name in [*names, None]:
        values = [pair.expected if name is None else dict(arrays(pair.arguments, pair.at)).get(name) for pair in pairs]
        if any(np.shape(v) != mask.shape for v, mask in zip(values, masks, strict=True)):
            continue
        subject = "the expected entry" if name is None else f"the entry of `{name}`"
        for told, holds in (("0", np.equal), ("not 0", np.not_equal), ("below 0", np.less), ("above 0", np.greater)):
            if all(np.array_equal(holds(v, 0), mask) for v, mask in zip(values, masks, strict=True)):
                return f" just where {subject} is {told}"
    return ""


def not_finite(found):
    values = [np.asarray(d.given, float) for d in found if d.relation == "not finite"]
    if any(np.isnan(value).any() for value in values):
        return f"; {len(values)} of them hold NaN: somewhere 0/0, or infinity minus infinity"
    if not values:
        return ""
    return f"; {len(values)} of them hold infinity: somewhere a division by zero, or an overflow"
