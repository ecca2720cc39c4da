"""Change what the theme wrote, or say that it wrote something else.

A theme's next version may call a thing by another name. What looks for the old name then finds nothing, and a page
without its change looks well at first sight. So every change goes through `replaced`, and stops the build instead.
"""

import re

from sphinx.errors import SphinxError


class ThemeChangedError(SphinxError):
    """Something that the theme used to write is not there."""

    category = "The theme has changed"


def replaced(text, target, by, where, count=0):
    """``text`` with all that fits ``target`` replaced as ``re.sub`` does; an error where nothing fits.

    Parameters
    ----------
    text : str
    target : str or re.Pattern
        A str stands for itself.
    by : str or callable
        As for ``re.sub``; together with a str as the target, it stands for itself too.
    where : str
        What ``text`` is, for the error: a page, a style sheet.
    count : int
        How many to replace at most; 0 is all.
    """
    if isinstance(target, str):
        found, new = text.count(target), text.replace(target, by, count or -1)
    else:
        new, found = target.subn(by, text, count)
    require(found, target, where)
    return new


def require(found, target, where):
    """Nothing, if what was looked for has been found."""
    if not found:
        name = target.pattern if isinstance(target, re.Pattern) else target
        raise ThemeChangedError(f"no {name!r} in {where}: see what stands there now, and look for that instead")


def require_none(text, pattern, where):
    """Nothing, if the pattern fits nowhere."""
    if left := re.search(pattern, text):
        raise ThemeChangedError(f"{left[0]!r} is left in {where}: see why no replacement takes it")
