"""11.1 A softmax for any logits."""

import numpy as np

from nnbp_core import SIGMOID, SOFTMAX
from nnbp_core.exercises.exercise import Exercise, alternative, mistake


def softmax(z):
    e = np.exp(z - z.max(axis=0))
    return e / e.sum(axis=0)


def logits(rng, size):
    n, m = {1: (2, 1), 2: (3, 1), 3: (3, 2)}.get(size) or rng.integers(2, 6, 2).tolist()
    z = rng.standard_normal((n, m))
    if size == 1:
        return (z,)
    if size == 2:
        return (z + 1000,)
    far = 1000 * np.resize([1, -1], (1, m)) + rng.integers(-99, 100, (1, m))  # each example somewhere else
    z = z + far
    if size > 3:
        below = rng.permutation(n)[: rng.integers(1, n)]
        z[below] -= rng.choice([900, 2000, 5000])  # and some logits far below the others of their column
    return (z,)


EXERCISE = Exercise(
    id="11.1",
    title="A softmax for any logits",
    reference=softmax,
    inputs=logits,
    tried="2 to 5 neurons, 1 to 5 examples, logits near 0, near 1,000 and near −1,000",
    insight="Only differences of logits count, so put them where none overflows: the largest at 0.",
    hints=(
        "What happens to the shares if all logits of an example move by one and the same number?",
        "Which number brings the largest exponent down to 0, in each column?",
        "Both the shift and the sum are one for each example: along which axis?",
    ),
    sizes=(1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 4, 4, 4, 4),
)


@alternative
def softmax_by_core(z):
    return SOFTMAX.f(np.array(z))


@alternative
def softmax_of_one_example_at_a_time(z):
    a = np.zeros(z.shape)
    for x in range(z.shape[1]):
        top = max(z[:, x])
        total = sum(np.exp(each - top) for each in z[:, x])
        for j in range(z.shape[0]):
            a[j, x] = np.exp(z[j, x] - top) / total
    return a


@alternative
def softmax_in_rows(z):
    rows = z.T - z.T.max(axis=1, keepdims=True)
    return (np.exp(rows) / np.exp(rows).sum(axis=1, keepdims=True)).T


@alternative
def softmax_by_log_sum_exp(z):
    return np.exp(z - np.logaddexp.reduce(z, axis=0))


@mistake("Large logits overflow to infinity, or all exponentials of an example vanish. Move the logits first.")
def not_moved(z):
    return np.exp(z) / np.exp(z).sum(axis=0)


@mistake("All examples are moved by the same number. One that is far below it has no exponential left: move each.")
def one_move_for_all_examples(z):
    e = np.exp(z - z.max())
    return e / e.sum(axis=0)


@mistake("The logits are moved by their smallest, so the largest can still overflow. Which one must be at 0?")
def moved_by_the_smallest(z):
    e = np.exp(z - z.min(axis=0))
    return e / e.sum(axis=0)


@mistake("The logits are moved by their mean. One far below the others drags it down, and the rest overflow.")
def moved_by_the_mean(z):
    e = np.exp(z - z.mean(axis=0))
    return e / e.sum(axis=0)


@mistake("Logits beyond a limit are cut off there. That changes their differences, and with them the shares.")
def cut_off(z):
    e = np.exp(np.clip(z, -700, 700))
    return e / e.sum(axis=0)


@mistake("The sum runs over the examples. The shares of one example add up to 1: sum over its neurons.")
def sum_over_examples(z):
    e = np.exp(z - z.max(axis=0))
    return e / e.sum(axis=1, keepdims=True)


@mistake("One sum is taken over everything. Each example has a sum of its own.")
def one_sum(z):
    e = np.exp(z - z.max(axis=0))
    return e / e.sum()


@mistake("The exponentials are not divided by their sum, so they are no shares yet.")
def not_divided(z):
    return np.exp(z - z.max(axis=0))


@mistake("The exponentials are divided by their mean. Shares add up to 1, not to the number of neurons.")
def divided_by_the_mean(z):
    e = np.exp(z - z.max(axis=0))
    return e / e.mean(axis=0)


@mistake("Each neuron answers for itself, through a sigmoid. Shares depend on all logits of the example.")
def sigmoids(z):
    return SIGMOID.f(z)


@mistake("The largest logit takes everything. A softmax leaves each of the others its share.")
def all_to_the_largest(z):
    return (z == z.max(axis=0)) * 1.0


@mistake("These are the logarithms of the shares.")
def logarithms(z):
    return z - np.logaddexp.reduce(z, axis=0)


@mistake("The logits themselves are divided by their sum. They can be negative: what makes every one positive?")
def no_exponential(z):
    return z / z.sum(axis=0)
