"""`qbank approve`: a person has compared the claims of an entry with its sources."""

from datetime import date
from typing import Annotated

import typer

from qbank.bank.authoring import approved
from qbank.bank.library import Library, read_library
from qbank.bank.rules import check
from qbank.bank.rules.entry_file import EntryFile
from qbank.bank.rules.form import is_unfinished
from qbank.commands import opening
from qbank.commands.writing import writing
from qbank.core.select import id_named
from qbank.errors import NothingFoundError
from qbank.files import atomic_write
from qbank.screen.claims import claims, problem_claims
from qbank.screen.console import Screen
from qbank.screen.findings import findings
from qbank.screen.prompts import ask_yes
from qbank.settings import Settings


def approve(
    ctx: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="ID", help="An entry's id; its last part where that is unique")
    ],
    yes: Annotated[bool, typer.Option("--yes", help="Approve without being asked")] = False,
) -> None:
    """Show each claim beside its sources and, on yes, mark the entry as checked today."""
    settings: Settings = ctx.obj
    screen = opening.screen_for(settings)
    library = read_library(settings.folders)
    files = library.context.files
    file = files[id_named(name, files)]
    _refuse_faulty(screen, file, library)
    screen.put(problem_claims(screen, file.problem) if file.problem else claims(screen, file.entry))
    if not yes and not (
        screen.is_interactive and ask_yes(screen, screen.word("Do the sources say all of this?"))
    ):
        raise NothingFoundError("{id} stays as it is", id=file.entry.id)
    with writing(file.file):
        text = approved(file.file.read_text("utf-8"), date.today().isoformat(), file.entry.hash)  # noqa: DTZ011  # the person's own day
        atomic_write(file.file, text)
    screen.say("{id} is checked", id=file.entry.id)


def _refuse_faulty(screen: Screen, file: EntryFile, library: Library) -> None:
    """Refuse an entry that lacks something or breaks a rule: it is not ready to be checked."""
    found = [finding for finding in check([file], library.context) if finding.code not in ("W102", "W902")]
    if any(finding.severity == "error" for finding in found) or is_unfinished(file):
        screen.put(findings(screen, found, 1))
        raise NothingFoundError("{id} is not ready to be checked", id=file.entry.id)
