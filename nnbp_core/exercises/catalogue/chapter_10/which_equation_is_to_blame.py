"""10.3 Which equation is to blame?"""

import numpy as np

from nnbp_core import CROSS_ENTROPY, QUADRATIC, SIGMOID, TANH, Network, backprop, numerical_gradient, relative_error
from nnbp_core.exercises.catalogue.chapter_10._spoiled_gradients import (
    places,
    special_suspects,
    spoiled_backprop,
    tell_apart,
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


def suspects(rng, size):
    if size > 4:
        return special_suspects(rng, size)
    while True:
        sizes = {1: [1, 1, 1], 2: [2, 2, 2]}.get(size) or rng.integers(2, 4, size + 1).tolist()
        kinds = [(SIGMOID, TANH)[kind] for kind in rng.integers(2, size=len(sizes) - 2)]
        kinds = [SIGMOID] if size == 1 else kinds
        cost = (QUADRATIC, CROSS_ENTROPY)[int(rng.integers(2)) if size > 1 else 0]
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
    sizes=(1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 6, 7, 8, 9, 10, 11, 12),
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


@mistake("The network's own activations and cost are lost: it need not have sigmoids and the quadratic cost.")
def a_network_of_weights_and_biases_alone(network, x, y, gradients):
    return first_wrong_layer(Network(network.weights, network.biases), x, y, gradients)


@mistake("The numbers are compared to the last digit. A numerical gradient is never exact: allow for that.")
def compared_to_the_last_digit(network, x, y, gradients):
    numerical = numerical_gradient(network, x, y)
    i = len(network.weights) - 1
    w_is_off = bool((numerical.nabla_w[i] != gradients[0][i]).any())
    b_is_off = bool((numerical.nabla_b[i] != gradients[1][i]).any())
    return named(i, i + 1, w_is_off, b_is_off)
