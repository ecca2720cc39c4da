"""5.1 Backpropagation for one example."""

import numpy as np

from nnbp_core import SIGMOID, backprop, backpropagate_error, bias_gradient, forward, output_error, weight_gradient
from nnbp_core.exercises.catalogue.chapter_05._algorithm_in_steps import batch_for, bp1, bp2, random_network, with_steps
from nnbp_core.exercises.exercise import Exercise, alternative, mistake


def backprop_one_example(network, x, y):
    zs, activations = forward(network, x)
    delta = (activations[-1] - y) * SIGMOID.prime(zs[-1])
    nabla_w = [delta @ activations[-2].T]
    nabla_b = [delta]
    for i in reversed(range(len(zs) - 1)):
        delta = (network.weights[i + 1].T @ delta) * SIGMOID.prime(zs[i])
        nabla_w.insert(0, delta @ activations[i].T)
        nabla_b.insert(0, delta)
    return nabla_w, nabla_b


def one_example_inputs(rng, size):
    network = random_network(rng, size)
    return network, *batch_for(network, rng, 1)


EXERCISE = Exercise(
    id="5.1",
    title="Backpropagation for one example",
    reference=backprop_one_example,
    inputs=one_example_inputs,
    tried="networks of 2 to 8 layers, of equal and of unequal sizes",
    insight="Two passes gave every slope: one forward and one back, however many weights there are.",
    hints=(
        "Five steps: input, forward, BP1, BP2 for each layer before, BP3 and BP4. Keep every z and every a on the way.",
        "One variable holds δ. Before you step back a layer, take from it all that the present layer needs.",
        "With i counting as in `zs[i]`: which weights lead out of that layer, and which activations came into it? "
        "The forward pass has one more activation than weighted inputs.",
    ),
    sizes=(1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 7),
    equivalent_mutants={
        "line 4: delta @ activations[-2].T: @ becomes *": "a column times a row entry by entry is the outer product",
        "line 8: delta @ activations[i].T: @ becomes *": "a column times a row entry by entry is the outer product",
    },
)


@alternative
def one_example_by_loops(network, x, y):
    zs, activations = forward(network, x)
    last = len(zs) - 1
    nabla_w = [np.zeros(w.shape) for w in network.weights]
    nabla_b = [np.zeros(b.shape) for b in network.biases]
    for i in range(last, -1, -1):
        for j in range(len(zs[i])):
            if i == last:
                slope = activations[-1][j, 0] - y[j, 0]
            else:
                w = network.weights[i + 1]
                slope = sum(w[q, j] * nabla_b[i + 1][q, 0] for q in range(len(w)))
            a = activations[i + 1][j, 0]
            nabla_b[i][j, 0] = slope * a * (1 - a)
            for k in range(len(activations[i])):
                nabla_w[i][j, k] = activations[i][k, 0] * nabla_b[i][j, 0]
    return nabla_w, nabla_b


@alternative
def one_example_from_behind(network, x, y):
    zs, activations = forward(network, x)
    nabla_w, nabla_b = [None] * len(zs), [None] * len(zs)
    delta = output_error(activations[-1] - y, SIGMOID.prime(zs[-1]))
    for layer in range(1, len(zs) + 1):
        if layer > 1:
            delta = backpropagate_error(network.weights[1 - layer], delta, SIGMOID.prime(zs[-layer]))
        nabla_w[-layer] = weight_gradient(delta, activations[-layer - 1])
        nabla_b[-layer] = bias_gradient(delta)
    return nabla_w, nabla_b


@alternative
def one_example_flat_inside(network, x, y):
    activations = [x[:, 0]]
    for w, b in zip(network.weights, network.biases, strict=True):
        activations.append(1 / (1 + np.exp(-(w @ activations[-1] + b[:, 0]))))
    error = activations[-1] - y[:, 0]
    nabla_w, nabla_b = [], []
    for w, a_in, a in zip(network.weights[::-1], activations[-2::-1], activations[:0:-1], strict=True):
        delta = error * a * (1 - a)
        nabla_w.append(np.outer(delta, a_in))
        nabla_b.append(delta[:, None])
        error = delta @ w
    return nabla_w[::-1], nabla_b[::-1]


@alternative
def one_example_by_core(network, x, y):
    return backprop(network, x, y)[:2]


@mistake("The error at the output lacks its slope. For the quadratic cost, BP1 keeps the factor σ'.")
def no_slope_at_the_output(network, x, y):
    return with_steps(network, x, y, output=lambda z, a, y: a - y)


@mistake("The slope of the cost is twice too large. The ½ of the quadratic cost cancels the 2 of the square.")
def half_of_the_cost_forgotten(network, x, y):
    return with_steps(network, x, y, output=lambda z, a, y: 2 * bp1(z, a, y))


@mistake("The error passes through the hidden neurons unchanged. BP2 multiplies by their slope, too.")
def no_slope_in_the_hidden_layers(network, x, y):
    return with_steps(network, x, y, back=lambda n, i, delta, z, a: n.weights[i + 1].T @ delta)


@mistake("σ' is taken at the activation a. As a function it wants the weighted input.")
def slope_taken_at_a(network, x, y):
    return with_steps(
        network, x, y, output=lambda z, a, y: bp1(a, a, y), back=lambda n, i, delta, z, a: bp2(n, i, delta, a, a)
    )


@mistake("Every slope has the wrong sign: y − a has crept in. An output above its target has a positive error.")
def sign_of_the_error(network, x, y):
    return with_steps(network, x, y, output=lambda z, a, y: -bp1(z, a, y))


@mistake("The weights in BP2 are not transposed. They map forward; an error travels the other way.")
def no_transpose_in_bp2(network, x, y):
    return with_steps(network, x, y, back=lambda n, i, delta, z, a: (n.weights[i + 1] @ delta) * SIGMOID.prime(z))


@mistake("BP4 uses the activation that comes out of the layer. A weight's slope is what came in, times the error.")
def own_activation_in_bp4(network, x, y):
    return with_steps(network, x, y, for_weights=lambda delta, activations, i: delta @ activations[i + 1].T)


@mistake("The gradients for the weights are transposed. Each must have the shape of its weights: rows are “to”.")
def outer_product_turned_around(network, x, y):
    return with_steps(network, x, y, for_weights=lambda delta, activations, i: activations[i] @ delta.T)


@mistake("The lists run backwards. Entry 0 belongs to layer 2.")
def first_layer_last(network, x, y):
    nabla_w, nabla_b = backprop_one_example(network, x, y)
    return nabla_w[::-1], nabla_b[::-1]


@mistake("The two lists are swapped: the weights' gradients come first.")
def biases_first(network, x, y):
    nabla_w, nabla_b = backprop_one_example(network, x, y)
    return nabla_b, nabla_w
