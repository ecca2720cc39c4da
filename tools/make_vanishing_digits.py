"""Make nnbp_core/explorers/shared/digits.js: what the explorer VanishingSpeeds learns from, and where it starts.

python tools/make_vanishing_digits.py
"""

from pathlib import Path

import numpy as np

from nnbp_core import digits

TARGET = Path(__file__).parents[1] / "nnbp_core" / "explorers" / "shared" / "digits.js"
N_DIGITS = 100
SEED = 3
N_NORMALS = 442  # the biases and weights of 16-8-8-8-8-10, the deepest network
GREYS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_."  # 0 to 64


def pooled():
    """The first training digits, each 2 × 2 pixels averaged: x (16, n), y (10, n)."""
    data = digits()
    images = data.x_train[:, :N_DIGITS].reshape(4, 2, 4, 2, N_DIGITS)
    return images.mean(axis=(1, 3)).reshape(16, N_DIGITS), data.y_train[:, :N_DIGITS]


def source():
    """The text of the module."""
    x, y = pooled()
    images = ["".join(GREYS[round(64 * grey)] for grey in image) for image in x.T]
    rows = [f'  "{"".join(images[i : i + 6])}",' for i in range(0, N_DIGITS, 6)]
    normals = [repr(float(z)) for z in np.random.default_rng(SEED).standard_normal(N_NORMALS)]
    lines = [f"  {', '.join(normals[i : i + 5])}," for i in range(0, N_NORMALS, 5)]
    return "\n".join(
        [
            f"// The first {N_DIGITS} training digits of nnbp_core.digits(), pooled from 8 × 8 to 4 × 4 pixels,",
            "// one character a pixel. From E. Alpaydin and C. Kaynak (1998), Optical Recognition of Handwritten",
            "// Digits, UCI Machine Learning Repository, doi:10.24432/C50P49. Licence: CC BY 4.0 (Creative Commons",
            "// Attribution 4.0 International). Changed: the first few alone, and each 2 × 2 pixels averaged.",
            "// Made by tools/make_vanishing_digits.py.",
            "",
            f'export const GREYS = "{GREYS}"; // the position of a character, over 64, is the grey',
            f'export const LABELS = "{"".join(str(d) for d in y.argmax(axis=0))}";',
            "export const IMAGES = [",
            *rows,
            '].join("");',
            "",
            f"// What np.random.default_rng({SEED}).standard_normal draws first: a start is that of Network.random.",
            f"export const SEED = {SEED};",
            "export const NORMALS = [",
            *lines,
            "];",
            "",
        ]
    )


if __name__ == "__main__":
    TARGET.write_text(source(), encoding="utf-8")
    print(f"wrote {TARGET.name}: {N_DIGITS} digits, {TARGET.stat().st_size / 1000:.1f} kB")
