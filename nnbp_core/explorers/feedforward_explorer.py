"""A small network beside its matrices, to change by hand: `FeedforwardExplorer`."""

from traitlets import Enum, Float

from nnbp_core.explorers.choices import ACTIVATION_NAMES
from nnbp_core.explorers.explorer import Explorer

__all__ = ["FeedforwardExplorer"]

NUMBERS = [
    "x1",
    "x2",
    "w2_11",
    "w2_12",
    "w2_21",
    "w2_22",
    "w2_31",
    "w2_32",
    "w3_11",
    "w3_12",
    "w3_13",
    "b2_1",
    "b2_2",
    "b2_3",
    "b3_1",
]
WEIGHTS = ["2,1,1", "2,1,2", "2,2,1", "2,2,2", "2,3,1", "2,3,2", "3,1,1", "3,1,2", "3,1,3"]
BIASES, INPUTS = ["2,1", "2,2", "2,3", "3,1"], ["1,1", "1,2"]


def _state(numbers, activation, selected):
    return {**dict(zip(NUMBERS, numbers, strict=True)), "activation": activation, "selected": selected}


def _number(default):
    return Float(default, min=-10.0, max=10.0).tag(sync=True, field=True)


class FeedforwardExplorer(Explorer):
    """A network of 2, 3 and 1 neurons beside its matrices; z and a follow every change.

    Traits
    ------
    x1, x2 : float in [-10, 10]
        The inputs.
    w2_11 ... w2_32, w3_11 ... w3_13 : float in [-10, 10]
        The weights: ``w2_31`` leads into layer 2, to neuron 3, from neuron 1.
    b2_1 ... b2_3, b3_1 : float in [-10, 10]
        The biases.
    activation : str
        A name from `ACTIVATIONS`.
    selected : str
        What the formula and the slider show: "2,3,1" is the weight of layer 2, to neuron 3, from neuron 1;
        "2,3" is the bias of neuron 3 in layer 2, "1,2" the second input.
    """

    MODULE = "feedforward_explorer"
    TITLE = "Feedforward explorer: a network beside its matrices"
    PRESETS = {  # noqa: RUF012
        "chapter 1": {},
        "one weight decides": _state([1, 0, 0.1, 4, 2, -3, -0.1, 5, 0.2, 8, -0.2, 0, 0, 0, -4], "sigmoid", "2,2,1"),
        "all saturated": _state([1, 1, 6, 4, -5, -5, 7, 3, 8, -3, 2, 0, 0, 0, 0], "sigmoid", "2,1,1"),
        "relu": _state([1, 3, 2, -1, 0, 1, -1, 1, 1, -2, 0.5, 0.5, -2, 0, 2.25], "relu", "2,1,2"),
    }

    x1 = _number(1.0)
    x2 = _number(3.0)
    w2_11 = _number(2.0)
    w2_12 = _number(-1.0)
    w2_21 = _number(0.0)
    w2_22 = _number(1.0)
    w2_31 = _number(-1.0)
    w2_32 = _number(1.0)
    w3_11 = _number(1.0)
    w3_12 = _number(-2.0)
    w3_13 = _number(0.5)
    b2_1 = _number(0.5)
    b2_2 = _number(-2.0)
    b2_3 = _number(0.0)
    b3_1 = _number(0.25)
    activation = Enum(ACTIVATION_NAMES, "sigmoid").tag(sync=True, field=True)
    selected = Enum([*WEIGHTS, *BIASES, *INPUTS], "2,3,1").tag(sync=True, field=True)
