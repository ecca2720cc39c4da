"""What the tools promise where no other test looks: kernels, the build's progress, the local server."""

import io
import os
import re
import runpy
import subprocess
import sys
import time
from contextlib import redirect_stderr, suppress
from pathlib import Path
from types import SimpleNamespace

import build_site
import kernels
import nbformat
import nbval.kernel
import node
import pytest
import run_notebooks
from page_scripts import PageScripts
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


def equation(label, tag=""):
    return f'<a id="eq-{label}"></a>\n\n$$\nx = 1{tag}\n$$'


def stored(folder, *cells, name="01_small.ipynb"):
    """A notebook of a book in that folder: text, or code if it begins with a sign of the prompt."""
    path = folder / "chapters" / name
    path.parent.mkdir(exist_ok=True)
    make = {True: nbformat.v4.new_code_cell, False: nbformat.v4.new_markdown_cell}
    notebook = nbformat.v4.new_notebook(cells=[make[each.startswith(">")](each.lstrip("> ")) for each in cells])
    path.write_text(nbformat.writes(run_notebooks.slim(notebook)) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (["> x = 2", "It is 3<!-- {x} -->."], "cell 2 shows '3'; {x} gives '2'; run `make notebooks`"),
        (["> x = 2", "It is 3<!-- {x / 0} -->."], "cell 2: {x / 0} ends in ZeroDivisionError: division by zero"),
        (["It is 2<!-- {y} -->.", "> x = 2"], "cell 1: no code of the notebook makes known what {y} needs"),
        (
            ["> x = 2", "It is 3<!-- {x, 'and more'} -->."],
            "cell 2: {x, 'and more'} gives \"(2, 'and more')\"; a number in",
        ),
        (["> x = 2", "> x / 0"], "cell 2 fails."),
        (["> x = 2", "It is 2<!-- {x} -->.", "> print(x)"], "cell 1 is not stored as a run gives it; run `make"),
    ],
    ids=["stale", "fails", "unknown", "no number", "a cell fails", "not run"],
)
def test_a_number_or_a_cell_that_is_wrong_is_told_with_file_and_cell(tmp_path, cells, told):
    kernels.start_plain()
    path = stored(tmp_path, *cells)
    before = path.read_bytes()
    assert run_notebooks.store(path, check=True).startswith(f"chapters/01_small.ipynb: {told}")
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ([equation("a"), "Text.", equation("a")], ", cell 3: the anchor eq-a stands in {file}, cell 1 already"),
        ([equation("a"), "$$\nx = 2 \\tag{1.1}\n$$"], ", cell 2: \\tag{{1.1}} stands in an equation without an anchor"),
        ([equation("a", " \\tag{1.1} \\tag{2}")], ", cell 1: \\tag{{1.1}} stands beside the one that is kept"),
        (["Text.", "See [(1.2)](#eq-gone)."], ", cell 2 refers to eq-gone, which no notebook has as an anchor"),
    ],
    ids=["an anchor twice", "a tag twice", "two tags", "a reference to nothing"],
)
def test_an_equation_that_is_wrong_is_told_with_file_and_cell_and_nothing_is_written(tmp_path, cells, told):
    stale = stored(tmp_path, equation("b", " \\tag{7.7}"), name="00_first.ipynb")
    before = stale.read_bytes()
    path = stored(tmp_path, *cells)
    file = f"chapters/{path.name}"
    with pytest.raises(ValueError, match=re.escape(file + told.format(file=file))):
        run_notebooks.number_equations(book=tmp_path)
    assert stale.read_bytes() == before


def test_equations_are_numbered_once_and_for_all(tmp_path):
    first = stored(tmp_path, equation("a"), f"See [(?)](02_next.ipynb#eq-c).\n\n{equation('b')}")
    second = stored(tmp_path, equation("c", " \\tag{9.9}"), name="02_next.ipynb")
    page = tmp_path / "page.md"
    page.write_text("See [(?)](chapters/01_small.ipynb#eq-b).", encoding="utf-8")
    files = [first, second, page]
    before = [path.read_bytes() for path in files]
    stale = run_notebooks.number_equations(check=True, book=tmp_path)
    assert [path.read_bytes() for path in files] == before
    assert [each.split(": ")[0] for each in stale][1:] == [
        "chapters/01_small.ipynb, cell 1",
        "chapters/01_small.ipynb, cell 2",
        "chapters/02_next.ipynb, cell 1",
    ]
    assert run_notebooks.number_equations(book=tmp_path) == stale
    assert page.read_text(encoding="utf-8") == "See [(1.2)](chapters/01_small.ipynb#eq-b)."
    a, b = (cell.source for cell in nbformat.read(first, as_version=4).cells)
    assert a == equation("a", " \\tag{1.1}")
    assert b == "See [(2.1)](02_next.ipynb#eq-c).\n\n" + equation("b", " \\tag{1.2}")
    numbered = [(path.read_bytes(), path.stat().st_mtime_ns) for path in files]
    assert run_notebooks.number_equations(book=tmp_path) == []
    assert [(path.read_bytes(), path.stat().st_mtime_ns) for path in files] == numbered


def test_a_notebook_is_replaced_in_one_step_and_an_interruption_leaves_it_whole(tmp_path, monkeypatch):
    path = stored(tmp_path, "> x = 2")
    old, replace, steps = path.read_text(encoding="utf-8"), os.replace, []

    def watched(draft, target):
        steps.append((Path(draft).read_text(encoding="utf-8"), Path(target).read_text(encoding="utf-8")))
        if len(steps) == 1:
            raise KeyboardInterrupt
        replace(draft, target)

    monkeypatch.setattr(run_notebooks.os, "replace", watched)
    for _ in range(2):
        with suppress(KeyboardInterrupt):
            run_notebooks.write_whole(path, "new")
    assert steps == [("new", old)] * 2  # each time the new text was whole beside the old one
    assert path.read_text(encoding="utf-8") == "new"
    assert os.listdir(path.parent) == [path.name]


def test_a_run_of_the_notebooks_that_is_killed_leaves_them_whole(tmp_path):
    path = stored(tmp_path, "> open('begun', 'w').close(); import time; time.sleep(60)")
    before = path.read_bytes()
    command = "import pathlib, sys, run_notebooks; run_notebooks.store(pathlib.Path(sys.argv[1]))"
    running = subprocess.Popen([sys.executable, "-c", command, path], cwd=ROOT / "tools")
    for _ in range(600):
        if (path.parent / "begun").exists():
            break
        time.sleep(0.1)
    assert (path.parent / "begun").exists()
    running.kill()
    running.wait()
    assert path.read_bytes() == before
    assert sorted(os.listdir(path.parent)) == [path.name, "begun"]


def test_two_functions_of_one_name_are_not_loaded_into_one_page(tmp_path):
    (tmp_path / "one.js").write_text("function look() {}\n", encoding="utf-8")
    PageScripts(tmp_path)
    (tmp_path / "two.js").write_text("const far = 1;\nasync function look() {}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"look stands in .*one\.js and in .*two\.js"):
        PageScripts(tmp_path)
