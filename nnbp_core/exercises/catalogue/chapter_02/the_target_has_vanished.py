"""2.2 Find the bug: the target has vanished."""

import numpy as np

from nnbp_core import QUADRATIC
from nnbp_core.exercises.exercise import Exercise, alternative, mistake


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
    low, high = (0, 1) if size == 1 else (-2, 3)
    return stated, rng.uniform(low, high, shape), rng.uniform(low, high, shape)


EXERCISE = Exercise(
    id="2.2",
    title="Find the bug: the target has vanished",
    reference=mend_the_slope,
    inputs=mend_inputs,
    tried="1 to 4 outputs, 1 to 4 examples, from −2 to 3, the published slope and its “corrected” form",
    insight="At the target a cost should be lowest, so its slope must be zero there: the quickest test of any cost.",
    hints=(
        "For the evidence you need no derivative. You call the function that you were given.",
        "Where should a cost have no slope at all? Let the output be exactly that.",
        "Square the difference of output and target, and only then take the derivative. No ½ stands in front.",
    ),
)


@alternative
def mend_by_loops(stated, o, target):
    slope = np.empty_like(o)
    for place, value in np.ndenumerate(o):
        slope[place] = -2 * (target[place] - value)
    return stated(target, target), slope


@alternative
def mend_in_place(stated, o, target):
    slope = o.copy()
    slope -= target
    slope *= 2
    return stated(target.copy(), target), slope


@alternative
def mend_by_core(stated, o, target):
    return stated(target, target), 2 * QUADRATIC.gradient(o, target)


@alternative
def mend_by_nudging(stated, o, target):
    step = 1e-3
    rise = (o + step - target) ** 2 - (o - step - target) ** 2
    return [stated(target, target), rise / (2 * step)]


@mistake("The evidence is right. The slope is the published one, 2o: the target has vanished from it.")
def published_slope(stated, o, target):
    return stated(target, target), 2 * o


@mistake("The evidence is right. The slope −2o belongs to target² − o², which was written and not meant.")
def published_cost_right_derivative(stated, o, target):
    return stated(target, target), -2 * o


@mistake("The target is back, with the wrong sign: too large an output must have a slope above zero.")
def mended_with_the_wrong_sign(stated, o, target):
    return stated(target, target), 2 * (target - o)


@mistake("This is the slope of half the square. The cost meant here has no ½.")
def factor_2_left_out(stated, o, target):
    return stated(target, target), o - target


@mistake(
    "The slope is mended. The evidence is taken at the output as it is, where any cost may have a slope; "
    "take it where the output is right."
)
def evidence_at_the_output(stated, o, target):
    return stated(o, target), 2 * (o - target)


@mistake("The slope is built from the stated one. That mends 2o, and keeps the sign of −2o, which is wrong.")
def stated_slope_less_its_value_at_the_target(stated, o, target):
    return stated(target, target), stated(o, target) - stated(target, target)


@mistake("The slope still holds the difference of squares. Meant was the square of the difference.")
def squares_in_the_slope(stated, o, target):
    return stated(target, target), 2 * (o**2 - target**2)


@mistake("The second result is the cost, (o − target)², one entry at a time. Wanted is its slope.")
def cost_in_place_of_the_slope(stated, o, target):
    return stated(target, target), (o - target) ** 2


@mistake("The evidence is zero: that is the mended slope's. Wanted is what the stated slope gives at the target.")
def evidence_of_the_mended_slope(stated, o, target):
    return 2 * (target - target), 2 * (o - target)
