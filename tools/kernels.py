"""Kernels that start alike everywhere: IPython as it comes, one thread each, no talk of their transport."""

import os
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "_build" / "ipython"
CONFIG = '# Made by tools/kernels.py.\nget_config().IPKernelApp.log_level = "ERROR"\n'


def start_plain():
    """Set what kernels started from here read: no start-up files of the person who builds change a page."""
    profile = FOLDER / "profile_default"
    profile.mkdir(parents=True, exist_ok=True)
    (profile / "ipython_kernel_config.py").write_text(CONFIG)
    os.environ["IPYTHONDIR"] = str(FOLDER)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # small networks lose more to threads than they gain
