"""The labelled equations of chapter 12, and the engine on its page, tried on random networks."""

from pathlib import Path
from types import SimpleNamespace

import nbformat
import numpy as np
import pytest
import sympy
from cases import random_case, seeds
from hypothesis import given

from nnbp_core import QUADRATIC, SIGMOID, TANH, Network, backprop

CHAPTER = Path(__file__).parents[3] / "book" / "chapters" / "12_backward.ipynb"


def definitions():
    """What the chapter's cells define, by running those that begin with an import, a class or a function."""
    names = {}
    for cell in nbformat.read(CHAPTER, as_version=4).cells:
        if cell.cell_type == "code" and cell.source.startswith(("import ", "class ", "def ")):
            definition = cell.source.split("\n\n\nv2")[0].split("\n\n\nstart")[0]  # what follows uses it
            exec(definition, names)
    return SimpleNamespace(**names)


PAGE = definitions()
Value = PAGE.Value


def graph_of(network, x, y):
    """The weights, the biases and the cost of a network, as nodes of the page's engine."""
    weights, biases = ([Value(p) for p in ps] for ps in (network.weights, network.biases))
    a = Value(x)
    for w, b, activation in zip(weights, biases, network.activations, strict=True):
        a = PAGE.entrywise(activation, PAGE.add_bias(PAGE.product(w, a), b))
    return weights, biases, PAGE.mean_cost(network.cost, a, y)


def moved(step, inputs, nudges, h=1e-6):
    """How far the result of a step moves with its inputs, by central differences."""
    up, down = (
        step(*(Value(u.value + sign * h * du) for u, du in zip(inputs, nudges, strict=True))).value for sign in (1, -1)
    )
    return (up - down) / (2 * h)


@pytest.mark.equation("eq-pullback-sum")
@pytest.mark.equation("eq-pullback-product")
@pytest.mark.equation("eq-pullback-sigmoid")
def test_the_pullbacks_of_single_numbers():
    u, v, s = sympy.symbols("u v s")
    cost = sympy.Function("C")
    sigmoid = 1 / (1 + sympy.exp(-u))
    of_page = {
        u + v: Value(0.3) + Value(-1.2),
        u * v: Value(0.3) * Value(-1.2),
        sigmoid: Value(0.3).sigmoid(),
    }
    stated = {u + v: (1, 1), u * v: (v, u), sigmoid: (sigmoid * (1 - sigmoid), 0)}
    at_s = sympy.Derivative(cost(s), s)
    for result, (for_u, for_v) in stated.items():
        back = at_s.subs(s, result)
        assert sympy.simplify(sympy.diff(cost(result), u) - for_u * back).doit() == 0
        assert sympy.simplify(sympy.diff(cost(result), v) - for_v * back).doit() == 0
        numbers = {u: 0.3, v: -1.2}
        parts = of_page[result].pullback(2.5)
        expected = [2.5 * float(sympy.sympify(each).subs(numbers)) for each in (for_u, for_v)]
        assert list(parts) == pytest.approx(expected[: len(parts)])


@pytest.mark.equation("eq-pullback-matrix")
@pytest.mark.equation("eq-pullback-bias")
@pytest.mark.equation("eq-pullback-entrywise")
def test_the_pullbacks_of_arrays_are_identities():
    w, a, u, b = (sympy.MatrixSymbol(name, *shape).as_explicit() for name, shape in SHAPES.items())
    delta, ones = sympy.MatrixSymbol("d", 2, 4).as_explicit(), sympy.ones(4, 1)
    f = sympy.Function("f")
    slopes = u.applyfunc(lambda each: sympy.diff(f(each), each))

    def back(result, variable):
        """What δ makes of a nudge of each entry: the gradient of ⟨δ, result⟩."""
        paired = sum(d * r for d, r in zip(delta, result, strict=True))
        return variable.applyfunc(lambda each: sympy.diff(paired, each))

    assert (back(w * a, w) - delta * a.T).expand() == sympy.zeros(2, 3)
    assert (back(w * a, a) - w.T * delta).expand() == sympy.zeros(3, 4)
    assert back(u + b * ones.T, u) == delta
    assert back(u + b * ones.T, b) == delta * ones
    assert back(u.applyfunc(f), u) == delta.multiply_elementwise(slopes)


SHAPES = {"w": (2, 3), "a": (3, 4), "u": (2, 4), "b": (2, 1)}
STEPS = {
    "product": (PAGE.product, "w", "a"),
    "add bias": (PAGE.add_bias, "u", "b"),
    "entrywise": (lambda u: PAGE.entrywise(TANH, u), "u"),
}


@pytest.mark.equation("eq-vjp")
@pytest.mark.parametrize("name", STEPS)
def test_a_pullback_is_the_transposed_jacobian(name):
    step, *needed = STEPS[name]
    rng = np.random.default_rng(12)
    inputs = [Value(rng.standard_normal(SHAPES[each])) for each in needed]
    result = step(*inputs)
    delta = rng.standard_normal(result.value.shape)
    for number, part in enumerate(result.pullback(delta)):
        columns = []
        for unit in np.eye(inputs[number].value.size):
            nudges = [0.0] * len(inputs)
            nudges[number] = unit.reshape(inputs[number].value.shape)
            columns.append(moved(step, inputs, nudges).ravel())
        jacobian = np.array(columns).T
        np.testing.assert_allclose(part.ravel(), jacobian.T @ delta.ravel(), rtol=1e-6, atol=1e-9)


@given(seed=seeds())
def test_the_engine_agrees_with_backprop(seed):
    network, x, y = random_case(seed)
    weights, biases, cost = graph_of(network, x, y)
    grads, core = PAGE.gradients(cost), backprop(network, x, y)
    for nodes, expected in ((weights, core.nabla_w), (biases, core.nabla_b)):
        for node, nabla in zip(nodes, expected, strict=True):
            np.testing.assert_allclose(grads[node], nabla, rtol=1e-7, atol=1e-11)


@pytest.mark.equation("eq-shared-weight")
@given(seed=seeds())
def test_a_shared_weight_adds_up_over_its_uses(seed):
    rng = np.random.default_rng(seed)
    w, first, y = rng.standard_normal((3, 3)), rng.random((3, 1)), rng.random((3, 1))
    steps = int(rng.integers(1, 6))
    node, a, sums = Value(w), Value(first), []
    for _ in range(steps):
        sums.append(PAGE.product(node, a))
        a = PAGE.entrywise(TANH, sums[-1])
    grads = PAGE.gradients(PAGE.mean_cost(QUADRATIC, a, y))
    over_uses = sum(grads[s] @ s.inputs[1].value.T for s in sums)
    np.testing.assert_allclose(grads[node], over_uses, rtol=1e-9, atol=1e-13)

    def cost(w):
        a = first
        for _ in range(steps):
            a = np.tanh(w @ a)
        return QUADRATIC.value(a, y).item()

    nudges = 1e-6 * np.eye(9).reshape(9, 3, 3)
    nudged = np.array([cost(w + d) - cost(w - d) for d in nudges]).reshape(3, 3) / 2e-6
    np.testing.assert_allclose(over_uses, nudged, rtol=1e-5, atol=1e-8)


@pytest.mark.equation("eq-both-modes")
@given(seed=seeds())
def test_both_modes_tell_the_same_change(seed):
    rng = np.random.default_rng(seed)
    values, nudges = rng.standard_normal((2, 4))

    def program(kind, numbers):
        p, q, r, s = numbers
        shared = (p * q + r).sigmoid()
        return (shared * s + p * shared) * shared + kind(0.5) * q

    leaves = [Value(p) for p in values]
    grads = PAGE.gradients(program(Value, leaves))
    ahead = program(PAGE.Dual, [PAGE.Dual(p, dp) for p, dp in zip(values, nudges, strict=True)]).nudge
    assert ahead == pytest.approx(sum(grads[p] * dp for p, dp in zip(leaves, nudges, strict=True)), abs=1e-12)
    up, down = (program(Value, [Value(p) for p in values + sign * 1e-6 * nudges]).value for sign in (1, -1))
    assert ahead == pytest.approx((up - down) / 2e-6, rel=1e-5, abs=1e-8)


def test_the_impatient_walk_is_right_and_slow():
    start = end = Value(1.5)
    for _ in range(8):
        end = end * end.sigmoid()
    impatient = {}
    visits = PAGE.impatient(end, 1.0, impatient)
    assert impatient[start] == pytest.approx(PAGE.gradients(end)[start])
    assert visits > 20 * len(PAGE.in_order(end))


def test_backward_adds_to_grad_and_to_parameters_alone():
    w, x = PAGE.Parameter(2.0), Value(3.0)
    once = w * x + w
    PAGE.backward(once)
    assert w.grad == 4.0
    PAGE.backward(w * x)
    assert w.grad == 7.0
    assert not hasattr(x, "grad")


def test_one_epoch_without_clearing_steps_along_the_sum():
    network = Network.random([2, 2, 1], np.random.default_rng(1))
    rng = np.random.default_rng(2)
    data = SimpleNamespace(x_train=rng.random((2, 30)), y_train=rng.random((1, 30)))
    order = np.arange(30)
    w, summed = network, None
    for batch in np.split(order, [10, 20]):
        step = backprop(w, data.x_train[:, batch], data.y_train[:, batch])
        now = [*step.nabla_w, *step.nabla_b]
        summed = now if summed is None else [old + new for old, new in zip(summed, now, strict=True)]
        both = [p - 3.0 * g for p, g in zip([*w.weights, *w.biases], summed, strict=True)]
        w = Network(both[:2], both[2:], SIGMOID)
    PAGE.Value.backward = PAGE.backward
    ours = PAGE.one_epoch(network, data, order, clear=False)
    for mine, theirs in zip([*ours.weights, *ours.biases], [*w.weights, *w.biases], strict=True):
        np.testing.assert_allclose(mine, theirs, rtol=1e-9)
