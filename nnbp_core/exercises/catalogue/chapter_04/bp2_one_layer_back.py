"""4.2 BP2: one layer back."""

import numpy as np

from nnbp_core import SIGMOID, TANH
from nnbp_core import backpropagate_error as bp2
from nnbp_core.exercises.exercise import Exercise, alternative, mistake


def backpropagate_error(w_next, delta_next, slope):
    return (w_next.T @ delta_next) * slope


def hidden_inputs(rng, size):
    n, n_next, m = {1: (1, 1, 1), 2: (2, 2, 1), 3: (3, 3, 2)}.get(size, rng.integers(1, 6, 3).tolist())
    w_next, delta_next = rng.standard_normal((n_next, n)), rng.standard_normal((n_next, m))
    prime = TANH.prime if size == 4 else SIGMOID.prime
    return w_next, delta_next, prime(rng.standard_normal((n, m)))


EXERCISE = Exercise(
    id="4.2",
    title="BP2: one layer back",
    reference=backpropagate_error,
    inputs=hidden_inputs,
    tried="layers of 1 to 5 neurons, square weights and others, batches of 1 to 5 examples",
    insight="Forward, w adds over where signals come from; backward, its transpose adds over where they went.",
    hints=(
        "Two moves: from the next layer's z back to this layer's a, then through the neuron to its z.",
        "w_next is (n_next, n), delta_next is (n_next, m), and you want (n, m). Which product makes n_next vanish?",
        "The slope is given. Each neuron and each example has its own, and nothing is summed over there.",
    ),
)


@alternative
def hidden_by_loops(w_next, delta_next, slope):
    delta = np.zeros(slope.shape)
    for j in range(slope.shape[0]):
        for x in range(slope.shape[1]):
            for k in range(w_next.shape[0]):
                delta[j, x] += w_next[k, j] * delta_next[k, x] * slope[j, x]
    return delta


@alternative
def hidden_by_einsum(w_next, delta_next, slope):
    return np.einsum("kj,kx,jx->jx", w_next, delta_next, slope)


@alternative
def hidden_in_rows(w_next, delta_next, slope):
    return (delta_next.T @ w_next * slope.T).T


@alternative
def hidden_by_diagonals(w_next, delta_next, slope):
    columns = [np.diag(slope[:, x]) @ w_next.T @ delta_next[:, x] for x in range(slope.shape[1])]
    return np.stack(columns, axis=1)


@alternative
def hidden_in_place(w_next, delta_next, slope):
    delta = w_next.T.dot(delta_next)
    delta *= slope
    return delta


@alternative
def by_the_core(w_next, delta_next, slope):
    return bp2(w_next, delta_next, slope)


@mistake("This is the right answer without the transpose: w maps forward; to send an error back you need w.T.")
def no_transpose(w_next, delta_next, slope):
    return (w_next @ delta_next) * slope


@mistake("This is ∂C/∂a, the slope at the activation. To reach z it has to pass the neuron: the slope is missing.")
def no_slope(w_next, delta_next, slope):
    return w_next.T @ delta_next


@mistake("The slope is multiplied in before the weights. It belongs to this layer, so it comes after them.")
def slope_on_the_wrong_side(w_next, delta_next, slope):
    return w_next.T @ (delta_next * slope)


@mistake("The weights multiply entry by entry. The errors of the next layer have to be added up over its neurons.")
def product_entry_by_entry(w_next, delta_next, slope):
    return (w_next.T * delta_next) * slope


@mistake("The slope comes in by a matrix product. Each neuron has its own slope: entry meets entry.")
def two_matrix_products(w_next, delta_next, slope):
    return (w_next.T @ delta_next) @ slope


@mistake("The error lies down, one example per row, and the slope stands: they do not belong side by side.")
def slope_stands_error_lies(w_next, delta_next, slope):
    return (delta_next.T @ w_next) * slope


@mistake("This is the formula for examples as rows and weights (from, to). Here examples are columns.")
def formula_for_rows(w_next, delta_next, slope):
    return (delta_next @ w_next.T) * slope


@mistake("These are the right numbers, one example per row. The task wants columns.")
def left_lying_down(w_next, delta_next, slope):
    return delta_next.T @ w_next * slope.T


@mistake("This undoes w by its inverse, as in the slip of the note. Going back does not undo the way forward.")
def inverse_for_transpose(w_next, delta_next, slope):
    return (np.linalg.pinv(w_next) @ delta_next) * slope


@mistake("The weights have lost their signs. A weight below zero turns an error around.")
def sizes_of_the_weights(w_next, delta_next, slope):
    return (np.abs(w_next).T @ delta_next) * slope


@mistake("The slope is added. Along a chain, factors multiply.")
def slope_added(w_next, delta_next, slope):
    return (w_next.T @ delta_next) + slope


@mistake("The error is divided by the slope. Along a chain, factors multiply.")
def slope_divided(w_next, delta_next, slope):
    return (w_next.T @ delta_next) / slope


@mistake("σ' is applied once more, to the slope itself. What you are given is σ'(z) already.")
def slope_of_the_slope(w_next, delta_next, slope):
    return (w_next.T @ delta_next) * SIGMOID.prime(slope)


@mistake("This takes the slope for an activation and multiplies by s (1 − s) too. It is σ'(z) already.")
def slope_from_the_slope(w_next, delta_next, slope):
    return (w_next.T @ delta_next) * slope * (1 - slope)


@mistake("The examples are added up. Each keeps its own error; BP3 and BP4 take the mean.")
def examples_added_up(w_next, delta_next, slope):
    return ((w_next.T @ delta_next) * slope).sum(axis=1, keepdims=True)


@mistake("This is divided by the number of examples. Each column holds the error of its own example.")
def divided_by_the_batch(w_next, delta_next, slope):
    return (w_next.T @ delta_next) * slope / delta_next.shape[1]
