"""Measure what the judge costs beside the import of NumPy, which nobody can avoid.

Usage: python tools/bench_judge.py [--runs 15]

Interleaved; medians of wall time, and over that of the import. Cold: a judging as `qbank code test` does
it. Warm: one with children that wait with their imports done, as `qbank code watch` does it; the wait between
two is what a person takes at least. Exits 1 when cold is above 1.1 times the import, or warm above .25 times.
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from qbank.judge.judging import Task, judge, setups
from qbank.judge.warm import Spares

GQA = Path(__file__).parent.parent / "questions" / "coding" / "gqa"
COLD, WARM = 1.1, 0.25
PAUSE = 0.6  # seconds in which the next children get ready


def main() -> int:
    parser = argparse.ArgumentParser(description="What the judge costs.")
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    task = Task(GQA, (GQA / "solution.py").read_bytes(), sys.executable)
    spares = Spares()
    times: dict[str, list[float]] = {"import numpy": [], "cold": [], "warm": []}
    try:
        for _ in range(runs):
            times["import numpy"].append(timed(_import_numpy))
            times["cold"].append(timed(lambda: judge(task, 1)))
            spares.prepare(*setups(task))
            time.sleep(PAUSE)
            times["warm"].append(timed(lambda: judge(task, 1, start=spares.start)))
    finally:
        spares.end()
    base = median(times["import numpy"])
    for name, found in times.items():
        print(f"{name:14s} {median(found) * 1000:7.1f} ms   {median(found) / base:5.2f}x   of {runs} runs")
    holds = median(times["cold"]) <= COLD * base and median(times["warm"]) <= WARM * base
    print("holds" if holds else f"does not hold: cold <= {COLD}x, warm <= {WARM}x")
    return 0 if holds else 1


def timed(work: Callable[[], object]) -> float:
    """Return the seconds of wall time that something takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _import_numpy() -> None:
    subprocess.run([sys.executable, "-c", "import numpy"], check=True)


if __name__ == "__main__":
    sys.exit(main())
