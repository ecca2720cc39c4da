"""Pictures of errors on their way back through many layers.

- how long the error of each layer is: `plot_error_lengths`
- the same beside the training that follows: `plot_choices`
- how long a run waits before it learns: `plot_plateaus`
"""

import math

from matplotlib.ticker import MaxNLocator

from nnbp_core.figures.picture import CYCLE, INK, LINE_STYLES, MARKERS, MUTED, Picture, new_axes

__all__ = ["plot_choices", "plot_error_lengths", "plot_plateaus"]


def _draw_lengths(axes, lengths):
    """One line for each network, aligned at the output layer."""
    deepest = max(map(len, lengths.values()))
    styles = zip(lengths.items(), CYCLE, LINE_STYLES, MARKERS, strict=False)
    for (name, values), colour, style, marker in styles:
        layers = range(1 - len(values), 1)
        axes.plot(layers, values, color=colour, ls=style, marker=marker, ms=5, label=name)
    ticks = range(1 - deepest, 1)
    axes.set_xticks(ticks, ["L" if back == 0 else f"L−{-back}" for back in ticks])
    axes.set(xlabel="layer (L is the output)", ylabel="mean length of the error ‖δ‖", yscale="log")


def plot_error_lengths(lengths):
    """The mean length of the error of each layer, on a log axis.

    Parameters
    ----------
    lengths : dict of str to list of float
        For each network, of at most five layers, one length per layer, that of layer 2 first.
    """
    figure, axes = new_axes(height=3.6)
    _draw_lengths(axes, lengths)
    for (name, values), line in zip(lengths.items(), axes.lines, strict=True):
        line.set(markersize=18 - 3 * len(values), markerfacecolor="none")  # the lines coincide: let all markers show
        start = (1 - len(values), values[0])
        axes.annotate(name, start, xytext=(10, -13), textcoords="offset points", color=INK)
    axes.margins(y=0.13)
    parts = [f"{name}: {', '.join(f'{value:.2g}' for value in values)}" for name, values in lengths.items()]
    return Picture(
        figure, f"The length of the error by layer, from layer 2 on the left to the output. {'; '.join(parts)}."
    )


def plot_choices(lengths, runs):
    """The error of each layer before training, beside the accuracy that training reaches.

    Parameters
    ----------
    lengths : dict of str to list of float
        For each network one length per layer, that of layer 2 first.
    runs : dict of str to list of Epoch
        The training of these networks, at least two of them, in the same order and under the same names.
    """
    figure, (left, right) = new_axes(columns=2, height=3.8)
    _draw_lengths(left, lengths)
    for epochs, colour, style, marker in zip(runs.values(), CYCLE, LINE_STYLES, MARKERS, strict=False):
        numbers = [epoch.number for epoch in epochs]
        right.plot(numbers, [100 * epoch.accuracy for epoch in epochs], color=colour, ls=style, marker=marker, ms=4)
    left.set(title="before training")
    right.set(xlabel="epoch", ylabel="held-out digits read right (%)", ylim=(0, 102), title="training")
    right.xaxis.set_major_locator(MaxNLocator(integer=True))
    handles, labels = left.get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside upper center", ncols=3, frameon=False)
    parts = [
        f"{name}: {values[0]:.2g} in layer 2 and {values[-1]:.2g} at the output" for name, values in lengths.items()
    ]
    best, *others, worst = sorted(runs, key=lambda name: -runs[name][-1].accuracy)
    ends = [f"{name} with {100 * runs[name][-1].accuracy:.0f} percent" for name in (best, worst)]
    ranks = ", ".join([ends[0], *others, ends[1]])
    return Picture(
        figure,
        f"Errors by layer before training, and accuracy during it. Length of the error: {'; '.join(parts)}. "
        f"After training, from the most digits read right to the fewest: {ranks}.",
    )


def plot_plateaus(runs):
    """The accuracy of each run over its epochs, on a log axis.

    Parameters
    ----------
    runs : dict of str to list of Epoch
    """
    figure, axes = new_axes(height=3.4)
    parts = []
    for (name, epochs), colour, style in zip(runs.items(), CYCLE, LINE_STYLES, strict=False):
        numbers = [epoch.number for epoch in epochs]
        axes.plot(numbers, [100 * epoch.accuracy for epoch in epochs], color=colour, ls=style, label=name)
        half = next((epoch.number for epoch in epochs if epoch.accuracy > 0.5), None)
        when = f"within {10 * math.ceil(half / 10)}" if half else f"not within {len(epochs)}"
        parts.append(f"{name}: {when} epochs")
    axes.axhline(50, color=MUTED, ls=":", lw=1.2)
    axes.set(xlabel="epoch", ylabel="held-out digits read right (%)", xscale="log", ylim=(0, 102))
    axes.legend(frameon=False)
    return Picture(figure, f"Accuracy over epochs: each run waits near chance. Half right: {'; '.join(parts)}.")
