"""No solution passes without the right numbers, whatever it does and whatever keeps it in."""

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import missing
from tests.judge.hostile import HOSTILE, MODES

RUNNER = Path(__file__).with_name("hostile.py")
SOURCE = Path(__file__).parents[2] / "src"
NOBODY = 65534
LINUX = sys.platform.startswith("linux")
LONGEST = 30.0  # seconds of one judging, on a busy machine


def interpreter(user: int | None) -> str:
    """Return an interpreter with NumPy that this user may run."""
    for python in filter(None, (os.environ.get("QBANK_OTHER_PYTHON"), sys.executable)):
        try:
            run = subprocess.run([python, "-c", "import numpy"], user=user, check=False, capture_output=True)
        except OSError:
            continue
        if not run.returncode:
            return python
    return pytest.skip(missing("an interpreter with NumPy that an ordinary user may run"))


@cache
def judged(mode: str, as_nobody: bool) -> tuple[list[dict[str, Any]], list[str]]:
    """Judge every hostile solution once; say what came of each, and what still runs then."""
    user = NOBODY if as_nobody else None
    python = interpreter(user)
    folder = Path(subprocess.run(["mktemp", "-d"], capture_output=True, text=True, check=True).stdout.strip())
    if as_nobody:
        os.chown(folder, NOBODY, NOBODY)
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(SOURCE), "LANG": "C.UTF-8"}
    run = subprocess.run(
        [python, "-B", RUNNER, mode, folder, python],
        capture_output=True, text=True, user=user, env=environment, timeout=900, check=False,
    )  # fmt: skip
    subprocess.run(["rm", "-rf", folder], check=True)
    assert not run.returncode, run.stderr[-2000:]
    *found, last = [json.loads(line) for line in run.stdout.splitlines()]
    return found, last["processes"]


IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
USERS = [False, True] if IS_ROOT else [False]  # an ordinary user is one already; root is tried as nobody too
RUNS = [*((mode, False) for mode in MODES), *((mode, True) for mode in ("all", "nothing") if IS_ROOT)]


@pytest.mark.parametrize(("mode", "as_nobody"), RUNS)
def test_nothing_passes_that_is_not_right(mode: str, as_nobody: bool) -> None:
    """It accepts none of them, in every mode, and comes to an end with each."""
    found, _ = judged(mode, as_nobody)

    assert [each["name"] for each in found] == list(HOSTILE)
    assert [each["name"] for each in found if each["verdict"] == "accepted"] == []
    assert [each["name"] for each in found if each["seconds"] > LONGEST] == []
    assert [each for each in found if "Traceback" in each["err"]] == []


@pytest.mark.parametrize("as_nobody", USERS)
def test_the_judge_survives(as_nobody: bool) -> None:
    """It gives a verdict on each of them while its layers are on."""
    strange = [
        each["name"]
        for each in judged("all", as_nobody)[0]
        if not each.get("statuses") or each["verdict"] == "judge_error"
    ]

    assert strange == []


@pytest.mark.skipif(not LINUX, reason="only Linux confines")
@pytest.mark.parametrize("as_nobody", USERS)
def test_nothing_is_left_behind(as_nobody: bool) -> None:
    """It leaves no process, no file, and no read of the home folder, with all layers on."""
    found, processes = judged("all", as_nobody)

    if "Landlock" not in found[0]["held"]:
        pytest.skip(missing("Landlock"))
    assert [each["name"] for each in found if each["was_read"]] == []
    assert [each["name"] for each in found if not each["is_whole"]] == []
    assert [each["name"] for each in found if each["folders"]] == []
    assert processes == []


def test_there_are_enough() -> None:
    """It tries at least 36 kinds."""
    assert len(HOSTILE) >= 36
