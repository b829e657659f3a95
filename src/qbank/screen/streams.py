"""Make the standard streams and the arguments safe for Chinese, whatever the locale says."""

import codecs
import io
import os
import re
import sys
from pathlib import Path
from typing import TextIO

_LONE = re.compile("[\ud800-\udfff]")  # a byte that was no text


def prepare_streams(*, is_encoding_given: bool = False) -> None:
    """Set the encodings of the standard streams; call it once, before anything is printed.

    A pipe or a file speaks UTF-8 unless the person said otherwise. A terminal of another encoding keeps it;
    what it cannot show becomes "?". A stream that the shell has closed (`>&-`) becomes an empty one.

    Args:
        is_encoding_given: Whether PYTHONIOENCODING is set.
    """
    _open_closed()
    for stream, errors in (
        (sys.stdin, "replace"),
        (sys.stdout, "surrogateescape"),
        (sys.stderr, "backslashreplace"),
    ):
        if isinstance(stream, io.TextIOWrapper):
            _prepare(stream, errors, is_encoding_given=is_encoding_given)


def readable(argument: str) -> str:
    """Return an argument as it was meant: UTF-8 that a C or Latin-1 locale had read as something else.

    Bytes that are no text in either become U+FFFD. A path stays as it came: the system knows it by its bytes.
    """
    if argument.isascii() or (sys.getfilesystemencoding() == "utf-8" and argument.isprintable()):
        return argument
    try:
        return os.fsencode(argument).decode("utf-8")
    except UnicodeError:
        return _LONE.sub("\ufffd", argument)


def silence(stream: TextIO) -> None:
    """Throw away what is still to be written to a stream that takes nothing more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _open_closed() -> None:
    """Put an empty file where a standard stream was closed, and at its number, lest a database get it."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115  # until the end


def _prepare(stream: io.TextIOWrapper, errors: str, *, is_encoding_given: bool) -> None:
    if is_encoding_given or (stream.isatty() and not _is_unsure(stream)):
        stream.reconfigure(errors="replace")
    else:
        stream.reconfigure(encoding="utf-8", errors=errors)


def _is_unsure(stream: io.TextIOWrapper) -> bool:
    """Say whether a keyboard claims ASCII, as in the C locale, although people type Chinese on it."""
    return stream is sys.stdin and codecs.lookup(stream.encoding).name == "ascii"
