"""7.3 Where does this gradient lie?"""

import numpy as np

from nnbp_core import (
    CROSS_ENTROPY,
    QUADRATIC,
    SIGMOID,
    TANH,
    Gradients,
    Network,
    backprop,
    check_gradients,
    forward,
    numerical_gradient,
)
from nnbp_core.exercises.exercise import Exercise, alternative, mistake


def worst_weight(network, x, y, nabla_w):
    numerical = numerical_gradient(network, x, y).nabla_w
    differences = [np.abs(given - n) for given, n in zip(nabla_w, numerical, strict=True)]
    i = int(np.argmax([difference.max() for difference in differences]))
    worst = differences[i]
    j, k = np.unravel_index(worst.argmax(), worst.shape)
    return i + 2, int(j), int(k)


def suspicious_inputs(rng, size):
    """A gradient that is a little off everywhere, quite off in a whole layer, and most at one weight of another.

    Beside that weight, another row or column is so far off that its sum is the largest.
    """
    sizes = [1, 1] if size == 1 else rng.integers(2, 5, size + 1).tolist()
    kinds = [(SIGMOID, TANH)[kind] for kind in rng.integers(2, size=len(sizes) - 2)]
    output, cost = ((SIGMOID, QUADRATIC), (SIGMOID, CROSS_ENTROPY), (TANH, QUADRATIC))[rng.integers(3)]
    network = Network.random(sizes, rng, [*kinds, output], cost)
    x, y = rng.standard_normal((sizes[0], size)), rng.random((sizes[-1], size))
    right = backprop(network, x, y).nabla_w
    unit = max(np.abs(nabla).max() for nabla in right)
    given = [nabla + unit * rng.uniform(-0.05, 0.05, nabla.shape) for nabla in right]
    off, worst = rng.permutation(len(given))[[0, -1]]
    given[off] = given[off] + 0.6 * unit
    j, k = (int(rng.integers(n)) for n in given[worst].shape)
    if size > 1:
        n_rows, n_columns = given[worst].shape
        line = ((j + 1) % n_rows, slice(None)) if rng.random() < 0.5 else (slice(None), (k + 1) % n_columns)
        given[worst][line] = right[worst][line] + 0.6 * unit
    given[worst][j, k] = right[worst][j, k] + rng.choice([-0.8, 0.8]) * unit
    return network, x, y, given


EXERCISE = Exercise(
    id="7.3",
    title="Where does this gradient lie?",
    reference=worst_weight,
    inputs=suspicious_inputs,
    tried="networks of 2 to 5 layers, both costs, 1 to 4 examples; every slope a little off, a whole layer and a row "
    "or column quite, and one the most",
    insight="A check that names a weight starts the hunt: its layer tells which of your lines to read.",
    hints=(
        "You need a witness that is not backpropagation: one of the core's functions asks the cost itself.",
        "Compare layer by layer. Too large and too small are equally wrong.",
        "First the layer whose worst entry is the worst of all, then the row and the column in that layer. "
        "The list starts with layer 2.",
    ),
)


@alternative
def worst_by_the_report(network, x, y, nabla_w):
    suspicious = Gradients(nabla_w, backprop(network, x, y).nabla_b, None)
    return check_gradients(network, x, y, suspicious).worst


@alternative
def worst_by_sorting(network, x, y, nabla_w):
    right = numerical_gradient(network, x, y, method="complex").nabla_w
    found = []
    for layer in range(2, len(network.sizes) + 1):
        for j in range(network.sizes[layer - 1]):
            for k in range(network.sizes[layer - 2]):
                off = abs(nabla_w[layer - 2][j, k] - right[layer - 2][j, k])
                found.append((off, layer, j, k))
    return list(max(found)[1:])


@alternative
def worst_by_own_nudges(network, x, y, nabla_w):
    def cost(i, place, by):
        weights = [w.copy() for w in network.weights]
        weights[i][place] += by
        moved = Network(weights, network.biases, network.activations, network.cost)
        return network.cost.value(forward(moved, x).activations[-1], y).mean()

    off = {}
    for i, given in enumerate(nabla_w):
        for place in np.ndindex(given.shape):
            slope = (cost(i, place, 1e-4) - cost(i, place, -1e-4)) / 2e-4
            off[(i + 2, *place)] = abs(given[place] - slope)
    return max(off, key=off.get)


@mistake("The weight is found. The layer is its place in the list: layers count from 1, the input.")
def place_in_the_list(network, x, y, nabla_w):
    layer, j, k = worst_weight(network, x, y, nabla_w)
    return layer - 2, j, k


@mistake("The weight is found. Its layer is the one that it leads into, not the one that it comes from.")
def layer_that_the_weight_comes_from(network, x, y, nabla_w):
    layer, j, k = worst_weight(network, x, y, nabla_w)
    return layer - 1, j, k


@mistake("The weight is found, but its neurons are swapped: the row, “to”, comes first.")
def from_before_to(network, x, y, nabla_w):
    layer, j, k = worst_weight(network, x, y, nabla_w)
    return layer, k, j


@mistake("The weight is found, but rows and columns count from 0 here.")
def neurons_counted_from_1(network, x, y, nabla_w):
    layer, j, k = worst_weight(network, x, y, nabla_w)
    return layer, j + 1, k + 1


def place_of_the_largest(arrays):
    """(layer, j, k) of the largest entry of all arrays."""
    i = int(np.argmax([array.max() for array in arrays]))
    j, k = np.unravel_index(int(arrays[i].argmax()), arrays[i].shape)
    return i + 2, int(j), int(k)


def differences_of(network, x, y, nabla_w):
    right = backprop(network, x, y).nabla_w
    return [given - r for given, r in zip(nabla_w, right, strict=True)]


@mistake("Only slopes that are too large are found. One that is too small is as wrong.")
def differences_with_their_sign(network, x, y, nabla_w):
    return place_of_the_largest(differences_of(network, x, y, nabla_w))


@mistake("This is the weight that is worst relative to its own slope. The task asks for the largest difference.")
def relative_differences(network, x, y, nabla_w):
    off = differences_of(network, x, y, nabla_w)
    return place_of_the_largest([np.abs(d) / (np.abs(g) + np.abs(g - d)) for d, g in zip(off, nabla_w, strict=True)])


@mistake("This is the steepest weight of the given gradient. A large slope may be right: compare it first.")
def largest_slope(network, x, y, nabla_w):
    return place_of_the_largest([np.abs(given) for given in nabla_w])


@mistake("This is the worst weight of the layer that is off the most as a whole. Another layer holds a worse one.")
def worst_layer_first(network, x, y, nabla_w):
    off = differences_of(network, x, y, nabla_w)
    i = int(np.argmax([np.linalg.norm(d) for d in off]))
    _, j, k = place_of_the_largest([np.abs(off[i])])
    return i + 2, j, k


@mistake("The comparison is with the gradient of the summed cost. Ours belongs to the mean over the examples.")
def sum_for_mean(network, x, y, nabla_w):
    right = backprop(network, x, y).nabla_w
    m = x.shape[1]
    return place_of_the_largest([np.abs(given - m * r) for given, r in zip(nabla_w, right, strict=True)])


@mistake("This is the weight whose slope is the best of all.")
def smallest_difference(network, x, y, nabla_w):
    return place_of_the_largest([-np.abs(d) for d in differences_of(network, x, y, nabla_w)])


@mistake("This asks the first example alone. The gradient belongs to the mean over all of them.")
def first_example_alone(network, x, y, nabla_w):
    return worst_weight(network, x[:, :1], y[:, :1], nabla_w)


@mistake("The network's activations are forgotten: it may have others than the sigmoid.")
def sigmoids_everywhere(network, x, y, nabla_w):
    return worst_weight(Network(network.weights, network.biases, cost=network.cost), x, y, nabla_w)


@mistake("The activations and the cost are forgotten: the network has its own.")
def a_network_of_weights_and_biases_alone(network, x, y, nabla_w):
    return worst_weight(Network(network.weights, network.biases), x, y, nabla_w)
