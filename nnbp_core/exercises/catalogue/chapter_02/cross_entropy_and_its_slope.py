"""2.4 Cross-entropy and its slope."""

import numpy as np

from nnbp_core import CROSS_ENTROPY
from nnbp_core.exercises.exercise import Exercise, alternative, mistake


def cross_entropy(a, y):
    costs = -(y * np.log(a) + (1 - y) * np.log(1 - a)).sum(axis=0)
    return costs, (a - y) / (a * (1 - a))


def cross_entropy_inputs(rng, size):
    shape = {1: (1, 1), 2: (2, 1), 3: (3, 2), 5: (3, 3), 6: (2, 5)}.get(size) or tuple(rng.integers(2, 6, 2))
    a = rng.uniform(0.05, 0.95, shape)
    if size == 6:
        a = np.where(rng.random(shape) < 0.5, 1e-6 * a, 1 - 1e-6 * a)  # as sure as a trained network can be
    return a, rng.random(shape) if size in (4, 5) else rng.integers(2, size=shape).astype(float)


EXERCISE = Exercise(
    id="2.4",
    title="Cross-entropy and its slope",
    reference=cross_entropy,
    inputs=cross_entropy_inputs,
    tried="1 to 5 outputs, 1 to 5 examples, targets of 0, of 1 and between, outputs from near 0 to near 1",
    insight="Where an answer is sure and wrong, this slope has no bound; a − y, the quadratic cost's, never passes 1.",
    hints=(
        "Each output asks two questions: is it 1, and is it 0? Write down both terms before you add over the outputs.",
        "The derivative of ln a is 1/a. For ln(1 − a) there is an inside, and it has a derivative too.",
        "Bring both fractions over one denominator. In code, put that denominator in brackets.",
    ),
    sizes=(1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5, 6),
)


@alternative
def entropy_by_loops(a, y):
    costs, slopes = np.zeros(a.shape[1]), np.zeros(a.shape)
    for x in range(a.shape[1]):
        for j in range(a.shape[0]):
            costs[x] -= y[j, x] * np.log(a[j, x]) + (1 - y[j, x]) * np.log(1 - a[j, x])
            slopes[j, x] = (1 - y[j, x]) / (1 - a[j, x]) - y[j, x] / a[j, x]
    return costs, slopes


@alternative
def entropy_by_core(a, y):
    return CROSS_ENTROPY.value(a, y), CROSS_ENTROPY.gradient(a, y)


@alternative
def entropy_by_einsum(a, y):
    sure, unsure = np.log(a), np.log1p(-a)
    return -np.einsum("jx,jx->x", y, sure) - np.einsum("jx,jx->x", 1 - y, unsure), -y / a + (1 - y) / (1 - a)


@alternative
def entropy_by_complex_step(a, y):
    moved = a + 1e-20j
    terms = -(y * np.log(moved) + (1 - y) * np.log(1 - moved))
    return terms.real.sum(axis=0), terms.imag / 1e-20


@mistake("The minus is missing. The logarithm of a number below 1 is negative, and a cost must not be.")
def minus_forgotten(a, y):
    return (y * np.log(a) + (1 - y) * np.log(1 - a)).sum(axis=0), (y - a) / (a * (1 - a))


@mistake("Only the first of the two terms is here. An output whose target is 0 must cost something too.")
def first_term_only(a, y):
    return -(y * np.log(a)).sum(axis=0), -y / a


@mistake("The cost is right. In the slope of ln(1 − a) the inside is missing: the derivative of 1 − a is −1.")
def inside_forgotten(a, y):
    return cross_entropy(a, y)[0], -y / a - (1 - y) / (1 - a)


@mistake("The cost is right. The slope has the wrong sign: an output above its target has a slope above zero.")
def slope_with_the_wrong_sign(a, y):
    return cross_entropy(a, y)[0], (y - a) / (a * (1 - a))


@mistake("In the slope, a division and a product stand side by side. Python divides by a, and multiplies by 1 − a.")
def brackets_forgotten(a, y):
    return cross_entropy(a, y)[0], (a - y) / a * (1 - a)


@mistake("This slope, a − y, is that of the quadratic cost. Cross-entropy divides it by a(1 − a).")
def slope_of_the_quadratic_cost(a, y):
    return cross_entropy(a, y)[0], a - y


@mistake("The logarithm is that of base 2. Wanted is the natural one, whose derivative is 1/a.")
def logarithm_of_base_2(a, y):
    return -(y * np.log2(a) + (1 - y) * np.log2(1 - a)).sum(axis=0), (a - y) / (a * (1 - a))


@mistake("Output and target have changed places: the logarithm is that of the output.")
def logarithm_of_the_target(a, y):
    return -(a * np.log(y) + (1 - a) * np.log(1 - y)).sum(axis=0), (a - y) / (a * (1 - a))


@mistake("The mean over the outputs is taken. The cost of an example is a sum over them.")
def mean_over_the_outputs(a, y):
    costs, slopes = cross_entropy(a, y)
    return costs / len(a), slopes / len(a)


@mistake("The costs are added up over the examples. Each column is an example and has a cost of its own.")
def sum_over_the_examples(a, y):
    return -(y * np.log(a) + (1 - y) * np.log(1 - a)).sum(axis=1), (a - y) / (a * (1 - a))


@mistake("This is one cost for the whole batch. The task asks for one number per column.")
def one_cost_for_the_whole_batch(a, y):
    return -(y * np.log(a) + (1 - y) * np.log(1 - a)).sum(), (a - y) / (a * (1 - a))


@mistake("Every output has a cost of its own here. The cost of an example adds up its outputs.")
def no_sum(a, y):
    return -(y * np.log(a) + (1 - y) * np.log(1 - a)), (a - y) / (a * (1 - a))


@mistake("The slope is divided by the number of examples. Each column wants the slope of its own cost, no mean.")
def slope_of_the_mean(a, y):
    return cross_entropy(a, y)[0], (a - y) / (a * (1 - a)) / a.shape[1]


@mistake("Targets are rounded to 0 or 1. A target between them is a fair wish, and both terms count then.")
def targets_rounded(a, y):
    return cross_entropy(a, np.round(y))
