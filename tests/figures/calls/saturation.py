"""A call of each picture of a neuron that learns, or does not."""

from nnbp_core import Network
from nnbp_core.figures import plot_neuron_runs, plot_sigmoid_slope, plot_speed_curve

STATES = [Network([[[w]]], [[[0.5]]]) for w in (1.0, 0.5, -0.5)]

CALLS = {
    "plot_neuron_runs": lambda: plot_neuron_runs({"run": STATES}, [[1.0]], [[0.0]]),
    "plot_sigmoid_slope": lambda: plot_sigmoid_slope({"mild": 1.5, "bad": 4.0}),
    "plot_speed_curve": lambda: plot_speed_curve({"mild": 0.82, "bad": 0.98}),
}
