"""Make the standard streams and the arguments safe for Chinese, whatever the locale says."""

import codecs
import io
import os
import sys


def prepare_streams(*, is_encoding_given: bool = False) -> None:
    """Set the encodings of the standard streams; call it once, before anything is printed.

    A pipe or a file speaks UTF-8 unless the person said otherwise. A terminal of another encoding keeps it;
    what it cannot show becomes "?".

    Args:
        is_encoding_given: Whether PYTHONIOENCODING is set.
    """
    for stream, errors in (
        (sys.stdin, "replace"),
        (sys.stdout, "surrogateescape"),
        (sys.stderr, "backslashreplace"),
    ):
        if isinstance(stream, io.TextIOWrapper):
            _prepare(stream, errors, is_encoding_given=is_encoding_given)


def readable_arguments(arguments: list[str]) -> list[str]:
    """Return the arguments with UTF-8 that a C or Latin-1 locale had read as something else put right."""
    return [_readable(argument) for argument in arguments]


def _prepare(stream: io.TextIOWrapper, errors: str, *, is_encoding_given: bool) -> None:
    if is_encoding_given or (stream.isatty() and not _is_unsure(stream)):
        stream.reconfigure(errors="replace")
    else:
        stream.reconfigure(encoding="utf-8", errors=errors)


def _is_unsure(stream: io.TextIOWrapper) -> bool:
    """Say whether a keyboard claims ASCII, as in the C locale, although people type Chinese on it."""
    return stream is sys.stdin and codecs.lookup(stream.encoding).name == "ascii"


def _readable(argument: str) -> str:
    if argument.isascii() or (sys.getfilesystemencoding() == "utf-8" and argument.isprintable()):
        return argument
    try:
        return os.fsencode(argument).decode("utf-8")
    except UnicodeError:
        return argument
