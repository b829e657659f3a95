"""Rules of where an entry stands: among other questions, and against its own approval."""

from collections.abc import Iterator

from qbank.bank.rules.context import Context
from qbank.bank.rules.entry_file import EntryFile, Fault
from qbank.bank.rules.form import is_reviewed
from qbank.errors import Message


def near_duplicate(file: EntryFile, context: Context) -> Iterator[Fault]:
    """Demand a question that no other entry asks in nearly the same words."""
    for passage in file.passages("question"):
        for other, likeness in context.questions.like(file.entry.id, passage.text):
            values = {"id": other, "percent": round(100 * likeness)}
            yield Fault(passage.place, Message("nearly the question of {id} ({percent} % alike)", values))
            break


def edited(file: EntryFile) -> Iterator[Fault]:
    """Say that a checked entry was edited since: it is a draft again."""
    review = file.plain.get("review") or {}
    if is_reviewed(file) and review.get("hash") != file.entry.hash:
        yield Fault(
            ("review", "hash"), Message("edited since it was checked: a draft again; qbank approve it anew")
        )
