"""Every sentence that the program can say has a Chinese wording, with the same places."""

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from qbank.errors import Message
from qbank.screen.words import say, translate
from qbank.screen.words_zh import ZH

SOURCE = Path(__file__).parents[2] / "src" / "qbank"

# To collect more: a call whose first argument, or whose arguments at these places, are templates.
SAYING = {"Message": (0,), "say": (0,), "word": (0,), "Verb": (1, 2), "Option": (1,)}
KEYWORDS = {"hint", "help"}  # arguments that are templates in any call
TABLES = {"PRACTISE, BANK, AUTHOR, CARE", "_HINT"}  # what is assigned to these names
ELSEWHERE = {"Arguments", "Options"}  # titles that help.py goes through in a loop


def templates() -> dict[str, str]:
    """Return every template in the source with the place where it stands."""
    found = dict.fromkeys(ELSEWHERE, "help.py")
    trees = {file: ast.parse(file.read_text("utf-8")) for file in sorted(SOURCE.rglob("*.py"))}
    errors = _errors(list(trees.values()))
    for file, tree in trees.items():
        for node in ast.walk(tree):
            for literal in _literals(node, errors):
                found.setdefault(literal, f"{file.relative_to(SOURCE)}:{getattr(node, 'lineno', 0)}")
    return found


def _errors(trees: list[ast.Module]) -> set[str]:
    """Return the names of QbankError and of every class that descends from it."""
    classes = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    errors: set[str] = set()
    more = {"QbankError"}
    while more - errors:
        errors |= more
        more = {each.name for each in classes if {ast.unparse(base) for base in each.bases} & errors}
    return errors


def _literals(node: ast.AST, errors: set[str]) -> Iterator[str]:
    if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]).strip("()") in TABLES:
        yield from _strings(node.value)
    if not isinstance(node, ast.Call):
        return
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if ast.unparse(node.func).startswith("typer."):
        name = ""  # its first arguments are names of options
    places = (0,) if name in errors else SAYING.get(name, ())
    for place in places:
        if place < len(node.args):
            yield from _strings(node.args[place])
    for keyword in node.keywords:
        if keyword.arg in KEYWORDS:
            yield from _strings(keyword.value)


def _strings(node: ast.expr) -> Iterator[str]:
    """Yield the literal strings that an expression may be: itself, a side of a choice, part of a tuple."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield from [node.value] if any(map(str.isalpha, node.value)) else []
    elif isinstance(node, ast.IfExp):
        yield from (*_strings(node.body), *_strings(node.orelse))
    elif isinstance(node, ast.Tuple):
        for part in node.elts:
            yield from _strings(part)


def places(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def test_translated() -> None:
    """It has a Chinese wording for every template in the source."""
    missing = {template: where for template, where in templates().items() if template not in ZH}

    assert not missing, "\n".join(f"{where}: {template!r}" for template, where in missing.items())


def test_no_orphans() -> None:
    """It holds no wording that nothing says."""
    assert sorted(set(ZH) - set(templates())) == []


@pytest.mark.parametrize("template", sorted(ZH))
def test_same_places(template: str) -> None:
    """It names the same values in both languages."""
    assert places(template) == places(ZH[template])


def test_say() -> None:
    """It says a template in either language, and a message among the values in the same one."""
    assert say("in {time}", "en", time=Message("draft")) == "in draft"
    assert say("in {time}", "zh", time=Message("draft")) == f"{ZH['draft']}后"
    assert translate(Message("no such wording {n}", {"n": 3}), "zh") == "no such wording 3"
