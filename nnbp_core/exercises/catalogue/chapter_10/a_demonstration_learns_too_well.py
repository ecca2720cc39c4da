"""10.1 Find the bug: a demonstration learns too well."""

import numpy as np

from nnbp_core import CROSS_ENTROPY, SIGMOID, Network, backprop
from nnbp_core.exercises.exercise import Exercise, alternative, mistake


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


def published_uphill(w, b, x, y):
    """A third: for w it points the wrong way, for b it is a little short."""
    a = SIGMOID.f(w * x + b)
    return 2 * (y - a) * x, (a - y) / 2


def demonstration_inputs(rng, size):
    if size == 1:
        return published_for_zero, 2.0, 2.0, 1.0, 0.0
    w, b = rng.standard_normal(2).tolist()
    x = float(rng.uniform(0.5, 2) * rng.choice([-1, 1]))
    if size == 2:
        return published_for_zero, w, b, x, 0.0
    published = {5: published_elsewhere, 6: published_uphill}.get(size, published_slopes)
    return published, w, b, x, float(rng.integers(2)) if size == 3 else float(rng.random())


EXERCISE = Exercise(
    id="10.1",
    title="Find the bug: a demonstration learns too well",
    reference=mend_the_slopes,
    inputs=demonstration_inputs,
    tried="neurons near z = 0 and far from it, targets 0, 1 and between, three demonstrations, one with a wrong sign",
    insight="The more the neuron has saturated, the longer its wrong steps: 57 times too long at a = 0.982.",
    hints=(
        "Ask the cost: nudge w by a little, and compare with what the demonstration states. Do the same for b.",
        "A slope has a name: the slope *of* what, *with respect to* what? Say both for the variable `slope`.",
        "From w to the cost there are three factors: what came in, the neuron, the cost. Count them in the code.",
    ),
    sizes=(1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5, 6, 6),
)


@alternative
def slopes_by_core(published, w, b, x, y):
    neuron = Network([[[w]]], [[[b]]], cost=CROSS_ENTROPY)
    gradients = backprop(neuron, [[x]], [[y]])
    slope_w, slope_b = gradients.nabla_w[0].item(), gradients.nabla_b[0].item()
    return published(w, b, x, y)[0] / slope_w, slope_w, slope_b


@alternative
def slopes_by_bp1(published, w, b, x, y):
    a, slope = SIGMOID.f(w * x + b), SIGMOID.prime(w * x + b)
    delta = CROSS_ENTROPY.gradient(np.array([[a]]), np.array([[y]])).item() * slope
    return published(w, b, x, y)[0] / delta / x, x * delta, delta


@alternative
def slopes_by_complex_step(published, w, b, x, y):
    def cost(w, b):
        a = 1 / (1 + np.exp(-(w * x + b)))
        return -(y * np.log(a) + (1 - y) * np.log(1 - a))

    slope_w, slope_b = cost(w + 1e-20j, b).imag / 1e-20, cost(w, b + 1e-20j).imag / 1e-20
    return published(w, b, x, y)[0] / slope_w, slope_w, slope_b


@alternative
def slopes_as_an_array(published, w, b, x, y):
    right = (1 / (1 + np.exp(-w * x - b)) - y) * np.array([x, 1.0])
    return np.concatenate([[np.divide(published(w, b, x, y), right)[0]], right])


@mistake("These are the published slopes, declared right. Nudge w and watch the cost: it changes at another rate.")
def unmended(published, w, b, x, y):
    slope_w, slope_b = published(w, b, x, y)
    return 1.0, slope_w, slope_b


def with_evidence(evidence):
    """The right slopes, beside what `evidence(stated, right)` makes of the slopes."""

    def function(published, w, b, x, y):
        _, *right = mend_the_slopes(published, w, b, x, y)
        return evidence(published(w, b, x, y), right), *right

    return function


def with_slopes(slopes):
    """The slopes that `slopes(a, x, y)` gives, and the evidence that comes of them."""

    def function(published, w, b, x, y):
        slope_w, slope_b = slopes(SIGMOID.f(w * x + b), x, y)
        return published(w, b, x, y)[0] / slope_w, slope_w, slope_b

    return function


@mistake("The slopes are right. The evidence is inverted: the published slope is divided by the right one.")
@with_evidence
def evidence_inverted(stated, right):
    return right[0] / stated[0]


@mistake("The slopes are right. The evidence has lost its sign. A published slope may point the wrong way.")
@with_evidence
def evidence_without_its_sign(stated, right):
    return abs(stated[0] / right[0])


@mistake("The slopes are right. The evidence is 1 too small: twice as large is 2, though it is too large by 1.")
@with_evidence
def how_much_larger(stated, right):
    return stated[0] / right[0] - 1


@mistake("The slopes are right. The evidence is that of the slope for b. Asked for is that for w.")
@with_evidence
def evidence_of_b(stated, right):
    return stated[1] / right[1]


@mistake("The slopes are right. The evidence is a difference; asked for is how many times as large.")
@with_evidence
def difference_for_ratio(stated, right):
    return stated[0] - right[0]


@mistake("The slopes are right. The evidence is the published slope itself, not compared with anything.")
@with_evidence
def evidence_is_the_slope_itself(stated, right):
    return stated[0]


@mistake("The evidence is missing: three numbers were asked for.")
def evidence_left_out(published, w, b, x, y):
    return mend_the_slopes(published, w, b, x, y)[1:]


@mistake("These are the slopes of the quadratic cost. With the cross-entropy, one factor less remains.")
@with_slopes
def quadratic_cost(a, x, y):
    return (a - y) * a * (1 - a) * x, (a - y) * a * (1 - a)


@mistake("The slope for w is that for b. What comes in is a factor of the one and not of the other.")
@with_slopes
def input_left_out(a, x, y):
    return a - y, a - y


@mistake("The slope for b has the input as a factor. The bias does not meet x.")
@with_slopes
def input_in_both(a, x, y):
    return (a - y) * x, (a - y) * x


@mistake("This holds for the target 0 alone. The function is also called with others.")
@with_slopes
def target_always_0(a, x, y):
    return a * x, a


@mistake("The signs are those of y − a. An answer that is too large costs more when it grows.")
@with_slopes
def wrong_sign(a, x, y):
    return (y - a) * x, y - a


@mistake("Half of the slope is missing: the cross-entropy has a second term, with 1 − y.")
@with_slopes
def half_of_the_cost(a, x, y):
    return -y * (1 - a) * x, -y * (1 - a)


@mistake("The evidence is right. Returned with it are new values of w and b; asked for are the slopes.")
def step_for_slope(published, w, b, x, y):
    evidence, slope_w, slope_b = mend_the_slopes(published, w, b, x, y)
    return evidence, w - slope_w, b - slope_b
