"""Pictures of one neuron that learns, or does not.

- the sigmoid and its slope, with places picked out: `plot_sigmoid_slope`
- the speed of learning over the answer, and its peak: `plot_speed_curve`
- answer, cost and speed over epochs: `plot_neuron_runs`
"""

import numpy as np

from nnbp_core.activations import SIGMOID
from nnbp_core.backprop import backprop
from nnbp_core.figures.picture import CYCLE, INK, LINE_STYLES, MARKERS, MUTED, Picture, new_axes
from nnbp_core.network import forward, mean_cost

__all__ = ["plot_neuron_runs", "plot_sigmoid_slope", "plot_speed_curve"]


def plot_sigmoid_slope(marked, reach=7.0):
    """The sigmoid with its tangent at marked places, beside its slope.

    Parameters
    ----------
    marked : dict of str to float
        A name for each weighted input z to pick out.
    reach : float
        Draw z from -reach to reach.
    """
    figure, (left, right) = new_axes(columns=2, height=2.9)
    z = np.linspace(-reach, reach, 401)
    left.plot(z, SIGMOID.f(z), color=INK, ls="-", lw=1.6)
    right.plot(z, SIGMOID.prime(z), color=INK, ls="-", lw=1.6)
    for (name, at), colour, marker in zip(marked.items(), CYCLE, MARKERS, strict=False):
        a, slope = float(SIGMOID.f(at)), float(SIGMOID.prime(at))
        along = np.array([at - 1.8, at + 1.8])
        left.plot(along, a + slope * (along - at), color=colour, ls="-", lw=3, alpha=0.6)
        left.plot(at, a, marker, color=colour, ms=8, ls="none")
        left.annotate(name, (at, a), xytext=(4, -16), textcoords="offset points", color=colour)
        right.plot(at, slope, marker, color=colour, ms=8, ls="none")
        right.annotate(f"{name}: {slope:.2g}", (at, slope), xytext=(0, 9), textcoords="offset points", color=colour)
    left.set(xlabel="weighted input z", ylabel="activation a = σ(z)", xlim=(-reach, reach), ylim=(-0.05, 1.12))
    right.set(xlabel="weighted input z", ylabel="slope σ'(z)", xlim=(-reach, reach), ylim=(-0.01, 0.27))
    parts = [f"at {name}, z = {at:g}, the slope is {float(SIGMOID.prime(at)):.2g}" for name, at in marked.items()]
    return Picture(figure, f"The sigmoid with tangents, beside its slope, which peaks at 0.25: {'; '.join(parts)}.")


def plot_speed_curve(marked):
    """How fast one sigmoid neuron learns the target 0 with the quadratic cost: a²(1 − a) over its answer a.

    Parameters
    ----------
    marked : dict of str to float
        A name for each answer a to pick out.
    """
    figure, axes = new_axes(height=3.2)
    a = np.linspace(0, 1, 401)
    axes.plot(a, a * a * (1 - a), color=INK, ls="-", lw=1.6)
    axes.plot([2 / 3] * 2, [0, 4 / 27], color=MUTED, ls=":", lw=1.4)
    axes.annotate(
        "peak 4/27 at a = 2/3", (2 / 3, 4 / 27), xytext=(0, 7), textcoords="offset points", ha="center", color=INK
    )
    for (name, at), colour, marker in zip(marked.items(), CYCLE, MARKERS, strict=False):
        speed = at * at * (1 - at)
        axes.plot(at, speed, marker, color=colour, ms=8, ls="none")
        axes.annotate(name, (at, speed), xytext=(9, 4), textcoords="offset points", color=colour)
    axes.annotate("right", (0, 0), xytext=(6, 8), textcoords="offset points", color=MUTED)
    axes.annotate("wrong", (1, 0), xytext=(9, 2), textcoords="offset points", color=MUTED)
    axes.set(xlabel="answer a (wanted: 0)", ylabel="speed ∂C/∂w = a²(1 − a)", xlim=(0, 1.12), ylim=(-0.004, 0.175))
    axes.set_xticks(np.arange(0, 1.01, 0.2))
    parts = [f"{name} at a = {at:.2f}: {at * at * (1 - at):.3f}" for name, at in marked.items()]
    return Picture(
        figure,
        "The speed of learning over the answer a. It is 0 at a = 0, climbs to 0.148 at a = 2/3 and falls back to 0 at "
        f"a = 1. {'; '.join(parts)}.",
    )


def plot_neuron_runs(runs, x, y):
    """Answer, cost and speed of one neuron while it learns one example.

    Parameters
    ----------
    runs : dict of str to list of Network
        The states of each run: before training, then after each epoch.
    x, y : array_like of shape (1, 1)
    """
    figure, rows = new_axes(rows=3, height=6.4, sharex=True)
    parts = []
    for (name, states), colour, style in zip(runs.items(), CYCLE, LINE_STYLES, strict=False):
        answers = [forward(state, x).activations[-1].item() for state in states]
        costs = [mean_cost(state, x, y) for state in states]
        speeds = [abs(backprop(state, x, y).nabla_w[0].item()) for state in states]
        for axes, values in zip(rows, (answers, costs, speeds), strict=True):
            axes.plot(values, color=colour, ls=style, label=name)
        parts.append(
            f"{name}: a from {answers[0]:.2f} to {answers[-1]:.2f}, speed {speeds[0]:.2g} at first, "
            f"at most {max(speeds):.2g}, {speeds[-1]:.2g} at the end"
        )
    rows[0].set(ylabel="answer a", ylim=(0, 1.03))
    rows[1].set(ylabel="cost C", yscale="log")
    rows[2].set(ylabel="speed |∂C/∂w|", yscale="log", xlabel="epoch")
    handles, labels = rows[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside upper center", ncols=2, frameon=False)
    return Picture(figure, f"Answer, cost and speed over {len(states) - 1} epochs. {'; '.join(parts)}.")
