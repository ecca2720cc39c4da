"""What there is to choose from stands once in Python and once in ``engine.js``, and the two lists are the same."""

import numpy as np
import pytest
from cases import output_for
from node import in_node

import nnbp_core
from nnbp_core import ACTIVATIONS, COSTS, INITIALISATIONS
from nnbp_core.explorers.choices import ACTIVATION_NAMES, COST_NAMES, INITIALISATION_NAMES

NAMES = {"ACTIVATIONS": ACTIVATION_NAMES, "COSTS": COST_NAMES, "INITIALISATIONS": INITIALISATION_NAMES}
SIZES = [(1, 1), (4, 9), (100, 30)]
ASK = """
import * as engine from "./nnbp_core/explorers/shared/engine.js";
import { inPython } from "./nnbp_core/explorers/shared/python.js";
import { readFileSync } from "node:fs";
const { kinds, sizes } = JSON.parse(readFileSync(0, "utf8"));
const names = Object.fromEntries(kinds.map((kind) => [kind, Object.keys(engine[kind])]));
console.log(JSON.stringify({
  names,
  python: Object.fromEntries([...names.ACTIVATIONS, ...names.COSTS].map((name) => [name, inPython(name)])),
  matches: Object.fromEntries(Object.entries(engine.COSTS).map(([name, { matches }]) => [name, matches])),
  spreads: Object.entries(engine.INITIALISATIONS).map(([name, { spread }]) => sizes.map((pair) => spread(...pair))),
}));
"""


@pytest.fixture(scope="module")
def engine():
    return in_node(ASK, {"kinds": list(NAMES), "sizes": SIZES})


@pytest.mark.parametrize("kind", NAMES)
def test_python_and_the_engine_offer_the_same_in_the_same_order(engine, kind):
    ours, theirs = NAMES[kind], engine["names"][kind]
    missing, unknown = [name for name in ours if name not in theirs], [name for name in theirs if name not in ours]
    assert not missing, f"{kind} of engine.js lacks {', '.join(missing)}, which nnbp_core has"
    assert not unknown, f"{kind} of nnbp_core lacks {', '.join(unknown)}, which engine.js has"
    assert theirs == ours


@pytest.mark.parametrize("name", [*ACTIVATIONS, *COSTS])
def test_everything_to_choose_from_can_be_imported(name):
    constant = name.upper().replace("-", "_")
    assert constant in nnbp_core.__all__, f"nnbp_core/__init__.py does not export {constant}"
    assert getattr(nnbp_core, constant) is {**ACTIVATIONS, **COSTS}[name]


def test_the_engine_calls_each_by_its_name_in_python(engine):
    for name, code in engine["python"].items():
        assert eval(code, {"nn": nnbp_core}) is {**ACTIVATIONS, **COSTS}[name]


def test_costs_match_the_same_activations(engine):
    for name in COST_NAMES:
        output = output_for(COSTS[name], None)
        assert engine["matches"][name] == (output and output.name)


def test_initialisations_have_the_same_spreads(engine):
    ours = [[spread(*pair) for pair in SIZES] for spread in INITIALISATIONS.values()]
    np.testing.assert_allclose(engine["spreads"], ours, rtol=1e-15)
