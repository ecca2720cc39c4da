"""A Sphinx extension: what a docstring of the core sets between single backticks is a name of the core, or no page.

Sphinx looks every name up (`default_role` in _config.yml), and the build stops at one that it does not find. Here it
learns to read three things that a docstring writes in the same way:

- a parameter of the function, or a field of the class, that the docstring belongs to
- a call, as in `Network.random(sizes, rng)`: its name is looked up
- a constant, as in `SIGMOID`: it has no entry of its own, so its name leads to the section of its module
"""

import inspect
import re
from importlib import import_module

from sphinx.util.nodes import make_refnode

import nnbp_core

NAME = re.compile(r"(?<![`:])`(\w+)`(?!`)")
CALL = re.compile(r"(?<![`:])`([\w.]+)(\([^`<]*\))`(?!`)")


def parameters_of(documented):
    """The names of what a function takes or a class holds; none for a module."""
    try:
        return set(inspect.signature(documented).parameters)
    except (TypeError, ValueError):
        return set()


def read_docstring(app, what, name, documented, options, lines):
    """Parameters become code, calls become references to what they call."""
    own = parameters_of(documented)
    for number, line in enumerate(lines):
        with_code = NAME.sub(lambda found: f"`{found[0]}`" if found[1] in own else found[0], line)
        lines[number] = CALL.sub(r"`\1\2 <\1>`", with_code)


def find_constant(app, env, node, text):
    """The section of the module that a constant of the core is in: imports go one way, so the first that has it."""
    name, domain = node["reftarget"], env.get_domain("py")
    if node["refdomain"] != "py" or name not in nnbp_core.__all__:
        return None
    home = next((each for each in domain.modules if name in vars(import_module(each))), None)
    if home is None:
        return None
    place = domain.modules[home]
    return make_refnode(app.builder, node["refdoc"], place.docname, place.node_id, text, name)


def setup(app):
    """Register with Sphinx."""
    app.connect("autodoc-process-docstring", read_docstring, priority=400)  # before napoleon
    app.connect("missing-reference", find_constant)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
