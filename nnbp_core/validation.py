"""Bad input is told apart at the door, in words that help.

Each function returns what the rest of the core may trust, or raises a
`ValueError` that names the argument, what came, what was expected, and, where
one is likely, the mend.

- arrays: `as_float`, `check_finite`, `check_same_shape`
- a batch: `check_inputs`, `check_batch`
- settings: `check_positive`, `check_dtype`, `check_rng`, `check_choice`, `check_callable`

What makes a network's parameters fit together is in `nnbp_core.parameters`, where a
cost is defined in `nnbp_core.domains`.
"""

import math

import numpy as np

from nnbp_core.domains import check_reach, check_targets

__all__ = [
    "as_float",
    "check_batch",
    "check_callable",
    "check_choice",
    "check_dtype",
    "check_finite",
    "check_inputs",
    "check_positive",
    "check_rng",
    "check_same_shape",
    "described",
]


def described(value):
    """A value as a short text."""
    text = " ".join(repr(value).split())
    return text if len(text) <= 60 else text[:57] + "..."


# Arrays -------------------------------------------------------------------------------------------------------------


def as_float(name, value, dtype=None):
    """`value` as a plain float array, without a copy where it is one already."""
    if isinstance(value, np.ma.MaskedArray) and np.ma.is_masked(value):
        raise ValueError(
            f"{name} is a masked array with {value.mask.sum()} entries masked; fill them or drop them first"
        )
    try:
        array = np.asarray(value)
    except (TypeError, ValueError, RuntimeError) as error:
        raise ValueError(f"{name} is {described(value)}; expected an array of real numbers: {error}") from None
    if array.dtype.kind not in "fiub":
        raise ValueError(f"{name} is {described(value)}; expected an array of real numbers{_about(array)}")
    return np.asarray(array, dtype or (np.float32 if array.dtype == np.float32 else np.float64))


def _about(array):
    """What an array that holds no real numbers holds, and what may make it one that does."""
    if array.ndim == 0:
        return ""
    mend = ": did you mean .astype(float)?" if array.dtype.kind in "OU" and _can_be_floats(array) else ""
    return f"; its dtype is {array.dtype}{': its .real, perhaps?' if array.dtype.kind == 'c' else mend}"


def _can_be_floats(array):
    try:
        return array.astype(float) is not None
    except (TypeError, ValueError, OverflowError):
        return False


def check_finite(name, array):
    """Refuse NaN and infinity. One pass decides the usual case; the slow look comes only after it."""
    flat = array.reshape(-1) if array.flags.c_contiguous else array.ravel(order="K")
    square = np.vdot(flat, flat)  # finite only if every entry is; far quicker than looking at each
    if math.isfinite(square) or np.isfinite(array).all():
        return array
    at = tuple(int(i) for i in np.argwhere(~np.isfinite(array))[0])
    raise ValueError(f"{name} holds {array[at]} at {at}; every entry must be a finite number")


def check_same_shape(what, owner, array, other):
    """An array that a function of the caller's gave, of the shape that its place needs."""
    if np.shape(array) != other.shape:
        shape = np.shape(array)
        raise ValueError(
            f"{what} {owner.name!r} has shape {shape}; expected {other.shape}, one column or entry per example"
        )
    return array


# A batch ------------------------------------------------------------------------------------------------------------


def check_inputs(network, x, name="x"):
    """x as a 2-D array of the network's dtype, one example per column."""
    try:
        first = network.weights[0]
    except AttributeError:
        raise ValueError(f"network is {described(network)}; expected a Network, as the first argument") from None
    return _columns(name, x, first.shape[1], first.dtype, "takes {} inputs")


def check_batch(network, x, y, names=("x", "y")):
    """x and y as 2-D arrays of the network's dtype, one example per column, that its cost is defined for."""
    x, (x_name, y_name) = check_inputs(network, x, names[0]), names
    last, cost = network.weights[-1], network.cost
    y = _columns(y_name, y, last.shape[0], last.dtype, "gives {} outputs")
    if x.shape[1] != y.shape[1]:
        raise ValueError(
            f"{x_name} has {x.shape[1]} columns and {y_name} has {y.shape[1]}; each example needs one column in both"
        )
    if cost.targets:
        check_targets(cost, y, y_name)
    if cost.outputs and cost.matches != network.activations[-1]:
        check_reach(network)
    return x, y


def _columns(name, value, rows, dtype, what):
    array = value if type(value) is np.ndarray and value.dtype == dtype else as_float(name, value, dtype)
    if array.ndim != 2 or array.shape[0] != rows:
        mend = (name.startswith("y") and _as_classes(name, array, rows, value)) or _mend(name, array, rows, value)
        raise ValueError(
            f"{name} has shape {array.shape}; the network {what.format(rows)}, one example per column: {mend}"
        )
    if array.shape[1] == 0:
        raise ValueError(f"{name} has shape {array.shape}: the batch is empty; give at least one column")
    return check_finite(name, array)


def _as_classes(name, array, rows, given):
    """What turns a list of class numbers into one row per class; None where these are none."""
    listed = rows > 1 and array.size not in (0, rows) and array.size == max(array.shape, default=0)
    if not listed or not np.isin(array, range(rows)).all():
        return None
    flat = "" if array.ndim == 1 else ".ravel()"
    whole = ".astype(int)" if np.asarray(given).dtype.kind in "fb" else ""
    name = name if hasattr(given, "reshape") or not (flat or whole) else f"np.array({name})"
    return f"class numbers want one row per class: did you mean np.eye({rows})[{name}{flat}{whole}].T?"


def _mend(name, array, rows, given):
    """The likely meaning of an array of the wrong shape, as code that works on what was given."""
    name = name if hasattr(given, "reshape") else f"np.array({name})"
    if array.ndim == 1 and rows == 1:
        return f"did you mean {name}.reshape(1, -1)?"
    if array.ndim == 2 and array.shape[1] == rows:
        return f"did you mean {name}.T?"
    if array.ndim > 2 and math.prod(array.shape[1:]) == rows:
        return f"did you mean {name}.reshape({array.shape[0]}, -1).T?"
    if array.ndim > 0 and array.size == rows:
        return f"did you mean {name}.reshape(-1, 1)?"
    return f"expected shape ({rows}, n_examples)"


# Settings -----------------------------------------------------------------------------------------------------------


def check_positive(name, value, whole=False):
    """A finite number above 0; with `whole`, a whole one."""
    kinds = (int, np.integer) if whole else (int, np.integer, float, np.floating)
    if not isinstance(value, kinds) or isinstance(value, bool) or not math.isfinite(value) or value <= 0:
        raise ValueError(f"{name} is {described(value)}; expected a {'whole ' if whole else ''}number above 0")
    return value


def check_dtype(dtype):
    """float64 or float32, however it was named."""
    try:
        kind = np.dtype(dtype)
    except TypeError:
        kind = None
    if kind not in (np.float64, np.float32):
        raise ValueError(f"dtype is {described(dtype)}; expected np.float64 or np.float32")
    return kind


def check_rng(rng):
    """A NumPy random generator, rather than a seed for one."""
    if not isinstance(rng, np.random.Generator):
        seed = rng if isinstance(rng, int) and not isinstance(rng, bool) and rng >= 0 else 1
        raise ValueError(f"rng is {described(rng)}; expected a generator such as np.random.default_rng({seed})")
    return rng


def check_choice(name, value, kind, known):
    """A value of a kind (Activation, Cost), not the name of one."""
    if isinstance(value, kind):
        return value
    example = next(iter(known))
    if isinstance(value, str):
        example = value if value in known else example
    constant = example.upper().replace("-", "_")
    raise ValueError(
        f"{name} is {described(value)}; expected {'an' if kind.__name__[0] in 'AEIOU' else 'a'} {kind.__name__} "
        f"such as {constant}"
    )


def check_callable(name, value, optional=False):
    """A function, or with `optional` None."""
    if not callable(value) and not (optional and value is None):
        raise ValueError(f"{name} is {described(value)}; expected a function of arrays")
    return value
