"""Chapter 7, first half: numerical gradients, and how far two gradients are apart."""

import numpy as np

from nnbp_core import relative_error
from nnbp_core.exercises.exercise import Exercise, Mistake

# Functions of an array, each with its gradient. They take complex numbers, too.


def sum_of_squares(p):
    return (p**2).sum()


def square_of_the_sum_of_squares(p):
    return (p**2).sum() ** 2


def sine_of_the_sum_of_squares(p):
    return np.sin((p**2).sum())


def sum_of_exponentials(p):
    return np.exp(p).sum()


def place(p):
    return np.arange(1, p.shape[-1] + 1)


def cube_of_a_product(p):
    """It minds the shape of p, and has slopes where p is zero."""
    return ((p @ place(p)) ** 3).sum()


def tiny_sum_of_squares(p):
    return 1e-11 * (p**2).sum()


GRADIENTS = {
    sum_of_squares: lambda p: 2 * p,
    square_of_the_sum_of_squares: lambda p: 4 * (p**2).sum() * p,
    sine_of_the_sum_of_squares: lambda p: 2 * np.cos((p**2).sum()) * p,
    sum_of_exponentials: np.exp,
    cube_of_a_product: lambda p: 3 * (p @ place(p))[..., None] ** 2 * place(p),
    tiny_sum_of_squares: lambda p: 2e-11 * p,
}
CURVED = (square_of_the_sum_of_squares, sine_of_the_sum_of_squares, sum_of_exponentials, cube_of_a_product)

# 7.1 --------------------------------------------------------------------------------------------------------------


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
    return f, rng.standard_normal((2,) if size == 2 else (2, 3)), eps


def central_by_lists(f, p, eps):
    flat = p.astype(float).ravel().tolist()
    slopes = []
    for i in range(len(flat)):
        up = [*flat[:i], flat[i] + eps, *flat[i + 1 :]]
        down = [*flat[:i], flat[i] - eps, *flat[i + 1 :]]
        slopes.append((f(np.reshape(up, p.shape)) - f(np.reshape(down, p.shape))) / eps / 2)
    return np.reshape(slopes, p.shape)


def central_with_unit_steps(f, p, eps):
    steps = eps * np.eye(p.size)
    ups = np.array([f(p + step.reshape(p.shape)) for step in steps])
    downs = np.array([f(p - step.reshape(p.shape)) for step in steps])
    return ((ups - downs) / (2 * eps)).reshape(p.shape)


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


def forward_differences(f, p, eps):
    return central_with(f, p, eps, lambda up, here, down: (up - here) / eps)


def central_with(f, p, eps, slope):
    result = np.zeros(p.shape)
    for i in np.ndindex(p.shape):
        nudge = np.zeros(p.shape)
        nudge[i] = eps
        result[i] = slope(f(p + nudge), f(p), f(p - nudge))
    return result


def all_at_once(f, p, eps):
    return np.full(p.shape, (f(p + eps) - f(p - eps)) / (2 * eps))


def nudges_kept(f, p, eps):
    up, down, result = p.astype(float), p.astype(float), np.zeros(p.shape)
    for i in np.ndindex(p.shape):
        up[i] += eps
        down[i] -= eps
        result[i] = (f(up) - f(down)) / (2 * eps)
    return result


def whole_numbers_kept(f, p, eps):
    result = np.zeros(p.shape)
    for i in np.ndindex(p.shape):
        up, down = p.copy(), p.copy()
        up[i] += eps
        down[i] -= eps
        result[i] = (f(up) - f(down)) / (2 * eps)
    return result


def whole_numbers_returned(f, p, eps):
    return central_gradient(f, p, eps).astype(p.dtype)


CENTRAL = Exercise(
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
    mistakes=(
        Mistake(
            "forward difference",
            forward_differences,
            "This is the forward difference: it looks to one side only, and its error is much larger.",
        ),
        Mistake(
            "divided by one step",
            lambda f, p, eps: central_with(f, p, eps, lambda up, here, down: (up - down) / eps),
            "The difference is divided by ε. From one foot to the other it is farther than that.",
        ),
        Mistake(
            "feet swapped",
            lambda f, p, eps: central_with(f, p, eps, lambda up, here, down: (down - up) / (2 * eps)),
            "The sign is wrong: down minus up.",
        ),
        Mistake(
            "not divided",
            lambda f, p, eps: central_with(f, p, eps, lambda up, here, down: up - down),
            "These are differences of f. A slope divides them by the distance between the feet.",
        ),
        Mistake(
            "all at once",
            all_at_once,
            "All entries are nudged together, which gives one number for all. Each entry has a slope of its own.",
        ),
        Mistake(
            "nudges kept",
            nudges_kept,
            "A nudge stays when the next entry's turn comes. All other entries must be where they were.",
        ),
        Mistake(
            "nudge lost in whole numbers",
            whole_numbers_kept,
            "Right for floats. A copy of an array of whole numbers holds whole numbers, too: the nudge was cut off.",
        ),
        Mistake(
            "slopes cut to whole numbers",
            whole_numbers_returned,
            "Right for floats. Where p holds whole numbers, the slopes were cut to whole numbers as well.",
        ),
        Mistake(
            "flat result",
            lambda f, p, eps: central_gradient(f, p, eps).ravel(),
            "The slopes come as one flat row. They must lie as the entries of p do.",
        ),
    ),
    alternatives=(central_by_lists, central_with_unit_steps, central_put_back),
)

# 7.2 --------------------------------------------------------------------------------------------------------------


def gradient_error(f, p, g):
    n = np.zeros(p.shape)
    for i in np.ndindex(p.shape):
        step = np.zeros(p.shape, complex)
        step[i] = 1e-20j
        n[i] = f(p + step).imag / 1e-20
    scale = np.linalg.norm(g) + np.linalg.norm(n)
    return np.linalg.norm(g - n) / scale if scale > 0 else 0.0


def suspect_inputs(rng, size):
    """Size 1: twice too large. 2: both zero. 3: sign lost. 4: right. 5: nearly opposite. 6: noise. 7 to 9: below."""
    if size == 1:
        return sum_of_squares, np.array([3.0]), np.array([12.0])
    if size == 2:
        return square_of_the_sum_of_squares, np.zeros(2), np.zeros(2)
    f = CURVED[int(rng.integers(len(CURVED)))]
    p = rng.standard_normal((2, 3))
    right = GRADIENTS[f](p)
    noise = rng.standard_normal(p.shape)
    if size == 7:
        whole = rng.integers(1, 4, p.shape)  # numbers, and only g is zero
        return f, whole, 0 * whole
    if size == 8:
        return square_of_the_sum_of_squares, 0 * p, noise  # only n is zero
    if size == 9:
        return tiny_sum_of_squares, p, 3 * GRADIENTS[tiny_sum_of_squares](p)
    return f, p, {3: -right, 4: right, 5: 0.1 * noise - right, 6: noise}[size]


def complex_slopes(f, p):
    steps = 1e-20j * np.eye(p.size).reshape(p.size, *p.shape)
    return np.array([f(p + step).imag for step in steps]).reshape(p.shape) / 1e-20


def error_from_unit_steps(f, p, g):
    return relative_error(g, complex_slopes(f, p))


def error_by_hand(f, p, g):
    squares = [0.0, 0.0, 0.0]
    for i in np.ndindex(p.shape):
        moved = p.astype(complex)
        moved[i] = complex(p[i], 1e-30)
        n = float(np.imag(f(moved))) / 1e-30
        squares = [squares[0] + (g[i] - n) ** 2, squares[1] + g[i] ** 2, squares[2] + n**2]
    apart, given, expected = (each**0.5 for each in squares)
    if given + expected == 0:
        return 0
    return apart / (given + expected)


def error_in_flat_arrays(f, p, g):
    n, ours = complex_slopes(f, p).ravel(), g.ravel()
    if not ours.any() and not n.any():
        return 0.0
    return np.sqrt(np.sum((n - ours) ** 2)) / (np.sqrt(np.dot(ours, ours)) + np.sqrt(np.dot(n, n)))


def over_the_sum(f, p, g):
    n = complex_slopes(f, p)
    return np.linalg.norm(g - n) / np.linalg.norm(g + n) if g.any() or n.any() else 0.0


def both_zero_forgotten(f, p, g):
    n = complex_slopes(f, p)
    return np.linalg.norm(g - n) / (np.linalg.norm(g) + np.linalg.norm(n))


def over_the_larger(f, p, g):
    n = complex_slopes(f, p)
    scale = max(np.linalg.norm(g), np.linalg.norm(n))
    return np.linalg.norm(g - n) / scale if scale else 0.0


def over_the_numerical(f, p, g):
    n = complex_slopes(f, p)
    return np.linalg.norm(g - n) / np.linalg.norm(n) if n.any() else 0.0


def not_relative(f, p, g):
    return np.linalg.norm(g - complex_slopes(f, p))


def real_part(f, p, g):
    steps = 1e-20j * np.eye(p.size).reshape(p.size, *p.shape)
    return relative_error(g, np.array([f(p + step).real for step in steps]).reshape(p.shape) / 1e-20)


def not_divided(f, p, g):
    return relative_error(g, 1e-20 * complex_slopes(f, p))


def by_central_differences(f, p, g):
    return relative_error(g, central_gradient(f, p, 1e-5))


def moved_together(f, p, g):
    return relative_error(g, np.full(p.shape, f(p + 1e-20j).imag / 1e-20))


def worst_entry(f, p, g):
    n = complex_slopes(f, p)
    scale = np.abs(g) + np.abs(n)
    return (np.abs(g - n) / np.where(scale > 0, scale, 1)).max()


def squares_of_lengths(f, p, g):
    n = complex_slopes(f, p)
    scale = (g**2).sum() + (n**2).sum()
    return ((g - n) ** 2).sum() / scale if scale else 0.0


SUSPECT = Exercise(
    id="7.2",
    title="How wrong is this gradient?",
    reference=gradient_error,
    inputs=suspect_inputs,
    sizes=(1, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 8, 9),
    tried="gradients that are right, doubled, of the wrong sign, noisy, tiny and zero",
    insight="0 says the same, 1 as far apart as can be: by the triangle inequality nothing lies outside.",
    hints=(
        "Two parts: a numerical gradient n by the complex step, entry by entry; then one number from g and n.",
        "The nudge is imaginary and stands in one entry. The slope is what it leaves in the imaginary part, over ε.",
        "What is left to divide by if g and n are both zero? They agree then.",
    ),
    mistakes=(
        Mistake(
            "over the length of g + n",
            over_the_sum,
            "This divides by the length of g + n, which vanishes when the sign is lost. Add the two lengths instead.",
        ),
        Mistake(
            "both zero forgotten",
            both_zero_forgotten,
            "Right, except where both gradients are zero: there this is 0/0. They agree, so the error is 0.",
        ),
        Mistake(
            "over the larger length",
            over_the_larger,
            "This divides by the larger of the two lengths, so it can reach 2.",
        ),
        Mistake(
            "over the length of n",
            over_the_numerical,
            "This divides by the length of n alone: it has no upper limit.",
        ),
        Mistake(
            "not relative", not_relative, "This is the length of the difference. It says little until it is divided."
        ),
        Mistake(
            "real part",
            real_part,
            "The real part is f itself. The slope is in the other part.",
        ),
        Mistake(
            "not divided by ε",
            not_divided,
            "The numerical gradient is almost nothing: what the nudge left behind must be divided by its length.",
        ),
        Mistake(
            "central difference",
            by_central_differences,
            "A difference has crept in, and its round-off blurs the verdict. The complex step subtracts nothing.",
        ),
        Mistake(
            "all entries together",
            moved_together,
            "All entries take their imaginary step together. Then the imaginary part is the sum of all slopes.",
        ),
        Mistake(
            "worst entry",
            worst_entry,
            "This is the relative error of the worst entry. Here one number speaks for the arrays as wholes.",
        ),
        Mistake(
            "squares of the lengths",
            squares_of_lengths,
            "These are squares of lengths. With them the error may pass 1.",
        ),
    ),
    alternatives=(error_from_unit_steps, error_by_hand, error_in_flat_arrays),
)

EXERCISES = (CENTRAL, SUSPECT)
