"""1.2 A whole network, forward."""

from itertools import pairwise

import numpy as np

from nnbp_core import SIGMOID, Network, forward
from nnbp_core.exercises.exercise import Exercise, alternative, mistake


def feedforward(weights, biases, x):
    a = x
    for w, b in zip(weights, biases, strict=True):
        a = SIGMOID.f(w @ a + b)
    return a


def feedforward_inputs(rng, size):
    if size in (5, 6):  # layers that differ, and few of them; layers that are alike, and many
        sizes = [4, 2, 3] if size == 5 else [3] * 6
    else:
        sizes = [size] * (size + 1) if size < 4 else rng.integers(1, 5, size + 1).tolist()
    pairs = list(pairwise(sizes))
    weights = [rng.standard_normal((n_out, n_in)) for n_in, n_out in pairs]
    biases = [rng.standard_normal((n_out, 1)) for _, n_out in pairs]
    return weights, biases, rng.standard_normal((sizes[0], size))


EXERCISE = Exercise(
    id="1.2",
    title="A whole network, forward",
    reference=feedforward,
    inputs=feedforward_inputs,
    tried="networks of 2 to 9 layers, batches of 1 to 8 examples",
    insight="Nothing here depends on the number of layers: depth is a loop, not new mathematics.",
    hints=(
        "What comes out of one layer goes into the next. You need one variable that holds it.",
        "Start with the input. Each turn of the loop takes one matrix and one bias column.",
        "Every layer after the input bends its z with σ, the last one too.",
    ),
    sizes=(1, 2, 2, 3, 3, 3, 4, 4, 4, 5, 6, 8),
)


@alternative
def feedforward_by_index(weights, biases, x):
    activations = [x]
    for i in range(len(weights)):
        z = np.matmul(weights[i], activations[i]) + biases[i]
        activations.append(1 / (1 + np.exp(-z)))
    return activations[-1]


@alternative
def feedforward_by_recursion(weights, biases, x):
    if not weights:
        return x
    return feedforward_by_recursion(weights[1:], biases[1:], SIGMOID.f(weights[0] @ x + biases[0]))


@alternative
def feedforward_by_columns(weights, biases, x):
    columns = []
    for i in range(x.shape[1]):
        a = x[:, i]
        for w, b in zip(weights, biases, strict=True):
            a = SIGMOID.f(w @ a + b[:, 0])
        columns.append(a)
    return np.stack(columns, axis=1)


@alternative
def feedforward_by_core(weights, biases, x):
    return forward(Network(weights, biases), x).activations[-1]


@mistake("The last layer returns its z. It bends with σ like the others.")
def last_layer_not_bent(weights, biases, x):
    a = feedforward(weights[:-1], biases[:-1], x)
    return weights[-1] @ a + biases[-1]


@mistake("Only the last layer bends. Without σ between them, the layers collapse into a single matrix.")
def only_the_last_layer_bent(weights, biases, x):
    z = x
    for w, b in zip(weights, biases, strict=True):
        z = w @ z + b
    return SIGMOID.f(z)


@mistake("The input goes through σ first. The input layer hands x on as it is.")
def input_bent(weights, biases, x):
    return feedforward(weights, biases, SIGMOID.f(x))


@mistake("These are the activations of all layers. The task asks for the last one, the output.")
def all_activations_returned(weights, biases, x):
    activations = [x]
    for w, b in zip(weights, biases, strict=True):
        activations.append(SIGMOID.f(w @ activations[-1] + b))
    return activations


@mistake("The biases are missing: each layer computes w a + b.")
def no_biases(weights, biases, x):
    return feedforward(weights, [0 * b for b in biases], x)


@mistake("The loop stops one layer early: the last weights are unused.")
def last_layer_left_out(weights, biases, x):
    return feedforward(weights[:-1], biases[:-1], x)


@mistake("The loop starts one layer late: the first weights are unused.")
def first_layer_left_out(weights, biases, x):
    return feedforward(weights[1:], biases[1:], x)


@mistake("Every layer reads x. Only the first does; each later one reads what came out of the layer before.")
def x_fed_to_every_layer(weights, biases, x):
    a = x
    for w, b in zip(weights, biases, strict=True):
        a = SIGMOID.f(w @ x + b)
    return a
