"""`qbank export`: the bank as one document."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from qbank.bank import Bank
from qbank.commands import opening, options
from qbank.commands.writing import writing
from qbank.core.text import LANGUAGES, Language
from qbank.errors import WrongUsageError
from qbank.export import FORMATS, Bundle
from qbank.files import atomic_write
from qbank.screen import plain
from qbank.settings import Settings

LATER = ("anki", "csv", "html")


def export(
    ctx: typer.Context,
    format_: Annotated[str, typer.Option("--format", metavar="md|json", help="How it is written")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="PATH", help="A file; else stdout")
    ] = None,
    topic: options.TopicOption = None,
    track: options.TrackOption = None,
    tag: options.TagOption = None,
    difficulty: options.DifficultyOption = None,
    kind: options.KindOption = None,
    id_: options.IdOption = None,
    checked: options.CheckedOption = False,
    marked: options.MarkedOption = None,
) -> None:
    """Write the entries that the filters mean."""
    settings: Settings = ctx.obj
    _known(format_)
    bank, screen = opening.bank_for(settings), opening.screen_for(settings)
    asked = opening.Asked(topic, track, tag, difficulty, kind, id_, checked, marked)
    ids = [summary.id for summary in opening.chosen(asked, bank, settings)]
    document = FORMATS[format_].render(_bundle(bank, ids, _languages(settings)))
    if output is None:
        plain.text(screen.stream, document if isinstance(document, str) else document.decode())
        return
    with writing(output):
        atomic_write(output, document)
    screen.say("{n} entries written to {path}", n=len(ids), path=output)


def _bundle(bank: Bank, ids: Sequence[str], languages: tuple[Language, ...]) -> Bundle:
    problems = {id_: bank.problem(id_) for id_ in ids if bank.is_problem(id_)}
    plain_forms = [bank.plain(id_) for id_ in ids]
    return Bundle(bank.topics, list(bank.entries(ids)), plain_forms, languages, problems)


def _known(name: str) -> None:
    """Refuse a format that there is not, and say which ones are planned."""
    if name in FORMATS:
        return
    known = ", ".join(sorted(FORMATS))
    if name in LATER:
        raise WrongUsageError(
            "--format {name} is planned and not part of this version; there are {known}",
            name=name,
            known=known,
        )
    raise WrongUsageError("--format {name} is not one of {known}", name=name, known=known)


def _languages(settings: Settings) -> tuple[Language, ...]:
    """Return the languages to write: the one that was asked for, else both, the interface's first."""
    if settings.show in ("zh", "en"):
        return (settings.show,)
    return (settings.lang, *(other for other in LANGUAGES if other != settings.lang))
