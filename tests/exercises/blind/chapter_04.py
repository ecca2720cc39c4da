"""Answers to the exercises of chapter 4, written without sight of the checks."""

import numpy as np
from blind_answers import answer_lists

from nnbp_core import (
    QUADRATIC,
    backprop,
    forward,
    output_error,
    rate_factors,
)

RIGHT, WRONG, UNCAUGHT, right, wrong, uncaught = answer_lists()


# 4.1, right ---


@right("4.1")
def e_plain(network, z, y):
    g = network.activations[-1]
    return network.cost.gradient(g.f(z), y) * g.prime(z)


@right("4.1")
def e_library(network, z, y):
    sigma = network.activations[len(network.weights) - 1]
    a = sigma.f(z)
    return output_error(network.cost.gradient(a, y), sigma.prime(z))


@right("4.1")
def e_columns(network, z, y):
    g = network.activations[-1]
    result = np.empty(z.shape)
    for e in range(z.shape[1]):
        zc, yc = z[:, [e]], y[:, [e]]
        result[:, [e]] = np.diagflat(g.prime(zc)) @ network.cost.gradient(g.f(zc), yc)
    return result


@right("4.1")
def e_einsum(network, z, y):
    *_, last = network.activations
    nabla = network.cost.gradient(last.f(z), y)
    return np.einsum("jm,jm->jm", last.prime(z), nabla)


@right("4.1")
def e_fresh(network, z, y):
    g = network.activations[-1]
    delta = np.array(network.cost.gradient(g.f(z.copy()), y.copy()))
    delta *= g.prime(z)
    return delta


# 4.1, wrong ---


# first activation function
@wrong("4.1")
def e_first_activation(network, z, y):
    g = network.activations[0]
    return network.cost.gradient(g.f(z), y) * g.prime(z)


# a (1 - a)
@wrong("4.1")
def e_a_one_minus_a(network, z, y):
    a = network.activations[-1].f(z)
    return network.cost.gradient(a, y) * a * (1 - a)


# sigmoid or tanh, nothing else
@wrong("4.1")
def e_two_names(network, z, y):
    g = network.activations[-1]
    a = g.f(z)
    slope = a * (1 - a) if g.name == "sigmoid" else 1 - a**2
    return network.cost.gradient(a, y) * slope


# a - y for every cross-entropy, whatever the activation
@wrong("4.1")
def e_shortcut(network, z, y):
    g = network.activations[-1]
    if network.cost.name == "cross-entropy":
        return g.f(z) - y
    return network.cost.gradient(g.f(z), y) * g.prime(z)


# a - y for every sigmoid, whatever the cost
@wrong("4.1")
def e_shortcut_sigmoid(network, z, y):
    g = network.activations[-1]
    if g.name == "sigmoid" and network.cost is not QUADRATIC:
        return g.f(z) - y
    return (g.f(z) - y) * g.prime(z)


# y and a swapped, and the sign put right: right for the quadratic cost only
@wrong("4.1")
def e_swapped_sign(network, z, y):
    g = network.activations[-1]
    return -network.cost.gradient(y, g.f(z)) * g.prime(z)


# σ once more
@wrong("4.1")
def e_sigma_twice(network, z, y):
    g = network.activations[-1]
    a = g.f(z)
    return network.cost.gradient(g.f(a), y) * g.prime(z)


# mean over the examples
@wrong("4.1")
def e_one_column(network, z, y):
    g = network.activations[-1]
    return (network.cost.gradient(g.f(z), y) * g.prime(z)).mean(axis=1, keepdims=True)


# matrix product
@wrong("4.1")
def e_matmul(network, z, y):
    g = network.activations[-1]
    return network.cost.gradient(g.f(z), y) @ g.prime(z).T


# mean gradient times slope: right for m = 1
@wrong("4.1")
def e_mean_gradient(network, z, y):
    g = network.activations[-1]
    return network.cost.gradient(g.f(z), y).mean(axis=1, keepdims=True) * g.prime(z)


# slope of the first example for all
@wrong("4.1")
def e_first_slope(network, z, y):
    g = network.activations[-1]
    return network.cost.gradient(g.f(z), y) * g.prime(z)[:, :1]


# squeezed
@wrong("4.1")
def e_squeeze(network, z, y):
    g = network.activations[-1]
    return np.squeeze(network.cost.gradient(g.f(z), y) * g.prime(z))


# absolute
@wrong("4.1")
def e_abs(network, z, y):
    g = network.activations[-1]
    return np.abs(network.cost.gradient(g.f(z), y)) * g.prime(z)


# last but one activation where there is one
@wrong("4.1")
def e_last_but_one(network, z, y):
    g = network.activations[max(0, len(network.activations) - 2)]
    return network.cost.gradient(g.f(z), y) * g.prime(z)


# last but one slope, right f
@wrong("4.1")
def e_slope_of_layer_before(network, z, y):
    a = network.activations[-1].f(z)
    slope = network.activations[-2 if len(network.activations) > 1 else -1].prime(z)
    return network.cost.gradient(a, y) * slope


# numerical slope, coarse
@wrong("4.1")
def e_coarse(network, z, y):
    g = network.activations[-1]
    slope = (g.f(z + 1e-3) - g.f(z)) / 1e-3
    return network.cost.gradient(g.f(z), y) * slope


# rows
@wrong("4.1")
def e_rows(network, z, y):
    g = network.activations[-1]
    return (network.cost.gradient(g.f(z), y) * g.prime(z)).T


# activation and slope entry by entry on numbers, the row forgotten: z.ravel() in Fortran order back in C order
@wrong("4.1")
def e_ravel(network, z, y):
    g = network.activations[-1]
    flat = (network.cost.gradient(g.f(z), y) * g.prime(z)).ravel(order="F")
    return flat.reshape(z.shape)


# targets brought into [0, 1]
@wrong("4.1")
def e_clipped_target(network, z, y):
    return e_plain(network, z, np.clip(y, 0, 1))


# 4.2, right ---


@right("4.2")
def p_plain(w_next, delta_next, slope):
    return (w_next.T @ delta_next) * slope


@right("4.2")
def p_einsum(w_next, delta_next, slope):
    return np.einsum("kj,km,jm->jm", w_next, delta_next, slope)


@right("4.2")
def p_loops(w_next, delta_next, slope):
    result = np.zeros(slope.shape)
    for m in range(slope.shape[1]):
        for j in range(slope.shape[0]):
            for k in range(w_next.shape[0]):
                result[j, m] += w_next[k, j] * delta_next[k, m] * slope[j, m]
    return result


@right("4.2")
def p_rows(w_next, delta_next, slope):
    return np.multiply(slope, np.dot(delta_next.T, w_next).T)


@right("4.2")
def p_diagonal(w_next, delta_next, slope):
    columns = [np.diag(slope[:, m]) @ np.transpose(w_next) @ delta_next[:, m] for m in range(slope.shape[1])]
    return np.array(columns).T


@right("4.2")
def p_tensordot(w_next, delta_next, slope):
    back = np.tensordot(w_next, delta_next, axes=(0, 0))
    back *= slope
    return back


# 4.2, wrong ---


# transposed only where needed
@wrong("4.2")
def p_if_needed(w_next, delta_next, slope):
    w = w_next if w_next.shape[1] == delta_next.shape[0] else w_next.T
    return (w @ delta_next) * slope


# reshape in place of transpose
@wrong("4.2")
def p_reshape(w_next, delta_next, slope):
    return (w_next.reshape(w_next.shape[::-1]) @ delta_next) * slope


# slope inside the bracket where it fits
@wrong("4.2")
def p_slope_inside_if_fits(w_next, delta_next, slope):
    if delta_next.shape == slope.shape:
        return w_next.T @ (delta_next * slope)
    return (w_next.T @ delta_next) * slope


# matrix product with the slope
@wrong("4.2")
def p_matmul(w_next, delta_next, slope):
    return slope @ (w_next.T @ delta_next).T


# the first example's slope
@wrong("4.2")
def p_first_slope(w_next, delta_next, slope):
    return (w_next.T @ delta_next) * slope[:, :1]


# mean slope
@wrong("4.2")
def p_mean_slope(w_next, delta_next, slope):
    return (w_next.T @ delta_next) * slope.mean(axis=1, keepdims=True)


# mean error
@wrong("4.2")
def p_mean_delta(w_next, delta_next, slope):
    return (w_next.T @ delta_next.mean(axis=1, keepdims=True)) * slope


# divided by the neurons of the next layer
@wrong("4.2")
def p_over_n(w_next, delta_next, slope):
    return (w_next.T @ delta_next) * slope / len(w_next)


# slope cut at 1/4, the largest of the sigmoid's slope: σ may be tanh (4.1 and 4.4 of the same notebook)
@wrong("4.2")
def p_cut(w_next, delta_next, slope):
    return (w_next.T @ delta_next) * np.minimum(slope, 0.25)


# diagflat: right for one example only
@wrong("4.2")
def p_diagflat(w_next, delta_next, slope):
    return np.diagflat(slope)[: len(slope), : len(slope)] @ w_next.T @ delta_next


# right numbers, but delta_next is overwritten where it fits
@wrong("4.2")
def p_changes_delta(w_next, delta_next, slope):
    result = (w_next.T @ delta_next) * slope
    if result.shape == delta_next.shape:
        delta_next[...] = result
        return delta_next
    return result


# right numbers, but w_next is scaled for one example
@wrong("4.2")
def p_changes_w(w_next, delta_next, slope):
    if slope.shape[1] == 1:
        w_next *= slope.T
        return w_next.T @ delta_next
    return (w_next.T @ delta_next) * slope


# the strongest connection only
@wrong("4.2")
def p_strongest(w_next, delta_next, slope):
    k = np.abs(w_next).argmax(axis=0)
    return np.take_along_axis(w_next, k[None], 0).T * delta_next[k] * slope


# loop stops one neuron early
@wrong("4.2")
def p_off_by_one(w_next, delta_next, slope):
    result = np.zeros(slope.shape)
    for k in range(max(1, w_next.shape[0] - 1)):
        result += np.outer(w_next[k], delta_next[k])
    return result * slope


# the last sum only (= for +=)
@wrong("4.2")
def p_assign(w_next, delta_next, slope):
    for k in range(w_next.shape[0]):
        result = np.outer(w_next[k], delta_next[k]) * slope
    return result


# squeezed
@wrong("4.2")
def p_squeeze(w_next, delta_next, slope):
    return np.squeeze((w_next.T @ delta_next) * slope)


# 4.3, right ---


@right("4.3")
def g_plain(delta, a_in):
    return delta @ a_in.T / delta.shape[1], delta.mean(axis=1, keepdims=True)


@right("4.3")
def g_einsum(delta, a_in):
    m = a_in.shape[1]
    return np.einsum("jm,km->jk", delta, a_in) / m, np.einsum("jm->j", delta)[:, None] / m


@right("4.3")
def g_chain_rule(delta, a_in):
    n, m = delta.shape
    nabla_w, nabla_b = np.zeros((n, len(a_in))), np.zeros((n, 1))
    for j in range(n):
        for k in range(len(a_in)):
            for e in range(m):
                dz = np.zeros(n)
                dz[j] = a_in[k, e]
                nabla_w[j, k] += delta[:, e] @ dz / m
        dz = np.zeros(n)
        dz[j] = 1
        nabla_b[j, 0] = np.mean([delta[:, e] @ dz for e in range(m)])
    return nabla_w, nabla_b


@right("4.3")
def g_outer(delta, a_in):
    pairs = list(zip(delta.T, a_in.T))
    return (sum(np.outer(d, a) for d, a in pairs) / len(pairs), sum(d for d, _ in pairs).reshape(-1, 1) / len(pairs))


@right("4.3")
def g_one_matrix(delta, a_in):
    m = delta.shape[1]
    both = delta @ np.vstack([a_in, np.ones((1, m))]).T / m
    return both[:, :-1], both[:, -1:]


@right("4.3")
def g_ones(delta, a_in):
    m = float(len(delta[0]))
    return [np.dot(delta / m, np.transpose(a_in)), np.dot(delta, np.full((delta.shape[1], 1), 1 / m))]


@right("4.3")
def g_broadcast(delta, a_in):
    return (delta[:, None, :] * a_in[None, :, :]).mean(axis=2), np.average(delta, axis=1)[:, np.newaxis]


# 4.3, wrong ---


# b a row
@wrong("4.3")
def g_row_b(delta, a_in):
    return delta @ a_in.T / delta.shape[1], delta.mean(axis=1)[None]


# b averaged over the neurons too
@wrong("4.3")
def g_mean_b(delta, a_in):
    return delta @ a_in.T / delta.shape[1], np.full((len(delta), 1), delta.mean())


# b mean over the wrong axis where n = m
@wrong("4.3")
def g_b_axis_square(delta, a_in):
    axis = 0 if delta.shape[0] == delta.shape[1] else 1
    return delta @ a_in.T / delta.shape[1], delta.mean(axis=axis).reshape(-1, 1)


# transposed where square
@wrong("4.3")
def g_transposed_square(delta, a_in):
    g = delta @ a_in.T / delta.shape[1]
    return (g.T if g.shape[0] == g.shape[1] else g), delta.mean(axis=1, keepdims=True)


# divided by the inputs
@wrong("4.3")
def g_over_n_in(delta, a_in):
    return delta @ a_in.T / len(a_in), delta.mean(axis=1, keepdims=True)


# w divided by size of delta
@wrong("4.3")
def g_over_size(delta, a_in):
    return delta @ a_in.T / delta.size, delta.mean(axis=1, keepdims=True)


# absolute
@wrong("4.3")
def g_abs(delta, a_in):
    return delta @ np.abs(a_in).T / delta.shape[1], delta.mean(axis=1, keepdims=True)


# b divided by the number of neurons: right where n = m
@wrong("4.3")
def g_b_over_n(delta, a_in):
    return delta @ a_in.T / delta.shape[1], delta.sum(axis=1, keepdims=True) / len(delta)


# batch of at most ten
@wrong("4.3")
def g_at_most_ten(delta, a_in):
    d, a = delta[:, :10], a_in[:, :10]
    return d @ a.T / d.shape[1], d.mean(axis=1, keepdims=True)


# median in place of mean: right for m = 1 and 2
@wrong("4.3")
def g_median(delta, a_in):
    return delta @ a_in.T / delta.shape[1], np.median(delta, axis=1, keepdims=True)


# last column of the weights stays zero (off by one)
@wrong("4.3")
def g_last_column(delta, a_in):
    g = np.zeros((len(delta), len(a_in)))
    for k in range(max(1, len(a_in) - 1)):
        g[:, k] = delta @ a_in[k] / delta.shape[1]
    return g, delta.mean(axis=1, keepdims=True)


# 4.4, right ---


@right("4.4")
def i_plain(network, x, y):
    zs, acts = forward(network, x)
    d = network.cost.gradient(acts[-1], y)
    for w, g, z in zip(reversed(network.weights), reversed(network.activations), reversed(zs)):
        d = w.T @ (d * g.prime(z))
    return d


@right("4.4")
def i_diagonal(network, x, y):
    zs, acts = forward(network, x)
    product = np.eye(len(x))
    for w, g, z in zip(network.weights, network.activations, zs):
        product = product @ w.T @ np.diagflat(g.prime(z))
    return product @ network.cost.gradient(acts[-1], y)


@right("4.4")
def i_from_backprop(network, x, y):
    return network.weights[0].T @ backprop(network, x, y).nabla_b[0]


@right("4.4")
def i_recursive(network, x, y):
    def back(i, a):
        if i == len(network.weights):
            return network.cost.gradient(a, y)
        z = network.weights[i] @ a + network.biases[i]
        g = network.activations[i]
        return network.weights[i].T @ (g.prime(z) * back(i + 1, g.f(z)))

    return back(0, x)


@right("4.4")
def i_forward_mode(network, x, y):
    a, jacobian = x, np.eye(len(x))
    for w, b, g in zip(network.weights, network.biases, network.activations):
        z = w @ a + b
        jacobian = g.prime(z) * (w @ jacobian)
        a = g.f(z)
    return jacobian.T @ network.cost.gradient(a, y)


@right("4.4")
def i_rate_factors(network, x, y):
    d = network.cost.gradient(forward(network, x).activations[-1], y)
    for factor in reversed(rate_factors(network, x)):
        d = factor[0].T @ d
    return d


# 4.4, wrong ---


# three layers hard-coded
@wrong("4.4")
def i_three(network, x, y):
    zs, acts = forward(network, x)
    w2, w3 = network.weights[0], network.weights[-1]
    g2, g3 = network.activations[0], network.activations[-1]
    return (
        w2.T @ np.diagflat(g2.prime(zs[0])) @ w3.T @ np.diagflat(g3.prime(zs[-1])) @ network.cost.gradient(acts[-1], y)
    )


# one layer too few
@wrong("4.4")
def i_short(network, x, y):
    zs, acts = forward(network, x)
    d = network.cost.gradient(acts[-1], y) * network.activations[-1].prime(zs[-1])
    for i in range(len(zs) - 1, 1, -1):
        d = (network.weights[i].T @ d) * network.activations[i - 1].prime(zs[i - 1])
    return network.weights[min(1, len(zs) - 1)].T @ d


# the size only
@wrong("4.4")
def i_abs(network, x, y):
    return np.abs(network.weights[0].T @ backprop(network, x, y).nabla_b[0])


# the hidden layers all with the first activation function
@wrong("4.4")
def i_first_activation(network, x, y):
    zs, acts = forward(network, x)
    d = network.cost.gradient(acts[-1], y) * network.activations[-1].prime(zs[-1])
    for i in range(len(zs) - 1, 0, -1):
        d = (network.weights[i].T @ d) * network.activations[0].prime(zs[i - 1])
    return network.weights[0].T @ d


# activation functions off by one
@wrong("4.4")
def i_activation_off(network, x, y):
    zs, acts = forward(network, x)
    d = network.cost.gradient(acts[-1], y) * network.activations[-1].prime(zs[-1])
    for i in range(len(zs) - 1, 0, -1):
        d = (network.weights[i].T @ d) * network.activations[i].prime(zs[i - 1])
    return network.weights[0].T @ d


# activation functions in reverse order
@wrong("4.4")
def i_activations_reversed(network, x, y):
    zs, acts = forward(network, x)
    d = network.cost.gradient(acts[-1], y)
    for w, g, z in zip(reversed(network.weights), network.activations, reversed(zs)):
        d = w.T @ (d * g.prime(z))
    return d


# a - y as δ^L
@wrong("4.4")
def i_a_minus_y(network, x, y):
    zs, acts = forward(network, x)
    d = acts[-1] - y
    for i in range(len(zs) - 1, 0, -1):
        d = (network.weights[i].T @ d) * network.activations[i - 1].prime(zs[i - 1])
    return network.weights[0].T @ d


# not transposed where square
@wrong("4.4")
def i_not_transposed(network, x, y):
    zs, acts = forward(network, x)
    d = network.cost.gradient(acts[-1], y)
    for w, g, z in zip(reversed(network.weights), reversed(network.activations), reversed(zs)):
        d = (w if w.shape[0] == w.shape[1] else w.T) @ (d * g.prime(z))
    return d


# only the largest output
@wrong("4.4")
def i_largest(network, x, y):
    zs, acts = forward(network, x)
    d = network.cost.gradient(acts[-1], y)
    d = np.where(acts[-1] == acts[-1].max(), d, 0)
    for w, g, z in zip(reversed(network.weights), reversed(network.activations), reversed(zs)):
        d = w.T @ (d * g.prime(z))
    return d


# a row
@wrong("4.4")
def i_row(network, x, y):
    return (network.weights[0].T @ backprop(network, x, y).nabla_b[0]).T


# one hidden layer at least
@wrong("4.4")
def i_needs_hidden(network, x, y):
    zs, acts = forward(network, x)
    d = network.cost.gradient(acts[-1], y) * network.activations[-1].prime(zs[-1])
    d = (network.weights[-1].T @ d) * network.activations[-2].prime(zs[-2])
    for i in range(len(zs) - 2, 0, -1):
        d = (network.weights[i].T @ d) * network.activations[i - 1].prime(zs[i - 1])
    return network.weights[0].T @ d


# weights first layer left out, where the sizes hide it
@wrong("4.4")
def i_skips_first(network, x, y):
    d = backprop(network, x, y).nabla_b[0]
    return d if d.shape == x.shape else network.weights[0].T @ d


# zs off by one where the sizes allow
@wrong("4.4")
def i_zs_off(network, x, y):
    zs, acts = forward(network, x)
    d = network.cost.gradient(acts[-1], y) * network.activations[-1].prime(zs[-1])
    for i in range(len(zs) - 1, 0, -1):
        z = zs[i] if zs[i].shape == zs[i - 1].shape else zs[i - 1]
        d = (network.weights[i].T @ d) * network.activations[i - 1].prime(z)
    return network.weights[0].T @ d


# one formula each for one, two and three matrices
@wrong("4.4")
def i_three_formulas(network, x, y):
    zs, a = forward(network, x)
    w, s = network.weights, [g.prime(z) for g, z in zip(network.activations, zs)]
    nabla = network.cost.gradient(a[-1], y)
    if len(w) == 1:
        return w[0].T @ (s[0] * nabla)
    if len(w) == 2:
        return w[0].T @ (s[0] * (w[1].T @ (s[1] * nabla)))
    return w[0].T @ (s[0] * (w[1].T @ (s[1] * (w[2].T @ (s[2] * nabla)))))


# targets brought into [0, 1]
@wrong("4.4")
def i_clipped_target(network, x, y):
    return network.weights[0].T @ backprop(network, x, np.clip(y, 0, 1)).deltas[0]
