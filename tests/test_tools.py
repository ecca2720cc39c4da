"""What the tools promise where no other test looks: kernels, the build's progress, the local server."""

import io
import os
import runpy
import subprocess
import sys
import time
from contextlib import redirect_stderr
from pathlib import Path
from types import SimpleNamespace

import build_site
import kernels
import nbval.kernel
import node
import pytest
from serve import QuietServer

ROOT = Path(__file__).parents[1]
DEATH = "Kernel died before replying to kernel_info"
ASK = """
from jupyter_client.manager import start_new_kernel
manager, client = start_new_kernel(kernel_name="python3")
client.execute("print('surprise' in globals())", allow_stdin=False)
reply = client.get_iopub_msg(timeout=30)
while reply["msg_type"] != "stream":
    reply = client.get_iopub_msg(timeout=30)
print(reply["content"]["text"].strip())
manager.shutdown_kernel(now=True)
"""


@pytest.fixture
def twice(monkeypatch):
    """The wrapper that book/conftest.py lays around nbval's start of a kernel."""
    monkeypatch.setattr(nbval.kernel, "start_new_kernel", nbval.kernel.start_new_kernel)  # put back afterwards
    return runpy.run_path(str(ROOT / "book" / "conftest.py"))["twice"]


def starter(*errors):
    """A start that raises these errors, one a call, and then succeeds."""
    left = list(errors)

    def start(name):
        if left:
            raise left.pop(0)
        return name

    return start


def test_no_tool_is_called_like_a_part_of_the_package():
    tools = {path.stem for path in (ROOT / "tools").rglob("*.py")}
    assert tools & {path.stem for path in (ROOT / "nnbp_core").rglob("*")} == set()


def test_node_is_found_where_this_python_keeps_its_programs(monkeypatch, tmp_path):
    program = tmp_path / ("node.exe" if os.name == "nt" else "node")
    program.touch(mode=0o755)
    monkeypatch.setattr(node.sysconfig, "get_path", lambda name: str(tmp_path))
    assert node.node() == str(program)
    program.unlink()
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(FileNotFoundError, match="no Node in"):
        node.node()


def test_an_older_processor_is_one_without_the_instructions_of_this_one():
    ask = (
        "from numpy._core import _multiarray_umath as u; print(any(u.__cpu_features__[n] for n in u.__cpu_dispatch__))"
    )
    older = kernels.older_processor()
    done = subprocess.run(
        [sys.executable, "-c", ask],
        env={**os.environ, **older, "OPENBLAS_VERBOSE": "2"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "False" in done.stdout
    core = older.get("OPENBLAS_CORETYPE")
    assert not core or f"Core: {core}\n" in done.stdout + done.stderr


def test_a_kernel_that_dies_at_birth_is_started_once_more(twice):
    assert twice(starter(RuntimeError(DEATH)))("python3") == "python3"
    in_use = nbval.kernel.RunningKernel.__init__.__globals__["start_new_kernel"]
    assert in_use.__qualname__.startswith("twice")


def test_a_kernel_that_dies_twice_or_of_something_else_fails(twice):
    with pytest.raises(RuntimeError, match="died"):
        twice(starter(RuntimeError(DEATH), RuntimeError(DEATH)))("python3")
    with pytest.raises(RuntimeError, match="no port"):
        twice(starter(RuntimeError("no port")))("python3")


def test_kernels_start_without_talk_and_without_anybodys_start_up_files(monkeypatch, tmp_path):
    own = tmp_path / ".ipython" / "profile_default" / "startup"
    own.mkdir(parents=True)
    (own / "00.py").write_text("surprise = 1", encoding="utf-8")
    monkeypatch.setattr(os, "environ", {**os.environ, "HOME": str(tmp_path), "USERPROFILE": str(tmp_path)})
    os.environ.pop("IPYTHONDIR", None)
    asked = [sys.executable, "-c", ASK]
    usual = subprocess.run(asked, env=os.environ, capture_output=True, text=True, check=True)
    assert usual.stdout.strip() == "True"  # so the question can be answered either way
    kernels.start_plain()
    plain = subprocess.run(asked, env=os.environ, capture_output=True, text=True, check=True)
    assert plain.stdout.strip() == "False"
    assert "WARNING" not in plain.stderr


def test_the_build_counts_the_notebooks_that_have_run(monkeypatch):
    records = ["of an earlier build"]
    cache = SimpleNamespace(list_cache_records=lambda: records)
    told = io.StringIO()
    monkeypatch.setattr(sys, "stderr", told)
    with build_site.progress(cache, total=2):
        records.append("one")
        time.sleep(0.7)
        records.append("two")
    assert "1/2" in told.getvalue()
    assert "2/2" in told.getvalue()


@pytest.mark.parametrize(("error", "told"), [(ConnectionResetError("gone"), False), (ValueError("a fault"), True)])
def test_the_server_tells_of_faults_and_not_of_hang_ups(error, told):
    server = QuietServer(("127.0.0.1", 0), None, bind_and_activate=False)
    said = io.StringIO()
    with redirect_stderr(said):
        try:
            raise error
        except Exception:
            server.handle_error(None, ("127.0.0.1", 1))
    server.server_close()
    assert ("Traceback" in said.getvalue()) == told
