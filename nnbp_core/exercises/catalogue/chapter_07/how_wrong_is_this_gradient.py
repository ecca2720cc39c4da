"""7.2 How wrong is this gradient?"""

import numpy as np

from nnbp_core import relative_error
from nnbp_core.exercises.catalogue.chapter_07._functions_of_an_array import (
    CURVED,
    GRADIENTS,
    square_of_the_sum_of_squares,
    sum_of_exponentials,
    sum_of_squares,
    tiny_sum_of_squares,
    waves,
)
from nnbp_core.exercises.catalogue.chapter_07.nudge_every_entry import central_gradient
from nnbp_core.exercises.exercise import Exercise, alternative, mistake


def gradient_error(f, p, g):
    n = np.zeros(p.shape)
    for i in np.ndindex(p.shape):
        step = np.zeros(p.shape, complex)
        step[i] = 1e-20j
        n[i] = f(p + step).imag / 1e-20
    scale = np.linalg.norm(g) + np.linalg.norm(n)
    return np.linalg.norm(g - n) / scale if scale > 0 else 0.0


def rare_suspect(p, noise, whole, size):
    """What a hasty test overlooks, one for each size from 7 on."""
    slopes = GRADIENTS[sum_of_exponentials](whole)
    return {
        7: (sum_of_exponentials, whole, 0 * whole),  # only g is zero
        8: (square_of_the_sum_of_squares, 0 * p, noise),  # only n is zero
        9: (tiny_sum_of_squares, p, 3 * GRADIENTS[tiny_sum_of_squares](p)),
        10: (sum_of_exponentials, whole, slopes),  # whole numbers, and slopes that are not
        11: (sum_of_exponentials, p, np.rint(GRADIENTS[sum_of_exponentials](p) + 1).astype(int)),
        12: (waves, p, GRADIENTS[waves](p)),
    }[size]


def suspect_inputs(rng, size):
    """Size 1: twice too large. 2: both zero. 3: sign lost. 4: right. 5: nearly opposite. 6: noise."""
    if size == 1:
        return sum_of_squares, np.array([3.0]), np.array([12.0])
    if size == 2:
        return square_of_the_sum_of_squares, np.zeros(2), np.zeros(2)
    f = CURVED[int(rng.integers(len(CURVED)))]
    p = rng.standard_normal((2, 3))
    right = GRADIENTS[f](p)
    noise = rng.standard_normal(p.shape)
    if size > 6:
        return rare_suspect(p, noise, rng.integers(1, 4, p.shape), size)
    return f, p, {3: -right, 4: right, 5: 0.1 * noise - right, 6: noise}[size]


EXERCISE = Exercise(
    id="7.2",
    title="How wrong is this gradient?",
    reference=gradient_error,
    inputs=suspect_inputs,
    tried="floats and whole numbers; gradients that are right, doubled, of the wrong sign, noisy, tiny and zero; a "
    "function too steep for differences",
    insight="0 says the same, 1 as far apart as can be: by the triangle inequality nothing lies outside.",
    hints=(
        "Two parts: a numerical gradient n by the complex step, entry by entry; then one number from g and n.",
        "The nudge is imaginary and stands in one entry. The slope is what it leaves in the imaginary part, over ε.",
        "What is left to divide by if g and n are both zero? They agree then.",
    ),
    sizes=(1, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 8, 9, 10, 11, 12),
    precise=True,
    traits={
        "where `g` alone is zero": lambda f, p, g: p.any() and not g.any(),
        "where the numerical gradient alone is zero": lambda f, p, g: g.any() and not p.any(),
        "where `p` holds whole numbers and `g` fits it": lambda f, p, g: p.dtype.kind == "i" and g.any(),
        "where `g` holds whole numbers and is not zero": lambda f, p, g: g.dtype.kind == "i" and g.any(),
    },
)


def complex_slopes(f, p):
    steps = 1e-20j * np.eye(p.size).reshape(p.size, *p.shape)
    return np.array([f(p + step).imag for step in steps]).reshape(p.shape) / 1e-20


@alternative
def error_from_unit_steps(f, p, g):
    return relative_error(g, complex_slopes(f, p))


@alternative
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


@alternative
def error_in_flat_arrays(f, p, g):
    n, ours = complex_slopes(f, p).ravel(), g.ravel()
    if not ours.any() and not n.any():
        return 0.0
    return np.sqrt(np.sum((n - ours) ** 2)) / (np.sqrt(np.dot(ours, ours)) + np.sqrt(np.dot(n, n)))


@mistake("This divides by the length of g + n, which vanishes when the sign is lost. Add the two lengths instead.")
def over_the_length_of_the_sum(f, p, g):
    n = complex_slopes(f, p)
    return np.linalg.norm(g - n) / np.linalg.norm(g + n) if g.any() or n.any() else 0.0


@mistake("Right, except where both gradients are zero: there this is 0/0. They agree, so the error is 0.")
def both_zero_forgotten(f, p, g):
    n = complex_slopes(f, p)
    return np.linalg.norm(g - n) / (np.linalg.norm(g) + np.linalg.norm(n))


@mistake("This divides by the larger of the two lengths, so it can reach 2.")
def over_the_larger_length(f, p, g):
    n = complex_slopes(f, p)
    scale = max(np.linalg.norm(g), np.linalg.norm(n))
    return np.linalg.norm(g - n) / scale if scale else 0.0


@mistake("This divides by the length of n alone: it has no upper limit.")
def over_the_length_of_n(f, p, g):
    n = complex_slopes(f, p)
    return np.linalg.norm(g - n) / np.linalg.norm(n) if n.any() else 0.0


@mistake("This is the length of the difference. It says little until it is divided.")
def not_relative(f, p, g):
    return np.linalg.norm(g - complex_slopes(f, p))


@mistake("The real part is f itself. The slope is in the other part.")
def real_part(f, p, g):
    steps = 1e-20j * np.eye(p.size).reshape(p.size, *p.shape)
    return relative_error(g, np.array([f(p + step).real for step in steps]).reshape(p.shape) / 1e-20)


@mistake("The numerical gradient is almost nothing: what the nudge left behind must be divided by its length.")
def not_divided_by_epsilon(f, p, g):
    return relative_error(g, 1e-20 * complex_slopes(f, p))


@mistake("A difference has crept in, and its round-off blurs the verdict. The complex step subtracts nothing.")
def central_difference(f, p, g):
    return relative_error(g, central_gradient(f, p, 1e-5))


@mistake("All entries take their imaginary step together. Then the imaginary part is the sum of all slopes.")
def all_entries_together(f, p, g):
    return relative_error(g, np.full(p.shape, f(p + 1e-20j).imag / 1e-20))


@mistake("This is the relative error of the worst entry. Here one number speaks for the arrays as wholes.")
def worst_entry(f, p, g):
    n = complex_slopes(f, p)
    scale = np.abs(g) + np.abs(n)
    return (np.abs(g - n) / np.where(scale > 0, scale, 1)).max()


@mistake("These are squares of lengths. With them the error may pass 1.")
def squares_of_the_lengths(f, p, g):
    n = complex_slopes(f, p)
    scale = (g**2).sum() + (n**2).sum()
    return ((g - n) ** 2).sum() / scale if scale else 0.0


def measured(size, f, p, g):
    """The error, with another measure of size in place of the length."""
    n = complex_slopes(f, p)
    scale = size(g) + size(n)
    return size(g - n) / scale if scale else 0.0


@mistake("This adds absolute values where the task wants lengths: the root of the sum of the squares.")
def sums_of_absolute_values(f, p, g):
    return measured(lambda v: np.abs(v).sum(), f, p, g)


@mistake("This compares the largest entries. A length takes in all of them: the root of the sum of the squares.")
def largest_entries(f, p, g):
    return measured(lambda v: np.abs(v).max(), f, p, g)


@mistake("Of a matrix this is another norm, its largest stretch. The length is the root of the sum of all squares.")
def spectral_norm(f, p, g):
    return measured(lambda v: np.linalg.norm(v, 2), f, p, g)


@mistake("This is the mean of the errors of single entries. Here one number speaks for the arrays as wholes.")
def mean_over_the_entries(f, p, g):
    n = complex_slopes(f, p)
    scale = np.abs(g) + np.abs(n)
    return (np.abs(g - n) / np.where(scale > 0, scale, 1)).mean()


@mistake("The nudges pile up: each entry must go back to its place before the next one is nudged.")
def nudges_that_pile_up(f, p, g):
    moved, n = p.astype(complex), np.zeros(p.shape)
    for i in np.ndindex(p.shape):
        moved[i] += 1e-20j
        n[i] = f(moved).imag / 1e-20
    return relative_error(g, n)


@mistake("The imaginary nudge is so long that the curve shows. It may be as short as 1e-20: nothing is subtracted.")
def nudge_too_long(f, p, g):
    steps = 1e-3j * np.eye(p.size).reshape(p.size, *p.shape)
    return relative_error(g, np.array([f(p + step).imag for step in steps]).reshape(p.shape) / 1e-3)
