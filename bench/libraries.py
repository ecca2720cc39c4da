"""Which matrix library a contender computes with, and which of its kernels the library chose for this processor.

- in words, for a contender: `used_by`
"""

import os
import re
import subprocess
import sys
from importlib.metadata import version

import jax
import jax.numpy as jnp
import numpy as np
import torch
from threadpoolctl import threadpool_info

XLA_CALLS = {"__ynn_fusion": "YNNPACK", "__xnn_fusion": "XNNPACK", "__onednn": "oneDNN"}
PRODUCT = "import torch; a = torch.ones(30, 784, dtype=torch.float64); a @ a.T"


def of_numpy():
    """NumPy's, as threadpoolctl finds it in this process; where it finds none, as NumPy was built."""
    for found in threadpool_info():
        if found["user_api"] == "blas" and "numpy" in found["filepath"]:
            return f"{found['internal_api']} {found['version']}, kernel {found['architecture']}"
    return np.show_config(mode="dicts")["Build Dependencies"]["blas"]["name"]


def of_torch():
    """PyTorch's. MKL is a part of it, unseen by threadpoolctl, and tells of itself when it is asked to."""
    asked = [sys.executable, "-c", PRODUCT]
    told = subprocess.run(asked, env={**os.environ, "MKL_VERBOSE": "1"}, capture_output=True, text=True, check=True)
    mkl = re.search(r"MKL_VERBOSE (?P<version>\w*MKL .*?) Product build.*?architecture (?P<kernel>.*?), ", told.stdout)
    blas = re.search(r"BLAS_INFO=(\w+)", torch.__config__.show())
    library = f"{mkl['version']}, kernel for {mkl['kernel']}" if mkl else blas[1]
    return f"{library}; steps between the products {torch.backends.cpu.get_cpu_capability()}"


def of_jax():
    """JAX's: whom the compiled program calls for a product. Those libraries do not say which kernel they choose."""
    program = jax.jit(jnp.matmul).lower(jnp.ones((30, 784)), jnp.ones((784, 10))).compile().as_text()
    called = [name for call, name in XLA_CALLS.items() if call in program]
    return f"{' and '.join(called) or 'XLA itself'} in jaxlib {version('jaxlib')}, which names no kernel"


LIBRARIES = {
    "nnbp_core": of_numpy,
    "one example at a time": of_numpy,
    "PyTorch": of_torch,
    "JAX": of_jax,
    "autograd": of_numpy,
    "scikit-learn": of_numpy,
    "scalar engine": lambda: "none",
    "products alone": of_numpy,
}


def used_by(name):
    """The library of a contender, in words."""
    return LIBRARIES[name]()
