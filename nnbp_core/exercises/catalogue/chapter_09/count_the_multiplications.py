"""9.4 Count the multiplications."""

import math
from itertools import pairwise

import numpy as np

from nnbp_core.exercises.exercise import Exercise, alternative, mistake


def multiplications(sizes):
    path_by_path = backward = 0
    n_layers = len(sizes)
    for layer in range(2, n_layers + 1):
        n, n_in = sizes[layer - 1], sizes[layer - 2]
        onward = sizes[layer:]
        n_paths = math.prod(onward)
        on_path = 2 + 2 * len(onward)  # factors from σ' of the neuron to the slope of the cost
        path_by_path += n * n_paths * (n_in * on_path + on_path - 1)
        backward += n * n_in + n
        if onward:
            backward += n * onward[0]
    return path_by_path, backward


def sizes_inputs(rng, size):
    if size == 1:
        return ([1, 1],)
    if size == 5:  # more paths than NumPy's whole numbers can count
        return ([40] * 14,)
    return (rng.integers(2, 8, size).tolist(),)


EXERCISE = Exercise(
    id="9.4",
    title="Count the multiplications",
    reference=multiplications,
    inputs=sizes_inputs,
    tried="networks of 2 to 14 layers, of 1 to 40 neurons each",
    insight="Fourteen layers of forty neurons: 7 · 10²³ multiplications path by path, and 40,520 backwards.",
    hints=(
        "Begin with one weight of layer L. Its only path has three factors. How many multiplications is that?",
        "One layer earlier each path has two factors more. How many paths leave a neuron, how many weights lead in?",
        "Backwards no path is counted. Go through the layers, and ask BP1 or BP2, then BP4, what they multiply there.",
    ),
    sizes=(1, 2, 2, 3, 3, 3, 4, 4, 5),
)


@alternative
def from_the_end(sizes):
    paths, factors, total = 1, 3, 0
    for n_in, n in reversed(list(pairwise(sizes))):
        total += n_in * n * paths * (factors - 1) + n * paths * (factors - 2)
        paths *= n
        factors += 2
    matrices = [n_in * n for n_in, n in pairwise(sizes)]
    return total, sum(matrices) + sum(matrices[1:]) + sum(sizes[1:])


@alternative
def products_of_objects(sizes):
    n = np.array(sizes, dtype=object)
    steps = range(1, len(sizes))
    weights = sum(n[i - 1] * n[i] * np.prod(n[i + 1 :]) * 2 * (len(sizes) - i) for i in steps)
    biases = sum(np.prod(n[i:]) * (2 * (len(sizes) - i) - 1) for i in steps)
    return weights + biases, 2 * (n[1:] @ n[:-1]) - n[0] * n[1] + n[1:].sum()


@alternative
def by_recursion(sizes):
    def paths(layer):
        return 1 if layer == len(sizes) else sizes[layer] * paths(layer + 1)

    def factors(layer):
        return 2 if layer == len(sizes) else 2 + factors(layer + 1)

    total = backward = 0
    for layer in range(len(sizes), 1, -1):
        neurons, before = sizes[layer - 1], sizes[layer - 2]
        for extra in [1] * before + [0]:  # a weight brings an activation with it, a bias nothing
            total += neurons * paths(layer) * (factors(layer) + extra - 1)
        backward += neurons + neurons * before + (neurons * sizes[layer] if layer < len(sizes) else 0)
    return [total, backward]


def counted(sizes, *, paths=math.prod, factors=lambda n: 2 + 2 * n, minus=1, biases=1, slopes=1, bp2=True, to_x=False):
    """Both counts; each argument changes one part."""
    total = backward = 0
    for i in range(1, len(sizes)):
        n_in, n, *onward = sizes[i - 1 :]
        on_path = factors(len(onward))
        total += n * paths(onward) * (n_in * (on_path + 1 - minus) + biases * (on_path - minus))
        backward += n * n_in + slopes * n + (n * onward[0] if onward and bp2 else 0)
    return total, backward + (sizes[0] * sizes[1] if to_x else 0)


@mistake("Path by path, the factors are counted. Three factors take two multiplications.")
def factors_for_multiplications(sizes):
    return counted(sizes, minus=0)


@mistake("Path by path, an edge counts as one factor. It is two: a weight and a slope.")
def one_factor_an_edge(sizes):
    return counted(sizes, factors=lambda n: 2 + n)


@mistake("Path by path, the neurons of later layers are added up. Each choice goes with every other: they multiply.")
def choices_added(sizes):
    return counted(sizes, paths=lambda onward: sum(onward) or 1)


@mistake("Path by path, the biases are left out. They have paths to the cost as well.")
def biases_left_out(sizes):
    return counted(sizes, biases=0)


@mistake("Path by path, the slope of the cost at the end of each path is left out.")
def no_slope_of_the_cost(sizes):
    return counted(sizes, factors=lambda n: 1 + 2 * n)


@mistake("Going back, the slopes σ' are left out: each neuron has one to multiply with.")
def slopes_left_out(sizes):
    return counted(sizes, slopes=0)


@mistake("Going back, the error is sent back to the inputs as well. BP2 ends at layer 2.")
def back_to_the_inputs(sizes):
    return counted(sizes, to_x=True)


@mistake("Going back, BP2 is left out: the weights have to carry the error from layer to layer.")
def bp2_left_out(sizes):
    return counted(sizes, bp2=False)


@mistake("The forward pass is counted too. Its results are at hand here.")
def forward_counted(sizes):
    total, backward = counted(sizes)
    return total, backward + sum(n_in * n for n_in, n in pairwise(sizes))


@mistake(
    "Right in small networks. In large ones the product has outgrown NumPy's whole numbers; Python's have no limit."
)
def whole_numbers_overflow(sizes):
    return counted(sizes, paths=lambda onward: int(np.prod(onward, dtype=np.int64)))


@mistake("The two counts have changed places.")
def exchanged(sizes):
    return counted(sizes)[::-1]
