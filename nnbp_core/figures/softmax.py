"""Pictures of a layer whose neurons listen to each other.

- one image and what networks answer to it: `plot_answers`
- the shares of a softmax while one logit moves: `plot_shares`
- Jacobians of layers, as tables of numbers: `plot_jacobians`
"""

import numpy as np

from nnbp_core.activations import SOFTMAX
from nnbp_core.figures.picture import BLUE, CYCLE, INK, MUTED, SIGNED, Picture, new_axes

__all__ = ["plot_answers", "plot_jacobians", "plot_shares"]

HATCHES = [None, "//", "..", "xx", "\\\\", "--"]


def plot_answers(image, answers):
    """An image of a digit beside the ten outputs of one network or of several.

    Parameters
    ----------
    image : ndarray of shape (64,)
        Grey values in [0, 1].
    answers : dict of str to ndarray of shape (10,)
        The outputs, by the name of the network.
    """
    widths = [1.6, *[2.7] * len(answers)]
    figure, (left, *panels) = new_axes(columns=len(widths), height=2.6, gridspec_kw={"width_ratios": widths})
    left.imshow(image.reshape(8, 8), cmap="Greys", vmin=0, vmax=1)
    left.axis("off")
    parts = []
    for axes, (name, outputs) in zip(panels, answers.items(), strict=True):
        axes.bar(range(10), outputs, color=BLUE)
        axes.axhline(0.5, color=MUTED, ls=":", lw=1)
        axes.set(ylim=(0, 1), xticks=range(10), xlabel="output for the digit")
        axes.set_title(name, fontsize=11)
        axes.grid(axis="x", visible=False)
        listed = ", ".join(f"{digit}: {outputs[digit]:.2f}" for digit in np.argsort(-outputs)[:3])
        parts.append(f"{name}: the three largest outputs are {listed}; all ten add up to {outputs.sum():.2f}")
    return Picture(figure, "An image of a digit, and ten outputs as bars. " + "; ".join(parts) + ".")


def plot_shares(z, row, reach=4.0):
    """The shares of a softmax, stacked, while the logit of one row moves and the others stand still.

    Parameters
    ----------
    z : ndarray of shape (n, 1)
        The logits; n is at most 6.
    row : int
        Which one moves.
    reach : float
        How far it moves, either way.
    """
    figure, axes = new_axes(height=3.2)
    moved = np.repeat(z, 161, axis=1)
    moved[row] += np.linspace(-reach, reach, 161)
    shares, ends = SOFTMAX.f(moved), np.zeros(161)
    for j, share in enumerate(shares):
        style = {"facecolor": CYCLE[j], "alpha": 0.55, "hatch": HATCHES[j], "edgecolor": "white", "lw": 0}
        axes.fill_between(moved[row], ends, ends + share, **style)
        axes.annotate(
            f"$a_{j + 1}$", _middle(moved[row], ends, share), ha="center", va="center", color=INK, fontsize=12
        )
        ends = ends + share
    axes.axvline(z[row, 0], color=INK, ls="--", lw=1.5)
    axes.set(xlabel=f"logit $z_{row + 1}$", ylabel="share", ylim=(0, 1), xlim=(moved[row, 0], moved[row, -1]))
    axes.grid(False)
    first, here, last = (SOFTMAX.f(moved[:, [i]])[:, 0] for i in (0, 80, 160))
    lists = [", ".join(f"{share:.2f}" for share in column) for column in (first, here, last)]
    return Picture(
        figure,
        f"{len(z)} shares, stacked to 1, over logit {row + 1}. At {moved[row, 0]:.1f} they are {lists[0]}; "
        f"at {z[row, 0]:.1f}, where the dashed line stands, {lists[1]}; at {moved[row, -1]:.1f} {lists[2]}.",
    )


def _middle(across, below, share):
    """Where a share has room for its name: in the middle of the part in which it is widest."""
    widest = np.flatnonzero(share >= 0.9 * share[8:-8].max())
    at = int(np.clip(np.median(widest), 8, len(across) - 9))
    return across[at], below[at] + share[at] / 2


def plot_jacobians(jacobians):
    """Jacobians of layers, side by side: a row for each activation, a column for each weighted input.

    Parameters
    ----------
    jacobians : dict of str to ndarray of shape (n, n)
        By the name of the layer.
    """
    largest = max(np.abs(jacobian).max() for jacobian in jacobians.values())
    figure, panels = new_axes(columns=len(jacobians), height=2.9, squeeze=False)
    parts = []
    for axes, (name, jacobian) in zip(panels[0], jacobians.items(), strict=True):
        axes.imshow(jacobian, cmap=SIGNED, vmin=-largest, vmax=largest)
        for (q, j), value in np.ndenumerate(jacobian):
            axes.annotate(_signed(value), (j, q), ha="center", va="center", color=INK, fontsize=12)
        names = [range(len(jacobian)), [f"{j + 1}" for j in range(len(jacobian))]]
        axes.set_xticks(*names)
        axes.set_yticks(*names)
        axes.set(xlabel="nudged: $z_j$", ylabel="moves: $a_q$")
        axes.set_title(name, fontsize=11)
        axes.grid(False)
        rows = "; ".join(", ".join(map(_signed, row)) for row in jacobian)
        parts.append(f"{name}: by rows {rows}")
    return Picture(figure, "Jacobians as tables, one row for each activation. " + ". ".join(parts) + ".")


def _signed(value):
    return "0" if value == 0 else f"{value:.2f}".replace("-", "−")
