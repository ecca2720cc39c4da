"""Plausible answers to the exercises of chapter 9."""

import itertools

import numpy as np

from nnbp_core import backprop, forward, iter_paths, rate_factors


def rates_rows(w, z, activation):
    return np.array([activation.prime(z[q]) * w[q] for q in range(len(w))])


def rates_repeat(w, z, activation):
    return np.multiply(np.tile(activation.prime(z), (1, w.shape[1])), w)


def rates_diag_of_column(w, z, activation):
    return np.diag(activation.prime(z)) @ w


def rates_times_z(w, z, activation):
    return activation.prime(z) * w * z


def rates_flat(w, z, activation):
    return activation.prime(z.ravel()) * w


def rates_slope_of_edge(w, z, activation):
    return activation.prime(z * w)


def paths_plain(network, x, y, layer, j, k):
    fp = forward(network, x)
    rf = rate_factors(network, x)
    dC = network.cost.gradient(fp.activations[-1], y)
    act = network.activations[layer - 2]
    s = 0
    for p in iter_paths(network.sizes, layer, j):
        f = act.prime(fp.zs[layer - 2])[j, 0] * fp.activations[layer - 2][k, 0]
        for n, (a, b) in enumerate(itertools.pairwise(p)):
            f *= rf[layer - 1 + n][0][b, a]
        s += f * dC[p[-1], 0]
    return s


def paths_merged(network, x, y, layer, j, k):
    fp = forward(network, x)
    g = network.cost.gradient(fp.activations[-1], y)
    for r in rate_factors(network, x)[: layer - 2 : -1]:
        g = r[0].T @ g
    return float(
        g[j, 0] * network.activations[layer - 2].prime(fp.zs[layer - 2])[j, 0] * fp.activations[layer - 2][k, 0]
    )


def paths_one_by_one_array(network, x, y, layer, j, k):
    return np.array([[paths_plain(network, x, y, layer, j, k)]])


def paths_extra_rate(network, x, y, layer, j, k):
    rf = rate_factors(network, x)
    return paths_plain(network, x, y, layer, j, k) * rf[layer - 2][0][j, k]


def paths_delta(network, x, y, layer, j, k):
    return backprop(network, x, y).deltas[layer - 2][j, 0]


def paths_product_of_sums(network, x, y, layer, j, k):
    fp = forward(network, x)
    s = network.activations[layer - 2].prime(fp.zs[layer - 2])[j, 0] * fp.activations[layer - 2][k, 0]
    for r in rate_factors(network, x)[layer - 1 :]:
        s *= r[0].sum()
    return s * network.cost.gradient(fp.activations[-1], y).sum()


def paths_edges_from_first_layer(network, x, y, layer, j, k):
    fp = forward(network, x)
    rf = rate_factors(network, x)
    dC = network.cost.gradient(fp.activations[-1], y)
    s = 0
    for p in iter_paths(network.sizes, layer, j):
        f = network.activations[layer - 2].prime(fp.zs[layer - 2])[j, 0] * fp.activations[layer - 2][k, 0]
        for n, (a, b) in enumerate(itertools.pairwise(p)):
            f *= rf[n][0][b % rf[n].shape[1], a % rf[n].shape[2]]
        s += f * dC[p[-1], 0]
    return s


def strongest_listing(network, x, y, k):
    rf = rate_factors(network, x)
    dC = network.cost.gradient(forward(network, x).activations[-1], y)
    best, best_path = 0.0, None
    for p in iter_paths(network.sizes, 1, k):
        f = dC[p[-1], 0]
        for r, a, b in zip(rf, p, p[1:], strict=False):
            f = f * r[0, b, a]
        if abs(f) >= abs(best):
            best, best_path = f, p
    return best_path, best


def strongest_array_path(network, x, y, k):
    p, f = strongest_listing(network, x, y, k)
    return [np.array(p), np.float64(f)]


def strongest_only_path(network, x, y, k):
    return strongest_listing(network, x, y, k)[0]


def strongest_value_first(network, x, y, k):
    p, f = strongest_listing(network, x, y, k)
    return f, p


def strongest_starting_below_zero(network, x, y, k):
    rf = rate_factors(network, x)
    dC = network.cost.gradient(forward(network, x).activations[-1], y)
    best, best_path = -np.inf, None
    for p in iter_paths(network.sizes, 1, k):
        f = dC[p[-1], 0]
        for r, a, b in zip(rf, p, p[1:], strict=False):
            f = f * r[0, b, a]
        if f > best:
            best, best_path = f, list(p)
    return best_path, best


def strongest_argmax_per_layer(network, x, y, k):
    g = network.cost.gradient(forward(network, x).activations[-1], y)
    path = [int(np.argmax(np.abs(g)))]
    for r in rate_factors(network, x)[:0:-1]:
        g = r[0].T @ g
        path.insert(0, int(np.argmax(np.abs(g))))
    path.insert(0, k)
    value = network.cost.gradient(forward(network, x).activations[-1], y)[path[-1], 0]
    for r, a, b in zip(rate_factors(network, x), path, path[1:], strict=False):
        value *= r[0, b, a]
    return path, value


def strongest_from_layer_two(network, x, y, k):
    rf = rate_factors(network, x)
    dC = network.cost.gradient(forward(network, x).activations[-1], y)
    found = {}
    for p in iter_paths(network.sizes, 1, k):
        f = dC[p[-1], 0]
        for r, a, b in zip(rf[1:], p[1:], p[2:], strict=False):
            f = f * r[0, b, a]
        found[p] = f
    p = max(found, key=lambda q: abs(found[q]))
    return list(p), found[p]


RIGHT = [
    ("9.1", rates_rows),
    ("9.1", rates_repeat),
    ("9.2", paths_plain),
    ("9.2", paths_merged),
    ("9.3", strongest_listing),
    ("9.3", strongest_array_path),
]
WRONG = [
    ("9.1", rates_diag_of_column),
    ("9.1", rates_times_z),
    ("9.1", rates_flat),
    ("9.1", rates_slope_of_edge),
    ("9.2", paths_one_by_one_array),
    ("9.2", paths_extra_rate),
    ("9.2", paths_delta),
    ("9.2", paths_product_of_sums),
    ("9.2", paths_edges_from_first_layer),
    ("9.3", strongest_only_path),
    ("9.3", strongest_value_first),
    ("9.3", strongest_starting_below_zero),
    ("9.3", strongest_argmax_per_layer),
    ("9.3", strongest_from_layer_two),
]
