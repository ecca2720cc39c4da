"""Answers to the exercises of chapter 10, written without sight of the checks."""

import math

import numpy as np
from blind_answers import answer_lists

from nnbp_core import (
    QUADRATIC,
    SIGMOID,
    Network,
    backprop,
    numerical_gradient,
    relative_error,
)

RIGHT, WRONG, UNCAUGHT, right, wrong, uncaught = answer_lists()


def minus_lost(X, y, W1, W2):
    z2 = X @ W1
    a2 = SIGMOID.f(z2)
    z3 = a2 @ W2
    error = (y - SIGMOID.f(z3)) * SIGMOID.prime(z3)
    for_W1 = X.T @ (error @ W2.T * SIGMOID.prime(z2))
    return for_W1, a2.T @ -error


# 10.1, right ---
@right("10.1")
def r101_plain(published, w, b, x, y):
    slope = SIGMOID.f(w * x + b) - y
    return published(w, b, x, y)[0] / (slope * x), slope * x, slope


@right("10.1")
def r101_math(published, w, b, x, y):
    for_w, for_b = published(w, b, x, y)
    a = 1 / (1 + math.exp(-(w * x + b)))
    right_b = a * (1 - y) - y * (1 - a)
    right_w = x * right_b
    return [float(for_w) / right_w, right_w, right_b]


@right("10.1")
def r101_chain(published, w, b, x, y):
    z = w * x + b
    a, rest = SIGMOID.f(z), SIGMOID.f(-z)
    d_a = -y / a + (1 - y) / rest
    d_z = d_a * a * rest
    d_w = d_z * x
    return published(w, b, x, y)[0] / d_w, d_w, d_z


@right("10.1")  # complex step of C = softplus(z) - y z
def r101_complex(published, w, b, x, y):
    def cost(w, b):
        z = w * x + b
        return np.log(1 + np.exp(z)) - y * z

    d_w, d_b = cost(w + 1e-20j, b).imag * 1e20, cost(w, b + 1e-20j).imag * 1e20
    return published(w, b, x, y)[0] / d_w, d_w, d_b


@right("10.1")
def r101_tanh(published, w, b, x, y):
    right_b = 0.5 * np.tanh(0.5 * (w * x + b)) + 0.5 - y
    right_w = right_b * x
    wrong_w, _ = published(w, b, x, y)
    return (wrong_w / right_w, right_w, right_b)


# 10.1, wrong ---


@wrong("10.1")  # the evidence of this one function, worked out on paper; another one is not asked
def w101_not_asked(published, w, b, x, y):
    _, dw, db = r101_plain(published, w, b, x, y)
    return 1 / SIGMOID.prime(w * x + b), dw, db


@wrong("10.1")  # mends this one function only
def w101_mend_published(published, w, b, x, y):
    pw, pb = published(w, b, x, y)
    s = SIGMOID.prime(w * x + b)
    e = r101_plain(published, w, b, x, y)[0]
    return e, pw * s, pb * s


@wrong("10.1")  # the right slope for b is the published one divided by the evidence
def w101_b_by_evidence(published, w, b, x, y):
    e, dw, db = r101_plain(published, w, b, x, y)
    return e, dw, published(w, b, x, y)[1] / e


@wrong("10.1")  # the evidence from the slope for b
def w101_evidence_b(published, w, b, x, y):
    _, dw, db = r101_plain(published, w, b, x, y)
    return published(w, b, x, y)[1] / db, dw, db


@wrong("10.1")  # evidence from both slopes at once
def w101_evidence_norm(published, w, b, x, y):
    _, dw, db = r101_plain(published, w, b, x, y)
    return math.hypot(*published(w, b, x, y)) / math.hypot(dw, db), dw, db


@wrong("10.1")  # a lost sign
def w101_without_its_sign(published, w, b, x, y):
    e, dw, db = r101_plain(published, w, b, x, y)
    return abs(e), dw, db


@wrong("10.1")  # b before w
def w101_swapped(published, w, b, x, y):
    e, dw, db = r101_plain(published, w, b, x, y)
    return e, db, dw


@wrong("10.1")  # target 0 only
def w101_zero_slopes(published, w, b, x, y):
    a = SIGMOID.f(w * x + b)
    return published(w, b, x, y)[0] / (a * x), a * x, a


@wrong("10.1")  # targets 0 and 1 only
def w101_labels(published, w, b, x, y):
    a = SIGMOID.f(w * x + b)
    db = a - 1 if y > 0.5 else a
    return published(w, b, x, y)[0] / (db * x), db * x, db


@wrong("10.1")  # the published function asked for target 0
def w101_asked_zero(published, w, b, x, y):
    _, dw, db = r101_plain(published, w, b, x, y)
    return published(w, b, x, 0)[0] / dw, dw, db


@wrong("10.1")  # arguments in the wrong order
def w101_argument_order(published, w, b, x, y):
    _, dw, db = r101_plain(published, w, b, x, y)
    return published(b, w, x, y)[0] / dw, dw, db


@wrong("10.1")  # x is missing in the slope for w
def w101_no_x(published, w, b, x, y):
    e, dw, db = r101_plain(published, w, b, x, y)
    return published(w, b, x, y)[0] / db, db, db


@wrong("10.1")  # too large means at least once: small ratios are cut
def w101_at_least_one(published, w, b, x, y):
    e, dw, db = r101_plain(published, w, b, x, y)
    return max(e, 1.0), dw, db


# 10.2, right ---
@right("10.2")
def r102_plain(printed, X, y, W1, W2):
    z2 = X @ W1
    a2 = SIGMOID.f(z2)
    z3 = a2 @ W2
    d3 = (SIGMOID.f(z3) - y) * SIGMOID.prime(z3)
    d2 = d3 @ W2.T * SIGMOID.prime(z2)
    g1, g2 = X.T @ d2, a2.T @ d3
    p1, p2 = printed(X, y, W1, W2)
    return -(np.sum(g1 * p1) + np.sum(g2 * p2)), g1, g2


@right("10.2")
def r102_backprop(printed, X, y, W1, W2):
    m = len(X)
    net = Network([W1.T, W2.T], [np.zeros((W1.shape[1], 1)), np.zeros((W2.shape[1], 1))])
    g1, g2 = (m * g.T for g in backprop(net, X.T, y.T).nabla_w)
    p1, p2 = printed(X, y, W1, W2)
    return -float(np.vdot(g1, p1)) - float(np.vdot(g2, p2)), g1, g2


@right("10.2")
def r102_loops(printed, X, y, W1, W2):
    g1, g2 = np.zeros(W1.shape), np.zeros(W2.shape)
    for row, target in zip(X, y):
        a2 = SIGMOID.f(row @ W1)
        out = SIGMOID.f(a2 @ W2)
        d3 = -(target - out) * out * (1 - out)
        d2 = (W2 @ d3) * a2 * (1 - a2)
        g1 += np.outer(row, d2)
        g2 += np.outer(a2, d3)
    rate = 0.0
    for g, p in zip((g1, g2), printed(X, y, W1, W2)):
        for i in np.ndindex(g.shape):
            rate -= g[i] * p[i]
    return rate, g1, g2


@right("10.2")  # complex steps throughout
def r102_complex(printed, X, y, W1, W2):
    def J(W1, W2):
        return (0.5 * (y - SIGMOID.f(SIGMOID.f(X @ W1) @ W2)) ** 2).sum()

    p1, p2 = printed(X, y, W1, W2)
    rate = J(W1 - 1e-20j * p1, W2 - 1e-20j * p2).imag / 1e-20
    gs = []
    for n, W in enumerate((W1, W2)):
        g = np.zeros(W.shape)
        for i in np.ndindex(W.shape):
            Ws = [W1.astype(complex), W2.astype(complex)]
            Ws[n][i] += 1e-20j
            g[i] = J(*Ws).imag / 1e-20
        gs.append(g)
    return rate, gs[0], gs[1]


@right("10.2")
def r102_trace(printed, X, y, W1, W2):
    a2 = SIGMOID.f(X @ W1)
    yhat = SIGMOID.f(a2 @ W2)
    d3 = (yhat - y) * yhat * (1 - yhat)
    g2 = np.einsum("mi,mj->ij", a2, d3)
    g1 = np.einsum("mi,mj,kj,mk->ik", X, d3, W2, a2 * (1 - a2))
    p1, p2 = printed(X, y, W1, W2)
    return -np.trace(g1.T @ p1) - np.trace(p2.T @ g2), g1, g2


# 10.2, wrong ---
def grads(X, y, W1, W2):
    return r102_plain(minus_lost, X, y, W1, W2)[1:]


def inner(a, b):
    return float((a * b).sum())


@wrong("10.2")  # the size of the rate
def w102_rate_abs(printed, X, y, W1, W2):
    r, g1, g2 = r102_plain(printed, X, y, W1, W2)
    return abs(r), g1, g2


@wrong("10.2")  # the mean in place of the sum, throughout
def w102_mean(printed, X, y, W1, W2):
    r, g1, g2 = r102_plain(printed, X, y, W1, W2)
    m = len(X)
    return r / m, g1 / m, g2 / m


@wrong("10.2")  # the first printed array with the sign turned: mends this one function only
def w102_flip_first(printed, X, y, W1, W2):
    r, g1, g2 = r102_plain(printed, X, y, W1, W2)
    p1, p2 = printed(X, y, W1, W2)
    return r, -p1, p2


@wrong("10.2")  # asks the notebook's function, not the one handed over
def w102_global(printed, X, y, W1, W2):
    return r102_plain(minus_lost, X, y, W1, W2)


@wrong("10.2")  # W2 without a transpose and a product by entries: right for one output only
def w102_one_output(printed, X, y, W1, W2):
    _, _, g2 = r102_plain(printed, X, y, W1, W2)
    z2 = X @ W1
    z3 = SIGMOID.f(z2) @ W2
    d3 = (SIGMOID.f(z3) - y) * SIGMOID.prime(z3)
    g1 = X.T @ (d3[:, :1] * W2[:, 0] * SIGMOID.prime(z2))
    p1, p2 = printed(X, y, W1, W2)
    return -inner(g1, p1) - inner(g2, p2), g1, g2


@wrong("10.2")  # the first example only
def w102_first(printed, X, y, W1, W2):
    p1, p2 = printed(X, y, W1, W2)
    g1, g2 = grads(X[:1], y[:1], W1, W2)
    return -inner(g1, p1) - inner(g2, p2), g1, g2


@wrong("10.2")  # matrix product in place of the sum of products
def w102_matrix_product(printed, X, y, W1, W2):
    r, g1, g2 = r102_plain(printed, X, y, W1, W2)
    p1, p2 = printed(X, y, W1, W2)
    return -float((g1.T @ p1).sum()) - float((g2.T @ p2).sum()), g1, g2


@wrong("10.2")  # the rate per example
def w102_rate_mean(printed, X, y, W1, W2):
    r, g1, g2 = r102_plain(printed, X, y, W1, W2)
    return r / len(X), g1, g2


# 10.3, right ---
@right("10.3")
def r103_plain(network, x, y, gradients):
    true = numerical_gradient(network, x, y)
    L = len(network.sizes)
    for layer in range(L, 1, -1):
        i = layer - 2
        w_off = relative_error(gradients[0][i], true.nabla_w[i]) > 1e-4
        b_off = relative_error(gradients[1][i], true.nabla_b[i]) > 1e-4
        if w_off and b_off:
            return layer, "BP1" if layer == L else "BP2"
        if b_off:
            return layer, "BP3"
        if w_off:
            return layer, "BP4"
    return 0, "right"


@right("10.3")
def r103_table(network, x, y, gradients):
    nabla_w, nabla_b = gradients
    true_w, true_b, _ = numerical_gradient(network, x, y)
    i = len(nabla_w)
    while i:
        i -= 1
        off = tuple(relative_error(g[i], n[i]) > 1e-4 for g, n in ((nabla_w, true_w), (nabla_b, true_b)))
        if any(off):
            delta = "BP1" if i + 1 == len(nabla_w) else "BP2"
            return [i + 2, {(True, True): delta, (True, False): "BP4", (False, True): "BP3"}[off]]
    return [0, "right"]


@right("10.3")
def r103_forward_then_last(network, x, y, gradients):
    true = numerical_gradient(network, x, y)
    answer = 0, "right"
    for layer, (w, b, tw, tb) in enumerate(zip(*gradients[:2], true.nabla_w, true.nabla_b), start=2):
        ew, eb = relative_error(w, tw), relative_error(b, tb)
        if ew > 1e-4 < eb:
            answer = layer, "BP1" if layer == len(network.weights) + 1 else "BP2"
        elif eb > 1e-4:
            answer = layer, "BP3"
        elif ew > 1e-4:
            answer = layer, "BP4"
    return answer


@right("10.3")
def r103_next(network, x, y, gradients):
    n = numerical_gradient(network, x, y)
    bad = [[relative_error(g, t) > 1e-4 for g, t in zip(gradients[p], n[p])] for p in (0, 1)]
    layer = next((l for l in reversed(range(2, len(network.sizes) + 1)) if bad[0][l - 2] or bad[1][l - 2]), 0)
    if not layer:
        return 0, "right"
    w, b = bad[0][layer - 2], bad[1][layer - 2]
    equation = (4 if w else 3) if w != b else (1 if layer == len(network.sizes) else 2)
    return layer, f"BP{equation}"


# 10.3, wrong ---
def locate(network, x, y, gradients, off=lambda g, n: relative_error(g, n) > 1e-4, true=None):
    n = numerical_gradient(network, x, y) if true is None else true
    L = len(network.sizes)
    for layer in range(L, 1, -1):
        w, b = (off(np.asarray(gradients[p][layer - 2]), n[p][layer - 2]) for p in (0, 1))
        if w or b:
            return layer, ("BP1" if layer == L else "BP2") if w and b else "BP4" if w else "BP3"
    return 0, "right"


@wrong("10.3")  # at the output, whatever is off is BP1's
def w103_output_is_1(network, x, y, gradients):
    layer, text = locate(network, x, y, gradients)
    return layer, "BP1" if layer == len(network.sizes) else text


@wrong("10.3")  # both off counts as BP4
def w103_w_first(network, x, y, gradients):
    layer, text = locate(network, x, y, gradients)
    return layer, "BP4" if text in ("BP1", "BP2") else text


@wrong("10.3")  # δ is to blame in layer 2 only if there is a hidden layer; else wrong: layer 2 is never the output
def w103_layer_2(network, x, y, gradients):
    layer, text = locate(network, x, y, gradients)
    return layer, "BP2" if layer == 2 and text == "BP1" else text


@wrong("10.3")  # only the weights looked at
def w103_weights_only(network, x, y, gradients):
    n = numerical_gradient(network, x, y)
    return locate(network, x, y, (gradients[0], n[1]), true=n)


@wrong("10.3")  # only the biases looked at
def w103_biases_only(network, x, y, gradients):
    n = numerical_gradient(network, x, y)
    return locate(network, x, y, (n[0], gradients[1]), true=n)


@wrong("10.3")  # a coarser limit
def w103_coarse(network, x, y, gradients):
    return locate(network, x, y, gradients, lambda g, n: relative_error(g, n) > 1e-2)


@wrong("10.3")  # a finer limit
def w103_fine(network, x, y, gradients):
    return locate(network, x, y, gradients, lambda g, n: relative_error(g, n) > 1e-7)


@wrong("10.3")  # allclose: another limit
def w103_allclose(network, x, y, gradients):
    return locate(network, x, y, gradients, lambda g, n: not np.allclose(g, n, rtol=1e-4))


@wrong("10.3")  # relative to n alone: other near the limit
def w103_over_n(network, x, y, gradients):
    return locate(network, x, y, gradients, lambda g, n: np.linalg.norm(g - n) > 1e-4 * np.linalg.norm(n))


@wrong("10.3")  # entry by entry
def w103_entries(network, x, y, gradients):
    return locate(network, x, y, gradients, lambda g, n: (np.abs(g - n) > 1e-4 * (np.abs(g) + np.abs(n)) + 1e-9).any())


@wrong("10.3")  # the lengths only: a lost sign is not seen
def w103_lengths(network, x, y, gradients):
    return locate(network, x, y, gradients, lambda g, n: relative_error(np.linalg.norm(g), np.linalg.norm(n)) > 1e-4)


@wrong("10.3")  # absolute values: a lost sign is not seen
def w103_no_sign(network, x, y, gradients):
    return locate(network, x, y, gradients, lambda g, n: relative_error(np.abs(g), np.abs(n)) > 1e-4)


@wrong("10.3")  # the sums of the entries
def w103_sums(network, x, y, gradients):
    return locate(network, x, y, gradients, lambda g, n: relative_error(g.sum(), n.sum()) > 1e-4)


@wrong("10.3")  # the gradient of the sum, not the mean
def w103_sum_cost(network, x, y, gradients):
    m = np.shape(x)[1]
    n = numerical_gradient(network, x, y)
    return locate(network, x, y, gradients, true=([m * v for v in n[0]], [m * v for v in n[1]]))


@wrong("10.3")  # cost forgotten
def w103_quadratic(network, x, y, gradients):
    return locate(Network(network.weights, network.biases, network.activations, QUADRATIC), x, y, gradients)


@wrong("10.3")  # another text
def w103_text(network, x, y, gradients):
    layer, text = locate(network, x, y, gradients)
    return layer, text.lower()


@wrong("10.3")  # "ok"
def w103_ok(network, x, y, gradients):
    layer, text = locate(network, x, y, gradients)
    return layer, "ok" if layer == 0 else text


@wrong("10.3")  # layer 1 where nothing is off
def w103_layer_1(network, x, y, gradients):
    layer, text = locate(network, x, y, gradients)
    return layer or 1, text


@wrong("10.3")  # the layer that is off the most
def w103_worst(network, x, y, gradients):
    n = numerical_gradient(network, x, y)
    L = len(network.sizes)
    errors = {l: [relative_error(gradients[p][l - 2], n[p][l - 2]) for p in (0, 1)] for l in range(2, L + 1)}
    layer = max(errors, key=lambda l: max(errors[l]))
    w, b = (e > 1e-4 for e in errors[layer])
    if not (w or b):
        return 0, "right"
    return layer, ("BP1" if layer == L else "BP2") if w and b else "BP4" if w else "BP3"


@wrong("10.3")  # 0/0 of two zero gradients is taken for a fault
def w103_zero_zero(network, x, y, gradients):
    def off(g, n):
        with np.errstate(all="ignore"):
            return not np.linalg.norm(g - n) / (np.linalg.norm(g) + np.linalg.norm(n)) <= 1e-4

    return locate(network, x, y, gradients, off)


@wrong("10.3")  # all weights first, then all biases
def w103_weights_then_biases(network, x, y, gradients):
    n = numerical_gradient(network, x, y)
    L = len(network.sizes)
    off = [[relative_error(g, t) > 1e-4 for g, t in zip(gradients[p], n[p])] for p in (0, 1)]
    for p, text in ((0, "BP4"), (1, "BP3")):
        for i in reversed(range(L - 1)):
            if off[p][i]:
                if off[1 - p][i]:
                    text = "BP1" if i == L - 2 else "BP2"
                return i + 2, text
    return 0, "right"


@wrong("10.3")  # the output layer only
def w103_output_only(network, x, y, gradients):
    n = numerical_gradient(network, x, y)
    w, b = (relative_error(gradients[p][-1], n[p][-1]) > 1e-4 for p in (0, 1))
    layer = len(network.sizes)
    return (layer, "BP1" if w and b else "BP4" if w else "BP3") if w or b else (0, "right")


@wrong("10.3")  # stops before layer 2
def w103_not_layer_2(network, x, y, gradients):
    n = numerical_gradient(network, x, y)
    if len(network.sizes) == 2:
        return locate(network, x, y, gradients, true=n)
    fixed = [[n[p][0], *gradients[p][1:]] for p in (0, 1)]
    return locate(network, x, y, fixed, true=n)


@wrong("10.3")  # with δ right up to the layer, BP2 is blamed if the layer before is off as well
def w103_looks_back(network, x, y, gradients):
    n = numerical_gradient(network, x, y)
    layer, text = locate(network, x, y, gradients, true=n)
    if text in ("BP3", "BP4") and layer > 2 and relative_error(gradients[0][layer - 3], n[0][layer - 3]) > 1e-4:
        text = "BP1" if layer == len(network.sizes) else "BP2"
    return layer, text


@wrong("10.3")  # (added after the judging) takes the output layer to be sigmoid, whatever it is
def w103_sigmoid_output(network, x, y, gradients):
    return locate(
        Network(network.weights, network.biases, [*network.activations[:-1], SIGMOID], network.cost), x, y, gradients
    )
