"""The network as a value, and what it computes.

- build one: `Network(weights, biases)`, `Network.random(sizes, rng)`
- ask it: `forward(network, x)`
- name one of its parameters: `Weight(layer, j, k)`, `Bias(layer, j)`

Layers are counted as in the text: layer 1 is the input, layer L the output.
``weights[i]`` and ``biases[i]`` belong to layer l = i + 2.
"""

import math
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from nnbp_core.activations import SIGMOID, Activation
from nnbp_core.costs import QUADRATIC, Cost
from nnbp_core.validation import check_batch, check_parameters, check_positive

__all__ = ["INITIALISATIONS", "Bias", "ForwardPass", "Network", "Weight", "forward"]

INITIALISATIONS = {
    "lecun": lambda n_in, n_out: 1 / math.sqrt(n_in),
    "glorot": lambda n_in, n_out: math.sqrt(2 / (n_in + n_out)),
    "he": lambda n_in, n_out: math.sqrt(2 / n_in),
    "standard_normal": lambda n_in, n_out: 1.0,
}


class Network:
    """Weights, biases, activations and a cost. It cannot be changed once made.

    Parameters
    ----------
    weights : sequence of array_like, each (n_out, n_in)
        ``weights[i][j, k]`` is w^l_{jk}, l = i + 2: to neuron j, from neuron k.
    biases : sequence of array_like, each (n_out, 1)
    activations : Activation, or one for each layer after the input
    cost : Cost

    Attributes
    ----------
    sizes : tuple of int
        Neurons per layer, the input layer first.
    dtype : numpy.dtype
        float32 if every parameter was given as float32, else float64. All that
        the network computes has this dtype.

    Raises
    ------
    ValueError
        If shapes do not chain, an entry is not finite, or the number of
        activations is not the number of layers after the input.
    """

    __slots__ = ("activations", "biases", "cost", "dtype", "sizes", "weights")

    def __init__(self, weights, biases, activations=SIGMOID, cost=QUADRATIC):
        weights, biases = check_parameters(weights, biases)
        self._set(weights, biases, _one_per_layer(activations, len(weights)), _checked_cost(cost))

    def _set(self, weights, biases, activations, cost):
        put = object.__setattr__
        put(self, "weights", weights)
        put(self, "biases", biases)
        put(self, "activations", activations)
        put(self, "cost", cost)
        put(self, "sizes", (weights[0].shape[1], *(len(w) for w in weights)))
        put(self, "dtype", weights[0].dtype)

    @classmethod
    def random(cls, sizes, rng, activations=SIGMOID, cost=QUADRATIC, init="lecun", dtype=np.float64):
        """A network with normally distributed weights and biases, all of mean 0.

        Parameters
        ----------
        sizes : sequence of int
            Neurons per layer, the input layer first; at least two layers.
        rng : numpy.random.Generator
        init : {"lecun", "glorot", "he", "standard_normal"}
            Standard deviation of the weights: 1/√n_in (LeCun et al. 1998),
            √(2/(n_in + n_out)) (Glorot & Bengio 2010), √(2/n_in), or 1. That of
            the biases is 1.

        Raises
        ------
        ValueError
            If a size is not a whole number above 0, or `init` is not known.
        """
        sizes = [int(check_positive(f"sizes[{i}]", n, whole=True)) for i, n in enumerate(sizes)]
        if len(sizes) < 2:
            raise ValueError(f"sizes is {sizes}; expected an input layer and at least one more, such as [2, 3, 1]")
        if init not in INITIALISATIONS:
            raise ValueError(f"init is {init!r}; expected one of {', '.join(INITIALISATIONS)}")
        spread = INITIALISATIONS[init]
        pairs = list(pairwise(sizes))
        biases = [rng.standard_normal((n_out, 1)).astype(dtype) for _, n_out in pairs]
        weights = [(rng.standard_normal((n_out, n_in)) * spread(n_in, n_out)).astype(dtype) for n_in, n_out in pairs]
        return cls(weights, biases, activations, cost)

    def with_parameters(self, weights, biases):
        """The same network with other arrays of the same shapes, taken as they are: not copied, not checked."""
        other = object.__new__(Network)
        other._set(tuple(weights), tuple(biases), self.activations, self.cost)
        return other

    @property
    def n_parameters(self):
        """How many weights and biases there are."""
        return sum(w.size + b.size for w, b in zip(self.weights, self.biases, strict=True))

    def __setattr__(self, name, value):
        raise AttributeError(f"a Network cannot be changed: build another one with the {name} you want")

    def __delattr__(self, name):
        raise AttributeError("a Network cannot be changed: build another one")

    def __reduce__(self):
        return Network, (self.weights, self.biases, self.activations, self.cost)

    def __repr__(self):
        names = [each.name for each in self.activations]
        shown = names[0] if len(set(names)) == 1 else names
        return f"Network({'-'.join(map(str, self.sizes))}, {shown}, {self.cost.name} cost)"


def _one_per_layer(activations, n):
    each = (activations,) * n if isinstance(activations, Activation) else tuple(activations)
    if len(each) != n:
        raise ValueError(f"activations has {len(each)} entries; expected {n}, one per layer after the input")
    for i, activation in enumerate(each):
        if not isinstance(activation, Activation):
            raise ValueError(f"activations[{i}] is {activation!r}; expected an Activation such as SIGMOID")
    return each


def _checked_cost(cost):
    if not isinstance(cost, Cost):
        raise ValueError(f"cost is {cost!r}; expected a Cost such as QUADRATIC")
    return cost


class Weight(NamedTuple):
    """w^layer_{jk}: to neuron j, from neuron k. Layers count from 2, rows and columns from 0 as in NumPy."""

    layer: int
    j: int
    k: int


class Bias(NamedTuple):
    """b^layer_j. Layers count from 2, rows from 0 as in NumPy."""

    layer: int
    j: int


class ForwardPass(NamedTuple):
    """What a forward pass leaves behind.

    ``zs[i]`` is z^l with l = i + 2. ``activations[i]`` is a^l with l = i + 1, so
    ``activations[0]`` is x and ``activations[-1]`` the network's output. All are
    (neurons of the layer, n_examples).
    """

    zs: list
    activations: list


def forward(network, x):
    """Weighted inputs and activations of every layer: z = w a + b, a = σ(z).

    Parameters
    ----------
    x : array_like of shape (n_inputs, n_examples)
        One example per column.

    Returns
    -------
    ForwardPass

    Raises
    ------
    ValueError
        If x has the wrong shape, is empty, or holds NaN or infinity.
    """
    return propagate(network, check_batch(network, x))


def propagate(network, x):
    """`forward`, for an x that has been checked."""
    zs, activations = [], [x]
    for w, b, activation in zip(network.weights, network.biases, network.activations, strict=True):
        z = w @ activations[-1]
        z += b
        zs.append(z)
        activations.append(activation.f(zs[-1]))
    return ForwardPass(zs, activations)
