"""The folder in which a person writes solutions: starters go in once, nothing there is ever overwritten."""

from dataclasses import dataclass
from pathlib import Path

from qbank.errors import BankError, WrongUsageError

LARGEST = 1 << 20  # bytes of a solution; a longer file is no solution


@dataclass(frozen=True, slots=True)
class Workspace:
    """The folder of the person's solutions."""

    folder: Path

    def file(self, slug: str, variant: str = "") -> Path:
        """Return where the solution of a problem is: `gqa.py`, `cnn_digits_torch.py`."""
        name = "_".join(part.replace("-", "_") for part in (slug, variant) if part)
        return self.folder / f"{name}.py"

    def start(self, file: Path, starter: str) -> bool:
        """Write a starter unless the file is there already; say whether it was written."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with file.open("x", encoding="utf-8") as stream:
                stream.write(starter)
        except FileExistsError:
            if file.is_file():
                return False
            raise WrongUsageError("{path} is no file", path=file) from None
        except OSError as error:
            raise _unwritten(file, error) from error
        return True

    def reset(self, file: Path, starter: str) -> Path | None:
        """Put the starter in place of a solution, which is kept under the name that is returned."""
        if not file.exists():
            self.start(file, starter)
            return None
        number = 1
        while (kept := file.with_name(f"{file.stem}.{number}.py")).exists():
            number += 1
        try:
            file.rename(kept)
        except OSError as error:
            raise _unwritten(kept, error) from error
        self.start(file, starter)
        return kept


def read_solution(file: Path) -> bytes:
    """Return the bytes of a solution.

    Raises:
        WrongUsageError: There is none, or it cannot be one.
    """
    try:
        with file.open("rb") as stream:
            found = stream.read(LARGEST + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise WrongUsageError(
            "there is no {path}", hint="begin with: qbank code start ID", path=file
        ) from None
    except OSError as error:
        raise WrongUsageError("{path} cannot be read: {reason}", path=file, reason=error.strerror) from error
    if len(found) > LARGEST:
        raise WrongUsageError("{path} is larger than {n} MB: no solution is", path=file, n=LARGEST >> 20)
    return found


def _unwritten(file: Path, error: OSError) -> BankError:
    return BankError("{path} cannot be written: {reason}", path=file, reason=error.strerror)
