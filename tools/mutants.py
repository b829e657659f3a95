"""Small changes of a program, one at a time: what strong tests must notice."""

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Pow: ast.Mult,
    ast.Mod: ast.FloorDiv,
}
COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
}
MODULES = frozenset({"np", "math", "torch", "F", "nn", "heapq", "collections", "itertools"})
Change = Callable[[Any], Any]  # changes the node in place, or returns what stands in its stead


@dataclass(frozen=True)
class Mutant:
    """A changed program.

    Attributes:
        name: `<line of the unparsed source>: <what was changed>`; unique in a program.
        source: The whole changed program.
    """

    name: str
    source: str


def mutants(source: str) -> Iterator[Mutant]:
    """Yield every mutant of a program that compiles and differs from it and from the earlier ones."""
    tree = _without_notes(ast.parse(source))
    base = ast.unparse(tree)
    lines, seen, names = base.split("\n"), {base}, dict[str, int]()
    tree = ast.parse(base)
    for number, node in enumerate(ast.walk(tree)):
        for what, change in _changes(node):
            changed = _changed(tree, number, change)
            if changed is None or changed in seen:
                continue
            seen.add(changed)
            name = f"{lines[getattr(node, 'lineno', 1) - 1].strip()[:70]} | {what}"
            names[name] = names.get(name, 0) + 1
            yield Mutant(name if names[name] == 1 else f"{name} ({names[name]})", changed)


def _without_notes(tree: ast.Module) -> ast.Module:
    """Remove annotations and docstrings, whose change means nothing."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.returns = None
            for argument in (*node.args.args, *node.args.kwonlyargs):
                argument.annotation = None
        body = getattr(node, "body", None)
        if isinstance(body, list) and len(body) > 1 and _is_text(body[0]):
            body.pop(0)
    return tree


def _is_text(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def _changed(tree: ast.Module, number: int, change: Change) -> str | None:
    """Return the program with one node changed; None when that is no program."""
    again = copy.deepcopy(tree)
    node = list(ast.walk(again))[number]
    instead = change(node)
    if isinstance(instead, ast.AST):
        again = _Replace(node, instead).visit(again)
    try:
        text = ast.unparse(ast.fix_missing_locations(again))
        compile(text, "mutant", "exec")
    except (ValueError, SyntaxError, AttributeError):
        return None
    return text


class _Replace(ast.NodeTransformer):
    """Put another node in the place of one."""

    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self._old, self._new = old, new

    def visit(self, node: ast.AST) -> Any:
        return self._new if node is self._old else self.generic_visit(node)


def _changes(node: ast.AST) -> Iterator[tuple[str, Change]]:
    for kind in (_operators, _constants, _calls, _choices, _statements):
        yield from kind(node)


def _operators(node: ast.AST) -> Iterator[tuple[str, Change]]:
    if isinstance(node, (ast.BinOp, ast.AugAssign)) and type(node.op) in OPERATORS:
        other = OPERATORS[type(node.op)]
        yield f"{type(node.op).__name__} -> {other.__name__}", lambda n: setattr(n, "op", other())
    if isinstance(node, ast.Compare) and type(node.ops[0]) in COMPARISONS:
        contrary = COMPARISONS[type(node.ops[0])]
        yield (
            f"{type(node.ops[0]).__name__} -> {contrary.__name__}",
            lambda n: n.ops.__setitem__(0, contrary()),
        )
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.Not)):
        yield f"without {type(node.op).__name__}", lambda n: n.operand
    if isinstance(node, ast.BoolOp):
        swapped = ast.Or if isinstance(node.op, ast.And) else ast.And
        yield "and <-> or", lambda n: setattr(n, "op", swapped())


def _constants(node: ast.AST) -> Iterator[tuple[str, Change]]:
    if not isinstance(node, ast.Constant) or isinstance(node.value, (str, bytes, type(None), type(...))):
        return
    value: Any = node.value
    if isinstance(value, bool):
        other: Any = not value
    elif isinstance(value, int):
        other = value + 1
    elif isinstance(value, float):
        other = value * 2 + 0.1
    else:
        return
    yield f"{value} -> {other}", lambda n: setattr(n, "value", other)


def _calls(node: ast.AST) -> Iterator[tuple[str, Change]]:
    if not isinstance(node, ast.Call):
        return
    for place, keyword in enumerate(node.keywords):
        if keyword.arg:
            yield f"without {keyword.arg}=", partial(_remove, place)
    if len(node.args) == 1 and not node.keywords:
        yield f"argument of {ast.unparse(node.func)[-30:]}", lambda n: n.args[0]
    function = node.func
    if isinstance(function, ast.Attribute) and not (
        isinstance(function.value, ast.Name) and function.value.id in MODULES
    ):
        yield f"without .{function.attr}()", lambda n: n.func.value


def _choices(node: ast.AST) -> Iterator[tuple[str, Change]]:
    if isinstance(node, ast.IfExp):
        yield "else only", lambda n: n.orelse
        yield "if only", lambda n: n.body
    if isinstance(node, ast.Slice):
        for bound in ("lower", "upper"):
            if getattr(node, bound) is not None:
                yield f"slice without {bound}", partial(_open, bound)


def _statements(node: ast.AST) -> Iterator[tuple[str, Change]]:
    if not isinstance(node, (ast.FunctionDef, ast.For, ast.While, ast.If, ast.With)):
        return
    for place, statement in enumerate(node.body):
        if isinstance(statement, (ast.Assign, ast.AugAssign)) or (
            isinstance(statement, ast.Expr) and not isinstance(statement.value, ast.Constant)
        ):
            yield (
                f"without `{ast.unparse(statement)[:50]}`",
                partial(_leave_out, place),
            )
        if isinstance(statement, ast.If):
            yield (
                f"never `if {ast.unparse(statement.test)[:40]}`",
                partial(_never, place),
            )


def _remove(place: int, node: ast.Call) -> None:
    node.keywords.pop(place)


def _open(bound: str, node: ast.Slice) -> None:
    setattr(node, bound, None)


def _leave_out(place: int, node: Any) -> None:
    node.body[place] = ast.Pass()


def _never(place: int, node: Any) -> None:
    node.body[place].test = ast.Constant(value=False)
