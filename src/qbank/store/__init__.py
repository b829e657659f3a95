"""The review log: one append-only SQLite file, and what is derived from it."""

from qbank.store.reviews import Store, open_store, peek_memories

__all__ = ["Store", "open_store", "peek_memories"]
