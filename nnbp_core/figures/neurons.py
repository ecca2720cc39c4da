"""Pictures of what one neuron computes.

- activation functions over z: `plot_activations`
"""

import numpy as np

from nnbp_core.figures.picture import CYCLE, LINE_STYLES, Picture, new_axes

__all__ = ["plot_activations"]


def plot_activations(activations, reach=6.0):
    """Activation functions over their weighted input.

    Parameters
    ----------
    activations : list of Activation
    reach : float
        Draw z from -reach to reach.
    """
    figure, axes = new_axes()
    z = np.linspace(-reach, reach, 401)
    for activation, colour, style in zip(activations, CYCLE, LINE_STYLES, strict=False):
        axes.plot(z, activation.f(z), color=colour, ls=style, label=activation.name)
    axes.set(xlabel="weighted input z", ylabel="activation a", xlim=(-reach, reach))
    axes.legend(frameon=False)
    parts = [
        f"{each.name} goes from {low:.3g} at z = {-reach:g} through {middle:.3g} at 0 to {high:.3g} at z = {reach:g}"
        for each in activations
        for low, middle, high in [each.f(z[[0, 200, 400]])]
    ]
    return Picture(figure, "Curves over the weighted input: " + "; ".join(parts) + ".")
