"""JavaScript of the explorers, run in Node by the tests."""

import json
import shutil
import subprocess
import sysconfig
from pathlib import Path

ROOT = Path(__file__).parents[1]
NODE = shutil.which("node", path=sysconfig.get_path("scripts"))  # it comes from PyPI


def in_node(script, value=None):
    """What a module prints as JSON when it finds `value` as JSON on its standard input; paths start at the root."""
    done = subprocess.run(
        [NODE, "--input-type=module", "-e", script],
        input=json.dumps(value),
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        check=True,
    )
    return json.loads(done.stdout)
