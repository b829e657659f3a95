"""A stand-in for each command that becomes the real one, with Typer, only when it runs."""

import gc
import importlib
import keyword
from collections.abc import Sequence
from typing import Any

import typer
from typer._click.exceptions import (
    BadOptionUsage,
    BadParameter,
    ClickException,
    MissingParameter,
    NoSuchOption,
)
from typer.core import TyperCommand

from qbank.errors import WrongUsageError
from qbank.help import Option, command_help
from qbank.screen.streams import readable
from qbank.settings import Settings
from qbank.verbs import Verb

_HINT = "{command} --help shows how it is used"


def run_command(verb: Verb, arguments: Sequence[str], settings: Settings) -> int:
    """Import the command's module, parse its arguments and run it.

    Returns:
        The exit code.

    Raises:
        WrongUsageError: The arguments are not of the command's form.
    """
    command = _command(verb)
    gc.freeze()
    gc.enable()
    try:
        # not main(), which turns a closed pipe and an end of input into failures of its own
        with command.make_context(f"qbank {verb.name}", list(arguments), obj=settings) as context:
            code = command.invoke(context)
    except typer.Exit as stop:
        return stop.exit_code
    except ClickException as error:
        raise _translated(error, verb) from error
    return code if isinstance(code, int) else 0


def _command(verb: Verb) -> Any:
    *group, last = verb.name.split()
    name = f"{last}_" if _reserved(last) else last
    module = importlib.import_module(".".join(["qbank.commands", *group, name]))
    function = getattr(module, name)
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

    def invoke(self, ctx: Any) -> Any:
        """Run the command; its words are put right where the locale misread them, paths keep their bytes."""
        paths = {param.name for param in self.get_params(ctx) if param.type.name == "path"}
        ctx.params = {
            name: value if name in paths else _put_right(value) for name, value in ctx.params.items()
        }
        return super().invoke(ctx)

    def get_help(self, ctx: Any) -> str:
        """Return the help text."""
        options = [
            Option(
                names=tuple(sorted(parameter.opts, key=len))
                if parameter.param_type_name == "option"
                else (parameter.human_readable_name.upper(),),
                help="Show this help" if "--help" in parameter.opts else getattr(parameter, "help", "") or "",
                value=_placeholder(parameter),
                argument=parameter.param_type_name == "argument",
                required=parameter.required,
                many=parameter.nargs == -1,
            )
            for parameter in self.get_params(ctx)
            if not getattr(parameter, "hidden", False)
        ]
        return command_help(self.verb, options, ctx.obj).rstrip("\n")


def _placeholder(parameter: Any) -> str:
    """Return what stands for an option's value in the help, "" for a flag."""
    if getattr(parameter, "is_flag", False):
        return ""
    kinds = {"str": "TEXT", "int": "N", "int range": "N", "path": "PATH"}
    return str(parameter.metavar or kinds.get(parameter.type.name, parameter.type.name.upper()))


def _put_right(value: Any) -> Any:
    if isinstance(value, str):
        return readable(value)
    if isinstance(value, (list, tuple)):
        return type(value)(map(_put_right, value))
    return value


def _translated(error: ClickException, verb: Verb) -> WrongUsageError:
    """Say what Typer found in a sentence of ours, with the nearest right word where there is one."""
    command = f"qbank {verb.name}"
    if isinstance(error, NoSuchOption):
        return _unknown_option(error, command)
    if isinstance(error, BadParameter) and error.param is not None:
        return _bad_value(error, error.param, command)
    if isinstance(error, BadOptionUsage) and "requires" in error.message:
        return WrongUsageError(
            "{option} needs a value", hint=_HINT, command=command, option=error.option_name
        )
    if isinstance(error, BadOptionUsage):
        return WrongUsageError(
            "{option} takes no value", hint=_HINT, command=command, option=error.option_name
        )
    words = error.message.partition("unexpected extra argument(s) (")[2].removesuffix(")")
    if words:
        return WrongUsageError(
            "{command}: unexpected {words}", hint=_HINT, command=command, words=readable(words)
        )
    return WrongUsageError("{command}: {reason}", hint=_HINT, command=command, reason=error.message)


def _unknown_option(error: NoSuchOption, command: str) -> WrongUsageError:
    name = readable(error.option_name)
    if not error.possibilities:
        return WrongUsageError("{command}: no option {name}", hint=_HINT, command=command, name=name)
    near = sorted(error.possibilities)[0]
    return WrongUsageError(
        "{command}: no option {name}; did you mean {near}?", command=command, name=name, near=near
    )


def _bad_value(error: BadParameter, param: Any, command: str) -> WrongUsageError:
    """Say what is missing, or what the value should have been."""
    is_option, least = param.param_type_name == "option", getattr(param.type, "min", None)
    name = max(param.opts, key=len) if is_option else param.human_readable_name.upper()
    values = {"command": command, "name": name, "least": least, "reason": error.message}
    if isinstance(error, MissingParameter):
        return WrongUsageError("{command}: {name} is missing", hint=_HINT, **values)
    if not param.type.name.startswith("int"):
        return WrongUsageError("{command}: {name}: {reason}", hint=_HINT, **values)
    if least is None:
        return WrongUsageError("{command}: {name} must be a whole number", hint=_HINT, **values)
    return WrongUsageError("{command}: {name} must be a whole number from {least} on", hint=_HINT, **values)
