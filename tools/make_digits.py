"""Make nnbp_core/data/digits.npz from scikit-learn's bundled copy of the UCI digits.

Run once, with scikit-learn installed by hand (it is not a dependency of the course):

    pip install scikit-learn==1.7.2
    python tools/make_digits.py
"""

from pathlib import Path

import numpy as np
from sklearn.datasets import load_digits

N_TRAIN = 1437

bunch = load_digits()
order = np.random.default_rng(1).permutation(len(bunch.target))
target = Path(__file__).parents[1] / "nnbp_core" / "data" / "digits.npz"
np.savez_compressed(
    target,
    images=bunch.images[order].astype(np.uint8),
    labels=bunch.target[order].astype(np.uint8),
    n_train=N_TRAIN,
)
print(f"wrote {target.name}: {len(order)} digits, {N_TRAIN} to train on, {target.stat().st_size / 1000:.0f} kB")
