"""3.2 One weight, three factors."""

import numpy as np

from nnbp_core import QUADRATIC, SIGMOID
from nnbp_core.exercises.exercise import Exercise, alternative, mistake


def three_factors(w, b, h_in, y, j, k):
    z = w @ h_in + b
    h_out = SIGMOID.f(z)
    return 2 * (h_out[j, 0] - y[j, 0]), SIGMOID.prime(z[j, 0]), h_in[k, 0]


def factors_inputs(rng, size):
    n_out, n_in = (1, 1) if size == 1 else (size, size) if size < 4 else rng.integers(2, 6, 2).tolist()
    w, b = rng.standard_normal((n_out, n_in)), rng.standard_normal((n_out, 1))
    low, high = (0, 1) if size < 3 else (-2, 3)
    h_in, y = rng.uniform(low, high, (n_in, 1)), rng.uniform(low, high, (n_out, 1))
    return w, b, h_in, y, int(rng.integers(n_out)), int(rng.integers(n_in))


EXERCISE = Exercise(
    id="3.2",
    title="One weight, three factors",
    reference=three_factors,
    inputs=factors_inputs,
    tried="layers of 1 to 5 neurons, activations and targets from −2 to 3, weights drawn at random",
    insight="Only the first factor knows the target, only the second the slope of σ, only the third what came in.",
    hints=(
        "Walk back from the cost: from J to h_j, from h_j to z_j, from z_j to the weight. One factor for each step.",
        "The weight w_jk appears in one term of one sum. What stands beside it there?",
        "J is a square without a ½, and of its terms only one contains h_j.",
    ),
)


@alternative
def factors_by_loop(w, b, h_in, y, j, k):
    z = b[j, 0]
    for i in range(w.shape[1]):
        z += w[j, i] * h_in[i, 0]
    h = 1 / (1 + np.exp(-z))
    return -2 * (y[j, 0] - h), h * (1 - h), h_in[k, 0]


@alternative
def factors_of_one_row(w, b, h_in, y, j, k):
    z = (w[j] @ h_in + b[j]).item()
    return [2 * (SIGMOID.f(z) - y[j].item()), SIGMOID.prime(z), float(h_in[k].item())]


@alternative
def factors_of_all_nodes(w, b, h_in, y, j, k):
    z = w @ h_in + b
    by_output, by_z = 2 * QUADRATIC.gradient(SIGMOID.f(z), y), SIGMOID.prime(z)
    return by_output[j, 0], by_z[j, 0], h_in.ravel()[k]


@alternative
def factors_by_complex_step(w, b, h_in, y, j, k):
    step = 1e-20j
    moved = w + 0j
    moved[j, k] += step
    z = (w @ h_in + b)[j, 0]
    h = SIGMOID.f(z)
    z_moved = (moved @ h_in + b)[j, 0]
    return (np.imag((h + step - y[j, 0]) ** 2) / 1e-20, np.imag(SIGMOID.f(z + step)) / 1e-20, np.imag(z_moved) / 1e-20)


def with_factors(w, b, h_in, y, j, k, *, first=None, second=None, third=None):
    """The reference with one of its factors computed by another function."""
    z = w @ h_in + b
    factors = list(three_factors(w, b, h_in, y, j, k))
    for i, change in enumerate((first, second, third)):
        if change:
            factors[i] = change(w, h_in, y, j, k, z, SIGMOID.f(z))
    return tuple(factors)


@mistake("The first factor is 2h, as the note has it. The target has vanished: the cost is (y − h)².")
def published_slope(*case):
    return with_factors(*case, first=lambda w, h_in, y, j, k, z, h_out: 2 * h_out[j, 0])


@mistake("The first factor has the wrong sign. The inside of (y − h)² has the derivative −1.")
def sign_of_the_first_factor(*case):
    return with_factors(*case, first=lambda w, h_in, y, j, k, z, h_out: 2 * (y[j, 0] - h_out[j, 0]))


@mistake("The first factor lacks its 2. This cost has no ½ that would cancel it.")
def first_factor_without_its_2(*case):
    return with_factors(*case, first=lambda w, h_in, y, j, k, z, h_out: h_out[j, 0] - y[j, 0])


@mistake("The first factor adds up all outputs. It is the slope with respect to one of them, h_j.")
def all_outputs_in_the_first_factor(*case):
    return with_factors(*case, first=lambda w, h_in, y, j, k, z, h_out: 2 * (h_out - y).sum())


@mistake("The second factor takes the slope at h. It belongs at z, before σ was applied.")
def slope_at_the_output(*case):
    return with_factors(*case, second=lambda w, h_in, y, j, k, z, h_out: SIGMOID.prime(h_out[j, 0]))


@mistake("The second factor is the output σ(z) itself. Wanted is how fast it changes with z.")
def sigma_in_place_of_its_slope(*case):
    return with_factors(*case, second=lambda w, h_in, y, j, k, z, h_out: h_out[j, 0])


@mistake("The second factor is 1. That is right for a linear neuron; this one bends its z with σ.")
def second_factor_of_a_linear_neuron(*case):
    return with_factors(*case, second=lambda w, h_in, y, j, k, z, h_out: 1.0)


@mistake("The third factor is the weight itself. In w h it is the other one that is left when you vary w.")
def weight_as_third_factor(*case):
    return with_factors(*case, third=lambda w, h_in, y, j, k, z, h_out: w[j, k])


@mistake("The third factor is taken at j. The weight w_jk comes from k, and what came in along it is there.")
def third_factor_of_the_wrong_neuron(*case):
    return with_factors(*case, third=lambda w, h_in, y, j, k, z, h_out: h_in[j, 0])


@mistake("The three factors are right and stand in reverse order: the task begins at the loss.")
def factors_in_reverse_order(*case):
    return three_factors(*case)[::-1]


@mistake("The bias is missing from z: h and its slope are taken elsewhere on the curve.")
def no_bias(w, b, h_in, y, j, k):
    return three_factors(w, 0 * b, h_in, y, j, k)


@mistake("The output is taken before σ: the loss compares h = σ(z) with the target, and here it is z.")
def output_not_bent(*case):
    return with_factors(*case, first=lambda w, h_in, y, j, k, z, h_out: 2 * (z[j, 0] - y[j, 0]))


@mistake("j and k have changed places: w_jk leads to j, from k.")
def indices_exchanged(w, b, h_in, y, j, k):
    return three_factors(w, b, h_in, y, k, j)


@mistake("j and k are counted from 1 here. The task counts from 0, as NumPy does.")
def counted_from_1(w, b, h_in, y, j, k):
    return three_factors(w, b, h_in, y, j - 1, k - 1)


@mistake("This is the product, ∂J/∂w_jk. The task asks for the three factors themselves.")
def product_only(w, b, h_in, y, j, k):
    return np.prod(three_factors(w, b, h_in, y, j, k))


@mistake("The weights are transposed. Forward, they stand as they are.")
def w_transposed(w, b, h_in, y, j, k):
    return three_factors(w.T, b, h_in, y, j, k)
