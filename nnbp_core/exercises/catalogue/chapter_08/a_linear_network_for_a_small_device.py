"""8.3 A linear network for a small device."""

from functools import reduce

import numpy as np

from nnbp_core import LINEAR, Network, forward
from nnbp_core.exercises.exercise import Exercise, alternative, mistake


def collapse(weights, biases, mean, spread):
    w = weights[0]
    b = biases[0]
    for w_next, b_next in zip(weights[1:], biases[1:], strict=True):
        w = w_next @ w
        b = w_next @ b + b_next
    w = w / spread.T
    return w, b - w @ mean


def collapse_inputs(rng, size):
    sizes = {1: [1, 1, 1], 2: [2, 2, 2], 3: [3, 3, 3, 3]}.get(size, rng.integers(2, 6, rng.integers(3, 6)).tolist())
    network = Network.random(sizes, rng, LINEAR)
    mean, spread = rng.standard_normal((sizes[0], 1)), rng.uniform(0.5, 3, (sizes[0], 1))
    if size == 5:
        spread = spread / 100
    return list(network.weights), list(network.biases), mean, spread


EXERCISE = Exercise(
    id="8.3",
    title="A linear network for a small device",
    reference=collapse,
    inputs=collapse_inputs,
    tried="linear networks of 3 to 5 layers of 1 to 5 neurons, each input with its own mean and spread, some small",
    insight="Whatever is linear before, between or after the layers can be folded into them at no loss.",
    hints=(
        "Begin without the standardisation. Put the first layer's formula into the second's, and multiply out.",
        "Each bias is sent through all the layers that come after its own. The first bias travels farthest.",
        "The standardisation is a layer, too: it scales each input by itself and then shifts it. Write it as w x + b.",
    ),
    sizes=(1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5),
)


@alternative
def collapse_by_probing(weights, biases, mean, spread):
    network = Network(weights, biases, LINEAR)
    n = len(mean)
    answers = forward(network, (np.hstack([np.zeros((n, 1)), np.eye(n)]) - mean) / spread).activations[-1]
    return answers[:, 1:] - answers[:, :1], answers[:, :1]


@alternative
def collapse_from_the_end(weights, biases, mean, spread):
    w, b = np.eye(len(weights[-1])), np.zeros((len(weights[-1]), 1))
    for w_here, b_here in zip(weights[::-1], biases[::-1], strict=True):
        b = b + w @ b_here
        w = w @ w_here
    return w @ np.diagflat(1 / spread), b - w @ (mean / spread)


@alternative
def collapse_with_a_first_layer(weights, biases, mean, spread):
    layers = [(np.diagflat(1 / spread), -mean / spread), *zip(weights, biases, strict=True)]
    return reduce(lambda first, then: (then[0] @ first[0], then[0] @ first[1] + then[1]), layers)


@alternative
def collapse_in_one_matrix(weights, biases, mean, spread):
    n = len(mean)
    total = np.block([[np.diagflat(1 / spread), -mean / spread], [np.zeros((1, n)), np.ones((1, 1))]])
    for w, b in zip(weights, biases, strict=True):
        total = np.block([[w, b], [np.zeros((1, w.shape[1])), np.ones((1, 1))]]) @ total
    return total[:-1, :-1], total[:-1, -1:]


def spoiled_collapse(step):
    """A wrong way to put two layers together; the standardisation is right."""

    def function(weights, biases, mean, spread):
        w, b = weights[0], biases[0]
        for w_next, b_next in zip(weights[1:], biases[1:], strict=True):
            w, b = step(w, b, w_next, b_next)
        w = w / spread.T
        return w, b - w @ mean

    return function


@mistake("The matrices stand in the wrong order. The layer that acts first stands on the right, next to x.")
@spoiled_collapse
def product_in_the_wrong_order(w, b, w_next, b_next):
    return w @ w_next, w_next @ b + b_next


@mistake("The biases are added as they are. Each of them has to pass the layers that come after it.")
@spoiled_collapse
def biases_added_up(w, b, w_next, b_next):
    return w_next @ w, b + b_next


@mistake("Only the last bias is left. The earlier ones reach the output as well, through the later weights.")
@spoiled_collapse
def last_bias_alone(w, b, w_next, b_next):
    return w_next @ w, b_next


@mistake("The biases pass their own layer's weights, too. A bias is added after them: only later layers count.")
@spoiled_collapse
def bias_through_the_whole_product(w, b, w_next, b_next):
    return w_next @ w, w_next @ w @ b + b_next


@mistake("Each bias passes its own layer's weights. It is added after them, so only later layers act on it.")
@spoiled_collapse
def bias_through_its_own_layer(w, b, w_next, b_next):
    return w_next @ w, w_next @ (b + b_next)


def collapse_with(formula):
    """A wrong folding of the standardisation; `formula` gets the collapsed w and b, the mean and the spread."""

    def function(weights, biases, mean, spread):
        network_only = collapse(weights, biases, np.zeros(mean.shape), np.ones(spread.shape))
        return formula(*network_only, mean, spread)

    return function


@mistake("The network is collapsed rightly, for standardised inputs. The device measures raw ones.")
@collapse_with
def nothing_folded_in(w, b, mean, spread):
    return w, b


@mistake("The spread is folded in, the mean is not.")
@collapse_with
def mean_not_folded_in(w, b, mean, spread):
    return w / spread.T, b


@mistake("The mean is folded in, the spread is not.")
@collapse_with
def spread_not_folded_in(w, b, mean, spread):
    return w, b - w @ mean


@mistake("In the bias, the mean is not divided by the spread. It is taken off before the division.")
@collapse_with
def mean_not_divided(w, b, mean, spread):
    return w / spread.T, b - w @ mean


@mistake("The mean is added. The standardisation takes it off.")
@collapse_with
def mean_added(w, b, mean, spread):
    return w / spread.T, b + w / spread.T @ mean


@mistake("The weights are multiplied by the spread. The standardisation divides by it.")
@collapse_with
def multiplied_by_the_spread(w, b, mean, spread):
    return w * spread.T, b - w * spread.T @ mean


@mistake("The rows of the matrix are divided. A spread belongs to an input, and inputs are columns of w.")
@collapse_with
def rows_divided(w, b, mean, spread):
    return w / spread, b - w / spread @ mean


@mistake("Mean and spread act on the outputs. They belong to the inputs, before the first layer.")
@collapse_with
def standardisation_after_the_network(w, b, mean, spread):
    return w / spread, (b - mean) / spread


@mistake("The bias is flat, (n,). It is a column, (n, 1), as in every layer.")
def flat_bias(weights, biases, mean, spread):
    w, b = collapse(weights, biases, mean, spread)
    return w, b[:, 0]
