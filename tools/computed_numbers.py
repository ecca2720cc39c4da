"""The numbers in the text that code computes: digits for every reader, and behind them, unseen, what computes them.

    the neuron answers 0.82<!-- {SIGMOID.f(1.5):.2f} -->

The comment holds an f-string. It is evaluated in the notebook's own kernel where it stands or, if a name in it is not
yet known there, after the first later cell that makes it known; the digits before it are what it gave. They hold no
blank; with dollar signs around them, as a formula, they may.
"""

import ast
import re

NUMBER = re.compile(r"(?P<shown>\$[^$\n]*\$|[^\s()\[\]*|>]*)<!-- (?P<expression>\{.*?\}) -->")
STRAY = re.compile(r"<!--(?! \{.*?\} -->).*?-->", re.DOTALL)


class NumberFailedError(ValueError):
    """A number that could not be computed, or cannot be shown; the message names the cell and the expression."""


def numbers_in(text):
    """The numbers of a text, as matches."""
    return list(NUMBER.finditer(text))


class Numbers:
    """The numbers of one notebook, filled in while it runs."""

    def __init__(self, cells, ask):
        """`ask` evaluates a Python expression in the kernel: it returns (value, None) or (None, (kind, message))."""
        self.ask, self.waiting, self.values, self.before = ask, [], {}, 0
        self.cells = cells

    def after(self, position):
        """Evaluate all that stands before cell number `position`, once the code before it has run, and what waited."""
        for index in range(self.before, position):
            if self.cells[index].cell_type == "markdown":
                self.waiting += [
                    (index, i, m["expression"]) for i, m in enumerate(numbers_in(self.cells[index].source))
                ]
        self.before = position
        self.waiting = [number for number in self.waiting if not self._evaluated(*number)]

    def _evaluated(self, cell, i, expression):
        value, error = self.ask(f"f'''{expression}'''")
        if error is None:
            self.values[cell, i] = _showable(cell, expression, value)
        elif error[0] != "NameError":
            raise NumberFailedError(f"cell {cell + 1}: {expression} ends in {': '.join(error)}")
        return error is None

    def finish(self):
        """Write every number into its text; returns what was stale, as sentences.

        Raises
        ------
        NumberFailedError
            For an expression whose names no cell has made known.
        """
        self.after(len(self.cells))
        if self.waiting:
            cell, _, expression = self.waiting[0]
            raise NumberFailedError(f"cell {cell + 1}: no code of the notebook makes known what {expression} needs")
        stale = []
        for index, cell in enumerate(self.cells):
            if cell.cell_type == "markdown":
                cell.source = self._written(index, cell.source, stale)
        return stale

    def _written(self, index, text, stale):
        values = iter(range(len(text)))

        def write(match):
            value = self.values[index, next(values)]
            if match["shown"] != value:
                stale.append(f"cell {index + 1} shows {match['shown']!r}; {match['expression']} gives {value!r}")
            return f"{value}<!-- {match['expression']} -->"

        return NUMBER.sub(write, text)


def _showable(cell, expression, literal):
    """The value as text, with a true minus sign; it must be what the pattern above finds again."""
    value = ast.literal_eval(literal)
    value = value if value.startswith("$") else re.sub(r"^-(?=[\d.])", "−", value)
    again = NUMBER.fullmatch(f"{value}<!-- {expression} -->")
    if not value or not again or again["shown"] != value:
        raise NumberFailedError(f"cell {cell + 1}: {expression} gives {value!r}; a number in the text holds no blank")
    return value
