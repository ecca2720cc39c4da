"""From one weight to the cost along every path: `PathExplorer`."""

from traitlets import Bool, Enum, Float, Int

from nnbp_core.explorers.explorer import Explorer

__all__ = ["PathExplorer"]

NETWORKS = {
    "chapter 9": [2, 2, 3, 2],
    "one layer more": [2, 2, 3, 3, 2],
    "two layers more": [2, 2, 3, 3, 3, 2],
}


def weights_of(sizes):
    """Every weight of a network with such layers, "layer,to,from"."""
    return [
        f"{layer},{j},{k}"
        for layer in range(2, len(sizes) + 1)
        for j in range(1, sizes[layer - 1] + 1)
        for k in range(1, sizes[layer - 2] + 1)
    ]


WEIGHTS = list(dict.fromkeys(weight for sizes in NETWORKS.values() for weight in weights_of(sizes)))


class PathExplorer(Explorer):
    """The paths from one weight to the cost: walked one by one, then merged.

    Traits
    ------
    network : str
        The network of chapter 9, or the same with one or two more layers of three neurons.
    weight : str
        The weight to nudge: "3,2,1" is layer 3, to neuron 2, from neuron 1; one that the network lacks is "2,1,1".
    added : int in [0, 54]
        How many paths have been walked; no more than the weight has.
    order : int
        Which paths they are, and in which order: for each walk, which of those left; 0 is one after the other.
    merged : bool
        Add up once at each neuron what the paths share, from the cost backwards.
    fused : int in [0, 12]
        In how many neurons this is done so far, where `merged` is not set; then all paths have been walked.
    x1, x2 : float in [-2, 2]
        The inputs.
    """

    MODULE = "path_explorer"
    TITLE = "Every path to the cost"
    PRESETS = {  # noqa: RUF012
        "chapter 9": {},
        "one path": {"weight": "4,1,3"},
        "merged": {"added": 6, "merged": True},
        "cancel": {"added": 6, "x1": 1.2, "x2": 1.6},
        "54 paths": {"network": "two layers more"},
    }

    network = Enum(list(NETWORKS), "chapter 9").tag(sync=True, field=True)
    weight = Enum(WEIGHTS, "2,1,1").tag(sync=True, field=True)
    added = Int(0, min=0, max=54).tag(sync=True, field=True)
    order = Int(0, min=0, max=2**53 - 1).tag(sync=True, field=True)
    merged = Bool(False).tag(sync=True, field=True)
    fused = Int(0, min=0, max=12).tag(sync=True, field=True)
    x1 = Float(1.0, min=-2.0, max=2.0).tag(sync=True, field=True)
    x2 = Float(0.5, min=-2.0, max=2.0).tag(sync=True, field=True)
