"""Views that need Python behind them: they run in a notebook, and show one picture on the static page.

- train on the digits and watch, with a stop button: `LiveTraining`
- plug in an activation of your own: `OwnActivation`

What the controls do is in plain functions, `training_run` and `activation_from`, which can be called and tested alone.
"""

import ast
import base64
import threading
from html import escape

import ipywidgets
import numpy as np

from nnbp_core import ACTIVATIONS, COSTS, Activation, DivergenceError, Network, check_gradients, digits, sgd
from nnbp_core.figures import plot_activations, plot_learning_curves

__all__ = ["LiveTraining", "OwnActivation", "activation_from", "training_run"]

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


def training_run(hidden, eta, batch_size, epochs, activation="sigmoid", cost="quadratic", seed=1):
    """Train a 64-hidden-10 network on the digits: the iterator of epochs behind `LiveTraining`.

    Parameters
    ----------
    hidden : int above 0
        Neurons in the hidden layer.
    activation, cost : str
        Names from `ACTIVATIONS` (of the hidden layer; the output layer is sigmoid) and `COSTS`.

    Returns
    -------
    iterator of Epoch

    Raises
    ------
    ValueError
        For a setting that is not possible; see `sgd` and `Network.random`.
    """
    rng = np.random.default_rng(seed)
    layers = [ACTIVATIONS[activation], ACTIVATIONS["sigmoid"]]
    network = Network.random([64, hidden, 10], rng, layers, COSTS[cost])
    return sgd(network, digits(), eta, epochs, batch_size, rng)


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


class _LiveView(ipywidgets.VBox):
    """A view whose static form is one picture and one line."""

    NOTE = ""

    def static_picture(self):
        """The picture for the static page."""
        raise NotImplementedError

    def __repr__(self):
        return f"{type(self).__name__}()"

    def _repr_mimebundle_(self, **options):
        picture = self.static_picture()
        source = base64.b64encode(picture.svg().encode()).decode()
        image = f'<img alt="{escape(picture.alt)}" src="data:image/svg+xml;base64,{source}">'
        html = f"<figure>{image}<figcaption>{escape(self.NOTE)}</figcaption></figure>"
        return {**super()._repr_mimebundle_(**options), "text/plain": repr(self), "text/html": html}


class LiveTraining(_LiveView):
    """Train a network on the digits: live curves, a progress bar, and a stop button."""

    NOTE = "This view trains with Python behind it: in a notebook it has sliders, live curves and a stop button."

    def __init__(self):
        self.hidden = ipywidgets.IntSlider(30, 1, 100, description="hidden")
        self.eta = ipywidgets.FloatLogSlider(3.0, min=-2, max=2, description="η")
        self.batch_size = ipywidgets.IntSlider(10, 1, 200, description="batch")
        self.epochs = ipywidgets.IntSlider(30, 1, 100, description="epochs")
        self.activation = ipywidgets.Dropdown(options=list(ACTIVATIONS), description="hidden σ")
        self.cost = ipywidgets.Dropdown(options=list(COSTS), description="cost")
        self.start = ipywidgets.Button(description="Train", button_style="primary")
        self.stop = ipywidgets.Button(description="Stop", disabled=True)
        self.bar = ipywidgets.IntProgress(0, 0, 30, description="epoch")
        self.status = ipywidgets.HTML("Choose, then press Train.")
        self.curves = ipywidgets.HTML()
        self.run = []
        self._stopped = threading.Event()
        self.thread = None
        self.start.on_click(lambda _: self.train())
        self.stop.on_click(lambda _: self._stopped.set())
        settings = [self.hidden, self.eta, self.batch_size, self.epochs, self.activation, self.cost]
        buttons = ipywidgets.HBox([self.start, self.stop, self.bar])
        super().__init__([*settings, buttons, self.status, self.curves])

    def train(self):
        """Start a run in a thread of its own, so that the stop button is heard."""
        if self.thread is not None and self.thread.is_alive():
            return
        self._stopped.clear()
        self.run = []
        self.start.disabled, self.stop.disabled = True, False
        self.bar.value, self.bar.max = 0, self.epochs.value
        self.thread = threading.Thread(target=self._work, daemon=True)
        self.thread.start()

    def _work(self):
        settings = (self.hidden.value, self.eta.value, self.batch_size.value, self.epochs.value)
        try:
            for epoch in training_run(*settings, self.activation.value, self.cost.value):
                self.run.append(epoch)
                self._show()
                if self._stopped.is_set():
                    break
        except (DivergenceError, ValueError) as error:
            self.status.value = escape(str(error))
        self.start.disabled, self.stop.disabled = False, True

    def _show(self):
        last = self.run[-1]
        self.bar.value = last.number
        self.status.value = f"epoch {last.number}: cost {last.cost:.4f}, read right {last.accuracy:.1%}"
        self.curves.value = plot_learning_curves({"this run": self.run}).svg()

    def static_picture(self):
        """The curves of a run with the settings shown at first."""
        return plot_learning_curves({"64-30-10, η = 3": list(training_run(30, 3.0, 10, 15))})


class OwnActivation(_LiveView):
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
        network = Network.random([3, 4, 2], rng, [activation, ACTIVATIONS["sigmoid"]])
        report = check_gradients(network, rng.standard_normal((3, 5)), rng.random((2, 5)))
        self.status.value = f"<pre>{escape(str(report))}</pre>"
        self.picture.value = self.static_picture().svg()

    def static_picture(self):
        """The function beside the sigmoid."""
        return plot_activations([activation_from(self.expression.value), ACTIVATIONS["sigmoid"]], reach=4.0)
