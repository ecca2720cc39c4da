"""Bundle every explorer with the shared engine and D3 into one file each.

python tools/bundle_explorers.py            write nnbp_core/explorers/bundles/
python tools/bundle_explorers.py --check    say whether they are what the sources give
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "nnbp_core" / "explorers"
BUNDLES = SOURCES / "bundles"


def entries(sources=SOURCES):
    """The modules that become a bundle: each with a Python file of its name beside it, and the host."""
    explorers = [path for path in sources.glob("*.js") if path.with_suffix(".py").exists()]
    return sorted([*explorers, sources / "shared" / "host.js"], key=lambda path: path.name)


def bundle(folder):
    """Write all bundles into a folder; the same input gives the same bytes."""
    esbuild = shutil.which("esbuild", path=ROOT / "node_modules" / ".bin")  # esbuild.cmd on Windows
    if not esbuild:
        raise FileNotFoundError("node_modules/.bin has no esbuild: run `npm ci` first (make explorers does)")
    options = ["--bundle", "--format=esm", "--minify", "--charset=utf8", "--target=es2022", "--log-level=warning"]
    subprocess.run(
        [esbuild, *map(str, entries()), *options, "--entry-names=[name]", f"--outdir={folder}"], cwd=ROOT, check=True
    )


def stale():
    """The names of bundles that are missing, left over, or not what the sources give."""
    with tempfile.TemporaryDirectory() as folder:
        bundle(folder)
        fresh = {path.name: path.read_bytes() for path in Path(folder).glob("*.js")}
    stored = {path.name: path.read_bytes() for path in BUNDLES.glob("*.js")}
    return sorted(name for name in fresh.keys() | stored.keys() if fresh.get(name) != stored.get(name))


def main(arguments):
    """Bundle, or check; the exit code says whether all is well."""
    if "--check" in arguments:
        names = stale()
        print(f"stale: {', '.join(names)}; run `make explorers`" if names else "all bundles are fresh")
        return bool(names)
    BUNDLES.mkdir(exist_ok=True)
    for path in BUNDLES.glob("*.js"):
        path.unlink()
    bundle(BUNDLES)
    for path in sorted(BUNDLES.glob("*.js")):
        print(f"{path.name:28} {path.stat().st_size / 1000:7.1f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
