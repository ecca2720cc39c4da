"""Draw a digit, and watch a network learn to read it: `DigitReader`."""

import re

from traitlets import Enum, Float, Int, TraitError, Unicode, validate

from nnbp_core.explorers.choices import ACTIVATION_NAMES, INITIALISATION_NAMES
from nnbp_core.explorers.explorer import Explorer

__all__ = ["DigitReader"]

DRAWING = "[0-9a-g]{64}"
SEVEN = "004cga0000fccb00001097000047fd7006ggfa30014c7000002g2000006c0000"
ONE = "000af000000cg000000cg000000cd000000gc000000gc000000gc000000fa000"


class DigitReader(Explorer):
    """A network with 64 inputs and 10 outputs learns 700 digits in the page, and reads what is drawn.

    The digits are the first of `nnbp_core.digits`, each also moved by a pixel to the right and to the left, and
    leaning to either side. Hidden layers have 30 neurons, the outputs are sigmoids, the cost is cross-entropy. The
    weights that training finds are no part of the state: training is so quick that it begins anew.

    Traits
    ------
    layers : int in [1, 4]
        Hidden layers.
    activation : str
        Of the hidden layers: a name from `ACTIVATIONS`.
    init : str
        Spread of the first weights: a name from `INITIALISATIONS`.
    eta : float in [0.001, 10]
    drawing : str
        64 characters, one a pixel, row after row: 0 to 9 and a to g, for greys from 0 to 16.
    """

    MODULE = "digit_reader"
    TITLE = "Draw a digit: a network reads it"
    PRESETS = {  # noqa: RUF012
        "unseen 7": {},
        "plain 1": {"drawing": ONE},
        "four sigmoid layers": {"layers": 4},
        "four layers of tanh": {"layers": 4, "activation": "tanh", "init": "glorot", "eta": 0.1},
    }

    layers = Int(1, min=1, max=4).tag(sync=True, field=True)
    activation = Enum(ACTIVATION_NAMES, "sigmoid").tag(sync=True, field=True)
    init = Enum(INITIALISATION_NAMES, "lecun").tag(sync=True, field=True)
    eta = Float(0.7, min=0.001, max=10.0).tag(sync=True, field=True)
    drawing = Unicode(SEVEN).tag(sync=True, field=True, pattern=DRAWING)

    @validate("drawing")
    def _a_drawing(self, proposal):
        if not re.fullmatch(DRAWING, proposal["value"]):
            raise TraitError(f"drawing is {proposal['value']!r}; expected 64 characters, one a pixel: 0 to 9, a to g")
        return proposal["value"]
