"""3.3 A neuron that remembers."""

import numpy as np

from nnbp_core import SIGMOID, Network, backprop
from nnbp_core.exercises.exercise import Exercise, alternative, mistake


def memory_slope(w, start, readings, y):
    zs, activations = [], [start]
    for reading in readings:
        zs.append(w * activations[-1] + reading)
        activations.append(SIGMOID.f(zs[-1]))
    delta_a = activations[-1] - y
    slope = 0.0
    for t in reversed(range(len(readings))):
        delta_z = delta_a * SIGMOID.prime(zs[t])
        slope = slope + delta_z * activations[t]
        delta_a = delta_z * w
    return slope


def memory_inputs(rng, size):
    length = {1: 1, 8: 9, 9: 9, 10: 12, 11: 0}.get(size, size)
    w = 0.0 if size == 8 else float(rng.choice([-1, 1]) * rng.uniform(1.5, 3))
    start = float(rng.uniform(0.5, 1.5)) * (1 if size % 2 else -1)
    y = float(rng.random()) if size < 4 else float(rng.uniform(-2, 3))
    return w, start, rng.standard_normal(length), y


EXERCISE = Exercise(
    id="3.3",
    title="A neuron that remembers",
    reference=memory_slope,
    inputs=memory_inputs,
    tried="none to 12 readings, first values above and below 0, targets from −2 to 3, and a weight of 0",
    insight="This is backpropagation through time: every use of a weight is a branch of its own, and branches add up.",
    hints=(
        "First run forward and keep every z and every activation. Then walk back from the last step to the first.",
        "At each step the same two moves: through the node, then along w to the activation before.",
        "The weight is a fork: it is used at every step. Each use adds a term, of the form a_in δz.",
    ),
    sizes=(1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 10, 11),
)


@alternative
def memory_carried_forward(w, start, readings, y):
    a, da_dw = start, 0.0
    for reading in readings:
        z = w * a + reading
        a, da_dw = SIGMOID.f(z), SIGMOID.prime(z) * (a + w * da_dw)
    return (a - y) * da_dw


def remembered(w, start, readings):
    activations, zs = [start], []
    for reading in readings:
        zs.append(w * activations[-1] + reading)
        activations.append(SIGMOID.f(zs[-1]))
    return zs, activations


@alternative
def memory_by_complex_step(w, start, readings, y):
    _, activations = remembered(w + 1e-20j, start, readings)
    return np.imag((activations[-1] - y) ** 2 / 2) / 1e-20


@alternative
def memory_by_core(w, start, readings, y):
    if len(readings) == 0:
        return 0
    unrolled = Network([[[w]]] * len(readings), readings.reshape(-1, 1, 1))
    return sum(nabla.item() for nabla in backprop(unrolled, [[start]], [[y]]).nabla_w)


@alternative
def memory_path_by_path(w, start, readings, y):
    _, a = remembered(w, start, readings)
    slopes = np.array([each * (1 - each) for each in a[1:]])
    paths = [np.prod(slopes[t:]) * w ** (len(slopes) - 1 - t) * a[t] for t in range(len(slopes))]
    return sum(paths) * (a[-1] - y)


def memory_with(w, start, readings, y, *, delta=None, link=None, back=None, chosen=None):
    """The reference with one step of its loop changed."""
    zs, a = remembered(w, start, readings)
    delta_a, terms = a[-1] - y, []
    for t in reversed(range(len(zs))):
        delta_z = delta(zs, a, t, delta_a, y) if delta else SIGMOID.prime(zs[t]) * delta_a
        terms.append(delta_z * (link(a, readings, t, w) if link else a[t]))
        delta_a = back(w, delta_z, delta_a) if back else w * delta_z
    return chosen(terms) if chosen else sum(terms)


@mistake("Only the last use of w counts here. It was used at every step before, and each use adds its share.")
def last_use_only(*case):
    return memory_with(*case, chosen=lambda terms: sum(terms[:1]))


@mistake("This follows one path, from the first step to the cost. w enters again at every later step.")
def first_use_only(*case):
    return memory_with(*case, chosen=lambda terms: sum(terms[-1:]))


@mistake("The shares of the steps are averaged. The branches of a fork add up.")
def mean_over_the_uses(*case):
    return memory_with(*case, chosen=lambda terms: sum(terms) / len(terms))


@mistake("From one step to the step before, the error travels along w. Here it jumps over without it.")
def w_left_out_on_the_way_back(*case):
    return memory_with(*case, back=lambda w, delta_z, delta_a: delta_z)


@mistake("On its way to the step before, the error skips the node: its slope is missing there.")
def slope_left_out_on_the_way_back(*case):
    return memory_with(*case, back=lambda w, delta_z, delta_a: w * delta_a)


@mistake("Every step uses the error of the last output. It has to be carried back, step by step.")
def error_not_carried_back(*case):
    return memory_with(*case, back=lambda w, delta_z, delta_a: delta_a)


@mistake("σ' is missing: no node passes an error on unchanged.")
def no_slopes(*case):
    return memory_with(*case, delta=lambda zs, a, t, delta_a, y: delta_a)


@mistake("The slope is taken at the activation. σ' wants the z of that step.")
def slope_at_the_activation(*case):
    return memory_with(*case, delta=lambda zs, a, t, delta_a, y: SIGMOID.prime(a[t + 1]) * delta_a)


@mistake("Each share is multiplied by the activation that came out. Beside w stands the one that came in.")
def activation_of_the_same_step(*case):
    return memory_with(*case, link=lambda a, readings, t, w: a[t + 1])


@mistake("Each share is multiplied by the reading. In z, the weight stands beside the activation before.")
def reading_in_place_of_the_activation(*case):
    return memory_with(*case, link=lambda a, readings, t, w: readings[t])


@mistake("Each share is multiplied by w. That leads to the activation before; for w itself it is the other factor.")
def weight_in_place_of_the_activation(*case):
    return memory_with(*case, link=lambda a, readings, t, w: w)


@mistake("The last reading is left out. Each reading makes a step, the last one too.")
def last_reading_dropped(w, start, readings, y):
    return memory_slope(w, start, readings[:-1], y)


@mistake("The first reading is left out. It makes a step, from the first value.")
def first_reading_dropped(w, start, readings, y):
    return memory_slope(w, start, readings[1:], y)


@mistake("Every step is compared with the target. The cost sees the last activation only.")
def target_at_every_step(*case):
    return memory_with(*case, delta=lambda zs, a, t, delta_a, y: SIGMOID.prime(zs[t]) * (a[t + 1] - y))


@mistake("The sign is wrong: too large an output has a slope above zero.")
def wrong_sign(*case):
    return memory_with(*case, chosen=lambda terms: -sum(terms))


@mistake("This is twice too large: the ½ of the cost cancels the 2 of the square.")
def half_of_the_cost_forgotten(*case):
    return memory_with(*case, chosen=lambda terms: 2 * sum(terms))
