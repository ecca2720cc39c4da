"""9.2 All paths from one weight."""

from itertools import product

import numpy as np

from nnbp_core import (
    CROSS_ENTROPY,
    QUADRATIC,
    SIGMOID,
    SOFTPLUS,
    TANH,
    Network,
    Weight,
    backprop,
    forward,
    iter_paths,
    rate_factors,
    sum_over_paths,
)
from nnbp_core.exercises.exercise import Exercise, alternative, mistake


def slope_by_paths(network, x, y, layer, j, k):
    zs, activations = forward(network, x)
    i = layer - 2
    slopes = network.activations[i].prime(zs[i])
    first = slopes[j].item() * activations[i][k].item()
    rates = rate_factors(network, x)
    end = network.cost.gradient(activations[-1], y)
    total = 0.0
    for path in iter_paths(network.sizes, layer, j):
        along = first * end[path[-1]].item()
        for step in range(1, len(path)):
            along = along * rates[i + step][0, path[step], path[step - 1]]
        total = total + along
    return total


def nudged_weight_inputs(rng, size):
    sizes = [1, 1, 1] if size == 1 else [size] * 3 if size == 2 else rng.integers(2, 4, max(4, size)).tolist()
    kinds = [(SIGMOID, TANH, SOFTPLUS)[kind] for kind in rng.integers(3, size=len(sizes) - 2)]
    output, cost = ((SIGMOID, QUADRATIC), (SIGMOID, CROSS_ENTROPY), (SOFTPLUS, QUADRATIC))[rng.integers(3)]
    network = Network.random(sizes, rng, [*kinds, output], cost)
    layer = int(rng.integers(2, len(sizes) + 1)) if size == 4 else 2
    j, k = int(rng.integers(sizes[layer - 1])), int(rng.integers(sizes[layer - 2]))
    return network, rng.standard_normal((sizes[0], 1)), rng.random((sizes[-1], 1)), layer, j, k


EXERCISE = Exercise(
    id="9.2",
    title="All paths from one weight",
    reference=slope_by_paths,
    inputs=nudged_weight_inputs,
    tried="networks of 3 to 6 layers, weights into every layer, 1 to 24 paths, two costs",
    insight="No path knows of the others: that they add up is the chain rule for many variables.",
    hints=(
        "One path is a list of neurons. Write down its factors from the weight to the cost, then multiply them.",
        "The first factor: how far the neuron moves with the weight. The last: how far the cost moves with the output.",
        "For every step of a path, take the rates of the layer that it leads *to*: row “to”, column “from”.",
    ),
    sizes=(1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5, 6),
)


@alternative
def slope_by_the_core(network, x, y, layer, j, k):
    return sum_over_paths(network, x, y, Weight(layer, j, k))


@alternative
def slope_by_backprop(network, x, y, layer, j, k):
    return backprop(network, x, y).nabla_w[layer - 2][j, k]


@alternative
def slope_by_recursion(network, x, y, layer, j, k):
    zs, activations = forward(network, x)

    def arriving(at, neuron):
        if at == len(network.sizes):
            return network.cost.gradient(activations[-1], y)[neuron, 0]
        slopes = network.activations[at - 1].prime(zs[at - 1])[:, 0]
        onward = range(network.sizes[at])
        return sum(network.weights[at - 1][q, neuron] * slopes[q] * arriving(at + 1, q) for q in onward)

    slope = network.activations[layer - 2].prime(zs[layer - 2])[j, 0]
    return activations[layer - 2][k, 0] * slope * arriving(layer, j)


@alternative
def slope_by_matrices(network, x, y, layer, j, k):
    zs, activations = forward(network, x)
    slopes = [act.prime(z) for act, z in zip(network.activations, zs, strict=True)]
    change = np.zeros(zs[layer - 2].shape)
    change[j] = slopes[layer - 2][j] * activations[layer - 2][k]
    for w, slope in zip(network.weights[layer - 1 :], slopes[layer - 1 :], strict=True):
        change = np.diagflat(slope) @ w @ change
    return float((network.cost.gradient(activations[-1], y) * change).sum())


@alternative
def slope_by_product(network, x, y, layer, j, k):
    zs, activations = forward(network, x)
    rates = [act.prime(z) * w for act, z, w in zip(network.activations, zs, network.weights, strict=True)]
    ends = network.cost.gradient(activations[-1], y)[:, 0].tolist()
    first = float((network.activations[layer - 2].prime(zs[layer - 2])[j] * activations[layer - 2][k])[0])
    factors = []
    for rest in product(*(range(n) for n in network.sizes[layer:])):
        path = (j, *rest)
        edges = [rates[layer - 1 + s][path[s + 1], path[s]] for s in range(len(rest))]
        factors.append(np.prod([first, *edges, ends[path[-1]]]))
    return np.sum(factors)


def paths_with(
    network, x, y, layer, j, k, *, bare=False, start=None, finish=None, along=np.prod, together=sum, from_all=False
):
    """The sum over paths; each argument changes one of its parts."""
    zs, activations = forward(network, x)
    edges = network.weights if bare else [rates[0] for rates in rate_factors(network, x)]
    i, output = layer - 2, activations[-1]
    slope, a_in = network.activations[i].prime(zs[i]), activations[i][k, 0]
    end = network.cost.gradient(output, y)
    products = []
    for row in range(len(slope)) if from_all else [j]:
        for path in iter_paths(network.sizes, layer, row):
            on_edges = [edges[i + s][path[s], path[s - 1]] for s in range(1, len(path))]
            first = slope[row, 0] * a_in if start is None else start(slope[row, 0], a_in)
            last = end[path[-1], 0] if finish is None else finish(output[path[-1], 0], y[path[-1], 0])
            products.append(along([first, *on_edges, last]))
    return float(together(products))


@mistake("This is the first path alone. The change arrives along all of them.")
def one_path_alone(*case):
    return paths_with(*case, together=lambda products: products[0])


@mistake("The factors along a path are added. Along a path they multiply; paths add up.")
def factors_added(*case):
    return paths_with(*case, along=sum)


@mistake("This is the mean over the paths. The cost feels all that arrives, so they add up.")
def mean_over_the_paths(*case):
    return paths_with(*case, together=np.mean)


@mistake("The paths have lost their signs. Those below zero pull the slope down.")
def signs_lost(*case):
    return paths_with(*case, together=lambda products: np.abs(products).sum())


@mistake("The paths are multiplied with each other. Factors multiply along one path; the paths add up.")
def paths_multiplied(*case):
    return paths_with(*case, together=np.prod)


@mistake("The paths end at the outputs. The last factor is missing: how the cost follows the output.")
def no_slope_of_the_cost(*case):
    return paths_with(*case, finish=lambda a, target: 1.0)


@mistake("The last factor is a − y, whatever the cost. Ask the network's cost for its slope.")
def slope_of_the_quadratic_cost(*case):
    return paths_with(*case, finish=lambda a, target: a - target)


@mistake("The first factor is what came in. The neuron that the weight leads into has a slope, too.")
def no_slope_at_the_start(*case):
    return paths_with(*case, start=lambda slope, a_in: a_in)


@mistake("The first factor is the neuron's slope alone: that is the path sum of the bias. A weight has an input.")
def nothing_came_in(*case):
    return paths_with(*case, start=lambda slope, a_in: slope)


@mistake("The edges have their weights as factors. A rate factor has the slope of the neuron it leads to as well.")
def weights_for_rate_factors(*case):
    return paths_with(*case, bare=True)


@mistake("The paths start in all neurons of the layer. The weight leads into one; the others never move.")
def paths_from_the_whole_layer(*case):
    return paths_with(*case, from_all=True)


@mistake("The first factor has what the neuron puts out. Wanted is what came in along the weight.")
def activation_of_its_own_layer(network, x, y, layer, j, k):
    _, activations = forward(network, x)
    right = sum_over_paths(network, x, y, Weight(layer, j, k))
    return right / activations[layer - 2][k, 0] * activations[layer - 1][j, 0]


@mistake("The target has vanished: this is the slope for targets that are all 0.")
def target_left_out(network, x, y, layer, j, k):
    return sum_over_paths(network, x, np.zeros(y.shape), Weight(layer, j, k))


@mistake("j and k are exchanged. The weight leads to neuron j, from neuron k.")
def to_and_from_exchanged(network, x, y, layer, j, k):
    return sum_over_paths(network, x, y, Weight(layer, k, j))


@mistake("This is a weight of the next layer. Layer 2 is the first that has weights: list entry 0.")
def one_layer_too_late(network, x, y, layer, j, k):
    return backprop(network, x, y).nabla_w[layer - 1][j, k]


@mistake("The slopes are taken at the activations. Each belongs to its neuron's weighted input z.")
def slopes_at_the_activations(network, x, y, layer, j, k):
    _, activations = forward(network, x)
    slopes = [kind.prime(a) for kind, a in zip(network.activations, activations[1:], strict=True)]
    delta = network.cost.gradient(activations[-1], y) * slopes[-1]
    for i in range(len(slopes) - 2, layer - 3, -1):
        delta = (network.weights[i + 1].T @ delta) * slopes[i]
    return (delta[j] * activations[layer - 2][k]).item()


@mistake("These are the slopes of all weights of the layer. Asked for is one.")
def whole_gradient(network, x, y, layer, j, k):
    return backprop(network, x, y).nabla_w[layer - 2]
