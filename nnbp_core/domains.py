"""Where a cost is defined: its targets, and the outputs that it can price.

Each function raises a `ValueError` that names what came, what was expected, and
the likely mend.

- the targets of a batch: `check_targets`
- the outputs of a forward pass: `check_outputs`
- the outputs that the last layer can give at all: `check_reach`
"""

import math

import numpy as np

__all__ = ["check_outputs", "check_reach", "check_targets"]


def check_targets(cost, y, name):
    """Refuse targets that the cost takes no meaning from."""
    low, high = cost.targets
    if y.min() < low or y.max() > high:
        worst = y.min() if y.min() < low else y.max()
        mend = f": did you mean ({name} + 1) / 2?" if y.min() >= -1 and y.max() <= 1 else ""
        raise ValueError(f"{name} holds {worst:g}; the {cost.name} cost takes targets from {low} to {high}{mend}")
    sums = y.sum(axis=0)
    if cost.one_certainty and np.abs(sums - 1).max() > 100 * np.finfo(y.dtype).eps * len(y):
        at = int(np.abs(sums - 1).argmax())
        raise ValueError(
            f"{name} adds up to {sums[at]:g} in column {at}; the {cost.name} cost takes targets that add up to 1 in "
            f"every column, such as a 1 in the row of the right class"
        )


def check_reach(network):
    """Refuse an output activation that can leave where the cost is defined, whether or not this batch makes it."""
    low, high = network.cost.outputs
    z = np.broadcast_to(np.array([-30.0, -3.0, 3.0, 30.0]), (network.sizes[-1], 4))
    reached = network.activations[-1].f(z)
    if np.min(reached) < low or np.max(reached) > high:
        raise ValueError(_undefined(network, np.min(reached) if np.min(reached) < low else np.max(reached), "can be"))


def check_outputs(network, a):
    """The outputs of a forward pass, if the network's cost is defined there."""
    if network.cost.outputs is None:
        return a
    low, high = network.cost.outputs
    real = np.real(a)
    if real.min() > low and real.max() < high:
        return a
    raise ValueError(_undefined(network, real.min() if real.min() <= low else real.max(), "is"))


def _undefined(network, output, is_or_can_be):
    cost, (low, high) = network.cost, network.cost.outputs
    span = f"above {low}" if high == math.inf else f"strictly between {low} and {high}"
    mend = f": a {cost.matches.name} output layer matches it" if cost.matches else ""
    if cost.matches == network.activations[-1]:  # only who needs ∂C/∂a itself asks for it then
        mend = ": this one is saturated, so ∂C/∂a is lost; take a smaller input or smaller weights"
    return (
        f"an output of the activation {network.activations[-1].name!r} {is_or_can_be} {output:.3g}; "
        f"the {cost.name} cost is defined for outputs {span}{mend}"
    )
