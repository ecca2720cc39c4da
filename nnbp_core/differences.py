"""A gradient from the cost alone: move a parameter, see what the cost does.

- every partial derivative: `numerical_gradient`
- the slope along a few directions of all parameters at once: ``directional_slopes``

Source: Squire & Trapp (1998) for the complex step.
"""

from functools import partial

import numpy as np

from nnbp_core.backprop import Gradients
from nnbp_core.network import Workspace, mean_cost_unchecked
from nnbp_core.validation import check_batch, check_positive

__all__ = ["directional_slopes", "numerical_gradient", "step_for"]

STEPS = {  # method: (step in float64, step in float32); the minima of the error curve in chapter 7
    "forward": (1e-7, 1e-3),
    "central": (1e-5, 1e-2),
    "complex": (1e-20, 1e-20),
}


def step_for(network, method, step=None):
    """The step ε that suits the method and the network's dtype, unless one is given.

    Raises
    ------
    ValueError
        For an unknown method, or a step that is not above 0.
    """
    if not isinstance(method, str) or method not in STEPS:
        raise ValueError(f"method is {method!r}; expected one of {', '.join(STEPS)}")
    return STEPS[method][network.dtype == np.float32] if step is None else check_positive("step", step)


def numerical_gradient(network, x, y, method="central", step=None):
    """The gradient of the mean cost, from values of the cost alone.

    Every parameter is moved in turn, so this costs one or two forward passes per
    parameter. It is slow and simple: that is what makes it a good oracle.

    Parameters
    ----------
    x : array_like of shape (n_inputs, n_examples)
    y : array_like of shape (n_outputs, n_examples)
    method : {"central", "forward", "complex"}
        (C(p+ε) - C(p-ε)) / 2ε, (C(p+ε) - C(p)) / ε, or Im C(p+iε) / ε.
    step : float above 0, optional
        ε. Without it, a step that suits the method and the dtype: 1e-5, 1e-7 or 1e-20
        in float64; 1e-2, 1e-3 or 1e-20 in float32.

    Returns
    -------
    Gradients
        Their ``deltas`` are None: no error is propagated here.

    Raises
    ------
    ValueError
        For a bad shape or entry, an unknown method, a step that is not above 0, or one so small that it
        is lost in p + ε; for a cost that is not defined for these targets or outputs.
    """
    x, y = check_batch(network, x, y)
    step = step_for(network, method, step)
    moving, slope = _prepared(network, method)

    nabla_w, nabla_b = ([np.empty(p.shape, network.dtype) for p in part] for part in (moving.weights, moving.biases))
    for parameters, result in zip([*moving.weights, *moving.biases], [*nabla_w, *nabla_b], strict=True):
        for index in np.ndindex(parameters.shape):
            here = parameters[index]
            result[index] = slope(partial(_cost_at, moving, x, y, parameters, index), here, step)
            parameters[index] = here
    return Gradients(nabla_w, nabla_b)


def _cost_at(moving, x, y, parameters, index, value):
    parameters[index] = value
    return mean_cost_unchecked(moving, x, y)


def directional_slopes(network, x, y, directions, method="central", step=None):
    """The slope of the mean cost along each of some directions: one or two passes each, however many parameters.

    Parameters
    ----------
    directions : sequence of Gradients
        How far each parameter moves for a step of 1, as arrays shaped like the parameters.

    Returns
    -------
    ndarray of shape (n_directions,)
        dC(p + t v)/dt at t = 0, for every direction v.

    Raises
    ------
    ValueError
        As `numerical_gradient`.
    """
    x, y = check_batch(network, x, y)
    step = step_for(network, method, step)
    moving, slope = _prepared(network, method)
    origin = moving.weights[0].dtype.type(0)
    slopes = [slope(partial(_cost_along, moving, x, y, network, each), origin, step) for each in directions]
    return np.array(slopes)


def _cost_along(moving, x, y, network, direction, t):
    starts = [*network.weights, *network.biases]
    ways = [*direction.nabla_w, *direction.nabla_b]
    for target, start, way in zip([*moving.weights, *moving.biases], starts, ways, strict=True):
        target[...] = start + t * way
    return mean_cost_unchecked(moving, x, y)


def _prepared(network, method):
    """Arrays that may be moved, complex where the method needs it, and the method's quotient."""
    kind = np.result_type(network.dtype, np.complex64) if method == "complex" else network.dtype
    return Workspace.of(network, kind), {"forward": _forward, "central": _central, "complex": _complex}[method]


def _forward(cost, here, step):
    up = here + step
    before = cost(here)
    return (cost(up) - before) / _moved(here, up, step)


def _central(cost, here, step):
    up, down = here + step, here - step
    after = cost(up)
    return (after - cost(down)) / _moved(down, up, step)


def _moved(start, end, step):
    """The step as stored: it may be rounded, but not away."""
    if start == end:
        raise ValueError(
            f"the step {step:g} is lost: {start.dtype} stores {start:g} + {step:g} as {start:g}; take a larger step"
        )
    return end - start


def _complex(cost, here, step):
    value = cost(here + 1j * step)
    if not np.iscomplexobj(value):
        raise ValueError(
            "the complex step is lost: an activation or the cost gives real numbers for complex ones; "
            'write it with functions that take complex numbers, or use method="central"'
        )
    return value.imag / step
