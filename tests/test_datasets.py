"""The data is what its documentation says."""

import numpy as np

from nnbp_core import digits, sleep_study


def test_digits_are_split_scaled_and_one_hot():
    data = digits()
    assert [part.shape for part in data] == [(64, 1437), (10, 1437), (64, 360), (10, 360)]
    for x in (data.x_train, data.x_test):
        assert (x.min(), x.max()) == (0, 1)
    for y in (data.y_train, data.y_test):
        assert (y.sum(axis=0) == 1).all()
        assert set(np.unique(y)) == {0, 1}
        assert (y.mean(axis=1) > 0.07).all()


def test_no_digit_is_both_trained_on_and_held_out():
    data = digits()
    train = {column.tobytes() for column in data.x_train.T}
    assert not any(column.tobytes() in train for column in data.x_test.T)


def test_sleep_study_is_scaled_by_its_maxima():
    x, y, *test = sleep_study()
    np.testing.assert_allclose(x, [[0.3, 0.5, 1.0], [1.0, 0.2, 0.4]])
    np.testing.assert_allclose(y, [[0.75, 0.82, 0.93]])
    assert test == [None, None]
