"""3.5 A test for any step back."""

import math

import numpy as np

from nnbp_core.exercises.exercise import Exercise, alternative, mistake


def passes_the_test(forward, backward, n_in, n_out):
    rng = np.random.default_rng(1)
    dz, delta_A = rng.standard_normal((n_in, 1)), rng.standard_normal((n_out, 1))
    at_output, at_input = (delta_A * forward(dz)).sum(), (backward(delta_A) * dz).sum()
    return bool(abs(at_output - at_input) <= 1e-6 * max(abs(at_output), abs(at_input)))


BACK = {
    "right": lambda w, s, d: s * (w.T @ d),
    "slope_left_out": lambda w, s, d: w.T @ d,
    "slope_twice": lambda w, s, d: s * s * (w.T @ d),
    "slope_on_the_wrong_side": lambda w, s, d: w.T @ (s * d),
    "no_transpose": lambda w, s, d: s * (w @ d),
    "forward_once_more": lambda w, s, d: w @ (s * d),
    "undone": lambda w, s, d: np.linalg.pinv(w) @ d / s,
    "wrong_sign": lambda w, s, d: -s * (w.T @ d),
    "twice_too_large": lambda w, s, d: 2 * s * (w.T @ d),
    "slightly_too_large": lambda w, s, d: 1.002 * s * (w.T @ d),
    "half_too_small": lambda w, s, d: s * (w.T @ d) / 2,
    "last_part_left_out": lambda w, s, d: s * (w.T @ d) * (np.arange(len(s)) < len(s) - 1)[:, None],
    "parts_reversed": lambda w, s, d: (s * (w.T @ d))[::-1],
    "slopes_in_reverse_order": lambda w, s, d: s * (w.T @ d[::-1]),
}
PAIRS = (  # the step back, n_in, n_out, the size of its numbers
    ("right", 1, 1, 1),
    ("twice_too_large", 1, 1, 1),
    ("half_too_small", 1, 1, 1),
    ("wrong_sign", 2, 2, 1),
    ("right", 2, 2, 1),
    ("no_transpose", 3, 3, 1),
    ("forward_once_more", 3, 3, 1),
    ("slope_on_the_wrong_side", 3, 3, 1),
    ("parts_reversed", 3, 3, 1),
    ("slopes_in_reverse_order", 3, 2, 1),
    ("last_part_left_out", 4, 2, 1),
    ("slope_left_out", 2, 4, 1),
    ("slope_twice", 3, 4, 1),
    ("undone", 3, 4, 1),
    ("slightly_too_large", 4, 3, 1),
    ("right", 40, 30, 1e9),
    ("right", 2, 5, 1e-12),
    ("twice_too_large", 3, 2, 1e-12),
    ("wrong_sign", 3, 2, 1e-12),
    ("right", 3, 2, 0),
    ("right", 40, 30, 1),
    ("right", 30, 40, 1),
)


def pair_inputs(rng, size):
    kind, n_in, n_out, scale = PAIRS[size - 1]
    w, slope = scale * rng.standard_normal((n_out, n_in)), rng.uniform(0.2, 0.8, (n_in, 1))

    def forward(dz):
        return w @ (slope * dz)

    def backward(delta_A):
        return BACK[kind](w, slope, delta_A)

    backward.__name__ = kind
    return forward, backward, n_in, n_out


EXERCISE = Exercise(
    id="3.5",
    title="A test for any step back",
    reference=passes_the_test,
    inputs=pair_inputs,
    tried="right and wrong steps back, square and other shapes, numbers from 1e-12 to 1e9, slopes of 0, 1 to 40 parts",
    insight="Two calls and no cost: with random columns a mistake shows wherever it is, save by a rare accident.",
    hints=(
        "Draw a column dz as large as the input and another column δA as large as the output. Which call takes which?",
        "Each side of the identity is one number: multiply entry by entry, and add. Where did each of the four belong?",
        "Two numbers are close if their difference is small beside the larger of them. Say so without dividing.",
    ),
    sizes=tuple(range(1, len(PAIRS) + 1)),
)


@alternative
def every_entry_compared(forward, backward, n_in, n_out):
    there = np.hstack([forward(np.eye(n_in)[:, [k]]) for k in range(n_in)])
    back = np.hstack([backward(np.eye(n_out)[:, [j]]) for j in range(n_out)])
    return bool((np.abs(there - back.T) <= 1e-9 * np.abs(there).max()).all())


@alternative
def several_draws(forward, backward, n_in, n_out):
    rng = np.random.default_rng(7)
    for _ in range(5):
        dz, delta_A = rng.uniform(-1, 1, (n_in, 1)), rng.uniform(-1, 1, (n_out, 1))
        if not math.isclose((delta_A.T @ forward(dz)).item(), (backward(delta_A).T @ dz).item(), rel_tol=1e-6):
            return False
    return True


@alternative
def beside_the_lengths(forward, backward, n_in, n_out):
    rng = np.random.default_rng(3)
    dz, delta_A = rng.standard_normal((n_in, 1)), rng.standard_normal((n_out, 1))
    dA, delta_z = forward(dz), backward(delta_A)
    largest = np.linalg.norm(dA) * np.linalg.norm(delta_A) + np.linalg.norm(delta_z) * np.linalg.norm(dz)
    return bool(abs(np.vdot(delta_A, dA) - np.vdot(delta_z, dz)) <= 1e-9 * largest)


def sides(forward, backward, dz, delta_A):
    """Both sides of the identity: counted at the output, and at the input."""
    return float((delta_A * forward(dz)).sum()), float((backward(delta_A) * dz).sum())


def drawn(n_in, n_out):
    rng = np.random.default_rng(5)
    return rng.standard_normal((n_in, 1)), rng.standard_normal((n_out, 1))


@mistake("Columns of ones see only sums. A step back that puts the right numbers in the wrong places slips through.")
def columns_of_ones(forward, backward, n_in, n_out):
    return math.isclose(*sides(forward, backward, np.ones((n_in, 1)), np.ones((n_out, 1))), rel_tol=1e-6)


@mistake(
    "Both columns come from generators with one seed, so for square steps they are the same column. "
    "A forgotten transpose can hide behind that. Draw both from one generator."
)
def same_seed_for_both(forward, backward, n_in, n_out):
    dz = np.random.default_rng(0).standard_normal((n_in, 1))
    delta_A = np.random.default_rng(0).standard_normal((n_out, 1))
    return math.isclose(*sides(forward, backward, dz, delta_A), rel_tol=1e-6)


@mistake("The sides are compared to the last digit. Sums are rounded, so a right step back may differ there.")
def to_the_last_digit(forward, backward, n_in, n_out):
    at_output, at_input = sides(forward, backward, *drawn(n_in, n_out))
    return at_output == at_input


@mistake("One bound serves all: beside numbers of 1e-12 everything is below it, beside 1e9 rounding is above it.")
def absolute_bound(forward, backward, n_in, n_out):
    at_output, at_input = sides(forward, backward, *drawn(n_in, n_out))
    return abs(at_output - at_input) < 1e-10


@mistake("np.isclose also has an absolute bound, 1e-8: beside numbers of 1e-12 every two are close. Set atol.")
def default_of_isclose(forward, backward, n_in, n_out):
    return bool(np.isclose(*sides(forward, backward, *drawn(n_in, n_out))))


@mistake("The difference is compared with its sign. Where one side is far too small, it is below any bound too.")
def difference_with_its_sign(forward, backward, n_in, n_out):
    at_output, at_input = sides(forward, backward, *drawn(n_in, n_out))
    return at_output - at_input <= 1e-6 * abs(at_output)


@mistake("The sides are compared without their signs, so a step back with the wrong sign passes.")
def signs_lost(forward, backward, n_in, n_out):
    at_output, at_input = sides(forward, backward, *drawn(n_in, n_out))
    return math.isclose(abs(at_output), abs(at_input), rel_tol=1e-6)


@mistake("Where both sides are 0 you divide 0 by 0. Such a pair is right: compare without dividing.")
def division_by_zero(forward, backward, n_in, n_out):
    at_output, at_input = map(np.float64, sides(forward, backward, *drawn(n_in, n_out)))
    return bool(abs(at_output - at_input) / max(abs(at_output), abs(at_input)) < 1e-6)


@mistake("Two per cent are too generous. Rounding is far smaller, and a step back that is a little off passes.")
def too_generous(forward, backward, n_in, n_out):
    return math.isclose(*sides(forward, backward, *drawn(n_in, n_out)), rel_tol=0.02)


@mistake("This tries one entry alone, the first from the first. The others may be as wrong as they like.")
def first_entry_only(forward, backward, n_in, n_out):
    return math.isclose(*sides(forward, backward, np.eye(n_in, 1), np.eye(n_out, 1)), rel_tol=1e-6)


@mistake("This says True where the test is failed. True is for the pair that belongs together.")
def verdict_turned_around(forward, backward, n_in, n_out):
    return not math.isclose(*sides(forward, backward, *drawn(n_in, n_out)), rel_tol=1e-6)


@mistake("This looks at shapes alone. All steps here return the right shape; it is the numbers that may be wrong.")
def shapes_only(forward, backward, n_in, n_out):
    dz, delta_A = drawn(n_in, n_out)
    return forward(dz).shape == delta_A.shape and backward(delta_A).shape == dz.shape


@mistake("Back and forth is no identity: a right step back does not undo the step forward.")
def back_undoes_forward(forward, backward, n_in, n_out):
    dz, _ = drawn(n_in, n_out)
    return bool(np.allclose(backward(forward(dz)), dz, rtol=1e-6, atol=0))
