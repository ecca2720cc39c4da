"""4.4 Which input moves the cost?"""

import numpy as np

from nnbp_core import CROSS_ENTROPY, QUADRATIC, SIGMOID, SOFTPLUS, TANH, Network, backprop, forward
from nnbp_core.exercises.exercise import Exercise, alternative, mistake


def input_slopes(network, x, y):
    zs, activations = forward(network, x)
    slopes = network.cost.gradient(activations[-1], y)
    for i in reversed(range(len(network.weights))):
        diagonal = np.diagflat(network.activations[i].prime(zs[i]))
        slopes = network.weights[i].T @ diagonal @ slopes
    return slopes


def input_inputs(rng, size):
    sizes = {1: [1, 1, 1], 2: [2, 2, 2], 3: [3, 3, 3, 3], 5: [3, 2], 6: [2, 3, 1, 4, 2], 7: [3, 2, 4, 3, 2, 4, 3, 2]}
    sizes = sizes.get(size, rng.integers(1, 5, 4).tolist())
    kinds = [(SIGMOID, TANH, SOFTPLUS)[i] for i in [*rng.permutation(3), *rng.integers(3, size=4)]][: len(sizes) - 1]
    if size <= 2:
        kinds = [TANH, SIGMOID]
    cost = CROSS_ENTROPY if size == 2 else QUADRATIC
    network = Network.random(sizes, rng, kinds, cost, init="standard_normal")
    low, high = (0, 1) if size <= 2 else (-2, 3)
    return network, rng.standard_normal((sizes[0], 1)), rng.uniform(low, high, (sizes[-1], 1))


EXERCISE = Exercise(
    id="4.4",
    title="Which input moves the cost?",
    reference=input_slopes,
    inputs=input_inputs,
    tried="networks of 2 to 8 layers, mixed activation functions, two costs, targets from −2 to 3",
    insight="A small change of every input along these slopes can fool a network: an adversarial example.",
    hints=(
        "Start where the cost touches the network and go back, layer by layer: a diagonal, then transposed weights.",
        "np.diagflat turns a column of slopes into the diagonal matrix.",
        "BP2 would stop at the z of layer 2. From there to x is one more step, and the input layer has no σ.",
    ),
    sizes=(1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5, 6, 7),
)


@alternative
def inputs_by_entries(network, x, y):
    zs, activations = forward(network, x)
    slopes = network.cost.gradient(activations[-1], y)
    layers = list(zip(network.weights, network.activations, zs, strict=True))
    for w, activation, z in layers[::-1]:
        slopes = w.T @ (activation.prime(z) * slopes)
    return slopes


@alternative
def inputs_by_core(network, x, y):
    return network.weights[0].T @ backprop(network, x, y).deltas[0]


@alternative
def inputs_from_the_front(network, x, y):
    zs, activations = forward(network, x)
    jacobian = np.eye(len(x))
    for w, activation, z in zip(network.weights, network.activations, zs, strict=True):
        jacobian = activation.prime(z) * (w @ jacobian)
    return jacobian.T @ network.cost.gradient(activations[-1], y)


@alternative
def inputs_as_a_row(network, x, y):
    zs, activations = forward(network, x)
    row = network.cost.gradient(activations[-1], y).T
    for i in range(len(zs) - 1, -1, -1):
        row = row @ np.diagflat(network.activations[i].slope(zs[i], activations[i + 1])) @ network.weights[i]
    return row.reshape(-1, 1)


@alternative
def inputs_by_recursion(network, x, y):
    def back(i, a):
        if i == len(network.weights):
            return network.cost.gradient(a, y)
        z = network.weights[i] @ a + network.biases[i]
        return network.weights[i].T @ (back(i + 1, network.activations[i].f(z)) * network.activations[i].prime(z))

    return back(0, x)


@mistake("This is δ², the error of the first hidden layer. From its z to x, the weights w² still lie between.")
def stopped_at_the_first_error(network, x, y):
    return backprop(network, x, y).deltas[0]


def walked_back(network, x, y, slope=None, start=None, until=0):
    """The way back, with the slopes computed by another function of (i, z, a), another start, or an early stop."""
    zs, activations = forward(network, x)
    slopes = network.cost.gradient(activations[-1], y) if start is None else start(activations[-1])
    for i in reversed(range(until, len(zs))):
        z, a = zs[i], activations[i + 1]
        factor = slope(i, z, a) if slope else network.activations[i].prime(z)
        slopes = network.weights[i].T @ (factor * slopes)
    return slopes


@mistake("This is the slope at the activations of layer 2. One layer is still to go.")
def one_layer_too_early(network, x, y):
    return walked_back(network, x, y, until=1)


@mistake("At the end there is one slope too many: the input layer hands x on as it is.")
def input_bent_too(network, x, y):
    return network.activations[0].prime(x) * walked_back(network, x, y)


@mistake("Only weights are multiplied. Each layer also has its diagonal of slopes.")
def no_slopes_at_all(network, x, y):
    return walked_back(network, x, y, slope=lambda i, z, a: 1)


@mistake("The output layer's diagonal is missing: ∇_a C has to pass those neurons too.")
def no_slope_at_the_output(network, x, y):
    last = len(network.weights) - 1
    return walked_back(network, x, y, slope=lambda i, z, a: 1 if i == last else network.activations[i].prime(z))


@mistake("The diagonal of layer 2 is missing. That layer bends its z as well.")
def no_slope_in_the_first_layer(network, x, y):
    return walked_back(network, x, y, slope=lambda i, z, a: network.activations[i].prime(z) if i else 1)


@mistake("The slopes are taken at the activations. σ' belongs at z.")
def slopes_at_the_activations(network, x, y):
    return walked_back(network, x, y, slope=lambda i, z, a: network.activations[i].prime(a))


@mistake("Every layer gets the slope of the sigmoid. Each has an activation function of its own.")
def sigmoid_everywhere(network, x, y):
    return walked_back(network, x, y, slope=lambda i, z, a: SIGMOID.prime(z))


@mistake("The way back starts with a − y. This is ∇_a C for the quadratic cost only.")
def quadratic_cost_always(network, x, y):
    return walked_back(network, x, y, start=lambda a: a - y)


@mistake("This is how the outputs move, added up. The cost weighs them: start with its own slope.")
def slopes_of_the_outputs(network, x, y):
    return walked_back(network, x, y, start=np.ones_like)


@mistake("The weights are not transposed. Going back, they add over where signals went.")
def transposes_forgotten(network, x, y):
    zs, activations = forward(network, x)
    slopes = network.cost.gradient(activations[-1], y)
    for i in reversed(range(len(zs))):
        slopes = network.weights[i] @ (network.activations[i].prime(zs[i]) * slopes)
    return slopes


@mistake("The layers come in forward order. The slope of the cost meets the last layer first.")
def factors_in_forward_order(network, x, y):
    zs, activations = forward(network, x)
    slopes = network.cost.gradient(activations[-1], y)
    for i in range(len(zs)):
        slopes = network.weights[i].T @ (network.activations[i].prime(zs[i]) * slopes)
    return slopes


@mistake("The sign is wrong: this points downhill. A slope points uphill.")
def wrong_sign(network, x, y):
    return -walked_back(network, x, y)


@mistake("The slopes are flat, (n,). The input is a column, and so are its slopes.")
def left_flat(network, x, y):
    return walked_back(network, x, y).ravel()
