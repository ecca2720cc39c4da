"""Chapter 9, first half: rate factors, and the sum over paths."""

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
from nnbp_core.exercises.exercise import Exercise, Mistake

# 9.1 --------------------------------------------------------------------------------------------------------------


def rate_matrix(w, z, activation):
    slopes = activation.prime(z)
    return np.diagflat(slopes) @ w


def rate_inputs(rng, size):
    n_in, n_out = {1: (1, 1), 2: (2, 2), 3: (3, 3)}.get(size, rng.integers(1, 6, 2).tolist())
    w, z = rng.standard_normal((n_out, n_in)), rng.standard_normal((n_out, 1))
    return w, z, TANH if size == 1 else (SIGMOID, TANH, SOFTPLUS)[rng.integers(3)]


def rates_by_broadcasting(w, z, activation):
    return w * activation.prime(z)


def rates_by_loops(w, z, activation):
    rates = np.zeros(w.shape)
    for q in range(w.shape[0]):
        for j in range(w.shape[1]):
            rates[q, j] = activation.prime(z[q, 0]) * w[q, j]
    return rates


def rates_from_the_output(w, z, activation):
    return np.einsum("qj,q->qj", w, activation.slope(z, activation.f(z))[:, 0])


def rates_by_complex_nudges(w, z, activation):
    columns = [activation.f(z + 1e-20j * w[:, [j]]).imag / 1e-20 for j in range(w.shape[1])]
    return np.hstack(columns)


RATE_MATRIX = Exercise(
    id="9.1",
    title="A rate factor for every edge",
    reference=rate_matrix,
    inputs=rate_inputs,
    tried="layers of 1 to 5 neurons, square matrices and others, three activation functions",
    insight="Forward it maps small changes of a layer to those of the next; its transpose takes slopes back.",
    hints=(
        "One edge first: by how much does one activation of the layer move, if one that comes in moves by 1?",
        "Through the weight to z, then through the neuron. Which neuron's slope is it: where the edge starts, or ends?",
        "Row q of the matrix holds the edges that lead to neuron q. They share one slope.",
    ),
    mistakes=(
        Mistake(
            "weights alone",
            lambda w, z, activation: w * 1.0,
            "These are the weights. They carry a change as far as z; the neuron has yet to let it through.",
        ),
        Mistake(
            "slope at a",
            lambda w, z, activation: activation.prime(activation.f(z)) * w,
            "The slope is taken at the activation. It belongs at z.",
        ),
        Mistake(
            "activation for its slope",
            lambda w, z, activation: activation.f(z) * w,
            "The rows are scaled by σ(z). Wanted is the slope, σ'(z).",
        ),
        Mistake(
            "columns scaled",
            lambda w, z, activation: w * activation.prime(z).T,
            "The columns are scaled. A slope belongs to the neuron that an edge leads to, and that is a row.",
        ),
        Mistake(
            "diagonal on the wrong side",
            lambda w, z, activation: w @ np.diagflat(activation.prime(z)),
            "The diagonal matrix stands on the right, where it would scale the neurons that edges come from.",
        ),
        Mistake(
            "transposed",
            lambda w, z, activation: (activation.prime(z) * w).T,
            "This is the transpose, the matrix of the way back. Asked for is the way forward, (n_out, n_in).",
        ),
        Mistake(
            "sigmoid whatever the neuron",
            lambda w, z, activation: SIGMOID.prime(z) * w,
            "The slope is that of the sigmoid. The layer may have another activation function: ask it.",
        ),
        Mistake(
            "divided by the slope",
            lambda w, z, activation: w / activation.prime(z),
            "The weights are divided by the slope. Along a chain, factors multiply.",
        ),
        Mistake(
            "summed over the edges",
            lambda w, z, activation: activation.prime(z).T @ w,
            "The factors are added up over a layer. There is one for every edge, so nothing is summed yet.",
        ),
        Mistake(
            "one slope for all",
            lambda w, z, activation: activation.prime(z).mean() * w,
            "All edges share one mean slope. Each neuron has its own.",
        ),
    ),
    alternatives=(rates_by_broadcasting, rates_by_loops, rates_from_the_output, rates_by_complex_nudges),
)

# 9.2 --------------------------------------------------------------------------------------------------------------


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
    sizes = [1, 1, 1] if size == 1 else [size] * 3 if size == 2 else rng.integers(2, 4, 4).tolist()
    kinds = [(SIGMOID, TANH, SOFTPLUS)[kind] for kind in rng.integers(3, size=len(sizes) - 2)]
    output, cost = ((SIGMOID, QUADRATIC), (SIGMOID, CROSS_ENTROPY), (SOFTPLUS, QUADRATIC))[rng.integers(3)]
    network = Network.random(sizes, rng, [*kinds, output], cost)
    layer = int(rng.integers(2, len(sizes) + 1)) if size == 4 else 2
    j, k = int(rng.integers(sizes[layer - 1])), int(rng.integers(sizes[layer - 2]))
    return network, rng.standard_normal((sizes[0], 1)), rng.random((sizes[-1], 1)), layer, j, k


def slope_by_the_core(network, x, y, layer, j, k):
    return sum_over_paths(network, x, y, Weight(layer, j, k))


def slope_by_backprop(network, x, y, layer, j, k):
    return backprop(network, x, y).nabla_w[layer - 2][j, k]


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


def slope_by_matrices(network, x, y, layer, j, k):
    zs, activations = forward(network, x)
    slopes = [act.prime(z) for act, z in zip(network.activations, zs, strict=True)]
    change = np.zeros(zs[layer - 2].shape)
    change[j] = slopes[layer - 2][j] * activations[layer - 2][k]
    for w, slope in zip(network.weights[layer - 1 :], slopes[layer - 1 :], strict=True):
        change = np.diagflat(slope) @ w @ change
    return float((network.cost.gradient(activations[-1], y) * change).sum())


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


def paths_with(bare=False, start=None, finish=None, along=np.prod, together=sum, from_all=False):
    """The sum over paths; each argument changes one of its parts."""

    def function(network, x, y, layer, j, k):
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

    return function


def own_activation_for_the_input(network, x, y, layer, j, k):
    _, activations = forward(network, x)
    right = sum_over_paths(network, x, y, Weight(layer, j, k))
    return right / activations[layer - 2][k, 0] * activations[layer - 1][j, 0]


def target_left_out(network, x, y, layer, j, k):
    return sum_over_paths(network, x, np.zeros(y.shape), Weight(layer, j, k))


def rows_and_columns_exchanged(network, x, y, layer, j, k):
    return sum_over_paths(network, x, y, Weight(layer, k, j))


def one_layer_too_late(network, x, y, layer, j, k):
    return backprop(network, x, y).nabla_w[layer - 1][j, k]


def whole_gradient(network, x, y, layer, j, k):
    return backprop(network, x, y).nabla_w[layer - 2]


SLOPE_BY_PATHS = Exercise(
    id="9.2",
    title="All paths from one weight",
    reference=slope_by_paths,
    inputs=nudged_weight_inputs,
    tried="networks of 3 and 4 layers, weights into every layer, 1 to 9 paths, two costs",
    insight="No path knows of the others: that they add up is the chain rule for many variables.",
    hints=(
        "One path is a list of neurons. Write down its factors from the weight to the cost, then multiply them.",
        "The first factor: how far the neuron moves with the weight. The last: how far the cost moves with the output.",
        "For every step of a path, take the rates of the layer that it leads *to*: row “to”, column “from”.",
    ),
    mistakes=(
        Mistake(
            "one path alone",
            paths_with(together=lambda products: products[0]),
            "This is the first path alone. The change arrives along all of them.",
        ),
        Mistake(
            "factors added",
            paths_with(along=sum),
            "The factors along a path are added. Along a path they multiply; paths add up.",
        ),
        Mistake(
            "mean over the paths",
            paths_with(together=np.mean),
            "This is the mean over the paths. The cost feels all that arrives, so they add up.",
        ),
        Mistake(
            "signs lost",
            paths_with(together=lambda products: np.abs(products).sum()),
            "The paths have lost their signs. Those below zero pull the slope down.",
        ),
        Mistake(
            "paths multiplied",
            paths_with(together=np.prod),
            "The paths are multiplied with each other. Factors multiply along one path; the paths add up.",
        ),
        Mistake(
            "no slope of the cost",
            paths_with(finish=lambda a, target: 1.0),
            "The paths end at the outputs. The last factor is missing: how the cost follows the output.",
        ),
        Mistake(
            "slope of the quadratic cost",
            paths_with(finish=lambda a, target: a - target),
            "The last factor is a − y, whatever the cost. Ask the network's cost for its slope.",
        ),
        Mistake(
            "no slope at the start",
            paths_with(start=lambda slope, a_in: a_in),
            "The first factor is what came in. The neuron that the weight leads into has a slope, too.",
        ),
        Mistake(
            "nothing came in",
            paths_with(start=lambda slope, a_in: slope),
            "The first factor is the neuron's slope alone: that is the path sum of the bias. A weight has an input.",
        ),
        Mistake(
            "weights for rate factors",
            paths_with(bare=True),
            "The edges have their weights as factors. A rate factor has the slope of the neuron it leads to as well.",
        ),
        Mistake(
            "paths from the whole layer",
            paths_with(from_all=True),
            "The paths start in all neurons of the layer. The weight leads into one; the others never move.",
        ),
        Mistake(
            "activation of its own layer",
            own_activation_for_the_input,
            "The first factor has what the neuron puts out. Wanted is what came in along the weight.",
        ),
        Mistake(
            "target left out",
            target_left_out,
            "The target has vanished: this is the slope for targets that are all 0.",
        ),
        Mistake(
            "to and from exchanged",
            rows_and_columns_exchanged,
            "j and k are exchanged. The weight leads to neuron j, from neuron k.",
        ),
        Mistake(
            "one layer too late",
            one_layer_too_late,
            "This is a weight of the next layer. Layer 2 is the first that has weights: list entry 0.",
        ),
        Mistake(
            "whole gradient", whole_gradient, "These are the slopes of all weights of the layer. Asked for is one."
        ),
    ),
    alternatives=(
        slope_by_the_core,
        slope_by_backprop,
        slope_by_recursion,
        slope_by_matrices,
        slope_by_product,
    ),
)

EXERCISES = (RATE_MATRIX, SLOPE_BY_PATHS)
