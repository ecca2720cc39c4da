"""The committed bundles are what the sources give, one for each explorer, and small."""

import gzip

import bundle_explorers
import pytest

from nnbp_core.explorers import Explorer

LARGEST = {"digit_reader": 60_000}  # it carries 1,000 digits
BUNDLES = sorted(bundle_explorers.BUNDLES.glob("*.js"))


def test_bundles_are_fresh():
    assert bundle_explorers.stale() == []


def test_every_explorer_has_a_bundle_and_no_shared_module_has_one():
    explorers = {cls.MODULE for cls in Explorer.__subclasses__() if cls.MODULE}
    assert {path.stem for path in bundle_explorers.entries()} == {path.stem for path in BUNDLES} == explorers | {"host"}


def test_what_has_a_python_file_of_its_name_is_an_explorer(tmp_path):
    (tmp_path / "shared").mkdir()
    for name in ("pendulum.js", "pendulum.py", "pendulum_rope.js", "words.py", "shared/host.js", "shared/engine.js"):
        (tmp_path / name).touch()
    assert [path.name for path in bundle_explorers.entries(tmp_path)] == ["host.js", "pendulum.js"]


@pytest.mark.parametrize("path", BUNDLES, ids=lambda path: path.stem)
def test_a_bundle_is_small_and_stands_alone(path):
    text = path.read_bytes()
    assert len(gzip.compress(text)) < LARGEST.get(path.stem, 40_000)
    assert b"https://" not in text.replace(b"http://www.w3.org", b"")
    assert b"require(" not in text
