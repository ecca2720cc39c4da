"""A function typed by the reader becomes an activation, or is refused in words."""

import numpy as np
import pytest

from nnbp_core.explorers.own_activation import OwnActivation, activation_from


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


def test_own_activation_checks_its_gradients_and_survives_nonsense():
    view = OwnActivation()
    assert "right" in view.status.value
    kept = view.picture.value
    view.expression.value = "import os"
    assert "not an expression" in view.status.value
    assert view.picture.value == kept
    view.expression.value = "tanh(z)"
    assert view.picture.value != kept
