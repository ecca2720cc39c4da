"""Pyodide in Node, with what the site brings: the vendored NumPy, the list of packages, the zip of the core."""

import base64

import live
from node import ROOT, in_node

SCRIPT = """
import { readFileSync } from "node:fs";
import { loadPyodide } from "pyodide";

const { core, lock, wheels, tests, python } = JSON.parse(readFileSync(0, "utf8"));
globalThis.fetch = undefined; // nothing comes from another host
const pyodide = await loadPyodide({
  lockFileContents: lock,
  packageCacheDir: wheels,
  packages: ["numpy"],
  env: { NNBP_PROGRESS: "off" },
  stdout: console.error,
});
pyodide.unpackArchive(new Uint8Array(Buffer.from(core, "base64")), "zip");
pyodide.mountNodeFS("/course/tests", tests);
let said;
try {
  said = pyodide.runPython("import sys; sys.path.append('/course/tests/live')\\n" + python);
} catch (error) {
  said = error.message;
}
console.log(JSON.stringify(said));
"""


def in_pyodide(python):
    """What the last line of a piece of Python gives, a text; it finds the modules of tests/live."""
    assert live.wheel(), "vendor/ has no NumPy for Pyodide"
    value = {
        "core": base64.b64encode(live.core_archive()).decode(),
        "lock": live.lock().decode(),
        "wheels": str(live.VENDOR),
        "tests": str(ROOT / "tests"),
        "python": python,
    }
    return in_node(SCRIPT, value)
