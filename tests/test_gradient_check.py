"""The check itself: it must accept right gradients and reject wrong ones."""

import numpy as np
import pytest
from cases import far_from_kinks, random_case, seeds
from hypothesis import assume, given

from nnbp_core import Bias, Network, Weight, backprop, check_gradients, numerical_gradient, relative_error


@pytest.mark.parametrize("method", ["central", "forward", "complex"])
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
