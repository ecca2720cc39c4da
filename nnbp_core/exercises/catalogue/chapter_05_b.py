"""Chapter 5, second half: one epoch of training, and two bugs to find."""

import numpy as np

from nnbp_core import SIGMOID, TANH, Network, backprop, backpropagate_error, bias_gradient, forward, weight_gradient
from nnbp_core.exercises.exercise import Exercise, Mistake

# 5.3 --------------------------------------------------------------------------------------------------------------


def one_epoch(network, x, y, eta, batch_size, order):
    for start in range(0, len(order), batch_size):
        batch = order[start : start + batch_size]
        step = backprop(network, x[:, batch], y[:, batch])
        weights = [w - eta * nabla for w, nabla in zip(network.weights, step.nabla_w, strict=True)]
        biases = [b - eta * nabla for b, nabla in zip(network.biases, step.nabla_b, strict=True)]
        network = Network(weights, biases)
    return list(network.weights), list(network.biases)


def epoch_inputs(rng, size):
    sizes = [size] * (size + 1) if size < 3 else rng.integers(1, 5, size + 1).tolist()
    network = Network.random(sizes, rng)
    m = 1 if size == 1 else 2 * size + int(rng.integers(size))
    x, y = rng.standard_normal((sizes[0], m)), rng.random((sizes[-1], m))
    return network, x, y, float(rng.integers(1, 9)) / 2, size, rng.permutation(m)


def epoch_with(network, x, y, eta, batches, step=None):
    """The parameters after one step for each of the batches; `step` makes the new network."""
    for batch in batches:
        gradients = backprop(network, x[:, batch], y[:, batch])
        network = (step or moved)(network, gradients, eta)
    return list(network.weights), list(network.biases)


def moved(network, gradients, eta):
    weights = [w - eta * nabla for w, nabla in zip(network.weights, gradients.nabla_w, strict=True)]
    biases = [b - eta * nabla for b, nabla in zip(network.biases, gradients.nabla_b, strict=True)]
    return Network(weights, biases)


def cut(order, batch_size):
    return [order[start : start + batch_size] for start in range(0, len(order), batch_size)]


def epoch_in_lists(network, x, y, eta, batch_size, order):
    weights, biases = [w.copy() for w in network.weights], [b.copy() for b in network.biases]
    for batch in cut(order, batch_size):
        step = backprop(Network(weights, biases), x[:, batch], y[:, batch])
        for i in range(len(weights)):
            weights[i] -= eta * step.nabla_w[i]
            biases[i] -= eta * step.nabla_b[i]
    return weights, biases


def epoch_shuffled_first(network, x, y, eta, batch_size, order):
    x, y = x[:, order], y[:, order]
    while x.shape[1] > 0:
        network = moved(network, backprop(network, x[:, :batch_size], y[:, :batch_size]), eta)
        x, y = x[:, batch_size:], y[:, batch_size:]
    return list(network.weights), list(network.biases)


def epoch_by_examples(network, x, y, eta, batch_size, order):
    for batch in cut(order, batch_size):
        weights, biases = list(network.weights), list(network.biases)
        for i in batch:
            one = backprop(network, x[:, [i]], y[:, [i]])
            weights = [w - eta / len(batch) * nabla for w, nabla in zip(weights, one.nabla_w, strict=True)]
            biases = [b - eta / len(batch) * nabla for b, nabla in zip(biases, one.nabla_b, strict=True)]
        network = Network(weights, biases)
    return tuple(network.weights), tuple(network.biases)


def uphill(network, x, y, eta, batch_size, order):
    return one_epoch(network, x, y, -eta, batch_size, order)


def in_file_order(network, x, y, eta, batch_size, order):
    return one_epoch(network, x, y, eta, batch_size, np.arange(len(order)))


def targets_in_file_order(network, x, y, eta, batch_size, order):
    return one_epoch(network, x[:, order], y, eta, batch_size, np.arange(len(order)))


def short_batch_dropped(network, x, y, eta, batch_size, order):
    return epoch_with(network, x, y, eta, [batch for batch in cut(order, batch_size) if len(batch) == batch_size])


def all_steps_from_the_start(network, x, y, eta, batch_size, order):
    start = network
    for batch in cut(order, batch_size):
        gradients = backprop(start, x[:, batch], y[:, batch])
        network = moved(network, gradients, eta)
    return list(network.weights), list(network.biases)


def whole_set_at_once(network, x, y, eta, batch_size, order):
    return one_epoch(network, x, y, eta, len(order), order)


def one_at_a_time(network, x, y, eta, batch_size, order):
    return one_epoch(network, x, y, eta, 1, order)


def first_batch_only(network, x, y, eta, batch_size, order):
    return one_epoch(network, x, y, eta, batch_size, order[:batch_size])


def summed_steps(network, x, y, eta, batch_size, order):
    for batch in cut(order, batch_size):
        network = moved(network, backprop(network, x[:, batch], y[:, batch]), eta * len(batch))
    return list(network.weights), list(network.biases)


def short_batch_counted_full(network, x, y, eta, batch_size, order):
    for batch in cut(order, batch_size):
        gradients = backprop(network, x[:, batch], y[:, batch])
        network = moved(network, gradients, eta * len(batch) / batch_size)
    return list(network.weights), list(network.biases)


def biases_left(network, x, y, eta, batch_size, order):
    return epoch_with(
        network,
        x,
        y,
        eta,
        cut(order, batch_size),
        step=lambda n, gradients, eta: Network(moved(n, gradients, eta).weights, n.biases),
    )


EPOCH = Exercise(
    id="5.3",
    title="One epoch of training",
    reference=one_epoch,
    inputs=epoch_inputs,
    tried="networks of 2 to 5 layers, 1 to 11 examples in batches that do and do not divide them",
    insight="This loop is all of training: what a framework adds is speed and comfort.",
    hints=(
        "A step makes a new network, and the next step starts from that one.",
        "`order` says which columns come first. A slice of it picks the same columns of x and of y.",
        "A slice may reach past the end of an array: the last batch is then shorter, and `backprop` takes its mean "
        "over the columns that it gets.",
    ),
    mistakes=(
        Mistake("uphill", uphill, "The network climbs. The gradient points uphill, and training goes the other way."),
        Mistake("order ignored", in_file_order, "The examples are taken as they stand. `order` says which come first."),
        Mistake(
            "only x reordered",
            targets_in_file_order,
            "x is reordered and y is not: examples are taught with the answers of others.",
        ),
        Mistake(
            "short batch dropped",
            short_batch_dropped,
            "The last, shorter batch is left out. Its examples count, too.",
        ),
        Mistake(
            "gradients of the first network",
            all_steps_from_the_start,
            "Every gradient is taken at the network you started from. Each step must start where the last one ended.",
        ),
        Mistake(
            "one step for all",
            whole_set_at_once,
            "This is a single step along the gradient of all examples. An epoch takes one step for each mini-batch.",
        ),
        Mistake("one example per step", one_at_a_time, "One example per step: the size of the batches is ignored."),
        Mistake(
            "first batch only",
            first_batch_only,
            "Only the first mini-batch is used. Does the function return from within its loop?",
        ),
        Mistake(
            "steps of summed gradients",
            summed_steps,
            "The steps are too long: they follow the sum over the batch. The cost is a mean over its examples.",
        ),
        Mistake(
            "short batch counted as full",
            short_batch_counted_full,
            "The last batch is divided by the full batch size. Its mean runs over the examples that it has.",
        ),
        Mistake("biases left out", biases_left, "The biases have not moved. They take the same step as the weights."),
    ),
    alternatives=(epoch_in_lists, epoch_shuffled_first, epoch_by_examples),
)

# 5.4 --------------------------------------------------------------------------------------------------------------


def mended_backprop(network, x, y):
    zs, activations = forward(network, x)
    m = x.shape[1]
    delta = (activations[-1] - y) * SIGMOID.prime(zs[-1])
    nabla_w = [delta @ activations[-2].T / m]
    nabla_b = [delta.mean(axis=1, keepdims=True)]
    for i in reversed(range(len(zs) - 1)):
        slope = 1 - np.tanh(zs[i]) ** 2
        delta = (network.weights[i + 1].T @ delta) * slope
        nabla_w.insert(0, delta @ activations[i].T / m)
        nabla_b.insert(0, delta.mean(axis=1, keepdims=True))
    return nabla_w, nabla_b


def bugs_inputs(rng, size):
    sizes = [size] * 3 if size < 3 else rng.integers(1, 5, size + 1).tolist()
    network = Network.random(sizes, rng, [TANH] * (len(sizes) - 2) + [SIGMOID])
    return network, rng.standard_normal((sizes[0], size)), rng.random((sizes[-1], size))


def colleague(network, x, y, slope_from="z", into=1, slope_at_output=True, back=None):
    """The colleague's code; each argument changes one of its lines."""
    zs, activations = forward(network, x)
    m = x.shape[1]
    delta = activations[-1] - y
    if slope_at_output:
        delta = delta * SIGMOID.prime(zs[-1])
    nabla_w = [delta @ activations[-2].T / m]
    nabla_b = [delta.mean(axis=1, keepdims=True)]
    for i in reversed(range(len(zs) - 1)):
        slope = {
            "z": 1 - zs[i] ** 2,
            "a": 1 - activations[i + 1] ** 2,
            "tanh of a": 1 - np.tanh(activations[i + 1]) ** 2,
            "sigmoid": SIGMOID.prime(zs[i]),
            "nothing": 1.0,
        }[slope_from]
        carried = network.weights[i + 1].T @ delta if back is None else back(network.weights[i + 1], delta)
        delta = carried * slope
        nabla_w.insert(0, delta @ (zs[i].T if into == "z" else activations[i + into].T) / m)
        nabla_b.insert(0, delta.mean(axis=1, keepdims=True))
    return nabla_w, nabla_b


def mended_with_the_core(network, x, y):
    gradients = backprop(network, x, y)
    return gradients.nabla_w, gradients.nabla_b


def mended_with_the_outputs(network, x, y):
    return colleague(network, x, y, slope_from="a", into=0)


def mended_with_the_equations(network, x, y):
    zs, activations = forward(network, x)
    deltas = [(activations[-1] - y) * SIGMOID.prime(zs[-1])]
    for w, z in zip(network.weights[:0:-1], zs[-2::-1], strict=True):
        deltas.append(backpropagate_error(w, deltas[-1], TANH.prime(z)))
    deltas.reverse()
    nabla_w = [weight_gradient(delta, a) for delta, a in zip(deltas, activations[:-1], strict=True)]
    return nabla_w, [bias_gradient(delta) for delta in deltas]


def mended_with_the_cosh(network, x, y):
    zs, activations = forward(network, x)
    m = x.shape[1]
    delta = SIGMOID.prime(zs[-1]) * (activations[-1] - y) / m
    nabla_w, nabla_b = [], []
    for i in range(len(zs) - 1, -1, -1):
        nabla_w = [np.einsum("jx,kx->jk", delta, activations[i]), *nabla_w]
        nabla_b = [delta.sum(axis=1)[:, None], *nabla_b]
        if i > 0:
            delta = np.einsum("qj,qx->jx", network.weights[i], delta) / np.cosh(zs[i - 1]) ** 2
    return nabla_w, nabla_b


def mended_but_summed(network, x, y):
    nabla_w, nabla_b = mended_backprop(network, x, y)
    m = x.shape[1]
    return [m * nabla for nabla in nabla_w], [m * nabla for nabla in nabla_b]


BUGS = Exercise(
    id="5.4",
    title="A colleague's backprop: find two bugs",
    reference=mended_backprop,
    inputs=bugs_inputs,
    tried="networks of 3 to 5 layers of equal and unequal sizes, batches of 1 to 4 examples",
    insight="Layers of one size hide a wrong index: test code on unequal layers, and its numbers with check_gradients.",
    hints=(
        "Ask the cost: `check_gradients(network, x, y, (nabla_w, nabla_b))` names the parameter that is off the most. "
        "Try a network with one hidden layer, then one with unequal layers.",
        "What the code returns for the output layer is right. Both bugs stand in the loop.",
        "One bug is in a slope: 1 − (…)² is right for tanh, but of what? The other is in a product: "
        "read BP4 aloud, a_in times δ_out.",
    ),
    mistakes=(
        Mistake("unmended", colleague, "Both bugs are still there. What comes back for the output layer is right."),
        Mistake(
            "slope not mended",
            lambda network, x, y: colleague(network, x, y, into=0),
            "One of two is mended. The slope of tanh is still taken from the wrong quantity.",
        ),
        Mistake(
            "BP4 not mended",
            lambda network, x, y: colleague(network, x, y, slope_from="a"),
            "One of two is mended. The slope is right now; look at how the hidden layers' weights get their gradient.",
        ),
        Mistake(
            "slope of tanh at a",
            lambda network, x, y: colleague(network, x, y, slope_from="tanh of a", into=0),
            "BP4 is right now. The slope is that of tanh taken at the activation: tanh has been applied twice.",
        ),
        Mistake(
            "slope of the sigmoid",
            lambda network, x, y: colleague(network, x, y, slope_from="sigmoid", into=0),
            "The hidden layers have got the slope of a sigmoid. Their neurons compute tanh.",
        ),
        Mistake(
            "slope taken out",
            lambda network, x, y: colleague(network, x, y, slope_from="nothing", into=0),
            "The slope was taken out of the hidden layers. It was wrong, but BP2 needs one.",
        ),
        Mistake(
            "weighted input in BP4",
            lambda network, x, y: colleague(network, x, y, slope_from="a", into="z"),
            "BP4 now uses a weighted input. What flows through a weight is an activation.",
        ),
        Mistake(
            "BP1 changed",
            lambda network, x, y: colleague(network, x, y, slope_from="a", into=0, slope_at_output=False),
            "The hidden layers are mended, but the error at the output has lost its slope. It was right before.",
        ),
        Mistake(
            "transpose taken out",
            lambda network, x, y: colleague(network, x, y, slope_from="a", into=0, back=lambda w, delta: w @ delta),
            "The transpose in BP2 is gone. It was right before.",
        ),
        Mistake(
            "sum for mean", mended_but_summed, "Both bugs are mended, but the means over the batch have become sums."
        ),
    ),
    alternatives=(
        mended_with_the_core,
        mended_with_the_outputs,
        mended_with_the_equations,
        mended_with_the_cosh,
    ),
)

EXERCISES = (EPOCH, BUGS)
