"""Answers to the exercises of chapter 6, written without sight of the checks."""

import math
from decimal import Decimal, getcontext

import numpy as np
from blind_answers import answer_lists

from nnbp_core import CROSS_ENTROPY, QUADRATIC, SIGMOID, SOFTPLUS, Network, backprop, forward

RIGHT, WRONG, UNCAUGHT, right, wrong, uncaught = answer_lists()


# 6.1, right ---
@right("6.1")
def r61_split(w, b, x, y):
    z = w * x + b
    a, rest = SIGMOID.f(z), SIGMOID.f(-z)
    off = a * (1 - y) - y * rest
    return abs(off * a * rest * x), abs(off * x)


@right("6.1")
def r61_math(w, b, x, y):
    z = w * x + b
    e = math.exp(-abs(z))
    small, large = e / (1 + e), 1 / (1 + e)
    a, rest = (large, small) if z >= 0 else (small, large)
    off = (1 - y) * a - y * rest
    return math.fabs(off) * a * rest * math.fabs(x), math.fabs(off) * math.fabs(x)


@right("6.1")
def r61_logs(w, b, x, y):
    z = w * x + b
    log_a, log_r = -np.logaddexp(0, -z), -np.logaddexp(0, z)
    off = (1 - y) * np.exp(log_a) - y * np.exp(log_r)
    ce = np.abs(x * off)
    return ce * np.exp(log_a + log_r), ce


@right("6.1")
def r61_decimal(w, b, x, y):
    getcontext().prec = 400
    w, b, x, y = (Decimal(float(v)) for v in (w, b, x, y))
    a = 1 / (1 + (-(w * x + b)).exp())
    return float(abs((a - y) * a * (1 - a) * x)), float(abs((a - y) * x))


@right("6.1")
def r61_cosh(w, b, x, y):
    z = float(w * x + b)
    with np.errstate(over="ignore"):
        prime = 1 / (2 * np.cosh(z / 2)) ** 2 if abs(z) < 600 else np.exp(-abs(z))
    off = SIGMOID.f(z) - y if abs(z) < 10 else SIGMOID.f(z) * (1 - y) - y * SIGMOID.f(-z)
    return np.abs(x * off * prime), np.abs(x * off)


# 6.1, wrong ---


@wrong("6.1")  # swapped
def w61_swapped(w, b, x, y):
    q, c = r61_split(w, b, x, y)
    return c, q


@wrong("6.1")  # negative for a negative input
def w61_sign_of_x(w, b, x, y):
    z = w * x + b
    off = abs(SIGMOID.f(z) - y)
    return off * SIGMOID.prime(z) * x, off * x


@wrong("6.1")  # absolute value in the first number only
def w61_half_abs(w, b, x, y):
    z = w * x + b
    off = SIGMOID.f(z) - y
    return abs(off * SIGMOID.prime(z) * x), off * x


@wrong("6.1")  # the library's gradient clips a; beyond the clip the quotient no longer cancels
def w61_clipped(w, b, x, y):
    z = np.array([[w * x + b]], float)
    a = SIGMOID.f(z)
    s = SIGMOID.prime(z)
    return (abs((a - y) * s * x).item(), abs(CROSS_ENTROPY.gradient(a, y) * s * x).item())


@wrong("6.1")  # factor 2: the half forgotten
def w61_twice(w, b, x, y):
    q, c = r61_split(w, b, x, y)
    return 2 * q, c


@wrong("6.1")  # e^z / (1 + e^z)^2 is inf/inf from z = 710, and 0 from 355
def w61_exp_up(w, b, x, y):
    z = w * x + b
    with np.errstate(all="ignore"):
        e = np.exp(z)
        return abs((SIGMOID.f(z) - y) * e / (1 + e) ** 2 * x), abs((SIGMOID.f(z) - y) * x)


@wrong("6.1")  # right for y = 0 and y = 1 only
def w61_labels(w, b, x, y):
    z = w * x + b
    off = SIGMOID.f(-z) if y > 0.5 else SIGMOID.f(z)
    return abs(off * SIGMOID.prime(z) * x), abs(off * x)


@wrong("6.1")  # w in place of x
def w61_w_for_x(w, b, x, y):
    z = w * x + b
    off = SIGMOID.f(z) - y
    return abs(off * SIGMOID.prime(z) * w), abs(off * w)


@wrong("6.1")  # a small number added against zero
def w61_eps(w, b, x, y):
    z = w * x + b
    off = SIGMOID.f(z) - y
    return abs(off * (SIGMOID.prime(z) + 1e-12) * x), abs(off * x)


@wrong("6.1")  # the weighted input without the bias
def w61_no_bias(w, b, x, y):
    return r61_split(w, 0, x, y)


@wrong("6.1")  # stable for z > 0 only: for z = -800 math.exp overflows
def w61_overflow(w, b, x, y):
    z = w * x + b
    e = math.exp(-z)
    a = 1 / (1 + e)
    return abs((a - y) * a * (e / (1 + e)) * x), abs((a - y) * x)


# 6.2, right ---
@right("6.2")
def r62_plain(z, y, k):
    return k * (SIGMOID.f(k * z) - y)


@right("6.2")
def r62_tanh(z, y, k):
    return k / 2 * (1 + np.tanh(k * z / 2)) - k * y


@right("6.2")
def r62_loops(z, y, k):
    out = np.zeros(z.shape)
    for j in range(z.shape[0]):
        for n in range(z.shape[1]):
            t = k * z[j, n]
            e = math.exp(-abs(t))
            a = 1 / (1 + e) if t >= 0 else e / (1 + e)
            out[j, n] = k * (a - y[j, n])
    return out


@right("6.2")
def r62_two_terms(z, y, k):
    return -y * k * SIGMOID.f(-k * z) + (1 - y) * k * SIGMOID.f(k * z)


@right("6.2")
def r62_logs(z, y, k):
    return k * np.exp(-np.logaddexp(0.0, -k * z)) - k * y


@right("6.2")
def r62_where(z, y, k):
    t = k * z
    e = np.exp(-np.abs(t))
    return (np.where(t < 0, e, 1.0) / (1 + e) - y) * k


@right("6.2")
def r62_silenced(z, y, k):
    with np.errstate(over="ignore"):
        return np.multiply(k, 1 / (1 + np.exp(-k * z)) - y)


@right("6.2")  # the cost per neuron is softplus(kz) - y k z; its complex step is exact
def r62_complex(z, y, k):
    return SOFTPLUS.f(k * (z + 1e-20j)).imag / 1e-20 - k * y


# 6.2, wrong ---


@wrong("6.2")  # 0/0 in saturation
def w62_quotient(z, y, k):
    a = SIGMOID.f(k * z)
    with np.errstate(all="ignore"):
        return (a - y) / (a * (1 - a)) * k * a * (1 - a)


@wrong("6.2")  # clipped quotient times the exact slope: wrong in saturation
def w62_core_gradient(z, y, k):
    return CROSS_ENTROPY.gradient(SIGMOID.f(k * z), y) * k * SIGMOID.prime(k * z)


@wrong("6.2")  # one column, the mean
def w62_averaged(z, y, k):
    return (k * (SIGMOID.f(k * z) - y)).mean(axis=1, keepdims=True)


@wrong("6.2")  # nan for large positive kz
def w62_nan(z, y, k):
    with np.errstate(all="ignore"):
        e = np.exp(k * z)
        return k * (e / (1 + e) - y)


@wrong("6.2")  # OverflowError for large negative kz
def w62_overflow(z, y, k):
    a = np.array([[1 / (1 + math.exp(-k * t)) for t in row] for row in z])
    return k * (a - y)


@wrong("6.2")  # transposed
def w62_transposed(z, y, k):
    return (k * (SIGMOID.f(k * z) - y)).T


@wrong("6.2")  # z clipped at 30 before k is at it: wrong for a small k and a large z
def w62_clip_z(z, y, k):
    return k * (SIGMOID.f(k * np.clip(z, -30, 30)) - y)


@wrong("6.2")  # the same at 200: still wrong for z = 400, k = 0.01
def w62_clip_z_200(z, y, k):
    return k * (SIGMOID.f(k * np.clip(z, -200, 200)) - y)


@wrong("6.2")  # kz clipped at 5: only near
def w62_clip_kz(z, y, k):
    return k * (SIGMOID.f(np.clip(k * z, -5, 5)) - y)


@wrong("6.2")  # a kept off 0 and 1 by 1e-3
def w62_clip_a(z, y, k):
    return k * (np.clip(SIGMOID.f(k * z), 1e-3, 1 - 1e-3) - y)


@wrong("6.2")  # only for k >= 1
def w62_k_at_least_1(z, y, k):
    k = max(k, 1)
    return k * (SIGMOID.f(k * z) - y)


@wrong("6.2")  # only for a whole k
def w62_whole_k(z, y, k):
    k = int(np.ceil(k))
    return k * (SIGMOID.f(k * z) - y)


@wrong("6.2")  # only for targets 0 and 1
def w62_labels(z, y, k):
    return np.where(y > 0.5, -k * SIGMOID.f(-k * z), k * SIGMOID.f(k * z))


@wrong("6.2")  # one neuron or one example: an axis is lost
def w62_squeezed(z, y, k):
    return np.squeeze(k * (SIGMOID.f(k * z) - y))


@wrong("6.2")  # steepness in the exponent of σ
def w62_power(z, y, k):
    return k * (SIGMOID.f(z) ** k - y)


@wrong("6.2")  # cuts off the fractions where y holds whole numbers
def w62_like_y(z, y, k):
    delta = np.zeros_like(y)
    delta[:] = k * (SIGMOID.f(k * z) - y)
    return delta


@wrong("6.2")  # cuts off the fractions where z holds whole numbers
def w62_like_z(z, y, k):
    delta = np.empty_like(z)
    for j, n in np.ndindex(z.shape):
        delta[j, n] = k * (SIGMOID.f(k * z[j, n]) - y[j, n])
    return delta


@wrong("6.2")  # the first example only
def w62_first(z, y, k):
    delta = np.zeros(z.shape)
    delta[:, 0] = k * (SIGMOID.f(k * z[:, 0]) - y[:, 0])
    return delta


@wrong("6.2")  # divided by the number of outputs
def w62_mean_outputs(z, y, k):
    return k * (SIGMOID.f(k * z) - y) / len(z)


# 6.3, right ---
def lengths(c):
    return np.sqrt((c**2).sum(axis=0))


@right("6.3")
def r63_plain(network, x, y):
    deltas = backprop(network, x, y).deltas
    shares = [
        lengths(d).mean() / lengths(w.T @ after).mean()
        for d, w, after in zip(deltas[:-1], network.weights[1:], deltas[1:])
    ]
    return shares, int(np.argmin(shares)) + 2


@right("6.3")
def r63_loops(network, x, y):
    deltas = backprop(network, x, y).deltas
    shares, best = [], None
    for i in range(len(deltas) - 1):
        w, after, d = network.weights[i + 1], deltas[i + 1], deltas[i]
        top = bottom = 0.0
        for n in range(d.shape[1]):
            top += math.sqrt(sum(v * v for v in d[:, n]))
            bottom += math.sqrt(sum(v * v for v in w.T.dot(after[:, n])))
        shares.append(top / bottom)
        if best is None or shares[i] < shares[best]:
            best = i
    return tuple(shares), best + 2


@right("6.3")
def r63_einsum(network, x, y):
    deltas = backprop(network, x, y).deltas
    shares = []
    for l in range(2, len(network.sizes)):
        c = np.einsum("qj,qn->jn", network.weights[l - 1], deltas[l - 1])
        shares.append(np.linalg.norm(deltas[l - 2], axis=0).sum() / np.linalg.norm(c, axis=0).sum())
    shares = np.array(shares)
    return shares, shares.argmin() + 2


@right("6.3")  # its own way back, with the slopes from z
def r63_own_way_back(network, x, y):
    zs, acts = forward(network, x)
    delta = backprop(network, x, y).deltas[-1]
    shares = {}
    for l in range(len(network.sizes) - 1, 1, -1):
        c = network.weights[l - 1].T @ delta
        delta = c * network.activations[l - 2].slope(zs[l - 2], acts[l - 1])
        shares[l] = np.mean(lengths(delta)) / np.mean(lengths(c))
    ordered = [shares[l] for l in sorted(shares)]
    return ordered, min(shares, key=shares.get)


# 6.3, wrong ---
def parts(network, x, y):
    d = backprop(network, x, y).deltas
    return [(d[i], network.weights[i + 1].T @ d[i + 1]) for i in range(len(d) - 1)]


@wrong("6.3")  # mean of the quotients
def w63_mean_of_quotients(network, x, y):
    shares = [(lengths(d) / lengths(c)).mean() for d, c in parts(network, x, y)]
    return shares, int(np.argmin(shares)) + 2


@wrong("6.3")  # one norm over all columns: right for one example
def w63_frobenius(network, x, y):
    shares = [np.linalg.norm(d) / np.linalg.norm(c) for d, c in parts(network, x, y)]
    return shares, int(np.argmin(shares)) + 2


@wrong("6.3")  # the largest share
def w63_largest(network, x, y):
    shares = [lengths(d).mean() / lengths(c).mean() for d, c in parts(network, x, y)]
    return shares, int(np.argmax(shares)) + 2


@wrong("6.3")  # the weights not transposed
def w63_not_transposed(network, x, y):
    d = backprop(network, x, y).deltas
    shares = [lengths(d[i]).mean() / lengths(network.weights[i + 1] @ d[i + 1]).mean() for i in range(len(d) - 1)]
    return shares, int(np.argmin(shares)) + 2


@wrong("6.3")  # sigmoid layers only
def w63_sigmoid(network, x, y):
    zs = forward(network, x).zs
    shares = [lengths(c * SIGMOID.prime(z)).mean() / lengths(c).mean() for (_, c), z in zip(parts(network, x, y), zs)]
    return shares, int(np.argmin(shares)) + 2


@wrong("6.3")  # squares, no root
def w63_no_root(network, x, y):
    shares = [(d**2).sum(axis=0).mean() / (c**2).sum(axis=0).mean() for d, c in parts(network, x, y)]
    return shares, int(np.argmin(shares)) + 2


@wrong("6.3")  # sums of absolute values for lengths
def w63_l1(network, x, y):
    shares = [np.abs(d).sum() / np.abs(c).sum() for d, c in parts(network, x, y)]
    return shares, int(np.argmin(shares)) + 2


@wrong("6.3")  # the last hidden layer first
def w63_reversed(network, x, y):
    shares = [lengths(d).mean() / lengths(c).mean() for d, c in parts(network, x, y)]
    return shares[::-1], int(np.argmin(shares)) + 2


@wrong("6.3")  # reversed shares, and the number from them
def w63_reversed_both(network, x, y):
    shares = [lengths(d).mean() / lengths(c).mean() for d, c in parts(network, x, y)][::-1]
    return shares, int(np.argmin(shares)) + 2


@wrong("6.3")  # rows in place of columns
def w63_rows(network, x, y):
    shares = [np.sqrt((d**2).sum(axis=1)).mean() / np.sqrt((c**2).sum(axis=1)).mean() for d, c in parts(network, x, y)]
    return shares, int(np.argmin(shares)) + 2


@wrong("6.3")  # length of the mean column
def w63_mean_first(network, x, y):
    shares = [np.linalg.norm(d.mean(axis=1)) / np.linalg.norm(c.mean(axis=1)) for d, c in parts(network, x, y)]
    return shares, int(np.argmin(shares)) + 2


@wrong("6.3")  # first example only
def w63_first(network, x, y):
    shares = [np.linalg.norm(d[:, 0]) / np.linalg.norm(c[:, 0]) for d, c in parts(network, x, y)]
    return shares, int(np.argmin(shares)) + 2


@wrong("6.3")  # the mean slope
def w63_mean_slope(network, x, y):
    zs = forward(network, x).zs
    shares = [act.prime(z).mean() for act, z in zip(network.activations[:-1], zs)]
    return shares, int(np.argmin(shares)) + 2


@wrong("6.3")  # every layer taken to be of the kind of the first
def w63_first_kind(network, x, y):
    zs = forward(network, x).zs
    f = network.activations[0].prime
    shares = [lengths(c * f(z)).mean() / lengths(c).mean() for (_, c), z in zip(parts(network, x, y), zs)]
    return shares, int(np.argmin(shares)) + 2


@wrong("6.3")  # the kind of the next layer
def w63_next_kind(network, x, y):
    zs = forward(network, x).zs
    shares = [
        lengths(c * act.prime(z)).mean() / lengths(c).mean()
        for (_, c), z, act in zip(parts(network, x, y), zs, network.activations[1:])
    ]
    return shares, int(np.argmin(shares)) + 2


@wrong("6.3")  # the slope at a instead of at z
def w63_slope_at_a(network, x, y):
    acts = forward(network, x).activations
    shares = [
        lengths(c * act.prime(a)).mean() / lengths(c).mean()
        for (_, c), a, act in zip(parts(network, x, y), acts[1:], network.activations)
    ]
    return shares, int(np.argmin(shares)) + 2


@wrong("6.3")  # finds no layer if no share is below 1 (linear layers)
def w63_below_one(network, x, y):
    shares, smallest, layer = [], 1.0, None
    for l, (d, c) in enumerate(parts(network, x, y), start=2):
        shares.append(lengths(d).mean() / lengths(c).mean())
        if shares[-1] < smallest:
            smallest, layer = shares[-1], l
    return shares, layer


@wrong("6.3")  # rounded
def w63_rounded(network, x, y):
    shares = [round(float(lengths(d).mean() / lengths(c).mean()), 3) for d, c in parts(network, x, y)]
    return shares, int(np.argmin(shares)) + 2


@wrong("6.3")  # median
def w63_median(network, x, y):
    shares = [np.median(lengths(d)) / np.median(lengths(c)) for d, c in parts(network, x, y)]
    return shares, int(np.argmin(shares)) + 2


@wrong("6.3")  # its own error at the output: a - y fits not every cost and activation
def w63_own_output_error(network, x, y):
    zs, acts = forward(network, x)
    delta = acts[-1] - y
    shares = []
    for i in range(len(zs) - 2, -1, -1):
        c = network.weights[i + 1].T @ delta
        delta = c * network.activations[i].prime(zs[i])
        shares.insert(0, lengths(delta).mean() / lengths(c).mean())
    return shares, int(np.argmin(shares)) + 2


@wrong("6.3")  # takes the cost to be quadratic
def w63_quadratic(network, x, y):
    return r63_plain(Network(network.weights, network.biases, network.activations, QUADRATIC), x, y)


@wrong("6.3")  # the shares multiplied up from the output
def w63_cumulated(network, x, y):
    shares = [lengths(d).mean() / lengths(c).mean() for d, c in parts(network, x, y)]
    return list(np.cumprod(shares[::-1])[::-1]), int(np.argmin(shares)) + 2


@wrong("6.3")  # the layer with the shortest δ
def w63_shortest(network, x, y):
    p = parts(network, x, y)
    shares = [lengths(d).mean() / lengths(c).mean() for d, c in p]
    return shares, int(np.argmin([lengths(d).mean() for d, c in p])) + 2


@wrong("6.3")  # the layer with the largest drop between neighbours
def w63_drop(network, x, y):
    shares = [lengths(d).mean() / lengths(c).mean() for d, c in parts(network, x, y)]
    return shares, (int(np.argmin(np.diff(shares))) + 3 if len(shares) > 1 else 2)


@wrong("6.3")  # root mean square over the neurons in δ only
def w63_rms(network, x, y):
    shares = [np.sqrt((d**2).mean(axis=0)).mean() / lengths(c).mean() for d, c in parts(network, x, y)]
    return shares, int(np.argmin(shares)) + 2


@wrong("6.3")  # only the first two hidden layers looked at for the smallest
def w63_two_hidden(network, x, y):
    shares = [lengths(d).mean() / lengths(c).mean() for d, c in parts(network, x, y)]
    return shares, 2 if len(shares) == 1 or shares[0] <= shares[1] else 3


@wrong("6.3")  # (added after the judging) loops over as many examples as there are outputs
def w63_examples_by_rows(network, x, y):
    shares = []
    for d, c in parts(network, x, y):
        top = [np.linalg.norm(d[:, n]) for n in range(min(len(y), y.shape[1]))]
        bottom = [np.linalg.norm(c[:, n]) for n in range(min(len(y), y.shape[1]))]
        shares.append(np.mean(top) / np.mean(bottom))
    return shares, int(np.argmin(shares)) + 2


@wrong("6.3")  # (added after the judging) takes the output layer to be sigmoid, whatever it is
def w63_sigmoid_output(network, x, y):
    return r63_plain(Network(network.weights, network.biases, [*network.activations[:-1], SIGMOID], network.cost), x, y)
