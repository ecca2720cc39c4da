"""Plausible answers to the exercises of chapter 8."""

import numpy as np

from nnbp_core import LINEAR, SIGMOID, Network, backprop


def own_mask(w_next, delta_next, z, row, f_prime):
    mask = np.zeros(z.shape, dtype=bool)
    mask[row, :] = True
    return np.matmul(w_next.T, delta_next) * np.where(mask, f_prime(z), SIGMOID.f(z) * (1 - SIGMOID.f(z)))


def own_stack(w_next, delta_next, z, row, f_prime):
    back = w_next.T @ delta_next
    rows = [back[j] * (f_prime(z[j]) if j == row else SIGMOID.prime(z[j])) for j in range(len(z))]
    return np.vstack(rows)


def own_scale_row(w_next, delta_next, z, row, f_prime):
    delta = w_next.T @ delta_next * SIGMOID.prime(z)
    delta[row, :] /= SIGMOID.prime(z[row, :])
    delta[row, :] *= f_prime(z[row, :])
    return delta


def own_row_then_product(w_next, delta_next, z, row, f_prime):
    slope = SIGMOID.prime(z)
    slope[row] = f_prime(z[row])
    return w_next.T @ delta_next @ slope.T


def own_written_into_z(w_next, delta_next, z, row, f_prime):
    z[row] = f_prime(z[row])
    return (w_next.T @ delta_next) * SIGMOID.prime(z)


def own_first_example(w_next, delta_next, z, row, f_prime):
    slope = SIGMOID.prime(z)
    slope[row] = f_prime(z[row, 0])
    return (w_next.T @ delta_next) * slope


def own_added(w_next, delta_next, z, row, f_prime):
    slope = SIGMOID.prime(z)
    slope[row] += f_prime(z[row])
    return (w_next.T @ delta_next) * slope


def own_row_of_weights(w_next, delta_next, z, row, f_prime):
    delta = (w_next.T @ delta_next) * SIGMOID.prime(z)
    delta[row] = w_next[:, row].sum() * f_prime(z[row])
    return delta


def linear_two_lists(weights, biases, x, y):
    acts = [x]
    for i in range(len(weights)):
        acts.append(np.dot(weights[i], acts[i]) + biases[i])
    deltas = [None] * len(weights)
    deltas[-1] = acts[-1] - y
    for i in range(len(weights) - 2, -1, -1):
        deltas[i] = weights[i + 1].T.dot(deltas[i + 1])
    m = x.shape[1]
    return [d.dot(a.T) / m for d, a in zip(deltas, acts[:-1], strict=True)], [
        np.mean(d, axis=1, keepdims=True) for d in deltas
    ]


def linear_tuple_of_core(weights, biases, x, y):
    g = backprop(Network(weights, biases, activations=LINEAR), x, y)
    return [g.nabla_w, g.nabla_b]


def linear_delta_updated_first(weights, biases, x, y):
    acts = [x]
    for w, b in zip(weights, biases, strict=True):
        acts.append(w @ acts[-1] + b)
    delta = (acts[-1] - y) / x.shape[1]
    gw, gb = [], []
    for i in reversed(range(len(weights))):
        delta = weights[i].T @ delta
        gw.insert(0, delta @ acts[i].T)
        gb.insert(0, delta.sum(axis=1, keepdims=True))
    return gw, gb


def linear_twice(weights, biases, x, y):
    gw, gb = linear_two_lists(weights, biases, x, y)
    return [2 * g for g in gw], [2 * g for g in gb]


def linear_flat_biases(weights, biases, x, y):
    gw, gb = linear_two_lists(weights, biases, x, y)
    return gw, [g.ravel() for g in gb]


def linear_no_forward_bias(weights, biases, x, y):
    return linear_two_lists(weights, [0 * b for b in biases], x, y)


def linear_pairs(weights, biases, x, y):
    gw, gb = linear_two_lists(weights, biases, x, y)
    return list(zip(gw, gb, strict=True))


def collapse_multi_dot(weights, biases, mean, spread):
    total = weights[-1] if len(weights) == 1 else np.linalg.multi_dot(list(weights[::-1]))
    a = -mean / spread
    for w, b in zip(weights, biases, strict=True):
        a = w @ a + b
    return total / spread.ravel(), a


def collapse_difference(weights, biases, mean, spread):
    def net(x):
        a = (x - mean) / spread
        for w, b in zip(weights, biases, strict=True):
            a = w @ a + b
        return a

    b = net(np.zeros_like(mean))
    return np.hstack([net(e.reshape(-1, 1)) - b for e in np.eye(len(mean))]), b


def collapse_forgot_last_product(weights, biases, mean, spread):
    w, b = weights[0], biases[0]
    for i in range(1, len(weights) - 1):
        w, b = weights[i] @ w, weights[i] @ b + biases[i]
    w = w / spread.T
    return w, b - w @ mean


def collapse_w_first(weights, biases, mean, spread):
    w, b = weights[0] / spread.T, biases[0] - mean / spread
    for wn, bn in zip(weights[1:], biases[1:], strict=True):
        w, b = wn @ w, wn @ b + bn
    return w, b


def collapse_variance(weights, biases, mean, spread):
    w, b = collapse_multi_dot(weights, biases, mean, spread)
    w = w / spread.T
    return w, b


def collapse_network(weights, biases, mean, spread):
    return Network([w for w, _ in [collapse_multi_dot(weights, biases, mean, spread)]], [biases[-1]], LINEAR)


RIGHT = [
    ("8.1", own_mask),
    ("8.1", own_stack),
    ("8.1", own_scale_row),
    ("8.2", linear_two_lists),
    ("8.2", linear_tuple_of_core),
    ("8.3", collapse_multi_dot),
    ("8.3", collapse_difference),
]
WRONG = [
    ("8.1", own_row_then_product),
    ("8.1", own_written_into_z),
    ("8.1", own_first_example),
    ("8.1", own_added),
    ("8.1", own_row_of_weights),
    ("8.2", linear_delta_updated_first),
    ("8.2", linear_twice),
    ("8.2", linear_flat_biases),
    ("8.2", linear_no_forward_bias),
    ("8.2", linear_pairs),
    ("8.3", collapse_forgot_last_product),
    ("8.3", collapse_w_first),
    ("8.3", collapse_variance),
    ("8.3", collapse_network),
]
