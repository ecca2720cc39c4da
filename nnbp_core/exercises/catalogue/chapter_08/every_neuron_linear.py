"""8.2 Every neuron linear."""

from functools import reduce

import numpy as np

from nnbp_core import LINEAR, SIGMOID, Network, backprop, forward
from nnbp_core.exercises.exercise import Exercise, alternative, mistake


def linear_backprop(weights, biases, x, y):
    activations = [x]
    for w, b in zip(weights, biases, strict=True):
        activations.append(w @ activations[-1] + b)
    delta = (activations[-1] - y) / x.shape[1]
    nabla_w, nabla_b = [], []
    for i in reversed(range(len(weights))):
        nabla_w.insert(0, delta @ activations[i].T)
        nabla_b.insert(0, delta.sum(axis=1, keepdims=True))
        delta = weights[i].T @ delta
    return nabla_w, nabla_b


def linear_inputs(rng, size):
    sizes = {1: [1, 1, 1], 2: [2, 2], 3: [3, 3, 3]}.get(size) or rng.integers(1, 5, rng.integers(2, 6)).tolist()
    network = Network.random(sizes, rng, LINEAR)
    x, y = rng.standard_normal((sizes[0], size + 1)), rng.standard_normal((sizes[-1], size + 1))
    if size == 1:
        x, y = x[:, :1], y[:, :1]
    return list(network.weights), list(network.biases), x, y


EXERCISE = Exercise(
    id="8.2",
    title="Every neuron linear",
    reference=linear_backprop,
    inputs=linear_inputs,
    tried="networks of 2 to 5 layers of equal and unequal sizes, batches of 1 to 5 examples",
    insight="With no slope in its way an error passes on undimmed: a linear network cannot saturate.",
    hints=(
        "Take the algorithm as you know it and strike out what becomes 1.",
        "What leaves a neuron is what it gathered: activations and weighted inputs are now one list.",
        "BP3 and BP4 never had a slope in them. They stay as they are, and so does the mean over the examples.",
    ),
    sizes=(1, 2, 2, 3, 3, 4, 4, 4, 4, 4, 4, 4),
)


@alternative
def linear_by_core(weights, biases, x, y):
    nabla_w, nabla_b, _ = backprop(Network(weights, biases, LINEAR), x, y)
    return nabla_w, nabla_b


@alternative
def linear_by_products(weights, biases, x, y):
    activations = forward(Network(weights, biases, LINEAR), x).activations
    error, m = activations[-1] - y, x.shape[1]
    nabla_w, nabla_b = [], []
    for i, a_in in enumerate(activations[:-1]):
        after = reduce(lambda product, w: w @ product, weights[i + 1 :], np.eye(len(weights[i])))
        nabla_w.append(np.einsum("jx,kx->jk", after.T @ error, a_in) / m)
        nabla_b.append((after.T @ error).mean(axis=1)[:, np.newaxis])
    return nabla_w, nabla_b


@alternative
def linear_example_by_example(weights, biases, x, y):
    nabla_w, nabla_b = [0 * w for w in weights], [0 * b for b in biases]
    for n in range(x.shape[1]):
        activations = [x[:, n]]
        for w, b in zip(weights, biases, strict=True):
            activations.append(w @ activations[-1] + b[:, 0])
        delta = activations[-1] - y[:, n]
        for i in range(len(weights) - 1, -1, -1):
            nabla_w[i] = nabla_w[i] + np.outer(delta, activations[i]) / x.shape[1]
            nabla_b[i] = nabla_b[i] + delta[:, None] / x.shape[1]
            delta = delta @ weights[i]
    return nabla_w, nabla_b


@alternative
def linear_in_rows(weights, biases, x, y):
    rows = [x.T]
    for w, b in zip(weights, biases, strict=True):
        rows.append(rows[-1] @ w.T + b.T)
    deltas = [(rows[-1] - y.T) / len(rows[0])]
    for w in weights[:0:-1]:
        deltas.append(deltas[-1] @ w)
    deltas.reverse()
    return [d.T @ a for d, a in zip(deltas, rows[:-1], strict=True)], [d.sum(axis=0)[:, None] for d in deltas]


def linear_with(
    weights, biases, x, y, *, forward_neuron=np.copy, slope=np.ones_like, back=None, sign=1, into=0, averaged=True
):
    """A backprop for one kind of neuron; each argument spoils one of its lines."""
    zs, activations = [], [x]
    for w, b in zip(weights, biases, strict=True):
        zs.append(w @ activations[-1] + b)
        activations.append(forward_neuron(zs[-1]))
    delta = sign * (activations[-1] - y) * slope(zs[-1]) / (x.shape[1] if averaged else 1)
    nabla_w, nabla_b = [], []
    for i in reversed(range(len(weights))):
        nabla_w.insert(0, delta @ activations[i + into].T)
        nabla_b.insert(0, delta.sum(axis=1, keepdims=True))
        if i > 0:
            felt = weights[i].T @ delta if back is None else back(weights[i], delta)
            delta = felt * slope(zs[i - 1])
    return nabla_w, nabla_b


@mistake("This is the backpropagation of sigmoid neurons. Here a neuron hands on its z unbent.")
def sigmoid_left_in(*case):
    return linear_with(*case, forward_neuron=SIGMOID.f, slope=SIGMOID.prime)


@mistake("The forward pass is linear, and the way back still has the slopes of the sigmoid in it.")
def slope_of_the_sigmoid_left_in(*case):
    return linear_with(*case, slope=SIGMOID.prime)


@mistake("The slope is taken to be z. That is the value of σ(z) = z; how steep is that line?")
def slope_z(*case):
    return linear_with(*case, slope=np.copy)


@mistake("All slopes are 0, as if neurons handed on their input. They hand on z, which has weights in it.")
def f_is_x_to_the_letter(weights, biases, x, y):
    return [0 * w for w in weights], [0 * b for b in biases]


@mistake("Only the output layer is linear; the hidden layers still bend. All of them have σ(z) = z.")
def hidden_layers_bend(weights, biases, x, y):
    network = Network(weights, biases, [SIGMOID] * (len(weights) - 1) + [LINEAR])
    return backprop(network, x, y)[:2]


@mistake("Going back, the weights are not transposed. Only the slopes fall away; the rest of BP2 stays.")
def no_transpose(*case):
    return linear_with(*case, back=lambda w, delta: w @ delta)


@mistake("Every layer gets the error of the output. Slopes are 1, weights are not: they still pass the error back.")
def error_handed_back_as_it_is(*case):
    return linear_with(*case, back=lambda w, delta: delta)


@mistake("The signs are those of y − a. The slope of the cost is a − y.")
def wrong_sign(*case):
    return linear_with(*case, sign=-1)


@mistake("The gradient is that of the sum. The cost is a mean.")
def sum_for_mean(*case):
    return linear_with(*case, averaged=False)


@mistake("The weights' gradient is that of the mean, and the biases' that of the sum over the examples.")
def biases_summed(weights, biases, x, y):
    nabla_w, nabla_b = linear_backprop(weights, biases, x, y)
    return nabla_w, [x.shape[1] * nabla for nabla in nabla_b]


@mistake("BP4 multiplies with what comes out of the layer. It wants what went in.")
def activation_of_the_wrong_layer(*case):
    return linear_with(*case, into=1)


@mistake("The lists begin with the last layer. The first entry belongs to layer 2.")
def last_layer_first(weights, biases, x, y):
    nabla_w, nabla_b = linear_backprop(weights, biases, x, y)
    return nabla_w[::-1], nabla_b[::-1]
