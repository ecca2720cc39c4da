"""What all explorers share: numbers are written for readers, one way everywhere."""

import pytest
from node import in_node

FORMAT = """
import { format } from "./nnbp_core/explorers/shared/notation.js";
import { readFileSync } from "node:fs";
const values = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify([...values, NaN, Infinity, -Infinity].map(format)));
"""
WRITTEN = {
    0: "0",
    1: "1",
    -1.5: "−1.500",
    0.123456: "0.1235",
    -0.001: "−0.001000",
    -0.00018: "−1.80 × 10^{−4}",
    0.0001: "10^{−4}",
    0.00012349: "1.23 × 10^{−4}",
    99_999: "99999",
    -123_456: "−1.23 × 10^{5}",
    1e22: "10^{22}",
}


@pytest.fixture(scope="module")
def answer():
    return in_node(FORMAT, list(WRITTEN))


def test_a_number_is_written_in_few_digits_with_one_kind_of_minus(answer):
    assert answer[: len(WRITTEN)] == list(WRITTEN.values())


def test_what_is_no_number_is_said_in_words(answer):
    assert answer[len(WRITTEN) :] == ["not a number", "too large to show", "too far below zero to show"]
