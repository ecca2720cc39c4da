"""The NumPy in vendor/ is the one that npm's Pyodide names."""

import hashlib
import json

import live


def test_the_wheel_is_the_one_in_pyodides_list():
    listed = json.loads((live.PYODIDE / live.LOCK).read_text(encoding="utf-8"))["packages"]["numpy"]
    wheels = list(live.VENDOR.glob("*.whl"))
    assert [path.name for path in wheels] == [listed["file_name"]]
    assert hashlib.sha256(wheels[0].read_bytes()).hexdigest() == listed["sha256"]


def test_the_readme_tells_of_this_wheel_and_this_pyodide():
    listed = json.loads(live.lock())["packages"]["numpy"]
    pyodide = json.loads((live.PYODIDE / "package.json").read_text(encoding="utf-8"))
    told = (live.VENDOR / "README.md").read_text(encoding="utf-8")
    for fact in (
        listed["file_name"],
        listed["sha256"],
        f"`pyodide` {pyodide['version']}",
        f"numpy-{listed['version']}.",
    ):
        assert fact in told, fact


def test_the_list_that_the_site_brings_keeps_the_check_of_the_hash():
    whole = json.loads((live.PYODIDE / live.LOCK).read_text(encoding="utf-8"))
    brought = json.loads(live.lock())
    assert brought == {"info": whole["info"], "packages": {"numpy": whole["packages"]["numpy"]}}
