"""Pictures of a gradient and of how far its numerical check can be trusted.

- a training run and the answers before and after: `plot_pupils`
- error of a numerical gradient against its step: `plot_error_curves`
- two ways to measure a difference, on multiples of a gradient: `plot_error_measures`
- a difference that straddles a kink: `plot_kink`
"""

import math

import numpy as np
from matplotlib.ticker import LogLocator

from nnbp_core.figures.picture import BLUE, GREEN, INK, VERMILLION, Picture, look_of, new_axes

__all__ = ["plot_error_curves", "plot_error_measures", "plot_kink", "plot_pupils"]


def plot_pupils(costs, before, after, wanted):
    """The cost over the steps of a run, and each pupil's predicted score before and after it.

    Parameters
    ----------
    costs : sequence of float
        The cost before the first step, after it, and so on.
    before, after, wanted : ndarray of shape (n_pupils,)
        Outputs and targets, in [0, 1].
    """
    figure, (left, right) = new_axes(columns=2, height=3.1)
    left.plot(range(1, len(costs) + 1), costs, color=BLUE, ls="-")
    left.set(xscale="log", yscale="log", xlabel="step", ylabel="cost J")
    pupils = np.arange(1, len(wanted) + 1)
    right.hlines(100 * wanted, pupils - 0.3, pupils + 0.3, color=INK, lw=2, ls="-", label="wanted")
    right.plot(pupils, 100 * before, "s", mfc="white", mec=VERMILLION, mew=1.8, ms=8, ls="none", label="before")
    right.plot(pupils, 100 * after, "o", color=BLUE, ms=8, ls="none", label="after")
    right.set(xlabel="pupil", ylabel="score", xticks=pupils, xlim=(0.4, len(wanted) + 0.6), ylim=(50, 100))
    right.legend(frameon=False, loc="lower right", ncols=3, columnspacing=0.9, handletextpad=0.3, fontsize=10)
    scores = "; ".join(
        f"pupil {number} goes from {100 * old:.0f} to {100 * new:.0f}, wanted {100 * aim:.0f}"
        for number, old, new, aim in zip(pupils, before, after, wanted, strict=True)
    )
    fall = f"The cost falls from {costs[0]:.2g} to {costs[-1]:.2g} in {len(costs) - 1:,} steps."
    return Picture(figure, f"{fall} Predicted scores: {scores}.")


def plot_error_curves(curves):
    """How wrong a numerical gradient is, over its step.

    Parameters
    ----------
    curves : dict of str to dict of str to dict of float to float
        For each panel, such as a dtype, and each method: the relative error at each step ε.
    """
    figure, panels = new_axes(columns=len(curves), height=3.7, sharey=True, squeeze=False)
    parts = []
    for axes, (title, methods) in zip(panels[0], curves.items(), strict=True):
        best = []
        for i, (method, errors) in enumerate(methods.items()):
            colour, style, marker = look_of(method, i)
            axes.plot(errors.keys(), errors.values(), color=colour, ls=style, marker=marker, ms=4.5, label=method)
            if method != "complex":
                best.append(f"{method} differences improve down to ε = {_good_step(errors):.0e}, then worsen")
            else:
                best.append("the complex step improves and stays low")
        axes.set(xscale="log", yscale="log", xlabel="step ε")
        axes.xaxis.set_major_locator(LogLocator(numticks=5))
        axes.set_title(title)
        parts.append(f"{title}: {', '.join(best)}")
    panels[0][0].set_ylabel("relative error")
    panels[0][-1].legend(frameon=False, loc="lower center", fontsize=10)
    return Picture(figure, "Relative error over the step, both on logarithmic axes. " + "; ".join(parts) + ".")


def _good_step(errors):
    """The largest step that is about as good as the best one, so that luck in the last digits decides nothing."""
    return max(step for step, error in errors.items() if error <= 3 * min(errors.values()))


def plot_error_measures(reach=3.0):
    """Two measures of the difference between n and c n, over the factor c: one stays in [0, 1], one does not.

    Parameters
    ----------
    reach : float above 1
        Draw factors from -reach to reach.
    """
    figure, axes = new_axes(height=3.2)
    c = np.linspace(-reach, reach, 1201)
    with np.errstate(divide="ignore"):
        other = np.abs(c - 1) / np.abs(c + 1)
    axes.plot(c, np.abs(c - 1) / (np.abs(c) + 1), color=BLUE, ls="-", label="‖g − n‖ / (‖g‖ + ‖n‖)")
    axes.plot(c, np.where(other < 20, other, np.nan), color=VERMILLION, ls="--", label="‖g − n‖ / ‖g + n‖")
    places = {"right": (1, 0, (4, 9)), "doubled": (2, 1 / 3, (4, 9)), "zero": (0, 1, (6, 6))}
    for name, (x, y, offset) in places.items():
        axes.plot(x, y, "o", color=INK, ms=6, ls="none")
        axes.annotate(name, (x, y), xytext=offset, textcoords="offset points", color=INK)
    axes.plot(-1, 1, "o", color=INK, ms=6, ls="none")
    axes.annotate("sign flipped", (-1, 1), xytext=(0, -15), textcoords="offset points", ha="center", color=INK)
    axes.set(xlabel="c, where g = c n", ylabel="measured difference", xlim=(-reach, reach), ylim=(-0.15, 4.2))
    axes.legend(frameon=False, loc="upper right")
    text = (
        "Two measures for a gradient g = c n. With the sum of norms below, the measure is 0 at c = 1, "
        f"{1 / 3:.2f} at c = 2, and 1 from c = 0 down. With the norm of the sum below, it agrees from c = 0 up, "
        "but leaves the picture around c = -1, a flipped sign."
    )
    return Picture(figure, text)


def plot_kink(z, step):
    """A central difference across the kink of one ReLU neuron with target 1: chord and tangent of its cost.

    Parameters
    ----------
    z : float in (0, step)
        The neuron's weighted input.
    step : float
        ε, by which the weight, and so z, is moved up and down.
    """
    figure, axes = new_axes(height=3.2)

    def cost(at):
        return ((np.maximum(at, 0) - 1) ** 2 - 1) / (2 * step)

    at, along = z / step, np.linspace(-1.4, 2.4, 381)
    ends = np.array([at - 1, at + 1])
    heights = cost(step * ends)
    chord = float(np.diff(heights)[0]) / 2
    axes.plot(along, cost(step * along), color=INK, ls="-", lw=2.4, label="cost")
    axes.plot(ends, heights, "o--", color=VERMILLION, ms=8, label=f"central difference: {chord:.2f}")
    around = np.array([at - 0.9, at + 0.9])
    tangent = z - 1
    line = cost(z) + tangent * (around - at)
    axes.plot(around, line, color=BLUE, ls="-.", label=f"slope at z: {tangent:.2f}")
    axes.plot(at, cost(z), "s", color=BLUE, ms=8, ls="none")
    axes.plot([0, 0], [cost(2.4 * step), 0.55], color=GREEN, ls=":", lw=1.6)
    axes.annotate("kink", (0, 0.55), ha="center", va="bottom", color=GREEN)
    axes.set(xlabel="weighted input z, in steps ε", ylabel="change of cost, in ε", ylim=(cost(2.4 * step), 1.0))
    axes.legend(frameon=False, loc="lower left")
    share = math.floor(100 * chord / tangent + 0.5)
    text = (
        f"The cost of one ReLU neuron is flat up to z = 0 and falls from there. At z = {at:.1f} steps its slope is "
        f"{tangent:.2f}; the central difference reaches across the kink and gives {chord:.2f}, {share} percent of it."
    )
    return Picture(figure, text)
