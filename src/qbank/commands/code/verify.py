"""`qbank code verify`: does the judge say of a problem's own solutions what it should."""

from typing import Annotated

import typer

from qbank.commands import opening
from qbank.commands.code.choosing import VariantOption, allow_code, choose, problem_named, task_for
from qbank.judge.judging import judge
from qbank.screen import plain
from qbank.settings import Settings


def verify(
    ctx: typer.Context,
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]", help="Problems; without one, all of them")
    ] = None,
    variant: VariantOption = "",
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="Of the cases")] = 0,
    trust: Annotated[
        bool, typer.Option("--trust", help="Allow the code of a bank that does not come with qbank")
    ] = False,
) -> None:
    """Judge the reference and the variants: to be accepted; and the wrong solutions: to be rejected."""
    settings: Settings = ctx.obj
    bank, screen = opening.bank_for(settings), opening.screen_for(settings)
    ids = [problem_named(name, bank) for name in names or ()] or [
        s.id for s in bank.summaries() if s.is_problem
    ]
    failed = False
    for id_ in ids:
        chosen = choose(settings, bank, id_, variant)
        allow_code(settings, screen, chosen.folder, yes=trust)
        home = chosen.home
        right = [home / "solution.py", *sorted((home / "variants").glob("*.py"))]
        for file in [*right, *sorted((home / "wrong").glob("*.py"))]:
            report = judge(task_for(settings, chosen, file.read_bytes()), seed)
            is_well = (report.verdict == "accepted") == (file in right)
            failed |= not is_well
            name = file.relative_to(home).as_posix()
            plain.write(
                screen.stream,
                [(id_, name, report.verdict, "ok" if is_well else screen.word("NOT AS IT SHOULD BE"))],
            )
    if failed:
        raise typer.Exit(1)
