"""Pictures of networks and of their matrices.

- neurons and edges, with one weight picked out: `plot_network`
- a matrix product drawn to shape: `plot_shapes`
"""

from itertools import pairwise

from matplotlib.patches import Rectangle

from nnbp_core.figures.picture import BLUE, INK, MUTED, ORANGE, SKY, VERMILLION, Picture, new_axes

__all__ = ["plot_network", "plot_shapes"]


def _positions(sizes):
    tallest = max(sizes)
    return [[(layer, (tallest - n) / 2 + row) for row in range(n)] for layer, n in enumerate(sizes)]


def plot_network(sizes, weight=None):
    """A network's neurons and edges, one edge picked out and named w^l_{jk}.

    Parameters
    ----------
    sizes : sequence of int
        Neurons per layer, the input first; draws well up to about 6 × 6.
    weight : Weight, optional
        The edge to pick out: to neuron j, from neuron k (rows from 0).
    """
    figure, axes = new_axes(height=0.75 * max(sizes) + 1.0)
    places = _positions(sizes)
    for before, after in pairwise(places):
        for start in before:
            for end in after:
                axes.plot(*zip(start, end, strict=True), color="#b7bec9", lw=1, ls="-", zorder=1)
    for number, layer in enumerate(places, start=1):
        for row, (x, y) in enumerate(layer):
            axes.plot(x, y, "o", ms=27, mfc="white", mec=BLUE, mew=1.6, zorder=3)
            axes.annotate(f"$a^{number}_{row + 1}$", (x, y), ha="center", va="center", zorder=4, fontsize=11)
        kind = "input" if number == 1 else "output" if number == len(sizes) else "hidden"
        axes.annotate(f"layer {number}, {kind}", (number - 1, -0.85), ha="center", color=MUTED, fontsize=10)
    neurons = ", ".join(map(str, sizes))
    alt = f"A network of {len(sizes)} layers with {neurons} neurons, every neuron joined to all of the next layer."
    if weight is not None:
        start, end = places[weight.layer - 2][weight.k], places[weight.layer - 1][weight.j]
        axes.plot(*zip(start, end, strict=True), color=VERMILLION, lw=3, ls="-", zorder=2)
        name = f"w^{weight.layer}_{{{weight.j + 1}{weight.k + 1}}}"
        middle = (start[0] + 0.32 * (end[0] - start[0]), start[1] + 0.32 * (end[1] - start[1]))
        box = {"boxstyle": "round,pad=0.2", "fc": "white", "ec": VERMILLION}
        axes.annotate(f"${name}$", middle, ha="center", va="center", bbox=box, zorder=5, fontsize=12)
        alt += (
            f" One edge is picked out: it goes to neuron {weight.j + 1} of layer {weight.layer}, "
            f"from neuron {weight.k + 1} of layer {weight.layer - 1}."
        )
    axes.set(xlim=(-0.5, len(sizes) - 0.5), ylim=(max(sizes) - 0.4, -1.2))
    axes.axis("off")
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
