"""One thread for everybody, so that the work is compared and not how libraries wait for their threads.

Import it before any of them: they count the processors when they are loaded. With the argument --all-threads it does
nothing, and each library decides for itself.
"""

import os
import sys

ALL = "--all-threads"


def pin():
    """Leave one processor, and tell the libraries."""
    os.environ |= dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false"
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


if ALL not in sys.argv:
    pin()
