"""Plausible answers to the exercises of chapter 1."""

import numpy as np


def sig(v):
    return 1.0 / (1.0 + np.exp(-v))


def layer_dot(w, a, b):
    return sig(np.dot(w, a) + b)


def layer_tanh_form(w, a, b):
    return 0.5 + 0.5 * np.tanh(0.5 * (w @ a + b))


def layer_columns(w, a, b):
    return np.hstack([sig(w @ a[:, [i]] + b) for i in range(a.shape[1])])


def forward_while(weights, biases, x):
    i = 0
    while i < len(weights):
        x = sig(np.matmul(weights[i], x) + biases[i])
        i += 1
    return x


def predict_rows_loop(weights, biases, examples):
    for w, b in zip(weights, biases, strict=True):
        examples = sig(examples.dot(w) + b)
    return examples


def layer_tanh(w, a, b):
    return np.tanh(w @ a + b)


def layer_relu(w, a, b):
    return np.maximum(0, w @ a + b)


def layer_bias_row(w, a, b):
    return sig(w @ a + b.T)


def layer_mean(w, a, b):
    return sig(w @ a / a.shape[0] + b)


def layer_first_column(w, a, b):
    return sig(w @ a[:, :1] + b)


def layer_swapped(w, a, b):
    return sig(a @ w + b)


def layer_bias_twice(w, a, b):
    return sig(w @ a + b + b)


def forward_double_sigmoid(weights, biases, x):
    a = x
    for w, b in zip(weights, biases, strict=True):
        a = sig(sig(w @ a + b))
    return a


def forward_first_bias_only(weights, biases, x):
    a = x
    for i, w in enumerate(weights):
        a = sig(w @ a + (biases[i] if i == 0 else 0))
    return a


def forward_returns_tuple(weights, biases, x):
    a = x
    for w, b in zip(weights, biases, strict=True):
        z = w @ a + b
        a = sig(z)
    return z, a


def predict_last_layer_linear(weights, biases, examples):
    a = examples
    for w, b in zip(weights[:-1], biases[:-1], strict=True):
        a = sig(a @ w + b)
    return a @ weights[-1] + biases[-1]


def predict_rounded(weights, biases, examples):
    return predict_rows_loop(weights, biases, examples).round(3)


RIGHT = [
    ("1.1", layer_dot),
    ("1.1", layer_tanh_form),
    ("1.1", layer_columns),
    ("1.2", forward_while),
    ("1.3", predict_rows_loop),
]
WRONG = [
    ("1.1", layer_tanh),
    ("1.1", layer_relu),
    ("1.1", layer_bias_row),
    ("1.1", layer_mean),
    ("1.1", layer_first_column),
    ("1.1", layer_swapped),
    ("1.1", layer_bias_twice),
    ("1.2", forward_double_sigmoid),
    ("1.2", forward_first_bias_only),
    ("1.2", forward_returns_tuple),
    ("1.3", predict_last_layer_linear),
    ("1.3", predict_rounded),
]
