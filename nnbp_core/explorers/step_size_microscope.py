"""How small the step of a gradient check should be: `StepSizeMicroscope`."""

from traitlets import Enum, Float

from nnbp_core.explorers.explorer import Explorer

__all__ = ["StepSizeMicroscope"]

WEIGHTS = ["2,1,1", "2,1,2", "2,2,1", "2,2,2", "2,3,1", "2,3,2", "3,1,1", "3,1,2", "3,1,3"]
BESIDE = [
    "",
    "forward",
    "central",
    "forward,central",
    "complex",
    "forward,complex",
    "central,complex",
]
SMOOTH = ["sigmoid", "tanh", "softplus"]


class StepSizeMicroscope(Explorer):
    """The numerical gradient of a 2-3-1 network against backpropagation, for every step ε.

    The network and its three examples are those of chapter 7 (`sleep_study`).

    Traits
    ------
    epsilon : float in [1e-16, 1]
    method : {"forward", "central", "complex"}
        The method in focus: its digits are shown, and its chord under the lens.
    beside : {"", "forward", ..., "central,complex"}
        The methods that are drawn beside it.
    precision : {"float64", "float32"}
    weight : {"2,1,1", ..., "3,1,3"}
        The weight under the lens, whose digits are shown: layer, to, from, each counted as in the text.
    activation : {"sigmoid", "tanh", "softplus"}
        Of all neurons. These have slopes of all orders; where one has a corner, differences mix two slopes.
    """

    MODULE = "step_size_microscope"
    TITLE = "A step under the microscope"
    PRESETS = {  # noqa: RUF012
        "wide": {},
        "textbook": {"epsilon": 1e-4},
        "sweet spot": {"epsilon": 3e-8, "method": "forward"},
        "too small": {"epsilon": 1e-12},
        "complex step": {"epsilon": 1e-12, "method": "complex"},
        "float32": {"epsilon": 1e-4, "precision": "float32"},
    }

    STILL = {"epsilon": 1e-14}  # noqa: RUF012 (the whole V, for a page where it cannot be walked)

    epsilon = Float(1.0, min=1e-16, max=1.0).tag(sync=True, field=True)
    method = Enum(["forward", "central", "complex"], "central").tag(sync=True, field=True)
    beside = Enum(BESIDE, "").tag(sync=True, field=True)
    precision = Enum(["float64", "float32"], "float64").tag(sync=True, field=True)
    weight = Enum(WEIGHTS, "3,1,3").tag(sync=True, field=True)
    activation = Enum(SMOOTH, "sigmoid").tag(sync=True, field=True)
