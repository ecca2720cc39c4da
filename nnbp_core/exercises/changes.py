"""Changes of a right result that are common slips, each with the words for what comes of it.

- of the result alone: `CHANGES`
- with one of the arguments, or a size of one: `argument_changes`
- the arguments that are arrays, by name: `arrays`
"""

from itertools import permutations

import numpy as np

from nnbp_core import Network
from nnbp_core.activations import SIGMOID
from nnbp_core.exercises.comparing import is_number

__all__ = ["CHANGES", "argument_changes", "arrays"]


def _axis(name, axis, keep):
    return lambda e: getattr(np, name)(e, axis=axis, keepdims=keep)


def _spread(name, axis):
    return lambda e: np.broadcast_to(getattr(np, name)(e, axis=axis, keepdims=True), e.shape)


def _clipped(low, high):
    return lambda e: np.clip(e, low, high) if ((low < e) & (e < high)).any() else e


def _totals():
    for axis, what in ((1, "columns"), (0, "rows")):
        for name, word in (("sum", "sum"), ("mean", "mean"), ("max", "largest")):
            told = f"is the {word} over the {what} of what is expected"
            yield told, _axis(name, axis, True)
            yield told, _axis(name, axis, False)
            yield told + ", repeated", _spread(name, axis)
    for name, word in (("sum", "sum"), ("mean", "mean"), ("max", "largest"), ("min", "smallest")):
        yield f"is the {word} of all that is expected, one number", getattr(np, name)
    yield "is the length of the expected vector", np.linalg.norm


CHANGES = (
    ("has the wrong sign", lambda e: -e),
    ("has lost its sign: what should be negative came out positive", np.abs),
    ("has lost its sign: what should be positive came out negative", lambda e: -np.abs(e)),
    ("is cut off at zero: what should be negative came out as 0", lambda e: np.maximum(e, 0)),
    ("is cut off at zero: what should be positive came out as 0", lambda e: np.minimum(e, 0)),
    ("is cut off: all that lies outside 0 to 1 came out as 0 or 1", _clipped(0, 1)),
    ("is cut off: all that lies outside −1 to 1 came out as −1 or 1", _clipped(-1, 1)),
    ("is the transpose of what is expected", lambda e: e.T),
    ("has its rows in reverse order", lambda e: e[::-1]),
    ("has its columns in reverse order", lambda e: e[:, ::-1]),
    ("has rows and columns in reverse order", lambda e: e[::-1, ::-1]),
    ("has its rows shifted by one", lambda e: np.roll(e, 1, 0)),
    ("has its rows shifted by one", lambda e: np.roll(e, -1, 0)),
    ("has its columns shifted by one", lambda e: np.roll(e, 1, 1)),
    ("has its columns shifted by one", lambda e: np.roll(e, -1, 1)),
    ("has the right numbers, filled in column by column", lambda e: e.ravel(order="F").reshape(e.shape)),
    ("has the right numbers, filled in row by row", lambda e: e.T.reshape(e.shape)),
    ("is the first column of what is expected, alone", lambda e: e[:, :1]),
    ("is the first column of what is expected, alone", lambda e: e[:, 0]),
    ("is the last column of what is expected, alone", lambda e: e[:, -1:]),
    ("is the last column of what is expected, alone", lambda e: e[:, -1]),
    ("lacks the last column", lambda e: e[:, :-1]),
    ("lacks the first column", lambda e: e[:, 1:]),
    ("repeats the first column of what is expected", lambda e: np.broadcast_to(e[:, :1], e.shape)),
    ("repeats the last column of what is expected", lambda e: np.broadcast_to(e[:, -1:], e.shape)),
    ("is right on the diagonal and 0 elsewhere", lambda e: np.diag(np.diag(e)) if e.ndim == 2 else e),
    *_totals(),
    ("is the square of what is expected", np.square),
    ("is the square root of what is expected", np.sqrt),
    ("is 1 divided by what is expected", lambda e: 1 / e),
    ("is 1 minus what is expected", lambda e: 1 - e),
    ("is what is expected minus 1", lambda e: e - 1),
    ("is what is expected plus 1", lambda e: e + 1),
    ("is σ of what is expected: σ once too often", SIGMOID.f),
    ("would be right after σ", lambda e: np.log(e / (1 - e))),
    ("is tanh of what is expected", np.tanh),
    ("is the logarithm of what is expected", np.log),
    ("is what is expected without what stands before the decimal point", lambda e: e - np.trunc(e)),
    *((f"is rounded to {k} decimals", lambda e, k=k: np.round(e, k)) for k in range(1, 9)),
    ("is rounded to whole numbers", np.round),
    ("is cut to whole numbers", np.trunc),
)


def arrays(arguments, at):
    """The numbers among the arguments, by name: of lists and of networks, the entry that belongs to part `at`."""
    for name, value in arguments.items():
        if isinstance(value, Network):
            yield f"{name}.weights[i]", value.weights[min(at, len(value.weights) - 1)]
            yield f"{name}.biases[i]", value.biases[min(at, len(value.biases) - 1)]
        elif isinstance(value, list) and value and all(isinstance(each, np.ndarray) for each in value):
            yield f"{name}[i]", value[min(at, len(value) - 1)]
        elif is_number(value):
            yield name, np.asarray(value, float)


def sizes(arguments):
    """Whole numbers to be read off the arguments, by their words."""
    for name, value in arguments.items():
        if isinstance(value, Network):
            yield f"the number of weight matrices of `{name}`", len(value.weights)
            yield f"the number of outputs of `{name}`", value.sizes[-1]
            yield f"the number of inputs of `{name}`", value.sizes[0]
        elif isinstance(value, list | tuple):
            yield f"the length of `{name}`", len(value)
        elif isinstance(value, np.ndarray):
            for axis, word in ((1, "columns"), (0, "rows" if value.ndim > 1 else "entries")):
                if axis < value.ndim:
                    yield f"the number of {word} of `{name}`", value.shape[axis]


def argument_changes(arguments):
    """Pairs of words and a change of a pair, whose `expected` meets its `arguments`, for arguments such as these."""
    for name in dict(arrays(arguments, 0)):
        yield from _with_array(name)
    for name in dict(sizes(arguments)):
        yield from _with_size(name)
    for one, other in permutations(dict(sizes(arguments)), 2):
        yield _with_sizes(one, other)
    for axis, word in ((0, "rows"), (1, "columns")):
        own = f"its own number of {word}"
        yield f"is too large by the factor of {own}", lambda p, a=axis: p.expected * p.expected.shape[a]
        yield f"is divided by {own}", lambda p, a=axis: p.expected / p.expected.shape[a]


def _with_array(name):
    def array(pair):
        return dict(arrays(pair.arguments, pair.at))[name]

    yield f"is `{name}` itself", array
    yield f"is the transpose of `{name}`", lambda p: array(p).T
    yield f"is `{name}` times −1", lambda p: -array(p)
    for times, word in ((1, ""), (2, "twice ")):
        yield f"would be right with {word}`{name}` added", lambda p, k=times: p.expected - k * array(p)
        yield f"would be right with {word}`{name}` subtracted", lambda p, k=times: p.expected + k * array(p)
    for power, word in ((1, ""), (2, " twice")):
        yield f"would be right if multiplied by `{name}`{word}", lambda p, k=power: p.expected / array(p) ** k
        yield f"would be right if divided by `{name}`{word}", lambda p, k=power: p.expected * array(p) ** k


def _size(pair, name):
    return dict(sizes(pair.arguments)).get(name, 1)


def _with_sizes(one, other):
    told = f"is off by the factor m/n, m being {one} and n {other}"
    return told, lambda p: p.expected * _size(p, one) / max(_size(p, other), 1)


def _with_size(name):
    def size(pair):
        return _size(pair, name)

    yield f"is too large by the factor m, {name}", lambda p: p.expected * size(p)
    yield f"is too small by the factor 1/m, m being {name}", lambda p: p.expected / size(p)
    yield f"is too large by the factor m², m being {name}", lambda p: p.expected * size(p) ** 2
    yield f"is too small by the factor 1/m², m being {name}", lambda p: p.expected / size(p) ** 2
    yield f"is off by the factor −m, m being {name}", lambda p: -p.expected * size(p)
    yield f"is off by the factor −1/m, m being {name}", lambda p: -p.expected / size(p)
    for more in range(4):
        told = (
            f"and what is expected add up to {name}{f' plus {more}' if more else ''}: it is counted from the other end"
        )
        yield told, lambda p, k=more: size(p) + k - p.expected if p.expected.dtype.kind in "iu" else p.expected
