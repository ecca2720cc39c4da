"""Activation functions and their slopes.

- an activation as a value: `Activation`
- the five that act on each neuron alone: `SIGMOID`, `TANH`, `RELU`, `LINEAR`, `SOFTPLUS`
- the one whose neurons listen to each other: `SOFTMAX`
- another function for single neurons of a layer: `modified`

Every function works on float32, float64 and complex arrays. Complex input is
what the complex step of `nnbp_core.differences` needs.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from nnbp_core.validation import check_callable

__all__ = [
    "ACTIVATIONS",
    "LINEAR",
    "RELU",
    "SIGMOID",
    "SOFTMAX",
    "SOFTPLUS",
    "TANH",
    "Activation",
    "NoSuchNeuronError",
    "modified",
]


class NoSuchNeuronError(ValueError):
    """A modified layer names a neuron that the layer does not have."""


@dataclass(frozen=True, repr=False)
class Activation:
    """A layer's function σ, from weighted inputs z to activations a, and how an error passes back through it.

    Two activations are equal if all their parts are; the name alone decides nothing.

    Parameters
    ----------
    name : str
    f : callable
        σ. Takes z of shape (n, n_examples), returns a of the same shape.
    prime : callable, optional
        σ', as a function of z, where each neuron sees its own z alone.
    prime_from_output : callable, optional
        σ' as a function of a = σ(z), where there is such a form. It saves the
        exponential that `prime` would compute a second time.
    pullback : callable, optional
        Instead of `prime`, where the neurons of a layer listen to each other:
        ``pullback(error, z, a)`` turns ∂C/∂a into ∂C/∂z, both (n, n_examples). It
        multiplies by the transposed Jacobian of the layer, example by example.

    Raises
    ------
    ValueError
        If a part is not a function, or there is both a slope and a pullback, or neither.
    """

    name: str
    f: Callable
    prime: Callable | None = None
    prime_from_output: Callable | None = None
    pullback: Callable | None = None

    def __post_init__(self):
        check_callable("f", self.f)
        for part in ("prime", "prime_from_output", "pullback"):
            check_callable(part, getattr(self, part), optional=True)
        if (self.prime is None) == (self.pullback is None):
            found = "neither prime nor" if self.prime is None else "both prime and"
            raise ValueError(
                f"the activation {self.name!r} has {found} pullback; "
                f"expected prime where each neuron stands alone, pullback where they listen to each other"
            )

    @property
    def elementwise(self):
        """Whether each neuron's activation depends on its own weighted input alone."""
        return self.pullback is None

    def slope(self, z, a):
        """What BP1 and BP2 need of this layer, from z and a = σ(z).

        Returns
        -------
        ndarray of shape (n, n_examples), or callable
            σ'(z), from a where that is cheaper; where neurons listen to each other,
            the function that turns ∂C/∂a into ∂C/∂z.
        """
        if self.pullback is not None:
            return partial(self.pullback, z=z, a=a)
        return self.prime(z) if self.prime_from_output is None else self.prime_from_output(a)

    def jacobian(self, z, a):
        """∂a_q/∂z_j for every example: shape (n_examples, n, n), entry [x, q, j]. Diagonal if `elementwise`."""
        slope, n = self.slope(z, a), len(a)
        if self.elementwise:
            return slope.T[:, :, None] * np.eye(n, dtype=slope.dtype)
        units = np.broadcast_to(np.eye(n, dtype=a.dtype)[:, :, None], (n, n, a.shape[1]))
        return np.stack([slope(unit).T for unit in units], axis=1)

    def __repr__(self):
        return f"Activation({self.name!r})"


@np.errstate(over="ignore")  # exp(-z) = inf gives 1/inf = 0: the right limit
def _sigmoid(z):
    e = np.exp(-z)
    e += 1
    return 1 / e


def _sigmoid_prime(z):
    return _sigmoid(z) * _sigmoid(-z)  # 1 - σ(z) = σ(-z), without cancellation


def _sigmoid_prime_from_output(a):
    return a * (1 - a)


def _tanh_prime(z):
    return 1 - np.tanh(z) ** 2


def _tanh_prime_from_output(a):
    return 1 - a * a


def _positive_part(z):
    return np.where(np.real(z) > 0, z, 0)


def _step(z):
    return np.where(np.real(z) > 0, np.ones_like(z), 0)


def _softplus(z):
    return _positive_part(z) + np.log1p(np.exp(np.where(np.real(z) > 0, -z, z)))


def _softplus_prime_from_output(a):
    return -np.expm1(-a)


def _softmax(z):
    e = np.exp(z - np.real(z).max(axis=0))  # the largest is taken off, so that no exponential overflows
    return e / e.sum(axis=0)


def _softmax_pullback(error, z, a):
    return a * (error - (a * error).sum(axis=0))  # the Jacobian is diag(a) - a aᵀ


SIGMOID = Activation("sigmoid", _sigmoid, _sigmoid_prime, _sigmoid_prime_from_output)
TANH = Activation("tanh", np.tanh, _tanh_prime, _tanh_prime_from_output)
RELU = Activation("relu", _positive_part, _step, _step)
LINEAR = Activation("linear", np.copy, np.ones_like, np.ones_like)
SOFTPLUS = Activation("softplus", _softplus, _sigmoid, _softplus_prime_from_output)
SOFTMAX = Activation("softmax", _softmax, pullback=_softmax_pullback)

ACTIVATIONS = {each.name: each for each in (SIGMOID, TANH, RELU, LINEAR, SOFTPLUS, SOFTMAX)}


def modified(activation, neurons):
    """The same activation, except that single neurons of the layer use their own.

    Nielsen (2015, chapter 2) asks what backpropagation becomes when one neuron
    computes f(z) in place of σ(z). This is that layer.

    Parameters
    ----------
    activation : Activation
        For every neuron not named in `neurons`.
    neurons : dict of Activation
        By the row of the neuron in its layer, counted from 0: what it computes. It is
        copied: changing it later changes nothing.

    Returns
    -------
    Activation
        `activation` itself where no neuron computes anything else.

    Raises
    ------
    ValueError
        If a key is not a row number, a value is not an `Activation`, or neurons of
        either listen to each other.
    """
    own = _checked_rows(activation, neurons)
    if not own:
        return activation
    name = f"{activation.name} with " + ", ".join(f"{each.name} in row {row}" for row, each in own)
    known = all(each.prime_from_output for each in (activation, *dict(own).values()))
    parts = ("f", "prime", "prime_from_output") if known else ("f", "prime")
    return Activation(name, *(_ByRow(part, activation, own) for part in parts))


def _checked_rows(activation, neurons):
    """The rows that compute something else, in order: ((row, activation), ...)."""
    if not isinstance(neurons, dict):
        raise ValueError(f"neurons is {neurons!r}; expected a dict of rows and activations, such as {{0: TANH}}")
    for name, each in [("activation", activation), *((f"neurons[{row}]", own) for row, own in neurons.items())]:
        if not isinstance(each, Activation):
            raise ValueError(f"{name} is {each!r}; expected an Activation such as TANH")
        if not each.elementwise:
            raise ValueError(f"{name} is {each!r}, whose neurons listen to each other; no single one can be modified")
    for row in neurons:
        if isinstance(row, bool) or not isinstance(row, int | np.integer) or row < 0:
            raise ValueError(f"neurons has the key {row!r}; a key is a row of the layer, counted from 0")
    return tuple(sorted((int(row), own) for row, own in neurons.items() if own != activation))


@dataclass(frozen=True)
class _ByRow:
    """One part (σ, or σ' in one of its forms) of a modified layer: single rows use their own."""

    part: str
    activation: Activation
    own: tuple

    def __call__(self, values):
        last = self.own[-1][0]
        if last >= len(values):
            raise NoSuchNeuronError(f"neurons names row {last}; the layer has rows 0 to {len(values) - 1}")
        result = getattr(self.activation, self.part)(values)
        for row, own in self.own:
            result[row] = getattr(own, self.part)(values[row])
        return result
