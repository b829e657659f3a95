"""`qbank doctor`: is everything sound, and what can be mended."""

from typing import Annotated

import typer

from qbank import __version__
from qbank.bank import Bank
from qbank.commands import opening
from qbank.commands.remembering import memories_of
from qbank.commands.writing import writing
from qbank.core.schedule import replay, stamp
from qbank.errors import QbankError, StoreError
from qbank.screen.console import Screen
from qbank.screen.errors import show_error
from qbank.screen.streams import readable
from qbank.settings import Settings
from qbank.store.check import check


def doctor(
    ctx: typer.Context,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Make what is derived anew: memories, compiled banks")
    ] = False,
) -> None:
    """Look at the settings, the banks and the log; exit with the code of the first thing that is wrong."""
    settings: Settings = ctx.obj
    screen = opening.screen_for(settings)
    screen.say(
        "qbank {version}; data in {home}, cache in {cache}",
        version=__version__,
        home=settings.home,
        cache=settings.cache,
    )
    if rebuild:
        _rebuild(settings, screen)
    bank, code = _bank(settings, screen)
    for message in check(settings.home, bank.renames if bank else {}):
        screen.tell(message)
        code = code or 4
    if code:
        raise typer.Exit(code)
    screen.say("Nothing is wrong.")


def _bank(settings: Settings, screen: Screen) -> tuple[Bank | None, int]:
    """Return the bank, None where it has faults, and the exit code."""
    try:
        bank = opening.bank_for(settings)
        entries = len(bank.summaries())
    except QbankError as error:
        show_error(error, settings.lang)
        return None, error.exit_code
    screen.say(
        "{n} entries in {folders}",
        n=entries,
        folders=", ".join(readable(str(folder)) for folder in settings.folders),
    )
    if opening.has_store(settings):
        with opening.store_for(settings) as store:
            counts = ", ".join(f"{kind} {count}" for kind, count in sorted(store.counts().items()))
            screen.say("The review log has these rows: {counts}", counts=counts or "0")
            memories_of(store, bank)
    return bank, 0


def _rebuild(settings: Settings, screen: Screen) -> None:
    """Throw away what is derived; the question files and the log are not touched."""
    with writing(settings.cache, StoreError):
        for copy in settings.cache.glob("bank-*.sqlite3*"):
            copy.unlink(missing_ok=True)
    if opening.has_store(settings):
        with opening.store_for(settings) as store:
            store.replace_memories(replay(store.reviews()), stamp())
    screen.say("Compiled banks and memories were made anew.")
