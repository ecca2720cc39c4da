"""12.1 The pullback of a division."""

import numpy as np

from nnbp_core.exercises.exercise import Exercise, alternative, mistake


def division_pullback(u, v, delta):
    delta_u = delta / v
    delta_v = -(delta * u / v**2).sum(axis=0, keepdims=True)
    return delta_u, delta_v


def division_inputs(rng, size):
    n, m = (size, size) if size < 3 else rng.integers(2, 6, 2).tolist()
    v = rng.choice([-1.0, 1.0], (1, m)) * rng.uniform(0.4, 2.0, (1, m))
    return rng.standard_normal((n, m)), v, rng.standard_normal((n, m))


EXERCISE = Exercise(
    id="12.1",
    title="The pullback of a division",
    reference=division_pullback,
    inputs=division_inputs,
    tried="1 to 5 rows and columns, divisors of either sign",
    insight="What is copied on the way forward is added up on the way back: a row that is broadcast is a fork.",
    hints=(
        "Begin with single numbers. How far does u / v move if u is nudged, and how far if v is?",
        "Both answers are multiplied by what arrived, entry by entry.",
        "One entry of v divides a whole column. What comes back from each of these places belongs to it.",
    ),
)


@alternative
def from_the_result(u, v, delta):
    s = u / v
    return delta / v, -np.sum(delta * s, axis=0)[np.newaxis] / v


@alternative
def by_loops(u, v, delta):
    delta_u, delta_v = np.zeros(u.shape), np.zeros(v.shape)
    for j in range(u.shape[0]):
        for k in range(u.shape[1]):
            delta_u[j, k] = delta[j, k] / v[0, k]
            delta_v[0, k] -= delta[j, k] * u[j, k] / v[0, k] ** 2
    return delta_u, delta_v


@alternative
def as_a_product_with_the_inverse(u, v, delta):
    inverse = 1 / v
    of_inverse = np.ones((1, len(u))) @ (delta * u)
    return [delta * inverse, of_inverse * -(inverse**2)]


@alternative
def by_complex_steps(u, v, delta):
    def paired(u, v):
        return (delta * (u / v)).sum().imag / 1e-30

    delta_u = [[paired(u + 1e-30j * unit(u, j, k), v) for k in range(u.shape[1])] for j in range(len(u))]
    delta_v = [[paired(u, v + 1e-30j * unit(v, 0, k)) for k in range(u.shape[1])]]
    return np.array(delta_u), np.array(delta_v)


def unit(like, j, k):
    """Zeros, and a 1 in one place."""
    made = np.zeros(like.shape)
    made[j, k] = 1.0
    return made


def division_with(u, v, delta, *, for_u=None, for_v=None, gather=None):
    """The reference with one step changed."""
    each = (for_v or (lambda u, v, d: -d * u / v**2))(u, v, delta)
    gathered = gather(each) if gather else each.sum(axis=0, keepdims=True)
    return (for_u or (lambda u, v, d: d / v))(u, v, delta), gathered


@mistake("The sign of δv is wrong: a larger divisor makes a quotient above zero smaller.")
def no_minus(*case):
    return division_with(*case, for_v=lambda u, v, d: d * u / v**2)


@mistake("δv has a row for each row of u. It must have the shape of v, whose one row was used for all of them.")
def not_added_up(*case):
    return division_with(*case, gather=lambda each: each)


@mistake("What comes back to v from the rows is averaged. The ways of a fork are added.")
def mean_over_the_rows(*case):
    return division_with(*case, gather=lambda each: each.mean(axis=0, keepdims=True))


@mistake("δv adds along the rows. Each column has a divisor of its own, so the columns must stay apart.")
def added_along_the_wrong_axis(*case):
    return division_with(*case, gather=lambda each: each.sum(axis=1, keepdims=True))


@mistake("δv is flat, (m,). It must have the shape of v, which is a row, (1, m).")
def flat_divisor(*case):
    return division_with(*case, gather=lambda each: each.sum(axis=0))


@mistake("All that comes back to v is added into one number. Each column has a divisor of its own.")
def one_number_for_all_divisors(*case):
    return division_with(*case, gather=lambda each: np.full((1, each.shape[1]), each.sum()))


@mistake("In δv the divisor stands once. The derivative of 1/v has it squared.")
def divisor_not_squared(*case):
    return division_with(*case, for_v=lambda u, v, d: -d * u / v)


@mistake("In δv the u is missing: how far a nudge of v moves u / v depends on u.")
def numerator_left_out(*case):
    return division_with(*case, for_v=lambda u, v, d: -d / v**2)


@mistake("For u, what arrived is multiplied by v. A unit of u moves the quotient by one v-th.")
def multiplied_by_the_divisor(*case):
    return division_with(*case, for_u=lambda u, v, d: d * v)


@mistake("For u, what arrived is passed on unchanged. That is the pullback of a sum.")
def numerator_as_in_a_sum(*case):
    return division_with(*case, for_u=lambda u, v, d: d)


@mistake("These are the derivatives of u / v alone. What arrived at the result, δ, multiplies both.")
def what_arrived_left_out(u, v, delta):
    return division_with(u, v, np.ones(delta.shape))


@mistake("The two parts have changed places: first the one for u.")
def divisor_first(*case):
    return division_with(*case)[::-1]


@mistake("In δv, the sum of what arrived is multiplied by the sum of u. Each product comes first, then the sum.")
def sums_multiplied(u, v, delta):
    delta_u, _ = division_with(u, v, delta)
    return delta_u, -delta.sum(axis=0, keepdims=True) * u.sum(axis=0, keepdims=True) / v**2
