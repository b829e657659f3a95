"""What a person says of an entry beside answers: notes, importance, out of rotation; rows of the log."""

import secrets
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from qbank.bank import Bank
from qbank.commands import opening
from qbank.core.history import renamed
from qbank.core.review import Review, ReviewKind, uuid7
from qbank.settings import Settings

_Value = TypeVar("_Value")


def mark(settings: Settings, kind: ReviewKind, item: str | None, data: Mapping[str, object]) -> None:
    """Append one row that moves no schedule."""
    now = opening.now()
    with opening.store_for(settings) as store:
        id_ = uuid7(now.at, secrets.token_bytes(8))
        store.append([Review(id_, store.device, now.at, now.offset, kind, item=item, data=data)], {})


def marked(settings: Settings, bank: Bank, read: Callable[[Iterable[Review]], _Value]) -> _Value:
    """Return what the log says; one that is not there yet is an empty one, and stays so."""
    if not opening.has_store(settings):
        return read(())
    with opening.store_for(settings) as store:
        return read(renamed(store.reviews(), bank.renames))
