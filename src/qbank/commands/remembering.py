"""The memories that the log leads to; apart from `opening`, as only some commands need the scheduler."""

from collections.abc import Mapping

from qbank.core.review import Memory
from qbank.core.schedule import replay, retrievability, stamp
from qbank.store import Store


def memories_of(store: Store) -> dict[str, Memory]:
    """Return what is remembered, after a replay of the log where the derived table does not fit it."""
    if store.stale(stamp()):
        found = replay(store.reviews())
        store.replace_memories(found, stamp())
        return found
    return store.memories()


def recall_of(memories: Mapping[str, Memory], day: int) -> dict[str, float]:
    """Return the chance, 0 to 1, to recall each entry on that study day."""
    return {id_: retrievability(memory, day) for id_, memory in memories.items()}
