"""Pictures of what linear networks compute and how they learn.

- outputs over two inputs, as lines of equal height: `plot_output_maps`
- the cost of two linear neurons in a row, and paths downhill: `plot_saddle`
"""

import numpy as np

from nnbp_core import forward
from nnbp_core.figures.picture import CYCLE, INK, LINE_STYLES, MARKERS, Picture, new_axes

__all__ = ["plot_output_maps", "plot_saddle"]


def plot_output_maps(networks, reach=2.0):
    """The one output of each network over its two inputs, as lines of equal output.

    Parameters
    ----------
    networks : dict of Network
        By name: networks with two inputs and one output; one panel each.
    """
    figure, panels = new_axes(columns=len(networks), height=2.9, sharey=True, squeeze=False)
    line = np.linspace(-reach, reach, 121)
    first, second = np.meshgrid(line, line)
    x = np.array([first.ravel(), second.ravel()])
    parts = []
    for axes, (name, network) in zip(panels[0], networks.items(), strict=True):
        output = forward(network, x).activations[-1].reshape(first.shape)
        axes.contourf(first, second, output, levels=12, cmap="Blues", alpha=0.55)
        axes.contour(first, second, output, levels=12, colors=INK, linewidths=0.9, linestyles="solid")
        axes.grid(False)
        axes.set(xlabel=f"input $x_1$\n{name}", aspect="equal")
        bend = np.abs(np.diff(output, 2, axis=0)).max() + np.abs(np.diff(output, 2, axis=1)).max()
        shape = "straight and parallel" if bend < 1e-9 * np.ptp(output) else "bent"
        parts.append(f"{name}: the lines are {shape}")
    panels[0, 0].set(ylabel="input $x_2$")
    return Picture(figure, f"Lines of equal output over two inputs. {'; '.join(parts)}.")


def plot_saddle(cost, runs, reach=2.0):
    """The cost over two weights u and v, with runs of gradient descent on it, and the cost along each run.

    It is meant for C = (u v - 1)² / 2, the linear 1-1-1 network with x = y = 1.

    Parameters
    ----------
    cost : callable
        ``cost(u, v)``, on arrays.
    runs : dict of str to ndarray of shape (n_steps, 2)
        The weights (u, v) of each run, first to last.
    """
    figure, (left, right) = new_axes(columns=2, height=3.7)
    line = np.linspace(-reach, reach, 161)
    u, v = np.meshgrid(line, line)
    levels = np.quantile(cost(u, v), np.linspace(0, 1, 14))
    left.contour(u, v, cost(u, v), levels=levels, colors="#9aa3b0", linewidths=0.8, linestyles="solid")
    left.contourf(u, v, cost(u, v), levels=[0, 0.02], colors=["#bfe3d6"])
    left.annotate("C = 0", (1.1, 1.1), fontsize=10)
    parts = []
    for i, (name, run) in enumerate(runs.items()):
        style = {"color": CYCLE[i], "ls": LINE_STYLES[i], "marker": MARKERS[i], "ms": 5, "markevery": [0, len(run) - 1]}
        left.plot(*run.T, **style)
        costs = cost(*run.T)
        right.plot(costs, label=name, **style)
        (u0, v0), (u1, v1) = run[[0, -1]].round(2) + 0.0  # + 0.0: no "-0.00"
        parts.append(
            f"{name}: from ({u0:.2f}, {v0:.2f}) to ({u1:.2f}, {v1:.2f}), cost {costs[0]:.2f} to {costs[-1]:.2f}"
        )
    left.plot(0, 0, "x", color=INK, ms=8, mew=2)
    left.annotate("saddle", (0, 0), (0.15, -0.1), va="top", fontsize=10)
    left.set(xlabel="weight u", ylabel="weight v", aspect="equal")
    right.set(xlabel="step", ylabel="cost C", ylim=(-0.05, None))
    right.legend(frameon=False)
    text = "Cost over two weights: two shaded valleys where C = 0, a saddle at (0, 0) between them."
    return Picture(figure, f"{text} Runs of gradient descent: {'; '.join(parts)}.")
