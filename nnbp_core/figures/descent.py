"""Pictures of gradient descent, step by step.

- steps across a valley, one panel for each learning rate: `plot_valley_steps`
- how the weights of a hidden layer move as a network trains: `plot_weight_histories`
"""

import numpy as np

from nnbp_core.figures.picture import CYCLE, LINE_STYLES, MUTED, VERMILLION, Picture, new_axes

__all__ = ["plot_valley_steps", "plot_weight_histories"]


def plot_valley_steps(curvature, etas, start=2.0, steps=4):
    """Gradient descent on the cost λp²/2, one panel for each learning rate.

    Parameters
    ----------
    curvature : float above 0
        λ.
    etas : sequence of float
        Learning rates. Each step is p → (1 - ηλ) p.
    start : float
        The first p.
    steps : int
    """
    figure, panels = new_axes(columns=len(etas), height=3.0, squeeze=False)
    parts = []
    for axes, eta in zip(panels.flat, etas, strict=True):
        factor = 1 - eta * curvature
        places = start * factor ** np.arange(steps + 1)
        reach = 1.2 * np.abs(places).max()
        p = np.linspace(-reach, reach, 201)
        axes.plot(p, curvature * p**2 / 2, color=MUTED, ls="-", lw=1.2)
        axes.plot(places, curvature * places**2 / 2, color=VERMILLION, ls="--", lw=1.3, marker="o", ms=5)
        axes.annotate("start", (start, curvature * start**2 / 2), xytext=(7, -3), textcoords="offset points")
        axes.set(xlabel="p", xlim=(-reach, 1.5 * reach))
        axes.set_title(f"η = {eta:g}, 1 − ηλ = {factor:.2g}".replace("-", "−"), fontsize=9)
        parts.append(f"with learning rate {eta:g} p goes {', '.join(f'{place:.3g}' for place in places)}")
    panels[0, 0].set(ylabel="cost C")
    return Picture(figure, f"Steps across a valley of curvature {curvature:g}: {'; '.join(parts)}.")


def plot_weight_histories(runs, column=0):
    """The weights from one input into the first hidden layer, over epochs, one panel for each run.

    Parameters
    ----------
    runs : dict of str to list of Epoch
    column : int
        Row of the input, counted from 0.
    """
    figure, panels = new_axes(columns=len(runs), height=3.0, sharey=True, squeeze=False)
    parts = []
    for axes, (name, epochs) in zip(panels.flat, runs.items(), strict=True):
        numbers = [epoch.number for epoch in epochs]
        weights = np.array([epoch.network.weights[0][:, column] for epoch in epochs])
        for j, (colour, style) in enumerate(zip(CYCLE, LINE_STYLES, strict=True)):
            if j < weights.shape[1]:
                axes.plot(numbers, weights[:, j], color=colour, ls=style, label=f"to hidden neuron {j + 1}")
        axes.set(xlabel="epoch")
        axes.set_title(name, fontsize=10)
        low, high = weights[-1].min(), weights[-1].max()
        parts.append(f"{name}: the {weights.shape[1]} weights end between {low:.2f} and {high:.2f}")
    panels[0, 0].set(ylabel=f"$w^2_{{j{column + 1}}}$")
    panels[0, -1].legend(frameon=False, fontsize=9)
    return Picture(figure, f"Weights from input {column + 1} over epochs. {'; '.join(parts)}.")
