"""Measure how the cost of a search grows with the bank: CPU time of whole processes, interleaved, the median.

Usage: bench_growth.py [--runs N] FOLDER... (banks that `bigbank.py` made). Each is compiled, and once more
after three seconds, so that its files are older than its copy; a run follows the one before at once.
"""

import argparse
import os
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from bench import SCRIPT, TAB, seconds

CASES = {
    "search 梯度消失": ["search", "梯度消失"],
    "search gradient clipping": ["search", "gradient", "clipping"],
    "search gradeint cliping (misspelt)": ["search", "gradeint", "cliping"],
    "search tidu xiaoshi (pinyin)": ["search", "tidu", "xiaoshi"],
    "topics": ["topics"],
    "TAB after quiz --topic": ["qbank", "quiz", "--topic", ""],
    "TAB after show --json training/entry-0001": ["qbank", "show", "--json", "training/entry-0001"],
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument(
        "--cache", type=Path, help="where compiled copies are kept; a new folder if not given"
    )
    parser.add_argument("banks", nargs="+", type=Path)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("QBANK_", "XDG_"))}
        cache = str(wanted.cache.resolve()) if wanted.cache else home
        kept |= {"HOME": home, "XDG_CACHE_HOME": cache, "LANG": "C.UTF-8"}
        environments = {bank: {**kept, "QBANK_BANK": str(bank)} for bank in wanted.banks}
        for _ in range(2):
            for environment in environments.values():
                subprocess.run([*SCRIPT, "list"], env=environment, capture_output=True, check=True)
            time.sleep(3)
        print(
            f"{'CPU ms, of ' + str(wanted.runs):>42}  " + " ".join(f"{bank.name:>9}" for bank in wanted.banks)
        )
        for name, words in CASES.items():
            measure(name, words, environments, wanted.runs)


def measure(name: str, words: list[str], environments: dict[Path, dict[str, str]], runs: int) -> None:
    """Print the medians of one command in every bank, and the ratio of the last to the first."""
    times: dict[Path, list[float]] = {bank: [] for bank in environments}
    more = TAB if name.startswith("TAB") else {}
    for _ in range(runs + 1):  # the first is warming up
        for bank, environment in environments.items():
            times[bank].append(seconds([*SCRIPT, *words], terminal=False, environment=environment | more)[0])
    found = [1000 * statistics.median(one[1:]) for one in times.values()]
    print(f"{name:>42}  " + " ".join(f"{one:9.0f}" for one in found) + f"  × {found[-1] / found[0]:.2f}")


if __name__ == "__main__":
    main()
