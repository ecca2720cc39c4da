"""12.2 One weight, many moments."""

import numpy as np

from nnbp_core import SIGMOID, Network, backprop
from nnbp_core.exercises.exercise import Exercise, alternative, mistake


def recurrent_gradients(w, b, start, targets):
    zs, activations = [], [start]
    for _ in targets.T:
        zs.append(w @ activations[-1] + b)
        activations.append(SIGMOID.f(zs[-1]))
    nabla_w, nabla_b, later = 0.0, 0.0, 0.0
    for t in reversed(range(len(zs))):
        delta_a = activations[t + 1] - targets[:, [t]] + later
        delta = delta_a * SIGMOID.prime(zs[t])
        nabla_w = nabla_w + delta @ activations[t].T
        nabla_b = nabla_b + delta
        later = w.T @ delta
    return nabla_w, nabla_b


def recurrent_inputs(rng, size):
    n = 1 if size == 1 else int(rng.integers(2, 5))
    w, b = 1.5 * rng.standard_normal((n, n)), rng.standard_normal((n, 1))
    return w, b, rng.random((n, 1)), rng.random((n, 2 * size - 1))


EXERCISE = Exercise(
    id="12.2",
    title="One weight, many moments",
    reference=recurrent_gradients,
    inputs=recurrent_inputs,
    tried="1 to 4 neurons, 1 to 7 steps",
    insight="Each activation here is a fork, to its own cost and to the next step, and so are the weights: all add up.",
    hints=(
        "Run forward and keep every z and every activation, the start among them. Then walk back from the last step.",
        "What comes back to an activation has two parts: from its own target, and from the step that used it next.",
        "Each step gives a gradient as in BP3 and BP4. The weights and biases are the same at each: add the steps up.",
    ),
    equivalent_mutants={
        "line 10: delta @ activations[t].T: @ becomes *": "a column times a row entry by entry is the outer product",
    },
)


def forward_through(w, b, start, targets):
    """All z and all activations, the start first."""
    zs, activations = [], [start]
    for _ in targets.T:
        zs.append(w @ activations[-1] + b)
        activations.append(SIGMOID.f(zs[-1]))
    return zs, activations


@alternative
def one_unrolled_network_for_each_target(w, b, start, targets):
    nabla_w, nabla_b = np.zeros(w.shape), np.zeros(b.shape)
    for steps in range(1, targets.shape[1] + 1):
        core = backprop(Network([w] * steps, [b] * steps), start, targets[:, [steps - 1]])
        nabla_w += sum(core.nabla_w)
        nabla_b += sum(core.nabla_b)
    return nabla_w, nabla_b


@alternative
def carried_forward(w, b, start, targets):
    n = len(w)
    a, da = start, np.zeros((n, n * n + n))  # a, and how it follows each weight and bias
    total = np.zeros(n * n + n)
    for y in targets.T:
        direct = np.hstack([np.kron(np.eye(n), a.T), np.eye(n)])
        z = w @ a + b
        da = SIGMOID.prime(z) * (direct + w @ da)
        a = SIGMOID.f(z)
        total = total + (a[:, 0] - y) @ da
    return total[: n * n].reshape(n, n), total[n * n :].reshape(n, 1)


@alternative
def by_complex_steps(w, b, start, targets):
    def cost(w, b):
        _, activations = forward_through(w, b, start, targets)
        return sum(((a[:, 0] - y) ** 2).sum() for a, y in zip(activations[1:], targets.T, strict=True)) / 2

    steps = [1e-30j * each for each in np.eye(w.size + b.size)]
    moved = [cost(w + d[: w.size].reshape(w.shape), b + d[w.size :].reshape(b.shape)).imag / 1e-30 for d in steps]
    return np.reshape(moved[: w.size], w.shape), np.reshape(moved[w.size :], b.shape)


@alternative
def errors_first_then_one_product(w, b, start, targets):
    _, activations = forward_through(w, b, start, targets)
    deltas, later = [], np.zeros(start.shape)
    for a, y in zip(activations[:0:-1], targets.T[::-1], strict=True):
        deltas.insert(0, (a - y[:, None] + later) * a * (1 - a))
        later = w.T @ deltas[0]
    side_by_side = np.hstack(deltas)
    return side_by_side @ np.hstack(activations[:-1]).T, side_by_side.sum(axis=1, keepdims=True)


def recurrent_with(w, b, start, targets, *, own=None, slope=None, back=None, link=None, gather=sum):
    """The reference with one step changed."""
    zs, a = forward_through(w, b, start, targets)
    terms_w, terms_b, later = [], [], np.zeros(start.shape)
    for t in reversed(range(len(zs))):
        delta_a = (own(a, targets, t) if own else a[t + 1] - targets[:, [t]]) + later
        delta = delta_a * (slope(zs, a, t) if slope else SIGMOID.prime(zs[t]))
        terms_w.append(link(delta, a, t) if link else delta @ a[t].T)
        terms_b.append(delta)
        later = back(w, delta, delta_a) if back else w.T @ delta
    return gather(terms_w), gather(terms_b)


@mistake("Only the last target counts here. Every step is compared with a target of its own.")
def last_target_only(*case):
    return recurrent_with(*case, own=lambda a, y, t: (a[t + 1] - y[:, [t]]) * (t == y.shape[1] - 1))


@mistake("Each step hears of its own target alone. What it said was also used by the step after it.")
def nothing_from_later_steps(*case):
    return recurrent_with(*case, back=lambda w, delta, delta_a: 0.0)


@mistake("Only the last step's use of the weights counts. They were used at every step before, and each use adds.")
def last_use_only(*case):
    return recurrent_with(*case, gather=lambda terms: terms[0])


@mistake("Only the first step's use of the weights counts. They are used again at every later step.")
def first_use_only(*case):
    return recurrent_with(*case, gather=lambda terms: terms[-1])


@mistake("The steps are averaged. The cost is a sum over the steps, and the uses of a weight add up.")
def mean_over_the_steps(*case):
    return recurrent_with(*case, gather=lambda terms: sum(terms) / len(terms))


@mistake("On the way to the step before, w is not transposed. It maps forward; an error travels the other way.")
def no_transpose(*case):
    return recurrent_with(*case, back=lambda w, delta, delta_a: w @ delta)


@mistake("What goes on to the step before has skipped the neurons: their slope is missing there.")
def slope_skipped_on_the_way_back(*case):
    return recurrent_with(*case, back=lambda w, delta, delta_a: w.T @ delta_a)


@mistake("The error jumps to the step before without the weights that led there.")
def weights_left_out_on_the_way_back(*case):
    return recurrent_with(*case, back=lambda w, delta, delta_a: delta)


@mistake("σ' is missing: no neuron passes an error on unchanged.")
def no_slopes(*case):
    return recurrent_with(*case, slope=lambda zs, a, t: 1.0)


@mistake("The slope is taken at the activation. σ' wants the z of that step.")
def slope_at_the_activation(*case):
    return recurrent_with(*case, slope=lambda zs, a, t: SIGMOID.prime(a[t + 1]))


@mistake("The weights' gradient uses the activation that came out of the step. It wants the one that came in.")
def own_activation(*case):
    return recurrent_with(*case, link=lambda delta, a, t: delta @ a[t + 1].T)


@mistake("The weights' gradient is transposed: rows are “to”.")
def outer_product_turned_around(*case):
    return recurrent_with(*case, link=lambda delta, a, t: a[t] @ delta.T)


@mistake("Every step starts from the same activation, the first. Each has to use what the step before it said.")
def start_at_every_step(*case):
    return recurrent_with(*case, link=lambda delta, a, t: delta @ a[0].T)


@mistake("The sign is wrong: an output above its target has a derivative above zero.")
def wrong_sign(*case):
    return recurrent_with(*case, gather=lambda terms: -sum(terms))


@mistake("The biases' gradient is that of the last step alone. The bias, too, is used at every step.")
def bias_of_the_last_step(w, b, start, targets):
    last = recurrent_with(w, b, start, targets, gather=lambda terms: terms[0])
    return recurrent_with(w, b, start, targets)[0], last[1]


@mistake("The target of the first step is compared with the start. It belongs to what the first step says.")
def targets_one_step_early(*case):
    return recurrent_with(*case, own=lambda a, y, t: a[t] - y[:, [t]])
