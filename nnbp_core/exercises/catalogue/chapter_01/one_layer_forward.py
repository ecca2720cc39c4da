"""1.1 One layer, forward."""

import numpy as np

from nnbp_core import SIGMOID
from nnbp_core.exercises.exercise import Exercise, alternative, mistake


def layer(w, a, b):
    return SIGMOID.f(w @ a + b)


def layer_inputs(rng, size):
    n_in, n_out, m = {1: (1, 1, 1), 5: (3, 3, 3), 6: (4, 2, 2)}.get(size, (size, size + 1, size - 1))
    far = 10 if size == 6 else 1  # σ must hold on the flat parts too
    return rng.standard_normal((n_out, n_in)), far * rng.standard_normal((n_in, m)), rng.standard_normal((n_out, 1))


EXERCISE = Exercise(
    id="1.1",
    title="One layer, forward",
    reference=layer,
    inputs=layer_inputs,
    tried="layers of 1 to 5 neurons, square, wide and tall, batches of 1 to 3 examples",
    insight="The same line serves one example and a thousand: the bias column is added to every column by itself.",
    hints=(
        "Say the shapes first: w is (n_out, n_in), a is (n_in, m). Which product makes n_in vanish?",
        "The weighted input comes first, then the bias, then the activation function, in this order.",
        "SIGMOID.f works on every entry of an array at once.",
    ),
    sizes=(1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5, 6),
)


@alternative
def layer_by_loops(w, a, b):
    result = np.zeros((w.shape[0], a.shape[1]))
    for j in range(w.shape[0]):
        for x in range(a.shape[1]):
            z = sum(w[j, k] * a[k, x] for k in range(w.shape[1])) + b[j, 0]
            result[j, x] = 1 / (1 + np.exp(-z))
    return result


@alternative
def layer_by_einsum(w, a, b):
    return 1 / (1 + np.exp(-(np.einsum("jk,kx->jx", w, a) + b)))


@alternative
def layer_in_rows(w, a, b):
    return (1 / (1 + np.exp(-(a.T @ w.T + b.T)))).T


@alternative
def layer_in_place(w, a, b):
    z = np.dot(w, a)
    z += b
    np.negative(z, out=z)
    return 1 / (1 + np.exp(z))


@mistake("This is z, the weighted input. The activation is σ(z).")
def no_activation(w, a, b):
    return w @ a + b


@mistake("This is 1 / (1 + e^z). The sigmoid has a minus in the exponent; without it the neuron is upside down.")
def sigma_with_the_sign_lost(w, a, b):
    return 1 / (1 + np.exp(w @ a + b))


@mistake("The bias is missing: this is σ(w a).")
def no_bias(w, a, b):
    return SIGMOID.f(w @ a)


@mistake("The bias is added, not subtracted.")
def bias_subtracted(w, a, b):
    return SIGMOID.f(w @ a - b)


@mistake("The bias is added after the activation. It belongs to z, before σ bends it.")
def bias_after_the_activation(w, a, b):
    return SIGMOID.f(w @ a) + b


@mistake("The weights are transposed. Rows of w are “to” and columns are “from”, so forward needs no transpose.")
def w_transposed(w, a, b):
    return SIGMOID.f(w.T @ a + b)


@mistake("w * a multiplies entry by entry. A layer sums over its inputs: that is a matrix product.")
def product_entry_by_entry(w, a, b):
    return SIGMOID.f(w * a + b)


@mistake("This is σ'(z), the slope. The activation is σ(z) itself.")
def slope_in_place_of_sigma(w, a, b):
    return SIGMOID.prime(w @ a + b)
