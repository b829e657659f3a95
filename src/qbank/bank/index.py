"""All compiled copies of a bank as the one index that `core.search` reads."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Protocol, TypeVar

from qbank.bank.compiled import Copy
from qbank.core.concepts import Concepts, concepts_of
from qbank.core.query import Column
from qbank.core.search import Document

_Value = TypeVar("_Value")


class Reader(Protocol):
    """Asks every copy, and makes a damaged one anew."""

    def __call__(self, read: Callable[[Copy], Sequence[_Value]]) -> list[_Value]:
        """Return what all copies answer."""
        ...


class BankIndex:
    """The documents of every folder together.

    Attributes:
        read: Asks every copy.
        size: How many there are.
        among: The ids that are looked for; None for all. What a word is worth, all entries say.
        has_missed: Whether a Latin word was asked for that no entry has, nor what it clearly is a slip of.
    """

    def __init__(self, read: Reader, size: int, among: Collection[str] | None = None) -> None:
        self.read = read
        self.size = size
        self.among = among
        self.has_missed = False

    def within(self, ids: Collection[str]) -> "BankIndex":
        """Return the index that finds these entries alone."""
        return BankIndex(self.read, self.size, ids)

    @cached_property
    def concepts(self) -> Concepts:
        """What the glossaries name."""
        return concepts_of(self.read(lambda copy: copy.meta.concepts))

    def count(self, phrases: Sequence[str], columns: Sequence[Column]) -> int:
        """Return how many entries hold one of the phrases in one of the columns."""
        return sum(self.read(lambda copy: [copy.count(phrases, columns)]))

    def starting(self, prefix: str, most: int) -> list[str]:
        """Return the first words that start so, the shortest first."""
        found = set(self.read(lambda copy: copy.starting(prefix, most)))
        return sorted(found, key=lambda word: (len(word), word))[:most]

    def words(self) -> list[str]:
        """Return every Latin word, in order."""
        return sorted(set(self.read(Copy.words)))

    def miss(self) -> None:
        """Note that a word was asked for that no entry has."""
        self.has_missed = True

    def candidates(self, terms: Mapping[Column, Collection[str]], most: int) -> list[Document]:
        """Return the documents that fit some terms best, by column."""
        return self.read(lambda copy: copy.candidates(terms, most, self.among))

    def documents(self) -> Iterator[Document]:
        """Yield every document, in no order."""
        every = self.read(Copy.documents)
        return (one for one in every if self.among is None or one.id in self.among)
