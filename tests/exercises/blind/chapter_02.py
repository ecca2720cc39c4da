"""Answers to the exercises of chapter 2, written without sight of the checks."""

import numpy as np
from blind_answers import answer_lists

RIGHT, WRONG, UNCAUGHT, right, wrong, uncaught = answer_lists()


# 2.1, right ---


@right("2.1")
def q_plain(a, y):
    return ((a - y) ** 2).sum(axis=0) / 2, a - y


@right("2.1")
def q_einsum(a, y):
    d = a - y
    return 0.5 * np.einsum("jm,jm->m", d, d), d


@right("2.1")
def q_norm(a, y):
    return np.linalg.norm(y - a, axis=0) ** 2 / 2, -(y - a)


@right("2.1")
def q_loops(a, y):
    n, m = a.shape
    costs, slopes = np.zeros(m), np.zeros((n, m))
    for e in range(m):
        for j in range(n):
            costs[e] += (a[j, e] - y[j, e]) ** 2 / 2
            slopes[j, e] = a[j, e] - y[j, e]
    return costs, slopes


@right("2.1")
def q_diagonal(a, y):
    d = np.subtract(a, y)
    return np.diag(d.T @ d) / 2, d


@right("2.1")
def q_list_of_columns(a, y):
    costs = np.array([0.5 * np.dot(p - q, p - q) for p, q in zip(a.T, y.T)])
    return [costs, (a.T - y.T).T]


# 2.1, wrong ---


# wrong axis only where n_L = m
@wrong("2.1")
def q_axis_if_square(a, y):
    axis = 1 if a.shape[0] == a.shape[1] else 0
    return ((a - y) ** 2).sum(axis=axis) / 2, a - y


# a number in place of (1,) for one example
@wrong("2.1")
def q_scalar_for_one(a, y):
    return np.squeeze(((a - y) ** 2).sum(axis=0) / 2), a - y


# flat slopes for one output
@wrong("2.1")
def q_flat_slopes(a, y):
    return ((a - y) ** 2).sum(axis=0) / 2, np.squeeze(a - y)


# the mean slope in every column
@wrong("2.1")
def q_mean_slope_everywhere(a, y):
    d = a - y
    return (d**2).sum(axis=0) / 2, np.repeat(d.mean(axis=1, keepdims=True), a.shape[1], axis=1)


# slope as rows
@wrong("2.1")
def q_slope_rows(a, y):
    return ((a - y) ** 2).sum(axis=0) / 2, (a - y).T


# the first output only
@wrong("2.1")
def q_first_output(a, y):
    return (a[0] - y[0]) ** 2 / 2, a - y


# the last example is forgotten
@wrong("2.1")
def q_last_example(a, y):
    costs = np.zeros(a.shape[1])
    for e in range(max(1, a.shape[1] - 1)):
        costs[e] = ((a[:, e] - y[:, e]) ** 2).sum() / 2
    return costs, a - y


# one target for all examples: the first column of y
@wrong("2.1")
def q_first_target(a, y):
    d = a - y[:, :1]
    return (d**2).sum(axis=0) / 2, d


# slope zero where the answer is on the right side of ½ (a perceptron's habit)
@wrong("2.1")
def q_perceptron(a, y):
    return ((a - y) ** 2).sum(axis=0) / 2, np.where((a > 0.5) == (y > 0.5), 0, a - y)


# outputs and targets brought into [0, 1]
@wrong("2.1")
def q_clipped(a, y):
    gap = np.clip(a, 0, 1) - np.clip(y, 0, 1)
    return (gap**2).sum(axis=0) / 2, gap


# 2.2, right ---


@right("2.2")
def m_plain(stated, o, target):
    return stated(target, target), 2 * (o - target)


@right("2.2")
def m_copy(stated, o, target):
    perfect = target.copy()
    return stated(perfect, target), -2 * (target - o)


@right("2.2")
def m_sum(stated, o, target):
    error = np.subtract(o, target)
    return [stated(o - error, target), error + error]


@right("2.2")
def m_keywords(stated, o, target):
    evidence = stated(o=target, target=target)
    return evidence, 2 * o - 2 * target


@right("2.2")
def m_loops(stated, o, target):
    slope = np.zeros(np.shape(o))
    for index in np.ndindex(*np.shape(o)):
        slope[index] = 2 * (o[index] - target[index])
    return np.asarray(stated(np.array(target), np.array(target))), slope


# 2.2, wrong ---


# the evidence hard-coded for the first note
@wrong("2.2")
def m_only_two_o(stated, o, target):
    return 2 * target, 2 * (o - target)


# the evidence hard-coded for the objection
@wrong("2.2")
def m_only_minus(stated, o, target):
    return -2 * target, 2 * (o - target)


# absolute
@wrong("2.2")
def m_abs(stated, o, target):
    return stated(target, target), 2 * np.abs(o - target)


# mended by subtracting from what was stated: right for two_o only
@wrong("2.2")
def m_mend_stated(stated, o, target):
    return stated(target, target), stated(o, target) - 2 * target


# slope of the mean
@wrong("2.2")
def m_mean(stated, o, target):
    return stated(target, target), 2 * (o - target) / o.size


# slope of the mean over examples
@wrong("2.2")
def m_mean_examples(stated, o, target):
    return stated(target, target), 2 * (o - target) / o.shape[-1]


# first column only
@wrong("2.2")
def m_first_column(stated, o, target):
    return stated(target, target)[:, :1], 2 * (o - target)[:, :1]


# the evidence as a difference from the right slope
@wrong("2.2")
def m_difference(stated, o, target):
    right_slope = 2 * (o - target)
    return stated(o, target) - right_slope, right_slope


# an output above 1 or below 0 is taken for a slip
@wrong("2.2")
def m_clipped_output(stated, o, target):
    return stated(target, target), 2 * (np.clip(o, 0, 1) - target)


# a target above 1 or below 0 is taken for a slip
@wrong("2.2")
def m_clipped_target(stated, o, target):
    target = np.clip(target, 0, 1)
    return stated(target, target), 2 * (o - target)


# 2.3, right ---


@right("2.3")
def b_running(gradient_of, blocks, w, decay):
    total, n = np.zeros(w.shape), 0
    for x, y in blocks:
        total = total + x.shape[1] * gradient_of(x, y)
        n += x.shape[1]
    return total / n + decay * w


@right("2.3")
def b_average(gradient_of, blocks, w, decay):
    sizes = [y.shape[1] for _, y in blocks]
    return np.average([gradient_of(x, y) for x, y in blocks], axis=0, weights=sizes) + decay * w


@right("2.3")
def b_incremental_mean(gradient_of, blocks, w, decay):
    mean, n = 0.0, 0
    for x, y in blocks:
        m = len(x.T)
        n += m
        mean = mean + (gradient_of(x, y) - mean) * (m / n)
    return mean + decay * w


@right("2.3")
def b_decay_in_blocks(gradient_of, blocks, w, decay):
    n = sum(x.shape[1] for x, _ in blocks)
    return sum(x.shape[1] / n * (gradient_of(x, y) + decay * w) for x, y in blocks)


@right("2.3")
def b_generator(gradient_of, blocks, w, decay):
    n = sum(np.size(y, 1) for _, y in blocks)
    result = decay * np.array(w, dtype=float)
    for x, y in blocks:
        result += gradient_of(x, y) * (np.size(y, 1) / n)
    return result


# 2.3, wrong ---


# weighted rightly, divided by the number of blocks
@wrong("2.3")
def b_over_blocks(gradient_of, blocks, w, decay):
    m = blocks[0][0].shape[1]
    return sum(x.shape[1] * gradient_of(x, y) for x, y in blocks) / (len(blocks) * m) + decay * w


# the size of the first block for every block, divided by the right number
@wrong("2.3")
def b_first_size(gradient_of, blocks, w, decay):
    m = blocks[0][0].shape[1]
    n = sum(x.shape[1] for x, _ in blocks)
    return sum(m * gradient_of(x, y) for x, y in blocks) / n + decay * w


# the short last block is thrown away
@wrong("2.3")
def b_drop_last(gradient_of, blocks, w, decay):
    kept = blocks[:-1] or blocks
    n = sum(x.shape[1] for x, _ in kept)
    return sum(x.shape[1] * gradient_of(x, y) for x, y in kept) / n + decay * w


# running mean of two at a time
@wrong("2.3")
def b_pairwise(gradient_of, blocks, w, decay):
    g = gradient_of(*blocks[0])
    for x, y in blocks[1:]:
        g = (g + gradient_of(x, y)) / 2
    return g + decay * w


# incremental mean with the sizes of the two newest blocks only: wrong from three blocks on
@wrong("2.3")
def b_incremental_stale(gradient_of, blocks, w, decay):
    g, before = gradient_of(*blocks[0]), blocks[0][0].shape[1]
    for x, y in blocks[1:]:
        m = x.shape[1]
        g = (before * g + m * gradient_of(x, y)) / (before + m)
        before = m
    return g + decay * w


# decay on the diagonal only
@wrong("2.3")
def b_decay_diagonal(gradient_of, blocks, w, decay):
    n = sum(x.shape[1] for x, _ in blocks)
    return sum(x.shape[1] * gradient_of(x, y) for x, y in blocks) / n + decay * w * np.eye(*w.shape)


# at least two blocks taken for granted
@wrong("2.3")
def b_two_blocks_at_least(gradient_of, blocks, w, decay):
    m, last = blocks[0][0].shape[1], blocks[-1][0].shape[1]
    n = m * (len(blocks) - 1) + last
    total = sum(m * gradient_of(*blocks[i]) for i in range(max(1, len(blocks) - 1)))
    return (total + last * gradient_of(*blocks[-1])) / n + decay * w


# examples of weight by the square root of the size
@wrong("2.3")
def b_root(gradient_of, blocks, w, decay):
    s = [np.sqrt(x.shape[1]) for x, _ in blocks]
    return np.average([gradient_of(x, y) for x, y in blocks], axis=0, weights=s) + decay * w


# a block with one example is taken for an error and skipped
@wrong("2.3")
def b_skips_single(gradient_of, blocks, w, decay):
    kept = [(x, y) for x, y in blocks if x.shape[1] > 1] or blocks
    n = sum(x.shape[1] for x, _ in kept)
    return sum(x.shape[1] * gradient_of(x, y) for x, y in kept) / n + decay * w
