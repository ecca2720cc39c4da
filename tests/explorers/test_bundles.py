"""The committed bundles are what the sources give, and small."""

import gzip

import explorers
import pytest

BUNDLES = sorted(explorers.BUNDLES.glob("*.js"))


def test_bundles_are_fresh():
    assert explorers.stale() == []


@pytest.mark.parametrize("path", BUNDLES, ids=lambda path: path.stem)
def test_a_bundle_is_small_and_stands_alone(path):
    text = path.read_bytes()
    assert len(gzip.compress(text)) < 40_000
    assert b"https://" not in text.replace(b"http://www.w3.org", b"")
    assert b"require(" not in text
