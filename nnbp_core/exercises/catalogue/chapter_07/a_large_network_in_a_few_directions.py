"""7.4 A large network, in a few directions."""

import numpy as np

from nnbp_core.exercises.catalogue.chapter_07._functions_of_an_array import (
    CURVED,
    GRADIENTS,
    square_of_the_sum_of_squares,
    sum_of_exponentials,
    sum_of_squares,
    tiny_sum_of_squares,
)
from nnbp_core.exercises.exercise import Exercise, alternative, mistake


def worst_direction(f, p, g, directions, eps):
    worst = 0.0
    for d in directions:
        measured = (f(p + eps * d) - f(p - eps * d)) / (2 * eps)
        claimed = g @ d
        scale = abs(measured) + abs(claimed)
        if scale > 0:
            worst = max(worst, abs(measured - claimed) / scale)
    return worst


def rare_inputs(p, directions, eps, size):
    """What a hasty test overlooks, one for each size from 5 on."""
    if size == 5:  # whole numbers, and a mistake that one direction sees, neither the first nor the last
        seen = np.array([[1, 0, 0, 0], [-2, 0, 0, 0], [0, 1, -1, 2], [3, 0, 0, 0], [1, 0, 0, 0]])
        return sum_of_squares, np.array([1, -1, 2, 1]), np.array([2, 4, 4, 9]), seen, eps
    if size == 6:  # both slopes are 0 in every direction
        return square_of_the_sum_of_squares, 0 * p, 0 * p, directions, eps
    if size == 7:  # only the claimed slopes are 0
        return sum_of_exponentials, p, 0 * p, directions, eps
    if size == 8:  # both slopes are tiny
        return tiny_sum_of_squares, p, 3 * GRADIENTS[tiny_sum_of_squares](p), directions, eps
    directions[::2, 0] = 0  # both slopes are 0 in every other direction
    unit = np.eye(len(p))[0]
    return sum_of_squares, 3 * unit, 7 * unit, directions, eps


def directed_inputs(rng, size):
    if size == 1:
        return sum_of_squares, np.array([3.0]), np.array([12.0]), np.array([[1.0]]), 0.01
    f = CURVED[int(rng.integers(len(CURVED)))]
    p, directions = rng.standard_normal(2 * size), rng.standard_normal((size, 2 * size))
    eps, right = float(rng.integers(1, 10)) / 100, GRADIENTS[f](p)
    if size > 4:
        return rare_inputs(p, directions, eps, size)
    off = 0.3 * np.abs(right).max() * rng.standard_normal(p.shape)
    return f, p, {2: -right, 3: right + off, 4: right}[size], directions, eps


EXERCISE = Exercise(
    id="7.4",
    title="A large network, in a few directions",
    reference=worst_direction,
    inputs=directed_inputs,
    tried="1 to 18 parameters, 1 to 9 directions; gradients that are right, off, of the wrong sign, tiny and zero",
    insight="The price is two calls a direction, whatever the number of parameters. The answer no longer says where.",
    hints=(
        "Along a direction d, f is a function of one number t: f(p + t d). Its slope at 0 can be measured.",
        "If g is right, the same slope is a sum over all entries: each moves by its share of d, times its own slope.",
        "One number for each direction, then the largest. What if both slopes of a direction are 0?",
    ),
    sizes=(1, 2, 2, 3, 3, 3, 4, 4, 5, 6, 7, 8, 9),
)


@alternative
def worst_by_arrays(f, p, g, directions, eps):
    ups = np.array([f(p + step) for step in eps * directions])
    downs = np.array([f(p - step) for step in eps * directions])
    measured, claimed = (ups - downs) / 2 / eps, directions @ g
    scale = np.abs(measured) + np.abs(claimed)
    return np.divide(np.abs(measured - claimed), scale, out=np.zeros(len(scale)), where=scale > 0).max()


@alternative
def worst_by_lists(f, p, g, directions, eps):
    errors = []
    for d in directions.tolist():
        up = f(np.array([one + eps * step for one, step in zip(p.tolist(), d, strict=True)]))
        down = f(np.array([one - eps * step for one, step in zip(p.tolist(), d, strict=True)]))
        n, claimed = (up - down) / eps * 0.5, sum(one * step for one, step in zip(g.tolist(), d, strict=True))
        errors.append(0 if n == claimed == 0 else abs(claimed - n) / (abs(claimed) + abs(n)))
    return sorted(errors)[-1]


@alternative
def worst_along_a_line(f, p, g, directions, eps):
    def error(d):
        def along(t):
            return f(p + t * d)

        n, claimed = (along(eps) - along(-eps)) / (eps + eps), np.dot(d, g)
        return abs(n - claimed) / (abs(n) + abs(claimed)) if n or claimed else 0.0

    return max(map(error, directions))


def errors_with(f, p, g, directions, eps, *, quotient=None, claim=np.dot, scale=None):
    """The error of each direction; each argument changes one part."""
    errors = []
    for d in directions:
        up, down = f(p + eps * d), f(p - eps * d)
        n = (up - down) / (2 * eps) if quotient is None else quotient(up, f(p), down, eps)
        claimed = claim(g, d)
        size = abs(n) + abs(claimed) if scale is None else scale(n, claimed)
        errors.append(abs(n - claimed) / size if n or claimed else 0.0)
    return errors


@mistake("This is the forward difference: the step is taken to one side only.")
def forward_difference(*case):
    return max(errors_with(*case, quotient=lambda up, here, down, eps: (up - here) / eps))


@mistake("The difference is divided by ε. From one foot to the other there are two.")
def divided_by_one_step(*case):
    return max(errors_with(*case, quotient=lambda up, here, down, eps: (up - down) / eps))


@mistake("This is the mean over the directions. One direction that sees a mistake is enough: take the worst.")
def mean_over_the_directions(*case):
    return float(np.mean(errors_with(*case)))


@mistake("Only the first direction is tried.")
def first_direction_alone(*case):
    return errors_with(*case)[0]


@mistake("What comes back belongs to the last direction. Keep the worst of all.")
def last_direction_alone(*case):
    return errors_with(*case)[-1]


@mistake("This is the smallest error of all directions. The mistake may lie in the others.")
def best_direction(*case):
    return min(errors_with(*case))


@mistake("This divides by the slope that was measured, so there is no upper limit.")
def over_the_measured_slope(*case):
    return max(errors_with(*case, scale=lambda n, claimed: abs(n)))


@mistake("This divides by |n + c|, which vanishes when the sign is lost. Add the two absolute values instead.")
def over_the_sum(*case):
    return max(errors_with(*case, scale=lambda n, claimed: abs(n + claimed)))


@mistake("This is a difference of slopes. Divide it by what the two slopes amount to.")
def not_relative(*case):
    return max(errors_with(*case, scale=lambda n, claimed: 1.0))


@mistake("The claimed slope is the length of g. Along d it is a sum over the entries: each of g times that of d.")
def length_of_the_gradient(*case):
    return max(errors_with(*case, claim=lambda g, d: np.linalg.norm(g)))


@mistake("The claimed slope is the sum of g. Each entry counts as much as the direction moves its parameter.")
def sum_of_the_gradient(*case):
    return max(errors_with(*case, claim=lambda g, d: np.sum(g)))


@mistake("Right, except where both slopes are 0: there this is 0/0. They agree, so the error is 0.")
def both_zero_forgotten(f, p, g, directions, eps):
    n = np.array([f(p + eps * d) - f(p - eps * d) for d in directions]) / (2 * eps)
    claimed = directions @ g
    return (np.abs(n - claimed) / (np.abs(n) + np.abs(claimed))).max()


@mistake("A small number is added to what is divided by. That hides the error of a gradient that is small itself.")
def small_number_added(*case):
    return max(errors_with(*case, scale=lambda n, claimed: abs(n) + abs(claimed) + 1e-8))


@mistake("The directions are cut to length 1. That makes other steps: step by ε times d as it is.")
def directions_of_length_one(f, p, g, directions, eps):
    units = directions / np.linalg.norm(directions, axis=1, keepdims=True)
    return max(errors_with(f, p, g, units, eps))


@mistake("One relative error is made of all directions together. Each direction has its own; take the worst.")
def all_directions_together(f, p, g, directions, eps):
    n = np.array([f(p + eps * d) - f(p - eps * d) for d in directions]) / (2 * eps)
    claimed = directions @ g
    scale = np.linalg.norm(n) + np.linalg.norm(claimed)
    return np.linalg.norm(n - claimed) / scale if scale else 0.0
