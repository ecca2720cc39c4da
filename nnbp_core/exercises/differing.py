"""Where results differ and how, in words that hold over all cases.

- both together: `where_and_how`
- one place in words: `place`; its first entry that is off: `first_entry`
"""

from typing import NamedTuple

import numpy as np

from nnbp_core.exercises.comparing import (
    Difference,
    close,
    differences,
    is_number,
    is_sequence,
    places,
    same,
    single_precision,
)
from nnbp_core.exercises.relations import Pair, arrays, order, relation

FEW = 3  # entries that bear out which ones are off

__all__ = ["Said", "first_entry", "place", "where_and_how"]


class Said(NamedTuple):
    """A sentence, and whether it says it all: an equation, or a thing such as a shape that needs none."""

    text: str
    exact: bool = True


def where_and_how(cases, expected, given, precise=False):
    """One or two sentences: which results are off, and how; and whether there is an equation in them.

    Parameters
    ----------
    cases : list of dict
        The arguments of every case that returned something, by name.
    expected, given : list
        What was expected and what came, case by case.
    """
    off = [list(differences(e, g, precise)) for e, g in zip(expected, given, strict=True)]
    if precise and any(map(single_precision, given)) and all(map(same, expected, given)):
        return Said("Your result is float32, which keeps 7 digits. Precision is the task here: it takes float64.")
    rough = [d for each in off for d in each if d.where == () and d.relation not in ("numbers", "not finite", "shape")]
    n = len(expected[0]) if is_sequence(expected[0]) else 0
    one_list = len({len(e) for e in expected if is_sequence(e)}) > 1 or isinstance(expected[0], list)
    if n:
        ordered = order(list(zip(expected, given, strict=True)), "part" if one_list else "result")
        if ordered:
            return Said(_sentence(ordered))
    if rough:
        return Said(_rough(rough[0], "Your function returned"))
    if not n or one_list:
        return _result(cases, expected, given, off, "The result", ())
    wrong = sorted({d.where[0] for each in off for d in each})
    if len(wrong) > 1:
        told = _one_for_all(cases, expected, given)
        if told:
            return Said(f"Each of the {n} results {told.told}.", told.exact)
    right = [k + 1 for k in range(n) if k not in wrong]
    said = [Said(_right(right))] if right else []
    for k in wrong[:2]:
        here = [[d for d in each if d.where[0] == k] for each in off]
        said.append(
            _result(cases, [e[k] for e in expected], [g[k] for g in given], here, f"Result {k + 1} of {n}", (k,))
        )
    if len(wrong) > 2:
        also = f"{_list(k + 1 for k in wrong[2:])} {'are' if len(wrong) > 3 else 'is'} off, too."
        said.append(Said(f"Result{'s' if len(wrong) > 3 else ''} {also}", False))
    return Said(" ".join(each.text for each in said), all(each.exact for each in said))


def _sentence(words):
    return words[0].upper() + words[1:] + "."


def _list(numbers):
    texts = [str(number) for number in numbers]
    return " and ".join([", ".join(texts[:-1]), texts[-1]] if len(texts) > 1 else texts)


def _right(numbers):
    if len(numbers) == 1:
        return f"Result {numbers[0]} is right."
    return f"Results {_list(numbers)} are right."


def _pairs(cases, expected, given):
    """Pairs of arrays at one place, from every case; None where something there is not a number."""
    pairs = []
    for case, e, g in zip(cases, expected, given, strict=True):
        for where, wanted, came in places(e, g):
            if not (is_number(wanted) and is_number(came)):
                return None
            pairs.append(Pair(np.asarray(wanted), np.asarray(came), case, where[-1] if where else 0))
    return pairs


def _one_for_all(cases, expected, given):
    pairs = _pairs(cases, expected, given)
    return relation(pairs) if pairs else None


def _result(cases, expected, given, off, subject, where):
    """A sentence on one result: what it is, if that is not wanted; the order of its parts; else its numbers."""
    ordered = is_sequence(expected[0]) and order(list(zip(expected, given, strict=True)), "part")
    if ordered:
        return Said(f"{subject}: {ordered}.")
    found = [d for each in off for d in each]
    rough = next((d for d in found if d.relation in ("missing", "kind", "count", "dtype")), None)
    if rough:
        inner = Difference(rough.where[len(where) :], rough.relation, rough.expected, rough.given)
        at = next(e for e, each in zip(expected, off, strict=True) if rough in each)
        here = place(inner, at, "part")
        return Said(_rough(rough, f"{subject}{', ' + here + ',' if here else ''} is"))
    pairs = _pairs(cases, expected, given)
    if pairs is None:
        return Said(_of_words(found, subject), False)
    shape = next((d for d in found if d.relation == "shape"), None)
    return (
        (not shape and is_sequence(expected[0]) and _ends(cases, expected, given, off, subject, where))
        or _related(pairs, subject, is_sequence(expected[0]))
        or (shape and Said(_shape(shape, subject, expected, where, off)))
        or (is_sequence(expected[0]) and _parts(cases, expected, given, off, subject, where))
        or Said(f"{subject} is off{_entries(pairs)}{_not_finite(found)}.", bool(_not_finite(found)))
    )


def _related(pairs, subject, in_parts):
    told = relation(pairs)
    return told and Said(f"{subject}{' in every part' if in_parts else ''} {told.told}.", told.exact)


def _rough(d, began):
    """What came is not of the kind that was wanted."""
    returned = began.startswith("Your")
    if d.relation == "missing":
        return began + " None. A function without `return` does." if returned else f"{began} None."
    if d.relation == "count":
        what = "result" if returned else "part"
        verb = began if returned else began.removesuffix(" is").removesuffix(",") + " has"
        return f"{verb} {len(d.given)} {what}{'' if len(d.given) == 1 else 's'}; expected {len(d.expected)}."
    if d.relation == "dtype":
        kind = {"c": "complex numbers", "O": "objects", "U": "text", "S": "text", "b": "True and False"}
        letter = getattr(getattr(d.given, "dtype", None), "kind", "c" if isinstance(d.given, complex) else "O")
        dtype = getattr(d.given, "dtype", type(d.given).__name__)
        holds = f"an array of {kind.get(letter, 'no real numbers')} (dtype {dtype})"
        return f"{began} {holds}; expected {_kind(d.expected)}."
    if type(d.given).__name__ in ("generator", "coroutine", "async_generator"):
        return f"{began} a {type(d.given).__name__}: it has yet to be run. Expected {_kind(d.expected)}."
    return f"{began} {_article(type(d.given).__name__)}; expected {_kind(d.expected)}."


def _article(name):
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"


def _kind(expected):
    if is_sequence(expected):
        return f"{len(expected)} results" if isinstance(expected, tuple) else f"a list of {len(expected)}"
    if isinstance(expected, str):
        return f"text such as {expected!r}"
    return "an array of real numbers" if isinstance(expected, np.ndarray) else "a number"


def _of_words(found, subject):
    """Results that are words: what came in place of what."""
    values = [d for d in found if d.relation == "value"]
    came = {str(d.given) for d in values}
    wanted = {str(d.expected) for d in values}
    if len(came) == 1 and len(wanted) == 1:
        return f"{subject} is {came.pop()!r} where {wanted.pop()!r} is expected."
    if len(wanted) == 1:
        return f"{subject} is off, always where {wanted.pop()!r} is expected."
    if len(came) == 1:
        return f"{subject} is {came.pop()!r} wherever it is off."
    return f"{subject} is off."


def _shape(d, subject, expected, where, off):
    at = next(e for e, each in zip(expected, off, strict=True) if d in each)
    here = place(Difference(d.where[len(where) :], d.relation, None, None), at, "part")
    wanted, came = np.shape(d.expected), np.shape(d.given)
    said = f"{subject}{', ' + here + ',' if here else ''} has shape {came}; expected {wanted}."
    if len(came) == 1 and wanted == (*came, 1):
        return said + f" A flat array {came} is not a column {wanted}: keep the second axis."
    if np.size(d.expected) == np.size(d.given) and close(np.ravel(d.expected), np.ravel(d.given)):
        return said + " The numbers are right."
    return said + " One number was asked for." if wanted == () else said


ENDS = (
    ("the last part", lambda i, n: i == n - 1),
    ("the first part", lambda i, n: i == 0),
    ("every part but the last", lambda i, n: i < n - 1),
    ("every part but the first", lambda i, n: i > 0),
)


def _ends(cases, expected, given, off, subject, where):
    """A sentence on lists that are off at one end only, or everywhere but there; None if they are not."""
    wrong = [{d.where[len(where)] for d in each} for each in off]
    lengths = [len(e) for e in expected]
    for told, here in ENDS:
        inside = [{i for i in range(n) if here(i, n)} for n in lengths]
        if not all(map(set.issubset, wrong, inside)) or all(len(i) == n for i, n in zip(inside, lengths, strict=True)):
            continue
        chosen = [
            [[values[i] for i in sorted(at)] for values, at in zip(side, inside, strict=True)]
            for side in (expected, given)
        ]
        pairs = _pairs(cases, *chosen)
        how = relation(pairs) if pairs else None
        if how:
            return Said(f"{subject}: {told} {how.told}; the rest is right.", how.exact)
        return Said(f"{subject}: {told} is off{_entries(pairs)}; the rest is right.", False)
    return None


def _parts(cases, expected, given, off, subject, where):
    """Which parts of a list are off, where it is not told from its ends."""
    wrong = [{d.where[len(where)] for d in each} for each in off]
    pairs = _pairs(cases, expected, given)
    if all(len(w) == len(e) for w, e in zip(wrong, expected, strict=True) if w):
        return Said(f"{subject} is off in every part{_entries(pairs)}.", False)
    first = next(d for each in off for d in each)
    e = next(e for e, each in zip(expected, off, strict=True) if first in each)
    inner = Difference(first.where[len(where) :], first.relation, first.expected, first.given)
    return Said(f"{subject} is off, first in {place(inner, e, 'part')}{_entries(pairs)}.", False)


def _entries(pairs):
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
    for told, chosen in (
        ("the first column", lambda m: np.arange(m.shape[-1]) == 0),
        ("the last column", lambda m: np.arange(m.shape[-1]) == m.shape[-1] - 1),
        ("the first row", lambda m: (np.arange(m.shape[0]) == 0)[:, None]),
        ("the last row", lambda m: (np.arange(m.shape[0]) == m.shape[0] - 1)[:, None]),
        ("the diagonal", lambda m: np.eye(*m.shape[-2:], dtype=bool)),
    ):
        wide = [m for m in shown if m.ndim == 2]
        areas = [np.broadcast_to(chosen(m), m.shape) for m in wide]
        if len(wide) < len(shown) or len(wide) < 2:
            continue
        if all(not (m & ~a).any() for m, a in zip(wide, areas, strict=True)) and any((~a).any() for a in areas):
            return f" in {told} only"
        if all(np.array_equal(m, ~a) for m, a in zip(wide, areas, strict=True)):
            return f" everywhere but in {told}"
    if len(masks) > 1 and all(mask.all() for mask in shown):
        return " in every entry"
    return ""


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
        off, right = (
            np.abs(np.concatenate([v[m ^ flip] for v, m in zip(values, masks, strict=True)])) for flip in (False, True)
        )
        if off.min() > right.max():
            return f" just where {subject} is {off.min():.3g} or more in size"
    return ""


def _not_finite(found):
    values = [np.asarray(d.given, float) for d in found if d.relation == "not finite"]
    if any(np.isnan(value).any() for value in values):
        return f"; {len(values)} of them hold NaN: somewhere 0/0, or infinity minus infinity"
    if not values:
        return ""
    return f"; {len(values)} of them hold infinity: somewhere a division by zero, or an overflow"


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
