"""Answers to the exercises of chapter 5, written without sight of the checks."""

import numpy as np
from blind_answers import answer_lists

from nnbp_core import (
    SIGMOID,
    TANH,
    Network,
    backprop,
    backpropagate_error,
    bias_gradient,
    forward,
    output_error,
    weight_gradient,
)

RIGHT, WRONG, UNCAUGHT, right, wrong, uncaught = answer_lists()


# 5.1, right ---


@right("5.1")
def o_plain(network, x, y):
    zs, a = forward(network, x)
    delta = (a[-1] - y) * SIGMOID.prime(zs[-1])
    nabla_w, nabla_b = [delta @ a[-2].T], [delta]
    for i in range(len(zs) - 2, -1, -1):
        delta = (network.weights[i + 1].T @ delta) * SIGMOID.prime(zs[i])
        nabla_w.insert(0, delta @ a[i].T)
        nabla_b.insert(0, delta)
    return nabla_w, nabla_b


@right("5.1")
def o_by_hand(network, x, y):
    a = [x]
    for w, b in zip(network.weights, network.biases):
        a.append(1 / (1 + np.exp(-(np.dot(w, a[-1]) + b))))
    L = len(a)
    nabla_w = [np.zeros(w.shape) for w in network.weights]
    nabla_b = [np.zeros(b.shape) for b in network.biases]
    delta = (a[-1] - y) * a[-1] * (1 - a[-1])
    nabla_b[-1] = delta
    nabla_w[-1] = np.outer(delta, a[-2])
    for l in range(2, L):
        delta = np.dot(network.weights[-l + 1].T, delta) * a[-l] * (1 - a[-l])
        nabla_b[-l] = delta.copy()
        nabla_w[-l] = np.outer(delta, a[-l - 1])
    return nabla_w, nabla_b


@right("5.1")
def o_equations(network, x, y):
    zs, a = forward(network, x)
    deltas = [output_error(a[-1] - y, SIGMOID.prime(zs[-1]))]
    for w, z in zip(network.weights[:0:-1], zs[-2::-1]):
        deltas.append(backpropagate_error(w, deltas[-1], SIGMOID.prime(z)))
    deltas.reverse()
    return [weight_gradient(d, b) for d, b in zip(deltas, a)], [bias_gradient(d) for d in deltas]


@right("5.1")
def o_recursive(network, x, y):
    nabla_w, nabla_b = [], []

    def down(i, a):
        if i == len(network.weights):
            return a - y
        w = network.weights[i]
        z = w @ a + network.biases[i]
        delta = down(i + 1, SIGMOID.f(z)) * SIGMOID.prime(z)
        nabla_w.append(np.einsum("je,ke->jk", delta, a))
        nabla_b.append(delta)
        return w.T @ delta

    down(0, x)
    return nabla_w[::-1], nabla_b[::-1]


@right("5.1")
def o_diagonals(network, x, y):
    zs, a = forward(network, x)
    n = len(zs)
    delta = [None] * n
    delta[n - 1] = np.diagflat(SIGMOID.prime(zs[-1])) @ (a[-1] - y)
    for i in reversed(range(n - 1)):
        delta[i] = np.diagflat(SIGMOID.prime(zs[i])) @ network.weights[i + 1].T @ delta[i + 1]
    return [delta[i] * a[i].T for i in range(n)], delta


@right("5.1")
def o_float64(network, x, y):
    ws = [np.asarray(w, dtype=float) for w in network.weights]
    a = [np.asarray(x, dtype=float)]
    for w, b in zip(ws, network.biases):
        a.append(0.5 * (1 + np.tanh((w @ a[-1] + b) / 2)))
    back = a[-1] - y
    out = []
    for i in reversed(range(len(ws))):
        delta = back * a[i + 1] * (1 - a[i + 1])
        out.append((delta @ a[i].T, delta))
        back = ws[i].T @ delta
    return [w for w, _ in reversed(out)], [b for _, b in reversed(out)]


# 5.1, wrong ---


def _one(network, x, y, hidden="right", into="right", weights="right", factor=1.0):
    zs, a = forward(network, x)
    delta = factor * (a[-1] - y) * SIGMOID.prime(zs[-1])
    nabla_w, nabla_b = [delta @ a[-2].T], [delta]
    for i in reversed(range(len(zs) - 1)):
        w = network.weights[i + 1]
        if weights == "square" and w.shape[0] == w.shape[1]:
            w = w.T
        if weights == "index" and network.weights[i].shape == w.shape:
            w = network.weights[i]
        s = {
            "right": lambda: SIGMOID.prime(zs[i]),
            "of a": lambda: SIGMOID.prime(a[i + 1]),
            "a before": lambda: a[i] * (1 - a[i]) if a[i].shape == zs[i].shape else SIGMOID.prime(zs[i]),
            "z after": lambda: SIGMOID.prime(zs[i + 1]) if zs[i + 1].shape == zs[i].shape else SIGMOID.prime(zs[i]),
            "tanh": lambda: TANH.prime(zs[i]),
        }[hidden]()
        delta = (w.T @ delta) * s
        a_in = a[i]
        if into == "after" and a[i + 1].shape == a[i].shape:
            a_in = a[i + 1]
        nabla_w.insert(0, delta @ a_in.T)
        nabla_b.insert(0, delta)
    return nabla_w, nabla_b


# slope at a
@wrong("5.1")
def o_prime_a(network, x, y):
    return _one(network, x, y, hidden="of a")


# slope from the activation before, where the sizes allow
@wrong("5.1")
def o_a_before(network, x, y):
    return _one(network, x, y, hidden="a before")


# slope of the layer after, where the sizes allow
@wrong("5.1")
def o_z_after(network, x, y):
    return _one(network, x, y, hidden="z after")


# tanh slope
@wrong("5.1")
def o_tanh(network, x, y):
    return _one(network, x, y, hidden="tanh")


# activations of the layer itself, where the sizes allow
@wrong("5.1")
def o_a_after(network, x, y):
    return _one(network, x, y, into="after")


# no transpose where square
@wrong("5.1")
def o_no_transpose(network, x, y):
    return _one(network, x, y, weights="square")


# weights[i] for weights[i + 1], where the sizes allow
@wrong("5.1")
def o_weights_index(network, x, y):
    return _one(network, x, y, weights="index")


# mean over the outputs
@wrong("5.1")
def o_mean_outputs(network, x, y):
    return _one(network, x, y, factor=1 / len(y))


# only the biases in reverse order
@wrong("5.1")
def o_biases_reversed(network, x, y):
    nabla_w, nabla_b = _one(network, x, y)
    return nabla_w, nabla_b[::-1]


# three layers hard-coded
@wrong("5.1")
def o_three(network, x, y):
    zs, a = forward(network, x)
    d3 = (a[2] - y) * SIGMOID.prime(zs[1])
    d2 = (network.weights[1].T @ d3) * SIGMOID.prime(zs[0])
    return [d2 @ a[0].T, d3 @ a[1].T], [d2, d3]


# at most three layers of weights get a gradient, the others zero
@wrong("5.1")
def o_three_last(network, x, y):
    nabla_w, nabla_b = _one(network, x, y)
    for i in range(len(nabla_w) - 3):
        nabla_w[i], nabla_b[i] = np.zeros_like(nabla_w[i]), np.zeros_like(nabla_b[i])
    return nabla_w, nabla_b


# the loop stops before layer 2: its gradients stay zero
@wrong("5.1")
def o_stops_early(network, x, y):
    nabla_w, nabla_b = _one(network, x, y)
    if len(nabla_w) > 1:
        nabla_w[0], nabla_b[0] = np.zeros_like(nabla_w[0]), np.zeros_like(nabla_b[0])
    return nabla_w, nabla_b


# every layer straight from the output error (stale δ) where the sizes allow
@wrong("5.1")
def o_stale(network, x, y):
    zs, a = forward(network, x)
    last = delta = (a[-1] - y) * SIGMOID.prime(zs[-1])
    nabla_w, nabla_b = [delta @ a[-2].T], [delta]
    for i in reversed(range(len(zs) - 1)):
        w = network.weights[i + 1]
        delta = (w.T @ (last if w.shape[0] == len(last) else delta)) * SIGMOID.prime(zs[i])
        nabla_w.insert(0, delta @ a[i].T)
        nabla_b.insert(0, delta)
    return nabla_w, nabla_b


# a hidden layer taken for granted
@wrong("5.1")
def o_needs_hidden(network, x, y):
    zs, a = forward(network, x)
    d = (a[-1] - y) * SIGMOID.prime(zs[-1])
    e = (network.weights[-1].T @ d) * SIGMOID.prime(zs[-2])
    nabla_w, nabla_b = [e @ a[-3].T, d @ a[-2].T], [e, d]
    for i in reversed(range(len(zs) - 2)):
        e = (network.weights[i + 1].T @ e) * SIGMOID.prime(zs[i])
        nabla_w.insert(0, e @ a[i].T)
        nabla_b.insert(0, e)
    return nabla_w, nabla_b


# the errors are multiplied in place: the biases' entry of layer L shares the array and is spoilt where the sizes allow
@wrong("5.1")
def o_in_place(network, x, y):
    zs, a = forward(network, x)
    delta = (a[-1] - y) * SIGMOID.prime(zs[-1])
    nabla_w, nabla_b = [delta @ a[-2].T], [delta]
    for i in reversed(range(len(zs) - 1)):
        new = (network.weights[i + 1].T @ delta) * SIGMOID.prime(zs[i])
        if new.shape == delta.shape:
            delta[...] = new
        else:
            delta = new
        nabla_w.insert(0, delta @ a[i].T)
        nabla_b.insert(0, delta)
    return nabla_w, nabla_b


# no gradients for the biases of the hidden layers
@wrong("5.1")
def o_hidden_biases_zero(network, x, y):
    nabla_w, nabla_b = _one(network, x, y)
    return nabla_w, [np.zeros_like(g) for g in nabla_b[:-1]] + nabla_b[-1:]


# clipped gradients
@wrong("5.1")
def o_clipped(network, x, y):
    nabla_w, nabla_b = _one(network, x, y)
    return [np.clip(g, -0.1, 0.1) for g in nabla_w], [np.clip(g, -0.1, 0.1) for g in nabla_b]


# one formula each for one to four matrices
@wrong("5.1")
def o_four(network, x, y):
    zs, a = forward(network, x)
    w, s = network.weights, [SIGMOID.prime(z) for z in zs]
    deltas = [(a[-1] - y) * s[-1]]
    if len(w) > 1:
        deltas.insert(0, (w[-1].T @ deltas[0]) * s[-2])
    if len(w) > 2:
        deltas.insert(0, (w[-2].T @ deltas[0]) * s[-3])
    if len(w) > 3:
        deltas.insert(0, (w[-3].T @ deltas[0]) * s[-4])
    return [d @ b.T for d, b in zip(deltas, a)], deltas


# 5.2, right ---


@right("5.2")
def bb_plain(network, x, y):
    m = x.shape[1]
    zs, a = forward(network, x)
    delta = (a[-1] - y) * SIGMOID.prime(zs[-1])
    nabla_w, nabla_b = [delta @ a[-2].T / m], [delta.mean(axis=1, keepdims=True)]
    for i in reversed(range(len(zs) - 1)):
        delta = (network.weights[i + 1].T @ delta) * SIGMOID.prime(zs[i])
        nabla_w = [delta @ a[i].T / m] + nabla_w
        nabla_b = [delta.mean(axis=1, keepdims=True)] + nabla_b
    return nabla_w, nabla_b


@right("5.2")
def bb_m_first(network, x, y):
    zs, a = forward(network, x)
    delta = (a[-1] - y) / y.shape[1] * SIGMOID.prime(zs[-1])
    deltas = [delta]
    for i in range(len(zs) - 1, 0, -1):
        deltas.append((network.weights[i].T @ deltas[-1]) * SIGMOID.prime(zs[i - 1]))
    deltas = deltas[::-1]
    return [d @ b.T for d, b in zip(deltas, a)], [d.sum(axis=1, keepdims=True) for d in deltas]


@right("5.2")
def bb_einsum(network, x, y):
    a = [x]
    for w, b in zip(network.weights, network.biases):
        a.append(1 / (1 + np.exp(-(np.einsum("jk,km->jm", w, a[-1]) + b))))
    back, gw, gb = a[-1] - y, [], []
    for i in range(len(network.weights))[::-1]:
        delta = back * a[i + 1] * (1 - a[i + 1])
        gw.append(np.einsum("jm,km->jk", delta, a[i]) / x.shape[1])
        gb.append((np.einsum("jm->j", delta) / x.shape[1]).reshape(-1, 1))
        back = network.weights[i].T @ delta
    gw.reverse()
    gb.reverse()
    return gw, gb


@right("5.2")
def bb_equations(network, x, y):
    zs, a = forward(network, x)
    deltas = [None] * len(zs)
    deltas[-1] = output_error(a[-1] - y, SIGMOID.prime(zs[-1]))
    for i in range(len(zs) - 2, -1, -1):
        deltas[i] = backpropagate_error(network.weights[i + 1], deltas[i + 1], SIGMOID.prime(zs[i]))
    return [weight_gradient(d, b) for d, b in zip(deltas, a)], [bias_gradient(d) for d in deltas]


@right("5.2")
def bb_rows(network, x, y):
    a = [x.T]
    for w, b in zip(network.weights, network.biases):
        a.append(0.5 * (1 + np.tanh((a[-1] @ w.T + b.T) / 2)))
    m = len(a[0])
    delta = (a[-1] - y.T) * a[-1] * (1 - a[-1])
    gw, gb = [], []
    for i in reversed(range(len(network.weights))):
        gw.insert(0, delta.T @ a[i] / m)
        gb.insert(0, delta.T @ np.ones((m, 1)) / m)
        delta = (delta @ network.weights[i]) * a[i] * (1 - a[i])
    return gw, gb


@right("5.2")
def bb_stacked(network, x, y):
    zs, a = forward(network, x)
    delta = (a[-1] - y) * SIGMOID.prime(zs[-1])
    gw, gb = [], []
    for i in reversed(range(len(zs))):
        gw.insert(0, (delta[:, None, :] * a[i][None, :, :]).mean(axis=2))
        gb.insert(0, delta.mean(axis=1)[:, None])
        if i:
            delta = (network.weights[i].T @ delta) * SIGMOID.prime(zs[i - 1])
    return gw, gb


# 5.2, wrong ---


def _batch(network, x, y, over_w=None, over_b=None, hidden_slope=None):
    m = x.shape[1]
    over_w = m if over_w is None else over_w
    over_b = m if over_b is None else over_b
    zs, a = forward(network, x)
    delta = (a[-1] - y) * SIGMOID.prime(zs[-1])
    deltas = [delta]
    for i in range(len(zs) - 1, 0, -1):
        s = SIGMOID.prime(zs[i - 1])
        deltas.append((network.weights[i].T @ deltas[-1]) * (s if hidden_slope is None else hidden_slope(s)))
    deltas = deltas[::-1]
    return [d @ b.T / over_w for d, b in zip(deltas, a)], [d.sum(axis=1, keepdims=True) / over_b for d in deltas]


# divided by the number of inputs
@wrong("5.2")
def bb_len_x(network, x, y):
    return _batch(network, x, y, len(x), len(x))


# divided by the number of outputs
@wrong("5.2")
def bb_len_y(network, x, y):
    return _batch(network, x, y, len(y), len(y))


# divided by m and by n_L
@wrong("5.2")
def bb_size_y(network, x, y):
    return _batch(network, x, y, y.size, y.size)


# divided by m - 1
@wrong("5.2")
def bb_m_minus_one(network, x, y):
    m = max(1, x.shape[1] - 1)
    return _batch(network, x, y, m, m)


# δ divided by m anew in every layer
@wrong("5.2")
def bb_every_layer(network, x, y):
    m = x.shape[1]
    zs, a = forward(network, x)
    delta = (a[-1] - y) * SIGMOID.prime(zs[-1]) / m
    gw, gb = [delta @ a[-2].T], [delta.sum(axis=1, keepdims=True)]
    for i in reversed(range(len(zs) - 1)):
        delta = (network.weights[i + 1].T @ delta) * SIGMOID.prime(zs[i]) / m
        gw.insert(0, delta @ a[i].T)
        gb.insert(0, delta.sum(axis=1, keepdims=True))
    return gw, gb


# last layer's mean forgotten
@wrong("5.2")
def bb_last_layer_sum(network, x, y):
    gw, gb = _batch(network, x, y)
    gw[-1], gb[-1] = gw[-1] * x.shape[1], gb[-1] * x.shape[1]
    return gw, gb


# hidden layers' mean forgotten
@wrong("5.2")
def bb_hidden_sum(network, x, y):
    gw, gb = _batch(network, x, y)
    m = x.shape[1]
    return [g * m for g in gw[:-1]] + gw[-1:], [g * m for g in gb[:-1]] + gb[-1:]


# gradient of the mean example
@wrong("5.2")
def bb_mean_example(network, x, y):
    return _batch(network, x.mean(axis=1, keepdims=True), y.mean(axis=1, keepdims=True))


# the mean of δ at the output, then one column backwards
@wrong("5.2")
def bb_mean_delta(network, x, y):
    zs, a = forward(network, x)
    mean = lambda v: v.mean(axis=1, keepdims=True)
    gw, gb = [], []
    delta = mean((a[-1] - y) * SIGMOID.prime(zs[-1]))
    for i in reversed(range(len(zs))):
        gw.insert(0, delta @ mean(a[i]).T)
        gb.insert(0, delta)
        if i:
            delta = (network.weights[i].T @ delta) * mean(SIGMOID.prime(zs[i - 1]))
    return gw, gb


# mean slope in the hidden layers
@wrong("5.2")
def bb_mean_slope(network, x, y):
    return _batch(network, x, y, hidden_slope=lambda s: s.mean(axis=1, keepdims=True))


# biases: one number per layer in each row
@wrong("5.2")
def bb_b_mean_all(network, x, y):
    gw, gb = _batch(network, x, y)
    return gw, [np.full_like(g, g.mean()) for g in gb]


# biases: wrong axis where n = m
@wrong("5.2")
def bb_b_axis(network, x, y):
    gw, gb = _batch(network, x, y)
    deltas = backprop(network, x, y).deltas
    return gw, [d.mean(axis=0)[:, None] if d.shape[0] == d.shape[1] else g for d, g in zip(deltas, gb)]


# the last example is left out
@wrong("5.2")
def bb_without_last(network, x, y):
    m = max(1, x.shape[1] - 1)
    return _batch(network, x[:, :m], y[:, :m])


# reversed
@wrong("5.2")
def bb_reversed(network, x, y):
    gw, gb = _batch(network, x, y)
    return gw[::-1], gb[::-1]


# only for exactly one hidden layer
@wrong("5.2")
def bb_three(network, x, y):
    m = x.shape[1]
    zs, a = forward(network, x)
    d3 = (a[2] - y) * SIGMOID.prime(zs[1])
    d2 = (network.weights[1].T @ d3) * SIGMOID.prime(zs[0])
    return [d2 @ a[0].T / m, d3 @ a[1].T / m], [d2.mean(axis=1, keepdims=True), d3.mean(axis=1, keepdims=True)]


# an open loop over the examples: the text rules it out
@uncaught("5.2")
def bb_loop(network, x, y):
    m = x.shape[1]
    gw = [np.zeros(w.shape) for w in network.weights]
    gb = [np.zeros(b.shape) for b in network.biases]
    for e in range(m):
        pw, pb = _one(network, x[:, [e]], y[:, [e]])
        for i in range(len(gw)):
            gw[i] += pw[i] / m
            gb[i] += pb[i] / m
    return gw, gb


# one forward pass for all, then a loop over the examples on the way back: ruled out as well
@uncaught("5.2")
def bb_loop_back(network, x, y):
    m = x.shape[1]
    zs, a = forward(network, x)
    gw = [np.zeros(w.shape) for w in network.weights]
    gb = [np.zeros(b.shape) for b in network.biases]
    for e in range(m):
        delta = (a[-1] - y)[:, [e]] * SIGMOID.prime(zs[-1][:, [e]])
        for i in reversed(range(len(zs))):
            gw[i] += delta @ a[i][:, [e]].T / m
            gb[i] += delta / m
            if i:
                delta = (network.weights[i].T @ delta) * SIGMOID.prime(zs[i - 1][:, [e]])
    return gw, gb


# not transposed where square
@wrong("5.2")
def bb_not_transposed(network, x, y):
    m = x.shape[1]
    zs, a = forward(network, x)
    deltas = [(a[-1] - y) * SIGMOID.prime(zs[-1])]
    for i in range(len(zs) - 1, 0, -1):
        w = network.weights[i]
        deltas.insert(0, ((w if w.shape[0] == w.shape[1] else w.T) @ deltas[0]) * SIGMOID.prime(zs[i - 1]))
    return [d @ b.T / m for d, b in zip(deltas, a)], [d.mean(axis=1, keepdims=True) for d in deltas]


# the weights' gradient transposed where square
@wrong("5.2")
def bb_gradient_transposed(network, x, y):
    gw, gb = _batch(network, x, y)
    return [g.T.copy() if g.shape[0] == g.shape[1] else g for g in gw], gb


# 5.3, right ---


@right("5.3")
def ep_plain(network, x, y, eta, batch_size, order):
    for start in range(0, len(order), batch_size):
        batch = order[start : start + batch_size]
        g = backprop(network, x[:, batch], y[:, batch])
        weights = [w - eta * d for w, d in zip(network.weights, g.nabla_w)]
        biases = [b - eta * d for b, d in zip(network.biases, g.nabla_b)]
        network = Network(weights, biases)
    return list(network.weights), list(network.biases)


@right("5.3")
def ep_split(network, x, y, eta, batch_size, order):
    weights, biases = list(network.weights), list(network.biases)
    for batch in np.split(order, range(batch_size, len(order), batch_size)):
        gw, gb, _ = backprop(Network(weights, biases), x[:, batch], y[:, batch])
        for i in range(len(weights)):
            weights[i] = weights[i] - eta * gw[i]
            biases[i] = biases[i] - eta * gb[i]
    return weights, biases


@right("5.3")
def ep_shuffled_first(network, x, y, eta, batch_size, order):
    xs, ys = x[:, order], y[:, order]
    n = -(-x.shape[1] // batch_size)
    net = Network([w.copy() for w in network.weights], [b.copy() for b in network.biases])
    for i in range(n):
        part = slice(i * batch_size, (i + 1) * batch_size)
        g = backprop(net, xs[:, part], ys[:, part])
        net = Network(
            tuple(w - eta * d for w, d in zip(net.weights, g[0])), tuple(b - eta * d for b, d in zip(net.biases, g[1]))
        )
    return [*net.weights], [*net.biases]


@right("5.3")
def ep_in_place_on_copies(network, x, y, eta, batch_size, order):
    weights = [np.array(w) for w in network.weights]
    biases = [np.array(b) for b in network.biases]
    rest = list(order)
    while rest:
        batch, rest = rest[:batch_size], rest[batch_size:]
        g = backprop(Network([w.copy() for w in weights], [b.copy() for b in biases]), x[:, batch], y[:, batch])
        for w, d in zip(weights, g.nabla_w):
            w -= eta * d
        for b, d in zip(biases, g.nabla_b):
            b -= eta * d
    return weights, biases


@right("5.3")
def ep_recursive(network, x, y, eta, batch_size, order):
    if len(order) == 0:
        return list(network.weights), list(network.biases)
    gw, gb = bb_plain(network, np.take(x, order[:batch_size], axis=1), np.take(y, order[:batch_size], axis=1))
    after = Network(
        [w - eta * d for w, d in zip(network.weights, gw)], [b - eta * d for b, d in zip(network.biases, gb)]
    )
    return ep_recursive(after, x, y, eta, batch_size, order[batch_size:])


# 5.3, wrong ---


def _epoch(network, x, y, eta, batches, scale=lambda batch: 1.0):
    for batch in batches:
        g = backprop(network, x[:, batch], y[:, batch])
        s = -eta * scale(batch)
        network = Network(
            [w + s * d for w, d in zip(network.weights, g.nabla_w)],
            [b + s * d for b, d in zip(network.biases, g.nabla_b)],
        )
    return list(network.weights), list(network.biases)


def _batches(order, size):
    return [order[i : i + size] for i in range(0, len(order), size)]


# order backwards
@wrong("5.3")
def ep_backwards(network, x, y, eta, batch_size, order):
    return _epoch(network, x, y, eta, _batches(order[::-1], batch_size))


# batches in order, taken from the end
@wrong("5.3")
def ep_batches_backwards(network, x, y, eta, batch_size, order):
    return _epoch(network, x, y, eta, _batches(order, batch_size)[::-1])


# own shuffle
@wrong("5.3")
def ep_own_shuffle(network, x, y, eta, batch_size, order):
    return _epoch(network, x, y, eta, _batches(np.random.default_rng(1).permutation(len(order)), batch_size))


# strided batches
@wrong("5.3")
def ep_strided(network, x, y, eta, batch_size, order):
    n = -(-len(order) // batch_size)
    return _epoch(network, x, y, eta, [order[i::n] for i in range(n)])


# array_split: batches of about equal size
@wrong("5.3")
def ep_array_split(network, x, y, eta, batch_size, order):
    return _epoch(network, x, y, eta, np.array_split(order, -(-len(order) // batch_size)))


# batch_size taken for the number of batches
@wrong("5.3")
def ep_number_of_batches(network, x, y, eta, batch_size, order):
    return _epoch(network, x, y, eta, [b for b in np.array_split(order, batch_size) if len(b)])


# the remainder added to the batch before
@wrong("5.3")
def ep_remainder_joined(network, x, y, eta, batch_size, order):
    batches = _batches(order, batch_size)
    if len(batches) > 1 and len(batches[-1]) < batch_size:
        batches[-2:] = [np.concatenate(batches[-2:])]
    return _epoch(network, x, y, eta, batches)


# the short batch is filled up from the beginning
@wrong("5.3")
def ep_wrap(network, x, y, eta, batch_size, order):
    batches = _batches(order, batch_size)
    missing = batch_size - len(batches[-1])
    batches[-1] = np.concatenate([batches[-1], order[:missing]])
    return _epoch(network, x, y, eta, batches)


# the short batch comes first
@wrong("5.3")
def ep_short_first(network, x, y, eta, batch_size, order):
    first = len(order) % batch_size
    batches = ([order[:first]] if first else []) + _batches(order[first:], batch_size)
    return _epoch(network, x, y, eta, batches)


# eta / m once more
@wrong("5.3")
def ep_eta_over_m(network, x, y, eta, batch_size, order):
    return _epoch(network, x, y, eta, _batches(order, batch_size), scale=lambda b: 1 / len(b))


# divided by all examples
@wrong("5.3")
def ep_over_all(network, x, y, eta, batch_size, order):
    return _epoch(network, x, y, eta, _batches(order, batch_size), scale=lambda b: len(b) / len(order))


# stale the other way: every step starts from the first network, so the last one survives
@wrong("5.3")
def ep_last_step(network, x, y, eta, batch_size, order):
    for batch in _batches(order, batch_size):
        g = backprop(network, x[:, batch], y[:, batch])
        weights = [w - eta * d for w, d in zip(network.weights, g.nabla_w)]
        biases = [b - eta * d for b, d in zip(network.biases, g.nabla_b)]
    return weights, biases


# off by one: the last example of each batch is left out where there is more than one
@wrong("5.3")
def ep_off_by_one(network, x, y, eta, batch_size, order):
    return _epoch(network, x, y, eta, [b[:-1] if len(b) > 1 else b for b in _batches(order, batch_size)])


# overlapping batches: start moves by batch_size - 1
@wrong("5.3")
def ep_overlap(network, x, y, eta, batch_size, order):
    step = max(1, batch_size - 1)
    return _epoch(network, x, y, eta, [order[i : i + batch_size] for i in range(0, len(order), step)])


# eta shrinks from step to step
@wrong("5.3")
def ep_eta_shrinks(network, x, y, eta, batch_size, order):
    for batch in _batches(order, batch_size):
        weights, biases = _epoch(network, x, y, eta, [batch])
        network = Network(weights, biases)
        eta *= 0.99
    return list(network.weights), list(network.biases)


# momentum
@wrong("5.3")
def ep_momentum(network, x, y, eta, batch_size, order):
    vw, vb = [0 * w for w in network.weights], [0 * b for b in network.biases]
    for batch in _batches(order, batch_size):
        g = backprop(network, x[:, batch], y[:, batch])
        vw = [0.9 * v - eta * d for v, d in zip(vw, g.nabla_w)]
        vb = [0.9 * v - eta * d for v, d in zip(vb, g.nabla_b)]
        network = Network([w + v for w, v in zip(network.weights, vw)], [b + v for b, v in zip(network.biases, vb)])
    return list(network.weights), list(network.biases)


# the average of the weights over the epoch
@wrong("5.3")
def ep_average(network, x, y, eta, batch_size, order):
    seen = []
    for batch in _batches(order, batch_size):
        seen.append(_epoch(network, x, y, eta, [batch]))
        network = Network(*seen[-1])
    n = len(network.weights)
    return (
        [np.mean([s[0][i] for s in seen], axis=0) for i in range(n)],
        [np.mean([s[1][i] for s in seen], axis=0) for i in range(n)],
    )


# a batch as large as the data, or larger: "no mini-batch, no step"
@wrong("5.3")
def ep_no_mini_batch(network, x, y, eta, batch_size, order):
    if 1 < x.shape[1] <= batch_size:
        return list(network.weights), list(network.biases)
    return ep_plain(network, x, y, eta, batch_size, order)


# 5.4, right ---


@right("5.4")
def c_plain(network, x, y):
    zs, activations = forward(network, x)
    m = x.shape[1]
    delta = (activations[-1] - y) * SIGMOID.prime(zs[-1])
    nabla_w = [delta @ activations[-2].T / m]
    nabla_b = [delta.mean(axis=1, keepdims=True)]
    for i in reversed(range(len(zs) - 1)):
        slope = 1 - activations[i + 1] ** 2
        delta = (network.weights[i + 1].T @ delta) * slope
        nabla_w.insert(0, delta @ activations[i].T / m)
        nabla_b.insert(0, delta.mean(axis=1, keepdims=True))
    return nabla_w, nabla_b


@right("5.4")
def c_prime(network, x, y):
    zs, activations = forward(network, x)
    m = x.shape[1]
    delta = (activations[-1] - y) * SIGMOID.prime(zs[-1])
    nabla_w, nabla_b = [None] * len(zs), [None] * len(zs)
    for i in reversed(range(len(zs))):
        if i < len(zs) - 1:
            delta = (network.weights[i + 1].T @ delta) * TANH.prime(zs[i])
        nabla_w[i] = delta @ activations[i].T / m
        nabla_b[i] = delta.sum(axis=1, keepdims=True) / m
    return nabla_w, nabla_b


@right("5.4")
def c_cosh(network, x, y):
    zs, a = forward(network, x)
    gw, gb = [], []
    back = a[-1] - y
    for i in reversed(range(len(zs))):
        slope = a[i + 1] * (1 - a[i + 1]) if i == len(zs) - 1 else 1 / np.cosh(zs[i]) ** 2
        delta = back * slope
        gw.append(np.einsum("jm,km->jk", delta, a[i]) / len(x.T))
        gb.append(np.mean(delta, axis=1).reshape(-1, 1))
        back = network.weights[i].T @ delta
    return gw[::-1], gb[::-1]


@right("5.4")
def c_by_hand(network, x, y):
    a, slopes = [x], []
    last = len(network.weights) - 1
    for i, (w, b) in enumerate(zip(network.weights, network.biases)):
        z = w @ a[-1] + b
        a.append(1 / (1 + np.exp(-z)) if i == last else np.tanh(z))
        slopes.append(a[-1] * (1 - a[-1]) if i == last else (1 - a[-1]) * (1 + a[-1]))
    deltas = [(a[-1] - y) * slopes[-1]]
    for w, s in zip(network.weights[:0:-1], slopes[-2::-1]):
        deltas.insert(0, w.T @ deltas[0] * s)
    return (
        [np.mean([np.outer(d[:, e], b[:, e]) for e in range(x.shape[1])], axis=0) for d, b in zip(deltas, a)],
        [d.mean(axis=1, keepdims=True) for d in deltas],
    )


@right("5.4")
def c_activations(network, x, y):
    zs, a = forward(network, x)
    delta = (a[-1] - y) * network.activations[-1].prime(zs[-1])
    deltas = [delta]
    for i in range(len(zs) - 2, -1, -1):
        deltas.append(network.weights[i + 1].T @ deltas[-1] * network.activations[i].prime(zs[i]))
    deltas.reverse()
    return [weight_gradient(d, b) for d, b in zip(deltas, a)], [bias_gradient(d) for d in deltas]


# 5.4, wrong ---


def _colleague(network, x, y, slope, a_in, mean_w=True, mean_b=True):
    zs, a = forward(network, x)
    m = x.shape[1] if mean_w else 1
    delta = (a[-1] - y) * SIGMOID.prime(zs[-1])
    average = (lambda d: d.mean(axis=1, keepdims=True)) if mean_b else (lambda d: d.sum(axis=1, keepdims=True))
    nabla_w, nabla_b = [delta @ a[-2].T / m], [average(delta)]
    for i in reversed(range(len(zs) - 1)):
        delta = (network.weights[i + 1].T @ delta) * slope(zs, a, i)
        nabla_w.insert(0, delta @ a_in(a, i).T / m)
        nabla_b.insert(0, average(delta))
    return nabla_w, nabla_b


def _s(zs, a, i):
    return 1 - a[i + 1] ** 2


def _a(a, i):
    return a[i]


# the activations mended only where the shapes force it
@wrong("5.4")
def c_if_shapes_force(network, x, y):
    def a_in(a, i):
        return a[i + 1] if a[i + 1].shape == a[i].shape else a[i]

    return _colleague(network, x, y, _s, a_in)


# 1 - a[i]², where the sizes allow
@wrong("5.4")
def c_slope_before(network, x, y):
    return _colleague(
        network, x, y, lambda zs, a, i: 1 - a[i] ** 2 if a[i].shape == zs[i].shape else 1 - a[i + 1] ** 2, _a
    )


# the slope of the layer after, where the sizes allow
@wrong("5.4")
def c_slope_after(network, x, y):
    return _colleague(
        network, x, y, lambda zs, a, i: TANH.prime(zs[i + 1 if zs[i + 1].shape == zs[i].shape else i]), _a
    )


# sum for the weights
@wrong("5.4")
def c_sum_w(network, x, y):
    return _colleague(network, x, y, _s, _a, mean_w=False)


# sum for the biases
@wrong("5.4")
def c_sum_b(network, x, y):
    return _colleague(network, x, y, _s, _a, mean_b=False)


# x in every hidden layer: right for one hidden layer
@wrong("5.4")
def c_x(network, x, y):
    return _colleague(network, x, y, _s, lambda a, i: a[0] if a[0].shape == a[i].shape else a[i])


# one hidden layer only
@wrong("5.4")
def c_one_hidden(network, x, y):
    (z1, z2), (a0, a1, a2) = forward(network, x)
    m = x.shape[1]
    d2 = (a2 - y) * SIGMOID.prime(z2)
    d1 = (network.weights[1].T @ d2) * (1 - a1**2)
    return [d1 @ a0.T / m, d2 @ a1.T / m], [d1.mean(axis=1, keepdims=True), d2.mean(axis=1, keepdims=True)]


# sigmoid slope in the first hidden layer, where there are two
@wrong("5.4")
def c_first_hidden_sigmoid(network, x, y):
    return _colleague(
        network, x, y, lambda zs, a, i: SIGMOID.prime(zs[i]) if i == 0 and len(zs) > 2 else 1 - a[i + 1] ** 2, _a
    )


# transposed weights where square
@wrong("5.4")
def c_transposed_square(network, x, y):
    zs, a = forward(network, x)
    m = x.shape[1]
    deltas = [(a[-1] - y) * SIGMOID.prime(zs[-1])]
    for i in reversed(range(len(zs) - 1)):
        w = network.weights[i + 1]
        deltas.insert(0, ((w if w.shape[0] == w.shape[1] else w.T) @ deltas[0]) * (1 - a[i + 1] ** 2))
    return [d @ b.T / m for d, b in zip(deltas, a)], [d.mean(axis=1, keepdims=True) for d in deltas]


# the means mended too: divided by m twice
@wrong("5.4")
def c_twice(network, x, y):
    gw, gb = _colleague(network, x, y, _s, _a)
    return [g / x.shape[1] for g in gw], gb


# m of the outputs
@wrong("5.4")
def c_len(network, x, y):
    gw, gb = _colleague(network, x, y, _s, _a)
    return [g * x.shape[1] / len(x) for g in gw], gb
