"""Pictures of what a cost is worth and how steep it is.

- the cost of two outputs, with its gradient as arrows: `plot_cost_bowl`
- costs and slopes over one output: `plot_cost_curves`
- the cost of each example and their mean, over one parameter: `plot_example_costs`
"""

import numpy as np

from nnbp_core.figures.picture import CYCLE, INK, LINE_STYLES, VERMILLION, Picture, new_axes

__all__ = ["plot_cost_bowl", "plot_cost_curves", "plot_example_costs"]


def plot_cost_bowl(cost, y, outputs, scale=0.3):
    """Lines of equal cost over two outputs, and the gradient with respect to them as arrows.

    Parameters
    ----------
    cost : Cost
    y : sequence of 2 floats
        The target.
    outputs : ndarray of shape (2, n_points)
        Where to draw an arrow; the first one is named.
    scale : float
        Length of an arrow, as a part of the gradient's.
    """
    figure, axes = new_axes(height=4.4, width=5.6)
    target = np.reshape(y, (2, 1))
    ticks = np.linspace(-0.2, 1.2, 113)
    grid = np.stack([each.ravel() for each in np.meshgrid(ticks, ticks)])
    values = cost.value(grid, target).reshape(len(ticks), -1)
    levels = [0.02, 0.07, 0.15, 0.3, 0.5, 0.75]
    lines = axes.contour(ticks, ticks, values, levels, colors="#8b95a5", linewidths=1, linestyles="-")
    axes.clabel(lines, levels[2:], fmt="%g", fontsize=9)
    slopes = cost.gradient(outputs, target)
    for (a1, a2), (g1, g2) in zip(outputs.T, slopes.T, strict=True):
        tip = (a1 + scale * g1, a2 + scale * g2)
        axes.annotate("", tip, (a1, a2), arrowprops={"arrowstyle": "-|>", "color": VERMILLION, "lw": 2})
    axes.plot(*outputs, "o", color=VERMILLION, ms=6)
    axes.plot(*target, "*", color=INK, ms=15)
    axes.annotate("target y", target.ravel(), (0, -9), textcoords="offset points", ha="center", va="top")
    axes.annotate("$a^L$", outputs[:, 0], (7, 0), textcoords="offset points", ha="left", va="bottom", fontsize=12)
    axes.set(xlabel="output $a^L_1$", ylabel="output $a^L_2$", xlim=(-0.2, 1.2), ylim=(-0.2, 1.2), aspect="equal")
    first, slope = outputs[:, 0], slopes[:, 0]
    alt = (
        f"Lines of equal {cost.name} cost are rings around the target ({y[0]:g}, {y[1]:g}). Arrows for the gradient "
        f"point away from the target and are longer farther out; at the output ({first[0]:g}, {first[1]:g}) the "
        f"gradient is ({slope[0]:.2f}, {slope[1]:.2f})."
    )
    return Picture(figure, alt)


def plot_cost_curves(costs, y=1.0, lowest=-5.0):
    """Costs of one example, and their slopes, over a single output between 0 and 1.

    Parameters
    ----------
    costs : list of Cost
    y : float
        The target.
    lowest : float
        Where the picture of the slopes ends.
    """
    figure, (left, right) = new_axes(columns=2, height=3.0)
    a = np.linspace(0.005, 0.995, 397)[None, :]
    target = np.full_like(a, y)
    parts = []
    for cost, colour, style in zip(costs, CYCLE, LINE_STYLES, strict=False):
        left.plot(a[0], cost.value(a, target), color=colour, ls=style, label=cost.name)
        right.plot(a[0], cost.gradient(a, target)[0], color=colour, ls=style, label=cost.name)
        low = np.array([[0.1]]), np.array([[y]])
        parts.append(
            f"at a = 0.1 the {cost.name} cost is {cost.value(*low).item():.2f} "
            f"with slope {cost.gradient(*low).item():.2f}"
        )
    left.set(xlabel="output a", ylabel="cost $C_x$", xlim=(0, 1), ylim=(0, -lowest * 0.8))
    right.set(xlabel="output a", ylabel=r"slope $\partial C_x/\partial a$", xlim=(0, 1), ylim=(lowest, 0.3))
    left.legend(frameon=False)
    right.legend(frameon=False)
    return Picture(figure, f"Costs and slopes over one output, for the target {y:g}: " + "; ".join(parts) + ".")


def plot_example_costs(values, costs, at, names, symbol):
    """The cost of each example and their mean while one parameter varies, with tangents.

    Parameters
    ----------
    values : ndarray of shape (n_values,)
        Of the parameter, rising.
    costs : ndarray of shape (n_values, n_examples)
    at : float
        Where to draw the tangents.
    names : list of str
        One for each example.
    symbol : str
        The parameter, as it stands below the axis.
    """
    figure, axes = new_axes(height=3.6)
    curves = np.column_stack([costs, costs.mean(axis=1)])
    reach = 0.12 * (values[-1] - values[0])
    parts = []
    looks = [*list(zip(CYCLE, LINE_STYLES[1:], [1.8] * 5, strict=False))[: len(names)], (INK, "-", 3.2)]
    for curve, name, (colour, style, width) in zip(curves.T, [*names, "mean"], looks, strict=True):
        height, slope = (float(np.interp(at, values, each)) for each in (curve, np.gradient(curve, values)))
        axes.plot(values, curve, color=colour, ls=style, lw=width, label=name)
        ends = np.array([at - reach, at + reach])
        axes.plot(ends, height + slope * (ends - at), color=colour, ls="-", lw=1)
        axes.plot(at, height, "o", color=colour, ms=6)
        parts.append(f"{name} {slope:.4f}")
    axes.set(xlabel=symbol, ylabel="cost", xlim=(values[0], values[-1]))
    axes.set_ylim(bottom=min(0, -0.04 * costs.max()))
    axes.legend(frameon=False)
    alt = f"Cost over one parameter, a curve per example and their mean. Slopes at {at:.2f}: {', '.join(parts)}."
    return Picture(figure, alt)
