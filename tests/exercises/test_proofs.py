"""For every exercise: right answers pass, wrong ones fail with their own message, machine-made ones too."""

import pytest
from mutants import mutants

from nnbp_core.exercises import EXERCISES, NOT_ATTEMPTED, PASSED, CheckFailed, check

each = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=list(EXERCISES))


def pairs(part):
    return [
        pytest.param(exercise, item, id=f"{id}-{getattr(item, 'name', getattr(item, '__name__', ''))}")
        for id, exercise in EXERCISES.items()
        for item in getattr(exercise, part)
    ]


def stub(*arguments):
    raise NotImplementedError


@each
def test_the_stub_is_not_attempted_and_the_reference_passes(exercise):
    assert check(exercise.id, stub) == NOT_ATTEMPTED
    assert check(exercise.id, exercise.reference) == PASSED


@pytest.mark.parametrize(("exercise", "alternative"), pairs("alternatives"))
def test_right_answers_written_differently_pass(exercise, alternative):
    assert check(exercise.id, alternative) == PASSED


@pytest.mark.parametrize(("exercise", "mistake"), pairs("mistakes"))
def test_a_known_mistake_fails_with_its_own_message(exercise, mistake):
    with pytest.raises(CheckFailed) as failed:
        check(exercise.id, mistake.function)
    assert mistake.message in str(failed.value)
    assert sum(other.message in str(failed.value) for other in exercise.mistakes) == 1
    assert 2 <= len(str(failed.value).splitlines()) <= 5


@each
def test_every_generated_mutant_fails_unless_it_is_listed_as_equivalent(exercise):
    survivors, made = set(), set()
    for description, mutant in mutants(exercise.reference):
        made.add(description)
        try:
            check(exercise.id, mutant)
        except CheckFailed:
            continue
        survivors.add(description)
    print(f"{exercise.id}: {len(made) - len(survivors)} of {len(made)} mutants killed")
    assert made
    assert survivors == set(exercise.equivalent_mutants)


@each
def test_there_is_enough_of_everything(exercise):
    assert len(exercise.mistakes) >= 5
    assert len(exercise.alternatives) >= 3
    assert len(exercise.hints) >= 2
    assert len({mistake.message for mistake in exercise.mistakes}) == len(exercise.mistakes)
    assert all(reason.strip() for reason in exercise.equivalent_mutants.values())
    assert exercise.sizes[0] == 1
    assert exercise.sizes == tuple(sorted(exercise.sizes))
