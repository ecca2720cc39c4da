"""The tabs that switch the notation: each tab's NumPy computes what the core computes.

A tab set stands for one equation and has one tab for each notation, synced in the
group ``notation``. Each tab holds a formula and one ``python`` block:

- the first line of the block is a comment that names the equation, such as ``# BP2``;
- the block uses the names of its notation and no others: see `NAMES`;
- it finds what `EQUATIONS` lists as given, and assigns what it lists as wanted.

What is given is laid out as the notation has it: rows and (from, to) get transposed
weights, rows get transposed everything, one node gets plain numbers. The answer must
be the core's, laid out the same way.
"""

import re
from typing import NamedTuple

import numpy as np
import pytest
from cases import SMOOTH, seeds
from hypothesis import given, settings
from hypothesis import strategies as st
from test_equation_labels import BOOK, markdown_of

from nnbp_core import Network, backprop, forward
from nnbp_core.network import Workspace
from nnbp_core.training import gradient_step

ETA = 0.3
PAGES = [BOOK / "notation.md"]
KEYS = ["columns", "rows", "from-to", "one-node"]
TITLES = ["Nielsen: columns", "Welch: rows", "(from, to), diag φ′", "One node"]

EQUATIONS = {  # equation: (given, wanted), in the names of the first notation
    "forward": (["w", "b", "a_in", "sigma"], ["z", "a"]),
    "BP1": (["nabla_a", "z", "sigma_prime"], ["delta"]),
    "BP2": (["w_next", "delta_next", "z", "sigma_prime"], ["delta"]),
    "BP3": (["delta"], ["nabla_b"]),
    "BP4": (["delta", "a_in"], ["nabla_w"]),
    "step": (["w", "b", "nabla_w", "nabla_b", "eta"], ["w", "b"]),
}
NAMES = {  # the first notation's name: the others' names
    "w": ("W", "W", "w"),
    "b": ("b", "b", "b"),
    "a_in": ("a_in", "x_in", "A_in"),
    "z": ("z", "y", "z"),
    "a": ("a", "x", "A"),
    "sigma": ("f", "phi", "g"),
    "sigma_prime": ("f_prime", "phi_prime", "g_prime"),
    "nabla_a": ("dJ_dy_hat", "grad_x", "delta_A"),
    "delta": ("delta", "grad_y", "delta_z"),
    "w_next": ("W_next", "W_next", "w_next"),
    "delta_next": ("delta_next", "grad_y_next", "delta_z_next"),
    "nabla_w": ("dJ_dW", "grad_W", "delta_w"),
    "nabla_b": ("dJ_db", "grad_b", "delta_b"),
    "eta": ("eta", "eta", "eta"),
}
WEIGHTS = {"w", "w_next", "nabla_w"}
BATCHED = {"forward", "BP1", "BP2"}  # the others are stated for one example


class Tab(NamedTuple):
    """One tab: where it stands, and what it holds."""

    page: str
    equation: str
    title: str
    key: str
    formula: str
    code: str


TAB_SET = re.compile(r"^::::\{tab-set\}\n(?P<body>.*?)^::::$", re.DOTALL | re.MULTILINE)
TAB = re.compile(
    r"^:::\{tab-item\} (?P<title>[^\n]+)\n:sync: (?P<key>\S+)\n(?P<body>.*?)^:::$", re.DOTALL | re.MULTILINE
)
CODE = re.compile(r"^```python\n# (?P<equation>\S+)\n(?P<code>.*?)^```$", re.DOTALL | re.MULTILINE)


def tab_sets(text, page=""):
    """The tab sets of a page that switch the notation, each a list of `Tab`."""
    for tab_set in TAB_SET.finditer(text):
        if ":sync-group: notation\n" not in tab_set["body"]:
            continue
        tabs = []
        for title, key, body in TAB.findall(tab_set["body"]):
            ((equation, code),) = CODE.findall(body)
            tabs.append(Tab(page, equation, title, key, CODE.sub("", body).strip(), code))
        yield tabs


def name_in(key, name):
    """What this notation calls it."""
    return name if key == "columns" else NAMES[name][KEYS.index(key) - 1]


def laid_out(key, name, value):
    """A value of the core as this notation lays it out."""
    if callable(value) or isinstance(value, float):
        return value
    if key == "one-node":
        return value.item()
    return value.T if key == "rows" or (key == "from-to" and name in WEIGHTS) else value


def values_of(network, x, y, equation):
    """Every quantity of the equation for one layer, from the core: (given, wanted)."""
    i = {"BP1": len(network.weights) - 1, "BP2": 0}.get(equation, len(network.weights) // 2)
    zs, activations = forward(network, x)
    gradients = backprop(network, x, y)
    stepped = Workspace.of(network)
    gradient_step(stepped, gradients, ETA)
    values = {
        "w": network.weights[i],
        "b": network.biases[i],
        "a_in": activations[i],
        "z": zs[i],
        "a": activations[i + 1],
        "sigma": network.activations[i].f,
        "sigma_prime": network.activations[i].prime,
        "nabla_a": network.cost.gradient(activations[-1], y),
        "delta": gradients.deltas[i],
        "w_next": network.weights[min(i + 1, len(network.weights) - 1)],
        "delta_next": gradients.deltas[min(i + 1, len(network.weights) - 1)],
        "nabla_w": gradients.nabla_w[i],
        "nabla_b": gradients.nabla_b[i],
        "eta": ETA,
    }
    wanted = values | ({"w": stepped.weights[i], "b": stepped.biases[i]} if equation == "step" else {})
    given_names, wanted_names = EQUATIONS[equation]
    return {name: values[name] for name in given_names}, {name: wanted[name] for name in wanted_names}


def check(tab, sizes, seed, n_examples=1):
    """Run one tab on a random network and compare with the core."""
    rng = np.random.default_rng(seed)
    kinds = [SMOOTH[i] for i in rng.integers(len(SMOOTH), size=len(sizes) - 1)]
    network = Network.random(sizes, rng, kinds)
    x, y = rng.standard_normal((sizes[0], n_examples)), rng.random((sizes[-1], n_examples))
    known, wanted = values_of(network, x, y, tab.equation)
    space = {name_in(tab.key, name): laid_out(tab.key, name, value) for name, value in known.items()}
    exec(tab.code, {"np": np}, space)
    for name, value in wanted.items():
        result, right = space[name_in(tab.key, name)], laid_out(tab.key, name, value)
        assert np.shape(result) == np.shape(right), f"{name_in(tab.key, name)} has shape {np.shape(result)}"
        np.testing.assert_allclose(result, right, rtol=1e-10, atol=1e-13, err_msg=tab.code)


SETS = [tabs for page in PAGES for tabs in tab_sets(markdown_of(page), page.stem)]
TABS = [tab for tabs in SETS for tab in tabs]
some_sizes = st.lists(st.integers(2, 5), min_size=3, max_size=4)


def named(tab):
    return f"{tab.page}-{tab.equation}-{tab.key}"


def test_the_notation_page_switches_all_of_them():
    assert [tabs[0].equation for tabs in SETS] == list(EQUATIONS)


@pytest.mark.parametrize("tabs", SETS, ids=lambda tabs: f"{tabs[0].page}-{tabs[0].equation}")
def test_a_set_has_the_four_notations_of_one_equation(tabs):
    assert [tab.key for tab in tabs] == KEYS
    assert [tab.title for tab in tabs] == TITLES
    assert len({tab.equation for tab in tabs}) == 1
    assert all(tab.formula.count("$") >= 2 for tab in tabs)


@pytest.mark.parametrize("tab", TABS, ids=named)
@settings(max_examples=20)
@given(sizes=some_sizes, seed=seeds())
def test_a_tab_computes_what_the_core_computes(tab, sizes, seed):
    check(tab, [1] * len(sizes) if tab.key == "one-node" else sizes, seed)


@pytest.mark.parametrize(
    "tab", [tab for tab in TABS if tab.equation in BATCHED and tab.key in ("columns", "rows")], ids=named
)
@settings(max_examples=20)
@given(sizes=some_sizes, seed=seeds(), m=st.integers(2, 5))
def test_columns_and_rows_take_a_whole_batch(tab, sizes, seed, m):
    check(tab, sizes, seed, n_examples=m)


WRONG = [  # what a slip of the pen looks like: (found, put in its place)
    (r"\.T", ""),
    (r"(\w+)\.T @ (\w+)", r"\2 @ \1.T"),
    (r"\b(w|W|W_next)(?= @| \+)", r"\1.T"),
    (r"_prime\(", "("),
    (r" - eta", " + eta"),
    (r"^(\w+) = (\w+)(?=$|  #)", r"\1 = 2 * \2"),
]
SLIPS = [
    (tab, tab.code[: match.start()] + match.expand(instead) + tab.code[match.end() :])
    for tab in TABS
    for found, instead in WRONG
    for match in re.finditer(found, tab.code, re.MULTILINE)
]


@pytest.mark.parametrize(("tab", "code"), SLIPS, ids=lambda part: named(part) if isinstance(part, Tab) else "")
@pytest.mark.parametrize("sizes", [[4, 3, 2], [3, 3, 3]], ids=["uneven", "square"])
def test_a_slip_in_a_tab_is_caught(tab, code, sizes):
    """Drop one transpose, turn one product around, forget one prime: shapes or numbers refuse."""
    with pytest.raises((ValueError, AssertionError, NameError)):
        check(tab._replace(code=code), [1, 1, 1] if tab.key == "one-node" else sizes, seed=1)


def test_transposes_are_among_the_slips():
    assert sum(tab.code.count(".T") for tab in TABS if tab.page == PAGES[0].stem) == 6
