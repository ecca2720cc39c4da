"""Answers to the exercises of chapter 8, written without sight of the checks."""

import numpy as np
from blind_answers import answer_lists

from nnbp_core import SIGMOID, Activation, backpropagate_error, modified

RIGHT, WRONG, UNCAUGHT, right, wrong, uncaught = answer_lists()


# 8.1, right ---
@right("8.1")
def r81_plain(w_next, delta_next, z, row, f_prime):
    slope = SIGMOID.prime(z)
    slope[row] = f_prime(z[row])
    return (w_next.T @ delta_next) * slope


@right("8.1")
def r81_where(w_next, delta_next, z, row, f_prime):
    own = (np.arange(z.shape[0]) == row)[:, None]
    return np.where(own, f_prime(z), SIGMOID.prime(z)) * w_next.T.dot(delta_next)


@right("8.1")
def r81_loops(w_next, delta_next, z, row, f_prime):
    out = np.zeros(z.shape)
    for j in range(z.shape[0]):
        for n in range(z.shape[1]):
            c = sum(w_next[q, j] * delta_next[q, n] for q in range(len(w_next)))
            a = SIGMOID.f(z[j, n])
            out[j, n] = c * (f_prime(z[j, n]) if j == row else a * (1 - a))
    return out


@right("8.1")
def r81_own_row_after(w_next, delta_next, z, row, f_prime):
    c = np.einsum("qj,qn->jn", w_next, delta_next)
    a = SIGMOID.f(z)
    delta = c * a * (1 - a)
    delta[row] = c[row] * f_prime(z[row])
    return delta


@right("8.1")
def r81_modified(w_next, delta_next, z, row, f_prime):
    layer = modified(SIGMOID, {row: Activation("own", np.copy, f_prime)})
    return backpropagate_error(w_next, delta_next, layer.prime(z))


@right("8.1")
def r81_stacked(w_next, delta_next, z, row, f_prime):
    slope = np.vstack([SIGMOID.prime(z[:row]), f_prime(z[row : row + 1]), SIGMOID.prime(z[row + 1 :])])
    return (delta_next.T @ w_next).T * slope


# 8.1, wrong ---


@wrong("8.1")  # one slope for all examples: right for m = 1
def w81_first_example(w_next, delta_next, z, row, f_prime):
    slope = SIGMOID.prime(z)
    slope[row] = f_prime(z[row, 0])
    return (w_next.T @ delta_next) * slope


@wrong("8.1")  # slope at the mean: right for m = 1 or a straight f
def w81_mean_z(w_next, delta_next, z, row, f_prime):
    slope = SIGMOID.prime(z)
    slope[row] = f_prime(z[row].mean())
    return (w_next.T @ delta_next) * slope


@wrong("8.1")  # only one example gets the own slope
def w81_one_entry(w_next, delta_next, z, row, f_prime):
    slope = SIGMOID.prime(z)
    slope[row, 0] = f_prime(z[row, 0])
    return (w_next.T @ delta_next) * slope


@wrong("8.1")  # own neuron always the first
def w81_first_row(w_next, delta_next, z, row, f_prime):
    return r81_plain(w_next, delta_next, z, 0, f_prime)


@wrong("8.1")  # own neuron always the last
def w81_last_row(w_next, delta_next, z, row, f_prime):
    return r81_plain(w_next, delta_next, z, -1, f_prime)


@wrong("8.1")  # row 0 is taken for no row
def w81_row_zero(w_next, delta_next, z, row, f_prime):
    slope = SIGMOID.prime(z)
    if row:
        slope[row] = f_prime(z[row])
    return (w_next.T @ delta_next) * slope


@wrong("8.1")  # every row from `row` on
def w81_from_row_on(w_next, delta_next, z, row, f_prime):
    slope = SIGMOID.prime(z)
    slope[row:] = f_prime(z[row:])
    return (w_next.T @ delta_next) * slope


@wrong("8.1")  # every row up to `row`
def w81_up_to_row(w_next, delta_next, z, row, f_prime):
    slope = SIGMOID.prime(z)
    slope[: row + 1] = f_prime(z[: row + 1])
    return (w_next.T @ delta_next) * slope


@wrong("8.1")  # the mask lies along the examples
def w81_mask_axis(w_next, delta_next, z, row, f_prime):
    own = np.arange(z.shape[1]) == row
    return np.where(own, f_prime(z), SIGMOID.prime(z)) * (w_next.T @ delta_next)


@wrong("8.1")  # mean over the examples
def w81_over_m(w_next, delta_next, z, row, f_prime):
    return r81_plain(w_next, delta_next, z, row, f_prime) / z.shape[1]


@wrong("8.1")  # an axis is lost with one example
def w81_squeezed(w_next, delta_next, z, row, f_prime):
    return np.squeeze(r81_plain(w_next, delta_next, z, row, f_prime))


@wrong("8.1")  # σ for σ' at the neighbours
def w81_f_for_prime(w_next, delta_next, z, row, f_prime):
    slope = SIGMOID.f(z)
    slope[row] = f_prime(z[row])
    return (w_next.T @ delta_next) * slope


@wrong("8.1")  # σ'(a) at the neighbours
def w81_neighbours_at_a(w_next, delta_next, z, row, f_prime):
    slope = SIGMOID.prime(SIGMOID.f(z))
    slope[row] = f_prime(z[row])
    return (w_next.T @ delta_next) * slope


@wrong("8.1")  # the own slope is cut off at 1
def w81_cut(w_next, delta_next, z, row, f_prime):
    slope = SIGMOID.prime(z)
    slope[row] = np.minimum(f_prime(z[row]), 1)
    return (w_next.T @ delta_next) * slope


@wrong("8.1")  # negative slopes lose their sign
def w81_abs(w_next, delta_next, z, row, f_prime):
    slope = SIGMOID.prime(z)
    slope[row] = np.abs(f_prime(z[row]))
    return (w_next.T @ delta_next) * slope


@wrong("8.1")  # only the first neuron of the next layer sends an error back
def w81_first_next(w_next, delta_next, z, row, f_prime):
    slope = SIGMOID.prime(z)
    slope[row] = f_prime(z[row])
    return w_next[:1].T * delta_next[:1] * slope


# 8.2, right ---
@right("8.2")
def r82_plain(weights, biases, x, y):
    acts = [x]
    for w, b in zip(weights, biases):
        acts.append(w @ acts[-1] + b)
    delta = (acts[-1] - y) / x.shape[1]
    nabla_w, nabla_b = [], []
    for i in range(len(weights) - 1, -1, -1):
        nabla_w.insert(0, delta @ acts[i].T)
        nabla_b.insert(0, delta.sum(axis=1, keepdims=True))
        delta = weights[i].T @ delta
    return nabla_w, nabla_b


@right("8.2")
def r82_example_by_example(weights, biases, x, y):
    nabla_w = [np.zeros(w.shape) for w in weights]
    nabla_b = [np.zeros(b.shape) for b in biases]
    m = x.shape[1]
    for n in range(m):
        acts = [x[:, n : n + 1]]
        for w, b in zip(weights, biases):
            acts.append(np.dot(w, acts[-1]) + b)
        delta = acts.pop() - y[:, n : n + 1]
        for i in reversed(range(len(weights))):
            nabla_w[i] += np.outer(delta, acts[i]) / m
            nabla_b[i] += delta / m
            delta = weights[i].T.dot(delta)
    return nabla_w, nabla_b


@right("8.2")
def r82_einsum(weights, biases, x, y):
    L, m = len(weights), x.shape[1]
    a = {0: x}
    for i in range(L):
        a[i + 1] = np.einsum("jk,kn->jn", weights[i], a[i]) + biases[i]
    d = {L: a[L] - y}
    for i in range(L - 1, 0, -1):
        d[i] = np.einsum("qj,qn->jn", weights[i], d[i + 1])
    return (
        [np.einsum("jn,kn->jk", d[i + 1], a[i]) / m for i in range(L)],
        [d[i + 1].mean(axis=1).reshape(-1, 1) for i in range(L)],
    )


@right("8.2")  # the product of all later matrices in one
def r82_products(weights, biases, x, y):
    def run(upto):
        a = x
        for w, b in zip(weights[:upto], biases[:upto]):
            a = w @ a + b
        return a

    off = run(len(weights)) - y
    nabla_w, nabla_b = [], []
    for i in range(len(weights)):
        after = np.eye(len(weights[i]))
        for w in weights[i + 1 :]:
            after = w @ after
        delta = after.T @ off
        nabla_w.append((delta @ run(i).T) / x.shape[1])
        nabla_b.append(np.average(delta, axis=1)[:, np.newaxis])
    return nabla_w, nabla_b


@right("8.2")  # a row of ones for the biases
def r82_ones(weights, biases, x, y):
    m = x.shape[1]
    ones = np.ones((1, m))
    inputs, a = [], x
    for w, b in zip(weights, biases):
        inputs.append(np.vstack([a, ones]))
        a = np.hstack([w, b]) @ inputs[-1]
    delta, both = a - y, []
    for i in range(len(weights))[::-1]:
        both.append(delta @ inputs[i].T / m)
        delta = weights[i].T @ delta
    both.reverse()
    return [g[:, :-1] for g in both], [g[:, -1:] for g in both]


# 8.2, wrong ---
def linear_pass(weights, biases, x, y):
    acts = [x]
    for w, b in zip(weights, biases):
        acts.append(w @ acts[-1] + b)
    deltas = [acts[-1] - y]
    for i in reversed(range(1, len(weights))):
        deltas.insert(0, weights[i].T @ deltas[0])
    return acts, deltas, x.shape[1]


@wrong("8.2")  # the weights' sums
def w82_sum_w(weights, biases, x, y):
    acts, deltas, m = linear_pass(weights, biases, x, y)
    return [d @ a.T for d, a in zip(deltas, acts)], [d.mean(axis=1, keepdims=True) for d in deltas]


@wrong("8.2")  # divided twice
def w82_twice(weights, biases, x, y):
    acts, deltas, m = linear_pass(weights, biases, x, y)
    return [(d / m) @ a.T / m for d, a in zip(deltas, acts)], [(d / m).mean(axis=1, keepdims=True) for d in deltas]


@wrong("8.2")  # divided again at every layer
def w82_each_layer(weights, biases, x, y):
    acts, deltas, m = linear_pass(weights, biases, x, y)
    L = len(weights)
    return (
        [d @ a.T / m ** (L - i) for i, (d, a) in enumerate(zip(deltas, acts))],
        [d.sum(axis=1, keepdims=True) / m ** (L - i) for i, d in enumerate(deltas)],
    )


@wrong("8.2")  # divided by the number of inputs
def w82_over_inputs(weights, biases, x, y):
    acts, deltas, m = linear_pass(weights, biases, x, y)
    m = len(x)
    return [d @ a.T / m for d, a in zip(deltas, acts)], [d.sum(axis=1, keepdims=True) / m for d in deltas]


@wrong("8.2")  # divided by the number of outputs
def w82_over_outputs(weights, biases, x, y):
    acts, deltas, m = linear_pass(weights, biases, x, y)
    m = len(y)
    return [d @ a.T / m for d, a in zip(deltas, acts)], [d.sum(axis=1, keepdims=True) / m for d in deltas]


@wrong("8.2")  # mean over outputs as well
def w82_mse(weights, biases, x, y):
    acts, deltas, m = linear_pass(weights, biases, x, y)
    m = y.size
    return [d @ a.T / m for d, a in zip(deltas, acts)], [d.sum(axis=1, keepdims=True) / m for d in deltas]


@wrong("8.2")  # bias gradients with one column per example
def w82_delta_for_b(weights, biases, x, y):
    acts, deltas, m = linear_pass(weights, biases, x, y)
    return [d @ a.T / m for d, a in zip(deltas, acts)], [d / m for d in deltas]


@wrong("8.2")  # transposed weight gradients
def w82_transposed(weights, biases, x, y):
    w, b = r82_plain(weights, biases, x, y)
    return [g.T for g in w], b


@wrong("8.2")  # the weights of the layer before: runs for square layers only
def w82_wrong_weights(weights, biases, x, y):
    acts, deltas, m = linear_pass(weights, biases, x, y)
    ds = [deltas[-1]]
    for i in reversed(range(1, len(weights))):
        ds.insert(0, weights[i - 1].T @ ds[0])
    return [d @ a.T / m for d, a in zip(ds, acts)], [d.mean(axis=1, keepdims=True) for d in ds]


@wrong("8.2")  # means before the product: right for one example
def w82_means_first(weights, biases, x, y):
    acts, deltas, m = linear_pass(weights, biases, x, y)
    mean = lambda v: v.mean(axis=1, keepdims=True)
    return [mean(d) @ mean(a).T for d, a in zip(deltas, acts)], [mean(d) for d in deltas]


@wrong("8.2")  # exactly two layers of weights
def w82_two_layers(weights, biases, x, y):
    (w1, w2), (b1, b2), m = weights, biases, x.shape[1]
    a = w1 @ x + b1
    d2 = (w2 @ a + b2 - y) / m
    d1 = w2.T @ d2
    return [d1 @ x.T, d2 @ a.T], [d1.sum(axis=1, keepdims=True), d2.sum(axis=1, keepdims=True)]


@wrong("8.2")  # at most three layers of weights: the error is not passed on any further
def w82_three_layers(weights, biases, x, y):
    acts, deltas, m = linear_pass(weights, biases, x, y)
    deltas = [d if i >= len(weights) - 3 else np.zeros(d.shape) for i, d in enumerate(deltas)]
    return [d @ a.T / m for d, a in zip(deltas, acts)], [d.mean(axis=1, keepdims=True) for d in deltas]


@wrong("8.2")  # needs a hidden layer
def w82_needs_hidden(weights, biases, x, y):
    acts, deltas, m = linear_pass(weights, biases, x, y)
    hidden = weights[-2].shape  # IndexError without one
    return [d @ a.T / m for d, a in zip(deltas, acts)], [d.mean(axis=1, keepdims=True) for d in deltas]


@wrong("8.2")  # still sigmoid slopes in it
def w82_sigmoid(weights, biases, x, y):
    acts, deltas, m = linear_pass(weights, biases, x, y)
    ds = [deltas[-1]]
    for i in reversed(range(1, len(weights))):
        ds.insert(0, (weights[i].T @ ds[0]) * SIGMOID.prime(acts[i]))
    return [d @ a.T / m for d, a in zip(ds, acts)], [d.mean(axis=1, keepdims=True) for d in ds]


@wrong("8.2")  # turns the caller's list round
def w82_turns(weights, biases, x, y):
    acts, deltas, m = linear_pass(weights, biases, x, y)
    weights.reverse()
    delta, nabla_w, nabla_b = deltas[-1] / m, [], []
    for w, a in zip(weights, acts[-2::-1]):
        nabla_w.insert(0, delta @ a.T)
        nabla_b.insert(0, delta.sum(axis=1, keepdims=True))
        delta = w.T @ delta
    return nabla_w, nabla_b


@wrong("8.2")  # the bias as a flat row: spreads over examples
def w82_flat_bias(weights, biases, x, y):
    return r82_plain(weights, [np.broadcast_to(b.ravel()[:1], b.shape) for b in biases], x, y)


@wrong("8.2")  # the first layer's inputs for every layer
def w82_x_everywhere(weights, biases, x, y):
    acts, deltas, m = linear_pass(weights, biases, x, y)
    return [d @ x.T / m for d in deltas], [d.mean(axis=1, keepdims=True) for d in deltas]


@wrong("8.2")  # the error of the output for every bias
def w82_output_error(weights, biases, x, y):
    acts, deltas, m = linear_pass(weights, biases, x, y)
    return (
        [d @ a.T / m for d, a in zip(deltas, acts)],
        [np.resize(deltas[-1].mean(axis=1, keepdims=True), b.shape) for b in biases],
    )


@wrong("8.2")  # one example only
def w82_first(weights, biases, x, y):
    return r82_plain(weights, biases, x[:, :1], y[:, :1])


@wrong("8.2")  # m - 1 for m
def w82_m_minus_one(weights, biases, x, y):
    acts, deltas, m = linear_pass(weights, biases, x, y)
    m = max(m - 1, 1)
    return [d @ a.T / m for d, a in zip(deltas, acts)], [d.sum(axis=1, keepdims=True) / m for d in deltas]


# 8.3, right ---
@right("8.3")
def r83_plain(weights, biases, mean, spread):
    w = weights[0]
    b = biases[0]
    for w_next, b_next in zip(weights[1:], biases[1:]):
        w, b = w_next @ w, w_next @ b + b_next
    w = w / spread.T
    return w, b - w @ mean


@right("8.3")
def r83_first_layer(weights, biases, mean, spread):
    w = weights[0] @ np.diag(1 / spread.ravel())
    b = biases[0] - w @ mean
    for i in range(1, len(weights)):
        w = weights[i] @ w
        b = weights[i] @ b + biases[i]
    return w, b


@right("8.3")  # asks the whole at 0 and at the unit vectors
def r83_probe(weights, biases, mean, spread):
    def run(x):
        a = (x - mean) / spread
        for w, b in zip(weights, biases):
            a = w @ a + b
        return a

    n = len(mean)
    at_zero = run(np.zeros((n, 1)))
    return run(np.eye(n)) - at_zero, at_zero


@right("8.3")  # from the output back
def r83_backwards(weights, biases, mean, spread):
    w = np.eye(len(weights[-1]))
    b = np.zeros((len(weights[-1]), 1))
    for w_l, b_l in zip(reversed(weights), reversed(biases)):
        b = b + w @ b_l
        w = w @ w_l
    b = b - w @ (mean / spread)
    return np.einsum("jk,k->jk", w, 1 / spread[:, 0]), b


@right("8.3")  # one matrix with a further row
def r83_affine(weights, biases, mean, spread):
    n = len(mean)
    whole = np.eye(n + 1)
    whole[:n, :n] = np.diag(1 / spread[:, 0])
    whole[:n, n:] = -mean / spread
    for w, b in zip(weights, biases):
        whole = np.block([[w, b], [np.zeros((1, w.shape[1])), np.ones((1, 1))]]) @ whole
    return whole[:-1, :-1], whole[:-1, -1:]


# 8.3, wrong ---
def collapsed(weights, biases):
    w, b = weights[0], biases[0]
    for w_next, b_next in zip(weights[1:], biases[1:]):
        w, b = w_next @ w, w_next @ b + b_next
    return w, b


@wrong("8.3")  # each bias through the next layer only: right up to two layers
def w83_one_layer_on(weights, biases, mean, spread):
    w, _ = collapsed(weights, biases)
    w = w / spread.T
    b = biases[-1]
    if len(weights) > 1:
        b = b + weights[-1] @ biases[-2]
    return w, b - w @ mean


@wrong("8.3")  # the bias goes through its own weights as well
def w83_own_weights(weights, biases, mean, spread):
    w, b = weights[0], biases[0]
    for w_next, b_next in zip(weights[1:], biases[1:]):
        w, b = (
            w_next @ w,
            w_next @ (b + (b_next if b.shape == b_next.shape else 0)) + (0 if b.shape == b_next.shape else b_next),
        )
    w = w / spread.T
    return w, b - w @ mean


@wrong("8.3")  # the products not summed: a bias of shape (n_L, n_1)
def w83_not_summed(weights, biases, mean, spread):
    w, b = collapsed(weights, biases)
    w = w / spread.T
    return w, b - w * mean.T


@wrong("8.3")  # one spread for all inputs
def w83_one_spread(weights, biases, mean, spread):
    return r83_plain(weights, biases, mean, np.full(spread.shape, spread.mean()))


@wrong("8.3")  # one mean for all inputs
def w83_one_mean(weights, biases, mean, spread):
    return r83_plain(weights, biases, np.full(mean.shape, mean.mean()), spread)


@wrong("8.3")  # exactly two layers of weights
def w83_two(weights, biases, mean, spread):
    (w1, w2), (b1, b2) = weights, biases
    w = w2 @ w1 / spread.T
    return w, w2 @ b1 + b2 - w @ mean


@wrong("8.3")  # at most three layers of weights
def w83_three(weights, biases, mean, spread):
    return r83_plain(weights[:3], biases[:3], mean, spread)


@wrong("8.3")  # transposed
def w83_transposed(weights, biases, mean, spread):
    w, b = r83_plain(weights, biases, mean, spread)
    return w.T, b


@wrong("8.3")  # standardises at every layer
def w83_each_layer(weights, biases, mean, spread):
    w, b = weights[0] / spread.T, biases[0] - (weights[0] / spread.T) @ mean
    for w_next, b_next in zip(weights[1:], biases[1:]):
        if w_next.shape[1] == len(spread):
            b = (b - mean) / spread
            w = w / spread
        w, b = w_next @ w, w_next @ b + b_next
    return w, b


@wrong("8.3")  # small spreads are taken for 1, as some libraries do for 0
def w83_small_spread(weights, biases, mean, spread):
    return r83_plain(weights, biases, mean, np.where(np.abs(spread) < 0.1, 1.0, spread))
