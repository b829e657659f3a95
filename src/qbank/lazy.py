"""A stand-in for each command that becomes the real one, with Typer, only when it runs."""

import importlib
import keyword
from collections.abc import Sequence
from typing import Any

import typer
from typer._click.exceptions import BadParameter, ClickException, MissingParameter, NoSuchOption
from typer.core import TyperCommand

from qbank.errors import WrongUsageError
from qbank.help import Option, command_help
from qbank.settings import Settings
from qbank.verbs import Verb


def run_command(verb: Verb, arguments: Sequence[str], settings: Settings) -> int:
    """Import the command's module, parse its arguments and run it.

    Returns:
        The exit code.

    Raises:
        WrongUsageError: The arguments are not of the command's form.
    """
    command = _command(verb)
    try:
        code = command.main(
            args=list(arguments), prog_name=f"qbank {verb.name}", standalone_mode=False, obj=settings
        )
    except ClickException as error:
        raise _translated(error, verb) from error
    return code if isinstance(code, int) else 0


def _command(verb: Verb) -> Any:
    name = verb.name
    module = importlib.import_module(
        f"qbank.commands.{name}_" if _reserved(name) else f"qbank.commands.{name}"
    )
    function = getattr(module, f"{name}_" if _reserved(name) else name)
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    shell = type("Command", (_Command,), {"verb": verb})
    app.command(name, cls=shell, context_settings={"help_option_names": ["-h", "--help"]})(function)
    return typer.main.get_command(app)


def _reserved(name: str) -> bool:
    """Say whether Python, or its built-in names, keep a module or function from having this name."""
    return keyword.iskeyword(name) or name in ("list", "help")


class _Command(TyperCommand):
    """A command whose help is ours: short, in the person's language, with an example."""

    verb: Verb

    def get_help(self, ctx: Any) -> str:
        """Return the help text."""
        options = [
            Option(
                names=tuple(sorted(parameter.opts, key=len))
                if parameter.param_type_name == "option"
                else (parameter.human_readable_name.upper(),),
                help="Show this help" if "--help" in parameter.opts else getattr(parameter, "help", "") or "",
                value="" if getattr(parameter, "is_flag", False) else parameter.make_metavar(ctx),
                argument=parameter.param_type_name == "argument",
                required=parameter.required,
                many=parameter.nargs == -1,
            )
            for parameter in self.get_params(ctx)
            if not getattr(parameter, "hidden", False)
        ]
        return command_help(self.verb, options, ctx.obj).rstrip("\n")


def _translated(error: ClickException, verb: Verb) -> WrongUsageError:
    """Say what Typer found in a sentence of ours, with the nearest right word where there is one."""
    command = f"qbank {verb.name}"
    hint = "{command} --help shows how it is used"
    if isinstance(error, NoSuchOption):
        if error.possibilities:
            near = sorted(error.possibilities)[0]
            return WrongUsageError(
                "{command}: no option {name}; did you mean {near}?",
                command=command,
                name=error.option_name,
                near=near,
            )
        return WrongUsageError(
            "{command}: no option {name}", hint=hint, command=command, name=error.option_name
        )
    if isinstance(error, MissingParameter):
        name = error.param.human_readable_name.upper() if error.param else "?"
        return WrongUsageError("{command}: {name} is missing", hint=hint, command=command, name=name)
    if isinstance(error, BadParameter) and error.param is not None:
        name = max(error.param.opts, key=len)
        return WrongUsageError(
            "{command}: {name}: {reason}", hint=hint, command=command, name=name, reason=error.message
        )
    return WrongUsageError("{command}: {reason}", hint=hint, command=command, reason=error.message)
