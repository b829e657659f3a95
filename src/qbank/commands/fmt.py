"""`qbank fmt`: entries in the canonical form."""

from pathlib import Path
from typing import Annotated

import typer

from qbank.bank.authoring import Rewriting, entry_paths, rewritten
from qbank.commands import opening
from qbank.commands.writing import writing
from qbank.errors import BankError
from qbank.files import atomic_write
from qbank.settings import Settings


def fmt(
    ctx: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH", help="Files or folders; else every bank that is in use"),
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Change nothing; exit 1 if fmt would")] = False,
) -> int:
    """Rewrite entries; a file with comments, or one that cannot be read, is left as it is and named."""
    settings: Settings = ctx.obj
    screen = opening.screen_for(settings)
    results = [rewritten(file) for file in entry_paths(paths or settings.folders)]
    changed = [result for result in results if result.is_changed]
    for result in changed:
        if check:
            screen.say("{path} would change", path=result.file)
        else:
            _write(result)
            screen.say("{path} rewritten", path=result.file)
    findings = tuple(finding for result in results for finding in result.findings)
    if findings:
        raise BankError("fmt left {n} files as they are", n=len(findings), findings=findings)
    return int(check and bool(changed))


def _write(result: Rewriting) -> None:
    with writing(result.file):
        atomic_write(result.file, result.text)
