"""6.4 A spread that keeps the error's length."""

import math

import numpy as np

from nnbp_core import LINEAR, RELU, SIGMOID, SOFTPLUS, TANH
from nnbp_core.exercises.exercise import Exercise, alternative, mistake


def keeping_spread(z, activation):
    slopes = activation.prime(z)
    rms = np.sqrt((slopes**2).mean())
    return 1 / (np.sqrt(len(z)) * rms)


def layer_inputs(rng, size):
    if size == 1:
        return np.array([[0.0]]), SIGMOID
    shape = {2: (4, 1), 3: (2, 5), 4: (3, 3)}.get(size, (30, 4))
    z = rng.standard_normal(shape)
    activation = (SIGMOID, TANH, RELU, SOFTPLUS, LINEAR)[rng.integers(5)]
    if size == 5:  # many are flat
        z = 4 * z
    if size == 6:  # half of the neurons are off for every example
        z, activation = np.sign(np.arange(30) % 2 - 0.5)[:, None] * np.abs(z), RELU
    if size == 7:  # one example is flat, the others are not
        z, activation = z * [[1, 1, 1, 8]], TANH
    return z, activation


EXERCISE = Exercise(
    id="6.4",
    title="A spread that keeps the error's length",
    reference=keeping_spread,
    inputs=layer_inputs,
    tried="layers of 1 to 30 neurons, 1 to 5 examples, five activations, some neurons flat, some off",
    insight="Put slopes of 1 into it and it is 1/√n, `lecun`; put in a ReLU that is on half the time and it is `he`.",
    hints=(
        "Take one neuron. What arrives is a sum of random weights times fixed errors. What is the mean of its square?",
        "It is s² ‖δ‖², for every neuron alike. The slope is squared with it. Then add up the neurons of the layer.",
        "The mean of ‖δˡ‖² is s² ‖δˡ⁺¹‖² times a sum of squares. Express that sum by n and the root mean square.",
    ),
    sizes=(1, 2, 2, 2, 3, 3, 3, 4, 4, 5, 5, 6, 7),
)


@alternative
def spread_from_sums(z, activation):
    squares = (activation.prime(z) ** 2).sum(axis=0)
    return squares.mean() ** -0.5


@alternative
def spread_from_the_norm(z, activation):
    return math.sqrt(z.shape[1]) / np.linalg.norm(activation.prime(z))


@alternative
def spread_by_loops(z, activation):
    total = 0.0
    for row in z:
        for entry in row:
            total += float(activation.prime(np.array([entry]))[0]) ** 2
    n, m = z.shape
    return 1 / math.sqrt(n * (total / (n * m)))


@alternative
def spread_from_the_output(z, activation):
    slopes = activation.slope(z, activation.f(z))
    return float(1 / np.sqrt(len(z) * np.average(np.square(slopes))))


def spread_with(z, typical_slope):
    return 1 / (np.sqrt(len(z)) * typical_slope)


@mistake("This takes the mean of the slopes. Lengths are made of squares: take the root of the mean square.")
def mean_slope(z, activation):
    return spread_with(z, activation.prime(z).mean())


@mistake(
    "This takes the standard deviation of the slopes. Their mean counts, too: equal slopes still let less through."
)
def deviation_of_the_slopes(z, activation):
    return spread_with(z, activation.prime(z).std())


@mistake("The slopes are left out: 1/√n keeps the length of what arrives, before the slopes take their part of it.")
def slopes_left_out(z, activation):
    return spread_with(z, 1.0)


@mistake("The width is left out. The larger the layer, the more numbers the error's length is made of.")
def width_left_out(z, activation):
    return 1 / np.sqrt((activation.prime(z) ** 2).mean())


@mistake("This divides by n. Random weights partly cancel, so lengths grow with √n.")
def divided_by_n(z, activation):
    return 1 / (len(z) * np.sqrt((activation.prime(z) ** 2).mean()))


@mistake("This is the square of the spread, the variance.")
def variance(z, activation):
    return 1 / (len(z) * (activation.prime(z) ** 2).mean())


@mistake("The number under the root is that of the examples. Rows are neurons.")
def counts_the_examples(z, activation):
    return 1 / np.sqrt(z.shape[1] * (activation.prime(z) ** 2).mean())


@mistake("The squares are added up over the examples as well. Each example has its own length: take the mean of those.")
def summed_over_the_examples(z, activation):
    return 1 / np.linalg.norm(activation.prime(z))


@mistake("The slopes are those of the sigmoid. This layer may have another activation function.")
def sigmoids_slope(z, activation):
    return spread_with(z, np.sqrt((SIGMOID.prime(z) ** 2).mean()))


@mistake("The slopes are taken at the activations. They belong at z.")
def slope_at_a(z, activation):
    return spread_with(z, np.sqrt((activation.prime(activation.f(z)) ** 2).mean()))


@mistake("These are the activations, where the slopes should be: that is the line for the way forward.")
def values_for_slopes(z, activation):
    return spread_with(z, np.sqrt((activation.f(z) ** 2).mean()))


@mistake("Every neuron is given its steepest example. The mean square runs over all slopes.")
def steepest_slope(z, activation):
    return spread_with(z, np.sqrt((activation.prime(z).max(axis=1) ** 2).mean()))
