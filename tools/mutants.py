"""Wrong answers made by a machine: the reference, with one thing changed at a time.

- every mutant of a function: `mutants`

A check that lets a mutant pass has a hole, unless the mutant computes the same function.
"""

import ast
import copy
import inspect
import sys
import textwrap

__all__ = ["mutants"]

OPERATORS = {
    ast.Add: [ast.Sub],
    ast.Sub: [ast.Add],
    ast.Mult: [ast.MatMult, ast.Div],
    ast.MatMult: [ast.Mult],
    ast.Div: [ast.Mult],
    ast.Pow: [ast.Mult],
}
SIGNS = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.MatMult: "@",
    ast.Div: "/",
    ast.Pow: "**",
}
NAMES = {"zs": "activations", "activations": "zs", "z": "a", "a": "z"}
ATTRIBUTES = {"mean": "sum", "sum": "mean", "f": "prime", "prime": "f", "zs": "activations", "activations": "zs"}


def mutants(function):
    """Every mutant of a function, as pairs of a description and the mutated function.

    Parameters
    ----------
    function : callable
        A plain function whose source can be read.

    Returns
    -------
    iterator of (str, callable)
        The description names the line within the function and the change, such as ``line 2: drop .T of w``.
    """
    source = textwrap.dedent(inspect.getsource(function))
    tree = ast.parse(source)
    body = tree.body[0]
    body.decorator_list = []
    known = _local_names(body)
    seen = set()
    for position, node in enumerate(ast.walk(tree)):
        for text, change in _changes(node, known):
            mutant = copy.deepcopy(tree)
            twin = next(each for number, each in enumerate(ast.walk(mutant)) if number == position)
            replacement = change(twin)
            if replacement is not twin:
                mutant = _Replace(twin, replacement).visit(mutant)
            unparsed = ast.unparse(ast.fix_missing_locations(mutant))
            if unparsed not in seen:
                seen.add(unparsed)
                yield f"line {node.lineno}: {text}", _compiled(unparsed, function)


def _local_names(body):
    stored = {node.id for node in ast.walk(body) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    return stored | {argument.arg for argument in body.args.args}


def _changes(node, known):
    """Descriptions of the changes to one node, each with the function that makes it."""
    if isinstance(node, ast.BinOp):
        yield from _operator_changes(node)
    elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
        yield from _attribute_changes(node)
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and NAMES.get(node.id) in known:
        other = NAMES[node.id]
        yield f"{node.id} becomes {other}", lambda twin: ast.Name(other, ast.Load())
    elif isinstance(node, ast.keyword) and node.arg == "axis" and isinstance(node.value, ast.Constant):
        other_axis = 1 - node.value.value
        node.lineno = node.value.lineno
        yield (
            f"axis={node.value.value} becomes {other_axis}",
            lambda twin: _set(twin, "value", ast.Constant(other_axis)),
        )
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub) and not isinstance(node.operand, ast.Constant):
        yield f"drop the minus of {ast.unparse(node)}", lambda twin: twin.operand
    elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
        yield from _index_changes(node)
    elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "range":
        for number, argument in enumerate(node.args):
            yield f"{ast.unparse(argument)} of range one higher", lambda twin, n=number: _shift(twin, n, 1)
            yield f"{ast.unparse(argument)} of range one lower", lambda twin, n=number: _shift(twin, n, -1)
    elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("f", "prime") and len(node.args) == 1:
        yield f"drop {ast.unparse(node.func)}", lambda twin: twin.args[0]


def _operator_changes(node):
    left, right, sign = ast.unparse(node.left), ast.unparse(node.right), SIGNS.get(type(node.op))
    for other in OPERATORS.get(type(node.op), []):
        yield f"{left} {sign} {right}: {sign} becomes {SIGNS[other]}", lambda twin, op=other: _set(twin, "op", op())
    if isinstance(node.op, ast.Mult | ast.MatMult | ast.Div | ast.Add | ast.Sub):
        yield f"{left} {sign} {right}: drop {right}", lambda twin: twin.left
    if isinstance(node.op, ast.Mult | ast.MatMult | ast.Add):
        yield f"{left} {sign} {right}: drop {left}", lambda twin: twin.right


def _attribute_changes(node):
    if node.attr == "T":
        yield f"drop .T of {ast.unparse(node.value)}", lambda twin: twin.value
    elif node.attr in ATTRIBUTES:
        other = ATTRIBUTES[node.attr]
        yield f"{ast.unparse(node)} becomes .{other}", lambda twin: _set(twin, "attr", other)


def _index_changes(node):
    if isinstance(node.slice, ast.Slice | ast.Tuple):
        return
    for step, word in ((1, "higher"), (-1, "lower")):
        yield (
            f"index of {ast.unparse(node)} one {word}",
            lambda twin, by=step: _set(twin, "slice", ast.BinOp(twin.slice, ast.Add(), ast.Constant(by))),
        )


def _set(node, name, value):
    setattr(node, name, value)
    return node


def _shift(call, number, by):
    call.args[number] = ast.BinOp(call.args[number], ast.Add(), ast.Constant(by))
    return call


class _Replace(ast.NodeTransformer):
    """Puts one node in the place of another."""

    def __init__(self, old, new):
        self.old, self.new = old, new

    def visit(self, node):
        """The replacement where the node is the old one; else the node, with its children visited."""
        return self.new if node is self.old else self.generic_visit(node)


def _compiled(source, function):
    namespace = dict(vars(sys.modules[function.__module__]))
    exec(compile(source, f"<mutant of {function.__name__}>", "exec"), namespace)
    return namespace[function.__name__]
