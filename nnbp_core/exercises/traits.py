"""What can be said of a case: a dict from words to what holds of it.

- yes or no: `shapes`, `squares`, `pairs_of_sizes`, `kinds`, and of all cases at once `over_all`
- how many: `counts`, `by_examples`; how large: `bounds`, `largest`

The words of a yes or no are a pair, for the cases that have the trait and for those that have not.
"""

from itertools import combinations

import numpy as np

from nnbp_core import Activation, Network
from nnbp_core.exercises.comparing import is_number, is_sequence

__all__ = ["bounds", "by_examples", "counts", "kinds", "largest", "over_all", "pairs_of_sizes", "shapes", "squares"]


def shapes(arguments):
    """Traits of the shapes and dtypes of one case: a dict from their words to a bool."""
    found = {}
    for name, value in arguments.items():
        if isinstance(value, Network):
            found |= _squares(f"while all weights of `{name}` are square", "where some are not", value.weights)
        elif _are_matrices(value):
            found |= _squares(f"while every matrix in `{name}` is square", "where one is not", value)
        elif isinstance(value, np.ndarray):
            if _is_weights(name, value):
                found |= _squares(f"while `{name}` is square", "where it is not", [value])
            found[f"where `{name}` is a matrix", "elsewhere"] = value.ndim == 2
            whole = value.dtype.kind in "iu"
            found[f"where `{name}` holds whole numbers (an integer dtype)", "elsewhere"] = whole
    return found


def squares(arguments):
    """Traits of matrices that are no weights: whether they are square, as with as many examples as outputs."""
    found = {}
    for name, value in arguments.items():
        if isinstance(value, np.ndarray) and value.ndim == 2 and not _is_weights(name, value):
            found |= _squares(f"while `{name}` is square", "where it is not", [value])
    return found


def _is_weights(name, value):
    return value.ndim == 2 and name.lower().startswith("w")


def _squares(yes, no, matrices):
    """Two traits: square, and square with more than one entry, which a transpose can change."""
    square = all(each.shape[0] == each.shape[1] for each in matrices)
    larger = max(each.size for each in matrices) > 1
    return {(yes, no): square, (f"{yes} and not (1, 1)", "elsewhere"): square and larger}


def _are_matrices(value):
    return bool(is_sequence(value) and value and all(isinstance(e, np.ndarray) and e.ndim == 2 for e in value))


def kinds(arguments, expected=None):
    """Traits of what the arguments of one case are, other than numbers: activations, costs, functions, words."""
    found = {}
    for name, value in arguments.items():
        if isinstance(value, Network):
            names = [each.name for each in value.activations]
            found[f"where the cost of `{name}` is {value.cost.name}", "elsewhere"] = True
            found[f"where the output of `{name}` is {names[-1]}", "elsewhere"] = True
            found[f"where every layer of `{name}` has the same activation function", "elsewhere"] = len(set(names)) == 1
            found[f"where some hidden layer of `{name}` has one neuron", "elsewhere"] = 1 in value.sizes[1:-1]
            found |= {(f"where a hidden layer of `{name}` is {kind}", "elsewhere"): True for kind in names[:-1]}
        elif isinstance(value, Activation):
            found[f"where `{name}` is {value.name}", "elsewhere"] = True
        elif callable(value):
            found[f"where `{name}` is {getattr(value, '__name__', 'another')}", "elsewhere"] = True
    for result in expected if is_sequence(expected) else [expected]:
        if isinstance(result, str):
            found[f"where {result!r} is expected", "elsewhere"] = True
    return found


def over_all(cases, expected):
    """Traits of all cases at once: one of two functions, signs and zeros; a dict to a bool for each case."""
    return _one_of_two(cases) | _signs(cases, expected)


def _one_of_two(cases):
    """Whether an activation, or another function, is one of two."""
    found = {}
    for name, first in cases[0].items():
        if callable(first) or isinstance(first, Activation):
            column = [getattr(case[name], "name", getattr(case[name], "__name__", "another")) for case in cases]
            for one, other in combinations(sorted(set(column)), 2):
                found[f"where `{name}` is {one} or {other}", "elsewhere"] = [each in (one, other) for each in column]
    return found


SIGNS = (("zero", np.equal), ("negative", np.less), ("positive", np.greater))


def _signs(cases, expected):
    """Signs and zeros of the numbers."""
    columns = {f"`{name}`": [case[name] for case in cases] for name in cases[0]}
    parts = [list(each) if is_sequence(each) else [each] for each in expected]
    if len(set(map(len, parts))) == 1:
        n = len(parts[0])
        for number, column in enumerate(zip(*parts, strict=True), start=1):
            columns["the expected result" if n == 1 else f"the expected result {number}"] = list(column)
    found = {}
    for subject, values in columns.items():
        if all(map(is_number, values)):
            for word, compare in SIGNS:
                row = [bool(compare(value, 0).any()) for value in values]
                large = [np.ndim(v) == 0 or np.size(v) > 2 for v, holds in zip(values, row, strict=True) if not holds]
                if any(large):  # that no array of one or two entries holds such a number says nothing
                    single = np.ndim(values[0]) == 0
                    what = f"is {word}" if single else f"holds a {word}{'' if word == 'zero' else ' number'}"
                    found[f"where {subject} {what}", "elsewhere"] = row
    return found


def pairs_of_sizes(arguments):
    """Comparisons of whole numbers among the arguments with numbers of columns, such as a batch and its data."""
    columns = {}
    for name, v in arguments.items():
        if isinstance(v, np.ndarray) and v.ndim == 2 and v.shape[1] not in columns.values():
            columns[name] = v.shape[1]  # of two with equally many, the first
    whole = {name: v for name, v in arguments.items() if isinstance(v, int) and v > 0}
    found = {}
    for name, number in whole.items():
        for other, m in columns.items():
            for words, holds in (("more than", number > m), ("at least", number >= m)):
                found[f"where `{name}` is {words} the number of columns of `{other}`", "where it is not"] = holds
            found[f"where `{name}` divides the number of columns of `{other}`", "where it does not"] = m % number == 0
    for (one, n), (other, m) in combinations(whole.items(), 2):
        found[f"where `{one}` equals `{other}`", "where it does not"] = n == m
    return found


def counts(arguments):
    """Whole numbers of one case: a dict from their words, one and many, to the number."""
    found = {}
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


def bounds(arguments):
    """Traits of arrays: whether all their numbers lie in 0 to 1, as those that come out of a sigmoid do."""
    return {
        (f"where no number in `{name}` lies outside 0 to 1", "where one does"): bool(
            ((value >= 0) & (value <= 1)).all()
        )
        for name, value in arguments.items()
        if isinstance(value, np.ndarray) and value.dtype.kind == "f"
    }


def by_examples(numbers):
    """The counts, with "examples" in place of the columns of two arguments, none of them weights, of equally many."""
    columns = {words: row for words, row in numbers.items() if words[0].startswith("column of")}
    columns = {words: row for words, row in columns.items() if not words[0].lower().startswith("column of `w")}
    rows = list(columns.values())
    shared = next((row for row in rows if rows.count(row) > 1), None)
    if shared is None:
        return numbers
    rest = {words: row for words, row in numbers.items() if columns.get(words) != shared}
    return {("example", "examples"): shared} | rest


def largest(arguments):
    """How large the numbers of one case are: a dict from words to the largest magnitude."""
    found = {}
    for name, value in arguments.items():
        if is_number(value) and np.size(value):
            words = f"|{name}|" if np.ndim(value) == 0 else f"the largest |{name}|"
            found[words] = float(np.abs(value).max())
    return found
