"""6.3 Where the error is lost."""

import numpy as np

from nnbp_core import CROSS_ENTROPY, LINEAR, SIGMOID, TANH, Network, backprop, forward
from nnbp_core.exercises.exercise import Exercise, alternative, mistake


def stuck_layer(network, x, y):
    deltas = backprop(network, x, y).deltas
    shares = []
    for i in range(len(deltas) - 1):
        arriving = network.weights[i + 1].T @ deltas[i + 1]
        before = np.linalg.norm(arriving, axis=0).mean()
        after = np.linalg.norm(deltas[i], axis=0).mean()
        shares.append(after / before)
    return np.array(shares), int(np.argmin(shares)) + 2


def stuck_inputs(rng, size):
    hidden = [1] if size == 1 else rng.integers(2, 5, size).tolist()
    kinds = [(SIGMOID, TANH)[kind] for kind in rng.integers(2, size=len(hidden))]
    if size > 4:  # a linear layer lets everything through
        sizes, kinds = ([2, 3, 2], [LINEAR, TANH]) if size == 5 else ([2, 3, 3, 2], [SIGMOID, LINEAR, TANH])
        return Network.random(sizes, rng, kinds), rng.standard_normal((2, 4)), rng.random((2, 4))
    n_out, m = (1, 1) if size == 1 else (2, size + 2)
    free = Network.random([size, *hidden, n_out], rng, [*kinds, SIGMOID], CROSS_ENTROPY)
    stuck = int(rng.integers(len(hidden)))
    biases = [b + 4 * np.sign(b) if i == stuck else b / 4 for i, b in enumerate(free.biases)]
    network = Network(free.weights, biases, free.activations, free.cost)
    return network, rng.standard_normal((size, m)), rng.integers(2, size=(n_out, m)).astype(float)


EXERCISE = Exercise(
    id="6.3",
    title="Where the error is lost",
    reference=stuck_layer,
    inputs=stuck_inputs,
    tried="1 to 4 hidden layers of sigmoid and tanh neurons, one of them driven into saturation, and linear ones",
    insight="The smallest error sits in an early layer; the cause may sit in any layer after it. Look at ratios.",
    hints=(
        "BP2 has two halves: the weights carry the error to the layer, the slopes let a part of it through. "
        "You want what the second half does.",
        "`backprop` gives you every δ. What arrives at a layer comes from the δ of the layer after it.",
        "A list counts from 0. Its first entry belongs to the first hidden layer, which is layer 2.",
    ),
    sizes=(1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5, 6),
)


@alternative
def stuck_from_the_zs(network, x, y):
    zs, delta = forward(network, x).zs, backprop(network, x, y).deltas[-1]
    shares = []
    for i in range(len(zs) - 2, -1, -1):
        carried = network.weights[i + 1].T @ delta
        delta = carried * network.activations[i].prime(zs[i])
        lengths = [np.sqrt((each**2).sum(axis=0)).sum() for each in (carried, delta)]
        shares.insert(0, lengths[1] / lengths[0])
    return shares, 2 + shares.index(min(shares))


@alternative
def stuck_by_examples(network, x, y):
    n_hidden, m = len(network.sizes) - 2, x.shape[1]
    before, after = np.zeros(n_hidden), np.zeros(n_hidden)
    for column in range(m):
        deltas = backprop(network, x[:, [column]], y[:, [column]]).deltas
        for i in range(n_hidden):
            before[i] += np.linalg.norm(network.weights[i + 1].T @ deltas[i + 1])
            after[i] += np.linalg.norm(deltas[i])
    shares = list(after / before)
    return shares, min(range(2, n_hidden + 2), key=lambda layer: shares[layer - 2])


def length(columns):
    return np.hypot.reduce(columns, axis=0).mean()


@alternative
def stuck_by_einsum(network, x, y):
    deltas = backprop(network, x, y).deltas
    weights = network.weights[1:]
    arriving = [np.einsum("qj,qx->jx", w, delta) for w, delta in zip(weights, deltas[1:], strict=True)]
    shares = [length(after) / length(before) for after, before in zip(deltas[:-1], arriving, strict=True)]
    ranked = sorted(zip(shares, range(2, len(network.sizes)), strict=True))
    return shares, ranked[0][1]


@mistake(
    "The shares are right; the layer is the one with the smallest error. It may only suffer from what a later "
    "layer has done."
)
def layer_of_the_smallest_error(network, x, y):
    lengths = [length(delta) for delta in backprop(network, x, y).deltas[:-1]]
    return stuck_layer(network, x, y)[0], int(np.argmin(lengths)) + 2


@mistake("The shares are right; the number is a place in the list. Layers count from 1, the input.")
def place_in_the_list(network, x, y):
    shares, layer = stuck_layer(network, x, y)
    return shares, layer - 2


@mistake("The shares are right; the layer is the one that lets the most through. The stuck one lets the least.")
def largest_share(network, x, y):
    shares, _ = stuck_layer(network, x, y)
    return shares, int(np.argmax(shares)) + 2


def with_shares(shares):
    """The shares, with the number of the layer that has the smallest one."""
    return np.array(shares), int(np.argmin(shares)) + 2


@mistake(
    "This divides by the error of the next layer, so the weights count as well. Divide by what arrives, "
    "after the weights."
)
def weights_blamed_too(network, x, y):
    lengths = [length(delta) for delta in backprop(network, x, y).deltas]
    return with_shares([lengths[i] / lengths[i + 1] for i in range(len(lengths) - 1)])


@mistake(
    "This is the mean slope of each layer. An error goes through some neurons more than through others: "
    "compare its lengths."
)
def mean_slope(network, x, y):
    zs = forward(network, x).zs
    return with_shares([network.activations[i].prime(zs[i]).mean() for i in range(len(zs) - 1)])


@mistake("Every layer has got the sigmoid's slope. Here each has its own activation function.")
def sigmoids_slope_everywhere(network, x, y):
    zs = forward(network, x).zs
    deltas = backprop(network, x, y).deltas
    arriving = [network.weights[i + 1].T @ deltas[i + 1] for i in range(len(zs) - 1)]
    return with_shares([length(c * SIGMOID.prime(z)) / length(c) for c, z in zip(arriving, zs[:-1], strict=True)])


@mistake("One length is taken for the whole batch. Each column has its own; the mean is over those.")
def one_length_for_the_batch(network, x, y):
    deltas = backprop(network, x, y).deltas
    arriving = [network.weights[i + 1].T @ deltas[i + 1] for i in range(len(deltas) - 1)]
    lengths = [np.linalg.norm(delta) for delta in deltas]
    return with_shares([lengths[i] / np.linalg.norm(c) for i, c in enumerate(arriving)])


@mistake("This is the mean of each example's ratio. Take the mean lengths first, then one ratio.")
def mean_of_the_ratios(network, x, y):
    deltas = backprop(network, x, y).deltas
    arriving = [network.weights[i + 1].T @ deltas[i + 1] for i in range(len(deltas) - 1)]
    return with_shares(
        [(np.linalg.norm(deltas[i], axis=0) / np.linalg.norm(c, axis=0)).mean() for i, c in enumerate(arriving)]
    )


@mistake("The ratios are upside down. A share is what is left, divided by what arrived; the smallest is the worst.")
def upside_down(network, x, y):
    return with_shares(1 / stuck_layer(network, x, y)[0])


@mistake("This takes σ' at the activations. The slope of an activation function is taken at its weighted input z.")
def slopes_at_the_activations(network, x, y):
    deltas, activations = backprop(network, x, y).deltas, forward(network, x).activations
    shares = []
    for i in range(len(deltas) - 1):
        arriving = network.weights[i + 1].T @ deltas[i + 1]
        let_through = arriving * network.activations[i].prime(activations[i + 1])
        shares.append(np.linalg.norm(let_through, axis=0).mean() / np.linalg.norm(arriving, axis=0).mean())
    return np.array(shares), int(np.argmin(shares)) + 2
