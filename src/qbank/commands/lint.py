"""`qbank lint`: entries against every rule of the house."""

import json
from pathlib import Path
from typing import Annotated

import typer

from qbank.bank import linting
from qbank.bank.rules import rules_not_run
from qbank.commands import opening, options
from qbank.errors import JudgeUnavailableError
from qbank.screen import plain
from qbank.screen.console import Screen
from qbank.screen.findings import findings
from qbank.settings import Settings


def lint(
    ctx: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH", help="Files or folders; else every bank that is in use"),
    ] = None,
    run: Annotated[bool, typer.Option("--run", help="Run the code in answers too")] = False,
    as_json: options.JsonOption = False,
) -> int:
    """Say what the rules find; 1 where there is an error, 3 where a file cannot be read."""
    settings: Settings = ctx.obj
    screen = opening.screen_for(settings)
    report = linting.lint(paths or (), settings.folders)
    if run and report.with_code:
        raise JudgeUnavailableError(
            "--run needs the judge, which is not part of this version; with code: {ids}",
            ids=", ".join(report.with_code),
        )
    if as_json:
        plain.text(screen.stream, json.dumps(_document(report, screen), ensure_ascii=False))
    else:
        screen.put(findings(screen, report.findings, report.files))
        if run:
            screen.say("no answer holds code that could be run")
        for message in () if run else rules_not_run():
            screen.say("not run: {rule}", rule=message)
    if not report.is_readable:
        return 3
    return int(any(finding.severity == "error" for finding in report.findings))


def _document(report: linting.Report, screen: Screen) -> dict[str, object]:
    """Return the JSON that the command line promises."""
    found = [
        {
            "file": str(finding.file),
            "line": finding.line,
            "code": finding.code,
            "severity": finding.severity,
            "message": screen.message(finding.message),
        }
        for finding in report.findings
    ]
    not_run = [screen.message(message) for message in rules_not_run()]
    return {"schema": 1, "findings": found, "files": report.files, "not_run": not_run}
