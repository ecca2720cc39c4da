"""The two data sets of the course, examples as columns.

- hours of sleep and study, and a test score: `sleep_study`
- small images of handwritten digits: `digits`
"""

from importlib.resources import files
from typing import NamedTuple

import numpy as np

__all__ = ["Dataset", "digits", "sleep_study"]


class Dataset(NamedTuple):
    """Inputs (n_inputs, n_examples) and wanted outputs (n_outputs, n_examples), to train on and to test with.

    The test part is None where there is none.
    """

    x_train: np.ndarray
    y_train: np.ndarray
    x_test: np.ndarray | None = None
    y_test: np.ndarray | None = None


def sleep_study():
    """Three pupils: hours of sleep and of study, and what they scored in a test.

    Each input is divided by its largest value and each score by 100, so all lie in
    [0, 1]. From Welch Labs, *Neural Networks Demystified* (2014), part 1.

    Returns
    -------
    Dataset
        x (2, 3), y (1, 3); no test part.
    """
    hours = np.array([[3.0, 5.0, 10.0], [5.0, 1.0, 2.0]])
    scores = np.array([[75.0, 82.0, 93.0]])
    return Dataset(hours / hours.max(axis=1, keepdims=True), scores / 100)


def digits():
    """1,797 handwritten digits, 8 × 8 pixels, each pixel in [0, 1].

    1,437 to train on, 360 held out. The wanted output for digit d is a column with a
    1 in row d and 0 elsewhere. From the *Optical Recognition of Handwritten Digits*
    data set (Alpaydin & Kaynak 1998, UCI Machine Learning Repository, CC BY 4.0); see
    ``data/README.md``.

    Returns
    -------
    Dataset
        x (64, n_examples), y (10, n_examples).
    """
    with (files("nnbp_core") / "data" / "digits.npz").open("rb") as file, np.load(file) as stored:
        images, labels, n_train = stored["images"], stored["labels"], int(stored["n_train"])
    x = (images.reshape(len(images), 64) / 16).T
    y = np.eye(10)[labels].T
    return Dataset(x[:, :n_train], y[:, :n_train], x[:, n_train:], y[:, n_train:])
