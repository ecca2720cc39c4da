"""4.1 BP1 for any cost."""

import numpy as np

from nnbp_core import CROSS_ENTROPY, LINEAR, SIGMOID, SOFTPLUS, TANH, Activation, Cost, Network
from nnbp_core import output_error as bp1
from nnbp_core.exercises.exercise import Exercise, alternative, mistake


def error_at_output(network, z, y):
    output = network.activations[-1]
    a = output.f(z)
    return network.cost.gradient(a, y) * output.prime(z)


STEEP = Activation("σ(2z)", lambda z: SIGMOID.f(2 * z), lambda z: 2 * SIGMOID.prime(2 * z))
FOURTH = Cost("fourth power", lambda a, y: ((a - y) ** 4).sum(axis=0) / 4, lambda a, y: (a - y) ** 3)


def output_inputs(rng, size):
    if size == 1:
        network = Network.random([1, 1], rng)
    elif size == 2:
        network = Network.random([2, 2, 2], rng, [TANH, SIGMOID], CROSS_ENTROPY)
    elif size == 3:
        network = Network.random([2, 3, 4], rng, [SIGMOID, TANH])
    elif size == 4:
        kinds = [(SIGMOID, TANH, SOFTPLUS)[i] for i in rng.permutation(3)]
        network = Network.random([3, 2, 4, 3], rng, kinds)
    elif size == 5:
        network = Network.random([2, 3], rng, STEEP, CROSS_ENTROPY)
    elif size == 6:
        network = Network.random([2, 2, 3], rng, [TANH, SOFTPLUS], FOURTH)
    else:
        network = Network.random([3, 2], rng, (SIGMOID, LINEAR)[size % 2], FOURTH)
    shape = (network.sizes[-1], 2 * size - 1)
    z = rng.uniform(0.1, 2, shape) if size in (2, 5) else rng.standard_normal(shape)
    low, high = (-2, 3) if network.cost is not CROSS_ENTROPY else (0, 1)
    return network, z, rng.uniform(low, high, shape)


EXERCISE = Exercise(
    id="4.1",
    title="BP1 for any cost",
    reference=error_at_output,
    inputs=output_inputs,
    tried="three costs, five activation functions, 1 to 4 outputs, 1 to 15 examples, targets from −2 to 3",
    insight="Change the cost or the activation function, and this line stays as it is: only what it calls changes.",
    hints=(
        "Two factors: how fast the cost depends on the answer, and how fast the answer depends on z.",
        "The cost knows its own slope. It wants the answer a, so compute that from z first.",
        "network.activations holds one activation function for each layer. Which of them is at the output?",
    ),
    sizes=(1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5, 6, 7, 8),
)


@alternative
def output_by_slope(network, z, y):
    a = network.activations[-1].f(z)
    return np.multiply(network.activations[-1].slope(z, a), network.cost.gradient(a, y))


@alternative
def output_column_by_column(network, z, y):
    columns = []
    for i in range(z.shape[1]):
        a = network.activations[-1].f(z[:, [i]])
        jacobian = np.diagflat(network.activations[-1].prime(z[:, [i]]))
        columns.append(jacobian @ network.cost.gradient(a, y[:, [i]]))
    return np.hstack(columns)


@alternative
def output_by_equation(network, z, y):
    output = network.activations[-1]
    return bp1(network.cost.gradient(output.f(z), y), output.prime(z))


@alternative
def output_by_cases(network, z, y):
    output = network.activations[-1]
    if network.cost is CROSS_ENTROPY and output is SIGMOID:
        return output.f(z) - y
    error = network.cost.gradient(output.f(z), y)
    error *= output.prime(z)
    return error


def with_output(formula):
    """A wrong BP1: `formula` gets the cost, the output activation, z, a and y."""

    def function(network, z, y):
        output = network.activations[-1]
        return formula(network.cost, output, z, output.f(z), y)

    return function


@mistake("This is ∇_a C, the slope at the answer. To get to z you have to go through the neuron: σ'(z) is missing.")
@with_output
def no_slope_of_the_neuron(cost, output, z, a, y):
    return cost.gradient(a, y)


@mistake("This is a − y. Some pairs of cost and activation function give just that; most do not.")
@with_output
def a_minus_y_whatever_the_cost(cost, output, z, a, y):
    return a - y


@mistake("This is BP1 for the quadratic cost. The network may have another: ask network.cost.")
@with_output
def quadratic_cost_whatever_the_cost(cost, output, z, a, y):
    return (a - y) * output.prime(z)


@mistake("The slope is that of the sigmoid, whatever the output layer computes.")
@with_output
def the_sigmoids_slope(cost, output, z, a, y):
    return cost.gradient(a, y) * SIGMOID.prime(z)


@mistake("Answer and slope are those of a sigmoid. The output layer may compute something else.")
@with_output
def sigmoid_throughout(cost, output, z, a, y):
    return cost.gradient(SIGMOID.f(z), y) * SIGMOID.prime(z)


@mistake("The slope is taken at a. σ' belongs at z, before the neuron has bent it.")
@with_output
def slope_at_a(cost, output, z, a, y):
    return cost.gradient(a, y) * output.prime(a)


@mistake("The cost is asked about z. It judges the answer a.")
@with_output
def gradient_at_z(cost, output, z, a, y):
    return cost.gradient(z, y) * output.prime(z)


@mistake("Answer and target have changed places in the cost.")
@with_output
def answer_and_target_exchanged(cost, output, z, a, y):
    return cost.gradient(y, a) * output.prime(z)


@mistake("The sign is wrong: an answer that is too large has an error above zero.")
@with_output
def wrong_sign(cost, output, z, a, y):
    return -cost.gradient(a, y) * output.prime(z)


@mistake("The second factor is σ(z). Wanted is its slope, σ'(z).")
@with_output
def sigma_in_place_of_its_slope(cost, output, z, a, y):
    return cost.gradient(a, y) * a


@mistake("The first factor is the cost itself. Wanted is its slope with respect to the answer.")
@with_output
def cost_in_place_of_its_slope(cost, output, z, a, y):
    return cost.value(a, y) * output.prime(z)


@mistake("This is divided by the number of examples. Each column is its own example's error: no mean yet.")
@with_output
def divided_by_the_batch(cost, output, z, a, y):
    return cost.gradient(a, y) * output.prime(z) / z.shape[1]


@mistake("The slope is that of the first layer's activation function. The output layer has its own.")
def slope_of_the_first_layer(network, z, y):
    a = network.activations[-1].f(z)
    return network.cost.gradient(a, y) * network.activations[0].prime(z)
