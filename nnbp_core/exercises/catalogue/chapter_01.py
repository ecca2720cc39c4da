"""Chapter 1: feedforward in matrices."""

from itertools import pairwise

import numpy as np

from nnbp_core import SIGMOID, Network, forward
from nnbp_core.exercises.exercise import Exercise, Mistake

# 1.1 --------------------------------------------------------------------------------------------------------------


def layer(w, a, b):
    return SIGMOID.f(w @ a + b)


def layer_inputs(rng, size):
    n_in, n_out, m = {1: (1, 1, 1), 5: (3, 3, 3), 6: (4, 2, 2)}.get(size, (size, size + 1, size - 1))
    far = 10 if size == 6 else 1  # σ must hold on the flat parts too
    return rng.standard_normal((n_out, n_in)), far * rng.standard_normal((n_in, m)), rng.standard_normal((n_out, 1))


def layer_by_loops(w, a, b):
    result = np.zeros((w.shape[0], a.shape[1]))
    for j in range(w.shape[0]):
        for x in range(a.shape[1]):
            z = sum(w[j, k] * a[k, x] for k in range(w.shape[1])) + b[j, 0]
            result[j, x] = 1 / (1 + np.exp(-z))
    return result


def layer_by_einsum(w, a, b):
    return 1 / (1 + np.exp(-(np.einsum("jk,kx->jx", w, a) + b)))


def layer_in_rows(w, a, b):
    return (1 / (1 + np.exp(-(a.T @ w.T + b.T)))).T


def layer_in_place(w, a, b):
    z = np.dot(w, a)
    z += b
    np.negative(z, out=z)
    return 1 / (1 + np.exp(z))


LAYER = Exercise(
    id="1.1",
    title="One layer, forward",
    reference=layer,
    inputs=layer_inputs,
    tried="layers of 1 to 5 neurons, square, wide and tall, batches of 1 to 3 examples",
    sizes=(1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5, 6),
    insight="The same line serves one example and a thousand: the bias column is added to every column by itself.",
    hints=(
        "Say the shapes first: w is (n_out, n_in), a is (n_in, m). Which product makes n_in vanish?",
        "The weighted input comes first, then the bias, then the activation function, in this order.",
        "SIGMOID.f works on every entry of an array at once.",
    ),
    mistakes=(
        Mistake("no activation", lambda w, a, b: w @ a + b, "This is z, the weighted input. The activation is σ(z)."),
        Mistake(
            "σ with the sign lost",
            lambda w, a, b: 1 / (1 + np.exp(w @ a + b)),
            "This is 1 / (1 + e^z). The sigmoid has a minus in the exponent; without it the neuron is upside down.",
        ),
        Mistake("no bias", lambda w, a, b: SIGMOID.f(w @ a), "The bias is missing: this is σ(w a)."),
        Mistake("bias subtracted", lambda w, a, b: SIGMOID.f(w @ a - b), "The bias is added, not subtracted."),
        Mistake(
            "bias after the activation",
            lambda w, a, b: SIGMOID.f(w @ a) + b,
            "The bias is added after the activation. It belongs to z, before σ bends it.",
        ),
        Mistake(
            "w transposed",
            lambda w, a, b: SIGMOID.f(w.T @ a + b),
            "The weights are transposed. Rows of w are “to” and columns are “from”, so forward needs no transpose.",
        ),
        Mistake(
            "product entry by entry",
            lambda w, a, b: SIGMOID.f(w * a + b),
            "w * a multiplies entry by entry. A layer sums over its inputs: that is a matrix product.",
        ),
        Mistake(
            "slope in place of σ",
            lambda w, a, b: SIGMOID.prime(w @ a + b),
            "This is σ'(z), the slope. The activation is σ(z) itself.",
        ),
    ),
    alternatives=(layer_by_loops, layer_by_einsum, layer_in_rows, layer_in_place),
)

# 1.2 --------------------------------------------------------------------------------------------------------------


def feedforward(weights, biases, x):
    a = x
    for w, b in zip(weights, biases, strict=True):
        a = SIGMOID.f(w @ a + b)
    return a


def feedforward_inputs(rng, size):
    sizes = [size] * (size + 1) if size < 4 else rng.integers(1, 5, size + 1).tolist()
    pairs = list(pairwise(sizes))
    weights = [rng.standard_normal((n_out, n_in)) for n_in, n_out in pairs]
    biases = [rng.standard_normal((n_out, 1)) for _, n_out in pairs]
    return weights, biases, rng.standard_normal((sizes[0], size))


def feedforward_by_index(weights, biases, x):
    activations = [x]
    for i in range(len(weights)):
        z = np.matmul(weights[i], activations[i]) + biases[i]
        activations.append(1 / (1 + np.exp(-z)))
    return activations[-1]


def feedforward_by_recursion(weights, biases, x):
    if not weights:
        return x
    return feedforward_by_recursion(weights[1:], biases[1:], SIGMOID.f(weights[0] @ x + biases[0]))


def feedforward_by_columns(weights, biases, x):
    columns = []
    for i in range(x.shape[1]):
        a = x[:, i]
        for w, b in zip(weights, biases, strict=True):
            a = SIGMOID.f(w @ a + b[:, 0])
        columns.append(a)
    return np.stack(columns, axis=1)


def feedforward_by_core(weights, biases, x):
    return forward(Network(weights, biases), x).activations[-1]


def linear_output(weights, biases, x):
    a = feedforward(weights[:-1], biases[:-1], x)
    return weights[-1] @ a + biases[-1]


def only_the_last_bends(weights, biases, x):
    z = x
    for w, b in zip(weights, biases, strict=True):
        z = w @ z + b
    return SIGMOID.f(z)


def input_bent_too(weights, biases, x):
    return feedforward(weights, biases, SIGMOID.f(x))


def all_activations(weights, biases, x):
    activations = [x]
    for w, b in zip(weights, biases, strict=True):
        activations.append(SIGMOID.f(w @ activations[-1] + b))
    return activations


def biases_left_out(weights, biases, x):
    return feedforward(weights, [0 * b for b in biases], x)


def last_layer_left_out(weights, biases, x):
    return feedforward(weights[:-1], biases[:-1], x)


def first_layer_left_out(weights, biases, x):
    return feedforward(weights[1:], biases[1:], x)


def x_in_every_layer(weights, biases, x):
    a = x
    for w, b in zip(weights, biases, strict=True):
        a = SIGMOID.f(w @ x + b)
    return a


FEEDFORWARD = Exercise(
    id="1.2",
    title="A whole network, forward",
    reference=feedforward,
    inputs=feedforward_inputs,
    tried="networks of 2 to 9 layers, batches of 1 to 8 examples",
    sizes=(1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 8),
    insight="Nothing here depends on the number of layers: depth is a loop, not new mathematics.",
    hints=(
        "What comes out of one layer goes into the next. You need one variable that holds it.",
        "Start with the input. Each turn of the loop takes one matrix and one bias column.",
        "Every layer after the input bends its z with σ, the last one too.",
    ),
    mistakes=(
        Mistake("last layer not bent", linear_output, "The last layer returns its z. It bends with σ like the others."),
        Mistake(
            "only the last layer bent",
            only_the_last_bends,
            "Only the last layer bends. Without σ between them, the layers collapse into a single matrix.",
        ),
        Mistake("input bent", input_bent_too, "The input goes through σ first. The input layer hands x on as it is."),
        Mistake(
            "all activations returned",
            all_activations,
            "These are the activations of all layers. The task asks for the last one, the output.",
        ),
        Mistake("no biases", biases_left_out, "The biases are missing: each layer computes w a + b."),
        Mistake(
            "last layer left out", last_layer_left_out, "The loop stops one layer early: the last weights are unused."
        ),
        Mistake(
            "first layer left out",
            first_layer_left_out,
            "The loop starts one layer late: the first weights are unused.",
        ),
        Mistake(
            "x fed to every layer",
            x_in_every_layer,
            "Every layer reads x. Only the first does; each later one reads what came out of the layer before.",
        ),
    ),
    alternatives=(feedforward_by_index, feedforward_by_recursion, feedforward_by_columns, feedforward_by_core),
)

# 1.3 --------------------------------------------------------------------------------------------------------------


def predict_from_rows(weights, biases, examples):
    columns = Network([w.T for w in weights], [b.reshape(-1, 1) for b in biases])
    return forward(columns, examples.T).activations[-1].T


def rows_inputs(rng, size):
    weights, biases, x = feedforward_inputs(rng, size)
    return [w.T for w in weights], [b.ravel() for b in biases], x.T


def rows_all_the_way(weights, biases, examples):
    a = examples
    for w, b in zip(weights, biases, strict=True):
        a = SIGMOID.f(a @ w + b)
    return a


def rows_one_at_a_time(weights, biases, examples):
    result = []
    for example in examples:
        a = example
        for w, b in zip(weights, biases, strict=True):
            a = SIGMOID.f(np.einsum("k,kj->j", a, w) + b)
        result.append(a)
    return np.array(result)


def rows_by_columns(weights, biases, examples):
    a = examples.T
    for w, b in zip(weights, biases, strict=True):
        a = SIGMOID.f(w.T @ a + b[:, None])
    return np.transpose(a)


def left_in_columns(weights, biases, examples):
    return predict_from_rows(weights, biases, examples).T


def weights_untransposed(weights, biases, examples):
    return forward(Network(weights, [b.reshape(-1, 1) for b in biases]), examples.T).activations[-1].T


def examples_untransposed(weights, biases, examples):
    return forward(Network([w.T for w in weights], [b.reshape(-1, 1) for b in biases]), examples).activations[-1].T


def biases_dropped(weights, biases, examples):
    return predict_from_rows(weights, [0 * b for b in biases], examples)


def biases_flat(weights, biases, examples):
    return forward(Network([w.T for w in weights], biases), examples.T).activations[-1].T


def weighted_input_returned(weights, biases, examples):
    return forward(Network([w.T for w in weights], [b.reshape(-1, 1) for b in biases]), examples.T).zs[-1].T


ROWS = Exercise(
    id="1.3",
    title="Somebody else's network, in rows",
    reference=predict_from_rows,
    inputs=rows_inputs,
    tried="networks of 2 to 9 layers, 1 to 8 examples as rows",
    sizes=(1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 8),
    insight="Two conventions, one computation: a transpose at the door and another at the exit is all it takes.",
    hints=(
        "Write the shapes of their arrays beside the shapes that ours would have. Three kinds of array, three changes.",
        "Their biases are flat. Ours are columns.",
        "Either translate everything to columns and back, or run the whole computation in rows.",
    ),
    mistakes=(
        Mistake("left in columns", left_in_columns, "The numbers are right and lie in columns; they want rows back."),
        Mistake(
            "weights not transposed",
            weights_untransposed,
            "Their weights run (from, to). In our network they need to be (to, from).",
        ),
        Mistake(
            "examples not transposed",
            examples_untransposed,
            "Their examples are rows. Our network reads one example per column.",
        ),
        Mistake("biases dropped", biases_dropped, "The biases were lost on the way: every layer has one per neuron."),
        Mistake(
            "biases left flat",
            biases_flat,
            "Their biases are flat, (n,). A column, (n, 1), is what is added to columns.",
        ),
        Mistake(
            "weighted input returned",
            weighted_input_returned,
            "This is the last weighted input. The prediction is what σ makes of it.",
        ),
    ),
    alternatives=(rows_all_the_way, rows_one_at_a_time, rows_by_columns),
)

EXERCISES = (LAYER, FEEDFORWARD, ROWS)
