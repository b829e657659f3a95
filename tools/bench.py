"""Measure what a start costs: CPU time as a ratio to `python -c pass`, interleaved, the median of 15 runs.

Usage: bench.py [--runs N]. Compiles all modules first; uses a folder of its own for data and cache.
"""

import compileall
import os
import pty
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
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


def cpu_seconds(command: list[str], *, terminal: bool, environment: dict[str, str]) -> float:
    """Return user plus system time of a command, its output to a pipe or a pseudo-terminal."""
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
    return (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime)


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
        subprocess.run([PYTHON, "-m", "qbank", "list"], capture_output=True, env=environment, check=True)
        times: dict[str, list[float]] = {name: [] for name in CASES}
        for _ in range(runs):
            for name, (command, terminal) in CASES.items():
                times[name].append(cpu_seconds(command, terminal=terminal, environment=environment))
    report({name: statistics.median(found) for name, found in times.items()})


def report(medians: dict[str, float]) -> None:
    """Print each median in milliseconds and as a ratio to bare Python and to an empty command."""
    bare, empty = medians["python -c pass"], medians["qbank completion bash (an empty command)"]
    print(f"{'CPU ms':>8} {'× bare':>7} {'× empty':>8}")
    for name, seconds in medians.items():
        print(f"{seconds * 1000:8.0f} {seconds / bare:7.1f} {seconds / empty:8.2f}  {name}")


if __name__ == "__main__":
    main()
