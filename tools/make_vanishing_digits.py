"""Make nnbp_core/explorers/shared/digits.js: what the explorer VanishingSpeeds learns from, and where it starts.

python tools/make_vanishing_digits.py
"""

from pathlib import Path

import numpy as np

from nnbp_core import digits

TARGET = Path(__file__).parents[1] / "nnbp_core" / "explorers" / "shared" / "digits.js"
N_DIGITS = 100
SEED = 3
GREYS = "0123456789ABCDEFG"  # 0 to 16


def first():
    """The first training digits: x (64, n), y (10, n)."""
    data = digits()
    return data.x_train[:, :N_DIGITS], data.y_train[:, :N_DIGITS]


def source():
    """The text of the module."""
    x, y = first()
    images = ["".join(GREYS[round(16 * grey)] for grey in image) for image in x.T]
    generator = np.random.PCG64(SEED).state["state"]
    return "\n".join(
        [
            f"// The first {N_DIGITS} training digits of nnbp_core.digits(), 8 × 8 pixels, one character a pixel.",
            "// From E. Alpaydin and C. Kaynak (1998), Optical Recognition of Handwritten Digits, UCI Machine Learning",
            "// Repository, doi:10.24432/C50P49. Licence: CC BY 4.0 (Creative Commons Attribution 4.0 International).",
            "// Changed: the first few alone. Made by tools/make_vanishing_digits.py.",
            "",
            f'export const GREYS = "{GREYS}"; // the position of a character, over 16, is the grey',
            f'export const LABELS = "{"".join(str(d) for d in y.argmax(axis=0))}";',
            "export const IMAGES = [",
            *(f'  "{image}",' for image in images),
            "];",
            "",
            f"// np.random.default_rng({SEED}) before its first draw: a start is that of Network.random.",
            f"export const SEED = {SEED};",
            f"export const STATE = {generator['state']}n;",
            f"export const INC = {generator['inc']}n;",
            "",
        ]
    )


if __name__ == "__main__":
    TARGET.write_text(source(), encoding="utf-8")
    print(f"wrote {TARGET.name}: {N_DIGITS} digits, {TARGET.stat().st_size / 1000:.1f} kB")
