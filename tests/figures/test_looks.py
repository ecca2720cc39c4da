"""One thing looks the same in every picture, and no two things of a picture look alike."""

from pathlib import Path

from nnbp_core.figures import plot_counts, plot_error_curves, plot_power_laws, plot_zoo_curves
from nnbp_core.figures.picture import BLUE, VERMILLION

ROOT = Path(__file__).parents[2]
WAYS = ("all paths", "differences", "backpropagation")


def looks(picture):
    """{label: (colour, dashes)} of the lines of a picture's axes."""
    found = {}
    for axes in picture.figure.axes:
        for line in axes.get_lines():
            if not line.get_label().startswith("_"):
                name = line.get_label().split(":")[0]
                found.setdefault(name, set()).add((line.get_color(), line.get_linestyle()))
    return found


def test_a_way_to_a_gradient_keeps_its_colour_and_what_goes_back_is_orange():
    counts = looks(plot_counts({"layers": ([3, 4], {name: [10, 20] for name in WAYS})}))
    laws = looks(plot_power_laws([10, 100], {name: [1.0, 10.0] for name in WAYS[1:]}, "seconds"))
    for name in WAYS[1:]:
        assert counts[name] == laws[name]
    assert {colour for colour, _ in counts["backpropagation"]} == {VERMILLION}
    assert {colour for colour, _ in counts["differences"]} == {BLUE}


def test_a_difference_keeps_its_look_in_both_panels_and_the_central_one_is_blue():
    errors = {1e-2: 1e-4, 1e-4: 1e-8}
    drawn = looks(
        plot_error_curves(
            {"float64": dict.fromkeys(("forward", "central", "complex"), errors), "float32": {"central": errors}}
        )
    )
    assert {name: len(each) for name, each in drawn.items()} == {"forward": 1, "central": 1, "complex": 1}
    assert {colour for colour, _ in drawn["central"]} == {BLUE}


def test_no_two_of_nine_lines_have_one_colour_or_one_dash():
    curves = {"right": [1.0, 0.1]} | {f"bug {i}": [1.0, 0.2 + i / 10] for i in range(8)}
    drawn = list(plot_zoo_curves(curves).figure.axes[0].get_lines())
    assert len({line.get_color() for line in drawn}) == len(drawn)
    assert len({(str(line._dash_pattern), line.get_linewidth()) for line in drawn}) == len(drawn)


def test_the_pictures_of_the_speed_page_have_the_courses_style():
    growth = (ROOT / "book" / "speed" / "growth.svg").read_text(encoding="utf-8").lower()
    assert VERMILLION.lower() in growth
    for name in ("growth", "steps"):
        drawn = (ROOT / "book" / "speed" / f"{name}.svg").read_text(encoding="utf-8")
        assert "#d9dde3" in drawn, "the course's grid"
