"""From one weight to the cost along every path: `PathExplorer`."""

from traitlets import Bool, Enum, Float, Int

from nnbp_core.explorers.explorer import Explorer

__all__ = ["PathExplorer"]

SIZES = [2, 2, 3, 2]
WEIGHTS = [
    f"{layer},{j},{k}"
    for layer in (2, 3, 4)
    for j in range(1, SIZES[layer - 1] + 1)
    for k in range(1, SIZES[layer - 2] + 1)
]


class PathExplorer(Explorer):
    """The paths from one weight to the cost, added up or merged, in the network of chapter 9.

    Traits
    ------
    weight : str
        The weight to nudge: "3,2,1" is layer 3, to neuron 2, from neuron 1.
    added : int in [0, 6]
        How many paths are added up; no more than the weight has.
    nudge : float in [-2, 2]
        Δw.
    x1, x2 : float in [-2, 2]
        The inputs.
    merged : bool
        Add up once at each neuron what the paths share, from the cost backwards.
    """

    MODULE = "path_explorer"
    TITLE = "Path explorer: from one weight to the cost, path by path"
    PRESETS = {  # noqa: RUF012
        "chapter 9": {},
        "one path": {"weight": "4,1,3"},
        "merged": {"added": 6, "merged": True},
        "cancel": {"added": 6, "nudge": 0.5, "x1": 1.2, "x2": 1.6},
        "large nudge": {"added": 6, "nudge": -2.0},
    }

    weight = Enum(WEIGHTS, "2,1,1").tag(sync=True, field=True)
    added = Int(1, min=0, max=6).tag(sync=True, field=True)
    nudge = Float(0.1, min=-2.0, max=2.0).tag(sync=True, field=True)
    x1 = Float(1.0, min=-2.0, max=2.0).tag(sync=True, field=True)
    x2 = Float(0.5, min=-2.0, max=2.0).tag(sync=True, field=True)
    merged = Bool(False).tag(sync=True, field=True)
