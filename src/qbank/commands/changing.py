"""Write a choice into config.toml and keep the person's comments."""

from collections.abc import Mapping

import tomlkit
from tomlkit.exceptions import ParseError

from qbank.commands.writing import writing
from qbank.errors import WrongUsageError
from qbank.files import atomic_write
from qbank.settings import Settings


def change(settings: Settings, values: Mapping[str, object]) -> None:
    """Write choices into config.toml; None takes one out.

    Raises:
        WrongUsageError: The file there cannot be read or written; it is as it was.
    """
    path = settings.config
    try:
        document = tomlkit.parse(path.read_text(encoding="utf-8")) if path.exists() else tomlkit.document()
        for key, value in values.items():
            if value is None:
                document.pop(key, None)
            else:
                document[key] = value
    except (OSError, ParseError, UnicodeDecodeError) as error:
        raise WrongUsageError(
            "{path} cannot be read: {reason}", path=path, reason=error, hint="mend it, or delete it"
        ) from error
    with writing(path, WrongUsageError):
        path.parent.mkdir(parents=True, exist_ok=True)
        atomic_write(path, tomlkit.dumps(document))
