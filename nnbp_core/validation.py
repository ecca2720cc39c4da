"""Bad input is told apart at the door, in words that help.

Each function returns the array that the rest of the core may trust, or raises
a `ValueError` that names the argument, what came, and what was expected.
"""

import math

import numpy as np

__all__ = ["check_batch", "check_finite", "check_parameters", "check_positive"]


def check_finite(name, array):
    """Refuse NaN and infinity. One pass decides the usual case; the slow look comes only after it."""
    flat = array.ravel(order="K")
    square = np.vdot(flat, flat)  # finite only if every entry is; far quicker than looking at each
    if math.isfinite(square) or np.isfinite(array).all():
        return
    at = tuple(int(i) for i in np.argwhere(~np.isfinite(array))[0])
    raise ValueError(f"{name} holds {array[at]} at {at}; every entry must be a finite number")


def as_float(name, value, dtype=None):
    """`value` as a float array, without a copy where it is one already."""
    try:
        array = np.asarray(value)
        if array.dtype.kind not in "fiub":
            raise TypeError
    except (TypeError, ValueError):
        raise ValueError(f"{name} is {_described(value)}; expected an array of real numbers") from None
    return np.asarray(array, dtype or (np.float32 if array.dtype == np.float32 else np.float64))


def check_batch(network, x, y=None):
    """x, and y if given, as 2-D arrays of the network's dtype, one example per column."""
    n_in, n_out = network.sizes[0], network.sizes[-1]
    x = _columns("x", x, n_in, "inputs", network.dtype)
    if y is None:
        return x
    y = _columns("y", y, n_out, "outputs", network.dtype)
    if x.shape[1] != y.shape[1]:
        raise ValueError(f"x has {x.shape[1]} columns and y has {y.shape[1]}; each example needs one column in both")
    return x, y


def _columns(name, value, rows, what, dtype):
    array = value if isinstance(value, np.ndarray) and value.dtype == dtype else as_float(name, value, dtype)
    if array.ndim != 2 or array.shape[0] != rows:
        raise ValueError(
            f"{name} has shape {array.shape}; the network {'takes' if name == 'x' else 'gives'} {rows} {what}, "
            f"one example per column" + _mend(name, array, rows)
        )
    if array.shape[1] == 0:
        raise ValueError(f"{name} has shape {array.shape}: the batch is empty; give at least one column")
    check_finite(name, array)
    return array


def _mend(name, array, rows):
    if array.ndim == 1 and array.size == rows:
        return f": did you mean {name}.reshape(-1, 1)?"
    if array.ndim == 2 and array.shape[1] == rows:
        return f": did you mean {name}.T?"
    return f": expected shape ({rows}, n_examples)"


def check_parameters(weights, biases):
    """Weights and biases as read-only arrays of one dtype whose sizes chain."""
    weights = [as_float(f"weights[{i}]", w) for i, w in enumerate(weights)]
    biases = [as_float(f"biases[{i}]", b) for i, b in enumerate(biases)]
    if not weights or len(weights) != len(biases):
        raise ValueError(
            f"weights has {len(weights)} arrays and biases has {len(biases)}; "
            f"expected one of each for every layer after the input, and at least one layer"
        )
    for i, (w, b) in enumerate(zip(weights, biases, strict=True)):
        _check_layer(i, w, b, None if i == 0 else weights[i - 1])
    dtype = np.result_type(*weights, *biases)
    return _frozen(weights, dtype), _frozen(biases, dtype)


def _check_layer(i, w, b, previous):
    if w.ndim != 2 or 0 in w.shape:
        raise ValueError(f"weights[{i}] has shape {w.shape}; expected (n_out, n_in), both at least 1")
    if previous is not None and w.shape[1] != previous.shape[0]:
        hint = f": did you mean weights[{i}].T?" if w.shape[0] == previous.shape[0] else ""
        raise ValueError(
            f"weights[{i}] has shape {w.shape}; the layer before has {previous.shape[0]} neurons, "
            f"so expected (n_out, {previous.shape[0]}){hint}"
        )
    if b.shape != (w.shape[0], 1):
        hint = f": did you mean biases[{i}].reshape(-1, 1)?" if b.size == w.shape[0] else ""
        raise ValueError(f"biases[{i}] has shape {b.shape}; expected ({w.shape[0]}, 1), one per neuron{hint}")
    check_finite(f"weights[{i}]", w)
    check_finite(f"biases[{i}]", b)


def _frozen(arrays, dtype):
    copies = tuple(np.array(each, dtype) for each in arrays)
    for each in copies:
        each.flags.writeable = False
    return copies


def check_positive(name, value, whole=False):
    """A finite number above 0; with `whole`, a whole one."""
    number = isinstance(value, int | np.integer) if whole else isinstance(value, int | float | np.number)
    if not number or isinstance(value, bool) or not math.isfinite(value) or value <= 0:
        raise ValueError(f"{name} is {value!r}; expected a {'whole ' if whole else ''}number above 0")
    return value


def _described(value):
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
