"""What went wrong, in one sentence on standard error, and the next step; without rich, so it always works."""

import os
import sys
from typing import TextIO

from qbank.errors import BankError, QbankError
from qbank.screen.clean import clean
from qbank.screen.streams import readable
from qbank.screen.words import say, translate
from qbank.screen.wrap import wrap

_MOST = 50  # findings shown with an error; `qbank lint` shows all


def show_error(error: QbankError, language: str, stream: TextIO | None = None) -> None:
    """Write the sentence, the findings of a faulty bank, and the hint.

    Args:
        error: What was raised.
        language: Of the interface.
        stream: Where to; standard error when not given.
    """
    stream = stream or sys.stderr
    width = _width(stream)
    sentence = say("error: {sentence}", language, sentence=translate(error.message, language))
    lines = _wrapped(sentence, width)
    if isinstance(error, BankError):
        for finding in error.findings[:_MOST]:
            file = readable(str(finding.file))
            place = f"{file}:{finding.line}" if finding.line else file
            lines += _wrapped(f"{place}: {translate(finding.message, language)}", width)
        if len(error.findings) > _MOST:
            lines += _wrapped(say("and {n} more", language, n=len(error.findings) - _MOST), width)
    if error.hint is not None:
        lines += _wrapped(say("hint: {hint}", language, hint=translate(error.hint, language)), width)
    stream.write("".join(f"{line}\n" for line in lines))
    stream.flush()


def _wrapped(text: str, width: int | None) -> list[str]:
    text = clean(text)
    return wrap(text, width) if width else [text]


def _width(stream: TextIO) -> int | None:
    """Return the columns of the terminal; None for a pipe, which gets one message a line."""
    try:
        return min(max(os.get_terminal_size(stream.fileno()).columns, 20), 88)
    except (OSError, ValueError):
        return None
