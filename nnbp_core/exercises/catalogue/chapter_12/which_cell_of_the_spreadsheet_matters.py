"""12.3 Which cell of the spreadsheet matters?"""

from operator import add, mul, sub, truediv

import numpy as np

from nnbp_core.exercises.exercise import Exercise, alternative, mistake

STEPS = {"+": add, "-": sub, "*": mul, "/": truediv}


def sensitivities(cells, end):
    values, order = {}, []

    def compute(i):
        if i in values:
            return values[i]
        if not isinstance(cells[i], tuple):
            values[i] = cells[i]
            return cells[i]
        sign, j, k = cells[i]
        values[i] = STEPS[sign](compute(j), compute(k))
        order.append(i)
        return values[i]

    compute(end)
    found = np.zeros(len(cells))
    found[end] = 1.0
    for i in reversed(order):
        sign, j, k = cells[i]
        u, v = values[j], values[k]
        parts = {"+": (1, 1), "-": (1, -1), "*": (v, u), "/": (1 / v, -u / v**2)}[sign]
        found[j] += parts[0] * found[i]
        found[k] += parts[1] * found[i]
    return found


def spreadsheet_inputs(rng, size):
    values = [float(rng.choice([-1, 1]) * rng.uniform(0.5, 2)) for _ in range(size + 1)]
    cells = list(values)
    while len(cells) < 3 * size:
        sign = "+-*/"[rng.integers(4)]
        j, k = (int(rng.integers(len(cells), size=2).max()) for _ in range(2))  # rather a late cell than an early one
        value = STEPS[sign](values[j], values[k])
        if 0.2 < abs(value) < 5 and not (j == k and sign in "-/"):
            cells.append((sign, j, k))
            values.append(value)
    place = rng.permutation(len(cells)).tolist()
    shuffled = [None] * len(cells)
    for old, cell in enumerate(cells):
        shuffled[place[old]] = (cell[0], place[cell[1]], place[cell[2]]) if isinstance(cell, tuple) else cell
    return shuffled, place[-2 if size == 3 else -1]


EXERCISE = Exercise(
    id="12.3",
    title="Which cell of the spreadsheet matters?",
    reference=sensitivities,
    inputs=spreadsheet_inputs,
    tried="3 to 12 cells in any order, all four signs, cells used twice and cells that do not matter",
    insight="Any program that adds, subtracts, multiplies and divides can be differentiated in this way, at once.",
    hints=(
        "First the values. A cell can be computed when the two that it is made from have been.",
        "Note the order in which you computed the cells. Read backwards, it tells which may send: nobody before all "
        "that use it have sent.",
        "Begin with a 1 at the cell that you ask about. Each formula sends a part to each of its two cells, and what "
        "arrives there is added, also where both are the same cell.",
    ),
)


def computed(cells, end):
    """The values of all cells that lead to the end, and the order in which the formulas can be computed."""
    values, order = {}, []

    def visit(i):
        if i not in values:
            if isinstance(cells[i], tuple):
                sign, j, k = cells[i]
                values[i] = STEPS[sign](visit(j), visit(k))
                order.append(i)
            else:
                values[i] = cells[i]
        return values[i]

    visit(end)
    return values, order


def derivatives(sign, u, v):
    """How far a step's result moves with each of its inputs."""
    return {"+": (1, 1), "-": (1, -1), "*": (v, u), "/": (1 / v, -u / v**2)}[sign]


@alternative
def by_complex_steps(cells, end):
    def value(i, moved):
        if not isinstance(cells[i], tuple):
            here = cells[i]
        else:
            sign, j, k = cells[i]
            here = STEPS[sign](value(j, moved), value(k, moved))
        return here + 1e-30j if i == moved else here

    return np.array([complex(value(end, moved)).imag / 1e-30 for moved in range(len(cells))])


@alternative
def by_recursion_over_the_users(cells, end):
    values, order = computed(cells, end)

    def of(i):
        total = 1.0 if i == end else 0.0
        for user in order:
            sign, *inputs = cells[user]
            parts = derivatives(sign, *(values[each] for each in inputs))
            total += sum(of(user) * part for each, part in zip(inputs, parts, strict=True) if each == i)
        return total

    return [of(i) for i in range(len(cells))]


@alternative
def by_counting_who_has_sent(cells, end):
    values, order = computed(cells, end)
    waiting = {i: sum(list(cells[user][1:]).count(i) for user in order) for i in values}
    found, ready = dict.fromkeys(range(len(cells)), 0.0) | {end: 1.0}, [end]
    while ready:
        i = ready.pop(0)
        if isinstance(cells[i], tuple):
            sign, *inputs = cells[i]
            parts = derivatives(sign, *(values[each] for each in inputs))
            for each, part in zip(inputs, parts, strict=True):
                found[each] += part * found[i]
                waiting[each] -= 1
                if waiting[each] == 0:
                    ready.append(each)
    return np.array(list(found.values()))


@alternative
def forward_from_every_cell(cells, end):
    def follow(i, moved):
        """A cell's value, and how fast it follows the moved one."""
        if not isinstance(cells[i], tuple):
            return cells[i], float(i == moved)
        sign, j, k = cells[i]
        (u, du), (v, dv) = follow(j, moved), follow(k, moved)
        for_u, for_v = derivatives(sign, u, v)
        return STEPS[sign](u, v), 1.0 if i == moved else for_u * du + for_v * dv

    return np.array([follow(end, moved)[1] for moved in range(len(cells))])


def walked_back(cells, end, *, rules=derivatives, order=None, arrive=add):
    """The reference with one thing changed: the rules of the steps, the order, or what an arriving part does."""
    values, computed_in = computed(cells, end)
    found = np.zeros(len(cells))
    found[end] = 1.0
    for i in order(cells, end, computed_in) if order else reversed(computed_in):
        sign, j, k = cells[i]
        for each, part in zip((j, k), rules(sign, values[j], values[k]), strict=True):
            found[each] = arrive(found[each], part * found[i])
    return found


def changed(sign, rule):
    """The rules of the steps, with another one for this sign."""
    return lambda each, u, v: rule(u, v) if each == sign else derivatives(each, u, v)


@mistake("Where a cell is used more than once, only one of the parts that come back is kept. They must be added.")
def overwritten(*case):
    return walked_back(*case, arrive=lambda old, new: new)


@mistake("Cells send in the order in which they stand. One must not send before all that use it have sent.")
def as_they_stand(*case):
    return walked_back(*case, order=lambda cells, end, order: sorted(order))


@mistake("Cells send from the bottom of the sheet to its top. A cell may use others that stand below it.")
def from_bottom_to_top(*case):
    return walked_back(*case, order=lambda cells, end, order: sorted(order, reverse=True))


def as_soon_as_reached(cells, end, order):
    """The formulas, each before the ones that it uses, in the order in which they are first reached."""
    found, waiting = [], [end]
    while waiting:
        i = waiting.pop(0)
        if isinstance(cells[i], tuple) and i not in found:
            found.append(i)
            waiting += cells[i][1:]
    return found


@mistake("A cell sends as soon as something has reached it. What arrives later never goes on: it must wait for all.")
def sent_too_early(*case):
    return walked_back(*case, order=as_soon_as_reached)


@mistake("In a difference, the second cell counts with the wrong sign.")
def difference_as_a_sum(*case):
    return walked_back(*case, rules=changed("-", lambda u, v: (1, 1)))


@mistake("In a product, each cell is sent its own value. What its nudge is multiplied by is the other one.")
def own_factor(*case):
    return walked_back(*case, rules=changed("*", lambda u, v: (u, v)))


@mistake("In a quotient, the divisor counts with the wrong sign: a larger one makes a quotient above zero smaller.")
def divisor_without_its_minus(*case):
    return walked_back(*case, rules=changed("/", lambda u, v: (1 / v, u / v**2)))


@mistake("In a quotient, the divisor stands once. The derivative of 1/v has it squared.")
def divisor_not_squared(*case):
    return walked_back(*case, rules=changed("/", lambda u, v: (1 / v, -u / v)))


@mistake("In a quotient, only the upper cell gets a part. The result moves with the divisor, too.")
def divisor_left_out(*case):
    return walked_back(*case, rules=changed("/", lambda u, v: (1 / v, 0)))


@mistake(
    "The parts reach the two cells that the result is made from, and go no further. Begin at the result, and walk "
    "against the order in which the cells are computed, to the very first."
)
def one_step_back_only(*case):
    return walked_back(*case, order=lambda cells, end, order: order[-1:])


@mistake("What arrives is lost at every step: each cell sends on a part of its own step alone.")
def what_arrived_left_out(cells, end):
    values, order = computed(cells, end)
    found = np.zeros(len(cells))
    found[end] = 1.0
    for i in reversed(order):
        sign, j, k = cells[i]
        parts = derivatives(sign, values[j], values[k])
        found[j] += parts[0]
        found[k] += parts[1]
    return found


@mistake("This tells how fast every cell follows the one asked about. Asked is the other direction.")
def the_other_direction(cells, end):
    found = [sensitivities(cells, i)[end] for i in range(len(cells))]
    return np.array(found)


@mistake("These are per cent for per cent: they are multiplied by the cell's value and divided by the result's.")
def per_cent(cells, end):
    values = [computed(cells, i)[0][i] for i in range(len(cells))]
    return sensitivities(cells, end) * np.array(values) / values[end]


@mistake("Each cell is given without its sign. Does the result rise or fall with it?")
def sizes_only(*case):
    return np.abs(sensitivities(*case))


@mistake("The cell that is asked about has no entry of its own. It follows itself, one unit for one.")
def nothing_for_the_result(cells, end):
    found = sensitivities(cells, end)
    found[end] = 0.0
    return found


@mistake("Only cells that hold a number have an entry. A formula is a cell, too: what if it gave one unit more?")
def numbers_only(cells, end):
    is_number = [not isinstance(cell, tuple) for cell in cells]
    return sensitivities(cells, end) * is_number
