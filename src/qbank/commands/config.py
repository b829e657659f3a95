"""`qbank config`: the choices in force, and how to change one."""

from typing import Annotated

import typer

from qbank.commands import opening
from qbank.errors import WrongUsageError
from qbank.screen import plain
from qbank.screen.streams import readable
from qbank.settings import KEYS, Settings, checked_value

ACTIONS = ("set", "unset")


def config(
    ctx: typer.Context,
    action: Annotated[
        str | None, typer.Argument(metavar="ACTION", help="set or unset; nothing shows all")
    ] = None,
    key: Annotated[str | None, typer.Argument(metavar="KEY", help="Which choice")] = None,
    value: Annotated[str | None, typer.Argument(metavar="VALUE", help="What it becomes")] = None,
) -> None:
    """Show every choice with its origin, or change one in config.toml; comments there are kept."""
    settings: Settings = ctx.obj
    screen = opening.screen_for(settings)
    if action is None:
        plain.write(screen.stream, _rows(settings))
        return
    if action not in ACTIONS or key is None or (action == "set") != (value is not None):
        raise WrongUsageError("qbank config takes: set KEY VALUE, unset KEY, or nothing")
    if key not in KEYS:
        raise WrongUsageError("no setting {key}; there are {known}", key=key, known=", ".join(KEYS))
    from qbank.commands.changing import change  # noqa: PLC0415  # late: tomlkit, which showing needs not

    change(settings, {key: checked_value(key, value) if value is not None else None})
    screen.say("{path} is written", path=settings.config)


def _rows(settings: Settings) -> list[tuple[str, str, str]]:
    """Return name, value, origin of each choice; the paths first."""
    values = {
        "bank": ", ".join(readable(str(bank)) for bank in settings.banks),
        "color": settings.color,
        "home": readable(str(settings.home)),
        "judge_python": settings.judge_python,
        "lang": settings.lang,
        "new_per_session": str(settings.new_per_session),
        "plain": str(settings.plain).lower(),
        "show": settings.show or "",
        "workspace": readable(str(settings.workspace)),
    }
    places = [
        (name, readable(str(path)), "")
        for name, path in (("config", settings.config), ("cache", settings.cache))
    ]
    return [*places, *((key, values[key], settings.origins.get(key, "default")) for key in KEYS)]
