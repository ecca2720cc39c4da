"""The views with Python behind them, as plain functions and as widgets."""

import time

import numpy as np
import pytest

from nnbp_core import DivergenceError
from nnbp_core.explorers.live_views import LiveTraining, OwnActivation, activation_from, training_run


def test_a_training_run_learns():
    *_, last = training_run(20, 3.0, 10, 5)
    assert last.number == 5
    assert last.accuracy > 0.85


def test_a_training_run_refuses_what_is_not_possible():
    with pytest.raises(ValueError, match="expected a whole number above 0"):
        training_run(0, 3.0, 10, 5)
    with pytest.raises(ValueError, match="eta is -1"):
        training_run(5, -1, 10, 5)


@pytest.mark.parametrize(
    "expression", ["z / (1 + abs(z))", "tanh(z)", "where(z > 0, z, 0.1 * z)", "z * exp(-z**2)", "2"]
)
def test_an_activation_has_the_slope_of_its_expression(expression):
    activation = activation_from(expression)
    z = np.array([[-1.3, 0.4, 2.2]])
    slope = (activation.f(z + 1e-6) - activation.f(z - 1e-6)) / 2e-6
    np.testing.assert_allclose(activation.prime(z), slope, atol=1e-8)


@pytest.mark.parametrize(
    "expression",
    [
        "",
        "z +",
        "x",
        "__import__('os')",
        "z.real",
        "(lambda: 1)()",
        "[z]",
        "exp(z, z, z, z)",
        "1 / 0 * z",
        "sqrt(z)",
        "z; z",
        "1j * z",
        "9**9**9**9",
    ],
)
def test_what_is_no_activation_is_refused_in_words(expression):
    with pytest.raises(ValueError, match=r"is not an expression|uses|not finite|cannot be computed"):
        activation_from(expression)


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

    monkeypatch.setattr("nnbp_core.explorers.live_views.training_run", diverging)
    view = LiveTraining()
    view.train()
    view.thread.join(20)
    assert "try a smaller eta" in view.status.value
    assert len(view.run) == 1


def test_own_activation_checks_its_gradients_and_survives_nonsense():
    view = OwnActivation()
    assert "right" in view.status.value
    kept = view.picture.value
    view.expression.value = "import os"
    assert "not an expression" in view.status.value
    assert view.picture.value == kept
    view.expression.value = "tanh(z)"
    assert view.picture.value != kept


@pytest.mark.parametrize("view", [LiveTraining, OwnActivation])
def test_the_static_form_is_a_picture_and_a_line(view):
    data = view()._repr_mimebundle_()
    assert data["text/plain"] == f"{view.__name__}()"
    assert "<img alt=" in data["text/html"]
    assert "notebook" in data["text/html"]
