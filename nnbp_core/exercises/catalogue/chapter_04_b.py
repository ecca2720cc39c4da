"""Chapter 4: the four equations. BP3, BP4, and the whole way back."""

import numpy as np

from nnbp_core import CROSS_ENTROPY, QUADRATIC, SIGMOID, SOFTPLUS, TANH, Network, backprop, forward
from nnbp_core import bias_gradient as bp3
from nnbp_core import weight_gradient as bp4
from nnbp_core.exercises.exercise import Exercise, Mistake

# 4.3 --------------------------------------------------------------------------------------------------------------


def gradients(delta, a_in):
    m = delta.shape[1]
    return delta @ a_in.T / m, delta.sum(axis=1, keepdims=True) / m


def gradients_inputs(rng, size):
    n_out, n_in, m = {1: (1, 1, 2), 2: (2, 2, 2), 3: (3, 3, 3), 5: (2, 3, 12)}.get(size, rng.integers(1, 6, 3).tolist())
    a_in = rng.standard_normal((n_in, m)) if size == 4 else rng.random((n_in, m))  # inputs may be below 0
    return rng.standard_normal((n_out, m)), a_in


def gradients_by_the_chain_rule(delta, a_in):
    nabla_w, nabla_b = np.zeros((len(delta), len(a_in))), np.zeros((len(delta), 1))
    for j in range(len(delta)):
        dz_db = np.zeros(delta.shape)
        dz_db[j] = 1
        nabla_b[j] = (delta * dz_db).sum(axis=0).mean()
        for k in range(len(a_in)):
            dz_dw = np.zeros(delta.shape)
            dz_dw[j] = a_in[k]
            nabla_w[j, k] = (delta * dz_dw).sum(axis=0).mean()
    return nabla_w, nabla_b


def gradients_by_einsum(delta, a_in):
    return np.einsum("jx,kx->jk", delta, a_in) / delta.shape[1], delta.mean(axis=1)[:, None]


def gradients_of_each_example(delta, a_in):
    outer = [np.outer(d, a) for d, a in zip(delta.T, a_in.T, strict=True)]
    return np.mean(outer, axis=0), np.mean(delta, axis=1, keepdims=True)


def gradients_in_rows(delta, a_in):
    rows, activations = delta.T, a_in.T
    return (activations.T @ rows).T / len(rows), rows.mean(axis=0).reshape(-1, 1)


def gradients_with_a_column_of_ones(delta, a_in):
    m = a_in.shape[1]
    return (delta / m) @ a_in.T, delta @ np.ones((m, 1)) / m


def gradients_by_equations(delta, a_in):
    return bp4(delta, a_in), bp3(delta)


def sums_for_means(delta, a_in):
    return delta @ a_in.T, delta.sum(axis=1, keepdims=True)


def only_weights_averaged(delta, a_in):
    return bp4(delta, a_in), delta.sum(axis=1, keepdims=True)


def only_biases_averaged(delta, a_in):
    return delta @ a_in.T, bp3(delta)


def product_of_means(delta, a_in):
    return bp3(delta) @ a_in.mean(axis=1, keepdims=True).T, bp3(delta)


def divided_by_neurons(delta, a_in):
    return delta @ a_in.T / len(delta), delta.sum(axis=1, keepdims=True) / len(delta)


def weights_the_other_way(delta, a_in):
    return bp4(delta, a_in).T, bp3(delta)


def gradients_exchanged(delta, a_in):
    return bp3(delta), bp4(delta, a_in)


def biases_flattened(delta, a_in):
    return bp4(delta, a_in), delta.mean(axis=1)


def biases_not_averaged(delta, a_in):
    return bp4(delta, a_in), delta


def biases_over_neurons(delta, a_in):
    return bp4(delta, a_in), delta.mean(axis=0, keepdims=True)


def weights_entry_by_entry(delta, a_in):
    return delta * a_in / delta.shape[1], bp3(delta)


def transpose_forgotten(delta, a_in):
    return delta @ a_in / delta.shape[1], bp3(delta)


GRADIENTS = Exercise(
    id="4.3",
    title="BP3 and BP4, proved on a batch",
    reference=gradients,
    inputs=gradients_inputs,
    tried="layers of 1 to 5 neurons, batches of 1 to 12 examples",
    sizes=(1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5),
    insight="The inner index of δ aᵀ is the example, so one matrix product adds up the whole batch.",
    hints=(
        "Take one parameter, and ask which entries of z it can move, and how fast. All others contribute nothing.",
        "A bias moves its own z, at rate 1. A weight moves one z, at the rate of what came in along it.",
        "Add over the examples and divide by how many there are. The result for the weights has the shape of w.",
    ),
    mistakes=(
        Mistake(
            "sums for means",
            sums_for_means,
            "These are sums over the examples. The cost of a batch is the mean, and so are its gradients.",
        ),
        Mistake(
            "only the weights averaged",
            only_weights_averaged,
            "The weights get a mean over the examples, the biases a sum. Both must be means.",
        ),
        Mistake(
            "only the biases averaged",
            only_biases_averaged,
            "The biases get a mean over the examples, the weights a sum. Both must be means.",
        ),
        Mistake(
            "product of means",
            product_of_means,
            "The weights get the mean error times the mean activation. A mean of products is no product of means.",
        ),
        Mistake(
            "divided by the neurons",
            divided_by_neurons,
            "The sums are divided by the number of neurons. Examples are columns: they lie along the other axis.",
        ),
        Mistake(
            "weights transposed",
            weights_the_other_way,
            "The gradient of the weights is transposed: it must have the shape of w, rows “to” and columns “from”.",
        ),
        Mistake(
            "results exchanged",
            gradients_exchanged,
            "The two results have changed places: first the weights, then the biases.",
        ),
        Mistake(
            "biases flat",
            biases_flattened,
            "The gradient of the biases is flat, (n,). The biases are a column, and their gradient is one too.",
        ),
        Mistake(
            "biases not averaged",
            biases_not_averaged,
            "The gradient of the biases still has a column for each example. One bias serves them all: take the mean.",
        ),
        Mistake(
            "biases averaged over neurons",
            biases_over_neurons,
            "The gradient of the biases is a mean over the neurons. Each has its own bias; the mean is over examples.",
        ),
        Mistake(
            "δ times a, entry by entry",
            weights_entry_by_entry,
            "δ meets a entry by entry. Every error meets every activation: that is an outer product.",
        ),
        Mistake(
            "transpose forgotten",
            transpose_forgotten,
            "δ meets a without a transpose. The index that must vanish is the example.",
        ),
    ),
    alternatives=(
        gradients_by_the_chain_rule,
        gradients_by_einsum,
        gradients_of_each_example,
        gradients_in_rows,
        gradients_with_a_column_of_ones,
        gradients_by_equations,
    ),
)

# 4.4 --------------------------------------------------------------------------------------------------------------


def input_slopes(network, x, y):
    zs, activations = forward(network, x)
    slopes = network.cost.gradient(activations[-1], y)
    for i in reversed(range(len(network.weights))):
        diagonal = np.diagflat(network.activations[i].prime(zs[i]))
        slopes = network.weights[i].T @ diagonal @ slopes
    return slopes


def input_inputs(rng, size):
    sizes = {1: [1, 1, 1], 2: [2, 2, 2], 3: [3, 3, 3, 3], 5: [3, 2]}.get(size, rng.integers(1, 5, 4).tolist())
    kinds = [(SIGMOID, TANH, SOFTPLUS)[i] for i in rng.permutation(3)][: len(sizes) - 1]
    if size <= 2:
        kinds = [TANH, SIGMOID]
    cost = CROSS_ENTROPY if size == 2 else QUADRATIC
    network = Network.random(sizes, rng, kinds, cost, init="standard_normal")
    return network, rng.standard_normal((sizes[0], 1)), rng.random((sizes[-1], 1))


def inputs_by_entries(network, x, y):
    zs, activations = forward(network, x)
    slopes = network.cost.gradient(activations[-1], y)
    layers = list(zip(network.weights, network.activations, zs, strict=True))
    for w, activation, z in layers[::-1]:
        slopes = w.T @ (activation.prime(z) * slopes)
    return slopes


def inputs_by_core(network, x, y):
    return network.weights[0].T @ backprop(network, x, y).deltas[0]


def inputs_from_the_front(network, x, y):
    zs, activations = forward(network, x)
    jacobian = np.eye(len(x))
    for w, activation, z in zip(network.weights, network.activations, zs, strict=True):
        jacobian = activation.prime(z) * (w @ jacobian)
    return jacobian.T @ network.cost.gradient(activations[-1], y)


def inputs_as_a_row(network, x, y):
    zs, activations = forward(network, x)
    row = network.cost.gradient(activations[-1], y).T
    for i in range(len(zs) - 1, -1, -1):
        row = row @ np.diagflat(network.activations[i].slope(zs[i], activations[i + 1])) @ network.weights[i]
    return row.reshape(-1, 1)


def inputs_by_recursion(network, x, y):
    def back(i, a):
        if i == len(network.weights):
            return network.cost.gradient(a, y)
        z = network.weights[i] @ a + network.biases[i]
        return network.weights[i].T @ (back(i + 1, network.activations[i].f(z)) * network.activations[i].prime(z))

    return back(0, x)


def walked_back(network, x, y, slope=None, start=None, until=0):
    """The way back, with the slopes computed by another function of (i, z, a), another start, or an early stop."""
    zs, activations = forward(network, x)
    slopes = network.cost.gradient(activations[-1], y) if start is None else start(activations[-1])
    for i in reversed(range(until, len(zs))):
        z, a = zs[i], activations[i + 1]
        factor = slope(i, z, a) if slope else network.activations[i].prime(z)
        slopes = network.weights[i].T @ (factor * slopes)
    return slopes


def stopped_at_the_first_error(network, x, y):
    return backprop(network, x, y).deltas[0]


def stopped_one_layer_early(network, x, y):
    return walked_back(network, x, y, until=1)


def input_bent_too(network, x, y):
    return network.activations[0].prime(x) * walked_back(network, x, y)


def no_slopes_at_all(network, x, y):
    return walked_back(network, x, y, slope=lambda i, z, a: 1)


def no_slope_at_the_output(network, x, y):
    last = len(network.weights) - 1
    return walked_back(network, x, y, slope=lambda i, z, a: 1 if i == last else network.activations[i].prime(z))


def no_slope_in_the_first_layer(network, x, y):
    return walked_back(network, x, y, slope=lambda i, z, a: network.activations[i].prime(z) if i else 1)


def slopes_at_the_activations(network, x, y):
    return walked_back(network, x, y, slope=lambda i, z, a: network.activations[i].prime(a))


def sigmoid_everywhere(network, x, y):
    return walked_back(network, x, y, slope=lambda i, z, a: SIGMOID.prime(z))


def quadratic_always(network, x, y):
    return walked_back(network, x, y, start=lambda a: a - y)


def sign_turned(network, x, y):
    return -walked_back(network, x, y)


def left_flat(network, x, y):
    return walked_back(network, x, y).ravel()


def slopes_of_the_outputs(network, x, y):
    return walked_back(network, x, y, start=np.ones_like)


def transposes_forgotten(network, x, y):
    zs, activations = forward(network, x)
    slopes = network.cost.gradient(activations[-1], y)
    for i in reversed(range(len(zs))):
        slopes = network.weights[i] @ (network.activations[i].prime(zs[i]) * slopes)
    return slopes


def factors_in_forward_order(network, x, y):
    zs, activations = forward(network, x)
    slopes = network.cost.gradient(activations[-1], y)
    for i in range(len(zs)):
        slopes = network.weights[i].T @ (network.activations[i].prime(zs[i]) * slopes)
    return slopes


INPUT_SLOPES = Exercise(
    id="4.4",
    title="Which input moves the cost?",
    reference=input_slopes,
    inputs=input_inputs,
    tried="networks of 2 to 4 layers, mixed activation functions, two costs",
    sizes=(1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5),
    insight="A small change of every input along these slopes can fool a network: an adversarial example.",
    hints=(
        "Start where the cost touches the network and go back, layer by layer: a diagonal, then transposed weights.",
        "np.diagflat turns a column of slopes into the diagonal matrix.",
        "BP2 would stop at the z of layer 2. From there to x is one more step, and the input layer has no σ.",
    ),
    mistakes=(
        Mistake(
            "stopped at δ²",
            stopped_at_the_first_error,
            "This is δ², the error of the first hidden layer. From its z to x, the weights w² still lie between.",
        ),
        Mistake(
            "one layer too early",
            stopped_one_layer_early,
            "This is the slope at the activations of layer 2. One layer is still to go.",
        ),
        Mistake(
            "input bent too",
            input_bent_too,
            "At the end there is one slope too many: the input layer hands x on as it is.",
        ),
        Mistake(
            "no slopes at all",
            no_slopes_at_all,
            "Only weights are multiplied. Each layer also has its diagonal of slopes.",
        ),
        Mistake(
            "no slope at the output",
            no_slope_at_the_output,
            "The output layer's diagonal is missing: ∇_a C has to pass those neurons too.",
        ),
        Mistake(
            "no slope in the first layer",
            no_slope_in_the_first_layer,
            "The diagonal of layer 2 is missing. That layer bends its z as well.",
        ),
        Mistake(
            "slopes at the activations",
            slopes_at_the_activations,
            "The slopes are taken at the activations. σ' belongs at z.",
        ),
        Mistake(
            "sigmoid everywhere",
            sigmoid_everywhere,
            "Every layer gets the slope of the sigmoid. Each has an activation function of its own.",
        ),
        Mistake(
            "quadratic cost always",
            quadratic_always,
            "The way back starts with a − y. This is ∇_a C for the quadratic cost only.",
        ),
        Mistake(
            "slopes of the outputs",
            slopes_of_the_outputs,
            "This is how the outputs move, added up. The cost weighs them: start with its own slope.",
        ),
        Mistake(
            "transposes forgotten",
            transposes_forgotten,
            "The weights are not transposed. Going back, they add over where signals went.",
        ),
        Mistake(
            "factors in forward order",
            factors_in_forward_order,
            "The layers come in forward order. The slope of the cost meets the last layer first.",
        ),
        Mistake("wrong sign", sign_turned, "The sign is wrong: this points downhill. A slope points uphill."),
        Mistake("left flat", left_flat, "The slopes are flat, (n,). The input is a column, and so are its slopes."),
    ),
    alternatives=(inputs_by_entries, inputs_by_core, inputs_from_the_front, inputs_as_a_row, inputs_by_recursion),
)

EXERCISES = (GRADIENTS, INPUT_SLOPES)
