"""9.3 The path that matters most."""

from functools import cache

import numpy as np

from nnbp_core import (
    CROSS_ENTROPY,
    LINEAR,
    QUADRATIC,
    SIGMOID,
    SOFTPLUS,
    TANH,
    Network,
    forward,
    iter_paths,
    rate_factors,
)
from nnbp_core.exercises.exercise import Exercise, alternative, mistake


def strongest_path(network, x, y, k):
    zs, activations = forward(network, x)
    best = network.cost.gradient(activations[-1], y)
    paths = [[m] for m, _ in enumerate(best)]
    for i in reversed(range(len(zs))):
        rates = network.activations[i].prime(zs[i]) * network.weights[i]
        products = rates * best
        onward = np.abs(products).argmax(axis=0)
        paths = [[j, *paths[q]] for j, q in enumerate(onward)]
        best = np.array([[products[q, j]] for j, q in enumerate(onward)])
    return paths[k], float(best[k].item())


def deceptive_inputs(rng, size):
    """Size 5: the weakest beginning of seven leads to the strongest end. Size 6: it is too weak even for that."""
    first, second = rng.uniform(1, 2, (7, 1)), rng.uniform(1, 2, (1, 7))
    weak = rng.integers(7)
    first[weak], second[0, weak] = {5: (0.5, 20), 6: (1e-4, 1000)}[size]
    network = Network([first, second], [np.zeros((7, 1)), np.ones((1, 1))], LINEAR)
    return network, rng.uniform(1, 2, (1, 1)), rng.random((1, 1)), 0


def loan_inputs(rng, size):
    if size > 4:
        return deceptive_inputs(rng, size)
    sizes = [1, 1, 1] if size == 1 else [size] * 3 if size == 2 else rng.integers(2, 5, size + 1).tolist()
    kinds = [(SIGMOID, TANH, SOFTPLUS)[kind] for kind in rng.integers(3, size=len(sizes) - 2)]
    output, cost = ((SIGMOID, QUADRATIC), (SIGMOID, CROSS_ENTROPY), (SOFTPLUS, QUADRATIC))[rng.integers(3)]
    network = Network.random(sizes, rng, [*kinds, output], cost)
    return network, rng.standard_normal((sizes[0], 1)), rng.random((sizes[-1], 1)), int(rng.integers(sizes[0]))


EXERCISE = Exercise(
    id="9.3",
    title="The path that matters most",
    reference=strongest_path,
    inputs=loan_inputs,
    tried="networks of 3 to 5 layers, 1 to 72 paths, two costs, weak beginnings with strong ends",
    insight="Put “the largest of” for “the sum of” and backpropagation finds the strongest path, listing none.",
    hints=(
        "Test yourself on small networks first: list every path, as in 9.2, and take the one that stands out.",
        "Whoever reaches a neuron goes on from there in the best way, wherever they come from. Begin at the cost.",
        "Keep two things for each neuron of a layer: the best way on, and its product. One layer earlier, each "
        "neuron chooses among the edges that leave it.",
    ),
    sizes=(1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5, 6),
)


def all_products(network, x, y, k):
    """Every path from input k to the cost, with its product."""
    rates = [each[0] for each in rate_factors(network, x)]
    end = network.cost.gradient(forward(network, x).activations[-1], y)
    products = {}
    for path in iter_paths(network.sizes, 1, k):
        on_edges = [r[q, j] for r, j, q in zip(rates, path[:-1], path[1:], strict=True)]
        products[path] = float(np.prod([*on_edges, end[path[-1], 0]]))
    return products


@alternative
def strongest_of_the_list(network, x, y, k):
    products = all_products(network, x, y, k)
    path = max(products, key=lambda each: abs(products[each]))
    return path, products[path]


@alternative
def strongest_by_recursion(network, x, y, k):
    rates = rate_factors(network, x)
    end = network.cost.gradient(forward(network, x).activations[-1], y)

    @cache
    def best(i, neuron):
        if i == len(rates):
            return end[neuron, 0], (neuron,)
        onward = [(rates[i][0, q, neuron] * best(i + 1, q)[0], best(i + 1, q)[1]) for q in range(network.sizes[i + 1])]
        value, rest = max(onward, key=lambda each: abs(each[0]))
        return value, (neuron, *rest)

    value, path = best(0, k)
    return path, value


@alternative
def strongest_from_the_front(network, x, y, k):
    paths, values = [[k]], np.ones((1, 1))
    for i, (z, w) in enumerate(zip(forward(network, x).zs, network.weights, strict=True)):
        rates = w[:, [k]] if i == 0 else w
        products = rates * network.activations[i].prime(z) * values.T
        before = np.argmax(np.abs(products), axis=1)
        paths = [[*paths[j], q] for q, j in enumerate(before)]
        values = np.take_along_axis(products, before[:, None], axis=1)
    reached = values * network.cost.gradient(forward(network, x).activations[-1], y)
    m = int(np.argmax(np.abs(reached)))
    return np.array(paths[m]), reached[m, 0]


@alternative
def strongest_by_logarithms(network, x, y, k):
    rates = [each[0] for each in rate_factors(network, x)]
    end = network.cost.gradient(forward(network, x).activations[-1], y)[:, 0]
    length, steps = np.log(np.abs(end)), []
    for r in reversed(rates):
        total = np.log(np.abs(r)) + length[:, None]
        steps.insert(0, total.argmax(axis=0))
        length = total.max(axis=0)
    path = [k]
    for step in steps:
        path.append(int(step[path[-1]]))
    value = end[path[-1]]
    for r, j, q in zip(rates, path[:-1], path[1:], strict=True):
        value = value * r[q, j]
    return path, float(value)


def chosen_by(key):
    """The path whose product comes first under `key`."""

    def function(network, x, y, k):
        products = all_products(network, x, y, k)
        path = max(products, key=lambda each: key(products[each]))
        return list(path), products[path]

    return function


@mistake("This is the path with the largest product, sign and all. One far below zero moves the cost as much.")
@chosen_by
def largest_above_zero(p):
    return p


@mistake("This is the weakest path of all.")
@chosen_by
def smallest(p):
    return -abs(p)


@mistake("This is the path with the lowest product, sign and all. One far above zero moves the cost as much.")
@chosen_by
def lowest(p):
    return -p


@mistake("At each neuron the largest next factor was taken. A large step may lead to where only small ones follow.")
def greedy_from_the_input(network, x, y, k):
    products, path = all_products(network, x, y, k), [k]
    for rates in rate_factors(network, x):
        path.append(int(np.abs(rates[0][:, path[-1]]).argmax()))
    return path, products[tuple(path)]


@mistake("The path was built from the cost, always by the largest single factor. What counts is the whole product.")
def greedy_from_the_cost(network, x, y, k):
    end = network.cost.gradient(forward(network, x).activations[-1], y)
    path = [int(np.abs(end).argmax())]
    for rates in reversed(rate_factors(network, x)[1:]):
        path.insert(0, int(np.abs(rates[0][path[0]]).argmax()))
    path.insert(0, k)
    return path, all_products(network, x, y, k)[tuple(path)]


@mistake("The edges have their weights as factors. A saturated neuron lets nothing pass, whatever its weights.")
def weights_for_rate_factors(network, x, y, k):
    end = network.cost.gradient(forward(network, x).activations[-1], y)
    products = {}
    for path in iter_paths(network.sizes, 1, k):
        on_edges = [w[q, j] for w, j, q in zip(network.weights, path[:-1], path[1:], strict=True)]
        products[path] = float(np.prod([*on_edges, end[path[-1], 0]]))
    path = max(products, key=lambda each: abs(products[each]))
    return list(path), products[path]


@mistake("The path was chosen by its weights, and its product is right. A saturated neuron lets nothing pass.")
def path_by_the_weights(network, x, y, k):
    path, _ = weights_for_rate_factors(network, x, y, k)
    return path, all_products(network, x, y, k)[tuple(path)]


@mistake("The slope of the cost is missing: the path ends at an output, and the outputs do not matter alike.")
def path_ends_at_the_output(network, x, y, k):
    end = network.cost.gradient(forward(network, x).activations[-1], y)
    products = {path: p / end[path[-1], 0] for path, p in all_products(network, x, y, k).items()}
    path = max(products, key=lambda each: abs(products[each]))
    return list(path), products[path]


@mistake("The path is right and its product has lost its sign. Is the cost raised or lowered along it?")
def sign_lost(network, x, y, k):
    path, value = strongest_path(network, x, y, k)
    return path, abs(value)


@mistake("The path is right. The number with it is the sum over all paths; asked for is this path's own product.")
def sum_for_product(network, x, y, k):
    path, _ = strongest_path(network, x, y, k)
    return path, sum(all_products(network, x, y, k).values())


@mistake("The path is listed from the output. It starts at the input.")
def cost_first(network, x, y, k):
    path, value = strongest_path(network, x, y, k)
    return path[::-1], value


@mistake("The path lacks its start, the input: one row for every layer.")
def input_left_out(network, x, y, k):
    path, value = strongest_path(network, x, y, k)
    return path[1:], value


@mistake("This is the strongest path from any input. Asked for is one that starts in input k.")
def any_input(network, x, y, k):
    found = [strongest_path(network, x, y, each) for each in range(network.sizes[0])]
    return max(found, key=lambda each: abs(each[1]))


@mistake("The rows are counted from 1. Here they count from 0, as in NumPy.")
def counted_from_1(network, x, y, k):
    path, value = strongest_path(network, x, y, k)
    return [row + 1 for row in path], value
