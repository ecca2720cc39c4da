"""Plausible answers to the exercises of chapter 10."""

import numpy as np

from nnbp_core import SIGMOID, backprop, check_gradients, numerical_gradient, relative_error


def mend_plain(published, w, b, x, y):
    a = SIGMOID.f(w * x + b)
    dw = x * (a - y)
    db = a - y
    pw, _pb = published(w, b, x, y)
    return pw / dw, dw, db


def mend_chain(published, w, b, x, y):
    z = w * x + b
    a = SIGMOID.f(z)
    dC_da = -(y / a) + (1 - y) / (1 - a)
    da_dz = a * (1 - a)
    p = published(w, b, x, y)
    return [p[0] / (dC_da * da_dz * x), dC_da * da_dz * x, dC_da * da_dz]


def mend_only_two(published, w, b, x, y):
    a = SIGMOID.f(w * x + b)
    return (a - y) * x, a - y


def mend_slope_squared(published, w, b, x, y):
    pw, pb = published(w, b, x, y)
    a = SIGMOID.f(w * x + b)
    return pw / (pw * a * a), pw * a * a, pb * a * a


def mend_one_minus_a(published, w, b, x, y):
    pw, pb = published(w, b, x, y)
    a = SIGMOID.f(w * x + b)
    return 1 / (1 - a), pw * (1 - a), pb * (1 - a)


def mend_nested(published, w, b, x, y):
    a = SIGMOID.f(w * x + b)
    return published(w, b, x, y)[0] / ((a - y) * x), ((a - y) * x, a - y)


def mend_slope_at_a(published, w, b, x, y):
    pw, pb = published(w, b, x, y)
    s = SIGMOID.prime(SIGMOID.f(w * x + b))
    return 1 / s, pw * s, pb * s


def gradient_loops(printed, X, y, W1, W2):
    g1, g2 = np.zeros(W1.shape), np.zeros(W2.shape)
    for n in range(len(X)):
        h = SIGMOID.f(X[n] @ W1)
        out = SIGMOID.f(h @ W2)
        d3 = (out - y[n]) * out * (1 - out)
        d2 = (W2 @ d3) * h * (1 - h)
        g2 += np.outer(h, d3)
        g1 += np.outer(X[n], d2)
    p1, p2 = printed(X, y, W1, W2)
    return -((p1 * g1).sum() + (p2 * g2).sum()), g1, g2


def gradient_rate_by_complex_step(printed, X, y, W1, W2):
    _, g1, g2 = gradient_loops(printed, X, y, W1, W2)
    p1, p2 = printed(X, y, W1, W2)
    eta = 1e-20j
    y_hat = SIGMOID.f(SIGMOID.f(X @ (W1 - eta * p1)) @ (W2 - eta * p2))
    return float((0.5 * (y - y_hat) ** 2).sum().imag / 1e-20), g1, g2


def gradient_rate_matrix_product(printed, X, y, W1, W2):
    _, g1, g2 = gradient_loops(printed, X, y, W1, W2)
    p1, p2 = printed(X, y, W1, W2)
    return -(np.sum(p1.T @ g1) + np.sum(p2.T @ g2)), g1, g2


def gradient_rate_of_absolute_values(printed, X, y, W1, W2):
    _, g1, g2 = gradient_loops(printed, X, y, W1, W2)
    p1, p2 = printed(X, y, W1, W2)
    return -np.linalg.norm(g1) * np.linalg.norm(p1) - np.linalg.norm(g2) * np.linalg.norm(p2), g1, g2


def gradient_flip_first_only(printed, X, y, W1, W2):
    p1, p2 = printed(X, y, W1, W2)
    return (p1**2).sum() - (p2**2).sum(), -p1, p2


def gradient_without_error(printed, X, y, W1, W2):
    rate, _, g2 = gradient_loops(printed, X, y, W1, W2)
    h = SIGMOID.f(X @ W1)
    out = SIGMOID.f(h @ W2)
    return rate, X.T @ ((out * (1 - out)) @ W2.T * h * (1 - h)), g2


def layer_plain(network, x, y, gradients):
    num = numerical_gradient(network, x, y)
    n = len(num.nabla_w)
    for i in range(n):
        at = n - 1 - i
        bad_w = relative_error(gradients[0][at], num.nabla_w[at]) > 1e-4
        bad_b = relative_error(gradients[1][at], num.nabla_b[at]) > 1e-4
        if bad_w and bad_b:
            return (at + 2, "BP1") if at == n - 1 else (at + 2, "BP2")
        if bad_w:
            return (at + 2, "BP4")
        if bad_b:
            return (at + 2, "BP3")
    return (0, "right")


def layer_with_backprop(network, x, y, gradients):
    true = backprop(network, x, y)
    answer = [0, "right"]
    for layer, (gw, gb, tw, tb) in enumerate(zip(*gradients, true.nabla_w, true.nabla_b, strict=True), start=2):
        w, b = not np.allclose(gw, tw), not np.allclose(gb, tb)
        if w or b:
            delta = "BP1" if layer == len(network.sizes) else "BP2"
            answer = [layer, delta if w and b else "BP4" if w else "BP3"]
    return answer


def layer_report(network, x, y, gradients):
    report = check_gradients(network, x, y, gradients)
    if report.verdict == "right":
        return 0, "right"
    last = report.worst.layer == len(network.sizes)
    return report.worst.layer, "BP1" if last else "BP2"


def layer_only_number(network, x, y, gradients):
    return layer_plain(network, x, y, gradients)[0]


def layer_break_missing(network, x, y, gradients):
    num = numerical_gradient(network, x, y)
    answer = 0, "right"
    for i in reversed(range(len(num.nabla_w))):
        w = relative_error(gradients[0][i], num.nabla_w[i]) > 1e-4
        b = relative_error(gradients[1][i], num.nabla_b[i]) > 1e-4
        if w and b:
            answer = i + 2, "BP1" if i + 1 == len(num.nabla_w) else "BP2"
        elif w:
            answer = i + 2, "BP4"
        elif b:
            answer = i + 2, "BP3"
    return answer


def layer_weights_before_both(network, x, y, gradients):
    num = numerical_gradient(network, x, y)
    for i in reversed(range(len(num.nabla_w))):
        if relative_error(gradients[0][i], num.nabla_w[i]) > 1e-4:
            return i + 2, "BP4"
        if relative_error(gradients[1][i], num.nabla_b[i]) > 1e-4:
            return i + 2, "BP3"
    return 0, "right"


def layer_small_letters(network, x, y, gradients):
    layer, name = layer_plain(network, x, y, gradients)
    return layer, name.lower()


RIGHT = [
    ("10.1", mend_plain),
    ("10.1", mend_chain),
    ("10.2", gradient_loops),
    ("10.2", gradient_rate_by_complex_step),
    ("10.3", layer_plain),
    ("10.3", layer_with_backprop),
]
WRONG = [
    ("10.1", mend_only_two),
    ("10.1", mend_slope_squared),
    ("10.1", mend_one_minus_a),
    ("10.1", mend_nested),
    ("10.1", mend_slope_at_a),
    ("10.2", gradient_rate_matrix_product),
    ("10.2", gradient_rate_of_absolute_values),
    ("10.2", gradient_flip_first_only),
    ("10.2", gradient_without_error),
    ("10.3", layer_report),
    ("10.3", layer_only_number),
    ("10.3", layer_break_missing),
    ("10.3", layer_weights_before_both),
    ("10.3", layer_small_letters),
]
