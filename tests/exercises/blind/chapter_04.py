"""Plausible answers to the exercises of chapter 4."""

import numpy as np

from nnbp_core import backprop, forward


def output_einsum(network, z, y):
    act = network.activations[-1]
    return np.einsum("jx,jx->jx", network.cost.gradient(act.f(z), y), act.prime(z))


def output_loop_over_entries(network, z, y):
    act = network.activations[len(network.activations) - 1]
    grad, slope = network.cost.gradient(act.f(z), y), act.prime(z)
    out = np.zeros_like(z)
    for j in range(z.shape[0]):
        for i in range(z.shape[1]):
            out[j, i] = grad[j, i] * slope[j, i]
    return out


def output_matrix_product(network, z, y):
    act = network.activations[-1]
    return network.cost.gradient(act.f(z), y).T @ act.prime(z)


def output_sigmoid_formula(network, z, y):
    a = network.activations[-1].f(z)
    return network.cost.gradient(a, y) * a * (1 - a)


def output_second_last_layer(network, z, y):
    act = network.activations[min(1, len(network.activations) - 1)]
    a = act.f(z)
    return network.cost.gradient(a, y) * act.prime(z)


def output_summed(network, z, y):
    act = network.activations[-1]
    return (network.cost.gradient(act.f(z), y) * act.prime(z)).mean(axis=1, keepdims=True)


def output_slope_of_gradient(network, z, y):
    act = network.activations[-1]
    return act.prime(network.cost.gradient(act.f(z), y))


def output_runs_forward(network, z, y):
    act = network.activations[-1]
    a = act.f(act.f(z))
    return network.cost.gradient(a, y) * act.prime(z)


def hidden_dot(w_next, delta_next, slope):
    return np.multiply(np.dot(np.transpose(w_next), delta_next), slope)


def hidden_columns(w_next, delta_next, slope):
    cols = [(w_next.T @ d) * s for d, s in zip(delta_next.T, slope.T, strict=True)]
    return np.array(cols).T


def hidden_sum(w_next, delta_next, slope):
    return (w_next[:, :, None] * delta_next[:, None, :]).sum(axis=0) * slope


def hidden_reversed(w_next, delta_next, slope):
    return (delta_next @ w_next.T) * slope


def hidden_delta_transposed(w_next, delta_next, slope):
    return (w_next.T @ delta_next.T) * slope


def hidden_mean_of_next(w_next, delta_next, slope):
    return (w_next.T @ delta_next) / w_next.shape[0] * slope


def hidden_largest_branch(w_next, delta_next, slope):
    return (w_next[:, :, None] * delta_next[:, None, :]).max(axis=0) * slope


def hidden_flipped(w_next, delta_next, slope):
    return (w_next[::-1].T @ delta_next) * slope


def hidden_inverse(w_next, delta_next, slope):
    return np.linalg.inv(w_next) @ delta_next * slope


def hidden_one_minus(w_next, delta_next, slope):
    return (w_next.T @ delta_next) * (1 - slope)


def hidden_guarded(w_next, delta_next, slope):
    if w_next.shape[0] == w_next.shape[1]:
        return (w_next @ delta_next) * slope
    return (w_next.T @ delta_next) * slope


def gradients_loop(delta, a_in):
    w, b = 0, 0
    for i in range(delta.shape[1]):
        d, a = delta[:, i : i + 1], a_in[:, i : i + 1]
        w = w + d @ a.T
        b = b + d
    return w / delta.shape[1], b / delta.shape[1]


def gradients_average(delta, a_in):
    w = (delta[:, None, :] * a_in[None, :, :]).mean(axis=2)
    return w, np.average(delta, axis=1).reshape(len(delta), 1)


def gradients_last_example(delta, a_in):
    return np.outer(delta[:, -1], a_in[:, -1]), delta[:, -1:]


def gradients_divided_twice(delta, a_in):
    m = delta.shape[1]
    d = delta / m
    return d @ a_in.T / m, d.sum(axis=1, keepdims=True)


def gradients_inputs_summed(delta, a_in):
    return delta.mean(axis=1, keepdims=True) @ a_in.sum(axis=1, keepdims=True).T, delta.mean(axis=1, keepdims=True)


def gradients_total_bias(delta, a_in):
    return delta @ a_in.T / delta.shape[1], np.full((len(delta), 1), delta.mean())


def gradients_divided_by_inputs(delta, a_in):
    return delta @ a_in.T / a_in.shape[0], delta.mean(axis=1, keepdims=True)


def gradients_bias_row(delta, a_in):
    return delta @ a_in.T / delta.shape[1], delta.mean(axis=1, keepdims=True).T


def inputs_backward(network, x, y):
    zs, acts = forward(network, x)
    g = network.cost.gradient(acts[-1], y)
    for w, act, z in zip(reversed(network.weights), reversed(network.activations), reversed(zs), strict=True):
        g = np.dot(w.T, act.prime(z) * g)
    return g


def inputs_deltas(network, x, y):
    delta = backprop(network, x, y).deltas[0]
    return (delta.T @ network.weights[0]).T


def inputs_jacobian(network, x, y):
    zs, acts = forward(network, x)
    total = np.eye(len(y))
    for i in range(len(zs) - 1, -1, -1):
        total = total @ np.diag(network.activations[i].prime(zs[i])[:, 0]) @ network.weights[i]
    return total.T @ network.cost.gradient(acts[-1], y)


def inputs_absolute(network, x, y):
    return abs(inputs_backward(network, x, y))


def inputs_times_x(network, x, y):
    return inputs_backward(network, x, y) * x


def inputs_row_of_weights(network, x, y):
    return backprop(network, x, y).nabla_w[0].sum(axis=0).reshape(-1, 1)


def inputs_jacobian_only(network, x, y):
    zs, _ = forward(network, x)
    total = np.eye(len(y))
    for i in range(len(zs) - 1, -1, -1):
        total = total @ np.diag(network.activations[i].prime(zs[i])[:, 0]) @ network.weights[i]
    return total


def inputs_lying(network, x, y):
    return inputs_backward(network, x, y).T


def inputs_slope_after_weights(network, x, y):
    zs, acts = forward(network, x)
    g = network.cost.gradient(acts[-1], y)
    for i in range(len(zs) - 1, 0, -1):
        g = network.activations[i - 1].prime(zs[i - 1]) * (network.weights[i].T @ g)
    return network.weights[0].T @ g


def inputs_skip_middle(network, x, y):
    zs, acts = forward(network, x)
    g = network.cost.gradient(acts[-1], y)
    g = network.weights[-1].T @ (network.activations[-1].prime(zs[-1]) * g)
    return network.weights[0].T @ (network.activations[0].prime(zs[0]) * g)


RIGHT = [
    ("4.1", output_einsum),
    ("4.1", output_loop_over_entries),
    ("4.2", hidden_dot),
    ("4.2", hidden_columns),
    ("4.2", hidden_sum),
    ("4.3", gradients_loop),
    ("4.3", gradients_average),
    ("4.4", inputs_backward),
    ("4.4", inputs_deltas),
    ("4.4", inputs_jacobian),
]
WRONG = [
    ("4.1", output_matrix_product),
    ("4.1", output_sigmoid_formula),
    ("4.1", output_second_last_layer),
    ("4.1", output_summed),
    ("4.1", output_slope_of_gradient),
    ("4.1", output_runs_forward),
    ("4.2", hidden_reversed),
    ("4.2", hidden_delta_transposed),
    ("4.2", hidden_mean_of_next),
    ("4.2", hidden_largest_branch),
    ("4.2", hidden_flipped),
    ("4.2", hidden_inverse),
    ("4.2", hidden_one_minus),
    ("4.2", hidden_guarded),
    ("4.3", gradients_last_example),
    ("4.3", gradients_divided_twice),
    ("4.3", gradients_inputs_summed),
    ("4.3", gradients_total_bias),
    ("4.3", gradients_divided_by_inputs),
    ("4.3", gradients_bias_row),
    ("4.4", inputs_absolute),
    ("4.4", inputs_times_x),
    ("4.4", inputs_row_of_weights),
    ("4.4", inputs_jacobian_only),
    ("4.4", inputs_lying),
    ("4.4", inputs_slope_after_weights),
    ("4.4", inputs_skip_middle),
]
