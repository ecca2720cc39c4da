"""One pass forward and one pass back, along the same edges: `BackwardStepper`."""

from traitlets import Enum, Float, Int

from nnbp_core.explorers.choices import ACTIVATION_NAMES, COST_NAMES
from nnbp_core.explorers.explorer import Explorer

__all__ = ["BackwardStepper"]

EDGES = [f"2,{j},{k}" for j in (1, 2, 3) for k in (1, 2)] + [f"3,{j},{k}" for j in (1, 2) for k in (1, 2, 3)]


def _moved():
    return Float(0.0, min=-10.0, max=10.0).tag(sync=True, field=True)


class BackwardStepper(Explorer):
    """Values go forward along the edges, the error comes back along the same ones, equation by equation.

    Traits
    ------
    network : {"chapter 4", "chapter 5", "saturated", "equal"}
        The weights and biases.
    cost, activation : str
        Names from `COSTS` and `ACTIVATIONS`.
    x1, x2 : float in [-2, 2]
        The inputs.
    y1, y2 : float in [0, 1]
        The targets; the network of chapter 5 has one.
    dw2_11 ... dw3_23, db2_1 ... db3_2 : float in [-10, 10]
        How far each weight and bias has been moved from the network's own: ``dw2_31`` leads into layer 2, to neuron 3,
        from neuron 1.
    selected : str
        The edge in BP4: "2,3,1" is layer 2, to neuron 3, from neuron 1.
    step : int in [0, 8]
        How far: the input, z², a², z³, a³, then BP1 to BP4.
    """

    MODULE = "backward_stepper"
    TITLE = "The error comes back"
    STILL = {"step": 6}  # noqa: RUF012
    PRESETS = {  # noqa: RUF012
        "chapter 4": {},
        "error splits": {"step": 6},
        "every edge": {"step": 8, "selected": "3,2,1"},
        "chapter 5": {"network": "chapter 5", "step": 5, "selected": "2,1,1"},
        "saturated": {"network": "saturated", "step": 5},
        "equal": {"network": "equal", "step": 8},
    }

    network = Enum(["chapter 4", "chapter 5", "saturated", "equal"], "chapter 4").tag(sync=True, field=True)
    cost = Enum(COST_NAMES, "quadratic").tag(sync=True, field=True)
    activation = Enum(ACTIVATION_NAMES, "sigmoid").tag(sync=True, field=True)
    x1 = Float(1.0, min=-2.0, max=2.0).tag(sync=True, field=True)
    x2 = Float(0.5, min=-2.0, max=2.0).tag(sync=True, field=True)
    y1 = Float(1.0, min=0.0, max=1.0).tag(sync=True, field=True)
    y2 = Float(0.0, min=0.0, max=1.0).tag(sync=True, field=True)
    dw2_11 = _moved()
    dw2_12 = _moved()
    dw2_21 = _moved()
    dw2_22 = _moved()
    dw2_31 = _moved()
    dw2_32 = _moved()
    dw3_11 = _moved()
    dw3_12 = _moved()
    dw3_13 = _moved()
    dw3_21 = _moved()
    dw3_22 = _moved()
    dw3_23 = _moved()
    db2_1 = _moved()
    db2_2 = _moved()
    db2_3 = _moved()
    db3_1 = _moved()
    db3_2 = _moved()
    selected = Enum(EDGES, "2,3,1").tag(sync=True, field=True)
    step = Int(0, min=0, max=8).tag(sync=True, field=True)
