"""Answers to the exercises of chapter 3, written without sight of the checks."""

import numpy as np
from blind_answers import answer_lists

from nnbp_core import SIGMOID

RIGHT, WRONG, UNCAUGHT, right, wrong, uncaught = answer_lists()


def sig(z):
    return SIGMOID.f(z)


# 3.1, right ---


@right("3.1")
def n_plain(g, z, dz, delta_A):
    return g.prime(z) * dz, g.prime(z) * delta_A


@right("3.1")
def n_diagonal(g, z, dz, delta_A):
    G = np.diagflat(g.prime(z))
    return G @ dz, G.T @ delta_A


@right("3.1")
def n_loop(g, z, dz, delta_A):
    slope = g.prime(z)
    dA, delta_z = np.empty(z.shape), np.empty(z.shape)
    for i in range(len(z)):
        dA[i, 0] = slope[i, 0] * dz[i, 0]
        delta_z[i, 0] = slope[i, 0] * delta_A[i, 0]
    return dA, delta_z


@right("3.1")
def n_both_at_once(g, z, dz, delta_A):
    both = g.prime(z) * np.hstack([dz, delta_A])
    return both[:, :1], both[:, 1:]


@right("3.1")
def n_scalars(g, z, dz, delta_A):
    dA = np.array([[float(g.prime(z[i])[0]) * dz[i, 0]] for i in range(len(z))])
    delta_z = np.array([[float(g.prime(z[i])[0]) * delta_A[i, 0]] for i in range(len(z))])
    return [dA, delta_z]


@right("3.1")
def n_einsum(g, z, dz, delta_A):
    s = g.prime(z.copy())
    return np.einsum("ij,ij->ij", s, dz), np.multiply(delta_A, s)


# 3.1, wrong ---


# tanh only
@wrong("3.1")
def n_tanh_only(g, z, dz, delta_A):
    s = 1 - g.f(z) ** 2
    return s * dz, s * delta_A


# g only forward, SIGMOID on the way back
@wrong("3.1")
def n_sigmoid_back(g, z, dz, delta_A):
    return g.prime(z) * dz, SIGMOID.prime(z) * delta_A


# by name, for two names
@wrong("3.1")
def n_two_names(g, z, dz, delta_A):
    A = g.f(z)
    s = A * (1 - A) if g.name == "sigmoid" else 1 - A**2
    return s * dz, s * delta_A


# from the quotient of the changes: nan where dz is 0
@wrong("3.1")
def n_quotient(g, z, dz, delta_A):
    dA = g.prime(z) * dz
    return dA, delta_A * dA / dz


# scalar product: right for one node
@wrong("3.1")
def n_dot(g, z, dz, delta_A):
    return g.prime(z).T @ dz, g.prime(z).T @ delta_A


# outer product: right for one node
@wrong("3.1")
def n_outer(g, z, dz, delta_A):
    return g.prime(z) @ dz.T, g.prime(z) @ delta_A.T


# broadcast to a matrix
@wrong("3.1")
def n_broadcast(g, z, dz, delta_A):
    s = g.prime(z).ravel()
    return s * dz, s * delta_A


# the first node's slope for all
@wrong("3.1")
def n_first_slope(g, z, dz, delta_A):
    s = g.prime(z)[0]
    return s * dz, s * delta_A


# absolute value
@wrong("3.1")
def n_abs(g, z, dz, delta_A):
    return g.prime(z) * np.abs(dz), g.prime(z) * np.abs(delta_A)


# the slope clipped away from zero ("no vanishing gradient")
@wrong("3.1")
def n_floor(g, z, dz, delta_A):
    s = np.maximum(g.prime(z), 1e-3)
    return s * dz, s * delta_A


# 3.2, right ---


@right("3.2")
def t_plain(w, b, h_in, y, j, k):
    z = w @ h_in + b
    h = SIGMOID.f(z)
    return 2 * (h[j, 0] - y[j, 0]), SIGMOID.prime(z)[j, 0], h_in[k, 0]


@right("3.2")
def t_one_row(w, b, h_in, y, j, k):
    z = float(w[j] @ h_in[:, 0] + b[j, 0])
    h = 0.5 * (1 + np.tanh(z / 2))
    return float(-2 * (y[j, 0] - h)), float(h * (1 - h)), float(h_in[k, 0])


@right("3.2")
def t_sum(w, b, h_in, y, j, k):
    z = b[j].item() + sum(w[j, q].item() * h_in[q].item() for q in range(w.shape[1]))
    h = sig(np.array(z)).item()
    hm = sig(np.array(-z)).item()
    return [2 * (h - y[j].item()), h * hm, h_in[k].item()]


@right("3.2")
def t_items(w, b, h_in, y, j, k):
    z = np.dot(w, h_in) + b
    h = 1 / (1 + np.exp(-z))
    dJ_dh = -2 * (y - h)
    dh_dz = h * (1 - h)
    return dJ_dh.item(j), dh_dz.item(j), h_in.item(k)


@right("3.2")
def t_expanded(w, b, h_in, y, j, k):
    z = (w @ h_in + b)[j, 0]
    h = 1 / (1 + np.exp(-z))
    e = np.exp(-abs(z))
    return 2 * h - 2 * y[j, 0], e / (1 + e) ** 2, h_in[k][0]


# 3.2, wrong ---


# mean over the outputs
@wrong("3.2")
def t_mean(w, b, h_in, y, j, k):
    z = w @ h_in + b
    return 2 * (sig(z) - y)[j, 0] / len(y), SIGMOID.prime(z)[j, 0], h_in[k, 0]


# h_in of the wrong index (min against IndexError)
@wrong("3.2")
def t_h_in_j(w, b, h_in, y, j, k):
    z = w @ h_in + b
    return 2 * (sig(z) - y)[j, 0], SIGMOID.prime(z)[j, 0], h_in[min(j, len(h_in) - 1), 0]


# k only counted from 1
@wrong("3.2")
def t_k_from_one(w, b, h_in, y, j, k):
    z = w @ h_in + b
    return 2 * (sig(z) - y)[j, 0], SIGMOID.prime(z)[j, 0], h_in[k - 1, 0]


# only the one weight's part of z: right for n_in = 1
@wrong("3.2")
def t_one_weight(w, b, h_in, y, j, k):
    z = w[j, k] * h_in[k, 0] + b[j, 0]
    return 2 * (sig(z) - y[j, 0]), SIGMOID.prime(z), h_in[k, 0]


# only the bias of the first neuron
@wrong("3.2")
def t_first_bias(w, b, h_in, y, j, k):
    z = w @ h_in + b[0]
    return 2 * (sig(z) - y)[j, 0], SIGMOID.prime(z)[j, 0], h_in[k, 0]


# wᵀ where w is square
@wrong("3.2")
def t_transposed(w, b, h_in, y, j, k):
    z = (w.T if w.shape[0] == w.shape[1] else w) @ h_in + b
    return 2 * (sig(z) - y)[j, 0], SIGMOID.prime(z)[j, 0], h_in[k, 0]


# absolute
@wrong("3.2")
def t_abs(w, b, h_in, y, j, k):
    z = w @ h_in + b
    return 2 * abs((sig(z) - y)[j, 0]), SIGMOID.prime(z)[j, 0], h_in[k, 0]


# always the first weight
@wrong("3.2")
def t_first(w, b, h_in, y, j, k):
    z = w @ h_in + b
    return 2 * (sig(z) - y)[0, 0], SIGMOID.prime(z)[0, 0], h_in[0, 0]


# the slope of the sum of all outputs
@wrong("3.2")
def t_slope_sum(w, b, h_in, y, j, k):
    z = w @ h_in + b
    return 2 * (sig(z) - y)[j, 0], SIGMOID.prime(z).sum(), h_in[k, 0]


# a target brought into [0, 1]
@wrong("3.2")
def t_clipped_target(w, b, h_in, y, j, k):
    return t_plain(w, b, h_in, np.clip(y, 0, 1), j, k)


# activations from before brought into [0, 1]
@wrong("3.2")
def t_clipped_activations(w, b, h_in, y, j, k):
    return t_plain(w, b, np.clip(h_in, 0, 1), y, j, k)


# 3.3, right ---


@right("3.3")
def s_back(w, start, readings, y):
    a, zs = [start], []
    for x in readings:
        zs.append(w * a[-1] + x)
        a.append(SIGMOID.f(np.float64(zs[-1])))
    delta, slope = a[-1] - y, 0.0
    for t in reversed(range(len(readings))):
        delta = delta * SIGMOID.prime(np.float64(zs[t]))
        slope += delta * a[t]
        delta = delta * w
    return float(slope)


@right("3.3")
def s_forward(w, start, readings, y):
    a, da = start, 0.0
    for x in readings:
        z = np.float64(w * a + x)
        a, da = sig(z), SIGMOID.prime(z) * (a + w * da)
    return float((a - y) * da)


@right("3.3")
def s_paths(w, start, readings, y):
    a = [float(start)]
    for x in readings:
        a.append(1 / (1 + np.exp(-(w * a[-1] + x))))
    T = len(readings)
    total = 0.0
    for t in range(1, T + 1):
        product = a[t] * (1 - a[t]) * a[t - 1]
        for s in range(t + 1, T + 1):
            product *= w * a[s] * (1 - a[s])
        total += product
    return (a[T] - y) * total


@right("3.3")
def s_complex(w, start, readings, y):
    a = complex(start)
    for x in readings:
        a = 1 / (1 + np.exp(-((w + 1e-30j) * a + x)))
    return float((0.5 * (a - y) ** 2).imag / 1e-30)


@right("3.3")
def s_recursive(w, start, readings, y):
    def go(a, da, rest):
        if len(rest) == 0:
            return (a - y) * da
        b = 0.5 * (1 + np.tanh(0.5 * (w * a + rest[0])))
        return go(b, b * (1 - b) * (a + w * da), rest[1:])

    return go(start, 0.0, list(readings))


# "any way you like": a central difference, error about 1e-11
@right("3.3")
def s_central(w, start, readings, y):
    def cost(v):
        a = start
        for x in readings:
            a = sig(np.float64(v * a + x))
        return 0.5 * (a - y) ** 2

    return float((cost(w + 1e-5) - cost(w - 1e-5)) / 2e-5)


# 3.3, wrong ---


def _run(w, start, readings):
    a = [float(start)]
    for x in readings:
        a.append(float(sig(np.float64(w * a[-1] + x))))
    return a


# two steps back and no further
@wrong("3.3")
def s_truncated(w, start, readings, y):
    a = _run(w, start, readings)
    d, slope = a[-1] - y, 0.0
    for t in range(len(readings), max(0, len(readings) - 2), -1):
        d *= a[t] * (1 - a[t])
        slope += d * a[t - 1]
        d *= w
    return slope


# five steps back and no further
@wrong("3.3")
def s_truncated_five(w, start, readings, y):
    a = _run(w, start, readings)
    d, slope = a[-1] - y, 0.0
    for t in range(len(readings), max(0, len(readings) - 5), -1):
        d *= a[t] * (1 - a[t])
        slope += d * a[t - 1]
        d *= w
    return slope


# every answer judged
@wrong("3.3")
def s_all_judged(w, start, readings, y):
    a, da, total = start, 0.0, 0.0
    for x in readings:
        z = np.float64(w * a + x)
        a, da = sig(z), SIGMOID.prime(z) * (a + w * da)
        total += (a - y) * da
    return float(total)


# start taken to be 0
@wrong("3.3")
def s_start_zero(w, start, readings, y):
    return s_forward(w, 0.0, readings, y)


# the first step does not count (its a_0 is "no use of memory")
@wrong("3.3")
def s_without_first(w, start, readings, y):
    a = _run(w, start, readings)
    d, slope = a[-1] - y, 0.0
    for t in range(len(readings), 1, -1):
        d *= a[t] * (1 - a[t])
        slope += d * a[t - 1]
        d *= w
    return slope


# readings reversed
@wrong("3.3")
def s_reversed(w, start, readings, y):
    return s_forward(w, start, readings[::-1], y)


# three readings hard-coded
@wrong("3.3")
def s_three(w, start, readings, y):
    a1 = sig(w * start + readings[0])
    a2 = sig(w * a1 + readings[1])
    a3 = sig(w * a2 + readings[2])
    s1, s2, s3 = a1 * (1 - a1), a2 * (1 - a2), a3 * (1 - a3)
    return (a3 - y) * s3 * (a2 + w * s2 * (a1 + w * s1 * start))


# the slope of the last step for every step
@wrong("3.3")
def s_same_slope(w, start, readings, y):
    a = _run(w, start, readings)
    s = a[-1] * (1 - a[-1])
    total = sum(s * (w * s) ** (len(readings) - t) * a[t - 1] for t in range(1, len(readings) + 1))
    return (a[-1] - y) * total


# |w| between the steps
@wrong("3.3")
def s_abs_w(w, start, readings, y):
    a, da = start, 0.0
    for x in readings:
        z = np.float64(w * a + x)
        a, da = sig(z), SIGMOID.prime(z) * (a + abs(w) * da)
    return float((a - y) * da)


# w divided out again: 0/0 for w = 0, an admissible number
@wrong("3.3")
def s_divides_by_w(w, start, readings, y):
    a = _run(w, start, readings)
    d, slope = a[-1] - y, 0.0
    for t in range(len(readings), 0, -1):
        d *= a[t] * (1 - a[t]) * w
        slope += d * a[t - 1] / np.float64(w)
    return float(slope)


# the last seven steps and no further
@wrong("3.3")
def s_truncated_seven(w, start, readings, y):
    a = _run(w, start, readings)
    d, slope = a[-1] - y, 0.0
    for t in range(len(readings), max(0, len(readings) - 7), -1):
        d *= a[t] * (1 - a[t])
        slope += d * a[t - 1]
        d *= w
    return slope


# begins with the last reading, which must be there
@wrong("3.3")
def s_needs_a_reading(w, start, readings, y):
    a = _run(w, start, readings)
    z = w * a[-2] + readings[-1]
    d = (a[-1] - y) * SIGMOID.prime(np.float64(z))
    slope = d * a[-2]
    for t in range(len(readings) - 1, 0, -1):
        d = w * d * a[t] * (1 - a[t])
        slope += d * a[t - 1]
    return float(slope)


# "an activation is never below 0"
@wrong("3.3")
def s_start_not_below_zero(w, start, readings, y):
    return s_forward(w, max(start, 0.0), readings, y)


# two hours at a time, an odd one out first: the last hour of an even number is lost
@wrong("3.3")
def s_two_at_a_time(w, start, readings, y):
    return s_forward(w, start, readings[: len(readings) - 1 + len(readings) % 2], y)


# the answer and the target brought into [0, 1]
@wrong("3.3")
def s_clipped_target(w, start, readings, y):
    return s_forward(w, start, readings, min(max(y, 0.0), 1.0))
