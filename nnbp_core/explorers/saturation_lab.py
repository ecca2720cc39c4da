"""One neuron that learns slowly, and why: `SaturationLab`."""

from traitlets import Bool, Enum, Float, Int

from nnbp_core.explorers.choices import ACTIVATION_NAMES, COST_NAMES
from nnbp_core.explorers.explorer import Explorer

__all__ = ["SaturationLab"]


class SaturationLab(Explorer):
    """One neuron learns x = 1 → y = 0, two runs side by side (Nielsen 2015, chapter 3).

    Traits
    ------
    w, b : float in [-5, 5]
        Where the neuron starts.
    eta : float in [0.001, 10]
    compare : {"costs", "starts"}
        Quadratic beside cross-entropy from one start, or the mild start (0.6, 0.9) beside this one.
    cost : str
        A name from `COSTS`, for two starts.
    activation : str
        A name from `ACTIVATIONS`.
    tuned : bool
        Give cross-entropy a thirtieth of η, as the published demonstrations do.
    epoch : int in [0, 300]
    """

    MODULE = "saturation_lab"
    TITLE = "Stuck on the flat: one neuron learns to answer 0"
    PRESETS = {  # noqa: RUF012
        "two starts": {},
        "two costs": {"compare": "costs"},
        "worse still": {"compare": "costs", "w": 2.5, "b": 2.5},
        "tuned": {"compare": "costs", "tuned": True},
        "another activation": {"compare": "costs", "activation": "tanh"},
        "diverges": {"activation": "linear", "eta": 1.2},
    }

    w = Float(2.0, min=-5.0, max=5.0).tag(sync=True, field=True)
    b = Float(2.0, min=-5.0, max=5.0).tag(sync=True, field=True)
    eta = Float(0.15, min=0.001, max=10.0).tag(sync=True, field=True)
    compare = Enum(["costs", "starts"], "starts").tag(sync=True, field=True)
    cost = Enum(COST_NAMES, "quadratic").tag(sync=True, field=True)
    activation = Enum(ACTIVATION_NAMES, "sigmoid").tag(sync=True, field=True)
    tuned = Bool(False).tag(sync=True, field=True)
    epoch = Int(0, min=0, max=300).tag(sync=True, field=True)
