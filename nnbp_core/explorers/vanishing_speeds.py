"""How much of the error arrives in each layer of a deeper network: `VanishingSpeeds`."""

from traitlets import Enum, Float, Int

from nnbp_core.explorers.choices import ACTIVATION_NAMES, COST_NAMES, INITIALISATION_NAMES
from nnbp_core.explorers.explorer import Explorer

__all__ = ["VanishingSpeeds"]


class VanishingSpeeds(Explorer):
    """A network learns to read 100 real digits; each layer glows by the length of its δ, epoch by epoch.

    The digits are the first training digits of `nnbp_core.digits`. Hidden layers have
    12 neurons, the output has 10 sigmoids.

    Traits
    ------
    depth : int in [1, 6]
        Hidden layers.
    init : str
        Spread of the first weights: a name from `INITIALISATIONS`.
    activation : str
        Of the hidden layers: a name from `ACTIVATIONS`.
    cost : str
        A name from `COSTS`.
    eta : float in [0.001, 10]
    epoch : int in [0, 60]
    """

    MODULE = "vanishing_speeds"
    TITLE = "Dark below: which layers hear the error?"
    PRESETS = {  # noqa: RUF012
        "deep sigmoids": {},
        "tanh": {"init": "he", "activation": "tanh", "eta": 0.15},
        "relu": {"init": "he", "activation": "relu", "eta": 0.03},
        "explodes": {"init": "standard_normal", "activation": "linear", "eta": 0.01},
        "learns, then explodes": {"activation": "linear", "eta": 0.05},
    }

    depth = Int(4, min=1, max=6).tag(sync=True, field=True)
    init = Enum(INITIALISATION_NAMES, "lecun").tag(sync=True, field=True)
    activation = Enum(ACTIVATION_NAMES, "sigmoid").tag(sync=True, field=True)
    cost = Enum(COST_NAMES, "cross-entropy").tag(sync=True, field=True)
    eta = Float(0.5, min=0.001, max=10.0).tag(sync=True, field=True)
    epoch = Int(0, min=0, max=60).tag(sync=True, field=True)
