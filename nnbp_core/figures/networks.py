"""Pictures of networks and of their matrices.

- neurons and edges, with one weight picked out: `plot_network`
- a matrix product drawn to shape: `plot_shapes`
"""

from matplotlib.patches import Rectangle

from nnbp_core.figures.picture import BLUE, INK, ORANGE, SKY, VERMILLION, Picture, new_axes
from nnbp_core.figures.wiring import draw_wiring, label_edge

__all__ = ["plot_network", "plot_shapes"]


def plot_network(sizes, weight=None):
    """A network's neurons and edges, one edge picked out and named w^l_{jk}.

    Parameters
    ----------
    sizes : sequence of int
        Neurons per layer, the input first; draws well up to about 6 × 6.
    weight : Weight, optional
        The edge to pick out: to neuron j, from neuron k (rows from 0).
    """
    figure, axes, places = draw_wiring(sizes, roles=True)
    neurons = ", ".join(map(str, sizes))
    alt = f"A network of {len(sizes)} layers with {neurons} neurons, every neuron joined to all of the next layer."
    if weight is not None:
        start, end = places[weight.layer - 2][weight.k], places[weight.layer - 1][weight.j]
        axes.plot(*zip(start, end, strict=True), color=VERMILLION, lw=3, ls="-", zorder=2)
        name = f"w^{weight.layer}_{{{weight.j + 1}{weight.k + 1}}}"
        label_edge(axes, start, end, f"${name}$", VERMILLION, along=0.32, fontsize=12)
        alt += (
            f" One edge is picked out: it goes to neuron {weight.j + 1} of layer {weight.layer}, "
            f"from neuron {weight.k + 1} of layer {weight.layer - 1}."
        )
    return Picture(figure, alt)


def plot_shapes(terms, signs):
    """Arrays drawn as boxes to scale, with signs between them: z = w a + b as shapes.

    Parameters
    ----------
    terms : list of (name, rows, columns)
    signs : list of str
        What stands between two neighbours; one fewer than terms.
    """
    figure, axes = new_axes(height=2.6)
    tallest = max(rows for _, rows, _ in terms)
    colours = [BLUE, VERMILLION, SKY, ORANGE]
    x = 0.0
    for i, (name, rows, columns) in enumerate(terms):
        y = (tallest - rows) / 2
        colour = colours[i % len(colours)]
        axes.add_patch(Rectangle((x, y), columns, rows, fc=colour, alpha=0.25, ec=colour, lw=1.5))
        for row in range(rows + 1):
            axes.plot([x, x + columns], [y + row] * 2, color=colour, lw=0.7, ls="-")
        for column in range(columns + 1):
            axes.plot([x + column] * 2, [y, y + rows], color=colour, lw=0.7, ls="-")
        axes.annotate(f"${name}$", (x + columns / 2, -0.35), ha="center", va="bottom", fontsize=13)
        axes.annotate(f"{rows} × {columns}", (x + columns / 2, tallest + 0.3), ha="center", va="top", color=INK)
        if i < len(signs):
            axes.annotate(signs[i], (x + columns + 0.75, tallest / 2), ha="center", va="center", fontsize=16)
        x += columns + 1.5
    axes.set(xlim=(-0.3, x - 1.2), ylim=(tallest + 1.1, -1.3), aspect="equal")
    axes.axis("off")
    shapes = " ".join(
        f"{name.replace('^', ' ')} ({rows} by {columns}){' ' + signs[i] if i < len(signs) else ''}"
        for i, (name, rows, columns) in enumerate(terms)
    )
    return Picture(figure, f"Arrays drawn as boxes of their shapes: {shapes}.")
