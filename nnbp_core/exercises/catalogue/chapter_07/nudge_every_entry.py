"""7.1 Nudge every entry."""

import numpy as np

from nnbp_core.exercises.catalogue.chapter_07._functions_of_an_array import CURVED, sum_of_cubes, sum_of_squares
from nnbp_core.exercises.exercise import Exercise, alternative, mistake


def central_gradient(f, p, eps):
    gradient = np.zeros(p.shape)
    for i in np.ndindex(p.shape):
        nudge = np.zeros(p.shape)
        nudge[i] = eps
        gradient[i] = (f(p + nudge) - f(p - nudge)) / (2 * eps)
    return gradient


def nudged_inputs(rng, size):
    if size == 1:
        return sum_of_squares, np.array([3.0]), 0.01
    f = CURVED[int(rng.integers(len(CURVED)))]
    eps = float(rng.integers(1, 10)) / 100
    if size == 3:
        return f, rng.integers(-2, 3, size=(3,)), eps
    if size == 5:
        return sum_of_cubes, rng.standard_normal((3, 2)), eps
    return f, rng.standard_normal((2,) if size == 2 else (2, 3)), eps


EXERCISE = Exercise(
    id="7.1",
    title="Nudge every entry",
    reference=central_gradient,
    inputs=nudged_inputs,
    tried="arrays of one and of two dimensions, of floats and of whole numbers, steps from 0.01 to 0.09",
    insight="This knows nothing of f but its values: two calls for each parameter, and no calculus.",
    hints=(
        "One entry at a time: up by ε, down by ε, all others where they were.",
        "Leave p as it is. A fresh array that holds ε in one place and zeros elsewhere can be added and subtracted.",
        "`np.ndindex(p.shape)` visits every place of an array of any shape. "
        "An array of whole numbers drops the fraction of what you write into it.",
    ),
    sizes=(1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5),
)


@alternative
def central_by_lists(f, p, eps):
    flat = p.astype(float).ravel().tolist()
    slopes = []
    for i in range(len(flat)):
        up = [*flat[:i], flat[i] + eps, *flat[i + 1 :]]
        down = [*flat[:i], flat[i] - eps, *flat[i + 1 :]]
        slopes.append((f(np.reshape(up, p.shape)) - f(np.reshape(down, p.shape))) / eps / 2)
    return np.reshape(slopes, p.shape)


@alternative
def central_with_unit_steps(f, p, eps):
    steps = eps * np.eye(p.size)
    ups = np.array([f(p + step.reshape(p.shape)) for step in steps])
    downs = np.array([f(p - step.reshape(p.shape)) for step in steps])
    return ((ups - downs) / (2 * eps)).reshape(p.shape)


@alternative
def central_put_back(f, p, eps):
    moving, result = p.astype(float), np.empty(p.shape)
    for i in np.ndindex(*p.shape):
        kept = moving[i]
        moving[i] = kept + eps
        up = f(moving)
        moving[i] = kept - eps
        result[i] = (up - f(moving)) / (2 * eps)
        moving[i] = kept
    return result


def central_with(f, p, eps, slope):
    result = np.zeros(p.shape)
    for i in np.ndindex(p.shape):
        nudge = np.zeros(p.shape)
        nudge[i] = eps
        result[i] = slope(f(p + nudge), f(p), f(p - nudge))
    return result


@mistake("This is the forward difference: it looks to one side only, and its error is much larger.")
def forward_difference(f, p, eps):
    return central_with(f, p, eps, lambda up, here, down: (up - here) / eps)


@mistake("The difference is divided by ε. From one foot to the other it is farther than that.")
def divided_by_one_step(f, p, eps):
    return central_with(f, p, eps, lambda up, here, down: (up - down) / eps)


@mistake("The sign is wrong: down minus up.")
def feet_swapped(f, p, eps):
    return central_with(f, p, eps, lambda up, here, down: (down - up) / (2 * eps))


@mistake("These are differences of f. A slope divides them by the distance between the feet.")
def not_divided(f, p, eps):
    return central_with(f, p, eps, lambda up, here, down: up - down)


@mistake("All entries are nudged together, which gives one number for all. Each entry has a slope of its own.")
def all_at_once(f, p, eps):
    return np.full(p.shape, (f(p + eps) - f(p - eps)) / (2 * eps))


@mistake("A nudge stays when the next entry's turn comes. All other entries must be where they were.")
def nudges_kept(f, p, eps):
    up, down, result = p.astype(float), p.astype(float), np.zeros(p.shape)
    for i in np.ndindex(p.shape):
        up[i] += eps
        down[i] -= eps
        result[i] = (f(up) - f(down)) / (2 * eps)
    return result


@mistake("Right for floats. A copy of an array of whole numbers holds whole numbers, too: the nudge was cut off.")
def nudge_lost_in_whole_numbers(f, p, eps):
    result = np.zeros(p.shape)
    for i in np.ndindex(p.shape):
        up, down = p.copy(), p.copy()
        up[i] += eps
        down[i] -= eps
        result[i] = (f(up) - f(down)) / (2 * eps)
    return result


@mistake("Right for floats. Where p holds whole numbers, the slopes were cut to whole numbers as well.")
def slopes_cut_to_whole_numbers(f, p, eps):
    return central_gradient(f, p, eps).astype(p.dtype)


@mistake("The slopes come as one flat row. They must lie as the entries of p do.")
def flat_result(f, p, eps):
    return central_gradient(f, p, eps).ravel()
