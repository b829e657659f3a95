"""The index of a search, written the plainest way: what the real one over SQLite is compared with."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from qbank.core.concepts import Concepts, concepts_of, forms_of
from qbank.core.query import Column
from qbank.core.search import Document
from qbank.core.text import normalise
from qbank.core.tokens import tokens_of


def document(id_: str, title: str, text: str = "") -> Document:
    """Make the document of an entry; a line of the title is a wording."""
    tokens = tokens_of(title, text)
    columns: Mapping[Column, str] = {
        "title": tokens.title, "joined": tokens.joined, "sound": tokens.sound, "body": tokens.body
    }  # fmt: skip
    return Document(id_, normalise(title), normalise(text), columns)


class MemoryIndex:
    """Documents in a list, looked through one by one."""

    def __init__(self, documents: Iterable[Document], names: Iterable[Sequence[str]] = ()) -> None:
        self._documents = list(documents)
        self.concepts: Concepts = concepts_of([(group[0], forms_of(group)) for group in names])

    @property
    def size(self) -> int:
        """How many there are."""
        return len(self._documents)

    def count(self, phrases: Sequence[str], columns: Sequence[Column]) -> int:
        """Return how many documents hold one of the phrases in one of the columns."""
        return sum(
            any(holds(document, phrase, column) for phrase in phrases for column in columns)
            for document in self._documents
        )

    def starting(self, prefix: str, most: int) -> list[str]:
        """Return the first words that start so, the shortest first."""
        words = (word for word in self._words() if word.startswith(prefix))
        return sorted(words, key=lambda word: (len(word), word))[:most]

    def words(self) -> list[str]:
        """Return every Latin word, in order."""
        return sorted(
            word for word in self._words() if word.isascii() and word[0].isalpha() and len(word) > 3
        )

    def miss(self) -> None:
        """Take no note: nothing else could know."""

    def candidates(self, terms: Mapping[Column, Collection[str]], most: int) -> list[Document]:
        """Return the documents that hold the most of some terms, by column."""
        found = [(self._held(document, terms), document) for document in self._documents]
        found.sort(key=lambda one: (-one[0], one[1].id))
        return [document for held, document in found if held][:most]

    def documents(self) -> Iterator[Document]:
        """Yield every document."""
        return iter(self._documents)

    def _held(self, document: Document, terms: Mapping[Column, Collection[str]]) -> int:
        return sum(holds(document, form, column) for column, forms in terms.items() for form in forms)

    def _words(self) -> set[str]:
        return {
            word
            for document in self._documents
            for column in ("title", "joined", "body")
            for word in document.columns[column].split()
        }


def holds(document: Document, phrase: str, column: Column) -> bool:
    """Say whether a phrase of tokens stands in a column."""
    return f" {phrase} " in f" {' '.join(document.columns[column].split())} "
