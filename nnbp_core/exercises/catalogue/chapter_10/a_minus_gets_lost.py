"""10.2 Find the bug: a minus gets lost."""

import numpy as np

from nnbp_core import LINEAR, SIGMOID, Network, backprop, forward, numerical_gradient
from nnbp_core.exercises.exercise import Exercise, alternative, mistake


def mend_the_gradient(printed, X, y, W1, W2):
    z2 = X @ W1
    a2 = SIGMOID.f(z2)
    z3 = a2 @ W2
    delta3 = (SIGMOID.f(z3) - y) * SIGMOID.prime(z3)
    delta2 = (delta3 @ W2.T) * SIGMOID.prime(z2)
    right_1 = X.T @ delta2
    right_2 = a2.T @ delta3
    printed_1, printed_2 = printed(X, y, W1, W2)
    rate = -np.sum(right_1 * printed_1) - np.sum(right_2 * printed_2)
    return rate, right_1, right_2


def minus_lost(X, y, W1, W2):
    """The first lines for ∂J/∂W1, in code: the minus of ∂(y − ŷ)/∂ŷ is lost."""
    z2 = X @ W1
    a2 = SIGMOID.f(z2)
    z3 = a2 @ W2
    error = (y - SIGMOID.f(z3)) * SIGMOID.prime(z3)
    return X.T @ (error @ W2.T * SIGMOID.prime(z2)), a2.T @ -error


def minus_lost_twice(X, y, W1, W2):
    """A reader who makes both lines alike."""
    first, second = minus_lost(X, y, W1, W2)
    return first, -second


def rows_inputs(rng, size):
    n_in, n, n_out, m = {1: (1, 1, 1, 1), 2: (2, 2, 1, 2), 3: (2, 3, 2, 3)}.get(size, rng.integers(2, 6, 4).tolist())
    X, y = rng.uniform(0.2, 1, (m, n_in)), rng.random((m, n_out))
    W1, W2 = rng.standard_normal((n_in, n)), rng.standard_normal((n, n_out))
    return (minus_lost, minus_lost_twice)[size % 2 == 0 and m % 2 == 0], X, y, W1, W2


EXERCISE = Exercise(
    id="10.2",
    title="Find the bug: a minus gets lost",
    reference=mend_the_gradient,
    inputs=rows_inputs,
    tried="layers of 1 to 4 neurons, 1 to 3 examples, the minus lost once and twice",
    insight="A rate below zero is all that a falling cost proves: a sharp angle, not a right gradient.",
    hints=(
        "The third line of the source has the minus again, so lines one and three contradict each other. Nudge one "
        "weight of W1 and see which is right.",
        "J is ½(y − ŷ)², summed. What is the derivative of y − ŷ with respect to ŷ?",
        "For the rate: each parameter moves by −η times its *printed* entry, and J answers with its *right* slope. "
        "Multiply, add up over both matrices, and divide by η.",
    ),
)


def as_columns(X, y, W1, W2, gradient=backprop):
    """The gradient of the sum J, by the core."""
    biases = [np.zeros((W.shape[1], 1)) for W in (W1, W2)]
    nablas = gradient(Network([W1.T, W2.T], biases), X.T, y.T).nabla_w
    return [len(X) * nabla.T for nabla in nablas]


@alternative
def mended_by_core(printed, X, y, W1, W2):
    right = as_columns(X, y, W1, W2)
    stated = printed(X, y, W1, W2)
    return -sum(np.vdot(r, s) for r, s in zip(right, stated, strict=True)), *right


@alternative
def mended_by_complex_steps(printed, X, y, W1, W2):
    right = as_columns(X, y, W1, W2, lambda *batch: numerical_gradient(*batch, method="complex"))
    flat = [np.concatenate([np.ravel(part) for part in parts]) for parts in (right, printed(X, y, W1, W2))]
    return -float(flat[0] @ flat[1]), *right


@alternative
def mended_by_examples(printed, X, y, W1, W2):
    right_1, right_2 = 0 * W1, 0 * W2
    for x, target in zip(X, y, strict=True):
        a2 = SIGMOID.f(x @ W1)
        y_hat = SIGMOID.f(a2 @ W2)
        delta3 = -(target - y_hat) * y_hat * (1 - y_hat)
        right_2 = right_2 + np.outer(a2, delta3)
        right_1 = right_1 + np.outer(x, W2 @ delta3 * a2 * (1 - a2))
    stated_1, stated_2 = printed(X, y, W1, W2)
    return -float((right_1 * stated_1).sum() + (right_2 * stated_2).sum()), right_1, right_2


@alternative
def mended_by_the_sign(printed, X, y, W1, W2):
    first, second = minus_lost(X, y, W1, W2)
    stated = printed(X, y, W1, W2)
    right = [-first, second]
    return -np.einsum("ij,ij", right[0], stated[0]) - np.einsum("ij,ij", right[1], stated[1]), *right


def inner(left, right):
    return sum(float(np.sum(one * other)) for one, other in zip(left, right, strict=True))


@mistake("This is the printed gradient, and the rate that it promises. Nudge a weight: J does not keep the promise.")
def printed_gradient_believed(printed, X, y, W1, W2):
    stated = printed(X, y, W1, W2)
    return -inner(stated, stated), *stated


@mistake("Both printed gradients are turned round. Check them one by one: not every sign was wrong.")
def everything_turned_round(printed, X, y, W1, W2):
    stated = printed(X, y, W1, W2)
    return inner(stated, stated), *(-part for part in stated)


def with_rate(rate):
    """The right gradients, beside the rate that `rate(right, stated)` makes of right and printed ones."""

    def function(printed, X, y, W1, W2):
        _, *right = mend_the_gradient(printed, X, y, W1, W2)
        return rate(right, printed(X, y, W1, W2)), *right

    return function


def with_gradients(gradients):
    """What `gradients(right, X, y, W1, W2)` gives, and the rate that comes of it."""

    def function(printed, X, y, W1, W2):
        _, *right = mend_the_gradient(printed, X, y, W1, W2)
        mended = gradients(right, X, y, W1, W2)
        return -inner(mended, printed(X, y, W1, W2)), *mended

    return function


@mistake("The gradients are right. The rate is that of stepping against *them*, not against the printed ones.")
@with_rate
def rate_of_the_right_gradient(right, stated):
    return -inner(right, right)


@mistake("The gradients are right. The rate is that of a step *along* the printed gradient, not against it.")
@with_rate
def uphill(right, stated):
    return inner(right, stated)


@mistake("The gradients are right. The rate counts W1 alone; W2 moves in the same step.")
@with_rate
def rate_of_w1_alone(right, stated):
    return -inner(right[:1], stated[:1])


@mistake("The gradients are right. This is a cosine: it gives the angle, and no longer how fast J changes.")
@with_rate
def cosine_for_rate(right, stated):
    return -inner(right, stated) / np.sqrt(inner(right, right) * inner(stated, stated))


@mistake("The gradients are those of a mean, and the rate with them. J is a sum over the examples.")
@with_gradients
def mean_for_sum(right, X, y, W1, W2):
    return [part / len(X) for part in right]


@mistake("The gradient for W1 still points the wrong way, and the rate is reckoned with it.")
@with_gradients
def minus_in_w1_still_lost(right, X, y, W1, W2):
    return -right[0], right[1]


@mistake("Both gradients point downhill: the minus is lost in each. The rate has the wrong sign with them.")
@with_gradients
def minus_lost_in_both(right, X, y, W1, W2):
    return -right[0], -right[1]


@mistake("The gradients are transposed. Here weights run (from, to), and a gradient lies as its weights do.")
def transposed(printed, X, y, W1, W2):
    rate, *right = mend_the_gradient(printed, X, y, W1, W2)
    return rate, *(part.T for part in right)


@mistake("The signs are right, and the slope of the hidden neurons is missing in the gradient for W1.")
@with_gradients
def hidden_slope_left_out(right, X, y, W1, W2):
    a2 = SIGMOID.f(X @ W1)
    delta3 = (SIGMOID.f(a2 @ W2) - y) * SIGMOID.prime(a2 @ W2)
    return X.T @ (delta3 @ W2.T), a2.T @ delta3


@mistake("In the gradient for W1, the slope of the hidden neurons is taken at their activations.")
@with_gradients
def hidden_slope_at_a(right, X, y, W1, W2):
    a2 = SIGMOID.f(X @ W1)
    delta3 = (SIGMOID.f(a2 @ W2) - y) * SIGMOID.prime(a2 @ W2)
    return X.T @ (delta3 @ W2.T * SIGMOID.prime(a2)), a2.T @ delta3


@mistake("The gradients are those of a linear output. Here the output is a sigmoid neuron.")
@with_gradients
def as_if_the_output_were_linear(right, X, y, W1, W2):
    biases = [np.zeros((W.shape[1], 1)) for W in (W1, W2)]
    activations = forward(Network([W1.T, W2.T], biases, [SIGMOID, LINEAR]), X.T).activations
    delta3 = activations[-1].T - y
    delta2 = delta3 @ W2.T * SIGMOID.prime(X @ W1)
    return X.T @ delta2, activations[1] @ delta3
