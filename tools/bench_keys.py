"""Measure from a key to the next screen: an answer to its feedback, a rating to the next question.

Usage: python tools/bench_keys.py [--questions N]; exits with 1 when a median is above 30 ms

A quiz runs on a pseudo-terminal of 80 columns and 24 rows, with the bank of the checkout and a log of its
own. After an answer the screen is drawn when the row of keys stands on it, after a rating when the prompt of
the next answer box does. The log is looked at from outside just then: the rating must be there. Beside the
clock stands the CPU time of the quiz (on Linux), which other work of the machine does not stretch.
"""

import argparse
import fcntl
import os
import pty
import select
import signal
import sqlite3
import statistics
import struct
import sys
import tempfile
import termios
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MOST_MS = 30
PROMPT, RATING = "\N{HEAVY RIGHT-POINTING ANGLE QUOTATION MARK ORNAMENT}".encode(), b"q save and quit"
QUIET = 0.15  # seconds without output after which a screen is taken to be complete
PATIENCE = 20.0


class Quiz:
    """A quiz on a pseudo-terminal."""

    def __init__(self, home: str, questions: int) -> None:
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("QBANK_", "XDG_", "LC_"))}
        environment |= {"HOME": home, "LANG": "C.UTF-8", "TERM": "xterm-256color", "QBANK_HOME": home}
        environment |= {"PYTHONPATH": str(ROOT / "src"), "QBANK_NEW_PER_SESSION": str(questions)}
        command = [sys.executable, "-m", "qbank", "--lang", "en", "quiz", "-n", str(questions), "--seed", "1"]
        self.pid, self.terminal = pty.fork()
        if not self.pid:
            os.execve(sys.executable, command, environment)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))

    def press(self, keys: str) -> None:
        """Type keys."""
        os.write(self.terminal, keys.encode())

    def until(self, text: bytes) -> float:
        """Read until a text has come, and return when that was; then until nothing more comes."""
        read, at, deadline = b"", 0.0, time.perf_counter() + PATIENCE
        while not at or select.select([self.terminal], [], [], QUIET)[0]:
            if time.perf_counter() > deadline:
                raise TimeoutError(f"{text!r} did not come; {read[-400:]!r} did")
            if select.select([self.terminal], [], [], 0.1)[0]:
                read += os.read(self.terminal, 65536)
            if not at and text in read:
                at = time.perf_counter()
        return at

    def timed(self, keys: str, text: bytes) -> tuple[float, float]:
        """Return the milliseconds from a key to a text on the screen, and those of CPU until all is still."""
        start, used = time.perf_counter(), self.cpu()
        self.press(keys)
        return 1000 * (self.until(text) - start), self.cpu() - used

    def cpu(self) -> float:
        """Return the milliseconds of CPU that the quiz has used; 0 where the system does not tell."""
        file = Path(f"/proc/{self.pid}/schedstat")
        return int(file.read_text().split()[0]) / 1e6 if file.exists() else 0.0

    def end(self) -> None:
        """End the quiz."""
        os.kill(self.pid, signal.SIGTERM)
        os.waitpid(self.pid, 0)
        os.close(self.terminal)


def rows(home: str) -> int:
    """Return how many ratings are on the disk."""
    with sqlite3.connect(f"file:{home}/qbank.db?mode=ro", uri=True) as connection:
        return int(connection.execute("SELECT count(*) FROM review WHERE kind = 'answer'").fetchone()[0])


def measured(questions: int) -> dict[str, list[tuple[float, float]]]:
    """Return the milliseconds, and those of CPU, of every answer and every rating that a question follows."""
    answers, ratings = [], []
    with tempfile.TemporaryDirectory() as home:
        quiz = Quiz(home, questions)
        try:
            quiz.until(PROMPT)
            for number in range(1, questions):
                quiz.press("I have no idea")
                time.sleep(QUIET)
                answers.append(quiz.timed("\x1b\r", RATING))
                ratings.append(quiz.timed("3", PROMPT))
                if rows(home) != number:
                    raise AssertionError("the next question came before the rating was on the disk")
        finally:
            quiz.end()
    return {"answer, draft on the disk, feedback": answers, "rating, commit, next question": ratings}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=40)
    is_slow = False
    for name, found in measured(parser.parse_args().questions).items():
        wall, used = (sorted(times) for times in zip(*found, strict=True))
        last = round(0.95 * (len(wall) - 1))
        is_slow |= statistics.median(wall) > MOST_MS
        print(
            f"{name}: p50 {statistics.median(wall):.1f} ms, p95 {wall[last]:.1f} ms;"
            f" CPU p50 {statistics.median(used):.1f} ms, p95 {used[last]:.1f} ms"
        )
    return int(is_slow)


if __name__ == "__main__":
    sys.exit(main())
