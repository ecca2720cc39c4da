"""2.1 A cost and its slope."""

import numpy as np

from nnbp_core import QUADRATIC
from nnbp_core.exercises.exercise import Exercise, alternative, mistake


def quadratic(a, y):
    gap = a - y
    return (gap**2).sum(axis=0) / 2, gap


def quadratic_inputs(rng, size):
    shape = {1: (1, 1), 2: (2, 1), 3: (3, 2), 5: (3, 3)}.get(size) or tuple(rng.integers(2, 6, 2))
    low, high = (0, 1) if size < 3 else (-2, 3)  # a linear neuron answers with any number
    return rng.uniform(low, high, shape), rng.uniform(low, high, shape)


EXERCISE = Exercise(
    id="2.1",
    title="A cost and its slope",
    reference=quadratic,
    inputs=quadratic_inputs,
    tried="1 to 5 outputs, batches of 1 to 5 examples, outputs and targets from −2 to 3",
    insight="The cost is one number per example; its slope is one number per output, and there the way back begins.",
    hints=(
        "Say both shapes first: one cost for each column, one slope for each entry.",
        "Which axis holds the outputs of one example? That is the one to add over.",
        "Take the derivative of half a square, and do not forget the inside, y − a.",
    ),
    sizes=(1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5),
)


@alternative
def quadratic_by_loops(a, y):
    costs, gradient = [], np.zeros(a.shape)
    for x in range(a.shape[1]):
        cost = 0.0
        for j in range(a.shape[0]):
            cost += 0.5 * (y[j, x] - a[j, x]) ** 2
            gradient[j, x] = a[j, x] - y[j, x]
        costs.append(cost)
    return np.array(costs), gradient


@alternative
def quadratic_by_einsum(a, y):
    gap = y - a
    return np.einsum("jx,jx->x", gap, gap) / 2, -gap


@alternative
def quadratic_by_norms(a, y):
    return 0.5 * np.linalg.norm(y - a, axis=0) ** 2, np.subtract(a, y)


@alternative
def quadratic_by_core(a, y):
    return QUADRATIC.value(a, y), QUADRATIC.gradient(a, y)


@mistake("The cost lacks its ½. Its slope is right, but belongs to half of this cost.")
def half_left_out_of_the_cost(a, y):
    return ((a - y) ** 2).sum(axis=0), a - y


@mistake("The cost is right. Its slope still has a 2: the ½ is there to cancel it.")
def slope_twice_too_large(a, y):
    return ((a - y) ** 2).sum(axis=0) / 2, 2 * (a - y)


@mistake("The ½ is missing from the cost, and so the slope is twice too large.")
def no_half_at_all(a, y):
    gap = a - y
    return (gap**2).sum(axis=0), 2 * gap


@mistake("The slope has lost its sign. Where an output is below its target, the slope is below zero.")
def sign_of_the_slope_lost(a, y):
    gap = np.abs(a - y)
    return (gap**2).sum(axis=0) / 2, gap


@mistake("The slope has the wrong sign. In (y − a)² the inside has a derivative too, and it is −1.")
def slope_with_the_wrong_sign(a, y):
    return ((a - y) ** 2).sum(axis=0) / 2, y - a


@mistake("The cost is averaged over the outputs. The mean belongs to the examples; over outputs the cost is a sum.")
def mean_over_the_outputs(a, y):
    return ((a - y) ** 2).mean(axis=0) / 2, a - y


@mistake("This adds up the whole batch. The task asks for the cost of each example, one number per column.")
def one_cost_for_the_whole_batch(a, y):
    return ((a - y) ** 2).sum() / 2, a - y


@mistake("This is the mean cost of the batch. The task asks for the examples one by one; the mean comes later.")
def mean_cost_of_the_batch(a, y):
    return ((a - y) ** 2).sum(axis=0).mean() / 2, a - y


@mistake("The sum runs over the examples. They are columns, so the outputs of one example lie along the other axis.")
def sum_over_the_examples(a, y):
    return ((a - y) ** 2).sum(axis=1) / 2, a - y


@mistake("The misses are added before they are squared, so that a miss upwards can hide one downwards.")
def square_of_the_sum(a, y):
    return (a - y).sum(axis=0) ** 2 / 2, a - y


@mistake("Every output has a cost of its own here. The cost of an example adds up its outputs.")
def no_sum(a, y):
    return (a - y) ** 2 / 2, a - y


@mistake("The slope is divided by the number of examples. Each column wants the slope of its own cost, no mean.")
def slope_of_the_mean(a, y):
    return ((a - y) ** 2).sum(axis=0) / 2, (a - y) / a.shape[1]
