"""One weight is nudged: the straight promise of its derivative and the true cost: `WeightNudge`."""

from traitlets import Enum, Float, Int

from nnbp_core.explorers.explorer import Explorer
from nnbp_core.explorers.path_explorer import NETWORKS, weights_of

__all__ = ["WeightNudge"]


class WeightNudge(Explorer):
    """The change of the cost after a nudge of one weight, as its derivative predicts it and as it is.

    Traits
    ------
    weight : str
        The weight to nudge, in the network of chapter 9: "3,2,1" is layer 3, to neuron 2, from neuron 1.
    nudge : float in [-2, 2]
        Δw.
    zoom : int in [0, 3]
        How many times the picture is seen from ten times closer.
    x1, x2 : float in [-2, 2]
        The inputs.
    """

    MODULE = "weight_nudge"
    TITLE = "Nudge one weight"
    PRESETS = {  # noqa: RUF012
        "chapter 9": {},
        "large nudge": {"nudge": -2.0},
        "cancel": {"nudge": 0.5, "x1": 1.2, "x2": 1.6},
        "last layer": {"weight": "4,1,3", "nudge": 1.0},
    }

    weight = Enum(weights_of(NETWORKS["chapter 9"]), "2,1,1").tag(sync=True, field=True)
    nudge = Float(0.1, min=-2.0, max=2.0).tag(sync=True, field=True)
    zoom = Int(0, min=0, max=3).tag(sync=True, field=True)
    x1 = Float(1.0, min=-2.0, max=2.0).tag(sync=True, field=True)
    x2 = Float(0.5, min=-2.0, max=2.0).tag(sync=True, field=True)
