"""Pictures of the chain rule, one node at a time.

- a nudge through one node, on its curve: `plot_nudge`
- the nudge forward and the slope back, side by side: `plot_both_ways`
- nodes in a row with their factors: `plot_chain`
- one node that feeds several: `plot_fork`
"""

import numpy as np

from nnbp_core.figures.picture import BLUE, INK, MUTED, VERMILLION, Picture, new_axes

__all__ = ["plot_both_ways", "plot_chain", "plot_fork", "plot_nudge"]


def _number(value, form):
    return format(value, form).replace("-", "−")


def plot_nudge(activation, z, dz):
    """A node's curve, its tangent at z, and what a nudge dz does on each.

    Parameters
    ----------
    activation : Activation
    z, dz : float
        Where the node stands, and a nudge long enough to see.
    """
    figure, axes = new_axes(height=3.4)
    line = np.linspace(z - 3, z + 3, 241)
    start, slope = float(activation.f(z)), float(activation.prime(z))
    real, straight = float(activation.f(z + dz)) - start, slope * dz
    axes.plot(line, activation.f(line), color=BLUE, ls="-", label="$A = g(z)$")
    ends = np.array([z - 1.8, z + 2.3])
    axes.plot(ends, start + slope * (ends - z), color=VERMILLION, ls="--", label="tangent: slope $g'(z)$")
    axes.plot([z, z + dz, z + dz], [start, start, start + straight], color=INK, ls="-", lw=1.4)
    axes.plot(z, start, "o", color=INK, ms=6)
    axes.annotate("$dz$", (z + dz / 2, start), (0, -4), textcoords="offset points", ha="center", va="top")
    axes.annotate(
        "$g'(z)\\,dz$", (z + dz, start + straight / 2), (6, 0), textcoords="offset points", ha="left", va="center"
    )
    axes.set(xlabel="$z$", ylabel="$A$", xlim=(line[0], line[-1]))
    axes.legend(frameon=False, loc="upper left")
    alt = (
        f"The {activation.name} curve and its tangent at z = {z:g}. A nudge of {dz:g} moves the tangent up by "
        f"{straight:.4f} and the curve by {real:.4f}: close, and closer for a shorter nudge."
    )
    return Picture(figure, alt)


def plot_both_ways(activation, z, dz, delta_a):
    """One node: the nudge that goes forward through it, the slope of the cost that comes back.

    Parameters
    ----------
    activation : Activation
    z, dz : float
        The node's input and its nudge.
    delta_a : float
        ∂C/∂A, what comes back from behind the node.
    """
    a, slope = float(activation.f(z)), float(activation.prime(z))
    d_a, delta_z = slope * dz, slope * delta_a
    figure, axes = new_axes(height=2.9)
    axes.plot(5, 2, "o", ms=62, mfc="white", mec=INK, mew=1.6, zorder=3)
    axes.annotate("$g$", (5, 2), ha="center", va="center", fontsize=17, zorder=4)
    for x, text in ((0.4, f"$z$ = {z:g}"), (9.6, f"$A$ = {a:.4f}")):
        axes.annotate(text, (x, 2), ha="center", va="center", fontsize=12, color=MUTED)
    forward = (f"$dz$ = {_number(dz, 'g')}", f"$dA$ = {_number(d_a, '.5f')}", "forward: how far does it move?")
    costs = (f"$\\delta {name}$ = {_number(value, '.4f')}" for name, value in (("z", delta_z), ("A", delta_a)))
    back = (*costs, "backward: what does a unit cost?")
    for y, colour, style, (left, right, title), ends in (
        (3.1, BLUE, "-", forward, (2.0, 8.0)),
        (0.9, VERMILLION, "--", back, (8.0, 2.0)),
    ):
        look = {"arrowstyle": "-|>", "color": colour, "ls": style, "lw": 2}
        axes.annotate("", (ends[1], y), (ends[0], y), arrowprops=look)
        axes.annotate(left, (1.8, y), ha="right", va="center", fontsize=12, color=colour)
        axes.annotate(right, (8.2, y), ha="left", va="center", fontsize=12, color=colour)
        box = {"boxstyle": "round,pad=0.25", "fc": "white", "ec": colour}
        axes.annotate(f"× {slope:.4f}", (5, y), ha="center", va="center", bbox=box, color=colour, zorder=5)
        above = y > 2
        axes.annotate(title, (5, y + (0.5 if above else -0.5)), ha="center", va="center", color=colour)
    axes.set(xlim=(-1.2, 11.2), ylim=(0, 4))
    axes.axis("off")
    alt = (
        f"One node g with input z = {z:g} and output A = {a:.4f}. An arrow to the right takes dz = {dz:g} times "
        f"{slope:.4f} to dA = {d_a:.5f}. An arrow to the left takes delta A = {delta_a:.4f} times the same {slope:.4f} "
        f"to delta z = {delta_z:.4f}."
    )
    return Picture(figure, alt)


def plot_chain(nodes, factors):
    """Nodes in a row: values going forward, factors on the steps, and their running product coming back.

    Parameters
    ----------
    nodes : list of (symbol, value)
        The last one is the cost. Symbols in LaTeX without dollar signs.
    factors : list of float
        The derivative of each node after the first with respect to the one before it.
    """
    slopes = np.cumprod([1.0, *reversed(factors)])[::-1]
    figure, axes = new_axes(height=2.5)
    cost = nodes[-1][0]
    for i, ((symbol, value), slope) in enumerate(zip(nodes, slopes, strict=True)):
        box = {"boxstyle": "round,pad=0.4", "fc": "white", "ec": BLUE, "lw": 1.5}
        axes.annotate(
            f"${symbol}$\n{_number(value, '.4g')}", (i, 1), ha="center", va="center", bbox=box, fontsize=11, zorder=3
        )
        name = f"$\\partial {cost}/\\partial {symbol}$\n= {_number(slope, '.4f')}"
        axes.annotate(name, (i, 0.08), ha="center", va="center", color=VERMILLION, fontsize=10)
        if i:
            _step(axes, i, factors[i - 1])
    axes.set(xlim=(-0.45, len(nodes) - 0.55), ylim=(-0.25, 1.55))
    axes.axis("off")
    plain = [symbol.translate(str.maketrans("", "", "{}")) for symbol, _ in nodes]
    alt = (
        "A chain from "
        + " to ".join(f"{name} = {value:.4g}" for name, (_, value) in zip(plain, nodes, strict=True))
        + f". The factors on its steps are {', '.join(f'{factor:.4f}' for factor in factors)}. Multiplied up from the "
        + f"right, the derivatives of {plain[-1]} are {', '.join(f'{slope:.4f}' for slope in slopes)}."
    )
    return Picture(figure, alt)


def _step(axes, i, factor):
    """The arrow forward into node i with its factor, and the arrow back below it."""
    axes.annotate("", (i - 0.3, 1), (i - 0.7, 1), arrowprops={"arrowstyle": "-|>", "color": BLUE, "lw": 1.8})
    axes.annotate(f"× {_number(factor, '.4g')}", (i - 0.5, 1.22), ha="center", va="bottom", color=INK, fontsize=10.5)
    look = {"arrowstyle": "-|>", "color": VERMILLION, "ls": "--", "lw": 1.6}
    axes.annotate("", (i - 0.74, 0.08), (i - 0.26, 0.08), arrowprops=look)


def plot_fork(a, weights, delta_zs):
    """One activation that feeds several weighted inputs, and what comes back along each branch.

    Parameters
    ----------
    a : float
    weights, delta_zs : sequence of float
        The weight of each branch, and ∂C/∂z at its end.
    """
    figure, axes = new_axes(height=3.1)
    heights = np.linspace(1, -1, len(weights))
    total = float(np.dot(weights, delta_zs))
    node = {"boxstyle": "round,pad=0.45", "fc": "white", "ec": BLUE, "lw": 1.5}
    for q, (y, w, delta_z) in enumerate(zip(heights, weights, delta_zs, strict=True), start=1):
        axes.plot([0, 4], [0, y], color="#b7bec9", lw=1.5, ls="-", zorder=1)
        sign = 1 if y > 0 else -1
        start, end = (3.55, 0.89 * y + 0.16 * sign), (0.6, 0.15 * y + 0.16 * sign)
        look = {"arrowstyle": "-|>", "color": VERMILLION, "ls": "--", "lw": 1.6}
        axes.annotate("", end, start, arrowprops=look)
        axes.annotate(f"$z_{q}$", (4, y), ha="center", va="center", bbox=node, fontsize=12, zorder=3)
        back = f"$\\delta z_{q}$ = {_number(delta_z, '.4f')}"
        axes.annotate(back, (4.35, y), ha="left", va="center", color=VERMILLION)
        weight = f"$w_{q}$ = {_number(w, 'g')}"
        axes.annotate(weight, (2.7, 0.675 * y - 0.22 * sign), ha="center", va="center", fontsize=10.5)
        text = f"{w:g} × {delta_z:.4f} = {w * delta_z:.4f}".replace("-", "−")
        axes.annotate(text, (1.2, 0.95 * sign), ha="center", va="center", color=VERMILLION, fontsize=10.5)
    axes.annotate("$a$", (0, 0), ha="center", va="center", bbox=node, fontsize=12, zorder=3)
    text = f"{a:g} goes out to both\n\n$\\partial C/\\partial a$ = {_number(total, '.4f')}\ncomes back: the sum"
    axes.annotate(text, (-0.35, 0), ha="right", va="center", color=INK, fontsize=10.5)
    axes.set(xlim=(-2.3, 6.1), ylim=(-1.45, 1.45))
    axes.axis("off")
    parts = "; ".join(f"{w:g} times {each:.4f}" for w, each in zip(weights, delta_zs, strict=True))
    return Picture(figure, f"One activation feeds {len(weights)} neurons. Back come {parts}; the sum is {total:.4f}.")
