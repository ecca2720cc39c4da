"""11.3 Only legal moves."""

import numpy as np

from nnbp_core import LOG_LIKELIHOOD, SOFTMAX
from nnbp_core.exercises.exercise import Exercise, alternative, mistake


def costs_and_errors(z, y, legal):
    top = np.where(legal, z, -np.inf).max(axis=0)
    e = np.exp(np.where(legal, z - top, -np.inf))
    total = e.sum(axis=0)
    costs = np.log(total) - (y * (z - top)).sum(axis=0)
    return costs, e / total - y


def positions(rng, size):
    n, m = {1: (2, 1), 2: (3, 1), 3: (4, 3)}.get(size) or (int(rng.integers(3, 7)), int(rng.integers(2, 5)))
    z = rng.standard_normal((n, m)) * (1 if size < 4 else rng.choice([1, 30, 3000], m))
    legal = rng.random((n, m)) < (1 if size == 1 else 0.8)
    played, other = rng.permuted(np.tile(np.arange(n)[:, None], m), axis=0)[:2]
    legal[played, np.arange(m)] = True
    y = np.zeros((n, m))
    y[played, np.arange(m)] = 1
    if size > 1:
        legal[other, np.arange(m)] = False
        z[other, np.arange(m)] = np.abs(z).max(axis=0) + (1 if size < 3 else 1000)  # the largest logit is illegal
    if size > 3:
        z[played, np.arange(m)] -= rng.choice([0, 1000], m)  # a move that the network held for hopeless
        z = z + rng.choice([0, 2000, -2000], m)
    return z, y, legal


EXERCISE = Exercise(
    id="11.3",
    title="Only legal moves",
    reference=costs_and_errors,
    inputs=positions,
    tried="2 to 6 moves, 1 to 4 positions, logits up to thousands either way, illegal moves that look best",
    insight="Shift by the largest of those that count, and take the cost from logits: then no share is ever asked for.",
    hints=(
        "Write the softmax of the legal moves of one position on paper. What replaces the logit of an illegal one?",
        "The largest logit may belong to an illegal move. Then every legal exponential vanishes beside it.",
        "The cost needs no share: it is a log-sum-exp minus a logit. Which one? And mind 0 times infinity in its sum.",
    ),
)


@alternative
def by_core(z, y, legal):
    masked = np.where(legal, z, -1e9)
    return LOG_LIKELIHOOD.value_from_z(masked, y), SOFTMAX.f(masked) - y


@alternative
def by_log_sum_exp(z, y, legal):
    masked = np.where(legal, z, -np.inf)
    whole = np.logaddexp.reduce(masked, axis=0)
    return whole - (z * y).sum(axis=0), np.exp(masked - whole) - y


@alternative
def position_by_position(z, y, legal):
    costs, delta = np.zeros(z.shape[1]), np.zeros(z.shape)
    for x in range(z.shape[1]):
        moves = [j for j in range(len(z)) if legal[j, x]]
        top = max(z[j, x] for j in moves)
        total = sum(np.exp(z[j, x] - top) for j in moves)
        for j in moves:
            delta[j, x] = np.exp(z[j, x] - top) / total - y[j, x]
            if y[j, x]:
                costs[x] = np.log(total) + top - z[j, x]
    return costs, delta


@alternative
def by_odds(z, y, legal):
    ahead = z - (z * y).sum(axis=0)
    with np.errstate(over="ignore"):
        costs = np.logaddexp.reduce(np.where(legal, ahead, -np.inf), axis=0)
    return costs, legal * np.exp(np.minimum(ahead - costs, 0)) - y


def with_masked(mask):
    """A wrong answer by way of logits: `mask` gets z and legal, and gives what the softmax is taken of."""

    def function(z, y, legal):
        masked = mask(z, legal)
        return LOG_LIKELIHOOD.value_from_z(masked, y), SOFTMAX.f(masked) - y

    return function


@mistake("The illegal moves take part in the softmax. It runs over the legal ones alone.")
@with_masked
def rules_ignored(z, legal):
    return z


@mistake("The logits of illegal moves are set to 0. An exponential of 0 is 1: they still take a share.")
@with_masked
def zero_for_illegal(z, legal):
    return z * legal


@mistake("Illegal moves are lowered by a thousand. Logits may be larger than that, and then they still win.")
@with_masked
def lowered_by_a_thousand(z, legal):
    return np.where(legal, z, z - 1000)


@mistake("The mask is the wrong way round: legal moves get no share.")
@with_masked
def mask_inverted(z, legal):
    return np.where(legal, -1e9, z)


def with_shares(shares):
    """A wrong answer by way of shares: `shares` gets z and legal; the cost is minus the logarithm of one share."""

    def function(z, y, legal):
        a = shares(z, legal)
        return -np.log((a * y).sum(axis=0)), a - y

    return function


@mistake("The shares are right, and the cost is their logarithm. A share that is rounded to 0 costs infinity.")
@with_shares
def cost_from_shares(z, legal):
    return SOFTMAX.f(np.where(legal, z, -1e9))


@mistake("The illegal shares are set to 0 after the softmax. What is left no longer adds up to 1.")
@with_shares
def shares_taken_away(z, legal):
    return SOFTMAX.f(z) * legal


@mistake("The softmax is taken of all moves and then divided anew. Beside a large illegal logit, all others are 0.")
@with_shares
def divided_anew(z, legal):
    a = SOFTMAX.f(z) * legal
    return a / a.sum(axis=0)


@mistake("Nothing is taken off before the exponential. Large logits overflow, and very negative ones vanish.")
def not_moved(z, y, legal):
    e = np.exp(z) * legal
    return np.log(e.sum(axis=0)) - (y * z).sum(axis=0), e / e.sum(axis=0) - y


@mistake(
    "The largest logit of all moves is taken off. It may be illegal: then the legal exponentials vanish beside it."
)
def moved_by_an_illegal_logit(z, y, legal):
    top = z.max(axis=0)
    e = np.exp(z - top) * legal
    return np.log(e.sum(axis=0)) - (y * (z - top)).sum(axis=0), e / e.sum(axis=0) - y


@mistake("In the cost, y is multiplied by logits of minus infinity, and 0 times infinity is not a number.")
def zero_times_infinity(z, y, legal):
    masked = np.where(legal, z, -np.inf)
    costs = np.logaddexp.reduce(masked, axis=0) - (y * masked).sum(axis=0)
    return costs, costs_and_errors(z, y, legal)[1]


def spoiled(change):
    """A wrong answer that is right up to a last step: `change` gets the costs, the errors, z, y and legal."""

    def function(z, y, legal):
        return change(*costs_and_errors(z, y, legal), z, y, legal)

    return function


@mistake("The costs are right, and the errors are those of a softmax over all moves.")
@spoiled
def errors_of_all_moves(costs, delta, z, y, legal):
    return costs, SOFTMAX.f(z) - y


@mistake("The errors are right, and the costs are those of a softmax over all moves.")
@spoiled
def costs_of_all_moves(costs, delta, z, y, legal):
    return LOG_LIKELIHOOD.value_from_z(z, y), delta


@mistake("The errors have the wrong sign: y − a for a − y.")
@spoiled
def errors_turned_round(costs, delta, z, y, legal):
    return costs, -delta


@mistake("The costs are negative. The logarithm of a share is below 0; the cost is minus that.")
@spoiled
def costs_turned_round(costs, delta, z, y, legal):
    return -costs, delta


@mistake("The errors are the shares. The target has not been taken off.")
@spoiled
def target_not_taken_off(costs, delta, z, y, legal):
    return costs, delta + y


@mistake("One cost is returned, the mean. Asked for is one for each position.")
@spoiled
def mean_cost(costs, delta, z, y, legal):
    return costs.mean(), delta


@mistake("The errors are divided by the number of positions. δ belongs to one example; BP3 and BP4 take the mean.")
@spoiled
def errors_averaged(costs, delta, z, y, legal):
    return costs, delta / z.shape[1]


@mistake("Errors come first and costs second. The task asks for them the other way round.")
@spoiled
def results_swapped(costs, delta, z, y, legal):
    return delta, costs
