"""Pictures of what a cost may look at, and of where a wrong one drives the outputs.

- which activations a cost reads, allowed and not: `plot_cost_inputs`
- the outputs for each example over a training run: `plot_output_runs`
"""

from matplotlib.patches import FancyBboxPatch

from nnbp_core.figures.picture import BLUE, CYCLE, INK, LINE_STYLES, MUTED, VERMILLION, Picture, new_axes
from nnbp_core.network import forward

__all__ = ["plot_cost_inputs", "plot_output_runs"]

INPUT, HIDDEN, OUTPUT, COST = range(4)
PANELS = {  # what each kind of cost reads besides: (from row, from example, to the box of example)
    "both hold": [],
    "1 broken: compares examples": [(OUTPUT, 0, 1), (OUTPUT, 1, 0), (OUTPUT, 1, 2), (OUTPUT, 2, 1)],
    "2 broken: looks inside": [(HIDDEN, example, example) for example in range(3)],
}


def plot_cost_inputs():
    """Three examples of three layers, the cost of each, and what it reads: allowed, and two ways to break it."""
    figure, panels = new_axes(columns=3, height=3.3)
    rows = ["input", "hidden", "output", "cost"]
    for axes, (title, extra) in zip(panels, PANELS.items(), strict=True):
        for x in range(3):
            _example(axes, x)
        for row, start, end in extra:
            bend = "arc3,rad=-0.45" if start == end else "arc3"
            _arrow(axes, (start, row), (end, COST - 0.3), VERMILLION, "--", bend)
        axes.set_title(title, fontsize=10.5, loc="center", color=VERMILLION if extra else BLUE)
        axes.set(xlim=(-0.6, 2.6), ylim=(-0.75, 3.5))
        axes.axis("off")
    look = {"ha": "right", "va": "center", "color": MUTED, "fontsize": 10, "annotation_clip": False}
    for row, name in enumerate(rows):
        panels[0].annotate(name, (-0.45, row), **look)
    alt = (
        "Three drawings of three examples, each with an input, a hidden layer, an output and its own cost. In the "
        "first, each cost reads its own output alone. In the second, dashed arrows lead into it from the outputs of "
        "neighbouring examples too. In the third, dashed arrows lead into it from the hidden layer too."
    )
    return Picture(figure, alt)


def _example(axes, x):
    for low in (INPUT, HIDDEN):
        axes.plot([x, x], [low + 0.2, low + 0.8], color="#b7bec9", lw=1.5, ls="-")
    for row in (INPUT, HIDDEN, OUTPUT):
        axes.plot(x, row, "o", ms=15, mfc="white", mec=BLUE, mew=1.6, zorder=3)
    box = FancyBboxPatch((x - 0.26, COST - 0.2), 0.52, 0.4, boxstyle="round,pad=0.04", fc="white", ec=INK, zorder=3)
    axes.add_patch(box)
    axes.annotate(f"$C_{x + 1}$", (x, COST), ha="center", va="center", fontsize=11, zorder=4)
    axes.annotate(f"{x + 1}", (x, -0.55), ha="center", va="center", color=MUTED, fontsize=9)
    _arrow(axes, (x, OUTPUT), (x, COST - 0.3), BLUE, "-", "arc3")


def _arrow(axes, start, end, colour, style, bend):
    look = {"arrowstyle": "-|>", "color": colour, "ls": style, "lw": 1.6, "connectionstyle": bend, "shrinkA": 8}
    axes.annotate("", end, start, arrowprops={**look, "shrinkB": 0})


def plot_output_runs(runs, x, y, names):
    """The single output for each example over the epochs of training runs, beside its target.

    Parameters
    ----------
    runs : dict of str to list of Epoch
        One panel for each name.
    x : ndarray of shape (n_inputs, n_examples)
    y : ndarray of shape (1, n_examples)
    names : list of str
        One for each example.
    """
    figure, panels = new_axes(columns=len(runs), height=3.3, sharey=True, squeeze=False)
    parts = []
    for axes, (title, epochs) in zip(panels[0], runs.items(), strict=True):
        outputs = [forward(epoch.network, x).activations[-1][0] for epoch in epochs]
        numbers = [epoch.number for epoch in epochs]
        for i, name in enumerate(names):
            look = {"color": CYCLE[i], "ls": LINE_STYLES[i + 1]}
            axes.plot(numbers, [each[i] for each in outputs], label=name, **look)
            axes.plot(1.25 * numbers[-1], y[0, i], "<", color=CYCLE[i], ms=8, clip_on=False)
        axes.set_title(title, fontsize=10.5)
        axes.set(xscale="log", xlabel="epoch", xlim=(1, 1.25 * numbers[-1]), ylim=(0, 1))
        last = ", ".join(f"{value:.3f}" for value in outputs[-1])
        parts.append(f"{title}: the outputs end at {last}")
    panels[0][0].set_ylabel("output a (marks: target y)")
    panels[0][-1].legend(frameon=False, loc="center")
    targets = ", ".join(f"{value:g}" for value in y[0])
    return Picture(figure, f"Outputs over epochs, with the targets {targets}. " + "; ".join(parts) + ".")
