"""5.4 A colleague's backprop: find two bugs."""

import numpy as np

from nnbp_core import SIGMOID, TANH, Network, backprop, backpropagate_error, bias_gradient, forward, weight_gradient
from nnbp_core.exercises.exercise import Exercise, alternative, mistake


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
    if size == 6:  # one output, and equal layers before it
        sizes = [2, 3, 3, 1]
    network = Network.random(sizes, rng, [TANH] * (len(sizes) - 2) + [SIGMOID])
    m = {1: 1, 2: 2, 5: 1}.get(size) or int(rng.integers(5, 9))  # from 5 on, more than any layer has neurons
    return network, rng.standard_normal((sizes[0], m)), rng.random((sizes[-1], m))


EXERCISE = Exercise(
    id="5.4",
    title="A colleague's backprop: find two bugs",
    reference=mended_backprop,
    inputs=bugs_inputs,
    tried="networks of 3 to 8 layers of equal and unequal sizes, batches of 1 to 8 examples",
    insight="Layers of one size hide a wrong index: test code on unequal layers, and its numbers with check_gradients.",
    hints=(
        "Ask the cost: `check_gradients(network, x, y, (nabla_w, nabla_b))` names the parameter that is off the most. "
        "Try a network with one hidden layer, then one with unequal layers.",
        "What the code returns for the output layer is right. Both bugs stand in the loop.",
        "One bug is in a slope: 1 − (…)² is right for tanh, but of what? The other is in a product: "
        "read BP4 aloud, a_in times δ_out.",
    ),
    sizes=(1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5, 6, 7),
)


@alternative
def mended_with_the_core(network, x, y):
    gradients = backprop(network, x, y)
    return gradients.nabla_w, gradients.nabla_b


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


@alternative
def mended_with_the_outputs(network, x, y):
    return colleague(network, x, y, slope_from="a", into=0)


@alternative
def mended_with_the_equations(network, x, y):
    zs, activations = forward(network, x)
    deltas = [(activations[-1] - y) * SIGMOID.prime(zs[-1])]
    for w, z in zip(network.weights[:0:-1], zs[-2::-1], strict=True):
        deltas.append(backpropagate_error(w, deltas[-1], TANH.prime(z)))
    deltas.reverse()
    nabla_w = [weight_gradient(delta, a) for delta, a in zip(deltas, activations[:-1], strict=True)]
    return nabla_w, [bias_gradient(delta) for delta in deltas]


@alternative
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


@mistake("Both bugs are still there. What comes back for the output layer is right.")
def unmended(network, x, y):
    return colleague(network, x, y)


@mistake("One of two is mended. The slope of tanh is still taken from the wrong quantity.")
def slope_not_mended(network, x, y):
    return colleague(network, x, y, into=0)


@mistake("One of two is mended. The slope is right now; look at how the hidden layers' weights get their gradient.")
def bp4_not_mended(network, x, y):
    return colleague(network, x, y, slope_from="a")


@mistake("BP4 is right now. The slope is that of tanh taken at the activation: tanh has been applied twice.")
def slope_of_tanh_at_a(network, x, y):
    return colleague(network, x, y, slope_from="tanh of a", into=0)


@mistake("The hidden layers have got the slope of a sigmoid. Their neurons compute tanh.")
def slope_of_the_sigmoid(network, x, y):
    return colleague(network, x, y, slope_from="sigmoid", into=0)


@mistake("The slope was taken out of the hidden layers. It was wrong, but BP2 needs one.")
def slope_taken_out(network, x, y):
    return colleague(network, x, y, slope_from="nothing", into=0)


@mistake("BP4 now uses a weighted input. What flows through a weight is an activation.")
def weighted_input_in_bp4(network, x, y):
    return colleague(network, x, y, slope_from="a", into="z")


@mistake("The hidden layers are mended, but the error at the output has lost its slope. It was right before.")
def bp1_changed(network, x, y):
    return colleague(network, x, y, slope_from="a", into=0, slope_at_output=False)


@mistake("The transpose in BP2 is gone. It was right before.")
def transpose_taken_out(network, x, y):
    return colleague(network, x, y, slope_from="a", into=0, back=lambda w, delta: w @ delta)


@mistake("Both bugs are mended, but the means over the batch have become sums.")
def sum_for_mean(network, x, y):
    nabla_w, nabla_b = mended_backprop(network, x, y)
    m = x.shape[1]
    return [m * nabla for nabla in nabla_w], [m * nabla for nabla in nabla_b]
