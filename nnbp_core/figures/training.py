"""Pictures of a training run and of what a trained network gets right and wrong.

- cost and accuracy over epochs: `plot_learning_curves`
- which digit is taken for which: `plot_confusion`
- images of digits with a caption each: `plot_digits`
"""

import numpy as np
from matplotlib.ticker import MaxNLocator

from nnbp_core.figures.picture import CYCLE, LINE_STYLES, Picture, new_axes

__all__ = ["plot_confusion", "plot_digits", "plot_learning_curves"]


def plot_learning_curves(runs):
    """Training cost and held-out accuracy over epochs.

    Parameters
    ----------
    runs : dict of str to list of Epoch
        One curve for each name.
    """
    figure, (left, right) = new_axes(columns=2, height=3.0)
    for (name, epochs), colour, style in zip(runs.items(), CYCLE, LINE_STYLES, strict=False):
        numbers = [epoch.number for epoch in epochs]
        left.plot(numbers, [epoch.cost for epoch in epochs], color=colour, ls=style, label=name)
        right.plot(numbers, [100 * epoch.accuracy for epoch in epochs], color=colour, ls=style, label=name)
    left.set(xlabel="epoch", ylabel="mean training cost", yscale="log")
    right.set(xlabel="epoch", ylabel="held-out digits read right (%)")
    for axes in (left, right):
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        axes.legend(frameon=False)
    parts = [
        f"{name}: cost from {epochs[0].cost:.3f} to {epochs[-1].cost:.4f}, accuracy from "
        f"{100 * epochs[0].accuracy:.1f} to {100 * epochs[-1].accuracy:.1f} percent in {len(epochs)} epochs"
        for name, epochs in runs.items()
    ]
    return Picture(figure, "Training cost and held-out accuracy over epochs. " + "; ".join(parts) + ".")


def plot_confusion(wanted, given):
    """How often each digit is taken for each other one.

    Parameters
    ----------
    wanted, given : ndarray of int, shape (n_examples,)
        The right digit and the network's answer.
    """
    counts = np.zeros((10, 10), int)
    np.add.at(counts, (wanted, given), 1)
    figure, axes = new_axes(height=4.4, width=5.2)
    axes.imshow(np.sqrt(counts), cmap="Blues", vmax=1.6 * np.sqrt(counts.max()))
    for row, column in np.argwhere(counts):
        axes.annotate(str(counts[row, column]), (column, row), ha="center", va="center", fontsize=9)
    axes.set(xticks=range(10), yticks=range(10), xlabel="read as", ylabel="really")
    axes.grid(False)
    wrong = counts - np.diag(np.diag(counts))
    text = f"Of {counts.sum()} digits, {np.trace(counts)} stand on the diagonal, where they are read right."
    if wrong.max() == 1 < wrong.sum():
        text += f" The other {wrong.sum()} are all of different kinds."
    elif wrong.any():
        row, column = np.unravel_index(wrong.argmax(), wrong.shape)
        text += f" The commonest slip, {wrong.max()} times: a {row} read as {column}."
    return Picture(figure, text)


def plot_digits(x, captions, columns=8):
    """Images of digits, each with its caption.

    Parameters
    ----------
    x : ndarray of shape (64, n_images)
        Grey values in [0, 1].
    captions : list of str
    """
    rows = max(1, -(-len(captions) // columns))
    figure, grid = new_axes(rows, columns, height=rows * min(2.6, 10 / columns), squeeze=False)
    for axes in grid.flat:
        axes.axis("off")
    for axes, image, caption in zip(grid.flat, x.T, captions, strict=False):
        axes.imshow(image.reshape(8, 8), cmap="Greys", vmin=0, vmax=1)
        axes.set_title(caption, fontsize=9, loc="center")
    what = "1 image" if len(captions) == 1 else f"{len(captions)} images"
    return Picture(figure, f"{what} of 8 by 8 pixels, captioned: {'; '.join(captions)}.")
