"""Gradients with bugs in them, for 10.3."""

import numpy as np

from nnbp_core import RELU, SIGMOID, TANH, Network, backprop, forward, relative_error


def spoiled_backprop(network, x, y, bugs):
    """nabla_w and nabla_b, with a bug in each of the places named, such as ``{(3, "BP2")}``."""
    zs, activations = forward(network, x)
    last, m = len(zs) - 1, x.shape[1]
    nabla_w, nabla_b, delta = [], [], None
    for i in reversed(range(len(zs))):
        here = {equation for layer, equation in bugs if layer == i + 2}
        slope = network.activations[i].prime(zs[i])
        if i == last:
            delta = network.cost.gradient(activations[-1], y) * (slope if "BP1" not in here else slope**2 + 0.1)
        else:
            w_next = network.weights[i + 1]
            delta = (w_next.T @ delta) * slope if "BP2" not in here else (np.abs(w_next).T @ delta) * slope**2
        a_in = activations[i] if "BP4" not in here else activations[i] ** 2 + 0.1
        nabla_w.insert(0, delta @ a_in.T / m)
        nabla_b.insert(0, delta.mean(axis=1, keepdims=True) * (2 if "BP3" in here else 1))
    return nabla_w, nabla_b


def places(rng, n_layers, n_bugs):
    """So many bugs, each in a layer of its own, as (layer, equation)."""
    layers = rng.permutation(np.arange(2, n_layers + 1))[:n_bugs].tolist()
    return {
        (layer, rng.choice(["BP1" if layer == n_layers else "BP2", "BP3", "BP4"], p=[0.5, 0.25, 0.25]))
        for layer in layers
    }


def tell_apart(network, x, y, gradients):
    """Whether every part is clearly off or clearly right, and large enough for a numerical gradient."""
    right = backprop(network, x, y)
    ours, theirs = [*right.nabla_w, *right.nabla_b], [*gradients[0], *gradients[1]]
    errors = [relative_error(one, other) for one, other in zip(ours, theirs, strict=True)]
    large = all(np.linalg.norm(part) > 1e-2 for part in ours)
    return large and all(error > 1e-2 or error < 1e-12 for error in errors)


def special_suspects(rng, size):
    """What a hasty test overlooks, one for each size from 5 on."""
    sizes = [3, 2] if size == 5 else [2, 3, 3, 2]
    kinds = [RELU if size == 9 else TANH] * (len(sizes) - 2) + [TANH if size == 8 else SIGMOID]
    drawn = Network.random(sizes, rng, kinds, init="standard_normal")
    weights, biases = list(drawn.weights), list(drawn.biases)
    if size == 9:  # every hidden neuron is off: parts of the gradient are zero, and right
        biases[0], biases[1] = biases[0] - 50, biases[1] - 50
    if size == 12:  # one neuron of layer 3 has saturated
        weights[1], biases[1] = weights[1] * [[0], [1], [1]], [[6], [0], [0]]
    network = Network(weights, biases, kinds)
    x, y = rng.standard_normal((sizes[0], 4)), rng.random((sizes[-1], 4))
    bugs = {5: {(2, "BP1")}, 7: {(2, "BP3")}, 9: {(4, "BP3")}}.get(size, set())
    nabla_w, nabla_b = spoiled_backprop(network, x, y, bugs)
    if size == 6:  # a little above the limit
        nabla_b[0] = 1.0005 * nabla_b[0]
    if size == 7:  # a little below it
        nabla_w[2] = 1.00006 * nabla_w[2]
    if size == 8:  # of the right length
        nabla_w[1], nabla_b[1] = -nabla_w[1], -nabla_b[1]
    if size == 10:  # of the right sum
        nabla_w[1] = nabla_w[1][::-1]
    if size == 11:  # below the limit, and above it for whoever divides by one length alone
        nabla_w[1], nabla_b[2] = 1.00015 * nabla_w[1], 1.00015 * nabla_b[2]
    if size == 12:  # the saturated neuron's slopes are so small that a fifth more is below the limit
        nabla_w[1], nabla_b[1] = ([[1.2], [1], [1]] * part for part in (nabla_w[1], nabla_b[1]))
    return network, x, y, (nabla_w, nabla_b)
