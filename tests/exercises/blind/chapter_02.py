"""Plausible answers to the exercises of chapter 2."""

import numpy as np


def quadratic_comprehension(a, y):
    c = np.array([0.5 * np.dot(a[:, i] - y[:, i], a[:, i] - y[:, i]) for i in range(a.shape[1])])
    return c, a - y


def quadratic_power(a, y):
    d = y - a
    return np.sum(0.5 * np.power(d, 2), 0), -d


def quadratic_diagonal(a, y):
    e = a - y
    return [np.diag(e.T @ e) / 2, e]


def quadratic_trace(a, y):
    e = a - y
    return np.trace(e @ e.T) / 2, e


def quadratic_gram(a, y):
    e = a - y
    return e.T @ e / 2, e


def quadratic_absolute(a, y):
    return np.abs(a - y).sum(axis=0) / 2, a - y


def quadratic_row(a, y):
    return ((a - y) ** 2).sum(axis=0, keepdims=True) / 2, a - y


def quadratic_half_slope(a, y):
    return ((a - y) ** 2).sum(axis=0) / 2, (a - y) / 2


def quadratic_norm(a, y):
    return np.linalg.norm(a - y, axis=0) / 2, a - y


def quadratic_slope_first(a, y):
    return a - y, ((a - y) ** 2).sum(axis=0) / 2


def quadratic_only_cost(a, y):
    return ((a - y) ** 2).sum(axis=0) / 2


def mend_expanded(stated, o, target):
    wrong_here = stated(target, target)
    return wrong_here, 2 * o - 2 * target


def mend_list_comprehension(stated, o, target):
    right = [[2 * (v - t) for v, t in zip(r, s, strict=True)] for r, s in zip(o, target, strict=True)]
    return stated(target, target), np.array(right)


def mend_at_output_both_ways(stated, o, target):
    return stated(o, o), 2 * (o - target)


def mend_one_number(stated, o, target):
    return stated(target, target).sum(), 2 * (o - target).sum()


def mend_gap(stated, o, target):
    return stated(o, target) - 2 * (o - target), 2 * (o - target)


def mend_absolute(stated, o, target):
    return stated(target, target), 2 * abs(o - target)


def mend_swapped(stated, o, target):
    return 2 * (o - target), stated(target, target)


def mend_assumes_two_o(stated, o, target):
    return 2 * target, 2 * (o - target)


def mend_zero_target(stated, o, target):
    return stated(o, 0 * target), 2 * (o - target)


def blocks_while(gradient_of, blocks, w, decay):
    i, seen, acc = 0, 0, 0
    while i < len(blocks):
        size = blocks[i][1].shape[1]
        acc = acc + gradient_of(*blocks[i]) * size
        seen += size
        i += 1
    return decay * w + acc / seen


def blocks_shares(gradient_of, blocks, w, decay):
    sizes = np.array([x.shape[1] for x, _ in blocks])
    parts = np.stack([gradient_of(x, y) for x, y in blocks])
    return np.tensordot(sizes / sizes.sum(), parts, axes=1) + decay * w


def blocks_np_mean(gradient_of, blocks, w, decay):
    return np.mean([gradient_of(x, y) for x, y in blocks], axis=0) + decay * w


def blocks_len_x(gradient_of, blocks, w, decay):
    n = sum(len(x) for x, _ in blocks)
    return sum(len(x) / n * gradient_of(x, y) for x, y in blocks) + decay * w


def blocks_decay_in_loop(gradient_of, blocks, w, decay):
    total, n = 0, 0
    for x, y in blocks:
        total = total + x.shape[1] * gradient_of(x, y) + decay * w
        n += x.shape[1]
    return total / n


def blocks_first_size(gradient_of, blocks, w, decay):
    m = blocks[0][0].shape[1]
    return sum(m * gradient_of(x, y) for x, y in blocks) / (m * len(blocks)) + decay * w


def blocks_decay_squared(gradient_of, blocks, w, decay):
    n = sum(x.shape[1] for x, _ in blocks)
    return sum(x.shape[1] / n * gradient_of(x, y) for x, y in blocks) + decay * w**2


def blocks_decay_twice(gradient_of, blocks, w, decay):
    n = sum(x.shape[1] for x, _ in blocks)
    return sum(x.shape[1] / n * gradient_of(x, y) for x, y in blocks) + 2 * decay * w


def blocks_step(gradient_of, blocks, w, decay):
    n = sum(x.shape[1] for x, _ in blocks)
    g = sum(x.shape[1] / n * gradient_of(x, y) for x, y in blocks)
    return w - decay * g


def blocks_returns_early(gradient_of, blocks, w, decay):
    n = sum(x.shape[1] for x, _ in blocks)
    total = 0
    for x, y in blocks:
        total = total + x.shape[1] / n * gradient_of(x, y)
        break
    return total + decay * w


RIGHT = [
    ("2.1", quadratic_comprehension),
    ("2.1", quadratic_power),
    ("2.1", quadratic_diagonal),
    ("2.2", mend_expanded),
    ("2.2", mend_list_comprehension),
    ("2.3", blocks_while),
    ("2.3", blocks_shares),
]
WRONG = [
    ("2.1", quadratic_trace),
    ("2.1", quadratic_gram),
    ("2.1", quadratic_absolute),
    ("2.1", quadratic_row),
    ("2.1", quadratic_half_slope),
    ("2.1", quadratic_norm),
    ("2.1", quadratic_slope_first),
    ("2.1", quadratic_only_cost),
    ("2.2", mend_at_output_both_ways),
    ("2.2", mend_one_number),
    ("2.2", mend_gap),
    ("2.2", mend_absolute),
    ("2.2", mend_swapped),
    ("2.2", mend_assumes_two_o),
    ("2.2", mend_zero_target),
    ("2.3", blocks_np_mean),
    ("2.3", blocks_len_x),
    ("2.3", blocks_decay_in_loop),
    ("2.3", blocks_first_size),
    ("2.3", blocks_decay_squared),
    ("2.3", blocks_decay_twice),
    ("2.3", blocks_step),
    ("2.3", blocks_returns_early),
]
