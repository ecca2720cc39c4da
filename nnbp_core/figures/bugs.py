"""Pictures of gradients that are wrong, and of how to find out.

- what a bug does to the check and to the training: `plot_zoo`
- the cost over steps, one curve for each bug: `plot_zoo_curves`
- which layer's gradient is off: `plot_bisection`
"""

import math

from matplotlib.patches import Rectangle

from nnbp_core.figures.picture import BLUE, CYCLE, INK, LINE_STYLES, MUTED, ORANGE, VERMILLION, Picture, new_axes

__all__ = ["plot_bisection", "plot_zoo", "plot_zoo_curves"]

WINE = "#882255"  # Tol's, for more lines than Okabe and Ito have colours
BUGS = [*CYCLE, MUTED, WINE]
DASHES = [*LINE_STYLES[1:], (0, (8, 2)), (0, (3, 1, 1, 1)), (0, (6, 1, 1, 1, 1, 1, 1, 1))]


def plot_zoo(errors, finals, right="right"):
    """The cost after training against the gradient check's relative error, one labelled point for each gradient.

    Parameters
    ----------
    errors, finals : dict of str to float
        Relative error before the first step, and cost after the last, by name.
    right : str
        The name of the right gradient.
    """
    shape = {"sharey": True, "width_ratios": [1, 3]}
    figure, (left, axes) = new_axes(columns=2, height=4.2, **shape)
    left.plot(errors[right], finals[right], "s", color=BLUE, ms=9, ls="none")
    left.annotate(right, (errors[right], finals[right]), (0, 9), textcoords="offset points", ha="center", color=BLUE)
    left.set(xscale="log", yscale="log", xlim=(errors[right] / 30, errors[right] * 30), ylabel="final cost J")
    wrong = {name: math.log10(cost) for name, cost in finals.items() if name != right}
    for name, height in _spread(wrong, gap=0.4).items():
        axes.plot([errors[name], 1.9], [finals[name], 10**height], color=MUTED, ls="-", lw=0.6, zorder=1)
        axes.plot(errors[name], finals[name], "o", color=VERMILLION, ms=8, mec="white", ls="none", zorder=3)
        axes.annotate(name, (2.1, 10**height), va="center", color=INK, fontsize=10, annotation_clip=False)
    axes.set(xscale="log", xlim=(4e-3, 1.9), xlabel="relative error of the check")
    for each in (left, axes):
        each.axhline(finals[right], color=BLUE, ls=":", lw=1.4, zorder=1)
    worse = [name for name in finals if finals[name] > finals[right]]
    better = [name for name in sorted(finals, key=finals.get) if finals[name] < finals[right]]
    text = (
        f"Final cost against relative error. The {right} gradient has almost no error and ends at "
        f"{finals[right]:.1e}. Lower ends, from the lowest: {', '.join(better) or 'none'}. "
        f"Higher ends: {', '.join(worse) or 'none'}."
    )
    return Picture(figure, text)


def _spread(heights, gap):
    """Heights for labels: in the same order, but at least `gap` apart, around where they were."""
    names = sorted(heights, key=heights.get)
    groups = []  # (sum of wanted lowest heights, names)
    for name in names:
        groups.append([[name], heights[name]])
        while len(groups) > 1 and groups[-2][1] + gap * len(groups[-2][0]) > groups[-1][1]:
            (first, low), (second, high) = groups[-2:]
            n, k = len(first), len(second)
            groups[-2:] = [[first + second, (n * low + k * (high - gap * n)) / (n + k)]]
    return {name: low + gap * i for members, low in groups for i, name in enumerate(members)}


def plot_zoo_curves(curves, right="right"):
    """The cost over the steps of gradient descent, one curve for each gradient.

    Parameters
    ----------
    curves : dict of str to list of float
        The cost before the first step, after it, and so on, by name.
    right : str
        The name of the right gradient, drawn heavier.
    """
    figure, axes = new_axes(height=4.0)
    parts = []
    for i, (name, costs) in enumerate(curves.items()):
        look = {"color": BUGS[(i - 1) % 8], "ls": DASHES[(i - 1) % 8], "lw": 1.8}
        if name == right:
            look = {"color": INK, "ls": "-", "lw": 3.2}
        axes.plot(range(1, len(costs) + 1), costs, label=name, **look)
        lowest = min(costs)
        then = f" after {lowest:.2g} on the way" if costs[-1] > 2 * lowest and lowest < costs[0] else ""
        parts.append(f"{name} {costs[-1]:.2g}{then}")
    axes.set(xscale="log", yscale="log", xlabel="step", ylabel="cost J")
    axes.legend(frameon=False, loc="center left", bbox_to_anchor=(1.0, 0.5), fontsize=10)
    return Picture(figure, f"Cost over steps from {costs[0]:.2g}. It ends at: {'; '.join(parts)}.")


def plot_bisection(errors, columns, tolerance=1e-6):
    """Which part of each gradient is off: one row for each bug, one column for each layer.

    Parameters
    ----------
    errors : dict of str to sequence of float
        The relative error of each part, by the name of the bug.
    columns : list of str
        What the parts are, as mathematics.
    tolerance : float
        A part up to here is right.
    """
    figure, axes = new_axes(height=0.42 * len(errors) + 0.7, width=6.0)
    parts = []
    for row, (name, values) in enumerate(errors.items()):
        axes.annotate(name, (-0.08, row + 0.45), ha="right", va="center", annotation_clip=False)
        for column, error in enumerate(values):
            off = error > tolerance
            colour = ORANGE if off else BLUE
            axes.add_patch(Rectangle((column, row), 0.96, 0.9, fc=colour, alpha=0.65 if off else 0.12, ec="none"))
            word = f"off by {error:.2g}" if off else "right"
            axes.annotate(word, (column + 0.48, row + 0.45), ha="center", va="center")
        wrong = [column for column, error in zip(columns, values, strict=True) if error > tolerance]
        parts.append(f"{name}: {' and '.join(wrong) if wrong else 'nothing'}")
    for column, label in enumerate(columns):
        axes.annotate(
            f"${label}$", (column + 0.48, -0.15), ha="center", va="bottom", annotation_clip=False, fontsize=12
        )
    axes.set(xlim=(-0.9, len(columns)), ylim=(len(errors), -0.6))
    axes.axis("off")
    listed = "; ".join(parts).replace(r"\partial ", "∂").replace("^2", "²").replace("^3", "³")
    return Picture(figure, f"A grid of bugs and layers. What is off: {listed}.")
