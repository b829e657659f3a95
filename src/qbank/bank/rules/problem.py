"""Rules of a coding problem's folder: its files are there, are Python, and say what they must.

Nothing is run here; what the code does is the business of the judge.
"""

import ast
import re
import sys
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache

from qbank.bank.problem_files import PROBLEM, SOLUTION, STARTER, TRIALS
from qbank.bank.rules.entry_file import EntryFile, Fault
from qbank.errors import Message

CASES, DRIVER = "cases.py", "driver.py"
LEAST_VARIANTS, LEAST_WRONG = 2, 10
HEADER = ("reason.zh", "reason.en", "caught_by")
_VARIANTS, _WRONG = TRIALS
_SEED = re.compile(r"[0-9]{3}#[ck][1-9][0-9]*")
_MAY_IMPORT = {"numpy", "comparing", *sys.stdlib_module_names}


def has_files(file: EntryFile) -> Iterator[Fault]:
    """Demand the starter, the reference solution and the cases."""
    for name in (STARTER, SOLUTION, CASES):
        if name not in file.code:
            yield _missing(name)


def parses(file: EntryFile) -> Iterator[Fault]:
    """Demand Python in every file."""
    for name, data in file.code.items():
        try:
            _parsed(data)
        except (SyntaxError, ValueError) as error:
            line = getattr(error, "lineno", None) or 1
            message = Message("this is no Python: {reason}", {"reason": getattr(error, "msg", error)})
            yield Fault((), message, beside=(name, line))


def defines(file: EntryFile) -> Iterator[Fault]:
    """Demand every function of the signature in every starter and solution."""
    assert file.problem
    if not file.problem.functions:
        yield Fault(("signature",), Message("the signature names no function"))
    for name in file.code:
        tree = _tree(file, name)
        if tree is None or _last(name) not in (STARTER, SOLUTION):
            continue
        if name.startswith(tuple(f"{folder}/" for folder in TRIALS)) or _has_own_cases(file, name):
            continue
        known = _names(tree)
        for function in file.problem.functions:
            if function not in known:
                yield Fault(
                    (), Message("{function} is not defined here", {"function": function}), beside=(name, 1)
                )


def _has_own_cases(file: EntryFile, name: str) -> bool:
    """Say whether a file belongs to a framework variant with cases, and so with functions, of its own."""
    folder = name.rpartition("/")[0]
    return bool(folder) and f"{folder}/cases.py" in file.code


def is_unsolved(file: EntryFile) -> Iterator[Fault]:
    """Demand a starter that says by itself that it is none of a solution."""
    for name in file.code:
        if _last(name) == STARTER and not _is_trial(name):
            tree = _tree(file, name)
            if tree and not any(_is_named(node, "NotImplementedError") for node in ast.walk(tree)):
                yield Fault((), Message("the starter does not raise NotImplementedError"), beside=(name, 1))


def makes_cases(file: EntryFile) -> Iterator[Fault]:
    """Demand of the cases and drivers what the judge calls, and of cases no import that it may not have."""
    wanted = {CASES: ("cases", "oracle"), DRIVER: ("run",)}
    for name in file.code:
        functions, tree = wanted.get(_last(name), ()), _tree(file, name)
        if tree is None or _is_trial(name):
            continue
        for function in functions:
            if function not in _names(tree):
                yield _undefined(name, function)
        if _last(name) == CASES:
            yield from _imports(name, tree, _MAY_IMPORT | _needs_of(file, name))


def _imports(name: str, tree: ast.Module, allowed: AbstractSet[str]) -> Iterator[Fault]:
    for node in ast.walk(tree):
        for module in sorted(_imported(node) - allowed):
            message = Message("cases.py may not import {module}", {"module": module})
            yield Fault((), message, beside=(name, getattr(node, "lineno", 1)))


def examples(file: EntryFile) -> Iterator[Fault]:
    """Demand examples that are an expression and a literal."""
    assert file.problem
    for index, example in enumerate(file.problem.examples):
        try:
            ast.parse(example.code, mode="eval")
        except (SyntaxError, ValueError):
            yield Fault(("examples", index, "code"), Message("this is no Python expression"))
        try:
            ast.literal_eval(example.result.strip())
        except (SyntaxError, ValueError, TypeError):
            yield Fault(("examples", index, "result"), Message("this is no Python literal"))


def frameworks(file: EntryFile) -> Iterator[Fault]:
    """Demand a folder with starter and solution for each framework, and no folder beside them."""
    assert file.problem
    named = [variant.name for variant in file.problem.variants]
    for index, framework in enumerate(named):
        for name in (f"{framework}/{STARTER}", f"{framework}/{SOLUTION}"):
            if name not in file.code:
                yield Fault(("variants", index), _missing(name).message)
    there = {name.partition("/")[0] for name in file.code if "/" in name}
    for folder in sorted(there - {*named, *TRIALS}):
        message = Message("the folder {folder} is none of the variants", {"folder": folder})
        yield Fault(("variants",), message)


def seeds(file: EntryFile) -> Iterator[Fault]:
    """Demand seeds that are written as such."""
    for index, seed in enumerate(file.entry.seeds):
        if not _SEED.fullmatch(seed):
            yield Fault(("seeds", index), Message("{seed} is no seed item such as 000#k1", {"seed": seed}))


def trials(file: EntryFile) -> Iterator[Fault]:
    """Demand enough right and wrong solutions to try the judge with."""
    for folder, least in ((_VARIANTS, LEAST_VARIANTS), (_WRONG, LEAST_WRONG)):
        count = sum(name.startswith(f"{folder}/") for name in file.code)
        if count < least:
            values = {"count": count, "field": f"{folder}/*.py", "least": least}
            yield Fault((), Message("{count} of {field}; at least {least} are asked for", values))


def headers(file: EntryFile) -> Iterator[Fault]:
    """Demand that a wrong solution begins by saying why it is wrong, and which case finds it."""
    for name in _wrong(file):
        found = header(file.code[name])
        for line, key in enumerate(HEADER, 1):
            if not found.get(key):
                message = Message("the line `# {key}: …` is missing", {"key": key})
                yield Fault((), message, beside=(name, line))


def caught_by(file: EntryFile) -> Iterator[Fault]:
    """Demand that `caught_by` names a case, as far as cases.py names its cases outright."""
    for name in _wrong(file):
        own = name.rpartition(f"{_WRONG}/")[0] + CASES  # a framework may have cases of its own
        known = _case_names(_tree(file, own if own in file.code else CASES))
        case = header(file.code[name]).get("caught_by")
        if known and case and case not in known:
            message = Message("cases.py has no case {case}", {"case": case})
            yield Fault((), message, beside=(name, HEADER.index("caught_by") + 1))


def header(data: bytes) -> dict[str, str]:
    """Return what the first lines of a wrong solution say of it."""
    rows = data.decode("utf-8", "replace").splitlines()[: len(HEADER)]
    pairs = (row.removeprefix("#").strip().partition(":") for row in rows if row.startswith("#"))
    return {key.strip(): value.strip() for key, _, value in pairs}


def _missing(name: str) -> Fault:
    return Fault((), Message("{path} is missing beside {file}", {"path": name, "file": PROBLEM}))


def _undefined(name: str, function: str) -> Fault:
    return Fault((), Message("{function} is not defined here", {"function": function}), beside=(name, 1))


def _is_trial(name: str) -> bool:
    """Say whether a file only tries the judge."""
    return not set(TRIALS).isdisjoint(name.split("/")[:-1])


def _wrong(file: EntryFile) -> list[str]:
    return [name for name in file.code if _WRONG in name.split("/")[:-1]]


def _last(name: str) -> str:
    return name.rpartition("/")[2]


def _needs_of(file: EntryFile, name: str) -> set[str]:
    """Return the packages of the framework in whose folder a file is."""
    assert file.problem
    framework = name.partition("/")[0]
    return {need for variant in file.problem.variants if variant.name == framework for need in variant.needs}


@lru_cache(maxsize=256)
def _parsed(data: bytes) -> ast.Module:
    return ast.parse(data)


def _tree(file: EntryFile, name: str) -> ast.Module | None:
    """Return what a file says as Python, None where it is not there or says nothing."""
    try:
        return _parsed(file.code[name])
    except (KeyError, SyntaxError, ValueError):
        return None


def _names(tree: ast.Module) -> set[str]:
    """Return what a module defines, assigns or imports at its top."""
    found: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign):
            found |= {target.id for target in node.targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.Import | ast.ImportFrom):
            found |= {alias.asname or alias.name for alias in node.names}
    return found


def _is_named(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _imported(node: ast.AST) -> set[str]:
    if isinstance(node, ast.Import):
        return {alias.name.partition(".")[0] for alias in node.names}
    if isinstance(node, ast.ImportFrom):
        return {"." if node.level else (node.module or "").partition(".")[0]}
    return set()


def _case_names(tree: ast.Module | None) -> set[str]:
    """Return the English names of all cases, none where one of them is worked out when it runs."""
    found: set[str] = set()
    for node in ast.walk(tree) if tree else ():
        if isinstance(node, ast.Call) and _is_named(node.func, "case"):
            name = node.args[1] if len(node.args) > 1 else None
            if not isinstance(name, ast.Constant) or not isinstance(name.value, str):
                return set()
            found.add(name.value)
    return found
