"""The text of --help, in both languages and within the width of the terminal."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass

from qbank.screen.words import say
from qbank.screen.wrap import cells, wrap
from qbank.settings import Settings
from qbank.verbs import Verb


@dataclass(frozen=True, slots=True)
class Option:
    """An option or an argument as its help shows it."""

    names: tuple[str, ...]
    help: str
    value: str = ""
    argument: bool = False
    required: bool = False
    many: bool = False


GLOBAL = (
    Option(("--bank",), "A folder of questions; may be given several times", "PATH"),
    Option(("--home",), "The folder of your data", "PATH"),
    Option(("--lang",), "The interface's language", "zh|en"),
    Option(("--show",), "The language of questions and answers", "zh|en|both"),
    Option(("--color",), "Colour", "auto|always|never"),
    Option(("--plain",), "No colour, no box drawing, no cursor movement"),
    Option(("-V", "--version"), "Show the version"),
    Option(("-h", "--help"), "Show this help; after a command, that command's"),
)


def root_help(verbs: Sequence[Verb], settings: Settings) -> str:
    """Return the help of the program: commands by group, then the options that go with every command."""
    lines = [say("Usage: qbank [options] command [options of the command]", settings.lang), ""]
    lines += [say("qbank alone shows what is due today.", settings.lang)]
    for group in dict.fromkeys(verb.group for verb in verbs):
        rows = [(verb.name, say(verb.help, settings.lang)) for verb in verbs if verb.group == group]
        lines += ["", say(group, settings.lang), *_columns(rows, settings, 14)]
    lines += [
        "",
        say("Options of every command", settings.lang),
        *_columns(_rows(GLOBAL, settings), settings, 26),
    ]
    return "\n".join(lines) + "\n"


def group_help(group: Verb, settings: Settings) -> str:
    """Return the help of a group: its commands, and an example."""
    rows = [(verb.name, say(verb.help, settings.lang)) for verb in group.verbs]
    lines = [say("Usage: {form}", settings.lang, form=f"qbank {group.name} COMMAND …"), ""]
    lines += [*wrap(say(group.help, settings.lang), _width(settings)), ""]
    lines += [say("Commands", settings.lang), *_columns(rows, settings, 18)]
    return "\n".join([*lines, "", say("Example", settings.lang), f"  {group.example}"]) + "\n"


def command_help(verb: Verb, options: Sequence[Option], settings: Settings) -> str:
    """Return the help of one command, with an example."""
    arguments = [option for option in options if option.argument]
    named = [option for option in options if not option.argument]
    form = " ".join(_form(argument) for argument in arguments)
    lines = [say("Usage: {form}", settings.lang, form=f"qbank {verb.name} {form}".rstrip() + " …"), ""]
    lines += wrap(say(verb.help, settings.lang), _width(settings))
    for title, part in (("Arguments", arguments), ("Options", named)):
        rows = _rows(part, settings)
        if rows:
            lines += ["", say(title, settings.lang), *_columns(rows, settings, 26)]
    lines += ["", say("Example", settings.lang), f"  {verb.example}", ""]
    lines += wrap(
        say("qbank --help lists the options that every command takes.", settings.lang), _width(settings)
    )
    return "\n".join(lines) + "\n"


def _form(argument: Option) -> str:
    name = argument.names[0] + ("…" if argument.many else "")
    return name if argument.required else f"[{name}]"


def _rows(options: Sequence[Option], settings: Settings) -> list[tuple[str, str]]:
    return [
        (
            ", ".join(option.names) + (f" {option.value}" if option.value and not option.argument else ""),
            say(option.help, settings.lang) if option.help else "",
        )
        for option in options
    ]


def _columns(rows: Sequence[tuple[str, str]], settings: Settings, most: int) -> list[str]:
    """Return rows in two columns; a long left side, or a narrow terminal, puts the right side below it."""
    width = _width(settings)
    left = min(max((cells(name) for name, _ in rows), default=0) + 2, most)
    lines = []
    for name, text in rows:
        wrapped = wrap(text, max(16, width - left - 2)) or [""]
        if cells(name) + 2 > left:
            lines.append(f"  {name}")
        else:
            lines.append(f"  {name}{' ' * (left - cells(name))}{wrapped.pop(0)}".rstrip())
        lines += [" " * (left + 2) + line for line in wrapped]
    return lines


def _width(settings: Settings) -> int:
    return min(88, settings.columns or shutil.get_terminal_size().columns)
