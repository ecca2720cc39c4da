"""Make nnbp_core/explorers/digit_reader_digits.js: what the explorer DigitReader learns from, and where it starts.

python tools/make_reader_digits.py
"""

from pathlib import Path

import numpy as np

from nnbp_core import digits

TARGET = Path(__file__).parents[1] / "nnbp_core" / "explorers" / "digit_reader_digits.js"
N_TRAIN, N_UNSEEN = 700, 300
SEED = 2
GREYS = "0123456789abcdefg"  # 0 to 16


def source():
    """The text of the module."""
    data = digits()
    x = np.hstack([data.x_train[:, :N_TRAIN], data.x_test[:, :N_UNSEEN]])
    y = np.hstack([data.y_train[:, :N_TRAIN], data.y_test[:, :N_UNSEEN]])
    pixels = "".join(GREYS[round(16 * grey)] for grey in x.T.ravel())
    labels = "".join(map(str, y.argmax(axis=0)))
    generator = np.random.default_rng(SEED).bit_generator.state["state"]
    return f"""\
// The first {N_TRAIN} training digits of nnbp_core.digits() and the first {N_UNSEEN} of those held out, 8 × 8 pixels
// each, one character a pixel. From E. Alpaydin and C. Kaynak (1998), Optical Recognition of Handwritten Digits, UCI
// Machine Learning Repository, doi:10.24432/C50P49. Licence: CC BY 4.0 (Creative Commons Attribution 4.0
// International).
// Changed: shuffled, and the first few alone; no image was altered.
// Made by tools/make_reader_digits.py.

export const TRAINED = {N_TRAIN}; // of them; the others are unseen
export const GREYS = "{GREYS}"; // the position of a character, over 16, is the grey
export const LABELS = "{labels}";
export const PIXELS = "{pixels}";

/** Where numpy.random.default_rng(SEED) starts. */
export const SEED = {SEED};
export const GENERATOR = {{
  state: {generator["state"]}n,
  increment: {generator["inc"]}n,
}};
"""


if __name__ == "__main__":
    TARGET.write_text(source(), encoding="utf-8")
    print(f"wrote {TARGET.name}: {TARGET.stat().st_size / 1000:.1f} kB")
