"""Interactive figures that run on the static page and in a notebook, from one module each.

Each is an `Explorer`; its traits are its state, and validate. `LiveTraining` and `OwnActivation` need Python behind
them, so on the static page they show one picture.
"""

from nnbp_core.explorers.backward_stepper import BackwardStepper
from nnbp_core.explorers.cost_meter import CostMeter
from nnbp_core.explorers.digit_reader import DigitReader
from nnbp_core.explorers.explorer import Explorer
from nnbp_core.explorers.feedforward_explorer import FeedforwardExplorer
from nnbp_core.explorers.live_training import LiveTraining
from nnbp_core.explorers.own_activation import OwnActivation
from nnbp_core.explorers.path_explorer import PathExplorer
from nnbp_core.explorers.saturation_lab import SaturationLab
from nnbp_core.explorers.step_size_microscope import StepSizeMicroscope
from nnbp_core.explorers.vanishing_speeds import VanishingSpeeds
from nnbp_core.explorers.weight_nudge import WeightNudge

__all__ = [
    "BackwardStepper",
    "CostMeter",
    "DigitReader",
    "Explorer",
    "FeedforwardExplorer",
    "LiveTraining",
    "OwnActivation",
    "PathExplorer",
    "SaturationLab",
    "StepSizeMicroscope",
    "VanishingSpeeds",
    "WeightNudge",
]
