"""A call of each picture of a checked gradient."""

import numpy as np

from nnbp_core.figures import plot_error_curves, plot_error_measures, plot_kink, plot_pupils


def curves():
    return {
        "float64": {
            "forward": {1e-2: 2e-3, 1e-4: 2e-5, 1e-7: 2e-8, 1e-9: 4e-7},
            "central": {1e-2: 2e-6, 1e-4: 2e-10, 1e-7: 1e-9, 1e-9: 1e-7},
            "complex": {1e-2: 2e-6, 1e-4: 2e-10, 1e-7: 1e-16, 1e-9: 1e-16},
        },
        "float32": {"central": {1e-1: 2e-4, 1e-2: 7e-6, 1e-3: 1e-4}},
    }


CALLS = {
    "plot_error_curves": lambda: plot_error_curves(curves()),
    "plot_error_measures": plot_error_measures,
    "plot_kink": lambda: plot_kink(z=3e-6, step=1e-5),
    "plot_pupils": lambda: plot_pupils([0.05, 0.01, 0.001], np.full(3, 0.6), np.full(3, 0.8), np.full(3, 0.82)),
}
