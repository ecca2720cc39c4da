"""A picture that says in words what it shows.

- a blank drawing in the course's style: `new_axes`
- the colour and dashes of what is drawn in it: `look_of`
- what every ``plot_*`` function returns: `Picture`
- how the site turns one into an image with alt text: `PictureRenderer`
"""

import io

import matplotlib
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

# Okabe & Ito (2008): colours that colour-blind readers can tell apart.
BLUE, ORANGE, GREEN, VERMILLION = "#0072B2", "#E69F00", "#009E73", "#D55E00"
PURPLE, SKY, INK, MUTED = "#CC79A7", "#56B4E9", "#1d2433", "#5b6472"
# Negative, 0, positive: neither blue nor orange, which say where a number goes.
SIGNED = LinearSegmentedColormap.from_list("signed", ["#c39ac9", "#ffffff", "#74c493"])
SVG = "image/svg+xml"
CYCLE = [BLUE, VERMILLION, GREEN, ORANGE, PURPLE, SKY]
LINE_STYLES = ["-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1)), (0, (1, 1))]
MARKERS = ["o", "s", "^", "D", "v", "P"]
_GOES_FORWARD, _COMES_BACK, _OTHERWISE = (BLUE, "-", "o"), (VERMILLION, "--", "s"), (GREEN, "-.", "^")
LOOKS = {  # what has a name in several pictures looks the same in all: blue goes forward, orange comes back
    "backpropagation": _COMES_BACK,
    "differences": _GOES_FORWARD,
    "finite differences": _GOES_FORWARD,
    "all paths": _OTHERWISE,
    "path sums": _OTHERWISE,
    "central": _GOES_FORWARD,
    "complex": _COMES_BACK,
    "forward": _OTHERWISE,
}

STYLE = {
    "axes.edgecolor": MUTED,
    "axes.grid": True,
    "axes.labelcolor": INK,
    "axes.prop_cycle": matplotlib.cycler(color=CYCLE, linestyle=LINE_STYLES),
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlelocation": "left",
    "axes.titlesize": 12,
    "figure.constrained_layout.use": True,
    "figure.constrained_layout.h_pad": 0.1,
    "figure.constrained_layout.w_pad": 0.1,
    "figure.dpi": 160,
    "figure.facecolor": "white",
    "font.size": 11,
    "grid.color": "#d9dde3",
    "grid.linewidth": 0.6,
    "legend.frameon": False,
    "lines.linewidth": 2,
    "mathtext.fontset": "dejavusans",
    "svg.hashsalt": "nnbp",
    "text.color": INK,
    "xtick.color": MUTED,
    "xtick.labelcolor": INK,
    "ytick.color": MUTED,
    "ytick.labelcolor": INK,
}


def look_of(name, place):
    """The colour, dashes and marker of what is drawn: its own in `LOOKS`, else those of its place in the picture."""
    return LOOKS.get(name, (CYCLE[place % 6], LINE_STYLES[place % 6], MARKERS[place % 6]))


def new_axes(rows=1, columns=1, height=3.4, width=7.0, **options):
    """A figure in the course's style and its axes, as `Figure.subplots` returns them.

    Sizes are in inches; the default width fills the text column. The figure belongs to
    nobody's global state, so a notebook shows it once.
    """
    with matplotlib.rc_context(STYLE):
        figure = Figure(figsize=(width, height))
        return figure, figure.subplots(rows, columns, **options)


class Picture:
    """A matplotlib figure together with its text alternative.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
    alt : str
        What the picture shows, in a sentence or two, with the numbers that matter.
    """

    def __init__(self, figure, alt):
        if not alt.strip():
            raise ValueError("alt is empty; say in a sentence what the picture shows")
        self.figure = figure
        self.alt = " ".join(alt.split())

    def svg(self):
        """The picture as SVG text; the same picture gives the same text."""
        buffer = io.StringIO()
        with matplotlib.rc_context(STYLE):
            self.figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
        self.figure.set_layout_engine("none")  # laid out once: another look at the room would move things a little
        return buffer.getvalue()

    def save(self, path):
        """Write the picture to a file; the ending of its name chooses the format."""
        with matplotlib.rc_context(STYLE):
            self.figure.savefig(path)

    def __repr__(self):
        return f"Figure: {self.alt}"

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/plain": repr(self), SVG: self.svg()}, {SVG: {"alt": self.alt}}


class PictureRenderer:
    """Gives a picture's image on the site its alt text. myst-nb finds it by its entry point."""

    mime_priority_overrides = ()

    @staticmethod
    def handle_mime(renderer, data, inline):
        """The image nodes for an SVG that carries alt text; None leaves any other output alone."""
        alt = data.output_metadata.get(SVG, {}).get("alt") if data.mime_type == SVG else None
        if alt is None:
            return None
        images = renderer.render_image(data)
        for image in images:
            image["alt"] = alt
        return images
