"""Make the book's page "How fast is it?" and its pictures from bench/results.json.

python bench/report.py
"""

import sys
from pathlib import Path

import matplotlib as mpl

mpl.use("Agg")
from nnbp_core.figures.picture import STYLE, look_of, new_axes

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "bench"))

import results

PAGE = ROOT / "book" / "how_fast.md"
PICTURES = ROOT / "book" / "speed"
OURS = "nnbp_core"
STYLES = {  # Okabe and Ito's colours, and a mark of its own for each
    "one example at a time": ("#d55e00", "s"),
    "PyTorch": ("#0072b2", "o"),
    "JAX": ("#009e73", "^"),
    "autograd": ("#cc79a7", "D"),
    "scikit-learn": ("#e69f00", "v"),
    "scalar engine": ("#000000", "x"),
    "products alone": ("#777777", "."),
}


def shown(seconds):
    """A time in the unit that suits it."""
    for unit, size in (("s", 1), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds / 1e-9:.3g} ns"


def times(number):
    """A multiple, in two digits."""
    return f"{number:.2g} ×" if number < 99.5 else f"{float(f'{number:.2g}'):,.0f} ×"


def ratio(case, name):
    """How many times as long a contender takes as the core."""
    return case["seconds"][name][1] / case["seconds"][OURS][1]


def named(case):
    """A network in words."""
    return "–".join(map(str, case["sizes"]))


def table_of_steps(steps, dtype):
    """Rows: networks and batches. Columns: the core's time, and the others as multiples of it."""
    names = list(STYLES)
    lines = [f"| network | batch | nnbp_core | {' | '.join(names)} |", "|---|--:|--:|" + "--:|" * len(names)]
    for case in steps:
        if case["dtype"] == dtype:
            cells = [times(ratio(case, name)) if name in case["seconds"] else "–" for name in names]
            lines.append(
                f"| {named(case)} | {case['batch']:,} | {shown(case['seconds'][OURS][1])} | {' | '.join(cells)} |"
            )
    return "\n".join(lines)


def table_of_threads(steps):
    """Rows: batches. Columns: the others' median as a multiple of the core's, with its quartiles."""
    names = ["one example at a time", "PyTorch", "JAX", "products alone"]
    lines = [f"| batch | nnbp_core | {' | '.join(names)} |", "|--:|--:|" + "--:|" * len(names)]
    for case in steps:
        ours, cells = case["seconds"][OURS][1], []
        for name in names:
            low, middle, high = (q / ours for q in case["seconds"].get(name, [0, 0, 0]))
            cells.append(f"{times(middle)} ({times(low)} to {times(high)})" if middle else "–")
        lines.append(f"| {case['batch']:,} | {shown(ours)} | {' | '.join(cells)} |")
    return "\n".join(lines)


def picture_of_steps(steps):
    """Times of the others as multiples of the core's, over the batch, for 784-30-10 in float64."""
    cases = [case for case in steps if case["sizes"] == [784, 30, 10] and case["dtype"] == "float64"]
    figure, axes = new_axes(height=4.2, width=7.2)
    for name, (color, mark) in STYLES.items():
        points = [(case["batch"], ratio(case, name)) for case in cases if name in case["seconds"]]
        if len(points) > 1:
            axes.loglog(*zip(*points, strict=True), color=color, ls="-", marker=mark, label=name)
    axes.axhline(1, color="#1d2433", linewidth=1)
    axes.set(xlabel="examples in the batch", ylabel="time, as a multiple of nnbp_core's")
    figure.legend(loc="outside lower center", ncols=3, frameon=False, fontsize=9)
    return figure


def picture_of_growth(growth):
    """Times of three ways to the same gradient over the number of parameters."""
    figure, axes = new_axes(height=4.2, width=7.2)
    for i, name in enumerate(("backpropagation", "finite differences", "path sums")):
        points = [(row["parameters"], row[name]) for row in growth["rows"] if name in row]
        color, dashes, mark = look_of(name, i)
        label = f"{name}: slope {growth['slopes'][name]:.2f}"
        axes.loglog(*zip(*points, strict=True), color=color, ls=dashes, marker=mark, label=label)
    axes.set(xlabel="parameters", ylabel="seconds for one gradient")
    axes.legend(frameon=False, fontsize=9)
    return figure


def losses(steps):
    """For each peer that is quicker somewhere: in how many of its cases, and where the most. A list of lines."""
    lines = []
    for name in STYLES:
        cases = [case for case in steps if name in case["seconds"] and name != "products alone"]
        won = sorted((case for case in cases if ratio(case, name) < 1), key=lambda case: ratio(case, name))
        if won:
            best = won[0]
            lines.append(
                f"- {name}, in {len(won)} of {len(cases)} cases. At best it takes {ratio(best, name):.2f} × our time: "
                f"{named(best)}, batch {best['batch']:,}, {best['dtype']}."
            )
    return "\n".join(lines) or "- In this run, nowhere."


def key_case(steps, batch):
    """784-30-10 in float64 at a batch."""
    return next(c for c in steps if c["sizes"] == [784, 30, 10] and c["dtype"] == "float64" and c["batch"] == batch)


def table_of_explorers(rows):
    """Event to frame for each explorer."""
    lines = [
        "| figure | chapter | in the hand | median, ms | 95 %, ms | idle, ms | first, ms | adds, kB |",
        "|---|---|---|--:|--:|--:|--:|--:|",
    ]
    lines += [
        f"| {r['explorer']} | [{int(r['page'][:2])}](chapters/{r['page']}.ipynb) | {r['hand']} | {r['median ms']:.1f} | {r['95 % ms']:.1f} | {r['idle ms']:.1f} | {r['first ms']:,.0f} | {r['kB']:.0f} |"
        for r in rows
    ]
    return "\n".join(lines)


def table_of_site(site):
    """Seconds of the builds and the tests."""
    rows = [(f"the site is built: {name}", seconds) for name, seconds in site["build"].items()]
    rows += [(f"`make test`: {name}", seconds) for name, seconds in site["tests"].items()]
    return "\n".join(["| what | time |", "|---|--:|", *(f"| {name} | {seconds:.0f} s |" for name, seconds in rows)])


def libraries_part(about):
    """Who computes the products of each contender; nothing where a run did not note it."""
    if "libraries" not in about:
        return ""
    rows = "\n".join(f"| {name} | {library} |" for name, library in about["libraries"].items())
    return f"""
```{{dropdown}} The matrix library of each contender
Each library picks its kernel for the processor that it finds. Nothing forces an older one on it.

| contender | matrix library |
|---|---|
{rows}
```
"""


def page(stored):
    """The page, as Markdown."""
    about, steps, growth = stored["about"], stored["steps"], stored["growth"]
    ten, hundred = key_case(steps, 10), key_case(steps, 100)
    epoch = stored["epoch"]
    memory = "\n".join(
        f"| {row['batch']:,} | {row['activations'] / 1e6:.2f} MB | {row['peak'] / 1e6:.2f} MB |"
        for row in stored["memory"]
    )
    versions = ", ".join(f"{name} {number}" for name, number in about["versions"].items())
    return f"""<!-- Made by bench/report.py from bench/results.json. Change those, not this page. -->
# How fast is it?

A course on why backpropagation is fast should prove it on itself. `make bench` measures this course's core beside what you would otherwise use, in one run on one machine. Before anything is timed, each contender's gradient is compared with ours.

This run: {about["date"]}, {about["machine"]}, one thread for everybody. Versions: {versions}. Contenders take turns; times are medians. Such a machine is noisy: read the ratios, not the microseconds, and neither to their last digit.
{libraries_part(about)}
## One gradient step
Our time stands in microseconds or milliseconds. The others stand as multiples of it: 2 × means twice as long. *Products alone* computes no gradient: it does the same matrix products and nothing else, so nobody who uses NumPy can be faster. (Where it stands above 1 ×, our one-column product takes a quicker way than NumPy's `@`.) scikit-learn knows only the cross-entropy cost; it is compared with ours at that cost. The largest network is left out at a batch of 10,000: one step takes everybody seconds.

```{{figure}} speed/steps.svg
:alt: Time of each contender as a multiple of the core's, against the batch, for a network of 784, 30 and 10 neurons. One example at a time grows from {ratio(key_case(steps, 1), "one example at a time"):.2g} at batch 1 to {ratio(key_case(steps, 1000), "one example at a time"):.2g} at batch 1,000; PyTorch goes from {ratio(key_case(steps, 1), "PyTorch"):.2g} to {ratio(key_case(steps, 10_000), "PyTorch"):.2g} at 10,000.
One gradient of the network 784–30–10 in float64.
```

**What to see.** At a batch of 10, one example at a time takes {ratio(ten, "one example at a time"):.2g} × our time, PyTorch {ratio(ten, "PyTorch"):.2g} ×, JAX {ratio(ten, "JAX"):.2g} ×; at 100, {ratio(hundred, "one example at a time"):.2g} ×, {ratio(hundred, "PyTorch"):.2g} × and {ratio(hundred, "JAX"):.2g} ×. The mathematics is the same. What differs is the work around it. PyTorch writes down each operation of the forward pass, so that it can go back along them; JAX hands the arrays to a compiled program; we check them and call some forty NumPy functions. That costs the same for one example as for a thousand, so it counts in small batches only. *Products alone* takes {ratio(ten, "products alone"):.0%} of our time at 10 and {ratio(hundred, "products alone"):.0%} at 100: the rest of ours is that overhead, and the work between the products.

```{{dropdown}} All networks, float64
{table_of_steps(steps, "float64")}
```

```{{dropdown}} All networks, float32
{table_of_steps(steps, "float32")}
```

```{{dropdown}} With more threads: as many as each library likes
The network 784–30–10 in float64 again, on a machine with {stored["all threads"]["threads"]} processors. A library that hands such small pieces of work to several threads may spend its time waiting for them: the lower and upper quartile, in brackets, can be far apart.

{table_of_threads(stored["all threads"]["steps"])}
```

## Where a peer wins
Every case below 1 × in the tables above:

{losses(steps)}

Two reasons. JAX and PyTorch bring matrix libraries of their own, which are quicker than NumPy's for some shapes. And they fuse the steps between the products, which NumPy writes to memory one by one.

## A whole epoch
50,000 examples of MNIST's shape, 784–30–10, batches of 10, as in Nielsen's first chapter: {epoch["nnbp_core"]:.1f} s with `nnbp_core.sgd`, {epoch["one example at a time"]:.1f} s with a loop over the examples. That is {epoch["one example at a time"] / epoch["nnbp_core"]:.1f} × as fast. (The loop is timed on 2,000 examples and scaled.)

## Three ways to one gradient
```{{figure}} speed/growth.svg
:alt: Seconds for one gradient against the number of parameters, both logarithmic. Fitted slopes: backpropagation {growth["slopes"]["backpropagation"]:.2f}, finite differences {growth["slopes"]["finite differences"]:.2f}, path sums {growth["slopes"]["path sums"]:.2f}.
Backpropagation, finite differences and path sums, as a network of four layers grows.
```

**What to see.** One backward pass is work in proportion to the number of parameters P. Finite differences need a forward pass for each parameter, so P passes of work P; path sums are worse still, in ways that [chapter 9](chapters/09_rate_factors.ipynb) counts. The slopes are fitted to each line's last three points. Two things bend them: every call's fixed cost flattens the line of small networks, and the largest weights no longer fit the processor's cache, which steepens backpropagation's.

## Memory
A backward pass needs the activations of the forward pass. Peak memory of one step beyond its input, for 784–30–10:

| batch | z and a of every layer | peak |
|--:|--:|--:|
{memory}

For small batches the gradients themselves are the larger part: they have the size of the weights.

## The site
{_site_part(stored)}
"""


def _site_part(stored):
    parts = []
    if "explorers" in stored:
        parts.append(
            "From a reader's hand to the painted frame, over 200 moves of each kind of handle in an interactive figure and of its first slider, in headless Chromium. A screen that shows 60 frames a second leaves 16.7 ms for each. *Idle* is a frame in which only a counter changes: what the page costs by itself. *First* is the time from opening a link to the figure until it is painted; *adds* is what the page's figures add to its download.\n"
        )
        parts.append(table_of_explorers(stored["explorers"]))
    if "site" in stored:
        parts.append(f"\nTime to build and to test, on {stored['site']['cores']} cores:\n")
        parts.append(table_of_site(stored["site"]))
    return "\n".join(parts)


def main():
    """Write the page and its pictures."""
    stored = results.load()
    PICTURES.mkdir(exist_ok=True)
    for name, figure in (("steps", picture_of_steps(stored["steps"])), ("growth", picture_of_growth(stored["growth"]))):
        with mpl.rc_context(STYLE):
            figure.savefig(PICTURES / f"{name}.svg", metadata={"Date": None})
    PAGE.write_text(page(stored), encoding="utf-8")
    print(f"Wrote {PAGE.relative_to(ROOT)}.")


if __name__ == "__main__":
    main()
