"""Views that need Python behind them: they run in a notebook, and show one picture on the static page.

- the class that they inherit: `LiveView`
"""

import base64
from html import escape

import ipywidgets

__all__ = ["LiveView"]


class LiveView(ipywidgets.VBox):
    """A view whose static form is one picture and one line."""

    NOTE = ""

    def static_picture(self):
        """The picture for the static page."""
        raise NotImplementedError

    def __repr__(self):
        return f"{type(self).__name__}()"

    def _repr_mimebundle_(self, **options):
        picture = self.static_picture()
        source = base64.b64encode(picture.svg().encode()).decode()
        image = f'<img alt="{escape(picture.alt)}" src="data:image/svg+xml;base64,{source}">'
        html = f"<figure>{image}<figcaption>{escape(self.NOTE)}</figcaption></figure>"
        return {**super()._repr_mimebundle_(**options), "text/plain": repr(self), "text/html": html}
