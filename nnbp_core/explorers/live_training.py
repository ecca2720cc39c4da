"""Train on the digits and watch, with a stop button: `LiveTraining`.

What its controls do is in a plain function, `training_run`, which can be called and tested alone.
"""

import threading
from html import escape

import ipywidgets
import numpy as np

from nnbp_core import ACTIVATIONS, COSTS, SIGMOID, DivergenceError, Network, digits, sgd
from nnbp_core.explorers.choices import ACTIVATION_NAMES, COST_NAMES
from nnbp_core.explorers.live_view import LiveView
from nnbp_core.figures import plot_learning_curves

__all__ = ["LiveTraining", "training_run"]


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
    layers = [ACTIVATIONS[activation], SIGMOID]
    network = Network.random([64, hidden, 10], rng, layers, COSTS[cost])
    return sgd(network, digits(), eta, epochs, batch_size, rng)


class LiveTraining(LiveView):
    """Train a network on the digits: live curves, a progress bar, and a stop button."""

    NOTE = "This view trains with Python behind it: in a notebook it has sliders, live curves and a stop button."

    def __init__(self):
        self.hidden = ipywidgets.IntSlider(30, 1, 100, description="hidden")
        self.eta = ipywidgets.FloatLogSlider(3.0, min=-2, max=2, description="η")
        self.batch_size = ipywidgets.IntSlider(10, 1, 200, description="batch")
        self.epochs = ipywidgets.IntSlider(30, 1, 100, description="epochs")
        self.activation = ipywidgets.Dropdown(options=ACTIVATION_NAMES, description="hidden σ")
        self.cost = ipywidgets.Dropdown(options=COST_NAMES, description="cost")
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
