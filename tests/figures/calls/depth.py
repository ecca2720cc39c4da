"""A call of each picture of errors in many layers."""

from nnbp_core import Epoch
from nnbp_core.figures import plot_choices, plot_error_lengths, plot_plateaus

LENGTHS = {"deep": [0.01, 0.1, 0.5], "shallow": [0.1, 0.5]}
EPOCHS = [Epoch(number, None, 0.1, number / 4) for number in (1, 2, 3)]

CALLS = {
    "plot_choices": lambda: plot_choices(LENGTHS, {"deep": EPOCHS, "shallow": EPOCHS[:2]}),
    "plot_error_lengths": lambda: plot_error_lengths(LENGTHS),
    "plot_plateaus": lambda: plot_plateaus({"learns": EPOCHS, "does not": EPOCHS[:1]}),
}
