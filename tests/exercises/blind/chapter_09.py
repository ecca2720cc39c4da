"""Answers to the exercises of chapter 9, written without sight of the checks."""

import math
from itertools import pairwise, product

import numpy as np
from blind_answers import answer_lists

from nnbp_core import (
    QUADRATIC,
    SIGMOID,
    Network,
    Weight,
    forward,
    iter_paths,
    rate_factors,
    sum_over_paths,
)

RIGHT, WRONG, UNCAUGHT, right, wrong, uncaught = answer_lists()


# 9.1, right ---
@right("9.1")
def r91_plain(w, z, activation):
    return activation.prime(z) * w


@right("9.1")
def r91_diag(w, z, activation):
    return np.diag(activation.prime(z).ravel()) @ w


@right("9.1")
def r91_loops(w, z, activation):
    slope = activation.prime(z)
    R = np.zeros(w.shape)
    for q in range(w.shape[0]):
        for j in range(w.shape[1]):
            R[q, j] = slope[q, 0] * w[q, j]
    return R


@right("9.1")
def r91_einsum(w, z, activation):
    return np.einsum("q,qj->qj", activation.prime(z)[:, 0], w)


@right("9.1")
def r91_rows(w, z, activation):
    return np.array([activation.prime(z[q])[0] * row for q, row in enumerate(w)])


@right("9.1")
def r91_transposed(w, z, activation):
    return (w.T * activation.prime(z).T).T


@right("9.1")
def r91_outer(w, z, activation):
    return np.outer(activation.prime(z), np.ones(w.shape[1])) * w


# 9.1, wrong ---


@wrong("9.1")  # a(1 - a): right for the sigmoid only
def w91_from_output(w, z, activation):
    a = activation.f(z)
    return a * (1 - a) * w


@wrong("9.1")  # np.diag of a column is one number: right for one neuron only
def w91_diag_of_column(w, z, activation):
    return np.diag(activation.prime(z)) * w


@wrong("9.1")  # an axis is lost where there is one neuron or one input
def w91_squeezed(w, z, activation):
    return np.squeeze(activation.prime(z) * w)


@wrong("9.1")  # the slope by a central difference: nearer
def w91_central_difference(w, z, activation):
    return (activation.f(z + 1e-5) - activation.f(z - 1e-5)) / 2e-5 * w


@wrong("9.1")  # sigmoid or tanh, nothing else
def w91_two_kinds(w, z, activation):
    a = activation.f(z)
    return (a * (1 - a) if activation.name == "sigmoid" else 1 - a * a) * w


@wrong("9.1")  # whole-number weights cut the factors
def w91_like_w(w, z, activation):
    R = np.zeros_like(w)
    R[:] = activation.prime(z) * w
    return R


# 9.2, right ---
@right("9.2")
def r92_paths(network, x, y, layer, j, k):
    fp = forward(network, x)
    R = rate_factors(network, x)
    i = layer - 2
    start = network.activations[i].prime(fp.zs[i])[j, 0] * fp.activations[i][k, 0]
    end = network.cost.gradient(fp.activations[-1], y)
    total = 0.0
    for path in iter_paths(network.sizes, layer, j):
        term = start
        for step in range(len(path) - 1):
            term *= R[layer - 1 + step][0][path[step + 1], path[step]]
        total += term * end[path[-1], 0]
    return total


@right("9.2")
def r92_product(network, x, y, layer, j, k):
    zs, acts = forward(network, x)
    column = np.zeros((network.sizes[layer - 1], 1))
    column[j] = network.activations[layer - 2].slope(zs[layer - 2], acts[layer - 1])[j] * acts[layer - 2][k]
    for R in rate_factors(network, x)[layer - 1 :]:
        column = R[0] @ column
    return (network.cost.gradient(acts[-1], y).T @ column).item()


@right("9.2")
def r92_recursion(network, x, y, layer, j, k):
    zs, acts = forward(network, x)

    def onward(l, row):
        if l == len(network.sizes):
            return network.cost.gradient(acts[-1], y)[row, 0]
        slope = network.activations[l - 1].prime(zs[l - 1])
        return sum(slope[q, 0] * network.weights[l - 1][q, row] * onward(l + 1, q) for q in range(network.sizes[l]))

    return acts[layer - 2][k, 0] * network.activations[layer - 2].prime(zs[layer - 2])[j, 0] * onward(layer, j)


@right("9.2")
def r92_library(network, x, y, layer, j, k):
    return sum_over_paths(network, x, y, Weight(layer, j, k))


@right("9.2")
def r92_itertools(network, x, y, layer, j, k):
    zs, acts = forward(network, x)
    R = [r[0] for r in rate_factors(network, x)]
    d = network.cost.gradient(acts[-1], y).ravel()
    s = float(network.activations[layer - 2].prime(zs[layer - 2])[j, 0])
    return (
        s
        * float(acts[layer - 2][k, 0])
        * math.fsum(
            d[p[-1]] * math.prod(r[q, i] for r, (i, q) in zip(R[layer - 1 :], pairwise(p)))
            for p in product([j], *map(range, network.sizes[layer:]))
        )
    )


# 9.2, wrong ---
def paths92(network, x, y, layer, j, k, start=None, end=None, R=None, first=None, term=None):
    """The right sum, with single parts replaced."""
    zs, acts = forward(network, x)
    i = layer - 2
    R = [r[0] for r in rate_factors(network, x)] if R is None else R
    start = network.activations[i].prime(zs[i])[j, 0] * acts[i][k, 0] if start is None else start
    end = network.cost.gradient(acts[-1], y)[:, 0] if end is None else end
    first = layer - 1 if first is None else first
    terms = []
    for path in iter_paths(network.sizes, layer, j):
        value = start
        for r, (a, b) in zip(R[first:], pairwise(path)):
            value = value * r[b, a]
        terms.append(value * end[path[-1]])
    return sum(terms) if term is None else term(terms)


@wrong("9.2")  # factors begin one layer too early
def w92_early(network, x, y, layer, j, k):
    return paths92(network, x, y, layer, j, k, first=layer - 2)


@wrong("9.2")  # factors begin one layer too late
def w92_late(network, x, y, layer, j, k):
    R = [r[0] for r in rate_factors(network, x)]
    zs, acts = forward(network, x)
    start = network.activations[layer - 2].prime(zs[layer - 2])[j, 0] * acts[layer - 2][k, 0]
    total = 0.0
    for path in iter_paths(network.sizes, layer, j):
        value = start
        for n in range(1, len(path) - 1):
            value *= R[layer - 1 + n][path[n + 1], path[n]]
        total += value * network.cost.gradient(acts[-1], y)[path[-1], 0]
    return total


def w92_no_activation(network, x, y, layer, j, k):
    z = forward(network, x).zs[layer - 2]
    return paths92(network, x, y, layer, j, k, start=network.activations[layer - 2].prime(z)[j, 0])


@wrong("9.2")  # always the sigmoid's slope at the start
def w92_sigmoid_start(network, x, y, layer, j, k):
    zs, acts = forward(network, x)
    return paths92(network, x, y, layer, j, k, start=SIGMOID.prime(zs[layer - 2])[j, 0] * acts[layer - 2][k, 0])


@wrong("9.2")  # the input in place of the activation: right for layer 2 only
def w92_x(network, x, y, layer, j, k):
    z = forward(network, x).zs[layer - 2]
    return paths92(
        network, x, y, layer, j, k, start=network.activations[layer - 2].prime(z)[j, 0] * x[min(k, len(x) - 1), 0]
    )


@wrong("9.2")  # the slope at neuron k
def w92_slope_at_k(network, x, y, layer, j, k):
    zs, acts = forward(network, x)
    slope = network.activations[layer - 2].prime(zs[layer - 2])
    return paths92(network, x, y, layer, j, k, start=slope[min(k, len(slope) - 1), 0] * acts[layer - 2][k, 0])


@wrong("9.2")  # the activation of row j
def w92_activation_j(network, x, y, layer, j, k):
    zs, acts = forward(network, x)
    a = acts[layer - 2]
    return paths92(
        network,
        x,
        y,
        layer,
        j,
        k,
        start=network.activations[layer - 2].prime(zs[layer - 2])[j, 0] * a[min(j, len(a) - 1), 0],
    )


@wrong("9.2")  # the gradient of all outputs at the end of each path
def w92_end_summed(network, x, y, layer, j, k):
    g = network.cost.gradient(forward(network, x).activations[-1], y)
    return paths92(network, x, y, layer, j, k, end=np.full(len(g), g.sum()))


@wrong("9.2")  # mean over outputs
def w92_over_outputs(network, x, y, layer, j, k):
    return paths92(network, x, y, layer, j, k) / network.sizes[-1]


@wrong("9.2")  # the last path only
def w92_last_path(network, x, y, layer, j, k):
    return paths92(network, x, y, layer, j, k, term=lambda t: t[-1])


@wrong("9.2")  # the strongest path only
def w92_strongest(network, x, y, layer, j, k):
    return paths92(network, x, y, layer, j, k, term=lambda t: max(t, key=abs))


@wrong("9.2")  # row and column of the rate matrix swapped: runs for square ones only
def w92_swapped_R(network, x, y, layer, j, k):
    return paths92(network, x, y, layer, j, k, R=[r[0].T for r in rate_factors(network, x)])


@wrong("9.2")  # nothing for the output layer, which has no edges left
def w92_output_layer(network, x, y, layer, j, k):
    return 0.0 if layer == len(network.sizes) else paths92(network, x, y, layer, j, k)


@wrong("9.2")  # stops after one further layer
def w92_one_step(network, x, y, layer, j, k):
    if layer >= len(network.sizes) - 1:
        return paths92(network, x, y, layer, j, k)
    R = [r[0] for r in rate_factors(network, x)]
    R[layer:] = [np.ones(r.shape) for r in R[layer:]]
    return paths92(network, x, y, layer, j, k, R=R)


@wrong("9.2")  # the activations of the whole network taken to be those of the first layer
def w92_first_kind(network, x, y, layer, j, k):
    zs, acts = forward(network, x)
    return paths92(
        network, x, y, layer, j, k, start=network.activations[0].prime(zs[layer - 2])[j, 0] * acts[layer - 2][k, 0]
    )


@wrong("9.2")  # the activation function of the next layer at the start
def w92_next_kind(network, x, y, layer, j, k):
    zs, acts = forward(network, x)
    i = min(layer - 1, len(zs) - 1)
    return paths92(
        network, x, y, layer, j, k, start=network.activations[i].prime(zs[layer - 2])[j, 0] * acts[layer - 2][k, 0]
    )


@wrong("9.2")  # the slope for the bias where k is 0
def w92_k_zero(network, x, y, layer, j, k):
    if not k:
        return w92_no_activation(network, x, y, layer, j, k)
    return paths92(network, x, y, layer, j, k)


@wrong("9.2")  # the gradient by a difference: near
def w92_numeric(network, x, y, layer, j, k):
    e = 1e-5

    def cost(s):
        ws = [w.copy() for w in network.weights]
        ws[layer - 2][j, k] += s
        return network.cost.value(
            forward(Network(ws, network.biases, network.activations, network.cost), x).activations[-1], y
        )[0]

    return (cost(e) - cost(-e)) / (2 * e)


# 9.3, right ---
def all_paths(network, x, y, k):
    R = [r[0] for r in rate_factors(network, x)]
    end = network.cost.gradient(forward(network, x).activations[-1], y)[:, 0]
    for path in iter_paths(network.sizes, 1, k):
        value = end[path[-1]]
        for r, (a, b) in zip(R, pairwise(path)):
            value = value * r[b, a]
        yield list(path), value


@right("9.3")
def r93_all(network, x, y, k):
    return max(all_paths(network, x, y, k), key=lambda pair: abs(pair[1]))


@right("9.3")
def r93_forward(network, x, y, k):
    best = {k: ([k], 1.0)}
    for r in rate_factors(network, x):
        r = r[0]
        best = {
            q: max(((p + [q], v * r[q, i]) for i, (p, v) in best.items()), key=lambda t: abs(t[1]))
            for q in range(len(r))
        }
    end = network.cost.gradient(forward(network, x).activations[-1], y)
    return max(((p, v * end[q, 0]) for q, (p, v) in best.items()), key=lambda t: abs(t[1]))


@right("9.3")
def r93_backward(network, x, y, k):
    value = network.cost.gradient(forward(network, x).activations[-1], y).ravel()
    choices = []
    for r in reversed(rate_factors(network, x)):
        each = r[0] * value[:, None]
        choice = np.abs(each).argmax(axis=0)
        value = each[choice, np.arange(each.shape[1])]
        choices.insert(0, choice)
    path = [k]
    for choice in choices:
        path.append(int(choice[path[-1]]))
    return path, float(value[k])


@right("9.3")
def r93_recursion(network, x, y, k):
    R = [r[0] for r in rate_factors(network, x)]
    end = network.cost.gradient(forward(network, x).activations[-1], y)
    memo = {}

    def best(i, row):
        if i == len(R):
            return [row], end[row, 0]
        if (i, row) not in memo:
            options = []
            for q in range(R[i].shape[0]):
                tail, value = best(i + 1, q)
                options.append(([row] + tail, R[i][q, row] * value))
            memo[i, row] = max(options, key=lambda o: abs(o[1]))
        return memo[i, row]

    return best(0, k)


@right("9.3")  # logarithms for the search, the product for the answer
def r93_logs(network, x, y, k):
    R = [r[0] for r in rate_factors(network, x)]
    end = network.cost.gradient(forward(network, x).activations[-1], y).ravel()
    with np.errstate(divide="ignore"):
        score = np.log(np.abs(end))
        back = []
        for r in R[::-1]:
            total = np.log(np.abs(r)) + score[:, None]
            back.append(total.argmax(axis=0))
            score = total.max(axis=0)
    path = [k]
    for choice in back[::-1]:
        path.append(choice[path[-1]])
    product = end[path[-1]]
    for r, (a, b) in zip(R, zip(path, path[1:])):
        product *= r[b, a]
    return path, product


# 9.3, wrong ---


@wrong("9.3")  # greedy, the cost counted in the last step
def w93_greedy_end(network, x, y, k):
    R = [r[0] for r in rate_factors(network, x)]
    end = network.cost.gradient(forward(network, x).activations[-1], y)
    R[-1] = R[-1] * end
    path, value = [k], 1.0
    for r in R:
        q = int(np.abs(r[:, path[-1]]).argmax())
        value *= r[q, path[-1]]
        path.append(q)
    return path, value


@wrong("9.3")  # keeps the two best beginnings only
def w93_beam_2(network, x, y, k, width=2):
    R = [r[0] for r in rate_factors(network, x)]
    R[-1] = R[-1] * network.cost.gradient(forward(network, x).activations[-1], y)
    beam = [([k], 1.0)]
    for r in R:
        beam = [(p + [q], v * r[q, p[-1]]) for p, v in beam for q in range(len(r))]
        beam = sorted(beam, key=lambda t: -abs(t[1]))[:width]
    return beam[0]


@wrong("9.3")  # keeps the five best beginnings only
def w93_beam_5(network, x, y, k):
    return w93_beam_2(network, x, y, k, 5)


@wrong("9.3")  # keeps the best with its sign at each neuron, so that two minuses are missed
def w93_signed_dp(network, x, y, k):
    best = {k: ([k], 1.0)}
    for r in rate_factors(network, x):
        best = {
            q: max(((p + [q], v * r[0][q, i]) for i, (p, v) in best.items()), key=lambda t: t[1])
            for q in range(r.shape[1])
        }
    end = network.cost.gradient(forward(network, x).activations[-1], y)
    return max(((p, v * end[q, 0]) for q, (p, v) in best.items()), key=lambda t: abs(t[1]))


@wrong("9.3")  # right search, but the value is the product of absolute values with the sign of the end
def w93_half_sign(network, x, y, k):
    path, value = r93_all(network, x, y, k)
    end = network.cost.gradient(forward(network, x).activations[-1], y)[path[-1], 0]
    return path, math.copysign(value, end)


@wrong("9.3")  # the cost is left out of the search
def w93_search_without_cost(network, x, y, k):
    end = network.cost.gradient(forward(network, x).activations[-1], y)[:, 0]
    return max(all_paths(network, x, y, k), key=lambda t: abs(t[1] / end[t[0][-1]]))


@wrong("9.3")  # a - y: the quadratic cost only
def w93_quadratic(network, x, y, k):
    return r93_all(Network(network.weights, network.biases, network.activations, QUADRATIC), x, y, k)


def w93_weights(network, x, y, k):
    end = network.cost.gradient(forward(network, x).activations[-1], y)[:, 0]

    def value(p):
        v = end[p[-1]]
        for w, (a, b) in zip(network.weights, pairwise(p)):
            v *= w[b, a]
        return v

    return max(((list(p), value(p)) for p in iter_paths(network.sizes, 1, k)), key=lambda t: abs(t[1]))


@wrong("9.3")  # strongest by the weights, its value by the rate factors
def w93_by_weights(network, x, y, k):
    path = w93_weights(network, x, y, k)[0]
    return path, dict((tuple(p), v) for p, v in all_paths(network, x, y, k))[tuple(path)]


@wrong("9.3")  # from input 0
def w93_input_zero(network, x, y, k):
    return r93_all(network, x, y, 0)


@wrong("9.3")  # to the output that matters most for the cost
def w93_best_output(network, x, y, k):
    end = network.cost.gradient(forward(network, x).activations[-1], y)[:, 0]
    q = np.abs(end).argmax()
    return max((t for t in all_paths(network, x, y, k) if t[0][-1] == q), key=lambda t: abs(t[1]))


@wrong("9.3")  # to the largest output
def w93_largest_output(network, x, y, k):
    q = forward(network, x).activations[-1].argmax()
    return max((t for t in all_paths(network, x, y, k) if t[0][-1] == q), key=lambda t: abs(t[1]))


@wrong("9.3")  # the neuron with the largest derivative in each layer: the sum over its paths, not the one path
def w93_by_layer_sums(network, x, y, k):
    R = [r[0] for r in rate_factors(network, x)]
    end = network.cost.gradient(forward(network, x).activations[-1], y)
    onward = [end[:, 0]]
    for r in reversed(R[1:]):
        onward.insert(0, r.T @ onward[0])
    path, value = [k], 1.0
    for r, o in zip(R, onward):
        q = int(np.abs(r[:, path[-1]] * o).argmax())
        value *= r[q, path[-1]]
        path.append(q)
    return path, value * end[path[-1], 0]


@wrong("9.3")  # a small number in the logarithm: near
def w93_log_eps(network, x, y, k):
    R = [r[0] for r in rate_factors(network, x)]
    end = network.cost.gradient(forward(network, x).activations[-1], y)[:, 0]

    def score(p):
        return math.log(abs(end[p[-1]]) + 1e-2) + sum(
            math.log(abs(r[b, a]) + 1e-2) for r, (a, b) in zip(R, pairwise(p))
        )

    values = {tuple(p): v for p, v in all_paths(network, x, y, k)}
    path = max(values, key=score)
    return list(path), values[path]


@wrong("9.3")  # drops paths with a factor below 0.01
def w93_threshold(network, x, y, k):
    R = [r[0] for r in rate_factors(network, x)]
    kept = [
        (p, v) for p, v in all_paths(network, x, y, k) if all(abs(r[b, a]) >= 0.01 for r, (a, b) in zip(R, pairwise(p)))
    ]
    return max(kept or all_paths(network, x, y, k), key=lambda t: abs(t[1]))


@wrong("9.3")  # finds nothing where no contribution is above 1e-3
def w93_above(network, x, y, k):
    best = [k], 1e-3
    for path, value in all_paths(network, x, y, k):
        if abs(value) > abs(best[1]):
            best = path, value
    return best


@wrong("9.3")  # absolute value only of the partial products, best of the end by sign
def w93_end_signed(network, x, y, k):
    best = {k: ([k], 1.0)}
    for r in rate_factors(network, x):
        best = {
            q: max(((p + [q], v * r[0][q, i]) for i, (p, v) in best.items()), key=lambda t: abs(t[1]))
            for q in range(r.shape[1])
        }
    end = network.cost.gradient(forward(network, x).activations[-1], y)
    return max(((p, v * end[q, 0]) for q, (p, v) in best.items()), key=lambda t: t[1])


@wrong("9.2")  # (added after the judging) takes the output layer to be sigmoid, whatever it is
def w92_sigmoid_output(network, x, y, layer, j, k):
    return r92_paths(
        Network(network.weights, network.biases, [*network.activations[:-1], SIGMOID], network.cost), x, y, layer, j, k
    )


@wrong("9.3")  # (added after the judging) takes the output layer to be sigmoid, whatever it is
def w93_sigmoid_output(network, x, y, k):
    return r93_all(
        Network(network.weights, network.biases, [*network.activations[:-1], SIGMOID], network.cost), x, y, k
    )
