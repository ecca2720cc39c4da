"""A call of each picture of errors in many layers."""

from nnbp_core import Epoch
from nnbp_core.figures import plot_choices, plot_error_lengths

LENGTHS = {"deep": [0.01, 0.1, 0.5], "shallow": [0.1, 0.5]}
EPOCHS = [Epoch(number, None, 0.1, number / 4) for number in (1, 2, 3)]

CALLS = {
    "plot_choices": lambda: plot_choices(LENGTHS, {"deep": EPOCHS}),
    "plot_error_lengths": lambda: plot_error_lengths(LENGTHS),
}
