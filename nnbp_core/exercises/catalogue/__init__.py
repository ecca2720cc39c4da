"""All exercises, chapter by chapter, in one mapping from id to `Exercise`.

An exercise is a module in the package of its chapter. What several of a chapter share stands in a module whose name
begins with an underscore.
"""

from importlib import import_module
from pkgutil import walk_packages

from nnbp_core.exercises.exercise import with_marked


def exercises_in(package):
    """The exercises of all modules below a package, by id, in the order of their chapters and numbers."""
    found = {}
    for module in walk_packages(package.__path__, f"{package.__name__}."):
        if module.ispkg or module.name.rpartition(".")[2].startswith("_"):
            continue
        exercise = with_marked(import_module(module.name))
        if exercise.id in found:
            raise ValueError(f"{module.name}: there is an exercise {exercise.id} already, {found[exercise.id].title!r}")
        found[exercise.id] = exercise
    return dict(sorted(found.items(), key=lambda item: [int(part) for part in item[0].split(".")]))


EXERCISES = exercises_in(import_module(__name__))
