"""A call of each picture of growing work."""

from nnbp_core.figures import plot_counts, plot_power_laws

CALLS = {
    "plot_counts": lambda: plot_counts({"width": ([1, 2, 4], {"paths": [1, 8, 64], "backprop": [1, 4, 16]})}),
    "plot_power_laws": lambda: plot_power_laws([10, 100], {"differences": [1e2, 1e4]}, "multiplications"),
}
