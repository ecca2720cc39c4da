"""10.4 Find an input that exposes this bug."""

import numpy as np

from nnbp_core import (
    CROSS_ENTROPY,
    QUADRATIC,
    SIGMOID,
    TANH,
    Network,
    backprop,
    check_gradients,
    forward,
    numerical_gradient,
    relative_error,
)
from nnbp_core.exercises.exercise import Exercise, alternative, mistake


def verdict(suspect):
    rng = np.random.default_rng(10)
    network = Network.random([2, 3, 3, 2], rng, [TANH, TANH, SIGMOID], CROSS_ENTROPY)
    x, y = rng.standard_normal((2, 5)), rng.random((2, 5))
    nabla_w, nabla_b = suspect(network, x, y)
    right = numerical_gradient(network, x, y)
    pairs = zip(nabla_w + nabla_b, right.nabla_w + right.nabla_b, strict=True)
    errors = [relative_error(g, n) for g, n in pairs]
    return "wrong" if max(errors) > 1e-4 else "right"


def spoiled(network, x, y, *, back=lambda w: w.T, slope_of=None, gradient_of=None, count=None):
    """nabla_w and nabla_b of the mean cost; each argument puts a bug in the place of a line."""
    zs, activations = forward(network, x)
    last, m = len(zs) - 1, x.shape[1] if count is None else count(x)
    slopes = [(slope_of or each).prime(z) for each, z in zip(network.activations, zs, strict=True)]
    delta = (gradient_of or network.cost).gradient(activations[-1], y) * slopes[last]
    nabla_w, nabla_b = [], []
    for i in range(last, -1, -1):
        nabla_w.insert(0, delta @ activations[i].T / m)
        nabla_b.insert(0, delta.sum(axis=1, keepdims=True) / m)
        if i > 0:
            delta = back(network.weights[i]) @ delta * slopes[i - 1]
    return nabla_w, nabla_b


def sent_in(network, x, y):
    """The one that the task shows: a square matrix is not transposed."""

    def fitted(w):
        return w if w.shape[0] == w.shape[1] else w.T

    return spoiled(network, x, y, back=fitted)


def sent_in_too(network, x, y):
    """Divides by the number of inputs: right if there are as many examples."""
    return spoiled(network, x, y, count=len)


def another_one(network, x, y):
    """Right as long as no weight after the first layer is negative."""
    return spoiled(network, x, y, back=lambda w: np.abs(w).T)


def yet_another(network, x, y):
    """Right as long as all neurons are sigmoids."""
    return spoiled(network, x, y, slope_of=SIGMOID)


def the_last_one(network, x, y):
    """Right as long as the cost is quadratic."""
    return spoiled(network, x, y, gradient_of=QUADRATIC)


def by_the_core(network, x, y):
    """Nothing is wrong with it."""
    nabla_w, nabla_b, _ = backprop(network, x, y)
    return nabla_w, nabla_b


def by_hand(network, x, y):
    """Nothing is wrong with it, but a rounding in the last digits."""
    return spoiled(network, x, y)


def suspects(rng, size):
    known = (by_hand, sent_in, by_the_core, sent_in_too, another_one, yet_another, the_last_one)
    return (known[size - 1],)


EXERCISE = Exercise(
    id="10.4",
    title="Find an input that exposes this bug",
    reference=verdict,
    inputs=suspects,
    tried="the one sent in, four others whose bugs sleep elsewhere, and two that are right",
    insight="Unequal sizes catch a transpose by its shape. This bug shows only in equal ones: try both.",
    hints=(
        "Read the line that turns `w`. For which shapes does it turn it, and for which should it?",
        "Equal sizes in the wrong place wake nothing: which matrices does the error pass on its way back?",
        "For each of the other four bugs, ask on which inputs it changes nothing. Make a network and a batch that are "
        "none of those.",
    ),
    sizes=(1, 2, 3, 4, 5, 6, 7),
)


def judged(suspect, network, x, y, limit=1e-4, parts=(0, 1), places=slice(None), error=relative_error):
    """The verdict on one input; the last arguments say which parts of the gradient are compared, and how."""
    right = numerical_gradient(network, x, y, method="complex")
    given = suspect(network, x, y)
    off = [error(g, n) > limit for part in parts for g, n in zip(given[part][places], right[part][places], strict=True)]
    return "wrong" if any(off) else "right"


def on_input(sizes=(3, 4, 4, 2), m=6, hidden=TANH, cost=CROSS_ENTROPY, weights=lambda w: w, n_inputs_as_examples=False):
    """A network and a batch on which none of the bugs sleeps, unless an argument sees to it."""
    rng = np.random.default_rng(4)
    network = Network.random(sizes, rng, [*[hidden] * (len(sizes) - 2), SIGMOID], cost)
    network = Network([weights(w) for w in network.weights], network.biases, network.activations, cost)
    m = sizes[0] if n_inputs_as_examples else m
    return network, rng.standard_normal((sizes[0], m)), rng.random((sizes[-1], m))


@alternative
def verdict_by_the_report(suspect):
    network, x, y = on_input((2, 2, 2, 2), m=3)
    return "right" if check_gradients(network, x, y, suspect(network, x, y)).verdict == "right" else "wrong"


@alternative
def verdict_on_many_networks(suspect):
    rng = np.random.default_rng(3)
    for sizes in ([2, 3, 1], [1, 4, 4, 2], [3, 2, 2, 2]):
        for kind, cost in ((SIGMOID, CROSS_ENTROPY), (TANH, QUADRATIC)):
            network = Network.random(sizes, rng, kind, cost)
            x, y = rng.standard_normal((sizes[0], 4)), rng.uniform(0.1, 0.9, (sizes[-1], 4))
            if judged(suspect, network, x, y) == "wrong":
                return "wrong"
    return "right"


@alternative
def verdict_of_the_biases(suspect):
    weights = [np.array(w) for w in ([[0.5], [-1.0]], [[1.0, -2.0], [0.3, -0.7]], [[-0.4, 0.9]])]
    biases = [np.full((len(w), 1), 0.1) for w in weights]
    network = Network(weights, biases, [TANH, TANH, SIGMOID], CROSS_ENTROPY)
    return judged(suspect, network, np.array([[1.0, -0.5]]), np.array([[0.2, 0.9]]), parts=[1])


@mistake("The one sent in passes. Its bug shows only where the error goes back through a square matrix.")
def no_square_matrix(suspect):
    return judged(suspect, *on_input((2, 5, 4, 3)))


@mistake("The one that divides by the number of inputs passes. It is right for as many examples as inputs.")
def as_many_examples_as_inputs(suspect):
    return judged(suspect, *on_input(n_inputs_as_examples=True))


@mistake("The one with |w| passes. It is right as long as the error meets no negative weight on its way back.")
def no_negative_weight(suspect):
    return judged(suspect, *on_input(weights=np.abs))


@mistake("The one with the sigmoid's slope everywhere passes. It is right as long as there are no other neurons.")
def sigmoids_only(suspect):
    return judged(suspect, *on_input(hidden=SIGMOID))


@mistake("The one with a − y for the slope of the cost passes. It is right for the quadratic cost.")
def quadratic_cost_only(suspect):
    return judged(suspect, *on_input(cost=QUADRATIC))


@mistake("Two pass. The one sent in wants a square matrix on the way back, the one with |w| a negative weight.")
def no_square_matrix_and_no_negative_weight(suspect):
    return judged(suspect, *on_input((3, 4, 1), weights=np.abs))


@mistake("Bugs on the way back are overlooked. They show in the layers before the last one.")
def last_layer_alone(suspect):
    return judged(suspect, *on_input(), places=slice(-1, None))


@mistake(
    "All are accused, the right ones too. Do both gradients belong to one cost? And a numerical one is never exact."
)
def compared_to_the_last_digit(suspect):
    return judged(suspect, *on_input(), limit=0)


@mistake("All pass, the wrong ones too: nothing is compared, or the limit is too wide.")
def limit_too_wide(suspect):
    return judged(suspect, *on_input(), limit=1)
