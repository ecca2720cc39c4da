"""11.2 Back through a softmax."""

import numpy as np

from nnbp_core import SOFTMAX
from nnbp_core.exercises.exercise import Exercise, alternative, mistake


def softmax_pullback(nabla_a, a):
    mean = (a * nabla_a).sum(axis=0)
    return a * (nabla_a - mean)


def slopes_and_shares(rng, size):
    n, m = {1: (2, 1), 2: (3, 1), 3: (3, 3)}.get(size) or rng.integers(2, 6, 2).tolist()
    a = SOFTMAX.f(rng.standard_normal((n, m)))
    return rng.standard_normal((n, m)), a


EXERCISE = Exercise(
    id="11.2",
    title="Back through a softmax",
    reference=softmax_pullback,
    inputs=slopes_and_shares,
    tried="2 to 5 neurons, 1 to 5 examples, slopes of no cost in particular",
    insight="It was a product with a matrix of n² entries for each example, and none of them was ever stored.",
    hints=(
        "Write the transposed Jacobian times the slopes, and multiply out: two terms.",
        "A diagonal matrix times a column is a product entry by entry. What is a row times a column?",
        "Each example has one number of its own to take off. Along which axis is it summed?",
    ),
)


@alternative
def pullback_by_core(nabla_a, a):
    return SOFTMAX.pullback(nabla_a, np.log(a), a)


@alternative
def pullback_by_jacobians(nabla_a, a):
    columns = [(np.diag(each) - np.outer(each, each)) @ slopes for each, slopes in zip(a.T, nabla_a.T, strict=True)]
    return np.stack(columns, axis=1)


@alternative
def pullback_in_two_terms(nabla_a, a):
    return a * nabla_a - a * np.einsum("qx,qx->x", a, nabla_a)


@alternative
def pullback_by_differences(nabla_a, a):
    delta = np.zeros(a.shape)
    for j in range(len(a)):
        for q in range(len(a)):
            delta[j] += a[j] * a[q] * (nabla_a[j] - nabla_a[q])
    return delta


@mistake("Only the diagonal of the Jacobian is used. A logit moves the other shares too.")
def diagonal_alone(nabla_a, a):
    return a * (1 - a) * nabla_a


@mistake("This is the first term alone. When one share rises the others fall: that is the second.")
def second_term_forgotten(nabla_a, a):
    return a * nabla_a


@mistake("The mean of the slopes has no weights. In it, each slope counts by its share.")
def mean_without_weights(nabla_a, a):
    return a * (nabla_a - nabla_a.mean(axis=0))


@mistake("The sum of the slopes has no weights. In it, each slope counts by its share.")
def sum_without_weights(nabla_a, a):
    return a * (nabla_a - nabla_a.sum(axis=0))


@mistake("What is left after the mean is taken off still has to be multiplied by the share.")
def share_in_front_forgotten(nabla_a, a):
    return nabla_a - (a * nabla_a).sum(axis=0)


@mistake("One sum runs over all examples. Each example has its own.")
def one_sum_for_all_examples(nabla_a, a):
    return a * (nabla_a - (a * nabla_a).sum())


@mistake("The sum runs over the examples, along each row. It belongs down the column, over the neurons.")
def sum_over_examples(nabla_a, a):
    return a * (nabla_a - (a * nabla_a).sum(axis=1, keepdims=True))


@mistake("The two terms are added. The entries beside the diagonal are negative.")
def terms_added(nabla_a, a):
    return a * (nabla_a + (a * nabla_a).sum(axis=0))


@mistake("The two terms have changed signs: a share rises with its own logit, and falls with the others.")
def signs_swapped(nabla_a, a):
    return a * ((a * nabla_a).sum(axis=0) - nabla_a)


@mistake("A product of whole arrays mixes the examples. Each column has a Jacobian of its own.")
def examples_mixed(nabla_a, a):
    return a * nabla_a - a @ (a.T @ nabla_a)


@mistake("The errors are divided by the number of examples. δ belongs to one example; BP3 and BP4 take the mean.")
def averaged(nabla_a, a):
    return softmax_pullback(nabla_a, a) / a.shape[1]


@mistake(
    "This is a − y, with the slopes for y. It holds for the log-likelihood, where y was put in; the cost may be any."
)
def difference_for_any_cost(nabla_a, a):
    return a - nabla_a
