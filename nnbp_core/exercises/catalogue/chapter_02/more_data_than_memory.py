"""2.3 More data than memory."""

import numpy as np

from nnbp_core.exercises.exercise import Exercise, alternative, mistake


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


EXERCISE = Exercise(
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
)


@alternative
def blocks_by_average(gradient_of, blocks, w, decay):
    gradients = [gradient_of(x, y) for x, y in blocks]
    return np.average(gradients, axis=0, weights=[y.shape[1] for _, y in blocks]) + decay * w


@alternative
def blocks_with_decay_in_each(gradient_of, blocks, w, decay):
    n = sum(x.shape[1] for x, _ in blocks)
    return sum(x.shape[1] / n * (gradient_of(x, y) + decay * w) for x, y in blocks)


@alternative
def blocks_by_running_mean(gradient_of, blocks, w, decay):
    mean, seen = np.zeros_like(w), 0
    for x, y in blocks:
        seen += len(x[0])
        mean += (gradient_of(x, y) - mean) * len(x[0]) / seen
    return mean + decay * w


@alternative
def column_by_column(gradient_of, blocks, w, decay):
    single = [gradient_of(x[:, [i]], y[:, [i]]) for x, y in blocks for i in range(x.shape[1])]
    return np.mean(single, axis=0) + decay * w


@mistake("This is the plain mean of the blocks: the few examples of the last block count as much as a full one.")
def plain_mean_of_the_blocks(gradient_of, blocks, w, decay):
    return sum(gradient_of(x, y) for x, y in blocks) / len(blocks) + decay * w


@mistake("The means of the blocks are added up as they are. For the mean over all examples each needs a weight.")
def plain_sum_of_the_blocks(gradient_of, blocks, w, decay):
    return sum(gradient_of(x, y) for x, y in blocks) + decay * w


def weighted_sum(gradient_of, blocks):
    return sum(x.shape[1] * gradient_of(x, y) for x, y in blocks)


@mistake("This belongs to the sum over all examples. The cost is their mean.")
def never_divided(gradient_of, blocks, w, decay):
    return weighted_sum(gradient_of, blocks) + decay * w


@mistake("The sum over all examples is divided by the number of blocks, not of examples.")
def divided_by_the_number_of_blocks(gradient_of, blocks, w, decay):
    return weighted_sum(gradient_of, blocks) / len(blocks) + decay * w


def count(blocks):
    return sum(x.shape[1] for x, _ in blocks)


@mistake("Weight decay is added once for each block. It does not belong to any block: add it once.")
def decay_once_for_each_block(gradient_of, blocks, w, decay):
    return weighted_sum(gradient_of, blocks) / count(blocks) + len(blocks) * decay * w


@mistake("Weight decay is divided by the number of examples. It stands outside the mean.")
def decay_averaged_too(gradient_of, blocks, w, decay):
    return (weighted_sum(gradient_of, blocks) + decay * w) / count(blocks)


@mistake("Weight decay is added in the loop, and divided with the sum. It belongs to no block, nor to the mean.")
def decay_in_the_loop(gradient_of, blocks, w, decay):
    return (weighted_sum(gradient_of, blocks) + len(blocks) * decay * w) / count(blocks)


@mistake("The mean is right. Weight decay is missing.")
def decay_left_out(gradient_of, blocks, w, decay):
    return weighted_sum(gradient_of, blocks) / count(blocks)


@mistake("Weight decay is subtracted. The minus belongs to the step downhill, not to the gradient.")
def decay_subtracted(gradient_of, blocks, w, decay):
    return weighted_sum(gradient_of, blocks) / count(blocks) - decay * w


@mistake("Weight decay comes with a ½. The ½ is in the cost; the derivative of the square cancels it.")
def half_the_decay(gradient_of, blocks, w, decay):
    return weighted_sum(gradient_of, blocks) / count(blocks) + decay / 2 * w


@mistake("The mean is right. Added to it is the charge itself, λ/2 times the squares; wanted is its slope.")
def decay_of_the_cost(gradient_of, blocks, w, decay):
    return weighted_sum(gradient_of, blocks) / count(blocks) + decay / 2 * (w**2).sum()


@mistake("Only the last block is left in the result. Each turn of the loop must add to what was there.")
def last_block_only(gradient_of, blocks, w, decay):
    return gradient_of(*blocks[-1]) + decay * w


@mistake("All blocks are put together, and that is what does not fit in memory. Ask about one block at a time.")
def blocks_together(gradient_of, blocks, w, decay):
    x = np.hstack([x for x, _ in blocks])
    y = np.hstack([y for _, y in blocks])
    return gradient_of(x, y) + decay * w
