"""The log as today's bank reads it, and the memories that it leads to.

Apart from `opening`, as only some commands need the scheduler.
"""

from collections.abc import Mapping

from qbank.bank import Bank
from qbank.core.history import renamed
from qbank.core.review import Memory, Review
from qbank.core.schedule import replay, retrievability, stamp
from qbank.store import Store


def log_of(store: Store, bank: Bank) -> list[Review]:
    """Return the log; what was answered under a former id of an entry stands under that of today."""
    return renamed(store.reviews(), bank.renames)


def log_of_one(store: Store, bank: Bank, item: str) -> list[Review]:
    """Return the rows of one entry, those under its former ids too."""
    former = [old for old, today in bank.renames.items() if today == item]
    return renamed((row for id_ in (*former, item) for row in store.reviews(id_)), bank.renames)


def memories_of(store: Store, bank: Bank) -> dict[str, Memory]:
    """Return what is remembered, after a replay of the log where the derived table does not fit it."""
    version = stamp(renames=bank.renames)
    if store.stale(version):
        found = replay(log_of(store, bank))
        store.replace_memories(found, version)
        return found
    return store.memories()


def recall_of(memories: Mapping[str, Memory], day: int) -> dict[str, float]:
    """Return the chance, 0 to 1, to recall each entry on that study day."""
    return {id_: retrievability(memory, day) for id_, memory in memories.items()}
