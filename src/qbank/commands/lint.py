"""`qbank lint`: entries against every rule of the house."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from qbank.bank import linting
from qbank.commands import opening, options
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
    run: Annotated[
        bool, typer.Option("--run", help="Run the code in answers and the solutions of problems too")
    ] = False,
    as_json: options.JsonOption = False,
) -> int:
    """Say what the rules find; 1 where there is an error, 3 where a file cannot be read."""
    settings: Settings = ctx.obj
    screen = opening.screen_for(settings)
    report = linting.lint(paths or (), settings.folders)
    if run:
        from qbank.commands.executing import executed  # noqa: PLC0415  # late: the judge

        report = replace(report, findings=(*report.findings, *executed(settings, screen, report.with_code)))
    if as_json:
        plain.text(screen.stream, json.dumps(_document(report, screen), ensure_ascii=False))
    else:
        screen.put(findings(screen, report.findings, report.files))
        if report.with_code and not run:
            screen.say("--run also runs the code of {n} files", n=len(report.with_code))
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
    return {"schema": 1, "findings": found, "files": report.files}
