"""Is a gradient right? Ask the cost itself.

- a gradient from the cost alone: `numerical_gradient`
- a verdict on a gradient: `check_gradients`

Sources: Squire & Trapp (1998) for the complex step; the relative error with
the sum of norms in the denominator stays in [0, 1] (chapter 7).
"""

from dataclasses import dataclass

import numpy as np

from nnbp_core.backprop import Gradients, backprop
from nnbp_core.network import Bias, Weight, propagate
from nnbp_core.validation import check_batch, check_positive

__all__ = ["GradientReport", "check_gradients", "numerical_gradient", "relative_error"]

STEPS = {  # method: (step in float64, step in float32); the minima of the error curve in chapter 7
    "forward": (1e-7, 1e-3),
    "central": (1e-5, 1e-2),
    "complex": (1e-20, 1e-20),
}


def mean_cost(network, x, y):
    """The mean cost of the batch: a number."""
    return network.cost.value(propagate(network, x).activations[-1], y).mean()


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
        ε. Without it, a step that suits the method and the dtype.

    Returns
    -------
    Gradients
        Their ``deltas`` are None: no error is propagated here.

    Raises
    ------
    ValueError
        For a bad shape or entry, an unknown method, a step that is not above 0, or one so small that it
        is lost in p + ε.
    """
    x, y = check_batch(network, x, y)
    if method not in STEPS:
        raise ValueError(f"method is {method!r}; expected one of {', '.join(STEPS)}")
    step = STEPS[method][network.dtype == np.float32] if step is None else check_positive("step", step)
    kind = np.result_type(network.dtype, np.complex64) if method == "complex" else network.dtype
    weights = [w.astype(kind) for w in network.weights]
    biases = [b.astype(kind) for b in network.biases]
    moving = network.with_parameters(weights, biases)
    slope = {"forward": _forward, "central": _central, "complex": _complex}[method]
    parts = [
        [_along_each(array, lambda p, i: slope(p, i, step, lambda: mean_cost(moving, x, y))) for array in arrays]
        for arrays in (weights, biases)
    ]
    return Gradients(*parts, None)


def _along_each(array, slope):
    result = np.empty(array.shape, array.real.dtype)
    for index in np.ndindex(array.shape):
        kept = array[index]
        result[index] = slope(array, index)
        array[index] = kept
    return result


def _forward(p, i, step, cost):
    here, before = p[i], cost()
    p[i] = here + step
    return (cost() - before) / _moved(here, p[i], step)


def _central(p, i, step, cost):
    here = p[i]
    p[i] = up = here + step
    after = cost()
    p[i] = down = here - step
    return (after - cost()) / _moved(down, up, step)


def _moved(start, end, step):
    """The step as stored: it may be rounded, but not away."""
    if start == end:
        raise ValueError(
            f"the step {step:g} is lost: {start.dtype} stores {start:g} + {step:g} as {start:g}; take a larger step"
        )
    return end - start


def _complex(p, i, step, cost):
    p[i] += 1j * step
    return cost().imag / step


def relative_error(gradient, other):
    """‖g - n‖ / (‖g‖ + ‖n‖), in [0, 1]; 0 where both are zero."""
    scale = np.linalg.norm(gradient) + np.linalg.norm(other)
    return float(np.linalg.norm(np.subtract(gradient, other)) / scale) if scale else 0.0


@dataclass(frozen=True)
class GradientReport:
    """What `check_gradients` found.

    Attributes
    ----------
    relative_error : float in [0, 1]
    worst : Weight or Bias
        The parameter with the largest difference.
    given : float
        Its entry in the gradient under test.
    expected : float
        Its entry in the numerical gradient.
    verdict : {"right", "doubtful", "wrong"}
    tolerance : float
        "right" up to here; "wrong" from a thousand times that.
    """

    relative_error: float
    worst: object
    given: float
    expected: float
    verdict: str
    tolerance: float

    def __str__(self):
        return (
            f"{self.verdict}: relative error {self.relative_error:.1e} (right up to {self.tolerance:.0e})\n"
            f"largest difference at {self.worst}:\n"
            f"given {self.given:.6g}, expected {self.expected:.6g}"
        )

    __repr__ = __str__


def check_gradients(network, x, y, gradients=None, method="central"):
    """Compare a gradient with one computed from the cost alone.

    Parameters
    ----------
    gradients : Gradients, optional
        What to test; ``backprop(network, x, y)`` if left out.
    method : {"central", "forward", "complex"}

    Returns
    -------
    GradientReport

    Raises
    ------
    ValueError
        For bad input, or gradients whose shapes are not those of the parameters.
    """
    gradients = backprop(network, x, y) if gradients is None else gradients
    numerical = numerical_gradient(network, x, y, method)
    given = _flat(network, gradients)
    expected = _flat(network, numerical)
    worst = int(np.argmax(np.abs(given - expected)))
    error = relative_error(given, expected)
    tolerance = {"central": 1e-7, "forward": 1e-6, "complex": 1e-12}[method]
    if network.dtype == np.float32:
        tolerance = 1e-3
    verdict = "right" if error <= tolerance else "doubtful" if error < 1000 * tolerance else "wrong"
    return GradientReport(
        error, _parameter(network, worst), float(given[worst]), float(expected[worst]), verdict, tolerance
    )


def _flat(network, gradients):
    pairs = [("nabla_w", network.weights, gradients[0]), ("nabla_b", network.biases, gradients[1])]
    for name, parameters, parts in pairs:
        if len(parts) != len(parameters):
            raise ValueError(f"{name} has {len(parts)} arrays; the network has {len(parameters)} layers of them")
        for i, (parameter, part) in enumerate(zip(parameters, parts, strict=True)):
            if np.shape(part) != parameter.shape:
                raise ValueError(f"{name}[{i}] has shape {np.shape(part)}; expected {parameter.shape}")
    return np.concatenate([np.ravel(part) for _, _, parts in pairs for part in parts])


def _parameter(network, position):
    for kind, arrays in ((Weight, network.weights), (Bias, network.biases)):
        for layer, array in enumerate(arrays, start=2):
            if position < array.size:
                j, k = (int(i) for i in np.unravel_index(position, array.shape))
                return Weight(layer, j, k) if kind is Weight else Bias(layer, j)
            position -= array.size
    raise IndexError("position is beyond the last parameter")
