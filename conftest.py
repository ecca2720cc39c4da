"""For every way to run a test, notebooks among them: what it passes is not the reader's doing."""

import os

os.environ["NNBP_PROGRESS"] = "off"
