"""Chapter 3: one node at a time."""

import numpy as np

from nnbp_core import QUADRATIC, SIGMOID, SOFTPLUS, TANH, Network, backprop
from nnbp_core.exercises.exercise import Exercise, Mistake

# 3.1 --------------------------------------------------------------------------------------------------------------


def node(g, z, dz, delta_A):
    slope = g.prime(z)
    return slope * dz, slope * delta_A


def node_inputs(rng, size):
    g = {1: SIGMOID, 2: TANH, 3: SOFTPLUS}.get(size, (SIGMOID, TANH, SOFTPLUS)[rng.integers(3)])
    z, dz, delta_A = rng.standard_normal((3, size, 1))
    if size == 4:
        z[0], dz[1], delta_A[2] = 20, 0, 0  # a flat place, a node that is not nudged, one that nothing asks of
    return g, z, dz, delta_A


def node_by_loops(g, z, dz, delta_A):
    dA, delta_z = np.zeros(z.shape), np.zeros(z.shape)
    for i in range(len(z)):
        dA[i] = g.prime(z[i]) * dz[i]
        delta_z[i] = g.prime(z[i]) * delta_A[i]
    return dA, delta_z


def node_by_output(g, z, dz, delta_A):
    slope = g.slope(z, g.f(z))
    return np.multiply(dz, slope), np.multiply(delta_A, slope)


def node_by_diagonal(g, z, dz, delta_A):
    jacobian = np.diagflat(g.prime(z))
    return jacobian @ dz, jacobian.T @ delta_A


def node_by_complex_step(g, z, dz, delta_A):
    slope = np.imag(g.f(z + 1e-20j)) / 1e-20
    return [slope * dz, slope * delta_A]


NODE = Exercise(
    id="3.1",
    title="One node, both ways",
    reference=node,
    inputs=node_inputs,
    tried="1 to 4 nodes, three activation functions",
    insight="One factor serves both ways, so Σ δA dA = Σ δz dz: seen from either end, the cost moves as much.",
    hints=(
        "Forward: how fast does the output move when the input moves? Backward: the chain rule through the same node.",
        "Both results contain the same factor. It needs z, nothing else.",
        "g.prime is the slope of g, as a function of z. Each node has its own.",
    ),
    mistakes=(
        Mistake(
            "slope at the output",
            lambda g, z, dz, delta_A: (g.prime(g.f(z)) * dz, g.prime(g.f(z)) * delta_A),
            "The slope is taken at A, the output. g' wants z, where the node stands on its curve.",
        ),
        Mistake(
            "g in place of its slope",
            lambda g, z, dz, delta_A: (g.f(z) * dz, g.f(z) * delta_A),
            "This multiplies by A = g(z). A small change is passed on by the slope, not by the value.",
        ),
        Mistake(
            "node left out",
            lambda g, z, dz, delta_A: (dz, delta_A),
            "Both go through unchanged. That is right for a node with slope 1, and only there.",
        ),
        Mistake(
            "slope forgotten on the way back",
            lambda g, z, dz, delta_A: (g.prime(z) * dz, delta_A),
            "Forward is right. Backward, δA goes through unchanged: the node's slope is missing.",
        ),
        Mistake(
            "division on the way back",
            lambda g, z, dz, delta_A: (g.prime(z) * dz, delta_A / g.prime(z)),
            "Backward you divide, as if to undo the way forward. Going back is no undoing: the factor multiplies.",
        ),
        Mistake(
            "backward and forward exchanged",
            lambda g, z, dz, delta_A: (g.prime(z) * delta_A, g.prime(z) * dz),
            "The two results are exchanged: dA comes from dz, and δz comes from δA.",
        ),
        Mistake(
            "the sigmoid's slope for every node",
            lambda g, z, dz, delta_A: (SIGMOID.prime(z) * dz, SIGMOID.prime(z) * delta_A),
            "This is the slope of the sigmoid, whatever g is.",
        ),
        Mistake(
            "A (1 − A) for every node",
            lambda g, z, dz, delta_A: (g.f(z) * (1 - g.f(z)) * dz, g.f(z) * (1 - g.f(z)) * delta_A),
            "A (1 − A) is the slope of a sigmoid only. This node may compute something else.",
        ),
        Mistake(
            "the whole change of the output",
            lambda g, z, dz, delta_A: (g.f(z + dz) - g.f(z), g.prime(z) * delta_A),
            "The first result is g(z + dz) − g(z), the change after a real step. dA goes along the slope at z.",
        ),
        Mistake(
            "nodes added up",
            lambda g, z, dz, delta_A: ((g.prime(z) * dz).sum(), (g.prime(z) * delta_A).sum()),
            "The nodes are added up. Each has its own input and its own output: nothing is summed here.",
        ),
    ),
    alternatives=(node_by_loops, node_by_output, node_by_diagonal, node_by_complex_step),
)

# 3.2 --------------------------------------------------------------------------------------------------------------


def three_factors(w, b, h_in, y, j, k):
    z = w @ h_in + b
    h_out = SIGMOID.f(z)
    return 2 * (h_out[j, 0] - y[j, 0]), SIGMOID.prime(z[j, 0]), h_in[k, 0]


def factors_inputs(rng, size):
    n_out, n_in = (1, 1) if size == 1 else (size, size) if size < 4 else rng.integers(2, 6, 2).tolist()
    w, b = rng.standard_normal((n_out, n_in)), rng.standard_normal((n_out, 1))
    h_in, y = rng.random((n_in, 1)), rng.random((n_out, 1))
    return w, b, h_in, y, int(rng.integers(n_out)), int(rng.integers(n_in))


def factors_by_loop(w, b, h_in, y, j, k):
    z = b[j, 0]
    for i in range(w.shape[1]):
        z += w[j, i] * h_in[i, 0]
    h = 1 / (1 + np.exp(-z))
    return -2 * (y[j, 0] - h), h * (1 - h), h_in[k, 0]


def factors_of_one_row(w, b, h_in, y, j, k):
    z = (w[j] @ h_in + b[j]).item()
    return [2 * (SIGMOID.f(z) - y[j].item()), SIGMOID.prime(z), float(h_in[k].item())]


def factors_of_all_nodes(w, b, h_in, y, j, k):
    z = w @ h_in + b
    by_output, by_z = 2 * QUADRATIC.gradient(SIGMOID.f(z), y), SIGMOID.prime(z)
    return by_output[j, 0], by_z[j, 0], h_in.ravel()[k]


def factors_by_complex_step(w, b, h_in, y, j, k):
    step = 1e-20j
    moved = w + 0j
    moved[j, k] += step
    z = (w @ h_in + b)[j, 0]
    h = SIGMOID.f(z)
    z_moved = (moved @ h_in + b)[j, 0]
    return (
        np.imag((h + step - y[j, 0]) ** 2) / 1e-20,
        np.imag(SIGMOID.f(z + step)) / 1e-20,
        np.imag(z_moved) / 1e-20,
    )


def with_factors(first=None, second=None, third=None):
    """The reference with one of its factors computed by another function."""

    def function(w, b, h_in, y, j, k):
        z = w @ h_in + b
        factors = list(three_factors(w, b, h_in, y, j, k))
        for i, change in enumerate((first, second, third)):
            if change:
                factors[i] = change(w, h_in, y, j, k, z, SIGMOID.f(z))
        return tuple(factors)

    return function


def counted_from_one(w, b, h_in, y, j, k):
    return three_factors(w, b, h_in, y, j - 1, k - 1)


def indices_exchanged(w, b, h_in, y, j, k):
    return three_factors(w, b, h_in, y, k, j)


def product_only(w, b, h_in, y, j, k):
    return np.prod(three_factors(w, b, h_in, y, j, k))


def weights_transposed(w, b, h_in, y, j, k):
    return three_factors(w.T, b, h_in, y, j, k)


THREE_FACTORS = Exercise(
    id="3.2",
    title="One weight, three factors",
    reference=three_factors,
    inputs=factors_inputs,
    tried="layers of 1 to 5 neurons, any weight of them",
    insight="Only the first factor knows the target, only the second the slope of σ, only the third what came in.",
    hints=(
        "Walk back from the cost: from J to h_j, from h_j to z_j, from z_j to the weight. One factor for each step.",
        "The weight w_jk appears in one term of one sum. What stands beside it there?",
        "J is a square without a ½, and of its terms only one contains h_j.",
    ),
    mistakes=(
        Mistake(
            "published slope, 2h",
            with_factors(first=lambda w, h_in, y, j, k, z, h_out: 2 * h_out[j, 0]),
            "The first factor is 2h, as the note has it. The target has vanished: the cost is (y − h)².",
        ),
        Mistake(
            "first factor's sign",
            with_factors(first=lambda w, h_in, y, j, k, z, h_out: 2 * (y[j, 0] - h_out[j, 0])),
            "The first factor has the wrong sign. The inside of (y − h)² has the derivative −1.",
        ),
        Mistake(
            "first factor without its 2",
            with_factors(first=lambda w, h_in, y, j, k, z, h_out: h_out[j, 0] - y[j, 0]),
            "The first factor lacks its 2. This cost has no ½ that would cancel it.",
        ),
        Mistake(
            "all outputs in the first factor",
            with_factors(first=lambda w, h_in, y, j, k, z, h_out: 2 * (h_out - y).sum()),
            "The first factor adds up all outputs. It is the slope with respect to one of them, h_j.",
        ),
        Mistake(
            "slope at the output",
            with_factors(second=lambda w, h_in, y, j, k, z, h_out: SIGMOID.prime(h_out[j, 0])),
            "The second factor takes the slope at h. It belongs at z, before σ was applied.",
        ),
        Mistake(
            "σ in place of its slope",
            with_factors(second=lambda w, h_in, y, j, k, z, h_out: h_out[j, 0]),
            "The second factor is the output σ(z) itself. Wanted is how fast it changes with z.",
        ),
        Mistake(
            "second factor of a linear neuron",
            with_factors(second=lambda w, h_in, y, j, k, z, h_out: 1.0),
            "The second factor is 1. That is right for a linear neuron; this one bends its z with σ.",
        ),
        Mistake(
            "weight as third factor",
            with_factors(third=lambda w, h_in, y, j, k, z, h_out: w[j, k]),
            "The third factor is the weight itself. In w h it is the other one that is left when you vary w.",
        ),
        Mistake(
            "third factor of the wrong neuron",
            with_factors(third=lambda w, h_in, y, j, k, z, h_out: h_in[j % len(h_in), 0]),
            "The third factor is taken at j. The weight w_jk comes from k, and what came in along it is there.",
        ),
        Mistake(
            "indices exchanged",
            indices_exchanged,
            "j and k have changed places: w_jk leads to j, from k.",
        ),
        Mistake(
            "counted from 1",
            counted_from_one,
            "j and k are counted from 1 here. The task counts from 0, as NumPy does.",
        ),
        Mistake(
            "product only",
            product_only,
            "This is the product, ∂J/∂w_jk. The task asks for the three factors themselves.",
        ),
        Mistake("w transposed", weights_transposed, "The weights are transposed. Forward, they stand as they are."),
    ),
    alternatives=(factors_by_loop, factors_of_one_row, factors_of_all_nodes, factors_by_complex_step),
)

# 3.3 --------------------------------------------------------------------------------------------------------------


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
    w = 0.0 if size == 5 else float(rng.choice([-1, 1]) * rng.uniform(1.5, 3))
    return w, float(rng.uniform(0.5, 1.5)), rng.standard_normal(2 * size - 1), float(rng.random())


def remembered(w, start, readings):
    activations, zs = [start], []
    for reading in readings:
        zs.append(w * activations[-1] + reading)
        activations.append(SIGMOID.f(zs[-1]))
    return zs, activations


def memory_carried_forward(w, start, readings, y):
    a, da_dw = start, 0.0
    for reading in readings:
        z = w * a + reading
        a, da_dw = SIGMOID.f(z), SIGMOID.prime(z) * (a + w * da_dw)
    return (a - y) * da_dw


def memory_by_complex_step(w, start, readings, y):
    _, activations = remembered(w + 1e-20j, start, readings)
    return np.imag((activations[-1] - y) ** 2 / 2) / 1e-20


def memory_by_core(w, start, readings, y):
    unrolled = Network([[[w]]] * len(readings), readings.reshape(-1, 1, 1))
    return sum(nabla.item() for nabla in backprop(unrolled, [[start]], [[y]]).nabla_w)


def memory_path_by_path(w, start, readings, y):
    _, a = remembered(w, start, readings)
    slopes = np.array([each * (1 - each) for each in a[1:]])
    paths = [np.prod(slopes[t:]) * w ** (len(slopes) - 1 - t) * a[t] for t in range(len(slopes))]
    return sum(paths) * (a[-1] - y)


def memory_with(delta=None, link=None, back=None, chosen=None):
    """The reference with one step of its loop changed."""

    def function(w, start, readings, y):
        zs, a = remembered(w, start, readings)
        delta_a, terms = a[-1] - y, []
        for t in reversed(range(len(zs))):
            delta_z = delta(zs, a, t, delta_a, y) if delta else SIGMOID.prime(zs[t]) * delta_a
            terms.append(delta_z * (link(a, readings, t, w) if link else a[t]))
            delta_a = back(w, delta_z, delta_a) if back else w * delta_z
        return chosen(terms) if chosen else sum(terms)

    return function


MEMORY_SLOPE = Exercise(
    id="3.3",
    title="A neuron that remembers",
    reference=memory_slope,
    inputs=memory_inputs,
    tried="1 to 9 readings, and a weight of 0",
    sizes=(1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5),
    insight="This is backpropagation through time: every use of a weight is a branch of its own, and branches add up.",
    hints=(
        "First run forward and keep every z and every activation. Then walk back from the last step to the first.",
        "At each step the same two moves: through the node, then along w to the activation before.",
        "The weight is a fork: it is used at every step. Each use adds a term, of the form a_in δz.",
    ),
    mistakes=(
        Mistake(
            "last use only",
            memory_with(chosen=lambda terms: terms[0]),
            "Only the last use of w counts here. It was used at every step before, and each use adds its share.",
        ),
        Mistake(
            "first use only",
            memory_with(chosen=lambda terms: terms[-1]),
            "This follows one path, from the first step to the cost. w enters again at every later step.",
        ),
        Mistake(
            "mean over the uses",
            memory_with(chosen=lambda terms: sum(terms) / len(terms)),
            "The shares of the steps are averaged. The branches of a fork add up.",
        ),
        Mistake(
            "w left out on the way back",
            memory_with(back=lambda w, delta_z, delta_a: delta_z),
            "From one step to the step before, the error travels along w. Here it jumps over without it.",
        ),
        Mistake(
            "slope left out on the way back",
            memory_with(back=lambda w, delta_z, delta_a: w * delta_a),
            "On its way to the step before, the error skips the node: its slope is missing there.",
        ),
        Mistake(
            "error not carried back",
            memory_with(back=lambda w, delta_z, delta_a: delta_a),
            "Every step uses the error of the last output. It has to be carried back, step by step.",
        ),
        Mistake(
            "no slopes",
            memory_with(delta=lambda zs, a, t, delta_a, y: delta_a),
            "σ' is missing: no node passes an error on unchanged.",
        ),
        Mistake(
            "slope at the activation",
            memory_with(delta=lambda zs, a, t, delta_a, y: SIGMOID.prime(a[t + 1]) * delta_a),
            "The slope is taken at the activation. σ' wants the z of that step.",
        ),
        Mistake(
            "activation of the same step",
            memory_with(link=lambda a, readings, t, w: a[t + 1]),
            "Each share is multiplied by the activation that came out. Beside w stands the one that came in.",
        ),
        Mistake(
            "reading in place of the activation",
            memory_with(link=lambda a, readings, t, w: readings[t]),
            "Each share is multiplied by the reading. In z, the weight stands beside the activation before.",
        ),
        Mistake(
            "weight in place of the activation",
            memory_with(link=lambda a, readings, t, w: w),
            "Each share is multiplied by w. That leads to the activation before; for w itself it is the other factor.",
        ),
        Mistake(
            "target at every step",
            memory_with(delta=lambda zs, a, t, delta_a, y: SIGMOID.prime(zs[t]) * (a[t + 1] - y)),
            "Every step is compared with the target. The cost sees the last activation only.",
        ),
        Mistake(
            "wrong sign",
            memory_with(chosen=lambda terms: -sum(terms)),
            "The sign is wrong: too large an output has a slope above zero.",
        ),
        Mistake(
            "½ of the cost forgotten",
            memory_with(chosen=lambda terms: 2 * sum(terms)),
            "This is twice too large: the ½ of the cost cancels the 2 of the square.",
        ),
    ),
    alternatives=(memory_carried_forward, memory_by_complex_step, memory_by_core, memory_path_by_path),
)

EXERCISES = (NODE, THREE_FACTORS, MEMORY_SLOPE)
