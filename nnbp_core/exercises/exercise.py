"""What an exercise is.

- one exercise with all it knows of right and wrong answers: `Exercise`
- one wrong answer with its explanation: `Mistake`
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from inspect import signature

import numpy as np

__all__ = ["Exercise", "Mistake"]


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


@dataclass(frozen=True)
class Exercise:
    """An exercise: its reference, and what is known of mistakes.

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
    mistakes : tuple of Mistake
        At least five.
    alternatives : tuple of callable
        Right answers written differently. At least three.
    sizes : tuple of int
        The sizes asked of `inputs`, the smallest first.
    equivalent_mutants : dict of str to str
        Generated mutants that compute the same function, each with the reason; their names are those of `mutants`.
    precise : bool
        Whether the task is about precision, so that a result in float32 is not enough.
    traits : dict of str to callable
        What else may part right from wrong: words such as "where a neuron is saturated", and a predicate of the
        arguments of a call.
    """

    id: str
    title: str
    reference: Callable
    inputs: Callable
    tried: str
    insight: str
    hints: tuple[str, ...]
    mistakes: tuple[Mistake, ...]
    alternatives: tuple[Callable, ...]
    sizes: tuple[int, ...] = (1, 2, 2, 3, 3, 3, 4, 4, 4, 4)
    equivalent_mutants: Mapping[str, str] = field(default_factory=dict)
    precise: bool = False
    traits: Mapping[str, Callable] = field(default_factory=dict)

    @property
    def parameters(self):
        """The names of the reference's parameters."""
        return list(signature(self.reference).parameters)

    def cases(self):
        """The arguments of every call, the smallest case first; the same ones each time."""
        seed = [int(part) for part in self.id.split(".")]
        for number, size in enumerate(self.sizes):
            yield self.inputs(np.random.default_rng([*seed, number]), size)
