"""Lists of results or parts that are right but stand in other places.

- how they stand, over all cases: `order`
"""

from itertools import permutations

import numpy as np

from nnbp_core.exercises.comparing import is_sequence, same

__all__ = ["order"]


def order(pairs, what):
    """Words for lists whose parts are right but in other places, in all cases; `pairs` are (expected, given)."""
    pairs = [(e, list(g) if isinstance(g, np.ndarray) and g.ndim else g) for e, g in pairs]
    pairs = [(e, g) for e, g in pairs if is_sequence(e)]
    if not all(is_sequence(g) for _, g in pairs) or all(same(e, g) for e, g in pairs):
        return None
    for told, change in (
        (f"the {what}s come in reverse order", lambda e: e[::-1]),
        (f"the {what}s are shifted by one", lambda e: e[1:] + e[:1]),
        (f"the {what}s are shifted by one", lambda e: e[-1:] + e[:-1]),
        (f"the last {what} is missing", lambda e: e[:-1]),
        (f"the first {what} is missing", lambda e: e[1:]),
    ):
        changed = [(change(e), g) for e, g in pairs]
        if all(same(c, g) for c, g in changed):
            return told
    lengths = {len(e) for e, _ in pairs}
    if lengths <= {2, 3}:
        for places in list(permutations(range(max(lengths))))[1:]:
            if len(lengths) == 1 and all(len(g) == len(e) and same([e[i] for i in places], g) for e, g in pairs):
                if sum(i != p for i, p in enumerate(places)) == 2:
                    one, other = (i + 1 for i, p in enumerate(places) if i != p)
                    return f"{what}s {one} and {other} have changed places"
                return f"the {what}s stand in another order"
    if all(len(g) == len(e) + 1 and (same(e, g[:-1]) or same(e, g[1:])) for e, g in pairs):
        return f"there is one {what} too many; the others are right"
    return None
