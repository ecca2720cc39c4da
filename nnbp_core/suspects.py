"""Why a gradient may be wrong: functions of the caller's own that do not belong together.

- a sentence about the first that does not, or none: `suspect`
"""

import numpy as np

from nnbp_core.network import forward_unchecked

__all__ = ["suspect"]

STEP = 1e-6
CLOSE = 1e-4  # far more than a central difference is off, far less than a mistake


def suspect(network, x, y):
    """Which slope is not that of its activation's function, or whether the cost's gradient is not that of its value.

    Parameters
    ----------
    x, y : ndarray
        A batch that has been checked.

    Returns
    -------
    str
        A sentence, or "" where all belong together.
    """
    zs, activations = forward_unchecked(network, x)
    for layer, (activation, z) in enumerate(zip(network.activations, zs, strict=True), start=2):
        if activation.elementwise and _listens(activation, z):
            return (
                f"In layer {layer}, {activation.name!r} has a slope for each neuron alone, but its neurons listen to "
                f"each other: give it a pullback, as SOFTMAX has."
            )
        if activation.elementwise and (at := _apart(activation.prime(z), _slope(activation.f, z))):
            where, given, measured = at
            return (
                f"In layer {layer}, the slope of {activation.name!r} is not that of its function: "
                f"at z = {z[where]:.4g}, prime gives {given:.4g}, moving f gives {measured:.4g}."
            )
    return _about_the_cost(network.cost, activations[-1], y)


def _about_the_cost(cost, a, y):
    measured = np.vstack([_slope(lambda row, j=j: cost.value(_with_row(a, j, row), y), a[j]) for j in range(len(a))])
    if not (at := _apart(cost.gradient(a, y), measured)):
        return ""
    where, given, found = at
    return (
        f"The gradient of the cost {cost.name!r} is not that of its value: "
        f"at a = {a[where]:.4g}, y = {y[where]:.4g}, gradient gives {given:.4g}, moving a gives {found:.4g}."
    )


def _with_row(a, j, row):
    moved = a.copy()
    moved[j] = row
    return moved


def _slope(f, z):
    return (f(z + STEP) - f(z - STEP)) / (2 * STEP)


def _listens(activation, z):
    moved = z.copy()
    moved[0] += 1
    return bool(np.abs(activation.f(moved)[1:] - activation.f(z)[1:]).max(initial=0) > CLOSE)


def _apart(given, measured):
    """(index, given, measured) where the two are most apart, if that is more than a difference may be off."""
    off = np.abs(given - measured) / (1 + np.abs(measured))
    at = np.unravel_index(np.argmax(off), off.shape)
    return (at, given[at], measured[at]) if off[at] > CLOSE else None
