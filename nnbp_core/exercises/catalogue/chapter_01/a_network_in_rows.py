"""1.3 Somebody else's network, in rows."""

import numpy as np

from nnbp_core import SIGMOID, Network, forward
from nnbp_core.exercises.catalogue.chapter_01.a_whole_network_forward import feedforward_inputs
from nnbp_core.exercises.exercise import Exercise, alternative, mistake


def predict_from_rows(weights, biases, examples):
    columns = Network([w.T for w in weights], [b.reshape(-1, 1) for b in biases])
    return forward(columns, examples.T).activations[-1].T


def rows_inputs(rng, size):
    weights, biases, x = feedforward_inputs(rng, size)
    return [w.T for w in weights], [b.ravel() for b in biases], x.T


EXERCISE = Exercise(
    id="1.3",
    title="Somebody else's network, in rows",
    reference=predict_from_rows,
    inputs=rows_inputs,
    tried="networks of 2 to 9 layers, 1 to 8 examples as rows",
    insight="Two conventions, one computation: a transpose at the door and another at the exit is all it takes.",
    hints=(
        "Write the shapes of their arrays beside the shapes that ours would have. Three kinds of array, three changes.",
        "Their biases are flat. Ours are columns.",
        "Either translate everything to columns and back, or run the whole computation in rows.",
    ),
    sizes=(1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 8),
)


@alternative
def rows_all_the_way(weights, biases, examples):
    a = examples
    for w, b in zip(weights, biases, strict=True):
        a = SIGMOID.f(a @ w + b)
    return a


@alternative
def rows_one_at_a_time(weights, biases, examples):
    result = []
    for example in examples:
        a = example
        for w, b in zip(weights, biases, strict=True):
            a = SIGMOID.f(np.einsum("k,kj->j", a, w) + b)
        result.append(a)
    return np.array(result)


@alternative
def rows_by_columns(weights, biases, examples):
    a = examples.T
    for w, b in zip(weights, biases, strict=True):
        a = SIGMOID.f(w.T @ a + b[:, None])
    return np.transpose(a)


@mistake("The numbers are right and lie in columns; they want rows back.")
def left_in_columns(weights, biases, examples):
    return predict_from_rows(weights, biases, examples).T


@mistake("Their weights run (from, to). In our network they need to be (to, from).")
def weights_not_transposed(weights, biases, examples):
    return forward(Network(weights, [b.reshape(-1, 1) for b in biases]), examples.T).activations[-1].T


@mistake("Their examples are rows. Our network reads one example per column.")
def examples_not_transposed(weights, biases, examples):
    return forward(Network([w.T for w in weights], [b.reshape(-1, 1) for b in biases]), examples).activations[-1].T


@mistake("The biases were lost on the way: every layer has one per neuron.")
def biases_dropped(weights, biases, examples):
    return predict_from_rows(weights, [0 * b for b in biases], examples)


@mistake("Their biases are flat, (n,). A column, (n, 1), is what is added to columns.")
def biases_left_flat(weights, biases, examples):
    return forward(Network([w.T for w in weights], biases), examples.T).activations[-1].T


@mistake("This is the last weighted input. The prediction is what σ makes of it.")
def weighted_input_returned(weights, biases, examples):
    return forward(Network([w.T for w in weights], [b.reshape(-1, 1) for b in biases]), examples.T).zs[-1].T
