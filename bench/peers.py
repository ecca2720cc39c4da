"""The contenders: each computes one gradient of one network on one batch, its own way.

A contender is made by a function of (network, x, y) and returns a function without arguments; that function's result
is (nabla_w, nabla_b), as arrays in the core's shapes.
"""

import autograd
import autograd.numpy as anp
import jax
import jax.numpy as jnp
import numpy as np
import scalar_engine
import torch
from sklearn.neural_network import MLPClassifier

import nnbp_core as nn

jax.config.update("jax_enable_x64", True)


def ours(network, x, y):
    """nnbp_core.backprop."""
    return lambda: nn.backprop(network, x, y)[:2]


def one_at_a_time(network, x, y):
    """The form of Nielsen's chapters 1 and 2: a loop over the examples, matrices times single columns, sums of sums."""
    examples = [(np.ascontiguousarray(x[:, [i]]), np.ascontiguousarray(y[:, [i]])) for i in range(x.shape[1])]
    return lambda: loop_over(network.weights, network.biases, examples, network.cost.name)


def loop_over(weights, biases, examples, cost="quadratic"):
    """The mean of the gradients of the examples, each a pair of columns."""
    sum_w, sum_b = [np.zeros(w.shape, w.dtype) for w in weights], [np.zeros(b.shape, b.dtype) for b in biases]
    for a, target in examples:
        nabla_w, nabla_b = gradient_of_one(weights, biases, a, target, cost)
        sum_w = [total + part for total, part in zip(sum_w, nabla_w, strict=True)]
        sum_b = [total + part for total, part in zip(sum_b, nabla_b, strict=True)]
    return [total / len(examples) for total in sum_w], [total / len(examples) for total in sum_b]


def gradient_of_one(weights, biases, a, target, cost):
    """As in Nielsen's chapter 2: gradients that begin as zeros, and a slope that computes the sigmoid anew, twice."""
    nabla_w, nabla_b = [np.zeros(w.shape, w.dtype) for w in weights], [np.zeros(b.shape, b.dtype) for b in biases]
    activations, zs = [a], []
    for w, b in zip(weights, biases, strict=True):
        zs.append(np.dot(w, activations[-1]) + b)
        activations.append(_sigmoid(zs[-1]))
    delta = activations[-1] - target
    if cost == "quadratic":
        delta = delta * _sigmoid_prime(zs[-1])
    for i in reversed(range(len(weights))):
        if i < len(weights) - 1:
            delta = np.dot(weights[i + 1].transpose(), delta) * _sigmoid_prime(zs[i])
        nabla_b[i], nabla_w[i] = delta, np.dot(delta, activations[i].transpose())
    return nabla_w, nabla_b


def _sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def _sigmoid_prime(z):
    return _sigmoid(z) * (1 - _sigmoid(z))


def pytorch(network, x, y):
    """PyTorch's autograd, rows as it likes them."""
    weights = [torch.tensor(w, requires_grad=True) for w in network.weights]
    biases = [torch.tensor(b[:, 0], requires_grad=True) for b in network.biases]
    rows, wanted = torch.tensor(np.ascontiguousarray(x.T)), torch.tensor(np.ascontiguousarray(y.T))

    def step():
        a = rows
        for w, b in zip(weights, biases, strict=True):
            a = torch.sigmoid(torch.nn.functional.linear(a, w, b))
        cost = ((a - wanted) ** 2).sum() / (2 * len(rows))
        grads = torch.autograd.grad(cost, weights + biases)
        return grads[: len(weights)], [g[:, None] for g in grads[len(weights) :]]

    return step


def jax_jit(network, x, y):
    """JAX: value and gradient compiled once, then called."""
    parameters = [jnp.asarray(p) for p in (*network.weights, *network.biases)]
    n, columns, wanted = len(network.weights), jnp.asarray(x), jnp.asarray(y)

    @jax.jit
    def grads(parameters, a, target):
        def cost(parameters):
            out = a
            for w, b in zip(parameters[:n], parameters[n:], strict=True):
                out = jax.nn.sigmoid(w @ out + b)
            return ((out - target) ** 2).sum() / (2 * a.shape[1])

        return jax.grad(cost)(parameters)

    def step():
        found = jax.block_until_ready(grads(parameters, columns, wanted))
        return found[:n], found[n:]

    return step


def hips_autograd(network, x, y):
    """HIPS autograd: NumPy, traced."""
    n = len(network.weights)

    def cost(parameters):
        a = x
        for w, b in zip(parameters[:n], parameters[n:], strict=True):
            a = 1 / (1 + anp.exp(-(anp.dot(w, a) + b)))
        return anp.sum((a - y) ** 2) / (2 * x.shape[1])

    gradient = autograd.grad(cost)
    parameters = [*network.weights, *network.biases]

    def step():
        found = gradient(parameters)
        return found[:n], found[n:]

    return step


def scikit_learn(network, x, y):
    """scikit-learn's MLP, its own backward pass; it knows the cross-entropy cost only."""
    rows, wanted = np.ascontiguousarray(x.T), np.ascontiguousarray((y > 0.5).T.astype(int))
    model = MLPClassifier(network.sizes[1:-1], activation="logistic", alpha=0.0, max_iter=1)
    model._label_binarizer = None
    model.n_outputs_, model.n_layers_, model.out_activation_, model.loss = (
        len(y),
        len(network.sizes),
        "logistic",
        "binary_log_loss",
    )
    model.coefs_ = [np.ascontiguousarray(w.T) for w in network.weights]
    model.intercepts_ = [b[:, 0] for b in network.biases]
    target = wanted.astype(rows.dtype)

    def step():
        activations = [rows] + [None] * (len(network.sizes) - 1)
        deltas = [None] * (len(activations) - 1)
        grads = [np.empty_like(w) for w in model.coefs_], [np.empty_like(b) for b in model.intercepts_]
        activations = model._forward_pass(activations)
        _, *grads = model._backprop(rows, target, None, activations, deltas, *grads)
        return [g.T for g in grads[0]], [g[:, None] for g in grads[1]]

    return step


def scalar(network, x, y):
    """A scalar engine: every number an object."""
    weights, biases = [w.tolist() for w in network.weights], [b[:, 0].tolist() for b in network.biases]
    examples, wanted = x.T.tolist(), y.T.tolist()

    def step():
        nabla_w, nabla_b = scalar_engine.step(weights, biases, examples, wanted)
        return [np.array(g) for g in nabla_w], [np.array(g)[:, None] for g in nabla_b]

    return step


def products(network, x, y):
    """The bound: the same matrix products and nothing else. It computes no gradient."""
    columns, weights = x.shape[1], network.weights
    values = [np.full((n, columns), 0.5, x.dtype) for n in network.sizes]
    values[0] = x

    def step():
        for w, a in zip(weights, values, strict=False):
            w @ a
        for i in reversed(range(len(weights))):
            values[i + 1] @ values[i].T
            if i:
                weights[i].T @ values[i + 1]

    return step


PEERS = {
    "nnbp_core": ours,
    "one example at a time": one_at_a_time,
    "PyTorch": pytorch,
    "JAX": jax_jit,
    "autograd": hips_autograd,
    "scikit-learn": scikit_learn,
    "scalar engine": scalar,
    "products alone": products,
}
