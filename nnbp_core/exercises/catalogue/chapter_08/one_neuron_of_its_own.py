"""8.1 One neuron of its own."""

import numpy as np

from nnbp_core import SIGMOID, Activation, modified
from nnbp_core import backpropagate_error as bp2
from nnbp_core.exercises.exercise import Exercise, alternative, mistake


def error_with_own_neuron(w_next, delta_next, z, row, f_prime):
    slope = SIGMOID.prime(z)
    slope[row] = f_prime(z[row])
    return (w_next.T @ delta_next) * slope


def tanh_slope(z):
    return 1 - np.tanh(z) ** 2


def gate_slope(z):
    return SIGMOID.f(z) + z * SIGMOID.prime(z)


def square_slope(z):
    return 2 * z


def sine_slope(z):
    return np.cos(z)


def own_neuron_inputs(rng, size):
    n, n_next, m = {1: (1, 1, 1), 2: (2, 2, 1), 3: (3, 3, 3)}.get(size, rng.integers(3, 6, 3).tolist())
    f_prime = (tanh_slope, gate_slope, square_slope, sine_slope)[rng.integers(1, 4) if size > 1 else 0]
    w_next, delta_next = rng.standard_normal((n_next, n)), rng.standard_normal((n_next, m))
    return w_next, delta_next, rng.standard_normal((n, m)), int(rng.integers(n)), f_prime


EXERCISE = Exercise(
    id="8.1",
    title="One neuron of its own",
    reference=error_with_own_neuron,
    inputs=own_neuron_inputs,
    tried="four functions f, in the first, the last and the middle rows of layers of 1 to 5 neurons",
    insight="Every neuron could have its own function: BP2 asks each one for its slope, and for nothing else.",
    hints=(
        "What arrives from the next layer is the same as ever. Only what the neuron lets through has changed.",
        "Start from the slopes of a layer in which all are sigmoid. One row of that array is wrong.",
        "The slope f' is asked where σ' was asked: at the neuron's own z, one value for each example.",
    ),
)


@alternative
def own_by_loops(w_next, delta_next, z, row, f_prime):
    delta = np.zeros(z.shape)
    for j in range(z.shape[0]):
        for x in range(z.shape[1]):
            felt = sum(w_next[q, j] * delta_next[q, x] for q in range(len(w_next)))
            a = 1 / (1 + np.exp(-z[j, x]))
            delta[j, x] = felt * (f_prime(z[j, x]) if j == row else a * (1 - a))
    return delta


@alternative
def own_by_choice(w_next, delta_next, z, row, f_prime):
    its_row = np.arange(len(z))[:, None] == row
    return np.einsum("qj,qx->jx", w_next, delta_next) * np.where(its_row, f_prime(z), SIGMOID.prime(z))


@alternative
def own_by_modified(w_next, delta_next, z, row, f_prime):
    own = Activation("own", np.copy, f_prime)
    return bp2(w_next, delta_next, modified(SIGMOID, {row: own}).prime(z))


@alternative
def own_at_the_end(w_next, delta_next, z, row, f_prime):
    felt = np.dot(w_next.T, delta_next)
    delta = felt * SIGMOID.f(z) * SIGMOID.f(-z)
    delta[row] = felt[row] * f_prime(z[row])
    return delta


@alternative
def own_in_rows(w_next, delta_next, z, row, f_prime):
    slope = SIGMOID.prime(z.T)
    slope[:, row] = f_prime(z.T[:, row])
    return (delta_next.T @ w_next * slope).T


def own_with(slopes):
    """BP2 with the slopes that `slopes(z, row, f_prime)` gives."""

    def function(w_next, delta_next, z, row, f_prime):
        return (w_next.T @ delta_next) * slopes(z, row, f_prime)

    return function


@mistake("All slopes are those of σ. The one neuron computes f, so it has the slope of f.")
@own_with
def slope_forgotten(z, row, f_prime):
    return SIGMOID.prime(z)


@mistake("All slopes are those of f. Only one neuron computes f; its neighbours keep σ'.")
@own_with
def the_whole_layer_changed(z, row, f_prime):
    return f_prime(z)


def put(array, place, values):
    """A copy of the array, with other values in one place."""
    copy = np.array(array)
    copy[place] = values
    return copy


@mistake("The one neuron has both slopes as factors. It computes f *in place of* σ, not after it.")
@own_with
def both_slopes(z, row, f_prime):
    return put(SIGMOID.prime(z), row, SIGMOID.prime(z[row]) * f_prime(z[row]))


@mistake("f' is taken at σ(z). The neuron never computes σ; ask for its slope at z.")
@own_with
def slope_at_the_activation(z, row, f_prime):
    return put(SIGMOID.prime(z), row, f_prime(SIGMOID.f(z[row])))


@mistake("σ' is taken at the activations. A slope is taken at the weighted input z.")
@own_with
def slopes_at_the_activations(z, row, f_prime):
    return put(SIGMOID.prime(SIGMOID.f(z)), row, f_prime(z[row]))


@mistake("The neuron before it was changed. `row` counts from 0, as NumPy does.")
@own_with
def neighbours_row(z, row, f_prime):
    return put(SIGMOID.prime(z), row - 1, f_prime(z[row - 1]))


@mistake("A column was changed. Columns are examples; the neuron is a row.")
@own_with
def column_for_row(z, row, f_prime):
    return put(SIGMOID.prime(z), (slice(None), row), f_prime(z[:, row]))


@mistake("The other neurons let everything through. They still have the slope σ'.")
@own_with
def others_have_no_slope(z, row, f_prime):
    return put(np.ones(z.shape), row, f_prime(z[row]))


@mistake("The errors of the other neurons are 0. They take part as before, with the slope σ'.")
@own_with
def others_are_silent(z, row, f_prime):
    return put(np.zeros(z.shape), row, f_prime(z[row]))


@mistake("The error comes back through weights that run forward: the transpose is missing.")
def no_transpose(w_next, delta_next, z, row, f_prime):
    return (w_next @ delta_next) * put(SIGMOID.prime(z), row, f_prime(z[row]))


@mistake("f' is asked about what arrives from the next layer. A slope belongs to the neuron's own z.")
def slope_of_what_arrives(w_next, delta_next, z, row, f_prime):
    felt = w_next.T @ delta_next
    return felt * put(SIGMOID.prime(z), row, f_prime(felt[row]))


@mistake("This is the error of the one neuron. Asked for is that of its whole layer.")
def one_row_returned(w_next, delta_next, z, row, f_prime):
    return (w_next.T @ delta_next)[row] * f_prime(z[row])


@mistake("In the one row there is a slope and nothing else. What arrives from the next layer is missing there.")
def what_arrives_is_lost(w_next, delta_next, z, row, f_prime):
    delta = (w_next.T @ delta_next) * SIGMOID.prime(z)
    return put(delta, row, f_prime(z[row]))
