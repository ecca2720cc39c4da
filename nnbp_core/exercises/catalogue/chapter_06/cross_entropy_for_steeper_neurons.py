"""6.2 The error under cross-entropy, for steeper neurons."""

import math

import numpy as np

from nnbp_core import SIGMOID
from nnbp_core.exercises.exercise import Exercise, alternative, mistake


def cross_entropy_error(z, y, k):
    return k * (SIGMOID.f(k * z) - y)


def steep_inputs(rng, size):
    if size == 1:
        return np.array([[0.5]]), np.array([[1.0]]), 2.0
    shape = (size, size + 1)
    y = rng.random(shape) if size == 2 else rng.integers(2, size=shape)  # whole numbers
    z = rng.standard_normal(shape)
    if size == 6:
        return rng.integers(-3, 4, shape), y, 0.7
    if size == 5:
        return 100 * z, y, 0.05  # hardly steep: far out, and not saturated
    return (300 * z if size == 4 else z), y, float(rng.uniform(0.5, 4))


EXERCISE = Exercise(
    id="6.2",
    title="The error under cross-entropy, for steeper neurons",
    reference=cross_entropy_error,
    inputs=steep_inputs,
    tried="layers of 1 to 6 neurons, 1 to 7 examples; weighted inputs up to several hundred, floats and whole numbers",
    insight="Cancelled on paper, the error stays exact where a(1 − a) has run out of digits.",
    hints=(
        "Follow the four steps of the chapter with σ(k z) in place of σ(z). Only one of them changes.",
        "By the chain rule, the derivative of σ(k z) with respect to z has one factor more than σ'.",
        "If your formula still has a division in it, it can become 0/0. Cancel until none is left.",
    ),
    sizes=(1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5, 6),
)


@alternative
def steep_two_terms(z, y, k):
    on, off = SIGMOID.f(k * z), SIGMOID.f(-k * z)
    return k * (1 - y) * on - k * y * off


@alternative
def steep_with_tanh(z, y, k):
    return (k * (1 + np.tanh(k * z / 2)) - 2 * k * y) / 2


@alternative
def steep_by_loops(z, y, k):
    result = []
    for z_row, y_row in zip(z.tolist(), y.tolist(), strict=True):
        row = []
        for one_z, one_y in zip(z_row, y_row, strict=True):
            small = math.exp(-abs(k * one_z))
            a = 1 / (1 + small) if one_z > 0 else small / (1 + small)
            row.append(k * (a - one_y))
        result.append(row)
    return np.array(result)


@alternative
def steep_in_place(z, y, k):
    result = np.exp(-k * z)
    result += 1
    np.reciprocal(result, out=result)
    result -= y
    result *= k
    return result


@mistake("The derivative with respect to z has one more factor, from the inside of σ(k z).")
def no_factor_in_front(z, y, k):
    return SIGMOID.f(k * z) - y


@mistake("The output is that of a plain sigmoid. These neurons compute σ(k z).")
def k_forgotten_inside(z, y, k):
    return k * (SIGMOID.f(z) - y)


@mistake("This is the error for k = 1: k is not used at all.")
def plain_sigmoid(z, y, k):
    return SIGMOID.f(z) - y


@mistake("The sign is wrong. Where the output is above its target, the error is positive.")
def sign_of_the_error(z, y, k):
    return k * (y - SIGMOID.f(k * z))


@mistake("This still has the neuron's slope: it is the error under the quadratic cost.")
def quadratic_cost(z, y, k):
    return (SIGMOID.f(k * z) - y) * k * SIGMOID.prime(k * z)


@mistake("This is the slope with respect to the output a. The error is the slope with respect to z.")
def slope_with_respect_to_a(z, y, k):
    a = SIGMOID.f(k * z)
    return (a - y) / (a * (1 - a))


@mistake("On paper this is right. A saturated neuron makes it 0/0 in the computer: cancel the slope first.")
def undefined_when_saturated(z, y, k):
    a = SIGMOID.f(k * z)
    return (a - y) / (a * (1 - a)) * k * SIGMOID.prime(k * z)


@mistake("Only y ln a has been differentiated. The cross-entropy has a second term, with 1 − y.")
def half_of_the_cost(z, y, k):
    return -k * y * SIGMOID.f(-k * z)


@mistake("This is divided by the number of examples. Each column is the error of that example's own cost.")
def averaged(z, y, k):
    return cross_entropy_error(z, y, k) / z.shape[1]
