"""The reasons for a refusal that the inputs do not show, and those that they do.

- of the answer itself: `is_stub`, `of_helpers`, `of_state`, `of_writing`
- of its results: `of_results`
- whether it hands out the same arrays again and again: `same_each_time`
"""

import inspect
from functools import partial
from itertools import pairwise

from nnbp_core.exercises.calling import copied, held, identical, writes_into_its_input
from nnbp_core.exercises.differing import Said, where_and_how
from nnbp_core.exercises.probing import unused
from nnbp_core.exercises.supposing import as_if

__all__ = ["defaults", "is_stub", "of_helpers", "of_results", "of_state", "of_writing", "same_each_time"]


def is_stub(answer, first):
    """Whether the first call shows a function that is still to be written."""
    return isinstance(first.error, NotImplementedError) and _raised_by(first.error) is _code(answer)


def _code(answer):
    """The code of a function, of a partial one too, or of an object that can be called."""
    while isinstance(answer, partial):
        answer = answer.func
    return getattr(inspect.unwrap(answer), "__code__", None) or getattr(type(answer).__call__, "__code__", None)


def _raised_by(error):
    """The code that an error was raised in."""
    trace = error.__traceback__
    while trace.tb_next:
        trace = trace.tb_next
    return trace.tb_frame.f_code


def of_helpers(exercises, answer, outcomes, failing):
    """Words for a function that the answer calls and that is still to be written."""
    for error in (outcomes[i].error for i in failing):
        if isinstance(error, NotImplementedError) and _raised_by(error) is not _code(answer):
            name = _raised_by(error).co_name
            of = [id for id, each in exercises.items() if each.reference.__name__ == name]
            where = f" (exercise {of[0]})" if of else ""
            return f"`{name}`{where}, which your function calls, is still empty: it raises NotImplementedError."
    return None


def defaults(answer):
    """The default arguments of a function as they are now, by name."""
    try:
        parameters = inspect.signature(answer).parameters.values()
    except (ValueError, TypeError):
        return {}
    return {each.name: copied(each.default) for each in parameters if each.default is not each.empty}


def of_state(answer, first, again, before):
    """Words for a function that gives something else when it is called again."""
    if again.is_same(first):
        return None
    changed = [name for name, value in defaults(answer).items() if not identical(before[name], value)]
    if changed:
        return (
            f"Your function keeps something between calls: its default argument `{changed[0]}` is made once, when the "
            "function is defined, and each call adds to it or changes it."
        )
    return (
        "Called again with its first input, your function gives something else: it keeps something between calls, "
        "or draws at random."
    )


def of_writing(answer, cases, outcomes, failing):
    """Words for a function that writes into what it is given."""
    if failing and writes_into_its_input(answer, cases[failing[0]], outcomes[failing[0]]):
        return "Your function writes into its input. Others still need it as it was: make a new one instead."
    return None


def of_results(exercise, answer, cases, outcomes, expected, failing):
    """Where and how the results that came differ; where that is no equation, what the answer makes of its arguments."""
    back = [i for i in range(len(cases)) if not outcomes[i].error]
    named = [dict(zip(exercise.parameters, cases[i], strict=True)) for i in back]
    right, came = [expected[i] for i in back], [outcomes[i].value for i in back]
    told = where_and_how(named, right, came, exercise.precise)
    if told.exact:
        return told
    more = as_if(exercise, [cases[i] for i in back], right, came)
    if more:
        return Said(more.told if more.whole else f"{told.text} {more.told}")
    more = unused(exercise, answer, cases, outcomes, failing)
    return Said(f"{told.text} {more}" if more else told.text, False)


def same_each_time(outcomes):
    """Whether a call hands out an array or a list that the call before has handed out."""
    return any(held(one.kept) & held(other.kept) for one, other in pairwise(outcomes))
