"""Draw book/_static/social.png, the picture that stands beside a shared link.

python tools/make_social_card.py
"""

from pathlib import Path

import matplotlib as mpl
import numpy as np

mpl.use("Agg")
from matplotlib.figure import Figure

from nnbp_core import SIGMOID

TARGET = Path(__file__).parents[1] / "book" / "_static" / "social.png"
INK, PAPER, BLUE, ORANGE = "#1d2433", "#ffffff", "#0072b2", "#b34700"


def main():
    """Draw σ and its slope, with the name of the course: 1200 by 630 pixels."""
    figure = Figure(figsize=(12, 6.3), dpi=100, facecolor=PAPER)
    figure.text(0.06, 0.72, "How Backpropagation\nWorks", size=54, weight="bold", color=INK, va="center")
    figure.text(0.06, 0.43, "A course you can run: read it, step through it,\nbreak it, check it.", size=24, color=INK)
    axes = figure.add_axes((0.06, 0.08, 0.88, 0.28))
    z = np.linspace(-8, 8, 400)
    a = SIGMOID.f(z)
    axes.plot(z, a, color=BLUE, linewidth=5)
    axes.plot(z, 4 * SIGMOID.slope(z, a), color=ORANGE, linewidth=5, linestyle="--")
    axes.text(8.2, 1, "σ(z)", color=BLUE, size=24, va="center")
    axes.text(8.2, 0.02, "σ′(z)", color=ORANGE, size=24, va="center")
    axes.set_axis_off()
    figure.savefig(TARGET, facecolor=PAPER)


if __name__ == "__main__":
    main()
