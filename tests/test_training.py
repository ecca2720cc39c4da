"""Training: the digits are learned, steps are what they should be, divergence is told."""

import numpy as np
import pytest

from nnbp_core import LINEAR, Dataset, DivergenceError, Network, backprop, digits, forward, sgd, sleep_study


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
