"""Where results differ and how, in words that hold over all cases.

- both together: `where_and_how`
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
from nnbp_core.exercises.entries import at_one_place, entries, not_finite, place
from nnbp_core.exercises.ordering import order
from nnbp_core.exercises.relations import Pair, relation, tendency

__all__ = ["Said", "where_and_how"]


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
    if len(wrong) == n > 1:
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
            pairs.append(Pair(_numbers(wanted), _numbers(came), case, where[-1] if where else 0))
    return pairs


def _numbers(given):
    array = np.asarray(given)
    return array.astype(float) if array.dtype == object else array  # whole numbers too long for NumPy's own


def _one_for_all(cases, expected, given):
    pairs = _pairs(cases, expected, given)
    return (relation(pairs) or tendency(pairs)) if pairs else None


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
        or _told(relation(pairs), subject, is_sequence(expected[0]))
        or (shape and Said(_shape(shape, subject, expected, where, off), all(d.relation == "shape" for d in found)))
        or (not at_one_place(pairs) and _told(tendency(pairs), subject, is_sequence(expected[0])))
        or (is_sequence(expected[0]) and _parts(cases, expected, given, off, subject, where))
        or Said(f"{subject} is off{entries(pairs)}{not_finite(found)}.", bool(not_finite(found)))
    )


def _told(told, subject, in_parts):
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
    if d not in next(filter(None, off)):
        return f"{subject} is off, and in some inputs has another shape: {came} where {wanted} is expected."
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
        if any(w and w != i for w, i in zip(wrong, inside, strict=True)):
            continue
        if all(len(i) == n for i, n in zip(inside, lengths, strict=True)):
            continue
        chosen = [
            [[values[i] for i in sorted(at)] for values, at in zip(side, inside, strict=True)]
            for side in (expected, given)
        ]
        pairs = _pairs(cases, *chosen)
        how = (relation(pairs) or (not at_one_place(pairs) and tendency(pairs))) if pairs else None
        if how:
            return Said(f"{subject}: {told} {how.told}; the rest is right.", how.exact)
        return Said(f"{subject}: {told} is off{entries(pairs)}; the rest is right.", False)
    return None


def _parts(cases, expected, given, off, subject, where):
    """Which parts of a list are off, where it is not told from its ends."""
    wrong = [{d.where[len(where)] for d in each} for each in off]
    pairs = _pairs(cases, expected, given)
    if all(len(w) == len(e) for w, e in zip(wrong, expected, strict=True) if w):
        return Said(f"{subject} is off in every part{entries(pairs)}.", False)
    first = next(d for each in off for d in each)
    e = next(e for e, each in zip(expected, off, strict=True) if first in each)
    inner = Difference(first.where[len(where) :], first.relation, first.expected, first.given)
    return Said(f"{subject} is off, first in {place(inner, e, 'part')}{entries(pairs)}.", False)
