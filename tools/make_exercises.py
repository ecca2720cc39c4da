"""Make the exercise notebooks from the solutions, run both, and measure how well the checks reject wrong answers.

    python tools/make_exercises.py

The one source is ``book/solutions/NN_name.ipynb``. Of it, ``book/exercises/NN_name.ipynb`` keeps the tasks; the code
between ``### BEGIN SOLUTION`` and ``### END SOLUTION`` becomes a stub, and cells tagged ``solution`` go away. The kill
rates go to ``book/kill_rates.md``, which the book shows.
"""

import copy
import re
import sys
from functools import partial
from pathlib import Path

import nbformat
import run_notebooks
from mutants import mutants
from tqdm import tqdm

from nnbp_core.exercises import EXERCISES, CheckFailed, check

ROOT = Path(__file__).parents[1]
SOLUTIONS = ROOT / "book" / "solutions"
EXERCISE_PAGES = ROOT / "book" / "exercises"
KILL_RATES = ROOT / "book" / "kill_rates.md"
SOLVED = re.compile(r"^([ \t]*)### BEGIN SOLUTION\n.*?### END SOLUTION\n?", re.DOTALL | re.MULTILINE)
TASK = re.compile(r'<a id="sol-(?P<id>\d+-\d+)"></a>\n\n(?P<task>## .*)', re.DOTALL)
STUB = r"\1# YOUR CODE HERE\n\1raise NotImplementedError()\n"


def exercise_notebook(solution, page):
    """The exercise notebook that belongs to a solution notebook, not yet run; `page` is the name of both files."""
    notebook = copy.deepcopy(solution)
    notebook.cells = [cell for cell in notebook.cells if "solution" not in cell.metadata.get("tags", [])]
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.source = SOLVED.sub(STUB, cell.source).rstrip()
            cell.outputs, cell.execution_count = [], None
        else:
            cell.source = TASK.sub(partial(_task, page), cell.source).replace("# Solutions:", "# Exercises:")
    return notebook


def _task(page, match):
    id = match["id"]
    return (
        f'<a id="ex-{id}"></a>\n\n{match["task"].rstrip()}\n\n'
        f'Stuck? `hint("{id.replace("-", ".")}")` gives a nudge. '
        f"Afterwards, compare: [solution](../solutions/{page}#sol-{id})."
    )


def write_exercises():
    """Write every exercise notebook; returns their paths."""
    EXERCISE_PAGES.mkdir(exist_ok=True)
    paths = []
    for source in sorted(SOLUTIONS.glob("*.ipynb")):
        notebook = exercise_notebook(nbformat.read(source, as_version=4), source.name)
        paths.append(EXERCISE_PAGES / source.name)
        run_notebooks.write_whole(paths[-1], nbformat.writes(run_notebooks.slim(notebook)) + "\n")
    return paths


def rates():
    """For each exercise: right answers, known mistakes, mutants made, killed, and listed as equivalent."""
    for id, exercise in EXERCISES.items():
        killed = total = 0
        for _, mutant in mutants(exercise.reference):
            total += 1
            try:
                check(id, mutant)
            except CheckFailed:
                killed += 1
        yield exercise, len(exercise.alternatives) + 1, len(exercise.mistakes), total, killed


def rates_page(rows):
    """The table of kill rates, as the book includes it."""
    lines = ["| exercise | right answers accepted | known mistakes rejected | mutants | rejected | equivalent |"]
    lines.append("|---|--:|--:|--:|--:|--:|")
    sums = [0] * 5
    for exercise, right, wrong, total, killed in rows:
        numbers = [right, wrong, total, killed, len(exercise.equivalent_mutants)]
        sums = [a + b for a, b in zip(sums, numbers, strict=True)]
        lines.append(f"| {exercise.id} {exercise.title} | " + " | ".join(map(str, numbers)) + " |")
    lines.append("| **all** | " + " | ".join(f"**{each}**" for each in sums) + " |")
    rate = sums[3] / (sums[2] - sums[4])
    lines += [
        "",
        f"Of the mutants that compute something else, **{rate:.1%}** are rejected.",
        "",
        "The equivalent ones:",
        "",
    ]
    for exercise, *_ in rows:
        lines += [f"- {exercise.id}, `{mutant}`: {reason}." for mutant, reason in exercise.equivalent_mutants.items()]
    return "\n".join(lines) + "\n"


def main():
    """Generate, run, measure; the exit code says whether all notebooks ran."""
    paths = write_exercises()
    failed = run_notebooks.main([*map(str, paths), *map(str, sorted(SOLUTIONS.glob("*.ipynb")))])
    rows = list(tqdm(rates(), total=len(EXERCISES), desc="checks", unit="exercise"))
    KILL_RATES.write_text(rates_page(rows), encoding="utf-8")
    print(
        next(line for line in KILL_RATES.read_text(encoding="utf-8").splitlines() if line.startswith("Of the mutants"))
    )
    return failed


if __name__ == "__main__":
    sys.exit(main())
