"""6.1 How fast will this neuron learn?"""

import math

import numpy as np

from nnbp_core import CROSS_ENTROPY, QUADRATIC, SIGMOID, Network, backprop
from nnbp_core.exercises.exercise import Exercise, alternative, mistake


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


EXERCISE = Exercise(
    id="6.1",
    title="How fast will this neuron learn?",
    reference=speeds,
    inputs=neuron_inputs,
    tried="neurons near z = 0, far out and very far out on both sides, targets 0, 1 and between",
    insight="The two speeds differ by σ'(z) alone: at most ¼, and 0.018 at z = 4.",
    hints=(
        "First z and a. Then ask each cost for the error at the neuron, δ = ∂C/∂z. BP4 says what it is times.",
        "With the quadratic cost δ has a slope in it. With the cross-entropy the slope has cancelled.",
        "A speed has no sign. In a saturated neuron a(1 − a) can be 0 in the computer: cancel on paper, not in code.",
    ),
    sizes=(1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5),
    precise=True,
)


@alternative
def speeds_by_core(w, b, x, y):
    result = []
    for cost in (QUADRATIC, CROSS_ENTROPY):
        neuron = Network([[[w]]], [[[b]]], cost=cost)
        result.append(abs(backprop(neuron, [[x]], [[y]]).nabla_w[0].item()))
    return result


@alternative
def speeds_from_a(w, b, x, y):
    a = 1 / (1 + np.exp(-(w * x + b)))
    return abs(x) * abs(a - y) * a * (1 - a), abs(x) * abs(a - y)


@alternative
def speeds_with_tanh(w, b, x, y):
    a = (1 + math.tanh((w * x + b) / 2)) / 2
    error = x * (y - a)
    return math.fabs(error * a * (1 - a)), math.fabs(error)


@mistake("This is the slope with its sign. The speed is its absolute value.")
def with_its_sign(w, b, x, y):
    a = SIGMOID.f(w * x + b)
    return x * (a - y) * SIGMOID.prime(w * x + b), x * (a - y)


@mistake("This is how fast the bias moves. A weight's slope has what comes in as a factor.")
def speed_of_the_bias(w, b, x, y):
    a = SIGMOID.f(w * x + b)
    return abs((a - y) * SIGMOID.prime(w * x + b)), abs(a - y)


@mistake("The quadratic cost keeps the slope of the neuron. Here it is missing, so both speeds are the same.")
def slope_left_out(w, b, x, y):
    _, fast = speeds(w, b, x, y)
    return fast, fast


@mistake("The cross-entropy's speed still has the neuron's slope in it. The slope of that cost cancels it.")
def slope_in_both(w, b, x, y):
    slow, _ = speeds(w, b, x, y)
    return slow, slow


@mistake("The two are swapped: the quadratic cost comes first.")
def swapped(w, b, x, y):
    slow, fast = speeds(w, b, x, y)
    return fast, slow


@mistake("The cross-entropy's slope is taken with respect to a. The weight moves z first: one more factor.")
def slope_with_respect_to_a(w, b, x, y):
    a = SIGMOID.f(w * x + b)
    return speeds(w, b, x, y)[0], abs(x * (a - y) / (a * (1 - a)))


@mistake("σ' is taken at the activation. It wants the weighted input.")
def slope_at_a(w, b, x, y):
    a = SIGMOID.f(w * x + b)
    return abs(x * (a - y) * SIGMOID.prime(a)), abs(x * (a - y))


@mistake("The formula is right on paper. Where a is 0 or 1 to the last digit it becomes 0/0: cancel first.")
def undefined_when_saturated(w, b, x, y):
    z = w * x + b
    a = SIGMOID.f(z)
    return speeds(w, b, x, y)[0], abs(x * (a - y) / (a * (1 - a)) * SIGMOID.prime(z))


@mistake("The quadratic speed is twice what it should be. The ½ of that cost takes away the 2 of its derivative.")
def half_left_out(w, b, x, y):
    return 2 * speeds(w, b, x, y)[0], speeds(w, b, x, y)[1]
