"""4.5 Find the bug: shapes that always fit."""

import numpy as np

from nnbp_core import backpropagate_error as bp2
from nnbp_core.exercises.exercise import Exercise, alternative, mistake


def mend_the_step(w_next, delta_next, slope):
    turned = w_next.reshape(w_next.shape[::-1])
    return bool(np.array_equal(turned, w_next.T)), (w_next.T @ delta_next) * slope


SHAPES = (1, 1), (2, 2), (1, 3), (3, 1), (3, 3), (2, 3), (4, 4), (2, 4), (3, 2), (4, 3)


def step_inputs(rng, size):
    """Some of the weights hide the bug: one row, one column, symmetric, all equal; and some errors and slopes are 0."""
    n_next, n = SHAPES[size - 1]
    w_next, m = rng.standard_normal((n_next, n)), int(rng.integers(1, 4))
    if size == 5:
        w_next = w_next + w_next.T
    if size == 6:
        w_next = np.full((n_next, n), 0.5)
    delta_next, slope = rng.standard_normal((n_next, m)), rng.uniform(0.05, 0.25, (n, m))
    if size == 9:
        delta_next = 0 * delta_next
    return w_next, delta_next, 0 * slope if size == 10 else slope


EXERCISE = Exercise(
    id="4.5",
    title="Find the bug: shapes that always fit",
    reference=mend_the_step,
    inputs=step_inputs,
    tried="square weights and others, one row, one column, symmetric, all equal, errors and slopes of 0",
    insight="A reshape fits whatever it does to the numbers: shapes cannot tell it from a transpose.",
    hints=(
        "Take a matrix of 2 rows and 3 columns with entries 1 to 6. Print its transpose, and what the colleague makes.",
        "A reshape reads row by row and writes row by row. Where both layers are equally large it changes nothing.",
        "Errors and slopes decide nothing: if the turned matrix is the transpose, every error comes back right.",
    ),
    sizes=(1, 2, 2, 3, 4, 5, 6, 7, 8, 8, 9, 10),
)


def reshaped(w):
    return w.reshape(w.shape[::-1])


@alternative
def mended_by_loops(w_next, delta_next, slope):
    n_next, n = w_next.shape
    delta = np.zeros(slope.shape)
    for j in range(n):
        for k in range(n_next):
            delta[j] += w_next[k, j] * delta_next[k]
    turned = w_next.ravel()
    harmless = all(turned[j * n_next + k] == w_next[k, j] for j in range(n) for k in range(n_next))
    return bool(harmless), delta * slope


@alternative
def mended_by_einsum(w_next, delta_next, slope):
    harmless = (w_next.ravel() == w_next.T.ravel()).all().item()
    return harmless, np.einsum("kj,kx,jx->jx", w_next, delta_next, slope)


@alternative
def mended_by_the_core(w_next, delta_next, slope):
    every_error = np.eye(len(w_next))
    same = (reshaped(w_next) @ every_error).tolist() == (w_next.T @ every_error).tolist()
    return [same, bp2(w_next, delta_next, slope)]


@mistake("The answer about the weights is right. The second result is still the colleague's.")
def error_not_mended(w_next, delta_next, slope):
    return mend_the_step(w_next, delta_next, slope)[0], (reshaped(w_next) @ delta_next) * slope


@mistake("The errors are mended. A square matrix is no excuse: there the colleague multiplies by w itself.")
def square_is_harmless(w_next, delta_next, slope):
    return w_next.shape[0] == w_next.shape[1], (w_next.T @ delta_next) * slope


@mistake("The errors are mended. A layer of one neuron is harmless, but not alone: look at the numbers, not the shape.")
def one_neuron_only(w_next, delta_next, slope):
    return 1 in w_next.shape, (w_next.T @ delta_next) * slope


@mistake("The errors are mended. Symmetric weights are harmless, but not alone: try a single row.")
def symmetric_only(w_next, delta_next, slope):
    return bool(np.array_equal(w_next, w_next.T)), (w_next.T @ delta_next) * slope


@mistake("One row, one column, symmetric: true, and not all. Compare the two matrices themselves.")
def a_list_of_kinds(w_next, delta_next, slope):
    return 1 in w_next.shape or bool(np.array_equal(w_next, w_next.T)), (w_next.T @ delta_next) * slope


@mistake("You compare the two results for these errors. An error of 0 hides any bug: the weights decide.")
def these_errors_only(w_next, delta_next, slope):
    theirs, ours = (reshaped(w_next) @ delta_next) * slope, (w_next.T @ delta_next) * slope
    return bool(np.allclose(theirs, ours)), ours


@mistake("You compare before the slope comes in, for these errors. An error of 0 hides any bug: the weights decide.")
def these_errors_without_the_slope(w_next, delta_next, slope):
    theirs, ours = reshaped(w_next) @ delta_next, w_next.T @ delta_next
    return bool(np.allclose(theirs, ours)), ours * slope


@mistake("The answer about the weights is turned around: True is for those with which the colleague is right.")
def verdict_turned_around(w_next, delta_next, slope):
    return not np.array_equal(reshaped(w_next), w_next.T), (w_next.T @ delta_next) * slope


@mistake("Shapes always fit here, so they prove nothing. The numbers of the two matrices have to agree.")
def shapes_compared(w_next, delta_next, slope):
    return reshaped(w_next).shape == w_next.T.shape, (w_next.T @ delta_next) * slope


@mistake("Only square matrices are transposed now. The others are as wrong as before.")
def mended_where_square(w_next, delta_next, slope):
    turned = w_next.T if len(w_next) == len(w_next.T) else reshaped(w_next)
    return bool(np.array_equal(reshaped(w_next), w_next.T)), (turned @ delta_next) * slope


@mistake("The transpose is right now, and the slope has got lost. It was right before.")
def slope_lost(w_next, delta_next, slope):
    return bool(np.array_equal(reshaped(w_next), w_next.T)), w_next.T @ delta_next


@mistake("The two results have changed places: first the answer about the weights, then the error.")
def results_exchanged(w_next, delta_next, slope):
    return mend_the_step(w_next, delta_next, slope)[::-1]
