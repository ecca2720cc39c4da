"""10.3 Which equation is to blame?"""

import numpy as np

from nnbp_core import (
    CROSS_ENTROPY,
    QUADRATIC,
    RELU,
    SIGMOID,
    TANH,
    Network,
    backprop,
    forward,
    numerical_gradient,
    relative_error,
)
from nnbp_core.exercises.exercise import Exercise, alternative, mistake


def first_wrong_layer(network, x, y, gradients):
    nabla_w, nabla_b = gradients
    numerical = numerical_gradient(network, x, y)
    for i in reversed(range(len(nabla_w))):
        w_is_off = relative_error(nabla_w[i], numerical.nabla_w[i]) > 1e-4
        b_is_off = relative_error(nabla_b[i], numerical.nabla_b[i]) > 1e-4
        if w_is_off and b_is_off:
            return i + 2, "BP1" if i == len(nabla_w) - 1 else "BP2"
        if w_is_off:
            return i + 2, "BP4"
        if b_is_off:
            return i + 2, "BP3"
    return 0, "right"


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
    sizes = [3, 2] if size == 5 else [2, 4, 3, 2]
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


def suspects(rng, size):
    if size > 4:
        return special_suspects(rng, size)
    while True:
        sizes = {1: [1, 1, 1], 2: [2, 2, 2]}.get(size) or rng.integers(2, 4, size + 1).tolist()
        kinds = [(SIGMOID, TANH)[kind] for kind in rng.integers(2, size=len(sizes) - 2)]
        cost = (QUADRATIC, CROSS_ENTROPY)[int(rng.integers(2))]
        network = Network.random(sizes, rng, [*kinds, SIGMOID], cost, init="standard_normal")
        x, y = rng.standard_normal((sizes[0], size)), rng.random((sizes[-1], size))
        bugs = {(2, "BP2")} if size == 1 else places(rng, len(sizes), int(rng.integers(3)))
        gradients = spoiled_backprop(network, x, y, bugs)
        if tell_apart(network, x, y, gradients):
            return network, x, y, gradients


EXERCISE = Exercise(
    id="10.3",
    title="Which equation is to blame?",
    reference=first_wrong_layer,
    inputs=suspects,
    tried="networks of 2 to 5 layers, one with a saturated neuron; gradients with no bug, one and two, in all four "
    "equations; errors on both sides of the limit",
    insight="What is wrong names the equation: weights and biases share δ, so if both are off, δ is.",
    hints=(
        "Compare part by part: for each layer the weights by themselves, and the biases by themselves.",
        "Errors travel backwards. What lies after the bug is right, so begin where nothing can come from elsewhere.",
        "δ goes into both gradients of its layer. Which are off if BP3 has the bug? If BP4 has it? If δ is wrong?",
    ),
    sizes=(1, 2, 2, 2, 2, 3, 3, 3, 3, 3, 4, 4, 4, 5, 6, 7, 8, 9, 10, 11, 12),
)


def off(network, x, y, gradients):
    """For the weights and for the biases, layer by layer: whether they are off."""
    right = backprop(network, x, y)
    return [
        [relative_error(r, g) > 1e-4 for r, g in zip(rights, givens, strict=True)]
        for rights, givens in zip(right[:2], gradients, strict=True)
    ]


def named(i, n, w_is_off, b_is_off):
    """The verdict on list entry i of n."""
    both = "BP1" if i == n - 1 else "BP2"
    return i + 2, both if w_is_off and b_is_off else "BP4" if w_is_off else "BP3"


@alternative
def wrong_by_the_core(network, x, y, gradients):
    found = [
        named(i, len(network.weights), w, b)
        for i, (w, b) in enumerate(zip(*off(network, x, y, gradients), strict=True))
        if w or b
    ]
    return found[-1] if found else (0, "right")


@alternative
def wrong_by_counting_down(network, x, y, gradients):
    true = numerical_gradient(network, x, y, method="complex")
    layer = len(network.sizes)
    while layer >= 2:
        wrong = ""
        for part in (0, 1):
            g, n = gradients[part][layer - 2], true[part][layer - 2]
            if np.linalg.norm(g - n) > 1e-4 * (np.linalg.norm(g) + np.linalg.norm(n)):
                wrong += "wb"[part]
        if wrong:
            at_output = layer == len(network.sizes)
            return layer, {"w": "BP4", "b": "BP3", "wb": "BP1" if at_output else "BP2"}[wrong]
        layer -= 1
    return 0, "right"


@alternative
def wrong_by_a_table(network, x, y, gradients):
    pairs = zip(numerical_gradient(network, x, y)[:2], gradients, strict=True)
    errors = np.array([[relative_error(g, n) for n, g in zip(*pair, strict=True)] for pair in pairs])
    is_off = errors > 1e-4  # rows: weights, biases; columns: layers
    if not is_off.any():
        return 0, "right"
    i = int(np.flatnonzero(is_off.any(axis=0))[-1])
    return named(i, len(network.weights), *is_off[:, i])


def verdict_by(choose):
    """A verdict from lists of what is off: `choose(w_is_off, b_is_off)` gives an entry, or None."""

    def function(network, x, y, gradients):
        w_is_off, b_is_off = off(network, x, y, gradients)
        i = choose(w_is_off, b_is_off)
        return (0, "right") if i is None else named(i, len(w_is_off), w_is_off[i], b_is_off[i])

    return function


def entries(*flags):
    """The entries at which any of the flags is set."""
    return [i for i, each in enumerate(zip(*flags, strict=True)) if any(each)]


@mistake("The search runs from the input. What is off there may have come from a later layer: begin at the output.")
@verdict_by
def from_the_input(w, b):
    return min(entries(w, b), default=None)


@mistake("This is the layer with the largest difference. An error may grow on its way back; look where it starts.")
def largest_error(network, x, y, gradients):
    layer, _ = wrong_by_the_core(network, x, y, gradients)
    if layer == 0:
        return 0, "right"
    differences = [
        [np.abs(given - right).max() for given, right in zip(*parts, strict=True)]
        for parts in zip(gradients, backprop(network, x, y)[:2], strict=True)
    ]
    i = int(np.max(differences, axis=0).argmax())
    w_is_off, b_is_off = off(network, x, y, gradients)
    return named(i, len(w_is_off), w_is_off[i], b_is_off[i])


@mistake("A layer whose weights are right is passed over. Its biases may be off all the same.")
@verdict_by
def only_the_weights(w, b):
    return max(entries(w), default=None)


@mistake("A layer whose biases are right is passed over. Its weights may be off all the same.")
@verdict_by
def only_the_biases(w, b):
    return max(entries(b), default=None)


@mistake("A layer is passed over unless weights and biases are both off. One is enough.")
@verdict_by
def only_where_both_are_off(w, b):
    return max(set(entries(w)) & set(entries(b)), default=None)


def changed(change):
    """The right verdict, with `change(layer, equation, n_layers)` made to it."""

    def function(network, x, y, gradients):
        layer, equation = wrong_by_the_core(network, x, y, gradients)
        return (layer, equation) if layer == 0 else change(layer, equation, len(network.sizes))

    return function


@mistake("This is the place in the list. Its first entry belongs to layer 2.")
@changed
def counted_from_0(layer, equation, n):
    return layer - 2, equation


@mistake("The layers are counted without the input. The input is layer 1.")
@changed
def counted_from_1(layer, equation, n):
    return layer - 1, equation


@mistake("The layers are counted from the output. Search from there, and count from the input.")
@changed
def counted_from_the_output(layer, equation, n):
    return n - layer + 1, equation


def swap(equation, one, other):
    return {one: other, other: one}.get(equation, equation)


@mistake("The layer is right. BP3 and BP4 are exchanged: BP3 is for the biases.")
@changed
def bp3_and_bp4_exchanged(layer, equation, n):
    return layer, swap(equation, "BP3", "BP4")


@mistake("The layer is right. BP1 and BP2 are exchanged: BP1 makes the error of the output layer.")
@changed
def bp1_and_bp2_exchanged(layer, equation, n):
    return layer, swap(equation, "BP1", "BP2")


@mistake("The layer is right. At the output, no error has come from a later layer: another equation makes it.")
@changed
def bp2_at_the_output(layer, equation, n):
    return layer, "BP2" if equation == "BP1" else equation


@mistake("The layer is right. BP1 is named for hidden layers, too; their error comes from the next layer.")
@changed
def bp1_everywhere(layer, equation, n):
    return layer, "BP1" if equation == "BP2" else equation


@mistake("The layer is right. δ is always blamed; if the weights or the biases are right, δ is as well.")
@changed
def delta_always_blamed(layer, equation, n):
    return layer, "BP1" if layer == n else "BP2"


@mistake("A right gradient is accused. Where nothing is off, the answer has the layer 0.")
def always_a_suspect(network, x, y, gradients):
    verdict = wrong_by_the_core(network, x, y, gradients)
    return verdict if verdict[0] else (len(network.sizes), "BP1")


@mistake("Where nothing is off, None comes back. Does the loop end without a return? Asked for is a pair.")
def none_where_all_is_right(network, x, y, gradients):
    verdict = wrong_by_the_core(network, x, y, gradients)
    return verdict if verdict[0] else None


@mistake("The numbers are compared to the last digit. A numerical gradient is never exact: allow for that.")
def compared_to_the_last_digit(network, x, y, gradients):
    numerical = numerical_gradient(network, x, y)
    i = len(network.weights) - 1
    w_is_off = bool((numerical.nabla_w[i] != gradients[0][i]).any())
    b_is_off = bool((numerical.nabla_b[i] != gradients[1][i]).any())
    return named(i, i + 1, w_is_off, b_is_off)
