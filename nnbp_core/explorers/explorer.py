"""What every explorer is: one front-end module in two hosts, Jupyter and the static page.

- the class all explorers inherit: `Explorer`
- their style sheet: `stylesheet`
"""

import base64
import json
import xml.etree.ElementTree as ET
from html import escape
from pathlib import Path

import anywidget
from traitlets import Unicode

HERE = Path(__file__).parent
BUNDLES = HERE / "bundles"
POSTERS = HERE / "posters"

__all__ = ["Explorer", "stylesheet"]


def stylesheet(*modules):
    """The style that explorers share, and behind it that of each of these modules, where it has one of its own."""
    sheets = [HERE / f"{name}.css" for name in ("shared/shared", "shared/rooms", *modules)]
    return "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets if sheet.exists())


class Explorer(anywidget.AnyWidget):
    """An interactive figure. Its traits are its state; the page and Python see the same ones.

    Parameters
    ----------
    preset : str, optional
        One of `PRESETS`; other arguments are applied after it.
    **state
        Values of the class's traits.

    Raises
    ------
    ValueError
        For an unknown preset, an unknown name, or a value out of range; the message says what is possible.
    """

    MODULE = ""
    TITLE = ""
    PRESETS: dict[str, dict] = {}  # noqa: RUF012
    STILL: dict = {}  # noqa: RUF012 (the state of the poster, where the start shows too little)
    title = Unicode().tag(sync=True)

    def __init_subclass__(cls, **options):
        if "MODULE" in vars(cls):  # a class of ours, before anywidget looks for its files
            cls._esm = BUNDLES / f"{cls.MODULE}.js"
            cls._css = stylesheet(cls.MODULE)
        super().__init_subclass__(**options)

    def __init__(self, preset=None, **state):
        if preset is not None and preset not in self.PRESETS:
            raise ValueError(f"preset is {preset!r}; {type(self).__name__} has {', '.join(self.PRESETS)}")
        unknown = sorted(set(state) - set(self.state_names()))
        if unknown:
            raise ValueError(f"{type(self).__name__} has no {unknown[0]!r}; it has {', '.join(self.state_names())}")
        super().__init__(**{"title": self.TITLE, **self.PRESETS.get(preset, {}), **state})

    @classmethod
    def state_names(cls):
        """The names of the traits that make up the state, in the order of their definition."""
        traits = cls.class_traits(sync=True, field=True)
        return [name for base in reversed(cls.__mro__) for name in vars(base) if name in traits]

    def state(self):
        """The state, as a dict."""
        return {name: getattr(self, name) for name in self.state_names()}

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self.state().items())})"

    def _repr_mimebundle_(self, **options):
        bundle = super()._repr_mimebundle_(**options)
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle or {}, {})
        still = {"text/plain": self.in_words(), "text/html": self.static_html(), "image/svg+xml": self.poster()}
        return {**data, **still}, metadata

    def in_words(self):
        """What stands in place of the figure where there are no pictures."""
        return f"Interactive figure: {self.TITLE}. It is alive on the course's site and in a running notebook."

    @classmethod
    def poster(cls):
        """A still picture of the figure's start, as SVG; made by ``tools/draw_posters.py``."""
        return (POSTERS / f"{cls.MODULE}.svg").read_text(encoding="utf-8")

    @classmethod
    def poster_in_words(cls):
        """What the poster shows, for who cannot see it: the title, and what the figure says of its start."""
        return f"{cls.TITLE}. {ET.fromstring(cls.poster()).findtext('{*}desc', '')}"

    def static_html(self):
        """The form for a page without a kernel: its state, for the host script to mount."""
        state = json.dumps({"title": self.TITLE, **self.state()}).replace("<", "\\u003c")
        poster = base64.b64encode(self.poster().encode()).decode()
        return (
            f'<div data-explorer-module="{self.MODULE}" id="{type(self).__name__}">'
            f'<script type="application/json">{state}</script>'
            f'<div data-waiting><img data-poster="{self.MODULE}" alt="{escape(self.poster_in_words())}" '
            f'src="data:image/svg+xml;base64,{poster}"><p>This figure is interactive. It needs JavaScript, and a page '
            f"that is served rather than opened as a file. It also runs in a notebook.</p></div></div>"
        )
