"""Chapter 2: two assumptions about the cost."""

import numpy as np

from nnbp_core import QUADRATIC
from nnbp_core.exercises.exercise import Exercise, Mistake

# 2.1 --------------------------------------------------------------------------------------------------------------


def quadratic(a, y):
    gap = a - y
    return (gap**2).sum(axis=0) / 2, gap


def quadratic_inputs(rng, size):
    shape = {1: (1, 1), 2: (2, 1), 3: (3, 2), 5: (3, 3)}.get(size) or tuple(rng.integers(2, 6, 2))
    return rng.random(shape), rng.random(shape)


def quadratic_by_loops(a, y):
    costs, gradient = [], np.zeros(a.shape)
    for x in range(a.shape[1]):
        cost = 0.0
        for j in range(a.shape[0]):
            cost += 0.5 * (y[j, x] - a[j, x]) ** 2
            gradient[j, x] = a[j, x] - y[j, x]
        costs.append(cost)
    return np.array(costs), gradient


def quadratic_by_einsum(a, y):
    gap = y - a
    return np.einsum("jx,jx->x", gap, gap) / 2, -gap


def quadratic_by_norms(a, y):
    return 0.5 * np.linalg.norm(y - a, axis=0) ** 2, np.subtract(a, y)


def quadratic_by_core(a, y):
    return QUADRATIC.value(a, y), QUADRATIC.gradient(a, y)


QUADRATIC_COST = Exercise(
    id="2.1",
    title="A cost and its slope",
    reference=quadratic,
    inputs=quadratic_inputs,
    tried="1 to 5 outputs, batches of 1 to 5 examples",
    sizes=(1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5),
    insight="The cost is one number per example; its slope is one number per output, and there the way back begins.",
    hints=(
        "Say both shapes first: one cost for each column, one slope for each entry.",
        "Which axis holds the outputs of one example? That is the one to add over.",
        "Take the derivative of half a square, and do not forget the inside, y − a.",
    ),
    mistakes=(
        Mistake(
            "½ left out of the cost",
            lambda a, y: (((a - y) ** 2).sum(axis=0), a - y),
            "The cost lacks its ½. Its slope is right, but belongs to half of this cost.",
        ),
        Mistake(
            "slope twice too large",
            lambda a, y: (((a - y) ** 2).sum(axis=0) / 2, 2 * (a - y)),
            "The cost is right. Its slope still has a 2: the ½ is there to cancel it.",
        ),
        Mistake(
            "slope with the wrong sign",
            lambda a, y: (((a - y) ** 2).sum(axis=0) / 2, y - a),
            "The slope has the wrong sign. In (y − a)² the inside has a derivative too, and it is −1.",
        ),
        Mistake(
            "mean over the outputs",
            lambda a, y: (((a - y) ** 2).mean(axis=0) / 2, a - y),
            "The cost is averaged over the outputs. The mean belongs to the examples; over outputs the cost is a sum.",
        ),
        Mistake(
            "one cost for the whole batch",
            lambda a, y: (((a - y) ** 2).sum() / 2, a - y),
            "This adds up the whole batch. The task asks for the cost of each example, one number per column.",
        ),
        Mistake(
            "mean cost of the batch",
            lambda a, y: (((a - y) ** 2).sum(axis=0).mean() / 2, a - y),
            "This is the mean cost of the batch. The task asks for the examples one by one; the mean comes later.",
        ),
        Mistake(
            "sum over the examples",
            lambda a, y: (((a - y) ** 2).sum(axis=1) / 2, a - y),
            "The sum runs over the examples. They are columns, so the outputs of one example lie along the other axis.",
        ),
        Mistake(
            "square of the sum",
            lambda a, y: ((a - y).sum(axis=0) ** 2 / 2, a - y),
            "The misses are added before they are squared, so that a miss upwards can hide one downwards.",
        ),
        Mistake(
            "no sum",
            lambda a, y: ((a - y) ** 2 / 2, a - y),
            "Every output has a cost of its own here. The cost of an example adds up its outputs.",
        ),
        Mistake(
            "slope of the mean",
            lambda a, y: (((a - y) ** 2).sum(axis=0) / 2, (a - y) / a.shape[1]),
            "The slope is divided by the number of examples. Each column wants the slope of its own cost, no mean.",
        ),
    ),
    alternatives=(quadratic_by_loops, quadratic_by_einsum, quadratic_by_norms, quadratic_by_core),
)

# 2.2 --------------------------------------------------------------------------------------------------------------


def mend_the_slope(stated, o, target):
    evidence = stated(target, target)
    return evidence, 2 * (o - target)


def two_o(o, target):
    return 2 * o


def minus_two_o(o, target):
    return -2 * o


def mend_inputs(rng, size):
    shape = (1, 1) if size == 1 else (size, size - 1) if size < 4 else tuple(rng.integers(2, 5, 2))
    stated = two_o if size < 3 else (two_o, minus_two_o)[rng.integers(2)]
    return stated, rng.random(shape), rng.random(shape)


def mend_by_loops(stated, o, target):
    slope = np.empty_like(o)
    for place, value in np.ndenumerate(o):
        slope[place] = -2 * (target[place] - value)
    return stated(target, target), slope


def mend_in_place(stated, o, target):
    slope = o.copy()
    slope -= target
    slope *= 2
    return stated(target.copy(), target), slope


def mend_by_core(stated, o, target):
    return stated(target, target), 2 * QUADRATIC.gradient(o, target)


def mend_by_nudging(stated, o, target):
    step = 1e-3
    rise = (o + step - target) ** 2 - (o - step - target) ** 2
    return [stated(target, target), rise / (2 * step)]


MEND_THE_SLOPE = Exercise(
    id="2.2",
    title="Find the bug: the target has vanished",
    reference=mend_the_slope,
    inputs=mend_inputs,
    tried="1 to 4 outputs, 1 to 4 examples, the published slope and its “corrected” form",
    insight="At the target a cost should be lowest, so its slope must be zero there: the quickest test of any cost.",
    hints=(
        "For the evidence you need no derivative. You call the function that you were given.",
        "Where should a cost have no slope at all? Let the output be exactly that.",
        "Square the difference of output and target, and only then take the derivative. No ½ stands in front.",
    ),
    mistakes=(
        Mistake(
            "published slope, 2o",
            lambda stated, o, target: (stated(target, target), 2 * o),
            "The evidence is right. The slope is the published one, 2o: the target has vanished from it.",
        ),
        Mistake(
            "published cost, right derivative",
            lambda stated, o, target: (stated(target, target), -2 * o),
            "The evidence is right. The slope −2o belongs to y² − h², the cost that was written and not the one meant.",
        ),
        Mistake(
            "mended with the wrong sign",
            lambda stated, o, target: (stated(target, target), 2 * (target - o)),
            "The target is back, with the wrong sign: too large an output must have a slope above zero.",
        ),
        Mistake(
            "2 left out",
            lambda stated, o, target: (stated(target, target), o - target),
            "This is the slope of half the square. The cost meant here has no ½.",
        ),
        Mistake(
            "evidence at the output",
            lambda stated, o, target: (stated(o, target), 2 * (o - target)),
            "The slope is mended. The evidence is taken at the output as it is, where any cost may have a slope; "
            "take it where the output is right.",
        ),
        Mistake(
            "stated slope less its value at the target",
            lambda stated, o, target: (stated(target, target), stated(o, target) - stated(target, target)),
            "The slope is built from the stated one. That mends 2o, and keeps the sign of −2o, which is wrong.",
        ),
        Mistake(
            "squares in the slope",
            lambda stated, o, target: (stated(target, target), 2 * (o**2 - target**2)),
            "The slope still holds the difference of squares. Meant was the square of the difference.",
        ),
        Mistake(
            "cost in place of the slope",
            lambda stated, o, target: (stated(target, target), (o - target) ** 2),
            "The second result is the cost, (o − target)², one entry at a time. Wanted is its slope.",
        ),
        Mistake(
            "evidence of the mended slope",
            lambda stated, o, target: (2 * (target - target), 2 * (o - target)),
            "The evidence is zero: that is the mended slope's. Wanted is what the stated slope gives at the target.",
        ),
    ),
    alternatives=(mend_by_loops, mend_in_place, mend_by_core, mend_by_nudging),
)

# 2.3 --------------------------------------------------------------------------------------------------------------


def gradient_in_blocks(gradient_of, blocks, w, decay):
    total, n = np.zeros(w.shape), 0
    for x, y in blocks:
        total = total + gradient_of(x, y) * x.shape[1]
        n = n + x.shape[1]
    return total / n + w * decay


def blocks_inputs(rng, size):
    n_in, n_out = (1, 1) if size < 3 else (2, 2) if size == 3 else rng.integers(1, 5, 2).tolist()
    sizes = {1: [2], 2: [2, 1]}.get(size, [4] * (size - 1) + [int(rng.integers(1, 4))])
    w = rng.standard_normal((n_out, n_in))

    def linear_neurons(x, y):
        if x.shape[1] > max(sizes):
            raise MemoryError(f"these are {x.shape[1]} examples at once; memory holds {max(sizes)}, one block")
        return (w @ x - y) @ x.T / x.shape[1]

    blocks = [(rng.standard_normal((n_in, m)), rng.standard_normal((n_out, m))) for m in sizes]
    return linear_neurons, blocks, w, 0.1 * int(rng.integers(1, 10))


def blocks_together(gradient_of, blocks, w, decay):
    x = np.hstack([x for x, _ in blocks])
    y = np.hstack([y for _, y in blocks])
    return gradient_of(x, y) + decay * w


def blocks_by_average(gradient_of, blocks, w, decay):
    gradients = [gradient_of(x, y) for x, y in blocks]
    return np.average(gradients, axis=0, weights=[y.shape[1] for _, y in blocks]) + decay * w


def blocks_with_decay_in_each(gradient_of, blocks, w, decay):
    n = sum(x.shape[1] for x, _ in blocks)
    return sum(x.shape[1] / n * (gradient_of(x, y) + decay * w) for x, y in blocks)


def blocks_by_running_mean(gradient_of, blocks, w, decay):
    mean, seen = np.zeros_like(w), 0
    for x, y in blocks:
        seen += len(x[0])
        mean += (gradient_of(x, y) - mean) * len(x[0]) / seen
    return mean + decay * w


def column_by_column(gradient_of, blocks, w, decay):
    single = [gradient_of(x[:, [i]], y[:, [i]]) for x, y in blocks for i in range(x.shape[1])]
    return np.mean(single, axis=0) + decay * w


def weighted_sum(gradient_of, blocks):
    return sum(x.shape[1] * gradient_of(x, y) for x, y in blocks)


def count(blocks):
    return sum(x.shape[1] for x, _ in blocks)


def plain_mean(gradient_of, blocks, w, decay):
    return sum(gradient_of(x, y) for x, y in blocks) / len(blocks) + decay * w


def plain_sum(gradient_of, blocks, w, decay):
    return sum(gradient_of(x, y) for x, y in blocks) + decay * w


def never_divided(gradient_of, blocks, w, decay):
    return weighted_sum(gradient_of, blocks) + decay * w


def divided_by_blocks(gradient_of, blocks, w, decay):
    return weighted_sum(gradient_of, blocks) / len(blocks) + decay * w


def decay_in_every_block(gradient_of, blocks, w, decay):
    return weighted_sum(gradient_of, blocks) / count(blocks) + len(blocks) * decay * w


def decay_averaged(gradient_of, blocks, w, decay):
    return (weighted_sum(gradient_of, blocks) + decay * w) / count(blocks)


def decay_in_the_loop(gradient_of, blocks, w, decay):
    return (weighted_sum(gradient_of, blocks) + len(blocks) * decay * w) / count(blocks)


def no_decay(gradient_of, blocks, w, decay):
    return weighted_sum(gradient_of, blocks) / count(blocks)


def decay_subtracted(gradient_of, blocks, w, decay):
    return weighted_sum(gradient_of, blocks) / count(blocks) - decay * w


def half_the_decay(gradient_of, blocks, w, decay):
    return weighted_sum(gradient_of, blocks) / count(blocks) + decay / 2 * w


def decay_of_the_cost(gradient_of, blocks, w, decay):
    return weighted_sum(gradient_of, blocks) / count(blocks) + decay / 2 * (w**2).sum()


def last_block_only(gradient_of, blocks, w, decay):
    return gradient_of(*blocks[-1]) + decay * w


GRADIENT_IN_BLOCKS = Exercise(
    id="2.3",
    title="More data than memory",
    reference=gradient_in_blocks,
    inputs=blocks_inputs,
    tried="1 to 4 blocks of unequal sizes, matrices of 1 to 4 rows and columns",
    insight="Only a running sum and a count stay in memory: that is how gradients are gathered over many machines.",
    hints=(
        "What does each block tell you? The mean over its own examples. How do you get from there to a sum?",
        "The last block is smaller. It must not count as much as a full one.",
        "Weight decay needs no example. How often should it be added?",
    ),
    mistakes=(
        Mistake(
            "plain mean of the blocks",
            plain_mean,
            "This is the plain mean of the blocks: the few examples of the last block count as much as a full one.",
        ),
        Mistake(
            "plain sum of the blocks",
            plain_sum,
            "The means of the blocks are added up as they are. For the mean over all examples each needs a weight.",
        ),
        Mistake(
            "never divided",
            never_divided,
            "This belongs to the sum over all examples. The cost is their mean.",
        ),
        Mistake(
            "divided by the number of blocks",
            divided_by_blocks,
            "The sum over all examples is divided by the number of blocks, not of examples.",
        ),
        Mistake(
            "decay once for each block",
            decay_in_every_block,
            "Weight decay is added once for each block. It does not belong to any block: add it once.",
        ),
        Mistake(
            "decay averaged too",
            decay_averaged,
            "Weight decay is divided by the number of examples. It stands outside the mean.",
        ),
        Mistake(
            "decay in the loop",
            decay_in_the_loop,
            "Weight decay is added in the loop, and divided with the sum. It belongs to no block, nor to the mean.",
        ),
        Mistake("decay left out", no_decay, "The mean is right. Weight decay is missing."),
        Mistake(
            "decay subtracted",
            decay_subtracted,
            "Weight decay is subtracted. The minus belongs to the step downhill, not to the gradient.",
        ),
        Mistake(
            "half the decay",
            half_the_decay,
            "Weight decay comes with a ½. The ½ is in the cost; the derivative of the square cancels it.",
        ),
        Mistake(
            "decay of the cost",
            decay_of_the_cost,
            "The mean is right. Added to it is the charge itself, λ/2 times the squares; wanted is its slope.",
        ),
        Mistake(
            "last block only",
            last_block_only,
            "Only the last block is left in the result. Each turn of the loop must add to what was there.",
        ),
        Mistake(
            "blocks together",
            blocks_together,
            "All blocks are put together, and that is what does not fit in memory. Ask about one block at a time.",
        ),
    ),
    alternatives=(blocks_by_average, blocks_with_decay_in_each, blocks_by_running_mean, column_by_column),
)

EXERCISES = (QUADRATIC_COST, MEND_THE_SLOPE, GRADIENT_IN_BLOCKS)
