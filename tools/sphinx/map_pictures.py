"""A small picture of each chapter, for the map: drawn by code, what has numbers from the course's core.

A picture is named as its chapter's file is, without the number. Blue goes forward, orange and dashed comes back; the
colours are those of the page (course.css), so they follow its theme.

- `picture_of`: the SVG of a chapter
"""

from itertools import pairwise

import numpy as np

from nnbp_core import LINEAR, RELU, SIGMOID, TANH, Network, backprop, digits

WIDTH, HEIGHT = 160, 96


def _path(points, kind):
    """A line through points."""
    steps = " L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    return f'<path class="{kind}" d="M{steps}"/>'


def _dot(x, y, r, kind="node"):
    return f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}"/>'


def _curve(f, kind, z=(-6, 6), y=(-0.1, 1.1)):
    """The graph of a function, in the whole picture."""
    x = np.linspace(*z, 60)
    across = np.interp(x, z, (10, WIDTH - 10))
    up = np.clip(np.interp(f(x), y, (HEIGHT - 8, 8)), 8, HEIGHT - 8)
    return _path(zip(across, up, strict=True), kind)


def _layers(*sizes):
    """Where the neurons of a network stand, layer by layer."""
    across = np.linspace(22, WIDTH - 22, len(sizes))
    return [[(x, HEIGHT / 2 + (k - (n - 1) / 2) * 28) for k in range(n)] for x, n in zip(across, sizes, strict=True)]


def _edges(layers, kind):
    return "".join(_path([start, end], kind) for left, right in pairwise(layers) for start in left for end in right)


def _nodes(layers, r=7):
    return "".join(_dot(x, y, r) for layer in layers for x, y in layer)


def _box(x, y, width, height, kind, more=""):
    return f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"{more}/>'


def _bars(heights, kinds, width=9, gap=15):
    left = (WIDTH - gap * (len(heights) - 1) - width) / 2
    bars = (
        _box(left + gap * i, 84 - 74 * h, width, 74 * h, kind)
        for i, (h, kind) in enumerate(zip(heights, kinds, strict=True))
    )
    return _path([(14, 84), (WIDTH - 14, 84)], "axis") + "".join(bars)


def feedforward():
    """Two inputs, three neurons, two outputs."""
    layers = _layers(2, 3, 2)
    return _edges(layers, "forward") + _nodes(layers)


def cost():
    """The costs of three examples, and their mean."""
    targets = (0.1, 0.35, 0.9)

    def of(y):
        return lambda a: (a - y) ** 2

    each = "".join(_curve(of(y), "axis", (-0.1, 1.1), (-0.05, 1.05)) for y in targets)
    return each + _curve(
        lambda a: np.mean([(a - y) ** 2 for y in targets], axis=0), "forward", (-0.1, 1.1), (-0.05, 1.05)
    )


def one_node():
    """A nudge goes through, a slope comes back."""
    go = _path([(14, 38), (62, 38)], "forward") + _path([(98, 38), (146, 38)], "forward")
    back = _path([(146, 58), (98, 58)], "back") + _path([(62, 58), (14, 58)], "back")
    heads = _path([(139, 32), (146, 38), (139, 44)], "forward") + _path([(21, 52), (14, 58), (21, 64)], "back solid")
    return go + back + heads + _dot(80, 48, 22)


def four_equations():
    """The same network, its error on the way back."""
    layers = _layers(2, 3, 2)
    return _edges(layers[:2], "forward") + _edges(layers[1:], "back") + _nodes(layers)


def algorithm():
    """A digit that the network learns to read."""
    image = digits().x_train[:, 2].reshape(8, 8)
    return "".join(
        _box(42 + 9.5 * k, 10 + 9.5 * j, 8.5, 8.5, "cell", f' fill-opacity="{image[j, k]:.2f}"')
        for j in range(8)
        for k in range(8)
    )


def saturation():
    """The sigmoid with its slope, and a neuron on the flat part."""
    x, y = np.interp(4.0, (-6, 6), (10, WIDTH - 10)), np.interp(SIGMOID.f(4.0), (-0.1, 1.1), (HEIGHT - 8, 8))
    return _curve(SIGMOID.f, "forward") + _curve(lambda z: 4 * SIGMOID.prime(z), "back") + _dot(x, y, 5.5, "point")


def gradient_check():
    """The error of a forward difference over its step: the V."""
    steps = 10.0 ** np.arange(-14, 0.1, 0.5)
    slope = (SIGMOID.f(0.5 + steps) - SIGMOID.f(0.5)) / steps
    error = np.log10(np.abs(slope - SIGMOID.prime(0.5)) / SIGMOID.prime(0.5))
    across = np.interp(np.log10(steps), (-14, 0), (12, WIDTH - 12))
    up = np.interp(error, (-9, 0), (HEIGHT - 8, 8))
    dots = "".join(_dot(x, y, 2.6, "point") for x, y in zip(across, up, strict=True))
    return _path([(12, 8), (12, HEIGHT - 8), (WIDTH - 8, HEIGHT - 8)], "axis") + dots


def changing_the_neuron():
    """Four functions for one neuron."""
    others = "".join(_curve(each.f, "axis", (-2, 2), (-2.1, 2.1)) for each in (TANH, SIGMOID, LINEAR))
    return others + _curve(RELU.f, "forward", (-2, 2), (-2.1, 2.1))


def rate_factors():
    """One path of many, from a weight to the cost."""
    layers = _layers(1, 3, 3, 1)
    way = [layers[0][0], layers[1][0], layers[2][2], layers[3][0]]
    return _edges(layers, "axis") + _path(way, "forward thick") + _nodes(layers, 6)


def slips_and_bugs():
    """Eight entries of a gradient; one is not what the cost says."""
    network = Network.random([2, 4, 2], rng=np.random.default_rng(0))
    true = np.abs(backprop(network, [[0.5], [-1.0]], [[1.0], [0.0]]).nabla_w[1]).ravel()
    heights = 0.25 + 0.7 * true / true.max()
    kinds = ["bar"] * len(heights)
    kinds[5] = "bar wrong"
    return _bars(heights, kinds)


def softmax():
    """Five shares of one certainty."""
    powers = np.exp([0.2, 1.1, 2.4, 0.6, 1.6])
    shares = powers / powers.sum()
    return _bars(0.95 * shares / shares.max(), ["bar"] * 5, 14, 24)


def backward():
    """A computation of small steps, and the way back through it."""
    places = [(24, 24), (24, 72), (72, 48), (116, 48), (146, 48)]
    ways = [(0, 2), (1, 2), (2, 3), (3, 4)]
    go = "".join(_path([places[a], places[b]], "forward") for a, b in ways)
    back = "".join(_path([(x, y + 7) for x, y in (places[b], places[a])], "back") for a, b in ways)
    return go + back + "".join(_box(x - 9, y - 9, 18, 18, "node", ' rx="4"') for x, y in places)


def questions():
    """A question and its answer."""
    asked = (
        _box(16, 10, 74, 32, "node", ' rx="8"')
        + _path([(26, 22), (78, 22)], "axis")
        + _path([(26, 31), (58, 31)], "axis")
    )
    answer = _box(58, 52, 86, 34, "node", ' rx="8"')
    return asked + answer + _path([(68, 65), (132, 65)], "forward") + _path([(68, 75), (112, 75)], "forward")


PICTURES = (
    feedforward,
    cost,
    one_node,
    four_equations,
    algorithm,
    saturation,
    gradient_check,
    changing_the_neuron,
    rate_factors,
    slips_and_bugs,
    softmax,
    backward,
    questions,
)
BY_NAME = {each.__name__: each for each in PICTURES}


def picture_of(chapter):
    """The picture of a chapter, such as ``01_feedforward``; an empty frame for one that has none yet."""
    draw = BY_NAME.get(chapter.split("_", 1)[1], str)
    return f'<svg class="chapter-picture" viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true">{draw()}</svg>'
