"""A call of each picture of a computation as a graph."""

from nnbp_core.figures import plot_graph

CALLS = {
    "plot_graph": lambda: plot_graph(
        {
            "x": ((), "0.5", "−0.18"),
            "w": ((), "2", "−0.04"),
            "w x": (("w", "x"), "1", "−0.09"),
            "s": (("w x", "w x"), "", "1"),
        }
    ),
}
