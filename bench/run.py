"""Measure the core beside its peers, in one run on one machine, and store the results.

    make bench    this, twice; then explorer_frames.py and site_times.py; then report.py: about ten minutes

Everything is measured on one thread. With --all-threads, only the steps of one network are, on as many threads as each
library likes. With --one-network, only the steps of 784-30-10 in float64 up to a batch of 1,000 are, in a quarter of a
minute; they are printed and not stored.

Writes bench/results.json; report.py makes the book's page of it.
"""

import one_thread  # noqa: I001 (before the libraries that count the processors)
import os
import platform
import sys
import time
import tracemalloc
from datetime import date
from functools import partial
from importlib.metadata import version
from pathlib import Path

import libraries
import numpy as np
import peers
import results
import torch
from tqdm import tqdm

import nnbp_core as nn

SIZES = [(64, 30, 10), (784, 30, 10), (784, 100, 10), (784, 1024, 1024, 10)]
BATCHES = [1, 10, 100, 1_000, 10_000]
TOO_LARGE = (SIZES[-1], BATCHES[-1])  # one step takes seconds for everybody: nothing but the matrix library is measured
DTYPES = ["float64", "float32"]
ROUNDS = 9
ONE_NETWORK = "--one-network"
ROUND_SECONDS = 0.004  # a contender's share of a round: as many calls as fit, one at least


def problem(sizes, batch, dtype, rng):
    """A network, inputs and wanted outputs."""
    network = nn.Network.random(sizes, rng, dtype=dtype)
    x = rng.random((sizes[0], batch)).astype(dtype)
    y = (rng.random((sizes[-1], batch)) > 0.5).astype(dtype)
    return network, x, y


def too_long(name, network, batch, dtype):
    """Whether a call would take longer than anybody waits, by a guess."""
    work = network.n_parameters * batch
    if name == "scalar engine":
        return work > 100_000 or dtype == "float32"
    if name == "one example at a time":
        return batch > 1_000 or work > 2e8
    return False


def contenders(network, x, y, dtype):
    """{name: step} for those that can; each has been checked against the core's gradient."""
    steps = {}
    for name, make in peers.PEERS.items():
        if too_long(name, network, x.shape[1], dtype):
            continue
        own = network
        if name == "scikit-learn":
            own = nn.Network(network.weights, network.biases, network.activations, nn.CROSS_ENTROPY)
        steps[name] = make(own, x, y)
        if name != "products alone":
            agree(name, steps[name](), nn.backprop(own, x, y), dtype)
    return steps


def agree(name, found, expected, dtype):
    """Refuse to time a contender that computes something else."""
    tolerance = 1e-9 if dtype == "float64" else 2e-3
    for mine, theirs in zip([*expected.nabla_w, *expected.nabla_b], [*found[0], *found[1]], strict=True):
        off = np.linalg.norm(np.asarray(theirs) - mine) / np.linalg.norm(mine)
        if not off <= tolerance:
            raise ValueError(f"{name} computes another gradient: relative error {off:.1e}")


def interleaved(steps, rounds=ROUNDS):
    """{name: [lower quartile, median, upper quartile]} in seconds; every round times every contender."""
    once = {name: best_of(step, seconds=0.02) for name, step in steps.items()}  # a first call would tell of cold caches
    times = {name: [] for name in steps}
    for _ in range(rounds if max(once.values()) < 0.3 else 2):
        for name, step in steps.items():
            calls = max(1, int(ROUND_SECONDS / once[name]))
            start = time.perf_counter()
            for _ in range(calls):
                step()
            times[name].append((time.perf_counter() - start) / calls)
    return {name: [float(q) for q in np.quantile(values, [0.25, 0.5, 0.75])] for name, values in times.items()}


def gradient_steps(rng, networks=SIZES, dtypes=DTYPES):
    """One gradient of every network, batch and dtype, by every contender that can."""
    cases = [(sizes, batch, dtype) for sizes in networks for batch in BATCHES for dtype in dtypes]
    for sizes, batch, dtype in tqdm(cases, desc="gradient steps"):
        if (sizes, batch) == TOO_LARGE:
            continue
        network, x, y = problem(sizes, batch, dtype, rng)
        steps = contenders(network, x, y, dtype)
        yield {"sizes": list(sizes), "batch": batch, "dtype": dtype, "seconds": interleaved(steps)}


def epoch_of_sgd(rng, examples=50_000, part=2_000):
    """Seconds for one epoch on MNIST's shape, 784-30-10 and batch 10; the loop form is timed on a part and scaled."""
    network, x, y = problem((784, 30, 10), examples, "float64", rng)
    data = nn.Dataset(np.asfortranarray(x), np.asfortranarray(y))  # as MNIST is stored: example after example
    pairs = [(np.ascontiguousarray(x[:, [i]]), np.ascontiguousarray(y[:, [i]])) for i in range(part)]
    ours, theirs = [], []
    for _ in range(3):
        start = time.perf_counter()
        list(nn.sgd(network, data, 3.0, 1, 10, np.random.default_rng(1)))
        ours.append(time.perf_counter() - start)
        start = time.perf_counter()
        epoch_of_loops(network.weights, network.biases, pairs)
        theirs.append((time.perf_counter() - start) * examples / part)
    return {"nnbp_core": float(np.median(ours)), "one example at a time": float(np.median(theirs))}


def epoch_of_loops(weights, biases, pairs, eta=3.0, batch=10):
    """Steps downhill over the examples as they come, each with the gradient that the loop form finds."""
    for i in range(0, len(pairs), batch):
        nabla_w, nabla_b = peers.loop_over(weights, biases, pairs[i : i + batch])
        weights = [w - eta * g for w, g in zip(weights, nabla_w, strict=True)]
        biases = [b - eta * g for b, g in zip(biases, nabla_b, strict=True)]


def growth(rng):
    """Seconds of three ways to a gradient as the parameters grow, and the slopes of their lines in log-log."""
    rows = []
    for width in tqdm((2, 4, 8, 16, 32, 64, 512, 1024, 2048), desc="growth"):
        network, x, y = problem((width, width, width, width), 1, "float64", rng)
        ways = {"backpropagation": partial(nn.backprop, network, x, y)}
        if width <= 64:
            ways["finite differences"] = partial(nn.numerical_gradient, network, x, y)
        if width <= 16:
            ways["path sums"] = partial(every_path_sum, network, x, y)
        rows.append({"parameters": network.n_parameters} | {name: best_of(way) for name, way in ways.items()})
    slopes = {}
    for name in ("backpropagation", "finite differences", "path sums"):
        points = [(row["parameters"], row[name]) for row in rows if name in row][-3:]  # where it is no longer overhead
        slopes[name] = float(np.polyfit(*np.log(np.array(points)).T, 1)[0])
    return {"rows": rows, "slopes": slopes}


def every_path_sum(network, x, y):
    """Every weight's derivative as a sum over its paths."""
    for i, w in enumerate(network.weights):
        for j, k in np.ndindex(*w.shape):
            nn.sum_over_paths(network, x, y, nn.Weight(i + 2, j, k))


def best_of(call, seconds=0.2):
    """The least time of a call, of as many as fit into `seconds`; one at least."""
    times, end = [], time.perf_counter() + seconds
    while not times or time.perf_counter() < end:
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return min(times)


def memory(rng):
    """Peak bytes a step needs beyond its input, against the bytes of what a forward pass leaves."""
    rows = []
    for batch in BATCHES:
        network, x, y = problem((784, 30, 10), batch, "float64", rng)
        passed = nn.forward(network, x)
        left = sum(array.nbytes for array in (*passed.zs, *passed.activations[1:]))
        tracemalloc.start()
        nn.backprop(network, x, y)
        rows.append({"batch": batch, "peak": tracemalloc.get_traced_memory()[1], "activations": left})
        tracemalloc.stop()
    return rows


def machine():
    """What was measured on what, and when."""
    model = next(
        (line.split(":")[1].strip() for line in _lines("/proc/cpuinfo") if "model name" in line), platform.processor()
    )
    packages = ("numpy", "torch", "jax", "autograd", "scikit-learn")
    return {
        "date": date.today().isoformat(),
        "machine": f"{model or platform.machine()}, {os.cpu_count()} cores",
        "system": platform.platform(),
        "versions": {"python": platform.python_version()} | {name: version(name) for name in packages},
        "libraries": {name: libraries.used_by(name) for name in peers.PEERS},
    }


def one_network(rng, batches=(1, 10, 100, 1_000), rounds=51):
    """Print the times of 784-30-10 in float64, in microseconds and as multiples of ours."""
    for name in peers.PEERS:
        print(f"{name:22} {libraries.used_by(name)}")
    for batch in batches:
        network, x, y = problem((784, 30, 10), batch, "float64", rng)
        steps = contenders(network, x, y, "float64")
        steps.pop("scalar engine", None)
        times = interleaved(steps, rounds)
        for name, (low, middle, high) in times.items():
            ratio = middle / times["nnbp_core"][1]
            print(f"{batch:6,} {name:22} {middle * 1e6:9.1f} µs ({low * 1e6:.1f} to {high * 1e6:.1f})  {ratio:6.2f} ×")


def _lines(path):
    return Path(path).read_text(encoding="utf-8").splitlines() if Path(path).exists() else []


def main():
    """Run everything and store it, part by part."""
    rng = np.random.default_rng(1)
    if ONE_NETWORK in sys.argv:
        one_network(rng)
        return
    if one_thread.ALL in sys.argv:
        steps = list(gradient_steps(rng, [(784, 30, 10)], ["float64"]))
        results.store("all threads", {"threads": torch.get_num_threads(), "steps": steps})
        return
    results.store("about", machine())
    results.store("steps", list(gradient_steps(rng)))
    results.store("epoch", epoch_of_sgd(rng))
    results.store("growth", growth(rng))
    results.store("memory", memory(rng))
    print(f"Stored in {results.PATH.name}.")


if __name__ == "__main__":
    main()
