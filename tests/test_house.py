"""The floors of the house: each rule holds, and each is seen to fail when it is broken."""

import ast
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from qbank import __version__

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "qbank"

BREACHES = {
    "a room that imports another": ("store/reviews.py", "import qbank.bank", "never see each other"),
    "a floor that imports upward": ("core/text.py", "import qbank.settings", "go only downward"),
    "a module that no floor knows": ("stray.py", "", "go only downward"),
    "a core that touches files": ("core/review.py", "import qbank.files", "The core is pure"),
    "a core that reads the clock": ("core/review.py", "import time", "The core is pure"),
    "a core that reads the environment": ("core/session.py", "import os", "The core is pure"),
    "a core that knows SQL": ("core/review.py", "import sqlite3", "The core is pure"),
    "YAML through another door": ("export/markdown.py", "import yaml", "One door for pydantic and YAML"),
    "pydantic through another door": ("settings.py", "import pydantic", "One door for pydantic and YAML"),
    "rich through another door": ("commands/stats.py", "import rich", "One door for the terminal"),
    "prompt_toolkit through another door": ("help.py", "import prompt_toolkit", "One door for the terminal"),
    "FSRS through another door": ("commands/stats.py", "import fsrs", "One door for FSRS"),
    "rapidfuzz through another door": ("core/select.py", "import rapidfuzz", "two for rapidfuzz"),
    "a cycle": ("core/text.py", "import qbank.core.question", "imports itself through others"),
}


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    program = (
        "import sys; sys.path.insert(0, 'src'); from importlinter.cli import lint_imports_command as c; c()"
    )
    return subprocess.run(
        [sys.executable, "-c", program, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the tree that a test may break."""
    folder = tmp_path_factory.mktemp("house")
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / ".importlinter", folder)
    return folder


def test_the_house_stands(copy: Path) -> None:
    """It keeps every contract."""
    done = lint_imports(copy)

    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


@pytest.mark.parametrize(("file", "line", "contract"), BREACHES.values(), ids=BREACHES)
def test_a_breach_is_caught(copy: Path, file: str, line: str, contract: str) -> None:
    """It names the contract that a seeded violation breaks."""
    path = copy / "src" / "qbank" / file
    before = path.read_text(encoding="utf-8") if path.exists() else None
    head, _, body = (before or '"""Stray."""\n').partition('"""\n')
    path.write_text(f'{head}"""\n{line}\n{body}', encoding="utf-8")
    try:
        done = lint_imports(copy)
    finally:
        path.unlink() if before is None else path.write_text(before, encoding="utf-8")

    said = " ".join(done.stdout.split())
    assert done.returncode != 0
    assert any(
        contract in part and "BROKEN" in part[len(contract) :][:90] for part in _around(said, contract)
    )


def _around(said: str, contract: str) -> list[str]:
    """Return the text from each place at which the contract is named."""
    return [said[at:] for at in range(len(said)) if said.startswith(contract, at)]


def modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def late_imports(path: Path) -> list[tuple[int, str]]:
    """Return line number and text of each import inside a function."""
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
    found = {
        node.lineno
        for function in functions
        for node in ast.walk(function)
        if isinstance(node, (ast.Import, ast.ImportFrom))
    }
    return [(number, lines[number - 1]) for number in sorted(found)]


def test_late_imports_say_why() -> None:
    """It allows an import inside a function only where the line gives its reason."""
    silent = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in modules()
        for number, line in late_imports(path)
        if "# late: " not in line
    ]

    assert silent == []


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("environ", {"settings.py", "__main__.py"}),
        ("getenv", set()),
        ("time_ns", {"commands/opening.py"}),
        ("print", set()),
        ("input", {"screen/prompts.py", "screen/keys.py"}),
    ],
)
def test_one_place_for_each_thing(name: str, allowed: set[str]) -> None:
    """It reads the environment in settings, the clock in commands, and asks on the screen, nowhere else."""
    users = set()
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name
            if called or (
                isinstance(node, ast.Attribute) and node.attr == name and name not in ("print", "input")
            ):
                users.add(str(path.relative_to(SOURCE)))

    assert users <= allowed


def test_no_catching_of_everything() -> None:
    """It lets a bug of ours travel: nobody catches Exception and goes on, but for the judge's children.

    They tell the parent whatever a stranger's code raises.
    """
    careless = []
    for path in modules():
        if path.parent.name == "inside":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.ExceptHandler):
                continue
            broad = node.type is None or (
                isinstance(node.type, ast.Name) and node.type.id in ("Exception", "BaseException")
            )
            if broad and not any(isinstance(inner, ast.Raise) for inner in ast.walk(node)):
                careless.append(f"{path.relative_to(ROOT)}:{node.lineno}")

    assert careless == []


def test_sizes() -> None:
    """It keeps modules under 400 lines and functions under 60."""
    long = []
    for path in modules():
        text = path.read_text(encoding="utf-8")
        if text.count("\n") > 400:
            long.append(str(path))
        functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
        long += [f"{path}:{f.lineno} {f.name}" for f in functions if (f.end_lineno or 0) - f.lineno >= 60]

    assert long == []


def test_the_version_stands_once() -> None:
    """It is the same in the package and in pyproject.toml."""
    with (ROOT / "pyproject.toml").open("rb") as stream:
        assert tomllib.load(stream)["project"]["version"] == __version__
