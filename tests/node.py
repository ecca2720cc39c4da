"""JavaScript of the explorers, run in Node by the tests."""

import json
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]
NODE = ROOT / ".venv" / "bin" / "node"


def in_node(script, value=None):
    """What a module prints as JSON when it finds `value` as JSON on its standard input; paths start at the root."""
    done = subprocess.run(
        [NODE, "--input-type=module", "-e", script],
        input=json.dumps(value),
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    return json.loads(done.stdout)
