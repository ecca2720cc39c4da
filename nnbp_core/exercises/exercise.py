"""What an exercise is.

- one exercise with all it knows of right and wrong answers: `Exercise`
- one wrong answer with its explanation: `Mistake`
- mark a function as a right answer, or as a wrong one: `alternative`, `mistake`
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from inspect import signature

import numpy as np

__all__ = ["Exercise", "Mistake", "alternative", "mistake", "with_marked"]


@dataclass(frozen=True)
class Mistake:
    """A wrong answer that people give, and what to tell them.

    Parameters
    ----------
    name : str
        A few words, for the table of kill rates.
    function : callable
        Takes what the reference takes.
    message : str
        Names the mistake in one or two plain sentences; never gives the line of code away.
    """

    name: str
    function: Callable
    message: str


@dataclass(frozen=True, eq=False)
class Exercise:
    """An exercise: its reference, and what is known of mistakes. It equals itself alone.

    Parameters
    ----------
    id : str
        Chapter and number, such as "4.2".
    title : str
    reference : callable
        A right answer. Its name and its parameters are those of the task.
    inputs : callable
        ``inputs(rng, size)`` gives the arguments of one call, as a tuple. Size 1 is the smallest case, one that a
        person can follow by hand.
    tried : str
        What the inputs cover, for the line after a pass, such as "layers of 1 to 4 neurons".
    insight : str
        One sentence worth knowing, after a pass.
    hints : tuple of str
        From a nudge to a push; none gives the line of code away.
    sizes : tuple of int
        The sizes asked of `inputs`, the smallest first.
    equivalent_mutants : dict of str to str
        Generated mutants that compute the same function, each with the reason; their names are those of ``mutants``.
    precise : bool
        Whether the task is about precision, so that a result in float32 is not enough.
    traits : dict of str to callable
        What else may part right from wrong: words such as "where a neuron is saturated", and a predicate of the
        arguments of a call.
    alternatives : tuple of callable
        Right answers written differently, at least three: the functions marked `alternative` in the exercise's module.
    mistakes : tuple of Mistake
        At least five: the functions marked `mistake`.
    """

    id: str
    title: str
    reference: Callable
    inputs: Callable
    tried: str
    insight: str
    hints: tuple[str, ...]
    sizes: tuple[int, ...] = (1, 2, 2, 3, 3, 3, 4, 4, 4, 4)
    equivalent_mutants: Mapping[str, str] = field(default_factory=dict)
    precise: bool = False
    traits: Mapping[str, Callable] = field(default_factory=dict)
    alternatives: tuple[Callable, ...] = ()
    mistakes: tuple[Mistake, ...] = ()

    @property
    def parameters(self):
        """The names of the reference's parameters."""
        return list(signature(self.reference).parameters)

    def cases(self, again=()):
        """The arguments of every call, the smallest case first; the same ones each time, others for ``again=(1,)``."""
        seed = [int(part) for part in self.id.split(".")]
        for number, size in enumerate(self.sizes):
            yield self.inputs(np.random.default_rng([*seed, number, *again]), size)


def alternative(function):
    """Mark a function as a right answer to the exercise of its module."""
    return _marked(function, None)


def mistake(message):
    """Mark the function below as a wrong answer to the exercise of its module, with what a reader is told about it."""
    return lambda function: _marked(function, message)


def _marked(function, message):
    if hasattr(function, "message"):
        raise ValueError(f"{function.__module__}: {function.__name__} is marked twice")
    function.message = message
    return function


def with_marked(module):
    """The exercise of a module, with the answers that are marked there, in the order in which they are defined."""
    if not isinstance(getattr(module, "EXERCISE", None), Exercise):
        raise ValueError(f"{module.__name__} has no EXERCISE")
    marked = {name: each for name, each in vars(module).items() if hasattr(each, "message")}
    return replace(
        module.EXERCISE,
        alternatives=tuple(each for each in marked.values() if each.message is None),
        mistakes=tuple(
            Mistake(name.replace("_", " "), each, each.message)
            for name, each in marked.items()
            if each.message is not None
        ),
    )
