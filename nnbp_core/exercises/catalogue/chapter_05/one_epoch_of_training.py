"""5.3 One epoch of training."""

import numpy as np

from nnbp_core import Network, backprop
from nnbp_core.exercises.exercise import Exercise, alternative, mistake


def one_epoch(network, x, y, eta, batch_size, order):
    for start in range(0, len(order), batch_size):
        batch = order[start : start + batch_size]
        step = backprop(network, x[:, batch], y[:, batch])
        weights = [w - eta * nabla for w, nabla in zip(network.weights, step.nabla_w, strict=True)]
        biases = [b - eta * nabla for b, nabla in zip(network.biases, step.nabla_b, strict=True)]
        network = Network(weights, biases)
    return list(network.weights), list(network.biases)


def epoch_inputs(rng, size):
    sizes = [size] * (size + 1) if size < 3 else rng.integers(1, 5, min(size, 4) + 1).tolist()
    network = Network.random(sizes, rng, init="standard_normal")
    m, batch_size = {1: (1, 1), 5: (3, 5), 6: (4, 4)}.get(size) or (2 * size + int(rng.integers(size)), size)
    x, y = 2 * rng.standard_normal((sizes[0], m)), rng.uniform(-2, 3, (sizes[-1], m))
    order = rng.permutation(m)
    while batch_size < m and set(order[:batch_size]) == set(np.argsort(order)[:batch_size]):
        order = rng.permutation(m)  # another one, that its inverse cannot stand in for
    return network, x, y, float(rng.integers(1, 9)) / 2, batch_size, order


EXERCISE = Exercise(
    id="5.3",
    title="One epoch of training",
    reference=one_epoch,
    inputs=epoch_inputs,
    tried="networks of 2 to 5 layers, 1 to 11 examples, in batches that do and do not divide them, of all, and of more",
    insight="This loop is all of training: what a framework adds is speed and comfort.",
    hints=(
        "A step makes a new network, and the next step starts from that one.",
        "`order` says which columns come first. A slice of it picks the same columns of x and of y.",
        "A slice may reach past the end of an array: the last batch is then shorter, and `backprop` takes its mean "
        "over the columns that it gets.",
    ),
    sizes=(1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5, 6),
)


def cut(order, batch_size):
    return [order[start : start + batch_size] for start in range(0, len(order), batch_size)]


@alternative
def epoch_in_lists(network, x, y, eta, batch_size, order):
    weights, biases = [w.copy() for w in network.weights], [b.copy() for b in network.biases]
    for batch in cut(order, batch_size):
        step = backprop(Network(weights, biases), x[:, batch], y[:, batch])
        for i in range(len(weights)):
            weights[i] -= eta * step.nabla_w[i]
            biases[i] -= eta * step.nabla_b[i]
    return weights, biases


def moved(network, gradients, eta):
    weights = [w - eta * nabla for w, nabla in zip(network.weights, gradients.nabla_w, strict=True)]
    biases = [b - eta * nabla for b, nabla in zip(network.biases, gradients.nabla_b, strict=True)]
    return Network(weights, biases)


@alternative
def epoch_shuffled_first(network, x, y, eta, batch_size, order):
    x, y = x[:, order], y[:, order]
    while x.shape[1] > 0:
        network = moved(network, backprop(network, x[:, :batch_size], y[:, :batch_size]), eta)
        x, y = x[:, batch_size:], y[:, batch_size:]
    return list(network.weights), list(network.biases)


@alternative
def epoch_by_examples(network, x, y, eta, batch_size, order):
    for batch in cut(order, batch_size):
        weights, biases = list(network.weights), list(network.biases)
        for i in batch:
            one = backprop(network, x[:, [i]], y[:, [i]])
            weights = [w - eta / len(batch) * nabla for w, nabla in zip(weights, one.nabla_w, strict=True)]
            biases = [b - eta / len(batch) * nabla for b, nabla in zip(biases, one.nabla_b, strict=True)]
        network = Network(weights, biases)
    return tuple(network.weights), tuple(network.biases)


@mistake("The network climbs. The gradient points uphill, and training goes the other way.")
def uphill(network, x, y, eta, batch_size, order):
    return one_epoch(network, x, y, -eta, batch_size, order)


@mistake("The examples are taken as they stand. `order` says which come first.")
def order_ignored(network, x, y, eta, batch_size, order):
    return one_epoch(network, x, y, eta, batch_size, np.arange(len(order)))


@mistake("The order is undone, not followed: its first entries name the columns that come first.")
def order_undone(network, x, y, eta, batch_size, order):
    return one_epoch(network, x, y, eta, batch_size, np.argsort(order))


@mistake("The biases' steps are taken with the new weights. Weights and biases step along one and the same gradient.")
def biases_stepped_with_new_weights(network, x, y, eta, batch_size, order):
    for start in range(0, len(order), batch_size):
        batch = order[start : start + batch_size]
        weights = moved(network, backprop(network, x[:, batch], y[:, batch]), eta).weights
        network = Network(weights, network.biases)
        network = Network(weights, moved(network, backprop(network, x[:, batch], y[:, batch]), eta).biases)
    return list(network.weights), list(network.biases)


@mistake("A mini-batch that is larger than the data gets no step. A slice then holds all examples there are.")
def no_step_for_a_larger_batch(network, x, y, eta, batch_size, order):
    if batch_size > len(order):
        return list(network.weights), list(network.biases)
    return one_epoch(network, x, y, eta, batch_size, order)


@mistake("x is reordered and y is not: examples are taught with the answers of others.")
def only_x_reordered(network, x, y, eta, batch_size, order):
    return one_epoch(network, x[:, order], y, eta, batch_size, np.arange(len(order)))


def epoch_with(network, x, y, eta, batches, step=None):
    """The parameters after one step for each of the batches; `step` makes the new network."""
    for batch in batches:
        gradients = backprop(network, x[:, batch], y[:, batch])
        network = (step or moved)(network, gradients, eta)
    return list(network.weights), list(network.biases)


@mistake("The last, shorter batch is left out. Its examples count, too.")
def short_batch_dropped(network, x, y, eta, batch_size, order):
    return epoch_with(network, x, y, eta, [batch for batch in cut(order, batch_size) if len(batch) == batch_size])


@mistake("Every gradient is taken at the network you started from. Each step must start where the last one ended.")
def gradients_of_the_first_network(network, x, y, eta, batch_size, order):
    start = network
    for batch in cut(order, batch_size):
        gradients = backprop(start, x[:, batch], y[:, batch])
        network = moved(network, gradients, eta)
    return list(network.weights), list(network.biases)


@mistake("This is a single step along the gradient of all examples. An epoch takes one step for each mini-batch.")
def one_step_for_all(network, x, y, eta, batch_size, order):
    return one_epoch(network, x, y, eta, len(order), order)


@mistake("One example per step: the size of the batches is ignored.")
def one_example_per_step(network, x, y, eta, batch_size, order):
    return one_epoch(network, x, y, eta, 1, order)


@mistake("Only the first mini-batch is used. Does the function return from within its loop?")
def first_batch_only(network, x, y, eta, batch_size, order):
    return one_epoch(network, x, y, eta, batch_size, order[:batch_size])


@mistake("The steps are too long: they follow the sum over the batch. The cost is a mean over its examples.")
def steps_of_summed_gradients(network, x, y, eta, batch_size, order):
    for batch in cut(order, batch_size):
        network = moved(network, backprop(network, x[:, batch], y[:, batch]), eta * len(batch))
    return list(network.weights), list(network.biases)


@mistake("The last batch is divided by the full batch size. Its mean runs over the examples that it has.")
def short_batch_counted_as_full(network, x, y, eta, batch_size, order):
    for batch in cut(order, batch_size):
        gradients = backprop(network, x[:, batch], y[:, batch])
        network = moved(network, gradients, eta * len(batch) / batch_size)
    return list(network.weights), list(network.biases)


@mistake("The biases have not moved. They take the same step as the weights.")
def biases_left_out(network, x, y, eta, batch_size, order):
    return epoch_with(
        network,
        x,
        y,
        eta,
        cut(order, batch_size),
        step=lambda n, gradients, eta: Network(moved(n, gradients, eta).weights, n.biases),
    )
