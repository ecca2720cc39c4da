"""3.4 Two ways to the cost."""

import numpy as np

from nnbp_core import SIGMOID, TANH, Network, backprop
from nnbp_core.exercises.exercise import Exercise, alternative, mistake


def fork_slope(x, w_in, w_out, w_skip, y):
    h = np.tanh(w_in * x)
    z = w_out * h + w_skip * x
    delta_z = (SIGMOID.f(z) - y) * SIGMOID.prime(z)
    return delta_z * w_skip + delta_z * w_out * TANH.prime(w_in * x) * w_in


def fork_inputs(rng, size):
    x, w_in, w_out, w_skip = (float(sign * rng.uniform(0.4, 1.6)) for sign in rng.choice([-1, 1], 4))
    y = float(rng.random() if size < 3 else rng.uniform(-2, 3))
    if size == 7:  # what the two ways bring back cancels
        w_skip = float(-w_out * TANH.prime(w_in * x) * w_in)
    return (0.0 if size == 8 else x, 0.0 if size == 6 else w_in, 0.0 if size == 5 else w_out, w_skip, y)


EXERCISE = Exercise(
    id="3.4",
    title="Two ways to the cost",
    reference=fork_slope,
    inputs=fork_inputs,
    tried="positive and negative weights, an input of 0, a closed way, two ways that cancel, targets from −2 to 3",
    insight="Two ways can cancel: each alone says that the input matters, and together they say that it does not.",
    hints=(
        "Draw it: one arrow from x straight to z, one from x through h to z. The two meet at z, and so does their δz.",
        "Go back from the cost to z first. Every way back from there starts with the same δz.",
        "Along a way factors multiply: two weights and the slope of tanh on the longer one. Then add the two ways.",
    ),
    sizes=(1, 2, 2, 3, 3, 4, 4, 5, 6, 7, 8),
)


@alternative
def fork_carried_forward(x, w_in, w_out, w_skip, y):
    h, dh = np.tanh(w_in * x), w_in / np.cosh(w_in * x) ** 2
    z, dz = w_out * h + w_skip * x, w_out * dh + w_skip
    return (SIGMOID.f(z) - y) * SIGMOID.prime(z) * dz


@alternative
def fork_by_complex_step(x, w_in, w_out, w_skip, y):
    moved = x + 1e-20j
    a = SIGMOID.f(w_out * np.tanh(w_in * moved) + w_skip * moved)
    return float(np.imag((a - y) ** 2 / 2) / 1e-20)


@alternative
def fork_by_matrices(x, w_in, w_out, w_skip, y):
    first, last = np.array([[w_in], [1.0]]), np.array([[w_out, w_skip]])  # the second neuron hands x on
    h = np.array([[np.tanh(w_in * x)], [x]])
    a = SIGMOID.f(last @ h)
    slopes = np.array([[1 - h[0, 0] ** 2], [1.0]])
    return (first.T @ (slopes * (last.T @ ((a - y) * a * (1 - a))))).item()


@alternative
def fork_by_core(x, w_in, w_out, w_skip, y):
    end = Network([[[w_out, w_skip]]], [[[0.0]]])
    [delta] = backprop(end, [[np.tanh(w_in * x)], [x]], [[y]]).deltas
    return delta.item() * (w_skip + w_out * w_in * TANH.prime(w_in * x))


def fork_with(x, w_in, w_out, w_skip, y, *, delta=None, slope=None, joined=None):
    """The reference with its δz, with its slope of tanh, or with what joins the two ways computed by another."""
    h = np.tanh(w_in * x)
    z = w_out * h + w_skip * x
    a = SIGMOID.f(z)
    delta_z = delta(z, a, y) if delta else (a - y) * SIGMOID.prime(z)
    through_h = delta_z * w_out * (slope(w_in * x, h) if slope else 1 - h**2) * w_in
    return joined(delta_z * w_skip, through_h) if joined else delta_z * w_skip + through_h


@mistake("This follows the way through h alone. x also reaches z directly, by w_skip.")
def way_through_h_only(*case):
    return fork_with(*case, joined=lambda direct, through_h: through_h)


@mistake("This follows the direct way alone. x also reaches z through h.")
def direct_way_only(*case):
    return fork_with(*case, joined=lambda direct, through_h: direct)


@mistake("The two ways are averaged. A nudge of x moves the cost on both, and the changes add up.")
def mean_of_the_ways(*case):
    return fork_with(*case, joined=lambda direct, through_h: (direct + through_h) / 2)


@mistake("The two ways are multiplied. Factors multiply along a way; the ways themselves add up.")
def product_of_the_ways(*case):
    return fork_with(*case, joined=lambda direct, through_h: direct * through_h)


@mistake("Of the two ways the one with the steeper slope is taken. Both count, whichever is the steeper.")
def steeper_way_only(*case):
    return fork_with(*case, joined=lambda direct, through_h: max(direct, through_h, key=abs))


@mistake("The slope of tanh is missing on the way through h: no node passes a slope on unchanged, save a linear one.")
def node_h_left_out(*case):
    return fork_with(*case, slope=lambda z, h: 1)


@mistake("The slope of tanh is taken at h. It belongs at w_in x, before tanh was applied.")
def slope_of_h_at_h(*case):
    return fork_with(*case, slope=lambda z, h: TANH.prime(h))


@mistake("The hidden node has got the slope of a sigmoid, h (1 − h). It computes tanh.")
def sigmoid_in_the_hidden_node(*case):
    return fork_with(*case, slope=lambda z, h: h * (1 - h))


@mistake("σ' is missing at the output: between the cost and z stands a neuron.")
def no_slope_at_the_output(*case):
    return fork_with(*case, delta=lambda z, a, y: a - y)


@mistake("σ' is taken at a, the output. It belongs at z.")
def slope_taken_at_a(*case):
    return fork_with(*case, delta=lambda z, a, y: (a - y) * SIGMOID.prime(a))


@mistake("The sign is wrong: an answer above its target has a δz above zero.")
def wrong_sign(*case):
    return fork_with(*case, delta=lambda z, a, y: (y - a) * SIGMOID.prime(z))


@mistake("This is twice too large: the ½ of the cost cancels the 2 of the square.")
def half_of_the_cost_forgotten(*case):
    return fork_with(*case, delta=lambda z, a, y: 2 * (a - y) * SIGMOID.prime(z))


@mistake("The last factor on the way through h is x. That gives the slope for w_in; for x it is the other one, w_in.")
def slope_for_the_weight(x, w_in, w_out, w_skip, y):
    h = np.tanh(w_in * x)
    z = w_out * h + w_skip * x
    delta_z = (SIGMOID.f(z) - y) * SIGMOID.prime(z)
    return delta_z * w_skip + delta_z * w_out * (1 - h**2) * x


@mistake("This is δz, the slope at z. Two ways still lead from there to x.")
def stopped_at_z(x, w_in, w_out, w_skip, y):
    z = w_out * np.tanh(w_in * x) + w_skip * x
    return (SIGMOID.f(z) - y) * SIGMOID.prime(z)


@mistake("Forward, the direct way is left out of z, so the slope of σ and the miss are those of another neuron.")
def skip_missing_in_z(x, w_in, w_out, w_skip, y):
    h = np.tanh(w_in * x)
    a = SIGMOID.f(w_out * h)
    return (a - y) * a * (1 - a) * (w_skip + w_out * (1 - h**2) * w_in)
