"""Plausible answers to the exercises of chapter 5."""

import numpy as np

from nnbp_core import TANH, Network, backprop, forward


def sig(v):
    return 1.0 / (1.0 + np.exp(-v))


def one_deltas_first(network, x, y):
    acts = [x]
    for w, b in zip(network.weights, network.biases, strict=True):
        acts.append(sig(np.dot(w, acts[-1]) + b))
    deltas = [(acts[-1] - y) * acts[-1] * (1 - acts[-1])]
    for level in range(len(acts) - 2, 0, -1):
        back = np.dot(network.weights[level].T, deltas[0])
        deltas = [back * acts[level] * (1 - acts[level]), *deltas]
    return [np.dot(d, a.T) for d, a in zip(deltas, acts[:-1], strict=True)], deltas


def one_recursive(network, x, y):
    def step(i, a):
        if i == len(network.weights):
            return a - y, [], []
        out = sig(network.weights[i] @ a + network.biases[i])
        upstream, gw, gb = step(i + 1, out)
        delta = upstream * out * (1 - out)
        return network.weights[i].T @ delta, [delta * a.T, *gw], [delta, *gb]

    return tuple(step(0, x)[1:])


def batch_stacked(network, x, y):
    all_w, all_b = [], []
    for i in range(x.shape[1]):
        gw, gb = one_deltas_first(network, x[:, i : i + 1], y[:, i : i + 1])
        all_w.append(gw)
        all_b.append(gb)
    depth = range(len(network.weights))
    return [np.mean([g[i] for g in all_w], axis=0) for i in depth], [
        np.mean([g[i] for g in all_b], axis=0) for i in depth
    ]


def batch_three_axes(network, x, y):
    zs, acts = forward(network, x)
    d = (acts[-1] - y) * sig(zs[-1]) * (1 - sig(zs[-1]))
    gw, gb = [], []
    for i in range(len(zs) - 1, -1, -1):
        gw.insert(0, (d[:, None, :] * acts[i][None, :, :]).mean(axis=2))
        gb.insert(0, np.average(d, axis=1)[:, None])
        if i:
            d = (network.weights[i].T @ d) * sig(zs[i - 1]) * (1 - sig(zs[i - 1]))
    return gw, gb


def epoch_counted(network, x, y, eta, batch_size, order):
    n_batches = -(-x.shape[1] // batch_size)
    for k in range(n_batches):
        pick = list(order)[k * batch_size : (k + 1) * batch_size]
        g = backprop(network, x[:, pick], y[:, pick])
        network = Network(
            [w - eta * d for w, d in zip(network.weights, g.nabla_w, strict=True)],
            [b - eta * d for b, d in zip(network.biases, g.nabla_b, strict=True)],
        )
    return network.weights, network.biases


def mended_prime(network, x, y):
    zs, acts = forward(network, x)
    d = (acts[-1] - y) * (acts[-1] - acts[-1] ** 2)
    gw, gb = [d @ acts[-2].T / x.shape[1]], [d.mean(axis=1, keepdims=True)]
    for back in range(2, len(acts)):
        d = network.weights[-back + 1].T @ d * TANH.prime(zs[-back])
        gw = [d @ acts[-back - 1].T / x.shape[1], *gw]
        gb = [d.mean(1, keepdims=True), *gb]
    return gw, gb


def one_slope_of_layer_below(network, x, y):
    zs, acts = forward(network, x)
    d = (acts[-1] - y) * acts[-1] * (1 - acts[-1])
    gw, gb = [d @ acts[-2].T], [d]
    for i in reversed(range(len(zs) - 1)):
        d = network.weights[i + 1].T @ d * acts[i] * (1 - acts[i])
        gw.insert(0, d @ acts[i].T)
        gb.insert(0, d)
    return gw, gb


def one_no_half(network, x, y):
    gw, gb = one_deltas_first(network, x, y)
    return [2 * g for g in gw], [2 * g for g in gb]


def one_weights_same_layer(network, x, y):
    zs, acts = forward(network, x)
    d = (acts[-1] - y) * acts[-1] * (1 - acts[-1])
    gw, gb = [d @ acts[-2].T], [d]
    for i in reversed(range(len(zs) - 1)):
        d = network.weights[i].T @ d * acts[i + 1] * (1 - acts[i + 1])
        gw.insert(0, d @ acts[i].T)
        gb.insert(0, d)
    return gw, gb


def one_delta_never_renewed(network, x, y):
    zs, acts = forward(network, x)
    last = (acts[-1] - y) * acts[-1] * (1 - acts[-1])
    gw, gb = [last @ acts[-2].T], [last]
    for i in reversed(range(len(zs) - 1)):
        d = network.weights[i + 1].T @ last * acts[i + 1] * (1 - acts[i + 1])
        gw.insert(0, d @ acts[i].T)
        gb.insert(0, d)
    return gw, gb


def one_flat_biases(network, x, y):
    gw, gb = one_deltas_first(network, x, y)
    return gw, [g.ravel() for g in gb]


def one_returns_deltas_too(network, x, y):
    gw, gb = one_deltas_first(network, x, y)
    return gw, gb, gb


def one_stops_before_first_layer(network, x, y):
    gw, gb = one_deltas_first(network, x, y)
    return (gw[1:], gb[1:]) if len(gw) > 1 else (gw, gb)


def batch_bias_grand_mean(network, x, y):
    gw, gb = batch_stacked(network, x, y)
    return gw, [np.full(g.shape, g.mean()) for g in gb]


def batch_divided_by_outputs(network, x, y):
    gw, gb = batch_stacked(network, x, y)
    factor = x.shape[1] / y.shape[0]
    return [g * factor for g in gw], [g * factor for g in gb]


def batch_only_output_divided(network, x, y):
    gw, gb = batch_stacked(network, x, y)
    m = x.shape[1]
    return [g * m for g in gw[:-1]] + gw[-1:], [g * m for g in gb[:-1]] + gb[-1:]


def batch_of_the_mean_example(network, x, y):
    return one_deltas_first(network, x.mean(axis=1, keepdims=True), y.mean(axis=1, keepdims=True))


def epoch_inverse_order(network, x, y, eta, batch_size, order):
    return epoch_counted(network, x, y, eta, batch_size, np.argsort(order))


def epoch_eta_over_batch(network, x, y, eta, batch_size, order):
    return epoch_counted(network, x, y, eta / batch_size, batch_size, order)


def epoch_backwards(network, x, y, eta, batch_size, order):
    return epoch_counted(network, x, y, eta, batch_size, order[::-1])


def epoch_twice(network, x, y, eta, batch_size, order):
    network = Network(*epoch_counted(network, x, y, eta, batch_size, order))
    return epoch_counted(network, x, y, eta, batch_size, order)


def epoch_returns_network(network, x, y, eta, batch_size, order):
    return Network(*epoch_counted(network, x, y, eta, batch_size, order))


def epoch_biases_after_weights(network, x, y, eta, batch_size, order):
    for start in range(0, len(order), batch_size):
        pick = order[start : start + batch_size]
        g = backprop(network, x[:, pick], y[:, pick]).nabla_w
        network = Network([w - eta * d for w, d in zip(network.weights, g, strict=True)], network.biases)
        g = backprop(network, x[:, pick], y[:, pick]).nabla_b
        network = Network(network.weights, [b - eta * d for b, d in zip(network.biases, g, strict=True)])
    return network.weights, network.biases


def epoch_drops_incomplete(network, x, y, eta, batch_size, order):
    full = len(order) // batch_size * batch_size
    return epoch_counted(network, x[:, order[:full]], y[:, order[:full]], eta, batch_size, np.arange(full))


def mended_no_square(network, x, y):
    zs, acts = forward(network, x)
    d = (acts[-1] - y) * acts[-1] * (1 - acts[-1])
    gw, gb = [d @ acts[-2].T / x.shape[1]], [d.mean(axis=1, keepdims=True)]
    for i in reversed(range(len(zs) - 1)):
        d = (network.weights[i + 1].T @ d) * (1 - np.tanh(zs[i]))
        gw.insert(0, d @ acts[i].T / x.shape[1])
        gb.insert(0, d.mean(axis=1, keepdims=True))
    return gw, gb


def mended_slope_layer_off(network, x, y):
    zs, acts = forward(network, x)
    d = (acts[-1] - y) * acts[-1] * (1 - acts[-1])
    gw, gb = [d @ acts[-2].T / x.shape[1]], [d.mean(axis=1, keepdims=True)]
    for i in reversed(range(len(zs) - 1)):
        d = (network.weights[i + 1].T @ d) * (1 - acts[i] ** 2)
        gw.insert(0, d @ acts[i].T / x.shape[1])
        gb.insert(0, d.mean(axis=1, keepdims=True))
    return gw, gb


def mended_tanh_at_output_too(network, x, y):
    zs, acts = forward(network, x)
    d = (acts[-1] - y) * (1 - acts[-1] ** 2)
    gw, gb = [d @ acts[-2].T / x.shape[1]], [d.mean(axis=1, keepdims=True)]
    for i in reversed(range(len(zs) - 1)):
        d = (network.weights[i + 1].T @ d) * (1 - acts[i + 1] ** 2)
        gw.insert(0, d @ acts[i].T / x.shape[1])
        gb.insert(0, d.mean(axis=1, keepdims=True))
    return gw, gb


RIGHT = [
    ("5.1", one_deltas_first),
    ("5.1", one_recursive),
    ("5.2", batch_stacked),
    ("5.2", batch_three_axes),
    ("5.3", epoch_counted),
    ("5.4", mended_prime),
]
WRONG = [
    ("5.1", one_slope_of_layer_below),
    ("5.1", one_no_half),
    ("5.1", one_weights_same_layer),
    ("5.1", one_delta_never_renewed),
    ("5.1", one_flat_biases),
    ("5.1", one_returns_deltas_too),
    ("5.1", one_stops_before_first_layer),
    ("5.2", batch_bias_grand_mean),
    ("5.2", batch_divided_by_outputs),
    ("5.2", batch_only_output_divided),
    ("5.2", batch_of_the_mean_example),
    ("5.3", epoch_inverse_order),
    ("5.3", epoch_eta_over_batch),
    ("5.3", epoch_backwards),
    ("5.3", epoch_twice),
    ("5.3", epoch_returns_network),
    ("5.3", epoch_biases_after_weights),
    ("5.3", epoch_drops_incomplete),
    ("5.4", mended_no_square),
    ("5.4", mended_slope_layer_off),
    ("5.4", mended_tanh_at_output_too),
]
