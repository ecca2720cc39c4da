"""Pictures of how the work grows.

- counts over depth and over width: `plot_counts`
- work over the number of parameters, with the exponents of its growth: `plot_power_laws`
"""

import numpy as np

from nnbp_core.figures.picture import Picture, look_of, new_axes

__all__ = ["plot_counts", "plot_power_laws"]


def plot_counts(panels):
    """Counts on a logarithmic scale, one panel for each thing that grows.

    Parameters
    ----------
    panels : dict of str to (sequence, dict of str to sequence)
        What grows, its values, and the counts of each method.
    """
    figure, grid = new_axes(columns=len(panels), height=3.6, sharey=True, squeeze=False)
    parts = []
    for axes, (what, (values, curves)) in zip(grid[0], panels.items(), strict=True):
        for i, (name, counts) in enumerate(curves.items()):
            colour, style, marker = look_of(name, i)
            axes.plot(values, [float(n) for n in counts], color=colour, ls=style, marker=marker, label=name, ms=5)
            parts.append(
                f"{what} {values[0]} to {values[-1]}, {name}: {float(counts[0]):.2g} to {float(counts[-1]):.2g}"
            )
        axes.set(xlabel=what, yscale="log")
    grid[0, 0].set(ylabel="multiplications")
    grid[0, 0].legend(frameon=False)
    return Picture(figure, "Multiplications on a logarithmic scale. " + "; ".join(parts) + ".")


def plot_power_laws(parameters, curves, ylabel):
    """Work against the number of parameters, both on logarithmic scales, and the exponent of each line.

    Parameters
    ----------
    parameters : sequence of int
    curves : dict of str to sequence of float
    ylabel : str
    """
    figure, axes = new_axes(height=3.6)
    parts = []
    for i, (name, values) in enumerate(curves.items()):
        work = np.array([float(each) for each in values])
        exponent, shift = np.polyfit(np.log(parameters), np.log(work), 1)
        colour, style, marker = look_of(name, i)
        axes.plot(parameters, work, color=colour, ls="none", marker=marker, ms=6)
        fit = np.exp(shift) * np.array(parameters, float) ** exponent
        axes.plot(parameters, fit, color=colour, ls=style, lw=1.6, label=f"{name}: exponent {exponent:.2f}")
        parts.append(f"{name}: {work[0]:.2g} to {work[-1]:.2g}, exponent {exponent:.2f}")
    axes.set(xlabel="parameters", ylabel=ylabel, xscale="log", yscale="log")
    axes.legend(frameon=False)
    reach = f"{parameters[0]:,} to {parameters[-1]:,} parameters"
    return Picture(figure, f"{ylabel} on logarithmic scales, {reach}. {'; '.join(parts)}.")
