"""4.3 BP3 and BP4, proved on a batch."""

import numpy as np

from nnbp_core import bias_gradient as bp3
from nnbp_core import weight_gradient as bp4
from nnbp_core.exercises.exercise import Exercise, alternative, mistake


def gradients(delta, a_in):
    m = delta.shape[1]
    return delta @ a_in.T / m, delta.sum(axis=1, keepdims=True) / m


def gradients_inputs(rng, size):
    n_out, n_in, m = {1: (1, 1, 2), 2: (2, 2, 2), 3: (3, 3, 3), 5: (2, 3, 12)}.get(size, rng.integers(1, 6, 3).tolist())
    a_in = rng.standard_normal((n_in, m)) if size == 4 else rng.random((n_in, m))  # inputs may be below 0
    return rng.standard_normal((n_out, m)), a_in


EXERCISE = Exercise(
    id="4.3",
    title="BP3 and BP4, proved on a batch",
    reference=gradients,
    inputs=gradients_inputs,
    tried="layers of 1 to 5 neurons, batches of 1 to 12 examples",
    insight="The inner index of δ aᵀ is the example, so one matrix product adds up the whole batch.",
    hints=(
        "Take one parameter, and ask which entries of z it can move, and how fast. All others contribute nothing.",
        "A bias moves its own z, at rate 1. A weight moves one z, at the rate of what came in along it.",
        "Add over the examples and divide by how many there are. The result for the weights has the shape of w.",
    ),
    sizes=(1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5),
)


@alternative
def gradients_by_the_chain_rule(delta, a_in):
    nabla_w, nabla_b = np.zeros((len(delta), len(a_in))), np.zeros((len(delta), 1))
    for j in range(len(delta)):
        dz_db = np.zeros(delta.shape)
        dz_db[j] = 1
        nabla_b[j] = (delta * dz_db).sum(axis=0).mean()
        for k in range(len(a_in)):
            dz_dw = np.zeros(delta.shape)
            dz_dw[j] = a_in[k]
            nabla_w[j, k] = (delta * dz_dw).sum(axis=0).mean()
    return nabla_w, nabla_b


@alternative
def gradients_by_einsum(delta, a_in):
    return np.einsum("jx,kx->jk", delta, a_in) / delta.shape[1], delta.mean(axis=1)[:, None]


@alternative
def gradients_of_each_example(delta, a_in):
    outer = [np.outer(d, a) for d, a in zip(delta.T, a_in.T, strict=True)]
    return np.mean(outer, axis=0), np.mean(delta, axis=1, keepdims=True)


@alternative
def gradients_in_rows(delta, a_in):
    rows, activations = delta.T, a_in.T
    return (activations.T @ rows).T / len(rows), rows.mean(axis=0).reshape(-1, 1)


@alternative
def gradients_with_a_column_of_ones(delta, a_in):
    m = a_in.shape[1]
    return (delta / m) @ a_in.T, delta @ np.ones((m, 1)) / m


@alternative
def gradients_by_equations(delta, a_in):
    return bp4(delta, a_in), bp3(delta)


@mistake("These are sums over the examples. The cost of a batch is the mean, and so are its gradients.")
def sums_for_means(delta, a_in):
    return delta @ a_in.T, delta.sum(axis=1, keepdims=True)


@mistake("The weights get a mean over the examples, the biases a sum. Both must be means.")
def only_the_weights_averaged(delta, a_in):
    return bp4(delta, a_in), delta.sum(axis=1, keepdims=True)


@mistake("The biases get a mean over the examples, the weights a sum. Both must be means.")
def only_the_biases_averaged(delta, a_in):
    return delta @ a_in.T, bp3(delta)


@mistake("The weights get the mean error times the mean activation. A mean of products is no product of means.")
def product_of_means(delta, a_in):
    return bp3(delta) @ a_in.mean(axis=1, keepdims=True).T, bp3(delta)


@mistake("The sums are divided by the number of neurons. Examples are columns: they lie along the other axis.")
def divided_by_the_neurons(delta, a_in):
    return delta @ a_in.T / len(delta), delta.sum(axis=1, keepdims=True) / len(delta)


@mistake("The gradient of the weights is transposed: it must have the shape of w, rows “to” and columns “from”.")
def weights_transposed(delta, a_in):
    return bp4(delta, a_in).T, bp3(delta)


@mistake("The two results have changed places: first the weights, then the biases.")
def results_exchanged(delta, a_in):
    return bp3(delta), bp4(delta, a_in)


@mistake("The gradient of the biases is flat, (n,). The biases are a column, and their gradient is one too.")
def biases_flat(delta, a_in):
    return bp4(delta, a_in), delta.mean(axis=1)


@mistake("The gradient of the biases still has a column for each example. One bias serves them all: take the mean.")
def biases_not_averaged(delta, a_in):
    return bp4(delta, a_in), delta


@mistake("The gradient of the biases is a mean over the neurons. Each has its own bias; the mean is over examples.")
def biases_averaged_over_neurons(delta, a_in):
    return bp4(delta, a_in), delta.mean(axis=0, keepdims=True)


@mistake("δ meets a entry by entry. Every error meets every activation: that is an outer product.")
def delta_times_a_entry_by_entry(delta, a_in):
    return delta * a_in / delta.shape[1], bp3(delta)


@mistake("δ meets a without a transpose. The index that must vanish is the example.")
def transpose_forgotten(delta, a_in):
    return delta @ a_in / delta.shape[1], bp3(delta)
