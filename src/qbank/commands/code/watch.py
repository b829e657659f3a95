"""`qbank code watch`: judge a solution whenever it is saved."""

import secrets
import time
from dataclasses import dataclass
from pathlib import Path

import typer

from qbank.bank import Bank
from qbank.commands import opening
from qbank.commands.code.attempting import keep
from qbank.commands.code.choosing import Chosen, NameArgument, VariantOption, allow_code, choose, task_for
from qbank.commands.code.test import SEEDS
from qbank.commands.marking import mark, marked
from qbank.core.attempts import Standing, standings
from qbank.errors import WrongUsageError
from qbank.judge.judging import judge, setups
from qbank.judge.warm import Spares
from qbank.judge.workspace import Workspace, read_solution
from qbank.screen import problems, verdict
from qbank.screen.console import Screen
from qbank.screen.keys import Keys, open_keys
from qbank.screen.layout import BLANK, paragraph
from qbank.screen.waiting import waiting
from qbank.settings import Settings

POLL = 0.2  # seconds between two looks at the file
SETTLED = 0.05  # seconds without a change after which a save is taken to be over
Stamp = tuple[int, int, int] | None


def watch(ctx: typer.Context, name: NameArgument, variant: VariantOption = "") -> None:
    """Judge at every save, and at Enter; `h` shows a hint, `q` ends. Each judging is kept."""
    settings: Settings = ctx.obj
    bank, screen = opening.bank_for(settings), opening.screen_for(settings)
    if not screen.is_interactive:
        raise WrongUsageError("qbank code watch needs a terminal", hint="judge once with: qbank code test ID")
    chosen = choose(settings, bank, name, variant)
    allow_code(settings, screen, chosen.folder)
    Workspace(settings.workspace).start(chosen.file, (chosen.home / "starter.py").read_text("utf-8"))
    spares = Spares()
    try:
        with open_keys(screen) as keys:
            _Watch(settings, bank, screen, chosen, spares).until_quit(keys)
    except EOFError:
        return
    finally:
        spares.end()


@dataclass(slots=True)
class _Watch:
    """One watch over a file."""

    settings: Settings
    bank: Bank
    screen: Screen
    chosen: Chosen
    spares: Spares

    def until_quit(self, keys: Keys) -> None:
        """Judge what is there, then at every change and at Enter."""
        seen = stamp(self.chosen.file)
        self._judge()
        while (key := keys.wait(POLL)) != "q":
            now = self._settled()
            if key == "h":
                self._hint()
            elif key == "enter" or (now is not None and now != seen):
                seen = now
                self._judge()

    def _settled(self) -> Stamp:
        """Return the stamp of the file once it no longer changes."""
        before = stamp(self.chosen.file)
        while True:
            time.sleep(SETTLED)
            after = stamp(self.chosen.file)
            if after == before:
                return after
            before = after

    def _judge(self) -> None:
        try:
            solution = read_solution(self.chosen.file)
        except WrongUsageError as gone:  # between two steps of an editor's save
            self.screen.tell(gone.message)
            return
        task = task_for(self.settings, self.chosen, solution)
        with waiting(self.screen, self.screen.word("judging …")):
            report = judge(task, secrets.randbelow(SEEDS), start=self.spares.start)
        days = keep(self.settings, self.bank, self.chosen, solution, report)
        self.screen.put(
            verdict.verdict(
                self.screen, self.chosen.problem.slug, report, days=days, file=self.chosen.file.name
            )
        )
        asked = self.screen.word(
            "watching {path}: Enter judges again, h a hint, q ends", path=self.chosen.file
        )
        self.screen.put([BLANK, *paragraph(self.screen, (asked, "key"))])
        self.spares.prepare(*setups(task))

    def _hint(self) -> None:
        problem = self.chosen.problem
        seen = marked(self.settings, self.bank, standings).get(problem.id, Standing()).hints
        if not problem.hints:
            self.screen.say("{id} has no hints", id=problem.id)
            return
        wanted = min(seen + 1, len(problem.hints))
        mark(self.settings, "aid", problem.id, {"hint": wanted})
        self.screen.put(problems.hint(self.screen, problem, wanted))


def stamp(file: Path) -> Stamp:
    """Return what changes when a file is saved: time, size, inode; None while it is gone."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
