"""Chapter 5, first half: backpropagation for one example, and for a mini-batch."""

import numpy as np

from nnbp_core import (
    SIGMOID,
    Network,
    backprop,
    backpropagate_error,
    bias_gradient,
    forward,
    output_error,
    weight_gradient,
)
from nnbp_core.exercises.exercise import Exercise, Mistake


def random_network(rng, size):
    """Layers of equal size up to size 2, of unequal sizes from 3 on."""
    sizes = [size] * (size + 1) if size < 3 else rng.integers(1, 5, size + 1).tolist()
    return Network.random(sizes, rng)


def batch_for(network, rng, m):
    return rng.standard_normal((network.sizes[0], m)), rng.random((network.sizes[-1], m))


# Every step of the algorithm as a function, so that a mistake is told by the one step that it changes.


def bp1(z, a, y):
    return (a - y) * SIGMOID.prime(z)


def bp2(network, i, delta, z, a):
    return (network.weights[i + 1].T @ delta) * SIGMOID.prime(z)


def bp3(delta):
    return delta.mean(axis=1, keepdims=True)


def bp4(delta, activations, i):
    return delta @ activations[i].T / delta.shape[1]


def with_steps(network, x, y, output=bp1, back=bp2, for_biases=bp3, for_weights=bp4):
    zs, activations = forward(network, x)
    deltas = [output(zs[-1], activations[-1], y)]
    for i in reversed(range(len(zs) - 1)):
        deltas.insert(0, back(network, i, deltas[0], zs[i], activations[i + 1]))
    nabla_w = [for_weights(delta, activations, i) for i, delta in enumerate(deltas)]
    return nabla_w, [for_biases(delta) for delta in deltas]


# 5.1 --------------------------------------------------------------------------------------------------------------


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


def one_example_by_core(network, x, y):
    return backprop(network, x, y)[:2]


def first_layer_last(network, x, y):
    nabla_w, nabla_b = backprop_one_example(network, x, y)
    return nabla_w[::-1], nabla_b[::-1]


def biases_before_weights(network, x, y):
    nabla_w, nabla_b = backprop_one_example(network, x, y)
    return nabla_b, nabla_w


ONE_EXAMPLE = Exercise(
    id="5.1",
    title="Backpropagation for one example",
    reference=backprop_one_example,
    inputs=one_example_inputs,
    tried="networks of 2 to 5 layers, of equal and of unequal sizes",
    insight="Two passes gave every slope: one forward and one back, however many weights there are.",
    hints=(
        "Five steps: input, forward, BP1, BP2 for each layer before, BP3 and BP4. Keep every z and every a on the way.",
        "One variable holds δ. Before you step back a layer, take from it all that the present layer needs.",
        "With i counting as in `zs[i]`: which weights lead out of that layer, and which activations came into it? "
        "The forward pass has one more activation than weighted inputs.",
    ),
    mistakes=(
        Mistake(
            "no slope at the output",
            lambda network, x, y: with_steps(network, x, y, output=lambda z, a, y: a - y),
            "The error at the output lacks its slope. For the quadratic cost, BP1 keeps the factor σ'.",
        ),
        Mistake(
            "no slope in the hidden layers",
            lambda network, x, y: with_steps(network, x, y, back=lambda n, i, delta, z, a: n.weights[i + 1].T @ delta),
            "The error passes through the hidden neurons unchanged. BP2 multiplies by their slope, too.",
        ),
        Mistake(
            "slope taken at a",
            lambda network, x, y: with_steps(
                network,
                x,
                y,
                output=lambda z, a, y: bp1(a, a, y),
                back=lambda n, i, delta, z, a: bp2(n, i, delta, a, a),
            ),
            "σ' is taken at the activation a. As a function it wants the weighted input.",
        ),
        Mistake(
            "sign of the error",
            lambda network, x, y: with_steps(network, x, y, output=lambda z, a, y: -bp1(z, a, y)),
            "Every slope has the wrong sign: y − a has crept in. An output above its target has a positive error.",
        ),
        Mistake(
            "no transpose in BP2",
            lambda network, x, y: with_steps(
                network, x, y, back=lambda n, i, delta, z, a: (n.weights[i + 1] @ delta) * SIGMOID.prime(z)
            ),
            "The weights in BP2 are not transposed. They map forward; an error travels the other way.",
        ),
        Mistake(
            "own activation in BP4",
            lambda network, x, y: with_steps(
                network, x, y, for_weights=lambda delta, activations, i: delta @ activations[i + 1].T
            ),
            "BP4 uses the activation that comes out of the layer. A weight's slope is what came in, times the error.",
        ),
        Mistake(
            "outer product turned around",
            lambda network, x, y: with_steps(
                network, x, y, for_weights=lambda delta, activations, i: activations[i] @ delta.T
            ),
            "The gradients for the weights are transposed. Each must have the shape of its weights: rows are “to”.",
        ),
        Mistake("first layer last", first_layer_last, "The lists run backwards. Entry 0 belongs to layer 2."),
        Mistake("biases first", biases_before_weights, "The two lists are swapped: the weights' gradients come first."),
    ),
    alternatives=(one_example_by_loops, one_example_from_behind, one_example_flat_inside, one_example_by_core),
    equivalent_mutants={
        "line 4: delta @ activations[-2].T: @ becomes *": "a column times a row entry by entry is the outer product",
        "line 8: delta @ activations[i].T: @ becomes *": "a column times a row entry by entry is the outer product",
    },
)

# 5.2 --------------------------------------------------------------------------------------------------------------


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
    return network, *batch_for(network, rng, size)


def batch_by_examples(network, x, y):
    m = x.shape[1]
    nabla_w = [np.zeros(w.shape) for w in network.weights]
    nabla_b = [np.zeros(b.shape) for b in network.biases]
    for i in range(m):
        more_w, more_b = backprop_one_example(network, x[:, [i]], y[:, [i]])
        nabla_w = [total + more / m for total, more in zip(nabla_w, more_w, strict=True)]
        nabla_b = [total + more / m for total, more in zip(nabla_b, more_b, strict=True)]
    return nabla_w, nabla_b


def batch_by_einsum(network, x, y):
    return with_steps(
        network,
        x,
        y,
        back=lambda n, i, delta, z, a: np.einsum("qj,qx,jx->jx", n.weights[i + 1], delta, a * (1 - a)),
        for_biases=lambda delta: np.einsum("jx->j", delta)[:, np.newaxis] / delta.shape[1],
        for_weights=lambda delta, activations, i: np.einsum("jx,kx->jk", delta, activations[i]) / delta.shape[1],
    )


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


def summed(network, x, y):
    return with_steps(
        network,
        x,
        y,
        for_biases=lambda delta: delta.sum(axis=1, keepdims=True),
        for_weights=lambda delta, activations, i: delta @ activations[i].T,
    )


def product_of_the_means(network, x, y):
    return with_steps(
        network,
        x,
        y,
        for_weights=lambda delta, activations, i: bp3(delta) @ bp3(activations[i]).T,
    )


MINI_BATCH = Exercise(
    id="5.2",
    title="A mini-batch, without a loop",
    reference=backprop_batch,
    inputs=mini_batch_inputs,
    tried="networks of 2 to 5 layers, batches of 1 to 4 examples",
    insight="The code for one example hardly changes: where the inner index is the example, the product adds them up.",
    hints=(
        "Start from your answer for one example and let `x` and `y` have m columns. Which of the lines still hold?",
        "BP1 and BP2 work column by column and stay as they are. The two gradients must lose the index of the example.",
        "In BP4 the inner index of the product is the example already: it adds. In BP3 you have to add. "
        "The cost is a mean, and so is its gradient.",
    ),
    mistakes=(
        Mistake("sum over the examples", summed, "This is the sum over the examples. The cost is their mean."),
        Mistake(
            "only the weights averaged",
            lambda network, x, y: with_steps(network, x, y, for_biases=lambda delta: delta.sum(axis=1, keepdims=True)),
            "The gradients for the weights are means; those for the biases are still sums.",
        ),
        Mistake(
            "only the biases averaged",
            lambda network, x, y: with_steps(
                network, x, y, for_weights=lambda delta, activations, i: delta @ activations[i].T
            ),
            "The gradients for the biases are means; those for the weights are still sums.",
        ),
        Mistake(
            "averaged twice",
            lambda network, x, y: with_steps(network, x, y, output=lambda z, a, y: bp1(z, a, y) / y.shape[1]),
            "This divides by m twice: once in the error at the output, once more at the end.",
        ),
        Mistake(
            "one example's code, unchanged",
            backprop_one_example,
            "This is the code for one example, unchanged: the weights get a sum, the biases one column per example.",
        ),
        Mistake(
            "errors kept apart",
            lambda network, x, y: with_steps(network, x, y, for_biases=lambda delta: delta),
            "The gradients for the biases still have one column per example. Each bias has one slope.",
        ),
        Mistake(
            "mean over the neurons",
            lambda network, x, y: with_steps(network, x, y, for_biases=lambda delta: delta.mean(axis=0)[:, np.newaxis]),
            "The biases' mean runs over the neurons. Examples are columns, so it must run along a row.",
        ),
        Mistake(
            "flat biases",
            lambda network, x, y: with_steps(network, x, y, for_biases=lambda delta: delta.mean(axis=1)),
            "The gradients for the biases are flat, (n,). They must be columns, as the biases are.",
        ),
        Mistake(
            "mean of δ times mean of a",
            product_of_the_means,
            "This is the mean error times the mean activation. The mean of the products is another number: "
            "each example's error belongs to its own activations.",
        ),
        Mistake(
            "first example only",
            lambda network, x, y: backprop_one_example(network, x[:, :1], y[:, :1]),
            "Only the first example counts. The gradient is the mean over all columns.",
        ),
        Mistake(
            "slope taken at a",
            lambda network, x, y: with_steps(network, x, y, back=lambda n, i, delta, z, a: bp2(n, i, delta, a, a)),
            "In BP2, σ' is taken at the activation. It wants the weighted input.",
        ),
    ),
    alternatives=(batch_by_examples, batch_by_einsum, batch_in_rows, batch_averaged_at_the_start, batch_in_place),
)

EXERCISES = (ONE_EXAMPLE, MINI_BATCH)
