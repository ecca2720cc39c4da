"""The explorers' random numbers are those of numpy.random.default_rng: normals and permutations, in turn."""

import numpy as np
import pytest
from node import in_node

DRAW = """
import { generator } from "./nnbp_core/explorers/shared/random.js";
import { readFileSync } from "node:fs";
const { state, increment } = JSON.parse(readFileSync(0, "utf8"));
const { normal, permutation } = generator({ state: BigInt(state), increment: BigInt(increment) });
const normals = Array.from({ length: 50000 }, normal);
console.log(JSON.stringify({ normals, orders: [3500, 1, 2, 7].map((n) => [...permutation(n)]), then: normal() }));
"""


@pytest.mark.parametrize("seed", [2, 3])
def test_normals_and_permutations_are_numpys(seed):
    rng = np.random.default_rng(seed)
    start = rng.bit_generator.state["state"]
    found = in_node(DRAW, {"state": str(start["state"]), "increment": str(start["inc"])})
    normals = rng.standard_normal(50000)
    assert abs(normals).max() > 3.6541528853610088  # some come from the ziggurat's tail
    np.testing.assert_allclose(found["normals"], normals, rtol=1e-12)
    assert found["orders"] == [rng.permutation(n).tolist() for n in (3500, 1, 2, 7)]
    assert found["then"] == pytest.approx(rng.standard_normal(), rel=1e-12)
