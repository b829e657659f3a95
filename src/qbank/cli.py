"""What can be typed: the table of commands, the global options, and the only place that catches an error."""

import contextlib
import errno
import gc
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from qbank import __version__
from qbank.core.text import LANGUAGES
from qbank.errors import BankError, QbankError, WrongUsageError
from qbank.help import group_help, root_help
from qbank.screen.errors import show_error
from qbank.screen.streams import prepare_streams, readable, silence
from qbank.settings import Options, Settings, encoding_is_given, likely_language, load
from qbank.verbs import HOME, PLANNED, VERBS, Verb

_WITH_VALUE = {"--bank", "--home", "--lang", "--show", "--color"}
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}


@dataclass(slots=True)
class _Typed:
    """The command line, global options taken out."""

    words: list[str] = field(default_factory=list)
    bank: list[str] = field(default_factory=list)
    single: dict[str, str] = field(default_factory=dict)
    plain: bool = False
    version: bool = False

    @property
    def options(self) -> Options:
        """Return the global options."""
        return Options(bank=tuple(self.bank), plain=self.plain, **self.single)


def run(arguments: Sequence[str]) -> int:
    """Do what `arguments` say and return the exit code; a person's mistake never ends in a traceback."""
    prepare_streams(is_encoding_given=encoding_is_given())
    settings: Settings | None = None
    try:
        typed = _split(arguments)
        settings = load(typed.options)
        code = _dispatch(typed, settings)
        sys.stdout.flush()
    except QbankError as error:
        return _tell(error, _language(settings, arguments))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        silence(sys.stdout)
        return 0
    except OSError as error:
        return _tell(_refused(error), _language(settings, arguments))
    return code


def _dispatch(typed: _Typed, settings: Settings) -> int:
    """Run the command that is named, or what stands for none."""
    if typed.version:
        sys.stdout.write(f"qbank {__version__}\n")
        return 0
    name, *rest = typed.words or ["home"]
    if name in ("-h", "--help", "help"):
        if not rest:
            sys.stdout.write(root_help(VERBS, settings))
            return 0
        name, rest = rest[0], [*rest[1:], "--help"]
    verb = next((verb for verb in VERBS if verb.name == name), None)
    if verb is None and typed.words:
        raise _unknown(readable(name), VERBS)
    if verb is not None and verb.verbs:
        return _dispatch_group(verb, rest, settings)
    if name == "search" and rest and not any(word.startswith("-") for word in rest):
        from qbank.commands.finding import find  # noqa: PLC0415  # late: the one command that runs here

        gc.freeze()
        gc.enable()
        find(settings, [readable(word) for word in rest])
        return 0
    from qbank.lazy import run_command  # noqa: PLC0415  # late: Typer, which --help and --version do without

    return run_command(verb or HOME, rest, settings)


def _dispatch_group(group: Verb, words: Sequence[str], settings: Settings) -> int:
    """Run a command of a group; alone, the group lists what it is about."""
    name, *rest = words or ["list"]
    if name in ("-h", "--help", "help"):
        sys.stdout.write(group_help(group, settings))
        return 0
    verb = next((verb for verb in group.verbs if verb.name == f"{group.name} {name}"), None)
    if verb is None:
        raise _unknown(f"{group.name} {readable(name)}", group.verbs)
    from qbank.lazy import run_command  # noqa: PLC0415  # late: Typer, which --help does without

    return run_command(verb, rest, settings)


def _split(arguments: Sequence[str]) -> _Typed:
    """Take the global options out, wherever they stand before a `--`.

    Raises:
        WrongUsageError: One that needs a value has none.
    """
    typed = _Typed()
    words = iter(arguments)
    for word in words:
        name, equals, value = word.partition("=")
        if word == "--":
            typed.words += [word, *words]
        elif word == "--plain":
            typed.plain = True
        elif word in ("--version", "-V"):
            typed.version = True
        elif name in _WITH_VALUE:
            given = value if equals else next(words, None)
            if given is None:
                raise WrongUsageError("{option} needs a value", option=name)
            _keep(typed, name, given)
        else:
            typed.words.append(word)
    return typed


def _keep(typed: _Typed, name: str, value: str) -> None:
    if name == "--bank":
        typed.bank.append(value)
    else:
        typed.single[name[2:]] = value


def _unknown(name: str, verbs: Sequence[Verb]) -> WrongUsageError:
    """Say that there is no such command, and what might have been meant."""
    if name in PLANNED:
        return WrongUsageError(
            "qbank {name} is planned and not part of this version",
            name=name,
            hint="qbank --help lists what there is",
        )
    if name.startswith("-"):
        return WrongUsageError("no option {name}", name=name, hint="qbank --help lists what there is")
    from difflib import get_close_matches  # noqa: PLC0415  # late: only for a name that is wrong

    near = get_close_matches(name, [verb.name for verb in verbs], n=1)
    if near:
        return WrongUsageError("no command {name}; did you mean {near}?", name=name, near=near[0])
    return WrongUsageError("no command {name}", name=name, hint="qbank --help lists what there is")


def _language(settings: Settings | None, arguments: Sequence[str]) -> str:
    """Return the interface's language even when the settings themselves are what is wrong."""
    if settings is not None:
        return settings.lang
    for before, word in zip(("", *arguments), arguments, strict=False):
        if word in ("--lang=zh", "--lang=en") or (before == "--lang" and word in LANGUAGES):
            return word[-2:]
    with contextlib.suppress(QbankError):
        return load(Options()).lang
    return likely_language()


def _refused(error: OSError) -> BankError:
    """Return what the system refused as a sentence; what is no person's doing is raised again."""
    if _is_without_folder():
        return BankError("the working folder is gone", hint="cd to a folder that is there, and try again")
    if isinstance(error, PermissionError) and error.filename is not None:  # deep in a bank perhaps
        path = Path(os.fsdecode(error.filename))
        return BankError("{path} cannot be read: {reason}", path=path, reason=error.strerror)
    if error.filename is None and error.errno in _NO_ROOM:
        silence(sys.stdout)
        return BankError("the output cannot be written: {reason}", reason=error.strerror)
    raise error


def _is_without_folder() -> bool:
    """Say whether the folder that the program was started in was deleted."""
    try:
        Path.cwd()
    except FileNotFoundError:
        return True
    return False


def _tell(error: QbankError, language: str) -> int:
    """Say what went wrong, where anybody listens, and return the exit code."""
    try:
        show_error(error, language)
    except OSError:
        silence(sys.stderr)
    return error.exit_code
