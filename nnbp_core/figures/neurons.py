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
    axes.legend()
    parts = [
        f"{each.name} goes from {each.f(z[:1])[0]:.3g} at z = {z[0]:g} through {each.f(z[200:201])[0]:.3g} at 0 to {each.f(z[-1:])[0]:.3g} at z = {z[-1]:g}"
        for each in activations
    ]
    return Picture(figure, "Curves over the weighted input: " + "; ".join(parts) + ".")
