"""Training: the digits are learned, steps are what they should be, divergence is told."""

import numpy as np
import pytest
from cases import listening_case, random_case

from nnbp_core import (
    LINEAR,
    RELU,
    Dataset,
    DivergenceError,
    Network,
    accuracy,
    backprop,
    digits,
    forward,
    mean_cost,
    numerical_gradient,
    sgd,
    sleep_study,
)
from nnbp_core.network import Workspace
from nnbp_core.training import gradient_step


def test_the_digits_are_learned():
    rng = np.random.default_rng(1)
    network = Network.random([64, 30, 10], rng)
    *_, last = sgd(network, digits(), eta=3.0, epochs=20, batch_size=10, rng=rng)
    print(f"held-out accuracy after 20 epochs: {last.accuracy:.1%}")
    assert last.accuracy >= 0.95


def test_one_full_batch_epoch_is_one_gradient_step():
    data = sleep_study()
    network = Network.random([2, 3, 1], np.random.default_rng(1))
    (epoch,) = sgd(network, data, eta=0.5, epochs=1, batch_size=3, rng=np.random.default_rng(2))
    gradients = backprop(network, data.x_train, data.y_train)
    for new, old, nabla in zip(epoch.network.weights, network.weights, gradients.nabla_w, strict=True):
        np.testing.assert_allclose(new, old - 0.5 * nabla, rtol=1e-12)
    for new, old, nabla in zip(epoch.network.biases, network.biases, gradients.nabla_b, strict=True):
        np.testing.assert_allclose(new, old - 0.5 * nabla, rtol=1e-12)
    output = forward(epoch.network, data.x_train).activations[-1]
    assert epoch.cost == pytest.approx(((output - data.y_train) ** 2).sum() / 2 / 3)


def test_every_example_is_used_once_an_epoch_even_in_a_last_small_batch():
    eye = np.eye(5)
    network = Network([np.zeros((1, 5))], [[[0.0]]], LINEAR)
    (epoch,) = sgd(network, Dataset(eye, np.ones((1, 5))), 0.1, 1, 2, np.random.default_rng(1))
    assert (epoch.network.weights[0] > 0).all()


def test_the_start_is_not_changed_and_the_run_can_be_repeated():
    network = Network.random([2, 3, 1], np.random.default_rng(1))
    before = network.weights[0].copy()
    runs = [list(sgd(network, sleep_study(), 1.0, 3, 2, np.random.default_rng(7))) for _ in range(2)]
    np.testing.assert_array_equal(network.weights[0], before)
    assert [e.cost for e in runs[0]] == [e.cost for e in runs[1]]
    assert [e.number for e in runs[0]] == [1, 2, 3]
    assert runs[0][0].accuracy is None
    with pytest.raises(ValueError, match="read-only"):
        runs[0][0].network.weights[0][0, 0] = 1


def test_accuracy_is_of_the_held_out_part():
    data = Dataset(np.eye(2), np.eye(2), np.array([[1.0, 1.0], [0.0, 0.0]]), np.eye(2))
    network = Network([50 * np.eye(2)], [np.zeros((2, 1))])
    (epoch,) = sgd(network, data, 1e-9, 1, 1, np.random.default_rng(1))
    assert epoch.accuracy == 0.5


def test_divergence_yields_what_it_had_and_says_what_to_try():
    network = Network.random([2, 3, 1], np.random.default_rng(1), LINEAR)
    good = []
    run = sgd(network, sleep_study(), 30.0, 100, 3, np.random.default_rng(1))
    with pytest.raises(DivergenceError, match=r"diverged in epoch \d+: .* try a smaller eta \(now 30\), perhaps 3"):
        good.extend(run)  # keeps what it has taken when the run stops
    assert good
    assert all(np.isfinite(epoch.cost) for epoch in good)


def test_raw_pixels_stop_the_run_with_the_advice_to_scale_them():
    data = digits()
    pixels = Dataset(data.x_train * 255, data.y_train, data.x_test * 255, data.y_test)
    network = Network.random([64, 30, 10], np.random.default_rng(1), [RELU, LINEAR])
    message = r"in epoch 1: .* The steps are too long for this cost: the inputs run from 0 to 255: .* such as x / 255\."
    with pytest.raises(DivergenceError, match=message):
        next(sgd(network, pixels, 0.1, 10, 10, np.random.default_rng(1)))
    assert next(sgd(network, data, 0.1, 10, 10, np.random.default_rng(1))).accuracy > 0.5


def line(start, x=1.0, y=0.0):
    """The network a = w x with its cost (w x - y)² / 2, where a step of η multiplies the way to go by 1 - η x²."""
    return Network([[[start]]], [[[0.0]]], LINEAR), Dataset(np.array([[x]]), np.array([[y]]))


@pytest.mark.parametrize(("growth", "stops"), [(998.0, False), (1002.0, True)])
def test_a_million_times_the_first_cost_is_too_much(growth, stops):
    network, data = line(1.0)
    run = sgd(network, data, (1 + growth) / 2, 1, 1, np.random.default_rng(1))  # the bias takes half of the way
    if stops:
        with pytest.raises(DivergenceError, match=r"in epoch 1: the cost has grown to 5e\+05\. .* try a smaller eta"):
            next(run)
    else:
        assert next(run).cost == pytest.approx(growth**2 / 2)


@pytest.mark.parametrize(("growth", "stops"), [(1.3e3, False), (1.5e3, True)])
def test_a_start_that_is_all_but_perfect_may_get_worse(growth, stops):
    network, data = line(1e-3)  # costs 5e-7: a million times a millionth is 1, which 1.41e3 * 1e-3 would cost
    run = sgd(network, data, (1 + growth) / 2, 1, 1, np.random.default_rng(1))
    if stops:
        with pytest.raises(DivergenceError, match="the cost has grown to 1e"):
            next(run)
    else:
        assert next(run).cost == pytest.approx((growth * 1e-3) ** 2 / 2)


@pytest.mark.parametrize("far", [11.0, -11.0])
def test_the_range_of_the_inputs_is_blamed_only_where_it_is_wide(far):
    for x, blamed in ((far, True), (far * 10 / 11, False)):
        network, data = line(1.0, x)
        with pytest.raises(DivergenceError) as error:
            list(sgd(network, data, 100.0, 100, 1, np.random.default_rng(1)))
        assert (
            f"the inputs run from {x:g} to {x:g}: scale them to about [0, 1], such as x / 11" in str(error.value)
        ) == blamed
        assert ("try a smaller eta (now 100), perhaps 10," in str(error.value)) != blamed


def test_numbers_that_leave_the_finite_stop_the_run():
    network, data = line(1.0)
    with pytest.raises(DivergenceError, match="in epoch 1: its numbers are no longer finite"):
        list(sgd(network, data, 1e300, 1, 1, np.random.default_rng(1)))


def test_one_step_works_on_either_kind_of_gradient():
    for make in (random_case, listening_case):
        network, x, y = make(3)
        stepped = []
        for gradients in (backprop(network, x, y), numerical_gradient(network, x, y, "complex")):
            space = Workspace.of(network)
            arrays = [*space.weights, *space.biases]
            assert gradient_step(space, gradients, 0.5) is None
            assert all(a is b for a, b in zip(arrays, [*space.weights, *space.biases], strict=True))
            stepped.append(arrays)
            starts, slopes = [*network.weights, *network.biases], [*gradients.nabla_w, *gradients.nabla_b]
            for new, old, slope in zip(arrays, starts, slopes, strict=True):
                np.testing.assert_allclose(new, old - 0.5 * slope, rtol=1e-13)
        for a, b in zip(*stepped, strict=True):
            np.testing.assert_allclose(a, b, rtol=1e-11, atol=1e-14)
    assert numerical_gradient(network, x, y).deltas is None


def test_a_step_downhill_costs_less():
    network, x, y = random_case(4, smooth=True)
    space = Workspace.of(network)
    gradient_step(space, numerical_gradient(network, x, y), 1e-3)
    assert mean_cost(Network(*space), x, y) < mean_cost(network, x, y)


def test_accuracy_is_told_where_there_is_more_than_one_output():
    for n_in, n_out, scored in ((2, 1, False), (1, 2, True)):
        x, y = np.ones((n_in, 3)), np.ones((n_out, 3))
        network = Network.random([n_in, n_out], np.random.default_rng(1))
        epoch = next(sgd(network, Dataset(x, y, x, y), 0.1, 1, 1, np.random.default_rng(1)))
        assert (epoch.accuracy is not None) == scored


def test_accuracy_counts_the_columns_whose_largest_rows_agree():
    network = Network([np.eye(3)], [np.zeros((3, 1))], LINEAR)
    x = np.array([[3.0, 1, 1, 1], [2, 2, 3, 2], [1, 3, 2, 3]])
    y = np.array([[1.0, 0, 1, 0], [0, 0, 0, 0], [0, 1, 0, 1]])
    assert accuracy(network, x, y) == 0.75


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"eta": 0}, "eta is 0; expected a number above 0"),
        ({"eta": -1.0}, "eta is -1.0; expected a number above 0"),
        ({"eta": float("nan")}, "eta is nan; expected a number above 0"),
        ({"eta": "fast"}, "eta is 'fast'; expected a number above 0"),
        ({"eta": True}, "eta is True; expected a number above 0"),
        ({"epochs": 0}, "epochs is 0; expected a whole number above 0"),
        ({"batch_size": 2.5}, "batch_size is 2.5; expected a whole number above 0"),
        ({"rng": 1}, r"rng is 1; expected a generator such as np.random.default_rng\(1\)"),
        ({"data": Dataset(np.full((2, 3), np.nan), np.ones((1, 3)))}, "x holds nan"),
        ({"data": Dataset(np.ones((3, 2)), np.ones((1, 3)))}, r"did you mean x\.T\?"),
    ],
)
def test_bad_settings_are_refused_at_the_call_not_at_the_first_epoch(changes, message):
    network = Network.random([2, 3, 1], np.random.default_rng(1))
    settings = {"data": sleep_study(), "eta": 1.0, "epochs": 1, "batch_size": 3, "rng": np.random.default_rng(1)}
    with pytest.raises(ValueError, match=message):
        sgd(network, **{**settings, **changes})
