"""Pictures of errors on their way back.

- BP2 as a product, number by number: `plot_error_flow`
- BP2 as paths into one neuron: `plot_error_paths`
- BP4 as a table of products: `plot_outer_product`
"""

import numpy as np
from matplotlib.patches import Rectangle

from nnbp_core.figures.picture import BLUE, INK, MUTED, SIGNED, VERMILLION, Picture, new_axes

__all__ = ["plot_error_flow", "plot_error_paths", "plot_outer_product"]


def plot_error_flow(w_next, delta_next, slope, layer):
    """BP2 drawn as boxes of numbers: (w^{l+1})ᵀ δ^{l+1}, then ⊙ σ'(z^l).

    Parameters
    ----------
    w_next : ndarray of shape (n_next, n)
    delta_next : ndarray of shape (n_next, 1)
    slope : ndarray of shape (n, 1)
        σ'(z^l).
    layer : int
        The layer l that the error reaches, counted from 1.
    """
    reached = w_next.T @ delta_next
    after = layer + 1
    boxes = [
        (rf"(w^{after})^{{\mathsf{{T}}}}", w_next.T),
        (rf"\delta^{after}", delta_next),
        (rf"\partial C/\partial a^{layer}", reached),
        (rf"\sigma'(z^{layer})", slope),
        (rf"\delta^{layer}", reached * slope),
    ]
    tallest = max(len(array) for _, array in boxes)
    figure, axes = new_axes(height=0.75 * tallest + 0.8)
    left = 0.0
    for (name, array), sign in zip(boxes, ["", "=", "⊙", "=", ""], strict=True):
        top = (tallest - len(array)) / 2
        _draw_box(axes, left, top, array)
        axes.annotate(f"${name}$", (left + array.shape[1] / 2, top - 0.2), ha="center", va="bottom", fontsize=12)
        left += array.shape[1]
        axes.annotate(sign, (left + 0.35, tallest / 2), ha="center", va="center", fontsize=15)
        left += 0.7 if sign else 0.45
    _finish(axes, (-0.1, left - 0.35), (tallest + 0.1, -0.75))
    return Picture(
        figure,
        f"The error of layer {after}, {_listed(delta_next)}, is multiplied by the transposed weights, a box of "
        f"{w_next.shape[1]} rows and {len(w_next)} columns. That gives {_listed(reached)}. "
        f"Multiplied entry by entry by the slopes {_listed(slope)}, it becomes the error of layer {layer}: "
        f"{_listed(reached * slope)}.",
    )


def plot_error_paths(w_next, delta_next, slope, layer, neuron):
    """Every way from the cost back into one neuron, with the number on each edge.

    Parameters
    ----------
    w_next : ndarray of shape (n_next, n)
    delta_next : ndarray of shape (n_next, 1)
    slope : ndarray of shape (n, 1)
        σ'(z^l).
    layer : int
        The layer l that the error reaches, counted from 1.
    neuron : int
        Its row in that layer, counted from 0.
    """
    n, j, after = len(w_next), neuron + 1, layer + 1
    figure, axes = new_axes(height=1.1 * n + 0.6)
    middle = (n - 1) / 2
    weights, shares = w_next[:, neuron], w_next[:, neuron] * delta_next[:, 0]
    places = {f"z^{layer}_{j}": (0.0, middle), f"a^{layer}_{j}": (1.4, middle), "C": (5.1, middle)}
    places |= {f"z^{after}_{k + 1}": (3.6, float(k)) for k in range(n)}
    for k, (w, delta, share) in enumerate(zip(weights, delta_next[:, 0], shares, strict=True)):
        node = f"z^{after}_{k + 1}"
        _draw_arrow(axes, places["C"], places[node], rf"$\delta^{after}_{k + 1}$ = {_number(delta)}")
        name = rf"$w^{after}_{{{k + 1}{j}}}\,\delta^{after}_{k + 1}$"
        text = f"{name} = {_number(share)}\n({_number(w)} × {_number(delta)})"
        _draw_arrow(axes, places[node], places[f"a^{layer}_{j}"], text)
    _draw_arrow(axes, places[f"a^{layer}_{j}"], places[f"z^{layer}_{j}"], f"× {_number(slope[neuron, 0])}")
    for name, (x, y) in places.items():
        axes.plot(x, y, "o", ms=30, mfc="white", mec=BLUE if name != "C" else MUTED, mew=1.6, zorder=3)
        axes.annotate(f"${name}$", (x, y), ha="center", va="center", zorder=4, fontsize=12)
    total, reached = shares.sum(), shares.sum() * slope[neuron, 0]
    below = {"textcoords": "offset points", "xytext": (0, -22), "ha": "center", "va": "top", "fontsize": 11}
    axes.annotate(f"sum: {_number(total)}", places[f"a^{layer}_{j}"], **below)
    axes.annotate(rf"$\delta^{layer}_{j}$ = {_number(reached)}", places[f"z^{layer}_{j}"], **below)
    _finish(axes, (-0.5, 5.4), (n - 0.7, -0.3), aspect="auto")
    parts = "; ".join(
        f"neuron {k + 1} sends {_number(w)} times {_number(delta)}, which is {_number(share)}"
        for k, (w, delta, share) in enumerate(zip(weights, delta_next[:, 0], shares, strict=True))
    )
    return Picture(
        figure,
        f"Arrows from the cost C back into neuron {j} of layer {layer}, one way for each neuron of layer {after}: "
        f"{parts}. The parts add up to {_number(total)} at the activation; times the slope "
        f"{_number(slope[neuron, 0])} that is the error {_number(reached)}.",
    )


def plot_outer_product(delta, a_in, layer):
    """BP4 as a table: the error down the side, what came in across the top, a product in each cell.

    Parameters
    ----------
    delta : ndarray of shape (n_out, 1)
    a_in : ndarray of shape (n_in, 1)
    layer : int
        The layer l that the weights lead into, counted from 1.
    """
    n_out, n_in = len(delta), len(a_in)
    product = delta @ a_in.T
    figure, axes = new_axes(height=0.7 * n_out + 1.7, width=0.95 * n_in + 2.9)
    _draw_box(axes, 0.0, 1.3, delta)
    _draw_box(axes, 1.3, 0.0, a_in.T)
    _draw_box(axes, 1.3, 1.3, product)
    axes.annotate(rf"$\delta^{layer}$", (-0.2, 1.3 + n_out / 2), ha="right", va="center", fontsize=13)
    right = 1.3 + n_in + 0.2
    axes.annotate(rf"$(a^{layer - 1})^{{\mathsf{{T}}}}$", (right, 0.5), ha="left", va="center", fontsize=13)
    name = rf"$\partial C/\partial w^{layer}$"
    axes.annotate(name, (right, 1.3 + n_out / 2), ha="left", va="center", fontsize=13)
    _finish(axes, (-0.8, right + 1.4), (1.4 + n_out, -0.1))
    rows = "; ".join(f"{row}: {_listed(values)}" for row, values in enumerate(product, start=1))
    return Picture(
        figure,
        f"A table of products. Down the side stands the error of layer {layer}: {_listed(delta)}. Across the top "
        f"stand the activations of layer {layer - 1}: {_listed(a_in)}. Each cell is the product of its row and its "
        f"column. By rows: {rows}.",
    )


def _draw_box(axes, left, top, array):
    """Cells of equal size, each with its number; purple below 0, green above, by the largest in the box."""
    reach = np.abs(array).max() or 1.0
    for (row, column), value in np.ndenumerate(array):
        x, y = left + column, top + row
        colour = SIGNED(0.5 + value / reach / 2)
        axes.add_patch(Rectangle((x, y), 1, 1, fc=colour, ec=MUTED, lw=0.8))
        axes.annotate(_number(value), (x + 0.5, y + 0.5), ha="center", va="center", fontsize=11, color=INK)


def _draw_arrow(axes, start, end, text):
    arrow = {"arrowstyle": "-|>", "color": VERMILLION, "lw": 1.6, "shrinkA": 17, "shrinkB": 17}
    axes.annotate("", end, start, arrowprops=arrow, zorder=1)
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    box = {"boxstyle": "round,pad=0.15", "fc": "white", "ec": "none"}
    axes.annotate(text, middle, ha="center", va="center", bbox=box, zorder=2, fontsize=11)


def _finish(axes, xlim, ylim, aspect="equal"):
    axes.set(xlim=xlim, ylim=ylim, aspect=aspect)
    axes.axis("off")


def _number(value):
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace("-", "−")


def _listed(array):
    return ", ".join(_number(value) for value in np.ravel(array))
