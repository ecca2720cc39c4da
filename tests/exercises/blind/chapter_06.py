"""Plausible answers to the exercises of chapter 6."""

import math

import numpy as np

from nnbp_core import backprop, forward


def sig(v):
    return 1.0 / (1.0 + np.exp(-v))


def speeds_sqrt(w, b, x, y):
    a = sig(w * x + b)
    ce = np.sqrt((x * (a - y)) ** 2)
    return [ce * (a - a * a), ce]


def speeds_math(w, b, x, y):
    z = w * x + b
    t = math.exp(-abs(z))
    a = 1 / (1 + t) if z >= 0 else t / (1 + t)
    slope = t / (1 + t) ** 2
    return abs(x) * abs(a - y) * slope, abs(x) * abs(a - y)


def steep_where(z, y, k):
    u = k * z
    a = np.where(u > 0, 1 / (1 + np.exp(-np.abs(u))), np.exp(-np.abs(u)) / (1 + np.exp(-np.abs(u))))
    return (a - y) * k


def steep_columns(z, y, k):
    columns = [k * sig(k * z[:, i]) - k * y[:, i] for i in range(z.shape[1])]
    return np.column_stack(columns)


def stuck_recomputed(network, x, y):
    zs, _ = forward(network, x)
    delta = backprop(network, x, y).deltas[-1]
    shares = {}
    for layer in range(len(network.sizes) - 1, 1, -1):
        c = network.weights[layer - 1].T @ delta
        delta = c * network.activations[layer - 2].prime(zs[layer - 2])
        shares[layer] = np.mean(np.sqrt(np.sum(delta**2, 0))) / np.mean(np.sqrt(np.sum(c**2, 0)))
    order = sorted(shares)
    return [shares[layer] for layer in order], min(order, key=shares.get)


def stuck_enumerate(network, x, y):
    d = backprop(network, x, y).deltas
    shares, best, layer = [], float("inf"), None
    for number, (now, after, w) in enumerate(zip(d[:-1], d[1:], network.weights[1:], strict=True), start=2):
        share = np.linalg.norm(now, axis=0).sum() / np.linalg.norm(w.T @ after, axis=0).sum()
        if share < best:
            best, layer = share, number
        shares.append(share)
    return shares, layer


def speeds_error_squared(w, b, x, y):
    a = sig(w * x + b)
    return abs(x) * (a - y) ** 2 * a * (1 - a), abs(x) * (a - y) ** 2


def speeds_x_not_made_positive(w, b, x, y):
    a = sig(w * x + b)
    return x * abs(a - y) * a * (1 - a), x * abs(a - y)


def speeds_at_target_zero(w, b, x, y):
    a = sig(w * x + b)
    return abs(x) * a * a * (1 - a), abs(x) * a


def speeds_input_scaled_twice(w, b, x, y):
    a = sig(w * x + b)
    return x * x * abs(a - y) * a * (1 - a), x * x * abs(a - y)


def speeds_bias_outside(w, b, x, y):
    a = sig(w * (x + b))
    return abs(x * (a - y)) * a * (1 - a), abs(x * (a - y))


def speeds_one_number(w, b, x, y):
    a = sig(w * x + b)
    return abs(x * (a - y))


def steep_divided(z, y, k):
    return (sig(k * z) - y) / k


def steep_guarded_quotient(z, y, k):
    a = sig(k * z)
    return (a - y) / (a * (1 - a) + 1e-12) * k * a * (1 - a)


def steep_clipped(z, y, k):
    a = np.clip(sig(k * z), 1e-6, 1 - 1e-6)
    return k * (a - y)


def steep_summed(z, y, k):
    return (k * (sig(k * z) - y)).sum(axis=1, keepdims=True)


def steep_tanh(z, y, k):
    return k * (np.tanh(k * z) - y)


def steep_softmax(z, y, k):
    e = np.exp(k * z - (k * z).max(axis=0))
    return k * (e / e.sum(axis=0) - y)


def steep_cost(z, y, k):
    a = sig(k * z)
    return -(y * np.log(a) + (1 - y) * np.log(1 - a))


def stuck_rows(network, x, y):
    d = backprop(network, x, y).deltas
    shares = []
    for i in range(len(d) - 1):
        c = network.weights[i + 1].T @ d[i + 1]
        shares.append(np.linalg.norm(d[i], axis=1).mean() / np.linalg.norm(c, axis=1).mean())
    return shares, int(np.argmin(shares)) + 2


def stuck_absolute_sums(network, x, y):
    d = backprop(network, x, y).deltas
    shares = [np.abs(d[i]).sum() / np.abs(network.weights[i + 1].T @ d[i + 1]).sum() for i in range(len(d) - 1)]
    return shares, int(np.argmin(shares)) + 2


def stuck_layer_off(network, x, y):
    shares, layer = stuck_enumerate(network, x, y)
    return shares, layer - 1


def stuck_only_layer(network, x, y):
    return stuck_enumerate(network, x, y)[1]


def stuck_reversed(network, x, y):
    shares, layer = stuck_enumerate(network, x, y)
    return shares[::-1], layer


def stuck_last_example(network, x, y):
    return stuck_enumerate(network, x[:, -1:], y[:, -1:])


RIGHT = [
    ("6.1", speeds_sqrt),
    ("6.1", speeds_math),
    ("6.2", steep_where),
    ("6.2", steep_columns),
    ("6.3", stuck_recomputed),
    ("6.3", stuck_enumerate),
]
WRONG = [
    ("6.1", speeds_error_squared),
    ("6.1", speeds_x_not_made_positive),
    ("6.1", speeds_at_target_zero),
    ("6.1", speeds_input_scaled_twice),
    ("6.1", speeds_bias_outside),
    ("6.1", speeds_one_number),
    ("6.2", steep_divided),
    ("6.2", steep_guarded_quotient),
    ("6.2", steep_clipped),
    ("6.2", steep_summed),
    ("6.2", steep_tanh),
    ("6.2", steep_softmax),
    ("6.2", steep_cost),
    ("6.3", stuck_rows),
    ("6.3", stuck_absolute_sums),
    ("6.3", stuck_layer_off),
    ("6.3", stuck_only_layer),
    ("6.3", stuck_reversed),
    ("6.3", stuck_last_example),
]
