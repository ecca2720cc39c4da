"""Chapter 10, first half: two published formulas, shown wrong and mended."""

import numpy as np

from nnbp_core import CROSS_ENTROPY, LINEAR, SIGMOID, Network, backprop, forward, numerical_gradient
from nnbp_core.exercises.exercise import Exercise, Mistake

# 10.1 -------------------------------------------------------------------------------------------------------------


def mend_the_slopes(published, w, b, x, y):
    a = SIGMOID.f(w * x + b)
    right_w = (a - y) * x
    right_b = a - y
    evidence = published(w, b, x, y)[0] / right_w
    return evidence, right_w, right_b


def published_slopes(w, b, x, y):
    a = SIGMOID.f(w * x + b)
    slope = (a - y) / (a * (1 - a))
    return slope * x, slope


def published_for_zero(w, b, x, y):
    """The demonstration as it was published: its target is always 0."""
    slope = 1 / (1 - SIGMOID.f(w * x + b))
    return slope * x, slope


def published_elsewhere(w, b, x, y):
    """Another demonstration: wrong by another factor, and by one of its own for b."""
    a = SIGMOID.f(w * x + b)
    return (a - y) * x / (2 + a), 3 * (a - y)


def demonstration_inputs(rng, size):
    if size == 1:
        return published_for_zero, 2.0, 2.0, 1.0, 0.0
    w, b = rng.standard_normal(2).tolist()
    x = float(rng.uniform(0.5, 2) * rng.choice([-1, 1]))
    if size == 2:
        return published_for_zero, w, b, x, 0.0
    published = published_elsewhere if size == 5 else published_slopes
    return published, w, b, x, float(rng.integers(2)) if size == 3 else float(rng.random())


def slopes_by_core(published, w, b, x, y):
    neuron = Network([[[w]]], [[[b]]], cost=CROSS_ENTROPY)
    gradients = backprop(neuron, [[x]], [[y]])
    slope_w, slope_b = gradients.nabla_w[0].item(), gradients.nabla_b[0].item()
    return published(w, b, x, y)[0] / slope_w, slope_w, slope_b


def slopes_by_bp1(published, w, b, x, y):
    a, slope = SIGMOID.f(w * x + b), SIGMOID.prime(w * x + b)
    delta = CROSS_ENTROPY.gradient(np.array([[a]]), np.array([[y]])).item() * slope
    return published(w, b, x, y)[0] / delta / x, x * delta, delta


def slopes_by_complex_step(published, w, b, x, y):
    def cost(w, b):
        a = 1 / (1 + np.exp(-(w * x + b)))
        return -(y * np.log(a) + (1 - y) * np.log(1 - a))

    slope_w, slope_b = cost(w + 1e-20j, b).imag / 1e-20, cost(w, b + 1e-20j).imag / 1e-20
    return published(w, b, x, y)[0] / slope_w, slope_w, slope_b


def slopes_as_an_array(published, w, b, x, y):
    right = (1 / (1 + np.exp(-w * x - b)) - y) * np.array([x, 1.0])
    return np.concatenate([[np.divide(published(w, b, x, y), right)[0]], right])


def slopes_with(evidence=None, slopes=None):
    """Wrong evidence, or wrong slopes; the other part is right."""

    def function(published, w, b, x, y):
        right = mend_the_slopes(published, w, b, x, y)
        if evidence is not None:
            return evidence(published(w, b, x, y), right[1:]), *right[1:]
        a = SIGMOID.f(w * x + b)
        return right[0], *slopes(a, x, y)

    return function


def unmended_slopes(published, w, b, x, y):
    slope_w, slope_b = published(w, b, x, y)
    return 1.0, slope_w, slope_b


def slopes_alone(published, w, b, x, y):
    return mend_the_slopes(published, w, b, x, y)[1:]


def evidence_from_wrong_slopes(published, w, b, x, y):
    a = SIGMOID.f(w * x + b)
    slope_w = (a - y) * a * (1 - a) * x
    return published(w, b, x, y)[0] / slope_w, slope_w, (a - y) * a * (1 - a)


def step_for_slope(published, w, b, x, y):
    evidence, slope_w, slope_b = mend_the_slopes(published, w, b, x, y)
    return evidence, w - slope_w, b - slope_b


MEND_THE_SLOPES = Exercise(
    id="10.1",
    title="Find the bug: a demonstration learns too well",
    reference=mend_the_slopes,
    inputs=demonstration_inputs,
    tried="neurons near z = 0 and far from it, targets 0, 1 and between, two demonstrations",
    sizes=(1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5),
    insight="The more the neuron has saturated, the longer its wrong steps: 57 times too long at a = 0.982.",
    hints=(
        "Ask the cost: nudge w by a little, and compare with what the demonstration states. Do the same for b.",
        "A slope has a name: the slope *of* what, *with respect to* what? Say both for the variable `slope`.",
        "From w to the cost there are three factors: what came in, the neuron, the cost. Count them in the code.",
    ),
    mistakes=(
        Mistake(
            "unmended",
            unmended_slopes,
            "These are the published slopes, declared right. Nudge w and watch the cost: it changes at another rate.",
        ),
        Mistake(
            "evidence inverted",
            slopes_with(evidence=lambda stated, right: right[0] / stated[0]),
            "The slopes are right. The evidence is inverted: the published slope is divided by the right one.",
        ),
        Mistake(
            "difference for ratio",
            slopes_with(evidence=lambda stated, right: stated[0] - right[0]),
            "The slopes are right. The evidence is a difference; asked for is how many times too large.",
        ),
        Mistake(
            "evidence is the slope itself",
            slopes_with(evidence=lambda stated, right: stated[0]),
            "The slopes are right. The evidence is the published slope itself, not compared with anything.",
        ),
        Mistake("evidence left out", slopes_alone, "The evidence is missing: three numbers were asked for."),
        Mistake(
            "quadratic cost",
            evidence_from_wrong_slopes,
            "These are the slopes of the quadratic cost. With the cross-entropy, one factor less remains.",
        ),
        Mistake(
            "quadratic slopes, right evidence",
            slopes_with(slopes=lambda a, x, y: ((a - y) * a * (1 - a) * x, (a - y) * a * (1 - a))),
            "The evidence is right. The slopes have one factor σ' too many: in the right ones it cancels.",
        ),
        Mistake(
            "input left out",
            slopes_with(slopes=lambda a, x, y: (a - y, a - y)),
            "The slope for w is that for b. What comes in is a factor of the one and not of the other.",
        ),
        Mistake(
            "input in both",
            slopes_with(slopes=lambda a, x, y: ((a - y) * x, (a - y) * x)),
            "The slope for b has the input as a factor. The bias does not meet x.",
        ),
        Mistake(
            "target always 0",
            slopes_with(slopes=lambda a, x, y: (a * x, a)),
            "This holds for the target 0 alone. The function is also called with others.",
        ),
        Mistake(
            "wrong sign",
            slopes_with(slopes=lambda a, x, y: ((y - a) * x, y - a)),
            "The signs are those of y − a. An answer that is too large costs more when it grows.",
        ),
        Mistake(
            "step for slope",
            step_for_slope,
            "The evidence is right. Returned with it are new values of w and b; asked for are the slopes.",
        ),
    ),
    alternatives=(slopes_by_core, slopes_by_bp1, slopes_by_complex_step, slopes_as_an_array),
)

# 10.2 -------------------------------------------------------------------------------------------------------------


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


def as_columns(X, y, W1, W2, gradient=backprop):
    """The gradient of the sum J, by the core."""
    biases = [np.zeros((W.shape[1], 1)) for W in (W1, W2)]
    nablas = gradient(Network([W1.T, W2.T], biases), X.T, y.T).nabla_w
    return [len(X) * nabla.T for nabla in nablas]


def mended_by_core(printed, X, y, W1, W2):
    right = as_columns(X, y, W1, W2)
    stated = printed(X, y, W1, W2)
    return -sum(np.vdot(r, s) for r, s in zip(right, stated, strict=True)), *right


def mended_by_complex_steps(printed, X, y, W1, W2):
    right = as_columns(X, y, W1, W2, lambda *batch: numerical_gradient(*batch, method="complex"))
    flat = [np.concatenate([np.ravel(part) for part in parts]) for parts in (right, printed(X, y, W1, W2))]
    return -float(flat[0] @ flat[1]), *right


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


def mended_by_the_sign(printed, X, y, W1, W2):
    first, second = minus_lost(X, y, W1, W2)
    stated = printed(X, y, W1, W2)
    right = [-first, second]
    return -np.einsum("ij,ij", right[0], stated[0]) - np.einsum("ij,ij", right[1], stated[1]), *right


def mended_with(rate=None, gradient=None):
    """A wrong rate, or wrong gradients; the other part is right."""

    def function(printed, X, y, W1, W2):
        right_rate, *right = mend_the_gradient(printed, X, y, W1, W2)
        if rate is not None:
            return rate(right, printed(X, y, W1, W2)), *right
        return right_rate, *gradient(right, (X, y, W1, W2))

    return function


def inner(left, right):
    return sum(float(np.sum(one * other)) for one, other in zip(left, right, strict=True))


def printed_believed(printed, X, y, W1, W2):
    stated = printed(X, y, W1, W2)
    return -inner(stated, stated), *stated


def both_turned_round(printed, X, y, W1, W2):
    stated = [-part for part in printed(X, y, W1, W2)]
    _, *right = mend_the_gradient(printed, X, y, W1, W2)
    return inner(right, stated), *stated


def slopes_left_out(right, batch):
    X, y, W1, W2 = batch
    a2 = SIGMOID.f(X @ W1)
    delta3 = (SIGMOID.f(a2 @ W2) - y) * SIGMOID.prime(a2 @ W2)
    return X.T @ (delta3 @ W2.T), a2.T @ delta3


def slope_at_the_activation(right, batch):
    X, y, W1, W2 = batch
    a2 = SIGMOID.f(X @ W1)
    delta3 = (SIGMOID.f(a2 @ W2) - y) * SIGMOID.prime(a2 @ W2)
    return X.T @ (delta3 @ W2.T * SIGMOID.prime(a2)), a2.T @ delta3


def linear_output(right, batch):
    X, y, W1, W2 = batch
    biases = [np.zeros((W.shape[1], 1)) for W in (W1, W2)]
    activations = forward(Network([W1.T, W2.T], biases, [SIGMOID, LINEAR]), X.T).activations
    delta3 = activations[-1].T - y
    delta2 = delta3 @ W2.T * SIGMOID.prime(X @ W1)
    return X.T @ delta2, activations[1] @ delta3


MEND_THE_GRADIENT = Exercise(
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
    mistakes=(
        Mistake(
            "printed gradient believed",
            printed_believed,
            "This is the printed gradient, and the rate that it promises. Nudge a weight: J does not keep the promise.",
        ),
        Mistake(
            "everything turned round",
            both_turned_round,
            "Both printed gradients are turned round. Check them one by one: not every sign was wrong.",
        ),
        Mistake(
            "rate of the right gradient",
            mended_with(rate=lambda right, stated: -inner(right, right)),
            "The gradients are right. The rate is that of stepping against *them*, not against the printed ones.",
        ),
        Mistake(
            "uphill",
            mended_with(rate=inner),
            "The gradients are right. The rate is that of a step *along* the printed gradient, not against it.",
        ),
        Mistake(
            "rate of W1 alone",
            mended_with(rate=lambda right, stated: -inner(right[:1], stated[:1])),
            "The gradients are right. The rate counts W1 alone; W2 moves in the same step.",
        ),
        Mistake(
            "cosine for rate",
            mended_with(
                rate=lambda right, stated: -inner(right, stated) / np.sqrt(inner(right, right) * inner(stated, stated))
            ),
            "The gradients are right. This is a cosine: it gives the angle, and no longer how fast J changes.",
        ),
        Mistake(
            "mean for sum",
            mended_with(gradient=lambda right, batch: [part / len(batch[0]) for part in right]),
            "The rate is right. The gradients are those of a mean; J is a sum over the examples.",
        ),
        Mistake(
            "minus in W1 still lost",
            mended_with(gradient=lambda right, batch: (-right[0], right[1])),
            "The rate is right, and the gradient for W1 still points the wrong way.",
        ),
        Mistake(
            "minus lost in both",
            mended_with(gradient=lambda right, batch: (-right[0], -right[1])),
            "The rate is right. Both gradients point downhill: the minus is lost in each.",
        ),
        Mistake(
            "transposed",
            mended_with(gradient=lambda right, batch: [part.T for part in right]),
            "The gradients are transposed. Here weights run (from, to), and a gradient lies as its weights do.",
        ),
        Mistake(
            "hidden slope left out",
            mended_with(gradient=slopes_left_out),
            "The signs are right, and the slope of the hidden neurons is missing in the gradient for W1.",
        ),
        Mistake(
            "hidden slope at a",
            mended_with(gradient=slope_at_the_activation),
            "In the gradient for W1, the slope of the hidden neurons is taken at their activations.",
        ),
        Mistake(
            "linear output",
            mended_with(gradient=linear_output),
            "The gradients are those of a linear output. Here the output is a sigmoid neuron.",
        ),
    ),
    alternatives=(mended_by_core, mended_by_complex_steps, mended_by_examples, mended_by_the_sign),
)

EXERCISES = (MEND_THE_SLOPES, MEND_THE_GRADIENT)
