"""Is a gradient right? Ask the cost itself.

- a verdict on a gradient: `check_gradients`
- how far two gradients are apart: `relative_error`

A verdict is given only where it was earned. Where both gradients are zero,
where differences cannot see one so small, and where a step crosses a corner,
the report says so, and what to do instead. The relative error with the sum of
norms in the denominator stays in [0, 1] (chapter 7).
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from nnbp_core.backprop import Gradients, backprop_unchecked
from nnbp_core.differences import directional_slopes, numerical_gradient, step_for
from nnbp_core.network import Bias, Weight, forward_unchecked, mean_cost_unchecked
from nnbp_core.parameters import check_gradient
from nnbp_core.suspects import suspect
from nnbp_core.validation import as_float, check_batch, check_positive, check_rng

__all__ = ["GradientReport", "check_gradients", "relative_error"]

TOLERANCES = {"central": 1e-7, "forward": 1e-6, "complex": 1e-12}
TOLERANCE_FLOAT32 = 1e-3
DOUBTFUL_UP_TO = 1000  # tolerances
ROUNDINGS = 20  # of the cost, by which a difference may be off and still say nothing against a gradient
ADVICE = {
    "right": "",
    "doubtful": 'Larger than round-off, small for a mistake: ask again with another input, or with method="complex".',
    "wrong": "",
    "untested": "Both are zero, so nothing was tested: neurons may be dead or saturated. Try another input or other "
    "weights.",
    "unresolved": "Both, or what is between them, are below what differences can resolve here, so this says nothing. "
    'Test where the error is larger, such as before training; method="complex" resolves far smaller ones.',
    "corner": "Layer {layer}, neuron {neuron} stands at a corner of {name}, or within a step of it, so differences mix "
    'its two slopes. method="complex" steps over no corner; or move the input.',
}


def relative_error(gradient, other):
    """‖g - n‖ / (‖g‖ + ‖n‖), in [0, 1]; 0 where both are zero, 1 where an entry is not finite.

    Parameters
    ----------
    gradient, other : array_like of one shape

    Raises
    ------
    ValueError
        If the shapes differ, or one holds no real numbers.
    """
    g, n = as_float("gradient", gradient, float), as_float("other", other, float)
    if g.shape != n.shape:
        raise ValueError(f"gradient has shape {g.shape} and other {n.shape}; expected one shape")
    scale = max(np.abs(g).max(initial=0), np.abs(n).max(initial=0))
    if scale == 0:
        return 0.0
    if not np.isfinite(scale):
        return 1.0
    g, n = g.ravel() / scale, n.ravel() / scale  # no square overflows, or vanishes
    return float(min(1.0, np.linalg.norm(g - n) / (np.linalg.norm(g) + np.linalg.norm(n))))


@dataclass(frozen=True, repr=False)
class GradientReport:
    """What `check_gradients` found.

    Attributes
    ----------
    relative_error : float in [0, 1]
    worst : Weight or Bias, or None
        The parameter with the largest difference; None where whole directions were compared.
    given : float
        Its entry in the gradient under test.
    expected : float
        Its entry in the numerical gradient.
    verdict : {"right", "doubtful", "wrong", "untested", "unresolved", "corner"}
        The last three say that nothing can be said.
    tolerance : float
        "right" up to here; "wrong" from a thousand times that.
    advice : str
        What to do next, or what is known of the reason; empty where there is nothing to say.
    """

    relative_error: float
    worst: Weight | Bias | None
    given: float
    expected: float
    verdict: str
    tolerance: float
    advice: str = ""

    def __str__(self):
        return (
            f"{self.verdict}: relative error {self.relative_error:.1e} (right up to {self.tolerance:.0e})\n"
            f"largest difference {f'at {self.worst}' if self.worst else 'in one of the directions'}:\n"
            f"given {self.given:.6g}, expected {self.expected:.6g}" + (f"\n{self.advice}" if self.advice else "")
        )

    __repr__ = __str__


def check_gradients(network, x, y, gradients=None, method="central", directions=None, rng=None):
    """Compare a gradient with one computed from the cost alone.

    Parameters
    ----------
    gradients : Gradients, optional
        What to test; ``backprop(network, x, y)`` if left out.
    method : {"central", "forward", "complex"}
    directions : int above 0, optional
        Compare the slopes along so many random directions, each of which moves all
        parameters at once: two passes a direction, for networks too large to move
        every parameter in turn. A wrong entry changes the slope along nearly every
        direction, but a single small one may hide among a million.
    rng : numpy.random.Generator, optional
        Draws the directions; without it they are the same at each call.

    Returns
    -------
    GradientReport

    Raises
    ------
    ValueError
        For bad input, or gradients whose shapes are not those of the parameters.
    """
    x, y = check_batch(network, x, y)
    step_for(network, method)
    if directions is not None:
        check_positive("directions", directions, whole=True)
    rng = np.random.default_rng(1) if rng is None else check_rng(rng)
    given = check_gradient(network, backprop_unchecked(network, x, y) if gradients is None else gradients)
    tolerance = TOLERANCE_FLOAT32 if network.dtype == np.float32 else TOLERANCES[method]
    if directions is None:
        parts = _by_parameter(network, x, y, given, method)
    else:
        parts = _by_direction(network, x, y, given, method, directions, rng)
    return _report(network, x, y, parts, method, tolerance)


class _Compared(NamedTuple):
    """The same slopes twice, group by group (an array of parameters; or all directions), and who they belong to."""

    given: list
    expected: list
    owners: list | None


def _by_parameter(network, x, y, given, method):
    numerical = numerical_gradient(network, x, y, method)
    layers = range(2, len(network.sizes) + 1)
    owners = [(kind, layer) for kind in (Weight, Bias) for layer in layers]
    return _Compared([*given[0], *given[1]], [*numerical.nabla_w, *numerical.nabla_b], owners)


def _by_direction(network, x, y, given, method, directions, rng):
    ways = [_random_direction(network, rng) for _ in range(directions)]
    flat = [[*way.nabla_w, *way.nabla_b] for way in ways]
    slopes = [sum(np.vdot(g, v) for g, v in zip([*given[0], *given[1]], way, strict=True)) for way in flat]
    return _Compared([np.array(slopes)], [directional_slopes(network, x, y, ways, method)], None)


def _random_direction(network, rng):
    """Every parameter moved, all of them together by a distance of 1."""
    parts = [[rng.standard_normal(p.shape) for p in part] for part in (network.weights, network.biases)]
    length = np.sqrt(sum((p * p).sum() for part in parts for p in part))
    return Gradients(*([(p / length).astype(network.dtype) for p in part] for part in parts))


def _report(network, x, y, parts, method, tolerance):
    flat = [np.concatenate([each.ravel() for each in side]) for side in (parts.given, parts.expected)]
    error = relative_error(*flat)
    noise = _resolution(network, x, y, method) + ROUNDINGS * np.finfo(network.dtype).eps * np.abs(flat[1]).max()
    errors = [
        0.0 if np.abs(g - n).max() <= noise else relative_error(g, n)
        for g, n in zip(parts.given, parts.expected, strict=True)
    ]
    hidden = error < DOUBTFUL_UP_TO * tolerance <= max(errors)
    verdict, advice = _verdict(flat, error, hidden, noise, tolerance)
    if verdict in ("doubtful", "wrong") and method != "complex" and (corner := _corner(network, x, method)):
        verdict, advice = "corner", ADVICE["corner"].format(**corner)
    elif verdict == "wrong":
        advice = suspect(network, x, y) or advice
    apart = errors if hidden else [np.abs(g - n).max() for g, n in zip(parts.given, parts.expected, strict=True)]
    group = int(np.argmax(apart))
    at = np.unravel_index(np.argmax(np.abs(parts.given[group] - parts.expected[group])), parts.given[group].shape)
    given, expected = float(parts.given[group][at]), float(parts.expected[group][at])
    return GradientReport(error, _owner(parts, group, at), given, expected, verdict, tolerance, advice)


def _verdict(flat, error, hidden, noise, tolerance):
    given, expected = flat
    if not given.any() and not expected.any():
        verdict = "untested"
    elif hidden:
        return "wrong", "The whole hides it, for this layer's gradient is small beside the others."
    elif error <= tolerance:
        verdict = "right"
    elif np.abs(given - expected).max() <= noise:
        verdict = "unresolved"
    else:
        verdict = "doubtful" if error < DOUBTFUL_UP_TO * tolerance else "wrong"
    return verdict, ADVICE[verdict]


def _resolution(network, x, y, method):
    """How far one entry may be off though it is right: by rounding, which a step divides, and by the bend of C."""
    zs, activations = forward_unchecked(network, x)
    z, a = zs[-1], activations[-1]
    matched = network.cost.matches == network.activations[-1]
    moved, by = (a - y, z) if matched else (network.cost.gradient(a, y), a)
    passed_on = np.abs(moved * by)  # what rounding an output does to the cost
    cost = passed_on.sum(axis=0).mean() + abs(mean_cost_unchecked(network, x, y))
    rounding = ROUNDINGS * np.finfo(network.dtype).eps * float(cost)
    step = step_for(network, method)
    return {"complex": rounding, "central": rounding / step + step**2, "forward": rounding / step + step}[method]


def _corner(network, x, method):
    """A neuron whose slope jumps within reach of a step, by layer, row and activation; None if there is none."""
    step = step_for(network, method)
    zs, activations = forward_unchecked(network, x)
    reach = 0.0
    for i, (w, z, activation) in enumerate(zip(network.weights, zs, network.activations, strict=True)):
        reach = max(step * max(1.0, np.abs(activations[i]).max()), reach * np.abs(w).sum(axis=1).max())
        if not activation.elementwise:
            continue
        near, wide = (np.abs(activation.prime(z + r) - activation.prime(z - r)).max(axis=1) for r in (reach, 2 * reach))
        jumps = np.where(near > 0.75 * wide, near, 0)  # a smooth slope changes twice as much over twice the way
        if jumps.max() > 1e-2:
            return {"layer": i + 2, "neuron": int(jumps.argmax()) + 1, "name": activation.name}
    return None


def _owner(parts, group, at):
    if parts.owners is None:
        return None
    kind, layer = parts.owners[group]
    j, k = (int(i) for i in at)
    return Weight(layer, j, k) if kind is Weight else Bias(layer, j)
