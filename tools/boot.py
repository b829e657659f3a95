"""Set up .venv when it is missing or out of date, then run qbank or the tests in it.

Usage: boot.py quiz [ARG…] | test [ARG…] | python [ARG…] | setup

Needs nothing but Python's own library, and names no package index: uv, pip and their configuration decide.
The stamp in .venv names the lock file, the interpreter and the folder that it was made for, so a second run
installs nothing. Python 3.6 must be able to read this file, to be told that it is too old.
"""

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

OLDEST = (3, 11)
if sys.version_info < OLDEST:
    found = ".".join(map(str, sys.version_info[:3]))
    sys.stderr.write(f"qbank: this is Python {found}; 3.11 or newer is needed (make PYTHON=python3.12 …)\n")
    sys.exit(2)

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "qbank-stamp.json"
LOCKS = {"run": "requirements.lock", "test": "requirements-dev.lock"}


class SetupError(Exception):
    """What keeps the set-up from working, in one line that says what to do."""


def main() -> int:
    """Do what the command line says; the exit code is that of what was run, 2 when the set-up failed."""
    what, arguments = (sys.argv[1], sys.argv[2:]) if len(sys.argv) > 1 else ("", [])
    if what not in ("quiz", "test", "python", "setup"):
        sys.stderr.write(__doc__ or "")
        return 2
    try:
        set_up("run" if what == "quiz" else "test")
    except SetupError as error:
        sys.stderr.write(f"qbank: {error}\n")
        return 2
    except KeyboardInterrupt:
        sys.stderr.write("qbank: the set-up was interrupted; run make again\n")
        return 130
    python = str(venv_python())
    command = {
        "quiz": [python, "-m", "qbank", "quiz", *arguments],
        "test": [python, "-m", "pytest", *arguments],
        "python": [python, *arguments],
        "setup": [python, "-c", ""],
    }[what]
    os.chdir(ROOT)
    if os.name == "nt":
        return subprocess.call(command)
    return os.execv(python, command)  # the terminal, the signals and the exit code are those of what runs


def set_up(level: str) -> None:
    """Make .venv fit the lock file of `level`, "run" or "test"; do nothing when it does."""
    if fits(level):
        return
    with alone():
        if fits(level):  # another terminal has just done it
            return
        sys.stderr.write("qbank: setting up .venv, once …\n")
        STAMP.unlink(missing_ok=True)
        lock = ROOT / LOCKS[level]
        uv = shutil.which("uv")
        if uv and VENV not in Path(uv).parents:  # one in .venv would be deleted with it
            with_uv(uv, lock)
        else:
            with_pip(lock)
        run([str(venv_python()), "-m", "compileall", "-q", str(ROOT / "src"), str(VENV / "lib")], check=False)
        STAMP.write_text(json.dumps(stamp_for(level)), encoding="utf-8")


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Let one set-up work at a time, where the system can say so."""
    try:
        import fcntl  # noqa: PLC0415  # late: Windows has none
    except ImportError:
        yield
        return
    folder = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def fits(level: str) -> bool:
    """Say whether .venv has all that `level` needs; what the tests need is enough for a quiz."""
    found = read_stamp()
    return any(stamp_for(enough) == found for enough in (level, "test"))


def stamp_for(level: str) -> "dict[str, str]":
    """Return what .venv must have been made from; the settings of linters are no part of it."""
    import tomllib  # noqa: PLC0415  # late: an older Python has none, and is told so above

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    installed = [project.get("project"), project.get("build-system"), project.get("tool", {}).get("hatch")]
    made_from = (ROOT / LOCKS[level]).read_bytes() + json.dumps(installed).encode()
    hashed = hashlib.sha256(made_from).hexdigest()
    return {"lock": hashed, "python": sys.version, "root": str(ROOT), "level": level}


def read_stamp() -> object:
    """Return what .venv was made from, None when that is not known."""
    try:
        return json.loads(STAMP.read_text(encoding="utf-8")) if venv_python().exists() else None
    except (OSError, ValueError):
        return None


def venv_python() -> Path:
    """Return where the interpreter of .venv is."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def with_uv(uv: str, lock: Path) -> None:
    """Make .venv with uv, which is quick and brings what it needs."""
    run([uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(VENV)])
    target = ["--quiet", "--python", str(venv_python())]
    run([uv, "pip", "install", *target, "--require-hashes", "-r", str(lock)], network=True)
    run([uv, "pip", "install", *target, "--no-deps", "--no-build-isolation", "-e", str(ROOT)])


def with_pip(lock: Path) -> None:
    """Make .venv with Python's own venv and the pip in it, brought up to date first."""
    try:
        import ensurepip  # noqa: F401, PLC0415  # late: Debian's Python lacks it
    except ImportError:
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        remedy = f"apt install python{version}-venv  (as root), or install uv"
        raise SetupError(
            f"Python's venv module is not complete here; {remedy}, then run make again"
        ) from None
    run([sys.executable, "-m", "venv", "--clear", str(VENV)])
    pip = [str(venv_python()), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    run([*pip, "--upgrade", "pip"], network=True)
    run([*pip, "--require-hashes", "-r", str(lock)], network=True)
    run([*pip, "--no-deps", "--no-build-isolation", "-e", str(ROOT)])


def run(command: list[str], *, network: bool = False, check: bool = True) -> None:
    """Run one step.

    Raises:
        SetupError: It failed; what it printed comes first, then one line that says what to do.
    """
    clean = {
        key: value
        for key, value in os.environ.items()
        if key not in ("PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV")
    }
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, errors="replace", env=clean, cwd=ROOT
    )
    if done.returncode == 0 or not check:
        return
    sys.stderr.write(done.stdout + done.stderr)
    if network:
        raise SetupError(
            "packages could not be fetched; check the network (or pip's own configuration) and run make again"
        )
    raise SetupError(f"{Path(command[0]).name} {' '.join(command[1:4])} … failed; its words are above")


if __name__ == "__main__":
    sys.exit(main())
