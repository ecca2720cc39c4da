"""The check itself: it must accept right gradients and reject wrong ones."""

import re
from dataclasses import replace
from unittest import mock

import numpy as np
import pytest
from cases import far_from_kinks, listening_case, random_case, seeds
from hypothesis import assume, given
from hypothesis import strategies as st

from nnbp_core import (
    LINEAR,
    LOG_LIKELIHOOD,
    QUADRATIC,
    RELU,
    SIGMOID,
    SOFTMAX,
    TANH,
    Activation,
    Bias,
    Cost,
    Gradients,
    Network,
    Weight,
    backprop,
    check_gradients,
    differences,
    gradient_check,
    numerical_gradient,
    relative_error,
    sgd,
    sleep_study,
)

METHODS = ["central", "forward", "complex"]


@pytest.mark.parametrize("method", METHODS)
@given(seed=seeds())
def test_a_right_gradient_is_not_called_wrong(method, seed):
    case = random_case(seed)
    assume(far_from_kinks(case))
    report = check_gradients(*case, method=method)
    assert report.verdict != "wrong", report


def test_a_wrong_entry_is_found_and_named():
    case = random_case(3, smooth=True)
    gradients = backprop(*case)
    for layer, part in enumerate(gradients.nabla_w, start=2):
        for (j, k), value in np.ndenumerate(part):
            part[j, k] = value + 1.0
            report = check_gradients(*case, gradients=gradients)
            assert (report.verdict, report.worst) == ("wrong", Weight(layer, j, k))
            assert report.given == pytest.approx(report.expected + 1, abs=1e-6)
            part[j, k] = value
    gradients.nabla_b[-1][0, 0] += 1.0
    assert check_gradients(*case, gradients=gradients).worst == Bias(len(case.network.sizes), 0)


def test_relative_error_stays_between_0_and_1():
    g = np.array([1.0, -2.0])
    assert relative_error(g, g) == 0
    assert relative_error(g, -g) == 1
    assert relative_error(g, 0 * g) == 1
    assert relative_error(0 * g, 0 * g) == 0


def test_the_report_reads_well():
    report = check_gradients(Network([[[0.6]]], [[[0.9]]]), [[1.0]], [[0.0]])
    first, second, third = str(report).splitlines()
    assert first.startswith("right: relative error ")
    assert first.endswith("(right up to 1e-07)")
    assert second.startswith("largest difference at ")
    assert third.startswith("given ")


def test_float32_is_checked_with_its_own_step_and_tolerance():
    network = Network.random([3, 4, 2], np.random.default_rng(1), dtype=np.float32)
    rng = np.random.default_rng(2)
    report = check_gradients(network, rng.random((3, 5)), rng.random((2, 5)))
    assert report.verdict == "right"
    assert report.tolerance == 1e-3


@pytest.mark.parametrize("method", ["forward", "central"])
def test_a_step_that_rounding_loses_is_refused(method):
    network = Network([np.full((1, 1), 4, np.float32)], [np.full((1, 1), 4, np.float32)])
    with pytest.raises(ValueError, match=r"the step 1e-07 is lost: float32 stores 4 . 1e-07 as 4; take a larger step"):
        numerical_gradient(network, [[1.0]], [[1.0]], method, step=1e-7)


def test_bad_settings_are_refused_in_words():
    case = random_case(1)
    with pytest.raises(ValueError, match="method is 'exact'; expected one of forward, central, complex"):
        numerical_gradient(*case, method="exact")
    with pytest.raises(ValueError, match="step is 0; expected a number above 0"):
        numerical_gradient(*case, step=0)
    gradients = backprop(*case)
    with pytest.raises(ValueError, match=r"nabla_w has 0 arrays"):
        check_gradients(*case, gradients=([], gradients.nabla_b, None))
    gradients.nabla_b[0] = gradients.nabla_b[0].ravel()
    with pytest.raises(ValueError, match=r"nabla_b\[0\] has shape"):
        check_gradients(*case, gradients=gradients)


XOR = np.array([[0.0, 0, 1, 1], [0, 1, 0, 1]]), np.array([[0.0, 1, 1, 0]])


def xor_network(biases):
    network = Network.random([2, 3, 1], np.random.default_rng(1), [RELU, LINEAR])
    return replace(network, biases=[np.full((3, 1), biases), np.full((1, 1), 0.5)])


def test_two_zeros_are_no_proof():
    dead = Network([-np.ones((3, 2)), np.ones((1, 3))], [-np.ones((3, 1)), -np.ones((1, 1))], RELU)
    for method in METHODS:
        report = check_gradients(dead, *XOR, method=method)
        assert (report.verdict, report.relative_error) == ("untested", 0)
        assert "Both are zero, so nothing was tested: neurons may be dead or saturated. Try another input" in str(
            report
        )


@pytest.mark.parametrize("method", ["forward", "central"])
def test_a_saturated_network_is_beyond_what_differences_can_see(method):
    network = Network([[[1.0]]], [[[32.0]]])  # the true gradient is about 5e-15
    report = check_gradients(network, [[1.0]], [[0.0]], method=method)
    assert report.verdict == "unresolved"
    assert "below what differences can resolve" in report.advice
    assert check_gradients(network, [[1.0]], [[0.0]], method="complex").verdict == "unresolved"  # 1 - a has lost digits
    wrong = Gradients([np.full((1, 1), 0.1)], [np.full((1, 1), 0.1)])
    assert check_gradients(network, [[1.0]], [[0.0]], wrong, method).verdict == "wrong"


def test_a_converged_network_is_beyond_what_differences_can_see():
    data, network = sleep_study(), Network.random([2, 3, 1], np.random.default_rng(1))
    *_, last = sgd(network, data, 3.0, 40_000, 3, np.random.default_rng(1))
    batch = data.x_train, data.y_train
    assert check_gradients(last.network, *batch).verdict == "unresolved"
    assert check_gradients(last.network, *batch, method="complex").verdict == "right"


def test_a_corner_is_named_with_its_neuron_and_the_method_that_steps_over_none():
    network = xor_network(0.0)
    report = check_gradients(network, *XOR)
    assert report.verdict == "corner"
    assert "Layer 2, neuron 1 stands at a corner of relu, or within a step of it" in report.advice
    assert 'method="complex" steps over no corner' in report.advice
    complex_step = check_gradients(network, *XOR, method="complex")
    assert complex_step.verdict == "right"
    assert complex_step.relative_error < 1e-15
    for method in METHODS:
        assert check_gradients(xor_network(0.1), *XOR, method=method).verdict == "right"
    gradients = backprop(network, *XOR)
    gradients.nabla_w[0][0] *= -1
    assert check_gradients(network, *XOR, gradients, "complex").verdict == "wrong"


@given(seed=seeds())
def test_a_corner_is_seen_wherever_a_step_crosses_it(seed):
    case = random_case(seed)
    network = replace(case.network, activations=[RELU, *case.network.activations[1:]])
    assume(case.network.cost.matches != case.network.activations[0])
    on_corners = -(network.weights[0] @ case.x)[:, [0]]  # as biases of layer 2, for the first example
    network = replace(network, biases=[on_corners, *network.biases[1:]])
    report = check_gradients(network, case.x, case.y)
    assert report.verdict in {"right", "corner", "untested", "unresolved"}, report  # the error may not reach layer 2


def test_a_small_layer_is_not_hidden_by_the_large_ones():
    network = Network([[[1e-3]], [[1e-8]], [[1.0]]], [[[0.0]], [[0.0]], [[0.0]]], TANH)
    batch = [[1.0]], [[1.0]]
    assert check_gradients(network, *batch).verdict == "right"
    gradients = backprop(network, *batch)
    gradients.nabla_w[0] *= 2
    report = check_gradients(network, *batch, gradients)
    assert report.relative_error < 1e-7
    assert (report.verdict, report.worst) == ("wrong", Weight(2, 0, 0))
    assert "for this layer's gradient is small beside the others" in report.advice


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("make", [random_case, listening_case])
def test_a_few_directions_tell_right_from_wrong(method, make):
    for seed in range(40):
        case = make(seed)
        if not far_from_kinks(case):
            continue
        coarse = {"doubtful", "unresolved"} if method == "forward" else set()
        assert check_gradients(*case, method=method, directions=3).verdict in {"right", "untested"} | coarse
        gradients = backprop(*case)
        largest = max((*gradients.nabla_w, *gradients.nabla_b), key=lambda part: np.abs(part).max())
        if np.abs(largest).max() > 1e-3:
            largest *= 1.1
            report = check_gradients(*case, gradients, method, directions=3)
            assert (report.verdict, report.worst) == ("wrong", None), report
            assert "largest difference in one of the directions" in str(report)


def test_directions_take_two_passes_each_and_their_draw_can_be_chosen():
    network = Network.random([784, 30, 10], np.random.default_rng(1), [SIGMOID, SOFTMAX], LOG_LIKELIHOOD)
    x, y = np.random.default_rng(2).random((784, 10)), np.eye(10)
    with mock.patch.object(differences, "mean_cost_unchecked", wraps=differences.mean_cost_unchecked) as passes:
        report = check_gradients(network, x, y, directions=4)
    assert passes.call_count == 8
    assert report == check_gradients(network, x, y, directions=4)
    assert report.given != check_gradients(network, x, y, directions=4, rng=np.random.default_rng(5)).given
    assert report.verdict == "right"
    gradients = backprop(network, x, y)
    gradients.nabla_w[0][3] *= 1.1
    assert check_gradients(network, x, y, gradients, directions=4).verdict == "wrong"


OWN = {
    "slope": (
        Activation("bent", np.sin, np.sin),
        QUADRATIC,
        "In layer 3, the slope of 'bent' is not that of its function",
    ),
    "diagonal": (
        Activation("soft", SOFTMAX.f, lambda z: SOFTMAX.f(z) * (1 - SOFTMAX.f(z))),
        QUADRATIC,
        "In layer 3, 'soft' has a slope for each neuron alone, but its neurons listen to each other: .* pullback",
    ),
    "cost": (
        SIGMOID,
        Cost("no target", lambda a, y: ((a - y) ** 2).sum(axis=0), lambda a, y: 2 * a),
        "The gradient of the cost 'no target' is not that of its value",
    ),
}


@pytest.mark.parametrize(("output", "cost", "message"), OWN.values(), ids=OWN)
def test_own_functions_that_do_not_belong_together_are_named(output, cost, message):
    rng = np.random.default_rng(1)
    network = Network.random([4, 3, 2], rng, [SIGMOID, output], cost)
    report = check_gradients(network, rng.standard_normal((4, 5)), rng.random((2, 5)))
    assert report.verdict == "wrong"
    assert re.search(message, report.advice), report


def test_own_functions_that_belong_together_are_not_blamed():
    case = random_case(3, smooth=True)
    gradients = backprop(*case)
    gradients.nabla_w[0] += 1
    assert check_gradients(*case, gradients).advice == ""


def test_an_activation_that_drops_the_complex_step_is_named_not_called_wrong():
    own = Activation("real only", lambda z: np.tanh(np.real(z)), TANH.prime)
    network = Network.random([2, 1], np.random.default_rng(1), own)
    with pytest.raises(ValueError, match=r'the complex step is lost: .* or use method="central"'):
        check_gradients(network, [[1.0], [2.0]], [[0.0]], method="complex")


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (
            lambda g: (g.nabla_b, g.nabla_w),
            r"nabla_w\[0\] has shape \(3, 1\); .*nabla_w and nabla_b have changed places",
        ),
        (
            lambda g: ([w.T for w in g.nabla_w], g.nabla_b),
            r"nabla_w\[0\] has shape \(2, 3\); expected \(3, 2\): .*\.T\?",
        ),
        (lambda g: ([w.ravel() for w in g.nabla_w], g.nabla_b), r"nabla_w\[0\] has shape \(6,\); .*reshape\(3, 2\)\?"),
        (lambda g: (g.nabla_w, g.deltas), r"nabla_b\[0\] has shape \(3, 4\); .*mean\(axis=1, keepdims=True\)"),
        (
            lambda g: ([np.stack([w] * 4) for w in g.nabla_w], g.nabla_b),
            r"nabla_w\[0\] has shape \(4, 3, 2\); .*mean\(axis=0\)",
        ),
        (lambda g: ([w * np.nan for w in g.nabla_w], g.nabla_b), r"nabla_w\[0\] holds nan at \(0, 0\)"),
        (lambda g: (g.nabla_w, [None, None]), r"nabla_b\[0\] is None; expected an array of real numbers"),
        (lambda g: np.ones(13), r"gradients is array\(.*; expected Gradients, or lists \(nabla_w, nabla_b\)"),
        (lambda g: 3, r"gradients is 3; expected Gradients"),
        (lambda g: (g.nabla_w,), r"gradients is .*; expected Gradients, or lists"),
        (lambda g: ([g.nabla_w[0]], g.nabla_b), "nabla_w has 1 arrays; the network has 2 layers of them"),
    ],
)
def test_a_gradient_of_another_form_is_refused_in_words(spoil, message):
    rng = np.random.default_rng(1)
    network = Network.random([2, 3, 1], rng)
    x, y = rng.random((2, 4)), rng.random((1, 4))
    with pytest.raises(ValueError, match=message):
        check_gradients(network, x, y, spoil(backprop(network, x, y)))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"directions": 0}, "directions is 0; expected a whole number above 0"),
        ({"directions": 2.5}, "directions is 2.5; expected a whole number above 0"),
        ({"directions": 2, "rng": 3}, r"rng is 3; expected a generator such as np.random.default_rng\(3\)"),
    ],
)
def test_bad_directions_are_refused_in_words(options, message):
    with pytest.raises(ValueError, match=message):
        check_gradients(*random_case(1), **options)


finite = st.floats(allow_nan=False, allow_infinity=False)


@given(pairs=st.lists(st.tuples(finite, finite), min_size=1, max_size=6))
def test_relative_error_never_leaves_0_to_1(pairs):
    g, n = np.array(pairs).T
    assert 0 <= relative_error(g, n) <= 1
    assert relative_error(g, g) == 0


def test_relative_error_at_the_ends_of_what_floats_can_hold():
    assert relative_error([1e308, -1e308], [-1e308, 1e308]) == 1
    assert relative_error([1e308, 1e308], [1e308, 0.0]) == pytest.approx(1 / (1 + 2**0.5))
    assert relative_error([5e-324], [0.0]) == 1
    assert relative_error([np.nan], [1.0]) == relative_error([np.inf], [np.inf]) == 1
    assert relative_error([[3.0], [4.0]], [[0.0], [0.0]]) == 1
    with pytest.raises(ValueError, match=r"gradient has shape \(2,\) and other \(2, 1\); expected one shape"):
        relative_error([1.0, 2.0], [[1.0], [2.0]])


@pytest.mark.parametrize("strange", ["a", [1j], [[1.0], [1.0, 2.0]], None])
def test_relative_error_of_what_holds_no_numbers_is_refused_in_words(strange):
    with pytest.raises(ValueError, match=r"gradient is .*; expected an array of real numbers"):
        relative_error(strange, [1.0])
    with pytest.raises(ValueError, match=r"other is .*; expected an array of real numbers"):
        relative_error([1.0], strange)


STATED = {"central": (1e-5, 1e-2, 1e-7), "forward": (1e-7, 1e-3, 1e-6), "complex": (1e-20, 1e-20, 1e-12)}


@pytest.mark.parametrize("method", METHODS)
def test_steps_and_tolerances_are_those_that_are_stated(method):
    step, step_float32, tolerance = STATED[method]
    documented = " ".join(numerical_gradient.__doc__.split())
    assert "1e-5, 1e-7 or 1e-20 in float64; 1e-2, 1e-3 or 1e-20 in float32" in documented
    for dtype, stated in ((np.float64, step), (np.float32, step_float32)):
        network = Network.random([2, 3, 1], np.random.default_rng(1), dtype=dtype)
        assert differences.step_for(network, method) == stated
        by_itself = numerical_gradient(network, *XOR, method)
        for own, its in zip(by_itself.nabla_w, numerical_gradient(network, *XOR, method, stated).nabla_w, strict=True):
            np.testing.assert_array_equal(own, its)
        report = check_gradients(network, *XOR, method=method)
        assert report.tolerance == (tolerance if dtype == np.float64 else 1e-3)


def off_by(error):
    """A gradient of the one network below that is off by a relative error, with the network and its batch."""
    network, batch = Network([[[0.6]]], [[[0.9]]], cost=LINEAR_COST), ([[1.0]], [[0.0]])
    gradients = backprop(network, *batch)
    for part in (*gradients.nabla_w, *gradients.nabla_b):
        np.multiply(part, (1 + error) / (1 - error), out=part)
    return network, *batch, gradients


LINEAR_COST = Cost("output", lambda a, y: a.sum(axis=0), lambda a, y: np.ones_like(a))


@pytest.mark.parametrize(
    ("tolerances", "verdict"), [(0.99, "right"), (1.01, "doubtful"), (999.5, "doubtful"), (1000.5, "wrong")]
)
def test_right_up_to_the_tolerance_wrong_from_a_thousand_of_it(tolerances, verdict):
    report = check_gradients(*off_by(tolerances * 1e-12), method="complex")
    assert report.relative_error == pytest.approx(tolerances * 1e-12, rel=1e-3)
    assert report.verdict == verdict


def test_a_gradient_of_zeros_is_wrong_where_the_slope_is_not():
    case = random_case(3, smooth=True)
    zeros = [[np.zeros_like(p) for p in part] for part in (case.network.weights, case.network.biases)]
    for method in METHODS:
        for directions in (None, 3):
            assert check_gradients(*case, zeros, method, directions).verdict == "wrong"


def test_a_gradient_with_weight_decay_is_right_once_that_is_taken_off():
    network, x, y = random_case(3, smooth=True)
    nabla_w, nabla_b, _ = backprop(network, x, y)
    decayed = [g + 0.1 * w for g, w in zip(nabla_w, network.weights, strict=True)]
    report = check_gradients(network, x, y, (decayed, nabla_b))
    assert (report.verdict, report.advice) == ("wrong", "")  # none of the functions is to blame
    plain = [g - 0.1 * w for g, w in zip(decayed, network.weights, strict=True)]
    assert check_gradients(network, x, y, (plain, nabla_b)).verdict == "right"


def test_a_turned_sign_is_found_and_named():
    case = random_case(3, smooth=True)
    gradients = backprop(*case)
    parts = [*zip([Weight] * 9, gradients.nabla_w, strict=False), *zip([Bias] * 9, gradients.nabla_b, strict=False)]
    layers = [*range(2, len(gradients.nabla_w) + 2)] * 2
    for layer, (kind, part) in zip(layers, parts, strict=True):
        index = np.unravel_index(np.abs(part).argmax(), part.shape)
        part[index] *= -1
        report = check_gradients(*case, gradients)
        assert report.worst == (Weight(layer, *index) if kind is Weight else Bias(layer, index[0]))
        assert report.given == pytest.approx(-report.expected, rel=1e-5)
        part[index] *= -1


def linear(w, b, x, y):
    """One linear neuron and its batch."""
    return Network([[[w]]], [[[b]]], LINEAR), [[x]], [[y]]


UNRESOLVED = {
    "rounding of a large cost": (Network([[[1.0]]], [[[20.0]]]), [[1.0]], [[-1000.0]]),
    "rounding of a large output": linear(1.0, 1e8, 1.0, 1e8 + 2),
}


@pytest.mark.parametrize("case", UNRESOLVED.values(), ids=UNRESOLVED)
def test_what_rounding_hides_is_not_called_wrong(case):
    for method in ("central", "forward"):
        assert check_gradients(*case, method=method).verdict == "unresolved"


def test_rounding_excuses_no_more_in_many_examples_than_in_one():
    network = Network([[[1e6]]], [[[0.0]]], LINEAR)
    for m in (1, 1000):
        x, y = np.ones((1, m)), np.full((1, m), 1e6 + 1)
        almost = [[1.01 * part[0]] for part in backprop(network, x, y)[:2]]  # differences are right to 4e-4 here
        assert check_gradients(network, x, y, almost).verdict == "wrong"


def test_what_the_bend_of_the_cost_hides_is_not_called_wrong_but_what_it_cannot_hide_is():
    small = linear(1.0, 0.0, 1.0, 1 + 1e-8)  # slopes of -1e-8; a forward step of 1e-7 is off by half of itself
    assert check_gradients(*small, method="forward").verdict == "unresolved"
    larger = linear(1.0, 0.0, 1.0, 1 + 1e-6)
    doubled = [[2 * p for p in part] for part in backprop(*larger)[:2]]
    for method in METHODS:
        assert check_gradients(*larger, doubled, method).verdict == "wrong"


def relu_at(distance, x=1.0, w_after=None):
    """A ReLU whose weighted input is `distance` before its corner, behind a linear layer if a weight to it is given."""
    if w_after is None:
        return (
            Network([[[1.0], [0.0]], [[1.0, 1.0]]], [[[-x + 1], [distance]], [[0.0]]], [RELU, LINEAR]),
            [[x]],
            [[3.0]],
        )
    weights = [[[0.5]], [[1.0], [w_after]], [[1.0, 1.0]]]
    biases = [[[0.0]], [[1.0], [distance - w_after / 2]], [[0.0]]]
    return Network(weights, biases, [LINEAR, RELU, LINEAR]), [[x]], [[3.0]]


def with_an_error(case):
    gradients = backprop(*case)
    gradients.nabla_b[-1] += 1
    return gradients


@pytest.mark.parametrize(
    ("case", "layer", "reached"),
    [
        (relu_at(0.5e-5), 2, True),
        (relu_at(1.5e-5), 2, False),
        (relu_at(0.5e-2, x=1000.0), 2, True),  # a step of a weight is as long as its input is large
        (relu_at(1.5e-2, x=1000.0), 2, False),
        (relu_at(0.5e-2, w_after=1000.0), 3, True),  # and grows with the weights on its way
        (relu_at(1.5e-2, w_after=1000.0), 3, False),
    ],
)
def test_a_corner_is_blamed_where_a_step_reaches_it_and_nowhere_else(case, layer, reached):
    report = check_gradients(*case, with_an_error(case))
    assert report.verdict == ("corner" if reached else "wrong")
    assert (f"Layer {layer}, neuron 2 stands at a corner of relu" in report.advice) == reached


def test_a_gentle_corner_is_a_corner_too():
    leaky = Activation("leaky", lambda z: np.where(z > 0, z, 0.9 * z), lambda z: np.where(z > 0, 1, 0.9))
    network, x, y = relu_at(0.0)
    assert check_gradients(replace(network, activations=[leaky, LINEAR]), x, y).verdict == "corner"


def test_the_corner_is_that_of_the_neuron_in_whatever_example():
    network = Network([np.eye(3)], [np.zeros((3, 1))], RELU)
    x = np.array([[1.0, 2.0, 3.0, 4.0], [1.0, 1.0, -1.0, 1.0], [2.0, 1.0, 0.0, 1.0]])
    report = check_gradients(network, x, np.ones((3, 4)))
    assert "Layer 2, neuron 3 stands at a corner" in report.advice


def test_directions_all_have_the_length_1():
    case = random_case(3, smooth=True)
    with mock.patch.object(gradient_check, "directional_slopes", wraps=gradient_check.directional_slopes) as asked:
        check_gradients(*case, directions=4)
    ways = asked.call_args.args[3]
    assert len(ways) == 4
    for way in ways:
        assert sum((p**2).sum() for p in (*way.nabla_w, *way.nabla_b)) == pytest.approx(1)
        assert [p.shape for p in way.nabla_w] == [p.shape for p in case.network.weights]
        assert len({np.sign(p).min() for p in (*way.nabla_w, *way.nabla_b)} | {1.0}) > 1  # they go both ways


def test_steep_functions_that_belong_together_are_not_blamed():
    steep = Activation("steep", lambda z: 1e3 * z**3, lambda z: 3e3 * z**2)
    rng = np.random.default_rng(1)
    network = Network.random([2, 3, 1], rng, [steep, LINEAR])
    batch = rng.standard_normal((2, 4)), rng.standard_normal((1, 4))
    gradients = backprop(network, *batch)
    gradients.nabla_b[0] *= 2
    for method in METHODS:
        report = check_gradients(network, *batch, gradients, method)
        assert (report.verdict, report.advice) == ("wrong", "")


def test_a_slope_is_blamed_with_the_z_where_it_is_most_apart():
    half = Activation("half", lambda z: z**2, lambda z: z)
    network = Network([[[1.0]]], [[[0.0]]], half)
    report = check_gradients(network, [[0.0, 3.0, 1.0]], [[1.0, 1.0, 1.0]])
    assert "at z = 3, prime gives 3, moving f gives 6." in report.advice
    doubled = Cost("doubled", lambda a, y: ((a - y) ** 2).sum(axis=0), lambda a, y: a - y)
    report = check_gradients(Network([[[1.0]]], [[[0.0]]], LINEAR, doubled), [[0.0, 3.0]], [[1.0, 1.0]])
    assert "at a = 3, y = 1, gradient gives 2, moving a gives 4." in report.advice
