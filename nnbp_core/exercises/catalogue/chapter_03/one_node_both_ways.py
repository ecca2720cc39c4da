"""3.1 One node, both ways."""

import numpy as np

from nnbp_core import SIGMOID, SOFTPLUS, TANH
from nnbp_core.exercises.exercise import Exercise, alternative, mistake


def node(g, z, dz, delta_A):
    slope = g.prime(z)
    return slope * dz, slope * delta_A


def node_inputs(rng, size):
    g = {1: SIGMOID, 2: TANH, 3: SOFTPLUS}.get(size, (SIGMOID, TANH, SOFTPLUS)[rng.integers(3)])
    z, dz, delta_A = rng.standard_normal((3, size, 1))
    if size == 4:
        z[0], dz[1], delta_A[2] = 20, 0, 0  # a flat place, a node that is not nudged, one that nothing asks of
    return g, z, dz, delta_A


EXERCISE = Exercise(
    id="3.1",
    title="One node, both ways",
    reference=node,
    inputs=node_inputs,
    tried="1 to 4 nodes, three activation functions",
    insight="One factor serves both ways, so Σ δA dA = Σ δz dz: seen from either end, the cost moves as much.",
    hints=(
        "Forward: how fast does the output move when the input moves? Backward: the chain rule through the same node.",
        "Both results contain the same factor. It needs z, nothing else.",
        "g.prime is the slope of g, as a function of z. Each node has its own.",
    ),
)


@alternative
def node_by_loops(g, z, dz, delta_A):
    dA, delta_z = np.zeros(z.shape), np.zeros(z.shape)
    for i in range(len(z)):
        dA[i] = g.prime(z[i]) * dz[i]
        delta_z[i] = g.prime(z[i]) * delta_A[i]
    return dA, delta_z


@alternative
def node_by_output(g, z, dz, delta_A):
    slope = g.slope(z, g.f(z))
    return np.multiply(dz, slope), np.multiply(delta_A, slope)


@alternative
def node_by_diagonal(g, z, dz, delta_A):
    jacobian = np.diagflat(g.prime(z))
    return jacobian @ dz, jacobian.T @ delta_A


@alternative
def node_by_complex_step(g, z, dz, delta_A):
    slope = np.imag(g.f(z + 1e-20j)) / 1e-20
    return [slope * dz, slope * delta_A]


@mistake("The slope is taken at A, the output. g' wants z, where the node stands on its curve.")
def slope_at_the_output(g, z, dz, delta_A):
    return g.prime(g.f(z)) * dz, g.prime(g.f(z)) * delta_A


@mistake("This multiplies by A = g(z). A small change is passed on by the slope, not by the value.")
def g_in_place_of_its_slope(g, z, dz, delta_A):
    return g.f(z) * dz, g.f(z) * delta_A


@mistake("Both go through unchanged. That is right for a node with slope 1, and only there.")
def node_left_out(g, z, dz, delta_A):
    return dz, delta_A


@mistake("Forward is right. Backward, δA goes through unchanged: the node's slope is missing.")
def slope_forgotten_on_the_way_back(g, z, dz, delta_A):
    return g.prime(z) * dz, delta_A


@mistake("Backward you divide, as if to undo the way forward. Going back is no undoing: the factor multiplies.")
def division_on_the_way_back(g, z, dz, delta_A):
    return g.prime(z) * dz, delta_A / g.prime(z)


@mistake("The two results are exchanged: dA comes from dz, and δz comes from δA.")
def backward_and_forward_exchanged(g, z, dz, delta_A):
    return g.prime(z) * delta_A, g.prime(z) * dz


@mistake("This is the slope of the sigmoid, whatever g is.")
def the_sigmoids_slope_for_every_node(g, z, dz, delta_A):
    return SIGMOID.prime(z) * dz, SIGMOID.prime(z) * delta_A


@mistake("A (1 − A) is the slope of a sigmoid only. This node may compute something else.")
def sigmoid_in_every_node(g, z, dz, delta_A):
    return g.f(z) * (1 - g.f(z)) * dz, g.f(z) * (1 - g.f(z)) * delta_A


@mistake("The first result is g(z + dz) − g(z), the change after a real step. dA goes along the slope at z.")
def the_whole_change_of_the_output(g, z, dz, delta_A):
    return g.f(z + dz) - g.f(z), g.prime(z) * delta_A


@mistake("The nodes are added up. Each has its own input and its own output: nothing is summed here.")
def nodes_added_up(g, z, dz, delta_A):
    return (g.prime(z) * dz).sum(), (g.prime(z) * delta_A).sum()
