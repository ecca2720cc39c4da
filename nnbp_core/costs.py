"""Costs: what one answer is worth, example by example.

- a cost as a value: `Cost`
- the two the course uses: `QUADRATIC`, `CROSS_ENTROPY`

Both keep the two assumptions of chapter 2: the cost of a batch is the mean of
the costs of its examples, and the cost of an example depends on the network
through its outputs alone.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

__all__ = ["COSTS", "CROSS_ENTROPY", "QUADRATIC", "Cost"]


@dataclass(frozen=True)
class Cost:
    """C_x(a, y) and its gradient with respect to the outputs a.

    Parameters
    ----------
    name : str
    value : callable
        ``value(a, y)``, shape (n_examples,): one cost per column.
    gradient : callable
        ``gradient(a, y)``, shape (n_out, n_examples): ∂C_x/∂a.
    matches : str, optional
        Name of the output activation whose slope this gradient cancels, so that
        BP1 becomes δ = a - y. Used where the quotient would end as 0/0.
    """

    name: str
    value: Callable
    gradient: Callable
    matches: str | None = None

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


QUADRATIC = Cost("quadratic", _quadratic, _quadratic_gradient)
CROSS_ENTROPY = Cost("cross-entropy", _cross_entropy, _cross_entropy_gradient, matches="sigmoid")

COSTS = {each.name: each for each in (QUADRATIC, CROSS_ENTROPY)}
