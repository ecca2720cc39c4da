"""A network's neurons and edges, drawn for other pictures to write on.

- neurons, edges and where they stand: `draw_wiring`
- a value in a box on an edge: `label_edge`
"""

from itertools import pairwise

from nnbp_core.figures.picture import BLUE, MUTED, new_axes

__all__ = ["draw_wiring", "label_edge"]


def draw_wiring(sizes, per_neuron=0.9, edges=True, roles=False):
    """A figure with the neurons of a network, and optionally all its edges in grey.

    Parameters
    ----------
    sizes : sequence of int
        Neurons per layer, the input first; draws well up to about 6 × 6.
    per_neuron : float
        Inches of height for each neuron of the largest layer.
    roles : bool
        Say of each layer whether it is input, hidden or output.

    Returns
    -------
    figure, axes, places
        ``places[l][j]`` is the (x, y) of neuron j of layer l + 1; one unit lies between neighbours.
    """
    tallest = max(sizes)
    figure, axes = new_axes(height=per_neuron * tallest + 0.7)
    places = [[(layer, (tallest - n) / 2 + row) for row in range(n)] for layer, n in enumerate(sizes)]
    if edges:
        for before, after in pairwise(places):
            for start in before:
                for end in after:
                    axes.plot(*zip(start, end, strict=True), color="#b7bec9", lw=1, ls="-", zorder=1)
    for number, layer in enumerate(places, start=1):
        for row, (x, y) in enumerate(layer, start=1):
            axes.plot(x, y, "o", ms=27, mfc="white", mec=BLUE, mew=1.6, zorder=3)
            axes.annotate(f"$a^{number}_{row}$", (x, y), ha="center", va="center", zorder=4, fontsize=11)
        role = "input" if number == 1 else "output" if number == len(sizes) else "hidden"
        name = f"layer {number}, {role}" if roles else f"layer {number}"
        axes.annotate(name, (number - 1, -0.58), ha="center", color=MUTED, fontsize=10)
    axes.set(xlim=(-0.35, len(sizes) - 0.65), ylim=(tallest - 0.5, -0.8))
    axes.axis("off")
    return figure, axes, places


def label_edge(axes, start, end, text, colour, along=0.5, fontsize=9.5):
    """Write `text` in a box on the edge, a part `along` of the way from its start."""
    at = (start[0] + along * (end[0] - start[0]), start[1] + along * (end[1] - start[1]))
    box = {"boxstyle": "round,pad=0.18", "fc": "white", "ec": colour, "lw": 0.8}
    axes.annotate(text, at, ha="center", va="center", bbox=box, zorder=5, fontsize=fontsize)
