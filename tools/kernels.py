"""Kernels that start alike everywhere: IPython as it comes, one thread each, no talk of their transport."""

import os
import platform
from pathlib import Path

from numpy._core import _multiarray_umath as numpy_build

FOLDER = Path(__file__).parents[1] / "_build" / "ipython"
CONFIG = '# Made by tools/kernels.py.\nget_config().IPKernelApp.log_level = "ERROR"\n'
OLD_CORES = {"x86_64": "Nehalem", "AMD64": "Nehalem", "aarch64": "ARMV8"}  # machine: OpenBLAS's plainest kernel


def start_plain():
    """Set what kernels started from here read: no start-up files of the person who builds change a page.

    Nor does a run pass an exercise for that person.
    """
    profile = FOLDER / "profile_default"
    profile.mkdir(parents=True, exist_ok=True)
    (profile / "ipython_kernel_config.py").write_text(CONFIG, encoding="utf-8")
    os.environ["IPYTHONDIR"] = str(FOLDER)
    os.environ["NNBP_PROGRESS"] = "off"
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # small networks lose more to threads than they gain


def older_processor():
    """Environment variables with which NumPy computes as on a processor of 2008, so that last digits come out anew."""
    extras = [name for name in numpy_build.__cpu_dispatch__ if numpy_build.__cpu_features__[name]]
    changes = {"NPY_DISABLE_CPU_FEATURES": " ".join(extras), "OPENBLAS_CORETYPE": OLD_CORES.get(platform.machine())}
    return {name: value for name, value in changes.items() if value}
