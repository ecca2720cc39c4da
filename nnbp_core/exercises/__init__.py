"""Exercises that cannot be fooled.

- check an answer: ``check("4.2", backpropagate_error)``
- a nudge: ``hint("4.2")``
- how far you have come: ``progress()``
"""

from nnbp_core.exercises.catalogue import EXERCISES
from nnbp_core.exercises.checking import NOT_ATTEMPTED, PASSED, CheckFailed, check, hint
from nnbp_core.exercises.exercise import Exercise, Mistake
from nnbp_core.exercises.progress import progress

__all__ = ["EXERCISES", "NOT_ATTEMPTED", "PASSED", "CheckFailed", "Exercise", "Mistake", "check", "hint", "progress"]
