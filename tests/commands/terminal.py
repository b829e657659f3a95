"""A real terminal, in tmux, in which a person types at qbank; and what the log holds meanwhile."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.commands.practice import write_practice
from tests.conftest import missing

SOURCE = str(Path(__file__).parents[2] / "src")
PATIENCE = float(os.environ.get("QBANK_PATIENCE", "60"))  # seconds, for a machine with other things to do
ENTER, ALT_ENTER, TAB, SPACE, BACKSPACE = "Enter", "M-Enter", "Tab", "Space", "BSpace"
Open = Callable[..., "Terminal"]


# tmux 3.3 sometimes never hears that its child has ended: the shell writes the exit code down
WATCHED = """trap : INT HUP TERM; sh -c 'echo $$ >"$0"; exec "$@"' "$0.pid" "$@"; echo $? >"$0.code\""""


class Terminal:
    """A terminal with one qbank in it. The program is a child of a tmux server of this test's own."""

    def __init__(
        self, socket: Path, command: list[str], size: tuple[int, int], env: Mapping[str, str]
    ) -> None:
        config = socket.with_suffix(".conf")
        config.write_text("set -g remain-on-exit on\nset -g history-limit 2000\nset -s escape-time 20\n")
        self._tmux = ["tmux", "-u", "-f", str(config), "-S", str(socket)]
        columns, rows = map(str, size)
        watched = ["sh", "-c", WATCHED, str(socket), *command]
        self._do("new-session", "-d", "-x", columns, "-y", rows, *watched, env=env)
        self._code = Path(f"{socket}.code")
        self.pid = int(self._written(Path(f"{socket}.pid")))

    def type(self, text: str) -> None:
        """Type text once the program waits for it."""
        self.settle()
        self._do("send-keys", "-l", text)

    def press(self, *keys: str) -> None:
        """Press keys by tmux's names, one after the other, each once the program waits for it."""
        for key in keys:
            self.settle()
            self._do("send-keys", key)

    def answer(self, text: str) -> None:
        """Type an answer and submit it."""
        self.expect("❯")
        self.type(text)
        self.press(ALT_ENTER)

    def expect(self, *texts: str) -> str:
        """Return the screen once it shows all of the texts."""
        deadline = time.monotonic() + PATIENCE
        if all(text in (shown := self.screen()) for text in texts):
            self.settle()  # they may stand there from before the last key
        while not all(text in (shown := self.screen()) for text in texts):
            assert time.monotonic() < deadline, f"no {texts} on the screen:\n{shown}"
            if self._code.exists():
                time.sleep(0.1)  # what it wrote last is on its way to the screen
                shown = self.screen()
                assert all(text in shown for text in texts), f"it ended without {texts}:\n{shown}"
            time.sleep(0.03)
        return shown

    def screen(self) -> str:
        """Return what stands on the screen."""
        return self._do("capture-pane", "-p").rstrip("\n") + "\n"

    def everything(self) -> str:
        """Return what stands on the screen and what has left it at the top."""
        return self._do("capture-pane", "-p", "-J", "-S", "-").rstrip("\n") + "\n"

    def settle(self) -> None:
        """Wait until the program sleeps, waiting for a key: what is typed before, it forgets on purpose."""
        deadline, still, spent = time.monotonic() + PATIENCE, 0, -1
        while still < 4:
            try:
                fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
            except (FileNotFoundError, ProcessLookupError):
                if sys.platform == "linux":
                    return  # it has ended
                time.sleep(0.5)
                return
            if fields[0] in "ZX":
                return  # it has ended
            now = int(fields[11]) + int(fields[12])  # time spent as itself and in the system
            still = still + 1 if fields[0] == "S" and now == spent else 0
            spent = now
            assert time.monotonic() < deadline, f"it never waits:\n{self.screen()}"
            time.sleep(0.02)

    def exit_code(self) -> int:
        """Return what the program ended with; 128 and its number for a signal that killed it."""
        return int(self._written(self._code))

    def close(self) -> None:
        """Hang up: the program is sent SIGHUP, and the server ends."""
        subprocess.run([*self._tmux, "kill-server"], capture_output=True, check=False)

    def _written(self, file: Path) -> str:
        """Return what the shell writes into a file, once it has."""
        deadline = time.monotonic() + PATIENCE
        while not (file.exists() and (text := file.read_text()).endswith("\n")):
            assert time.monotonic() < deadline, f"it does not end:\n{self.screen()}"
            time.sleep(0.02)
        return text.strip()

    def _do(self, *words: str, env: Mapping[str, str] | None = None) -> str:
        done = subprocess.run(
            [*self._tmux, *words], capture_output=True, text=True, encoding="utf-8", env=env, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture
def practice(tmp_path: Path) -> Path:
    """Write the bank of practice."""
    return write_practice(tmp_path / "bank")


@pytest.fixture
def terminal(home: Path, practice: Path, tmp_path: Path) -> Iterator[Open]:
    """Open terminals with a qbank in each, of the practice bank unless another is named."""
    if not shutil.which("tmux"):
        pytest.skip(missing("tmux"))
    opened: list[Terminal] = []

    def start(
        *arguments: str, columns: int = 80, rows: int = 40, lang: str = "zh", real: bool = False, **env: str
    ) -> Terminal:
        where = [] if real else ["--bank", str(practice)]
        command = [sys.executable, "-m", "qbank", *(["--lang", lang] if lang else []), *where, *arguments]
        environment = {key: value for key, value in os.environ.items() if key not in ("TMUX", "TMUX_PANE")}
        environment |= {"PYTHONPATH": SOURCE, "LANG": "C.UTF-8", "TERM": "xterm-256color", **env}
        if "TERM" in env:  # tmux names its own
            command = ["env", f"TERM={env['TERM']}", *command]
        opened.append(Terminal(tmp_path / f"tmux{len(opened)}", command, (columns, rows), environment))
        return opened[-1]

    yield start
    for each in opened:
        each.close()


def log(home: Path) -> list[dict[str, Any]]:
    """Read the log from outside, as another program would."""
    file = home / "qbank.db"
    if not file.exists():
        return []
    connection = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True, timeout=10)
    try:
        connection.row_factory = sqlite3.Row
        rows = [dict(row) for row in connection.execute("SELECT * FROM review ORDER BY at, id")]
    finally:
        connection.close()
    return [{**row, "data": json.loads(row["data"] or "{}")} for row in rows]


def drafts(home: Path) -> dict[str, str]:
    """Read the half-typed answers from outside."""
    connection = sqlite3.connect(f"{(home / 'qbank.db').as_uri()}?mode=ro", uri=True, timeout=10)
    try:
        return dict(connection.execute("SELECT item, text FROM draft").fetchall())
    finally:
        connection.close()


def kinds(home: Path) -> list[str]:
    """Return the kinds of the rows of the log, in their order."""
    return [row["kind"] for row in log(home)]
