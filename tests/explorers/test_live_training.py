"""Training with a stop button, as a plain function and as a widget."""

import time

import pytest

from nnbp_core import DivergenceError
from nnbp_core.explorers.choices import ACTIVATION_NAMES, COST_NAMES
from nnbp_core.explorers.live_training import LiveTraining, training_run


def test_a_training_run_learns():
    *_, last = training_run(20, 3.0, 10, 5)
    assert last.number == 5
    assert last.accuracy > 0.85


def test_a_training_run_refuses_what_is_not_possible():
    with pytest.raises(ValueError, match="expected a whole number above 0"):
        training_run(0, 3.0, 10, 5)
    with pytest.raises(ValueError, match="eta is -1"):
        training_run(5, -1, 10, 5)


def test_training_can_be_stopped_and_started_again():
    view = LiveTraining()
    view.epochs.value = 100
    view.train()
    while not view.run:
        time.sleep(0.01)
    view.stop.click()
    view.thread.join(20)
    assert 0 < len(view.run) < 100
    assert not view.start.disabled
    assert "read right" in view.status.value
    assert view.curves.value.startswith("<?xml")
    view.epochs.value = 2
    view.train()
    view.thread.join(20)
    assert len(view.run) == view.bar.value == 2


def test_divergence_is_told_in_the_view(monkeypatch):
    def diverging(*settings):
        yield from training_run(5, 1.0, 50, 1)
        raise DivergenceError("training diverged in epoch 2: try a smaller eta")

    monkeypatch.setattr("nnbp_core.explorers.live_training.training_run", diverging)
    view = LiveTraining()
    view.train()
    view.thread.join(20)
    assert "try a smaller eta" in view.status.value
    assert len(view.run) == 1


def test_everything_offered_can_be_trained():
    view = LiveTraining()
    assert list(view.activation.options) == ACTIVATION_NAMES
    assert list(view.cost.options) == COST_NAMES
    for activation in view.activation.options:
        for cost in view.cost.options:
            (epoch,) = training_run(3, 0.01, 100, 1, activation, cost)
            assert epoch.cost > 0
