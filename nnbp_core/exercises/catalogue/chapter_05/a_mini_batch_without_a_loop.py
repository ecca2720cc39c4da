"""5.2 A mini-batch, without a loop."""

import numpy as np

from nnbp_core import SIGMOID, forward
from nnbp_core.exercises.catalogue.chapter_05._algorithm_in_steps import (
    batch_for,
    bp1,
    bp2,
    bp3,
    random_network,
    with_steps,
)
from nnbp_core.exercises.catalogue.chapter_05.backpropagation_for_one_example import backprop_one_example
from nnbp_core.exercises.exercise import Exercise, alternative, mistake


def backprop_batch(network, x, y):
    zs, activations = forward(network, x)
    m = x.shape[1]
    delta = (activations[-1] - y) * SIGMOID.prime(zs[-1])
    nabla_w = [delta @ activations[-2].T / m]
    nabla_b = [delta.mean(axis=1, keepdims=True)]
    for i in reversed(range(len(zs) - 1)):
        delta = (network.weights[i + 1].T @ delta) * SIGMOID.prime(zs[i])
        nabla_w.insert(0, delta @ activations[i].T / m)
        nabla_b.insert(0, delta.mean(axis=1, keepdims=True))
    return nabla_w, nabla_b


def mini_batch_inputs(rng, size):
    network = random_network(rng, size)
    m = {1: 1, 2: 2, 5: 1}.get(size) or int(rng.integers(5, 12))  # from 5 on, more than any layer has neurons
    return network, *batch_for(network, rng, m)


EXERCISE = Exercise(
    id="5.2",
    title="A mini-batch, without a loop",
    reference=backprop_batch,
    inputs=mini_batch_inputs,
    tried="networks of 2 to 8 layers, batches of 1 to 11 examples",
    insight="The code for one example hardly changes: where the inner index is the example, the product adds them up.",
    hints=(
        "Start from your answer for one example and let `x` and `y` have m columns. Which of the lines still hold?",
        "BP1 and BP2 work column by column and stay as they are. The two gradients must lose the index of the example.",
        "In BP4 the inner index of the product is the example already: it adds. In BP3 you have to add. "
        "The cost is a mean, and so is its gradient.",
    ),
    sizes=(1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5, 7),
)


@alternative
def batch_by_examples(network, x, y):
    m = x.shape[1]
    nabla_w = [np.zeros(w.shape) for w in network.weights]
    nabla_b = [np.zeros(b.shape) for b in network.biases]
    for i in range(m):
        more_w, more_b = backprop_one_example(network, x[:, [i]], y[:, [i]])
        nabla_w = [total + more / m for total, more in zip(nabla_w, more_w, strict=True)]
        nabla_b = [total + more / m for total, more in zip(nabla_b, more_b, strict=True)]
    return nabla_w, nabla_b


@alternative
def batch_by_einsum(network, x, y):
    return with_steps(
        network,
        x,
        y,
        back=lambda n, i, delta, z, a: np.einsum("qj,qx,jx->jx", n.weights[i + 1], delta, a * (1 - a)),
        for_biases=lambda delta: np.einsum("jx->j", delta)[:, np.newaxis] / delta.shape[1],
        for_weights=lambda delta, activations, i: np.einsum("jx,kx->jk", delta, activations[i]) / delta.shape[1],
    )


@alternative
def batch_in_rows(network, x, y):
    activations = [x.T]
    for w, b in zip(network.weights, network.biases, strict=True):
        activations.append(SIGMOID.f(activations[-1] @ w.T + b.T))
    error = activations[-1] - y.T
    nabla_w, nabla_b = [], []
    for i in reversed(range(len(network.weights))):
        delta = error * activations[i + 1] * (1 - activations[i + 1])
        nabla_w.insert(0, (activations[i].T @ delta).T / len(delta))
        nabla_b.insert(0, (delta.sum(axis=0, keepdims=True) / len(delta)).T)
        error = delta @ network.weights[i]
    return nabla_w, nabla_b


@alternative
def batch_averaged_at_the_start(network, x, y):
    m = x.shape[1]
    return with_steps(
        network,
        x,
        y,
        output=lambda z, a, y: bp1(z, a, y) / m,
        for_biases=lambda delta: delta @ np.ones((m, 1)),
        for_weights=lambda delta, activations, i: delta @ activations[i].T,
    )


@alternative
def batch_in_place(network, x, y):
    zs, activations = forward(network, x)
    delta = activations[-1] - y
    nabla_w, nabla_b = [], []
    for i in range(len(zs) - 1, -1, -1):
        delta *= activations[i + 1]
        delta *= 1 - activations[i + 1]
        nabla_w.append(np.dot(delta, activations[i].T))
        nabla_w[-1] /= x.shape[1]
        nabla_b.append(delta.mean(axis=1).reshape(-1, 1))
        delta = np.dot(network.weights[i].T, delta)
    nabla_w.reverse()
    nabla_b.reverse()
    return nabla_w, nabla_b


@mistake("This is the sum over the examples. The cost is their mean.")
def sum_over_the_examples(network, x, y):
    return with_steps(
        network,
        x,
        y,
        for_biases=lambda delta: delta.sum(axis=1, keepdims=True),
        for_weights=lambda delta, activations, i: delta @ activations[i].T,
    )


@mistake("The gradients for the weights are means; those for the biases are still sums.")
def only_the_weights_averaged(network, x, y):
    return with_steps(network, x, y, for_biases=lambda delta: delta.sum(axis=1, keepdims=True))


@mistake("The gradients for the biases are means; those for the weights are still sums.")
def only_the_biases_averaged(network, x, y):
    return with_steps(network, x, y, for_weights=lambda delta, activations, i: delta @ activations[i].T)


@mistake("This divides by m twice: once in the error at the output, once more at the end.")
def averaged_twice(network, x, y):
    return with_steps(network, x, y, output=lambda z, a, y: bp1(z, a, y) / y.shape[1])


@mistake("The slope of the cost is twice too large. The ½ of the quadratic cost cancels the 2 of the square.")
def half_of_the_cost_forgotten(network, x, y):
    return with_steps(network, x, y, output=lambda z, a, y: 2 * bp1(z, a, y))


@mistake("Every slope has the wrong sign: y − a has crept in. An output above its target has a positive error.")
def sign_of_the_error(network, x, y):
    return with_steps(network, x, y, output=lambda z, a, y: -bp1(z, a, y))


@mistake("The error at the output lacks its slope. For the quadratic cost, BP1 keeps the factor σ'.")
def no_slope_at_the_output(network, x, y):
    return with_steps(network, x, y, output=lambda z, a, y: a - y)


@mistake("The error passes through the hidden neurons unchanged. BP2 multiplies by their slope, too.")
def no_slope_in_the_hidden_layers(network, x, y):
    return with_steps(network, x, y, back=lambda n, i, delta, z, a: n.weights[i + 1].T @ delta)


@mistake("The weights in BP2 are not transposed. They map forward; an error travels the other way.")
def no_transpose_in_bp2(network, x, y):
    return with_steps(network, x, y, back=lambda n, i, delta, z, a: (n.weights[i + 1] @ delta) * SIGMOID.prime(z))


@mistake("BP4 uses the activation that comes out of the layer. A weight's slope is what came in, times the error.")
def own_activation_in_bp4(network, x, y):
    return with_steps(
        network, x, y, for_weights=lambda delta, activations, i: delta @ activations[i + 1].T / delta.shape[1]
    )


@mistake("This is the code for one example, unchanged: the weights get a sum, the biases one column per example.")
def one_examples_code_unchanged(network, x, y):
    return backprop_one_example(network, x, y)


@mistake("The gradients for the biases still have one column per example. Each bias has one slope.")
def errors_kept_apart(network, x, y):
    return with_steps(network, x, y, for_biases=lambda delta: delta)


@mistake("The biases' mean runs over the neurons. Examples are columns, so it must run along a row.")
def mean_over_the_neurons(network, x, y):
    return with_steps(network, x, y, for_biases=lambda delta: delta.mean(axis=0)[:, np.newaxis])


@mistake("The gradients for the biases are flat, (n,). They must be columns, as the biases are.")
def flat_biases(network, x, y):
    return with_steps(network, x, y, for_biases=lambda delta: delta.mean(axis=1))


@mistake(
    "This is the mean error times the mean activation. The mean of the products is another number: "
    "each example's error belongs to its own activations."
)
def mean_of_delta_times_mean_of_a(network, x, y):
    return with_steps(network, x, y, for_weights=lambda delta, activations, i: bp3(delta) @ bp3(activations[i]).T)


@mistake("Only the first example counts. The gradient is the mean over all columns.")
def first_example_only(network, x, y):
    return backprop_one_example(network, x[:, :1], y[:, :1])


@mistake("In BP2, σ' is taken at the activation. It wants the weighted input.")
def slope_taken_at_a(network, x, y):
    return with_steps(network, x, y, back=lambda n, i, delta, z, a: bp2(n, i, delta, a, a))
