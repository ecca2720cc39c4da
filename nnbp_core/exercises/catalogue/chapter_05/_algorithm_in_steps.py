"""Networks and batches for backpropagation, and its steps as functions: a mistake is told by the step it changes."""

from nnbp_core import SIGMOID, Network, forward


def random_network(rng, size):
    """Layers of equal size up to size 2, of 1 to 4 neurons each from 3 on; there are `size` + 1 of them."""
    sizes = [size] * (size + 1) if size < 3 else rng.integers(1, 5, size + 1).tolist()
    return Network.random(sizes, rng)


def batch_for(network, rng, m):
    return rng.standard_normal((network.sizes[0], m)), rng.random((network.sizes[-1], m))


def bp1(z, a, y):
    return (a - y) * SIGMOID.prime(z)


def bp2(network, i, delta, z, a):
    return (network.weights[i + 1].T @ delta) * SIGMOID.prime(z)


def bp3(delta):
    return delta.mean(axis=1, keepdims=True)


def bp4(delta, activations, i):
    return delta @ activations[i].T / delta.shape[1]


def with_steps(network, x, y, output=bp1, back=bp2, for_biases=bp3, for_weights=bp4):
    zs, activations = forward(network, x)
    deltas = [output(zs[-1], activations[-1], y)]
    for i in reversed(range(len(zs) - 1)):
        deltas.insert(0, back(network, i, deltas[0], zs[i], activations[i + 1]))
    nabla_w = [for_weights(delta, activations, i) for i, delta in enumerate(deltas)]
    return nabla_w, [for_biases(delta) for delta in deltas]
