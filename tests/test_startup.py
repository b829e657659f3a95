"""What a command must not import, held without a clock."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {"pydantic", "yaml", "rich", "rapidfuzz", "fsrs", "prompt_toolkit", "tomlkit", "numpy"}
PROGRAM = """
import json, sys
from qbank.cli import run
code = run(json.loads(sys.argv[1]))
sys.stderr.write("\\n" + json.dumps([code, sorted(sys.modules)]))
"""


def imported(*arguments: str) -> set[str]:
    """Return the heavy packages that a command, its output piped, has imported."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, json.dumps(arguments)], capture_output=True, text=True, check=True
    )
    code, modules = json.loads(done.stderr.splitlines()[-1])
    assert code == 0, done.stderr
    return HEAVY & {name.partition(".")[0] for name in modules}


@pytest.fixture
def warm(home: Path) -> None:
    """Make the compiled copy, so that the commands under test find it."""
    subprocess.run([sys.executable, "-m", "qbank", "list"], capture_output=True, check=True)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--version",),
        ("--help",),
        ("search", "--help"),
        ("list",),
        ("list", "--topic", "overfitting", "--json"),
        ("search", "梯度消失"),
        ("show", "kv-cache-memory", "--answer"),
        ("show", "coding/gqa", "--answer"),
        ("export", "--format", "md"),
        ("config",),
        ("completion", "bash"),
        (),
    ],
    ids=" ".join,
)
def test_a_light_command_imports_nothing_heavy(warm: None, arguments: tuple[str, ...]) -> None:
    """It starts without the packages that only other commands need."""
    assert imported(*arguments) == set()


@pytest.mark.parametrize("arguments", [("search", "梯度消失"), ("list",)], ids=" ".join)
def test_garbage_is_collected_again(warm: None, arguments: tuple[str, ...]) -> None:
    """It puts off collecting garbage only while it imports."""
    program = "import gc, sys; from qbank.__main__ import main; main(); sys.exit(not gc.isenabled())"
    done = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, check=False)

    assert done.returncode == 0


@pytest.mark.parametrize(
    ("arguments", "allowed"),
    [
        (("search", "梯度消矢"), {"rapidfuzz"}),
        (("stats",), {"fsrs"}),
        (("topics",), {"fsrs"}),
        (("schema",), {"pydantic", "yaml"}),
    ],
    ids=["a typo", "stats", "topics", "schema"],
)
def test_what_a_command_does_need(warm: None, arguments: tuple[str, ...], allowed: set[str]) -> None:
    """It imports what it needs and no more."""
    assert imported(*arguments) <= allowed


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_help_and_version_do_without_typer(home: Path, option: str) -> None:
    """It answers without building a command."""
    program = "import sys; from qbank.cli import run; run(sys.argv[1:]); print('typer' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program, option], capture_output=True, text=True, check=True)

    assert done.stdout.splitlines()[-1] == "False"
