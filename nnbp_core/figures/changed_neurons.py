"""Pictures of a neuron that computes something of its own.

- does a claimed slope touch its curve: `plot_tangents`
- which gradients a wrong slope spoils: `plot_spoiled_gradients`
"""

from itertools import pairwise

import numpy as np

from nnbp_core.figures.picture import BLUE, ORANGE, VERMILLION, Picture, new_axes
from nnbp_core.figures.wiring import draw_wiring

__all__ = ["plot_spoiled_gradients", "plot_tangents"]


def plot_tangents(activations, at=(-2.6, -1.0, 0.9), reach=(-4.0, 2.0)):
    """Each activation with short lines drawn at its own claimed slope: a right slope touches, a wrong one cuts.

    Parameters
    ----------
    activations : list of Activation
        One panel each.
    at : sequence of float
        Where to draw the lines.
    reach : (float, float)
        Draw z from the first to the second.
    """
    figure, panels = new_axes(columns=len(activations), height=3.1, sharey=True, squeeze=False)
    z, at = np.linspace(*reach, 401), np.array(at)
    parts = []
    for axes, activation in zip(panels[0], activations, strict=True):
        axes.plot(z, activation.f(z), color=BLUE, ls="-", lw=2)
        claimed = activation.prime(at)
        for point, height, slope in zip(at, activation.f(at), claimed, strict=True):
            ends = np.array([-0.85, 0.85])
            axes.plot(point + ends, height + slope * ends, color=VERMILLION, ls="--", lw=2.2)
            axes.plot(point, height, "o", color=VERMILLION, ms=4)
        axes.set(xlabel=f"weighted input z\n{activation.name}", xlim=reach)
        true = (activation.f(at + 1e-5) - activation.f(at - 1e-5)) / 2e-5
        pairs = [f"{s:.2f} at z = {p:g} where the curve has {t:.2f}" for p, s, t in zip(at, claimed, true, strict=True)]
        parts.append(f"{activation.name} claims the slope {', '.join(pairs)}")
    panels[0, 0].set(ylabel="activation a")
    return Picture(figure, "A curve with short lines at the slope claimed for it. " + "; ".join(parts) + ".")


def plot_spoiled_gradients(right, wrong, neuron, tolerance=1e-6):
    """The network with every weight marked whose gradient is wrong.

    Parameters
    ----------
    right, wrong : Gradients
        Of the same network.
    neuron : Bias
        The neuron with the wrong slope, as (layer, j).
    tolerance : float
        Relative difference that counts as wrong.
    """
    sizes = (right.nabla_w[0].shape[1], *(len(w) for w in right.nabla_w))
    figure, axes, places = draw_wiring(sizes, per_neuron=0.8, edges=False)
    parts = []
    for i, (before, after) in enumerate(pairwise(places)):
        spoiled = ~np.isclose(wrong.nabla_w[i], right.nabla_w[i], rtol=tolerance, atol=0)
        for (j, k), bad in np.ndenumerate(spoiled):
            style = {"color": VERMILLION, "ls": "--", "lw": 2} if bad else {"color": "#8a93a0", "ls": "-", "lw": 1}
            axes.plot(*zip(before[k], after[j], strict=True), zorder=2 if bad else 1, **style)
        parts.append(f"{spoiled.sum()} of the {spoiled.size} that lead into layer {i + 2}")
    x, y = places[neuron.layer - 1][neuron.j]
    axes.plot(x, y, "o", ms=29, mfc=ORANGE, mec=BLUE, mew=1.6, zorder=3)
    for style, name in (
        ({"color": VERMILLION, "ls": "--", "lw": 2}, "gradient wrong"),
        ({"color": "#8a93a0"}, "right"),
    ):
        axes.plot([], [], label=name, **{"ls": "-", **style})
    axes.legend(frameon=False, ncols=2, loc="lower left", bbox_to_anchor=(0, -0.06))
    axes.set_ylim(max(sizes) - 0.1, -0.8)
    return Picture(
        figure,
        f"A network of {', '.join(map(str, sizes))} neurons. The slope of neuron {neuron.j + 1} in layer "
        f"{neuron.layer} is wrong. The gradients of these weights are wrong with it: {'; '.join(parts)}.",
    )
