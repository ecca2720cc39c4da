"""Chapter 4: the four equations. BP1 and BP2."""

import numpy as np

from nnbp_core import CROSS_ENTROPY, LINEAR, SIGMOID, SOFTPLUS, TANH, Activation, Cost, Network
from nnbp_core import backpropagate_error as bp2
from nnbp_core import output_error as bp1
from nnbp_core.exercises.exercise import Exercise, Mistake

# 4.1 --------------------------------------------------------------------------------------------------------------


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
    return network, z, rng.random(shape)


def output_by_slope(network, z, y):
    a = network.activations[-1].f(z)
    return np.multiply(network.activations[-1].slope(z, a), network.cost.gradient(a, y))


def output_column_by_column(network, z, y):
    columns = []
    for i in range(z.shape[1]):
        a = network.activations[-1].f(z[:, [i]])
        jacobian = np.diagflat(network.activations[-1].prime(z[:, [i]]))
        columns.append(jacobian @ network.cost.gradient(a, y[:, [i]]))
    return np.hstack(columns)


def output_by_equation(network, z, y):
    output = network.activations[-1]
    return bp1(network.cost.gradient(output.f(z), y), output.prime(z))


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


def slope_of_the_first_layer(network, z, y):
    a = network.activations[-1].f(z)
    return network.cost.gradient(a, y) * network.activations[0].prime(z)


ERROR_AT_OUTPUT = Exercise(
    id="4.1",
    title="BP1 for any cost",
    reference=error_at_output,
    inputs=output_inputs,
    tried="three costs, five activation functions, 1 to 4 outputs, 1 to 15 examples",
    sizes=(1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5, 6, 7, 8),
    insight="Change the cost or the activation function, and this line stays as it is: only what it calls changes.",
    hints=(
        "Two factors: how fast the cost depends on the answer, and how fast the answer depends on z.",
        "The cost knows its own slope. It wants the answer a, so compute that from z first.",
        "network.activations holds one activation function for each layer. Which of them is at the output?",
    ),
    mistakes=(
        Mistake(
            "no slope of the neuron",
            with_output(lambda cost, output, z, a, y: cost.gradient(a, y)),
            "This is ∇_a C, the slope at the answer. To get to z you have to go through the neuron: σ'(z) is missing.",
        ),
        Mistake(
            "a − y whatever the cost",
            with_output(lambda cost, output, z, a, y: a - y),
            "This is a − y. Some pairs of cost and activation function give just that; most do not.",
        ),
        Mistake(
            "quadratic cost whatever the cost",
            with_output(lambda cost, output, z, a, y: (a - y) * output.prime(z)),
            "This is BP1 for the quadratic cost. The network may have another: ask network.cost.",
        ),
        Mistake(
            "the sigmoid's slope",
            with_output(lambda cost, output, z, a, y: cost.gradient(a, y) * SIGMOID.prime(z)),
            "The slope is that of the sigmoid, whatever the output layer computes.",
        ),
        Mistake(
            "sigmoid throughout",
            with_output(lambda cost, output, z, a, y: cost.gradient(SIGMOID.f(z), y) * SIGMOID.prime(z)),
            "Answer and slope are those of a sigmoid. The output layer may compute something else.",
        ),
        Mistake(
            "slope at a",
            with_output(lambda cost, output, z, a, y: cost.gradient(a, y) * output.prime(a)),
            "The slope is taken at a. σ' belongs at z, before the neuron has bent it.",
        ),
        Mistake(
            "gradient at z",
            with_output(lambda cost, output, z, a, y: cost.gradient(z, y) * output.prime(z)),
            "The cost is asked about z. It judges the answer a.",
        ),
        Mistake(
            "answer and target exchanged",
            with_output(lambda cost, output, z, a, y: cost.gradient(y, a) * output.prime(z)),
            "Answer and target have changed places in the cost.",
        ),
        Mistake(
            "wrong sign",
            with_output(lambda cost, output, z, a, y: -cost.gradient(a, y) * output.prime(z)),
            "The sign is wrong: an answer that is too large has an error above zero.",
        ),
        Mistake(
            "σ in place of its slope",
            with_output(lambda cost, output, z, a, y: cost.gradient(a, y) * a),
            "The second factor is σ(z). Wanted is its slope, σ'(z).",
        ),
        Mistake(
            "cost in place of its slope",
            with_output(lambda cost, output, z, a, y: cost.value(a, y) * output.prime(z)),
            "The first factor is the cost itself. Wanted is its slope with respect to the answer.",
        ),
        Mistake(
            "divided by the batch",
            with_output(lambda cost, output, z, a, y: cost.gradient(a, y) * output.prime(z) / z.shape[1]),
            "This is divided by the number of examples. Each column is its own example's error: no mean yet.",
        ),
        Mistake(
            "slope of the first layer",
            slope_of_the_first_layer,
            "The slope is that of the first layer's activation function. The output layer has its own.",
        ),
    ),
    alternatives=(output_by_slope, output_column_by_column, output_by_equation, output_by_cases),
)

# 4.2 --------------------------------------------------------------------------------------------------------------


def backpropagate_error(w_next, delta_next, slope):
    return (w_next.T @ delta_next) * slope


def hidden_inputs(rng, size):
    n, n_next, m = {1: (1, 1, 1), 2: (2, 2, 1), 3: (3, 3, 2)}.get(size, rng.integers(1, 6, 3).tolist())
    w_next, delta_next = rng.standard_normal((n_next, n)), rng.standard_normal((n_next, m))
    prime = TANH.prime if size == 4 else SIGMOID.prime
    return w_next, delta_next, prime(rng.standard_normal((n, m)))


def hidden_by_loops(w_next, delta_next, slope):
    delta = np.zeros(slope.shape)
    for j in range(slope.shape[0]):
        for x in range(slope.shape[1]):
            for k in range(w_next.shape[0]):
                delta[j, x] += w_next[k, j] * delta_next[k, x] * slope[j, x]
    return delta


def hidden_by_einsum(w_next, delta_next, slope):
    return np.einsum("kj,kx,jx->jx", w_next, delta_next, slope)


def hidden_in_rows(w_next, delta_next, slope):
    return (delta_next.T @ w_next * slope.T).T


def hidden_by_diagonals(w_next, delta_next, slope):
    columns = [np.diag(slope[:, x]) @ w_next.T @ delta_next[:, x] for x in range(slope.shape[1])]
    return np.stack(columns, axis=1)


def hidden_in_place(w_next, delta_next, slope):
    delta = w_next.T.dot(delta_next)
    delta *= slope
    return delta


def no_transpose(w_next, delta_next, slope):
    return (w_next @ delta_next) * slope


def no_slope(w_next, delta_next, slope):
    return w_next.T @ delta_next


def slope_on_the_wrong_side(w_next, delta_next, slope):
    return w_next.T @ (delta_next * slope)


def product_entry_by_entry(w_next, delta_next, slope):
    return (w_next.T * delta_next) * slope


def two_matrix_products(w_next, delta_next, slope):
    return (w_next.T @ delta_next) @ slope


def lying_down(w_next, delta_next, slope):
    return (delta_next.T @ w_next) * slope


def formula_for_rows(w_next, delta_next, slope):
    return (delta_next @ w_next.T) * slope


def left_lying_down(w_next, delta_next, slope):
    return delta_next.T @ w_next * slope.T


def inverse_for_transpose(w_next, delta_next, slope):
    return (np.linalg.pinv(w_next) @ delta_next) * slope


def sizes_of_weights(w_next, delta_next, slope):
    return (np.abs(w_next).T @ delta_next) * slope


def slope_added(w_next, delta_next, slope):
    return (w_next.T @ delta_next) + slope


def slope_divided(w_next, delta_next, slope):
    return (w_next.T @ delta_next) / slope


def slope_of_the_slope(w_next, delta_next, slope):
    return (w_next.T @ delta_next) * SIGMOID.prime(slope)


def slope_from_the_slope(w_next, delta_next, slope):
    return (w_next.T @ delta_next) * slope * (1 - slope)


def examples_added_up(w_next, delta_next, slope):
    return ((w_next.T @ delta_next) * slope).sum(axis=1, keepdims=True)


def batch_divided(w_next, delta_next, slope):
    return (w_next.T @ delta_next) * slope / delta_next.shape[1]


BACKPROPAGATE_ERROR = Exercise(
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
    mistakes=(
        Mistake(
            "no transpose",
            no_transpose,
            "This is the right answer without the transpose: w maps forward; to send an error back you need w.T.",
        ),
        Mistake(
            "no slope",
            no_slope,
            "This is ∂C/∂a, the slope at the activation. To reach z it has to pass the neuron: the slope is missing.",
        ),
        Mistake(
            "slope on the wrong side",
            slope_on_the_wrong_side,
            "The slope is multiplied in before the weights. It belongs to this layer, so it comes after them.",
        ),
        Mistake(
            "product entry by entry",
            product_entry_by_entry,
            "The weights multiply entry by entry. The errors of the next layer have to be added up over its neurons.",
        ),
        Mistake(
            "two matrix products",
            two_matrix_products,
            "The slope comes in by a matrix product. Each neuron has its own slope: entry meets entry.",
        ),
        Mistake(
            "slope stands, error lies",
            lying_down,
            "The error lies down, one example per row, and the slope stands: they do not belong side by side.",
        ),
        Mistake(
            "formula for rows",
            formula_for_rows,
            "This is the formula for examples as rows and weights (from, to). Here examples are columns.",
        ),
        Mistake(
            "left lying down",
            left_lying_down,
            "These are the right numbers, one example per row. The task wants columns.",
        ),
        Mistake(
            "inverse for transpose",
            inverse_for_transpose,
            "This undoes w by its inverse, as in the slip of the note. Going back does not undo the way forward.",
        ),
        Mistake(
            "sizes of the weights",
            sizes_of_weights,
            "The weights have lost their signs. A weight below zero turns an error around.",
        ),
        Mistake("slope added", slope_added, "The slope is added. Along a chain, factors multiply."),
        Mistake("slope divided", slope_divided, "The error is divided by the slope. Along a chain, factors multiply."),
        Mistake(
            "slope of the slope",
            slope_of_the_slope,
            "σ' is applied once more, to the slope itself. What you are given is σ'(z) already.",
        ),
        Mistake(
            "s (1 − s) from the slope",
            slope_from_the_slope,
            "This takes the slope for an activation and multiplies by s (1 − s) too. It is σ'(z) already.",
        ),
        Mistake(
            "examples added up",
            examples_added_up,
            "The examples are added up. Each keeps its own error; BP3 and BP4 take the mean.",
        ),
        Mistake(
            "divided by the batch",
            batch_divided,
            "This is divided by the number of examples. Each column holds the error of its own example.",
        ),
    ),
    alternatives=(
        hidden_by_loops,
        hidden_by_einsum,
        hidden_in_rows,
        hidden_by_diagonals,
        hidden_in_place,
        bp2,
    ),
)

EXERCISES = (ERROR_AT_OUTPUT, BACKPROPAGATE_ERROR)
