"""Measure what a start costs: CPU time as a ratio to `python -c pass`, interleaved, the median of 15 runs.

Usage: bench.py [--runs N]. Compiles all modules first; uses a folder of its own for data and cache. ripgrep
and fzf stand beside a search where they are installed; fzf is given the rows of `qbank list`.
"""

import compileall
import os
import pty
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
SCRIPT = [PYTHON, "-c", "import sys; from qbank.__main__ import main; sys.exit(main())"]  # as installed
TAB = {"_QBANK_COMPLETE": "3"}
TABS = {
    "TAB after qbank quiz --topic": [*SCRIPT, "qbank", "quiz", "--topic", ""],
    "TAB after qbank code start": [*SCRIPT, "qbank", "code", "start", ""],
    "TAB after qbank show --json training/": [*SCRIPT, "qbank", "show", "--json", "training/"],
}
OTHERS = {
    "rg -l over the questions": ["rg", "-l", "梯度消失", str(ROOT / "questions")],
    "fzf --filter over the list": ["sh", "-c", 'exec fzf --filter=梯度消失 < "$QBANK_LIST"'],
}
CASES = {
    "python -c pass": ([PYTHON, "-c", "pass"], False),
    "qbank --version": ([PYTHON, "-m", "qbank", "--version"], False),
    "qbank --help": ([PYTHON, "-m", "qbank", "--help"], False),
    "qbank completion bash (an empty command)": ([PYTHON, "-m", "qbank", "completion", "bash"], False),
    "qbank search 梯度消失, piped": ([PYTHON, "-m", "qbank", "search", "梯度消失"], False),
    "qbank search 梯度消失, terminal": ([PYTHON, "-m", "qbank", "search", "梯度消失"], True),
    "qbank search gradeint cliping, piped": ([PYTHON, "-m", "qbank", "search", "gradeint cliping"], False),
    "qbank search tidu xiaoshi, piped": ([PYTHON, "-m", "qbank", "search", "tidu xiaoshi"], False),
    "a naive search (Typer, YAML, pydantic, rapidfuzz)": (
        [PYTHON, str(ROOT / "tools" / "naive_search.py"), "梯度消失"],
        False,
    ),
    "grep -r over the questions": (["grep", "-rl", "梯度消失", str(ROOT / "questions")], False),
    "qbank list, piped": ([PYTHON, "-m", "qbank", "list"], False),
    "qbank show ID, piped": ([PYTHON, "-m", "qbank", "show", "kv-cache-memory"], False),
    "qbank stats, piped": ([PYTHON, "-m", "qbank", "stats"], False),
}


def seconds(command: list[str], *, terminal: bool, environment: dict[str, str]) -> tuple[float, float]:
    """Return user plus system time of a command, and wall time, its output to a pipe or a pseudo-terminal."""
    start = time.perf_counter()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)  # to the microsecond; os.times counts in 10 ms
    if terminal:
        master, slave = pty.openpty()
        child = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, env=environment)
        os.close(slave)
        drain(master)
        child.wait()
        os.close(master)
    else:
        subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, env=environment, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime)
    return cpu, time.perf_counter() - start


def drain(descriptor: int) -> None:
    """Read until the other end is closed."""
    while True:
        try:
            if not os.read(descriptor, 65536):
                return
        except OSError:
            return


def main() -> None:
    runs = int(sys.argv[2]) if sys.argv[1:2] == ["--runs"] else 15
    for folder in (ROOT / "src", *map(Path, sys.path[1:])):
        if folder.is_dir():
            compileall.compile_dir(str(folder), quiet=2, workers=0)
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "HOME": home, "LANG": "C.UTF-8", "TERM": "xterm-256color"}
        environment = {k: v for k, v in environment.items() if not k.startswith(("QBANK_", "XDG_"))}
        with (Path(home) / "list").open("wb") as listed:
            subprocess.run([PYTHON, "-m", "qbank", "list"], stdout=listed, env=environment, check=True)
        environment["QBANK_LIST"] = listed.name
        cases = {name: (*case, environment) for name, case in CASES.items()}
        cases |= {name: (command, False, environment | TAB) for name, command in TABS.items()}
        cases |= {
            name: (command, False, environment)
            for name, command in OTHERS.items()
            if shutil.which(name.split()[0])
        }
        times: dict[str, list[tuple[float, float]]] = {name: [] for name in cases}
        for _ in range(runs):
            for name, (command, terminal, own) in cases.items():
                times[name].append(seconds(command, terminal=terminal, environment=own))
    report({name: medians(found) for name, found in times.items()})


def medians(found: list[tuple[float, float]]) -> tuple[float, float]:
    """Return the median of the CPU times and that of the wall times."""
    return statistics.median(cpu for cpu, _ in found), statistics.median(wall for _, wall in found)


def report(found: dict[str, tuple[float, float]]) -> None:
    """Print the medians in milliseconds, and CPU time as a ratio to bare Python and to an empty command."""
    bare, empty = found["python -c pass"][0], found["qbank completion bash (an empty command)"][0]
    print(f"{'CPU ms':>8} {'× bare':>7} {'× empty':>8} {'wall ms':>8}")
    for name, (cpu, wall) in found.items():
        print(f"{cpu * 1000:8.0f} {cpu / bare:7.1f} {cpu / empty:8.2f} {wall * 1000:8.0f}  {name}")


if __name__ == "__main__":
    main()
