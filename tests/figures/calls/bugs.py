"""A call of each picture of a bug."""

from nnbp_core.figures import plot_bisection, plot_zoo, plot_zoo_curves

ERRORS = {"right": 1e-10, "doubled": 0.17, "a factor left out": 0.63, "flipped": 1.0}
FINALS = {"right": 1.2e-3, "doubled": 9e-4, "a factor left out": 3e-6, "flipped": 1.05}

CALLS = {
    "plot_bisection": lambda: plot_bisection({"doubled": (1 / 3, 0.0), "flipped": (1.0, 1.0)}, ["w^2", "w^3"]),
    "plot_zoo": lambda: plot_zoo(ERRORS, FINALS),
    "plot_zoo_curves": lambda: plot_zoo_curves({name: [0.05, 0.01, cost] for name, cost in FINALS.items()}),
}
