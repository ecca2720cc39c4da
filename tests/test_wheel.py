"""The wheel holds the whole package and nothing else, and works where the repository is not."""

import subprocess
import sys
import sysconfig
from pathlib import Path
from zipfile import ZipFile

import pytest
from make_wheel import PIP, make_wheel

ROOT = Path(__file__).parents[1]
BARE = """
import sys
installed, dependencies = sys.argv[1:]
sys.path[:0] = [installed, dependencies]
"""  # without `site` no .pth file is read, so an editable install cannot be met
IMPORT_ALL = """
import pkgutil, importlib, nnbp_core
names = [each.name for each in pkgutil.walk_packages(nnbp_core.__path__, "nnbp_core.")]
for name in names:
    assert importlib.import_module(name).__file__.startswith(installed), name
print(len(names))
"""
SHOW_ONE_OF_EACH = """
from nnbp_core import digits
from nnbp_core.explorers import OwnActivation, SaturationLab
from nnbp_core.figures import plot_network
print("digits", digits().x_train.shape[0])
for shown in (plot_network([2, 3, 1]), SaturationLab(), OwnActivation()):
    bundle = shown._repr_mimebundle_()
    data = bundle[0] if isinstance(bundle, tuple) else bundle
    kinds = sorted({"image/svg+xml", "text/html"} & set(data))
    drawn = all("<path" in data[kind] or "data:image/svg+xml;base64,P" in data[kind] for kind in kinds)
    print(type(shown).__name__, *kinds, "drawn" if drawn else "to be drawn")
print("styled", "{" in SaturationLab()._css, "and moved", "export" in SaturationLab()._esm)
"""


def run(*command, **options):
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def files():
    """What the repository holds, or will with the next commit: paths with slashes."""
    names = run("git", "ls-files", "--cached", "--others", "--exclude-standard", cwd=ROOT).splitlines()
    return [name for name in names if (ROOT / name).is_file()]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built as for the site."""
    return make_wheel(tmp_path_factory.mktemp("built"))


@pytest.fixture(scope="module")
def bare(wheel, tmp_path_factory):
    """Runs Python where the wheel and its dependencies are installed, and nothing else of this repository."""
    installed = tmp_path_factory.mktemp("installed")
    run(*PIP, "install", "--no-deps", "--no-index", "--target", str(installed), str(wheel))
    dependencies = sysconfig.get_path("purelib")
    return lambda code: run(
        sys.executable, "-I", "-S", "-c", BARE + code, str(installed), dependencies, cwd=installed
    ).splitlines()


def test_the_wheel_holds_every_file_of_the_package_and_none_besides(wheel, files):
    with ZipFile(wheel) as opened:
        packed = {name for name in opened.namelist() if ".dist-info/" not in name}
    assert packed == {name for name in files if name.startswith("nnbp_core/")}


def test_every_module_can_be_imported(bare, files):
    modules = [name for name in files if name.startswith("nnbp_core/") and name.endswith(".py")]
    assert bare(IMPORT_ALL) == [str(len(modules) - 1)]  # all but the package itself


def test_one_figure_of_each_kind_is_shown(bare):
    assert bare(SHOW_ONE_OF_EACH) == [
        "digits 64",
        "Picture image/svg+xml drawn",
        "SaturationLab image/svg+xml text/html drawn",
        "OwnActivation text/html drawn",
        "styled True and moved True",
    ]
