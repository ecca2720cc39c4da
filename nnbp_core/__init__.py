"""The mathematics of backpropagation in readable NumPy.

Examples are columns, so the code reads like the equations: ``z = w @ a + b``.
Start with `Network`, `forward` and `backprop`.
"""

from nnbp_core.activations import ACTIVATIONS, LINEAR, RELU, SIGMOID, SOFTMAX, SOFTPLUS, TANH, Activation, modified
from nnbp_core.backprop import Gradients, backprop
from nnbp_core.costs import COSTS, CROSS_ENTROPY, LOG_LIKELIHOOD, QUADRATIC, Cost
from nnbp_core.datasets import Dataset, digits, sleep_study
from nnbp_core.differences import numerical_gradient
from nnbp_core.equations import backpropagate_error, bias_gradient, output_error, weight_gradient
from nnbp_core.gradient_check import GradientReport, check_gradients, relative_error
from nnbp_core.network import INITIALISATIONS, Bias, ForwardPass, Network, Weight, forward, mean_cost
from nnbp_core.paths import count_paths, iter_paths, rate_factors, sum_over_paths
from nnbp_core.training import DivergenceError, Epoch, accuracy, sgd

__all__ = [
    "ACTIVATIONS",
    "COSTS",
    "CROSS_ENTROPY",
    "INITIALISATIONS",
    "LINEAR",
    "LOG_LIKELIHOOD",
    "QUADRATIC",
    "RELU",
    "SIGMOID",
    "SOFTMAX",
    "SOFTPLUS",
    "TANH",
    "Activation",
    "Bias",
    "Cost",
    "Dataset",
    "DivergenceError",
    "Epoch",
    "ForwardPass",
    "GradientReport",
    "Gradients",
    "Network",
    "Weight",
    "accuracy",
    "backprop",
    "backpropagate_error",
    "bias_gradient",
    "check_gradients",
    "count_paths",
    "digits",
    "forward",
    "iter_paths",
    "mean_cost",
    "modified",
    "numerical_gradient",
    "output_error",
    "rate_factors",
    "relative_error",
    "sgd",
    "sleep_study",
    "sum_over_paths",
    "weight_gradient",
]
