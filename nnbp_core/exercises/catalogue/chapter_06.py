"""Chapter 6: saturation."""

import math

import numpy as np

from nnbp_core import CROSS_ENTROPY, LINEAR, QUADRATIC, SIGMOID, TANH, Network, backprop, forward
from nnbp_core.exercises.exercise import Exercise, Mistake

# 6.1 --------------------------------------------------------------------------------------------------------------


def speeds(w, b, x, y):
    z = w * x + b
    a = SIGMOID.f(z)
    quadratic = abs(x * (a - y) * SIGMOID.prime(z))
    cross_entropy = abs(x * (a - y))
    return quadratic, cross_entropy


def neuron_inputs(rng, size):
    if size == 1:
        return 2.0, 2.0, 1.0, 0.0
    w, b = rng.standard_normal(2).tolist()
    x = float(rng.uniform(0.8, 2) * rng.choice([-1, 1]))
    y = float(rng.random()) if size == 2 else float(rng.integers(2))
    far = {4: 60, 5: 900}.get(size, abs(w))
    return w + far * float(np.sign(w)), b, x, y


def speeds_by_core(w, b, x, y):
    result = []
    for cost in (QUADRATIC, CROSS_ENTROPY):
        neuron = Network([[[w]]], [[[b]]], cost=cost)
        result.append(abs(backprop(neuron, [[x]], [[y]]).nabla_w[0].item()))
    return result


def speeds_from_a(w, b, x, y):
    a = 1 / (1 + np.exp(-(w * x + b)))
    return abs(x) * abs(a - y) * a * (1 - a), abs(x) * abs(a - y)


def speeds_with_tanh(w, b, x, y):
    a = (1 + math.tanh((w * x + b) / 2)) / 2
    error = x * (y - a)
    return math.fabs(error * a * (1 - a)), math.fabs(error)


def speeds_signed(w, b, x, y):
    a = SIGMOID.f(w * x + b)
    return x * (a - y) * SIGMOID.prime(w * x + b), x * (a - y)


def speeds_of_the_bias(w, b, x, y):
    a = SIGMOID.f(w * x + b)
    return abs((a - y) * SIGMOID.prime(w * x + b)), abs(a - y)


def speeds_without_slope(w, b, x, y):
    _, fast = speeds(w, b, x, y)
    return fast, fast


def speeds_with_slope_in_both(w, b, x, y):
    slow, _ = speeds(w, b, x, y)
    return slow, slow


def speeds_swapped(w, b, x, y):
    slow, fast = speeds(w, b, x, y)
    return fast, slow


def speeds_along_a(w, b, x, y):
    a = SIGMOID.f(w * x + b)
    return speeds(w, b, x, y)[0], abs(x * (a - y) / (a * (1 - a)))


def speeds_slope_at_a(w, b, x, y):
    a = SIGMOID.f(w * x + b)
    return abs(x * (a - y) * SIGMOID.prime(a)), abs(x * (a - y))


def speeds_with_the_quotient(w, b, x, y):
    z = w * x + b
    a = SIGMOID.f(z)
    return speeds(w, b, x, y)[0], abs(x * (a - y) / (a * (1 - a)) * SIGMOID.prime(z))


SPEEDS = Exercise(
    id="6.1",
    title="How fast will this neuron learn?",
    reference=speeds,
    inputs=neuron_inputs,
    tried="neurons near z = 0, far out and very far out on both sides, targets 0, 1 and between",
    sizes=(1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5),
    insight="The two speeds differ by σ'(z) alone: at most ¼, and 0.018 at z = 4.",
    hints=(
        "First z and a. Then ask each cost for the error at the neuron, δ = ∂C/∂z. BP4 says what it is times.",
        "With the quadratic cost δ has a slope in it. With the cross-entropy the slope has cancelled.",
        "A speed has no sign. In a saturated neuron a(1 − a) can be 0 in the computer: cancel on paper, not in code.",
    ),
    mistakes=(
        Mistake("with its sign", speeds_signed, "This is the slope with its sign. The speed is its absolute value."),
        Mistake(
            "speed of the bias",
            speeds_of_the_bias,
            "This is how fast the bias moves. A weight's slope has what comes in as a factor.",
        ),
        Mistake(
            "slope left out",
            speeds_without_slope,
            "The quadratic cost keeps the slope of the neuron. Here it is missing, so both speeds are the same.",
        ),
        Mistake(
            "slope in both",
            speeds_with_slope_in_both,
            "The cross-entropy's speed still has the neuron's slope in it. The slope of that cost cancels it.",
        ),
        Mistake("swapped", speeds_swapped, "The two are swapped: the quadratic cost comes first."),
        Mistake(
            "slope with respect to a",
            speeds_along_a,
            "The cross-entropy's slope is taken with respect to a. The weight moves z first: one more factor.",
        ),
        Mistake("slope at a", speeds_slope_at_a, "σ' is taken at the activation. It wants the weighted input."),
        Mistake(
            "0/0 when saturated",
            speeds_with_the_quotient,
            "The formula is right on paper. Where a is 0 or 1 to the last digit it becomes 0/0: cancel first.",
        ),
        Mistake(
            "half left out",
            lambda w, b, x, y: (2 * speeds(w, b, x, y)[0], speeds(w, b, x, y)[1]),
            "The quadratic speed is twice what it should be. The ½ of that cost takes away the 2 of its derivative.",
        ),
    ),
    alternatives=(speeds_by_core, speeds_from_a, speeds_with_tanh),
)

# 6.2 --------------------------------------------------------------------------------------------------------------


def cross_entropy_error(z, y, k):
    return k * (SIGMOID.f(k * z) - y)


def steep_inputs(rng, size):
    if size == 1:
        return np.array([[0.5]]), np.array([[1.0]]), 2.0
    shape = (size, size + 1)
    y = rng.random(shape) if size == 2 else rng.integers(2, size=shape)  # whole numbers
    z = rng.standard_normal(shape)
    if size == 5:
        return 100 * z, y, 0.05  # hardly steep: far out, and not saturated
    return (300 * z if size == 4 else z), y, float(rng.uniform(0.5, 4))


def steep_two_terms(z, y, k):
    on, off = SIGMOID.f(k * z), SIGMOID.f(-k * z)
    return k * (1 - y) * on - k * y * off


def steep_with_tanh(z, y, k):
    return (k * (1 + np.tanh(k * z / 2)) - 2 * k * y) / 2


def steep_by_loops(z, y, k):
    result = []
    for z_row, y_row in zip(z.tolist(), y.tolist(), strict=True):
        row = []
        for one_z, one_y in zip(z_row, y_row, strict=True):
            small = math.exp(-abs(k * one_z))
            a = 1 / (1 + small) if one_z > 0 else small / (1 + small)
            row.append(k * (a - one_y))
        result.append(row)
    return np.array(result)


def steep_in_place(z, y, k):
    result = np.exp(-k * z)
    result += 1
    np.reciprocal(result, out=result)
    result -= y
    result *= k
    return result


def steep_quotient(z, y, k):
    a = SIGMOID.f(k * z)
    return (a - y) / (a * (1 - a)) * k * SIGMOID.prime(k * z)


def steep_along_a(z, y, k):
    a = SIGMOID.f(k * z)
    return (a - y) / (a * (1 - a))


def steep_first_term_only(z, y, k):
    return -k * y * SIGMOID.f(-k * z)


STEEP = Exercise(
    id="6.2",
    title="The error under cross-entropy, for steeper neurons",
    reference=cross_entropy_error,
    inputs=steep_inputs,
    tried="layers of 1 to 5 neurons, 1 to 6 examples, weighted inputs up to several hundred, steep and not",
    sizes=(1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5),
    insight="Cancelled on paper, the error stays exact where a(1 − a) has run out of digits.",
    hints=(
        "Follow the four steps of the chapter with σ(k z) in place of σ(z). Only one of them changes.",
        "By the chain rule, the derivative of σ(k z) with respect to z has one factor more than σ'.",
        "If your formula still has a division in it, it can become 0/0. Cancel until none is left.",
    ),
    mistakes=(
        Mistake(
            "no factor in front",
            lambda z, y, k: SIGMOID.f(k * z) - y,
            "The derivative with respect to z has one more factor, from the inside of σ(k z).",
        ),
        Mistake(
            "k forgotten inside",
            lambda z, y, k: k * (SIGMOID.f(z) - y),
            "The output is that of a plain sigmoid. These neurons compute σ(k z).",
        ),
        Mistake(
            "plain sigmoid", lambda z, y, k: SIGMOID.f(z) - y, "This is the error for k = 1: k is not used at all."
        ),
        Mistake(
            "sign of the error",
            lambda z, y, k: k * (y - SIGMOID.f(k * z)),
            "The sign is wrong. Where the output is above its target, the error is positive.",
        ),
        Mistake(
            "quadratic cost",
            lambda z, y, k: (SIGMOID.f(k * z) - y) * k * SIGMOID.prime(k * z),
            "This still has the neuron's slope: it is the error under the quadratic cost.",
        ),
        Mistake(
            "slope with respect to a",
            steep_along_a,
            "This is the slope with respect to the output a. The error is the slope with respect to z.",
        ),
        Mistake(
            "0/0 when saturated",
            steep_quotient,
            "On paper this is right. A saturated neuron makes it 0/0 in the computer: cancel the slope first.",
        ),
        Mistake(
            "half of the cost",
            steep_first_term_only,
            "Only y ln a has been differentiated. The cross-entropy has a second term, with 1 − y.",
        ),
        Mistake(
            "averaged",
            lambda z, y, k: cross_entropy_error(z, y, k) / z.shape[1],
            "This is divided by the number of examples. Each column is the error of that example's own cost.",
        ),
    ),
    alternatives=(steep_two_terms, steep_with_tanh, steep_by_loops, steep_in_place),
)

# 6.3 --------------------------------------------------------------------------------------------------------------


def stuck_layer(network, x, y):
    deltas = backprop(network, x, y).deltas
    shares = []
    for i in range(len(deltas) - 1):
        arriving = network.weights[i + 1].T @ deltas[i + 1]
        before = np.linalg.norm(arriving, axis=0).mean()
        after = np.linalg.norm(deltas[i], axis=0).mean()
        shares.append(after / before)
    return np.array(shares), int(np.argmin(shares)) + 2


def stuck_inputs(rng, size):
    hidden = [1] if size == 1 else rng.integers(2, 5, size).tolist()
    kinds = [(SIGMOID, TANH)[kind] for kind in rng.integers(2, size=len(hidden))]
    if size > 4:  # a linear layer lets everything through
        sizes, kinds = ([2, 3, 2], [LINEAR, TANH]) if size == 5 else ([2, 3, 3, 2], [SIGMOID, LINEAR, TANH])
        return Network.random(sizes, rng, kinds), rng.standard_normal((2, 4)), rng.random((2, 4))
    n_out, m = (1, 1) if size == 1 else (2, size + 2)
    free = Network.random([size, *hidden, n_out], rng, [*kinds, SIGMOID], CROSS_ENTROPY)
    stuck = int(rng.integers(len(hidden)))
    biases = [b + 4 * np.sign(b) if i == stuck else b / 4 for i, b in enumerate(free.biases)]
    network = Network(free.weights, biases, free.activations, free.cost)
    return network, rng.standard_normal((size, m)), rng.integers(2, size=(n_out, m)).astype(float)


def stuck_from_the_zs(network, x, y):
    zs, delta = forward(network, x).zs, backprop(network, x, y).deltas[-1]
    shares = []
    for i in range(len(zs) - 2, -1, -1):
        carried = network.weights[i + 1].T @ delta
        delta = carried * network.activations[i].prime(zs[i])
        lengths = [np.sqrt((each**2).sum(axis=0)).sum() for each in (carried, delta)]
        shares.insert(0, lengths[1] / lengths[0])
    return shares, 2 + shares.index(min(shares))


def stuck_by_examples(network, x, y):
    n_hidden, m = len(network.sizes) - 2, x.shape[1]
    before, after = np.zeros(n_hidden), np.zeros(n_hidden)
    for column in range(m):
        deltas = backprop(network, x[:, [column]], y[:, [column]]).deltas
        for i in range(n_hidden):
            before[i] += np.linalg.norm(network.weights[i + 1].T @ deltas[i + 1])
            after[i] += np.linalg.norm(deltas[i])
    shares = list(after / before)
    return shares, min(range(2, n_hidden + 2), key=lambda layer: shares[layer - 2])


def stuck_by_einsum(network, x, y):
    deltas = backprop(network, x, y).deltas
    weights = network.weights[1:]
    arriving = [np.einsum("qj,qx->jx", w, delta) for w, delta in zip(weights, deltas[1:], strict=True)]
    shares = [length(after) / length(before) for after, before in zip(deltas[:-1], arriving, strict=True)]
    ranked = sorted(zip(shares, range(2, len(network.sizes)), strict=True))
    return shares, ranked[0][1]


def length(columns):
    return np.hypot.reduce(columns, axis=0).mean()


def with_shares(shares):
    """The shares, with the number of the layer that has the smallest one."""
    return np.array(shares), int(np.argmin(shares)) + 2


def smallest_error(network, x, y):
    lengths = [length(delta) for delta in backprop(network, x, y).deltas[:-1]]
    return stuck_layer(network, x, y)[0], int(np.argmin(lengths)) + 2


def place_in_the_list(network, x, y):
    shares, layer = stuck_layer(network, x, y)
    return shares, layer - 2


def largest_share(network, x, y):
    shares, _ = stuck_layer(network, x, y)
    return shares, int(np.argmax(shares)) + 2


def weights_blamed_too(network, x, y):
    lengths = [length(delta) for delta in backprop(network, x, y).deltas]
    return with_shares([lengths[i] / lengths[i + 1] for i in range(len(lengths) - 1)])


def mean_slopes(network, x, y):
    zs = forward(network, x).zs
    return with_shares([network.activations[i].prime(zs[i]).mean() for i in range(len(zs) - 1)])


def sigmoid_everywhere(network, x, y):
    zs = forward(network, x).zs
    deltas = backprop(network, x, y).deltas
    arriving = [network.weights[i + 1].T @ deltas[i + 1] for i in range(len(zs) - 1)]
    return with_shares([length(c * SIGMOID.prime(z)) / length(c) for c, z in zip(arriving, zs[:-1], strict=True)])


def one_length_for_the_batch(network, x, y):
    deltas = backprop(network, x, y).deltas
    arriving = [network.weights[i + 1].T @ deltas[i + 1] for i in range(len(deltas) - 1)]
    lengths = [np.linalg.norm(delta) for delta in deltas]
    return with_shares([lengths[i] / np.linalg.norm(c) for i, c in enumerate(arriving)])


def mean_of_the_shares(network, x, y):
    deltas = backprop(network, x, y).deltas
    arriving = [network.weights[i + 1].T @ deltas[i + 1] for i in range(len(deltas) - 1)]
    return with_shares(
        [(np.linalg.norm(deltas[i], axis=0) / np.linalg.norm(c, axis=0)).mean() for i, c in enumerate(arriving)]
    )


def upside_down(network, x, y):
    shares, layer = stuck_layer(network, x, y)
    return 1 / shares, layer


STUCK = Exercise(
    id="6.3",
    title="Where the error is lost",
    reference=stuck_layer,
    inputs=stuck_inputs,
    tried="1 to 4 hidden layers of sigmoid and tanh neurons, one of them driven into saturation, and linear ones",
    sizes=(1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5, 6),
    insight="The smallest error sits in an early layer; the cause may sit in any layer after it. Look at ratios.",
    hints=(
        "BP2 has two halves: the weights carry the error to the layer, the slopes let a part of it through. "
        "You want what the second half does.",
        "`backprop` gives you every δ. What arrives at a layer comes from the δ of the layer after it.",
        "A list counts from 0. Its first entry belongs to the first hidden layer, which is layer 2.",
    ),
    mistakes=(
        Mistake(
            "layer of the smallest error",
            smallest_error,
            "The shares are right; the layer is the one with the smallest error. It may only suffer from what a later "
            "layer has done.",
        ),
        Mistake(
            "place in the list",
            place_in_the_list,
            "The shares are right; the number is a place in the list. Layers count from 1, the input.",
        ),
        Mistake(
            "largest share",
            largest_share,
            "The shares are right; the layer is the one that lets the most through. The stuck one lets the least.",
        ),
        Mistake(
            "weights blamed too",
            weights_blamed_too,
            "This divides by the error of the next layer, so the weights count as well. Divide by what arrives, "
            "after the weights.",
        ),
        Mistake(
            "mean slope",
            mean_slopes,
            "This is the mean slope of each layer. An error goes through some neurons more than through others: "
            "compare its lengths.",
        ),
        Mistake(
            "sigmoid's slope everywhere",
            sigmoid_everywhere,
            "Every layer has got the sigmoid's slope. Here each has its own activation function.",
        ),
        Mistake(
            "one length for the batch",
            one_length_for_the_batch,
            "One length is taken for the whole batch. Each column has its own; the mean is over those.",
        ),
        Mistake(
            "mean of the ratios",
            mean_of_the_shares,
            "This is the mean of each example's ratio. Take the mean lengths first, then one ratio.",
        ),
        Mistake(
            "upside down",
            upside_down,
            "The ratios are upside down: what is left over what arrived, so that a share stays below 1.",
        ),
    ),
    alternatives=(stuck_from_the_zs, stuck_by_examples, stuck_by_einsum),
)

EXERCISES = (SPEEDS, STEEP, STUCK)
