"""Pictures of computations as graphs.

- what is made from what, and what comes back to each: `plot_graph`
"""

from statistics import mean

from nnbp_core.figures.picture import BLUE, MUTED, VERMILLION, Picture, new_axes

__all__ = ["plot_graph"]


def plot_graph(nodes):
    """A computation: the first input and all results on one line, the other inputs above what they feed.

    Parameters
    ----------
    nodes : dict of str to (sequence of str, str, str)
        For each symbol, in LaTeX without dollar signs: the symbols that it is made from, a text for the way forward
        and one for the way back. Each text may be empty. A symbol stands behind those that it is made from.
    """
    places = _places(nodes)
    figure, axes = new_axes(height=2.7)
    for symbol, (inputs, ahead, back) in nodes.items():
        here = places[symbol]
        box = {"boxstyle": "round,pad=0.35", "fc": "white", "ec": BLUE, "lw": 1.5}
        axes.annotate(f"${symbol}$", here, ha="center", va="center", bbox=box, fontsize=10.5, zorder=3)
        down = -1 if here[1] == 0 else 1
        texts = [(ahead, MUTED), (back, VERMILLION)][::-down]
        for row, (text, colour) in enumerate([each for each in texts if each[0]]):
            look = {"ha": "center", "va": "center", "color": colour, "fontsize": 9.5}
            axes.annotate(text, here, (0, down * (23 + 13 * row)), textcoords="offset points", **look)
        for each, bend in zip(inputs, _bends(inputs), strict=True):
            look = {"arrowstyle": "-|>", "color": BLUE, "lw": 1.5, "shrinkA": 15, "shrinkB": 17}
            axes.annotate("", here, places[each], arrowprops=look | {"connectionstyle": f"arc3,rad={bend}"})
    axes.set(xlim=(-0.5, max(x for x, _ in places.values()) + 0.5), ylim=(-0.8, 1.75))
    axes.axis("off")
    return Picture(figure, _in_words(nodes))


def _bends(inputs):
    """How far each arrow into a node is bent: two from the same input must not lie on each other."""
    return (-0.45, 0.45) if len(inputs) == 2 and inputs[0] == inputs[1] else [0] * len(inputs)


def _places(nodes):
    """Where each node stands: the first input and all results side by side, the other inputs above."""
    line = [symbol for number, (symbol, (inputs, *_)) in enumerate(nodes.items()) if inputs or number == 0]
    columns = {symbol: column for column, symbol in enumerate(line)}
    places = {}
    for symbol in nodes:
        fed = [columns[other] for other, (inputs, *_) in nodes.items() if symbol in inputs]
        places[symbol] = (columns[symbol], 0) if symbol in columns else (mean(fed), 1)
    return places


def _in_words(nodes):
    plain = {symbol: symbol.translate(str.maketrans("", "", "{}\\")) for symbol in nodes}
    made = [f"{plain[s]} from {' and '.join(plain[i] for i in inputs)}" for s, (inputs, *_) in nodes.items() if inputs]
    back = [f"to {plain[s]} {text}" for s, (_, _, text) in reversed(nodes.items()) if text]
    return f"A computational graph. It makes {'; '.join(made)}. What comes back: {'; '.join(back)}."
