"""One thread for everybody, so that the work is compared and not how libraries wait for their threads; and each library
with the kernels that it chooses for this processor.

Import it before any of them: they count the processors and choose when they are loaded. With the argument
--all-threads, each library also decides for itself how many threads it takes.
"""

import os
import sys

ALL = "--all-threads"
FORCING = (  # each makes a library compute as on another processor, or in another way than by default
    "OPENBLAS_CORETYPE",
    "OPENBLAS_L2_SIZE",
    "NPY_DISABLE_CPU_FEATURES",
    "NPY_ENABLE_CPU_FEATURES",
    "BLIS_ARCH_TYPE",
    "MKL_ENABLE_INSTRUCTIONS",
    "MKL_DEBUG_CPU_TYPE",
    "MKL_CBWR",
    "ATEN_CPU_CAPABILITY",
    "ONEDNN_MAX_CPU_ISA",
    "DNNL_MAX_CPU_ISA",
    "XLA_FLAGS",
)


def own_kernels():
    """Forget what forces a kernel."""
    for name in FORCING:
        os.environ.pop(name, None)


def pin():
    """Leave one processor, and tell the libraries."""
    os.environ |= dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false"
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


own_kernels()
if ALL not in sys.argv:
    pin()
