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


# no ½ in the cost
@wrong("2.1")
def q_no_half(a, y):
    return ((a - y) ** 2).sum(axis=0), a - y


# no ½, and the slope that goes with it
@wrong("2.1")
def q_no_half_at_all(a, y):
    return ((a - y) ** 2).sum(axis=0), 2 * (a - y)


# slope of the form without ½
@wrong("2.1")
def q_double_slope(a, y):
    return ((a - y) ** 2).sum(axis=0) / 2, 2 * (a - y)


# ½ in the slope too
@wrong("2.1")
def q_half_slope(a, y):
    return ((a - y) ** 2).sum(axis=0) / 2, (a - y) / 2


# sign of the slope
@wrong("2.1")
def q_sign(a, y):
    return ((a - y) ** 2).sum(axis=0) / 2, y - a


# mean over the outputs in place of the sum
@wrong("2.1")
def q_mean_outputs(a, y):
    return ((a - y) ** 2).mean(axis=0) / 2, a - y


# one number for the batch
@wrong("2.1")
def q_mean_batch(a, y):
    return ((a - y) ** 2).sum() / 2 / a.shape[1], a - y


# slope of the mean cost
@wrong("2.1")
def q_slope_of_mean(a, y):
    return ((a - y) ** 2).sum(axis=0) / 2, (a - y) / a.shape[1]


# sum over the wrong axis: right shape where n_L = m
@wrong("2.1")
def q_axis(a, y):
    return ((a - y) ** 2).sum(axis=1) / 2, a - y


# wrong axis only where n_L = m
@wrong("2.1")
def q_axis_if_square(a, y):
    axis = 1 if a.shape[0] == a.shape[1] else 0
    return ((a - y) ** 2).sum(axis=axis) / 2, a - y


# costs (1, m), not flat
@wrong("2.1")
def q_keepdims(a, y):
    return ((a - y) ** 2).sum(axis=0, keepdims=True) / 2, a - y


# costs as a column (m, 1)
@wrong("2.1")
def q_column(a, y):
    return (((a - y) ** 2).sum(axis=0) / 2).reshape(-1, 1), a - y


# a number in place of (1,) for one example
@wrong("2.1")
def q_scalar_for_one(a, y):
    return np.squeeze(((a - y) ** 2).sum(axis=0) / 2), a - y


# flat slopes for one output
@wrong("2.1")
def q_flat_slopes(a, y):
    return ((a - y) ** 2).sum(axis=0) / 2, np.squeeze(a - y)


# results swapped
@wrong("2.1")
def q_swapped(a, y):
    return a - y, ((a - y) ** 2).sum(axis=0) / 2


# absolute value as slope
@wrong("2.1")
def q_abs(a, y):
    return ((a - y) ** 2).sum(axis=0) / 2, np.abs(a - y)


# length, not squared length
@wrong("2.1")
def q_length(a, y):
    return np.linalg.norm(a - y, axis=0) / 2, a - y


# a² - y²
@wrong("2.1")
def q_difference_of_squares(a, y):
    return (a**2 - y**2).sum(axis=0) / 2, a - y


# the square of the sum: right for n_L = 1
@wrong("2.1")
def q_square_of_sum(a, y):
    return (a - y).sum(axis=0) ** 2 / 2, a - y


# right result, but a is changed
@wrong("2.1")
def q_changes_a(a, y):
    a -= y
    return (a**2).sum(axis=0) / 2, a.copy()


# right numbers, but a is changed and returned itself
@wrong("2.1")
def q_returns_a(a, y):
    np.subtract(a, y, out=a)
    return (a**2).sum(axis=0) / 2, a


# right result, but y is changed
@wrong("2.1")
def q_changes_y(a, y):
    np.subtract(a, y, out=y)
    return (y**2).sum(axis=0) / 2, y.copy()


# alias: squaring in place spoils the slope
@wrong("2.1")
def q_alias(a, y):
    d = a - y
    squares = d
    squares *= d
    return squares.sum(axis=0) / 2, d


# slope carries σ'
@wrong("2.1")
def q_with_sigma_prime(a, y):
    return ((a - y) ** 2).sum(axis=0) / 2, (a - y) * a * (1 - a)


# the mean slope in every column
@wrong("2.1")
def q_mean_slope_everywhere(a, y):
    d = a - y
    return (d**2).sum(axis=0) / 2, np.repeat(d.mean(axis=1, keepdims=True), a.shape[1], axis=1)


# integer division
@wrong("2.1")
def q_floor(a, y):
    return ((a - y) ** 2).sum(axis=0) // 2, a - y


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


# rounded
@wrong("2.1")
def q_rounded(a, y):
    return np.round(((a - y) ** 2).sum(axis=0) / 2, 3), np.round(a - y, 3)


# slope by a coarse forward difference
@wrong("2.1")
def q_forward_difference(a, y):
    eps = 1e-4
    costs = ((a - y) ** 2).sum(axis=0) / 2
    slope = np.zeros_like(a)
    for j in range(a.shape[0]):
        moved = a.copy()
        moved[j] += eps
        slope[j] = (((moved - y) ** 2).sum(axis=0) / 2 - costs) / eps
    return costs, slope


# cross-entropy's slope
@wrong("2.1")
def q_cross_entropy_slope(a, y):
    return ((a - y) ** 2).sum(axis=0) / 2, (a - y) / (a * (1 - a))


# one target for all examples: the first column of y
@wrong("2.1")
def q_first_target(a, y):
    d = a - y[:, :1]
    return (d**2).sum(axis=0) / 2, d


# gradient only: one result
@wrong("2.1")
def q_one_result(a, y):
    return a - y


# slope zero where the answer is on the right side of ½ (a perceptron's habit)
@wrong("2.1")
def q_perceptron(a, y):
    return ((a - y) ** 2).sum(axis=0) / 2, np.where((a > 0.5) == (y > 0.5), 0, a - y)


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


# evidence at o
@wrong("2.2")
def m_at_o(stated, o, target):
    return stated(o, target), 2 * (o - target)


# the target moved to o, not the output to the target
@wrong("2.2")
def m_target_moved(stated, o, target):
    return stated(o, o), 2 * (o - target)


# arguments swapped
@wrong("2.2")
def m_arguments_swapped(stated, o, target):
    return stated(target, o), 2 * (target - o)


# the evidence hard-coded for the first note
@wrong("2.2")
def m_only_two_o(stated, o, target):
    return 2 * target, 2 * (o - target)


# the evidence hard-coded for the objection
@wrong("2.2")
def m_only_minus(stated, o, target):
    return -2 * target, 2 * (o - target)


# what the right slope gives there: zero
@wrong("2.2")
def m_zero(stated, o, target):
    return np.zeros_like(o), 2 * (o - target)


# slope with a ½
@wrong("2.2")
def m_half(stated, o, target):
    return stated(target, target), o - target


# sign
@wrong("2.2")
def m_sign(stated, o, target):
    return stated(target, target), 2 * (target - o)


# bracket forgotten
@wrong("2.2")
def m_bracket(stated, o, target):
    return stated(target, target), 2 * o - target


# absolute
@wrong("2.2")
def m_abs(stated, o, target):
    return stated(target, target), 2 * np.abs(o - target)


# mended by subtracting from what was stated: right for two_o only
@wrong("2.2")
def m_mend_stated(stated, o, target):
    return stated(target, target), stated(o, target) - 2 * target


# minus the evidence: for minus_two_o the sign is left wrong
@wrong("2.2")
def m_minus_evidence(stated, o, target):
    evidence = stated(target, target)
    return evidence, stated(o, target) - evidence


# swapped results
@wrong("2.2")
def m_swapped(stated, o, target):
    return 2 * (o - target), stated(target, target)


# slope summed over the outputs
@wrong("2.2")
def m_summed(stated, o, target):
    return stated(target, target), np.sum(2 * (o - target), axis=0)


# evidence as one number
@wrong("2.2")
def m_evidence_number(stated, o, target):
    return np.abs(stated(target, target)).max(), 2 * (o - target)


# the loss, not the slope
@wrong("2.2")
def m_loss(stated, o, target):
    return stated(target, target), (o - target) ** 2


# slope of the mean
@wrong("2.2")
def m_mean(stated, o, target):
    return stated(target, target), 2 * (o - target) / o.size


# slope of the mean over examples
@wrong("2.2")
def m_mean_examples(stated, o, target):
    return stated(target, target), 2 * (o - target) / o.shape[-1]


# right numbers, but o is overwritten
@wrong("2.2")
def m_overwrites(stated, o, target):
    slope = 2 * (o - target)
    o[...] = target
    return stated(o, target), slope


# o overwritten first: the slope is zero
@wrong("2.2")
def m_overwrites_first(stated, o, target):
    o[...] = target
    return stated(o, target), 2 * (o - target)


# alias, not copy: the same as above in another dress
@wrong("2.2")
def m_alias(stated, o, target):
    perfect = o
    perfect[:] = target
    return stated(perfect, target), 2 * (o - target)


# right numbers, but o is changed in place for the difference
@wrong("2.2")
def m_changes_o(stated, o, target):
    evidence = stated(target, target)
    o -= target
    return evidence, 2 * o


# right numbers, but target is changed
@wrong("2.2")
def m_changes_target(stated, o, target):
    evidence = stated(target, target)
    target -= o
    return evidence, -2 * target


# evidence only where an output happens to be right, zero elsewhere
@wrong("2.2")
def m_mask(stated, o, target):
    return np.where(o == target, stated(o, target), 0), 2 * (o - target)


# evidence for right answers of 1 only
@wrong("2.2")
def m_ones(stated, o, target):
    return stated(np.ones_like(o), target), 2 * (o - target)


# evidence for right answers of 0
@wrong("2.2")
def m_zeros(stated, o, target):
    return stated(np.zeros_like(o), target), 2 * (o - target)


# flat
@wrong("2.2")
def m_flat(stated, o, target):
    return stated(target, target).ravel(), (2 * (o - target)).ravel()


# first column only
@wrong("2.2")
def m_first_column(stated, o, target):
    return stated(target, target)[:, :1], 2 * (o - target)[:, :1]


# the slope of the note's formula for h: -2 o
@wrong("2.2")
def m_objection(stated, o, target):
    return stated(target, target), -2 * o


# sign of the step
@wrong("2.2")
def m_sign_function(stated, o, target):
    return stated(target, target), 2 * np.sign(o - target)


# the evidence as a difference from the right slope
@wrong("2.2")
def m_difference(stated, o, target):
    right_slope = 2 * (o - target)
    return stated(o, target) - right_slope, right_slope


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


# mean of the means
@wrong("2.3")
def b_mean_of_means(gradient_of, blocks, w, decay):
    return np.mean([gradient_of(x, y) for x, y in blocks], axis=0) + decay * w


# sum of the means
@wrong("2.3")
def b_sum(gradient_of, blocks, w, decay):
    return sum(gradient_of(x, y) for x, y in blocks) + decay * w


# sum over examples, not the mean
@wrong("2.3")
def b_sum_examples(gradient_of, blocks, w, decay):
    return sum(x.shape[1] * gradient_of(x, y) for x, y in blocks) + decay * w


# no decay
@wrong("2.3")
def b_no_decay(gradient_of, blocks, w, decay):
    n = sum(x.shape[1] for x, _ in blocks)
    return sum(x.shape[1] * gradient_of(x, y) for x, y in blocks) / n


# λ/2 kept
@wrong("2.3")
def b_half_decay(gradient_of, blocks, w, decay):
    n = sum(x.shape[1] for x, _ in blocks)
    return sum(x.shape[1] * gradient_of(x, y) for x, y in blocks) / n + decay / 2 * w


# 2λw
@wrong("2.3")
def b_double_decay(gradient_of, blocks, w, decay):
    n = sum(x.shape[1] for x, _ in blocks)
    return sum(x.shape[1] * gradient_of(x, y) for x, y in blocks) / n + 2 * decay * w


# sign of the decay
@wrong("2.3")
def b_decay_sign(gradient_of, blocks, w, decay):
    n = sum(x.shape[1] for x, _ in blocks)
    return sum(x.shape[1] * gradient_of(x, y) for x, y in blocks) / n - decay * w


# the decay itself, a number added to every entry
@wrong("2.3")
def b_decay_cost(gradient_of, blocks, w, decay):
    n = sum(x.shape[1] for x, _ in blocks)
    return sum(x.shape[1] * gradient_of(x, y) for x, y in blocks) / n + decay / 2 * (w**2).sum()


# λ w²/2 entry by entry
@wrong("2.3")
def b_decay_squares(gradient_of, blocks, w, decay):
    n = sum(x.shape[1] for x, _ in blocks)
    return sum(x.shape[1] * gradient_of(x, y) for x, y in blocks) / n + decay * w**2


# |w| in the decay
@wrong("2.3")
def b_decay_abs(gradient_of, blocks, w, decay):
    n = sum(x.shape[1] for x, _ in blocks)
    return sum(x.shape[1] * gradient_of(x, y) for x, y in blocks) / n + decay * np.abs(w)


# decay once per block
@wrong("2.3")
def b_decay_per_block(gradient_of, blocks, w, decay):
    n = sum(x.shape[1] for x, _ in blocks)
    total = 0
    for x, y in blocks:
        total = total + x.shape[1] / n * gradient_of(x, y) + decay * w
    return total


# decay divided by the number of examples (Nielsen's λ/n)
@wrong("2.3")
def b_decay_over_n(gradient_of, blocks, w, decay):
    n = sum(x.shape[1] for x, _ in blocks)
    return (sum(x.shape[1] * gradient_of(x, y) for x, y in blocks) + decay * w) / n


# rows counted in place of columns, x
@wrong("2.3")
def b_rows_of_x(gradient_of, blocks, w, decay):
    n = sum(len(x) for x, _ in blocks)
    return sum(len(x) * gradient_of(x, y) for x, y in blocks) / n + decay * w


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


# only the last block survives the loop
@wrong("2.3")
def b_last_only(gradient_of, blocks, w, decay):
    for x, y in blocks:
        g = gradient_of(x, y)
    return g + decay * w


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


# right numbers, but w is changed
@wrong("2.3")
def b_changes_w(gradient_of, blocks, w, decay):
    n = sum(x.shape[1] for x, _ in blocks)
    g = sum(x.shape[1] * gradient_of(x, y) for x, y in blocks) / n
    w *= decay
    return g + w


# right numbers where gradient_of ignores w, but w is changed and returned
@wrong("2.3")
def b_into_w(gradient_of, blocks, w, decay):
    n = sum(x.shape[1] for x, _ in blocks)
    w *= decay
    for x, y in blocks:
        w += x.shape[1] / n * gradient_of(x, y)
    return w


# the list of blocks is emptied
@wrong("2.3")
def b_pops(gradient_of, blocks, w, decay):
    total, n = np.zeros(w.shape), 0
    while blocks:
        x, y = blocks.pop()
        total += x.shape[1] * gradient_of(x, y)
        n += x.shape[1]
    return total / n + decay * w


# everything in memory at once
@wrong("2.3")
def b_concatenate(gradient_of, blocks, w, decay):
    x = np.concatenate([x for x, _ in blocks], axis=1)
    y = np.concatenate([y for _, y in blocks], axis=1)
    return gradient_of(x, y) + decay * w


# one whole step, not the gradient
@wrong("2.3")
def b_step(gradient_of, blocks, w, decay):
    n = sum(x.shape[1] for x, _ in blocks)
    return w - sum(x.shape[1] * gradient_of(x, y) for x, y in blocks) / n - decay * w


# sizes in whole blocks, rounded down: the short last block weighs 0
@wrong("2.3")
def b_integer_weights(gradient_of, blocks, w, decay):
    m = blocks[0][0].shape[1]
    total = sum((x.shape[1] // m) * gradient_of(x, y) for x, y in blocks)
    return total / sum(x.shape[1] // m for x, _ in blocks) + decay * w


# decay on the diagonal only
@wrong("2.3")
def b_decay_diagonal(gradient_of, blocks, w, decay):
    n = sum(x.shape[1] for x, _ in blocks)
    return sum(x.shape[1] * gradient_of(x, y) for x, y in blocks) / n + decay * w * np.eye(*w.shape)


# first column of the weights is "the bias" and gets no decay
@wrong("2.3")
def b_decay_not_first(gradient_of, blocks, w, decay):
    n = sum(x.shape[1] for x, _ in blocks)
    shrink = decay * w
    shrink[:, 0] = 0
    return sum(x.shape[1] * gradient_of(x, y) for x, y in blocks) / n + shrink


# flat result
@wrong("2.3")
def b_flat(gradient_of, blocks, w, decay):
    n = sum(x.shape[1] for x, _ in blocks)
    return (sum(x.shape[1] * gradient_of(x, y) for x, y in blocks) / n + decay * w).ravel()


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
