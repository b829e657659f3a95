"""The glossary as a search uses it: which wordings name the same thing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from qbank.core.text import is_cjk
from qbank.core.tokens import sequence, written

LONGEST = 12  # tokens of one form


@dataclass(frozen=True, slots=True)
class Concept:
    """A thing with all its names: each a sequence of tokens with spaces between."""

    name: str
    forms: tuple[str, ...]


class Concepts:
    """All concepts.

    Attributes:
        by_form: Each by the token sequence of each of its names.
    """

    def __init__(self, by_form: Mapping[str, Concept]) -> None:
        self.by_form = by_form

    @cached_property
    def words(self) -> frozenset[str]:
        """The Latin words of all names."""
        return frozenset(word for form in self.by_form for word in form.split(" ") if word.isascii())

    @cached_property
    def joined(self) -> Mapping[str, tuple[str, ...]]:
        """The names of several Latin words, by what they are when written as one (`kvcache`)."""
        split = (tuple(form.split(" ")) for form in self.by_form if form.isascii() and " " in form)
        return {word: one for one in split if (word := "".join(one)) not in self.by_form}

    @cached_property
    def chinese(self) -> tuple[str, ...]:
        """The names that are all Chinese, the longest first."""
        names = (written(form) for form in self.by_form)
        return tuple(
            sorted({name for name in names if all(map(is_cjk, name))}, key=lambda one: (-len(one), one))
        )

    def within(self, tokens: Sequence[str]) -> list[tuple[Concept, int, int]]:
        """Return the concepts that tokens name, the longest at each place, with their start and end."""
        found, at = [], 0
        while at < len(tokens):
            for end in range(min(len(tokens), at + LONGEST), at, -1):
                if concept := self.by_form.get(" ".join(tokens[at:end])):
                    found.append((concept, at, end))
                    at = end - 1
                    break
            at += 1
        return found


def forms_of(names: Iterable[str]) -> list[str]:
    """Return the token sequences of the names of one thing."""
    forms = (" ".join(sequence(name)) for name in names)
    return [form for form in dict.fromkeys(forms) if form]


def concepts_of(groups: Iterable[tuple[str, Sequence[str]]]) -> Concepts:
    """Make the table of concepts from names and forms; a form that two claim belongs to the first."""
    by_form: dict[str, Concept] = {}
    for name, forms in groups:
        concept = Concept(name, tuple(forms))
        for form in forms:
            by_form.setdefault(form, concept)
    return Concepts(by_form)
