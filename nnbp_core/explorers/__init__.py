"""Interactive figures that run on the static page and in a notebook, from one module each.

Each is an `Explorer`; its traits are its state, and validate.
"""

from nnbp_core.explorers.explorer import Explorer
from nnbp_core.explorers.feedforward_explorer import FeedforwardExplorer
from nnbp_core.explorers.saturation_lab import SaturationLab

__all__ = ["Explorer", "FeedforwardExplorer", "SaturationLab"]
