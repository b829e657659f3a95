"""The interpreter that judges: which one, what it lacks, and what to do about it."""

import importlib.util
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence

from qbank.errors import JudgeUnavailableError

PROBE = "import importlib.util as u, sys; sys.exit(any(u.find_spec(n) is None for n in sys.argv[1:]))"
OLDEST = (3, 9)


def chosen(configured: str, needs: Sequence[str]) -> str:
    """Return the interpreter that judges.

    It is the configured one; else this one where it has what is needed; else one on the PATH that has it;
    else this one, which will then say what it lacks.
    """
    if configured:
        return configured
    if all(importlib.util.find_spec(name) for name in needs):
        return sys.executable
    return next((python for python in _others() if _has(python, needs)), sys.executable)


def lacking(python: str, missing: Sequence[str]) -> JudgeUnavailableError:
    """Return the error that the interpreter lacks packages."""
    return JudgeUnavailableError(
        "{python} has no {missing}",
        hint="install it there: {python} -m pip install {missing}; or name another interpreter: "
        "qbank config set judge_python PATH",
        python=python,
        missing=" ".join(missing),
    )


def failing(python: str, printed: str) -> JudgeUnavailableError:
    """Return the error that the interpreter did not start the judge, with its version where it has one."""
    lines = printed.strip().splitlines()
    why = lines[-1][:300] if lines else "it ended at once"
    version = _version(python)
    if version and version < OLDEST:
        why = f"it is Python {version[0]}.{version[1]}; 3.9 or newer is needed"
    return JudgeUnavailableError(
        "{python} cannot judge: {why}",
        hint="name another interpreter: qbank config set judge_python PATH",
        python=python,
        why=why,
    )


def _others() -> list[str]:
    found = (shutil.which(name) for name in ("python3", "python"))
    return [python for python in found if python]


def _has(python: str, needs: Sequence[str]) -> bool:
    try:
        return (
            subprocess.run(
                [python, "-c", PROBE, *needs], capture_output=True, timeout=20, check=False
            ).returncode
            == 0
        )
    except (OSError, subprocess.TimeoutExpired):
        return False


def _version(python: str) -> tuple[int, int] | None:
    """Return the version of an interpreter, of Python 2 too; None where it does not say."""
    try:
        said = subprocess.run([python, "-V"], capture_output=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = re.search(rb"Python (\d+)\.(\d+)", said.stdout + said.stderr)
    return (int(found[1]), int(found[2])) if found else None
