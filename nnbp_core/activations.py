"""Activation functions and their slopes.

- an activation as a value: `Activation`
- the five the course uses: `SIGMOID`, `TANH`, `RELU`, `LINEAR`, `SOFTPLUS`
- another function for single neurons of a layer: `modified`

Every function works on float32, float64 and complex arrays. Complex input is
what the complex step of `nnbp_core.gradient_check` needs.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

__all__ = ["ACTIVATIONS", "LINEAR", "RELU", "SIGMOID", "SOFTPLUS", "TANH", "Activation", "modified"]


@dataclass(frozen=True)
class Activation:
    """A function σ applied to each weighted input z, together with its slope σ'.

    Parameters
    ----------
    name : str
    f : callable
        σ. Takes and returns an array; acts on each entry alone.
    prime : callable
        σ', as a function of z.
    prime_from_output : callable, optional
        σ' as a function of a = σ(z), where there is such a form. It saves the
        exponential that `prime` would compute a second time.
    """

    name: str
    f: Callable
    prime: Callable
    prime_from_output: Callable | None = None

    def slope(self, z, a):
        """σ'(z), from a = σ(z) where that is cheaper. Shape as z."""
        return self.prime(z) if self.prime_from_output is None else self.prime_from_output(a)

    def __repr__(self):
        return f"Activation({self.name!r})"


@np.errstate(over="ignore")  # exp(-z) = inf gives 1/inf = 0: the right limit
def _sigmoid(z):
    e = np.exp(-z)
    e += 1
    return 1 / e


def _sigmoid_prime(z):
    return _sigmoid(z) * _sigmoid(-z)  # 1 - σ(z) = σ(-z), without cancellation


def _positive_part(z):
    return np.where(np.real(z) > 0, z, 0)


def _step(z):
    return np.where(np.real(z) > 0, np.ones_like(z), 0)


def _softplus(z):
    return _positive_part(z) + np.log1p(np.exp(np.where(np.real(z) > 0, -z, z)))


SIGMOID = Activation("sigmoid", _sigmoid, _sigmoid_prime, lambda a: a * (1 - a))
TANH = Activation("tanh", np.tanh, lambda z: 1 - np.tanh(z) ** 2, lambda a: 1 - a * a)
RELU = Activation("relu", _positive_part, _step, _step)
LINEAR = Activation("linear", np.copy, np.ones_like, np.ones_like)
SOFTPLUS = Activation("softplus", _softplus, _sigmoid, lambda a: -np.expm1(-a))

ACTIVATIONS = {each.name: each for each in (SIGMOID, TANH, RELU, LINEAR, SOFTPLUS)}


def modified(activation, neurons):
    """The same activation, except that single neurons of the layer use their own.

    Nielsen (2015, chapter 2) asks what backpropagation becomes when one neuron
    computes f(z) in place of σ(z). This is that layer.

    Parameters
    ----------
    activation : Activation
        For every neuron not named in `neurons`.
    neurons : dict of Activation
        By the row of the neuron in its layer, counted from 0: what it computes.

    Returns
    -------
    Activation

    Raises
    ------
    ValueError
        If a key is not a row number, or a value is not an `Activation`.
    """
    for row, own in neurons.items():
        if not isinstance(row, int | np.integer) or row < 0:
            raise ValueError(f"neurons has the key {row!r}; a key is a row of the layer, counted from 0")
        if not isinstance(own, Activation):
            raise ValueError(f"neurons[{row}] is {own!r}; expected an Activation such as TANH")

    def by_row(part):
        def function(values):
            if neurons and max(neurons) >= len(values):
                raise ValueError(f"neurons names row {max(neurons)}; the layer has rows 0 to {len(values) - 1}")
            result = getattr(activation, part)(values)
            for row, own in neurons.items():
                result[row] = getattr(own, part)(values[row])
            return result

        return function

    kept = {**neurons}
    name = f"{activation.name} with " + ", ".join(f"{kept[row].name} in row {row}" for row in sorted(kept))
    known = all(each.prime_from_output for each in (activation, *kept.values()))
    return Activation(name, by_row("f"), by_row("prime"), by_row("prime_from_output") if known else None)
