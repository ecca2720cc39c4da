"""The work of three ways to a gradient as the network grows: `CostMeter`."""

from traitlets import Enum, Int

from nnbp_core.explorers.explorer import Explorer

__all__ = ["CostMeter"]


class CostMeter(Explorer):
    """Multiplications of backpropagation, finite differences and a list of all paths, counted as in chapter 9.

    Traits
    ------
    inputs : int in [1, 1000]
    layers : int in [2, 120]
        All layers, inputs and outputs among them.
    width : int in [1, 1000]
        Neurons in each hidden layer.
    outputs : int in [1, 100]
    grow : {"width", "depth"}
        What differs between the networks along the lines of the chart.
    """

    MODULE = "cost_meter"
    TITLE = "Cost meter: three ways to one gradient"
    PRESETS = {  # noqa: RUF012
        "chapter 5": {},
        "nielsen": {"inputs": 784},
        "deep and narrow": {"inputs": 2, "layers": 50, "width": 2, "outputs": 2, "grow": "depth"},
        "tie": {"inputs": 6, "layers": 4, "width": 1, "outputs": 1},
        "beyond all numbers": {"inputs": 1000, "layers": 120, "width": 1000, "outputs": 10, "grow": "depth"},
    }

    inputs = Int(64, min=1, max=1000).tag(sync=True, field=True)
    layers = Int(3, min=2, max=120).tag(sync=True, field=True)
    width = Int(30, min=1, max=1000).tag(sync=True, field=True)
    outputs = Int(10, min=1, max=100).tag(sync=True, field=True)
    grow = Enum(["width", "depth"], "width").tag(sync=True, field=True)
