"""Plausible answers to the exercises of chapter 3."""

import numpy as np


def sig(v):
    return 1.0 / (1.0 + np.exp(-v))


def node_zip(g, z, dz, delta_A):
    pairs = [(g.prime(a) * b, g.prime(a) * c) for a, b, c in zip(z, dz, delta_A, strict=True)]
    return np.array([p[0] for p in pairs]), np.array([p[1] for p in pairs])


def node_stacked(g, z, dz, delta_A):
    both = np.hstack([dz, delta_A]) * g.prime(z)
    return both[:, :1], both[:, 1:]


def node_difference_quotient(g, z, dz, delta_A):
    slope = (g.f(z + dz) - g.f(z)) / dz
    return slope * dz, slope * delta_A


def node_back_uses_dA(g, z, dz, delta_A):
    dA = g.prime(z) * dz
    return dA, dA * delta_A


def node_slope_at_shifted_input(g, z, dz, delta_A):
    return g.prime(z + dz) * dz, g.prime(z) * delta_A


def node_flat(g, z, dz, delta_A):
    s = g.prime(z)
    return (s * dz).ravel(), (s * delta_A).ravel()


def node_inner_products(g, z, dz, delta_A):
    s = g.prime(z)
    return s.T @ dz, s.T @ delta_A


def node_squared_slope(g, z, dz, delta_A):
    s = g.prime(z)
    return s * dz, s * s * delta_A


def node_tanh_only(g, z, dz, delta_A):
    s = 1 - np.tanh(z) ** 2
    return s * dz, s * delta_A


def node_returns_new_output(g, z, dz, delta_A):
    s = g.prime(z)
    return g.f(z) + s * dz, s * delta_A


def factors_dot(w, b, h_in, y, j, k):
    z = np.dot(w[j, :], h_in[:, 0]) + b[j, 0]
    h = sig(z)
    return -2 * (y[j, 0] - h), np.exp(-z) / (1 + np.exp(-z)) ** 2, h_in[k, 0]


def factors_floats(w, b, h_in, y, j, k):
    h = sig(w @ h_in + b).ravel().tolist()
    return 2 * (h[j] - y.ravel().tolist()[j]), h[j] - h[j] ** 2, h_in.ravel().tolist()[k]


def factors_in_other_order(w, b, h_in, y, j, k):
    h = sig(w @ h_in + b)
    return h_in[k, 0], h[j, 0] * (1 - h[j, 0]), 2 * (h[j, 0] - y[j, 0])


def factors_without_bias(w, b, h_in, y, j, k):
    h = sig(w @ h_in)
    return 2 * (h[j, 0] - y[j, 0]), h[j, 0] * (1 - h[j, 0]), h_in[k, 0]


def factors_as_columns(w, b, h_in, y, j, k):
    h = sig(w @ h_in + b)
    return 2 * (h - y), h * (1 - h), h_in


def factors_weighted(w, b, h_in, y, j, k):
    h = sig(w @ h_in + b)
    return 2 * (h[j, 0] - y[j, 0]), h[j, 0] * (1 - h[j, 0]), w[j, k] * h_in[k, 0]


def factors_single_weight_forward(w, b, h_in, y, j, k):
    h = sig(w[j, k] * h_in[k, 0] + b[j, 0])
    return 2 * (h - y[j, 0]), h * (1 - h), h_in[k, 0]


def factors_one_plus(w, b, h_in, y, j, k):
    h = sig(w @ h_in + b)
    return 2 * (h[j, 0] - y[j, 0]), h[j, 0] * (1 + h[j, 0]), h_in[k, 0]


def factors_third_is_sigmoid(w, b, h_in, y, j, k):
    h = sig(w @ h_in + b)
    return 2 * (h[j, 0] - y[j, 0]), h[j, 0] * (1 - h[j, 0]), sig(h_in[k, 0])


def factors_kept_as_slices(w, b, h_in, y, j, k):
    h = sig(w @ h_in + b)
    return 2 * (h[j] - y[j]), h[j] * (1 - h[j]), h_in[k]


def memory_forward(w, start, readings, y):
    a, s = start, 0
    for r in readings:
        old = a
        a = sig(w * old + r)
        s = a * (1 - a) * (old + w * s)
    return s * (a - y)


def memory_recursive(w, start, readings, y):
    def run(t):
        if t == 0:
            return start, 0.0
        a, d = run(t - 1)
        new = sig(w * a + readings[t - 1])
        return new, new * (1 - new) * (a + w * d)

    a, d = run(len(readings))
    return (a - y) * d


def memory_backward(w, start, readings, y):
    a = [start]
    for r in readings:
        a.append(sig(w * a[-1] + r))
    g, out = a[-1] - y, 0
    for i in range(len(readings), 0, -1):
        g = g * a[i] * (1 - a[i])
        out += g * a[i - 1]
        g = g * w
    return out


def memory_truncated(w, start, readings, y):
    a = [start]
    for r in readings:
        a.append(sig(w * a[-1] + r))
    g, out = a[-1] - y, 0
    for i in range(len(readings), max(len(readings) - 3, 0), -1):
        g = g * a[i] * (1 - a[i])
        out += g * a[i - 1]
        g = g * w
    return out


def memory_skips_start(w, start, readings, y):
    a = [start]
    for r in readings:
        a.append(sig(w * a[-1] + r))
    g, out = a[-1] - y, 0
    for i in range(len(readings), 1, -1):
        g = g * a[i] * (1 - a[i])
        out += g * a[i - 1]
        g = g * w
    return out


def memory_slope_of_start(w, start, readings, y):
    a = [start]
    for r in readings:
        a.append(sig(w * a[-1] + r))
    g = a[-1] - y
    for i in range(len(readings), 0, -1):
        g = g * a[i] * (1 - a[i]) * w
    return g


def memory_readings_weighted(w, start, readings, y):
    a = [start]
    for r in readings:
        a.append(sig(a[-1] + w * r))
    g, out = a[-1] - y, 0
    for i in range(len(readings), 0, -1):
        g = g * a[i] * (1 - a[i])
        out += g * readings[i - 1]
    return out


def memory_list_of_uses(w, start, readings, y):
    a = [start]
    for r in readings:
        a.append(sig(w * a[-1] + r))
    g, out = a[-1] - y, []
    for i in range(len(readings), 0, -1):
        g = g * a[i] * (1 - a[i])
        out.append(g * a[i - 1])
        g = g * w
    return out


def memory_divides_by_weight(w, start, readings, y):
    a = [start]
    for r in readings:
        a.append(sig(w * a[-1] + r))
    g, out = a[-1] - y, 0
    for i in range(len(readings), 0, -1):
        g = g * a[i] * (1 - a[i])
        out += g * a[i - 1]
        g = g / w
    return out


def memory_ignores_start(w, start, readings, y):
    return memory_backward(w, 0.0, readings, y)


def memory_coarse_nudge(w, start, readings, y):
    def cost(v):
        a = start
        for r in readings:
            a = sig(v * a + r)
        return (a - y) ** 2 / 2

    return (cost(w + 1e-2) - cost(w)) / 1e-2


RIGHT = [
    ("3.1", node_zip),
    ("3.1", node_stacked),
    ("3.2", factors_dot),
    ("3.2", factors_floats),
    ("3.3", memory_forward),
    ("3.3", memory_recursive),
    ("3.3", memory_backward),
]
WRONG = [
    ("3.1", node_difference_quotient),
    ("3.1", node_back_uses_dA),
    ("3.1", node_slope_at_shifted_input),
    ("3.1", node_flat),
    ("3.1", node_inner_products),
    ("3.1", node_squared_slope),
    ("3.1", node_tanh_only),
    ("3.1", node_returns_new_output),
    ("3.2", factors_in_other_order),
    ("3.2", factors_without_bias),
    ("3.2", factors_as_columns),
    ("3.2", factors_weighted),
    ("3.2", factors_single_weight_forward),
    ("3.2", factors_one_plus),
    ("3.2", factors_third_is_sigmoid),
    ("3.2", factors_kept_as_slices),
    ("3.3", memory_truncated),
    ("3.3", memory_skips_start),
    ("3.3", memory_slope_of_start),
    ("3.3", memory_readings_weighted),
    ("3.3", memory_list_of_uses),
    ("3.3", memory_divides_by_weight),
    ("3.3", memory_ignores_start),
    ("3.3", memory_coarse_nudge),
]
