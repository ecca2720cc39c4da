"""All exercises, chapter by chapter, in one mapping from id to `Exercise`."""

from importlib import import_module
from pkgutil import iter_modules

_CHAPTERS = sorted(module.name for module in iter_modules(__path__))

EXERCISES = {exercise.id: exercise for name in _CHAPTERS for exercise in import_module(f"{__name__}.{name}").EXERCISES}
