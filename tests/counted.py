"""Numbers that count how often they are multiplied."""

import numpy as np


class Counted:
    """A number; ``Counted.total`` goes up by 1 with each multiplication."""

    total = 0

    def __init__(self, value):
        self.value = float(value)

    def __add__(self, other):
        return Counted(self.value + other.value)

    def __mul__(self, other):
        Counted.total += 1
        return Counted(self.value * other.value)


counted = np.vectorize(Counted, otypes=[object])
