"""A scalar autograd engine in the manner of micrograd: every number is an object that remembers where it came from."""

import math


class Value:
    """A number, its derivative, and how to hand the derivative on."""

    __slots__ = ("data", "grad", "parents")

    def __init__(self, data, parents=()):
        self.data = data
        self.grad = 0.0
        self.parents = parents  # pairs (Value, local derivative)

    def __add__(self, other):
        return Value(self.data + other.data, ((self, 1.0), (other, 1.0)))

    def __mul__(self, other):
        return Value(self.data * other.data, ((self, other.data), (other, self.data)))

    def sigmoid(self):
        a = 1 / (1 + math.exp(-self.data))
        return Value(a, ((self, a * (1 - a)),))

    def backward(self):
        """Derivatives of this number with respect to all that it was made of."""
        order, seen, stack = [], set(), [(self, False)]
        while stack:
            node, done = stack.pop()
            if done:
                order.append(node)
            elif id(node) not in seen:
                seen.add(id(node))
                stack.append((node, True))
                stack.extend((parent, False) for parent, _ in node.parents)
        self.grad = 1.0
        for node in reversed(order):
            for parent, slope in node.parents:
                parent.grad += slope * node.grad


def step(weights, biases, x, y):
    """Gradients of the mean quadratic cost, as lists of rows. x and y: lists of examples."""
    ws = [[[Value(v) for v in row] for row in w] for w in weights]
    bs = [[Value(v) for v in b] for b in biases]
    total = Value(0.0)
    for example, wanted in zip(x, y, strict=True):
        a = [Value(v) for v in example]
        for w, b in zip(ws, bs, strict=True):
            a = [
                sum((p * q for p, q in zip(row, a, strict=True)), start).sigmoid()
                for row, start in zip(w, b, strict=True)
            ]
        for out, target in zip(a, wanted, strict=True):
            miss = out + Value(-target)
            total = total + miss * miss
    (total * Value(0.5 / len(x))).backward()
    return [[[v.grad for v in row] for row in w] for w in ws], [[v.grad for v in b] for b in bs]
