"""What the explorers offer to choose from: names, made from the core's lists.

An explorer shows σ and its slope neuron by neuron. So it offers the activations that act on each neuron alone, and
no cost that matches another kind. ``engine.js`` has the same names in the same order; a test compares them.
"""

from nnbp_core import ACTIVATIONS, COSTS, INITIALISATIONS

__all__ = ["ACTIVATION_NAMES", "COST_NAMES", "INITIALISATION_NAMES"]

_OTHERS = [activation for activation in ACTIVATIONS.values() if not activation.elementwise]

ACTIVATION_NAMES = [name for name, activation in ACTIVATIONS.items() if activation.elementwise]
COST_NAMES = [name for name, cost in COSTS.items() if cost.matches not in _OTHERS]
INITIALISATION_NAMES = list(INITIALISATIONS)
