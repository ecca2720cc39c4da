"""The network as a value, and what it computes.

- build one: `Network(weights, biases)`, `Network.random(sizes, rng)`
- ask it: `forward(network, x)`, `mean_cost(network, x, y)`
- name one of its parameters: `Weight(layer, j, k)`, `Bias(layer, j)`
- for arrays that still change, inside a loop: ``Workspace``, ``forward_unchecked``, ``mean_cost_unchecked``

Layers are counted as in the text: layer 1 is the input, layer L the output.
``weights[i]`` and ``biases[i]`` belong to layer l = i + 2.
"""

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from nnbp_core.activations import ACTIVATIONS, SIGMOID, Activation
from nnbp_core.costs import COSTS, QUADRATIC, Cost
from nnbp_core.domains import check_outputs
from nnbp_core.parameters import check_layer_functions, check_parameters, check_sizes
from nnbp_core.validation import check_batch, check_choice, check_dtype, check_inputs, check_rng, check_same_shape

__all__ = [
    "INITIALISATIONS",
    "Bias",
    "ForwardPass",
    "Network",
    "Weight",
    "Workspace",
    "forward",
    "forward_unchecked",
    "mean_cost",
    "mean_cost_unchecked",
]

INITIALISATIONS = {
    "lecun": lambda n_in, n_out: 1 / math.sqrt(n_in),
    "glorot": lambda n_in, n_out: math.sqrt(2 / (n_in + n_out)),
    "he": lambda n_in, n_out: math.sqrt(2 / n_in),
    "standard_normal": lambda n_in, n_out: 1.0,
}


@dataclass(frozen=True, eq=False, repr=False)
class Network:
    """Weights, biases, activations and a cost. It cannot be changed once made.

    Its arrays are copies, and read-only. ``dataclasses.replace(network, cost=...)``
    is another network that differs in one thing. Networks can be copied and
    pickled, as long as their functions can.

    Parameters
    ----------
    weights : sequence of array_like, each (n_out, n_in)
        ``weights[i][j, k]`` is w^l_{jk}, l = i + 2: to neuron j, from neuron k.
    biases : sequence of array_like, each (n_out, 1)
    activations : Activation, or one for each layer after the input
    cost : Cost

    Raises
    ------
    ValueError
        If shapes do not chain, an entry is not finite, the number of activations
        is not the number of layers after the input, or one of them does not give
        one number for each weighted input.
    """

    weights: tuple
    biases: tuple
    activations: tuple = SIGMOID
    cost: Cost = QUADRATIC

    def __post_init__(self):
        weights, biases = check_parameters(self.weights, self.biases)
        put = object.__setattr__
        put(self, "weights", weights)
        put(self, "biases", biases)
        put(self, "activations", _one_per_layer(self.activations, weights))
        check_choice("cost", self.cost, Cost, COSTS)

    @property
    def sizes(self):
        """Neurons per layer, the input layer first."""
        return (self.weights[0].shape[1], *(len(w) for w in self.weights))

    @property
    def dtype(self):
        """float32 if every parameter was given as float32, else float64. All that the network computes has it."""
        return self.weights[0].dtype

    @property
    def n_parameters(self):
        """How many weights and biases there are."""
        return sum(w.size + b.size for w, b in zip(self.weights, self.biases, strict=True))

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
        dtype : {numpy.float64, numpy.float32}

        Raises
        ------
        ValueError
            If a size is not a whole number above 0, `rng` is not a generator, or
            `init` or `dtype` is not known.
        """
        sizes = check_sizes(sizes)
        check_rng(rng)
        if not isinstance(init, str) or init not in INITIALISATIONS:
            raise ValueError(f"init is {init!r}; expected one of {', '.join(INITIALISATIONS)}")
        dtype = check_dtype(dtype)
        spread = INITIALISATIONS[init]
        pairs = list(pairwise(sizes))
        biases = [rng.standard_normal((n_out, 1)).astype(dtype) for _, n_out in pairs]
        weights = [(rng.standard_normal((n_out, n_in)) * spread(n_in, n_out)).astype(dtype) for n_in, n_out in pairs]
        return cls(weights, biases, activations, cost)

    def __reduce__(self):
        return Network, (self.weights, self.biases, self.activations, self.cost)  # read-only again, and checked

    def __repr__(self):
        names = [each.name for each in self.activations]
        shown = names[0] if len(set(names)) == 1 else names
        return f"Network({'-'.join(map(str, self.sizes))}, {shown}, {self.cost.name} cost)"


def _one_per_layer(activations, weights):
    n = len(weights)
    if isinstance(activations, Activation):
        activations = (activations,) * n
    if not isinstance(activations, list | tuple):
        check_choice("activations", activations, Activation, ACTIVATIONS)
    if len(activations) != n:
        raise ValueError(f"activations has {len(activations)} entries; expected {n}, one per layer after the input")
    for i, activation in enumerate(activations):
        check_choice(f"activations[{i}]", activation, Activation, ACTIVATIONS)
        check_layer_functions(activation, len(weights[i]), f"activations[{i}]")
    return tuple(activations)


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
    return forward_unchecked(network, check_inputs(network, x))


def mean_cost(network, x, y):
    """The mean over the examples of the network's cost: a number.

    Where cost and output activation match, it is computed from the weighted inputs
    z^L, so that it stays right where an output rounds to 0 or 1.

    Parameters
    ----------
    x : array_like of shape (n_inputs, n_examples)
    y : array_like of shape (n_outputs, n_examples)

    Raises
    ------
    ValueError
        If the batch does not fit, or the cost is not defined for these targets or outputs.
    """
    return float(mean_cost_unchecked(network, *check_batch(network, x, y)))


class Workspace(NamedTuple):
    """The parts of a network, its arrays still open to change: what the unchecked functions take as well."""

    weights: list
    biases: list
    activations: tuple
    cost: Cost

    @classmethod
    def of(cls, network, dtype=None):
        """A network's parts, with arrays of their own."""
        copies = [[np.array(each, dtype) for each in part] for part in (network.weights, network.biases)]
        return cls(*copies, network.activations, network.cost)


def forward_unchecked(network, x):
    """`forward`, for an x that has been checked."""
    zs, activations = [], [x]
    for w, b, activation in zip(network.weights, network.biases, network.activations, strict=True):
        z = w @ activations[-1]
        z += b
        zs.append(z)
        activations.append(activation.f(z))
    return ForwardPass(zs, activations)


def mean_cost_unchecked(network, x, y):
    """`mean_cost`, for a batch that has been checked, and parameters that may be complex."""
    zs, activations = forward_unchecked(network, x)
    cost = network.cost
    if cost.value_from_z and cost.matches == network.activations[-1]:
        return cost.value_from_z(zs[-1], y).mean()
    check_outputs(network, activations[-1])
    values = cost.value(activations[-1], y)
    return check_same_shape("the value of the cost", cost, values, y[0]).mean()
