"""What can go wrong for a person: messages that read in two languages, and one error class an exit code."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence with named values.

    The English template is also the key of its Chinese wording (`screen/words.py`), so the sentence stands
    where it is needed and a test proves that each one is translated.
    """

    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template.format(**self.values)


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault or a remark at one place of a person's file; `line` counts from 1, 0 means the whole file."""

    file: Path
    line: int
    code: str
    severity: Literal["error", "warning"]
    message: Message

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else str(self.file)
        return f"{where}: {self.message}"


class QbankError(Exception):
    """Anything a person can do something about; `cli.main` alone catches it.

    Args:
        template: The English sentence, with named places in braces: what, where.
        hint: The next step, a template of the same values; "" for none.
        values: What goes into the places.
    """

    exit_code = 1

    def __init__(self, template: str, /, *, hint: str = "", **values: object) -> None:
        self.message = Message(template, values)
        self.hint = Message(hint, values) if hint else None
        super().__init__(str(self.message))


class NothingFoundError(QbankError):
    """The answer is no: no hit, the filters match nothing, a check found something."""


class WrongUsageError(QbankError):
    """The command line itself is wrong: an unknown topic, id, option or value."""

    exit_code = 2


class BankError(QbankError):
    """A question file, or another file given as input, is bad; `findings` lists every fault."""

    exit_code = 3

    def __init__(
        self, template: str, /, *, hint: str = "", findings: tuple[Finding, ...] = (), **values: object
    ) -> None:
        super().__init__(template, hint=hint, **values)
        self.findings = findings


class StoreError(QbankError):
    """The review log cannot be read or written."""

    exit_code = 4


class JudgeUnavailableError(QbankError):
    """A candidate's code could not be judged; nothing is known of the code itself."""

    exit_code = 5
