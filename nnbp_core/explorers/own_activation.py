"""Plug in an activation of your own: `OwnActivation`.

What it makes of the line typed is in a plain function, `activation_from`, which can be called and tested alone.
"""

import ast
from html import escape

import ipywidgets
import numpy as np

from nnbp_core import SIGMOID, Activation, Network, check_gradients
from nnbp_core.explorers.live_view import LiveView
from nnbp_core.figures import plot_activations

__all__ = ["OwnActivation", "activation_from"]

FUNCTIONS = {
    name: getattr(np, name) for name in ("exp", "log1p", "tanh", "sin", "cos", "arctan", "sqrt", "where", "abs")
}
STEP = 1e-20
ALLOWED = (
    ast.Expression,
    ast.BinOp,
    ast.UnaryOp,
    ast.Call,
    ast.Name,
    ast.Load,
    ast.Constant,
    ast.operator,
    ast.unaryop,
    ast.Compare,
    ast.cmpop,
)


def activation_from(expression):
    """An activation from an expression in z, such as ``z / (1 + abs(z))``; its slope comes from the complex step.

    Raises
    ------
    ValueError
        If the expression is more than arithmetic in z and the functions named, or does not give finite numbers.
    """
    names = f"z, numbers, + - * / ** and {', '.join(FUNCTIONS)}"
    try:
        tree = ast.parse(expression, mode="eval")
    except (SyntaxError, ValueError) as error:
        raise ValueError(f"{expression!r} is not an expression: {error}; use {names}") from None
    for node in ast.walk(tree):
        known = not isinstance(node, ast.Name) or node.id == "z" or node.id in FUNCTIONS
        if not isinstance(node, ALLOWED) or not known:
            raise ValueError(f"{expression!r} uses {ast.unparse(node) or type(node).__name__!r}; use {names}")
        if isinstance(node, ast.Constant):
            if not isinstance(node.value, int | float):
                raise ValueError(f"{expression!r} uses {node.value!r}; use {names}")
            node.value = float(node.value)  # a float overflows at once where a whole number would grow for hours
    code = compile(tree, "<activation>", "eval")

    def f(z):
        return eval(code, {"__builtins__": {}}, {**FUNCTIONS, "abs": _abs, "z": z}) + 0 * z

    def prime(z):
        return f(z + 1j * STEP).imag / STEP

    with np.errstate(all="ignore"):
        try:
            values = np.concatenate([f(np.linspace(-3, 3, 7)), prime(np.linspace(-3, 3, 7) + 0.01)])
        except (TypeError, ValueError, ArithmeticError) as error:
            raise ValueError(f"{expression!r} cannot be computed: {error}") from None
    if not np.isfinite(values).all():
        raise ValueError(f"{expression!r} is not finite everywhere between -3 and 3")
    return Activation(expression, f, prime)


def _abs(z):
    return np.where(np.real(z) < 0, -z, z)  # keeps the slope under a complex step


class OwnActivation(LiveView):
    """Type a function of z: see it beside the sigmoid, and see backpropagation check it."""

    NOTE = "In a notebook this view has a line to type your own function of z into; its gradients are checked at once."

    def __init__(self, expression="z / (1 + abs(z))"):
        self.expression = ipywidgets.Text(expression, description="σ(z) =", continuous_update=False)
        self.status = ipywidgets.HTML()
        self.picture = ipywidgets.HTML()
        self.expression.observe(lambda _: self.show(), "value")
        super().__init__([self.expression, self.status, self.picture])
        self.show()

    def show(self):
        """Draw the function typed and check its gradients; say in words what cannot be used."""
        try:
            activation = activation_from(self.expression.value)
        except ValueError as error:
            self.status.value = escape(str(error))
            return
        rng = np.random.default_rng(1)
        network = Network.random([3, 4, 2], rng, [activation, SIGMOID])
        report = check_gradients(network, rng.standard_normal((3, 5)), rng.random((2, 5)))
        self.status.value = f"<pre>{escape(str(report))}</pre>"
        self.picture.value = self.static_picture().svg()

    def static_picture(self):
        """The function beside the sigmoid."""
        return plot_activations([activation_from(self.expression.value), SIGMOID], reach=4.0)
