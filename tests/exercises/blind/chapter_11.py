"""Answers to the exercises of chapter 11, written without sight of the checks."""

import numpy as np
from blind_answers import answer_lists

from nnbp_core import LOG_LIKELIHOOD, SOFTMAX

RIGHT, WRONG, UNCAUGHT, right, wrong, uncaught = answer_lists()


# 11.1, right ---
@right("11.1")
def r111_plain(z):
    shifted = z - np.max(z, axis=0, keepdims=True)
    powers = np.exp(shifted)
    return powers / np.sum(powers, axis=0, keepdims=True)


@right("11.1")
def r111_columns(z):
    columns = []
    for logits in z.T:
        e = np.exp(logits - max(logits))
        columns.append(e / e.sum())
    return np.array(columns).T


@right("11.1")
def r111_log_sum_exp(z):
    top = z.max(axis=0)
    return np.exp(z - (top + np.log(np.exp(z - top).sum(axis=0))))


@right("11.1")
def r111_differences(z):
    a = np.empty(z.shape)
    with np.errstate(over="ignore"):
        for j in range(len(z)):
            a[j] = 1 / np.exp(z - z[j]).sum(axis=0)  # 1/inf is 0, the right limit
    return a


@right("11.1")
def r111_core(z):
    return SOFTMAX.f(z)


# 11.1, wrong ---


@wrong("11.1")  # the first logit may be far below the largest
def w111_shifted_by_the_first(z):
    e = np.exp(z - z[0])
    return e / e.sum(axis=0)


@wrong("11.1")  # so may the middle one
def w111_shifted_by_the_median(z):
    e = np.exp(z - np.median(z, axis=0))
    return e / e.sum(axis=0)


@wrong("11.1")  # a column of large negative logits sinks to 0/0
def w111_shifted_by_the_size(z):
    e = np.exp(z - np.abs(z).max(axis=0))
    return e / e.sum(axis=0)


@wrong("11.1")  # two large logits share, and not equally
def w111_large_ones_take_all(z):
    with np.errstate(all="ignore"):
        a = np.exp(z) / np.exp(z).sum(axis=0)
    winners = z == z.max(axis=0)
    return np.where(np.isnan(a), winners, a)


@wrong("11.1")  # the sum of the exponentials is itself infinite
def w111_infinity_replaced(z):
    e = np.nan_to_num(np.exp(z))
    return e / e.sum(axis=0)


@wrong("11.1")  # other shares for every column that is scaled
def w111_scaled_down(z):
    z = z / np.maximum(1, np.abs(z).max(axis=0) / 700)
    e = np.exp(z - z.max(axis=0))
    return e / e.sum(axis=0)


@wrong("11.1")  # right for one example
def w111_shifted_by_the_last_example(z):
    e = np.exp(z - z[:, -1].max())
    return e / e.sum(axis=0)


@wrong("11.1")  # right for two neurons
def w111_two_neurons(z):
    return 1 / (1 + np.exp(z[::-1] - z))


@wrong("11.1")
def w111_base_two(z):
    e = np.exp2(z - z.max(axis=0))
    return e / e.sum(axis=0)


@wrong("11.1")  # a flat array for one example
def w111_flat_for_one_example(z):
    e = np.exp(z - z.max(axis=0))
    return np.squeeze(e / e.sum(axis=0))


# 11.2, right ---
@right("11.2")
def r112_plain(nabla_a, a):
    return a * nabla_a - a * np.sum(a * nabla_a, axis=0)


@right("11.2")
def r112_jacobians(nabla_a, a):
    out = np.zeros_like(a)
    for x in range(a.shape[1]):
        column = a[:, [x]]
        out[:, [x]] = (np.diagflat(column) - column @ column.T).T @ nabla_a[:, [x]]
    return out


@right("11.2")
def r112_loops(nabla_a, a):
    n, m = a.shape
    out = np.zeros((n, m))
    for x in range(m):
        for j in range(n):
            for q in range(n):
                out[j, x] += nabla_a[q, x] * a[q, x] * ((q == j) - a[j, x])
    return out


@right("11.2")
def r112_core(nabla_a, a):
    return SOFTMAX.pullback(nabla_a, np.log(a), a)


# 11.2, wrong ---


@wrong("11.2")  # right for two neurons
def w112_two_neurons(nabla_a, a):
    return a * (1 - a) * (nabla_a - nabla_a[::-1])


@wrong("11.2")  # right for one example
def w112_mean_shares(nabla_a, a):
    mean = a.mean(axis=1, keepdims=True)
    return (np.diagflat(mean) - mean @ mean.T) @ nabla_a


@wrong("11.2")  # right for one example
def w112_shares_of_the_first_example(nabla_a, a):
    first = a[:, :1]
    return first * (nabla_a - (first * nabla_a).sum(axis=0))


@wrong("11.2")
def w112_flat_for_one_example(nabla_a, a):
    return np.squeeze(a * (nabla_a - (a * nabla_a).sum(axis=0)))


@wrong("11.2")  # right for two neurons
def w112_neighbours_alone(nabla_a, a):
    delta = np.zeros(a.shape)
    for j in range(len(a)):
        for q in {j - 1, j + 1} & set(range(len(a))):
            delta[j] += a[j] * a[q] * (nabla_a[j] - nabla_a[q])
    return delta


@wrong("11.2")  # right for one example
def w112_one_mean_for_all(nabla_a, a):
    return a * (nabla_a - (a * nabla_a).sum(axis=0).mean())


@wrong("11.2")  # right for one example
def w112_slopes_of_the_first_example(nabla_a, a):
    return a * (nabla_a - (a * nabla_a[:, :1]).sum(axis=0))


@wrong("11.2")  # an index that stops one short, right where the last slope is not needed
def w112_last_example_left_out(nabla_a, a):
    delta = a * nabla_a
    for x in range(max(1, a.shape[1] - 1)):
        delta[:, x] -= a[:, x] * (a[:, x] @ nabla_a[:, x])
    return delta


# 11.3, right ---
@right("11.3")
def r113_minus_infinity(z, y, legal):
    masked = np.where(legal, z, -np.inf)
    top = masked.max(axis=0)
    total = np.log(np.exp(masked - top).sum(axis=0)) + top
    return total - np.where(y == 1, z, 0).sum(axis=0), np.exp(masked - total) - y


@right("11.3")
def r113_columns(z, y, legal):
    costs, delta = [], np.zeros(z.shape)
    for x in range(z.shape[1]):
        rows = np.flatnonzero(legal[:, x])
        logits = z[rows, x] - z[rows, x].max()
        sums = np.exp(logits).sum()
        played = list(rows).index(y[:, x].argmax())
        costs.append(np.log(sums) - logits[played])
        delta[rows, x] = np.exp(logits) / sums
        delta[y[:, x].argmax(), x] -= 1
    return np.array(costs), delta


@right("11.3")
def r113_far_below(z, y, legal):
    z = np.where(legal, z, z.min() - 10_000)
    a = SOFTMAX.f(z)
    return LOG_LIKELIHOOD.value_from_z(z, y), a - y


@right("11.3")
def r113_odds(z, y, legal):
    played = z[y.argmax(axis=0), np.arange(z.shape[1])]
    ahead = np.where(legal, z - played, -np.inf)
    costs = np.logaddexp.reduce(ahead, axis=0)
    return costs, np.exp(ahead - costs) - y


# 11.3, wrong ---


@wrong("11.3")  # stops at 27.6
def w113_a_little_inside_the_logarithm(z, y, legal):
    a = SOFTMAX.f(np.where(legal, z, -1e9))
    return -np.log((a * y).sum(axis=0) + 1e-12), a - y


@wrong("11.3")  # right as long as logits are small
def w113_lowered_by_a_hundred(z, y, legal):
    z = np.where(legal, z, z - 100)
    return LOG_LIKELIHOOD.value_from_z(z, y), SOFTMAX.f(z) - y


@wrong("11.3")  # right for one example
def w113_rules_of_the_first_position(z, y, legal):
    z = np.where(legal[:, :1], z, -1e9)
    return LOG_LIKELIHOOD.value_from_z(z, y), SOFTMAX.f(z) - y


@wrong("11.3")  # the move of the network's choice, not the one that was played
def w113_best_move_for_the_one_played(z, y, legal):
    z = np.where(legal, z, -1e9)
    best = z == z.max(axis=0)
    return LOG_LIKELIHOOD.value_from_z(z, best * 1.0), SOFTMAX.f(z) - y


@wrong("11.3")
def w113_base_two(z, y, legal):
    z = np.where(legal, z, -1e9)
    return LOG_LIKELIHOOD.value_from_z(z, y) / np.log(2), SOFTMAX.f(z) - y


@wrong("11.3")  # right for one example
def w113_every_cost_the_mean(z, y, legal):
    z = np.where(legal, z, -1e9)
    costs = LOG_LIKELIHOOD.value_from_z(z, y)
    return np.full(costs.shape, costs.mean()), SOFTMAX.f(z) - y


@wrong("11.3")  # the sum over the legal moves, the exponentials of all
def w113_illegal_moves_keep_their_exponential(z, y, legal):
    masked = np.where(legal, z, -1e9)
    top = masked.max(axis=0)
    total = np.exp(masked - top).sum(axis=0)
    return LOG_LIKELIHOOD.value_from_z(masked, y), np.exp(np.minimum(z - top, 0)) / total - y


@wrong("11.3")  # right for one example
def w113_legal_in_every_position(z, y, legal):
    z = np.where(legal.all(axis=1, keepdims=True) | (y == 1), z, -1e9)
    return LOG_LIKELIHOOD.value_from_z(z, y), SOFTMAX.f(z) - y


@wrong("11.3")  # positions may stand thousands apart
def w113_one_shift_for_all(z, y, legal):
    z = np.where(legal, z, -np.inf)
    e = np.exp(z - z.max())
    played = np.where(y == 1, z - z.max(), 0).sum(axis=0)
    return np.log(e.sum(axis=0)) - played, e / e.sum(axis=0) - y


@wrong("11.3")  # a number for one example
def w113_number_for_one_example(z, y, legal):
    z = np.where(legal, z, -1e9)
    return np.squeeze(LOG_LIKELIHOOD.value_from_z(z, y)), SOFTMAX.f(z) - y
