"""When an answer is right and when it is wrong: what separates the cases that fail from those that pass.

- the separation in words: `when`
- the traits of one case: `traits`, `counts`

A trait is a pair of words, for the cases that have it and for those that have not. Traits are told from simple to
involved, and the first that splits all cases exactly is taken; then the first pair of them.
"""

from itertools import combinations

import numpy as np

from nnbp_core import Activation, Network
from nnbp_core.exercises.comparing import is_number, is_sequence

__all__ = ["counts", "traits", "when"]

IN_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
FAR = 3.0  # a threshold is told of sizes only if there is such a gap between them
ENOUGH = 2  # cases on each side that bear out a threshold or a pair; one is an accident


def when(cases, expected, fails, more=None):
    """Words for what splits failing from passing cases; None where nothing does.

    Parameters
    ----------
    cases : list of dict
        The arguments of each case, by name.
    expected : list
        The right results.
    fails : list of bool
    more : mapping of str to callable, optional
        The exercise's own traits: words such as "where a neuron is saturated", and a predicate of the arguments.
    """
    if all(fails) or not any(fails):
        return None
    table = _table(
        [_own_traits(case, more) | traits(case, result) for case, result in zip(cases, expected, strict=True)]
    )
    numbers = _table([counts(case) for case in cases])
    return (
        _one_count({words: row for words, row in numbers.items() if words[0] == "example"}, fails)
        or _one_trait(table, fails)
        or _one_count(numbers, fails)
        or _one_size(_table([_sizes(case) for case in cases]), fails)
        or _two_traits(table | _more_than_one(numbers), fails)
    )


def _table(rows):
    """Each trait with its values over all cases. What stands against "elsewhere" is false where it does not occur."""
    keys = {key: None for row in rows for key in row if "elsewhere" in key or all(key in each for each in rows)}
    return {key: [row.get(key, False) for row in rows] for key in keys}


def _own_traits(case, more):
    return {(words, "elsewhere"): bool(holds(*case.values())) for words, holds in (more or {}).items()}


def traits(arguments, expected=None):
    """Traits of one case that hold or do not: a dict from their words to a bool."""
    found = {}
    for name, value in arguments.items():
        if isinstance(value, Network):
            found |= _network_traits(name, value)
        elif isinstance(value, Activation):
            found[f"where `{name}` is {value.name}", "elsewhere"] = True
        elif isinstance(value, list | tuple) and value and all(isinstance(each, np.ndarray) for each in value):
            if all(each.ndim == 2 for each in value):
                square = all(each.shape[0] == each.shape[1] for each in value)
                found[f"while every matrix in `{name}` is square", "where one is not"] = square
        elif isinstance(value, np.ndarray):
            found |= _array_traits(name, value)
        elif is_number(value):
            found |= _sign_traits(f"`{name}`", np.asarray(value))
        elif callable(value):
            found[f"where `{name}` is {getattr(value, '__name__', 'another')}", "elsewhere"] = True
    found |= _pairs_of_sizes(arguments)
    results = list(expected) if is_sequence(expected) else [expected]
    for number, result in enumerate(results, start=1):
        if isinstance(result, str):
            found[f"where {result!r} is expected", "elsewhere"] = True
        elif is_number(result):
            subject = "the expected result" if len(results) == 1 else f"the expected result {number}"
            found |= _sign_traits(subject, np.asarray(result))
    return found


def _array_traits(name, value):
    found = {}
    if value.ndim == 2:
        square = value.shape[0] == value.shape[1]
        found[f"while `{name}` is square", "where it is not"] = square
    found[f"where `{name}` holds whole numbers (an integer dtype)", "elsewhere"] = value.dtype.kind in "iu"
    found |= _sign_traits(f"`{name}`", value)
    flat = np.sort(value, axis=None)
    found[f"where two entries of `{name}` are equal", "elsewhere"] = bool((flat[1:] == flat[:-1]).any())
    return found


def _sign_traits(subject, value):
    single = value.ndim == 0
    verb = {True: "is", False: "holds"}[single]
    thing = {True: "", False: " number"}[single]
    article = "" if single else " a"
    return {
        (f"where {subject} {verb}{article} negative{thing}", "elsewhere"): bool((value < 0).any()),
        (f"where {subject} {verb}{article} positive{thing}", "elsewhere"): bool((value > 0).any()),
        (f"where {subject} {verb} 0" if single else f"where {subject} holds a zero", "elsewhere"): bool(
            (value == 0).any()
        ),
    }


def _network_traits(name, network):
    square = all(w.shape[0] == w.shape[1] for w in network.weights)
    kinds = [each.name for each in network.activations]
    found = {
        (f"while every layer of `{name}` has the same number of neurons", "where one has not"): square,
        (f"where the weights out of the input of `{name}` are square", "elsewhere"): len(set(network.sizes[:2])) == 1,
        (f"where the weights into the output of `{name}` are square", "elsewhere"): len(set(network.sizes[-2:])) == 1,
        (f"where the cost of `{name}` is {network.cost.name}", "elsewhere"): True,
        (f"where the output of `{name}` is {kinds[-1]}", "elsewhere"): True,
        (f"where every layer of `{name}` has the same activation function", "elsewhere"): len(set(kinds)) == 1,
        (f"where the first layer of `{name}` has the activation function of the last", "elsewhere"): (
            kinds[0] == kinds[-1]
        ),
        (f"where some hidden layer of `{name}` has one neuron", "elsewhere"): 1 in network.sizes[1:-1],
    }
    for kind in kinds:
        found[f"where a layer of `{name}` is {kind}", "elsewhere"] = True
    for kind in kinds[:-1]:
        found[f"where a hidden layer of `{name}` is {kind}", "elsewhere"] = True
    return found


def _pairs_of_sizes(arguments):
    """Comparisons of whole numbers among the arguments with numbers of columns, such as a batch and its data."""
    columns = {name: v.shape[1] for name, v in arguments.items() if isinstance(v, np.ndarray) and v.ndim == 2}
    whole = {name: int(v) for name, v in arguments.items() if isinstance(v, int) and not isinstance(v, bool)}
    found = {}
    for name, number in whole.items():
        for other, m in columns.items():
            found[f"where `{name}` is more than the number of columns of `{other}`", "elsewhere"] = number > m
            divides = number > 0 and m % number == 0
            found[f"where `{name}` divides the number of columns of `{other}`", "where it does not"] = divides
    for (one, n), (other, m) in combinations(whole.items(), 2):
        found[f"where `{one}` equals `{other}`", "elsewhere"] = n == m
    return found


def counts(arguments):
    """Whole numbers of one case: a dict from their words, one and many, to the number."""
    found = {}
    columns = {name: v.shape[1] for name, v in arguments.items() if isinstance(v, np.ndarray) and v.ndim == 2}
    if "x" in columns or ("y" in columns and len(set(columns.values())) == 1):
        found["example", "more"] = columns.get("x", columns.get("y"))
    for name, value in arguments.items():
        if isinstance(value, Network):
            found[f"matrix of weights in `{name}`", f"matrices of weights in `{name}`"] = len(value.weights)
            found[f"output of `{name}`", f"outputs of `{name}`"] = value.sizes[-1]
            found[f"input of `{name}`", f"inputs of `{name}`"] = value.sizes[0]
        elif isinstance(value, list | tuple):
            found[f"entry in `{name}`", f"entries in `{name}`"] = len(value)
        elif isinstance(value, np.ndarray) and value.ndim == 2:
            found[f"column of `{name}`", f"columns of `{name}`"] = value.shape[1]
            found[f"row of `{name}`", f"rows of `{name}`"] = value.shape[0]
        elif isinstance(value, np.ndarray) and value.ndim == 1:
            found[f"entry of `{name}`", f"entries of `{name}`"] = value.size
    return found


def _sizes(arguments):
    """How large the numbers of one case are: a dict from words to the largest magnitude."""
    found = {}
    for name, value in arguments.items():
        if is_number(value) and np.size(value):
            words = f"|{name}|" if np.ndim(value) == 0 else f"the largest |{name}|"
            found[words] = float(np.abs(value).max())
    return found


def _said(yes, no, holds_where_wrong):
    return f"Wrong {yes}, right {no}." if holds_where_wrong else f"Right {yes}, wrong {no}."


def _one_trait(table, fails):
    for (yes, no), row in table.items():
        if row == fails or [not each for each in row] == fails:
            return _said(yes, no, row == fails)
    return None


def _one_count(table, fails):
    """A number of things up to which the answer is right, or wrong."""
    for (one, many), row in table.items():
        failing = [n for n, fail in zip(row, fails, strict=True) if fail]
        passing = [n for n, fail in zip(row, fails, strict=True) if not fail]
        low, high, wrong_above = (passing, failing, True) if max(passing) < min(failing) else (failing, passing, False)
        if max(low) >= min(high):
            continue
        few = set(low) == {0} or set(low) == {1}
        if not few and min(len(low), len(high)) < ENOUGH:
            continue
        first, then = ("Right", "wrong") if wrong_above else ("Wrong", "right")
        amount = _number(max(low))
        thing = one if max(low) == 1 else {"example": "examples"}.get(one, many)
        return f"{first} for {'' if few else 'up to '}{amount} {thing}, {then} for more."
    return None


def _number(n):
    return IN_WORDS[n] if n < len(IN_WORDS) else str(n)


def _one_size(table, fails):
    """A size of numbers that parts the cases, with a wide gap between both sides."""
    for words, row in table.items():
        failing = [n for n, fail in zip(row, fails, strict=True) if fail]
        passing = [n for n, fail in zip(row, fails, strict=True) if not fail]
        if min(len(failing), len(passing)) < ENOUGH:
            continue
        if min(failing) > FAR * max(passing):
            return f"Right where {words} is at most {max(passing):.3g}, wrong where it is {min(failing):.3g} or more."
        if min(passing) > FAR * max(failing):
            return f"Wrong where {words} is at most {max(failing):.3g}, right where it is {min(passing):.3g} or more."
    return None


def _more_than_one(table):
    """Counts as traits: more than one, or not."""
    found = {}
    for (one, many), row in table.items():
        words = "there is more than one example" if one == "example" else f"there are more than one {many}"
        found[f"where {words}", "elsewhere"] = [n > 1 for n in row]
    return found


def _two_traits(table, fails):
    """Two simple traits that split the cases together: wrong where both are so, or right only where both are."""
    rows = [(yes, row) for (yes, _), row in table.items() if ENOUGH <= sum(row) <= len(row) - ENOUGH]
    if min(sum(fails), len(fails) - sum(fails)) < ENOUGH:
        return None
    for (one, first), (other, second) in combinations(rows, 2):
        both = [a and b for a, b in zip(first, second, strict=True)]
        then = other.removeprefix("where ").removeprefix("while ")
        if both == fails:
            return f"Wrong {one} and {then}, right elsewhere."
        if both == [not fail for fail in fails]:
            return f"Right {one} and {then}, wrong elsewhere."
    return None
