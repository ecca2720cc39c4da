"""Pictures of the paths from a weight to the cost.

- the edges on those paths, each with its rate factor: `plot_paths`
- what each path adds to the derivative: `plot_path_sum`
"""

from itertools import pairwise

import numpy as np

from nnbp_core import forward, iter_paths, rate_factors
from nnbp_core.figures.picture import BLUE, INK, ORANGE, VERMILLION, Picture, new_axes
from nnbp_core.figures.wiring import draw_wiring, label_edge

__all__ = ["plot_path_sum", "plot_paths"]


def plot_paths(network, x, y, weight, only=None):
    """A weight, every path from it to the cost, and the rate factor on every edge.

    Parameters
    ----------
    x, y : ndarray with one column
    weight : Weight
    only : tuple of int, optional
        One path as `iter_paths` gives it: draw this one, with the names of its factors.
    """
    figure, axes, places = draw_wiring(network.sizes, per_neuron=1.15)
    paths = list(iter_paths(network.sizes, weight.layer, weight.j)) if only is None else [only]
    factors = rate_factors(network, x)
    first, at_end = _first_factor(network, x, weight), _slopes_at_end(network, x, y)
    edges = sorted({(i, *edge) for path in paths for i, edge in enumerate(pairwise(path), start=weight.layer - 1)})
    ends = places[weight.layer - 2][weight.k], places[weight.layer - 1][weight.j]
    axes.plot(*zip(*ends, strict=True), color=VERMILLION, lw=3, ls="-", zorder=2)
    name = f"$\\partial a^{weight.layer}_{weight.j + 1}/\\partial w$ = " if only else ""
    label_edge(axes, *ends, name + _signed(first), VERMILLION)
    for i, j, q in edges:
        ends = places[i][j], places[i + 1][q]
        axes.plot(*zip(*ends, strict=True), color=BLUE, lw=2.2, ls="-", zorder=2)
        name = f"$\\partial a^{i + 2}_{q + 1}/\\partial a^{i + 1}_{j + 1}$ = " if only else ""
        along = 0.5 if only else 0.62 if i == weight.layer - 1 else 0.27  # where edges do not cross
        label_edge(axes, *ends, name + _signed(factors[i][0, q, j]), BLUE, along)
    outputs = sorted({path[-1] for path in paths})
    for row in outputs:
        name = f"$\\partial C/\\partial a^{len(places)}_{row + 1}$ = "
        x_end, y_end = places[-1][row]
        axes.annotate(name + _signed(at_end[row]), (x_end + 0.16, y_end), va="center", fontsize=9.5, color=INK)
    axes.set_xlim(-0.25, len(places) - 0.3)
    listed = "; ".join(f"neuron {q + 1} of layer {i + 2} from {j + 1}: {factors[i][0, q, j]:.2f}" for i, j, q in edges)
    return Picture(
        figure,
        f"A network of {', '.join(map(str, network.sizes))} neurons. From the marked weight "
        f"{'one path is' if only else f'{len(paths)} paths are'} drawn to the cost. First factor {first:.2f}. "
        f"Rate factors: {listed}. Last factors: {', '.join(f'output {r + 1}: {at_end[r]:.2f}' for r in outputs)}.",
    )


def _first_factor(network, x, weight):
    zs, activations = forward(network, x)
    i = weight.layer - 2
    slope = network.activations[i].slope(zs[i], activations[i + 1])[weight.j, 0]
    return slope * activations[i][weight.k, 0]


def _slopes_at_end(network, x, y):
    return network.cost.gradient(forward(network, x).activations[-1], y)[:, 0]


def _signed(value):
    return f"{value:.2f}".replace("-", "−")


def plot_path_sum(contributions, total):
    """Paths added one by one, each bar beginning where the last one ended.

    Parameters
    ----------
    contributions : dict of str to float
        What each path adds, by its name.
    total : float
        The derivative from elsewhere, drawn as a line to compare with.
    """
    figure, axes = new_axes(height=0.42 * len(contributions) + 1.2)
    ends = np.cumsum([0.0, *contributions.values()])
    for row, (before, after) in enumerate(pairwise(ends)):
        up = after > before
        axes.barh(
            row, after - before, left=before, height=0.6, color=ORANGE if up else BLUE, hatch="//" if up else None
        )
        axes.plot([after, after], [row - 0.3, row + 1.3 if row + 2 < len(ends) else row + 0.3], color=INK, lw=1, ls="-")
        change, box = f"{after - before:+.3f}".replace("-", "−"), {"fc": "white", "ec": "none", "pad": 1}
        beside = {"xytext": (5, 0), "textcoords": "offset points", "va": "center"}
        axes.annotate(change, (max(before, after), row), bbox=box, **beside)
    axes.axvline(total, color=VERMILLION, ls="--", lw=1.6, label=f"∂C/∂w by backprop: {total:.3f}".replace("-", "−"))
    axes.set(yticks=range(len(contributions)), yticklabels=list(contributions), xlabel="sum of the paths so far")
    axes.set_xlim(ends.min() - 0.03 * np.ptp(ends), ends.max() + 0.16 * np.ptp(ends))
    axes.invert_yaxis()
    axes.set_axisbelow(True)
    axes.legend(frameon=False, loc="upper left", bbox_to_anchor=(0, 1.14))
    listed = ", ".join(f"{name} adds {value:.3f}" for name, value in contributions.items())
    return Picture(figure, f"Bars that add up: {listed}. They end at {ends[-1]:.3f}; backprop gives {total:.3f}.")
