"""`qbank code doctor`: which interpreter judges, and which layers keep a solution in on this machine."""

import typer

from qbank.commands import opening
from qbank.judge.interpreter import chosen
from qbank.judge.probe import LAYERS, probe
from qbank.screen import plain
from qbank.settings import Settings

NEEDS = ("numpy",)


def doctor(ctx: typer.Context) -> None:
    """Try each layer with a small program that does what it forbids; exit 5 when the judge cannot run."""
    settings: Settings = ctx.obj
    screen = opening.screen_for(settings)
    python = chosen(settings.judge_python, NEEDS)
    found = probe(python, NEEDS)
    screen.say("Solutions are judged by {python} (Python {version})", python=python, version=found.version)
    rows = []
    for package, version in found.packages:
        rows.append((package, version or screen.word("not there")))
    for layer, holds in found.layers:
        rows.append(
            (
                screen.message(LAYERS[layer]),
                screen.word("holds") if holds else screen.word("does not hold here"),
            )
        )
    plain.write(screen.stream, rows)
    if not found.is_confined:
        screen.say(
            "Nothing here keeps a solution from your files: run only code that you trust. "
            "Verdicts hold all the same."
        )
