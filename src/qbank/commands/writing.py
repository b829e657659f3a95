"""What becomes of a file that cannot be written: one sentence for every command."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from qbank.errors import BankError, Message, QbankError


@contextlib.contextmanager
def writing(path: Path, error: type[QbankError] = BankError) -> Iterator[None]:
    """Turn what the system refuses into an error that names the file.

    Args:
        path: What is written.
        error: The kind of error, for its exit code.
    """
    try:
        yield
    except OSError as refused:
        reason = refused.strerror or str(refused)
        message = Message("{path} cannot be written: {reason}")
        raise error(message.template, path=path, reason=reason) from refused
