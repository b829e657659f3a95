"""`kill -9` at random moments: what was acknowledged is there, and nothing is broken.

60 kills; QBANK_TORTURE names another number (`make torture`: 500).
"""

import os
import random
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from qbank.store import open_store
from qbank.store.check import check

Start = Callable[..., "subprocess.Popen[str]"]
KILLS = int(os.environ.get("QBANK_TORTURE", "60"))
TERMINALS = 2
KILLS_A_HOME = 20  # then a new folder: making the file is worth killing too, and a short log replays fast


def test_killed_terminals(tmp_path: Path, start_writer: Start) -> None:
    """It has every acknowledged row after each kill of two terminals, and the doctor finds nothing."""
    acknowledged: dict[Path, set[str]] = {}
    for round_number in range(-(-KILLS // TERMINALS)):
        home = tmp_path / f"家 {round_number * TERMINALS // KILLS_A_HOME}"
        said = acknowledged.setdefault(home, set())
        said |= _kill_round(home, start_writer, after_first=round_number % 3 > 0)

        assert check(home) == []
        if said:
            with open_store(home, create=False) as store:
                assert said <= {row.id.hex() for row in store.reviews()}

    assert sum(map(len, acknowledged.values())) >= KILLS // 3


def _kill_round(home: Path, start_writer: Start, *, after_first: bool) -> set[str]:
    """Kill both terminals, anywhere after their start or among their rows; return what they acknowledged."""
    writers = [start_writer("append", home, 0) for _ in range(TERMINALS)]
    first = ""
    if after_first:
        assert writers[0].stdout is not None
        first = writers[0].stdout.readline()
        assert first, "the terminal ended by itself"
        time.sleep(random.random() * 0.1)
    else:
        time.sleep(random.random() * 0.5)
    for writer in writers:
        assert writer.poll() is None, "the terminal ended by itself"
        writer.kill()
    said = first + "".join(writer.communicate()[0] for writer in writers)
    return {line.strip() for line in said.splitlines(keepends=True) if line.endswith("\n")}
