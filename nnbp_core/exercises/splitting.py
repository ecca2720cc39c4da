"""When an answer is right and when it is wrong: what separates the cases that fail from those that pass.

- the separation in words: `when`

Traits are told from simple to involved, and the first that splits all cases exactly is taken, unless it may be an
accident: too few cases bear it out.
"""

from dataclasses import dataclass
from itertools import combinations

from nnbp_core.exercises import traits

__all__ = ["when"]

ENOUGH = 3  # cases on each side that bear out what is no natural border; fewer are an accident

FAR = 3.0  # a threshold is told of sizes only if there is such a gap between them

IN_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def when(cases, expected, fails, more=None, right="right", wrong="wrong", simple=False, further=None):
    """Words for what splits failing from passing cases; None where nothing does.

    Parameters
    ----------
    cases : list of dict
        The arguments of each case, by name.
    expected : list
        The right results.
    fails : list of bool
    more : mapping of str to callable, optional
        The exercise's own traits: words such as "where a neuron is saturated", and a predicate of the arguments.
    right, wrong : str
        The words for both sides.
    simple : bool
        Whether to name natural borders only, such as one and more: for where the reason is told already.
    further : callable, optional
        More cases, right results and fails, which must bear out a border that is no natural one.
    """
    if all(fails) or not any(fails):
        return None
    split = _Split(fails, right, wrong)
    own = split.by_traits(_table([_own_traits(case, more) for case in cases]))
    if own or split.smallest():
        return str(own[0]) if own else split.smallest()
    numbers = traits.by_examples(_table([traits.counts(case) for case in cases]))
    natural = _natural(split, cases, numbers)
    if len(natural) == 1 and str(natural[0]).startswith(f"{right.capitalize()} for ") and split.smaller >= ENOUGH:
        # few examples may be right for their small numbers
        sizes = split.by_sizes(_table([traits.largest(case) for case in cases]))
        natural += split.by_traits(_table([traits.bounds(case) for case in cases])) or sizes
    if len(natural) == 1 or (natural and split.smaller > 1 and not simple):
        return split.joined(natural)
    if natural or simple:
        return None
    if split.smaller == 1:
        return _alone(split, cases, expected, numbers) if sum(fails) == 1 else None
    found = _other_traits(split, cases, expected, numbers)
    of_numbers = split.by_counts(numbers) + split.by_traits(traits.over_all(cases, expected))
    if further and found in map(str, of_numbers):
        both = [[*some, *others] for some, others in zip((cases, expected, fails), further(), strict=True)]
        found = found if when(*both, more, right, wrong) == found else None
    return found


def _natural(split, cases, numbers):
    """The traits of shapes and the counts that split the cases; neither squares of weights nor of data if both do."""
    rows, counted = (
        _table([traits.shapes(case) | traits.pairs_of_sizes(case) for case in cases]),
        split.by_counts(numbers, True),
    )
    if split.smaller < ENOUGH:
        return split.by_dtypes(rows) + counted
    natural, other = split.by_traits(rows), split.by_traits(_table([traits.squares(case) for case in cases]))
    if other and any("square" in each.yes for each in natural):
        natural, other = [each for each in natural if "square" not in each.yes], []
    return natural + counted or other


def _alone(split, cases, expected, numbers):
    """What sets the one case that fails apart: the most, the largest or the smallest of something, or a trait."""
    found = split.alone(numbers, _table([traits.largest(case) for case in cases]))
    own = traits.over_all(cases, expected) | _table([traits.kinds(c, e) for c, e in zip(cases, expected, strict=True)])
    found += [f"The input that fails is the only one {yes}." for (yes, _), row in own.items() if row == split.fails]
    return found[0] if found else None


def _other_traits(split, cases, expected, numbers):
    """The first trait that splits where there is no natural border: kinds and layers, then numbers, then pairs."""
    matrices = {words: row for words, row in numbers.items() if words[0].startswith(("matrix", "entry in"))}
    found = split.by_traits(_table([traits.kinds(c, e) for c, e in zip(cases, expected, strict=True)]))
    found += split.by_counts(matrices) + split.exactly(matrices) if split.borne_out > 1 else []
    if not found and split.smaller >= ENOUGH:
        found += split.by_traits(traits.over_all(cases, expected))
        found += split.by_counts(numbers)
        found += split.by_sizes(_table([traits.largest(case) for case in cases]))
        found += split.by_two(_table([traits.shapes(case) for case in cases]) | _more_than_one(numbers))
    return str(found[0]) if found else None


def _table(rows):
    """Each trait with its values over all cases. What stands against "elsewhere" is false where it does not occur."""
    keys = {key: None for row in rows for key in row if "elsewhere" in key or all(key in each for each in rows)}
    return {key: [row.get(key, False) for row in rows] for key in keys}


def _own_traits(case, more):
    return {(words, "elsewhere"): bool(holds(*case.values())) for words, holds in (more or {}).items()}


def _more_than_one(table):
    """Counts as traits: more than one, or not."""
    found = {}
    for (one, many), row in table.items():
        words = "there is more than one example" if one == "example" else f"there are more than one {many}"
        found[f"where {words}", "elsewhere"] = [n > 1 for n in row]
    return found


def _number(n):
    return IN_WORDS[n] if n < len(IN_WORDS) else str(n)


@dataclass(frozen=True)
class _Found:
    """A sentence in three parts, so that two of them can be joined: "Right", "for one example", "wrong for more"."""

    first: str
    yes: str
    rest: str

    def __str__(self):
        return f"{self.first[0].upper()}{self.first[1:]} {self.yes}, {self.rest}."


@dataclass(frozen=True)
class _Split:
    """The cases that fail and those that do not, with the words for both."""

    fails: list
    right: str
    wrong: str

    @property
    def smaller(self):
        """How many cases are on the smaller side."""
        return min(sum(self.fails), len(self.fails) - sum(self.fails))

    @property
    def borne_out(self):
        """How many cases are on that side, the smallest input aside: much is right there by accident."""
        rest = self.fails[1:]
        return min(sum(rest), len(rest) - sum(rest))

    def _sides(self, row):
        failing = [n for n, fail in zip(row, self.fails, strict=True) if fail]
        return failing, [n for n, fail in zip(row, self.fails, strict=True) if not fail]

    def _found(self, yes, no, wrong_where_yes):
        first, rest = (self.wrong, self.right) if wrong_where_yes else (self.right, self.wrong)
        return _Found(first, yes, f"{rest} {no}")

    def by_traits(self, table):
        """Every trait that splits the cases; those that say where it is wrong first, if the rest is "elsewhere"."""
        other = [not fail for fail in self.fails]
        found = [(yes, no, row == self.fails) for (yes, no), row in table.items() if row in (self.fails, other)]
        found.sort(key=lambda each: each[1] == "elsewhere" and not each[2])
        return [self._found(*each) for each in found]

    def by_dtypes(self, table):
        """The traits that no few cases have by accident."""
        return self.by_traits({words: row for words, row in table.items() if "dtype" in words[0]})

    def exactly(self, table):
        """The one number of things for which the answer is right."""
        found = []
        for (_, many), row in table.items():
            failing, passing = self._sides(row)
            if len(set(passing)) == 1 and passing[0] not in failing and len(passing) > 1:
                found.append(self._found(f"for {_number(passing[0])} {many}", "for any other number", False))
        return found

    def by_counts(self, table, natural=False):
        """Every number of things up to which the answer is right, or wrong; a natural border is 0 or 1."""
        found = []
        for (one, many), row in table.items():
            failing, passing = self._sides(row)
            wrong_above = max(passing) < min(failing)
            low, high = (passing, failing) if wrong_above else (failing, passing)
            few = set(low) in ({0}, {1})
            if max(low) < min(high) and few == natural:
                thing = one if max(low) == 1 else many
                yes = f"for {'' if few else 'up to '}{_number(max(low))} {thing}"
                found.append(self._found(yes, "for more", not wrong_above))
        return found

    def by_sizes(self, table):
        """Every size of numbers that parts the cases, with a wide gap between both sides."""
        found = []
        for words, row in table.items():
            failing, passing = self._sides(row)
            wrong_above = max(passing) < min(failing)
            low, high = (passing, failing) if wrong_above else (failing, passing)
            if min(high) > FAR * max(low):
                yes, no = f"where {words} is at most {max(low):.3g}", f"where it is {min(high):.3g} or more"
                found.append(self._found(yes, no, not wrong_above))
        return found

    def alone(self, numbers, sizes):
        """What the one case that fails has more or less of than any other."""
        found, at = [], self.fails.index(True)
        for (_, many), row in numbers.items():
            if row[at] > max(row[:at] + row[at + 1 :]):
                found.append(f"The input that fails is the one with the most {many}: {_number(row[at])}.")
        for words, row in sizes.items():
            others = row[:at] + row[at + 1 :]
            if row[at] > FAR * max(others):
                found.append(f"The input that fails is the one with the largest numbers: {words} = {row[at]:.3g}.")
            if FAR * row[at] < min(others):
                found.append(f"The input that fails is the one with the smallest numbers: {words} = {row[at]:.3g}.")
        return found

    def by_two(self, table):
        """The first two traits that split the cases together: wrong where both hold, or right only there."""
        rows = [(yes, row) for (yes, _), row in table.items() if ENOUGH <= sum(row) <= len(row) - ENOUGH]
        for (one, first), (other, second) in combinations(rows, 2):
            both = [a and b for a, b in zip(first, second, strict=True)]
            if both in (self.fails, [not fail for fail in self.fails]):
                yes = f"{one} and {other.removeprefix('where ').removeprefix('while ')}"
                return [self._found(yes, "elsewhere", both == self.fails)]
        return []

    def joined(self, found):
        """Two sentences that the cases cannot tell apart in one."""
        alike = [each for each in found if each.first == found[0].first]
        if len(alike) < 2:
            return str(found[0])
        if alike[1].yes.replace("at least", "more than").startswith(alike[0].yes):
            return str(alike[0])
        then = alike[1].yes
        if then.split()[0] == alike[0].yes.split()[0]:
            then = then.split(maxsplit=1)[1]
        yes = f"{alike[0].yes} and {then}"
        return str(
            _Found(alike[0].first, yes, f"{self.wrong if alike[0].first == self.right else self.right} elsewhere")
        )

    def smallest(self):
        """Words for the smallest case alone against all others."""
        if self.fails == [True] + [False] * (len(self.fails) - 1):
            return f"{self.wrong[0].upper()}{self.wrong[1:]} for the smallest input, {self.right} for all others."
        if self.fails == [False] + [True] * (len(self.fails) - 1):
            return f"{self.right[0].upper()}{self.right[1:]} for the smallest input, {self.wrong} for all others."
        return None
