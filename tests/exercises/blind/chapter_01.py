"""Answers to the exercises of chapter 1, written without sight of the checks."""

import math
from functools import reduce

import numpy as np
from blind_answers import answer_lists

from nnbp_core import SIGMOID, TANH, Network, forward

RIGHT, WRONG, UNCAUGHT, right, wrong, uncaught = answer_lists()


def sig(z):
    return SIGMOID.f(z)


# 1.1, right ---


@right("1.1")
def layer_library(w, a, b):
    return SIGMOID.f(w @ a + b)


@right("1.1")
def layer_naive(w, a, b):
    z = np.dot(w, a) + b
    return 1.0 / (1.0 + np.exp(-z))


@right("1.1")
def layer_tanh_form(w, a, b):
    return 0.5 * (1 + np.tanh(0.5 * (w @ a + b)))


@right("1.1")
def layer_einsum(w, a, b):
    z = np.einsum("jk,km->jm", w, a) + b
    return np.exp(-np.logaddexp(0, -z))


@right("1.1")
def layer_three_loops(w, a, b):
    n_out, n_in = w.shape
    m = a.shape[1]
    out = np.empty((n_out, m))
    for j in range(n_out):
        for e in range(m):
            z = float(b[j, 0])
            for k in range(n_in):
                z += float(w[j, k]) * float(a[k, e])
            out[j, e] = 1 / (1 + math.exp(-z)) if z >= 0 else math.exp(z) / (1 + math.exp(z))
    return out


@right("1.1")
def layer_bias_as_weight(w, a, b):
    return sig(np.hstack([w, b]) @ np.vstack([a, np.ones((1, a.shape[1]))]))


@right("1.1")
def layer_rows_and_back(w, a, b):
    return sig(a.T @ w.T + b.T).T


@right("1.1")
def layer_by_columns(w, a, b):
    columns = [sig(w @ a[:, [e]] + b) for e in range(a.shape[1])]
    return np.hstack(columns)


@right("1.1")
def layer_as_network(w, a, b):
    return forward(Network([w], [b]), a).activations[-1]


# 1.1, wrong ---


# bias as a row: right only for n_out = 1
@wrong("1.1")
def layer_bias_row(w, a, b):
    return sig(w @ a + b.ravel())


# the bias of the first neuron for all
@wrong("1.1")
def layer_first_bias(w, a, b):
    return sig(w @ a + b[0])


# b turned when m == n_out ("so that it fits"): wrong exactly there
@wrong("1.1")
def layer_bias_turned_if_it_fits(w, a, b):
    if b.shape[0] == a.shape[1]:
        b = b.T
    return sig(w @ a + b)


# only the first example, shape (n_out, 1)
@wrong("1.1")
def layer_first_example(w, a, b):
    return sig(w @ a[:, :1] + b)


# same, but the loop does one column at least: wrong from m = 2
@wrong("1.1")
def layer_last_column_missing_from_two(w, a, b):
    out = np.zeros((w.shape[0], a.shape[1]))
    for e in range(max(1, a.shape[1] - 1)):
        out[:, [e]] = sig(w @ a[:, [e]] + b)
    return out


# z clipped at ±10: wrong for large z
@wrong("1.1")
def layer_clipped(w, a, b):
    return sig(np.clip(w @ a + b, -10, 10))


# the two-branch σ with a slip in the branch for negative z
@wrong("1.1")
def layer_two_branches(w, a, b):
    z = w @ a + b
    return np.where(z >= 0, 1 / (1 + np.exp(-np.abs(z))), np.exp(z) / (1 + np.exp(-z)))


# absolute value: wrong for negative z
@wrong("1.1")
def layer_abs(w, a, b):
    return 1 / (1 + np.exp(-np.abs(w @ a + b)))


# returned as rows (m, n_out)
@wrong("1.1")
def layer_rows(w, a, b):
    return sig(w @ a + b).T


# flat for a single example
@wrong("1.1")
def layer_squeezed(w, a, b):
    return np.squeeze(sig(w @ a + b))


# flat only where m = 1, otherwise right
@wrong("1.1")
def layer_flat_for_one(w, a, b):
    out = sig(w @ a + b)
    return out[:, 0] if a.shape[1] == 1 else out


# right result, but for one example the argument b is overwritten
@wrong("1.1")
def layer_changes_b(w, a, b):
    if a.shape[1] == 1:
        b += w @ a
        return sig(b)
    return sig(w @ a + b)


# entry by entry: (w * aᵀ) is right for one example only
@wrong("1.1")
def layer_entrywise(w, a, b):
    return sig((w * a.T).sum(axis=1, keepdims=True) + b)


# reshaped to the shape of a: works for n_in = n_out only
@wrong("1.1")
def layer_shape_of_a(w, a, b):
    return sig(w @ a + b).reshape(a.shape)


# the last neuron never gets its bias (off by one; right if n_out = 1 is special-cased)
@wrong("1.1")
def layer_last_bias_missing(w, a, b):
    z = w @ a
    for j in range(max(1, w.shape[0] - 1)):
        z[j] = z[j] + b[j]
    return sig(z)


# stale: the bias of the first call with this shape is kept
_kept = {}


@wrong("1.1")
def layer_stale_bias(w, a, b):
    return sig(w @ a + _kept.setdefault(b.shape, b.copy()))


# inputs above 1 are cut ("activations lie in [0, 1]"): the text does not restrict a
@wrong("1.1")
def layer_cuts_inputs(w, a, b):
    return sig(w @ np.minimum(a, 1) + b)


# array of the dtype of w: with whole numbers as weights, everything is cut to 0
@uncaught("1.1")
def layer_dtype_of_w(w, a, b):
    out = np.zeros((w.shape[0], a.shape[1]), dtype=w.dtype)
    out[:] = sig(w @ a + b)
    return out


# 1.2, right ---


@right("1.2")
def ff_zip(weights, biases, x):
    a = x
    for w, b in zip(weights, biases):
        a = sig(w @ a + b)
    return a


@right("1.2")
def ff_recursive(weights, biases, x):
    if len(weights) == 0:
        return x
    return ff_recursive(weights[1:], biases[1:], sig(weights[0] @ x + biases[0]))


@right("1.2")
def ff_reduce(weights, biases, x):
    return reduce(lambda a, wb: 1 / (1 + np.exp(-(wb[0] @ a + wb[1]))), zip(weights, biases), x)


@right("1.2")
def ff_index(weights, biases, x):
    activations = [np.array(x, dtype=float)]
    for i in range(len(weights)):
        z = np.einsum("jk,km->jm", weights[i], activations[i]) + biases[i]
        activations.append(0.5 + 0.5 * np.tanh(z / 2))
    return activations[-1]


@right("1.2")
def ff_examples_one_by_one(weights, biases, x):
    outputs = []
    for column in x.T:
        a = column
        for w, b in zip(weights, biases):
            a = sig(w.dot(a) + b[:, 0])
        outputs.append(a)
    return np.array(outputs).T


@right("1.2")
def ff_while(weights, biases, x):
    a, i = x.copy(), 0
    while i < len(weights):
        a = weights[i] @ a
        a += biases[i]
        a = sig(a)
        i += 1
    return a


# 1.2, wrong ---


# three layers hard-coded
@wrong("1.2")
def ff_three_layers(weights, biases, x):
    h = sig(weights[0] @ x + biases[0])
    return sig(weights[1] @ h + biases[1])


# at most three steps
@wrong("1.2")
def ff_at_most_three(weights, biases, x):
    a = x
    for i in range(min(3, len(weights))):
        a = sig(weights[i] @ a + biases[i])
    return a


# at most four steps
@wrong("1.2")
def ff_at_most_four(weights, biases, x):
    a = x
    for w, b in zip(weights[:4], biases[:4]):
        a = sig(w @ a + b)
    return a


# one layer alone is not handled: two layers at least are taken for granted
@wrong("1.2")
def ff_needs_hidden(weights, biases, x):
    a = sig(weights[0] @ x + biases[0])
    for i in range(1, len(weights) - 1):
        a = sig(weights[i] @ a + biases[i])
    return sig(weights[-1] @ a + biases[-1])


# layers in reverse order: runs for equal sizes only
@wrong("1.2")
def ff_reversed(weights, biases, x):
    a = x
    for w, b in zip(reversed(weights), reversed(biases)):
        a = sig(w @ a + b)
    return a


# biases in reverse order (seen only where layers are of equal size)
@wrong("1.2")
def ff_biases_reversed(weights, biases, x):
    a = x
    same = len({b.shape for b in biases}) == 1
    for w, b in zip(weights, biases[::-1] if same else biases):
        a = sig(w @ a + b)
    return a


# bias as a row: wrong broadcasting wherever it fits
@wrong("1.2")
def ff_bias_row(weights, biases, x):
    a = x
    for w, b in zip(weights, biases):
        a = sig(w @ a + b.T) if b.shape[0] == a.shape[1] else sig(w @ a + b)
    return a


# tanh in the hidden layers
@wrong("1.2")
def ff_tanh_hidden(weights, biases, x):
    a = x
    for w, b in zip(weights[:-1], biases[:-1]):
        a = np.tanh(w @ a + b)
    return sig(weights[-1] @ a + biases[-1])


# one example only
@wrong("1.2")
def ff_one_example(weights, biases, x):
    a = x[:, :1]
    for w, b in zip(weights, biases):
        a = sig(w @ a + b)
    return a


# all examples in one long column: right for m = 1 only
@wrong("1.2")
def ff_ravel(weights, biases, x):
    a = x.reshape(-1, 1)
    for w, b in zip(weights, biases):
        a = sig(w @ a + b)
    return a


# right result, but for one example the bias arrays are changed in place
@wrong("1.2")
def ff_bias_in_place(weights, biases, x):
    a = x
    for w, b in zip(weights, biases):
        if a.shape[1] == 1:
            b += w @ a
            a = sig(b)
        else:
            a = sig(w @ a + b)
    return a


# right result where layers keep their size, but x is overwritten there
@wrong("1.2")
def ff_x_overwritten(weights, biases, x):
    a = x
    for w, b in zip(weights, biases):
        z = sig(w @ a + b)
        if z.shape == a.shape:
            a[...] = z
        else:
            a = z
    return a


# a residual connection where the shapes allow
@wrong("1.2")
def ff_residual(weights, biases, x):
    a = x
    for w, b in zip(weights, biases):
        z = w @ a + b
        a = sig(z) + (a if a.shape == z.shape else 0)
    return a


# square weights taken transposed
@wrong("1.2")
def ff_square_transposed(weights, biases, x):
    a = x
    for w, b in zip(weights, biases):
        a = sig((w.T if w.shape[0] == w.shape[1] else w) @ a + b)
    return a


# flat for one output or one example
@wrong("1.2")
def ff_squeeze(weights, biases, x):
    a = x
    for w, b in zip(weights, biases):
        a = sig(w @ a + b)
    return a.squeeze()


# examples as rows in the result
@wrong("1.2")
def ff_rows(weights, biases, x):
    a = x
    for w, b in zip(weights, biases):
        a = sig(w @ a + b)
    return a.T


# mutable default: the second call goes on from the first
@wrong("1.2")
def ff_mutable_default(weights, biases, x, acts=[]):
    if not acts:
        acts.append(x)
    for w, b in zip(weights, biases):
        acts.append(sig(w @ acts[-1] + b))
    return acts[-1]


# the mean over the examples
@wrong("1.2")
def ff_mean(weights, biases, x):
    a = x
    for w, b in zip(weights, biases):
        a = sig(w @ a + b)
    return a.mean(axis=1, keepdims=True)


# 1.3, right ---


@right("1.3")
def rows_by_hand(weights, biases, examples):
    a = examples
    for w, b in zip(weights, biases):
        a = sig(a @ w + b)
    return a


@right("1.3")
def rows_network(weights, biases, examples):
    network = Network([w.T for w in weights], [b.reshape(-1, 1) for b in biases])
    return forward(network, examples.T).activations[-1].T


@right("1.3")
def rows_columns_by_hand(weights, biases, examples):
    a = examples.T
    for w, b in zip(weights, biases):
        a = sig(w.T @ a + b[:, None])
    return np.ascontiguousarray(a.T)


@right("1.3")
def rows_einsum(weights, biases, examples):
    a = np.array(examples, dtype=float)
    for i, w in enumerate(weights):
        a = 0.5 * (1 + np.tanh(0.5 * (np.einsum("ei,io->eo", a, w) + biases[i][np.newaxis])))
    return a


@right("1.3")
def rows_one_by_one(weights, biases, examples):
    out = np.empty((len(examples), len(biases[-1])))
    for e, row in enumerate(examples):
        a = row
        for w, b in zip(weights, biases):
            a = 1 / (1 + np.exp(-(a.dot(w) + b)))
        out[e] = a
    return out


@right("1.3")
def rows_expand_dims(weights, biases, examples):
    ws = [np.transpose(w).copy() for w in weights]
    bs = [np.expand_dims(b, 1) for b in biases]
    zs, acts = forward(Network(ws, bs), np.transpose(examples))
    return np.transpose(acts[-1])


# 1.3, wrong ---


# transposed only where the shapes force it: wrong for square weights
@wrong("1.3")
def rows_transposed_if_needed(weights, biases, examples):
    a = examples.T
    for w, b in zip(weights, biases):
        w = w if w.shape[1] == a.shape[0] else w.T
        a = sig(w @ a + b[:, None])
    return a.T


# examples transposed only where the shapes force it: wrong where m = n_in
@wrong("1.3")
def rows_examples_if_needed(weights, biases, examples):
    a = examples if examples.shape[0] == weights[0].shape[0] else examples.T
    for w, b in zip(weights, biases):
        a = sig(w.T @ a + b[:, None])
    return a.T


# reshape in place of transpose, weights
@wrong("1.3")
def rows_reshape_weights(weights, biases, examples):
    network = Network([w.reshape(w.shape[::-1]) for w in weights], [b[:, None] for b in biases])
    return forward(network, examples.T).activations[-1].T


# reshape in place of transpose, result
@wrong("1.3")
def rows_reshape_result(weights, biases, examples):
    network = Network([w.T for w in weights], [b[:, None] for b in biases])
    return forward(network, examples.T).activations[-1].reshape(len(examples), -1)


# reshape in place of transpose, examples
@wrong("1.3")
def rows_reshape_examples(weights, biases, examples):
    network = Network([w.T for w in weights], [b[:, None] for b in biases])
    return forward(network, examples.reshape(examples.shape[::-1])).activations[-1].T


# the flat bias on columns: broadcasts along the wrong axis where n_out = m
@wrong("1.3")
def rows_flat_bias_on_columns(weights, biases, examples):
    a = examples.T
    for w, b in zip(weights, biases):
        z = w.T @ a
        a = sig(z + b if len(b) == z.shape[1] else z + b[:, None])
    return a.T


# the bias as a column on rows
@wrong("1.3")
def rows_column_bias_on_rows(weights, biases, examples):
    a = examples
    for w, b in zip(weights, biases):
        a = sig(a @ w + b[:, None])
    return a


# tanh hidden layers
@wrong("1.3")
def rows_tanh(weights, biases, examples):
    acts = [TANH] * (len(weights) - 1) + [SIGMOID]
    network = Network([w.T for w in weights], [b[:, None] for b in biases], acts)
    return forward(network, examples.T).activations[-1].T


# one example comes back flat
@wrong("1.3")
def rows_one_flat(weights, biases, examples):
    a = examples
    for w, b in zip(weights, biases):
        a = sig(a @ w + b)
    return a[0] if len(a) == 1 else a


# one output comes back flat (m,)
@wrong("1.3")
def rows_one_output_flat(weights, biases, examples):
    a = examples
    for w, b in zip(weights, biases):
        a = sig(a @ w + b)
    return a.ravel() if a.shape[1] == 1 else a


# only the first bias of each layer
@wrong("1.3")
def rows_first_bias(weights, biases, examples):
    a = examples
    for w, b in zip(weights, biases):
        a = sig(a @ w + b[0])
    return a


# order of layers turned as well as the matrices: runs for equal sizes
@wrong("1.3")
def rows_layers_turned(weights, biases, examples):
    same = len({w.shape for w in weights}) == 1
    a = examples
    for w, b in zip(weights[::-1] if same else weights, biases[::-1] if same else biases):
        a = sig(a @ w + b)
    return a


# two layers of weights hard-coded
@wrong("1.3")
def rows_two(weights, biases, examples):
    h = sig(examples @ weights[0] + biases[0])
    return sig(h @ weights[1] + biases[1])


# only the first row
@wrong("1.3")
def rows_first(weights, biases, examples):
    a = examples[:1]
    for w, b in zip(weights, biases):
        a = sig(a @ w + b)
    return a


# no σ in the hidden layers
@wrong("1.3")
def rows_sigma_at_end(weights, biases, examples):
    a = examples
    for w, b in zip(weights, biases):
        a = a @ w + b
    return sig(a)


# the examples sorted on the way: rows in another order
@wrong("1.3")
def rows_reversed_rows(weights, biases, examples):
    a = examples[::-1]
    for w, b in zip(weights, biases):
        a = sig(a @ w + b)
    return a
