"""Costs: what one answer is worth, example by example.

- a cost as a value: `Cost`
- for outputs that stand alone: `QUADRATIC`, `CROSS_ENTROPY`
- for outputs that share one certainty: `LOG_LIKELIHOOD`

All keep the two assumptions of chapter 2: the cost of a batch is the mean of
the costs of its examples, and the cost of an example depends on the network
through its outputs alone.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from nnbp_core.activations import SIGMOID, SOFTMAX, SOFTPLUS, Activation
from nnbp_core.validation import check_callable

__all__ = ["COSTS", "CROSS_ENTROPY", "LOG_LIKELIHOOD", "QUADRATIC", "Cost"]


@dataclass(frozen=True, repr=False)
class Cost:
    """C_x(a, y) and its gradient with respect to the outputs a.

    Parameters
    ----------
    name : str
    value : callable
        ``value(a, y)``, shape (n_examples,): one cost per column.
    gradient : callable
        ``gradient(a, y)``, shape (n_out, n_examples): ∂C_x/∂a.
    matches : Activation, optional
        The output activation whose slope this gradient cancels, so that BP1 becomes
        δ = a - y. Used where the product would end as 0 · ∞. An activation of the
        same name that computes something else does not match.
    value_from_z : callable, optional
        ``value_from_z(z, y)``, as `value`, for outputs a = σ(z) of the activation that
        matches: it stays right where a rounds to 0 or 1.
    outputs, targets : pair of float, optional
        What the outputs must lie strictly between, and the targets between or at.
    one_certainty : bool
        Whether the targets of an example must add up to 1.

    Raises
    ------
    ValueError
        If a part is not a function, or `matches` is not an `Activation`.
    """

    name: str
    value: Callable
    gradient: Callable
    matches: Activation | None = None
    value_from_z: Callable | None = None
    outputs: tuple | None = None
    targets: tuple | None = None
    one_certainty: bool = False

    def __post_init__(self):
        check_callable("value", self.value)
        check_callable("gradient", self.gradient)
        check_callable("value_from_z", self.value_from_z, optional=True)
        if self.matches is not None and not isinstance(self.matches, Activation):
            raise ValueError(f"matches is {self.matches!r}; expected the activation itself, such as SIGMOID")

    def __repr__(self):
        return f"Cost({self.name!r})"


def _quadratic(a, y):
    return ((a - y) ** 2).sum(axis=0) / 2


def _quadratic_gradient(a, y):
    return a - y


def _inside(a):
    """Keep a one rounding step away from 0 and 1, where the logarithm is infinite."""
    kind = np.finfo(a.dtype)
    return np.clip(a, kind.tiny, 1 - kind.epsneg)


def _cross_entropy(a, y):
    a = _inside(a)
    return -(y * np.log(a) + (1 - y) * np.log1p(-a)).sum(axis=0)


def _cross_entropy_gradient(a, y):
    a = _inside(a)
    return (a - y) / (a * (1 - a))


def _cross_entropy_from_z(z, y):
    # -ln σ(z) = ln(1 + e^-z) and -ln(1 - σ(z)) = ln(1 + e^z): terms of one sign, so nothing cancels
    return (y * SOFTPLUS.f(-z) + (1 - y) * SOFTPLUS.f(z)).sum(axis=0)


def _above_zero(a):
    return np.clip(a, np.finfo(a.dtype).tiny, None)


def _log_likelihood(a, y):
    return -(y * np.log(_above_zero(a))).sum(axis=0)


def _log_likelihood_gradient(a, y):
    return -y / _above_zero(a)


def _log_likelihood_from_z(z, y):
    # -ln a_j = (z_top - z_j) + ln(1 + what the others add to e^0): both terms at least 0, so nothing cancels
    top = np.real(z).argmax(axis=0)[None, :]
    below = np.take_along_axis(z, top, axis=0) - z
    others = np.exp(-below)
    np.put_along_axis(others, top, 0, axis=0)
    return (y * (below + np.log1p(others.sum(axis=0)))).sum(axis=0)


QUADRATIC = Cost("quadratic", _quadratic, _quadratic_gradient)
CROSS_ENTROPY = Cost(
    "cross-entropy",
    _cross_entropy,
    _cross_entropy_gradient,
    matches=SIGMOID,
    value_from_z=_cross_entropy_from_z,
    outputs=(0, 1),
    targets=(0, 1),
)
LOG_LIKELIHOOD = Cost(
    "log-likelihood",
    _log_likelihood,
    _log_likelihood_gradient,
    matches=SOFTMAX,
    value_from_z=_log_likelihood_from_z,
    outputs=(0, np.inf),
    targets=(0, 1),
    one_certainty=True,
)

COSTS = {each.name: each for each in (QUADRATIC, CROSS_ENTROPY, LOG_LIKELIHOOD)}
