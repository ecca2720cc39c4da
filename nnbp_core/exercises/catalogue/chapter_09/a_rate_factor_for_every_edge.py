"""9.1 A rate factor for every edge."""

import numpy as np

from nnbp_core import SIGMOID, SOFTPLUS, TANH
from nnbp_core.exercises.exercise import Exercise, alternative, mistake


def rate_matrix(w, z, activation):
    slopes = activation.prime(z)
    return np.diagflat(slopes) @ w


def rate_inputs(rng, size):
    n_in, n_out = {1: (1, 1), 2: (2, 2), 3: (3, 3)}.get(size, rng.integers(1, 6, 2).tolist())
    w, z = rng.standard_normal((n_out, n_in)), rng.standard_normal((n_out, 1))
    if size == 6:  # so far out that differences lose their digits
        return w, np.abs(1000 * z), SOFTPLUS
    if size == 5:
        w = np.rint(3 * w).astype(int)
    return w, z, TANH if size == 1 else (SIGMOID, TANH, SOFTPLUS)[rng.integers(3)]


EXERCISE = Exercise(
    id="9.1",
    title="A rate factor for every edge",
    reference=rate_matrix,
    inputs=rate_inputs,
    tried="layers of 1 to 5 neurons, square and not, whole numbers as weights, z far out, three activations",
    insight="Forward it maps small changes of a layer to those of the next; its transpose takes slopes back.",
    hints=(
        "One edge first: by how much does one activation of the layer move, if one that comes in moves by 1?",
        "Through the weight to z, then through the neuron. Which neuron's slope is it: where the edge starts, or ends?",
        "Row q of the matrix holds the edges that lead to neuron q. They share one slope.",
    ),
    sizes=(1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5, 6),
)


@alternative
def rates_by_broadcasting(w, z, activation):
    return w * activation.prime(z)


@alternative
def rates_by_loops(w, z, activation):
    rates = np.zeros(w.shape)
    for q in range(w.shape[0]):
        for j in range(w.shape[1]):
            rates[q, j] = activation.prime(z[q, 0]) * w[q, j]
    return rates


@alternative
def rates_from_the_output(w, z, activation):
    return np.einsum("qj,q->qj", w, activation.slope(z, activation.f(z))[:, 0])


@alternative
def rates_by_complex_nudges(w, z, activation):
    columns = [activation.f(z + 1e-20j * w[:, [j]]).imag / 1e-20 for j in range(w.shape[1])]
    return np.hstack(columns)


@mistake("These are the weights. They carry a change as far as z; the neuron has yet to let it through.")
def weights_alone(w, z, activation):
    return w * 1.0


@mistake("The slope is taken at the activation. It belongs at z.")
def slope_at_a(w, z, activation):
    return activation.prime(activation.f(z)) * w


@mistake("The rows are scaled by σ(z). Wanted is the slope, σ'(z).")
def activation_for_its_slope(w, z, activation):
    return activation.f(z) * w


@mistake("The columns are scaled. A slope belongs to the neuron that an edge leads to, and that is a row.")
def columns_scaled(w, z, activation):
    return w * activation.prime(z).T


@mistake("The diagonal matrix stands on the right, where it would scale the neurons that edges come from.")
def diagonal_on_the_wrong_side(w, z, activation):
    return w @ np.diagflat(activation.prime(z))


@mistake("This is the transpose, the matrix of the way back. Asked for is the way forward, (n_out, n_in).")
def transposed(w, z, activation):
    return (activation.prime(z) * w).T


@mistake("The slope is that of the sigmoid. The layer may have another activation function: ask it.")
def sigmoid_whatever_the_neuron(w, z, activation):
    return SIGMOID.prime(z) * w


@mistake("The weights are divided by the slope. Along a chain, factors multiply.")
def divided_by_the_slope(w, z, activation):
    return w / activation.prime(z)


@mistake("The factors are added up over a layer. There is one for every edge, so nothing is summed yet.")
def summed_over_the_edges(w, z, activation):
    return activation.prime(z).T @ w


@mistake("All edges share one mean slope. Each neuron has its own.")
def one_slope_for_all(w, z, activation):
    return activation.prime(z).mean() * w
