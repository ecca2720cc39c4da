"""The course's pictures: one function each, named ``plot_*``, returning a `Picture` that carries its own alt text."""

from nnbp_core.figures.assumptions import plot_cost_inputs, plot_output_runs
from nnbp_core.figures.bugs import plot_bisection, plot_zoo, plot_zoo_curves
from nnbp_core.figures.chain import plot_both_ways, plot_chain, plot_fork, plot_nudge
from nnbp_core.figures.changed_neurons import plot_spoiled_gradients, plot_tangents
from nnbp_core.figures.costs import plot_cost_bowl, plot_cost_curves, plot_example_costs
from nnbp_core.figures.depth import plot_choices, plot_error_lengths, plot_plateaus
from nnbp_core.figures.descent import plot_valley_steps, plot_weight_histories
from nnbp_core.figures.errors import plot_error_flow, plot_error_paths, plot_outer_product
from nnbp_core.figures.gradient_checks import plot_error_curves, plot_error_measures, plot_kink, plot_pupils
from nnbp_core.figures.graphs import plot_graph
from nnbp_core.figures.growth import plot_counts, plot_power_laws
from nnbp_core.figures.linear_networks import plot_output_maps, plot_saddle
from nnbp_core.figures.networks import plot_network, plot_shapes
from nnbp_core.figures.neurons import plot_activations
from nnbp_core.figures.paths import plot_path_sum, plot_paths
from nnbp_core.figures.picture import Picture
from nnbp_core.figures.saturation import plot_neuron_runs, plot_sigmoid_slope, plot_speed_curve
from nnbp_core.figures.softmax import plot_answers, plot_jacobians, plot_shares
from nnbp_core.figures.training import plot_confusion, plot_digits, plot_learning_curves

__all__ = [
    "Picture",
    "plot_activations",
    "plot_answers",
    "plot_bisection",
    "plot_both_ways",
    "plot_chain",
    "plot_choices",
    "plot_confusion",
    "plot_cost_bowl",
    "plot_cost_curves",
    "plot_cost_inputs",
    "plot_counts",
    "plot_digits",
    "plot_error_curves",
    "plot_error_flow",
    "plot_error_lengths",
    "plot_error_measures",
    "plot_error_paths",
    "plot_example_costs",
    "plot_fork",
    "plot_graph",
    "plot_jacobians",
    "plot_kink",
    "plot_learning_curves",
    "plot_network",
    "plot_neuron_runs",
    "plot_nudge",
    "plot_outer_product",
    "plot_output_maps",
    "plot_output_runs",
    "plot_path_sum",
    "plot_paths",
    "plot_plateaus",
    "plot_power_laws",
    "plot_pupils",
    "plot_saddle",
    "plot_shapes",
    "plot_shares",
    "plot_sigmoid_slope",
    "plot_speed_curve",
    "plot_spoiled_gradients",
    "plot_tangents",
    "plot_valley_steps",
    "plot_weight_histories",
    "plot_zoo",
    "plot_zoo_curves",
]
