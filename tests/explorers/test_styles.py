"""The style sheets of the figures: on the site all of them stand in one, so none may touch another figure."""

import re

import pytest

from nnbp_core.explorers import explorer

SHEETS = sorted(explorer.HERE.glob("*.css"))
CLASS = re.compile(r"nnbp-[\w-]+")
SHARED = set(CLASS.findall((explorer.HERE / "shared" / "shared.css").read_text(encoding="utf-8")))


def selectors(text):
    """What the rules of a style sheet are for; steps of an animation are for nothing else."""
    text = re.sub(r"/\*.*?\*/|@keyframes[^{]*\{(?:[^{}]*\{[^{}]*\})*\s*\}", "", text, flags=re.DOTALL)
    inside = re.sub(r"@[^{;]*\{", "", text)
    return [each.strip() for each in re.findall(r"([^{}]+)\{", inside)]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.stem)
def test_a_figures_style_is_for_that_figure_alone(sheet):
    rules = selectors(sheet.read_text(encoding="utf-8"))
    assert rules
    assert [rule for rule in rules if "data-explorer" not in rule and not set(CLASS.findall(rule)) - SHARED] == []
