"""Plausible answers to the exercises of chapter 7."""

import numpy as np

from nnbp_core import backprop, check_gradients, numerical_gradient


def central_flat(f, p, eps):
    slopes = np.empty(p.size)
    for n in range(p.size):
        up, down = p.astype(float).ravel(), p.astype(float).ravel()
        up[n] += eps
        down[n] -= eps
        slopes[n] = (f(up.reshape(p.shape)) - f(down.reshape(p.shape))) / (2 * eps)
    return slopes.reshape(p.shape)


def central_enumerated(f, p, eps):
    result = p * 0.0
    for place, value in np.ndenumerate(p):
        moved = np.array(p, dtype=float)
        moved[place] = value + eps
        high = f(moved)
        moved[place] = value - eps
        result[place] = 0.5 * (high - f(moved)) / eps
    return result


def error_nan_to_num(f, p, g):
    n = np.empty_like(p)
    for i in np.ndindex(p.shape):
        c = p + 0j
        c[i] += 1e-20j
        n[i] = np.imag(f(c)) / 1e-20
    return np.nan_to_num(np.linalg.norm(n - g) / (np.linalg.norm(n) + np.linalg.norm(g)))


def error_if(f, p, g):
    eps = 1e-20
    n = np.zeros_like(g)
    for i in np.ndindex(*g.shape):
        c = np.array(p, dtype=complex)
        c[i] = complex(p[i], eps)
        n[i] = f(c).imag / eps
    if not np.any(n) and not np.any(g):
        return 0
    return float(np.sqrt(((g - n) ** 2).sum()) / (np.sqrt((g**2).sum()) + np.sqrt((n**2).sum())))


def worst_squares(network, x, y, nabla_w):
    n = numerical_gradient(network, x, y, "forward").nabla_w
    best = (-1, None)
    for i, (a, b) in enumerate(zip(nabla_w, n, strict=True)):
        for (j, k), d in np.ndenumerate((a - b) ** 2):
            if d > best[0]:
                best = (d, (i + 2, j, k))
    return best[1]


def worst_report(network, x, y, nabla_w):
    zeros = backprop(network, x, y).nabla_b
    where = check_gradients(network, x, y, (nabla_w, zeros)).worst
    return where.layer, where.j, where.k


def central_backward(f, p, eps):
    result = np.zeros(p.shape)
    for i in np.ndindex(p.shape):
        d = np.zeros(p.shape)
        d[i] = eps
        result[i] = (f(p) - f(p - d)) / eps
    return result


def central_own_step(f, p, eps):
    return central_flat(f, p, 1e-5)


def central_first_entry(f, p, eps):
    return central_flat(f, p, eps).ravel()[0]


def central_wide(f, p, eps):
    return central_flat(f, p, 2 * eps)


def central_relative_nudge(f, p, eps):
    result = np.zeros(p.shape)
    for i in np.ndindex(p.shape):
        d = np.zeros(p.shape)
        d[i] = eps * abs(p[i])
        result[i] = (f(p + d) - f(p - d)) / (2 * eps)
    return result


def central_like_p(f, p, eps):
    result = np.zeros_like(p)
    for i in np.ndindex(p.shape):
        d = np.zeros(p.shape)
        d[i] = eps
        result[i] = (f(p + d) - f(p - d)) / (2 * eps)
    return result


def central_in_place(f, p, eps):
    result = np.zeros(p.shape)
    for i in np.ndindex(p.shape):
        p[i] += eps
        up = f(p)
        p[i] -= 2 * eps
        result[i] = (up - f(p)) / (2 * eps)
        p[i] += eps
    return result


def central_transposed(f, p, eps):
    return central_flat(f, p, eps).T


def error_both_zero_is_one(f, p, g):
    n = np.zeros_like(g)
    return error_if(f, p, g) if np.any(g) or np.any(n) else 1.0


def error_agreement(f, p, g):
    return 1 - error_if(f, p, g)


def slopes_of(f, p):
    n = np.zeros(p.shape)
    for i in np.ndindex(p.shape):
        c = p.astype(complex)
        c[i] += 1e-20j
        n[i] = f(c).imag / 1e-20
    return n


def error_sums(f, p, g):
    n = slopes_of(f, p)
    total = np.abs(g).sum() + np.abs(n).sum()
    return np.abs(g - n).sum() / total if total else 0.0


def error_entry_mean(f, p, g):
    n = slopes_of(f, p)
    return np.mean(np.abs(g - n) / np.maximum(np.abs(g) + np.abs(n), 1e-300))


def error_product(f, p, g):
    n = slopes_of(f, p)
    total = np.linalg.norm(g) * np.linalg.norm(n)
    return np.linalg.norm(g - n) / total if total else 0.0


def error_of_lengths(f, p, g):
    n = slopes_of(f, p)
    a, b = np.linalg.norm(g), np.linalg.norm(n)
    return abs(a - b) / (a + b) if a + b else 0.0


def error_spectral(f, p, g):
    n = slopes_of(f, p)
    order = 2
    total = np.linalg.norm(g, order) + np.linalg.norm(n, order)
    return np.linalg.norm(g - n, order) / total if total else 0.0


def error_tiny_means_right(f, p, g):
    error = error_if(f, p, g)
    return error < 1e-7


def worst_of_last_layer(network, x, y, nabla_w):
    n = numerical_gradient(network, x, y).nabla_w
    d = np.abs(nabla_w[-1] - n[-1])
    j, k = np.unravel_index(d.argmax(), d.shape)
    return len(nabla_w) + 1, j, k


def worst_of_lengths(network, x, y, nabla_w):
    n = numerical_gradient(network, x, y).nabla_w
    d = [np.abs(np.abs(a) - np.abs(b)) for a, b in zip(nabla_w, n, strict=True)]
    i = int(np.argmax([each.max() for each in d]))
    return (i + 2, *np.unravel_index(d[i].argmax(), d[i].shape))


def worst_flat_place(network, x, y, nabla_w):
    n = numerical_gradient(network, x, y).nabla_w
    d = [np.abs(a - b) for a, b in zip(nabla_w, n, strict=True)]
    i = int(np.argmax([each.max() for each in d]))
    return i + 2, int(d[i].argmax())


def worst_too_small_only(network, x, y, nabla_w):
    n = numerical_gradient(network, x, y).nabla_w
    d = [b - a for a, b in zip(nabla_w, n, strict=True)]
    i = int(np.argmax([each.max() for each in d]))
    return (i + 2, *np.unravel_index(d[i].argmax(), d[i].shape))


def worst_first_that_is_off(network, x, y, nabla_w):
    n = numerical_gradient(network, x, y).nabla_w
    for i, (a, b) in enumerate(zip(nabla_w, n, strict=True)):
        for (j, k), d in np.ndenumerate(np.abs(a - b)):
            if d > 1e-7:
                return i + 2, j, k
    return 2, 0, 0


def worst_over_numerical(network, x, y, nabla_w):
    n = numerical_gradient(network, x, y).nabla_w
    d = [np.abs((a - b) / b) for a, b in zip(nabla_w, n, strict=True)]
    i = int(np.argmax([each.max() for each in d]))
    return (i + 2, *np.unravel_index(d[i].argmax(), d[i].shape))


def worst_mean_layer(network, x, y, nabla_w):
    n = numerical_gradient(network, x, y).nabla_w
    d = [np.abs(a - b) for a, b in zip(nabla_w, n, strict=True)]
    i = int(np.argmax([each.mean() for each in d]))
    return (i + 2, *np.unravel_index(d[i].argmax(), d[i].shape))


RIGHT = [
    ("7.1", central_flat),
    ("7.1", central_enumerated),
    ("7.2", error_nan_to_num),
    ("7.2", error_if),
    ("7.3", worst_squares),
    ("7.3", worst_report),
]
WRONG = [
    ("7.1", central_backward),
    ("7.1", central_own_step),
    ("7.1", central_first_entry),
    ("7.1", central_wide),
    ("7.1", central_relative_nudge),
    ("7.1", central_like_p),
    ("7.1", central_in_place),
    ("7.1", central_transposed),
    ("7.2", error_both_zero_is_one),
    ("7.2", error_agreement),
    ("7.2", error_sums),
    ("7.2", error_entry_mean),
    ("7.2", error_product),
    ("7.2", error_of_lengths),
    ("7.2", error_spectral),
    ("7.2", error_tiny_means_right),
    ("7.3", worst_of_last_layer),
    ("7.3", worst_of_lengths),
    ("7.3", worst_flat_place),
    ("7.3", worst_too_small_only),
    ("7.3", worst_first_that_is_off),
    ("7.3", worst_over_numerical),
    ("7.3", worst_mean_layer),
]
