"""Chapter 8, first half: a neuron of its own, and neurons that are all linear."""

from functools import reduce

import numpy as np

from nnbp_core import LINEAR, SIGMOID, Activation, Network, backprop, forward, modified
from nnbp_core import backpropagate_error as bp2
from nnbp_core.exercises.exercise import Exercise, Mistake

# 8.1 --------------------------------------------------------------------------------------------------------------


def error_with_own_neuron(w_next, delta_next, z, row, f_prime):
    slope = SIGMOID.prime(z)
    slope[row] = f_prime(z[row])
    return (w_next.T @ delta_next) * slope


def tanh_slope(z):
    return 1 - np.tanh(z) ** 2


def gate_slope(z):
    return SIGMOID.f(z) + z * SIGMOID.prime(z)


def square_slope(z):
    return 2 * z


def sine_slope(z):
    return np.cos(z)


def own_neuron_inputs(rng, size):
    n, n_next, m = {1: (1, 1, 1), 2: (2, 2, 1), 3: (3, 3, 3)}.get(size, rng.integers(3, 6, 3).tolist())
    f_prime = (tanh_slope, gate_slope, square_slope, sine_slope)[rng.integers(1, 4) if size > 1 else 0]
    w_next, delta_next = rng.standard_normal((n_next, n)), rng.standard_normal((n_next, m))
    return w_next, delta_next, rng.standard_normal((n, m)), int(rng.integers(n)), f_prime


def own_by_loops(w_next, delta_next, z, row, f_prime):
    delta = np.zeros(z.shape)
    for j in range(z.shape[0]):
        for x in range(z.shape[1]):
            felt = sum(w_next[q, j] * delta_next[q, x] for q in range(len(w_next)))
            a = 1 / (1 + np.exp(-z[j, x]))
            delta[j, x] = felt * (f_prime(z[j, x]) if j == row else a * (1 - a))
    return delta


def own_by_choice(w_next, delta_next, z, row, f_prime):
    its_row = np.arange(len(z))[:, None] == row
    return np.einsum("qj,qx->jx", w_next, delta_next) * np.where(its_row, f_prime(z), SIGMOID.prime(z))


def own_by_modified(w_next, delta_next, z, row, f_prime):
    own = Activation("own", np.copy, f_prime)
    return bp2(w_next, delta_next, modified(SIGMOID, {row: own}).prime(z))


def own_at_the_end(w_next, delta_next, z, row, f_prime):
    felt = np.dot(w_next.T, delta_next)
    delta = felt * SIGMOID.f(z) * SIGMOID.f(-z)
    delta[row] = felt[row] * f_prime(z[row])
    return delta


def own_in_rows(w_next, delta_next, z, row, f_prime):
    slope = SIGMOID.prime(z.T)
    slope[:, row] = f_prime(z.T[:, row])
    return (delta_next.T @ w_next * slope).T


def own_with(slopes):
    """BP2 with the slopes that `slopes(z, row, f_prime)` gives."""

    def function(w_next, delta_next, z, row, f_prime):
        return (w_next.T @ delta_next) * slopes(z, row, f_prime)

    return function


def put(array, place, values):
    """A copy of the array, with other values in one place."""
    copy = np.array(array)
    copy[place] = values
    return copy


def own_without_transpose(w_next, delta_next, z, row, f_prime):
    return (w_next @ delta_next) * put(SIGMOID.prime(z), row, f_prime(z[row]))


def own_slope_of_what_arrives(w_next, delta_next, z, row, f_prime):
    felt = w_next.T @ delta_next
    return felt * put(SIGMOID.prime(z), row, f_prime(felt[row]))


def own_row_alone(w_next, delta_next, z, row, f_prime):
    return (w_next.T @ delta_next)[row] * f_prime(z[row])


def own_row_not_carried(w_next, delta_next, z, row, f_prime):
    delta = (w_next.T @ delta_next) * SIGMOID.prime(z)
    return put(delta, row, f_prime(z[row]))


OWN_NEURON = Exercise(
    id="8.1",
    title="One neuron of its own",
    reference=error_with_own_neuron,
    inputs=own_neuron_inputs,
    tried="four functions f, in the first, the last and the middle rows of layers of 1 to 5 neurons",
    insight="Every neuron could have its own function: BP2 asks each one for its slope, and for nothing else.",
    hints=(
        "What arrives from the next layer is the same as ever. Only what the neuron lets through has changed.",
        "Start from the slopes of a layer in which all are sigmoid. One row of that array is wrong.",
        "The slope f' is asked where σ' was asked: at the neuron's own z, one value for each example.",
    ),
    mistakes=(
        Mistake(
            "slope forgotten",
            own_with(lambda z, row, f_prime: SIGMOID.prime(z)),
            "All slopes are those of σ. The one neuron computes f, so it has the slope of f.",
        ),
        Mistake(
            "the whole layer changed",
            own_with(lambda z, row, f_prime: f_prime(z)),
            "All slopes are those of f. Only one neuron computes f; its neighbours keep σ'.",
        ),
        Mistake(
            "both slopes",
            own_with(lambda z, row, f_prime: put(SIGMOID.prime(z), row, SIGMOID.prime(z[row]) * f_prime(z[row]))),
            "The one neuron has both slopes as factors. It computes f *in place of* σ, not after it.",
        ),
        Mistake(
            "slope at σ(z)",
            own_with(lambda z, row, f_prime: put(SIGMOID.prime(z), row, f_prime(SIGMOID.f(z[row])))),
            "f' is taken at σ(z). The neuron never computes σ; ask for its slope at z.",
        ),
        Mistake(
            "neighbour's row",
            own_with(lambda z, row, f_prime: put(SIGMOID.prime(z), row - 1, f_prime(z[row - 1]))),
            "The neuron before it was changed. `row` counts from 0, as NumPy does.",
        ),
        Mistake(
            "column for row",
            own_with(lambda z, row, f_prime: put(SIGMOID.prime(z), (slice(None), row), f_prime(z[:, row]))),
            "A column was changed. Columns are examples; the neuron is a row.",
        ),
        Mistake(
            "others have no slope",
            own_with(lambda z, row, f_prime: put(np.ones(z.shape), row, f_prime(z[row]))),
            "The other neurons let everything through. They still have the slope σ'.",
        ),
        Mistake(
            "others are silent",
            own_with(lambda z, row, f_prime: put(np.zeros(z.shape), row, f_prime(z[row]))),
            "The errors of the other neurons are 0. They take part as before, with the slope σ'.",
        ),
        Mistake(
            "no transpose",
            own_without_transpose,
            "The error comes back through weights that run forward: the transpose is missing.",
        ),
        Mistake(
            "slope of what arrives",
            own_slope_of_what_arrives,
            "f' is asked about what arrives from the next layer. A slope belongs to the neuron's own z.",
        ),
        Mistake(
            "one row returned",
            own_row_alone,
            "This is the error of the one neuron. Asked for is that of its whole layer.",
        ),
        Mistake(
            "what arrives is lost",
            own_row_not_carried,
            "In the one row there is a slope and nothing else. What arrives from the next layer is missing there.",
        ),
    ),
    alternatives=(own_by_loops, own_by_choice, own_by_modified, own_at_the_end, own_in_rows),
)

# 8.2 --------------------------------------------------------------------------------------------------------------


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


def linear_by_core(weights, biases, x, y):
    nabla_w, nabla_b, _ = backprop(Network(weights, biases, LINEAR), x, y)
    return nabla_w, nabla_b


def linear_by_products(weights, biases, x, y):
    activations = forward(Network(weights, biases, LINEAR), x).activations
    error, m = activations[-1] - y, x.shape[1]
    nabla_w, nabla_b = [], []
    for i, a_in in enumerate(activations[:-1]):
        after = reduce(lambda product, w: w @ product, weights[i + 1 :], np.eye(len(weights[i])))
        nabla_w.append(np.einsum("jx,kx->jk", after.T @ error, a_in) / m)
        nabla_b.append((after.T @ error).mean(axis=1)[:, np.newaxis])
    return nabla_w, nabla_b


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


def linear_in_rows(weights, biases, x, y):
    rows = [x.T]
    for w, b in zip(weights, biases, strict=True):
        rows.append(rows[-1] @ w.T + b.T)
    deltas = [(rows[-1] - y.T) / len(rows[0])]
    for w in weights[:0:-1]:
        deltas.append(deltas[-1] @ w)
    deltas.reverse()
    return [d.T @ a for d, a in zip(deltas, rows[:-1], strict=True)], [d.sum(axis=0)[:, None] for d in deltas]


def linear_with(forward_neuron=np.copy, slope=np.ones_like, back=None, sign=1, into=0, averaged=True):
    """A backprop for one kind of neuron; each argument spoils one of its lines."""

    def function(weights, biases, x, y):
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

    return function


def nothing_to_learn(weights, biases, x, y):
    return [0 * w for w in weights], [0 * b for b in biases]


def only_the_last_is_linear(weights, biases, x, y):
    network = Network(weights, biases, [SIGMOID] * (len(weights) - 1) + [LINEAR])
    return backprop(network, x, y)[:2]


def biases_summed(weights, biases, x, y):
    nabla_w, nabla_b = linear_backprop(weights, biases, x, y)
    return nabla_w, [x.shape[1] * nabla for nabla in nabla_b]


def last_layer_first(weights, biases, x, y):
    nabla_w, nabla_b = linear_backprop(weights, biases, x, y)
    return nabla_w[::-1], nabla_b[::-1]


LINEAR_BACKPROP = Exercise(
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
    mistakes=(
        Mistake(
            "sigmoid left in",
            linear_with(SIGMOID.f, SIGMOID.prime),
            "This is the backpropagation of sigmoid neurons. Here a neuron hands on its z unbent.",
        ),
        Mistake(
            "slope of the sigmoid left in",
            linear_with(slope=SIGMOID.prime),
            "The forward pass is linear, and the way back still has the slopes of the sigmoid in it.",
        ),
        Mistake(
            "slope z",
            linear_with(slope=np.copy),
            "The slope is taken to be z. That is the value of σ(z) = z; how steep is that line?",
        ),
        Mistake(
            "f(z) = x, to the letter",
            nothing_to_learn,
            "All slopes are 0, as if neurons handed on their input. They hand on z, which has weights in it.",
        ),
        Mistake(
            "hidden layers bend",
            only_the_last_is_linear,
            "Only the output layer is linear; the hidden layers still bend. All of them have σ(z) = z.",
        ),
        Mistake(
            "no transpose",
            linear_with(back=lambda w, delta: w @ delta),
            "Going back, the weights are not transposed. Only the slopes fall away; the rest of BP2 stays.",
        ),
        Mistake(
            "error handed back as it is",
            linear_with(back=lambda w, delta: delta),
            "Every layer gets the error of the output. Slopes are 1, weights are not: they still pass the error back.",
        ),
        Mistake("wrong sign", linear_with(sign=-1), "The signs are those of y − a. The slope of the cost is a − y."),
        Mistake("sum for mean", linear_with(averaged=False), "The gradient is that of the sum. The cost is a mean."),
        Mistake(
            "biases summed",
            biases_summed,
            "The weights' gradient is that of the mean, and the biases' that of the sum over the examples.",
        ),
        Mistake(
            "activation of the wrong layer",
            linear_with(into=1),
            "BP4 multiplies with what comes out of the layer. It wants what went in.",
        ),
        Mistake(
            "last layer first",
            last_layer_first,
            "The lists begin with the last layer. The first entry belongs to layer 2.",
        ),
    ),
    alternatives=(linear_by_core, linear_by_products, linear_example_by_example, linear_in_rows),
    sizes=(1, 2, 2, 3, 3, 4, 4, 4, 4, 4, 4, 4),
)

EXERCISES = (OWN_NEURON, LINEAR_BACKPROP)
